/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies on their way into force: who signed, whether the version goes back, whether it is valid now, whether its own
 * tests come out, and then the swap. What takes time comes before the mutex, so that no scoring call waits for it. */
#include <stdlib.h>

#include "engine/journal.h"
#include "policy/trust.h"

/* ---- who signed ---- */

fr_trust *fr__engine_trust(fr_engine *engine) {
  pthread_mutex_lock(&engine->mutex);
  fr_trust *trust = fr_trust_retain(engine->trust);
  pthread_mutex_unlock(&engine->mutex);
  return trust;
}

fr_status fr_engine_set_trust(fr_engine *engine, fr_trust *trust, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL, fr__fail(error, FR_NULL_POINTER, NULL, "engine is a null pointer"));
  pthread_mutex_lock(&engine->mutex);
  fr_trust *old = engine->trust;
  engine->trust = fr_trust_retain(trust);
  pthread_mutex_unlock(&engine->mutex);
  fr_trust_release(old);
  return FR_OK;
}

fr_status fr__engine_verify(const fr_engine *engine, const fr_trust *trust, const fr__cose *cose, const char *what,
                            fr_error *error) {
  if (cose->count > 0 && trust != NULL) return fr__trust_verify(trust, cose, what, error);
  if (engine->options.accept_unsigned_policies == FR_YES) return FR_OK;
  if (cose->count == 0 && trust != NULL) {
    return fr__fail(
        error, FR_UNSIGNED_POLICY, "policy",
        "%s is not signed; have it signed with 'fraudrisk policy sign' in each role that the trust store asks "
        "for",
        what);
  }
  if (cose->count == 0) {
    return fr__fail(error, FR_UNSIGNED_POLICY, "policy",
                    "%s is not signed; open the engine with accept_unsigned_policies to try it all the same", what);
  }
  return fr__fail(error, FR_UNTRUSTED_KEY, "policy",
                  "%s is signed, but the engine has no trust store to verify it by; call fr_engine_set_trust", what);
}

fr_status fr__engine_verify_policy(const fr_engine *engine, const fr_trust *trust, const fr_policy *policy,
                                   fr_error *error) {
  return fr__engine_verify(engine, trust, &policy->cose, "the policy", error);
}

/* ---- when ---- */

fr_status fr__check_validity(int64_t from_us, int64_t until_us, int64_t now_us, const char *what, fr_error *error) {
  const int64_t minute_us = 60 * FR__SECOND_US;
  if (from_us == 0 && until_us == 0) return FR_OK;
  if (now_us == 0) {
    return fr__fail(error, FR_BAD_ARGUMENT, "now_us",
                    "%s is valid for some time only; say with now_us what time it is (fr_engine_put_policy)", what);
  }
  if (now_us < from_us) {
    return fr__fail(error, FR_NOT_YET_VALID, "valid_from", "%s is valid in %lld minutes; put it in force then", what,
                    (long long)((from_us - now_us + minute_us - 1) / minute_us));
  }
  if (until_us != 0 && now_us >= until_us) {
    return fr__fail(error, FR_EXPIRED, "valid_until",
                    "%s expired: its valid_until passed %lld minutes ago; have a newer one signed", what,
                    (long long)((now_us - until_us) / minute_us));
  }
  return FR_OK;
}

/* ---- versions ---- */

fr__version_mark *fr__engine_mark(const fr_engine *engine, const char *name) {
  fr__version_mark *mark = engine->versions;
  while (mark != NULL && strcmp(mark->name, name) != 0) mark = mark->next;
  return mark;
}

static fr_status make_mark(fr_engine *engine, fr_text name, fr__version_mark **mark) {
  *mark = calloc(1, sizeof **mark);
  FR_REQUIRE(*mark != NULL, FR_NO_MEMORY);
  memcpy((*mark)->name, name.data, name.size);
  (*mark)->next = engine->versions;
  engine->versions = *mark;
  return FR_OK;
}

fr_status fr__engine_restore_mark(fr_engine *engine, const fr__in_force *in_force, bool of_version, bool of_switches) {
  fr_status status = FR_OK;
  if (in_force->name.size == 0) return FR_OK;
  pthread_mutex_lock(&engine->mutex);
  fr__version_mark *mark = engine->versions;
  while (mark != NULL && !fr__text_is(in_force->name, mark->name)) mark = mark->next;
  if (mark == NULL) status = make_mark(engine, in_force->name, &mark);
  if (status == FR_OK && of_version) mark->version = in_force->version;
  if (status == FR_OK && of_switches && in_force->switched) {
    mark->was_switched = true;
    mark->switches = in_force->switches;
    mark->switches_left = in_force->left;
  }
  pthread_mutex_unlock(&engine->mutex);
  return status;
}

