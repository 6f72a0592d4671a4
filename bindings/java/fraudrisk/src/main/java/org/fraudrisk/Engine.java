// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongUnaryOperator;

/**
 * Holds the histories of all parties. Any number of threads share it; each scores through a {@link Context} of its own.
 */
public final class Engine extends Handle {
  /** What nobody may do meanwhile is done alone: recovering, and giving or taking a journal. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private Journal journal; // in place; each context holds it open
  private long journalAddress;
  private int contexts;

  private Engine(long address) {
    super("engine", address, Native::fr_engine_destroy);
  }

  /** An engine without a policy, whose options are the library's own. */
  public static Engine create() {
    return create(new EngineOptions());
  }

  /** An engine without a policy. */
  public static Engine create(EngineOptions options) {
    final Scratch scratch = new Scratch(0);
    scratch.check(Native.fr_engine_create(options.address(), scratch.out(), scratch.error.address()));
    Reference.reachabilityFence(options);
    return new Engine(scratch.getLong(Scratch.OUT));
  }

  /** A way into the engine for one thread at a time. */
  public Context newContext() {
    lock.writeLock().lock();
    try {
      final Scratch scratch = new Scratch(0);
      final long engine = owned.enter(); // left when the context is freed
      Owned ofJournal = null;
      try {
        if (journal != null) {
          journal.owned.enter();
          ofJournal = journal.owned;
        }
        scratch.check(Native.fr_context_create(engine, scratch.out()));
      } catch (RuntimeException error) {
        if (ofJournal != null) ofJournal.leave();
        owned.leave();
        throw error;
      }
      contexts++;
      return new Context(this, scratch.getLong(Scratch.OUT), ofJournal);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Called once a context is freed, by whatever thread. */
  void contextEnded() {
    lock.writeLock().lock();
    contexts--;
    lock.writeLock().unlock();
  }

  /** Puts a policy in force, at once for all calls that begin from now on. */
  public void setPolicy(Policy policy) {
    Objects.requireNonNull(policy, "policy");
    final Scratch scratch = new Scratch(0);
    with(policy.owned, scratch, (engine, other) ->
        Native.fr_engine_set_policy(engine, other, scratch.error.address()));
  }

  /** The same, with options that hold for this call alone. */
  public void putPolicy(Policy policy, PutOptions options) {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(options, "options");
    final Scratch scratch = new Scratch(0);
    with(policy.owned, scratch, (engine, other) ->
        Native.fr_engine_put_policy(engine, other, options.address(), scratch.error.address()));
    Reference.reachabilityFence(options);
  }

  /** The policy in force as a handle of its own, with the rules that are switched off; null where there is none. */
  public Policy policy() {
    final long found = shared(Native::fr_engine_policy);
    return found == 0 ? null : new Policy(found);
  }

  /** Puts a policy beside the one in force, to see what it would decide; null takes away what stands there. */
  public void setChallenger(int index, Policy policy) {
    final Scratch scratch = new Scratch(0);
    with(policy == null ? null : policy.owned, scratch, (engine, other) ->
        Native.fr_engine_set_challenger(engine, index, other, scratch.error.address()));
  }

  /** Puts watch lists in force in place of those before; null takes them away. */
  public void setWatchLists(WatchLists lists) {
    final Scratch scratch = new Scratch(0);
    with(lists == null ? null : lists.owned, scratch, (engine, other) ->
        Native.fr_engine_set_watch_lists(engine, other, scratch.error.address()));
  }

  /** The watch lists in force as a handle of its own; null where there are none. */
  public WatchLists watchLists() {
    final long found = shared(Native::fr_engine_watch_lists);
    return found == 0 ? null : new WatchLists(found);
  }

  /** Gives the engine the store that its policies are verified by; null takes it away. */
  public void setTrust(TrustStore trust) {
    final Scratch scratch = new Scratch(0);
    with(trust == null ? null : trust.owned, scratch, (engine, other) ->
        Native.fr_engine_set_trust(engine, other, scratch.error.address()));
  }

  /** Switches rules off, or on again, by a signed document; nowUs 0 says no time. */
  public void setSwitches(byte[] document, long nowUs) {
    final Scratch scratch = new Scratch(0);
    scratch.putText(Scratch.TEXT, Objects.requireNonNull(document, "document"), 0);
    scratch.check((int) shared(engine -> Native.fr_engine_set_switches(engine, scratch.data(Scratch.TEXT),
        scratch.size(Scratch.TEXT), nowUs, scratch.error.address())));
  }

  /** States what time it is, after a pause; 0 takes it back. */
  public void tick(long nowUs) {
    FraudRiskException.check((int) shared(engine -> Native.fr_engine_tick(engine, nowUs)), null);
  }

  /** The key that a party has under the engine's secret. */
  public byte[] partyKey(PartyType type, String identifier) {
    return partyKey(type.code(), identifier);
  }

  byte[] partyKey(int type, String identifier) {
    final Scratch scratch = named(identifier);
    scratch.check((int) shared(engine -> Native.fr_party_key(engine, type, scratch.data(Scratch.TEXT),
        scratch.size(Scratch.TEXT), 0, scratch.array())));
    return scratch.getBytes(Scratch.ARRAY, 16);
  }

  /** What is kept of one party. */
  public PartyState party(PartyType type, String identifier) {
    return party(type.code(), identifier);
  }

  PartyState party(int type, String identifier) {
    final Scratch scratch = named(identifier);
    final PartyState state = new PartyState();
    scratch.check((int) shared(engine -> Native.fr_engine_party(engine, type, scratch.data(Scratch.TEXT),
        scratch.size(Scratch.TEXT), 0, state.address())));
    Reference.reachabilityFence(state);
    return state;
  }

  private static Scratch named(String identifier) {
    final Scratch scratch = new Scratch(16);
    scratch.putText(Scratch.TEXT, Objects.requireNonNull(identifier, "identifier"));
    return scratch;
  }

  /** Counters and what the state takes; it walks all profiles. */
  public EngineStats stats() {
    final EngineStats stats = new EngineStats();
    FraudRiskException.check((int) shared(engine -> Native.fr_engine_measure(engine, stats.address())), null);
    Reference.reachabilityFence(stats);
    return stats;
  }

  /**
   * What it has answered, and what is in force; walks nothing, and may be called every few seconds. The journal is the
   * engine's, or null; nowUs is the time, 0 where it is not said.
   */
  public Stats counters(Journal journal, long nowUs) {
    final Stats stats = new Stats();
    final Scratch scratch = new Scratch(0);
    with(journal == null ? null : journal.owned, scratch, (engine, other) ->
        Native.fr_stats_read(engine, other, nowUs, stats.address()));
    Reference.reachabilityFence(stats);
    Reference.reachabilityFence(journal);
    return stats;
  }

  /** The same as text that Prometheus reads (exposition format 0.0.4). */
  public String metricsText(Journal journal, long nowUs) {
    final int capacity = 64 * 1024; // which always does: fraudrisk/stats.h
    final Scratch scratch = new Scratch(capacity);
    with(journal == null ? null : journal.owned, scratch, (engine, other) ->
        Native.fr_stats_text(engine, other, nowUs, scratch.array(), capacity, scratch.out()));
    Reference.reachabilityFence(journal);
    return new String(scratch.getBytes(Scratch.ARRAY, (int) scratch.getLong(Scratch.OUT)), StandardCharsets.UTF_8);
  }

  /** How full the bounds of the policy in force are. */
  public LimitState[] limits() {
    for (int capacity = 64; ; capacity *= 4) {
      final Scratch scratch = new Scratch(capacity * LimitState.SIZE);
      final LimitState[] states = new LimitState[capacity];
      for (int i = 0; i < capacity; i++) {
        states[i] = new LimitState(scratch, Scratch.ARRAY + i * LimitState.SIZE);
        states[i].putInt(0, LimitState.SIZE);
      }
      final int most = capacity;
      scratch.check((int) shared(engine ->
          Native.fr_engine_limits(engine, scratch.array(), most, scratch.out())));
      final int count = scratch.getInt(Scratch.OUT);
      if (count <= capacity) return java.util.Arrays.copyOf(states, count);
    }
  }

  /**
   * From here on what happens is journaled; null takes the journal away. Before the first context is made. The engine
   * keeps the journal until it is closed itself.
   */
  public void setJournal(Journal next) {
    final Scratch scratch = new Scratch(0);
    alone(engine -> {
      final long other = next == null ? 0 : next.owned.enter();
      try {
        scratch.check(Native.fr_engine_set_journal(engine, other, scratch.error.address()));
        journal = next;
        journalAddress = other;
      } finally {
        if (next != null) next.owned.leave();
      }
      return 0;
    });
  }

  /** Applies records that another engine's journal shipped; gives the number of the last record that this one has. */
  public long apply(byte[] records) {
    final Scratch scratch = new Scratch(0);
    scratch.putText(Scratch.TEXT, Objects.requireNonNull(records, "records"), 0);
    return alone(engine -> {
      withoutContexts();
      scratch.check(Native.fr_journal_apply(engine, scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT),
          scratch.out(), scratch.error.address()));
      return scratch.getLong(Scratch.OUT);
    });
  }

  /** What rewrites the state may not meet a call that reads it. */
  void withoutContexts() {
    if (contexts > 0) throw new IllegalStateException(contexts + " contexts of the engine are open; close them before");
  }

  /** Closes the files of a journal of this engine; from here on the engine is without it. */
  void closeJournal(long address) {
    lock.writeLock().lock();
    try {
      Native.fr_journal_close(address);
      if (journal != null && journalAddress == address) journal = null;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** While others call the engine, too. */
  long shared(LongUnaryOperator call) {
    return locked(lock.readLock(), call);
  }

  /** While nobody else calls the engine. */
  long alone(LongUnaryOperator call) {
    return locked(lock.writeLock(), call);
  }

  private long locked(Lock by, LongUnaryOperator call) {
    by.lock();
    try {
      final long engine = owned.enter();
      try {
        return call.applyAsLong(engine);
      } finally {
        owned.leave();
      }
    } finally {
      by.unlock();
      Reference.reachabilityFence(this);
    }
  }

  private interface WithOther {
    int call(long engine, long other);
  }

  private void with(Owned other, Scratch scratch, WithOther call) {
    final long address = other == null ? 0 : other.enter();
    try {
      scratch.check((int) shared(engine -> call.call(engine, address)));
    } finally {
      if (other != null) other.leave();
    }
  }
}
