// SPDX-License-Identifier: Apache-2.0
//
// The only C++ of the project: Apache Arrow behind the C of reader_arrow.h, as a module that reader_arrow_module.c
// loads where it is needed. No exception leaves this file.
//
// A file is not trusted. Arrow's own checks of a batch look at lengths and last offsets; the offsets between and the
// indices of dictionaries are looked at here, since every value is reached through them.
#include "reader_arrow_module.h"

#include <arrow/api.h>
#include <arrow/io/api.h>
#include <arrow/ipc/api.h>
#include <arrow/util/compression.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/arrow/writer.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int64_t memory_most = int64_t{1} << 30;
// Shared by all tables and never destroyed: Arrow's threads may give a buffer back after a table was closed.
arrow::MemoryPool &shared_pool() {
  static auto *const pool = new arrow::CappedMemoryPool(arrow::system_memory_pool(), memory_most);
  return *pool;
}

constexpr int64_t batch_rows = 8192;
constexpr int64_t group_rows = 65536;

// The command's own bytes as a stream, which remembers how it ended.
class Stream : public arrow::io::InputStream {
 public:
  explicit Stream(const arrow_bytes &from) : from_(from) { set_mode(arrow::io::FileMode::READ); }
  arrow::Status Close() override { return arrow::Status::OK(); }
  bool closed() const override { return false; }
  arrow::Result<int64_t> Tell() const override { return at_; }
  arrow::Result<int64_t> Read(int64_t size, void *into) override {
    int64_t taken = 0;
    while (taken < size) {
      size_t got = 0;
      char *to = static_cast<char *>(into) + taken;
      if (!from_.read(from_.self, to, static_cast<size_t>(size - taken), &got))
        return arrow::Status::IOError("the bytes cannot be read");
      if (got == 0) break;
      remember(to, got);
      taken += static_cast<int64_t>(got);
    }
    at_ += taken;
    return taken;
  }
  arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t size) override {
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(size));
    ARROW_ASSIGN_OR_RAISE(int64_t taken, Read(size, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(taken, false));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
  }
  // A stream says where it ends; without that it may have been cut between two batches.
  bool ended() const { return at_ >= 8 && std::memcmp(last_, "\xff\xff\xff\xff\0\0\0\0", 8) == 0; }

 private:
  void remember(const char *bytes, size_t size) {
    const size_t fresh = size < sizeof last_ ? size : sizeof last_;
    std::memmove(last_, last_ + fresh, sizeof last_ - fresh);
    std::memcpy(last_ + sizeof last_ - fresh, bytes + size - fresh, fresh);
  }
  arrow_bytes from_;
  int64_t at_ = 0;
  char last_[8] = {};
};

// What the writer makes, on its way to the command's own output.
class Sink : public arrow::io::OutputStream {
 public:
  Sink(arrow_sink sink, void *self) : sink_(sink), self_(self) { set_mode(arrow::io::FileMode::WRITE); }
  arrow::Status Close() override { return arrow::Status::OK(); }
  bool closed() const override { return false; }
  arrow::Result<int64_t> Tell() const override { return at_; }
  arrow::Status Write(const void *bytes, int64_t size) override {
    sink_(self_, static_cast<const char *>(bytes), static_cast<size_t>(size));
    at_ += size;
    return arrow::Status::OK();
  }

 private:
  arrow_sink sink_;
  void *self_;
  int64_t at_ = 0;
};

arrow_type type_of(const arrow::DataType &type) {
  using arrow::Type;
  switch (type.id()) {
    case Type::NA: return ARROW_NOTHING;
    case Type::STRING:
    case Type::LARGE_STRING: return ARROW_TEXT;
    case Type::DICTIONARY:
      return type_of(*static_cast<const arrow::DictionaryType &>(type).value_type()) == ARROW_TEXT ? ARROW_TEXT
                                                                                                   : ARROW_OTHER;
    case Type::BOOL: return ARROW_BOOL;
    case Type::DOUBLE: return ARROW_DOUBLE;
    case Type::DECIMAL128:
    case Type::DECIMAL256:
      return static_cast<const arrow::DecimalType &>(type).scale() < 0 ? ARROW_OTHER : ARROW_DECIMAL;
    case Type::TIMESTAMP:
      return static_cast<const arrow::TimestampType &>(type).timezone().empty() ? ARROW_LOCAL_TIME : ARROW_INSTANT;
    case Type::DATE32:
    case Type::DATE64: return ARROW_DATE;
    case Type::DURATION: return ARROW_DURATION;
    default: return arrow::is_integer(type.id()) ? ARROW_INTEGER : ARROW_OTHER;
  }
}

