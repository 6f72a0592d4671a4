// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs steps of bindings/vectors, which have to be answered as C answers them, byte for byte. */
abstract class StepsRunner {
  Engine engine;
  Context context;
  Policy policy; // in force, as a handle of its own
  TrustStore trust; // the last one that a step made
  Journal journal;
  Contribution[] contributions = {}; // of the last step that asked why
  final Answers out = new Answers();
  private Decision decision = new Decision();
  private final Transfer scored = new Transfer();
  private Iterator<Steps.Step> steps;

  @TempDir
  Path room; // where journals are

  void areAnsweredAsCAnswersThem(String file) throws IOException {
    for (String folder : new String[] {"leader", "standby"}) Files.createDirectory(room.resolve(folder));
    steps = Steps.read(Bank.VECTORS.resolve(file)).iterator();
    while (steps.hasNext()) run(steps.next());
    final byte[] expected = Files.readAllBytes(Bank.VECTORS.resolve(file.replace(".steps", ".expected")));
    assertEquals(new String(expected, StandardCharsets.ISO_8859_1),
        new String(out.all(), StandardCharsets.ISO_8859_1));
  }

  /** For whoever can run steps that are not here: those of tables want a library that makes them. */
  boolean runTable(Steps.Step step) throws IOException {
    return false;
  }

  @AfterEach
  void leave() {
    for (Handle handle : new Handle[] {context, journal, engine, policy}) if (handle != null) handle.close();
    journal = null;
  }

  interface Call {
    void run() throws IOException;
  }

  /** Runs a step's call; answers its status, and gives the refusal. */
  FraudRiskException answer(Steps.Step step, Call call) throws IOException {
    FraudRiskException refused = null;
    try {
      call.run();
    } catch (FraudRiskException error) {
      refused = error;
    }
    out.status(step.name, refused == null ? Status.OK : refused.status());
    return refused;
  }

  static Transfer transfer(Steps.Step step) {
    final Transfer transfer = new Transfer();
    Fields.set(transfer, step.fields);
    return transfer;
  }

  private void run(Steps.Step step) throws IOException {
    switch (step.name) {
      case "engine":
        engine(step);
        break;
      case "policy":
      case "challenger":
        policy(step);
        break;
      case "watch":
        watch(step);
        break;
      case "score":
      case "preview":
        score(step);
        break;
      case "batch":
        batch(step);
        break;
      case "challenge":
        final Decision other = new Decision();
        final FraudRiskException refused = answer(step, () -> context.challenge(step.number(0), other));
        out.struct(other, "");
        out.error(refused);
        break;
      case "observe":
        final Event event = new Event();
        Fields.set(event, step.fields);
        out.error(answer(step, () -> context.observe(event)));
        break;
      case "features":
        features(step);
        break;
      case "why":
        why(step);
        break;
      default:
        ask(step);
    }
  }

  private void engine(Steps.Step step) throws IOException {
    leave();
    policy = null;
    final EngineOptions options = new EngineOptions();
    Fields.set(options, step.fields);
    final FraudRiskException refused = answer(step, () -> engine = Engine.create(options));
    out.error(refused);
    if (refused == null) context = engine.newContext();
  }

  private void policy(Steps.Step step) throws IOException {
    final boolean challenger = step.name.equals("challenger");
    final String name = step.text(challenger ? 1 : 0);
    out.error(answer(step, () -> {
      try (Policy loaded = name.isEmpty() ? null : Policy.load(Bank.VECTORS.resolve(name))) {
        if (challenger) engine.setChallenger(step.number(0), loaded);
        else engine.setPolicy(loaded);
      }
    }));
    if (policy != null) policy.close();
    policy = engine.policy();
  }

  private void watch(Steps.Step step) throws IOException {
    out.error(answer(step, () -> {
      try (WatchLists.Builder builder = WatchLists.builder(new byte[16], step.fields.size())) {
        for (Steps.Field field : step.fields) {
          final String[] parts = field.text().split(" ");
          builder.add(PartyType.valueOf(field.path.toUpperCase(java.util.Locale.ROOT)), parts[0], parts[1],
              Long.parseLong(parts[2]));
        }
        try (WatchLists lists = builder.finish(step.number(0))) {
          engine.setWatchLists(lists);
        }
      }
    }));
  }

  private void score(Steps.Step step) throws IOException {
    scored.clear();
    Fields.set(scored, step.fields);
    final FraudRiskException refused = answer(step, () -> {
      if (step.name.equals("score")) context.score(scored, decision);
      else context.preview(scored, decision);
    });
    out.struct(decision, "");
    out.error(refused);
  }

