// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.samples;

import java.io.IOException;
import java.nio.file.Paths;
import org.fraudrisk.Audience;
import org.fraudrisk.Channel;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.Policy;
import org.fraudrisk.Status;
import org.fraudrisk.Transfer;

/** One transfer, its answer, the reasons, and one that is refused. Argument: retail-cn.frb. */
public final class Score {
  private Score() {}

  public static void main(String[] arguments) throws IOException {
    try (Policy policy = Policy.load(Paths.get(arguments[0]));
        Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      engine.setPolicy(policy);
      try (Context context = engine.newContext()) {
        // What is not said is unknown. 2026-01-06 10:00 in Beijing, 49,900.00 yuan.
        final Transfer transfer = new Transfer().id("T-1").timeUs(1_767_664_800_000_000L).payer("6222-0001")
            .payee("6228-9999").amountMinor(4_990_000).remark("转到安全账户").channel(Channel.TELLER);
        transfer.session().onCall(true);
        final Decision decision = new Decision();
        context.score(transfer, decision);
        System.out.println(decision.outcome() + ", " + decision.score() + " points, " + decision.scam());
        System.out.println(policy.words(decision, Audience.AUDIT, "en"));

        // On the hot path a refusal is a status, and the decision is what the policy says of errors.
        final int status = context.tryScore(transfer.amountMinor(-1), decision);
        System.out.println((status == Status.BAD_AMOUNT) + ", " + decision.outcome() + ", "
            + context.lastError().field());
      }
    }
  }
}
