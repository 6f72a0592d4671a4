// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.samples;

import java.io.IOException;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fraudrisk.Context;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Journal;
import org.fraudrisk.JournalOptions;
import org.fraudrisk.JournalRecovery;
import org.fraudrisk.PartyType;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;

/** An engine that is after a restart what it was before. Arguments: a policy, a folder of its own for the journal. */
public final class Restart {
  private Restart() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (int life = 1; life <= 2; life++) live(arguments[0], arguments[1], life);
  }

  private static void live(String policyFile, String folder, int life) throws IOException, InterruptedException {
    // A bank's own secret, 16 bytes from its key store, and never another one: histories lie under it.
    final byte[] secret = new byte[16];
    Arrays.fill(secret, (byte) 7);
    final EngineOptions options = new EngineOptions().acceptUnsignedPolicies(true).secretKey(secret);
    final ScheduledExecutorService pumping = Executors.newSingleThreadScheduledExecutor();
    try (Engine engine = Engine.create(options);
        Journal journal = Journal.open(engine, new JournalOptions().directory(folder).nowUs(nowUs()));
        Policy policy = Policy.load(Paths.get(policyFile))) {
      final JournalRecovery found = journal.recover(); // while the engine has seen nothing
      engine.setPolicy(policy);
      engine.setJournal(journal); // before the first context, and so before the first score
      engine.tick(nowUs());
      pumping.scheduleWithFixedDelay(() -> journal.pump(nowUs()), 0, 5, TimeUnit.MILLISECONDS);
      try (Context context = engine.newContext()) {
        context.score(new Transfer().id("T-" + life).timeUs(1_767_664_800_000_000L + life).payer("6222-0001")
            .payee("6228-9999").amountMinor(1_000));
        System.out.println("life " + life + ": " + (found.replayed() == 0 ? "a new journal" : "recovered")
            + "; transfers of this payer, with one more: "
            + engine.party(PartyType.ACCOUNT, "6222-0001").transferEntries());
      }
      pumping.shutdown();
      pumping.awaitTermination(1, TimeUnit.MINUTES); // nothing is pumped once the journal is closed
      journal.checkpoint(); // says whether all of it is on the disk; close() does not
    } finally {
      pumping.shutdownNow();
    }
  }

  private static long nowUs() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  }
}
