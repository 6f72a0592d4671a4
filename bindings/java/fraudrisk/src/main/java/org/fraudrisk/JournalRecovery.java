// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What opening and recovering found. */
public final class JournalRecovery extends Struct {
  static final int SIZE = 80;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 80;
  static final int STRUCT_SIZE = 0;
  static final int SNAPSHOTS_REFUSED = 4;
  static final int FIRST_SEQUENCE = 8;
  static final int LAST_SEQUENCE = 16;
  static final int CUT_BYTES = 24;
  static final int CUT_SEQUENCE = 32;
  static final int CUT_RECORDS = 40;
  static final int SNAPSHOT_SEQUENCE = 48;
  static final int REPLAYED = 56;
  static final int LEFT_TO_HOST = 64;
  static final int CUT_FILES = 68;
  static final int SIGNED_SEQUENCE = 72;

  public JournalRecovery() {
    super(WHOLE, SIZE, false);
  }

  JournalRecovery(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /**
   * That did not verify, or have another version's layout: the one before, or the journal alone, was taken
   * instead.
   */
  public int snapshotsRefused() {
    return getInt(4);
  }

  /** The oldest record that is still there. */
  public long firstSequence() {
    return getLong(8);
  }

  /** The newest; 0: there was none. */
  public long lastSequence() {
    return getLong(16);
  }

  /** Of a torn tail: not acknowledged in FR_JOURNAL_SYNC, and kept in a file aside. */
  public long cutBytes() {
    return getLong(24);
  }

  /** The record that would have stood there; 0: nothing was cut. */
  public long cutSequence() {
    return getLong(32);
  }

  /** Whole records behind the tear, which were cut with it. */
  public long cutRecords() {
    return getLong(40);
  }

  /** Of the snapshot that was taken; 0: none. */
  public long snapshotSequence() {
    return getLong(48);
  }

  /** Records that were applied. */
  public long replayed() {
    return getLong(56);
  }

  /** FR_LEFT_…: what was in force and is not now. */
  public int leftToHost() {
    return getInt(64);
  }

  /** That keep what was cut, "….cut" beside the journal: once they were looked at they may be removed. */
  public int cutFiles() {
    return getInt(68);
  }

  /**
   * The last record under a signature that one of trusted_keys made; 0: none was seen. The records behind it
   * stand under none.
   */
  public long signedSequence() {
    return getLong(72);
  }
}
