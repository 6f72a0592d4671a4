// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class EngineOptions extends Struct {
  static final int SIZE = 96;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 96;
  static final int STRUCT_SIZE = 0;
  static final int ACCEPT_UNSIGNED_POLICIES = 4;
  static final int SHADOW = 8;
  static final int OUTCOMES_NOT_REPORTED = 12;
  static final int SECRET_KEY = 16;
  static final int MEMORY_BYTES = 32;
  static final int PARTIES_MAX = 40;
  static final int LIST_ENTRIES_MAX = 48;
  static final int HORIZON_US = 56;
  static final int TIME_AHEAD_MAX_US = 64;
  static final int COMPLETE_FROM_US = 72;
  static final int UTC_OFFSET_S = 80;
  static final int KEEP_IDLE_PARTIES = 84;
  static final int IGNORE_LIMITS = 88;
  static final int RESERVED = 92;

  public EngineOptions() {
    super(WHOLE, SIZE, false);
  }

  EngineOptions(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES: take bundles that nobody signed; for trials and tests. See trust.h. As the library's number. */
  public int acceptUnsignedPoliciesCode() {
    return getInt(4);
  }

  /** FR_YES: take bundles that nobody signed; for trials and tests. See trust.h. As the library's number. */
  public EngineOptions acceptUnsignedPoliciesCode(int code) {
    putInt(4, code);
    return this;
  }

  /** FR_YES: take bundles that nobody signed; for trials and tests. See trust.h. Null where it is unknown. */
  public Boolean acceptUnsignedPolicies() {
    return truth(getInt(4));
  }

  /** FR_YES: take bundles that nobody signed; for trials and tests. See trust.h. Null is unknown. */
  public EngineOptions acceptUnsignedPolicies(Boolean value) {
    putInt(4, truth(value));
    return this;
  }

  /**
   * FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a bank's first weeks. As the
   * library's number.
   */
  public int shadowCode() {
    return getInt(8);
  }

  /**
   * FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a bank's first weeks. As the
   * library's number.
   */
  public EngineOptions shadowCode(int code) {
    putInt(8, code);
    return this;
  }

  /**
   * FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a bank's first weeks. Null
   * where it is unknown.
   */
  public Boolean shadow() {
    return truth(getInt(8));
  }

  /**
   * FR_YES: decide and record as ever, but answer allow; see FR_FLAG_SHADOW. For a bank's first weeks. Null is
   * unknown.
   */
  public EngineOptions shadow(Boolean value) {
    putInt(8, truth(value));
    return this;
  }

  /**
   * FR_YES: no settled events will come, so a transfer counts as settled after 24 h. As the library's number.
   */
  public int outcomesNotReportedCode() {
    return getInt(12);
  }

  /**
   * FR_YES: no settled events will come, so a transfer counts as settled after 24 h. As the library's number.
   */
  public EngineOptions outcomesNotReportedCode(int code) {
    putInt(12, code);
    return this;
  }

  /**
   * FR_YES: no settled events will come, so a transfer counts as settled after 24 h. Null where it is unknown.
   */
  public Boolean outcomesNotReported() {
    return truth(getInt(12));
  }

  /** FR_YES: no settled events will come, so a transfer counts as settled after 24 h. Null is unknown. */
  public EngineOptions outcomesNotReported(Boolean value) {
    putInt(12, truth(value));
    return this;
  }

  /** Identifiers become keys under it; keep it for the life of the state. */
  public byte[] secretKey() {
    return getBytes(16, 16);
  }

  /** Identifiers become keys under it; keep it for the life of the state. */
  public EngineOptions secretKey(byte[] value) {
    putBytes(16, 16, value);
    return this;
  }

  /** Most memory of profiles and tables, 64 KiB to 4 TiB, used as it fills; 0: 1 GiB. */
  public long memoryBytes() {
    return getLong(32);
  }

  /** Most memory of profiles and tables, 64 KiB to 4 TiB, used as it fills; 0: 1 GiB. */
  public EngineOptions memoryBytes(long value) {
    putLong(32, value);
    return this;
  }

  /** The most parties; 0: 1,000,000. Past either bound the idle give way. */
  public long partiesMax() {
    return getLong(40);
  }

  /** The most parties; 0: 1,000,000. Past either bound the idle give way. */
  public EngineOptions partiesMax(long value) {
    putLong(40, value);
    return this;
  }

  /** The most entries that events make: listed, unlisted, trusted; 0: 65,536. */
  public long listEntriesMax() {
    return getLong(48);
  }

  /** The most entries that events make: listed, unlisted, trusted; 0: 65,536. */
  public EngineOptions listEntriesMax(long value) {
    putLong(48, value);
    return this;
  }

  /** How far back histories reach; 0: 90 days; at most FR_MAX_HORIZON_US. */
  public long horizonUs() {
    return getLong(56);
  }

  /** How far back histories reach; 0: 90 days; at most FR_MAX_HORIZON_US. */
  public EngineOptions horizonUs(long value) {
    putLong(56, value);
    return this;
  }

  /**
   * How far past the newest time accepted, or told by fr_engine_tick(), an event may lie; 0: 24 h; -1: any.
   */
  public long timeAheadMaxUs() {
    return getLong(64);
  }

  /**
   * How far past the newest time accepted, or told by fr_engine_tick(), an event may lie; 0: 24 h; -1: any.
   */
  public EngineOptions timeAheadMaxUs(long value) {
    putLong(64, value);
    return this;
  }

  /**
   * From when on the engine is told all that happens; see below. 0: from the first transfer, contact, personal
   * event or move.
   */
  public long completeFromUs() {
    return getLong(72);
  }

  /**
   * From when on the engine is told all that happens; see below. 0: from the first transfer, contact, personal
   * event or move.
   */
  public EngineOptions completeFromUs(long value) {
    putLong(72, value);
    return this;
  }

  /** Days and months of histories begin at midnight of this offset; -50400 to 50400. */
  public int utcOffsetS() {
    return getInt(80);
  }

  /** Days and months of histories begin at midnight of this offset; -50400 to 50400. */
  public EngineOptions utcOffsetS(int value) {
    putInt(80, value);
    return this;
  }

  /**
   * FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL. As the library's number.
   */
  public int keepIdlePartiesCode() {
    return getInt(84);
  }

  /**
   * FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL. As the library's number.
   */
  public EngineOptions keepIdlePartiesCode(int code) {
    putInt(84, code);
    return this;
  }

  /**
   * FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL. Null where it is unknown.
   */
  public Boolean keepIdleParties() {
    return truth(getInt(84));
  }

  /** FR_YES: nobody gives way; past a bound new ones are refused as FR_STATE_FULL. Null is unknown. */
  public EngineOptions keepIdleParties(Boolean value) {
    putInt(84, truth(value));
    return this;
  }

  /**
   * FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules. As the library's
   * number.
   */
  public int ignoreLimitsCode() {
    return getInt(88);
  }

  /**
   * FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules. As the library's
   * number.
   */
  public EngineOptions ignoreLimitsCode(int code) {
    putInt(88, code);
    return this;
  }

  /**
   * FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules. Null where it is
   * unknown.
   */
  public Boolean ignoreLimits() {
    return truth(getInt(88));
  }

  /** FR_YES: the `limits:` of policies lower nothing; for backtests, which measure rules. Null is unknown. */
  public EngineOptions ignoreLimits(Boolean value) {
    putInt(88, truth(value));
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public EngineOptions clear() {
    clear(SIZE);
    return this;
  }
}
