// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.Arrays;

/** Transfers that are scored by one call, and their decisions: made once, filled again and again. */
public final class Batch {
  private static final class Pointers extends Struct {
    Pointers(int count) {
      super(16 * count + 8, 0, false);
    }
  }

  private final Transfer[] transfers;
  private final Decision[] decisions;
  private final Pointers pointers;

  /** A batch of at most so many. */
  public Batch(int size) {
    if (size <= 0) throw new IllegalArgumentException("a batch of " + size);
    transfers = new Transfer[size];
    decisions = new Decision[size];
    pointers = new Pointers(size);
    Arrays.setAll(transfers, i -> new Transfer());
    Arrays.setAll(decisions, i -> new Decision());
    for (int i = 0; i < size; i++) {
      pointers.putLong(8 * i, transfers[i].address());
      pointers.putLong(8 * (size + i), decisions[i].address());
    }
  }

  /** How many it can hold. */
  public int size() {
    return transfers.length;
  }

  /** The transfer at a place, to be filled. */
  public Transfer transfer(int index) {
    return transfers[index];
  }

  /** Its decision. */
  public Decision decision(int index) {
    return decisions[index];
  }

  /** How many the last call scored. */
  public int done() {
    return pointers.getInt(16 * transfers.length);
  }

  long transfersAddress() {
    return pointers.address();
  }

  long decisionsAddress() {
    return pointers.address() + 8L * transfers.length;
  }

  long doneAddress() {
    return pointers.address() + 16L * transfers.length;
  }
}
