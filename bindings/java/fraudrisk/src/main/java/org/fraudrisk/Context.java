// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;

/**
 * One thread's way into an engine. Two threads at once are refused with an IllegalStateException; so a pool of contexts
 * is as good as a context for each thread.
 */
public final class Context extends Handle {
  Context(Engine engine, long address, Owned journal) {
    super("context", address, context -> {
      Native.fr_context_destroy(context);
      engine.contextEnded();
    }, journal == null ? new Owned[] {engine.owned} : new Owned[] {journal, engine.owned});
  }

  /**
   * Folds, decides, records the attempt. Takes no memory of Java's.
   *
   * @return {@link Status#OK}, or a negative status: then the decision is the policy's on_error outcome, it has
   *     FLAG_DEGRADED, nothing was recorded, and {@link #lastError} says why
   */
  public int tryScore(Transfer transfer, Decision decision) {
    final long context = owned.enterAlone();
    try {
      return Native.fr_score(context, transfer.address(), decision.address());
    } finally {
      owned.leave();
      Reference.reachabilityFence(transfer);
      Reference.reachabilityFence(decision);
      Reference.reachabilityFence(this);
    }
  }

  /** {@link #tryScore} that throws where it is refused; the decision is written all the same. */
  public void score(Transfer transfer, Decision decision) {
    check(tryScore(transfer, decision));
  }

  /** The same into a decision of its own, for whoever counts no garbage. */
  public Decision score(Transfer transfer) {
    final Decision decision = new Decision();
    score(transfer, decision);
    return decision;
  }

  /** What {@link #tryScore} would answer now; records nothing. */
  public int tryPreview(Transfer transfer, Decision decision) {
    final long context = owned.enterAlone();
    try {
      return Native.fr_preview(context, transfer.address(), decision.address());
    } finally {
      owned.leave();
      Reference.reachabilityFence(transfer);
      Reference.reachabilityFence(decision);
      Reference.reachabilityFence(this);
    }
  }

  /** {@link #tryPreview} that throws where it is refused. */
  public void preview(Transfer transfer, Decision decision) {
    check(tryPreview(transfer, decision));
  }

  /**
   * Scores the first transfers of a batch, in their order, and stops at the first that is refused.
   *
   * @return {@link Status#OK} or the status of the one at {@link Batch#done}
   */
  public int tryScore(Batch batch, int count) {
    Objects.checkFromToIndex(0, count, batch.size());
    final long context = owned.enterAlone();
    try {
      return Native.fr_score_batch(context, batch.transfersAddress(), count, batch.decisionsAddress(),
          batch.doneAddress());
    } finally {
      owned.leave();
      Reference.reachabilityFence(batch);
      Reference.reachabilityFence(this);
    }
  }

  /** {@link #tryScore(Batch, int)} that throws where one is refused. */
  public void score(Batch batch, int count) {
    check(tryScore(batch, count));
  }

  /**
   * A stream of record batches becomes a stream of decisions, a row for each row: each batch is scored when it is asked
   * for, by the thread that asks. Both are given by the address of an ArrowArrayStream, such as arrow-java's
   * {@code ArrowArrayStream.memoryAddress()} or what DuckDB exports and registers; nothing is copied. The addresses
   * have to be those of such structs: the library cannot tell what else lies there.
   *
   * <p>From here on this context, which may be closed meanwhile, is held until the stream of decisions is released. A
   * failure in the middle comes out of that stream where it is read; the batches before it were scored.
   *
   * @param policy says how columns are read, as in {@link ArrowPlan#create}
   * @param columns may be null
   * @param batches is moved into the other stream, which releases it; it stays the caller's where this throws
   * @param decisions where the stream is written to; whoever takes it releases it
   */
  public void scoreStream(Policy policy, ArrowColumns columns, long batches, long decisions) {
    ArrowStream.open(this, policy, columns, false, batches, decisions);
  }

  /** The same with the features of each row, which is recorded all the same; the policy is the one in force. */
  public void featuresStream(Policy policy, ArrowColumns columns, long batches, long features) {
    ArrowStream.open(this, policy, columns, true, batches, features);
  }

