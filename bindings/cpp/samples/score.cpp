// SPDX-License-Identifier: Apache-2.0
//
// Scores one transfer and says why it was decided so: score POLICY
#include "sample.hpp"

int main(int argc, char **argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: score POLICY\n"), 2;
  const auto policy = load(argv[1]);
  const auto engine = engine_with(policy);
  auto context = must(engine.context());

  fraudrisk::session session;
  session.on_call(true).caller(fraudrisk::caller::unknown).device_age_s(3600);
  fraudrisk::transfer transfer = transfer_of("T-1", 4990000, 0);
  transfer.session(session).remark("转到安全账户");  // what is not said is unknown

  const auto decision = must(context.score(transfer));
  print("T-1", decision);
  for (const auto reason : decision.reasons()) {
    const std::string rule(reason.rule());
    std::printf("  %3d %s\n", reason.points(), rule.c_str());
  }
  std::printf("%s\n", must(policy.words(decision, fraudrisk::audience::customer, "en")).c_str());
}
