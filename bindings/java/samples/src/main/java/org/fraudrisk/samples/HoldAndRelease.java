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
import org.fraudrisk.Event;
import org.fraudrisk.EventKind;
import org.fraudrisk.Outcome;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;

/** A transfer that is held, what the customer is told, and its release and settlement. Argument: retail-cn.frb. */
public final class HoldAndRelease {
  private static final long MORNING_US = 1_767_664_800_000_000L;

  private HoldAndRelease() {}

  public static void main(String[] arguments) throws IOException {
    try (Policy policy = Policy.load(Paths.get(arguments[0]));
        Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      engine.setPolicy(policy);
      try (Context context = engine.newContext()) {
        final Transfer transfer = new Transfer().id("T-1").timeUs(MORNING_US).payer("6222-0001").payee("6228-9999")
            .amountMinor(4_990_000).remark("转到安全账户").channel(Channel.TELLER);
        transfer.session().onCall(true).screenShared(true);
        final Decision decision = context.score(transfer);
        System.out.println(decision.outcome() + " for " + (decision.holdUntilUs() - MORNING_US) / 3_600_000_000L
            + " hours, " + decision.scam());
        System.out.println(policy.words(decision, Audience.CUSTOMER, "en"));
        if (decision.outcome() != Outcome.HOLD) return;
        tell(context, EventKind.HELD, 1);

        // The customer, alone, confirmed it on a number known before: the bank releases it, and the money goes.
        tell(context, EventKind.RELEASED, 60);
        tell(context, EventKind.SETTLED, 61);
        System.out.println("settled; events observed: " + engine.stats().observed());
      }
    }
  }

  private static void tell(Context context, EventKind kind, int minutesLater) {
    context.observe(new Event().kind(kind).timeUs(MORNING_US + minutesLater * 60_000_000L).transferId("T-1")
        .payer("6222-0001").payee("6228-9999").amountMinor(4_990_000));
    System.out.println(kind);
  }
}
