/* SPDX-License-Identifier: Apache-2.0
 *
 * Memory runs out: in every function of the public API the Nth allocation fails, once and from then on, whichever it
 * is. The answer is FR_NO_MEMORY or success, what was in force stays, the same call made again succeeds, and in the end
 * every block has been given back. What is said to allocate nothing is called, and seen to allocate nothing.
 *
 * A public function that is in neither table fails the last test.
 *
 * OpenSSL allocates thousands of times where a key is read, so some of its places only are taken, evenly spread;
 * FR_FAULTS_PLACES=100000 takes all. */
#include <criterion/criterion.h>

#include "arrow/table.h"
#include "faults/faults.h"
#include "faults/memory.h"
#include "support/model.h"

#if MEMORY_CAN_FAIL && !defined(FR_SECOND_STORE)

TestSuite(memory, .timeout = 86400); /* all places take hours; the usual run some seconds, and ctest has its own */

/* ---- what there is before a call, and what comes of it ---- */

static bundle plain, tested, document, of_ed25519;
static uint8_t *public_pem, *private_pem;
static uint64_t public_pem_size, private_pem_size;

/* A model of one tree, with words for its input. */
static void write_models(fr__cbor_writer *into) {
  static const char *const inputs[] = {"AMOUNT"};
  static const fr__model_node nodes[] = {DECIDES(1, 2, 0, 0.5, 8), LEAF(1, 4), LEAF(2, 4)};
  static const fr__model_tree trees[] = {TREE_OF(nodes)};
  const fr__model_parts parts = {
      .kind = FR__MODEL_XGBOOST, .input_count = 1, .inputs = inputs, .tree_count = 1, .trees = trees};
  fr__cbor_write_array(into, 1);
  fr__cbor_write_map(into, 4);
  fr__cbor_write_string(into, "name");
  fr__cbor_write_string(into, "small");
  fr__cbor_write_string(into, "model");
  fr__model_write(into, &parts);
  fr__cbor_write_string(into, "inputs");
  diagnostic_write(into, "['amount_of_model']");
  fr__cbor_write_string(into, "reasons");
  diagnostic_write(into, "[{'en': 'the amount'}]");
}

/* The policy of the other sweeps, and a model that one of its rules reads. */
static bundle modelled_bundle(void) {
  bundle_policy policy = history_policy;
  uint32_t feature = 0, rule = 0;
  while (policy.features[feature].name != NULL) feature++;
  while (policy.rules[rule].id != NULL) rule++;
  policy.features[feature] = (bundle_feature){"amount_of_model", "transfer.amount"};
  policy.rules[rule] = (bundle_rule){.id = "by_model", .when = "model.small.margin > 1.0", .points = 1};
  policy.write_models = write_models;
  return bundle_of(&policy);
}

static void set_up(void) {
  cr_assert(memory_has_openssl, "OpenSSL's memory can be watched");
  plain = modelled_bundle();
  tested = faults_tested_bundle();
  document = faults_switches();
  of_ed25519 = faults_signed_bundle("ed25519");
  public_pem = file_read("tests/signed/author-ed25519.pub.pem", &public_pem_size);
  private_pem = file_read("tests/signed/author-ed25519.pem", &private_pem_size);
}

typedef struct stage {
  place at;
  fr_engine *engine, *standby;
  fr_policy *policy, *next;
  fr_trust_builder *trust_builder;
  fr_trust *trust;
  fr_watch_builder *watch_builder;
  fr_watch_lists *lists, *next_lists;
  fr_journal *journal;
  fr_context *context;
  uint32_t number;
  uint8_t *shipped;
  uint64_t shipped_size, shipped_next;
  fr_arrow_plan *plan;
} stage;

static fr_engine_options engine_options(void) {
  fr_engine_options options = world_options();
  options.memory_bytes = UINT64_C(8) << 20;
  return options;
}

static fr_status call_engine(stage *on) {
  const fr_engine_options options = engine_options();
  return on->engine != NULL ? FR_OK : fr_engine_create(&options, &on->engine, NULL);
}

static fr_status load(const bundle *from, fr_policy **policy) {
  return *policy != NULL ? FR_OK : fr_policy_load(from->data, from->size, policy, NULL);
}
static fr_status call_load(stage *on) { return load(&tested, &on->next); }
static fr_status call_load_signed(stage *on) { return load(&of_ed25519, &on->next); }

