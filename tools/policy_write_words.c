/* SPDX-License-Identifier: Apache-2.0
 *
 * Reasons, questions and advice, from YAML into the bundle. */
#include <string.h>

#include "columns.h"
#include "policy_writer.h"

void writer_text(writer *w, const node *text) { fr__cbor_write_text(w->out, text->text, text->size); }

/* ---- words ---- */

/* A text of the words. While places are told, one with values in it has its own, so that the loader can say where one
 * is wrong. */
static void put_words(writer *w, const document *from, const node *text) {
  const char *bytes = text->text ? text->text : "";
  const bool has_values = w->placed && strpbrk(bytes, "{}") != NULL;
  if (has_values) fr__cbor_write_array(w->out, 3);
  fr__cbor_write_text(w->out, bytes, text->size);
  if (!has_values) return;
  fr__cbor_write_uint(w->out, text->text_line + from->line_base);
  fr__cbor_write_uint(w->out, text->text_column);
}

/* {language: text}; at least one. */
static void put_wordings(writer *w, const document *from, const node *words, const char *what) {
  const uint64_t mark = fr__cbor_write_map_begin(w->out);
  if (policy_is_map(w->work, from, words, what)) {
    if (words->count == 0) (void)policy_problem(w->work, from, words, "%s: is empty; write en: and a sentence", what);
    for (uint32_t i = 0; i < words->count; i++) {
      (void)policy_is_name(w->work, from, words->keys[i], "a language", true);
      (void)policy_is_text(w->work, from, words->items[i], what);
      writer_text(w, words->keys[i]);
      put_words(w, from, words->items[i]);
    }
  }
  fr__cbor_write_map_end(w->out, mark);
}

void writer_reason(writer *w, const document *from, const node *reason) { put_wordings(w, from, reason, "reason"); }

/* Whether a section has this key; else the key that is most like it, or null. */
static bool section_has(const section *in, const node *name, const char **like) {
  fr__cel_nearest nearest = fr__cel_nearest_to(name->text, (uint32_t)name->size);
  for (uint32_t i = 0; i < in->count; i++) {
    if (node_is(in->items[i].key, name->text)) return true;
    fr__cel_nearest_offer(&nearest, in->items[i].key->text);
  }
  *like = nearest.name;
  return false;
}

/* ask: [question, …] */
static void put_asked(writer *w, const document *from, const node *names) {
  const bool is_list = policy_is_list(w->work, from, names, "ask");
  if (is_list && names->count > FR_MAX_ASKED)
    (void)policy_problem(w->work, from, names, "ask: %u questions; at most %d are taken", names->count, FR_MAX_ASKED);
  fr__cbor_write_array(w->out, is_list ? names->count : 0);
  for (uint32_t i = 0; is_list && i < names->count; i++) {
    const node *name = names->items[i];
    const char *like = NULL;
    if (!policy_is_text(w->work, from, name, "ask")) continue;
    writer_text(w, name);
    if (section_has(&w->work->questions, name, &like)) continue;
    (void)policy_problem(w->work, from, name, "ask: there is no question \"%.47s\"%s%s%s", name->text,
                         like ? "; did you mean \"" : "", like ? like : "", like ? "\"?" : "");
  }
}

/* at_expiry: release, renew or refuse */
static void put_expiry(writer *w, const document *from, const node *value) {
  static const char *const names[] = {"", "release", "renew", "refuse", NULL};
  const bool is_text = policy_is_text(w->work, from, value, "at_expiry");
  const int expiry = is_text ? name_find(names, value->text, value->size) : 1;
  fr__cbor_write_uint(w->out, expiry > 0 ? (uint64_t)expiry : FR_EXPIRY_RELEASE);
  if (expiry > 0) return;
  (void)policy_problem(w->work, from, value, "at_expiry: \"%.40s\" is none of release, renew and refuse", value->text);
}

void writer_rule_advice(writer *w, const document *from, const node *name) {
  const char *like = NULL;
  const bool good = policy_is_name(w->work, from, name, "advice", true);
  fr__cbor_write_string(w->out, "advice");
  fr__cbor_write_string(w->out, good ? name->text : "_");
  if (!good || section_has(&w->work->advice, name, &like)) return;
  (void)policy_problem(w->work, from, name, "there is no advice \"%.47s\"%s%s%s", name->text,
                       like ? "; did you mean \"" : "", like ? like : "", like ? "\"?" : "");
}

/* ---- questions ---- */

