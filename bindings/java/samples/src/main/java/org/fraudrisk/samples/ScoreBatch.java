// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.samples;

import java.io.IOException;
import java.nio.file.Paths;
import org.fraudrisk.Batch;
import org.fraudrisk.Context;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Policy;

/** A hundred transfers by two calls; one of them is wrong, and the batch goes on behind it. Argument: retail-cn.frb. */
public final class ScoreBatch {
  private static final int SIZE = 64;

  private ScoreBatch() {}

  public static void main(String[] arguments) throws IOException {
    try (Policy policy = Policy.load(Paths.get(arguments[0]));
        Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      engine.setPolicy(policy);
      try (Context context = engine.newContext()) {
        final Batch batch = new Batch(SIZE);
        final int[] outcomes = new int[4];
        for (int next = 0; next < 100; ) {
          final int count = Math.min(SIZE, 100 - next);
          for (int i = 0; i < count; i++) fill(batch, i, next + i);
          final int status = context.tryScore(batch, count);
          for (int i = 0; i < batch.done(); i++) outcomes[batch.decision(i).outcomeCode()]++;
          next += batch.done();
          if (status < 0) { // the one at done() has the policy's answer to errors
            System.out.println("number " + next + ": " + context.lastError().message());
            outcomes[batch.decision(batch.done()).outcomeCode()]++;
            next++;
          }
        }
        System.out.println("allow " + outcomes[1] + ", warn " + outcomes[2] + ", hold " + outcomes[3]);
      }
    }
  }

  private static void fill(Batch batch, int place, int number) {
    batch.transfer(place).clear().id("B-" + number).timeUs(1_767_664_800_000_000L + number * 1_000_000L)
        .payer("6222-" + (1000 + number % 10)).payee(number == 70 ? "6222-1000" : "6228-" + (2000 + number))
        .amountMinor(100_000 + number);
  }
}