static fr_status with_engine(stage *on) {
  FR_TRY(call_engine(on));
  FR_TRY(load(&plain, &on->policy));
  return fr_engine_set_policy(on->engine, on->policy, NULL);
}
static fr_status with_next(stage *on) {
  FR_TRY(with_engine(on));
  return call_load(on);
}
static fr_status call_set_policy(stage *on) { return fr_engine_set_policy(on->engine, on->next, NULL); }
static fr_status call_put_policy(stage *on) {
  fr_put_options options = FR_PUT_OPTIONS_INIT;
  options.accept_older = FR_YES;
  options.now_us = INT64_C(1780000000000000);
  return fr_engine_put_policy(on->engine, on->next, &options, NULL);
}
static fr_status call_challenger(stage *on) { return fr_engine_set_challenger(on->engine, 0, on->next, NULL); }
static fr_status call_switches(stage *on) {
  const fr_status status = fr_engine_set_switches(on->engine, document.data, document.size, 0, NULL);
  return status == FR_POLICY_OLDER ? FR_OK : status; /* it was set before */
}

/* ---- trust ---- */

static fr_status call_trust_create(stage *on) {
  return on->trust_builder != NULL ? FR_OK : fr_trust_builder_create(&on->trust_builder);
}
static fr_status call_trust_add(stage *on) {
  const fr_status status =
      fr_trust_builder_add(on->trust_builder, fr_text_of("author"), public_pem, public_pem_size, NULL, NULL);
  return status == FR_BAD_ARGUMENT ? FR_OK : status; /* it stands there already */
}
static fr_status with_keys(stage *on) {
  FR_TRY(call_trust_create(on));
  FR_TRY(call_trust_add(on));
  return signed_trust_add(on->trust_builder, "approver", "approver-ed25519", NULL);
}
static fr_status call_trust_finish(stage *on) {
  return on->trust != NULL ? FR_OK : fr_trust_builder_finish(on->trust_builder, &on->trust, NULL);
}
static fr_status with_trust(stage *on) {
  FR_TRY(with_keys(on));
  FR_TRY(call_trust_finish(on));
  return call_load_signed(on);
}
static fr_status call_trust_verify(stage *on) { return fr_trust_verify(on->trust, on->next, NULL); }
static fr_status with_trusting_engine(stage *on) {
  FR_TRY(with_trust(on));
  FR_TRY(with_engine(on));
  return fr_engine_set_trust(on->engine, on->trust, NULL);
}

/* ---- watch lists ---- */

static fr_status call_watch_create(stage *on) {
  const fr_engine_options options = engine_options();
  return on->watch_builder != NULL ? FR_OK : fr_watch_builder_create(options.secret_key, 0, &on->watch_builder, NULL);
}
static fr_status call_watch_add(stage *on) {
  return fr_watch_builder_add(on->watch_builder, FR_PARTY_ACCOUNT, fr_text_of("bob"), fr_text_of("bad"), 0, NULL);
}
static fr_status with_watched(stage *on) {
  FR_TRY(call_watch_create(on));
  return call_watch_add(on);
}
static fr_status call_watch_finish(stage *on) {
  return on->next_lists != NULL ? FR_OK : fr_watch_builder_finish(on->watch_builder, 2, &on->next_lists, NULL);
}

/* ---- a context ---- */

static fr_status call_context(stage *on) {
  return on->context != NULL ? FR_OK : fr_context_create(on->engine, &on->context);
}
static fr_status with_challenged(stage *on) {
  FR_TRY(with_next(on));
  return call_challenger(on);
}

/* ---- tables ---- */

