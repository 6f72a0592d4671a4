// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A stream of batches that goes on as a stream of decisions or features: each batch is scored when it is asked for. The
 * functions of the stream that is given call this object, from any thread; it lives until that stream is released, and
 * holds the context, though that may be closed meanwhile.
 */
final class ArrowStream {
  /** The source's own struct, the batch that is being scored, and what there is to say of a failure. */
  private static final class Block extends Struct {
    static final int BATCH = ArrowMemory.STREAM_SIZE;
    static final int MESSAGE = BATCH + ArrowMemory.ARRAY_SIZE;
    static final int MESSAGE_SIZE = 512;

    Block() {
      super(MESSAGE + MESSAGE_SIZE, 0, false);
    }

    /** As many whole characters as there is room for, and a zero byte. */
    void say(String message) {
      final byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
      int size = Math.min(utf8.length, MESSAGE_SIZE - 1);
      while (size > 0 && size < utf8.length && (utf8[size] & 0xc0) == 0x80) size--;
      for (int i = 0; i < size; i++) bytes.put(MESSAGE + i, utf8[i]);
      bytes.put(MESSAGE + size, (byte) 0);
    }
  }

  private final Block block = new Block();
  private final Owned context;
  private final Owned policy;
  private final long policyAddress; // 0 where decisions are asked for
  private final ArrowPlan plan;
  private int failed;

  private ArrowStream(Context context, Policy policy, ArrowPlan plan, boolean features) {
    this.context = context.owned;
    this.policy = policy.owned;
    this.plan = plan;
    this.context.hold();
    try {
      final long address = this.policy.enter(); // left when the stream is released
      policyAddress = features ? address : 0;
    } catch (RuntimeException error) {
      this.context.letGo();
      throw error;
    }
  }

  /** Moves the stream of batches into one that is written to another place. Where it throws nothing was moved. */
  static void open(Context context, Policy policy, ArrowColumns columns, boolean features, long batches, long out) {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(policy, "policy");
    ArrowMemory.given(batches, "the stream of batches");
    ArrowMemory.given(out, "the stream of answers");
    if (batches == out) throw new IllegalArgumentException("a stream cannot be written over the one that it is made of");
    if (ArrowMemory.streamIsReleased(batches))
      throw new IllegalArgumentException("the stream of batches was released already, or lacks a function");
    final ArrowPlan plan = planOf(policy, columns, batches);
    try {
      new ArrowStream(context, policy, plan, features).take(batches, out);
    } catch (RuntimeException | Error error) {
      plan.close();
      throw error;
    }
  }

  private static final class Schema extends Struct {
    Schema() {
      super(ArrowMemory.SCHEMA_SIZE, 0, false);
    }
  }

  private static ArrowPlan planOf(Policy policy, ArrowColumns columns, long batches) {
    final Schema schema = new Schema();
    final int number = ArrowMemory.streamSchema(batches, schema.address());
    if (number != 0 || ArrowMemory.schemaIsReleased(schema.address())) throw failure(ofSource(batches));
    try {
      return ArrowPlan.create(policy, schema.address(), columns);
    } finally {
      ArrowMemory.releaseSchema(schema.address());
    }
  }

  private static FraudRiskException failure(String sentence) {
    final String name = FraudRisk.statusName(Status.BAD_ARGUMENT);
    return new FraudRiskException(Status.BAD_ARGUMENT, name + ": ", sentence, "", 0, 0, -1);
  }

  private static String ofSource(long stream) {
    final String said = ArrowMemory.string(ArrowMemory.streamError(stream));
    return "the data's own stream failed: " + (said == null || said.isEmpty() ? "it does not say why" : said);
  }

  private void take(long batches, long out) {
    boolean offered = false;
    try {
      offered = ArrowMemory.offer(this, block.address() + Block.MESSAGE, out);
      if (!offered) throw FraudRiskException.of(Status.NO_MEMORY, null);
      ArrowMemory.moveStream(batches, block.address());
    } finally {
      if (!offered) leave();
    }
  }

  private void leave() {
    policy.leave();
    context.letGo();
  }

  // ---- what the glue calls: 0, the number that the source gave, or a negative status ----

  /** The stream's own schema. */
  synchronized int schema(long out) {
    try {
      final int status = ArrowPlan.writeSchema(policyAddress, out);
      return status < 0 ? failed(status, FraudRisk.statusText(status)) : status;
    } catch (Throwable thrown) { // nothing is thrown through the consumer's C
      return thrown(thrown);
    }
  }

  /** The answer to the next batch; at the end what is written is a released array. After a failure there is no more. */
  synchronized int next(long out) {
    if (failed != 0) return failed;
    try {
      final long batch = block.address() + Block.BATCH;
      final int number = ArrowMemory.streamNext(block.address(), batch);
      if (number != 0) return failed(number, ofSource(block.address()));
      if (ArrowMemory.arrayIsReleased(batch)) return 0;
      try {
        score(batch, out);
      } finally {
        ArrowMemory.releaseArray(batch);
      }
      return 0;
    } catch (Throwable thrown) { // nothing is thrown through the consumer's C
      return thrown(thrown);
    }
  }

  private void score(long batch, long out) {
    final long address = context.enterHeld();
    try {
      plan.answer(address, policyAddress, batch, out);
    } finally {
      context.leave();
    }
  }

  private int thrown(Throwable thrown) {
    if (thrown instanceof FraudRiskException)
      return failed(((FraudRiskException) thrown).status(), thrown.getMessage());
    if (thrown instanceof OutOfMemoryError) return failed(Status.NO_MEMORY, thrown.toString());
    return failed(Status.BAD_ARGUMENT, thrown.toString());
  }

  private int failed(int number, String sentence) {
    failed = number;
    block.say(sentence);
    return number;
  }

  /** Once, when whoever took the stream releases it. */
  synchronized void release() {
    try {
      ArrowMemory.releaseStream(block.address());
    } finally {
      plan.close();
      leave();
    }
  }
}
