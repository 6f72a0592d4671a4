/* SPDX-License-Identifier: Apache-2.0
 *
 * What a host says, in any order and with any values in any field, under a small policy or the one that ships: each
 * call answers or is refused with a sentence, a preview says what the score says, and an engine whose transfers are
 * folded and decided in two halves decides as the one that does both. */
#include <fraudrisk/fraudrisk.h>
#include <string.h>

#include "input.h"

enum { CALLS_MAX = 12, PARTIES = 4, ATTRIBUTES = 2, WORDS_BYTES = 512, FOLDS_BYTES = 1 << 16 };
#define NOON INT64_C(1767664800000000)

/* Mostly nothing, often a small number, now and then any. */
static uint32_t word(input *in) {
  const uint8_t choice = take(in);
  if (choice < 160) return 0;
  if (choice < 240) return choice % 5;
  uint32_t any = 0;
  for (int i = 0; i < 4; i++) any = any << 8 | take(in);
  return any;
}

/* All fields at once; texts and pointers are set behind. */
static void fill(input *in, void *into, size_t size) {
  for (size_t i = 4; i + 4 <= size; i += 4) {
    const uint32_t one = word(in);
    memcpy((char *)into + i, &one, sizeof one);
  }
  const uint8_t choice = take(in);
  uint32_t said = (uint32_t)size;
  if (choice == 255) said = word(in);
  memcpy(into, &said, sizeof said); /* struct_size */
}

static fr_text name_of(input *in, char prefix, char into[8]) {
  const uint8_t choice = take(in);
  into[0] = prefix;
  into[1] = (char)('0' + choice % PARTIES);
  into[2] = (char)choice;
  const fr_text name = {into, choice < 240 ? 2 : choice < 250 ? 3 : 0, choice == 251 ? 1 : 0};
  return choice == 252 ? (fr_text){0} : name;
}

/* What is left of the input, in part: any bytes in any encoding. Or a phrase that the policy knows. */
static fr_text note_of(input *in) {
  static const char *const known[] = {"转到安全账户", "refund", "安 全 账 户", "投资 导师", "rent"};
  const uint8_t choice = take(in);
  if (choice < 128) return (fr_text){0};
  if (choice < 200) return fr_text_of(known[choice % 5]);
  const uint32_t size = choice % 32u < in->size ? choice % 32u : (uint32_t)in->size;
  const fr_text any = {(const char *)in->data, size, choice % 4};
  in->data += size;
  in->size -= size;
  return any;
}

/* ---- a transfer, an event ---- */

typedef struct told {
  fr_transfer transfer;
  fr_session session;
  fr_teller teller;
  fr_party payer, payee;
  fr_attribute attributes[ATTRIBUTES];
  char names[16][8];
} told;

static void make_party(input *in, fr_party *party, char names[2][8]) {
  fill(in, party, sizeof *party);
  party->customer = name_of(in, 'c', names[0]);
  party->bank = name_of(in, 'b', names[1]);
}

static void make_transfer(input *in, told *made) {
  fr_transfer *transfer = &made->transfer;
  fill(in, transfer, sizeof *transfer);
  transfer->id = name_of(in, 't', made->names[0]);
  transfer->payer = name_of(in, 'p', made->names[1]);
  transfer->payee = name_of(in, 'q', made->names[2]);
  transfer->ui_language = name_of(in, 'z', made->names[3]);
  transfer->remark = note_of(in);
  transfer->purpose = note_of(in);
  const uint8_t choice = take(in);
  if (choice < 250) transfer->time_us = NOON + (int64_t)take(in) * (choice % 2 == 0 ? 60000000 : 3600000000);
  if (choice < 250) transfer->amount_minor = (int64_t)choice * choice * take(in);
  fill(in, &made->session, sizeof made->session);
  fill(in, &made->teller, sizeof made->teller);
  made->teller.notes = note_of(in);
  make_party(in, &made->payer, &made->names[4]);
  make_party(in, &made->payee, &made->names[6]);
  for (uint32_t i = 0; i < ATTRIBUTES; i++) {
    made->attributes[i].type = word(in);
    made->attributes[i].integer = word(in);
    made->attributes[i].name = name_of(in, 'a', made->names[8 + 2 * i]);
    made->attributes[i].text = name_of(in, 'v', made->names[9 + 2 * i]);
  }
  const uint8_t given = take(in);
  transfer->session = (given & 1) != 0 ? &made->session : NULL;
  transfer->teller = (given & 2) != 0 ? &made->teller : NULL;
  transfer->payer_party = (given & 4) != 0 ? &made->payer : NULL;
  transfer->payee_party = (given & 8) != 0 ? &made->payee : NULL;
  transfer->attributes = (given & 0xf0) == 0xf0 ? made->attributes : NULL;
  transfer->attribute_count = transfer->attributes != NULL ? ATTRIBUTES : (given & 0xe0) == 0xe0 ? 1 : 0;
}

