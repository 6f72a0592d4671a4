// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * Decisions by outcome: as decided, within the policy's limits. In the shadow they are what would be; the answer
 * was allow.
 */
public final class StatsOutcomes extends Struct {
  static final int SIZE = 24;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 24;
  static final int ALLOW = 0;
  static final int WARN = 8;
  static final int HOLD = 16;

  public StatsOutcomes() {
    super(WHOLE, 0, false);
  }

  StatsOutcomes(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  public long allow() {
    return getLong(0);
  }

  public long warn() {
    return getLong(8);
  }

  public long hold() {
    return getLong(16);
  }
}
