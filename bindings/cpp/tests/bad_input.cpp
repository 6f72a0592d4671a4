// SPDX-License-Identifier: Apache-2.0
//
// What a program gets wrong is answered by a status and a sentence, and the process goes on:
//
//   bad_input VECTORS PLACE      PLACE: a folder for a journal
#include <cstdio>
#include <cstdlib>
#include <fraudrisk/fraudrisk.hpp>
#include <fstream>
#include <iterator>
#include <thread>

using namespace fraudrisk;

static int failures = 0, checks = 0;

#define CHECK(condition)                                                  \
  do {                                                                    \
    checks++;                                                             \
    if (!(condition)) {                                                   \
      failures++;                                                         \
      std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                     \
  } while (0)

static std::string folder, place;

static std::string bundle_of(const char *name) {
  std::ifstream file(folder + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

static policy load(const char *name) {
  const std::string bundle = bundle_of(name);
  return std::move(*policy::load(bundle.data(), bundle.size()));
}

static engine made_engine() {
  engine_options options;
  options.accept_unsigned_policies(true);
  engine made = std::move(*engine::create(options));
  CHECK(made.set_policy(load("first.frb")));
  return made;
}

static transfer good_transfer() {
  transfer made;
  made.id("T-1").time_us(1767664800000000).payer("6222-0001").payee("6228-9999").amount_minor(100);
  return made;
}

// Handles that were never made, were moved from, or were closed: null_pointer, and nothing falls down.
static void closed_handles() {
  context nobody;
  decision into;
  const transfer transfer = good_transfer();
  CHECK(nobody.score(transfer).status() == status::null_pointer);
  CHECK(nobody.preview(transfer, into).status() == status::null_pointer);
  CHECK(nobody.score_batch(&transfer, 1, &into).status() == status::null_pointer);
  CHECK(nobody.challenge(0).status() == status::null_pointer);
  CHECK(nobody.observe(event()).status() == status::null_pointer);
  CHECK(nobody.why(transfer).status() == status::null_pointer);
  CHECK(into.outcome() == outcome::none || into.flags().has(flag::degraded));
  const std::string closed = "the handle was closed or moved from, or was never made";
  CHECK(nobody.score(transfer).message() == closed && engine().context().message() == closed);
  CHECK(engine().set_policy(load("first.frb")).message() == closed && engine().open_journal({}).message() == closed);
  CHECK(policy().words(into, audience::audit).message() == closed && journal().pump(0).message() == closed);
  CHECK(watch_builder().finish(1).message() == closed && engine().limits().message() == closed);
  CHECK(made_engine().set_policy(policy()).message() != closed);  // of the argument C says what is missing

  engine gone;
  CHECK(gone.context().status() == status::null_pointer);
  CHECK(gone.set_policy(load("first.frb")).status() == status::null_pointer);
  CHECK(gone.measure().status() == status::null_pointer && !gone.policy() && !gone.watch_lists());
  CHECK(gone.tick(0).status() == status::null_pointer);
  CHECK(gone.open_journal({}).status() == status::null_pointer);
  CHECK(!gone.limits());

  engine from = made_engine();
  engine to = std::move(from);
  CHECK(!from && to);
  CHECK(from.measure().status() == status::null_pointer);

  policy none;
  CHECK(none.describe().status() == status::null_pointer);
  CHECK(!none.rule(0) && !none.feature(0) && !none.share());
  CHECK(none.words(into, audience::audit).status() == status::null_pointer);
  CHECK(to.set_policy(none).status() == status::null_pointer);
  CHECK(!watch_builder().finish(1) && !trust_builder().finish() && !watch_lists().describe());
  CHECK(trust().verify(none).status() == status::null_pointer);
  CHECK(journal().pump(0).status() == status::null_pointer && journal().close());

  context context = std::move(*to.context());
  CHECK(context.score(transfer));
  folds whole = std::move(*to.policy().folds());
  CHECK(context.fold(transfer, side::all, whole) && whole.size() > 0);
  const folds moved = std::move(whole);
  CHECK(moved.size() > 0 && whole.size() == 0 && whole.data() == nullptr);
  CHECK(context.fold(transfer, side::all, whole).status() == status::buffer_too_small);
  CHECK(to.policy().decide(transfer, whole, into).status() == status::folds_missing);
  CHECK(to.policy().decide(transfer, moved, into));
  context.close();
  context.close();
  CHECK(context.score(transfer).status() == status::null_pointer);
}

// An engine lives until its last context has gone, in whatever order handles go.
static void order_of_ends() {
  context outlives;
  {
    engine engine = made_engine();
    outlives = std::move(*engine.context());
  }
  CHECK(outlives.score(good_transfer()));
  // These are still open when the program ends, the engine before its context.
  static context last;
  static engine kept = made_engine();
  last = std::move(*kept.context());
  CHECK(last.score(good_transfer()));
  std::vector<context> many;
  engine engine = made_engine();
  for (int i = 0; i < 10; i++) many.push_back(std::move(*engine.context()));
  engine.close();
  CHECK(many.back().score(good_transfer()));
}

static void bad_fields() {
  engine engine = made_engine();
  context context = std::move(*engine.context());
  transfer transfer = good_transfer();
  auto refused = [&](status wanted, std::string_view field) {
    const auto result = context.score(transfer);
    const bool so = result.status() == wanted && result.field() == field && !result.message().empty();
    if (!so) std::printf("%s, %s\n", std::string(name(result.status())).c_str(), std::string(result.field()).c_str());
    return so && result->flags().has(flag::degraded) && result->outcome() == outcome::warn;
  };
  transfer.payer("6222\xff");
  CHECK(refused(status::bad_text, "transfer.payer"));
  transfer.payer(std::string_view("62\0022", 5));
  CHECK(refused(status::bad_text, "transfer.payer"));
  transfer.payer(nullptr);
  CHECK(refused(status::missing_field, "transfer.payer"));
  const std::string large(65, '1');
  transfer.payer(large);
  CHECK(refused(status::too_long, "transfer.payer"));
  transfer = good_transfer();
  transfer.amount_minor(-1);
  CHECK(refused(status::bad_amount, "transfer.amount_minor"));
  transfer = good_transfer();
  transfer.channel(static_cast<channel>(77));
  CHECK(refused(status::bad_value, "transfer.channel"));
  transfer = good_transfer();
  transfer.currency("EUROS");
  CHECK(context.score(transfer).status() != status::ok);
  transfer = good_transfer();
  transfer.base_amount_minor(7).base_amount_minor(std::nullopt);
  CHECK(!transfer.base_amount_minor() && (transfer.raw()->known & FR_TRANSFER_HAS_BASE_AMOUNT) == 0);
  CHECK(context.score(transfer));
  CHECK(!context.score_batch(nullptr, 3, nullptr));
}

// Structs of other headers.
static void other_headers() {
  engine engine = made_engine();
  context context = std::move(*engine.context());
  transfer transfer = good_transfer();
  transfer.raw()->struct_size = 8;
  CHECK(context.score(transfer).status() == status::struct_size);
  struct {
    fr_transfer known;
    unsigned char rest[16];
  } newer{};
  newer.known = *good_transfer().raw();
  newer.known.struct_size = sizeof newer;
  decision into;
  CHECK(fr_score(context.raw(), &newer.known, into.raw()) == FR_OK);
  newer.rest[3] = 1;
  CHECK(fr_score(context.raw(), &newer.known, into.raw()) == FR_STRUCT_TAIL);
  CHECK(version() == 1000000u * header_version::major + 1000u * header_version::minor + header_version::patch);
  CHECK(currency_digits("CNY") == 2 && currency_digits("JPY") == 0 && currency_digits(nullptr) == 2);
  CHECK(limit("FR_MAX_REASONS") == limits::max_reasons && limit("FR_MAX_NOTHING") == -1 && limit(nullptr) == -1);
}

// What belongs to another engine or policy.
static void others() {
  engine one = made_engine(), other = made_engine();
  context context = std::move(*one.context());
  const auto decided = context.score(good_transfer());
  CHECK(decided);
  CHECK(load("retail-cn.frb").words(*decided, audience::audit).status() == status::other_policy);

  std::array<std::uint8_t, 16> secret{};
  secret[0] = 1;
  auto builder = watch_builder::create(secret);
  CHECK(builder && builder->add(party_type::account, "6228-9999", "case_account"));
  CHECK(builder->add(party_type::account, "6228\xff", "case_account").status() == status::bad_text);
  const auto lists = builder->finish(1);
  CHECK(lists && *lists->ask(party_type::account, "6228-9999", "case_account", 1));
  CHECK(one.set_watch_lists(*lists).status() == status::bad_argument);

  journal_options options;
  options.directory("/nowhere/at/all");
  const auto journal = one.open_journal(options);
  CHECK(journal.status() == status::not_found && !journal.message().empty());

  // A journal of one engine is not another's; and one that goes before its contexts is closed by the engine.
  std::string directory = place + "/journal-XXXXXX";
  CHECK(mkdtemp(directory.data()) != nullptr);
  options.directory(directory.c_str()).now_us(1767664800000000).segment_bytes(1 << 20);
  fraudrisk::engine third = made_engine();
  auto opened = third.open_journal(options);
  CHECK(opened && other.set_journal(*opened).status() == status::bad_argument);
  CHECK(third.set_journal(*opened));
  fraudrisk::context journaled = std::move(*third.context());
  CHECK(opened->close().status() == status::bad_argument);
  CHECK(third.apply(nullptr, 0).message() == "the engine still has contexts; close them first");
  const auto kept = journaled.score(good_transfer());
  CHECK(kept && kept->sequence() > 0 && opened->pump(1767664800000000) && opened->measure()->last_sequence() > 0);
  { const fraudrisk::journal leaves = std::move(*opened); }
  transfer second = good_transfer();
  second.id("T-2");
  CHECK(journaled.score(second));
}

static journal_options journal_in(std::string &directory) {
  directory = place + "/journal-XXXXXX";
  CHECK(mkdtemp(directory.data()) != nullptr);
  journal_options options;
  options.directory(directory.c_str()).now_us(1767664800000000).segment_bytes(1 << 20);
  return options;
}

// A journal is closed before a context begins or not at all; several that are left are closed with the engine.
static void journals_and_contexts() {
  engine engine = made_engine();
  for (int i = 0; i < 50; i++) {
    std::string directory;
    journal journal = std::move(*engine.open_journal(journal_in(directory)));
    CHECK(engine.set_journal(journal));
    result<void> closed;
    std::thread closing([&] { closed = journal.close(); });
    context context = std::move(*engine.context());
    closing.join();
    transfer transfer = good_transfer();
    const std::string id = "T-" + std::to_string(i);
    transfer.id(id);
    const auto decided = context.score(transfer);
    const bool is_closed = static_cast<bool>(closed);
    CHECK(decided && is_closed == (decided->sequence() == 0) && is_closed == !journal);
    context.close();
    CHECK(journal.close());
  }

  // Their folders are locked as long as they are open.
  std::string first, second;
  const journal_options of_first = journal_in(first), of_second = journal_in(second);
  context last = std::move(*engine.context());
  CHECK(engine.open_journal(of_first) && engine.open_journal(of_second));  // whose handles go at once
  fraudrisk::engine other = made_engine();
  CHECK(other.open_journal(of_first).status() == status::journal_locked);
  CHECK(other.open_journal(of_second).status() == status::journal_locked);
  engine.close();
  last.close();
  CHECK(other.open_journal(of_first) && other.open_journal(of_second));
}

// What was answered is counted, how long it took is told, and the text says the same.
static void counters() {
  engine engine = made_engine();
  CHECK(engine.set_policy(load("retail-cn.frb")));
  std::string directory;
  journal journal = std::move(*engine.open_journal(journal_in(directory)));
  CHECK(engine.set_journal(journal));
  context context = std::move(*engine.context());
  transfer transfer = good_transfer();
  transfer.remark("转到安全账户").channel(channel::teller);
  CHECK(context.score(transfer)->outcome() == outcome::hold);
  transfer.amount_minor(-1);
  CHECK(!context.score(transfer));
  context.took(std::chrono::microseconds(1));
  fraudrisk::context().took(std::chrono::microseconds(1));

  const auto found = engine.counters(journal, 1767664800000000);
  CHECK(found && found->decided()[static_cast<std::size_t>(channel::teller)].hold() == 1);
  CHECK(found->degraded() == 1 && found->context_count() == 1 && found->took()[2] == 1 && found->took_ns() == 1000);
  CHECK(found->has_journal() == tristate::yes && found->last_sequence() > 0 && found->policy_name() == "retail-cn");
  std::uint64_t holds = 0;
  for (const stats_scam one : found->by_scam())
    if (one.name() == "impersonating_police") holds = one.decided().hold();
  CHECK(holds == 1);
  CHECK(engine.counters()->has_journal() == tristate::no);

  const auto text = engine.metrics_text(journal, 1767664800000000);
  CHECK(text && text->find("\nfraudrisk_call_duration_seconds_sum 0.000001000\n") != std::string::npos);
  CHECK(engine.metrics_text() && engine.metrics_text()->size() < text->size());
  CHECK(made_engine().metrics_text(journal, 0).status() == status::bad_argument);
  CHECK(engine.counters(fraudrisk::journal(), 0).status() == status::null_pointer);
  CHECK(fraudrisk::engine().metrics_text().status() == status::null_pointer);
}

static void documents() {
  const std::string damaged = bundle_of("damaged.frb");
  const auto loaded = policy::load(damaged.data(), damaged.size());
  CHECK(!loaded && !*loaded && band_of(loaded.status()) != band::ok && !loaded.message().empty());
  CHECK(policy::load(nullptr, 10).status() == status::null_pointer);
  CHECK(policy::load("", 0).status() == status::bad_bundle);
  const auto unsigned_policy = load("first.frb");
  CHECK(engine::create()->set_policy(unsigned_policy).status() == status::unsigned_policy);
  auto builder = trust_builder::create();
  CHECK(builder && builder->add("author", "no key").status() == status::bad_key);
  CHECK(builder->finish().status() == status::bad_argument);
}

#ifdef __cpp_exceptions
static void exceptions() {
  bool thrown = false;
  try {
    policy::load("", 0).value_or_throw();
  } catch (const exception &caught) {
    thrown = caught.error().status() == status::bad_bundle && std::string(caught.what()).find("FR_BAD_BUNDLE: ") == 0;
  }
  CHECK(thrown);
}
#endif

// What must not compile, does not: a handle is not copied, nobody lends what ends with the line.
static_assert(!std::is_copy_constructible_v<engine> && !std::is_copy_constructible_v<context>);
static_assert(!std::is_copy_constructible_v<policy> && !std::is_copy_constructible_v<journal>);
static_assert(!std::is_constructible_v<text, std::string &&> && std::is_constructible_v<text, const std::string &>);

template <class T, class S, class = void>
struct can_lend : std::false_type {};
template <class T, class S>
struct can_lend<T, S, std::void_t<decltype(std::declval<T>().session(std::declval<S>()))>> : std::true_type {};
static_assert(can_lend<transfer &, const session &>::value && !can_lend<transfer &, session &&>::value);
static_assert(!can_lend<transfer &&, const session &>::value);

// Wrong types: an amount is no text, a channel no number.
template <class T, class V, class = void>
struct takes_channel : std::false_type {};
template <class T, class V>
struct takes_channel<T, V, std::void_t<decltype(std::declval<T>().channel(std::declval<V>()))>> : std::true_type {};
static_assert(takes_channel<transfer &, channel>::value && !takes_channel<transfer &, int>::value);
static_assert(!takes_channel<transfer &, kind>::value);

// An amount has no fraction: 499.00 yuan are 49900 fen.
template <class T, class V, class = void>
struct takes_amount : std::false_type {};
template <class T, class V>
struct takes_amount<T, V, std::void_t<decltype(std::declval<T>().amount_minor(std::declval<V>()))>> : std::true_type {};
static_assert(takes_amount<transfer &, int>::value && takes_amount<transfer &, std::int64_t>::value);
static_assert(!takes_amount<transfer &, double>::value && !takes_amount<transfer &, float>::value);
static_assert(takes_amount<event &, std::int64_t>::value && !takes_amount<event &, double>::value);

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  folder = argv[1];
  place = argv[2];
  closed_handles();
  order_of_ends();
  bad_fields();
  other_headers();
  others();
  journals_and_contexts();
  counters();
  documents();
#ifdef __cpp_exceptions
  exceptions();
#endif
  std::printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 && checks > 60 ? 0 : 1;
}
