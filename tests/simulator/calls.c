/* SPDX-License-Identifier: Apache-2.0
 *
 * What the auditor asks of the engine comes through here (--wrap): it is kept, with its answer, until it is safe. After
 * an ending the auditor goes back, and makes the same calls once more: what the journal has wholly is answered from
 * here, the rest is asked again, as a client would. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/journal.h"
#include "simulator.h"

/* NOLINTBEGIN: names that the linker gives */
fr_status __real_fr_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision);
fr_status __real_fr_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision);
fr_status __real_fr_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds);
fr_status __real_fr_score_batch(fr_context *context, const fr_transfer *const *transfers, uint32_t count,
                                fr_decision *const *decisions, uint32_t *done);
fr_status __real_fr_observe(fr_context *context, const fr_event *event);
fr_status __real_fr_engine_set_policy(fr_engine *engine, fr_policy *given, fr_error *error);
fr_status __real_fr_engine_measure(fr_engine *engine, fr_engine_stats *stats);
fr_status __real_fr_engine_party(fr_engine *engine, uint32_t type, fr_text identifier, fr_party_state *state);
const fr_error *__real_fr_context_error(const fr_context *context);
fr_status __wrap_fr_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision);
fr_status __wrap_fr_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision);
fr_status __wrap_fr_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds);
fr_status __wrap_fr_score_batch(fr_context *context, const fr_transfer *const *transfers, uint32_t count,
                                fr_decision *const *decisions, uint32_t *done);
fr_status __wrap_fr_observe(fr_context *context, const fr_event *event);
fr_status __wrap_fr_engine_set_policy(fr_engine *engine, fr_policy *given, fr_error *error);
fr_status __wrap_fr_engine_measure(fr_engine *engine, fr_engine_stats *stats);
fr_status __wrap_fr_engine_party(fr_engine *engine, uint32_t type, fr_text identifier, fr_party_state *state);
const fr_error *__wrap_fr_context_error(const fr_context *context);
/* NOLINTEND */

fr_status real_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  return __real_fr_score(context, transfer, decision);
}
fr_status real_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  return __real_fr_preview(context, transfer, decision);
}
fr_status real_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds) {
  return __real_fr_fold(context, transfer, sides, folds);
}
fr_status real_observe(fr_context *context, const fr_event *event) { return __real_fr_observe(context, event); }
fr_status real_set_policy(fr_engine *engine, fr_policy *given, fr_error *error) {
  return __real_fr_engine_set_policy(engine, given, error);
}
fr_status real_measure(fr_engine *engine, fr_engine_stats *stats) { return __real_fr_engine_measure(engine, stats); }
const fr_error *real_error(const fr_context *context) { return __real_fr_context_error(context); }

/* ---- the script ---- */

static void slot_free(slot *one) {
  free(one->asked);
  free(one->decisions);
  free(one->folds);
  free(one->known);
  free(one->first);
  free(one->newest);
  free(one->first_folds);
  fr_policy_release(one->policy);
  *one = (slot){0};
}

void calls_clear(void) {
  for (uint32_t i = 0; i < the.script_count; i++) slot_free(&the.script[i]);
  the.script_count = the.at = the.known = 0;
  the.base_count = the.said.count;
}

/* The first record of a call that changed something, up to this one; 0: there is none. */
static uint64_t first_line(int32_t index, uint64_t last) {
  for (uint64_t i = the.base_count; i < the.said.count && i < last; i++) {
    const line *one = &the.said.lines[i];
    if (one->slot == index && history_changes_state(one->kind)) return i + 1;
  }
  return 0;
}

/* A move is there as a whole, or it is not there. */
static bool is_move(const slot *one) { return one->call == CALL_OBSERVE && one->event.kind == FR_EVENT_MOVED; }

