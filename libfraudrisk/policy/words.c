/* SPDX-License-Identifier: Apache-2.0
 *
 * The words that go with a decision. */
#include "fraudrisk/why.h"
#include "policy/phrasing.h"
#include "text/gb18030.h"

/* How much of a language's name is its first word: 2 of zh-Hant and of zh_CN. */
static uint32_t first_word(const char *language, uint32_t size) {
  uint32_t length = 0;
  while (length < size && language[length] != '-' && language[length] != '_') length++;
  return length;
}

/* The wording in this language; else the one with the longest name that begins it, as zh does zh-CN: a terminal that
 * calls its Chinese zh-CN or zh_CN must not fall back to English. Else one of the same first word, else the first. */
static const fr__wording *choose(const fr__wordings *wordings, fr_text language) {
  const fr__wording *best = NULL, *kin = NULL;
  const uint32_t first = language.data == NULL ? 0 : first_word(language.data, language.size);
  uint32_t longest = 0;
  for (uint32_t i = 0; i < wordings->count && first != 0; i++) {
    const fr__wording *item = &wordings->items[i];
    const uint32_t size = (uint32_t)strlen(item->language);
    if (first_word(item->language, size) != first || memcmp(item->language, language.data, first) != 0) continue;
    const bool begins = size <= language.size && memcmp(item->language, language.data, size) == 0 &&
                        (size == language.size || language.data[size] == '-' || language.data[size] == '_');
    if (kin == NULL) kin = item;
    if (begins && size > longest) best = item;
    if (begins && size > longest) longest = size;
  }
  if (best == NULL) best = kin;
  return best != NULL || wordings->count == 0 ? best : &wordings->items[0];
}

/* ---- words being put together: once to find their size, then into the buffer ---- */

typedef struct saying {
  const fr_policy *policy;
  const fr_decision *decision; /* null: braces stay as the policy has them */
  fr_text language;
  uint32_t encoding;
  uint32_t which; /* an audience, a place among reasons or questions, a rule */
  char *buffer;   /* null: only the size is wanted */
  uint64_t size;
} saying;

static void put(saying *into, const char *text, uint32_t size) {
  char *at = into->buffer == NULL ? NULL : into->buffer + into->size;
  if (into->encoding == FR_ENCODING_GB18030) {
    into->size += fr__gb18030_of(text, size, at);
    return;
  }
  if (at != NULL && size != 0) memcpy(at, text, size);
  into->size += size;
}

/* The pieces of a wording, joined with the decision's values. */
static fr_status put_wording(saying *into, const fr__wording *wording) {
  const fr__piece whole = {.text = wording->text, .size = wording->size};
  const bool as_it_is = wording->pieces == NULL || into->decision == NULL;
  const fr__piece *pieces = as_it_is ? &whole : wording->pieces;
  const uint32_t count = as_it_is ? 1 : wording->piece_count;
  for (uint32_t i = 0; i < count; i++) {
    char phrase[FR__PHRASE_BYTES];
    if (pieces[i].text != NULL) {
      put(into, pieces[i].text, pieces[i].size);
      continue;
    }
    fr__cel_value value;
    FR_REQUIRE(fr__carried_value(into->policy, pieces[i].value, into->decision, &value), FR_BAD_ARGUMENT);
    put(into, phrase, fr__phrase_value(into->policy, &pieces[i], &value, wording->language, phrase));
  }
  return FR_OK;
}

/* A line of its own behind what is there. */
static fr_status put_line(saying *into, const fr__wording *wording) {
  if (into->size != 0) put(into, "\n", 1);
  return put_wording(into, wording);
}

static fr_status say(saying *into, fr_status (*compose)(saying *into), char *buffer, uint64_t capacity,
                     uint64_t *needed) {
  FR_TRY(compose(into));
  *needed = into->size;
  FR_REQUIRE(into->size <= capacity, FR_BUFFER_TOO_SMALL);
  if (into->size == 0) return FR_OK;
  into->buffer = buffer;
  into->size = 0;
  return compose(into);
}

/* ---- what is said ---- */

/* A scam without words of its own, and points without a scam, get the general words where the policy has them. */
const fr__wordings *fr__policy_advice(const fr_policy *policy, const fr__scam *scam, uint32_t audience) {
  const uint32_t place = audience - FR_AUDIENCE_CUSTOMER;
  if (scam == NULL || scam->advice[place].count == 0) scam = policy->unclassified;
  return scam == NULL || scam->advice[place].count == 0 ? NULL : &scam->advice[place];
}

const fr__scam *fr__policy_asking(const fr_policy *policy, const fr__scam *scam) {
  if (scam == NULL || scam->asked_count == 0) scam = policy->unclassified;
  return scam == NULL || scam->asked_count == 0 ? NULL : scam;
}

static const fr__scam *scam_of(const fr_policy *policy, const fr_decision *decision) {
  const bool named = decision->scam_index >= 0 && (uint32_t)decision->scam_index < policy->scam_count;
  return named ? &policy->scams[decision->scam_index] : NULL;
}

