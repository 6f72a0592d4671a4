/* SPDX-License-Identifier: Apache-2.0
 *
 * Reasons, questions and advice with values in them: "{transfer.amount}", "{sent_24h:amount}"; "{{" and "}}" are
 * braces. Here each text is cut into pieces, and what its names mean is settled; fr_words() joins the pieces. */
#include "policy/compile.h"

#include <stdio.h>

enum { MOST_TEXT_VALUE = FR_MAX_FEATURE_TEXT_BYTES + 3 /* of "…" */, RECORD_HEAD = 3 };

/* One text under the compiler's eyes. */
typedef struct text_work {
  fr__policy_compiler *on;
  uint16_t *by_slot; /* 1 + the index of the value that a slot gives; 0: none yet */
  fr__said *said;    /* of fr_policy */
  uint32_t *stamps;  /* by value: the last owner that names it */
  uint32_t owner;    /* the rule or scam whose texts are compiled, numbered from 1 */
  const char *what;  /* "reason of", "advice on" */
  const char *name;  /* the rule's id, the scam type */
  bool for_customer; /* the customer reads it */
  fr__piece *pieces; /* of the wording */
  uint32_t piece_count;
} text_work;

/* The place of a byte in a line of the bank's document: columns count characters. */
static fr__source_text place_of(const fr__source_text *line, uint32_t at) {
  fr__source_text place = {line->text + at, 0, line->line, line->column};
  if (line->line == 0) return place;
  for (uint32_t i = 0; i < at; i++) {
    if (line->text[i] == '\n') {
      place.line++;
      place.column = 1;
    } else if (((unsigned char)line->text[i] & 0xC0) != 0x80) {
      place.column++;
    }
  }
  return place;
}

static fr_status fail_at(const text_work *work, const fr__source_text *line, uint32_t at, const char *why) {
  const fr__source_text place = place_of(line, at);
  return fr__compile_fail(work->on, &place, FR_BAD_EXPRESSION, work->what, work->name, why);
}

/* ---- what a name means ---- */

/* True for a slot that holds an amount: the transfer's, or the sum, least, largest … of a history's amounts. */
static bool is_amount(const fr__policy_compiler *on, uint32_t slot) {
  const fr_policy *policy = on->policy;
  while (slot >= on->first_feature_slot && slot - on->first_feature_slot < policy->feature_count) {
    slot = policy->features[slot - on->first_feature_slot].plain;
  }
  if (slot == FR__SLOT_AMOUNT || slot == FR__SLOT_BALANCE_BEFORE) return true;
  for (uint32_t i = 0; i < on->chains.count; i++) {
    const fr__cel_chain *chain = &on->chains.items[i];
    if (chain->slot != slot) continue;
    const fr__cel_stage *mapped = NULL;
    for (uint32_t s = 0; s < chain->stage_count; s++) {
      if (chain->stages[s].kind == FR__CEL_MAPPED) mapped = &chain->stages[s];
    }
    return mapped != NULL && mapped->field == FR__SLOT_ENTRY_AMOUNT && chain->result == FR__CEL_DOUBLE;
  }
  return false;
}

/* The most bytes that a decision needs for a value of this type; 0 where it cannot stand in a text. */
static uint32_t most_bytes(const fr__cel_type *type) {
  uint32_t most = 0;
  switch (type->kind) {
    case FR__CEL_BOOL: return RECORD_HEAD + 1;
    case FR__CEL_INT:
    case FR__CEL_DOUBLE:
    case FR__CEL_TIMESTAMP:
    case FR__CEL_DURATION: return RECORD_HEAD + 8;
    case FR__CEL_STRING:
      for (uint32_t i = 0; i < type->name_count; i++) {
        const uint32_t size = (uint32_t)strlen(type->names[i]);
        if (size > most) most = size;
      }
      return RECORD_HEAD + (type->name_count == 0 ? MOST_TEXT_VALUE : most);
    default: return 0;
  }
}

/* The name between the braces, as an expression that reads one slot. */
static fr_status resolve(text_work *work, const fr__source_text *line, uint32_t at, uint32_t size, fr__cel_type *type,
                         uint32_t *slot) {
  const fr__cel_program *program;
  fr__source_text source = place_of(line, at);
  source.size = size;
  FR_TRY(fr__compile_source(work->on, &source, work->what, work->name, &program, type));
  if (!fr__cel_is_slot(program, slot) || most_bytes(type) == 0) {
    return fail_at(work, line, at,
                   "only a single value can stand in a text: one of the transfer, an attribute, a feature");
  }
  if (*slot == FR__SLOT_REMARK || *slot == FR__SLOT_PURPOSE) {
    return fail_at(work, line, at,
                   "a remark or purpose cannot stand in a text: who writes it would speak with the bank's voice");
  }
  if (work->for_customer && (size < 9 || memcmp(line->text + at, "transfer.", 9) != 0)) {
    return fail_at(
        work, line, at,
        "what the customer reads must not tell what rules look at: only values of transfer.… can stand here");
  }
  return FR_OK;
}