/* The mark of the policy's name, made where there is none. A policy of another name in between makes nothing forgotten.
 */
static fr_status check_version(fr_engine *engine, const fr_policy *policy, bool accept_older, fr__version_mark **mark,
                               fr_error *error) {
  *mark = fr__engine_mark(engine, policy->name);
  if (*mark != NULL && policy->version < (*mark)->version && !accept_older) {
    return fr__fail(error, FR_POLICY_OLDER, "version",
                    "version %llu of %s was in force, and %llu is older; give it a higher one and sign it again, or "
                    "say accept_older to fr_engine_put_policy",
                    (unsigned long long)(*mark)->version, policy->name, (unsigned long long)policy->version);
  }
  if (*mark != NULL) return FR_OK;
  const fr_status status = make_mark(engine, fr_text_of(policy->name), mark);
  return status == FR_OK ? FR_OK : fr__fail(error, status, NULL, "%s", fr_status_text(status));
}

/* ---- in force ---- */

/* The policy itself with one reference more, or under the switches that are for its name. Under the mutex. */
static fr_status under_switches(const fr_engine *engine, fr_policy *policy, fr_policy **next, fr_error *error) {
  if (engine->switches != NULL && strcmp(engine->switches->policy, policy->name) == 0) {
    return fr__policy_switch(policy, engine->switches, false, next, error);
  }
  *next = fr_policy_retain(policy);
  return FR_OK;
}

fr_status fr__engine_check_policy(const fr_engine *engine, const fr_policy *policy, fr_error *error) {
  if (policy->plan->longest_window_us > engine->options.horizon_us) {
    return fr__fail(error, FR_BAD_POLICY, "policy",
                    "a window of %lld hours reaches beyond the engine's horizon of %lld hours",
                    (long long)(policy->plan->longest_window_us / FR__HOUR_US),
                    (long long)(engine->options.horizon_us / FR__HOUR_US));
  }
  const fr_policy *present = engine->policy;
  if (present == NULL) return FR_OK;
  if (memcmp(present->currency, policy->currency, sizeof present->currency) != 0) {
    return fr__fail(error, FR_BAD_POLICY, "currency", "the histories are in %.3s, the policy in %.3s",
                    present->currency, policy->currency);
  }
  return FR_OK;
}

/* What comes into force together; after exchange() what gave way. */
typedef struct standing {
  fr_policy *policy;    /* in whatever switches */
  fr__limiter *limiter; /* of its limits */
  fr__matches matches;  /* what challengers have alike */
  int64_t since_us;     /* for its age alone */
} standing;

/* Under the mutex. Counts go on. */
static void exchange(fr_engine *engine, standing *with) {
  const standing old = {.policy = engine->policy, .limiter = engine->limiter};
  fr__limiter_take_over(with->limiter, old.limiter);
  fr__engine_count_policy(engine, with->policy, with->since_us);
  engine->policy = with->policy;
  engine->limiter = with->limiter;
  with->policy = old.policy;
  with->limiter = old.limiter;
  fr__engine_take_matches(engine, &with->matches);
}

/* What time it is, as far as anybody told: for the policy's age alone. */
static int64_t time_of(fr_engine *engine, int64_t now_us) {
  const int64_t told_us = atomic_load_explicit(&engine->told_us, memory_order_relaxed);
  if (now_us != 0) return now_us;
  return told_us != FR__NO_TIME ? told_us : fr__engine_newest(engine);
}

/* Under the mutex: sees that nothing has changed since the signatures were verified, and swaps. *again: it has. */
static fr_status swap(fr_engine *engine, standing *with, const fr_trust *trust, bool accept_older, bool *again,
                      fr_error *error) {
  fr__version_mark *mark;
  *again = engine->trust != trust;
  if (*again) return FR_OK;
  fr_policy *base = with->policy, *next = NULL;
  FR_TRY(fr__engine_check_policy(engine, base, error));
  FR_TRY(check_version(engine, base, accept_older, &mark, error));
  FR_TRY(under_switches(engine, base, &next, error));
  const fr_status status = fr__journal_in_force(engine, FR__RECORD_POLICY, 0, base, NULL, error);
  if (status != FR_OK) {
    fr_policy_release(next);
    return status;
  }
  mark->version = base->version;
  with->policy = next;
  exchange(engine, with);
  atomic_fetch_add_explicit(&engine->generation, 1, memory_order_release);
  return FR_OK;
}

