// SPDX-License-Identifier: Apache-2.0
//
// Tables in, tables out, by the C data and the C stream interface of Apache Arrow: fraudrisk/arrow.h says which columns
// there are. Arrow C++ hands over by arrow::ExportRecordBatchReader() and takes by arrow::ImportRecordBatch(); nothing
// of it is needed here.
//
//   auto decided = fraudrisk::score_table(context, policy, &stream);     all batches of a stream
//   auto one = fraudrisk::score(context, plan, &batch);                  one batch, by a plan that is made once
#ifndef FRAUDRISK_ARROW_HPP
#define FRAUDRISK_ARROW_HPP

#include "fraudrisk/fraudrisk.hpp"

namespace fraudrisk {

/// A struct of Arrow's that is released when it goes.
template <class T>
class arrow_owner {
 public:
  arrow_owner() noexcept : raw_{} {}
  /// Takes over what is there, and leaves it as one that was released.
  explicit arrow_owner(T *from) noexcept : raw_{} {
    if (from == nullptr) return;
    raw_ = *from;
    from->release = nullptr;
  }
  arrow_owner(arrow_owner &&other) noexcept : raw_(std::exchange(other.raw_, T{})) {}
  arrow_owner &operator=(arrow_owner &&other) noexcept {
    if (this != &other) {
      close();
      raw_ = std::exchange(other.raw_, T{});
    }
    return *this;
  }
  ~arrow_owner() { close(); }
  explicit operator bool() const noexcept { return raw_.release != nullptr; }
  void close() noexcept {
    if (raw_.release != nullptr) raw_.release(&raw_);
    raw_.release = nullptr;
  }
  /// For who takes it over, such as arrow::ImportRecordBatch(), which leaves it released.
  T *raw() noexcept { return &raw_; }
  const T *raw() const noexcept { return &raw_; }

 private:
  T raw_;
};

using arrow_schema = arrow_owner<ArrowSchema>;
using arrow_array = arrow_owner<ArrowArray>;
using arrow_stream = arrow_owner<ArrowArrayStream>;

/// Which column of a schema feeds which field. One thread at a time; with any context of any engine.
class arrow_plan {
 public:
  arrow_plan() noexcept = default;
  /// The schema stays the caller's, and is not needed afterwards.
  static result<arrow_plan> create(const policy &of, const ArrowSchema *schema,
                                   const arrow_options &how = {}) noexcept {
    arrow_plan made;
    fr_arrow_plan *handle = nullptr;
    fr_error error = detail::no_error();
    const fr_status status = fr_arrow_plan_create(of.raw(), schema, how.raw(), &handle, &error);
    made.handle_.reset(handle);
    return {result<void>::of(status, &error), std::move(made)};
  }
  explicit operator bool() const noexcept { return handle_ != nullptr; }
  fr_arrow_plan *raw() const noexcept { return handle_.get(); }
  void close() noexcept { handle_.reset(); }

 private:
  detail::handle<fr_arrow_plan, fr_arrow_plan_destroy> handle_;
};

/// Of what score() and score_table() answer with.
inline result<arrow_schema> decisions_schema() noexcept {
  arrow_schema made;
  const fr_status status = fr_arrow_decisions_schema(made.raw());
  return {result<void>::of(status), std::move(made)};
}

/// Of what features() answers with.
inline result<arrow_schema> features_schema(const policy &of) noexcept {
  arrow_schema made;
  const fr_status status = fr_arrow_features_schema(of.raw(), made.raw());
  return {result<void>::of(status), std::move(made)};
}

/// A row for each row; one that is refused says so in its `status`. The batch stays the caller's.
inline result<arrow_array> score(context &with, arrow_plan &by, const ArrowArray *batch) noexcept {
  arrow_array made;
  fr_error error = detail::no_error();
  const fr_status status = fr_arrow_score(with.raw(), by.raw(), batch, made.raw(), &error);
  return {result<void>::of(status, &error), std::move(made)};
}

/// The features of each row, which are recorded as score() does. The batch stays the caller's.
inline result<arrow_array> features(context &with, arrow_plan &by, const policy &of, const ArrowArray *batch) noexcept {
  arrow_array made;
  fr_error error = detail::no_error();
  const fr_status status = fr_arrow_features(with.raw(), by.raw(), of.raw(), batch, made.raw(), &error);
  return {result<void>::of(status, &error), std::move(made)};
}

/// The batches of decisions, in the order in which those of transfers came.
struct arrow_table {
  arrow_schema schema;
  std::vector<arrow_array> batches;
};

namespace detail {

inline fr_error stream_error(ArrowArrayStream *from, const char *what) noexcept {
  const char *why = from->get_last_error == nullptr ? nullptr : from->get_last_error(from);
  return error_of(status::bad_argument, why == nullptr ? what : why);
}

/// Room for one more; false where there is no memory. Without exceptions the standard library ends the process then.
inline bool make_room(std::vector<arrow_array> &in) {
  if (in.size() < in.capacity()) return true;
#ifdef __cpp_exceptions
  try {
    in.reserve(2 * in.size() + 1);
  } catch (const std::bad_alloc &) {
    return false;
  }
#else
  in.reserve(2 * in.size() + 1);
#endif
  return true;
}

inline result<void> score_batches(context &with, const policy &of, ArrowArrayStream *from, const arrow_options &how,
                                  arrow_table &into) {
  arrow_schema given;
  if (from->get_schema == nullptr || from->get_next == nullptr)
    return result<void>(error_of(status::bad_argument, "the stream has no get_schema or no get_next"));
  if (from->get_schema(from, given.raw()) != 0) return result<void>(stream_error(from, "the stream gives no schema"));
  auto plan = arrow_plan::create(of, given.raw(), how);
  auto schema = decisions_schema();
  if (!plan || !schema) return plan ? result<void>(schema) : result<void>(plan);
  into.schema = std::move(*schema);
  for (;;) {
    arrow_array batch;
    if (from->get_next(from, batch.raw()) != 0) return result<void>(stream_error(from, "the stream gives no batch"));
    if (!batch) return {};
    // The room is there before the batch is scored: what is recorded is answered.
    if (!make_room(into.batches)) return result<void>::of(FR_NO_MEMORY);
    auto made = score(with, *plan, batch.raw());
    if (!made) return made;
    into.batches.push_back(std::move(*made));
  }
}

}  // namespace detail

/// Scores all batches of a stream, which is taken over and released, whatever comes of it. After an error the value
/// holds what was scored, and recorded, before.
inline result<arrow_table> score_table(context &with, const policy &of, ArrowArrayStream *batches,
                                       const arrow_options &how = {}) {
  arrow_table made;
  arrow_stream taken(batches);
  if (!taken) return {result<void>::of(batches == nullptr ? FR_NULL_POINTER : FR_BAD_ARGUMENT), std::move(made)};
  auto status = detail::score_batches(with, of, taken.raw(), how, made);
  return {std::move(status), std::move(made)};
}

}  // namespace fraudrisk

#endif