static void make_event(input *in, const told *about, fr_event *event, char names[8][8]) {
  const fr_transfer *transfer = &about->transfer;
  fill(in, event, sizeof *event);
  const uint8_t choice = take(in);
  event->kind = choice < 240 ? 1 + choice % FR_EVENT_LAST_ : word(in);
  event->transfer_id = transfer->id;
  event->payer = transfer->payer;
  event->payee = transfer->payee;
  event->payer_customer = name_of(in, 'c', names[0]);
  event->payee_customer = name_of(in, 'c', names[1]);
  event->customer = name_of(in, 'c', names[2]);
  event->party = name_of(in, choice % 2 == 0 ? 'p' : 'q', names[3]);
  event->list = choice % 3 == 0 ? fr_text_of("police_listed") : name_of(in, 'l', names[4]);
  event->to = name_of(in, 'm', names[5]);
  event->transfer = choice % 4 == 3 ? NULL : transfer;
  if (choice < 250) event->time_us = transfer->time_us + (int64_t)take(in) * 1000000;
  if (choice < 250) event->amount_minor = transfer->amount_minor;
}

/* ---- two engines ---- */

typedef struct bank {
  fr_policy *policy;
  fr_engine *engine, *halves;
  fr_context *context, *half;
} bank;

static fr_policy *load(const char *path) {
  static char bytes[1 << 20];
  FILE *file = fopen(path, "rb");
  expect(file != NULL, "run it in the root of the tree");
  const size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  expect(fr_policy_load(bytes, size, &policy, &error) == FR_OK, error.message);
  return policy;
}

static void open_engine(fr_policy *policy, fr_engine **engine, fr_context **context) {
  const fr_engine_options options = {.struct_size = sizeof options,
                                     .accept_unsigned_policies = FR_YES,
                                     .memory_bytes = 4u << 20,
                                     .parties_max = 256,
                                     .list_entries_max = 16,
                                     .time_ahead_max_us = -1};
  fr_error error = FR_ERROR_INIT;
  expect(fr_engine_create(&options, engine, &error) == FR_OK, error.message);
  expect(fr_engine_set_policy(*engine, policy, &error) == FR_OK, error.message);
  expect(fr_engine_set_challenger(*engine, 0, policy, &error) == FR_OK, error.message);
  expect(fr_context_create(*engine, context) == FR_OK, "no context");
}

static void check_status(const fr_context *context, fr_status status) {
  expect(status <= FR_OK && strcmp(fr_status_name(status), "FR_?") != 0, "a status that nobody knows");
  expect(fr_context_error(context)->status == status, "the context tells another status");
  expect(status == FR_OK || fr_context_error(context)->message[0] != 0, "refused without a sentence");
}

static void check_decision(const fr_decision *decision, fr_status status) {
  expect(decision->outcome >= FR_OUTCOME_ALLOW && decision->outcome <= FR_OUTCOME_HOLD, "no such outcome");
  expect((status != FR_OK) == ((decision->flags & FR_FLAG_DEGRADED) != 0), "degraded, or not");
  expect(decision->reason_count <= FR_MAX_REASONS && decision->values_size <= FR_MAX_DECISION_VALUES, "sizes");
}

static void same(const fr_decision *a, const fr_decision *b, const char *what) {
  expect(a->pure_outcome == b->pure_outcome && a->score == b->score && a->reasons_total == b->reasons_total &&
             a->unknown_count == b->unknown_count && a->scam_index == b->scam_index &&
             memcmp(a->decision_id, b->decision_id, sizeof a->decision_id) == 0,
         what);
}

/* ---- calls ---- */