/* Three chunks of rows. The memory of the table is the test's own, and not counted. */
static table *rows_of_table(void) {
  static table made;
  static table_text ids, payers, payees;
  static int64_t times[300], amounts[300];
  table_begin(&made, 300);
  table_add_text(&made, &ids, "id", "t", 300);
  table_add_text(&made, &payers, "payer", "p", 30);
  table_add_text(&made, &payees, "payee", "q", 40);
  for (int64_t i = 0; i < made.rows; i++) {
    times[i] = NOON + i * SECOND;
    amounts[i] = i % 90;
  }
  table_add(&made, "time", "tsu:UTC", times, NULL);
  table_add(&made, "amount", "l", amounts, NULL);
  return &made;
}
static fr_status call_plan(stage *on) {
  return on->plan != NULL ? FR_OK : fr_arrow_plan_create(on->policy, &rows_of_table()->schema, NULL, &on->plan, NULL);
}
static fr_status with_plan(stage *on) {
  FR_TRY(with_engine(on));
  FR_TRY(call_context(on));
  return call_plan(on);
}
/* Where memory ends between two chunks, the rows behind it say so, and there are as many of them as ever. */
static fr_status take_answer(fr_status status, struct ArrowArray *answer) {
  FR_TRY(status);
  const fr_status whole = answer->length == 300 ? FR_OK : FR_INTERNAL;
  answer->release(answer);
  return whole;
}
static uint64_t changes_of_payer(const stage *on) {
  fr_party_state state = FR_PARTY_STATE_INIT;
  return fr_engine_party(on->engine, FR_PARTY_ACCOUNT, fr_text_of("p1"), &state) == FR_OK ? state.sequence : 0;
}
/* A table that is refused for want of memory has left no trace of its rows. */
static fr_status refused_whole(const stage *on, uint64_t before, fr_status status) {
  return status == FR_NO_MEMORY && changes_of_payer(on) != before ? FR_INTERNAL : status;
}
static fr_status call_table(stage *on) {
  struct ArrowArray answer;
  const uint64_t before = changes_of_payer(on);
  const fr_status status = fr_arrow_score(on->context, on->plan, &rows_of_table()->array, &answer, NULL);
  return take_answer(refused_whole(on, before, status), &answer);
}
static fr_status call_feature_table(stage *on) {
  struct ArrowArray answer;
  const uint64_t before = changes_of_payer(on);
  const struct ArrowArray *batch = &rows_of_table()->array;
  const fr_status status = fr_arrow_features(on->context, on->plan, on->policy, batch, &answer, NULL);
  return take_answer(refused_whole(on, before, status), &answer);
}
static fr_status call_schemas(stage *on) {
  struct ArrowSchema schema;
  FR_TRY(fr_arrow_decisions_schema(&schema));
  schema.release(&schema);
  FR_TRY(fr_arrow_features_schema(on->policy, &schema));
  schema.release(&schema);
  return FR_OK;
}
static int stream_schema(struct ArrowArrayStream *self, struct ArrowSchema *schema) {
  *schema = ((table *)self->private_data)->schema;
  return 0;
}
static int stream_next(struct ArrowArrayStream *self, struct ArrowArray *batch) {
  *batch = (struct ArrowArray){0}; /* one batch, then the end */
  if (self->private_data != NULL) *batch = ((table *)self->private_data)->array;
  self->private_data = NULL;
  return 0;
}
static void stream_release(struct ArrowArrayStream *self) { self->release = NULL; }
static fr_status call_stream(stage *on) {
  struct ArrowArrayStream batches = {stream_schema, stream_next, NULL, stream_release, rows_of_table()}, decisions;
  struct ArrowArray answer;
  FR_TRY(fr_arrow_score_stream(on->context, on->policy, NULL, &batches, &decisions, NULL));
  fr_status status = decisions.get_next(&decisions, &answer) == 0 ? FR_OK : FR_NO_MEMORY;
  status = take_answer(status, &answer);
  decisions.release(&decisions);
  return status;
}

/* ---- the journal, on the system's files ---- */

static fr_status open_journal(stage *on) {
  fr_journal_options options = history_journal_options(&on->at);
  options.segment_bytes = 131072;
  options.signing_key = private_pem;
  options.signing_key_size = private_pem_size;
  return on->journal != NULL ? FR_OK : fr_journal_open(on->engine, &options, &on->journal, NULL);
}
static fr_status with_place(stage *on) {
  on->at = place_make();
  return with_engine(on);
}
static fr_status with_opened(stage *on) {
  FR_TRY(with_place(on));
  return open_journal(on);
}
static fr_status call_set_journal(stage *on) {
  const fr_status status = fr_engine_set_journal(on->engine, on->journal, NULL);
  return status == FR_BAD_ARGUMENT && on->engine->journal == on->journal ? FR_OK : status;
}
static fr_status score_once(stage *on) {
  char id[16], payee[16];
  fr_decision decision = FR_DECISION_INIT;
  snprintf(id, sizeof id, "t%u", on->number);
  snprintf(payee, sizeof payee, "b%u", on->number++ % 40);
  fr_transfer transfer = transfer_of(id, "alice", payee, 100, NOON + on->number * SECOND);
  transfer.remark = fr_text_of("for the rent");
  return fr_score(on->context, &transfer, &decision);
}
static fr_status score_many(stage *on) {
  FR_TRY(call_context(on));
  for (uint32_t i = 0; i < 20; i++) FR_TRY(score_once(on));
  return FR_OK;
}
static fr_status with_journal(stage *on) {
  FR_TRY(with_opened(on));
  FR_TRY(call_set_journal(on));
  return score_many(on);
}
/* Goes on into the next segment without the pump. */
static fr_status call_rotate(stage *on) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  uint64_t segments;
  FR_TRY(fr_journal_measure(on->journal, &stats));
  segments = stats.segments;
  for (uint32_t i = 0; i < 2000 && stats.segments == segments; i++) {
    FR_TRY(score_once(on));
    FR_TRY(fr_journal_measure(on->journal, &stats));
  }
  return stats.segments == segments ? FR_INTERNAL : FR_OK;
}
/* A transfer of the next month is there, and so the clock is believed. */
static fr_status with_next_month(stage *on) {
  FR_TRY(with_journal(on));
  on->number = 40 * 24 * 3600;
  return score_once(on);
}
static fr_status call_pump(stage *on) { return fr_journal_pump(on->journal, NOON + 40 * DAY); }
static fr_status with_new_key(stage *on) {
  FR_TRY(with_next_month(on));
  return call_pump(on);
}
static fr_status call_checkpoint(stage *on) { return fr_journal_checkpoint(on->journal); }
static fr_status call_snapshot(stage *on) { return fr_journal_snapshot(on->journal, NULL, NULL); }
static fr_status with_snapshots(stage *on) {
  FR_TRY(with_journal(on));
  FR_TRY(call_rotate(on));
  FR_TRY(call_snapshot(on));
  FR_TRY(score_once(on));
  return call_snapshot(on);
}
static fr_status call_prune(stage *on) { return fr_journal_prune(on->journal, NULL, NULL); }
static fr_status call_ship(stage *on) {
  if (on->shipped == NULL) on->shipped = malloc(1 << 20);
  FR_REQUIRE(on->shipped != NULL, FR_NO_MEMORY);
  return fr_journal_ship(on->journal, 1, on->shipped, 1 << 20, &on->shipped_size, &on->shipped_next, NULL);
}
static fr_status with_synced(stage *on) {
  FR_TRY(with_journal(on));
  return fr_journal_checkpoint(on->journal);
}
static fr_status with_shipped(stage *on) {
  const fr_engine_options options = engine_options();
  FR_TRY(with_synced(on));
  FR_TRY(call_ship(on));
  FR_REQUIRE(on->shipped_size != 0, FR_INTERNAL);
  return fr_engine_create(&options, &on->standby, NULL);
}
static fr_status call_apply(stage *on) {
  uint64_t applied = 0;
  FR_TRY(fr_journal_apply(on->standby, on->shipped, on->shipped_size, &applied, NULL));
  return applied + 1 == on->shipped_next ? FR_OK : FR_INTERNAL;
}

