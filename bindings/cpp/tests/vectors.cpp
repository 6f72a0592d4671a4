// SPDX-License-Identifier: Apache-2.0
//
// Runs golden vectors through the C++ binding: bindings/vectors/README.md says what a file of steps is.
//
//   vectors STEPS [FOLDER] > ANSWERS     journals go into the folder
#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fraudrisk/arrow.hpp>
#include <fstream>
#include <iterator>
#include <list>
#include <map>

namespace {

[[noreturn]] void stop(const std::string &why) {
  std::fprintf(stderr, "vectors: %s\n", why.c_str());
  std::exit(2);
}

std::string read_all(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) stop("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// ---- steps ----

std::string decoded(const std::string &from) {
  std::string made;
  for (std::size_t i = 0; i < from.size(); i++) {
    unsigned byte = 0;
    if (std::sscanf(from.c_str() + i, "\\x%2x", &byte) == 1) {
      made += static_cast<char>(byte);
      i += 3;
    } else {
      made += from[i];
    }
  }
  return made;
}

std::vector<std::string> split(const std::string &line) {
  std::vector<std::string> made;
  std::size_t begin = 0;
  for (std::size_t tab = line.find('\t'); tab != std::string::npos; begin = tab + 1, tab = line.find('\t', begin))
    made.push_back(line.substr(begin, tab - begin));
  made.push_back(line.substr(begin));
  return made;
}

struct step {
  std::vector<std::string> arguments;
  std::vector<std::pair<std::string, std::string>> fields;

  std::string argument(std::size_t i) const { return i < arguments.size() ? decoded(arguments[i]) : std::string(); }
  std::uint32_t number(std::size_t i) const {
    if (i >= arguments.size()) stop(arguments[0] + " wants more arguments");
    return static_cast<std::uint32_t>(std::strtoul(arguments[i].c_str(), nullptr, 10));
  }
  std::int64_t number_64(std::size_t i) const { return std::strtoll(argument(i).c_str(), nullptr, 10); }
};

std::list<step> read_steps(const std::string &path) {
  std::list<step> made;
  std::string line;
  std::ifstream file(path);
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] != '\t') {
      made.push_back({split(line), {}});
      continue;
    }
    const std::size_t tab = line.find('\t', 1);
    if (made.empty() || tab == std::string::npos) stop("not a field: " + line);
    made.back().fields.emplace_back(line.substr(1, tab - 1), decoded(line.substr(tab + 1)));
  }
  return made;
}

template <class T>
T number(std::string_view from) {
  const std::string text(from);
  return std::is_signed_v<T> ? static_cast<T>(std::strtoll(text.c_str(), nullptr, 10))
                             : static_cast<T>(std::strtoull(text.c_str(), nullptr, 10));
}

template <>
double number<double>(std::string_view from) {
  return std::strtod(std::string(from).c_str(), nullptr);
}

template <std::size_t n>
std::array<std::uint8_t, n> bytes_of(std::string_view from) {
  std::array<std::uint8_t, n> made{};
  for (std::size_t i = 0; i < n; i++)
    made[i] = static_cast<std::uint8_t>(std::strtoul(std::string(from.substr(2 * i, 2)).c_str(), nullptr, 16));
  return made;
}

fraudrisk::text encoded(const fraudrisk::text &text, std::string_view as) {
  return {text.view(), static_cast<fraudrisk::encoding>(number<std::uint32_t>(as))};
}

// ---- answers ----

std::string inside(const std::string &path, const std::string &name) {
  return path.empty() ? name : name.empty() ? path : path + "." + name;
}
std::string inside(const std::string &path, const std::string &name, std::size_t i) {
  return inside(inside(path, name), std::to_string(i));
}

bool is_left_out(const std::string &name) {
  for (const char *memory : {"profile_bytes", "index_bytes", "reserved_bytes", "watch_bytes", "bytes", "name_bytes"})
    if (name == memory) return true;
  return false;
}

