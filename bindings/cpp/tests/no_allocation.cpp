// SPDX-License-Identifier: Apache-2.0
//
// Scoring through the binding asks the heap for nothing: no_allocation POLICY
#include <cstdio>
#include <cstdlib>
#include <fraudrisk/fraudrisk.hpp>
#include <fstream>
#include <iterator>

static unsigned long taken = 0;

extern "C" void *__libc_malloc(std::size_t size);
extern "C" void *malloc(std::size_t size) {
  taken++;
  return __libc_malloc(size);
}

int main(int, char **argv) {
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bundle{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  fraudrisk::engine_options options;
  options.accept_unsigned_policies(true);
  auto engine = fraudrisk::engine::create(options);
  const auto policy = fraudrisk::policy::load(bundle.data(), bundle.size());
  if (!policy || !engine->set_policy(*policy)) return 1;
  auto context = engine->context();
  const std::string id = "T-1", payer = "6222-0001", payee = "6228-9999";
  std::vector<fraudrisk::transfer> transfers(3);
  std::vector<fraudrisk::decision> decisions(3);
  char words[4096];

  const unsigned long before = taken;
  unsigned good = 0;
  for (int i = 0; i < 100; i++) {
    fraudrisk::session session;
    session.on_call(true).device_age_s(10);
    fraudrisk::transfer transfer;
    transfer.id(id).payer(payer).payee(payee).amount_minor(100).time_us(1767664800000000).session(session);
    good += static_cast<bool>(context->score(transfer));
    good += static_cast<bool>(context->score(transfer, decisions[0]));
    for (auto &one : transfers) one = transfer;
    good += static_cast<bool>(context->score_batch(transfers.data(), transfers.size(), decisions.data()));
    std::uint64_t needed = 0;
    good +=
        static_cast<bool>(policy->words(decisions[0], fraudrisk::audience::audit, "en", words, sizeof words, needed));
    good += !context->score(fraudrisk::transfer());  // a refusal has its sentence without the heap, too
  }
  const unsigned long during = taken - before;
  std::printf("%u calls, %lu allocations\n", good, during);
  const std::string counted(1000, 'x');  // the counter counts
  return good == 500 && during == 0 && taken > before && !counted.empty() ? 0 : 1;
}
