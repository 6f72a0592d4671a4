// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_RESPONSE_… in the headers. */
public enum Response {
  UNKNOWN(0),
  STOPPED(1),
  CONTINUED(2),
  ASKED_FOR_HELP(3);

  private static final Response[] ALL = values();
  private final int code;

  Response(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static Response of(int code) {
    for (final Response one : ALL) if (one.code == code) return one;
    return null;
  }
}