template <typename Array>
arrow::Status check_offsets(const arrow::Array &values) {
  const auto &texts = static_cast<const Array &>(values);
  if (texts.length() == 0) return arrow::Status::OK();
  const int64_t most = texts.value_data() ? texts.value_data()->size() : 0;
  int64_t before = texts.value_offset(0);
  if (before < 0) return arrow::Status::Invalid("the place of a text lies outside");
  for (int64_t i = 1; i <= texts.length(); i++) {
    const int64_t offset = texts.value_offset(i);
    if (offset < before || offset > most) return arrow::Status::Invalid("the place of a text lies outside");
    before = offset;
  }
  return arrow::Status::OK();
}

arrow::Status check_values(const arrow::Array &values) {
  using arrow::Type;
  if (values.type_id() == Type::STRING) return check_offsets<arrow::StringArray>(values);
  if (values.type_id() == Type::LARGE_STRING) return check_offsets<arrow::LargeStringArray>(values);
  if (values.type_id() != Type::DICTIONARY) return arrow::Status::OK();
  const auto &coded = static_cast<const arrow::DictionaryArray &>(values);
  for (int64_t i = 0; i < coded.length(); i++) {
    if (coded.IsNull(i)) continue;
    const int64_t at = coded.GetValueIndex(i);
    if (at < 0 || at >= coded.dictionary()->length()) return arrow::Status::Invalid("a dictionary has no such entry");
  }
  return check_values(*coded.dictionary());
}

void set_time(arrow_value *value, int64_t units, arrow::TimeUnit::type unit) {
  int64_t us = 0;
  switch (unit) {
    case arrow::TimeUnit::SECOND: value->outside = __builtin_mul_overflow(units, 1000000, &us); break;
    case arrow::TimeUnit::MILLI: value->outside = __builtin_mul_overflow(units, 1000, &us); break;
    case arrow::TimeUnit::MICRO: us = units; break;
    default: us = units / 1000 - (units % 1000 < 0); break;
  }
  value->integer = us;
}

// All digits, with a point before the last `scale` of them.
void set_decimal(arrow_value *value, std::string digits, int32_t scale) {
  const bool negative = !digits.empty() && digits[0] == '-';
  if (negative) digits.erase(0, 1);
  const size_t decimals = static_cast<size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  if (negative) digits.insert(0, 1, '-');
  value->outside = digits.size() >= sizeof value->digits;
  if (value->outside) return;
  std::memcpy(value->digits, digits.data(), digits.size());
  value->text = value->digits;
  value->size = digits.size();
}

template <typename Array>
auto at(const arrow::Array &values, int64_t row) {
  return static_cast<const Array &>(values).Value(row);
}

void set_text(arrow_value *value, const arrow::Array &values, int64_t row) {
  if (values.type_id() == arrow::Type::DICTIONARY) {
    const auto &coded = static_cast<const arrow::DictionaryArray &>(values);
    const int64_t entry = coded.GetValueIndex(row);
    if (coded.dictionary()->IsNull(entry)) {
      value->known = false;
      return;
    }
    set_text(value, *coded.dictionary(), entry);
    return;
  }
  const std::string_view text = values.type_id() == arrow::Type::STRING
                                    ? static_cast<const arrow::StringArray &>(values).GetView(row)
                                    : static_cast<const arrow::LargeStringArray &>(values).GetView(row);
  value->text = text.data();
  value->size = text.size();
}

