// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_EXPIRY_… in the headers. */
public enum Expiry {
  /** the policy does not say; or nothing is held */
  NONE(0),
  /** it goes */
  RELEASE(1),
  /** it waits on, once a person has said why */
  RENEW(2),
  /** it does not go, and the customer is told */
  REFUSE(3);

  private static final Expiry[] ALL = values();
  private final int code;

  Expiry(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Expiry of(int code) {
    for (final Expiry one : ALL) if (one.code == code) return one;
    return null;
  }
}