static uint16_t value_of(text_work *work, const fr__cel_type *type, uint32_t slot) {
  if (work->by_slot[slot] == 0) {
    fr_policy *policy = work->on->policy;
    const enum fr__enumeration enumeration = type->name_count == 0 ? FR__ENUMS : fr__enumeration_of(type->names);
    work->said[policy->said_count] = (fr__said){slot, type->kind, (uint8_t)enumeration, (uint8_t)most_bytes(type)};
    work->by_slot[slot] = (uint16_t)++policy->said_count;
  }
  return (uint16_t)(work->by_slot[slot] - 1);
}

/* ":amount" and ":percent"; without either a value that is known to be an amount is one. */
static fr_status style_of(const text_work *work, const fr__source_text *line, uint32_t at, uint32_t size,
                          const fr__cel_type *type, uint32_t slot, uint8_t *style) {
  const bool number = type->kind == FR__CEL_DOUBLE || type->kind == FR__CEL_INT;
  const fr_text word = {line->text + at, size, FR_ENCODING_UTF8};
  if (size == 0) {
    *style = number && is_amount(work->on, slot) ? FR__STYLE_AMOUNT : FR__STYLE_PLAIN;
    return FR_OK;
  }
  if (fr__text_is(word, ":amount") || fr__text_is(word, ":percent")) {
    *style = fr__text_is(word, ":amount") ? FR__STYLE_AMOUNT : FR__STYLE_PERCENT;
    return number ? FR_OK : fail_at(work, line, at, "only a number can be written as an amount or in percent");
  }
  return fail_at(work, line, at, "behind a name may stand :amount or :percent");
}

/* ---- from a line to pieces ---- */

static bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static void add_bytes(text_work *work, const char *text, uint32_t size) {
  if (size != 0) work->pieces[work->piece_count++] = (fr__piece){.text = text, .size = size};
}

/* What stands between line->text[at] = '{' and its '}'; *end is behind that. */
static fr_status add_value(text_work *work, const fr__source_text *line, uint32_t at, uint32_t *end) {
  uint32_t name_end = at + 1, close = at;
  while (name_end < line->size && in_name(line->text[name_end])) name_end++;
  close = name_end;
  while (close < line->size && line->text[close] != '}' && line->text[close] != '{' && line->text[close] != '\n')
    close++;
  if (close == line->size || line->text[close] != '}') {
    return fail_at(work, line, at,
                   "'{' begins a value and '}' ends it, such as {transfer.amount}; for a brace write {{");
  }
  const bool styled = line->text[name_end] == ':';
  if (name_end == at + 1 || (name_end != close && !styled)) {
    return fail_at(work, line, at + 1,
                   "between { and } stands a name, such as {transfer.amount}; what is computed needs a feature of its "
                   "own, and a brace is written {{");
  }
  fr__cel_type type;
  uint32_t slot;
  uint8_t style = 0;
  FR_TRY(resolve(work, line, at + 1, name_end - at - 1, &type, &slot));
  FR_TRY(style_of(work, line, name_end, close - name_end, &type, slot, &style));
  const uint16_t value = value_of(work, &type, slot);
  work->stamps[value] = work->owner;
  work->pieces[work->piece_count++] = (fr__piece){.value = value, .style = style};
  *end = close + 1;
  return FR_OK;
}

static fr_status add_line(text_work *work, const fr__source_text *line) {
  uint32_t from = 0, at = 0;
  while (at < line->size) {
    const char c = line->text[at];
    if (c != '{' && c != '}') {
      at++;
      continue;
    }
    const bool twice = at + 1 < line->size && line->text[at + 1] == c;
    if (c == '}' && !twice) {
      return fail_at(work, line, at, "'}' stands alone; for a brace write }}, for a value {transfer.amount}");
    }
    add_bytes(work, line->text + from, at + (twice ? 1 : 0) - from);
    at += 2;
    if (!twice) FR_TRY(add_value(work, line, at - 2, &at));
    from = at;
  }
  add_bytes(work, line->text + from, at - from);
  return FR_OK;
}