void set_integer(arrow_value *value, const arrow::Array &values, int64_t row) {
  using arrow::Type;
  switch (values.type_id()) {
    case Type::INT8: value->integer = at<arrow::Int8Array>(values, row); break;
    case Type::INT16: value->integer = at<arrow::Int16Array>(values, row); break;
    case Type::INT32: value->integer = at<arrow::Int32Array>(values, row); break;
    case Type::INT64: value->integer = at<arrow::Int64Array>(values, row); break;
    case Type::UINT8: value->integer = at<arrow::UInt8Array>(values, row); break;
    case Type::UINT16: value->integer = at<arrow::UInt16Array>(values, row); break;
    case Type::UINT32: value->integer = at<arrow::UInt32Array>(values, row); break;
    default: {
      const uint64_t number = at<arrow::UInt64Array>(values, row);
      value->integer = static_cast<int64_t>(number);
      if (number <= static_cast<uint64_t>(INT64_MAX)) break;
      value->size = static_cast<size_t>(
          std::snprintf(value->digits, sizeof value->digits, "%llu", static_cast<unsigned long long>(number)));
      value->text = value->digits;
    }
  }
}

void set_value(arrow_value *value, const arrow::Array &values, int64_t row) {
  using arrow::Type;
  value->outside = false;
  value->text = nullptr;
  value->known = values.type_id() != Type::NA && values.IsValid(row);
  if (!value->known) return;
  switch (values.type_id()) {
    case Type::STRING:
    case Type::LARGE_STRING:
    case Type::DICTIONARY: set_text(value, values, row); break;
    case Type::BOOL: value->integer = at<arrow::BooleanArray>(values, row); break;
    case Type::DOUBLE: value->number = at<arrow::DoubleArray>(values, row); break;
    case Type::DECIMAL128: {
      const auto &decimals = static_cast<const arrow::Decimal128Array &>(values);
      set_decimal(value, arrow::Decimal128(decimals.GetValue(row)).ToIntegerString(),
                  static_cast<const arrow::DecimalType &>(*values.type()).scale());
      break;
    }
    case Type::DECIMAL256: {
      const auto &decimals = static_cast<const arrow::Decimal256Array &>(values);
      set_decimal(value, arrow::Decimal256(decimals.GetValue(row)).ToIntegerString(),
                  static_cast<const arrow::DecimalType &>(*values.type()).scale());
      break;
    }
    case Type::TIMESTAMP:
      set_time(value, at<arrow::TimestampArray>(values, row),
               static_cast<const arrow::TimestampType &>(*values.type()).unit());
      break;
    case Type::DURATION:
      set_time(value, at<arrow::DurationArray>(values, row),
               static_cast<const arrow::DurationType &>(*values.type()).unit());
      break;
    case Type::DATE32: value->integer = at<arrow::Date32Array>(values, row); break;
    case Type::DATE64: {
      const int64_t ms = at<arrow::Date64Array>(values, row);
      value->integer = ms / 86400000 - (ms % 86400000 < 0);
      break;
    }
    default: set_integer(value, values, row);
  }
}

// Arrow's sentences may quote what it read; the first line says enough.
std::string sentence(const std::string &what) { return what.substr(0, what.find('\n')); }

// ---- files that were joined end to end ----
//
// Both formats are read from their end, by places counted from the start. Of two files in one the last footer is found
// and leads into the first file's bytes: to nonsense, or to its rows alone where both are alike.

arrow::Status joined(const char *what) {
  return arrow::Status::Invalid("several ", what,
                                " files were joined end to end; read them one by one, or write their rows as one file");
}

// Where the footer begins: its length stands before the magic at the end.
arrow::Result<int64_t> footer_of(arrow::io::RandomAccessFile &bytes, int64_t magic_size) {
  ARROW_ASSIGN_OR_RAISE(const int64_t size, bytes.GetSize());
  uint32_t length = 0;
  ARROW_ASSIGN_OR_RAISE(const int64_t got, bytes.ReadAt(size - magic_size - 4, sizeof length, &length));
  if (got != sizeof length) return arrow::Status::Invalid("the file ends too early");
  return size - magic_size - 4 - int64_t{length};
}

// The end of what the footer says of a column in a row group; 0 for nonsense, which reading will tell.
int64_t end_of(const parquet::ColumnChunkMetaData &chunk) {
  int64_t most = 0;
  const auto take = [&most](int64_t at, int64_t size) {
    int64_t end = 0;
    if (!__builtin_add_overflow(at, size, &end) && end > most) most = end;
  };
  const bool dictionary = chunk.has_dictionary_page() && chunk.dictionary_page_offset() > 0;
  take(dictionary ? std::min(chunk.dictionary_page_offset(), chunk.data_page_offset()) : chunk.data_page_offset(),
       chunk.total_compressed_size());
  for (const auto &index : {chunk.GetColumnIndexLocation(), chunk.GetOffsetIndexLocation()})
    if (index) take(index->offset, index->length);
  if (chunk.bloom_filter_offset()) take(*chunk.bloom_filter_offset(), chunk.bloom_filter_length().value_or(0));
  return most;
}