fr_status fr__engine_restore_policy(fr_engine *engine, fr_policy *policy) {
  fr__version_mark *mark = NULL;
  standing with = {.since_us = time_of(engine, 0)};
  fr_status status = policy == NULL ? FR_NOT_FOUND : FR_OK;
  if (status == FR_OK && engine->options.ignore_limits != FR_YES) status = fr__limiter_create(policy, &with.limiter);
  pthread_mutex_lock(&engine->mutex);
  if (status == FR_OK) status = fr__engine_check_policy(engine, policy, NULL);
  if (status == FR_OK) status = check_version(engine, policy, true, &mark, NULL);
  if (status == FR_OK) status = under_switches(engine, policy, &with.policy, NULL);
  if (status == FR_OK) mark->version = policy->version;
  fr__limiter *unused = status == FR_OK ? NULL : with.limiter;
  if (status != FR_OK) with.limiter = NULL;
  exchange(engine, &with);
  pthread_mutex_unlock(&engine->mutex);
  fr__engine_retire_matches(engine, &with.matches);
  fr__limiter_release(unused);
  fr__limiter_release(with.limiter);
  fr_policy_release(with.policy);
  return status;
}

/* Nothing that a policy says is believed before its signatures are right. */
static fr_status examine(const fr_engine *engine, const fr_trust *trust, fr_policy *policy, int64_t now_us,
                         fr_error *error) {
  FR_TRY(fr__engine_verify_policy(engine, trust, policy, error));
  FR_TRY(fr__check_validity(policy->valid_from_us, policy->valid_until_us, now_us, "the policy", error));
  FR_TRY(fr__engine_run_tests(policy, error));
  return engine->journal == NULL ? FR_OK : fr__journal_keep_bundle(engine->journal, policy, error);
}

static fr_status put(fr_engine *engine, fr_policy *policy, const fr_put_options *options, fr_error *error) {
  bool again = true;
  while (again) { /* until nobody replaced the trust store meanwhile */
    standing with = {.policy = policy};
    fr_trust *trust = fr__engine_trust(engine);
    fr_status status = examine(engine, trust, policy, options->now_us, error);
    if (status == FR_OK && engine->options.ignore_limits != FR_YES) {
      status = fr__limiter_create(policy, &with.limiter);
      if (status != FR_OK) (void)fr__fail(error, status, NULL, "%s", fr_status_text(status));
    }
    if (status == FR_OK) {
      fr__engine_match(engine, policy, &with.matches);
      with.since_us = time_of(engine, options->now_us);
      pthread_mutex_lock(&engine->mutex);
      status = swap(engine, &with, trust, options->accept_older == FR_YES, &again, error);
      pthread_mutex_unlock(&engine->mutex);
    }
    fr_trust_release(trust);
    fr__engine_retire_matches(engine, &with.matches);
    if (status != FR_OK || again) {
      fr__limiter_release(with.limiter); /* the new one */
    } else {
      fr__engine_retire(engine, with.policy, NULL, with.limiter);
    }
    FR_TRY(status);
  }
  return FR_OK;
}

fr_status fr_engine_put_policy(fr_engine *engine, fr_policy *policy, const fr_put_options *options, fr_error *error) {
  if (error != NULL) fr__error_clear(error);
  FR_REQUIRE(engine != NULL && policy != NULL && options != NULL,
             fr__fail(error, FR_NULL_POINTER, NULL, "engine, policy or options is a null pointer"));
  const fr_status status = fr__check_struct(options, options->struct_size, sizeof *options, sizeof *options);
  if (status != FR_OK) return fr__fail(error, status, "options", "options: %s", fr_status_text(status));
  if (options->accept_older > FR_YES) {
    return fr__fail(error, FR_BAD_VALUE, "accept_older", "accept_older is neither FR_YES nor FR_NO");
  }
  if (options->now_us < 0 || options->now_us >= FR_MAX_TIME_US) {
    return fr__fail(error, FR_BAD_TIME, "now_us", "now_us is a time from 1970 to 2099, or 0");
  }
  FR_TRY(put(engine, fr__policy_base(policy), options, error));
  return fr__journal_settle_all(engine, error);
}

fr_status fr_engine_set_policy(fr_engine *engine, fr_policy *policy, fr_error *error) {
  const fr_put_options options = FR_PUT_OPTIONS_INIT;
  return fr_engine_put_policy(engine, policy, &options, error);
}
