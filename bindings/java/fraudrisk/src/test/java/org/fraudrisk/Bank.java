// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** What the tests begin with. */
final class Bank {
  static final Path ROOT = Paths.get(System.getProperty("fraudrisk.root"));
  static final Path VECTORS = ROOT.resolve("bindings/vectors");
  static final long MORNING = 1_767_664_800_000_000L; // 2026-01-06 10:00 in Beijing

  private Bank() {}

  static Policy policy(String name) {
    try {
      return Policy.load(VECTORS.resolve(name));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static EngineOptions options() {
    return new EngineOptions().acceptUnsignedPolicies(true);
  }

  static Engine engine(String policy) {
    final Engine engine = Engine.create(options());
    try (Policy loaded = policy(policy)) {
      engine.setPolicy(loaded);
    }
    return engine;
  }

  static Transfer transfer(Transfer into, int number) {
    return into.clear().id("T-" + number).timeUs(MORNING + number * 1000L).payer("6222-0001").payee("6228-9999")
        .amountMinor(100 + number).channel(Channel.MOBILE);
  }
}
