// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import java.nio.file.Paths;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.fraudrisk.ArrowPlan;
import org.fraudrisk.Context;
import org.fraudrisk.Engine;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Policy;
import org.fraudrisk.Status;

/**
 * A program that refuses the library and its glue each call for memory in turn while a batch is scored, and of every
 * seventh all behind it, too. Argument: a folder. It says how many calls there are.
 */
final class Refusing {
  private static final int ROWS = 200;
  private static final int MOST = 5000; // more calls than there are

  private final BufferAllocator allocator = new RootAllocator();
  private final Policy policy = Transfers.policy();
  private final ArrowArray batch = ArrowArray.allocateNew(allocator);
  private final ArrowPlan plan;

  private Refusing() throws java.io.IOException {
    try (Transfers transfers = new Transfers(allocator, ROWS, ROWS);
        ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
      transfers.loadNextBatch();
      Data.exportVectorSchemaRoot(allocator, transfers.getVectorSchemaRoot(), null, batch, schema);
      plan = ArrowPlan.create(policy, schema.memoryAddress());
      schema.release();
    }
  }

  public static void main(String[] arguments) throws Exception {
    Foreign.load(Paths.get(arguments[0]));
    final Refusing with = new Refusing();
    for (boolean features : new boolean[] {false, true}) {
      if (with.attempt(features, MOST, false) != 0) throw new AssertionError("there are more calls");
      System.out.println(with.sweep(features, 1, false));
      System.out.println(with.sweep(features, 7, true));
    }
  }

  private int sweep(boolean features, int step, boolean lasts) {
    int number = 0;
    while (attempt(features, number, lasts) > 0) number += step;
    return number;
  }

  /** How many calls were refused. */
  private long attempt(boolean features, int number, boolean lasts) {
    try (Engine engine = Transfers.engine(policy); Context context = engine.newContext();
        ArrowArray answer = ArrowArray.allocateNew(allocator)) {
      Foreign.refuse(number, lasts);
      try {
        if (features) plan.features(context, policy, batch.memoryAddress(), answer.memoryAddress());
        else plan.score(context, batch.memoryAddress(), answer.memoryAddress());
      } catch (FraudRiskException error) {
        if (error.status() != Status.NO_MEMORY) throw error;
      }
      final long refused = Foreign.refused();
      final long answered = Foreign.answered(answer.memoryAddress());
      final long recorded = engine.stats().scored();
      if (recorded == answered) return refused;
      throw new AssertionError("call " + number + " was refused: " + recorded + " recorded, " + answered + " answered");
    }
  }
}
