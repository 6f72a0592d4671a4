// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_SPEED_… in the headers. */
public enum Speed {
  UNKNOWN(0),
  REAL_TIME(1),
  SAME_DAY(2),
  NEXT_DAY(3);

  private static final Speed[] ALL = values();
  private final int code;

  Speed(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Speed of(int code) {
    for (final Speed one : ALL) if (one.code == code) return one;
    return null;
  }
}
