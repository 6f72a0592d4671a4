// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_TRANSFER_… in the headers. */
public enum TransferStatus {
  ATTEMPTED(0),
  /** a waiting period: no doubt stopped it */
  DELAYED(1),
  HELD(2),
  RELEASED(3),
  SETTLED(4),
  RETURNED(5),
  CANCELLED(6),
  REFUSED(7);

  private static final TransferStatus[] ALL = values();
  private final int code;

  TransferStatus(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static TransferStatus of(int code) {
    for (final TransferStatus one : ALL) if (one.code == code) return one;
    return null;
  }
}
