// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal over its life: written, recovered, shipped, closed in the wrong order. */
class JournalTest {
  @TempDir private Path folder;

  private JournalOptions options() {
    return new JournalOptions().directory(folder.toString()).segmentBytes(1 << 20).nowUs(Bank.MORNING);
  }

  /** An engine with its journal in place. */
  private static Journal begin(Engine engine, JournalOptions options) {
    final Journal journal = Journal.open(engine, options);
    journal.recover();
    engine.setJournal(journal);
    return journal;
  }

  @Test
  void anEngineIsWhatItWasAfterARestart() {
    try (Engine engine = Engine.create(Bank.options()); Journal journal = begin(engine, options());
        Policy policy = Bank.policy("first.frb")) {
      engine.setPolicy(policy);
      try (Context context = engine.newContext()) {
        final Decision decision = context.score(Bank.transfer(new Transfer(), 1));
        assertTrue(decision.sequence() > 0);
        journal.await(decision.sequence());
      }
      journal.pump(Bank.MORNING);
      journal.checkpoint();
      assertTrue(journal.snapshot() > 0);
      assertEquals(Status.NOT_FOUND, assertThrows(FraudRiskException.class, journal::prune).status());
      assertEquals(journal.stats().lastSequence(), journal.stats().syncedSequence());
    }
    try (Engine engine = Engine.create(Bank.options()); Journal journal = Journal.open(engine, options())) {
      final JournalRecovery recovery = journal.recover();
      assertTrue(recovery.lastSequence() > 0);
      assertEquals(1, engine.party(PartyType.ACCOUNT, "6222-0001").transferEntries());
    }
  }

  @Test
  void whatWasAnsweredIsCounted() {
    try (Engine engine = Bank.engine("retail-cn.frb"); Engine other = Bank.engine("first.frb")) {
      final Journal journal = begin(engine, options());
      try (Context context = engine.newContext()) {
        final Transfer transfer = Bank.transfer(new Transfer(), 1).remark("转到安全账户").channel(Channel.TELLER)
            .amountMinor(4990000);
        assertEquals(Outcome.HOLD, context.score(transfer).outcome());
        assertEquals(Status.BAD_AMOUNT, context.tryScore(transfer.amountMinor(-1), new Decision()));
        context.took(1000);
        assertThrows(IllegalArgumentException.class, () -> context.took(-1));

        final Stats stats = engine.counters(journal, Bank.MORNING);
        assertEquals(1, stats.decided(Channel.TELLER.code()).hold());
        assertEquals(1, stats.degraded());
        assertEquals(1, stats.contextCount());
        assertEquals(1, stats.took(2), "between 512 and 1024 nanoseconds");
        assertEquals(1000, stats.tookNs());
        assertEquals("retail-cn", stats.policyName());
        assertEquals(true, stats.hasJournal());
        assertTrue(stats.lastSequence() > 0);
        assertEquals(1, holds(stats, "impersonating_police"));
        assertEquals(false, engine.counters(null, 0).hasJournal());

        final String text = engine.metricsText(journal, Bank.MORNING);
        assertTrue(text.contains("\nfraudrisk_call_duration_seconds_sum 0.000001000\n"), text);
        assertTrue(engine.metricsText(null, 0).length() < text.length());
      }
      assertEquals(Status.BAD_ARGUMENT,
          assertThrows(FraudRiskException.class, () -> other.metricsText(journal, 0)).status());
      journal.close();
      assertThrows(IllegalStateException.class, () -> engine.counters(journal, 0));
    }
  }

  private static long holds(Stats stats, String scam) {
    long found = 0;
    for (int i = 0; i < stats.scamCount(); i++)
      if (stats.byScam(i).name().equals(scam)) found += stats.byScam(i).decided().hold();
    return found;
  }

  @Test
  void aStandbyFollows() {
    try (Engine leader = Engine.create(Bank.options()); Journal journal = begin(leader, options());
        Engine standby = Engine.create(Bank.options()); Policy policy = Bank.policy("first.frb")) {
      leader.setPolicy(policy);
      try (Context context = leader.newContext()) {
        context.score(Bank.transfer(new Transfer(), 1));
      }
      journal.checkpoint();
      long next = 1;
      for (Journal.Shipment one = journal.ship(next); one.records().length > 0; one = journal.ship(next)) {
        assertEquals(one.next() - 1, standby.apply(one.records()));
        next = one.next();
      }
      assertEquals(1, standby.party(PartyType.ACCOUNT, "6222-0001").transferEntries());
      assertEquals(Band.INTEGRITY,
          assertThrows(FraudRiskException.class, () -> standby.apply(new byte[] {1, 2, 3})).band());
    }
  }

  @Test
  void closingInTheWrongOrderIsPutRight() {
    final Engine engine = Engine.create(Bank.options());
    final Journal journal = begin(engine, options());
    try (Policy policy = Bank.policy("first.frb")) {
      engine.setPolicy(policy);
    }
    final Context context = engine.newContext();
    engine.close();
    journal.close();
    assertThrows(IllegalStateException.class, journal::checkpoint);
    assertTrue(context.score(Bank.transfer(new Transfer(), 1)).sequence() > 0, "it is journaled all the same");
    context.close();
    assertEquals(1, journal.owned.get());
    assertEquals(1, engine.owned.get());
  }

  @Test
  void anEngineGoesOnWithoutItsJournalOnceThatIsClosed() {
    try (Engine engine = Engine.create(Bank.options())) {
      final Journal journal = begin(engine, options());
      try (Policy policy = Bank.policy("first.frb")) {
        engine.setPolicy(policy);
      }
      journal.close();
      try (Context context = engine.newContext()) {
        assertEquals(0, context.score(Bank.transfer(new Transfer(), 1)).sequence());
      }
    }
  }

  @Test
  void whatRewritesTheStateMeetsNoContext() {
    try (Engine engine = Bank.engine("first.frb"); Engine other = Bank.engine("first.frb");
        Journal journal = Journal.open(engine, options()); Context context = engine.newContext()) {
      assertThrows(IllegalStateException.class, journal::recover);
      assertThrows(IllegalStateException.class, () -> engine.apply(new byte[8]));
      assertEquals(Status.BAD_ARGUMENT,
          assertThrows(FraudRiskException.class, () -> engine.setJournal(journal)).status());
      assertEquals(Status.BAD_ARGUMENT,
          assertThrows(FraudRiskException.class, () -> other.setJournal(journal)).status());
      assertEquals(Status.JOURNAL_LOCKED,
          assertThrows(FraudRiskException.class, () -> Journal.open(other, options())).status());
      assertEquals(Status.OK, context.tryScore(Bank.transfer(new Transfer(), 1), new Decision()));
    }
    try (Engine engine = Bank.engine("first.frb")) {
      final JournalOptions nowhere = options().directory(folder.resolve("nowhere").toString());
      assertEquals(Status.NOT_FOUND,
          assertThrows(FraudRiskException.class, () -> Journal.open(engine, nowhere)).status());
    }
  }
}
