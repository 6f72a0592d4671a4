// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class JournalOptions extends Struct {
  static final int SIZE = 88;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 88;
  static final int STRUCT_SIZE = 0;
  static final int MODE = 4;
  static final int WHEN_FULL = 8;
  static final int CALLS_DO_NOT_WAIT = 12;
  static final int DIRECTORY = 16;
  static final int SEGMENT_BYTES = 24;
  static final int CHECKPOINT_BLOCKS = 32;
  static final int SIGNING_KEY = 40;
  static final int SIGNING_KEY_SIZE = 48;
  static final int SEALING_KEY = 56;
  static final int NOW_US = 64;
  static final int TRUSTED_KEYS = 72;
  static final int TRUSTED_KEYS_SIZE = 80;

  public JournalOptions() {
    super(WHOLE, SIZE, true);
  }

  JournalOptions(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_JOURNAL_ASYNC, FR_JOURNAL_SYNC. */
  public int mode() {
    return getInt(4);
  }

  /** FR_JOURNAL_ASYNC, FR_JOURNAL_SYNC. */
  public JournalOptions mode(int value) {
    putInt(4, value);
    return this;
  }

  /** FR_JOURNAL_WAIT, FR_JOURNAL_REFUSE. */
  public int whenFull() {
    return getInt(8);
  }

  /** FR_JOURNAL_WAIT, FR_JOURNAL_REFUSE. */
  public JournalOptions whenFull(int value) {
    putInt(8, value);
    return this;
  }

  /**
   * FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the host waits with
   * fr_journal_wait(decision.sequence). As the library's number.
   */
  public int callsDoNotWaitCode() {
    return getInt(12);
  }

  /**
   * FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the host waits with
   * fr_journal_wait(decision.sequence). As the library's number.
   */
  public JournalOptions callsDoNotWaitCode(int code) {
    putInt(12, code);
    return this;
  }

  /**
   * FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the host waits with
   * fr_journal_wait(decision.sequence). Null where it is unknown.
   */
  public Boolean callsDoNotWait() {
    return truth(getInt(12));
  }

  /**
   * FR_YES: in FR_JOURNAL_SYNC calls return before their records are on the disk, and the host waits with
   * fr_journal_wait(decision.sequence). Null is unknown.
   */
  public JournalOptions callsDoNotWait(Boolean value) {
    putInt(12, truth(value));
    return this;
  }

  /** It is there, and belongs to this journal alone. */
  public JournalOptions directory(String value) {
    putString(16, value);
    return this;
  }

  /** Of new segments; 0: 64 MiB. */
  public long segmentBytes() {
    return getLong(24);
  }

  /** Of new segments; 0: 64 MiB. */
  public JournalOptions segmentBytes(long value) {
    putLong(24, value);
    return this;
  }

  /** A signed checkpoint every so many blocks; 0: only fr_journal_checkpoint() signs. */
  public long checkpointBlocks() {
    return getLong(32);
  }

  /** A signed checkpoint every so many blocks; 0: only fr_journal_checkpoint() signs. */
  public JournalOptions checkpointBlocks(long value) {
    putLong(32, value);
    return this;
  }

  /** A private key as PEM text, for checkpoints; null: they are not signed. */
  public JournalOptions signingKey(byte[] value) {
    putMemory(40, 48, 0, value);
    return this;
  }

  /**
   * 32 bytes, for texts and attributes; null: those are left out. Keep it: without it nothing that was sealed is
   * ever read again.
   */
  public JournalOptions sealingKey(byte[] value) {
    putMemory(56, -1, 32, value);
    return this;
  }

  /** The host's clock, microseconds UTC. */
  public long nowUs() {
    return getLong(64);
  }

  /** The host's clock, microseconds UTC. */
  public JournalOptions nowUs(long value) {
    putLong(64, value);
    return this;
  }

  /**
   * Public keys as PEM text, one after the other: recovery looks at the checkpoints that it comes by, and
   * refuses one that none of them has signed; null: it does not.
   */
  public JournalOptions trustedKeys(byte[] value) {
    putMemory(72, 80, 0, value);
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public JournalOptions clear() {
    clear(SIZE);
    return this;
  }
}
