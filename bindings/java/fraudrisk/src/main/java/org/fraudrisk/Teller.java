// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * What the teller saw, or learnt by asking. A bit set in `seen` means yes, a bit set in `ruled_out` means no,
 * neither means that nobody looked; both at once is FR_BAD_VALUE.
 */
public final class Teller extends Struct {
  static final int SIZE = 40;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 40;
  static final int STRUCT_SIZE = 0;
  static final int RESERVED = 4;
  static final int SEEN = 8;
  static final int RULED_OUT = 16;
  static final int NOTES = 24;

  public Teller() {
    super(WHOLE, SIZE, true);
  }

  Teller(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  public long seen() {
    return getLong(8);
  }

  public Teller seen(long value) {
    putLong(8, value);
    return this;
  }

  public long ruledOut() {
    return getLong(16);
  }

  public Teller ruledOut(long value) {
    putLong(16, value);
    return this;
  }

  /**
   * What the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal. Null where it is
   * unknown.
   */
  public String notes() {
    return getText(24);
  }

  /** What the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal. Null is unknown. */
  public Teller notes(String value) {
    putText(24, value);
    return this;
  }

  /**
   * What the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal. As bytes of UTF-8; null
   * is unknown.
   */
  public Teller notes(byte[] value) {
    putText(24, value, 0);
    return this;
  }

  /**
   * What the teller wrote down, up to FR_MAX_NOTES_BYTES; damaged bytes are never fatal. As bytes of that
   * encoding; null is unknown.
   */
  public Teller notes(byte[] value, Encoding encoding) {
    putText(24, value, encoding.code());
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public Teller clear() {
    clear(SIZE);
    return this;
  }
}
