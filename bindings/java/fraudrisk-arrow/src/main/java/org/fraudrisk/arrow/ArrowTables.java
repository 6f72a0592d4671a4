// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.fraudrisk.ArrowColumns;
import org.fraudrisk.Context;
import org.fraudrisk.Policy;

/**
 * Tables in and out as arrow-java's readers. Nothing of them is copied, and each batch is scored when it is loaded.
 *
 * <p>Add arrow-memory-unsafe or arrow-memory-netty, and start Java with
 * {@code --add-opens=java.base/java.nio=ALL-UNNAMED}, as arrow-java asks for.
 */
public final class ArrowTables {
  private ArrowTables() {}

  private interface Opened {
    void open(long batches, long answers);
  }

  /**
   * Decisions of the transfers that a reader gives: a batch for each of its batches, a row for each row. The columns are
   * those of {@code fraudrisk/arrow.h}; the outcome's number is the place in its dictionary and the
   * {@link org.fraudrisk.Outcome#code}.
   *
   * @param policy says how columns are read
   * @param columns what columns are that have other names; may be null
   * @param transfers belongs to the answer, which closes it; where this throws it is closed. Do not close it again: not
   *     all of arrow-java's readers bear that
   * @param allocator accounts for both
   * @return a reader to be closed; the context is held until then, and is used by the thread that loads a batch
   */
  public static ArrowReader score(Context context, Policy policy, ArrowColumns columns, ArrowReader transfers,
      BufferAllocator allocator) {
    return open(transfers, allocator, (batches, answers) -> context.scoreStream(policy, columns, batches, answers));
  }

  /** The same with the policy's features of each transfer; the policy is the one in force. */
  public static ArrowReader features(Context context, Policy policy, ArrowColumns columns, ArrowReader transfers,
      BufferAllocator allocator) {
    return open(transfers, allocator, (batches, answers) -> context.featuresStream(policy, columns, batches, answers));
  }

  private static ArrowReader open(ArrowReader transfers, BufferAllocator allocator, Opened opened) {
    try (ArrowArrayStream batches = ArrowArrayStream.allocateNew(allocator);
        ArrowArrayStream answers = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, transfers, batches);
      try {
        opened.open(batches.memoryAddress(), answers.memoryAddress());
      } catch (RuntimeException | Error error) {
        batches.release();
        throw error;
      }
      return Data.importArrayStream(allocator, answers);
    }
  }
}
