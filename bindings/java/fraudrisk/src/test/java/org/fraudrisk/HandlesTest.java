// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handles that are closed, forgotten, mixed up or shared wrongly: an exception each, and the process lives. */
@Timeout(60)
class HandlesTest {
  private static void assertClosed(String name, Runnable call) {
    assertEquals("the " + name + " is closed", assertThrows(IllegalStateException.class, call::run).getMessage());
  }

  @Test
  void everythingClosedIsRefused() {
    final Engine engine = Bank.engine("first.frb");
    final Policy policy = engine.policy();
    final Context context = engine.newContext();
    final Decision decision = context.score(Bank.transfer(new Transfer(), 1));
    final WatchLists.Builder builder = WatchLists.builder(new byte[16], 0);
    final WatchLists lists = builder.finish(1);
    final TrustStore.Builder trust = TrustStore.builder();
    for (Handle handle : new Handle[] {context, engine, policy, builder, lists, trust}) {
      assertFalse(handle.isClosed());
      handle.close();
      handle.close();
      assertTrue(handle.isClosed());
    }
    assertClosed("context", () -> context.tryScore(new Transfer(), decision));
    assertClosed("context", () -> context.tryPreview(new Transfer(), decision));
    assertClosed("context", () -> context.tryScore(new Batch(1), 1));
    assertClosed("context", () -> context.tryChallenge(0, decision));
    assertClosed("context", () -> context.tryObserve(new Event()));
    assertClosed("context", context::lastError);
    assertClosed("context", () -> context.why(new Transfer()));
    assertClosed("engine", engine::newContext);
    assertClosed("engine", engine::stats);
    assertClosed("engine", () -> engine.party(PartyType.ACCOUNT, "6222-0001"));
    assertClosed("engine", engine::policy);
    assertClosed("policy", () -> engine.setPolicy(policy));
    assertClosed("policy", policy::describe);
    assertClosed("policy", () -> policy.rule(0));
    assertClosed("policy", () -> policy.words(decision, Audience.AUDIT, "en"));
    assertClosed("policy", () -> new FoldBlocks(policy));
    assertClosed("builder of watch lists", () -> builder.finish(2));
    assertClosed("watch lists", lists::describe);
    assertClosed("builder of a trust store", trust::finish);
  }

  @Test
  void contextsOutliveTheirEngineAndItsPolicy() {
    final Engine engine = Bank.engine("first.frb");
    final Context context = engine.newContext();
    final Policy policy = engine.policy();
    engine.close();
    policy.close();
    assertEquals(Outcome.ALLOW, context.score(Bank.transfer(new Transfer(), 1)).outcome());
    assertEquals(3, engine.owned.get(), "closed, and the context still holds it");
    context.close();
    assertEquals(1, engine.owned.get(), "and the engine is freed with it");
  }

