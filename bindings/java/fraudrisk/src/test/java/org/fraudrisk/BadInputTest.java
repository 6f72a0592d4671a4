// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller can do wrong with a transfer, an event or a document. */
class BadInputTest {
  private final Engine engine = Bank.engine("vectors.frb");
  private final Context context = engine.newContext();
  private final Transfer transfer = Bank.transfer(new Transfer(), 1);
  private final Decision decision = new Decision();

  @AfterEach
  void leave() {
    context.close();
    engine.close();
  }

  private void assertRefused(int status, String field) {
    assertEquals(status, context.tryScore(transfer, decision));
    assertTrue((decision.flags() & Fr.FLAG_DEGRADED) != 0);
    assertEquals(Outcome.WARN, decision.outcome());
    final FraudRiskException error =
        assertThrows(FraudRiskException.class, () -> context.score(transfer, decision));
    assertEquals(status, error.status());
    assertEquals(field, error.field());
    assertFalse(error.sentence().isEmpty());
    assertTrue(error.getMessage().startsWith(FraudRisk.statusName(status) + ": "));
  }

  @Test
  void aRefusedTransferHasTheDegradedDecision() {
    transfer.amountMinor(-1);
    assertRefused(Status.BAD_AMOUNT, "transfer.amount_minor");
    assertEquals(Band.INPUT, assertThrows(FraudRiskException.class, () -> context.score(transfer)).band());
    assertEquals(Status.BAD_AMOUNT, context.lastError().status());
    assertEquals(Status.OK, context.tryScore(transfer.amountMinor(1), decision));
    assertEquals(Status.OK, context.lastError().status());
  }

  @Test
  void nullIsRefusedByName() {
    assertThrows(NullPointerException.class, () -> context.tryScore((Transfer) null, decision));
    assertThrows(NullPointerException.class, () -> context.tryScore(transfer, null));
    assertThrows(NullPointerException.class, () -> context.tryObserve(null));
    assertThrows(NullPointerException.class, () -> context.why(null));
    assertThrows(NullPointerException.class, () -> engine.setPolicy(null));
    assertThrows(NullPointerException.class, () -> engine.party(PartyType.ACCOUNT, null));
    assertThrows(NullPointerException.class, () -> engine.partyKey(null, "6222-0001"));
    assertThrows(NullPointerException.class, () -> Engine.create(null));
    assertThrows(NullPointerException.class, () -> Policy.load((byte[]) null));
    assertThrows(NullPointerException.class, () -> transfer.attribute(null, 1));
    assertThrows(NullPointerException.class, () -> transfer.attribute("campaign", (String) null));
    assertThrows(NullPointerException.class, () -> WatchLists.builder(null, 0));
    assertThrows(NullPointerException.class, () -> TrustStore.builder().add("author", null));
    assertThrows(NullPointerException.class, () -> Journal.open(engine, null));
    assertThrows(NullPointerException.class, () -> FraudRisk.limit(null));
    assertThrows(NullPointerException.class, () -> FraudRisk.currencyDigits(null));
    // After an exception before the call the context is as it was.
    assertEquals(Status.OK, context.tryScore(transfer, decision));
  }