/* The advice that a rule asked for; null: none did. */
static const fr__scam *asked_for(const fr_policy *policy, const fr_decision *decision) {
  return decision->advice != 0 && decision->advice <= policy->scam_count ? &policy->scams[decision->advice - 1] : NULL;
}

/* The advice that goes with a decision: what a rule asked for, where that has words for this audience, else the scam's,
 * else the general. Null where there is none, and for a transfer that is allowed. */
static const fr__wordings *advice_for(const fr_policy *policy, const fr_decision *decision, uint32_t audience) {
  if (decision->outcome <= FR_OUTCOME_ALLOW) return NULL;
  const fr__scam *asked = asked_for(policy, decision);
  const fr__wordings *own = asked == NULL ? NULL : &asked->advice[audience - FR_AUDIENCE_CUSTOMER];
  return own != NULL && own->count != 0 ? own : fr__policy_advice(policy, scam_of(policy, decision), audience);
}

/* The question at a place; null past the last. */
static const fr__question *question_at(const fr_policy *policy, const fr_decision *decision, uint32_t place) {
  if (decision->outcome <= FR_OUTCOME_ALLOW) return NULL;
  const fr__scam *asked = asked_for(policy, decision);
  if (asked == NULL || asked->asked_count == 0) asked = fr__policy_asking(policy, scam_of(policy, decision));
  return asked == NULL || place >= asked->asked_count ? NULL : &policy->questions[asked->asked[place]];
}

static fr_status compose_rule(saying *into) {
  const fr__wording *reason = choose(&into->policy->rules[into->which].reason, into->language);
  FR_REQUIRE(reason != NULL, FR_NO_WORDS);
  return put_wording(into, reason);
}

static fr_status compose_reason(saying *into) {
  const uint32_t rule = into->decision->reasons[into->which].rule_index;
  FR_REQUIRE(rule < into->policy->rule_count, FR_OTHER_POLICY);
  const fr__wording *reason = choose(&into->policy->rules[rule].reason, into->language);
  FR_REQUIRE(reason != NULL, FR_NO_WORDS);
  return put_line(into, reason);
}

static fr_status compose_advice(saying *into) {
  const fr__wordings *advice = advice_for(into->policy, into->decision, into->which);
  FR_REQUIRE(advice != NULL, FR_NO_WORDS);
  return put_wording(into, choose(advice, into->language));
}

/* For the file: what the policy says of the scam, where it has such words, then the reasons of all rules that the
 * decision carries, a line each. */
static fr_status compose_audit(saying *into) {
  const fr__wordings *advice = advice_for(into->policy, into->decision, FR_AUDIENCE_AUDIT);
  if (advice != NULL) FR_TRY(put_wording(into, choose(advice, into->language)));
  for (into->which = 0; into->which < into->decision->reason_count; into->which++) FR_TRY(compose_reason(into));
  return FR_OK;
}

/* Of what could not be decided nothing is suspected: no file and no notice of the law says that it was. */
static bool has_grounds(const fr_decision *decision, uint32_t audience) {
  const bool of_grounds = audience == FR_AUDIENCE_AUDIT || audience == FR_NOTICE_REASON;
  return !of_grounds || (decision->flags & FR_FLAG_DEGRADED) == 0;
}

static fr_status compose_question(saying *into) {
  const fr__question *question = question_at(into->policy, into->decision, into->which);
  FR_REQUIRE(question != NULL, FR_NO_WORDS);
  return put_line(into, choose(&question->ask, into->language));
}

/* What the teller is told, then the questions, a line each. */
static fr_status compose_teller(saying *into) {
  const fr__wordings *advice = advice_for(into->policy, into->decision, FR_AUDIENCE_TELLER);
  FR_REQUIRE(advice != NULL || question_at(into->policy, into->decision, 0) != NULL, FR_NO_WORDS);
  if (advice != NULL) FR_TRY(put_wording(into, choose(advice, into->language)));
  for (into->which = 0; question_at(into->policy, into->decision, into->which) != NULL; into->which++) {
    FR_TRY(compose_question(into));
  }
  return FR_OK;
}

/* ---- from outside ---- */

/* What every function about a decision asks of its arguments. */
static fr_status check(const fr_policy *policy, const fr_decision *decision, uint32_t encoding, const char *buffer,
                       uint64_t capacity, const uint64_t *needed) {
  FR_REQUIRE(policy != NULL && decision != NULL && needed != NULL && (buffer != NULL || capacity == 0),
             FR_NULL_POINTER);
  FR_REQUIRE(decision->struct_size >= sizeof *decision, FR_STRUCT_SIZE);
  FR_REQUIRE(encoding <= FR_ENCODING_GB18030 && decision->reason_count <= FR_MAX_REASONS, FR_BAD_ARGUMENT);
  FR_REQUIRE(memcmp(policy->digest, decision->policy_digest, sizeof policy->digest) == 0, FR_OTHER_POLICY);
  return FR_OK;
}

