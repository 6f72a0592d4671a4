// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class Stats extends Struct {
  static final int SIZE = 5784;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 5784;
  static final int STRUCT_SIZE = 0;
  static final int SHADOW = 4;
  static final int DECIDED = 8;
  static final int BY_SCAM = 200;
  static final int SCAM_COUNT = 4808;
  static final int CONTEXT_COUNT = 4812;
  static final int FLAGS = 4816;
  static final int RULES_UNKNOWN = 4944;
  static final int CHALLENGERS = 4952;
  static final int DEGRADED = 5048;
  static final int REFUSED = 5056;
  static final int PREVIEWED = 5136;
  static final int FOLDED = 5144;
  static final int OBSERVED = 5152;
  static final int NOT_FOUND = 5160;
  static final int LIMITED_HOLDS = 5168;
  static final int LIMITED_WARNINGS = 5232;
  static final int TOOK = 5296;
  static final int TOOK_NS = 5496;
  static final int PARTIES = 5504;
  static final int PARTIES_MAX = 5512;
  static final int EVICTED = 5520;
  static final int ENTRIES_DROPPED = 5528;
  static final int LATE_DROPPED = 5536;
  static final int RESERVED_BYTES = 5544;
  static final int MEMORY_BYTES = 5552;
  static final int LIST_ENTRIES = 5560;
  static final int LIST_ENTRIES_MAX = 5568;
  static final int WATCH_VERSION = 5576;
  static final int WATCH_ENTRIES = 5584;
  static final int WATCH_BYTES = 5592;
  static final int POLICY_NAME = 5600;
  static final int POLICY_VERSION = 5648;
  static final int POLICY_DIGEST = 5656;
  static final int POLICY_VALID_UNTIL_US = 5688;
  static final int POLICY_SINCE_US = 5696;
  static final int POLICY_AGE_US = 5704;
  static final int HAS_JOURNAL = 5712;
  static final int JOURNAL_FAILED = 5716;
  static final int LAST_SEQUENCE = 5720;
  static final int SYNCED_SEQUENCE = 5728;
  static final int SEALED_SEQUENCE = 5736;
  static final int CHECKPOINT_SEQUENCE = 5744;
  static final int UNSYNCED_RECORDS = 5752;
  static final int UNSEALED_RECORDS = 5760;
  static final int UNSIGNED_RECORDS = 5768;
  static final int SEGMENTS = 5776;
  private final StatsOutcomes[] decided = new StatsOutcomes[8];
  private final StatsScam[] byScam = new StatsScam[64];
  private final StatsOutcomes[] challengers = new StatsOutcomes[4];

  public Stats() {
    super(WHOLE, SIZE, false);
  }

  Stats(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES: the engine stands in the shadow, and answers allow. As the library's number. */
  public int shadowCode() {
    return getInt(4);
  }

  /** FR_YES: the engine stands in the shadow, and answers allow. Null where it is unknown. */
  public Boolean shadow() {
    return truth(getInt(4));
  }

  /**
   * By FR_CHANNEL_…; scored and recorded, repeats too. The same object at each call: it shows what stands there
   * now.
   */
  public StatsOutcomes decided(int index) {
    if (decided[index] == null) decided[index] = new StatsOutcomes(this, 8 + 24 * index);
    return decided[index];
  }

  /** The same decisions by the likely scam. The same object at each call: it shows what stands there now. */
  public StatsScam byScam(int index) {
    if (byScam[index] == null) byScam[index] = new StatsScam(this, 200 + 72 * index);
    return byScam[index];
  }

  /** Places of by_scam that have a name, the first among them. */
  public int scamCount() {
    return getInt(4808);
  }

  /** That there are now. */
  public int contextCount() {
    return getInt(4812);
  }

  /** The same decisions: flags[i] is how many had the bit 1 &lt;&lt; i of FR_FLAG_…. */
  public long flags(int index) {
    return getLong(4816 + 8 * java.util.Objects.checkIndex(index, 16));
  }

  /** The sum of their unknown_count. */
  public long rulesUnknown() {
    return getLong(4944);
  }

  /** What fr_challenge() has told, by index. The same object at each call: it shows what stands there now. */
  public StatsOutcomes challengers(int index) {
    if (challengers[index] == null) challengers[index] = new StatsOutcomes(this, 4952 + 24 * index);
    return challengers[index];
  }

  /** Transfers that were answered with on_error. */
  public long degraded() {
    return getLong(5048);
  }

  /** Calls that ended in a negative status, by FR_BAND_… */
  public long refused(int index) {
    return getLong(5056 + 8 * java.util.Objects.checkIndex(index, 10));
  }

  public long previewed() {
    return getLong(5136);
  }

  /** Calls of fr_fold(). */
  public long folded() {
    return getLong(5144);
  }

  public long observed() {
    return getLong(5152);
  }

  /** Events about transfers that are not recorded. */
  public long notFound() {
    return getLong(5160);
  }

  /** As in fr_engine_stats. */
  public long limitedHolds(int index) {
    return getLong(5168 + 8 * java.util.Objects.checkIndex(index, 8));
  }

  public long limitedWarnings(int index) {
    return getLong(5232 + 8 * java.util.Objects.checkIndex(index, 8));
  }

  /**
   * What fr_context_took() was told: took[i] calls of at most 256 &lt;&lt; i nanoseconds, and more than the
   * place before; at the last place those that took longer. Their sum stays at its largest value rather than
   * begin again.
   */
  public long took(int index) {
    return getLong(5296 + 8 * java.util.Objects.checkIndex(index, 25));
  }

  public long tookNs() {
    return getLong(5496);
  }

  /** Profiles. */
  public long parties() {
    return getLong(5504);
  }

  /** The option. */
  public long partiesMax() {
    return getLong(5512);
  }

  /** Parties that were idle and gave way to others. */
  public long evicted() {
    return getLong(5520);
  }

  /** Entries that gave way because their list was full. */
  public long entriesDropped() {
    return getLong(5528);
  }

  /** Entries that arrived older than the horizon. */
  public long lateDropped() {
    return getLong(5536);
  }

  /** The option. */
  public long memoryBytes() {
    return getLong(5552);
  }

  /** That events made. */
  public long listEntries() {
    return getLong(5560);
  }

  public long listEntriesMax() {
    return getLong(5568);
  }

  /** Of the watch lists in force; 0 where there are none. */
  public long watchVersion() {
    return getLong(5576);
  }

  public long watchEntries() {
    return getLong(5584);
  }

  public long watchBytes() {
    return getLong(5592);
  }

  /** In force; "" where none is. */
  public String policyName() {
    return getChars(5600, 48);
  }

  public long policyVersion() {
    return getLong(5648);
  }

  public byte[] policyDigest() {
    return getBytes(5656, 32);
  }

  /** 0: it has no such limit. */
  public long policyValidUntilUs() {
    return getLong(5688);
  }

  /**
   * When it was put in force, as the host told: fr_put_options.now_us, or else the last fr_engine_tick(). Where
   * it told neither, and after a recovery, the time of the newest transfer then; 0: there was none. The same
   * policy put in force once more keeps its time.
   */
  public long policySinceUs() {
    return getLong(5696);
  }

  /** Now_us less that, not below 0; -1: one of them is not known. */
  public long policyAgeUs() {
    return getLong(5704);
  }

  /** FR_YES, FR_NO. As the library's number. */
  public int hasJournalCode() {
    return getInt(5712);
  }

  /** FR_YES, FR_NO. Null where it is unknown. */
  public Boolean hasJournal() {
    return truth(getInt(5712));
  }

  /** FR_YES: it takes no records any more. As the library's number. */
  public int journalFailedCode() {
    return getInt(5716);
  }

  /** FR_YES: it takes no records any more. Null where it is unknown. */
  public Boolean journalFailed() {
    return truth(getInt(5716));
  }

  /** Appended. */
  public long lastSequence() {
    return getLong(5720);
  }

  /** On the disk. */
  public long syncedSequence() {
    return getLong(5728);
  }

  /** Under the hash chain. */
  public long sealedSequence() {
    return getLong(5736);
  }

  /** Under a signature since it was opened; 0: none. */
  public long checkpointSequence() {
    return getLong(5744);
  }

  /** How far each of them is behind what was appended. */
  public long unsyncedRecords() {
    return getLong(5752);
  }

  public long unsealedRecords() {
    return getLong(5760);
  }

  public long unsignedRecords() {
    return getLong(5768);
  }

  public long segments() {
    return getLong(5776);
  }
}