static fr_status close_journal(stage *on) {
  fr_context_destroy(on->context);
  on->context = NULL;
  const fr_status status = fr_journal_close(on->journal);
  on->journal = NULL;
  return status;
}
/* It ends however that goes; what is on the files is told by whoever opens them next. */
static fr_status call_close(stage *on) { return on->journal == NULL ? FR_OK : close_journal(on); }

static void leave_engine(stage *on) {
  fr_engine_destroy(on->engine);
  on->engine = NULL;
}
static fr_status with_past(stage *on) {
  FR_TRY(with_snapshots(on));
  FR_TRY(score_many(on));
  FR_TRY(close_journal(on));
  leave_engine(on);
  return FR_OK;
}
static fr_status with_past_without_snapshot(stage *on) {
  FR_TRY(with_journal(on));
  FR_TRY(close_journal(on));
  leave_engine(on);
  return FR_OK;
}
/* After an error the engine is destroyed, as the header says. */
static fr_status call_recover(stage *on) {
  FR_TRY(call_engine(on));
  fr_status status = open_journal(on);
  if (status == FR_OK) status = fr_journal_recover(on->journal, NULL, NULL);
  if (status == FR_OK) { /* it is what it was, policy and all */
    fr_policy *policy = fr_engine_policy(on->engine);
    fr_party_state state = FR_PARTY_STATE_INIT;
    if (policy == NULL) status = FR_INTERNAL;
    if (fr_engine_party(on->engine, FR_PARTY_ACCOUNT, fr_text_of("alice"), &state) != FR_OK) status = FR_INTERNAL;
    fr_policy_release(policy);
  }
  (void)close_journal(on);
  leave_engine(on);
  return status;
}

/* ---- what allocates nothing ---- */

