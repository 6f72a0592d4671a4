// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What a handle owns in the library, freed once: when it is closed, no call uses it, and nothing that was made of it is
 * left. The number is twice how many use it, plus one when it is closed, plus 2^32 for each that holds it without
 * being in a call. So a handle may be closed in the middle of another thread's call, and before what depends on it: the
 * last one that leaves frees it.
 */
final class Owned extends AtomicLong implements Runnable {
  private static final long serialVersionUID = 1L;
  private static final long CLOSED = 1;
  private static final long USER = 2;
  private static final long HOLDER = 1L << 32;
  private static final long USERS = HOLDER - USER;

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
      final long now = get();
      if ((now & CLOSED) != 0) throw closed();
      if (compareAndSet(now, now + USER)) return address;
    }
  }

  void leave() {
    if (addAndGet(-USER) == CLOSED) free();
  }

  /** Begins a call of what one thread at a time may use. */
  long enterAlone() {
    return compareAndSet(0, USER) ? address : enterIfIdle(CLOSED);
  }

  /** The same for who holds it, though it may be closed. */
  long enterHeld() {
    return enterIfIdle(0);
  }

  private long enterIfIdle(long refused) {
    for (;;) {
      final long now = get();
      if ((now & refused) != 0) throw closed();
      if ((now & USERS) != 0)
        throw new IllegalStateException("another thread is in a call of this " + name + "; give each thread its own");
      if (compareAndSet(now, now + USER)) return address;
    }
  }

  /** Keeps it until letGo(), without being in a call of it. */
  void hold() {
    for (;;) {
      final long now = get();
      if ((now & CLOSED) != 0) throw closed();
      if (compareAndSet(now, now + HOLDER)) return;
    }
  }

  void letGo() {
    if (addAndGet(-HOLDER) == CLOSED) free();
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
      final long now = get();
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
