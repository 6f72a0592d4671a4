// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The functions of the library as they are: a pointer is an address, a text three arguments. */
final class Native extends NativeMemory {
  private Native() {}

    static native long fr_limit(long name);

    static native int fr_currency_digits(long currency);

    static native long fr_status_name(int status);

    static native long fr_status_text(int status);

    static native int fr_status_band(int status);

    static native int fr_policy_load(long bundle, long size, long policy, long error);

    static native long fr_policy_retain(long policy);

    static native void fr_policy_release(long policy);

    static native int fr_policy_describe(long policy, long info);

    static native int fr_policy_signature(long policy, int index, long signature);

    static native long fr_policy_feature(long policy, int index);

    static native long fr_policy_rule(long policy, int index);

    static native long fr_policy_scam(long policy, int index);

    static native int fr_policy_feature_type(long policy, int index);

    static native int fr_policy_rule_scam(long policy, int index);

    static native int fr_policy_attribute_type(long policy, long name, int nameSize, int nameEncoding);

    static native int fr_words(long policy, long decision, int audience, long language, int languageSize, int
      languageEncoding, int encoding, long buffer, long capacity, long needed);

    static native int fr_reason_words(long policy, long decision, int place, long language, int languageSize,
      int languageEncoding, int encoding, long buffer, long capacity, long needed);

    static native int fr_expiry(long policy, long decision);

    static native int fr_question_get(long policy, long decision, int place, long question);

    static native int fr_question_words(long policy, long decision, int place, long language, int languageSize,
      int languageEncoding, int encoding, long buffer, long capacity, long needed);

    static native int fr_reason_text(long policy, int ruleIndex, long language, int languageSize, int
      languageEncoding, int encoding, long buffer, long capacity, long needed);

    static native int fr_text_matches(long policy, long text, int textSize, int textEncoding, long matches, int
      capacity, long count);

    static native int fr_engine_create(long options, long engine, long error);

    static native void fr_engine_destroy(long engine);

    static native int fr_engine_set_policy(long engine, long policy, long error);

    static native int fr_engine_put_policy(long engine, long policy, long options, long error);

    static native long fr_engine_policy(long engine);

    static native int fr_engine_set_challenger(long engine, int index, long policy, long error);

    static native int fr_engine_tick(long engine, long nowUs);

    static native int fr_context_create(long engine, long context);

    static native void fr_context_destroy(long context);

    static native long fr_context_error(long context);

    static native int fr_score(long context, long transfer, long decision);

    static native int fr_preview(long context, long transfer, long decision);

    static native int fr_score_batch(long context, long transfers, int count, long decisions, long done);

    static native int fr_challenge(long context, int index, long decision);

    static native int fr_observe(long context, long event);

    static native int fr_party_key(long engine, int partyType, long identifier, int identifierSize, int
      identifierEncoding, long key);

    static native int fr_engine_party(long engine, int partyType, long identifier, int identifierSize, int
      identifierEncoding, long state);

    static native int fr_engine_measure(long engine, long stats);

    static native int fr_engine_limits(long engine, long states, int capacity, long count);

    static native int fr_arrow_plan_create(long policy, long schema, long options, long plan, long error);

    static native void fr_arrow_plan_destroy(long plan);

    static native int fr_arrow_decisions_schema(long schema);

    static native int fr_arrow_score(long context, long plan, long batch, long decisions, long error);

    static native int fr_arrow_features_schema(long policy, long schema);

    static native int fr_arrow_features(long context, long plan, long policy, long batch, long features, long
      error);

    static native int fr_arrow_score_stream(long context, long policy, long options, long batches, long
      decisions, long error);

    static native long fr_folds_capacity(long policy);

    static native int fr_fold(long context, long transfer, int sides, long folds);

    static native int fr_decide(long policy, long transfer, long folds, long decision, long error);

    static native int fr_features(long policy, long transfer, long folds, long values, int capacity, long
      error);

    static native int fr_journal_open(long engine, long options, long journal, long error);

    static native int fr_journal_recover(long journal, long recovery, long error);

    static native int fr_engine_set_journal(long engine, long journal, long error);

    static native int fr_journal_close(long journal);

    static native int fr_journal_wait(long journal, long sequence);

    static native int fr_journal_pump(long journal, long nowUs);

    static native int fr_journal_checkpoint(long journal);

    static native int fr_journal_snapshot(long journal, long sequence, long error);

    static native int fr_journal_prune(long journal, long removed, long error);

    static native int fr_journal_ship(long journal, long fromSequence, long buffer, long capacity, long size,
      long next, long error);

    static native int fr_journal_apply(long engine, long bytes, long size, long applied, long error);

    static native int fr_journal_measure(long journal, long stats);

    static native void fr_context_took(long context, long nanoseconds);

    static native int fr_stats_read(long engine, long journal, long nowUs, long stats);

    static native int fr_stats_text(long engine, long journal, long nowUs, long buffer, long capacity, long
      needed);

    static native int fr_trust_builder_create(long builder);

    static native int fr_trust_builder_add(long builder, long role, int roleSize, int roleEncoding, long pem,
      long size, long keyId, long error);

    static native int fr_trust_builder_require(long builder, long role, int roleSize, int roleEncoding, long
      error);

    static native int fr_trust_builder_finish(long builder, long trust, long error);

    static native void fr_trust_builder_destroy(long builder);

    static native long fr_trust_retain(long trust);

    static native void fr_trust_release(long trust);

    static native int fr_trust_verify(long trust, long policy, long error);

    static native int fr_engine_set_trust(long engine, long trust, long error);

    static native int fr_engine_set_switches(long engine, long bytes, long size, long nowUs, long error);

    static native int fr_version();

    static native int fr_watch_builder_create(long secretKey, long entries, long builder, long error);

    static native int fr_watch_builder_add(long builder, int partyType, long identifier, int identifierSize, int
      identifierEncoding, long list, int listSize, int listEncoding, long untilUs, long error);

    static native int fr_watch_builder_finish(long builder, long version, long lists, long error);

    static native void fr_watch_builder_destroy(long builder);

    static native long fr_watch_lists_retain(long lists);

    static native void fr_watch_lists_release(long lists);

    static native int fr_watch_lists_describe(long lists, long info);

    static native long fr_watch_lists_name(long lists, int index);

    static native long fr_watch_lists_entries(long lists, int index);

    static native int fr_watch_lists_ask(long lists, int partyType, long identifier, int identifierSize, int
      identifierEncoding, long list, int listSize, int listEncoding, long timeUs, long listed);

    static native int fr_engine_set_watch_lists(long engine, long lists, long error);

    static native long fr_engine_watch_lists(long engine);

    static native long fr_policy_model(long policy, int index);

    static native int fr_why(long context, long transfer, long contributions, int capacity, long count, long
      counterfactual);

    static native int fr_why_folds(long policy, long transfer, long folds, long contributions, int capacity,
      long count, long counterfactual, long error);

    static native int fr_contribution_words(long policy, long contribution, long language, int languageSize, int
      languageEncoding, int encoding, long buffer, long capacity, long needed);
}
