// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_SIGN_… in the headers. */
public enum SignatureAlgorithm {
  ED25519(1),
  /** ECDSA over P-256 with SHA-256 */
  P256(2),
  /** SM2 with SM3 */
  SM2(3);

  private static final SignatureAlgorithm[] ALL = values();
  private final int code;

  SignatureAlgorithm(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static SignatureAlgorithm of(int code) {
    for (final SignatureAlgorithm one : ALL) if (one.code == code) return one;
    return null;
  }
}