template <class T>
void put_number(const std::string &path, const char *name, T value) {
  if (!is_left_out(name)) std::printf("\t%s\t%s\n", inside(path, name).c_str(), std::to_string(value).c_str());
}

void put_double(const std::string &path, const char *name, double value) {
  std::uint64_t number = 0;
  std::memcpy(&number, &value, sizeof number);
  std::printf("\t%s\t%016" PRIx64 "\n", inside(path, name).c_str(), number);
}

// For columns.h: the text alone.
void put_text(const char *text, std::size_t size, bool every_high_byte) {
  for (std::size_t i = 0; i < size; i++) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f || byte == '\\' || (every_high_byte && byte >= 0x80))
      std::printf("\\x%02x", byte);
    else
      std::putchar(byte);
  }
}

void put_text(const std::string &path, const char *name, std::string_view text, bool every_high_byte = false) {
  std::printf("\t%s\t", inside(path, name).c_str());
  put_text(text.data(), text.size(), every_high_byte);
  std::putchar('\n');
}

void put_bytes(const std::string &path, const char *name, fraudrisk::view<std::uint8_t> bytes) {
  std::printf("\t%s\t", inside(path, name).c_str());
  for (const std::uint8_t byte : bytes) std::printf("%02x", byte);
  std::putchar('\n');
}

// Some structs are written by no step, and some are set by none.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
using fraudrisk::bits;
using fraudrisk::text;

#include "columns.h"
#include "fields.hpp"

// Of a value only what its type has.
void put(const fraudrisk::value &from, const std::string &path) {
  using fraudrisk::value_type;
  put_number(path, "type", static_cast<std::uint32_t>(from.type()));
  put_number(path, "flags", from.flags().raw());
  if (from.type() == value_type::bool_ || from.type() == value_type::int_) put_number(path, "integer", from.integer());
  if (from.type() == value_type::double_) put_double(path, "number", from.number());
  if (from.type() == value_type::string) put_text(path, "text", from.text());
}

template <class T>
bool put_status(const step &of, const fraudrisk::result<T> &result) {
  const std::string_view name = fraudrisk::name(result.status());
  std::printf("%s\t%.*s\n", of.arguments[0].c_str(), static_cast<int>(name.size()), name.data());
  return static_cast<bool>(result);
}

void put_error(const fraudrisk::result<void> &result) {
  if (result) return;
  put_text("error", "field", result.field());
  put_text("error", "message", result.message());
  if (result.error().line() == 0) return;
  put_number("error", "line", result.error().line());
  put_number("error", "column", result.error().column());
}

// ---- what steps are about ----

/// A transfer with what it points to.
struct whole_transfer {
  fraudrisk::transfer transfer;
  fraudrisk::session session;
  fraudrisk::teller teller;
  fraudrisk::party payer_party, payee_party;
  std::vector<fraudrisk::attribute> attributes;

  void attribute(std::string_view name, const std::string &value) {
    const std::size_t colon = value.find(':');
    const std::string type = value.substr(0, colon);
    const std::string_view rest = std::string_view(value).substr(colon + 1);
    fraudrisk::attribute &made = attributes.emplace_back();
    made.name(name);
    if (type == "bool") made.type(fraudrisk::value_type::bool_).integer(number<std::int64_t>(rest));
    if (type == "int") made.type(fraudrisk::value_type::int_).integer(number<std::int64_t>(rest));
    if (type == "double") made.type(fraudrisk::value_type::double_).number(number<double>(rest));
    if (type == "string") made.type(fraudrisk::value_type::string).text(rest);
    transfer.attributes(attributes.data(), static_cast<std::uint32_t>(attributes.size()));
  }

  template <class T>
  bool inner(std::string_view path, std::string_view name, const std::string &value, T &into) {
    if (path == name) return true;
    const std::string rest(path.substr(name.size()));
    return rest[0] == '.' && set_field(into, rest.substr(1), value);
  }

