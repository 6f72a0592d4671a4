// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.fraudrisk.Channel;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;

/** The same transfers as a table and one by one: some thousand between few parties, with much that is unknown. */
class Transfers extends ArrowReader {
  static final Path ROOT = Paths.get(System.getProperty("fraudrisk.root"));
  static final long MORNING = 1_767_664_800_000_000L; // 2026-01-06 10:00 in Beijing
  static final Field ID = text("id");
  static final Field TIME = of("time", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
  static final Field PAYER = text("payer");
  static final Field PAYEE = text("payee");
  static final Field AMOUNT = of("amount", new ArrowType.Decimal(18, 2, 128));
  static final Field CHANNEL = text("channel");
  static final Field REMARK = text("remark");
  static final Field AGE = of("payer.age", new ArrowType.Int(64, true));
  static final Field SHARED = of("session.screen_shared", ArrowType.Bool.INSTANCE);
  static final List<Field> ALL = List.of(ID, TIME, PAYER, PAYEE, AMOUNT, CHANNEL, REMARK, AGE, SHARED);

  private final Schema schema;
  private final int rows;
  private final int each;
  private int done;
  /** The number of the first row. */
  int first;
  /** What loading throws when so many rows are done. */
  Throwable thrown;
  int thrownAt = Integer.MAX_VALUE;
  boolean closed;

  Transfers(BufferAllocator allocator, List<Field> fields, int rows, int each) {
    super(allocator);
    this.schema = new Schema(fields);
    this.rows = rows;
    this.each = each;
  }

  Transfers(BufferAllocator allocator, int rows, int each) {
    this(allocator, ALL, rows, each);
  }

  static Field of(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), null);
  }

  static Field text(String name) {
    return of(name, ArrowType.Utf8.INSTANCE);
  }

  /** The columns without one of them, or with another in its place. */
  static List<Field> with(String name, Field... instead) {
    final List<Field> fields = new ArrayList<>();
    for (Field field : ALL) {
      if (field.getName().equals(name)) fields.addAll(Arrays.asList(instead));
      else fields.add(field);
    }
    if (ALL.stream().noneMatch(field -> field.getName().equals(name))) fields.addAll(Arrays.asList(instead));
    return fields;
  }

  Transfers throwing(Throwable what, int at) {
    thrown = what;
    thrownAt = at;
    return this;
  }

  Transfers from(int row) {
    first = row;
    return this;
  }

  @Override
  protected Schema readSchema() {
    return schema;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    if (done >= thrownAt) {
      if (thrown instanceof IOException) throw (IOException) thrown;
      if (thrown instanceof Error) throw (Error) thrown;
      throw (RuntimeException) thrown;
    }
    final int count = Math.min(each, rows - done);
    if (count <= 0) return false;
    fill(getVectorSchemaRoot(), first + done, count, this::valueOf);
    done += count;
    return true;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {
    closed = true;
  }

  /** For a test that wants another. */
  Object valueOf(String column, int row) {
    return value(column, row);
  }

  // ---- one row ----

  static void fill(VectorSchemaRoot root, int from, int count, BiFunction<String, Integer, Object> values) {
    root.allocateNew();
    for (FieldVector vector : root.getFieldVectors())
      for (int i = 0; i < count; i++) put(vector, i, values.apply(vector.getName(), from + i));
    root.setRowCount(count);
  }

  private static void put(FieldVector vector, int place, Object value) {
    if (value == null) vector.setNull(place);
    else if (vector instanceof VarCharVector)
      ((VarCharVector) vector).setSafe(place, value.toString().getBytes(StandardCharsets.UTF_8));
    else if (vector instanceof DecimalVector) ((DecimalVector) vector).setSafe(place, (BigDecimal) value);
    else if (vector instanceof TimeStampMicroTZVector) ((TimeStampMicroTZVector) vector).setSafe(place, (Long) value);
    else if (vector instanceof BitVector) ((BitVector) vector).setSafe(place, (Boolean) value ? 1 : 0);
    else if (vector instanceof BigIntVector) ((BigIntVector) vector).setSafe(place, ((Number) value).longValue());
    else vector.setNull(place);
  }

  static Object value(String column, int row) {
    switch (column) {
      case "id":
        return "T-" + row;
      case "time":
        return MORNING + row * 20_000_000L;
      case "payer":
      case "debtor":
        return "6222-" + (1000 + row % 40);
      case "payee":
        return "6228-" + (2000 + row * 7 % 61);
      case "amount":
        return BigDecimal.valueOf(100 + row % 90 * 7777L + row, 2);
      case "channel":
        return row % 3 == 0 ? null : row % 3 == 1 ? "mobile" : "teller";
      case "remark":
        return row % 11 == 5 ? "转到安全账户" : row % 4 == 0 ? "房租" : null;
      case "payer.age":
        return row % 5 == 0 ? null : 20 + row % 60;
      case "session.screen_shared":
        return row % 7 == 0 ? null : row % 23 == 1;
      default:
        return "what nobody knows";
    }
  }

  static Transfer transfer(Transfer into, int row) {
    into.clear().id((String) value("id", row)).timeUs((Long) value("time", row)).payer((String) value("payer", row))
        .payee((String) value("payee", row)).remark((String) value("remark", row))
        .amountMinor(((BigDecimal) value("amount", row)).unscaledValue().longValueExact());
    final Object channel = value("channel", row);
    into.channel(channel == null ? null : Channel.valueOf(channel.toString().toUpperCase(java.util.Locale.ROOT)));
    final Integer age = (Integer) value("payer.age", row);
    if (age != null) into.payerParty().age(age);
    final Boolean shared = (Boolean) value("session.screen_shared", row);
    if (shared != null) into.session().screenShared(shared);
    return into;
  }

  // ---- what they are scored by ----

  static Policy policy() {
    try {
      return Policy.load(ROOT.resolve("bindings/vectors/retail-cn.frb"));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static Engine engine(Policy policy) {
    final Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true));
    engine.setPolicy(policy);
    return engine;
  }
}
