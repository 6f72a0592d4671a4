// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What is kept of one party: for support, and for whoever asks what is known of him. */
public final class PartyState extends Struct {
  static final int SIZE = 72;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 72;
  static final int STRUCT_SIZE = 0;
  static final int RESERVED = 4;
  static final int SEQUENCE = 8;
  static final int TRANSFER_ENTRIES = 16;
  static final int OTHER_ENTRIES = 24;
  static final int COUNTERPARTIES = 32;
  static final int DAY_SUMMARIES = 40;
  static final int BYTES = 48;
  static final int NEWEST_US = 56;
  static final int COMPLETE_FROM_US = 64;

  public PartyState() {
    super(WHOLE, SIZE, false);
  }

  PartyState(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** How often its profile has changed. */
  public long sequence() {
    return getLong(8);
  }

  /** Live, sent and received. */
  public long transferEntries() {
    return getLong(16);
  }

  /** Contacts and personal events. */
  public long otherEntries() {
    return getLong(24);
  }

  public long counterparties() {
    return getLong(32);
  }

  public long daySummaries() {
    return getLong(40);
  }

  /** Of its profile. */
  public long bytes() {
    return getLong(48);
  }

  /** Its newest entry; 0: none. */
  public long newestUs() {
    return getLong(56);
  }

  /** From when on all is known of it; FR_COMPLETE_ALWAYS, INT64_MAX as in the statistics. */
  public long completeFromUs() {
    return getLong(64);
  }
}
