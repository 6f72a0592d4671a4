// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.samples;

import java.io.IOException;
import java.nio.file.Paths;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.FraudRisk;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;

/** Another policy is put in force while a thread scores. Arguments: first.frb, retail-cn.frb, damaged.frb. */
public final class HotReload {
  private HotReload() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      reload(engine, arguments[0]);
      final AtomicBoolean stop = new AtomicBoolean();
      final AtomicInteger refused = new AtomicInteger();
      final Thread scoring = new Thread(() -> score(engine, stop, refused));
      scoring.start();
      reload(engine, arguments[1]);
      reload(engine, arguments[2]); // a damaged one is refused; what is in force stays
      stop.set(true);
      scoring.join();
      System.out.println("transfers refused meanwhile: " + refused);
    }
  }

  private static void reload(Engine engine, String file) throws IOException {
    try (Policy policy = Policy.load(Paths.get(file))) {
      engine.setPolicy(policy);
    } catch (FraudRiskException error) {
      System.out.println("refused: " + FraudRisk.statusName(error.status()));
    }
    try (Policy inForce = engine.policy()) {
      System.out.println("in force: " + inForce.describe().name() + " " + inForce.describe().version());
    }
  }

  private static void score(Engine engine, AtomicBoolean stop, AtomicInteger refused) {
    try (Context context = engine.newContext()) {
      final Transfer transfer = new Transfer();
      final Decision decision = new Decision();
      for (int i = 0; !stop.get(); i++) {
        transfer.clear().id("T-" + i).timeUs(1_767_664_800_000_000L + i).payer("6222-0001").payee("6228-9999")
            .amountMinor(100);
        if (context.tryScore(transfer, decision) < 0) refused.incrementAndGet();
      }
    }
  }
}