static fr_status with_context(stage *on) {
  FR_TRY(with_challenged(on));
  FR_TRY(with_watched(on));
  FR_TRY(call_watch_finish(on));
  FR_TRY(call_context(on));
  return score_once(on);
}
static fr_status call_scoring(stage *on) {
  fr_decision decision = FR_DECISION_INIT, other = FR_DECISION_INIT;
  const fr_transfer transfer = transfer_of("again", "alice", "bob", 100, NOON + HOUR);
  const fr_transfer *transfers[] = {&transfer, &transfer};
  fr_decision *decisions[] = {&decision, &other};
  const fr_event event = event_about(FR_EVENT_SETTLED, &transfer, NOON + HOUR);
  fr_engine_stats stats = FR_ENGINE_STATS_INIT;
  fr_party_state state = FR_PARTY_STATE_INIT;
  static uint8_t room[65536];
  fr_folds folds = FR_FOLDS_INIT;
  fr_value values[16];
  fr_contribution contributions[4];
  fr_counterfactual counterfactual = FR_COUNTERFACTUAL_INIT;
  uint8_t key[16];
  uint32_t count;
  folds.data = room;
  folds.capacity = sizeof room;
  FR_TRY(fr_score(on->context, &transfer, &decision));
  FR_TRY(fr_challenge(on->context, 0, &other));
  FR_TRY(fr_preview(on->context, &transfer, &decision));
  FR_TRY(fr_why(on->context, &transfer, contributions, 4, &count, &counterfactual));
  FR_TRY(fr_score_batch(on->context, transfers, 2, decisions, &count));
  FR_TRY(fr_observe(on->context, &event));
  FR_TRY(fr_fold(on->context, &transfer, FR_SIDE_ALL, &folds));
  FR_TRY(fr_decide(on->policy, &transfer, &folds, &decision, NULL));
  FR_TRY(fr_features(on->policy, &transfer, &folds, values, 16, NULL));
  FR_TRY(fr_why_folds(on->policy, &transfer, &folds, contributions, 4, &count, &counterfactual, NULL));
  FR_TRY(fr_context_error(on->context)->status);
  FR_TRY(fr_engine_measure(on->engine, &stats));
  FR_TRY(fr_engine_limits(on->engine, NULL, 0, &count));
  FR_TRY(fr_party_key(on->engine, FR_PARTY_ACCOUNT, transfer.payer, key));
  return fr_engine_party(on->engine, FR_PARTY_ACCOUNT, transfer.payer, &state);
}
static fr_status call_watching(stage *on) {
  fr_stats stats = FR_STATS_INIT;
  static char text[65536];
  uint64_t size;
  fr_context_took(on->context, 1000);
  FR_TRY(fr_stats_read(on->engine, on->journal, NOON, &stats));
  return fr_stats_text(on->engine, on->journal, NOON, text, sizeof text, &size);
}
static fr_status call_asking(stage *on) {
  fr_policy_info info = {.struct_size = sizeof info};
  fr_signature signature = {.struct_size = sizeof signature};
  fr_watch_lists_info lists = FR_WATCH_LISTS_INFO_INIT;
  fr_text_match matches[4];
  uint32_t count, listed;
  FR_TRY(fr_policy_describe(on->policy, &info));
  (void)fr_policy_signature(on->policy, 0, &signature); /* there is none */
  (void)fr_policy_feature(on->policy, 0);
  (void)fr_policy_rule(on->policy, 0);
  (void)fr_policy_model(on->policy, 0);
  (void)fr_policy_scam(on->policy, 0);
  (void)fr_policy_feature_type(on->policy, 0);
  (void)fr_policy_rule_scam(on->policy, 0);
  (void)fr_policy_attribute_type(on->policy, fr_text_of("risk"));
  (void)fr_folds_capacity(on->policy);
  (void)fr_text_matches(on->policy, fr_text_of("to a safe account"), matches, 4, &count);
  FR_TRY(fr_watch_lists_describe(on->next_lists, &lists));
  (void)fr_watch_lists_name(on->next_lists, 0);
  (void)fr_watch_lists_entries(on->next_lists, 0);
  FR_TRY(fr_watch_lists_ask(on->next_lists, FR_PARTY_ACCOUNT, fr_text_of("bob"), fr_text_of("bad"), NOON, &listed));
  (void)fr_limit("FR_MAX_RULES");
  (void)fr_currency_digits("CNY");
  (void)fr_version();
  (void)fr_status_name(FR_OK);
  (void)fr_status_text(FR_OK);
  (void)fr_status_band(FR_OK);
  return FR_OK;
}
static fr_status call_words(stage *on) {
  fr_decision decision = FR_DECISION_INIT;
  fr_question question = {.struct_size = sizeof question};
  const fr_text english = fr_text_of("en");
  const fr_transfer transfer = transfer_of("words", "alice", "carol", 100, NOON + HOUR);
  char room[4096];
  uint64_t needed;
  fr_contribution of_amount = {.known = FR_YES};
  while (strcmp(fr_policy_feature(on->policy, of_amount.feature_index), "amount_of_model") != 0)
    of_amount.feature_index++;
  FR_TRY(fr_preview(on->context, &transfer, &decision));
  FR_TRY(fr_words(on->policy, &decision, FR_AUDIENCE_AUDIT, english, FR_ENCODING_UTF8, room, sizeof room, &needed));
  FR_TRY(fr_reason_words(on->policy, &decision, 0, english, FR_ENCODING_UTF8, room, sizeof room, &needed));
  FR_TRY(fr_reason_text(on->policy, 0, english, FR_ENCODING_UTF8, room, sizeof room, &needed));
  FR_TRY(fr_contribution_words(on->policy, &of_amount, english, FR_ENCODING_UTF8, room, sizeof room, &needed));
  (void)fr_expiry(on->policy, &decision);
  (void)fr_question_get(on->policy, &decision, 0, &question); /* the policy asks none */
  (void)fr_question_words(on->policy, &decision, 0, english, FR_ENCODING_UTF8, room, sizeof room, &needed);
  return FR_OK;
}
static fr_status call_handles(stage *on) {
  fr_policy_release(fr_policy_retain(on->policy));
  fr_trust_release(fr_trust_retain(on->trust));
  fr_watch_lists_release(fr_watch_lists_retain(on->lists));
  fr_policy_release(fr_engine_policy(on->engine));
  fr_watch_lists_release(fr_engine_watch_lists(on->engine));
  FR_TRY(fr_engine_set_trust(on->engine, NULL, NULL));
  FR_TRY(fr_engine_tick(on->engine, NOON));
  fr_trust_builder_destroy(NULL);
  fr_watch_builder_destroy(NULL);
  fr_context_destroy(NULL);
  fr_engine_destroy(NULL);
  return FR_OK;
}
/* What gave way waits in a list of the engine's; without memory for it nothing waits. */
static fr_status call_set_lists(stage *on) {
  FR_TRY(fr_engine_set_watch_lists(on->engine, on->next_lists, NULL));
  return fr_engine_set_watch_lists(on->engine, NULL, NULL);
}
static fr_status call_role(stage *on) {
  const fr_status status = fr_trust_builder_require(on->trust_builder, fr_text_of("author"), NULL);
  return status == FR_BAD_ARGUMENT ? FR_OK : status;
}
static fr_status call_wait(stage *on) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  FR_TRY(fr_journal_measure(on->journal, &stats));
  FR_TRY(fr_journal_wait(on->journal, stats.last_sequence));
  return score_once(on);
}

