// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_DIRECTION_… in the headers. */
public enum Direction {
  UNKNOWN(0),
  /** somebody called the customer */
  INCOMING(1),
  OUTGOING(2);

  private static final Direction[] ALL = values();
  private final int code;

  Direction(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Direction of(int code) {
    for (final Direction one : ALL) if (one.code == code) return one;
    return null;
  }
}
