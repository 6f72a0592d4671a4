// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The steps about counters, what a policy is made of, trust, watch lists and the journal. */
final class RestOfSteps {
  private static byte[] shipped = {}; // what the last step shipped, for an engine that follows

  private final StepsRunner with;
  private final Answers out;

  RestOfSteps(StepsRunner with) {
    this.with = with;
    out = with.out;
  }

  /** False where there is no such step here. */
  boolean run(Steps.Step step) throws IOException {
    return counted(step) || named(step) || trusted(step) || journaled(step) || told(step);
  }

  private static byte[] beside(String name) throws IOException {
    return Files.readAllBytes(Bank.VECTORS.resolve(name));
  }

  private void policyInForce() {
    if (with.policy != null) with.policy.close();
    with.policy = with.engine.policy();
  }

  private void struct(Steps.Step step, java.util.function.Supplier<Struct> call) throws IOException {
    final Struct[] made = {null};
    if (with.answer(step, () -> made[0] = call.get()) == null) out.struct(made[0], "");
  }

  // ---- counters ----

  private boolean counted(Steps.Step step) throws IOException {
    switch (step.name) {
      case "took":
        with.answer(step, () -> with.context.took(step.longNumber(0)));
        return true;
      case "counters":
        struct(step, () -> with.engine.counters(with.journal, step.longNumber(0)));
        return true;
      case "prometheus":
        prometheus(step);
        return true;
      case "limits":
        final LimitState[][] states = {{}};
        with.answer(step, () -> states[0] = with.engine.limits());
        for (int i = 0; i < states[0].length; i++) out.struct(states[0][i], Integer.toString(i));
        return true;
      case "tick":
        with.answer(step, () -> with.engine.tick(step.longNumber(0)));
        return true;
      default:
        return false;
    }
  }

