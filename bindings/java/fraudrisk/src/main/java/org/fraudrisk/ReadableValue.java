// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

/** A value of which the type says what it is. */
abstract class ReadableValue extends Struct {
  ReadableValue(int whole, int structSize, boolean hasTexts) {
    super(whole, structSize, hasTexts);
  }

  ReadableValue(Struct owner, int offset, int structSize) {
    super(owner, offset, structSize);
  }

  /** A Boolean, a Long, a Double or a String; null where it is unknown. */
  public Object get() {
    switch (getInt(Value.TYPE)) {
      case Fr.TYPE_BOOL:
        return getLong(Value.INTEGER) != 0;
      case Fr.TYPE_INT:
        return getLong(Value.INTEGER);
      case Fr.TYPE_DOUBLE:
        return getDouble(Value.NUMBER);
      case Fr.TYPE_STRING:
        return new String(getBytes(Value.TEXT, getInt(Value.TEXT_SIZE)), java.nio.charset.StandardCharsets.UTF_8);
      default:
        return null;
    }
  }
}
