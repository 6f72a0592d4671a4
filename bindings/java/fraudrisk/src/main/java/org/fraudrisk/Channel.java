// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_CHANNEL_… in the headers. */
public enum Channel {
  UNKNOWN(0),
  TELLER(1),
  ATM(2),
  ONLINE(3),
  MOBILE(4),
  QUICK_PAY(5),
  OTHER(6);

  private static final Channel[] ALL = values();
  private final int code;

  Channel(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Channel of(int code) {
    for (final Channel one : ALL) if (one.code == code) return one;
    return null;
  }
}
