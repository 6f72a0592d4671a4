// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_CALLER_… in the headers. */
public enum Caller {
  NOT_KNOWN(0),
  KNOWN(1),
  UNKNOWN(2),
  OVERSEAS(3),
  FLAGGED(4);

  private static final Caller[] ALL = values();
  private final int code;

  Caller(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Caller of(int code) {
    for (final Caller one : ALL) if (one.code == code) return one;
    return null;
  }
}