static void forget_lines(int32_t index) {
  for (uint64_t i = the.base_count; i < the.said.count; i++) {
    if (the.said.lines[i].slot == index) the.said.lines[i].slot = -1;
  }
}

void calls_settle(uint64_t last) {
  the.at = the.known = 0;
  while (the.known < the.script_count) {
    const slot *one = &the.script[the.known];
    if (!one->answered || one->last > last) break;
    the.known++;
  }
  uint32_t keep = the.known;
  if (keep < the.script_count) {
    slot *one = &the.script[keep];
    if (is_move(one) && one->last > last) forget_lines((int32_t)keep);
    one->tried = first_line((int32_t)keep, last) != 0;
    one->answered = false;
    if (one->tried) keep++;
  }
  for (uint32_t i = keep; i < the.script_count; i++) {
    the.counts.lost_unsaid += the.script[i].answered && the.script[i].last != 0;
    slot_free(&the.script[i]);
  }
  the.script_count = keep;
}

/* The next call. Where it is answered already, only the answer is wanted. */
static slot *next(enum call call, bool *answered) {
  const bool journaled = call != CALL_MEASURE && call != CALL_PARTY;
  *answered = the.at < the.known;
  if (!*answered) {
    the.counts.calls++;
    if (journaled) chores_do();
    if (the.at == the.script_room) {
      the.script_room = the.script_room == 0 ? 256 : 2 * the.script_room;
      the.script = realloc(the.script, the.script_room * sizeof *the.script);
      if (the.script == NULL) abort();
    }
    if (the.at == the.script_count) the.script[the.script_count++] = (slot){.call = call};
  }
  slot *one = &the.script[the.at++];
  sim_expect_number("the kind of a call that is made once more", one->call, call);
  return one;
}

static void *zeros(size_t count, size_t size) {
  void *made = calloc(count == 0 ? 1 : count, size);
  if (made == NULL) abort();
  return made;
}

static void keep_text(fr_text *text, char into[NAME_BYTES]) {
  if (text->data == NULL || text->size >= NAME_BYTES) return;
  memcpy(into, text->data, text->size);
  into[text->size] = 0;
  text->data = into;
}

static void keep_transfer(lent *into, const fr_transfer *transfer) {
  fr_transfer *kept = &into->transfer;
  *kept = *transfer;
  keep_text(&kept->id, into->id);
  keep_text(&kept->payer, into->payer);
  keep_text(&kept->payee, into->payee);
  if (kept->session != NULL) into->session = *kept->session;
  if (kept->session != NULL) kept->session = &into->session;
  if (kept->teller != NULL) into->teller = *kept->teller;
  if (kept->teller != NULL) kept->teller = &into->teller;
  if (kept->payer_party != NULL) {
    into->payer_party = *kept->payer_party;
    keep_text(&into->payer_party.customer, into->payer_customer);
    kept->payer_party = &into->payer_party;
  }
  if (kept->payee_party != NULL) {
    into->payee_party = *kept->payee_party;
    keep_text(&into->payee_party.customer, into->payee_customer);
    kept->payee_party = &into->payee_party;
  }
}

/* What is asked. Of a call that is made once more it is there already, and is the same. */
static void keep_asked(slot *one, const fr_transfer *const *transfers, uint32_t count) {
  if (one->asked != NULL) {
    sim_expect_number("transfers of a call that is made once more", one->count, count);
    for (uint32_t i = 0; i < count; i++) {
      sim_expect("the same transfer once more", one->asked[i].transfer.time_us == transfers[i]->time_us, "another");
    }
    return;
  }
  one->count = count;
  one->asked = zeros(count, sizeof *one->asked);
  one->decisions = zeros(count, sizeof *one->decisions);
  one->known = zeros(count, sizeof *one->known);
  one->first = zeros(count, sizeof *one->first);
  one->newest = zeros(count, sizeof *one->newest);
  for (uint32_t i = 0; i < count; i++) keep_transfer(&one->asked[i], transfers[i]);
}

