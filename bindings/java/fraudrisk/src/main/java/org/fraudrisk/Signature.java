// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** One signature of a policy, as the bundle has it: not verified. */
public final class Signature extends Struct {
  static final int SIZE = 72;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 72;
  static final int STRUCT_SIZE = 0;
  static final int ALGORITHM = 4;
  static final int KEY_ID = 8;
  static final int ROLE = 24;

  public Signature() {
    super(WHOLE, SIZE, false);
  }

  Signature(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_SIGN_… As the library's number. */
  public int algorithmCode() {
    return getInt(4);
  }

  /** FR_SIGN_… Null for a value that this binding does not know. */
  public SignatureAlgorithm algorithm() {
    return SignatureAlgorithm.of(getInt(4));
  }

  /** The first bytes of the SHA-256 of the signer's SubjectPublicKeyInfo. */
  public byte[] keyId() {
    return getBytes(8, 16);
  }

  public String role() {
    return getChars(24, 48);
  }
}
