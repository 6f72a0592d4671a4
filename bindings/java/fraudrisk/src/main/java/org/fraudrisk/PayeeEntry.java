// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_PAYEE_ENTRY_… in the headers. */
public enum PayeeEntry {
  UNKNOWN(0),
  /** from the customer's own list of payees */
  CHOSEN(1),
  /** digit by digit, in one go */
  TYPED(2),
  /** typed in groups with pauses, as after somebody's voice */
  DICTATED(3),
  /** from a chat or a message */
  PASTED(4),
  /** from a code */
  SCANNED(5),
  /** a phone number or another name that stands for the account */
  ALIAS(6);

  private static final PayeeEntry[] ALL = values();
  private final int code;

  PayeeEntry(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static PayeeEntry of(int code) {
    for (final PayeeEntry one : ALL) if (one.code == code) return one;
    return null;
  }
}
