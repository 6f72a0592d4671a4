// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_BAND_… in the headers. */
public enum Band {
  OK(0),
  /** the calling program is wrong */
  USAGE(1),
  /** the transfer or event is wrong; nothing was recorded */
  INPUT(2),
  /** larger than limits.h allows */
  LIMIT(3),
  /** a bundle, expression or fold block is wrong */
  DOCUMENT(4),
  /** bytes were changed */
  INTEGRITY(5),
  /** memory or state cannot be had */
  STORAGE(6),
  /** our fault */
  INTERNAL(9);

  private static final Band[] ALL = values();
  private final int code;

  Band(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Band of(int code) {
    for (final Band one : ALL) if (one.code == code) return one;
    return null;
  }
}