// What is left before the footer is as large as the files before the last one, which end and begin with the magic
// there. Some writers do not tell all that they wrote, so it is looked for a little before as well.
arrow::Status check_parquet_alone(arrow::io::RandomAccessFile &bytes, const parquet::FileMetaData &metadata) {
  constexpr int64_t window = 1 << 16;
  int64_t told = 4;
  for (int group = 0; group < metadata.num_row_groups(); group++) {
    const auto of_group = metadata.RowGroup(group);
    for (int column = 0; column < of_group->num_columns(); column++)
      told = std::max(told, end_of(*of_group->ColumnChunk(column)));
  }
  ARROW_ASSIGN_OR_RAISE(const int64_t footer, footer_of(bytes, 4));
  const int64_t left = footer - told;
  if (left < 12) return arrow::Status::OK();
  const int64_t first = std::max(int64_t{0}, left - window);
  ARROW_ASSIGN_OR_RAISE(const auto around, bytes.ReadAt(first, left + 4 - first));
  if (std::string_view(*around).find("PAR1PAR1") != std::string_view::npos) return joined("Parquet");
  return arrow::Status::OK();
}

// The messages of an Arrow file are a stream from the front; its mark of the end stands right before the footer.
arrow::Status check_file_alone(arrow::io::RandomAccessFile &bytes) {
  constexpr int64_t slack = 64;
  ARROW_ASSIGN_OR_RAISE(const int64_t footer, footer_of(bytes, 6));
  for (int64_t at = 8; at + 8 <= footer;) {
    uint32_t prefix[2] = {};
    ARROW_ASSIGN_OR_RAISE(const int64_t got, bytes.ReadAt(at, sizeof prefix, prefix));
    // Before version 0.15 there was no such mark; then nothing can be told.
    if (got != sizeof prefix || prefix[0] != UINT32_MAX) return arrow::Status::OK();
    at += 8;
    if (prefix[1] == 0) return footer - at > slack ? joined("Arrow") : arrow::Status::OK();
    if (prefix[1] > footer - at) return arrow::Status::Invalid("a message is longer than the file");
    ARROW_ASSIGN_OR_RAISE(auto metadata, bytes.ReadAt(at, prefix[1]));
    ARROW_ASSIGN_OR_RAISE(const auto message, arrow::ipc::Message::Open(metadata, nullptr));
    at += prefix[1];
    if (message->body_length() < 0 || message->body_length() > footer - at)
      return arrow::Status::Invalid("a message is longer than the file");
    at += message->body_length();
  }
  return arrow::Status::OK();
}

}  // namespace

struct arrow_table {
  arrow_kind kind = KIND_PARQUET;
  arrow::MemoryPool &pool = shared_pool();
  std::shared_ptr<Stream> stream;
  std::unique_ptr<parquet::arrow::FileReader> parquet;
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file;
  std::shared_ptr<arrow::RecordBatchReader> batches;
  std::shared_ptr<arrow::io::RandomAccessFile> bytes;
  std::shared_ptr<arrow::Schema> schema;
  std::vector<std::string> type_names;
  std::vector<int> chosen;
  std::shared_ptr<arrow::RecordBatch> batch;
  std::vector<const arrow::Array *> columns;
  int next_batch = 0;
  int64_t rows_all = 0;
  std::atomic<int64_t> rows_read{0};
  std::string fault;

  arrow::Status open(const arrow_bytes &from);
  arrow::Status open_parquet();
  arrow::Status choose_parquet();
  arrow::Status choose_file();
  arrow::Status read();
  arrow::Status check_end();
};

arrow::Status arrow_table::open_parquet() {
  parquet::ReaderProperties properties(&pool);
  properties.enable_buffered_stream();
  parquet::ArrowReaderProperties arrow_properties(false);
  arrow_properties.set_batch_size(batch_rows);
  arrow_properties.set_pre_buffer(false);
  parquet::arrow::FileReaderBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Open(bytes, properties));
  ARROW_RETURN_NOT_OK(builder.memory_pool(&pool)->properties(arrow_properties)->Build(&parquet));
  const auto metadata = parquet->parquet_reader()->metadata();
  ARROW_RETURN_NOT_OK(check_parquet_alone(*bytes, *metadata));
  rows_all = metadata->num_rows();
  return parquet->GetSchema(&schema);
}

