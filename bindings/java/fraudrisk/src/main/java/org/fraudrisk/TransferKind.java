// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_KIND_… in the headers. */
public enum TransferKind {
  UNKNOWN(0),
  INTERBANK(1),
  INTRABANK(2),
  OWN_ACCOUNT(3),
  CASH_WITHDRAWAL(4),
  CASH_DEPOSIT(5);

  private static final TransferKind[] ALL = values();
  private final int code;

  TransferKind(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static TransferKind of(int code) {
    for (final TransferKind one : ALL) if (one.code == code) return one;
    return null;
  }
}