static void keep_event(slot *one, const fr_event *event) {
  fr_event *kept = &one->event;
  if (kept->struct_size != 0) return;
  *kept = *event;
  fr_text *texts[] = {&kept->transfer_id,    &kept->payer,          &kept->payee,
                      &kept->payer_customer, &kept->payee_customer, &kept->customer,
                      &kept->party,          &kept->list,           &kept->to};
  for (uint32_t i = 0; i < 9; i++) keep_text(texts[i], one->event_texts[i]);
  if (event->transfer == NULL) return;
  one->asked = zeros(1, sizeof *one->asked);
  keep_transfer(&one->asked[0], event->transfer);
  kept->transfer = &one->asked[0].transfer;
}

/* ---- asking ---- */

static void perform_batch(slot *one) {
  const fr_transfer *transfers[BATCH_MAX];
  fr_decision *into[BATCH_MAX];
  for (uint32_t i = 0; i < one->count; i++) {
    memset(&one->decisions[i], 0x5a, sizeof one->decisions[i]);
    one->decisions[i].struct_size = (uint32_t)sizeof one->decisions[i];
    transfers[i] = &one->asked[i].transfer;
    into[i] = &one->decisions[i];
  }
  one->status = __real_fr_score_batch(the.contexts[the.thread], transfers, one->count, into, &one->done);
}

static void perform_fold(slot *one) {
  fr_folds folds = FR_FOLDS_INIT;
  free(one->folds);
  folds.data = one->folds = zeros(the.p->folds_capacity, 1);
  folds.capacity = the.p->folds_capacity;
  one->status = __real_fr_fold(the.contexts[the.thread], &one->asked[0].transfer, FR_SIDE_ALL, &folds);
  one->folds_size = folds.size;
}

static void perform(slot *one) {
  fr_context *context = the.contexts[the.thread];
  if (one->call == CALL_SCORE || one->call == CALL_PREVIEW) one->decisions[0] = (fr_decision)FR_DECISION_INIT;
  switch (one->call) {
    case CALL_SCORE: one->status = __real_fr_score(context, &one->asked[0].transfer, one->decisions); break;
    case CALL_PREVIEW: one->status = __real_fr_preview(context, &one->asked[0].transfer, one->decisions); break;
    case CALL_FOLD: perform_fold(one); break;
    case CALL_BATCH: perform_batch(one); break;
    case CALL_OBSERVE: one->status = __real_fr_observe(context, &one->event); break;
    default: one->status = __real_fr_engine_set_policy(the.engine, one->policy, &one->error); break;
  }
  if (one->call != CALL_POLICY) one->error = *__real_fr_context_error(context);
}

/* An event may be told again where it says of what it is, or what is to be from then on. */
static bool may_be_told_again(const slot *one) {
  if (one->call != CALL_OBSERVE || (one->event.known & FR_EVENT_HAS_TRANSFER_TIME) != 0)
    return one->call != CALL_OBSERVE;
  return one->event.transfer_id.data != NULL || one->event.kind == FR_EVENT_TRANSFERRED ||
         one->event.kind == FR_EVENT_LISTED || one->event.kind == FR_EVENT_UNLISTED ||
         one->event.kind == FR_EVENT_TRUSTED;
}

/* Nobody gives way where the journal does not take that he does; then memory is full. */
static bool is_refusal(fr_status status) {
  const bool limited = the.world->disk_bytes != UINT64_MAX / 2 || the.journal_options.when_full == FR_JOURNAL_REFUSE;
  if (status == FR_STATE_FULL) return the.doubted && limited;
  return status == FR_JOURNAL_FULL || status == FR_JOURNAL_DOWN;
}