arrow::Status arrow_table::open(const arrow_bytes &from) {
  arrow::ipc::IpcReadOptions options;
  options.memory_pool = &pool;
  options.use_threads = false;
  if (kind == KIND_ARROW_STREAM) {
    stream = std::make_shared<Stream>(from);
    ARROW_ASSIGN_OR_RAISE(batches, arrow::ipc::RecordBatchStreamReader::Open(stream, options));
    schema = batches->schema();
  } else {
    const int own = dup(from.file);
    if (own < 0) return arrow::Status::IOError("there are too many open files");
    ARROW_ASSIGN_OR_RAISE(bytes, arrow::io::ReadableFile::Open(own, &pool));
    if (kind == KIND_PARQUET) {
      ARROW_RETURN_NOT_OK(open_parquet());
    } else {
      ARROW_ASSIGN_OR_RAISE(file, arrow::ipc::RecordBatchFileReader::Open(bytes, options));
      ARROW_RETURN_NOT_OK(check_file_alone(*bytes));
      schema = file->schema();
    }
  }
  for (const auto &field : schema->fields()) type_names.push_back(field->type()->ToString());
  return arrow::Status::OK();
}

// The columns' leaves, and whether this build unpacks them.
arrow::Status arrow_table::choose_parquet() {
  std::vector<int> leaves, groups;
  for (int column : chosen)
    leaves.push_back(parquet->manifest().schema_fields[static_cast<size_t>(column)].column_index);
  const auto metadata = parquet->parquet_reader()->metadata();
  for (int group = 0; group < metadata->num_row_groups(); group++) {
    groups.push_back(group);
    for (size_t i = 0; i < leaves.size(); i++) {
      const auto codec = metadata->RowGroup(group)->ColumnChunk(leaves[i])->compression();
      const bool known = codec != arrow::Compression::LZO && codec < arrow::Compression::LZ4_HADOOP + 1;
      if (codec == arrow::Compression::UNCOMPRESSED || (known && arrow::util::Codec::IsAvailable(codec))) continue;
      return arrow::Status::NotImplemented("the column ", schema->field(chosen[i])->name(), " is packed by ",
                                           known ? arrow::util::Codec::GetCodecAsString(codec) : "lzo or another codec",
                                           " that is not read here; write the file with zstd or snappy");
    }
  }
  ARROW_ASSIGN_OR_RAISE(batches, parquet->GetRecordBatchReader(groups, leaves));
  return arrow::Status::OK();
}

arrow::Status arrow_table::choose_file() {
  arrow::ipc::IpcReadOptions options;
  options.memory_pool = &pool;
  options.use_threads = false;
  options.included_fields = chosen;
  ARROW_ASSIGN_OR_RAISE(file, arrow::ipc::RecordBatchFileReader::Open(bytes, options));
  return arrow::Status::OK();
}

arrow::Status arrow_table::check_end() {
  if (kind == KIND_ARROW_STREAM) {
    char more = 0;
    if (!stream->ended()) return arrow::Status::Invalid("the stream has no mark at its end; it was cut");
    ARROW_ASSIGN_OR_RAISE(int64_t behind, stream->Read(1, &more));
    if (behind > 0) return arrow::Status::Invalid("bytes stand behind the end of the stream");
  }
  if (kind == KIND_PARQUET && rows_read != rows_all)
    return arrow::Status::Invalid("there are fewer rows than the file says");
  return arrow::Status::OK();
}

