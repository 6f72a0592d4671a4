// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What a policy tells, in words, questions, features and contributions. */
class PolicyTest {
  private static Transfer suspicious() {
    final Transfer transfer = new Transfer().id("T-1").timeUs(Bank.MORNING).payer("6222-0001").payee("6228-9999")
        .amountMinor(4_990_000).remark("转到安全账户").channel(Channel.TELLER);
    transfer.session().onCall(true);
    return transfer;
  }

  @Test
  void itTellsWhatIsInIt() {
    try (Policy policy = Bank.policy("first.frb")) {
      final PolicyInfo info = policy.describe();
      assertEquals("first-policy", info.name());
      assertEquals("CNY", info.currency());
      assertEquals(false, info.isSigned());
      assertEquals(2, info.featureCount());
      assertEquals("paid_today", policy.feature(0));
      assertNull(policy.feature(2));
      assertEquals(ValueType.INT, policy.featureType(0));
      assertEquals("third_and_rising", policy.rule(0));
      assertEquals("fake_investment", policy.scam(policy.ruleScam(0)));
      assertEquals(ValueType.UNKNOWN, policy.attributeType("nothing"));
      assertNull(policy.model(0));
      assertTrue(policy.reasonText(0, "en").contains("{transfer.amount}"));
      assertEquals(Status.BAD_ARGUMENT, assertThrows(FraudRiskException.class, () -> policy.signature(0)).status());
    }
    assertEquals(16, FraudRisk.limit("FR_MAX_REASONS"));
    assertEquals(-1, FraudRisk.limit("FR_MAX_NOTHING"));
    assertEquals(2, FraudRisk.currencyDigits("CNY"));
    assertEquals(0, FraudRisk.currencyDigits("JPY"));
    assertEquals(3, FraudRisk.currencyDigits("KWD"));
    assertEquals(2, FraudRisk.currencyDigits("?"));
    assertEquals(Fr.VERSION_MAJOR + "." + Fr.VERSION_MINOR + "." + Fr.VERSION_PATCH, FraudRisk.version());
  }

  @Test
  void itsWordsAndQuestionsFollowTheDecision() throws Exception {
    try (Engine engine = Bank.engine("retail-cn.frb"); Context context = engine.newContext();
        Policy policy = engine.policy()) {
      final Transfer transfer = suspicious();
      final Decision decision = context.score(transfer);
      assertEquals(Outcome.HOLD, decision.outcome());
      assertFalse(policy.words(decision, Audience.CUSTOMER, "zh").isEmpty());
      assertFalse(policy.words(decision, Notice.REASON, "zh").isEmpty());
      assertEquals(policy.words(decision, Audience.ATM, "zh"),
          new String(policy.words(decision, Fr.AUDIENCE_ATM, "zh", Encoding.GB18030), "GB18030"));
      final Question question = policy.question(decision, 0);
      assertFalse(policy.questionWords(decision, 0, "en").isEmpty());
      Policy.answer(transfer.teller(), question, question.sign() == Boolean.TRUE);
      assertEquals(question.tellerBit(), transfer.teller().seen());
      Policy.answer(transfer.teller(), question, question.sign() != Boolean.TRUE);
      assertEquals(0, transfer.teller().ruledOut(), "what was seen outweighs it");
      final long points = decision.score();
      context.score(transfer, decision);
      assertTrue((decision.flags() & Fr.FLAG_REPEATED) != 0);
      assertTrue(decision.score() >= points);
      assertTrue(policy.matches("请转到安全账户").length > 0);
      assertEquals(Status.NO_WORDS, assertThrows(FraudRiskException.class,
          () -> policy.question(decision, 1000)).status());
      for (LimitState limit : engine.limits()) assertTrue(limit.windowUs() > 0);
    }
  }

  @Test
  void scoringInTwoHalvesIsScoring() {
    try (Engine one = Bank.engine("vectors.frb"); Engine other = Bank.engine("vectors.frb");
        Context whole = one.newContext(); Context half = other.newContext(); Policy policy = one.policy()) {
      final Transfer transfer = Bank.transfer(new Transfer(), 1).amountMinor(5_000_000);
      transfer.payerParty().age(61);
      transfer.attribute("branch_risk", 0.75);
      final Decision decision = whole.score(transfer);
      final FoldBlocks blocks = new FoldBlocks(policy);
      half.fold(transfer, Fr.SIDE_ALL, blocks);
      final FoldBlocks sent = new FoldBlocks(policy).append(blocks.bytes());
      final Decision decided = new Decision();
      policy.decide(transfer, sent, decided);
      assertArrayEquals(decision.decisionId(), decided.decisionId());
      assertEquals(decision.score(), decided.score());
      final Counterfactual counterfactual = new Counterfactual();
      final Contribution[] why = whole.why(transfer, counterfactual);
      final Contribution[] apart = policy.why(transfer, sent, null);
      assertEquals(why.length, apart.length);
      assertTrue(why.length > 0);
      assertEquals(Fr.CONTRIBUTION_BASE, why[0].featureIndex());
      for (int i = 0; i < why.length; i++) assertEquals(why[i].contribution(), apart[i].contribution());
      assertEquals(policy.describe().featureCount(), policy.features(transfer, sent).length);
      assertThrows(IllegalArgumentException.class, () -> sent.append(new byte[1 << 20]));
      policy.decide(transfer, sent, decided);
      sent.clear();
      assertEquals(Status.FOLDS_MISSING,
          assertThrows(FraudRiskException.class, () -> policy.decide(transfer, sent, decided)).status());
      assertTrue((decided.flags() & Fr.FLAG_DEGRADED) != 0);
    }
  }

  private static String pem(PublicKey key) {
    final String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  @Test
  void aTrustStoreKnowsItsKeys() throws GeneralSecurityException {
    final KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
    final PublicKey author = keys.generateKeyPair().getPublic();
    try (TrustStore.Builder builder = TrustStore.builder(); Engine engine = Engine.create();
        Policy unsigned = Bank.policy("first.frb")) {
      final byte[] id = builder.add("author", pem(author));
      assertArrayEquals(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(author.getEncoded()), 16), id);
      builder.require("author");
      try (TrustStore trust = builder.finish()) {
        assertEquals(Status.UNSIGNED_POLICY,
            assertThrows(FraudRiskException.class, () -> trust.verify(unsigned)).status());
        engine.setTrust(trust);
      }
      assertEquals(Status.UNSIGNED_POLICY,
          assertThrows(FraudRiskException.class, () -> engine.setPolicy(unsigned)).status());
      engine.setTrust(null);
      engine.tick(Bank.MORNING);
      assertEquals(Status.BAD_TIME, assertThrows(FraudRiskException.class, () -> engine.tick(-5)).status());
      assertEquals(Status.UNSIGNED_POLICY, assertThrows(FraudRiskException.class,
          () -> engine.putPolicy(unsigned, new PutOptions().nowUs(Bank.MORNING))).status());
    }
  }
}
