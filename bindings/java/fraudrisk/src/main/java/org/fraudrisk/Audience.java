// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_AUDIENCE_… in the headers. */
public enum Audience {
  CUSTOMER(1),
  TELLER(2),
  ATM(3),
  AUDIT(4),
  /** what the ATM says aloud */
  VOICE(5);

  private static final Audience[] ALL = values();
  private final int code;

  Audience(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Audience of(int code) {
    for (final Audience one : ALL) if (one.code == code) return one;
    return null;
  }
}
