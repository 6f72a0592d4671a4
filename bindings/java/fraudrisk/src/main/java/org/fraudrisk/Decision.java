// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class Decision extends Struct {
  static final int SIZE = 2152;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 2152;
  static final int STRUCT_SIZE = 0;
  static final int OUTCOME = 4;
  static final int SCORE = 8;
  static final int HOLD_UNTIL_US = 16;
  static final int FLAGS = 24;
  static final int UNKNOWN_COUNT = 28;
  static final int ERROR_COUNT = 32;
  static final int REASON_COUNT = 36;
  static final int REASONS_TOTAL = 40;
  static final int SCAM_INDEX = 44;
  static final int SCAM = 48;
  static final int DECISION_ID = 96;
  static final int POLICY_DIGEST = 112;
  static final int POLICY_NAME = 144;
  static final int POLICY_VERSION = 192;
  static final int REASONS = 200;
  static final int VALUES_SIZE = 1096;
  static final int ADVICE = 1100;
  static final int VALUES = 1104;
  static final int VICTIM_PRESENT = 2128;
  static final int ACTIONS = 2132;
  static final int PURE_OUTCOME = 2136;
  static final int WOULD_BE = 2140;
  static final int SEQUENCE = 2144;
  private final Reason[] reasons = new Reason[16];

  public Decision() {
    super(WHOLE, SIZE, false);
  }

  Decision(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_OUTCOME_… As the library's number. */
  public int outcomeCode() {
    return getInt(4);
  }

  /** FR_OUTCOME_… Null for a value that this binding does not know. */
  public Outcome outcome() {
    return Outcome.of(getInt(4));
  }

  /** The sum of points, not below 0. */
  public long score() {
    return getLong(8);
  }

  /** Microseconds UTC; 0 where nothing is held. */
  public long holdUntilUs() {
    return getLong(16);
  }

  /** Bits FR_FLAG_… */
  public int flags() {
    return getInt(24);
  }

  /** Rules and thresholds that could not be decided: something is unknown. */
  public int unknownCount() {
    return getInt(28);
  }

  /** Rules, thresholds and features whose expression failed. */
  public int errorCount() {
    return getInt(32);
  }

  /** How many of `reasons` are filled. */
  public int reasonCount() {
    return getInt(36);
  }

  /** How many rules fired. */
  public int reasonsTotal() {
    return getInt(40);
  }

  /** Place of the scam type in the policy, -1 for none. */
  public int scamIndex() {
    return getInt(44);
  }

  /** The likely scam type, "" for none. */
  public String scam() {
    return getChars(48, 48);
  }

  /** The same transfer under the same policy has the same id. */
  public byte[] decisionId() {
    return getBytes(96, 16);
  }

  /** SHA-256 of the policy. */
  public byte[] policyDigest() {
    return getBytes(112, 32);
  }

  public String policyName() {
    return getChars(144, 48);
  }

  public long policyVersion() {
    return getLong(192);
  }

  /**
   * By points, most first; then in the order of the policy. The same object at each call: it shows what stands
   * there now.
   */
  public Reason reasons(int index) {
    if (reasons[index] == null) reasons[index] = new Reason(this, 200 + 56 * index);
    return reasons[index];
  }

  /** Bytes of `values` that are filled. */
  public int valuesSize() {
    return getInt(1096);
  }

  /** 1 + the place, among scam types, of the advice to be said; 0: the scam's. */
  public int advice() {
    return getInt(1100);
  }

  /**
   * What the texts of the reasons and of the advice name, so that fr_words() needs no transfer. Keep them with
   * the decision; what the bytes mean is the library's own matter. They hold amounts, times and the like of this
   * transfer, never an account number, a remark or a purpose.
   */
  public byte[] values() {
    return getBytes(1104, getInt(1096));
  }

  /**
   * Is the customer himself at the keyboard or the counter? FR_YES, FR_NO, FR_UNKNOWN, as most of the points
   * say. Where it is FR_NO, a warning on the screen is read by the criminal: hold, and call a number known
   * before. As the library's number.
   */
  public int victimPresentCode() {
    return getInt(2128);
  }

  /**
   * Is the customer himself at the keyboard or the counter? FR_YES, FR_NO, FR_UNKNOWN, as most of the points
   * say. Where it is FR_NO, a warning on the screen is read by the criminal: hold, and call a number known
   * before. Null where it is unknown.
   */
  public Boolean victimPresent() {
    return truth(getInt(2128));
  }

  /** Bits FR_ACTION_…; none where the outcome is allow. */
  public int actions() {
    return getInt(2132);
  }

  /**
   * What the transfer, the histories and the policy come to, as fr_decide() gives it on any node. `outcome` is
   * lower where a bound was reached (FR_FLAG_LIMITED). FR_OUTCOME_NONE where nothing was decided
   * (FR_FLAG_DEGRADED). As the library's number.
   */
  public int pureOutcomeCode() {
    return getInt(2136);
  }

  /**
   * What the transfer, the histories and the policy come to, as fr_decide() gives it on any node. `outcome` is
   * lower where a bound was reached (FR_FLAG_LIMITED). FR_OUTCOME_NONE where nothing was decided
   * (FR_FLAG_DEGRADED). Null for a value that this binding does not know.
   */
  public Outcome pureOutcome() {
    return Outcome.of(getInt(2136));
  }

  /**
   * The outcome that would be given outside the shadow; `outcome` itself where there is no shadow. As the
   * library's number.
   */
  public int wouldBeCode() {
    return getInt(2140);
  }

  /**
   * The outcome that would be given outside the shadow; `outcome` itself where there is no shadow. Null for a
   * value that this binding does not know.
   */
  public Outcome wouldBe() {
    return Outcome.of(getInt(2140));
  }

  /**
   * The number of its record in the journal (journal.h): what an examiner asks for, and what fr_journal_wait()
   * waits for. 0 where there is no journal, and for what was not recorded.
   */
  public long sequence() {
    return getLong(2144);
  }

  /** For logs: no account number, no name and no remark. */
  @Override
  public String toString() {
    return "Decision[" + outcome() + ", score " + score() + (scam().isEmpty() ? "" : ", " + scam())
        + ", id " + hex(decisionId()) + "]";
  }
}
