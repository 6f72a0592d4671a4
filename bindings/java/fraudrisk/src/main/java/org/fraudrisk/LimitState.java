// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** One bound of the policy in force, and how full it is. */
public final class LimitState extends Struct {
  static final int SIZE = 112;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 112;
  static final int STRUCT_SIZE = 0;
  static final int ENTRY = 4;
  static final int CHANNEL = 8;
  static final int OUTCOME = 12;
  static final int RULE = 16;
  static final int WINDOW_US = 64;
  static final int TRANSFERS = 72;
  static final int ALLOWED = 80;
  static final int GIVEN = 88;
  static final int LOWERED = 96;
  static final int SHARE_PPM = 104;
  static final int FULL = 108;

  public LimitState() {
    super(WHOLE, SIZE, false);
  }

  LimitState(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** Its place in the policy's `limits:`, from 0. */
  public int entry() {
    return getInt(4);
  }

  /** FR_CHANNEL_…; FR_CHANNEL_UNKNOWN: all channels together. As the library's number. */
  public int channelCode() {
    return getInt(8);
  }

  /**
   * FR_CHANNEL_…; FR_CHANNEL_UNKNOWN: all channels together. Null for a value that this binding does not know.
   */
  public Channel channel() {
    return Channel.of(getInt(8));
  }

  /** FR_OUTCOME_HOLD or FR_OUTCOME_WARN: what is bounded. As the library's number. */
  public int outcomeCode() {
    return getInt(12);
  }

  /**
   * FR_OUTCOME_HOLD or FR_OUTCOME_WARN: what is bounded. Null for a value that this binding does not know.
   */
  public Outcome outcome() {
    return Outcome.of(getInt(12));
  }

  /** Of a bound on each rule: whose; "" where all rules together are bounded. */
  public String rule() {
    return getChars(16, 48);
  }

  public long windowUs() {
    return getLong(64);
  }

  /** In the window, as far as the next six are. */
  public long transfers() {
    return getLong(72);
  }

  /** Holds or warnings that so many transfers may have: the share of them, at least `at_least`. */
  public long allowed() {
    return getLong(80);
  }

  /** Holds or warnings that were given and count; a rule's: those that would not be without it. */
  public long given() {
    return getLong(88);
  }

  /** Those that this bound lowered. */
  public long lowered() {
    return getLong(96);
  }

  /** The share, in millionths. */
  public int sharePpm() {
    return getInt(104);
  }

  /** FR_YES: the next one would be lowered. As the library's number. */
  public int fullCode() {
    return getInt(108);
  }

  /** FR_YES: the next one would be lowered. Null where it is unknown. */
  public Boolean full() {
    return truth(getInt(108));
  }
}
