// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * data the bytes, or null: then the text is unknown, which is not the same as an empty text size how many bytes
 * encoding FR_ENCODING_…; only remarks, purposes and notes may be anything but UTF-8 The library reads the bytes
 * during the call and keeps none of them.
 */
class Text extends Struct {
  static final int SIZE = 16;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 16;
  static final int DATA = 0;
  static final int SIZE_OFFSET = 8;
  static final int ENCODING = 12;

  Text() {
    super(WHOLE, 0, false);
  }

  Text(Struct owner, int offset) {
    super(owner, offset, 0);
  }
}