  /** Line by line, but for the two that say how much memory is taken. */
  private void prometheus(Steps.Step step) throws IOException {
    final String[] text = {""};
    if (with.answer(step, () -> text[0] = with.engine.metricsText(with.journal, step.longNumber(0))) != null) return;
    final String[] lines = text[0].split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      final boolean isMemory =
          lines[i].startsWith("fraudrisk_memory_bytes ") || lines[i].startsWith("fraudrisk_watch_lists_bytes ");
      if (!isMemory) out.text("line." + i, lines[i]);
    }
  }

  // ---- what a policy is made of ----

  private boolean named(Steps.Step step) throws IOException {
    final Policy policy = with.policy;
    switch (step.name) {
      case "names":
        names(step);
        return true;
      case "attribute":
        out.status(step.name, Status.OK);
        out.line("type", policy.attributeType(step.text(0)).code());
        return true;
      case "reason_text":
        with.words(step, () -> policy.reasonText(step.number(0), step.text(1), Encoding.of(step.number(2))), null);
        return true;
      case "contribution_words":
        final Contribution about = with.contributions[step.number(0)];
        with.words(step, () -> policy.contributionWords(about, step.text(1), Encoding.of(step.number(2))), null);
        return true;
      case "why_folds":
        whyFolds(step);
        return true;
      case "signatures":
        out.status(step.name, Status.OK);
        for (int i = 0; i < policy.describe().signatureCount(); i++)
          out.struct(policy.signature(i), Integer.toString(i));
        return true;
      default:
        return false;
    }
  }

  private void names(Steps.Step step) {
    final Policy policy = with.policy;
    out.status(step.name, Status.OK);
    for (int i = 0; policy.feature(i) != null; i++) {
      out.text("feature." + i, policy.feature(i));
      out.line("feature_type." + i, policy.featureType(i).code());
    }
    for (int i = 0; policy.rule(i) != null; i++) {
      out.text("rule." + i, policy.rule(i));
      out.line("rule_scam." + i, policy.ruleScam(i));
    }
    for (int i = 0; policy.scam(i) != null; i++) out.text("scam." + i, policy.scam(i));
    for (int i = 0; policy.model(i) != null; i++) out.text("model." + i, policy.model(i));
  }

  private void whyFolds(Steps.Step step) throws IOException {
    final Transfer transfer = StepsRunner.transfer(step);
    final FoldBlocks blocks = new FoldBlocks(with.policy);
    final Counterfactual counterfactual = new Counterfactual();
    final Contribution[][] all = {{}};
    final FraudRiskException refused = with.answer(step, () -> {
      with.context.fold(transfer, Fr.SIDE_ALL, blocks);
      all[0] = with.policy.why(transfer, blocks, counterfactual);
    });
    with.told(refused, all[0], counterfactual);
  }

  // ---- trust, and watch lists in force ----

  private boolean trusted(Steps.Step step) throws IOException {
    switch (step.name) {
      case "trust":
        trust(step);
        return true;
      case "verify":
        out.error(with.answer(step, () -> {
          try (Policy loaded = Policy.load(Bank.VECTORS.resolve(step.text(0)))) {
            with.trust.verify(loaded);
          }
        }));
        return true;
      case "put":
        final PutOptions options = new PutOptions();
        Fields.set(options, step.fields);
        out.error(with.answer(step, () -> {
          try (Policy loaded = Policy.load(Bank.VECTORS.resolve(step.text(0)))) {
            with.engine.putPolicy(loaded, options);
          }
        }));
        policyInForce();
        return true;
      case "switches":
        final byte[] document = beside(step.text(0));
        out.error(with.answer(step, () -> with.engine.setSwitches(document, step.longNumber(1))));
        policyInForce();
        return true;
      case "lists":
        lists(step);
        return true;
      case "listed":
        listed(step);
        return true;
      default:
        return false;
    }
  }

  private void trust(Steps.Step step) throws IOException {
    final List<byte[]> ids = new ArrayList<>();
    final TrustStore[] made = {null};
    final FraudRiskException refused = with.answer(step, () -> {
      try (TrustStore.Builder builder = TrustStore.builder()) {
        for (Steps.Field field : step.fields) {
          final String[] parts = field.text().split(" ");
          if (field.path.equals("require")) builder.require(field.text());
          else ids.add(builder.add(parts[0], new String(beside(parts[1]), StandardCharsets.US_ASCII)));
        }
        if (!step.fields.isEmpty()) made[0] = builder.finish();
        with.engine.setTrust(made[0]);
      }
    });
    for (int i = 0; i < ids.size() && refused == null; i++) out.line("key_id." + i, Answers.hex(ids.get(i)));
    out.error(refused);
    if (refused == null) with.trust = made[0];
  }

  private void lists(Steps.Step step) throws IOException {
    try (WatchLists lists = with.engine.watchLists()) {
      struct(step, lists::describe);
      for (int i = 0; lists.name(i) != null; i++) {
        out.text("list." + i, lists.name(i));
        out.line("entries." + i, lists.entries(i));
      }
    }
  }

  private void listed(Steps.Step step) throws IOException {
    final boolean[] found = {false};
    try (WatchLists lists = with.engine.watchLists()) {
      final FraudRiskException refused = with.answer(step, () ->
          found[0] = lists.contains(step.number(0), step.text(1), step.text(2), step.longNumber(3)));
      if (refused == null) out.line("listed", found[0] ? Fr.YES : Fr.NO);
    }
  }

  // ---- the journal ----

  private boolean journaled(Steps.Step step) throws IOException {
    switch (step.name) {
      case "journal":
        journal(step);
        return true;
      case "journal_close":
        with.context.close();
        with.answer(step, () -> with.journal.close());
        with.journal = null;
        with.context = with.engine.newContext();
        return true;
      case "journal_stats":
        struct(step, () -> with.journal.stats());
        return true;
      case "pump":
        with.answer(step, () -> with.journal.pump(step.longNumber(0)));
        return true;
      case "wait":
        with.answer(step, () -> with.journal.await(step.longNumber(0)));
        return true;
      case "checkpoint":
        with.answer(step, () -> with.journal.checkpoint());
        return true;
      default:
        return moved(step);
    }
  }

  private void count(Steps.Step step, String path, java.util.function.LongSupplier call) throws IOException {
    final long[] made = {0};
    final FraudRiskException refused = with.answer(step, () -> made[0] = call.getAsLong());
    if (refused == null) out.line(path, Long.toUnsignedString(made[0]));
    out.error(refused);
  }

  private boolean moved(Steps.Step step) throws IOException {
    switch (step.name) {
      case "snapshot":
        count(step, "sequence", () -> with.journal.snapshot());
        return true;
      case "prune":
        count(step, "removed", () -> with.journal.prune());
        return true;
      case "ship":
        count(step, "next", () -> {
          final Journal.Shipment shipment = with.journal.ship(step.longNumber(0));
          shipped = shipment.records();
          return shipment.next();
        });
        return true;
      case "apply":
        with.context.close();
        count(step, "applied", () -> with.engine.apply(shipped));
        with.context = with.engine.newContext();
        return true;
      default:
        return false;
    }
  }

  private JournalOptions options(Steps.Step step) throws IOException {
    final JournalOptions options = new JournalOptions().directory(with.room.resolve(step.text(0)).toString());
    final List<Steps.Field> plain = new ArrayList<>();
    for (Steps.Field field : step.fields) {
      if (field.path.equals("signing_key")) options.signingKey(beside(field.text()));
      else if (field.path.equals("sealing_key")) options.sealingKey(beside(field.text()));
      else if (field.path.equals("trusted_keys")) options.trustedKeys(beside(field.text()));
      else plain.add(field);
    }
    Fields.set(options, plain);
    return options;
  }

  private void journal(Steps.Step step) throws IOException {
    final JournalOptions options = options(step);
    final JournalRecovery[] recovery = {null};
    with.context.close();
    final FraudRiskException refused = with.answer(step, () -> {
      with.journal = Journal.open(with.engine, options);
      recovery[0] = with.journal.recover();
      with.engine.setJournal(with.journal);
    });
    if (recovery[0] != null) out.struct(recovery[0], "");
    out.error(refused);
    with.context = with.engine.newContext();
    policyInForce();
  }

  // ---- the library ----

  private boolean told(Steps.Step step) {
    if (step.name.equals("status")) {
      final int of = (int) step.longNumber(0);
      out.status(step.name, Status.OK);
      out.text("name", FraudRisk.statusName(of));
      out.text("text", FraudRisk.statusText(of));
      out.line("band", FraudRisk.statusBand(of).code());
      return true;
    }
    if (!step.name.equals("version")) return false;
    out.status(step.name, Status.OK);
    int version = 0;
    for (String part : FraudRisk.version().split("\\.")) version = version * 1000 + Integer.parseInt(part);
    out.line("version", version);
    return true;
  }
}