  /** What a challenger would have decided of the last transfer. */
  public int tryChallenge(int index, Decision decision) {
    final long context = owned.enterAlone();
    try {
      return Native.fr_challenge(context, index, decision.address());
    } finally {
      owned.leave();
      Reference.reachabilityFence(decision);
      Reference.reachabilityFence(this);
    }
  }

  /** {@link #tryChallenge} that throws where it is refused. */
  public void challenge(int index, Decision decision) {
    check(tryChallenge(index, decision));
  }

  /** Says what happened. */
  public int tryObserve(Event event) {
    final long context = owned.enterAlone();
    try {
      return Native.fr_observe(context, event.address());
    } finally {
      owned.leave();
      Reference.reachabilityFence(event);
      Reference.reachabilityFence(this);
    }
  }

  /** {@link #tryObserve} that throws where it is refused. */
  public void observe(Event event) {
    check(tryObserve(event));
  }

  /** The stateful half of scoring: appends a block a side. */
  public int tryFold(Transfer transfer, int sides, FoldBlocks blocks) {
    final long context = owned.enterAlone();
    try {
      return Native.fr_fold(context, transfer.address(), sides, blocks.address());
    } finally {
      owned.leave();
      Reference.reachabilityFence(transfer);
      Reference.reachabilityFence(blocks);
      Reference.reachabilityFence(this);
    }
  }

  /** {@link #tryFold} that throws where it is refused. */
  public void fold(Transfer transfer, int sides, FoldBlocks blocks) {
    check(tryFold(transfer, sides, blocks));
  }

  /**
   * Tells how many nanoseconds a call took that was made with this context, for {@link Engine#counters} and
   * {@link Engine#metricsText}: which calls, is the caller's to decide.
   */
  public void took(long nanoseconds) {
    if (nanoseconds < 0) throw new IllegalArgumentException("a call takes no time below 0: " + nanoseconds);
    final long context = owned.enterAlone();
    try {
      Native.fr_context_took(context, nanoseconds);
    } finally {
      owned.leave();
      Reference.reachabilityFence(this);
    }
  }

  /** Why the transfer that was scored last was decided so, without a counterfactual. */
  public Contribution[] why(Transfer transfer) {
    return why(transfer, null);
  }

  /** The same, and the smallest change that would have lowered the outcome, which takes milliseconds. */
  public Contribution[] why(Transfer transfer, Counterfactual counterfactual) {
    Objects.requireNonNull(transfer, "transfer");
    for (int capacity = 64; ; capacity *= 4) {
      final Scratch scratch = new Scratch(capacity * Contribution.SIZE);
      final long context = owned.enterAlone();
      final int status;
      try {
        status = Native.fr_why(context, transfer.address(), scratch.array(), capacity, scratch.out(),
            counterfactual == null ? 0 : counterfactual.address());
      } finally {
        owned.leave();
        Reference.reachabilityFence(transfer);
        Reference.reachabilityFence(counterfactual);
        Reference.reachabilityFence(this);
      }
      check(scratch.after(status));
      final int count = scratch.getInt(Scratch.OUT);
      if (count <= capacity) return contributions(scratch, count);
    }
  }

  static Contribution[] contributions(Scratch scratch, int count) {
    final Contribution[] all = new Contribution[count];
    Arrays.setAll(all, i -> new Contribution(scratch, Scratch.ARRAY + i * Contribution.SIZE));
    return all;
  }

  /** The detail of the last call: its status is OK when it succeeded. */
  public ErrorDetail lastError() {
    final ErrorDetail detail = new ErrorDetail();
    final long context = owned.enterAlone();
    try {
      Native.copy(Native.fr_context_error(context), detail.address(), ErrorDetail.SIZE);
    } finally {
      owned.leave();
      Reference.reachabilityFence(detail);
      Reference.reachabilityFence(this);
    }
    return detail;
  }

  private void check(int status) {
    if (status < 0) throw FraudRiskException.of(status, isClosed() ? null : lastError());
  }
}
