// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/** Features, rules, thresholds and words: immutable, shared by any number of engines and threads. */
public final class Policy extends Handle {
  Policy(long address) {
    super("policy", address, Native::fr_policy_release);
  }

  /** Loads a bundle. An engine verifies its signatures when it takes it. */
  public static Policy load(byte[] bundle) {
    final Scratch scratch = new Scratch(0);
    scratch.putText(Scratch.TEXT, Objects.requireNonNull(bundle, "bundle"), 0);
    scratch.check(Native.fr_policy_load(scratch.data(Scratch.TEXT), bundle.length, scratch.out(),
        scratch.error.address()));
    return new Policy(scratch.getLong(Scratch.OUT));
  }

  /** Loads a bundle from a file, as {@code fraudrisk policy build} writes it. An IOException names the file. */
  public static Policy load(Path file) throws IOException {
    if (Files.isDirectory(file))
      throw new IOException(file + " is a folder; fraudrisk policy build makes a bundle (.frb) of a policy's folder");
    try {
      return load(Files.readAllBytes(file));
    } catch (NoSuchFileException error) {
      throw new NoSuchFileException(file.toAbsolutePath().toString(), null, "there is no such file");
    }
  }

  /** What this policy is. */
  public PolicyInfo describe() {
    final PolicyInfo info = new PolicyInfo();
    in(policy -> {
      FraudRiskException.check(Native.fr_policy_describe(policy, info.address()), null);
      info.keepStrings();
      return 0;
    });
    return info;
  }

  /** The signature at a place, as the bundle has it: not verified. */
  public Signature signature(int index) {
    final Signature signature = new Signature();
    check(policy -> Native.fr_policy_signature(policy, index, signature.address()));
    Reference.reachabilityFence(signature);
    return signature;
  }

  /** The name of a feature by its place; null past the end. */
  public String feature(int index) {
    return name(policy -> Native.fr_policy_feature(policy, index));
  }

  /** The name of a rule by its place; null past the end. */
  public String rule(int index) {
    return name(policy -> Native.fr_policy_rule(policy, index));
  }

  /** The name of a scam type by its place; null past the end. */
  public String scam(int index) {
    return name(policy -> Native.fr_policy_scam(policy, index));
  }

  /** The name of a model by its place; null past the end. */
  public String model(int index) {
    return name(policy -> Native.fr_policy_model(policy, index));
  }

  private String name(LongUnaryOperator call) {
    return get(policy -> Native.string(call.applyAsLong(policy)));
  }

  /** The type of a feature; UNKNOWN past the end. */
  public ValueType featureType(int index) {
    return ValueType.of((int) in(policy -> Native.fr_policy_feature_type(policy, index)));
  }

  /** The scam type of a rule, as an index; -1 for none. */
  public int ruleScam(int index) {
    return (int) in(policy -> Native.fr_policy_rule_scam(policy, index));
  }

  /** The type of the attribute that the policy declares under this name; UNKNOWN where it declares none. */
  public ValueType attributeType(String name) {
    final Scratch scratch = new Scratch(0);
    scratch.putText(Scratch.TEXT, Objects.requireNonNull(name, "name"));
    return ValueType.of((int) scratch.after(in(policy -> Native.fr_policy_attribute_type(policy,
        scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0))));
  }

  // ---- words ----

  /** The words for a decision; null as the language takes the policy's first. */
  public String words(Decision decision, Audience audience, String language) {
    return text(words(decision, audience.code(), language, Encoding.UTF8));
  }

  /** What the law has a bank tell the customer. */
  public String words(Decision decision, Notice notice, String language) {
    return text(words(decision, notice.code(), language, Encoding.UTF8));
  }

  /** The same as bytes of an encoding, with the library's number of an {@link Audience} or a {@link Notice}. */
  public byte[] words(Decision decision, int audience, String language, Encoding encoding) {
    Objects.requireNonNull(decision, "decision");
    return sized(decision, language, (policy, buffer, capacity, scratch) -> Native.fr_words(policy,
        decision.address(), audience, scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0, encoding.code(),
        buffer, capacity, scratch.out()));
  }