/* ---- the tables ---- */

typedef struct step {
  const char *name, *functions; /* what it is about: a blank behind each */
  fr_status (*before)(stage *on);
  fr_status (*call)(stage *on);
  bool ends; /* it may not be asked for again: what failed has ended all the same */
  bool slow; /* a snapshot or more: fewer places */
} step;

static fr_status with_nothing(stage *on) {
  (void)on;
  return FR_OK;
}

static const step allocating[] = {
    {"engine", "fr_engine_create fr_engine_destroy ", with_nothing, call_engine, false, false},
    {"policy", "fr_policy_load fr_policy_release ", with_nothing, call_load, false, false},
    {"signed policy", "fr_policy_load ", with_nothing, call_load_signed, false, false},
    {"set policy, with a test", "fr_engine_set_policy ", with_next, call_set_policy, false, false},
    {"put signed policy, with tests", "fr_engine_put_policy ", with_trusting_engine, call_put_policy, false, false},
    {"switches", "fr_engine_set_switches ", with_engine, call_switches, false, false},
    {"watch lists in force", "fr_engine_set_watch_lists ", with_context, call_set_lists, false, false},
    {"trust builder", "fr_trust_builder_create fr_trust_builder_destroy ", with_nothing, call_trust_create, false,
     false},
    {"trusted key", "fr_trust_builder_add ", call_trust_create, call_trust_add, false, false},
    {"trust store", "fr_trust_builder_finish fr_trust_release ", with_keys, call_trust_finish, false, false},
    {"signatures", "fr_trust_verify ", with_trust, call_trust_verify, false, false},
    {"watch builder", "fr_watch_builder_create fr_watch_builder_destroy ", with_nothing, call_watch_create, false,
     false},
    {"watched party", "fr_watch_builder_add ", call_watch_create, call_watch_add, false, false},
    {"watch lists", "fr_watch_builder_finish fr_watch_lists_release ", with_watched, call_watch_finish, false, false},
    {"context", "fr_context_create fr_context_destroy ", with_challenged, call_context, false, false},
    {"plan of a table", "fr_arrow_plan_create fr_arrow_plan_destroy ", with_engine, call_plan, false, false},
    {"table", "fr_arrow_score ", with_plan, call_table, false, false},
    {"table of features", "fr_arrow_features ", with_plan, call_feature_table, false, false},
    {"schemas", "fr_arrow_decisions_schema fr_arrow_features_schema ", with_engine, call_schemas, false, false},
    {"stream of tables", "fr_arrow_score_stream ", with_plan, call_stream, false, false},
    {"open journal", "fr_journal_open ", with_place, open_journal, false, false},
    {"set journal", "fr_engine_set_journal ", with_opened, call_set_journal, false, false},
    {"next segment without pump", "fr_score ", with_journal, call_rotate, false, false},
    {"pump into a new month", "fr_journal_pump ", with_next_month, call_pump, false, false},
    {"checkpoint", "fr_journal_checkpoint ", with_journal, call_checkpoint, false, false},
    {"snapshot", "fr_journal_snapshot ", with_journal, call_snapshot, false, true},
    {"prune", "fr_journal_prune ", with_snapshots, call_prune, false, true},
    {"ship", "fr_journal_ship ", with_synced, call_ship, false, false},
    {"apply", "fr_journal_apply ", with_shipped, call_apply, false, false},
    {"close journal", "fr_journal_close ", with_journal, call_close, true, false},
    {"recover", "fr_journal_recover ", with_past, call_recover, false, true},
    {"recover from records alone", "fr_journal_recover ", with_past_without_snapshot, call_recover, false, true},
    {"challenger", "fr_engine_set_challenger ", with_next, call_challenger, false, false},
};

