// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_PHRASE_… in the headers. */
public enum Strength {
  /** an ordinary expression: what is found inside it does not count */
  ALLOWED(1),
  WEAK(2),
  MEDIUM(3),
  STRONG(4);

  private static final Strength[] ALL = values();
  private final int code;

  Strength(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Strength of(int code) {
    for (final Strength one : ALL) if (one.code == code) return one;
    return null;
  }
}
