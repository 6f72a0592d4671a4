// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** A column that the data call by another name. */
final class ArrowName extends Struct {
  static final int SIZE = 32;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 32;
  static final int COLUMN = 0;
  static final int FIELD = 16;

  ArrowName() {
    super(WHOLE, 0, false);
  }

  ArrowName(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  /** In the data. Null where it is unknown. */
  public String column() {
    return getText(0);
  }

  /** What it is: "payer", "session.on_call". Null where it is unknown. */
  public String field() {
    return getText(16);
  }
}