  /** One of the decision's reasons. */
  public String reasonWords(Decision decision, int place, String language) {
    return text(reasonWords(decision, place, language, Encoding.UTF8));
  }

  /** The same as bytes of an encoding. */
  public byte[] reasonWords(Decision decision, int place, String language, Encoding encoding) {
    Objects.requireNonNull(decision, "decision");
    return sized(decision, language, (policy, buffer, capacity, scratch) -> Native.fr_reason_words(policy,
        decision.address(), place, scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0, encoding.code(), buffer,
        capacity, scratch.out()));
  }

  /** The reason of a rule as the policy has it, with names in braces. */
  public String reasonText(int rule, String language) {
    return text(reasonText(rule, language, Encoding.UTF8));
  }

  /** The same as bytes of an encoding. */
  public byte[] reasonText(int rule, String language, Encoding encoding) {
    return sized(null, language, (policy, buffer, capacity, scratch) -> Native.fr_reason_text(policy, rule,
        scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0, encoding.code(), buffer, capacity, scratch.out()));
  }

  /** The words for a contribution, for tellers and auditors. */
  public String contributionWords(Contribution contribution, String language) {
    return text(contributionWords(contribution, language, Encoding.UTF8));
  }

  /** The same as bytes of an encoding. */
  public byte[] contributionWords(Contribution contribution, String language, Encoding encoding) {
    Objects.requireNonNull(contribution, "contribution");
    return sized(contribution, language, (policy, buffer, capacity, scratch) -> Native.fr_contribution_words(policy,
        contribution.address(), scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0, encoding.code(), buffer,
        capacity, scratch.out()));
  }

  /** The question at a place that goes with a decision; past the last one the status is NO_WORDS. */
  public Question question(Decision decision, int place) {
    Objects.requireNonNull(decision, "decision");
    final Question question = new Question();
    in(policy -> {
      FraudRiskException.check(Native.fr_question_get(policy, decision.address(), place, question.address()), null);
      question.keepStrings();
      return 0;
    });
    Reference.reachabilityFence(decision);
    return question;
  }

  /** What the teller asks. */
  public String questionWords(Decision decision, int place, String language) {
    return text(questionWords(decision, place, language, Encoding.UTF8));
  }

  /** The same as bytes of an encoding. */
  public byte[] questionWords(Decision decision, int place, String language, Encoding encoding) {
    Objects.requireNonNull(decision, "decision");
    return sized(decision, language, (policy, buffer, capacity, scratch) -> Native.fr_question_words(policy,
        decision.address(), place, scratch.data(Scratch.TEXT), scratch.size(Scratch.TEXT), 0, encoding.code(), buffer,
        capacity, scratch.out()));
  }

  /** Enters the answer to a question among what the teller saw. */
  public static void answer(Teller teller, Question question, boolean yes) {
    final long bit = question.tellerBit();
    if (bit == 0) return;
    if (question.sign() != null && question.sign() == yes) {
      teller.seen(teller.seen() | bit).ruledOut(teller.ruledOut() & ~bit);
    } else if ((teller.seen() & bit) == 0) {
      teller.ruledOut(teller.ruledOut() | bit);
    }
  }

  /** What becomes of a held transfer when its time is over and nobody has decided. */
  public Expiry expiry(Decision decision) {
    Objects.requireNonNull(decision, "decision");
    final int expiry = (int) in(policy -> Native.fr_expiry(policy, decision.address()));
    Reference.reachabilityFence(decision);
    return Expiry.of(expiry);
  }

  /** Where a text mentions phrases of the policy; places count its bytes in UTF-8. */
  public TextMatch[] matches(String text) {
    Objects.requireNonNull(text, "text");
    return matches(text.getBytes(StandardCharsets.UTF_8), Encoding.UTF8);
  }

  /** The same of bytes in an encoding. */
  public TextMatch[] matches(byte[] text, Encoding encoding) {
    return matches(text, encoding.code());
  }