  bool set(std::string_view path, const std::string &value) {
    const std::string first(path.substr(0, path.find('.')));
    if (first == "attributes") return attribute(path.substr(11), value), true;
    if (first == "session") return transfer.session(session), inner(path, first, value, session);
    if (first == "teller") return transfer.teller(teller), inner(path, first, value, teller);
    if (first == "payer_party") return transfer.payer_party(payer_party), inner(path, first, value, payer_party);
    if (first == "payee_party") return transfer.payee_party(payee_party), inner(path, first, value, payee_party);
    return set_field(transfer, std::string(path), value);
  }

  void fill(const step &from) {
    for (const auto &[path, value] : from.fields)
      if (!set(path, value)) stop("a transfer has no " + path);
  }
};

/// Columns of a step, with the names that they have elsewhere; it owns what they point to.
struct given_table {
  columns all{};
  std::list<std::string> texts;
  std::vector<fraudrisk::arrow_name> names;
  fraudrisk::arrow_options options;

  explicit given_table(const step &now) {
    options.ignore_columns(static_cast<fraudrisk::tristate>(now.number(2)));
    for (const auto &[path, value] : now.fields) {
      std::string &text = texts.emplace_back(value);
      if (path != "rename") {
        if (!columns_add(&all, texts.emplace_back(path).c_str(), text.data())) stop("the column " + path);
        continue;
      }
      const std::size_t space = text.find(' ');
      const std::string_view both = text;
      names.emplace_back().column(both.substr(0, space)).field(both.substr(space + 1));
    }
    if (!names.empty()) options.names(names[0]).name_count(static_cast<std::uint32_t>(names.size()));
  }
};

struct runner {
  std::string folder, room;
  std::list<step> steps;
  // Contexts go before the journal, and both before the engine.
  fraudrisk::engine engine;
  fraudrisk::journal journal;
  fraudrisk::context context;
  fraudrisk::policy policy;
  fraudrisk::trust trust;
  fraudrisk::decision decision;
  fraudrisk::explanation explanation;
  std::string shipped;
  step scored;

  void begin(const step &now) {
    fraudrisk::engine_options options;
    for (const auto &[path, value] : now.fields)
      if (!set_field(options, path, value)) stop("an engine has no option " + path);
    context.close();
    if (!journal.close()) stop("the journal does not close");
    policy.close();
    auto made = fraudrisk::engine::create(options);
    put_status(now, made);
    put_error(made);
    engine = std::move(*made);
    if (engine) context = std::move(*engine.context());
  }

  void put_in_force(const step &now, const std::string &file, bool challenger) {
    fraudrisk::policy loaded;
    fraudrisk::result<void> status;
    if (!file.empty()) {
      const std::string bundle = read_all(folder + file);
      auto made = fraudrisk::policy::load(bundle.data(), bundle.size());
      loaded = std::move(*made);
      status = std::move(made);
    }
    if (status && challenger)
      status = engine.set_challenger(now.number(1), loaded);
    else if (status)
      status = engine.set_policy(loaded);
    put_status(now, status);
    put_error(status);
    policy = engine.policy();
  }

  void watch(const step &now) {
    auto builder = fraudrisk::watch_builder::create({}, now.fields.size());
    fraudrisk::result<void> status = builder;
    for (const auto &[path, value] : now.fields) {
      char identifier[100], list[100];
      long long until_us = 0;
      if (std::sscanf(value.c_str(), "%99s %99s %lld", identifier, list, &until_us) != 3) stop("an entry wants three");
      const auto type = path == "account" ? fraudrisk::party_type::account : fraudrisk::party_type::customer;
      if (status) status = builder->add(type, identifier, list, until_us);
    }
    if (status) {
      auto lists = builder->finish(now.number(1));
      status = lists ? engine.set_watch_lists(*lists) : fraudrisk::result<void>(lists);
    }
    put_status(now, status);
    put_error(status);
  }

