// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** A feature's value. */
public final class Value extends ReadableValue {
  static final int SIZE = 96;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 96;
  static final int TYPE = 0;
  static final int FLAGS = 4;
  static final int INTEGER = 8;
  static final int NUMBER = 16;
  static final int TEXT = 24;
  static final int TEXT_SIZE = 88;
  static final int RESERVED = 92;

  public Value() {
    super(WHOLE, 0, false);
  }

  Value(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  /** FR_TYPE_…; FR_TYPE_UNKNOWN where the value is unknown. As the library's number. */
  public int typeCode() {
    return getInt(0);
  }

  /**
   * FR_TYPE_…; FR_TYPE_UNKNOWN where the value is unknown. Null for a value that this binding does not know.
   */
  public ValueType type() {
    return ValueType.of(getInt(0));
  }

  /** FR_FLAG_APPROXIMATE, FR_FLAG_EXPRESSION_ERROR. */
  public int flags() {
    return getInt(4);
  }

  public long integer() {
    return getLong(8);
  }

  public double number() {
    return getDouble(16);
  }

  public String text() {
    return getChars(24, 64);
  }

  public int textSize() {
    return getInt(88);
  }
}
