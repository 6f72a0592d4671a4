// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.benchmark;

import java.io.IOException;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import org.fraudrisk.Channel;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the binding takes of each call, piece by piece. Against C itself: bench/bindings/java.sh. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScoreBenchmark {
  private static final int PARTIES = 1024;

  private final String[] accounts = new String[PARTIES];
  private final Transfer transfer = new Transfer();
  private final Decision decision = new Decision();
  private Engine engine;
  private Context context;
  private int number;

  /** An engine with the retail policy. */
  @Setup
  public void begin() throws IOException {
    for (int i = 0; i < PARTIES; i++) accounts[i] = "6222-" + (100_000 + i);
    engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true));
    try (Policy policy = Policy.load(Paths.get(System.getProperty("fraudrisk.vectors"), "retail-cn.frb"))) {
      engine.setPolicy(policy);
    }
    context = engine.newContext();
    fill();
  }

  /** Frees it. */
  @TearDown
  public void end() {
    context.close();
    engine.close();
  }

  /** Clears a transfer and sets what most transfers have, three texts among it. */
  @Benchmark
  public Transfer fill() {
    number++;
    transfer.clear().id("T-1").timeUs(1_767_664_800_000_000L + number).payer(accounts[number & PARTIES - 1])
        .payee(accounts[number + 1 & PARTIES - 1]).amountMinor(100 + number).channel(Channel.MOBILE);
    transfer.session().onCall(false);
    transfer.payerParty().age(40);
    return transfer;
  }

  /** A call that the library refuses at once: what entering and leaving it takes. */
  @Benchmark
  public int refused() {
    return context.tryChallenge(99, decision);
  }

  /** Fills and previews: the whole, without the growth of histories. */
  @Benchmark
  public int preview() {
    context.tryPreview(fill(), decision);
    return decision.outcomeCode();
  }
}
