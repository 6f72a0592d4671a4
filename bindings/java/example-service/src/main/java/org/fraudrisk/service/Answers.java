// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import java.util.Locale;
import org.fraudrisk.Audience;
import org.fraudrisk.Decision;
import org.fraudrisk.Fr;
import org.fraudrisk.FraudRisk;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Outcome;
import org.fraudrisk.Policy;
import org.fraudrisk.Status;

/** Decisions as JSON, with what the customer is told. */
final class Answers {
  /** The bank's own sentences, for when the policy has none or is not there any more. */
  static final String GENERAL =
      "Please check whom you are paying. Has anybody told you to do this? Then stop, and ask us.";
  /** Whoever acts in the customer's place reads what stands on the screen: it tells nothing of what was noticed. */
  static final String NEUTRAL =
      "This payment is being checked and has not been sent. Please call the number on your card.";

  private static final Object[][] FLAGS = {
    {Fr.FLAG_DEGRADED, "degraded"}, {Fr.FLAG_DELAYED, "delayed"}, {Fr.FLAG_LIMITED, "limited"},
    {Fr.FLAG_REPEATED, "repeated"}, {Fr.FLAG_SHADOW, "shadow"},
  };

  private Answers() {}

  /** The first part of an answer, open for the state and the words. */
  static String decision(Decision decision, int status) {
    final StringBuilder out = new StringBuilder("\"outcome\":").append(name(decision.outcome()))
        .append(",\"pure_outcome\":").append(name(decision.pureOutcome())).append(",\"score\":")
        .append(decision.score()).append(",\"scam\":").append(FlatJson.quoted(decision.scam()))
        .append(",\"hold_until_us\":").append(decision.holdUntilUs()).append(",\"flags\":[");
    String comma = "";
    for (Object[] flag : FLAGS) {
      if ((decision.flags() & (Integer) flag[0]) == 0) continue;
      out.append(comma).append('"').append(flag[1]).append('"');
      comma = ",";
    }
    return out.append("],\"status\":").append(FlatJson.quoted(FraudRisk.statusName(status))).toString();
  }

  /** Null is an outcome of a later library, which is no allow: it is treated as a warning. */
  private static String name(Outcome outcome) {
    return FlatJson.quoted(outcome == null ? "warn" : outcome.name().toLowerCase(Locale.ROOT));
  }

  /**
   * What the customer is told. The policy is the one that was in force before the score. Where another one came into
   * force between the two, that one has decided, and it is asked then.
   */
  static String words(Decision decision, String language, Policy before, PolicyInForce now) {
    if (decision.outcome() == Outcome.ALLOW) return "";
    if (Boolean.FALSE.equals(decision.victimPresent())) return NEUTRAL;
    try {
      return said(before, decision, language);
    } catch (FraudRiskException error) {
      if (error.status() != Status.OTHER_POLICY) return GENERAL;
    }
    try (Policy after = now.get()) {
      return said(after, decision, language);
    } catch (FraudRiskException error) {
      return GENERAL;
    }
  }

  private static String said(Policy policy, Decision decision, String language) {
    final String words = policy == null ? "" : policy.words(decision, Audience.CUSTOMER, language);
    return words.isEmpty() ? GENERAL : words;
  }

  /** Gives the policy in force as a handle of its own, or null. */
  interface PolicyInForce {
    Policy get();
  }
}
