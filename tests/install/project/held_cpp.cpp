/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include <fraudrisk/fraudrisk.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace {

struct release {
  void operator()(fr_policy *policy) const { fr_policy_release(policy); }
  void operator()(fr_engine *engine) const { fr_engine_destroy(engine); }
  void operator()(fr_context *context) const { fr_context_destroy(context); }
};
template <class handle> using owned = std::unique_ptr<handle, release>;

/* A struct that knows its size, as the header has it: what is not said is unknown. */
template <class versioned> versioned begun() {
  versioned made{};
  made.struct_size = sizeof made;
  return made;
}

int say(const char *what, fr_status status, const char *message) {
  std::fprintf(stderr, "held: %s: %s: %s\n", what, fr_status_text(status), message);
  return 1;
}

int score(fr_context *context, const fr_policy *policy) {
  fr_session session = begun<fr_session>();
  session.on_call = FR_YES;
  fr_transfer transfer = begun<fr_transfer>();
  transfer.id = fr_text_of("T-1");
  transfer.session = &session;
  transfer.time_us = INT64_C(1767664800000000);
  transfer.payer = fr_text_of("6222-0001");
  transfer.payee = fr_text_of("6228-9999");
  transfer.amount_minor = 4990000;
  transfer.remark = fr_text_of("转到安全账户");
  transfer.channel = FR_CHANNEL_TELLER;
  fr_decision decision = begun<fr_decision>();
  const fr_status status = fr_score(context, &transfer, &decision);
  if (status < 0) return say("fr_score", status, "");
  std::string words(4096, '\0');
  uint64_t size = 0;
  const fr_status said = fr_words(policy, &decision, FR_AUDIENCE_AUDIT, fr_text_of("en"), FR_ENCODING_UTF8, &words[0],
                                  words.size(), &size);
  if (said < 0 || size > words.size()) return say("fr_words", said, "");
  words.resize(size);
  std::printf("outcome %u\n%s\n", decision.outcome, words.c_str());
  return 0;
}

}  // namespace

extern "C" int held(const char *policy_path) {
  std::ifstream file(policy_path, std::ios::binary);
  if (!file) return say(policy_path, FR_OK, "cannot be read");
  const std::string bundle{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};

  fr_error error = begun<fr_error>();
  fr_policy *loaded = nullptr;
  fr_status status = fr_policy_load(bundle.data(), bundle.size(), &loaded, &error);
  const owned<fr_policy> policy(loaded);
  if (status < 0) return say("fr_policy_load", status, error.message);

  fr_engine_options options = begun<fr_engine_options>();
  options.accept_unsigned_policies = FR_YES;
  fr_engine *created = nullptr;
  status = fr_engine_create(&options, &created, &error);
  const owned<fr_engine> engine(created);
  if (status < 0) return say("fr_engine_create", status, error.message);
  status = fr_engine_set_policy(created, loaded, &error);
  if (status < 0) return say("fr_engine_set_policy", status, error.message);

  fr_context *began = nullptr;
  status = fr_context_create(created, &began);
  const owned<fr_context> context(began);
  return status < 0 ? say("fr_context_create", status, "") : score(began, loaded);
}
