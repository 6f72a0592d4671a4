/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy in force in an engine of its own. */
#ifndef TOOLS_SESSION_H
#define TOOLS_SESSION_H

#include "fraudrisk/journal.h"
#include "lists.h"
#include "options.h"
#include "row.h"

enum { MESSAGE_BYTES = 1024 };

typedef struct session {
  fr_policy *policy;
  fr_policy_info info;
  fr_policy *challengers[FR_MAX_CHALLENGERS];
  uint32_t challenger_count;
  fr_engine *engine;
  fr_journal *journal; /* null: none */
  fr_context *context;
  row_format format;
  fr_watch_lists *lists; /* null: none */
  fr_trust *trust;       /* null: whoever signed, or nobody */
  uint64_t bad_lists;    /* their bad rows: each was told */
} session;

/* A bundle's policy; null after printing what is wrong. Release it. */
fr_policy *bundle_open(const char *path);

/* Puts a policy in force to try it, whenever it is valid. */
fr_status session_try_policy(fr_engine *engine, fr_policy *policy, fr_error *error);

/* The policy in force at 0, then the challengers. */
static inline fr_policy *session_policy(const session *one, uint32_t index) {
  return index == 0 ? one->policy : one->challengers[index - 1];
}

/* Both print why when they return false. */
bool session_load(session *one, const run_options *options);  /* the policy, what rows look like, watch lists */
bool session_start(session *one, const run_options *options); /* a fresh engine; again after session_stop() */
void session_stop(session *one);
void session_close(session *one);

/* What the policy says of rows: its currency, its offset. */
void row_format_of(const fr_policy *policy, const fr_policy_info *info, row_format *format);

#endif