static const step quiet[] = {
    {"scoring",
     "fr_score fr_score_batch fr_preview fr_challenge fr_observe fr_fold fr_decide fr_features fr_why fr_why_folds "
     "fr_context_error "
     "fr_engine_measure fr_engine_limits fr_party_key fr_engine_party ",
     with_context, call_scoring, false, false},
    {"watching", "fr_context_took fr_stats_read fr_stats_text ", with_context, call_watching, false, false},
    {"asking",
     "fr_policy_describe fr_policy_signature fr_policy_feature fr_policy_rule fr_policy_model fr_policy_scam "
     "fr_policy_feature_type "
     "fr_policy_rule_scam fr_policy_attribute_type fr_folds_capacity fr_text_matches fr_watch_lists_describe "
     "fr_watch_lists_name fr_watch_lists_entries fr_watch_lists_ask fr_limit fr_currency_digits fr_version "
     "fr_status_name fr_status_text "
     "fr_status_band ",
     with_context, call_asking, false, false},
    {"words",
     "fr_words fr_reason_words fr_reason_text fr_contribution_words fr_expiry fr_question_get fr_question_words ",
     with_context, call_words, false, false},
    {"handles",
     "fr_policy_retain fr_trust_retain fr_watch_lists_retain fr_engine_policy fr_engine_watch_lists "
     "fr_engine_set_trust fr_engine_tick ",
     with_context, call_handles, false, false},
    {"role", "fr_trust_builder_require ", with_keys, call_role, false, false},
    {"a text under the new month's key", "fr_score ", with_new_key, score_once, false, false},
    {"waiting", "fr_journal_wait fr_journal_measure ", with_journal, call_wait, false, false},
};

/* ---- the sweep ---- */

typedef struct tally {
  uint64_t steps, places, of_openssl, refused, passed;
  int64_t openssl_kept; /* blocks that OpenSSL took and did not give back, where its own memory failed */
} tally;

static void finish(stage *on) {
  fr_arrow_plan_destroy(on->plan);
  fr_context_destroy(on->context);
  (void)fr_journal_close(on->journal);
  fr_engine_destroy(on->engine);
  fr_engine_destroy(on->standby);
  fr_policy_release(on->policy);
  fr_policy_release(on->next);
  fr_trust_builder_destroy(on->trust_builder);
  fr_trust_release(on->trust);
  fr_watch_builder_destroy(on->watch_builder);
  fr_watch_lists_release(on->lists);
  fr_watch_lists_release(on->next_lists);
  free(on->shipped);
  if (on->at.directory[0] != 0) place_clear(&on->at);
}

/* What answers a transfer, and by which lists. */
static void expect_in_force(stage *on, const fr_policy *policy, const fr_watch_lists *lists, const char *when) {
  if (on->engine == NULL) return;
  fr_policy *now = fr_engine_policy(on->engine);
  fr_watch_lists *lists_now = fr_engine_watch_lists(on->engine);
  cr_assert(now == policy && lists_now == lists, "%s: what was in force stays", when);
  fr_policy_release(now);
  fr_watch_lists_release(lists_now);
}

/* A journal whose hashes could not be made takes nothing any more, and says so. */
static bool has_ended(const stage *on) {
  fr_journal_stats stats = FR_JOURNAL_STATS_INIT;
  return on->journal == NULL || (fr_journal_measure(on->journal, &stats) == FR_OK && stats.failed == FR_YES);
}

static void say_when(char when[160], const step *of, const memory_watch *which, uint64_t fail_at, bool then_on) {
  snprintf(when, 160, "%s, allocation %llu%s%s", of->name, (unsigned long long)fail_at,
           which == &memory_of_openssl ? " of OpenSSL" : "", then_on ? " and all behind it" : "");
}

