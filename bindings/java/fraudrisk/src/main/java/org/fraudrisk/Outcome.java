// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_OUTCOME_… in the headers. */
public enum Outcome {
  /** not decided */
  NONE(0),
  ALLOW(1),
  /** the customer is asked to confirm */
  WARN(2),
  /** the transfer waits until it is released */
  HOLD(3);

  private static final Outcome[] ALL = values();
  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Outcome of(int code) {
    for (final Outcome one : ALL) if (one.code == code) return one;
    return null;
  }
}
