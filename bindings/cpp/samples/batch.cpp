// SPDX-License-Identifier: Apache-2.0
//
// Scores many transfers at once, one of which is refused: batch POLICY
#include "sample.hpp"

int main(int argc, char **argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: batch POLICY\n"), 2;
  const auto engine = engine_with(load(argv[1]));
  auto context = must(engine.context());
  const char *ids[] = {"T-1", "T-2", "T-3", "T-4", "T-5"};
  std::vector<fraudrisk::transfer> transfers;
  for (int i = 0; i < 5; i++) transfers.push_back(transfer_of(ids[i], i == 3 ? -1 : 1000000 * (i + 1), i));

  std::vector<fraudrisk::decision> decisions(transfers.size());
  for (std::size_t begin = 0; begin < transfers.size();) {
    const auto done = context.score_batch(&transfers[begin], transfers.size() - begin, &decisions[begin]);
    for (std::size_t i = begin; i < begin + *done; i++) print(ids[i], decisions[i]);
    begin += *done;
    if (done) break;
    const std::string field(done.field()), message(done.message());
    print(ids[begin], decisions[begin]);
    std::printf("  %s: %s\n", field.c_str(), message.c_str());
    begin++;  // the batch goes on behind what was refused
  }
}