arrow::Status arrow_table::read() {
  do {
    batch.reset();
    if (kind == KIND_ARROW_FILE) {
      if (next_batch == file->num_record_batches()) return arrow::Status::OK();
      ARROW_ASSIGN_OR_RAISE(batch, file->ReadRecordBatch(next_batch++));
    } else {
      ARROW_RETURN_NOT_OK(batches->ReadNext(&batch));
      if (batch == nullptr) return check_end();
    }
  } while (batch->num_rows() == 0);
  // The columns of a file that were left out are not there; a stream has all.
  const bool narrowed = kind != KIND_ARROW_STREAM;
  columns.clear();
  for (size_t i = 0; i < chosen.size(); i++) {
    const std::string &name = schema->field(chosen[i])->name();
    const int place = kind == KIND_ARROW_FILE ? batch->schema()->GetFieldIndex(name)
                      : narrowed              ? static_cast<int>(i)
                                              : chosen[i];
    if (place < 0 || place >= batch->num_columns())
      return arrow::Status::Invalid("the column ", name, " is not in a batch");
    const auto values = batch->column(place);
    if (!values->type()->Equals(*schema->field(chosen[i])->type()))
      return arrow::Status::Invalid("the column ", name, " has another type in a batch");
    ARROW_RETURN_NOT_OK(values->Validate());
    ARROW_RETURN_NOT_OK(check_values(*values));
    columns.push_back(values.get());
  }
  rows_read += batch->num_rows();
  return arrow::Status::OK();
}

// Runs what may fail or throw.
template <typename Work>
static bool guarded(std::string *fault, Work work) {
  try {
    const arrow::Status status = work();
    if (status.ok()) return true;
    *fault = sentence(status.message());
  } catch (const std::exception &error) {
    *fault = sentence(error.what());
  }
  return false;
}

extern "C" {

arrow_table *arrow_open(arrow_kind kind, const arrow_bytes *from, char *message, size_t message_size) {
  std::string fault = "out of memory";
  try {
    auto table = std::make_unique<arrow_table>();
    table->kind = kind;
    if (guarded(&fault, [&] { return table->open(*from); })) return table.release();
  } catch (const std::exception &) {
  }
  std::snprintf(message, message_size, "%s", fault.c_str());
  return nullptr;
}

void arrow_close(arrow_table *table) { delete table; }
uint32_t arrow_columns(const arrow_table *table) { return static_cast<uint32_t>(table->schema->num_fields()); }
const char *arrow_column_name(const arrow_table *table, uint32_t column) {
  return table->schema->field(static_cast<int>(column))->name().c_str();
}
arrow_type arrow_column_type(const arrow_table *table, uint32_t column) {
  return type_of(*table->schema->field(static_cast<int>(column))->type());
}
const char *arrow_column_type_name(const arrow_table *table, uint32_t column) {
  return table->type_names[column].c_str();
}

bool arrow_choose(arrow_table *table, const uint32_t *chosen, uint32_t count) {
  return guarded(&table->fault, [&] {
    for (uint32_t i = 0; i < count; i++) table->chosen.push_back(static_cast<int>(chosen[i]));
    if (table->kind == KIND_PARQUET) return table->choose_parquet();
    return table->kind == KIND_ARROW_FILE ? table->choose_file() : arrow::Status::OK();
  });
}

bool arrow_next(arrow_table *table, uint64_t *rows) {
  if (!guarded(&table->fault, [&] { return table->read(); })) return false;
  *rows = table->batch ? static_cast<uint64_t>(table->batch->num_rows()) : 0;
  return true;
}

const char *arrow_fault(const arrow_table *table) { return table->fault.c_str(); }

void arrow_get(const arrow_table *table, uint32_t chosen, uint64_t row, arrow_value *value) {
  set_value(value, *table->columns[chosen], static_cast<int64_t>(row));
}

double arrow_part(const arrow_table *table) {
  if (table->kind == KIND_PARQUET && table->rows_all > 0)
    return static_cast<double>(table->rows_read) / static_cast<double>(table->rows_all);
  return -1;
}

}  // extern "C"

// ---- writing ----

struct arrow_writer {
  std::shared_ptr<Sink> sink;
  std::shared_ptr<arrow::Schema> schema;
  std::vector<arrow_type> types;
  std::vector<std::unique_ptr<arrow::ArrayBuilder>> builders;
  std::unique_ptr<parquet::arrow::FileWriter> writer;
  int64_t rows = 0, text_bytes = 0;
  std::string fault;

  arrow::Status open(const arrow_field *fields, uint32_t count);
  arrow::Status add(uint32_t column, const arrow_value &value);
  arrow::Status flush();
};

