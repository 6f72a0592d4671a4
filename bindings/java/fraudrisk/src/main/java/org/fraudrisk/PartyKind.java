// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_PARTY_KIND_… in the headers. */
public enum PartyKind {
  UNKNOWN(0),
  PERSON(1),
  SELF_EMPLOYED(2),
  COMPANY(3),
  WALLET(4),
  MERCHANT(5),
  PUBLIC_BODY(6);

  private static final PartyKind[] ALL = values();
  private final int code;

  PartyKind(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static PartyKind of(int code) {
    for (final PartyKind one : ALL) if (one.code == code) return one;
    return null;
  }
}
