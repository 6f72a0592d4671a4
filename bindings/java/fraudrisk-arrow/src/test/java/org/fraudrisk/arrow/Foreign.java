// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the tests have in C, compiled when it is needed: see native/draw.c. */
final class Foreign {
  private static boolean loaded;

  private Foreign() {}

  static native long rowsInAThread(long stream);

  static native int next(long stream);

  static native void silent(long stream, long counter, int number, boolean whole);

  static native void drawWhileThrowing(long stream, long[] rows);

  static native void refuse(long number, boolean lasts);

  static native long refused();

  static native long answered(long array);

  static synchronized void load(Path into) throws IOException, InterruptedException {
    if (loaded) return;
    final Path made = compiled(into, "bindings/java/fraudrisk-arrow/src/test/native/draw.c");
    System.load(made.toString());
    Files.delete(made);
    loaded = true;
  }

  /** A library of one source. */
  static Path compiled(Path into, String source) throws IOException, InterruptedException {
    final Path root = Transfers.ROOT;
    final String jdk = System.getProperty("fraudrisk.jdk") + "/include";
    final String compiler = System.getenv().getOrDefault("CC", "cc");
    final Path made = Files.createTempFile(into, "lib", ".so");
    final Process process = new ProcessBuilder(compiler, "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra",
        "-Werror", "-fPIC", "-shared", "-pthread", "-I" + root.resolve("include"), "-I" + jdk, "-I" + jdk + "/linux",
        "-o", made.toString(), root.resolve(source).toString(), "-ldl").redirectErrorStream(true).start();
    final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return made;
  }
}
