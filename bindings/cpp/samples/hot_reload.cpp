// SPDX-License-Identifier: Apache-2.0
//
// Another policy takes over while contexts go on; no history is lost: hot_reload POLICY OTHER
#include "sample.hpp"

int main(int argc, char **argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: hot_reload POLICY OTHER\n"), 2;
  auto engine = engine_with(load(argv[1]));
  auto context = must(engine.context());
  const auto first = transfer_of("T-1", 100000, 0), second = transfer_of("T-2", 500000, 1);
  print("T-1", must(context.score(first)));

  must(engine.set_policy(load(argv[2])));  // the engine keeps a reference of its own
  const auto decision = must(context.score(second));
  print("T-2", decision);
  const std::string name(decision.policy_name());
  const auto party = must(engine.party(fraudrisk::party_type::account, "6222-0001"));
  std::printf("decided by %s, which knows %llu transfers of the payer\n", name.c_str(),
              static_cast<unsigned long long>(party.transfer_entries()));
}
