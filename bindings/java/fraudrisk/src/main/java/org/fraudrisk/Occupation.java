// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_OCCUPATION_… in the headers. */
public enum Occupation {
  UNKNOWN(0),
  STUDENT(1),
  EMPLOYEE(2),
  FINANCE(3),
  OFFICIAL(4),
  SELF_EMPLOYED(5),
  RETIRED(6),
  NOT_WORKING(7),
  OTHER(8);

  private static final Occupation[] ALL = values();
  private final int code;

  Occupation(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Occupation of(int code) {
    for (final Occupation one : ALL) if (one.code == code) return one;
    return null;
  }
}