  @Test
  void sizesAndPlacesOutsideAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Batch(0));
    assertThrows(IndexOutOfBoundsException.class, () -> context.tryScore(new Batch(1), 2));
    assertThrows(IndexOutOfBoundsException.class, () -> context.tryScore(new Batch(1), -1));
    assertThrows(IndexOutOfBoundsException.class, () -> decision.reasons(16));
    assertThrows(IndexOutOfBoundsException.class, () -> engine.stats().limitedHolds(8));
    assertThrows(IllegalArgumentException.class, () -> transfer.currency("EUROS"));
    for (String wrong : new String[] {"元", "CNYX", "CN", "cny", "C Y"}) {
      final IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> transfer.currency(wrong));
      assertTrue(error.getMessage().contains("\"" + wrong + "\""), error.getMessage());
    }
    assertEquals("CNY", transfer.currency("CNY").currency());
    assertEquals("", transfer.currency(null).currency());
    assertThrows(IllegalArgumentException.class, () -> Bank.options().secretKey(new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> new JournalOptions().sealingKey(new byte[31]));
    assertThrows(IllegalArgumentException.class, () -> new JournalOptions().directory("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> WatchLists.builder(new byte[17], 0));
    assertNull(engine.policy().rule(-1));
    assertNull(engine.policy().feature(1_000_000));
  }

  @Test
  void attributesOfAWrongTypeOrNameAreRefused() {
    transfer.attribute("branch_risk", "high");
    assertRefused(Status.BAD_ATTRIBUTE, "transfer.attributes");
    transfer.attribute("branch_risk", 0.5);
    assertEquals(1, transfer.attributeCount());
    assertEquals(Status.OK, context.tryScore(transfer, decision));
    transfer.attribute("nobody_declared_this", 1);
    assertRefused(Status.BAD_ATTRIBUTE, "transfer.attributes");
    Bank.transfer(transfer, 2);
    assertEquals(0, transfer.attributeCount());
    for (int i = 0; i <= Fr.MAX_ATTRIBUTES; i++) transfer.attribute("a" + i, i);
    assertEquals(Status.TOO_MANY, context.tryScore(transfer, decision));
    assertThrows(IllegalArgumentException.class, () -> transfer.attribute("one_more", 1));
  }

  @Test
  void textThatIsNoUnicodeIsRefusedInIdentifiersAndToleratedInRemarks() {
    transfer.remark("half a pair \ud83d and more");
    assertEquals(Status.OK, context.tryScore(transfer, decision));
    assertTrue((decision.flags() & Fr.FLAG_TEXT_DAMAGED) != 0);
    transfer.payee("6228-\udc00");
    assertRefused(Status.BAD_TEXT, "transfer.payee");
    transfer.payee(new byte[] {'6', (byte) 0xff});
    assertRefused(Status.BAD_TEXT, "transfer.payee");
    transfer.payee("6228-\n");
    assertRefused(Status.BAD_TEXT, "transfer.payee");
    transfer.payee("6228-9999").remark("安全账户".getBytes(Charset.forName("GB18030")), Encoding.GB18030);
    assertEquals("安全账户", transfer.remark());
    assertEquals(Status.OK, context.tryScore(transfer, decision));
    assertEquals(0, decision.flags() & Fr.FLAG_TEXT_DAMAGED);
  }

  @Test
  void textOfAnyLengthReachesTheLibrary() {
    final char[] long64 = new char[64];
    Arrays.fill(long64, '6');
    transfer.payee(new String(long64));
    assertEquals(Status.OK, context.tryScore(transfer, decision));
    transfer.payee(new String(long64) + "6");
    assertRefused(Status.TOO_LONG, "transfer.payee");
    final char[] huge = new char[100_000];
    Arrays.fill(huge, '转');
    transfer.payee(new String(huge));
    assertRefused(Status.TOO_LONG, "transfer.payee");
    assertEquals(100_000, transfer.payee().length());
    transfer.payee("");
    assertEquals("", transfer.payee());
    assertRefused(Status.MISSING_FIELD, "transfer.payee");
    transfer.payee((String) null);
    assertNull(transfer.payee());
    assertRefused(Status.MISSING_FIELD, "transfer.payee");
  }

  @Test
  void everyPlaneOfUnicodeIsWrittenAsUtf8() {
    for (String text : new String[] {"a", "é", "转", "𠀀", "a转é𠀀z", "\u0000", "\uffff", "\u07ff\u0800"})
      assertEquals(text, transfer.remark(text).remark());
  }

  @Test
  void valuesThatNoEnumerationHasAreRefused() {
    transfer.channelCode(99);
    assertRefused(Status.BAD_VALUE, "transfer.channel");
    assertNull(transfer.channel());
    transfer.channel(null);
    assertEquals(Channel.UNKNOWN, transfer.channel());
    transfer.session().onCallCode(7);
    assertRefused(Status.BAD_VALUE, "session.on_call");
  }

  @Test
  void aStructOfAnOlderOrANewerHeaderIsToldApart() {
    transfer.putInt(Transfer.STRUCT_SIZE, 8);
    assertEquals(Status.STRUCT_SIZE, context.tryScore(transfer, decision));
    transfer.putInt(Transfer.STRUCT_SIZE, Transfer.SIZE + 8);
    transfer.putLong(Transfer.SIZE, 0);
    assertEquals(Status.OK, context.tryScore(transfer, decision)); // what it does not know is zero
    transfer.putLong(Transfer.SIZE, 1);
    assertEquals(Status.STRUCT_TAIL, context.tryScore(transfer, decision));
    transfer.putInt(Transfer.STRUCT_SIZE, Transfer.SIZE);
    decision.putInt(0, 4);
    assertEquals(Status.STRUCT_SIZE, context.tryScore(transfer, decision));
  }

  @Test
  void unknownIsNothingAndKnownBitsAreSetAndTakenBack() {
    assertNull(transfer.balanceBeforeMinor());
    assertEquals(0L, transfer.balanceBeforeMinor(0).balanceBeforeMinor());
    assertNull(transfer.balanceBeforeMinor(null).balanceBeforeMinor());
    assertEquals(0, transfer.getInt(Transfer.KNOWN));
    assertFalse(transfer.hasSession());
    assertNull(transfer.session().onCall());
    assertTrue(transfer.hasSession());
    assertEquals(false, transfer.session().onCall(false).onCall());
    assertEquals(5L, transfer.session().deviceAgeS(5).deviceAgeS());
    assertEquals(70, transfer.payerParty().age(70).age());
    transfer.clear();
    assertFalse(transfer.hasSession());
    assertNull(transfer.session().deviceAgeS());
    assertNull(transfer.payerParty().age());
    assertNull(transfer.id());
  }

  @Test
  void damagedDocumentsAreRefusedWithTheirPlace() {
    assertEquals(Status.BAD_BUNDLE,
        assertThrows(FraudRiskException.class, () -> Policy.load(new byte[0])).status());
    assertEquals(Band.INTEGRITY,
        assertThrows(FraudRiskException.class, () -> Bank.policy("damaged.frb")).band());
    assertEquals(Status.BAD_KEY, assertThrows(FraudRiskException.class,
        () -> TrustStore.builder().add("author", "no key")).status());
    assertEquals(Status.BAD_ARGUMENT,
        assertThrows(FraudRiskException.class, () -> TrustStore.builder().finish()).status());
    assertEquals(Band.DOCUMENT,
        assertThrows(FraudRiskException.class, () -> engine.setSwitches(new byte[] {1, 2}, 0)).band());
    try (Engine strict = Engine.create(); Policy unsigned = Bank.policy("first.frb")) {
      assertEquals(Status.UNSIGNED_POLICY,
          assertThrows(FraudRiskException.class, () -> strict.setPolicy(unsigned)).status());
      assertNull(strict.policy());
      assertNull(strict.watchLists());
    }
  }

  @Test
  void aFileThatIsNoPolicyIsNamed() {
    final java.nio.file.Path missing = Bank.VECTORS.resolve("none.frb");
    final String said = assertThrows(java.io.IOException.class, () -> Policy.load(missing)).getMessage();
    assertEquals(missing.toAbsolutePath() + ": there is no such file", said.replace(" -> null", ""));
    assertTrue(assertThrows(java.io.IOException.class, () -> Policy.load(Bank.VECTORS)).getMessage()
        .startsWith(Bank.VECTORS + " is a folder; "));
  }

  @Test
  void logsAreToldNothingOfPersons() {
    transfer.remark("for my friend");
    context.score(transfer, decision);
    assertEquals("Transfer[T-1, MOBILE, time_us " + transfer.timeUs() + "]", transfer.toString());
    assertTrue(decision.toString().matches("Decision\\[[A-Z]+, score [0-9]+(, [a-z_]+)?, id [0-9a-f]{32}]"),
        decision.toString());
    assertEquals("Transfer[null, UNKNOWN, time_us 0]", new Transfer().toString());
  }
}