  void score(const step &now) {
    whole_transfer whole;
    whole.fill(now);
    const bool records = now.arguments[0] == "score";
    auto made = records ? context.score(whole.transfer) : context.preview(whole.transfer);
    decision = *made;
    put_status(now, made);
    put(decision, "");
    put_error(made);
    scored = now;
  }

  void batch(const step &now) {
    const std::uint32_t count = now.number(1);
    std::vector<step> items;
    while (items.size() < count) {
      if (steps.empty() || steps.front().arguments[0] != "item") stop("too few items");
      items.push_back(std::move(steps.front()));
      steps.pop_front();
    }
    std::vector<whole_transfer> wholes(count);
    std::vector<fraudrisk::transfer> transfers;
    std::vector<fraudrisk::decision> decisions(count);
    for (std::uint32_t i = 0; i < count; i++) {
      wholes[i].fill(items[i]);
      transfers.push_back(wholes[i].transfer);
    }
    const auto done = context.score_batch(transfers.data(), count, decisions.data());
    put_status(now, done);
    put_number("", "done", *done);
    for (std::uint32_t i = 0; i < count && (i < *done || (!done && i == *done)); i++) {
      put(decisions[i], std::to_string(i));
      decision = decisions[i];
    }
    put_error(done);
  }

  void challenge(const step &now) {
    const auto made = context.challenge(now.number(1));
    put_status(now, made);
    put(*made, "");
    put_error(made);
  }

  void observe(const step &now) {
    fraudrisk::event event;
    whole_transfer whole;
    for (const auto &[path, value] : now.fields) {
      const bool of_transfer = path.rfind("transfer.", 0) == 0;
      if (of_transfer) event.transfer(whole.transfer);
      if (!(of_transfer ? whole.set(path.substr(9), value) : set_field(event, path, value))) stop("no field " + path);
    }
    const auto status = context.observe(event);
    put_status(now, status);
    put_error(status);
  }

  void put_words(const step &now, const fraudrisk::result<std::string> &words) {
    if (words) put_text("", "words", *words, now.number(3) == 1);
  }

  void words(const step &now) {
    const auto as = static_cast<fraudrisk::encoding>(now.number(3));
    const std::string language = now.argument(2);
    const auto made = now.arguments[0] == "words"
                          ? policy.words(decision, static_cast<fraudrisk::audience>(now.number(1)), language, as)
                          : policy.reason_words(decision, now.number(1), language, as);
    put_status(now, made);
    put_words(now, made);
  }

  void question(const step &now) {
    const auto made = policy.question(decision, now.number(1));
    if (!put_status(now, made)) return;
    put(*made, "");
    const std::string language = now.argument(2);
    put_words(
        now, policy.question_words(decision, now.number(1), language, static_cast<fraudrisk::encoding>(now.number(3))));
  }

  void features(const step &now) {
    whole_transfer whole;
    whole.fill(now);
    auto folds = policy.folds();
    decision = {};
    fraudrisk::result<void> status = context.fold(whole.transfer, fraudrisk::side::all, *folds);
    if (status) status = policy.decide(whole.transfer, *folds, decision);
    fraudrisk::result<std::vector<fraudrisk::value>> values{std::vector<fraudrisk::value>()};
    if (status) {
      values = policy.features(whole.transfer, *folds);
      status = values;
    }
    put_status(now, status);
    put(decision, "");
    for (std::size_t i = 0; i < values->size(); i++) put((*values)[i], std::to_string(i));
    put_error(status);
  }

  void why(const step &now) {
    whole_transfer whole;
    whole.fill(scored);
    put_why(now, context.why(whole.transfer));
  }

  void put_why(const step &now, const fraudrisk::result<fraudrisk::explanation> &made) {
    const bool good = put_status(now, made);
    for (std::size_t i = 0; i < made->contributions.size(); i++)
      put(made->contributions[i], inside("contribution", "", i));
    if (good) put(made->counterfactual, "counterfactual");
    put_error(made);
    explanation = *made;
  }