static fr_status decide_in_halves(const bank *in, const fr_transfer *transfer, fr_decision *decision) {
  static uint8_t bytes[FOLDS_BYTES];
  fr_folds folds = FR_FOLDS_INIT;
  fr_error error = FR_ERROR_INIT;
  folds.data = bytes;
  folds.capacity = sizeof bytes;
  const fr_status status = fr_fold(in->half, transfer, FR_SIDE_ALL, &folds);
  check_status(in->half, status);
  return status != FR_OK ? status : fr_decide(in->policy, transfer, &folds, decision, &error);
}

static void say(input *in, const bank *of, const fr_decision *decision) {
  static const char *const languages[] = {"zh", "en", "", "xx", "en-GB"};
  char words[WORDS_BYTES];
  uint64_t needed = 0;
  const uint8_t choice = take(in);
  const fr_text language = fr_text_of(languages[choice % 5]);
  const uint32_t audience = choice % 9u, encoding = choice >> 6;
  const uint64_t capacity = choice % 7 == 0 ? choice % 40u : sizeof words;
  (void)fr_words(of->policy, decision, audience, language, encoding, words, capacity, &needed);
  (void)fr_reason_words(of->policy, decision, choice % 4u, language, encoding, words, capacity, &needed);
  (void)fr_question_words(of->policy, decision, choice % 4u, language, encoding, words, capacity, &needed);
}

/* Takes as long as a hundred scores, and so is asked now and then. */
static void ask_why(const bank *of, const fr_transfer *transfer) {
  fr_contribution contributions[64];
  fr_counterfactual instead = FR_COUNTERFACTUAL_INIT;
  uint32_t count = 0;
  const fr_status status = fr_why(of->context, transfer, contributions, 64, &count, &instead);
  check_status(of->context, status);
}

static void score(input *in, const bank *to, const told *one) {
  fr_decision asked = FR_DECISION_INIT, answered = FR_DECISION_INIT, halved = FR_DECISION_INIT,
              other = FR_DECISION_INIT;
  const fr_status preview = fr_preview(to->context, &one->transfer, &asked);
  check_status(to->context, preview);
  check_decision(&asked, preview);
  const fr_status status = fr_score(to->context, &one->transfer, &answered);
  check_status(to->context, status);
  check_decision(&answered, status);
  expect(preview == status || preview == FR_OK, "a preview is refused, and the score is not");
  const fr_status half = decide_in_halves(to, &one->transfer, &halved);
  expect((half == FR_OK) == (status == FR_OK), "refused as a whole or in halves, but not both");
  if (status != FR_OK) return;
  same(&asked, &answered, "a preview decides otherwise");
  same(&halved, &answered, "two halves decide otherwise");
  expect(fr_challenge(to->context, 0, &other) == FR_OK, "no challenger");
  same(&other, &answered, "the same policy beside it decides otherwise");
  if (take(in) % 16 == 1) ask_why(to, &one->transfer);
  say(in, to, &answered);
}

static void observe(input *in, const bank *to, const told *about) {
  char names[8][8];
  fr_event event;
  make_event(in, about, &event, names);
  const fr_status status = fr_observe(to->context, &event), again = fr_observe(to->half, &event);
  check_status(to->context, status);
  expect(status == again, "two engines with one history observe otherwise");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static fr_policy *small, *large;
  if (small == NULL) small = load("bindings/vectors/vectors.frb");
  if (large == NULL) large = load("bindings/vectors/retail-cn.frb");
  input in = {data, size};
  /* The one that ships has twenty times as much to say, and takes as much longer. */
  fr_policy *policy = take(&in) < 16 ? large : small;
  bank one = {.policy = policy};
  static told last;
  memset(&last, 0, sizeof last);
  open_engine(policy, &one.engine, &one.context);
  open_engine(policy, &one.halves, &one.half);
  for (uint32_t i = 0; i < CALLS_MAX && in.size > 0; i++) {
    const uint8_t choice = take(&in);
    if (choice % 4 != 3) make_transfer(&in, &last);
    if (choice % 2 == 0) score(&in, &one, &last);
    if (choice % 2 == 1) observe(&in, &one, &last);
  }
  fr_context_destroy(one.context);
  fr_context_destroy(one.half);
  fr_engine_destroy(one.engine);
  fr_engine_destroy(one.halves);
  return 0;
}
