// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * What came in and what was decided, in order, for good. Its files are closed once it is closed and every context of
 * its engine is; {@link #checkpoint} before says whether all of it is on the disk.
 */
public final class Journal extends Handle {
  private final Engine engine;

  private Journal(Engine engine, long address) {
    super("journal", address, journal -> {
      engine.closeJournal(journal);
      engine.owned.leave();
    });
    this.engine = engine;
  }

  /** Opens the journal in a directory, or begins one. */
  public static Journal open(Engine engine, JournalOptions options) {
    final Scratch scratch = new Scratch(0);
    Objects.requireNonNull(options, "options");
    final long address = engine.owned.enter(); // left when the journal is freed
    try {
      scratch.check(Native.fr_journal_open(address, options.address(), scratch.out(), scratch.error.address()));
    } catch (RuntimeException error) {
      engine.owned.leave();
      throw error;
    }
    Reference.reachabilityFence(options);
    return new Journal(engine, scratch.getLong(Scratch.OUT));
  }

  /** Makes the engine, which has seen nothing yet, what it was when the last record was written. */
  public JournalRecovery recover() {
    final Scratch scratch = new Scratch(0);
    final JournalRecovery recovery = new JournalRecovery();
    engine.alone(unused -> {
      engine.withoutContexts();
      scratch.check((int) in(journal ->
          Native.fr_journal_recover(journal, recovery.address(), scratch.error.address())));
      return 0;
    });
    Reference.reachabilityFence(recovery);
    return recovery;
  }

  /** Waits until a record is safe: {@link Decision#sequence}. */
  public void await(long sequence) {
    check(journal -> Native.fr_journal_wait(journal, sequence));
  }

  /** Seals what is full and makes room; every few milliseconds from a thread of its own. */
  public void pump(long nowUs) {
    check(journal -> Native.fr_journal_pump(journal, nowUs));
  }

  /** Seals what there is, signs it where there is a key, and syncs it. */
  public void checkpoint() {
    check(Native::fr_journal_checkpoint);
  }

  /** Writes a snapshot while others score; gives the record up to which all of it is known. One thread at a time. */
  public synchronized long snapshot() {
    final Scratch scratch = new Scratch(0);
    scratch.check((int) in(journal ->
        Native.fr_journal_snapshot(journal, scratch.out(), scratch.error.address())));
    return scratch.getLong(Scratch.OUT);
  }

  /** Removes segments before the older of the last two snapshots; gives how many. */
  public synchronized long prune() {
    final Scratch scratch = new Scratch(0);
    scratch.check((int) in(journal -> Native.fr_journal_prune(journal, scratch.out(), scratch.error.address())));
    return scratch.getLong(Scratch.OUT);
  }

  /** Records for a standby, and the number to go on from. */
  public static final class Shipment {
    private final byte[] records;
    private final long next;

    private Shipment(byte[] records, long next) {
      this.records = records;
      this.next = next;
    }

    /** What {@link Engine#apply} takes; empty where there is nothing new on the disk. */
    public byte[] records() {
      return records;
    }

    /** The number to ask for next. */
    public long next() {
      return next;
    }
  }

  /** Copies records that are on the disk, from a number on. */
  public synchronized Shipment ship(long fromSequence) {
    final int capacity = 68 * 1024;
    final Scratch scratch = new Scratch(capacity);
    scratch.check((int) in(journal -> Native.fr_journal_ship(journal, fromSequence, scratch.array(), capacity,
        scratch.out(), scratch.outToo(), scratch.error.address())));
    return new Shipment(scratch.getBytes(Scratch.ARRAY, (int) scratch.getLong(Scratch.OUT)),
        scratch.getLong(Scratch.OUT_TOO));
  }

  /** How far it has come. */
  public JournalStats stats() {
    final JournalStats stats = new JournalStats();
    check(journal -> Native.fr_journal_measure(journal, stats.address()));
    Reference.reachabilityFence(stats);
    return stats;
  }

  private long in(LongUnaryOperator call) {
    final long journal = owned.enter();
    try {
      return call.applyAsLong(journal);
    } finally {
      owned.leave();
      Reference.reachabilityFence(this);
    }
  }

  private void check(LongUnaryOperator call) {
    FraudRiskException.check((int) in(call), null);
  }
}
