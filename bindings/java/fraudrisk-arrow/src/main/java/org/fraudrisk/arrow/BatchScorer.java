// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.CDataDictionaryProvider;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;
import org.fraudrisk.ArrowColumns;
import org.fraudrisk.ArrowPlan;
import org.fraudrisk.Context;
import org.fraudrisk.Policy;

/** Scores one batch after the other, for whoever has no reader: as they come from a queue. One thread at a time. */
public final class BatchScorer implements AutoCloseable {
  private final BufferAllocator allocator;
  private final DictionaryProvider given;
  private final CDataDictionaryProvider dictionaries = new CDataDictionaryProvider();
  private final ArrowPlan plan;
  private final Schema decisions;

  /**
   * For batches of one schema.
   *
   * @param policy says how columns are read
   * @param columns what columns are that have other names; may be null
   * @param dictionaries of the columns that have one; may be null
   */
  public BatchScorer(Policy policy, ArrowColumns columns, Schema schema, DictionaryProvider dictionaries,
      BufferAllocator allocator) {
    this.allocator = allocator;
    this.given = dictionaries;
    this.decisions = decisionsOf(allocator, this.dictionaries);
    try (ArrowSchema exported = ArrowSchema.allocateNew(allocator)) {
      Data.exportSchema(allocator, schema, dictionaries, exported);
      try {
        plan = ArrowPlan.create(policy, exported.memoryAddress(), columns);
      } finally {
        exported.release();
      }
    } catch (RuntimeException | Error error) {
      this.dictionaries.close();
      throw error;
    }
  }

  private static Schema decisionsOf(BufferAllocator allocator, CDataDictionaryProvider into) {
    try (ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
      ArrowPlan.decisionsSchema(schema.memoryAddress());
      return Data.importSchema(allocator, schema, into);
    }
  }

  /** Scores the rows of a batch, which stays the caller's. The decisions are the caller's to close, before this. */
  public VectorSchemaRoot score(Context context, VectorSchemaRoot batch) {
    final VectorSchemaRoot answer = VectorSchemaRoot.create(decisions, allocator); // before rows are recorded
    try (ArrowArray in = ArrowArray.allocateNew(allocator); ArrowArray out = ArrowArray.allocateNew(allocator)) {
      Data.exportVectorSchemaRoot(allocator, batch, given, in);
      try {
        plan.score(context, in.memoryAddress(), out.memoryAddress());
      } finally {
        in.release();
      }
      Data.importIntoVectorSchemaRoot(allocator, out, answer, dictionaries);
      return answer;
    } catch (RuntimeException | Error error) {
      answer.close();
      throw error;
    }
  }

  /** The words of the outcomes, for arrow-java's DictionaryEncoder. */
  public DictionaryProvider dictionaries() {
    return dictionaries;
  }

  @Override
  public void close() {
    plan.close();
    dictionaries.close();
  }
}
