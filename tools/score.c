/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk score: a JSON line a transfer. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "pipeline.h"
#include "words.h"

typedef struct score_writer {
  output out;
  const session *in;
  fr_text language; /* of the reasons */
  char *text;       /* of one reason; grows to the longest */
  uint64_t capacity;
  char policy[256]; /* the last part of every line */
} score_writer;

static const struct {
  uint32_t flag;
  const char *name;
} flag_names[] = {{FR_FLAG_APPROXIMATE, "approximate"},
                  {FR_FLAG_DEGRADED, "degraded"},
                  {FR_FLAG_INPUTS_UNKNOWN, "inputs_unknown"},
                  {FR_FLAG_TRUSTED, "trusted"},
                  {FR_FLAG_REPEATED, "repeated"},
                  {FR_FLAG_EXPRESSION_ERROR, "expression_error"},
                  {FR_FLAG_TEXT_DAMAGED, "text_damaged"},
                  {FR_FLAG_DELAYED, "delayed"},
                  {FR_FLAG_POLICY_EXPIRED, "policy_expired"},
                  {FR_FLAG_LIMITED, "limited"},
                  {FR_FLAG_RULES_OFF, "rules_off"}};

static void write_flags(output *out, uint32_t flags) {
  const char *comma = "";
  output_string(out, ",\"flags\":[");
  for (size_t i = 0; i < sizeof flag_names / sizeof flag_names[0]; i++) {
    if ((flags & flag_names[i].flag) == 0) continue;
    output_string(out, comma);
    output_json(out, flag_names[i].name, strlen(flag_names[i].name));
    comma = ",";
  }
  output_string(out, "]");
}

/* Only where a rule spoke of it. */
static void write_presence(output *out, const fr_decision *decision) {
  const char *comma = "";
  if (decision->victim_present != FR_UNKNOWN)
    output_string(out, decision->victim_present == FR_YES ? ",\"victim_present\":true" : ",\"victim_present\":false");
  if (decision->actions == 0) return;
  output_string(out, ",\"actions\":[");
  for (size_t i = 0; action_names[i] != NULL; i++) {
    if ((decision->actions >> i & 1) == 0) continue;
    output_string(out, comma);
    output_json(out, action_names[i], strlen(action_names[i]));
    comma = ",";
  }
  output_string(out, "]");
}

/* A reason that the policy has in no language is empty. */
static void write_reason(score_writer *w, const fr_decision *decision, uint32_t place) {
  uint64_t size = 0;
  fr_status status =
      fr_reason_words(w->in->policy, decision, place, w->language, FR_ENCODING_UTF8, w->text, w->capacity, &size);
  if (status == FR_BUFFER_TOO_SMALL) {
    char *more = realloc(w->text, size);
    if (more == NULL) {
      fprintf(stderr, "%s: out of memory\n", w->out.name);
      w->out.failed = true;
      return;
    }
    w->text = more;
    w->capacity = size;
    status =
        fr_reason_words(w->in->policy, decision, place, w->language, FR_ENCODING_UTF8, w->text, w->capacity, &size);
  }
  if (status < 0) size = 0;
  output_json(&w->out, size == 0 ? "" : w->text, (size_t)size);
}

static void write_reasons(score_writer *w, const fr_decision *decision) {
  output *out = &w->out;
  output_string(out, ",\"reasons\":[");
  for (uint32_t i = 0; i < decision->reason_count; i++) {
    const fr_reason *reason = &decision->reasons[i];
    output_string(out, i ? ",{\"rule\":" : "{\"rule\":");
    output_json(out, reason->rule, strlen(reason->rule));
    output_string(out, ",\"points\":");
    output_integer(out, reason->points);
    output_string(out, ",\"text\":");
    write_reason(w, decision, i);
    output_string(out, "}");
  }
  output_string(out, "]");
}

/* What the outcome rests on: the entry of `decision` that matched, and each rule that put points, a floor or a ceiling
 * into it, by itself or through its if_unknown. Reasons stop at the sixteenth; these are all. */
