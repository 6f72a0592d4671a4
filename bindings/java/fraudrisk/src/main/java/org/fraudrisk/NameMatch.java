// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_NAME_MATCH_… in the headers. */
public enum NameMatch {
  UNKNOWN(0),
  MATCH(1),
  CLOSE(2),
  NONE(3),
  NOT_POSSIBLE(4),
  /** it matches, but a person was expected and it is a firm's account, or the reverse */
  OTHER_KIND(5);

  private static final NameMatch[] ALL = values();
  private final int code;

  NameMatch(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static NameMatch of(int code) {
    for (final NameMatch one : ALL) if (one.code == code) return one;
    return null;
  }
}