  void why_folds(const step &now) {
    whole_transfer whole;
    whole.fill(now);
    auto folds = policy.folds();
    const auto folded = context.fold(whole.transfer, fraudrisk::side::all, *folds);
    put_why(now, folded ? policy.why(whole.transfer, *folds)
                        : fraudrisk::result<fraudrisk::explanation>(folded, fraudrisk::explanation()));
  }

  void party(const step &now) {
    const auto type = static_cast<fraudrisk::party_type>(now.number(1));
    const std::string identifier = now.argument(2);
    if (now.arguments[0] == "party_key") {
      const auto key = engine.party_key(type, identifier);
      if (put_status(now, key)) put_bytes("", "key", {key->data(), key->size()});
    } else {
      const auto state = engine.party(type, identifier);
      if (put_status(now, state)) put(*state, "");
    }
  }

  void matches(const step &now) {
    const std::string in = now.argument(2);
    const auto found = policy.matches({in, static_cast<fraudrisk::encoding>(now.number(1))});
    put_status(now, found);
    for (std::size_t i = 0; i < found->size(); i++) put((*found)[i], std::to_string(i));
  }

  // ---- tables ----

  void table(const step &now) {
    if (now.number(1) == 0)
      return whole_table(
          now, *fraudrisk::decisions_schema(),
          [&](fraudrisk::arrow_plan &plan, const ArrowArray *batch) { return fraudrisk::score(context, plan, batch); });
    given_table given(now);
    ArrowArrayStream stream;
    columns_begin_stream(&given.all, now.number(1), &stream);
    const auto made = fraudrisk::score_table(context, policy, &stream, given.options);
    put_status(now, made);
    put_error(made);
    std::int64_t first = 0;
    for (const auto &batch : made->batches) {
      columns_put(made->schema.raw(), batch.raw(), first);
      first += batch.raw()->length;
    }
  }

  void feature_table(const step &now) {
    whole_table(now, *fraudrisk::features_schema(policy), [&](fraudrisk::arrow_plan &plan, const ArrowArray *batch) {
      return fraudrisk::features(context, plan, policy, batch);
    });
  }

  template <class F>
  void whole_table(const step &now, const fraudrisk::arrow_schema &answered, F ask) {
    given_table given(now);
    fraudrisk::arrow_schema schema;
    fraudrisk::arrow_array batch;
    columns_schema(&given.all, schema.raw());
    columns_array(&given.all, 0, given.all.rows, batch.raw());
    auto plan = fraudrisk::arrow_plan::create(policy, schema.raw(), given.options);
    const auto made =
        plan ? ask(*plan, batch.raw()) : fraudrisk::result<fraudrisk::arrow_array>(plan, fraudrisk::arrow_array());
    put_status(now, made);
    if (made) columns_put(answered.raw(), made->raw(), 0);
    put_error(made);
  }

  // ---- counters ----

  void counters(const step &now) {
    const auto stats = journal ? engine.counters(journal, now.number_64(1)) : engine.counters(now.number_64(1));
    if (put_status(now, stats)) put(*stats, "");
  }

  // Line by line, but for the two that say how much memory is taken.
  void prometheus(const step &now) {
    const auto text = journal ? engine.metrics_text(journal, now.number_64(1)) : engine.metrics_text(now.number_64(1));
    if (!put_status(now, text)) return;
    std::size_t at = 0;
    for (std::size_t line = 0; at <= text->size(); line++) {
      const std::size_t end = std::min(text->find('\n', at), text->size());
      const std::string one = text->substr(at, end - at);
      const bool is_memory =
          one.rfind("fraudrisk_memory_bytes ", 0) == 0 || one.rfind("fraudrisk_watch_lists_bytes ", 0) == 0;
      if (!is_memory) put_text("", inside("line", "", line).c_str(), one);
      at = end + 1;
    }
  }