static void write_grounds(score_writer *w, const fr__grounds *grounds) {
  const fr_policy *policy = w->in->policy;
  output *out = &w->out;
  output_string(out, ",\"grounds\":{\"entry\":");
  if (grounds->threshold == NULL)
    output_string(out, "null");
  else
    output_integer(out, grounds->threshold - policy->thresholds);
  output_string(out, grounds->trusted ? ",\"trusted\":true,\"rules\":[" : ",\"trusted\":false,\"rules\":[");
  for (uint32_t i = 0; i < grounds->count; i++) {
    const fr__ground *ground = &grounds->items[i];
    const char *rule = policy->rules[ground->rule].id;
    output_string(out, i ? ",{\"rule\":" : "{\"rule\":");
    output_json(out, rule, strlen(rule));
    output_string(out, ",\"points\":");
    output_integer(out, ground->points);
    output_string(out, ground->fired ? "}" : ",\"instead\":true}");
  }
  output_string(out, "]}");
}

static void write_hold(score_writer *w, int64_t hold_until_us) {
  output_string(&w->out, ",\"hold_until\":");
  if (hold_until_us == 0) {
    output_string(&w->out, "null");
    return;
  }
  char text[40];
  const size_t size = time_format_rfc3339(hold_until_us, w->in->info.utc_offset_s, text);
  output_json(&w->out, text, size);
}

static bool write_decision(void *self, const result *one) {
  score_writer *w = self;
  const fr_decision *decision = &one->decision;
  output *out = &w->out;
  output_string(out, "{\"id\":");
  output_json(out, one->row->transfer.id.data, one->row->transfer.id.size);
  output_string(out, ",\"outcome\":\"");
  output_string(out, outcome_name(decision->outcome));
  if (decision->outcome != decision->pure_outcome && decision->pure_outcome != FR_OUTCOME_NONE) {
    output_string(out, "\",\"pure_outcome\":\"");
    output_string(out, outcome_name(decision->pure_outcome));
  }
  output_string(out, "\",\"score\":");
  output_integer(out, decision->score);
  output_string(out, ",\"scam\":");
  if (decision->scam[0] == '\0')
    output_string(out, "null");
  else
    output_json(out, decision->scam, strlen(decision->scam));
  write_reasons(w, decision);
  write_hold(w, decision->hold_until_us);
  write_flags(out, decision->flags);
  write_presence(out, decision);
  if (one->judged != NULL) write_grounds(w, one->judged[0].grounds);
  output_string(out, w->policy);
  return !out->failed;
}

/* The last part is made by the same writer as the rest, into memory, so that names are escaped alike. */
static void prepare_policy(score_writer *w) {
  char digest[65];
  digest_text(w->in->info.digest, digest);
  output part = {.name = "", .file = -1, .bytes = w->policy, .capacity = sizeof w->policy - 1};
  output_string(&part, ",\"policy\":{\"name\":");
  output_json(&part, w->in->info.name, strlen(w->in->info.name));
  output_string(&part, ",\"version\":");
  output_integer(&part, (int64_t)w->in->info.version);
  output_string(&part, ",\"digest\":\"");
  output_string(&part, digest);
  output_string(&part, "\"}}\n");
  w->policy[part.used] = '\0';
}

static int take_snapshot(const session *in) {
  fr_error error = FR_ERROR_INIT;
  const fr_status status = fr_journal_snapshot(in->journal, NULL, &error);
  if (status != FR_OK) fprintf(stderr, "there is no snapshot: %s\n", error.message);
  return status == FR_OK ? 0 : 1;
}

int command_score(const run_options *options) {
  session in;
  int status = 1;
  score_writer writer = {.in = &in, .language = fr_text_of(options->language)};
  if (session_load(&in, options) && session_start(&in, options) && output_open(&writer.out, options->out)) {
    prepare_policy(&writer);
    const pipeline_product product = options->grounds ? PIPELINE_JUDGED : PIPELINE_DECISIONS;
    status = pipeline_main(&in, options, product, write_decision, &writer);
    if (!output_close(&writer.out)) status = 1;
    if (status == 0 && options->snapshot) status = take_snapshot(&in);
  }
  free(writer.text);
  session_close(&in);
  return status;
}