/* A refusal says so, and looks like no answer. */
static void check_refusal(const slot *one) {
  sim_expect("the error of a refusal", one->error.status == one->status, fr_status_name(one->error.status));
  if (one->call == CALL_FOLD) sim_expect_number("bytes of a refused fold", 0, one->folds_size);
  if (one->call != CALL_SCORE && one->call != CALL_BATCH) return;
  sim_expect("done before the refusal", one->call == CALL_SCORE || one->done < one->count, "all of it");
  const uint32_t place = one->call == CALL_SCORE ? 0 : one->done;
  const fr_decision *decision = &one->decisions[place];
  sim_expect_number("flags of a refusal", FR_FLAG_DEGRADED, decision->flags);
  sim_expect_number("outcome of a refusal", policy_on_error(the.p->current, one->asked[place].transfer.channel),
                    decision->outcome);
  sim_expect_number("sequence of a refusal", 0, decision->sequence);
}

static bool waits(void) {
  return the.journal_options.mode == FR_JOURNAL_SYNC && the.journal_options.calls_do_not_wait != FR_YES;
}

/* The number that a decision has is that of its record. */
static void check_sequences(slot *one, uint64_t before) {
  uint32_t place = 0;
  const uint32_t count = one->call == CALL_SCORE && one->status == FR_OK ? 1 : one->done;
  for (uint64_t i = before; i < the.said.count && place < count; i++) {
    if (the.said.lines[i].kind != FR__RECORD_DECIDED) continue;
    sim_expect_number("the number of a decision's record", i + 1, one->decisions[place++].sequence);
  }
  sim_expect_number("decisions in the journal", count, place);
  for (uint32_t i = 0; i < count; i++) one->decisions[i].sequence = 0; /* the model has none */
}

static void challenge(const slot *one) {
  fr_decision decision = FR_DECISION_INIT;
  if (the.engine->challengers[0] == NULL) return;
  const fr_status status = fr_challenge(the.contexts[the.thread], 0, &decision);
  history_read(-1);
  if (is_refusal(status)) return;
  sim_expect_status("fr_challenge", FR_OK, status, __real_fr_context_error(the.contexts[the.thread]));
  decision.sequence = 0;
  if (memcmp(decision.policy_digest, one->decisions[0].policy_digest, 32) == 0) {
    sim_expect("the same policy as a challenger decides the same",
               memcmp(&decision, one->decisions, sizeof decision) == 0, "otherwise");
  }
  the.counts.challenged++;
}

/* ---- what was tried before ---- */

/* What an engine that has all before this call, and no more, would have decided. */
static void preview_elsewhere(slot *one, int32_t index) {
  fr_context *context;
  fr_error error = FR_ERROR_INIT;
  const uint64_t before = first_line(index, the.said.count) - 1;
  fr_engine *other = engine_of_history(before);
  fr_put_options back = FR_PUT_OPTIONS_INIT;
  back.accept_older = FR_YES; /* the model may have gone back */
  sim_expect_status("a policy for another", FR_OK, fr_engine_put_policy(other, the.p->loaded, &back, &error), &error);
  sim_expect_status("a context of another", FR_OK, fr_context_create(other, &context), NULL);
  one->first[0] = (fr_decision)FR_DECISION_INIT;
  sim_expect_status("a preview of another", FR_OK, __real_fr_preview(context, &one->asked[0].transfer, &one->first[0]),
                    __real_fr_context_error(context));
  fr_context_destroy(context);
  fr_engine_destroy(other);
}

static void compare_retried(const slot *one) {
  const uint32_t count = one->call == CALL_SCORE ? 1 : one->done;
  for (uint32_t i = 0; i < count; i++) {
    const bool same = memcmp(&one->decisions[i], &one->newest[i], sizeof one->newest[i]) == 0;
    sim_expect("a transfer that is sent again is decided as where nothing ever stopped", same, "otherwise");
  }
}

