// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * Counters since creation, and what the state takes. Taken while others work: each number is right, together
 * they may be a moment apart.
 */
public final class EngineStats extends Struct {
  static final int SIZE = 304;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 304;
  static final int STRUCT_SIZE = 0;
  static final int RESERVED = 4;
  static final int PARTIES = 8;
  static final int TRANSFER_ENTRIES = 16;
  static final int OTHER_ENTRIES = 24;
  static final int COUNTERPARTIES = 32;
  static final int LIST_ENTRIES = 40;
  static final int PROFILE_BYTES = 48;
  static final int INDEX_BYTES = 56;
  static final int RESERVED_BYTES = 64;
  static final int SCORED = 72;
  static final int REPEATED = 80;
  static final int OBSERVED = 88;
  static final int NOT_FOUND = 96;
  static final int REFUSED = 104;
  static final int ENTRIES_DROPPED = 112;
  static final int LATE_DROPPED = 120;
  static final int EVICTED = 128;
  static final int COMPLETE_FROM_US = 136;
  static final int DAY_SUMMARIES = 144;
  static final int WATCH_VERSION = 152;
  static final int WATCH_ENTRIES = 160;
  static final int WATCH_BYTES = 168;
  static final int LIMITED_HOLDS = 176;
  static final int LIMITED_WARNINGS = 240;

  public EngineStats() {
    super(WHOLE, SIZE, false);
  }

  EngineStats(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** Profiles. */
  public long parties() {
    return getLong(8);
  }

  /** Live entries in histories; each transfer stands in two profiles or more. */
  public long transferEntries() {
    return getLong(16);
  }

  /** Contacts and personal events. */
  public long otherEntries() {
    return getLong(24);
  }

  /** Known payees, and payers and payees that live entries name. */
  public long counterparties() {
    return getLong(32);
  }

  /** That events made: listed, unlisted, trusted. */
  public long listEntries() {
    return getLong(40);
  }

  /** What all profiles take, spare room and rounding included. */
  public long profileBytes() {
    return getLong(48);
  }

  /** What finds them. */
  public long indexBytes() {
    return getLong(56);
  }

  /** Transfers scored and recorded. */
  public long scored() {
    return getLong(72);
  }

  public long repeated() {
    return getLong(80);
  }

  public long observed() {
    return getLong(88);
  }

  /** Events about transfers that are not recorded. */
  public long notFound() {
    return getLong(96);
  }

  /** Calls that ended in a negative status. */
  public long refused() {
    return getLong(104);
  }

  /** Entries that gave way because their list was full. */
  public long entriesDropped() {
    return getLong(112);
  }

  /** Entries that arrived older than the horizon. */
  public long lateDropped() {
    return getLong(120);
  }

  /** Parties that were idle and gave way to others, since creation. */
  public long evicted() {
    return getLong(128);
  }

  /**
   * From when on all is known of a party without a profile: the option, or the newest activity of whoever was
   * evicted; INT64_MAX: nothing was told yet.
   */
  public long completeFromUs() {
    return getLong(136);
  }

  /** Days of which only counts, sums and largest amounts are left. */
  public long daySummaries() {
    return getLong(144);
  }

  /** Of the watch lists in force (watch.h); 0 where there are none. */
  public long watchVersion() {
    return getLong(152);
  }

  /** In them. */
  public long watchEntries() {
    return getLong(160);
  }

  /** What they take, names included; not part of reserved_bytes. */
  public long watchBytes() {
    return getLong(168);
  }

  /**
   * What the policies' limits lowered, by FR_CHANNEL_… (0: unknown): holds that were not given, and warnings
   * that were not, those instead of a hold among them.
   */
  public long limitedHolds(int index) {
    return getLong(176 + 8 * java.util.Objects.checkIndex(index, 8));
  }

  public long limitedWarnings(int index) {
    return getLong(240 + 8 * java.util.Objects.checkIndex(index, 8));
  }
}
