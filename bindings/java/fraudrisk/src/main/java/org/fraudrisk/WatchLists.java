// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;
import java.util.Objects;

/** Watch lists at size: immutable, shared by any number of engines and threads. */
public final class WatchLists extends Handle {
  WatchLists(long address) {
    super("watch lists", address, Native::fr_watch_lists_release);
  }

  /** Takes parties one by one; one thread at a time. */
  public static final class Builder extends Handle {
    private Builder(long address) {
      super("builder of watch lists", address, Native::fr_watch_builder_destroy);
    }

    /** Puts a party on a list, until a time; 0 is without end. */
    public Builder add(PartyType type, String identifier, String list, long untilUs) {
      final Scratch scratch = new Scratch(0);
      scratch.putText(Scratch.TEXT, Objects.requireNonNull(identifier, "identifier"));
      scratch.putText(Scratch.TEXT_TOO, Objects.requireNonNull(list, "list"));
      final long builder = owned.enterAlone();
      try {
        scratch.check(Native.fr_watch_builder_add(builder, type.code(), scratch.data(Scratch.TEXT),
            scratch.size(Scratch.TEXT), 0, scratch.data(Scratch.TEXT_TOO), scratch.size(Scratch.TEXT_TOO), 0, untilUs,
            scratch.error.address()));
      } finally {
        owned.leave();
        Reference.reachabilityFence(this);
      }
      return this;
    }

    /** Makes the lists of what was added, and leaves the builder empty. */
    public WatchLists finish(long version) {
      final Scratch scratch = new Scratch(0);
      final long builder = owned.enterAlone();
      try {
        scratch.check(Native.fr_watch_builder_finish(builder, version, scratch.out(), scratch.error.address()));
      } finally {
        owned.leave();
        Reference.reachabilityFence(this);
      }
      return new WatchLists(scratch.getLong(Scratch.OUT));
    }
  }

  /** Begins lists for engines of this secret key of 16 bytes; entries is how many to make room for, or 0. */
  public static Builder builder(byte[] secretKey, long entries) {
    final Scratch scratch = new Scratch(16);
    scratch.putBytes(Scratch.ARRAY, 16, Objects.requireNonNull(secretKey, "secretKey"));
    scratch.check(Native.fr_watch_builder_create(scratch.array(), entries, scratch.out(), scratch.error.address()));
    return new Builder(scratch.getLong(Scratch.OUT));
  }

  /** What this set is. */
  public WatchListsInfo describe() {
    final WatchListsInfo info = new WatchListsInfo();
    final long lists = owned.enter();
    try {
      FraudRiskException.check(Native.fr_watch_lists_describe(lists, info.address()), null);
    } finally {
      leave(info);
    }
    return info;
  }

  /** The name of a list by its place; null past the end. */
  public String name(int index) {
    final long lists = owned.enter();
    try {
      return Native.string(Native.fr_watch_lists_name(lists, index));
    } finally {
      leave(null);
    }
  }

  /** How many parties are on a list. */
  public long entries(int index) {
    final long lists = owned.enter();
    try {
      return Native.fr_watch_lists_entries(lists, index);
    } finally {
      leave(null);
    }
  }

  /** Whether a party is on a list of this set at a time. */
  public boolean contains(PartyType type, String identifier, String list, long timeUs) {
    return contains(type.code(), identifier, list, timeUs);
  }

  boolean contains(int type, String identifier, String list, long timeUs) {
    final Scratch scratch = new Scratch(0);
    scratch.putText(Scratch.TEXT, Objects.requireNonNull(identifier, "identifier"));
    scratch.putText(Scratch.TEXT_TOO, Objects.requireNonNull(list, "list"));
    final long lists = owned.enter();
    try {
      FraudRiskException.check(Native.fr_watch_lists_ask(lists, type, scratch.data(Scratch.TEXT),
          scratch.size(Scratch.TEXT), 0, scratch.data(Scratch.TEXT_TOO), scratch.size(Scratch.TEXT_TOO), 0, timeUs,
          scratch.out()), null);
    } finally {
      leave(scratch);
    }
    return scratch.getInt(Scratch.OUT) == Fr.YES;
  }

  private void leave(Struct kept) {
    owned.leave();
    Reference.reachabilityFence(kept);
    Reference.reachabilityFence(this);
  }
}
