// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.fraudrisk.arrow.ArrowTables;
import org.fraudrisk.arrow.BatchScorer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The golden vectors of tables: their columns go in as arrow-java's, and are read as its vectors when they come out. */
class TableStepsTest extends StepsRunner {
  private final RootAllocator allocator = new RootAllocator();

  @Test
  void tablesAreThoseOfC() throws IOException {
    areAnsweredAsCAnswersThem("tables.steps");
  }

  @AfterEach
  void leaveNothing() {
    allocator.close(); // which throws where something was not released
  }

  @Override
  boolean runTable(Steps.Step step) throws IOException {
    final boolean features = step.name.equals("feature_table");
    if (!features && !step.name.equals("table")) return false;
    if (!features && step.number(0) == 0) whole(step);
    else stream(step, features);
    return true;
  }

  /** By a plan, and one batch. */
  private void whole(Steps.Step step) throws IOException {
    final BatchScorer[] scorer = {null};
    final VectorSchemaRoot[] decisions = {null};
    try (StepColumns transfers = new StepColumns(step, allocator)) {
      final VectorSchemaRoot batch = transfers.getVectorSchemaRoot();
      transfers.loadNextBatch();
      final FraudRiskException refused = answer(step, () -> {
        scorer[0] = new BatchScorer(policy, transfers.names, batch.getSchema(), transfers, allocator);
        decisions[0] = scorer[0].score(context, batch);
      });
      if (refused == null) putRows(decisions[0], 0, scorer[0].dictionaries());
      out.error(refused);
    } finally {
      if (decisions[0] != null) decisions[0].close();
      if (scorer[0] != null) scorer[0].close();
    }
  }

  private void stream(Steps.Step step, boolean features) throws IOException {
    final StepColumns transfers = new StepColumns(step, allocator); // goes with the answers
    final ArrowReader[] answers = {null};
    final FraudRiskException refused = answer(step, () -> answers[0] = features
        ? ArrowTables.features(context, policy, transfers.names, transfers, allocator)
        : ArrowTables.score(context, policy, transfers.names, transfers, allocator));
    out.error(refused);
    if (refused != null) return;
    try (ArrowReader all = answers[0]) {
      final VectorSchemaRoot batch = all.getVectorSchemaRoot();
      for (int first = 0; all.loadNextBatch(); first += batch.getRowCount()) putRows(batch, first, all);
    }
  }

  private void putRows(VectorSchemaRoot batch, int first, DictionaryProvider dictionaries) {
    for (int i = 0; i < batch.getRowCount(); i++)
      for (FieldVector column : batch.getFieldVectors())
        put(column, i, first + i + "." + column.getName(), dictionaries);
  }

  /** A list is answered as its cells, each with its place; null as nothing. */
  private void put(FieldVector from, int row, String path, DictionaryProvider dictionaries) {
    if (from.isNull(row)) return;
    if (from.getField().getDictionary() != null) {
      final FieldVector words = dictionaries.lookup(from.getField().getDictionary().getId()).getVector();
      put(words, ((TinyIntVector) from).get(row), path, dictionaries);
    } else if (from instanceof LargeListVector) {
      final LargeListVector list = (LargeListVector) from;
      final long begin = list.getElementStartIndex(row);
      for (long i = begin; i < list.getElementEndIndex(row); i++)
        put(list.getDataVector(), (int) i, path + "." + (i - begin), dictionaries);
    } else if (from instanceof LargeVarCharVector) {
      out.text(path, ((LargeVarCharVector) from).get(row), false);
    } else if (from instanceof VarCharVector) {
      out.text(path, ((VarCharVector) from).get(row), false);
    } else {
      out.line(path, number(from, row));
    }
  }

  private static Object number(FieldVector from, int row) {
    if (from instanceof BitVector) return ((BitVector) from).get(row);
    if (from instanceof IntVector) return ((IntVector) from).get(row);
    if (from instanceof UInt4Vector) return Integer.toUnsignedString(((UInt4Vector) from).get(row));
    if (from instanceof BigIntVector) return ((BigIntVector) from).get(row);
    if (from instanceof UInt8Vector) return Long.toUnsignedString(((UInt8Vector) from).get(row));
    if (from instanceof TimeStampVector) return ((TimeStampVector) from).get(row);
    if (from instanceof FixedSizeBinaryVector) return Answers.hex(((FixedSizeBinaryVector) from).get(row));
    return String.format("%016x", Double.doubleToRawLongBits(((Float8Vector) from).get(row)));
  }
}
