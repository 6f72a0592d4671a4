// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_NOTICE_… in the headers. */
public enum Notice {
  /** why it waits, without telling the rule */
  REASON(6),
  /** where to object */
  REMEDY(7),
  /** what to bring along, a line each */
  DOCUMENTS(8),
  /** that a person looks at it, and how to ask for one */
  REVIEW(9),
  /** when it is released */
  RELEASE(10),
  /** what happens when the time is over and nobody has answered */
  EXPIRY(11);

  private static final Notice[] ALL = values();
  private final int code;

  Notice(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Notice of(int code) {
    for (final Notice one : ALL) if (one.code == code) return one;
    return null;
  }
}