fr_status fr_reason_text(const fr_policy *policy, uint32_t rule_index, fr_text language, uint32_t encoding,
                         char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_REQUIRE(policy != NULL && needed != NULL && (buffer != NULL || capacity == 0), FR_NULL_POINTER);
  FR_REQUIRE(rule_index < policy->rule_count && encoding <= FR_ENCODING_GB18030, FR_BAD_ARGUMENT);
  saying into = {.policy = policy, .language = language, .encoding = encoding, .which = rule_index};
  return say(&into, compose_rule, buffer, capacity, needed);
}

/* The words of one input of a model. */
static fr_status compose_input(saying *into) {
  const uint32_t input = into->which % FR_MAX_MODEL_INPUTS;
  const fr__policy_model *model = &into->policy->models[into->which / FR_MAX_MODEL_INPUTS];
  const fr__wording *wording = model->reasons == NULL ? NULL : choose(&model->reasons[input], into->language);
  FR_REQUIRE(wording != NULL, FR_NO_WORDS);
  return put_wording(into, wording);
}

fr_status fr_contribution_words(const fr_policy *policy, const fr_contribution *contribution, fr_text language,
                                uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_REQUIRE(policy != NULL && contribution != NULL && needed != NULL && (buffer != NULL || capacity == 0),
             FR_NULL_POINTER);
  FR_REQUIRE(contribution->model_index < policy->model_count && encoding <= FR_ENCODING_GB18030, FR_BAD_ARGUMENT);
  const fr__policy_model *model = &policy->models[contribution->model_index];
  uint32_t input = 0;
  while (input < model->parts.input_count && model->inputs[input] != contribution->feature_index) input++;
  FR_REQUIRE(input < model->parts.input_count, FR_BAD_ARGUMENT);
  saying into = {.policy = policy, .language = language, .encoding = encoding};
  into.which = contribution->model_index * FR_MAX_MODEL_INPUTS + input;
  return say(&into, compose_input, buffer, capacity, needed);
}

fr_status fr_reason_words(const fr_policy *policy, const fr_decision *decision, uint32_t place, fr_text language,
                          uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_TRY(check(policy, decision, encoding, buffer, capacity, needed));
  FR_REQUIRE(place < decision->reason_count, FR_BAD_ARGUMENT);
  saying into = {policy, decision, language, encoding, place, NULL, 0};
  return say(&into, compose_reason, buffer, capacity, needed);
}

uint32_t fr_expiry(const fr_policy *policy, const fr_decision *decision) {
  if (policy == NULL || decision == NULL || decision->struct_size < sizeof *decision) return FR_EXPIRY_NONE;
  if (memcmp(policy->digest, decision->policy_digest, sizeof policy->digest) != 0) return FR_EXPIRY_NONE;
  if (decision->outcome != FR_OUTCOME_HOLD) return FR_EXPIRY_NONE;
  const fr__scam *const says[] = {asked_for(policy, decision), scam_of(policy, decision), policy->unclassified};
  for (size_t i = 0; i < FR_COUNT(says); i++) {
    if (says[i] != NULL && says[i]->expiry != FR_EXPIRY_NONE) return says[i]->expiry;
  }
  return FR_EXPIRY_NONE;
}

fr_status fr_question_get(const fr_policy *policy, const fr_decision *decision, uint32_t place, fr_question *question) {
  FR_REQUIRE(policy != NULL && decision != NULL && question != NULL, FR_NULL_POINTER);
  const uint32_t size = question->struct_size;
  FR_REQUIRE(decision->struct_size >= sizeof *decision, FR_STRUCT_SIZE);
  FR_TRY(fr__check_struct(question, size, sizeof *question, sizeof *question));
  FR_REQUIRE(memcmp(policy->digest, decision->policy_digest, sizeof policy->digest) == 0, FR_OTHER_POLICY);
  const fr__question *found = question_at(policy, decision, place);
  FR_REQUIRE(found != NULL, FR_NO_WORDS);
  *question = (fr_question){size, found->sign, found->teller_bit, found->name, found->observation};
  return FR_OK;
}

fr_status fr_question_words(const fr_policy *policy, const fr_decision *decision, uint32_t place, fr_text language,
                            uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_TRY(check(policy, decision, encoding, buffer, capacity, needed));
  saying into = {policy, decision, language, encoding, place, NULL, 0};
  return say(&into, compose_question, buffer, capacity, needed);
}

fr_status fr_words(const fr_policy *policy, const fr_decision *decision, uint32_t audience, fr_text language,
                   uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed) {
  FR_TRY(check(policy, decision, encoding, buffer, capacity, needed));
  FR_REQUIRE(audience >= FR_AUDIENCE_CUSTOMER && audience <= FR_NOTICE_EXPIRY, FR_BAD_ARGUMENT);
  *needed = 0;
  FR_REQUIRE(has_grounds(decision, audience), FR_NO_WORDS);
  saying into = {policy, decision, language, encoding, audience, NULL, 0};
  if (audience == FR_AUDIENCE_AUDIT) return say(&into, compose_audit, buffer, capacity, needed);
  if (decision->outcome <= FR_OUTCOME_ALLOW) return FR_OK;
  return say(&into, audience == FR_AUDIENCE_TELLER ? compose_teller : compose_advice, buffer, capacity, needed);
}