arrow::Status arrow_writer::open(const arrow_field *fields, uint32_t count) {
  std::vector<std::shared_ptr<arrow::Field>> made;
  for (uint32_t i = 0; i < count; i++) {
    const auto type = fields[i].type == ARROW_BOOL      ? arrow::boolean()
                      : fields[i].type == ARROW_INTEGER ? arrow::int64()
                      : fields[i].type == ARROW_DOUBLE  ? arrow::float64()
                                                        : arrow::utf8();
    made.push_back(arrow::field(fields[i].name, type));
    types.push_back(fields[i].type);
    ARROW_ASSIGN_OR_RAISE(auto builder, arrow::MakeBuilder(type));
    builders.push_back(std::move(builder));
  }
  schema = arrow::schema(made);
  const auto properties = parquet::WriterProperties::Builder().compression(parquet::Compression::ZSTD)->build();
  ARROW_ASSIGN_OR_RAISE(writer,
                        parquet::arrow::FileWriter::Open(*schema, arrow::default_memory_pool(), sink, properties));
  return arrow::Status::OK();
}

arrow::Status arrow_writer::add(uint32_t column, const arrow_value &value) {
  arrow::ArrayBuilder *builder = builders[column].get();
  if (!value.known) return builder->AppendNull();
  switch (types[column]) {
    case ARROW_BOOL: return static_cast<arrow::BooleanBuilder *>(builder)->Append(value.integer != 0);
    case ARROW_INTEGER: return static_cast<arrow::Int64Builder *>(builder)->Append(value.integer);
    case ARROW_DOUBLE: return static_cast<arrow::DoubleBuilder *>(builder)->Append(value.number);
    default:
      text_bytes += static_cast<int64_t>(value.size);
      return static_cast<arrow::StringBuilder *>(builder)->Append(value.text, static_cast<int32_t>(value.size));
  }
}

// One row group.
arrow::Status arrow_writer::flush() {
  if (rows == 0) return arrow::Status::OK();
  std::vector<std::shared_ptr<arrow::Array>> columns(builders.size());
  for (size_t i = 0; i < builders.size(); i++) ARROW_RETURN_NOT_OK(builders[i]->Finish(&columns[i]));
  const auto table = arrow::Table::Make(schema, columns, rows);
  ARROW_RETURN_NOT_OK(writer->WriteTable(*table, rows));
  rows = text_bytes = 0;
  return arrow::Status::OK();
}

extern "C" {

arrow_writer *arrow_writer_open(const arrow_field *fields, uint32_t count, arrow_sink sink, void *self, char *message,
                                size_t message_size) {
  std::string fault = "out of memory";
  try {
    auto to = std::make_unique<arrow_writer>();
    to->sink = std::make_shared<Sink>(sink, self);
    if (guarded(&fault, [&] { return to->open(fields, count); })) return to.release();
  } catch (const std::exception &) {
  }
  std::snprintf(message, message_size, "%s", fault.c_str());
  return nullptr;
}

void arrow_writer_add(arrow_writer *to, uint32_t column, const arrow_value *value) {
  if (to->fault.empty()) guarded(&to->fault, [&] { return to->add(column, *value); });
}

bool arrow_writer_end_row(arrow_writer *to) {
  if (!to->fault.empty()) return false;
  to->rows++;
  if (to->rows < group_rows && to->text_bytes < (int64_t{64} << 20)) return true;
  return guarded(&to->fault, [&] { return to->flush(); });
}

bool arrow_writer_finish(arrow_writer *to) {
  if (!to->fault.empty()) return false;
  return guarded(&to->fault, [&] {
    ARROW_RETURN_NOT_OK(to->flush());
    return to->writer->Close();
  });
}

const char *arrow_writer_fault(const arrow_writer *to) { return to->fault.c_str(); }
void arrow_writer_close(arrow_writer *to) { delete to; }

// ---- what the module shows ----

const arrow_functions ARROW_MODULE = {
    .open = arrow_open,
    .close = arrow_close,
    .columns = arrow_columns,
    .column_name = arrow_column_name,
    .column_type = arrow_column_type,
    .column_type_name = arrow_column_type_name,
    .choose = arrow_choose,
    .next = arrow_next,
    .fault = arrow_fault,
    .get = arrow_get,
    .part = arrow_part,
    .writer_open = arrow_writer_open,
    .writer_add = arrow_writer_add,
    .writer_end_row = arrow_writer_end_row,
    .writer_finish = arrow_writer_finish,
    .writer_fault = arrow_writer_fault,
    .writer_close = arrow_writer_close,
};

}  // extern "C"
