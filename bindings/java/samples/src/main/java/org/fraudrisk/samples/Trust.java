// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import org.fraudrisk.Engine;
import org.fraudrisk.FraudRiskException;
import org.fraudrisk.Policy;
import org.fraudrisk.PutOptions;
import org.fraudrisk.TrustStore;

/** An engine that takes signed policies only. Arguments: signed.frb, first.frb, author.pub.pem, approver.pub.pem. */
public final class Trust {
  private static final long MORNING_US = 1_767_664_800_000_000L;

  private Trust() {}

  public static void main(String[] arguments) throws IOException {
    try (TrustStore.Builder keys = TrustStore.builder(); Engine engine = Engine.create()) {
      keys.add("author", Files.readString(Paths.get(arguments[2])));
      keys.add("approver", Files.readString(Paths.get(arguments[3])));
      try (TrustStore trust = keys.finish()) {
        engine.setTrust(trust);
      }
      for (int i = 0; i < 2; i++) {
        try (Policy policy = Policy.load(Paths.get(arguments[i]))) {
          engine.putPolicy(policy, new PutOptions().nowUs(MORNING_US)); // setPolicy where it has no valid_until
          System.out.println("in force: " + policy.describe().name());
        } catch (FraudRiskException error) {
          System.out.println("refused: " + error.getMessage());
        }
      }
    }
  }
}
