// SPDX-License-Identifier: Apache-2.0
//
// A transfer is held, a person looks at it and lets it go: hold_and_release POLICY
#include "sample.hpp"

static fraudrisk::event event_of(fraudrisk::event_kind kind, const fraudrisk::transfer &about, int minutes) {
  fraudrisk::event made;
  made.kind(kind).time_us(about.time_us() + minutes * INT64_C(60000000)).transfer_id(about.id());
  made.payer(about.payer()).payee(about.payee()).amount_minor(about.amount_minor());
  return made;
}

int main(int argc, char **argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: hold_and_release POLICY\n"), 2;
  const auto policy = load(argv[1]);
  const auto engine = engine_with(policy);
  auto context = must(engine.context());

  fraudrisk::teller teller;
  teller.seen(fraudrisk::observation::told_of_case | fraudrisk::observation::told_to_keep_secret);
  fraudrisk::transfer transfer = transfer_of("T-1", 4990000, 0);
  transfer.teller(teller).channel(fraudrisk::channel::teller);
  const auto decision = must(context.score(transfer));
  print("T-1", decision);
  // The bank's own bounds (`limits:`) may let go what its rules would have held; whoever looks at such cases is told.
  if (decision.flags().has(fraudrisk::flag::limited))
    std::printf("a bound was reached; the rules say: %s\n", name(decision.pure_outcome()).data());
  if (decision.outcome() != fraudrisk::outcome::hold) return 1;

  must(context.observe(event_of(fraudrisk::event_kind::held, transfer, 1)));
  std::printf("until it is clear: %s\n", must(policy.words(decision, fraudrisk::notice::reason, "en")).c_str());
  must(context.observe(event_of(fraudrisk::event_kind::released, transfer, 45)));
  must(context.observe(event_of(fraudrisk::event_kind::settled, transfer, 46)));
  const auto stats = must(engine.measure());
  std::printf("scored %llu, observed %llu\n", static_cast<unsigned long long>(stats.scored()),
              static_cast<unsigned long long>(stats.observed()));
}