static fr_status compile_wording(text_work *work, fr__wording *wording) {
  uint32_t braces = 0;
  for (uint32_t i = 0; i < wording->size; i++) braces += wording->text[i] == '{' || wording->text[i] == '}';
  if (braces == 0) return FR_OK;
  /* Each brace ends a run of bytes and begins a value at most; each line ends one and brings a line break. */
  work->pieces =
      fr__arena_alloc(&work->on->policy->arena, (2 * (size_t)braces + 2 * wording->line_count) * sizeof *work->pieces);
  FR_REQUIRE(work->pieces != NULL, FR_NO_MEMORY);
  work->piece_count = 0;
  for (uint32_t i = 0; i < wording->line_count; i++) {
    if (i != 0) add_bytes(work, "\n", 1);
    FR_TRY(add_line(work, &wording->lines[i]));
  }
  wording->pieces = work->pieces;
  wording->piece_count = work->piece_count;
  return FR_OK;
}

static fr_status compile_wordings(text_work *work, fr__wordings *wordings) {
  for (uint32_t i = 0; i < wordings->count; i++) FR_TRY(compile_wording(work, &wordings->items[i]));
  return FR_OK;
}

/* ---- whose texts name what ---- */

static void stamp_wordings(text_work *work, const fr__wordings *wordings) {
  for (uint32_t i = 0; i < wordings->count; i++) {
    for (uint32_t p = 0; p < wordings->items[i].piece_count; p++) {
      if (wordings->items[i].pieces[p].text == NULL) work->stamps[wordings->items[i].pieces[p].value] = work->owner;
    }
  }
}

/* The values that the present owner named. */
static fr_status gather_set(text_work *work, fr__said_set *set) {
  const fr_policy *policy = work->on->policy;
  uint32_t count = 0;
  for (uint32_t i = 0; i < policy->said_count; i++) count += work->stamps[i] == work->owner;
  set->count = 0;
  if (count == 0) return FR_OK;
  uint16_t *items = fr__arena_alloc(&work->on->policy->arena, count * sizeof *items);
  FR_REQUIRE(items != NULL, FR_NO_MEMORY);
  for (uint32_t i = 0; i < policy->said_count; i++) {
    if (work->stamps[i] == work->owner) items[set->count++] = (uint16_t)i;
  }
  set->items = items;
  return FR_OK;
}

static fr_status compile_reasons(text_work *work) {
  fr_policy *policy = work->on->policy;
  work->what = "reason of";
  work->for_customer = false;
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    fr__rule *rule = &policy->rules[i];
    work->owner++;
    work->name = rule->id;
    FR_TRY(compile_wordings(work, &rule->reason));
    FR_TRY(gather_set(work, &rule->said));
  }
  return FR_OK;
}

/* What an answer says: one of the teller's observations, or an attribute that is true or false. */
static fr_status find_observation(const fr__policy_compiler *on, fr__question *question) {
  char name[sizeof "teller." + FR_MAX_IDENTIFIER_BYTES] = "teller.";
  const bool is_attribute = strncmp(question->observation, "attributes.", strlen("attributes.")) == 0;
  if (question->sign == FR_UNKNOWN) return FR_OK;
  const size_t lead = is_attribute ? 0 : strlen(name);
  memcpy(name + lead, question->observation, strlen(question->observation) + 1); /* its size was checked */
  const fr__cel_symbol *symbol = fr__compile_symbol(on, name);
  const bool is_observation =
      symbol != NULL && symbol->slot >= FR__SLOT_TELLER && symbol->slot < FR__SLOT_PAYER_AGE && !is_attribute;
  if (is_observation) question->teller_bit = UINT64_C(1) << (symbol->slot - FR__SLOT_TELLER);
  if (is_observation || (is_attribute && symbol != NULL && symbol->type.kind == FR__CEL_BOOL)) return FR_OK;
  return fr__fail(on->error, FR_BAD_POLICY, question->name,
                  "question %s: '%s' is neither an observation of the teller nor a bool attribute, attributes.NAME",
                  question->name, question->observation);
}

/* Tellers may tell the customer what they see. */
static fr_status compile_questions(text_work *work) {
  fr_policy *policy = work->on->policy;
  work->what = "question";
  work->for_customer = true;
  work->owner++;
  for (uint32_t i = 0; i < policy->question_count; i++) {
    work->name = policy->questions[i].name;
    FR_TRY(find_observation(work->on, &policy->questions[i]));
    FR_TRY(compile_wordings(work, &policy->questions[i].ask));
  }
  return FR_OK;
}

