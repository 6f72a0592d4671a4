// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class JournalStats extends Struct {
  static final int SIZE = 56;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 56;
  static final int STRUCT_SIZE = 0;
  static final int FAILED = 4;
  static final int FIRST_SEQUENCE = 8;
  static final int LAST_SEQUENCE = 16;
  static final int SYNCED_SEQUENCE = 24;
  static final int SEALED_SEQUENCE = 32;
  static final int CHECKPOINT_SEQUENCE = 40;
  static final int SEGMENTS = 48;

  public JournalStats() {
    super(WHOLE, SIZE, false);
  }

  JournalStats(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES: it takes no records any more; open it again. As the library's number. */
  public int failedCode() {
    return getInt(4);
  }

  /** FR_YES: it takes no records any more; open it again. Null where it is unknown. */
  public Boolean failed() {
    return truth(getInt(4));
  }

  /** The oldest that is still there. */
  public long firstSequence() {
    return getLong(8);
  }

  /** Appended. */
  public long lastSequence() {
    return getLong(16);
  }

  /** On the disk. */
  public long syncedSequence() {
    return getLong(24);
  }

  /** Under the hash chain. */
  public long sealedSequence() {
    return getLong(32);
  }

  /** Under a signature since it was opened; 0: none. */
  public long checkpointSequence() {
    return getLong(40);
  }

  public long segments() {
    return getLong(48);
  }
}
