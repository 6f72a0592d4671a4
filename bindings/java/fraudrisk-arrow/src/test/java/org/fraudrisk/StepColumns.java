// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns that a step gives, as batches: a format and a cell for each row, an empty one of which is null. */
final class StepColumns extends ArrowReader {
  final ArrowColumns names = new ArrowColumns();
  private final List<Field> fields = new ArrayList<>();
  private final List<String[]> columns = new ArrayList<>();
  private final int rows;
  private final int each;
  private int done;

  /** All rows as one batch where the step does not say how many there are in each. */
  StepColumns(Steps.Step step, BufferAllocator allocator) {
    super(allocator);
    names.ignoreUnknown(step.number(1) == Fr.YES);
    for (Steps.Field field : step.fields) {
      if (field.path.equals("rename")) {
        final String[] name = field.text().split(" ");
        names.is(name[0], name[1]);
        continue;
      }
      final String[] cells = field.text().split("\t", -1);
      columns.add(cells);
      fields.add(new Field(field.path, FieldType.nullable(typeOf(cells[0])), null));
    }
    rows = columns.get(0).length - 1;
    each = step.number(0) == 0 ? rows : step.number(0);
  }

  private static ArrowType typeOf(String format) {
    switch (format) {
      case "u":
        return ArrowType.Utf8.INSTANCE;
      case "l":
        return new ArrowType.Int(64, true);
      case "g":
        return new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case "b":
        return ArrowType.Bool.INSTANCE;
      case "tsu:UTC":
        return new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case "tDs":
        return new ArrowType.Duration(TimeUnit.SECOND);
      default:
        throw new AssertionError("there is no format " + format);
    }
  }

  private static void put(FieldVector into, int row, String cell) {
    if (cell.isEmpty()) into.setNull(row);
    else if (into instanceof VarCharVector)
      ((VarCharVector) into).setSafe(row, new org.apache.arrow.vector.util.Text(cell));
    else if (into instanceof BigIntVector) ((BigIntVector) into).setSafe(row, Long.parseLong(cell));
    else if (into instanceof Float8Vector) ((Float8Vector) into).setSafe(row, Double.parseDouble(cell));
    else if (into instanceof BitVector) ((BitVector) into).setSafe(row, Integer.parseInt(cell));
    else if (into instanceof TimeStampMicroTZVector)
      ((TimeStampMicroTZVector) into).setSafe(row, Long.parseLong(cell));
    else ((DurationVector) into).setSafe(row, Long.parseLong(cell));
  }

  @Override
  public boolean loadNextBatch() throws java.io.IOException {
    prepareLoadNextBatch();
    final int count = Math.min(each, rows - done);
    if (count == 0) return false;
    getVectorSchemaRoot().allocateNew();
    for (int k = 0; k < columns.size(); k++)
      for (int i = 0; i < count; i++)
        put(getVectorSchemaRoot().getVector(k), i, columns.get(k)[1 + done + i]);
    getVectorSchemaRoot().setRowCount(count);
    done += count;
    return true;
  }

  @Override
  protected Schema readSchema() {
    return new Schema(fields);
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {}
}
