// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

final class ArrowOptions extends Struct {
  static final int SIZE = 24;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 56;
  static final int STRUCT_SIZE = 0;
  static final int IGNORE_COLUMNS = 4;
  static final int NAMES = 8;
  static final int NAME_COUNT = 16;
  static final int RESERVED = 20;
  private final ArrowName names = new ArrowName(this, 24);

  ArrowOptions() {
    super(WHOLE, SIZE, false);
  }

  ArrowOptions(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES: a column that nobody knows is left out, instead of refused. As the library's number. */
  public int ignoreColumnsCode() {
    return getInt(4);
  }

  /** FR_YES: a column that nobody knows is left out, instead of refused. Null where it is unknown. */
  public Boolean ignoreColumns() {
    return truth(getInt(4));
  }

  /** From this call on it is given; what is not set in it is unknown. */
  public ArrowName names() {
    if (getLong(8) == 0) begin(8, 24, 32);
    return names;
  }

  public boolean hasNames() {
    return getLong(8) != 0;
  }

  public int nameCount() {
    return getInt(16);
  }
}
