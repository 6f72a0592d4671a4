// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class StatsScam extends Struct {
  static final int SIZE = 72;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 72;
  static final int NAME = 0;
  static final int DECIDED = 48;
  private final StatsOutcomes decided = new StatsOutcomes(this, 48);

  public StatsScam() {
    super(WHOLE, 0, false);
  }

  StatsScam(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  /** "" for no scam, and "(other)" at the last place. */
  public String name() {
    return getChars(0, 48);
  }

  public StatsOutcomes decided() {
    return decided;
  }
}
