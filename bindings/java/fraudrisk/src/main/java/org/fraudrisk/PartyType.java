// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_PARTY_… in the headers. */
public enum PartyType {
  ACCOUNT(1),
  CUSTOMER(2);

  private static final PartyType[] ALL = values();
  private final int code;

  PartyType(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static PartyType of(int code) {
    for (final PartyType one : ALL) if (one.code == code) return one;
    return null;
  }
}