  void limits(const step &now) {
    const auto states = engine.limits();
    put_status(now, states);
    for (std::size_t i = 0; i < states->size(); i++) put((*states)[i], std::to_string(i));
  }

  // ---- what a policy is made of ----

  void names(const step &now) {
    put_status(now, fraudrisk::result<void>());
    for (std::uint32_t i = 0; const auto name = policy.feature(i); i++) {
      put_text("", inside("feature", "", i).c_str(), *name);
      put_number("", inside("feature_type", "", i).c_str(), static_cast<std::uint32_t>(policy.feature_type(i)));
    }
    for (std::uint32_t i = 0; const auto name = policy.rule(i); i++) {
      put_text("", inside("rule", "", i).c_str(), *name);
      const auto scam = policy.rule_scam(i);
      put_number("", inside("rule_scam", "", i).c_str(), scam ? static_cast<std::int64_t>(*scam) : -1);
    }
    for (std::uint32_t i = 0; const auto name = policy.scam(i); i++) put_text("", inside("scam", "", i).c_str(), *name);
    for (std::uint32_t i = 0; const auto name = policy.model(i); i++)
      put_text("", inside("model", "", i).c_str(), *name);
  }

  void signatures(const step &now) {
    put_status(now, fraudrisk::result<void>());
    for (std::uint32_t i = 0; const auto signature = policy.signature(i); i++) put(*signature, std::to_string(i));
  }

  void more_words(const step &now) {
    const auto as = static_cast<fraudrisk::encoding>(now.number(3));
    const std::string language = now.argument(2);
    const auto made = now.arguments[0] == "reason_text"
                          ? policy.reason_text(now.number(1), language, as)
                          : policy.contribution_words(explanation.contributions.at(now.number(1)), language, as);
    put_status(now, made);
    put_words(now, made);
  }

  // ---- trust ----

  using key_ids = std::vector<std::array<std::uint8_t, 16>>;

  fraudrisk::result<void> add_key(fraudrisk::trust_builder &to, const std::string &value, key_ids &ids) {
    const std::size_t space = value.find(' ');
    const std::string role = value.substr(0, space), pem = read_all(folder + value.substr(space + 1));
    const auto id = to.add(role, pem);
    if (id) ids.push_back(*id);
    return id;
  }

  void begin_trust(const step &now) {
    auto builder = fraudrisk::trust_builder::create();
    fraudrisk::result<void> status = builder;
    fraudrisk::trust made;
    key_ids ids;
    for (const auto &[path, value] : now.fields) {
      if (!status) break;
      status = path == "require" ? builder->require(value) : add_key(*builder, value, ids);
    }
    if (status && !now.fields.empty()) {
      auto finished = builder->finish();
      made = std::move(*finished);
      status = finished;
    }
    if (status) status = engine.set_trust(made);
    put_status(now, status);
    for (std::size_t i = 0; status && i < ids.size(); i++)
      put_bytes("", inside("key_id", "", i).c_str(), {ids[i].data(), ids[i].size()});
    put_error(status);
    if (status) trust = std::move(made);
  }

  /// Of the policy in a file.
  template <class F>
  void of_file(const step &now, F call) {
    const std::string bundle = read_all(folder + now.argument(1));
    const auto loaded = fraudrisk::policy::load(bundle.data(), bundle.size());
    const fraudrisk::result<void> status = loaded ? call(*loaded) : fraudrisk::result<void>(loaded);
    put_status(now, status);
    put_error(status);
    policy = engine.policy();
  }

  void put_policy(const step &now) {
    fraudrisk::put_options options;
    for (const auto &[path, value] : now.fields)
      if (!set_field(options, path, value)) stop("no option " + path);
    of_file(now, [&](const fraudrisk::policy &to) { return engine.put_policy(to, options); });
  }

  void switches(const step &now) {
    const std::string document = read_all(folder + now.argument(1));
    const auto status = engine.set_switches(document.data(), document.size(), now.number_64(2));
    put_status(now, status);
    put_error(status);
    policy = engine.policy();
  }

