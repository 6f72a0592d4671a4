// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;
import org.fraudrisk.Channel;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the posting path does with each kind of answer, and with each request that comes again. */
class TransfersTest {
  private static final Path VECTORS = Paths.get(System.getProperty("fraudrisk.root"), "bindings/vectors");
  private static final long MORNING = 1_767_664_800_000_000L; // 2026-01-06 10:00 in Beijing
  private static final long HOUR = 3_600_000_000L;
  private static final String PAID = "{\"state\":\"settled\",\"retry\":true}";

  private long nowUs = MORNING;
  private Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true));
  private Transfers transfers = new Transfers(engine, 1, () -> nowUs);

  @AfterEach
  void leave() {
    transfers.close();
    engine.close();
  }

  private static Policy load(String name) {
    try {
      return Policy.load(VECTORS.resolve(name));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private void inForce(String name) {
    try (Policy policy = load(name)) {
      engine.setPolicy(policy);
    }
  }

  private static Map<String, Object> order(String id, String payer, long timeUs, Object... more) {
    final Map<String, Object> order = new HashMap<>(Map.of("id", id, "payer", payer, "payee", "6228-9999",
        "amount_minor", 1_000L, "time_us", timeUs, "language", "en"));
    for (int i = 0; i < more.length; i += 2) order.put((String) more[i], more[i + 1]);
    return order;
  }

  private static Map<String, Object> scam(String id, String payer) {
    return order(id, payer, MORNING, "amount_minor", 4_990_000L, "remark", "转到安全账户", "channel", "teller", "on_call",
        true, "screen_shared", true);
  }

  private static void assertHas(String answer, String... parts) {
    for (String part : parts) assertTrue(answer.contains(part), answer);
  }

  @Test
  void moneyMovesOnceHoweverOftenARequestComes() throws Exception {
    inForce("retail-cn.frb");
    assertHas(transfers.post(scam("T-1", "6222-0001")), "{\"state\":\"held\",\"outcome\":\"hold\"");
    assertHas(transfers.post(scam("T-1", "6222-0001")), "{\"state\":\"held\",\"retry\":true,\"outcome\":\"hold\"");
    assertEquals("{\"state\":\"settled\"}", transfers.follow("T-1", "release", MORNING + HOUR));
    final long observed = engine.stats().observed();
    assertEquals(PAID, transfers.follow("T-1", "release", MORNING + HOUR));
    assertEquals(PAID, transfers.post(scam("T-1", "6222-0001")));
    assertEquals(PAID, transfers.follow("T-1", "release", MORNING + HOUR));
    assertEquals(observed, engine.stats().observed(), "no further event");
    assertEquals(409, assertThrows(Refusal.class, () -> transfers.follow("T-1", "cancel", MORNING + HOUR)).code);
    assertEquals(409, assertThrows(Refusal.class,
        () -> transfers.post(order("T-1", "6222-0001", MORNING))).code, "another amount");
    assertNull(transfers.follow("T-2", "release", MORNING));
    assertNull(transfers.follow("T-1", "double", MORNING));
    assertEquals(0, transfers.untold());
  }

  @Test
  void aCancelledOneDoesNotGoAnyMore() throws Exception {
    inForce("retail-cn.frb");
    transfers.post(scam("T-1", "6222-0001"));
    assertEquals("{\"state\":\"cancelled\"}", transfers.follow("T-1", "cancel", MORNING + HOUR));
    assertEquals("{\"state\":\"cancelled\",\"retry\":true}", transfers.follow("T-1", "cancel", MORNING + HOUR));
    assertEquals(409, assertThrows(Refusal.class, () -> transfers.follow("T-1", "release", MORNING + HOUR)).code);
    assertEquals(409, assertThrows(Refusal.class, () -> transfers.follow("T-1", "confirm", MORNING + HOUR)).code);
  }

  @Test
  void whereTheEngineCannotDecideThePolicysAnswerToErrorsIsActedOn() throws Exception {
    transfers.close();
    engine.close();
    engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true).partiesMax(2).keepIdleParties(true));
    transfers = new Transfers(engine, 1, () -> nowUs);
    inForce("retail-cn.frb");
    transfers.post(order("T-1", "6222-0001", MORNING));
    assertHas(transfers.post(order("T-2", "6222-0002", MORNING)), "{\"state\":\"asked\",\"outcome\":\"warn\"",
        "\"pure_outcome\":\"none\"", "\"flags\":[\"degraded\"]", "\"status\":\"FR_STATE_FULL\"");
    assertEquals(1, transfers.untold(), "the payment itself: the engine is full");
    assertEquals("{\"state\":\"settled\"}", transfers.follow("T-2", "confirm", MORNING + HOUR));
  }

  @Test
  void anOrderThatIsWrongIsRefusedWithItsDecisionBesideIt() throws Exception {
    inForce("retail-cn.frb");
    final Refusal refusal = assertThrows(Refusal.class,
        () -> transfers.post(order("T-1", "6222-0001", MORNING, "amount_minor", -1L)));
    assertEquals(422, refusal.code);
    assertHas(refusal.answer, "{\"error\":\"FR_BAD_AMOUNT: ", "\"outcome\":\"warn\"", "\"status\":\"FR_BAD_AMOUNT\"");
    assertNull(transfers.follow("T-1", "confirm", MORNING));
    assertHas(transfers.post(order("T-1", "6222-0001", MORNING)), "\"status\":\"FR_OK\"");
  }

  @Test
  void theWaitingPeriodOfAnAtmIsNoDoubt() throws Exception {
    inForce("retail-cn.frb");
    assertHas(transfers.post(order("T-1", "6222-0001", MORNING, "channel", "atm", "confirmed_in_chinese", false)),
        "{\"state\":\"delayed\",\"outcome\":\"hold\"", "\"delayed\"");
    // Had it been told as held, the second try would be one after an intervention.
    try (Context context = engine.newContext()) {
      final Decision decision = context.score(new Transfer().id("T-2").payer("6222-0001").payee("6228-9999")
          .timeUs(MORNING + HOUR).amountMinor(1_000).channel(Channel.MOBILE));
      assertEquals(0, decision.reasonCount(), "nothing speaks of a stop");
    }
    assertEquals("{\"state\":\"settled\"}", transfers.follow("T-1", "release", MORNING + 24 * HOUR));
  }

  @Test
  void aHoldThatABoundLoweredIsToldApart() throws Exception {
    inForce("retail-cn.frb");
    String answer = "";
    int last = 0;
    for (; last < 60 && !answer.contains("limited"); last++)
      answer = transfers.post(scam("T-" + last, "6222-" + (1000 + last)));
    assertHas(answer, "{\"state\":\"asked\",\"outcome\":\"warn\",\"pure_outcome\":\"hold\"", "\"limited\"");
    final String asked = "T-" + (last - 1);
    assertEquals(409, assertThrows(Refusal.class, () -> transfers.follow(asked, "release", MORNING + HOUR)).code);
    assertEquals("{\"state\":\"settled\"}", transfers.follow(asked, "confirm", MORNING + HOUR));
    assertEquals(PAID, transfers.follow(asked, "confirm", MORNING + HOUR));
    assertEquals(0, transfers.untold());
  }

  @Test
  void wordsAreThoseOfThePolicyThatDecided() throws Exception {
    inForce("retail-cn.frb");
    try (Context context = engine.newContext(); Policy decided = engine.policy(); Policy other = load("first.frb")) {
      final Transfer transfer = new Transfer().id("T-1").payer("6222-0001").payee("6228-9999").timeUs(MORNING)
          .amountMinor(4_990_000).remark("转到安全账户").channel(Channel.TELLER);
      transfer.session().onCall(true).screenShared(true);
      final Decision decision = context.score(transfer);
      final String words = Answers.words(decision, "en", decided, () -> null);
      assertTrue(words.startsWith("Stop screen sharing"), words);
      // Another policy came into force after the score, or between the two; or there is none of both any more.
      assertEquals(words, Answers.words(decision, "en", decided, () -> load("first.frb")));
      assertEquals(words, Answers.words(decision, "en", other, () -> load("retail-cn.frb")));
      assertEquals(Answers.GENERAL, Answers.words(decision, "en", other, () -> load("first.frb")));
      assertEquals(Answers.GENERAL, Answers.words(decision, "en", null, () -> null));
    }
  }

  @Test
  void theFirstPaymentAfterAQuietWeekendIsTaken() throws Exception {
    inForce("retail-cn.frb");
    transfers.post(order("T-1", "6222-0001", MORNING));
    final long monday = MORNING + 72 * HOUR;
    final Refusal ahead = assertThrows(Refusal.class, () -> transfers.post(order("T-2", "6222-0001", monday)));
    assertHas(ahead.answer, "\"status\":\"FR_TIME_AHEAD\"");
    nowUs = monday;
    final String taken = transfers.post(order("T-2", "6222-0001", monday));
    assertHas(taken, "\"status\":\"FR_OK\"");
    assertFalse(taken.contains("degraded"), taken);
  }
}
