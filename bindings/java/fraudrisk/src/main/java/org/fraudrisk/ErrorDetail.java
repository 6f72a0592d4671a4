// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * Where and why something was refused. Filled by functions that say so, and kept for the last call of a context.
 * The message names fields and places; it never holds account numbers, names or remarks. line, column 1-based
 * place in a policy's source, 0 where there is none offset byte offset in a bundle or fold block, or the index
 * of an item; -1 where there is none field the field at fault, such as "transfer.amount_minor"; "" where there
 * is none message what is wrong and what to do, UTF-8, ended by a zero byte
 */
public final class ErrorDetail extends Struct {
  static final int SIZE = 344;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 344;
  static final int STRUCT_SIZE = 0;
  static final int STATUS = 4;
  static final int LINE = 8;
  static final int COLUMN = 12;
  static final int OFFSET = 16;
  static final int FIELD = 24;
  static final int MESSAGE = 88;

  public ErrorDetail() {
    super(WHOLE, SIZE, false);
  }

  ErrorDetail(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  public int status() {
    return getInt(4);
  }

  public int line() {
    return getInt(8);
  }

  public int column() {
    return getInt(12);
  }

  public long offset() {
    return getLong(16);
  }

  public String field() {
    return getChars(24, 64);
  }

  public String message() {
    return getChars(88, 256);
  }
}
