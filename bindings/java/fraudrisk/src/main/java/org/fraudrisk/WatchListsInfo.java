// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What a set of lists is. */
public final class WatchListsInfo extends Struct {
  static final int SIZE = 48;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 48;
  static final int STRUCT_SIZE = 0;
  static final int LIST_COUNT = 4;
  static final int VERSION = 8;
  static final int ENTRIES = 16;
  static final int DUPLICATES = 24;
  static final int BYTES = 32;
  static final int NAME_BYTES = 40;

  public WatchListsInfo() {
    super(WHOLE, SIZE, false);
  }

  WatchListsInfo(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  public int listCount() {
    return getInt(4);
  }

  public long version() {
    return getLong(8);
  }

  /** Parties on lists, each list's counted. */
  public long entries() {
    return getLong(16);
  }

  /** Adds that said of a party and list what was there before. */
  public long duplicates() {
    return getLong(24);
  }

  /** What the set takes, but for the names of its lists. */
  public long bytes() {
    return getLong(32);
  }

  /** What they take. */
  public long nameBytes() {
    return getLong(40);
  }
}