/* One life in which one place fails (0: none). */
static void run(const step *of, memory_watch *which, uint64_t fail_at, bool then_on, tally *into) {
  stage on = {.number = 1};
  char when[160];
  say_when(when, of, which, fail_at, then_on);
  memory_count();
  fr_status status = of->before(&on);
  cr_assert_eq(status, FR_OK, "%s, before: %s", when, fr_status_name(status));
  fr_policy *policy = on.engine == NULL ? NULL : fr_engine_policy(on.engine);
  fr_watch_lists *lists = on.engine == NULL ? NULL : fr_engine_watch_lists(on.engine);
  memory_arm(which, fail_at, then_on);
  status = of->call(&on);
  memory_disarm();
  const uint64_t failed = which->failed, calls = which->calls;
  const bool ended = failed != 0 && status == FR_JOURNAL_DOWN && has_ended(&on);
  cr_expect(status == FR_OK || ended || (status == FR_NO_MEMORY && failed != 0), "%s: %s", when,
            fr_status_name(status));
  if (status != FR_OK && on.engine != NULL) expect_in_force(&on, policy, lists, when);
  fr_policy_release(policy);
  fr_watch_lists_release(lists);
  into->places += failed != 0 && which == &memory_watched;
  into->of_openssl += failed != 0 && which == &memory_of_openssl;
  into->refused += status != FR_OK;
  into->passed += failed != 0 && status == FR_OK;
  if (!of->ends && !ended) {
    status = of->call(&on);
    cr_expect_eq(status, FR_OK, "%s, and then with memory: %s", when, fr_status_name(status));
  }
  finish(&on);
  memory_stop();
  cr_expect_eq(memory_watched.kept, 0, "%s: %lld blocks are lost", when, (long long)memory_watched.kept);
  if (memory_of_openssl.kept > 0) into->openssl_kept += memory_of_openssl.kept;
  which->calls = calls;
}

/* OpenSSL makes some things when it is first asked, and keeps them. */
static void warm_up(const step *of) {
  stage on = {.number = 1};
  if (of->before(&on) == FR_OK) (void)of->call(&on);
  finish(&on);
}

static void sweep_one(const step *of, memory_watch *which, uint64_t most, tally *into) {
  tally none = {0};
  run(of, which, 0, false, &none);
  const uint64_t calls = which->calls, stride = calls <= most ? 1 : (calls + most - 1) / most;
  for (uint64_t at = 1; at <= calls; at += stride) {
    run(of, which, at, false, into);
    run(of, which, at, true, into);
  }
}

Test(memory, every_allocation_of_every_function_fails, .init = set_up) {
  tally all = {0};
  for (size_t i = 0; i < FR_COUNT(allocating); i++) {
    const uint64_t before = all.places + all.of_openssl;
    const uint64_t most = sweep_rounds("FR_FAULTS_PLACES", allocating[i].slow ? 4 : 16);
    warm_up(&allocating[i]);
    sweep_one(&allocating[i], &memory_watched, allocating[i].slow ? most : UINT64_MAX, &all);
    sweep_one(&allocating[i], &memory_of_openssl, most, &all);
    all.steps++;
    cr_expect_gt(all.places + all.of_openssl, before, "%s allocates", allocating[i].name);
  }
  cr_assert_gt(all.refused, 100);
  sweep_says(
      "memory: %llu steps of the public API; %llu of the library's allocations and %llu of OpenSSL's failed, once "
      "and from then on: %llu calls refused, %llu done all the same; 0 blocks lost (OpenSSL lost %lld of its own)",
      (unsigned long long)all.steps, (unsigned long long)all.places, (unsigned long long)all.of_openssl,
      (unsigned long long)all.refused, (unsigned long long)all.passed, (long long)all.openssl_kept);
}

Test(memory, what_allocates_nothing_needs_none, .init = set_up) {
  tally all = {0};
  for (size_t i = 0; i < FR_COUNT(quiet); i++) {
    warm_up(&quiet[i]);
    run(&quiet[i], &memory_watched, 1, true, &all);
    cr_expect_eq(memory_watched.calls, 0, "%s allocates", quiet[i].name);
    run(&quiet[i], &memory_of_openssl, 1, true, &all);
    cr_expect_eq(memory_of_openssl.calls, 0, "%s allocates in OpenSSL", quiet[i].name);
  }
  cr_assert_eq(all.refused, 0);
}

/* Every name that the library exports stands in a table. */
Test(memory, no_public_function_is_left_out) {
  FILE *names = fopen("tests/abi/symbols.txt", "r");
  char name[80];
  uint32_t count = 0;
  cr_assert_not_null(names);
  while (fscanf(names, "%70s", name) == 1) {
    bool found = false;
    strcat(name, " ");
    for (size_t i = 0; i < FR_COUNT(allocating); i++) found = found || strstr(allocating[i].functions, name) != NULL;
    for (size_t i = 0; i < FR_COUNT(quiet); i++) found = found || strstr(quiet[i].functions, name) != NULL;
    cr_expect(found, "%s is in no step of this sweep: add one that calls it", name);
    count++;
  }
  fclose(names);
  cr_assert_gt(count, 70);
}

#endif
