/* SPDX-License-Identifier: Apache-2.0
 *
 * An explanation as text of at most 100 columns, and as JSON. */
#include <inttypes.h>
#include <stdlib.h>

#include "explanation_parts.h"
#include "numbers.h"
#include "words.h"

enum { WIDTH = 100, DEEP = 6 };

const char *explanation_outcome(uint32_t outcome) { return outcome_name(outcome); }

const char *explanation_verdict(enum verdict verdict) {
  static const char *const names[] = {"fired", "false", "unknown", "failed", "rests"};
  return names[verdict];
}

const char *explanation_expression(const explanation *of, const expression *one, fr__arena *into) {
  (void)of;
  char *text = one->tree ? expression_text(one->tree->root) : NULL;
  const char *kept = explanation_say(into, "%s", text ? text : one->text ? one->text : "");
  free(text);
  return kept;
}

/* As the decision has it, with its values; of a rule past the reasons that a decision carries as the policy has it. */
const char *explanation_reason(const explanation *of, uint32_t rule, const char *language, fr__arena *into) {
  char text[8192];
  uint64_t size = 0;
  fr_status status = FR_NO_WORDS;
  uint32_t place = 0;
  while (place < of->decision.reason_count && of->decision.reasons[place].rule_index != rule) place++;
  if (place < of->decision.reason_count)
    status = fr_reason_words(of->policy, &of->decision, place, fr_text_of(language), FR_ENCODING_UTF8, text,
                             sizeof text, &size);
  if (status != FR_OK)
    status = fr_reason_text(of->policy, rule, fr_text_of(language), FR_ENCODING_UTF8, text, sizeof text, &size);
  return status == FR_OK ? explanation_say(into, "%.*s", (int)size, text) : "";
}

/* ---- text ---- */

