// SPDX-License-Identifier: Apache-2.0
//
// What the samples share: a policy out of a file, an engine with it, one transfer.
#ifndef SAMPLE_HPP
#define SAMPLE_HPP

#include <cstdio>
#include <cstdlib>
#include <fraudrisk/fraudrisk.hpp>
#include <fstream>
#include <iterator>

/// The value, or the end of the program with the reason.
template <class T>
T must(fraudrisk::result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(name(result.status()).size()), name(result.status()).data(),
               static_cast<int>(result.message().size()), result.message().data());
  std::exit(1);
}
inline void must(const fraudrisk::result<void> &result) {
  if (!result) must(fraudrisk::result<int>(result, 0));
}

inline fraudrisk::policy load(const char *path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) std::perror(path), std::exit(1);
  const std::string bundle{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return must(fraudrisk::policy::load(bundle.data(), bundle.size()));
}

/// For trials: nobody signed the policy. A bank gives the engine a trust store instead.
inline fraudrisk::engine engine_with(const fraudrisk::policy &policy) {
  fraudrisk::engine_options options;
  options.accept_unsigned_policies(true);
  auto engine = must(fraudrisk::engine::create(options));
  must(engine.set_policy(policy));
  return engine;
}

/// 2026-01-06 10:00 in Beijing, and an hour later for each number.
inline fraudrisk::transfer transfer_of(const char *id, std::int64_t amount_minor, int hours) {
  fraudrisk::transfer made;
  made.id(id).payer("6222-0001").payee("6228-9999").amount_minor(amount_minor).channel(fraudrisk::channel::mobile);
  made.time_us(1767664800000000 + hours * INT64_C(3600000000));
  return made;
}

inline void print(const char *id, const fraudrisk::decision &decision) {
  const std::string outcome(name(decision.outcome())), scam(decision.scam());
  std::printf("%s: %s, %lld points%s%s\n", id, outcome.c_str(), static_cast<long long>(decision.score()),
              scam.empty() ? "" : ", ", scam.c_str());
}

#endif