/* A try of it is in the journal, and was not answered: it counts once, and the answer is that of the first time. */
static void answer_tried(slot *one, int32_t index) {
  the.counts.torn++;
  sim_expect("a call that is tried again", one->status == FR_OK || one->call == CALL_BATCH || one->call == CALL_OBSERVE,
             fr_status_name(one->status));
  if (the.doubted) {
    if (one->call != CALL_SCORE) return;
    preview_elsewhere(one, index);
    one->decisions[0] = one->first[0];
    return;
  }
  engine_settle();
  shadow_follow(the.said.count);
  if (one->call == CALL_FOLD) {
    free(one->folds);
    one->folds = zeros(one->first_folds_size, 1);
    one->folds_size = one->first_folds_size;
    memcpy(one->folds, one->first_folds, one->folds_size);
  }
  if (one->call != CALL_SCORE && one->call != CALL_BATCH) return;
  compare_retried(one);
  const uint32_t count = one->call == CALL_SCORE ? 1 : one->done;
  for (uint32_t i = 0; i < count; i++) one->decisions[i] = one->first[i];
}

/* ---- a call, until it has an answer ---- */

static void try_once(slot *one, int32_t index) {
  const uint64_t before = the.said.count;
  if (!the.doubted || one->call == CALL_SCORE) fault_arm(6, true);
  perform(one);
  const enum fault armed = the.armed;
  const bool met = fault_over();
  history_read(index);
  if (the.said.count != before) one->last = the.said.count;
  if (met && armed == FAULT_END) engine_ends(sim_below(2) == 0 ? END_KILLED : END_POWER);
  if (is_refusal(one->status)) {
    check_refusal(one);
    for (uint64_t i = before; i < the.said.count; i++) {
      one->tried = one->tried || history_changes_state(the.said.lines[i].kind);
    }
  } else if (one->call == CALL_SCORE || one->call == CALL_BATCH) {
    check_sequences(one, before);
  }
  /* Moves are rare, and have several records that go together. */
  if (is_move(one) && sim_below(2) == 0) engine_ends(END_POWER);
}

static void mend(uint32_t tries) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  the.counts.retries++;
  (void)fr_journal_measure(the.journal, &stats);
  if (stats.failed == FR_YES) engine_ends_somehow();
  if (tries > 4) sim_fail("a call, five times, after what was in its way is gone", "an answer", "a refusal");
  disk_free();
  const fr_status status = fr_journal_pump(the.journal, the.p->now_us);
  history_read(-1);
  if (tries > 1) sim_expect_status("fr_journal_pump where nothing is in its way", FR_OK, status, NULL);
}

static void run(slot *one, int32_t index) {
  const bool again = one->tried;
  if (!again || may_be_told_again(one)) {
    for (uint32_t tries = 0;; tries++) {
      try_once(one, index);
      if (!is_refusal(one->status)) break;
      mend(tries); /* what may not be told again is there or not, and only an ending tells which */
      sim_expect("a refusal behind a record, and the journal goes on", !one->tried || may_be_told_again(one),
                 "it does");
    }
  } else {
    one->status = FR_OK;
  }
  /* That a policy is in force is safe with the first decision by it. */
  if (waits() && one->call != CALL_POLICY && one->last > the.acknowledged) the.acknowledged = one->last;
  if (one->tried) {
    answer_tried(one, index);
  } else if (one->call == CALL_SCORE && one->status == FR_OK) {
    challenge(one);
  }
  one->answered = true;
}

/* ---- the calls ---- */

fr_status __wrap_fr_score(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  bool answered;
  if (!the.inside) return __real_fr_score(context, transfer, decision);
  slot *one = next(CALL_SCORE, &answered);
  const int32_t index = (int32_t)the.at - 1;
  if (!answered) keep_asked(one, &transfer, 1);
  if (!answered) run(one, index);
  *decision = one->decisions[0];
  return one->status;
}

