// SPDX-License-Identifier: Apache-2.0
//
// Tables in C++: whatever comes of a call, everything that was handed over is released once, and nothing else is.
//
//   tables VECTORS
#include <fraudrisk/arrow.hpp>
#include <fstream>
#include <iterator>

namespace {

void put_text(const char * /*text*/, std::size_t /*size*/, bool /*every_high_byte*/) {}

}  // namespace

#include "columns.h"

namespace {

int wrong = 0;

void check(bool good, const char *what, int line) {
  if (good) return;
  std::fprintf(stderr, "tables.cpp:%d: %s\n", line, what);
  wrong++;
}
#define CHECK(what) check(static_cast<bool>(what), #what, __LINE__)

// ---- what counts its releases ----

int released = 0, drawn = 0;
int (*next_batch)(ArrowArrayStream *, ArrowArray *) = nullptr;

void count_release(ArrowArrayStream *self) {
  released++;
  columns_release_stream(self);
}

void count_array(ArrowArray *self) {
  released++;
  columns_release_array(self);
}

int count_next(ArrowArrayStream *self, ArrowArray *made) {
  const int failed = columns_get_next(self, made);
  if (made->release != nullptr) drawn++, made->release = count_array;
  return failed;
}

int fail_second(ArrowArrayStream *self, ArrowArray *made) {
  return drawn == 1 ? (made->release = nullptr, 5) : count_next(self, made);
}

#ifdef __cpp_exceptions
bool no_memory = false;

int starve_second(ArrowArrayStream *self, ArrowArray *made) {
  const int failed = count_next(self, made);
  no_memory = drawn == 2;
  return failed;
}
#endif

const char *why(ArrowArrayStream * /*self*/) { return "the disk is gone"; }

ArrowArrayStream stream_of(const columns &of) {
  ArrowArrayStream made;
  columns_begin_stream(&of, 2, &made);
  made.release = count_release;
  made.get_next = next_batch;
  made.get_last_error = why;
  released = drawn = 0;
  return made;
}

/// Five transfers; the payee's column may have another name.
columns five(const char *payee) {
  static char texts[5][200] = {"u\tA\tB\tC\tD\tE", "l\t1767664800\t1767664801\t1767664802\t1767664803\t1767664804",
                               "u\tp\tp\tp\tp\tp", "u\tq\tq\tq\tq\tq", "l\t1\t2\t3\t4\t5"};
  static const char *const names[] = {"id", "time", "payer", "payee", "amount"};
  static char copies[5][200];
  columns made{};
  for (int i = 0; i < 5; i++) {
    std::memcpy(copies[i], texts[i], sizeof copies[i]);
    CHECK(columns_add(&made, i == 3 ? payee : names[i], copies[i]));
  }
  return made;
}

fraudrisk::policy load(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bundle{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto made = fraudrisk::policy::load(bundle.data(), bundle.size());
  CHECK(made);
  return std::move(*made);
}

struct bank {
  fraudrisk::engine engine;
  fraudrisk::policy policy;
  fraudrisk::context context;
  explicit bank(const std::string &vectors) : policy(load(vectors + "/first.frb")) {
    fraudrisk::engine_options options;
    options.accept_unsigned_policies(true);
    engine = std::move(*fraudrisk::engine::create(options));
    CHECK(engine.set_policy(policy));
    context = std::move(*engine.context());
  }
};

void streams(bank &with) {
  using fraudrisk::status;
  const columns good = five("payee"), odd = five("to");
  ArrowArrayStream stream = stream_of(good);
  {
    const auto made = fraudrisk::score_table(with.context, with.policy, &stream);
    CHECK(made && made->batches.size() == 3 && made->batches[2].raw()->length == 1 && made->schema);
    CHECK(stream.release == nullptr && drawn == 3 && released == 4);
  }
  CHECK(fraudrisk::score_table(with.context, with.policy, &stream).status() == status::bad_argument);
  CHECK(fraudrisk::score_table(with.context, with.policy, nullptr).status() == status::null_pointer);
  stream = stream_of(odd);
  const auto refused = fraudrisk::score_table(with.context, with.policy, &stream);
  CHECK(refused.status() == status::bad_argument && !refused->schema && drawn == 0 && released == 1);
  stream = stream_of(odd);
  fraudrisk::arrow_name name;
  name.column("to").field("payee");
  fraudrisk::arrow_options renamed;
  renamed.names(name).name_count(1);
  CHECK(fraudrisk::score_table(with.context, with.policy, &stream, renamed) && released == 4);
  // The second batch cannot be read: the first was scored, and is there.
  next_batch = fail_second;
  stream = stream_of(good);
  const auto half = fraudrisk::score_table(with.context, with.policy, &stream);
  CHECK(!half && half.message() == "the disk is gone" && half->batches.size() == 1 && drawn == 1 && released == 2);
  next_batch = count_next;
}

int no_schema(ArrowArrayStream * /*self*/, ArrowSchema *made) { return made->release = nullptr, 0; }

// A stream without its functions is refused, and released all the same.
void hollow_streams(bank &with) {
  using fraudrisk::status;
  const columns good = five("payee");
  for (int missing = 0; missing < 3; missing++) {
    ArrowArrayStream stream = stream_of(good);
    if (missing == 0) stream.get_schema = nullptr;
    if (missing == 1) stream.get_next = nullptr;
    if (missing == 2) stream.get_schema = no_schema;
    const auto made = fraudrisk::score_table(with.context, with.policy, &stream);
    CHECK(made.status() == status::bad_argument && !made.message().empty() && drawn == 0 && released == 1);
  }
}

#ifdef __cpp_exceptions
// Where there is no memory for what the second batch is answered with, it is not scored either; the first one is there.
void no_room(const char *vectors) {
  bank with(vectors);
  const columns good = five("payee");
  next_batch = starve_second;
  ArrowArrayStream stream = stream_of(good);
  const auto made = fraudrisk::score_table(with.context, with.policy, &stream);
  no_memory = false;
  next_batch = count_next;
  CHECK(made.status() == fraudrisk::status::no_memory && made->batches.size() == 1 && released == 3);
  CHECK(with.engine.measure()->scored() == 2);
}
#endif

void batches(bank &with) {
  using fraudrisk::status;
  const columns good = five("payee");
  fraudrisk::arrow_schema schema;
  fraudrisk::arrow_array batch;
  columns_schema(&good, schema.raw());
  columns_array(&good, 0, 5, batch.raw());
  auto plan = fraudrisk::arrow_plan::create(with.policy, schema.raw());
  CHECK(plan && schema);
  schema.close();  // which the plan does not need
  auto made = fraudrisk::score(with.context, *plan, batch.raw());
  CHECK(made && made->raw()->length == 5 && batch);
  fraudrisk::arrow_array moved = std::move(*made);
  CHECK(moved && !*made);
  moved = fraudrisk::arrow_array();
  CHECK(!moved);
  CHECK(fraudrisk::features(with.context, *plan, with.policy, batch.raw()));
  CHECK(fraudrisk::features_schema(with.policy));
  fraudrisk::context closed;
  fraudrisk::arrow_plan none;
  CHECK(fraudrisk::score(closed, *plan, batch.raw()).status() == status::null_pointer);
  CHECK(fraudrisk::score(with.context, none, batch.raw()).status() == status::null_pointer);
  CHECK(fraudrisk::score(with.context, *plan, nullptr).status() == status::null_pointer);
  batch.close();
  CHECK(fraudrisk::score(with.context, *plan, batch.raw()).status() == status::bad_argument);
  CHECK(fraudrisk::arrow_plan::create(with.policy, nullptr).status() == status::null_pointer);
  CHECK(fraudrisk::arrow_plan::create(fraudrisk::policy(), nullptr).status() == status::null_pointer);
}

}  // namespace

#ifdef __cpp_exceptions
void *operator new(std::size_t size) {
  void *made = no_memory ? nullptr : std::malloc(size);
  if (made == nullptr) throw std::bad_alloc();
  return made;
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t /*size*/) noexcept { std::free(memory); }
#endif

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  next_batch = count_next;
  bank with(argv[1]);
  streams(with);
  hollow_streams(with);
#ifdef __cpp_exceptions
  no_room(argv[1]);
#endif
  batches(with);
  return wrong == 0 ? 0 : 1;
}