  TextMatch[] matches(byte[] text, int encoding) {
    Objects.requireNonNull(text, "text");
    for (int capacity = 64; ; capacity *= 4) {
      final Scratch scratch = new Scratch(capacity * TextMatch.SIZE);
      scratch.putText(Scratch.TEXT, text, encoding);
      final int most = capacity;
      final int status = scratch.after((int) in(policy -> Native.fr_text_matches(policy, scratch.data(Scratch.TEXT),
          scratch.size(Scratch.TEXT), scratch.encoding(Scratch.TEXT), scratch.array(), most, scratch.out())));
      if (status == Status.BUFFER_TOO_SMALL) continue;
      FraudRiskException.check(status, null);
      final TextMatch[] all = new TextMatch[scratch.getInt(Scratch.OUT)];
      Arrays.setAll(all, i -> new TextMatch(scratch, Scratch.ARRAY + i * TextMatch.SIZE));
      return all;
    }
  }

  // ---- the pure half of scoring ----

  long foldsCapacity() {
    return in(Native::fr_folds_capacity);
  }

  /** Decides from the blocks of all sides; pure, on any node. The decision is written also where it is refused. */
  public void decide(Transfer transfer, FoldBlocks blocks, Decision decision) {
    Objects.requireNonNull(decision, "decision");
    final Scratch scratch = new Scratch(0);
    final int status = (int) in(policy -> Native.fr_decide(policy, transfer.address(), blocks.address(),
        decision.address(), scratch.error.address()));
    fence(transfer, blocks, decision);
    scratch.check(status);
  }

  /** The policy's features, in its order. */
  public Value[] features(Transfer transfer, FoldBlocks blocks) {
    final int count = describe().featureCount();
    final Scratch scratch = new Scratch(Math.max(count, 1) * Value.SIZE);
    final int status = (int) in(policy -> Native.fr_features(policy, transfer.address(), blocks.address(),
        scratch.array(), count, scratch.error.address()));
    fence(transfer, blocks, null);
    scratch.check(status);
    final Value[] values = new Value[count];
    Arrays.setAll(values, i -> new Value(scratch, Scratch.ARRAY + i * Value.SIZE));
    return values;
  }

  /** Why {@link #decide} decides so; the counterfactual may be null. */
  public Contribution[] why(Transfer transfer, FoldBlocks blocks, Counterfactual counterfactual) {
    for (int capacity = 64; ; capacity *= 4) {
      final Scratch scratch = new Scratch(capacity * Contribution.SIZE);
      final int most = capacity;
      final int status = (int) in(policy -> Native.fr_why_folds(policy, transfer.address(), blocks.address(),
          scratch.array(), most, scratch.out(), counterfactual == null ? 0 : counterfactual.address(),
          scratch.error.address()));
      fence(transfer, blocks, counterfactual);
      scratch.check(status);
      final int count = scratch.getInt(Scratch.OUT);
      if (count <= capacity) return Context.contributions(scratch, count);
    }
  }

  private static void fence(Object one, Object two, Object three) {
    Reference.reachabilityFence(one);
    Reference.reachabilityFence(two);
    Reference.reachabilityFence(three);
  }

  // ---- calls ----

  private interface Sized {
    int call(long policy, long buffer, long capacity, Scratch scratch);
  }

  private byte[] sized(Struct kept, String language, Sized call) {
    for (int capacity = 4096; ; ) {
      final Scratch scratch = new Scratch(capacity);
      if (language != null) scratch.putText(Scratch.TEXT, language);
      final int most = capacity;
      final int status = scratch.after((int) in(policy -> call.call(policy, scratch.array(), most, scratch)));
      Reference.reachabilityFence(kept);
      final int needed = Math.toIntExact(scratch.getLong(Scratch.OUT));
      if (status == Status.BUFFER_TOO_SMALL && needed > capacity) {
        capacity = needed;
        continue;
      }
      FraudRiskException.check(status, null);
      return scratch.getBytes(Scratch.ARRAY, needed);
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private long in(LongUnaryOperator call) {
    final long policy = owned.enter();
    try {
      return call.applyAsLong(policy);
    } finally {
      owned.leave();
      Reference.reachabilityFence(this);
    }
  }

  private <T> T get(LongFunction<T> call) {
    final long policy = owned.enter();
    try {
      return call.apply(policy);
    } finally {
      owned.leave();
      Reference.reachabilityFence(this);
    }
  }

  private void check(LongUnaryOperator call) {
    FraudRiskException.check((int) in(call), null);
  }
}