fr_status __wrap_fr_preview(fr_context *context, const fr_transfer *transfer, fr_decision *decision) {
  bool answered;
  if (!the.inside) return __real_fr_preview(context, transfer, decision);
  slot *one = next(CALL_PREVIEW, &answered);
  if (!answered) keep_asked(one, &transfer, 1);
  if (!answered) perform(one);
  one->answered = true;
  *decision = one->decisions[0];
  return one->status;
}

fr_status __wrap_fr_fold(fr_context *context, const fr_transfer *transfer, uint32_t sides, fr_folds *folds) {
  bool answered;
  if (!the.inside) return __real_fr_fold(context, transfer, sides, folds);
  slot *one = next(CALL_FOLD, &answered);
  const int32_t index = (int32_t)the.at - 1;
  if (!answered) keep_asked(one, &transfer, 1);
  if (!answered) run(one, index);
  if (one->folds_size <= folds->capacity) memcpy(folds->data, one->folds, one->folds_size);
  folds->size = one->folds_size;
  return one->status;
}

fr_status __wrap_fr_score_batch(fr_context *context, const fr_transfer *const *transfers, uint32_t count,
                                fr_decision *const *decisions, uint32_t *done) {
  bool answered;
  if (!the.inside) return __real_fr_score_batch(context, transfers, count, decisions, done);
  slot *one = next(CALL_BATCH, &answered);
  const int32_t index = (int32_t)the.at - 1;
  if (!answered) keep_asked(one, transfers, count);
  if (!answered) run(one, index);
  for (uint32_t i = 0; i < count; i++) *decisions[i] = one->decisions[i];
  *done = one->done;
  return one->status;
}

fr_status __wrap_fr_observe(fr_context *context, const fr_event *event) {
  bool answered;
  if (!the.inside) return __real_fr_observe(context, event);
  slot *one = next(CALL_OBSERVE, &answered);
  const int32_t index = (int32_t)the.at - 1;
  if (!answered) keep_event(one, event);
  if (!answered) run(one, index);
  return one->status;
}

fr_status __wrap_fr_engine_set_policy(fr_engine *engine, fr_policy *given, fr_error *error) {
  bool answered;
  if (!the.inside) return __real_fr_engine_set_policy(engine, given, error);
  if (given != the.p->loaded) the.pending = given;
  slot *one = next(CALL_POLICY, &answered);
  const int32_t index = (int32_t)the.at - 1;
  if (!answered && one->policy == NULL) one->policy = fr_policy_retain(given);
  if (!answered) run(one, index);
  if (error != NULL) *error = one->error;
  the.counts.swaps += one->status == FR_OK;
  return one->status;
}

fr_status __wrap_fr_engine_measure(fr_engine *engine, fr_engine_stats *stats) {
  bool answered;
  if (!the.inside) return __real_fr_engine_measure(engine, stats);
  slot *one = next(CALL_MEASURE, &answered);
  if (!answered) {
    one->stats = (fr_engine_stats)FR_ENGINE_STATS_INIT;
    one->status = __real_fr_engine_measure(the.engine, &one->stats);
    one->stats.evicted += the.evicted_before;
    sim_expect_number("parties evicted, as the journal has it", the.said.evicted, one->stats.evicted);
  }
  one->answered = true;
  *stats = one->stats;
  return one->status;
}

fr_status __wrap_fr_engine_party(fr_engine *engine, uint32_t type, fr_text identifier, fr_party_state *state) {
  bool answered;
  if (!the.inside) return __real_fr_engine_party(engine, type, identifier, state);
  slot *one = next(CALL_PARTY, &answered);
  if (!answered) {
    one->party = (fr_party_state)FR_PARTY_STATE_INIT;
    one->status = __real_fr_engine_party(the.engine, type, identifier, &one->party);
  }
  one->answered = true;
  *state = one->party;
  return one->status;
}

const fr_error *__wrap_fr_context_error(const fr_context *context) {
  if (!the.inside || the.at == 0) return __real_fr_context_error(context);
  return &the.script[the.at - 1].error;
}