  // ---- watch lists in force ----

  void lists(const step &now) {
    const auto lists = engine.watch_lists();
    const auto info = lists.describe();
    if (put_status(now, info)) put(*info, "");
    for (std::uint32_t i = 0; const auto name = lists.name(i); i++) {
      put_text("", inside("list", "", i).c_str(), *name);
      put_number("", inside("entries", "", i).c_str(), lists.entries(i));
    }
  }

  void listed(const step &now) {
    const std::string identifier = now.argument(2), list = now.argument(3);
    const auto found =
        engine.watch_lists().ask(static_cast<fraudrisk::party_type>(now.number(1)), identifier, list, now.number_64(4));
    if (put_status(now, found)) put_number("", "listed", *found ? 2 : 1);
  }

  // ---- the journal ----

  /// A key of the options is the name of a file; `keys` keeps what the options point to.
  void set_option(fraudrisk::journal_options &to, const std::string &path, const std::string &value,
                  std::list<std::string> &keys) {
    const bool is_key = path == "signing_key" || path == "sealing_key" || path == "trusted_keys";
    if (!is_key && !set_field(to, path, value)) stop("a journal has no option " + path);
    if (!is_key) return;
    const std::string &key = keys.emplace_back(read_all(folder + value));
    if (path == "signing_key") to.signing_key(key.data(), key.size());
    if (path == "trusted_keys") to.trusted_keys(key.data(), key.size());
    if (path == "sealing_key") to.sealing_key(reinterpret_cast<const std::uint8_t *>(key.data()));
  }

  void begin_journal(const step &now) {
    const std::string directory = room + "/" + now.argument(1);
    std::list<std::string> keys;
    fraudrisk::journal_options options;
    options.directory(directory.c_str());
    for (const auto &[path, value] : now.fields) set_option(options, path, value, keys);
    context.close();
    auto opened = engine.open_journal(options);
    fraudrisk::result<void> status = opened;
    if (opened) journal = std::move(*opened);
    fraudrisk::journal_recovery recovery;
    if (status) {
      const auto recovered = journal.recover();
      recovery = *recovered;
      status = recovered;
    }
    const bool whole = static_cast<bool>(status);
    if (status) status = engine.set_journal(journal);
    put_status(now, status);
    if (whole) put(recovery, "");
    put_error(status);
    context = std::move(*engine.context());
    policy = engine.policy();
  }

  void close_journal(const step &now) {
    context.close();
    put_status(now, journal.close());
    context = std::move(*engine.context());
  }

  void journal_stats(const step &now) {
    const auto stats = journal.measure();
    if (put_status(now, stats)) put(*stats, "");
  }

  void put_count(const step &now, const char *path, const fraudrisk::result<std::uint64_t> &count) {
    if (put_status(now, count)) put_number("", path, *count);
    put_error(count);
  }

  void ship(const step &now) {
    std::uint64_t next = static_cast<std::uint64_t>(now.number_64(1));
    shipped.assign(68 << 10, '\0');
    const auto size = journal.ship(next, shipped.data(), shipped.size());
    shipped.resize(static_cast<std::size_t>(*size));
    put_count(now, "next", {size, next});
  }

  void apply(const step &now) {
    context.close();
    put_count(now, "applied", engine.apply(shipped.data(), shipped.size()));
    context = std::move(*engine.context());
  }

  // ---- which step ----