static bool is_wide(uint32_t code) {
  return code >= 0x1100 &&
         (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
          (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) ||
          (code >= 0xff00 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || code >= 0x20000);
}

/* How many columns the word at the front takes, and its bytes. A word of East Asian characters may end behind any. */
static uint32_t word_width(const char *text, size_t size, size_t *bytes) {
  uint32_t width = 0;
  size_t at = 0;
  while (at < size && text[at] != ' ' && text[at] != '\n') {
    uint32_t code = (unsigned char)text[at];
    const uint32_t length = fr__utf8_next(text + at, (uint32_t)(size - at), &code);
    at += length ? length : 1;
    width += is_wide(code) ? 2 : 1;
    if (is_wide(code)) break;
  }
  *bytes = at;
  return width;
}

/* Writes a text whose first line begins at `column`, and whose further ones are indented. */
static void wrap(FILE *to, uint32_t column, uint32_t indent, const char *text) {
  size_t rest = strlen(text);
  bool begins = true;
  while (rest > 0) {
    size_t bytes;
    const bool blank = *text == ' ' || *text == '\n';
    if (blank) {
      text++, rest--;
      continue;
    }
    const bool glued = !begins && text[-1] != ' ' && text[-1] != '\n';
    const uint32_t width = word_width(text, rest, &bytes);
    if (!begins && column + width + (glued ? 0 : 1) > WIDTH) {
      fprintf(to, "\n%*s", (int)indent, "");
      column = indent;
    } else if (!begins && !glued) {
      fputc(' ', to);
      column++;
    }
    fwrite(text, 1, bytes, to);
    column += width;
    text += bytes, rest -= bytes;
    begins = false;
  }
  fputc('\n', to);
}

/* "  name   value" with the values below each other; a name that is too long gets a line of its own. */
static void field(FILE *to, uint32_t indent, uint32_t column, const char *name, const char *value) {
  fprintf(to, "%*s%s", (int)indent, "", name);
  const uint32_t used = indent + (uint32_t)strlen(name);
  if (used + 1 > column)
    fprintf(to, "\n%*s", (int)column, "");
  else
    fprintf(to, "%*s", (int)(column - used), "");
  wrap(to, column, column, value);
}

static const char *feature_text(const explanation *of, uint32_t index, fr__arena *into) {
  const explained_feature *feature = &of->features[index];
  const char *mark = feature->approximate ? " (approximate: a history does not reach back far enough)" : "";
  if (feature->failed) return explanation_say(into, "unknown: its expression failed, %s%s", feature->why, mark);
  if (feature->value.kind == FR__CEL_UNKNOWN)
    return explanation_say(into, "unknown%s%s%s", feature->why[0] ? ": " : "", feature->why, mark);
  return explanation_say(into, "%s%s", explanation_value(of, &feature->value, into), mark);
}

static uint32_t column_of_features(const explanation *of) {
  uint32_t longest = 8;
  for (uint32_t i = 0; i < of->policy->feature_count; i++) {
    const uint32_t size = (uint32_t)strlen(of->policy->features[i].name);
    if (size > longest && size <= 28) longest = size;
  }
  return longest + 4;
}

static void print_features(const explanation *of, uint32_t indent, fr__arena *into, FILE *to) {
  const uint32_t column = indent + column_of_features(of);
  for (uint32_t i = 0; i < of->policy->feature_count; i++)
    field(to, indent, column, of->policy->features[i].name, feature_text(of, i, into));
}

static const char *effects(const explanation *of, uint32_t index, fr__arena *into) {
  const fr__rule *rule = &of->policy->rules[index];
  const explained_rule *came = &of->rules[index];
  const char *text = came->points != 0 ? explanation_say(into, ", %d points", came->points) : "";
  const bool fired = came->verdict == VERDICT_FIRED;
  const uint32_t least = fired ? rule->at_least : rule->if_unknown_outcome;
  if (came->verdict == VERDICT_FALSE || came->verdict == VERDICT_RESTS) return "";
  if (least != 0) text = explanation_say(into, "%s, at least %s", text, outcome_name(least));
  if (fired && rule->binding) text = explanation_say(into, "%s, binding", text);
  if (fired && rule->delay) text = explanation_say(into, "%s, a waiting period", text);
  if (fired && rule->at_most != 0) text = explanation_say(into, "%s, at most %s", text, outcome_name(rule->at_most));
  if (fired && rule->victim_present != FR_UNKNOWN)
    text =
        explanation_say(into, "%s, the customer is %s", text, rule->victim_present == FR_YES ? "there" : "not there");
  for (uint32_t i = 0; fired && action_names[i] != NULL; i++)
    if ((rule->actions >> i & 1) != 0) text = explanation_say(into, "%s, with %s", text, action_names[i]);
  if (fired && rule->scam >= 0) text = explanation_say(into, "%s, %s", text, of->policy->scams[rule->scam].name);
  return text;
}

static void print_rule(const explanation *of, uint32_t index, const char *language, fr__arena *into, FILE *to) {
  static const char marks[] = {'+', '-', '?', '!', '.'};
  const explained_rule *came = &of->rules[index];
  const char *id = of->policy->rules[index].id, *why = came->why;
  const char *head = explanation_say(into, "%s: %s%s%s%s", id, explanation_verdict(came->verdict),
                                     effects(of, index, into), why[0] ? ": " : "", why);
  fprintf(to, "  %c ", marks[came->verdict]);
  wrap(to, 4, DEEP, head);
  fprintf(to, "%*s", DEEP, "");
  wrap(to, DEEP, DEEP + 2, explanation_say(into, "when %s", explanation_expression(of, &of->conditions[index], into)));
  if (came->verdict != VERDICT_FIRED) return;
  fprintf(to, "%*s", DEEP, "");
  wrap(to, DEEP, DEEP + 2, explanation_say(into, "said: %s", explanation_reason(of, index, language, into)));
}

static const char *rule_name(const explanation *of, int rule) {
  return rule == NO_RULE ? "" : of->policy->rules[rule].id;
}

static const char *money(const explanation *of, int64_t minor, fr__arena *into) {
  char text[32];
  return explanation_say(into, "%.*s %s", (int)amount_format(minor, of->policy->currency_digits, text), text,
                         of->policy->currency);
}

static const char *score_text(const explanation *of, fr__arena *into) {
  const char *text = explanation_say(into, "%" PRId64, of->path.score);
  const char *word = " = ";
  for (uint32_t i = 0; i < of->policy->rule_count; i++) {
    if (of->rules[i].points == 0) continue;
    text = explanation_say(into, "%s%s%d %s", text, word, of->rules[i].points, of->policy->rules[i].id);
    word = " + ";
  }
  return text;
}

static const char *threshold_text(const explanation *of, fr__arena *into) {
  const explained_path *path = &of->path;
  const fr__threshold *threshold = &of->policy->thresholds[of->path.threshold];
  const char *text = explanation_say(into, "entry %u of decision", of->path.threshold + 1);
  const char *word = threshold->when.text ? explanation_expression(of, &of->thresholds[of->path.threshold], into)
                                          : "for all that is left";
  text = explanation_say(into, "%s (%s)", text, word);
  if (threshold->has_warn) text = explanation_say(into, "%s, warn from %lld", text, (long long)threshold->warn);
  if (threshold->has_hold) text = explanation_say(into, "%s, hold from %lld", text, (long long)threshold->hold);
  if (path->undecided != 0) text = explanation_say(into, "%s (%s)", text, path->undecided_why);
  return explanation_say(into, "%s: %s", text, outcome_name(of->path.by_score));
}

static const char *trust_text(const explanation *of, fr__arena *into) {
  const explained_path *path = &of->path;
  if (!path->has_trust) return "none";
  const char *cap = money(of, path->trust_cap_minor, into);
  if (path->trusted) return explanation_say(into, "up to %s: lowers to %s", cap, outcome_name(path->after_trust));
  const bool covers = of->transfer.amount_minor <= path->trust_cap_minor;
  const bool bound = path->binding > FR_OUTCOME_ALLOW;
  return explanation_say(into, "up to %s: %s", cap,
                         !covers ? "the amount lies above it"
                         : bound ? "it lowers nothing below a binding rule"
                                 : "there is nothing to lower");
}

static const char *hold_text(const explanation *of, fr__arena *into) {
  const explained_path *path = &of->path;
  char until[48];
  if (path->outcome != FR_OUTCOME_HOLD) return "not held";
  const int size =
      (int)time_format_rfc3339(of->transfer.given.time_us + path->hold_us, of->policy->utc_offset_s, until);
  const fr__cel_value waits = fr__cel_duration(path->hold_us);
  const char *whose = path->hold_rule == NO_RULE ? "as its channel says" : "as the rule says:";
  return explanation_say(into, "%.*s, after %s, %s %s", size, until, explanation_value(of, &waits, into), whose,
                         rule_name(of, path->hold_rule));
}

static const char *step(uint32_t bound, int rule, const char *word, uint32_t after, const explanation *of,
                        fr__arena *into) {
  if (bound == 0 || rule == NO_RULE) return "none";
  return explanation_say(into, "%s %s (%s): %s", word, outcome_name(bound), rule_name(of, rule), outcome_name(after));
}

static void print_path(const explanation *of, fr__arena *into, FILE *to) {
  const explained_path *path = &of->path;
  const uint32_t column = 16;
  field(to, 2, column, "score", score_text(of, into));
  field(to, 2, column, "thresholds", threshold_text(of, into));
  field(to, 2, column, "at_least", step(path->at_least, path->least_rule, "at least", path->after_least, of, into));
  field(to, 2, column, "at_most", step(path->at_most, path->most_rule, "at most", path->after_most, of, into));
  field(to, 2, column, "trust", trust_text(of, into));
  field(to, 2, column, "binding", step(path->binding, path->binding_rule, "at least", path->outcome, of, into));
  field(to, 2, column, "outcome",
        explanation_say(into, "%s%s", outcome_name(path->outcome), path->delayed ? ", a waiting period only" : ""));
  field(to, 2, column, "hold until", hold_text(of, into));
  field(to, 2, column, "scam",
        path->scam == NO_RULE
            ? "none"
            : explanation_say(into, "%s (%" PRId64 " points)", of->policy->scams[path->scam].name, path->scam_points));
  if (!of->agrees)
    field(to, 2, column, "WARNING",
          explanation_say(into, "the library decided otherwise: %s, score %" PRId64 "; please report this",
                          outcome_name(of->decision.outcome), of->decision.score));
}

static void print_head(const explanation *of, fr__arena *into, FILE *to) {
  const fr_transfer *transfer = &of->transfer.given;
  char time[48], digest[65];
  const int size = (int)time_format_rfc3339(transfer->time_us, of->policy->utc_offset_s, time);
  digest_text(of->policy->digest, digest);
  const bool cash = transfer->payee.data == NULL;
  wrap(
      to, 0, 2,
      explanation_say(into, "transfer %.*s, %.*s, %s, %.*s to %.*s", (int)transfer->id.size, transfer->id.data, size,
                      time, money(of, of->transfer.amount_minor, into), (int)transfer->payer.size, transfer->payer.data,
                      cash ? 4 : (int)transfer->payee.size, cash ? "cash" : transfer->payee.data));
  wrap(to, 0, 2,
       explanation_say(into, "policy %s version %" PRIu64 ", digest %.16s…", of->policy->name, of->policy->version,
                       digest));
}

void explanation_print(const explanation *of, const char *language, FILE *to) {
  fr__arena into = {0};
  print_head(of, &into, to);
  fputs("\nfeatures\n", to);
  print_features(of, 2, &into, to);
  fputs("\nrules: + fired, - false, ? unknown, ! failed, . rests (other channels or times)\n", to);
  for (uint32_t i = 0; i < of->policy->rule_count; i++) print_rule(of, i, language, &into, to);
  if (of->contribution_count > 0) fputs("\nmodels\n", to);
  for (uint32_t at = 0; at < of->contribution_count;) {
    const char *name;
    const char *text = explanation_model(of, at, language, &name, &at, &into);
    field(to, 2, 16, name, text);
  }
  fputs("\npath\n", to);
  print_path(of, &into, to);
  if (of->asks_why) field(to, 2, 16, "lower", explanation_counterfactual(of, &into));
  fr__arena_free(&into);
}

void explanation_print_brief(const explanation *of, const char *language, FILE *to) {
  fr__arena into = {0};
  const explained_path *path = &of->path;
  fputs("    ", to);
  wrap(to, 4, 6,
       explanation_say(&into, "got: %s, score %s, scam %s", outcome_name(path->outcome), score_text(of, &into),
                       path->scam == NO_RULE ? "none" : of->policy->scams[path->scam].name));
  for (uint32_t i = 0; i < of->policy->rule_count; i++) {
    const explained_rule *came = &of->rules[i];
    if (came->verdict != VERDICT_FIRED && came->verdict != VERDICT_FAILED && came->points == 0) continue;
    const char *said = came->verdict == VERDICT_FIRED ? explanation_reason(of, i, language, &into) : came->why;
    fputs("      ", to);
    wrap(to, 6, 8,
         explanation_say(&into, "%s, %s%s: %s", of->policy->rules[i].id, explanation_verdict(came->verdict),
                         effects(of, i, &into), said));
  }
  if (of->policy->feature_count > 0) fputs("    features:\n", to);
  print_features(of, 6, &into, to);
  fr__arena_free(&into);
}

/* ---- JSON ---- */

static json_t *json_value(const explanation *of, const fr__cel_value *value) {
  switch (value->kind) {
    case FR__CEL_BOOL: return json_boolean(value->as.integer);
    case FR__CEL_INT: return json_integer(value->as.integer);
    case FR__CEL_DOUBLE: return json_real(value->as.number);
    case FR__CEL_STRING: return json_stringn(value->as.text, value->size);
    default: (void)of; return json_null();
  }
}

static json_t *text_or_null(const char *text) { return text && text[0] ? json_string(text) : json_null(); }

static json_t *json_features(const explanation *of, fr__arena *into) {
  json_t *list = json_array();
  for (uint32_t i = 0; i < of->policy->feature_count; i++) {
    const explained_feature *feature = &of->features[i];
    const bool unknown = feature->value.kind == FR__CEL_UNKNOWN;
    json_t *one = json_pack("{s:s, s:o, s:s, s:s, s:b}", "name", of->policy->features[i].name, "value",
                            json_value(of, &feature->value), "state",
                            feature->failed ? "failed"
                            : unknown       ? "unknown"
                                            : "known",
                            "expression", explanation_expression(of, &of->forms.features[i], into), "approximate",
                            feature->approximate);
    if (unknown) json_object_set_new(one, "because", text_or_null(feature->why));
    json_array_append_new(list, one);
  }
  return list;
}

static json_t *json_rules(const explanation *of, const char *language, fr__arena *into) {
  json_t *list = json_array();
  for (uint32_t i = 0; i < of->policy->rule_count; i++) {
    const explained_rule *came = &of->rules[i];
    json_t *one =
        json_pack("{s:s, s:s, s:i, s:s}", "id", of->policy->rules[i].id, "verdict", explanation_verdict(came->verdict),
                  "points", (int)came->points, "expression", explanation_expression(of, &of->conditions[i], into));
    if (came->verdict == VERDICT_FIRED)
      json_object_set_new(one, "reason", json_string(explanation_reason(of, i, language, into)));
    else
      json_object_set_new(one, "because", text_or_null(came->why));
    json_array_append_new(list, one);
  }
  return list;
}

static json_t *json_step(const explanation *of, uint32_t bound, int rule, uint32_t after) {
  if (bound == 0 || rule == NO_RULE) return json_null();
  return json_pack("{s:s, s:s, s:s}", "outcome", outcome_name(bound), "rule", rule_name(of, rule), "after",
                   outcome_name(after));
}

static json_t *json_path(const explanation *of, fr__arena *into) {
  const explained_path *path = &of->path;
  const fr__threshold *threshold = &of->policy->thresholds[path->threshold];
  char cap[32], until[48];
  json_t *chosen = json_pack("{s:i, s:s}", "entry", (int)path->threshold + 1, "after", outcome_name(path->by_score));
  json_object_set_new(chosen, "when",
                      threshold->when.text
                          ? json_string(explanation_expression(of, &of->thresholds[path->threshold], into))
                          : json_null());
  if (threshold->has_warn) json_object_set_new(chosen, "warn", json_integer(threshold->warn));
  if (threshold->has_hold) json_object_set_new(chosen, "hold", json_integer(threshold->hold));
  if (path->undecided != 0) json_object_set_new(chosen, "undecided", json_string(path->undecided_why));
  json_t *trust = json_null();
  if (path->has_trust) {
    const size_t size = amount_format(path->trust_cap_minor, of->policy->currency_digits, cap);
    trust = json_pack("{s:s%, s:b, s:s}", "cap", cap, size, "lowers", path->trusted, "after",
                      outcome_name(path->after_trust));
  }
  json_t *hold = json_null();
  if (path->outcome == FR_OUTCOME_HOLD) {
    const size_t size =
        time_format_rfc3339(of->transfer.given.time_us + path->hold_us, of->policy->utc_offset_s, until);
    hold = json_pack("{s:s%, s:o, s:b}", "until", until, size, "rule", text_or_null(rule_name(of, path->hold_rule)),
                     "delayed", path->delayed);
  }
  json_t *scam = json_null();
  if (path->scam != NO_RULE)
    scam = json_pack("{s:s, s:I}", "name", of->policy->scams[path->scam].name, "points", (json_int_t)path->scam_points);
  return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:o}", "score", (json_int_t)path->score, "thresholds",
                   chosen, "at_least", json_step(of, path->at_least, path->least_rule, path->after_least), "at_most",
                   json_step(of, path->at_most, path->most_rule, path->after_most), "trust", trust, "binding",
                   json_step(of, path->binding, path->binding_rule, path->outcome), "outcome",
                   outcome_name(path->outcome), "hold", hold, "scam", scam);
}

json_t *explanation_json(const explanation *of, const char *language) {
  fr__arena into = {0};
  char digest[65], time[48];
  const fr_transfer *transfer = &of->transfer.given;
  const size_t size = time_format_rfc3339(transfer->time_us, of->policy->utc_offset_s, time);
  digest_text(of->policy->digest, digest);
  json_t *whole =
      json_pack("{s:s%, s:s%, s:{s:s, s:I, s:s}}", "id", transfer->id.data, (size_t)transfer->id.size, "time", time,
                size, "policy", "name", of->policy->name, "version", (json_int_t)of->policy->version, "digest", digest);
  if (whole) {
    json_object_set_new(whole, "features", json_features(of, &into));
    json_object_set_new(whole, "rules", json_rules(of, language, &into));
    json_object_set_new(whole, "path", json_path(of, &into));
    if (of->contribution_count > 0) json_object_set_new(whole, "models", explanation_models_json(of, language, &into));
    if (of->asks_why) json_object_set_new(whole, "counterfactual", explanation_counterfactual_json(of));
    json_object_set_new(whole, "agrees", json_boolean(of->agrees));
  }
  fr__arena_free(&into);
  return whole;
}
