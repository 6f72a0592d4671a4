/* SPDX-License-Identifier: Apache-2.0
 *
 * The C side of the benchmark of the COBOL binding: makes the transfers, reads the clock, and scores the same transfers
 * through the public API on an engine of its own. */
#include <fraudrisk/fraudrisk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* As bench/bindings/cobol.cob has it: bytes without alignment. */
enum { ID = 12, ACCOUNT = 9, AMOUNT = 8, DATE = 8, CLOCK = 6, MICRO = 6, PARTIES = 1000 };
typedef struct row {
  char id[ID], payer[ACCOUNT], payee[ACCOUNT];
  uint8_t amount[AMOUNT];
  char date[DATE], clock[CLOCK], micro[MICRO];
  uint8_t amount_minor[8], time_us[8];
} row;
_Static_assert(sizeof(row) == 74, "a row has no holes");

int32_t BENCHROWS(row *rows, const int32_t *count, const int32_t *first);
int32_t BENCHNOW(uint8_t *now_ns);
int32_t BENCHOPEN(const char *policy);
int32_t BENCHC(const row *rows, const int32_t *count, const int32_t *record, uint8_t *took_ns);

static fr_engine *engine;
static fr_context *context;

static void put_digits(char *at, int digits, int64_t number) {
  for (int i = digits - 1; i >= 0; i--, number /= 10) at[i] = (char)('0' + number % 10);
}

static void put_packed(uint8_t at[AMOUNT], int64_t minor) {
  memset(at, 0, AMOUNT);
  at[AMOUNT - 1] = 0x0c;
  for (int nibble = 2 * AMOUNT - 2; nibble >= 0; nibble--, minor /= 10)
    at[nibble / 2] = (uint8_t)(at[nibble / 2] | (nibble % 2 == 0 ? minor % 10 << 4 : minor % 10));
}

/* One second apart, on 2026-01-06 from midnight UTC on. */
int32_t BENCHROWS(row *rows, const int32_t *count, const int32_t *first) {
  for (int32_t i = 0; i < *count; i++) {
    const int64_t number = *first + i, micro = number * 211 % 1000000, second = number / 16 % 86400;
    const int64_t minor = 100 + number * 7919 % 5000000, time_us = (INT64_C(1767657600) + second) * 1000000 + micro;
    memcpy(rows[i].id, "B", 1);
    put_digits(rows[i].id + 1, ID - 1, number);
    memcpy(rows[i].payer, "6222", 4);
    put_digits(rows[i].payer + 4, ACCOUNT - 4, number * 31 % PARTIES);
    memcpy(rows[i].payee, "6228", 4);
    put_digits(rows[i].payee + 4, ACCOUNT - 4, number * 17 % PARTIES);
    put_packed(rows[i].amount, minor);
    memcpy(rows[i].date, "20260106", DATE);
    put_digits(rows[i].clock, CLOCK, second / 3600 * 10000 + second / 60 % 60 * 100 + second % 60);
    put_digits(rows[i].micro, MICRO, micro);
    memcpy(rows[i].amount_minor, &minor, sizeof minor);
    memcpy(rows[i].time_us, &time_us, sizeof time_us);
  }
  return 0;
}

/* Of the processor that this thread has had: what others do meanwhile on a busy machine is not in it. */
static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

int32_t BENCHNOW(uint8_t *now_ns) {
  const int64_t ns = now();
  memcpy(now_ns, &ns, sizeof ns);
  return 0;
}

int32_t BENCHOPEN(const char *policy) {
  char path[257] = {0};
  memcpy(path, policy, 256);
  for (size_t i = strlen(path); i > 0 && path[i - 1] == ' '; i--) path[i - 1] = 0;
  static uint8_t bundle[1 << 20];
  FILE *file = fopen(path, "rb");
  if (file == NULL) return 1;
  const size_t size = fread(bundle, 1, sizeof bundle, file);
  fclose(file);
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  options.accept_unsigned_policies = FR_YES;
  fr_policy *loaded = NULL;
  fr_error error = FR_ERROR_INIT;
  fr_status status = fr_policy_load(bundle, size, &loaded, &error);
  if (status == FR_OK) status = fr_engine_create(&options, &engine, &error);
  if (status == FR_OK) status = fr_engine_set_policy(engine, loaded, &error);
  if (status == FR_OK) status = fr_context_create(engine, &context);
  fr_policy_release(loaded);
  return status == FR_OK ? 0 : 1;
}

/* The same transfers that the COBOL program builds. */
int32_t BENCHC(const row *rows, const int32_t *count, const int32_t *record, uint8_t *took_ns) {
  static const char remark[] = "\xe4\xb9\xb0\xe6\x88\xbf\xe9\xa6\x96\xe4\xbb\x98";
  fr_session session = FR_SESSION_INIT;
  fr_party payer = FR_PARTY_INIT;
  fr_transfer transfer = FR_TRANSFER_INIT;
  fr_decision decision = FR_DECISION_INIT;
  session.on_call = FR_NO;
  session.device_age_s = 86400;
  session.known = FR_SESSION_HAS_DEVICE_AGE;
  payer.customer = fr_text_of("C-1");
  payer.age = 41;
  payer.known = FR_PARTY_HAS_AGE;
  transfer.session = &session;
  transfer.payer_party = &payer;
  transfer.channel = FR_CHANNEL_MOBILE;
  transfer.speed = FR_SPEED_REAL_TIME;
  transfer.remark = fr_text_of(remark);
  transfer.balance_before_minor = 9000000;
  transfer.known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  int32_t status = 0;
  const int64_t begun = now();
  for (int32_t i = 0; i < *count; i++) {
    transfer.id = (fr_text){rows[i].id, ID, 0};
    transfer.payer = (fr_text){rows[i].payer, ACCOUNT, 0};
    transfer.payee = (fr_text){rows[i].payee, ACCOUNT, 0};
    payer.customer = transfer.payer;
    memcpy(&transfer.amount_minor, rows[i].amount_minor, 8);
    memcpy(&transfer.time_us, rows[i].time_us, 8);
    status |= *record ? fr_score(context, &transfer, &decision) : fr_preview(context, &transfer, &decision);
  }
  const int64_t took = now() - begun;
  memcpy(took_ns, &took, sizeof took);
  return status;
}