static fr_status compile_advice(text_work *work) {
  fr_policy *policy = work->on->policy;
  work->what = "advice on";
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    fr__scam *scam = &policy->scams[i];
    work->owner++;
    work->name = scam->name;
    if (strcmp(scam->name, "unclassified") == 0) policy->unclassified = scam;
    for (uint32_t a = 0; a < FR__AUDIENCES; a++) {
      const uint32_t audience = a + FR_AUDIENCE_CUSTOMER;
      work->for_customer = audience != FR_AUDIENCE_TELLER && audience != FR_AUDIENCE_AUDIT;
      FR_TRY(compile_wordings(work, &scam->advice[a]));
    }
  }
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    work->owner++;
    for (uint32_t a = 0; a < FR__AUDIENCES; a++) {
      const fr__wordings *advice = fr__policy_advice(policy, &policy->scams[i], a + FR_AUDIENCE_CUSTOMER);
      if (advice != NULL) stamp_wordings(work, advice);
    }
    const fr__scam *asking = fr__policy_asking(policy, &policy->scams[i]);
    for (uint32_t q = 0; asking != NULL && q < asking->asked_count; q++) {
      stamp_wordings(work, &policy->questions[asking->asked[q]].ask);
    }
    FR_TRY(gather_set(work, &policy->scams[i].said));
  }
  return FR_OK;
}

static uint32_t bytes_of(const fr_policy *policy, const fr__said_set *set) {
  uint32_t bytes = 0;
  for (uint32_t i = 0; i < set->count; i++) bytes += policy->said[set->items[i]].bytes;
  return bytes;
}

/* Whatever fires, its values have to fit into a decision: those of sixteen reasons, of one scam's advice, and of the
 * advice that a rule asks for. */
static fr_status check_room(const fr__policy_compiler *on) {
  const fr_policy *policy = on->policy;
  uint32_t largest[FR_MAX_REASONS] = {0}; /* largest first */
  uint32_t all = 0, together = 0, asked_for = 0;
  for (uint32_t i = 0; i < policy->said_count; i++) all += policy->said[i].bytes;
  for (uint32_t i = 0; i < policy->scam_count; i++) {
    const uint32_t bytes = bytes_of(policy, &policy->scams[i].said);
    if (bytes > together) together = bytes;
  }
  for (uint32_t i = 0; i < policy->rule_count; i++) {
    const uint32_t bytes = bytes_of(policy, &policy->rules[i].said);
    const int32_t advice = policy->rules[i].advice;
    const uint32_t own = advice < 0 ? 0 : bytes_of(policy, &policy->scams[advice].said);
    if (own > asked_for) asked_for = own;
    uint32_t at = FR_MAX_REASONS;
    while (at > 0 && largest[at - 1] < bytes) at--;
    if (at == FR_MAX_REASONS) continue;
    memmove(&largest[at + 1], &largest[at], (FR_MAX_REASONS - 1 - at) * sizeof largest[0]);
    largest[at] = bytes;
  }
  together += asked_for;
  for (uint32_t i = 0; i < FR_MAX_REASONS; i++) together += largest[i];
  if (together > all) together = all;
  if (together <= FR_MAX_DECISION_VALUES) return FR_OK;
  return fr__fail(on->error, FR_TOO_MANY, "policy",
                  "the words of one decision may name values of %u bytes, and %d are the most (a number takes 11, a "
                  "text up to 70); name fewer values in reasons and advice",
                  together, FR_MAX_DECISION_VALUES);
}

fr_status fr__texts_compile(fr__policy_compiler *on) {
  fr_policy *policy = on->policy;
  const uint32_t most = on->first_feature_slot + policy->feature_count;
  text_work work = {.on = on};
  work.by_slot = fr__arena_alloc(&policy->arena, FR__MAX_SLOTS * sizeof *work.by_slot);
  work.said = fr__arena_alloc(&policy->arena, most * sizeof *work.said);
  work.stamps = fr__arena_alloc(&policy->arena, most * sizeof *work.stamps);
  FR_REQUIRE(work.by_slot != NULL && work.said != NULL && work.stamps != NULL, FR_NO_MEMORY);
  policy->said = work.said;
  FR_TRY(compile_reasons(&work));
  FR_TRY(compile_questions(&work));
  FR_TRY(compile_advice(&work));
  return check_room(on);
}
