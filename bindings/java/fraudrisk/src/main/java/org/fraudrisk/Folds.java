// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * Blocks of one transfer. The caller owns the memory; fr_fold() appends after `size` bytes. Start with size 0.
 * &#64;since 0.1
 */
class Folds extends Struct {
  static final int SIZE = 32;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 32;
  static final int STRUCT_SIZE = 0;
  static final int RESERVED = 4;
  static final int DATA = 8;
  static final int CAPACITY = 16;
  static final int SIZE_OFFSET = 24;

  Folds() {
    super(WHOLE, SIZE, false);
  }

  Folds(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }
}