static bool is_observation(writer *w, const document *from, const node *name) {
  static const char prefix[] = "attributes.";
  const section *attributes = &w->work->attributes;
  if (!policy_is_text(w->work, from, name, "an observation")) return false;
  if (name_find(observation_names, name->text, name->size) >= 0) return true;
  for (uint32_t i = 0; i < attributes->count && strncmp(name->text, prefix, strlen(prefix)) == 0; i++) {
    const entry *one = &attributes->items[i];
    if (node_is(one->key, name->text + strlen(prefix)) && node_is(one->value, "bool")) return true;
  }
  const char *like = name_suggestion(observation_names, name->text, name->size);
  return policy_problem(w->work, from, name, "there is no observation \"%.47s\"; %s%s%s", name->text,
                        like ? "did you mean \"" : "write one of the teller's, or attributes.NAME of a bool attribute",
                        like ? like : "", like ? "\"?" : "");
}

/* What is asked, and which answer is a sign of what: yes: or no:; an open question has neither. */
static void put_question(writer *w, const entry *question) {
  static const char *const keys[] = {"ask", "yes", "no", NULL};
  const node *ask = NULL, *yes = NULL, *no = NULL;
  (void)policy_is_name(w->work, question->from, question->key, "questions", true);
  if (policy_keys(w->work, question->from, question->value, "a question", keys)) {
    ask = node_get(question->value, "ask");
    yes = node_get(question->value, "yes");
    no = node_get(question->value, "no");
    if (ask == NULL)
      (void)policy_problem(w->work, question->from, question->value, "a question needs \"ask\": {en: …}");
    if (yes && no)
      (void)policy_problem(w->work, question->from, no,
                           "only one answer of a question can be a sign; leave out yes: or no:");
  }
  const node *sign = yes ? yes : no;
  const bool is_sign = sign && is_observation(w, question->from, sign);
  fr__cbor_write_array(w->out, 4);
  writer_text(w, question->key);
  fr__cbor_write_uint(w->out, !is_sign ? FR_UNKNOWN : yes ? FR_YES : FR_NO);
  fr__cbor_write_string(w->out, is_sign ? sign->text : "");
  if (ask)
    put_wordings(w, question->from, ask, "ask");
  else
    fr__cbor_write_map(w->out, 0);
}

void writer_questions(writer *w) {
  const section *questions = &w->work->questions;
  if (questions->count == 0) return;
  if (questions->count > FR_MAX_QUESTIONS)
    (void)policy_problem(w->work, questions->items[0].from, questions->items[0].key,
                         "%u questions; at most %d are taken", questions->count, FR_MAX_QUESTIONS);
  fr__cbor_write_string(w->out, "questions");
  fr__cbor_write_array(w->out, questions->count);
  for (uint32_t i = 0; i < questions->count; i++) put_question(w, &questions->items[i]);
}

/* ---- advice ---- */

/* {language: text or [text, …]} */
static void put_advice_words(writer *w, const document *from, const node *words) {
  const uint64_t mark = fr__cbor_write_map_begin(w->out);
  if (policy_is_map(w->work, from, words, "advice")) {
    for (uint32_t i = 0; i < words->count; i++) {
      const node *lines = words->items[i];
      const bool is_list = lines->kind == NODE_LIST;
      (void)policy_is_name(w->work, from, words->keys[i], "a language", true);
      writer_text(w, words->keys[i]);
      fr__cbor_write_array(w->out, is_list ? lines->count : 1);
      for (uint32_t j = 0; j < (is_list ? lines->count : 1); j++) {
        const node *line = is_list ? lines->items[j] : lines;
        (void)policy_is_text(w->work, from, line, "advice");
        put_words(w, from, line);
      }
    }
  }
  fr__cbor_write_map_end(w->out, mark);
}

void writer_advice(writer *w) {
  static const char *const audiences[] = {"customer", "teller", "atm",       "audit",     "voice",
                                          "reason",   "remedy", "documents", "review",    "release",
                                          "expiry",   "ask",    "at_expiry", "overrides", NULL};
  const section *advice = &w->work->advice;
  fr__cbor_write_string(w->out, "advice");
  const uint64_t all = fr__cbor_write_map_begin(w->out);
  for (uint32_t i = 0; i < advice->count; i++) {
    const entry *scam = &advice->items[i];
    (void)policy_is_name(w->work, scam->from, scam->key, "advice", true);
    writer_text(w, scam->key);
    const uint64_t mark = fr__cbor_write_map_begin(w->out);
    if (policy_keys(w->work, scam->from, scam->value, "advice", audiences)) {
      for (uint32_t j = 0; j < scam->value->count; j++) {
        writer_text(w, scam->value->keys[j]);
        if (node_is(scam->value->keys[j], "ask"))
          put_asked(w, scam->from, scam->value->items[j]);
        else if (node_is(scam->value->keys[j], "overrides"))
          fr__cbor_write_bool(w->out, policy_flag(w->work, scam->from, scam->value->items[j], "overrides"));
        else if (node_is(scam->value->keys[j], "at_expiry"))
          put_expiry(w, scam->from, scam->value->items[j]);
        else
          put_advice_words(w, scam->from, scam->value->items[j]);
      }
    }
    fr__cbor_write_map_end(w->out, mark);
  }
  fr__cbor_write_map_end(w->out, all);
}