  private void batch(Steps.Step step) throws IOException {
    final int count = step.number(0);
    final Batch batch = new Batch(Math.max(count, 1));
    for (int i = 0; i < count; i++) Fields.set(batch.transfer(i), steps.next().fields);
    final FraudRiskException refused = answer(step, () -> context.score(batch, count));
    out.line("done", batch.done());
    for (int i = 0; i < count && (i < batch.done() || refused != null && i == batch.done()); i++) {
      out.struct(batch.decision(i), Integer.toString(i));
      decision = batch.decision(i);
    }
    out.error(refused);
  }

  private void features(Steps.Step step) throws IOException {
    final Transfer transfer = transfer(step);
    final FoldBlocks blocks = new FoldBlocks(policy);
    final Value[][] values = {new Value[0]};
    decision = new Decision();
    final FraudRiskException refused = answer(step, () -> {
      context.fold(transfer, Fr.SIDE_ALL, blocks);
      policy.decide(transfer, blocks, decision);
      values[0] = policy.features(transfer, blocks);
    });
    out.struct(decision, "");
    for (int i = 0; i < values[0].length; i++) out.struct(values[0][i], Integer.toString(i));
    out.error(refused);
  }

  private void why(Steps.Step step) throws IOException {
    final Counterfactual counterfactual = new Counterfactual();
    final Contribution[][] all = {new Contribution[0]};
    told(answer(step, () -> all[0] = context.why(scored, counterfactual)), all[0], counterfactual);
  }

  /** Answers what a step was told that asked why. */
  void told(FraudRiskException refused, Contribution[] made, Counterfactual counterfactual) {
    contributions = made;
    for (int i = 0; i < made.length; i++) out.struct(made[i], "contribution." + i);
    if (refused == null) out.struct(counterfactual, "counterfactual");
    out.error(refused);
  }

  void words(Steps.Step step, java.util.function.Supplier<byte[]> call, Struct before) throws IOException {
    final byte[][] words = {null};
    final FraudRiskException refused = answer(step, () -> words[0] = call.get());
    if (refused != null) return;
    if (before != null) out.struct(before, "");
    out.text("words", words[0], step.number(2) == Fr.ENCODING_GB18030);
  }

  private void ask(Steps.Step step) throws IOException {
    switch (step.name) {
      case "words":
        words(step, () -> policy.words(decision, step.number(0), step.text(1), Encoding.of(step.number(2))), null);
        break;
      case "reason_words":
        words(step, () -> policy.reasonWords(decision, step.number(0), step.text(1), Encoding.of(step.number(2))),
            null);
        break;
      case "question":
        question(step);
        break;
      case "expiry":
        out.status(step.name, Status.OK);
        out.line("expiry", policy.expiry(decision).code());
        break;
      case "party_key":
        final byte[][] key = {null};
        if (answer(step, () -> key[0] = engine.partyKey(step.number(0), step.text(1))) == null)
          out.line("key", Answers.hex(key[0]));
        break;
      case "matches":
        final TextMatch[][] found = {null};
        if (answer(step, () -> found[0] = policy.matches(step.bytes(1), step.number(0))) == null)
          for (int i = 0; i < found[0].length; i++) out.struct(found[0][i], Integer.toString(i));
        break;
      case "limit":
        out.status(step.name, Status.OK);
        out.line("limit", FraudRisk.limit(step.text(0)));
        break;
      default:
        describe(step);
    }
  }

  private void question(Steps.Step step) throws IOException {
    final Question[] question = {null};
    final FraudRiskException refused = answerNothing(() -> question[0] = policy.question(decision, step.number(0)));
    if (refused != null) {
      out.status(step.name, refused.status());
      return;
    }
    words(step, () -> policy.questionWords(decision, step.number(0), step.text(1), Encoding.of(step.number(2))),
        question[0]);
  }

  private static FraudRiskException answerNothing(Runnable call) {
    try {
      call.run();
      return null;
    } catch (FraudRiskException error) {
      return error;
    }
  }

  private void describe(Steps.Step step) throws IOException {
    if (runTable(step) || new RestOfSteps(this).run(step)) return;
    final Struct[] all = {null};
    final FraudRiskException refused = answer(step, () -> {
      if (step.name.equals("party")) all[0] = engine.party(step.number(0), step.text(1));
      else if (step.name.equals("stats")) all[0] = engine.stats();
      else if (step.name.equals("describe")) all[0] = policy.describe();
      else throw new AssertionError("there is no step " + step.name);
    });
    if (refused == null) out.struct(all[0], "");
  }
}
