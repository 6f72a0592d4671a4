/* SPDX-License-Identifier: Apache-2.0
 *
 * The C side of AgainstC: the same transfers, filled and scored as a C host does. */
#include <fraudrisk/fraudrisk.h>
#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

JNIEXPORT jint JNICALL Java_org_fraudrisk_benchmark_AgainstC_open(JNIEnv *env, jclass of, jstring policy, jint count);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_benchmark_AgainstC_roundInC(JNIEnv *env, jclass of, jint first);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_benchmark_AgainstC_sum(JNIEnv *env, jclass of);
JNIEXPORT void JNICALL Java_org_fraudrisk_benchmark_AgainstC_close(JNIEnv *env, jclass of);

enum { PARTIES = 16384, ACCOUNT_BYTES = 16 };

static struct {
  fr_engine *engine;
  fr_context *context;
  char (*bytes)[ACCOUNT_BYTES];
  fr_text *texts; /* three a transfer: its id, payer and payee */
  int count;
  int64_t sum;
} side;

static fr_status put_policy(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return FR_NOT_FOUND;
  const size_t room = 4u << 20;
  void *bytes = malloc(room);
  const size_t size = bytes == NULL ? 0 : fread(bytes, 1, room, file);
  fclose(file);
  fr_policy *policy = NULL;
  fr_status status = fr_policy_load(bytes, size, &policy, NULL);
  free(bytes);
  if (status == FR_OK) status = fr_engine_set_policy(side.engine, policy, NULL);
  fr_policy_release(policy);
  return status;
}

jint Java_org_fraudrisk_benchmark_AgainstC_open(JNIEnv *env, jclass of, jstring policy, jint count) {
  (void)of;
  const fr_engine_options options = {.struct_size = sizeof options, .accept_unsigned_policies = FR_YES};
  fr_status status = fr_engine_create(&options, &side.engine, NULL);
  const char *path = (*env)->GetStringUTFChars(env, policy, NULL);
  if (path == NULL) return FR_NO_MEMORY;
  if (status == FR_OK) status = put_policy(path);
  (*env)->ReleaseStringUTFChars(env, policy, path);
  if (status == FR_OK) status = fr_context_create(side.engine, &side.context);
  side.count = count;
  side.bytes = calloc((size_t)count * 3, sizeof *side.bytes);
  side.texts = calloc((size_t)count * 3, sizeof *side.texts);
  if (side.bytes == NULL || side.texts == NULL) return FR_NO_MEMORY;
  return status;
}

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

jlong Java_org_fraudrisk_benchmark_AgainstC_roundInC(JNIEnv *env, jclass of, jint first) {
  (void)env;
  (void)of;
  for (int i = 0; i < side.count; i++) {
    const int64_t number = first + i;
    snprintf(side.bytes[3 * i], ACCOUNT_BYTES, "T-%d", 1000000 + (int)number);
    snprintf(side.bytes[3 * i + 1], ACCOUNT_BYTES, "6222-%d", 100000 + (int)(number * 7919 % PARTIES));
    snprintf(side.bytes[3 * i + 2], ACCOUNT_BYTES, "6222-%d", 100000 + (int)((number * 104729 + 1) % PARTIES));
    for (int k = 0; k < 3; k++) side.texts[3 * i + k] = fr_text_of(side.bytes[3 * i + k]);
  }
  static fr_decision decision = FR_DECISION_INIT;
  const int64_t begin = now_ns();
  for (int i = 0; i < side.count; i++) {
    const int64_t number = first + i;
    const fr_session session = {.struct_size = sizeof session, .on_call = FR_NO};
    const fr_party payer = {.struct_size = sizeof payer, .known = FR_PARTY_HAS_AGE, .age = 40};
    const fr_transfer transfer = {.struct_size = sizeof transfer,
                                  .id = side.texts[3 * i],
                                  .time_us = INT64_C(1767664800000000) + number * 1000000,
                                  .payer = side.texts[3 * i + 1],
                                  .payee = side.texts[3 * i + 2],
                                  .amount_minor = 1000 + number % 5000,
                                  .channel = FR_CHANNEL_MOBILE,
                                  .session = &session,
                                  .payer_party = &payer};
    const fr_status status = fr_score(side.context, &transfer, &decision);
    side.sum += status + (int64_t)decision.outcome + decision.score;
  }
  return now_ns() - begin;
}

jlong Java_org_fraudrisk_benchmark_AgainstC_sum(JNIEnv *env, jclass of) {
  (void)env;
  (void)of;
  return side.sum;
}

void Java_org_fraudrisk_benchmark_AgainstC_close(JNIEnv *env, jclass of) {
  (void)env;
  (void)of;
  fr_context_destroy(side.context);
  fr_engine_destroy(side.engine);
  free(side.bytes);
  free(side.texts);
}