  @Test
  void aHandleIsClosedInTheMiddleOfAnotherThreadsCalls() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      final Engine engine = Bank.engine("first.frb");
      final Context context = engine.newContext();
      final CountDownLatch begun = new CountDownLatch(1);
      final Thread scoring = new Thread(() -> {
        final Transfer transfer = new Transfer();
        final Decision decision = new Decision();
        try {
          for (int i = 0; ; i++) {
            context.tryScore(Bank.transfer(transfer, i), decision);
            if (i == 20) begun.countDown();
          }
        } catch (IllegalStateException expected) {
          assertEquals("the context is closed", expected.getMessage());
        }
      });
      scoring.start();
      begun.await();
      engine.close();
      context.close();
      scoring.join();
      assertEquals(1, engine.owned.get());
    }
  }

  @Test
  void twoThreadsInOneContextAreToldSo() throws InterruptedException {
    try (Engine engine = Bank.engine("first.frb"); Context context = engine.newContext()) {
      final AtomicInteger refused = new AtomicInteger();
      final AtomicInteger scored = new AtomicInteger();
      final Runnable score = () -> {
        final Transfer transfer = new Transfer();
        final Decision decision = new Decision();
        for (int i = 0; i < 1000; i++) {
          try {
            assertEquals(Status.OK, context.tryScore(Bank.transfer(transfer, i), decision));
            scored.incrementAndGet();
          } catch (IllegalStateException expected) {
            assertTrue(expected.getMessage().startsWith("another thread is in a call of this context"));
            refused.incrementAndGet();
          }
        }
      };
      final List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 3; i++) threads.add(new Thread(score));
      for (Thread thread : threads) thread.start();
      for (Thread thread : threads) thread.join();
      assertEquals(3000, scored.get() + refused.get());
      context.owned.enterAlone(); // as if a call were on its way
      assertThrows(IllegalStateException.class, () -> context.tryScore(new Transfer(), new Decision()));
      context.owned.leave();
    }
  }

  @Test
  void manyThreadsShareAnEngineAndAPolicy() throws InterruptedException {
    try (Engine engine = Bank.engine("first.frb"); Policy other = Bank.policy("retail-cn.frb")) {
      final AtomicInteger scored = new AtomicInteger();
      final List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        threads.add(new Thread(() -> {
          try (Context context = engine.newContext()) {
            final Transfer transfer = new Transfer();
            final Decision decision = new Decision();
            for (int i = 0; i < 300; i++) {
              if (context.tryScore(Bank.transfer(transfer, i), decision) == Status.OK) scored.incrementAndGet();
              if (i % 100 == 0) engine.stats();
            }
          }
        }));
      }
      for (Thread thread : threads) thread.start();
      engine.setPolicy(other);
      for (Thread thread : threads) thread.join();
      assertTrue(scored.get() >= 300, "all but those that another thread has scored with another amount");
    }
  }

  @Test
  void forgottenHandlesAreFreedByTheCleaner() throws InterruptedException {
    final Owned[] forgotten = forget();
    for (int i = 0; i < 200 && !(forgotten[0].get() == 1 && forgotten[1].get() == 1); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(1, forgotten[1].get(), "the context is freed");
    assertEquals(1, forgotten[0].get(), "the engine is freed");
  }

  private static Owned[] forget() {
    final Engine engine = Bank.engine("first.frb");
    return new Owned[] {engine.owned, engine.newContext().owned};
  }

  @Test
  void handlesOfAnotherEngineAreRefusedOrShared() {
    try (Engine one = Bank.engine("first.frb"); Engine other = Bank.engine("retail-cn.frb");
        Context context = one.newContext(); Policy policy = other.policy()) {
      final Decision decision = context.score(Bank.transfer(new Transfer(), 1));
      assertEquals(Status.OTHER_POLICY, assertThrows(FraudRiskException.class,
          () -> policy.words(decision, Audience.AUDIT, "en")).status());
      one.setPolicy(policy); // a policy may be shared by engines
      final byte[] secret = new byte[16];
      secret[0] = 1;
      try (WatchLists.Builder builder = WatchLists.builder(secret, 1);
          WatchLists lists = builder.add(PartyType.ACCOUNT, "6228-1", "case_account", 0).finish(7)) {
        assertTrue(lists.contains(PartyType.ACCOUNT, "6228-1", "case_account", Bank.MORNING));
        assertFalse(lists.contains(PartyType.ACCOUNT, "6228-2", "case_account", Bank.MORNING));
        assertEquals("case_account", lists.name(0));
        assertEquals(1, lists.entries(0));
        assertEquals(7, lists.describe().version());
        assertEquals(Status.BAD_ARGUMENT,
            assertThrows(FraudRiskException.class, () -> one.setWatchLists(lists)).status());
      }
    }
  }

  @Test
  void whatIsHeldIsFreedWithTheLastThatHoldsIt() {
    final AtomicInteger freed = new AtomicInteger();
    final Owned owned = new Owned("thing", 7, address -> freed.incrementAndGet());
    owned.hold();
    owned.hold();
    assertEquals(7, owned.enterAlone(), "to be held is not to be in a call");
    assertTrue(assertThrows(IllegalStateException.class, owned::enterHeld).getMessage()
        .startsWith("another thread is in a call of this thing"));
    owned.run();
    owned.leave();
    assertEquals("the thing is closed", assertThrows(IllegalStateException.class, owned::enterAlone).getMessage());
    assertEquals("the thing is closed", assertThrows(IllegalStateException.class, owned::hold).getMessage());
    assertEquals(7, owned.enterHeld(), "who holds it may go on");
    owned.letGo();
    owned.letGo();
    assertEquals(0, freed.get(), "and is in a call of it");
    owned.leave();
    assertEquals(1, freed.get());
  }

  @Test
  void aContextTakesTheEnginesMemoryAlongWhenItIsClosedByTheCleanerLast() {
    final Engine engine = Bank.engine("first.frb");
    final Owned context = engine.newContext().owned;
    engine.close();
    context.run(); // what the Cleaner does
    assertEquals(1, engine.owned.get());
    context.run();
  }
}
