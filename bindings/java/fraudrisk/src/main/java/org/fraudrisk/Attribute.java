// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** One attribute that the bank's policy declares (`attributes:`). type says which of the values holds. */
class Attribute extends Struct {
  static final int SIZE = 56;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 56;
  static final int NAME = 0;
  static final int TYPE = 16;
  static final int RESERVED = 20;
  static final int INTEGER = 24;
  static final int NUMBER = 32;
  static final int TEXT = 40;

  Attribute() {
    super(WHOLE, 0, true);
  }

  Attribute(Struct owner, int offset) {
    super(owner, offset, 0);
  }
}
