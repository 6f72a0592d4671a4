/* SPDX-License-Identifier: Apache-2.0
 *
 * The example in docs/bundle.md is a policy that loads and decides. */
#include <criterion/criterion.h>

#include "support/world.h"

static char *example_of(const char *path) {
  FILE *file = fopen(path, "rb");
  cr_assert_not_null(file, "the tests run in the root of the tree");
  char *text = calloc(1, 65536);
  cr_assert_gt(fread(text, 1, 65535, file), 0);
  fclose(file);
  static const char opening[] = "```cbor-diag\n";
  char *begin = strstr(text, opening);
  cr_assert_not_null(begin);
  begin += sizeof opening - 1;
  char *end = strstr(begin, "```");
  cr_assert_not_null(end);
  *end = '\0';
  memmove(text, begin, strlen(begin) + 1);
  return text;
}

Test(bundle_doc, the_example_loads_and_decides) {
  char *text = example_of("docs/bundle.md");
  fr__cbor_writer into;
  fr__cbor_writer_grow(&into);
  diagnostic_write(&into, text);
  cr_assert_eq(into.status, FR_OK);
  bundle made = bundle_seal(into.data, into.size);
  world in = {.decision = FR_DECISION_INIT};
  fr_error error = FR_ERROR_INIT;
  cr_assert_eq(fr_policy_load(made.data, made.size, &in.policy, &error), FR_OK, "%s", error.message);
  const fr_engine_options options = world_options();
  cr_assert_eq(fr_engine_create(&options, &in.engine, NULL), FR_OK);
  cr_assert_eq(fr_engine_set_policy(in.engine, in.policy, NULL), FR_OK);
  cr_assert_eq(fr_context_create(in.engine, &in.context), FR_OK);
  fr_transfer transfer = transfer_of("t", "alice", "bob", 4990000, NOON);
  transfer.known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  transfer.balance_before_minor = 5000000;
  transfer.remark = fr_text_of("to my safe account");
  cr_assert_eq(world_score(&in, &transfer), FR_OK);
  cr_expect_eq(in.decision.outcome, FR_OUTCOME_HOLD);
  cr_expect_eq(in.decision.score, 60);
  cr_expect_eq(in.decision.hold_until_us, NOON + DAY);
  cr_expect_str_eq(in.decision.scam, "impersonating_police");
  char words[128];
  uint64_t needed;
  cr_assert_eq(
      fr_words(in.policy, &in.decision, FR_AUDIENCE_CUSTOMER, fr_text_of("en"), 0, words, sizeof words, &needed),
      FR_OK);
  cr_expect_arr_eq(words, "The police have no safe accounts.\nCall 96110.", needed);
  world_close(&in);
  bundle_free(&made);
  fr__cbor_writer_free(&into);
  free(text);
}
