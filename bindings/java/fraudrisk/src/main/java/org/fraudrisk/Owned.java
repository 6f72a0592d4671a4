// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * What a handle owns in the library, freed once: when it is closed, no call uses it, and nothing that was made of it is
 * left. The number is twice how many use it, plus one when it is closed. So a handle may be closed in the middle of
 * another thread's call, and before what depends on it: the last one that leaves frees it.
 */
final class Owned extends AtomicInteger implements Runnable {
  private static final long serialVersionUID = 1L;
  private static final int CLOSED = 1;
  private static final int USER = 2;

  private transient LongConsumer destroy;
  private transient Owned[] parents;
  private final String name;
  private final long address;

  /** Parents were entered for this one; they are left when it is freed. */
  Owned(String name, long address, LongConsumer destroy, Owned... parents) {
    this.name = name;
    this.address = address;
    this.destroy = destroy;
    this.parents = parents;
  }

  /** Begins a call; the address holds until leave(). */
  long enter() {
    for (;;) {
      final int now = get();
      if ((now & CLOSED) != 0) throw closed();
      if (compareAndSet(now, now + USER)) return address;
    }
  }

  void leave() {
    if (addAndGet(-USER) == CLOSED) free();
  }

  /** Begins a call of what one thread at a time may use. */
  long enterAlone() {
    if (!compareAndSet(0, USER)) throw refused();
    return address;
  }

  private IllegalStateException refused() {
    if ((get() & CLOSED) != 0) return closed();
    return new IllegalStateException("another thread is in a call of this " + name + "; give each thread its own");
  }

  private IllegalStateException closed() {
    return new IllegalStateException("the " + name + " is closed");
  }

  boolean isClosed() {
    return (get() & CLOSED) != 0;
  }

  /** Closes it; again does nothing. The Cleaner calls it when nobody has the handle any more. */
  @Override
  public void run() {
    for (;;) {
      final int now = get();
      if ((now & CLOSED) != 0) return;
      if (compareAndSet(now, now | CLOSED)) {
        if (now == 0) free();
        return;
      }
    }
  }

  /** Happens once. Afterwards this holds nobody, however long somebody holds it. */
  private void free() {
    destroy.accept(address);
    for (Owned parent : parents) parent.leave();
    destroy = null;
    parents = null;
  }
}
