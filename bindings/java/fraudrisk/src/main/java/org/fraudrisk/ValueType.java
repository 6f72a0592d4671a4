// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_TYPE_… in the headers. */
public enum ValueType {
  UNKNOWN(0),
  BOOL(1),
  INT(2),
  DOUBLE(3),
  STRING(4);

  private static final ValueType[] ALL = values();
  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static ValueType of(int code) {
    for (final ValueType one : ALL) if (one.code == code) return one;
    return null;
  }
}
