// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_ENCODING_… in the headers. */
public enum Encoding {
  /** the default; damaged bytes are tolerated in remarks, refused in identifiers */
  UTF8(0),
  /** of remarks, purposes and notes that come in, and of words; elsewhere FR_BAD_VALUE */
  GB18030(1),
  /** UTF-8 where the bytes are that, else GB 18030 where they are that, else damaged UTF-8 */
  UNKNOWN(2);

  private static final Encoding[] ALL = values();
  private final int code;

  Encoding(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Encoding of(int code) {
    for (final Encoding one : ALL) if (one.code == code) return one;
    return null;
  }
}