  void run(const step &now) {
    const std::string name = now.arguments[0];
    if (name == "engine") return begin(now);
    if (name == "policy") return put_in_force(now, now.argument(1), false);
    if (name == "challenger") return put_in_force(now, now.argument(2), true);
    if (name == "watch") return watch(now);
    if (name == "score" || name == "preview") return score(now);
    if (name == "batch") return batch(now);
    if (name == "challenge") return challenge(now);
    if (name == "observe") return observe(now);
    if (name == "words" || name == "reason_words") return words(now);
    if (name == "question") return question(now);
    if (name == "features") return features(now);
    if (name == "why") return why(now);
    if (name == "party_key" || name == "party") return party(now);
    if (name == "matches") return matches(now);
    if (name == "why_folds") return why_folds(now);
    if (name == "table") return table(now);
    if (name == "feature_table") return feature_table(now);
    if (name == "counters") return counters(now);
    if (name == "prometheus") return prometheus(now);
    if (name == "limits") return limits(now);
    if (name == "names") return names(now);
    if (name == "signatures") return signatures(now);
    if (name == "reason_text" || name == "contribution_words") return more_words(now);
    run_trust(now, name);
  }

  void run_trust(const step &now, const std::string &name) {
    if (name == "trust") return begin_trust(now);
    if (name == "verify") return of_file(now, [&](const fraudrisk::policy &of) { return trust.verify(of); });
    if (name == "put") return put_policy(now);
    if (name == "switches") return switches(now);
    if (name == "lists") return lists(now);
    if (name == "listed") return listed(now);
    run_journal(now, name);
  }

  void run_journal(const step &now, const std::string &name) {
    const std::int64_t given = now.number_64(1);
    if (name == "journal") return begin_journal(now);
    if (name == "journal_close") return close_journal(now);
    if (name == "journal_stats") return journal_stats(now);
    if (name == "ship") return ship(now);
    if (name == "apply") return apply(now);
    if (name == "snapshot") return put_count(now, "sequence", journal.snapshot());
    if (name == "prune") return put_count(now, "removed", journal.prune());
    if (name == "pump") return static_cast<void>(put_status(now, journal.pump(given)));
    if (name == "wait") return static_cast<void>(put_status(now, journal.wait(static_cast<std::uint64_t>(given))));
    if (name == "checkpoint") return static_cast<void>(put_status(now, journal.checkpoint()));
    if (name == "tick") return static_cast<void>(put_status(now, engine.tick(given)));
    tell(now, name);
  }

  void tell(const step &now, const std::string &name) {
    if (name == "stats") {
      const auto stats = engine.measure();
      put_status(now, stats);
      put(*stats, "");
      return;
    }
    if (name == "describe") {
      const auto info = policy.describe();
      if (put_status(now, info)) put(*info, "");
      return;
    }
    put_status(now, fraudrisk::result<void>());
    if (name == "expiry") return put_number("", "expiry", static_cast<std::uint32_t>(policy.expiry(decision)));
    if (name == "limit") return put_number("", "limit", fraudrisk::limit(now.argument(1).c_str()));
    if (name == "took") return context.took(std::chrono::nanoseconds(now.number_64(1)));
    if (name == "version") return put_number("", "version", fraudrisk::version());
    if (name == "attribute") {
      const std::string attribute = now.argument(1);
      return put_number("", "type", static_cast<std::uint32_t>(policy.attribute_type(attribute)));
    }
    if (name != "status") stop("there is no step " + name);
    const auto of = static_cast<fraudrisk::status>(now.number_64(1));
    put_text("", "name", fraudrisk::name(of));
    put_text("", "text", fraudrisk::sentence(of));
    put_number("", "band", static_cast<std::uint32_t>(fraudrisk::band_of(of)));
  }
};

}  // namespace

int main(int argc, char **argv) {
  if (argc != 2 && argc != 3) stop("usage: vectors STEPS [FOLDER]");
  const std::string path = argv[1];
  runner all;
  if (argc == 3) all.room = argv[2];
  all.folder = path.substr(0, path.rfind('/') + 1);
  all.steps = read_steps(path);
  while (!all.steps.empty()) {
    const step now = std::move(all.steps.front());
    all.steps.pop_front();
    all.run(now);
  }
  return std::ferror(stdout) != 0 || std::fflush(stdout) != 0 ? 2 : 0;
}
