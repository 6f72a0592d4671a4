// SPDX-License-Identifier: Apache-2.0
//
// What is known of a payer outlives the process, by a journal in a folder that is there: restart POLICY FOLDER
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "sample.hpp"

static std::int64_t now_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

static unsigned long long transfers_of_payer(const fraudrisk::engine &engine) {
  auto found = engine.party(fraudrisk::party_type::account, "6222-0001");
  return found.status() == fraudrisk::status::not_found ? 0 : must(std::move(found)).transfer_entries();
}

int main(int argc, char **argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: restart POLICY FOLDER\n"), 2;
  fraudrisk::engine_options trial;
  trial.accept_unsigned_policies(true);
  auto engine = must(fraudrisk::engine::create(trial));
  fraudrisk::journal_options where;
  where.directory(argv[2]).now_us(now_us()).segment_bytes(1 << 20);
  auto journal = must(engine.open_journal(where));
  must(journal.recover());
  must(engine.set_policy(load(argv[1])));
  must(engine.set_journal(journal));  // before the first score: what is scored without it no record tells
  const unsigned long long known = transfers_of_payer(engine);

  std::atomic<bool> ends(false);
  std::thread pump([&] {
    while (!ends) {
      if (!journal.pump(now_us())) std::fprintf(stderr, "the journal needs a look\n");
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  {
    auto context = must(engine.context());
    const std::string id = "T-" + std::to_string(known + 1);
    print(id.c_str(), must(context.score(transfer_of(id.c_str(), 100000, static_cast<int>(known)))));
  }  // contexts end before their journal
  ends = true;
  pump.join();
  std::printf("transfers of the payer: %llu before, %llu now\n", known, transfers_of_payer(engine));
  must(journal.checkpoint());
  must(journal.close());
}
