// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What a policy is. Strings live as long as the policy. */
public final class PolicyInfo extends Struct {
  static final int SIZE = 112;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 112;
  static final int STRUCT_SIZE = 0;
  static final int IS_SIGNED = 4;
  static final int VERSION = 8;
  static final int NAME = 16;
  static final int DIGEST = 24;
  static final int CURRENCY = 56;
  static final int CURRENCY_DIGITS = 60;
  static final int UTC_OFFSET_S = 64;
  static final int FEATURE_COUNT = 68;
  static final int RULE_COUNT = 72;
  static final int SCAM_COUNT = 76;
  static final int FOLD_COUNT = 80;
  static final int SIGNATURE_COUNT = 84;
  static final int VALID_FROM_US = 88;
  static final int VALID_UNTIL_US = 96;
  static final int TEST_COUNT = 104;
  static final int RESERVED = 108;
  private String name;

  public PolicyInfo() {
    super(WHOLE, SIZE, false);
  }

  PolicyInfo(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES or FR_NO: whether somebody signed, not whether anybody trusts him. As the library's number. */
  public int isSignedCode() {
    return getInt(4);
  }

  /** FR_YES or FR_NO: whether somebody signed, not whether anybody trusts him. Null where it is unknown. */
  public Boolean isSigned() {
    return truth(getInt(4));
  }

  public long version() {
    return getLong(8);
  }

  public String name() {
    return name;
  }

  /** SHA-256 of what decides: the same whoever signs it, and whatever tests travel along. */
  public byte[] digest() {
    return getBytes(24, 32);
  }

  public String currency() {
    return getChars(56, 4);
  }

  /** Minor units: 2 for CNY. */
  public int currencyDigits() {
    return getInt(60);
  }

  public int utcOffsetS() {
    return getInt(64);
  }

  public int featureCount() {
    return getInt(68);
  }

  public int ruleCount() {
    return getInt(72);
  }

  public int scamCount() {
    return getInt(76);
  }

  /** Passes and windows after fusion. */
  public int foldCount() {
    return getInt(80);
  }

  public int signatureCount() {
    return getInt(84);
  }

  /** 0: from ever. */
  public long validFromUs() {
    return getLong(88);
  }

  /** The first time at which it is not valid any more; 0: for ever. */
  public long validUntilUs() {
    return getLong(96);
  }

  /** Tests that travel along. */
  public int testCount() {
    return getInt(104);
  }

  /** Reads the library's strings while their owner lives. */
  void keepStrings() {
    name = Native.string(getLong(16));
  }
}
