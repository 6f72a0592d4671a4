// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Locale;
import org.fraudrisk.Channel;
import org.fraudrisk.Context;
import org.fraudrisk.Decision;
import org.fraudrisk.Engine;
import org.fraudrisk.EngineOptions;
import org.fraudrisk.FraudRisk;
import org.fraudrisk.Policy;
import org.fraudrisk.Transfer;

/**
 * The same transfers through C and through this binding, in turns, each side on an engine of its own. The clock is the
 * thread's own time on a processor: what other processes take of the machine does not count. Texts are made before the
 * clock starts, as a host has them from what it has just read. Arguments: the
 * library of the C side (against_c.c), a policy, rounds, transfers a round.
 */
public final class AgainstC {
  private static final int PARTIES = 16_384;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Transfer transfer = new Transfer();
  private final Decision decision = new Decision();
  private final String[] ids;
  private final String[] payers;
  private final String[] payees;
  private long sum;

  private AgainstC(int count) {
    ids = new String[count];
    payers = new String[count];
    payees = new String[count];
  }

  private static native int open(String policy, int count);

  /** Scores transfers from a number on; gives nanoseconds. */
  private static native long roundInC(int first);

  /** What the decisions of all rounds come to. */
  private static native long sum();

  private static native void close();

  private long round(Context context, int first) {
    for (int i = 0; i < ids.length; i++) {
      final long number = first + i;
      ids[i] = "T-" + (1_000_000 + number);
      payers[i] = "6222-" + (100_000 + number * 7919 % PARTIES);
      payees[i] = "6222-" + (100_000 + (number * 104_729 + 1) % PARTIES);
    }
    final long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < ids.length; i++) {
      final int number = first + i;
      transfer.clear().id(ids[i]).timeUs(1_767_664_800_000_000L + number * 1_000_000L)
          .payer(payers[i]).payee(payees[i]).amountMinor(1000 + number % 5000).channel(Channel.MOBILE);
      transfer.session().onCall(false);
      transfer.payerParty().age(40);
      final int status = context.tryScore(transfer, decision);
      sum += status + decision.outcomeCode() + decision.score();
    }
    return THREADS.getCurrentThreadCpuTime() - begin;
  }

  /** Until all of it is compiled: on an engine of its own, so that histories stay as short as those of C. */
  private void warmUp(Policy policy, int rounds) {
    try (Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true))) {
      engine.setPolicy(policy);
      try (Context context = engine.newContext()) {
        for (int i = 0; i < rounds; i++) round(context, i * ids.length);
      }
    }
    sum = 0;
  }

  private static double median(double[] all) {
    final double[] sorted = all.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  public static void main(String[] arguments) throws IOException {
    final int rounds = Integer.parseInt(arguments[2]);
    final int count = Integer.parseInt(arguments[3]);
    FraudRisk.load(); // before the C side, which takes the same copy of the library
    System.load(Paths.get(arguments[0]).toAbsolutePath().toString());
    final AgainstC java = new AgainstC(count);
    final double[] inC = new double[rounds];
    final double[] inJava = new double[rounds];
    final double[] above = new double[rounds];
    try (Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true));
        Policy policy = Policy.load(Paths.get(arguments[1]))) {
      engine.setPolicy(policy);
      java.warmUp(policy, rounds);
      if (open(arguments[1], count) != 0) throw new IllegalStateException("the C side has no engine");
      try (Context context = engine.newContext()) {
        final int warm = rounds / 8;
        for (int i = -warm; i < rounds; i++) {
          final int first = (i + warm) * count;
          final boolean javaFirst = (i & 1) == 0;
          final long before = javaFirst ? java.round(context, first) : 0;
          final double c = roundInC(first) / (double) count;
          final double binding = (javaFirst ? before : java.round(context, first)) / (double) count;
          if (i < 0) continue;
          inC[i] = c;
          inJava[i] = binding;
          above[i] = binding - c;
        }
      }
    }
    final boolean same = java.sum == sum();
    close();
    System.out.printf(Locale.ROOT, "{\"binding\":\"java\",\"c_ns\":%.1f,\"binding_ns\":%.1f,"
        + "\"above_ns\":%.1f,\"ratio\":%.3f,\"rounds\":%d,\"calls_a_round\":%d,\"same\":%b}%n", median(inC),
        median(inJava), median(above), median(inJava) / median(inC), rounds, count, same);
    if (!same) System.exit(1);
  }
}
