// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What tests run in a virtual machine or a class loader of its own. */
public final class Programs {
  private Programs() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "twice":
        twice();
        break;
      case "maps":
        open(arguments[1]);
        Files.readAllLines(Paths.get("/proc/self/maps")).stream()
            .filter(line -> line.matches(".*/lib(fraudrisk\\.so\\.0|cbor\\.so[.0-9]*)"))
            .map(line -> line.replaceAll(".* ", ""))
            .distinct()
            .sorted()
            .forEach(System.out::println);
        break;
      case "leave":
        leave(arguments[1]);
        break;
      default:
        direct(arguments[1]);
    }
  }

  /** The library is asked for two times. */
  private static void twice() {
    for (String time : new String[] {"first", "again"}) {
      try {
        new Transfer();
      } catch (UnsatisfiedLinkError error) {
        System.out.println(time + ": " + error.getMessage());
        if (time.equals("again")) System.exit(1);
      }
    }
  }

  /** Leaves an engine and a context open. */
  public static Object open(String vectors) throws IOException {
    final Engine engine = Engine.create(new EngineOptions().acceptUnsignedPolicies(true));
    try (Policy policy = Policy.load(Paths.get(vectors, "first.frb"))) {
      engine.setPolicy(policy);
    }
    final Context context = engine.newContext();
    context.score(transfer(new Transfer(), 1));
    return context;
  }

  private static Transfer transfer(Transfer into, int number) {
    return into.clear().id("T-" + number).timeUs(1_767_664_800_000_000L + number).payer("6222-0001")
        .payee("6228-9999").amountMinor(100);
  }

  /** Ends while a thread scores. */
  private static void leave(String vectors) throws IOException, InterruptedException {
    final Context context = (Context) open(vectors);
    final CountDownLatch begun = new CountDownLatch(1);
    final Thread scoring = new Thread(() -> {
      final Transfer transfer = new Transfer();
      final Decision decision = new Decision();
      for (int i = 2; ; i++) {
        context.tryScore(transfer(transfer, i), decision);
        if (i == 50) begun.countDown();
      }
    });
    scoring.setDaemon(true);
    scoring.start();
    begun.await();
    System.out.println("leaving");
    System.exit(3);
  }

  /** Java's limit of memory outside its heap is met; what was made before goes on. */
  private static void direct(String vectors) throws IOException {
    final Context context = (Context) open(vectors);
    final Transfer transfer = transfer(new Transfer(), 2);
    final Decision decision = new Decision();
    final List<Decision> kept = new ArrayList<>();
    try {
      while (true) kept.add(new Decision());
    } catch (OutOfMemoryError error) {
      System.out.println("OutOfMemoryError");
    }
    System.out.println(FraudRisk.statusName(context.tryScore(transfer, decision)).substring(3));
  }
}
