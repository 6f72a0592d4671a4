// SPDX-License-Identifier: Apache-2.0
//
// One call through the C++ binding beside one through C: cpp POLICY ROUNDS COUNT prints one JSON object.
#include <algorithm>
#include <fraudrisk/fraudrisk.hpp>
#include <fstream>
#include <iterator>

#include "plain.h"

static double median(std::vector<double> of) {
  std::sort(of.begin(), of.end());
  return of[of.size() / 2];
}

int main(int argc, char **argv) {
  if (argc != 4) plain_stop("usage: cpp POLICY ROUNDS COUNT");
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bundle{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto rounds = static_cast<std::uint32_t>(std::atoi(argv[2]));
  const auto count = static_cast<std::uint32_t>(std::atoi(argv[3]));
  plain *side = plain_create(bundle.data(), bundle.size(), (rounds + 1) * count);
  std::vector<std::string> ids(side->ids, side->ids + (rounds + 1) * count);
  const std::vector<std::string> payers(side->payers, side->payers + PLAIN_ACCOUNTS);
  const std::vector<std::string> payees(side->payees, side->payees + PLAIN_ACCOUNTS);

  fraudrisk::engine_options options;
  options.accept_unsigned_policies(true);
  auto engine = fraudrisk::engine::create(options);
  const auto policy = fraudrisk::policy::load(bundle.data(), bundle.size());
  if (!policy || !engine->set_policy(*policy)) plain_stop("no policy");
  auto context = engine->context();
  fraudrisk::decision decision;
  std::uint64_t points = 0;
  std::vector<double> in_c, in_cpp;
  for (std::uint32_t round = 0; round <= rounds; round++) {
    const std::uint32_t begin = round * count;
    const double c = static_cast<double>(plain_score(side, begin, count)) / count;
    const std::uint64_t from = plain_clock();
    for (std::uint32_t i = begin; i < begin + count; i++) {
      fraudrisk::session session;
      session.on_call(false).device_age_s(86400);
      fraudrisk::party party;
      party.age(40);
      fraudrisk::transfer transfer;
      transfer.id(ids[i]).time_us(plain_time(i)).payer(payers[plain_payer(i)]).payee(payees[plain_payee(i)]);
      transfer.amount_minor(plain_amount(i)).channel(fraudrisk::channel::mobile);
      transfer.session(session).payer_party(party);
      if (!context->score(transfer, decision)) plain_stop("refused");
      points += static_cast<std::uint64_t>(decision.score());
    }
    const auto took = static_cast<double>(plain_clock() - from);
    if (round == 0) continue;  // the first one warms up
    in_c.push_back(c);
    in_cpp.push_back(took / count);
  }
  if (points != side->points) plain_stop("the two sides decided differently");
  std::vector<double> above;
  for (std::size_t i = 0; i < in_c.size(); i++) above.push_back(in_cpp[i] - in_c[i]);
  std::printf(
      "{\"binding\":\"cpp\",\"c_ns\":%.0f,\"binding_ns\":%.0f,\"above_ns\":%.0f,\"rounds\":%u,\"transfers\":%u,"
      "\"points\":%llu}\n",
      median(in_c), median(in_cpp), median(above), rounds, count, static_cast<unsigned long long>(points));
}
