// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Filling a transfer, scoring it and reading the decision leave no garbage. */
class HotPathTest {
  private static final int CALLS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String[] ids = new String[CALLS];
  private final String[] accounts = new String[64];
  private final Transfer transfer = new Transfer();
  private final Decision decision = new Decision();
  private long sum;

  private void score(Context context, int number) {
    transfer.clear().id(ids[number]).timeUs(Bank.MORNING + number).payer(accounts[number & 63])
        .payee(accounts[number + 1 & 63]).amountMinor(100 + number).balanceBeforeMinor(5000).channel(Channel.MOBILE)
        .remark("房租 rent");
    transfer.session().onCall(false).caller(Caller.KNOWN).deviceAgeS(86_400);
    transfer.payerParty().age(40).customer("C-1");
    transfer.attribute("branch_risk", 0.25).attribute("campaign", "spring");
    if (context.tryScore(transfer, decision) < 0) throw new AssertionError(context.lastError().message());
    sum += decision.score() + decision.outcome().code() + decision.flags() + decision.holdUntilUs();
  }

  @Test
  void scoringAllocatesNothing() {
    for (int i = 0; i < CALLS; i++) ids[i] = "T-" + i;
    for (int i = 0; i < accounts.length; i++) accounts[i] = "6222-" + (1000 + i);
    try (Engine engine = Bank.engine("vectors.frb"); Context context = engine.newContext()) {
      for (int i = 0; i < CALLS / 2; i++) score(context, i);
      final long thread = Thread.currentThread().getId();
      final long before = THREADS.getThreadAllocatedBytes(thread);
      for (int i = CALLS / 2; i < CALLS; i++) score(context, i);
      final long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
      assertTrue(allocated < 4096, allocated + " bytes in " + CALLS / 2 + " calls: " + sum);
    }
  }

  @Test
  void aBatchEqualsItsSingleCalls() {
    final Batch batch = new Batch(8);
    try (Engine one = Bank.engine("retail-cn.frb"); Engine other = Bank.engine("retail-cn.frb");
        Context single = one.newContext(); Context many = other.newContext()) {
      for (int i = 0; i < 8; i++) Bank.transfer(batch.transfer(i), i);
      assertEquals(Status.OK, many.tryScore(batch, 8));
      assertEquals(8, batch.done());
      for (int i = 0; i < 8; i++) {
        single.score(Bank.transfer(transfer, i), decision);
        assertEquals(decision.score(), batch.decision(i).score());
        assertEquals(Answers.hex(decision.decisionId()), Answers.hex(batch.decision(i).decisionId()));
      }
    }
  }
}
