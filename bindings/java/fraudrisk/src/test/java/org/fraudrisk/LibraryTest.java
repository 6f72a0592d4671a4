// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the native library is found, and that it goes with the classes or the process that have it. */
@Timeout(120)
class LibraryTest {
  private static final Path CLASSES = Paths.get(System.getProperty("fraudrisk.classes"));
  private static final Path NATIVE = CLASSES.resolve("org/fraudrisk/native").resolve(Library.platform());

  /** From Java 24 on it warns of native code that was not allowed by an option; older ones may not know it. */
  private static final boolean WARNS = Runtime.version().feature() >= 24;

  @TempDir private Path temp;

  /** What another virtual machine says, both ways, and how it ends. */
  private String java(int expected, String... options) throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temp);
    if (WARNS && !options[0].startsWith("--illegal")) command.add("--enable-native-access=ALL-UNNAMED");
    Collections.addAll(command, options);
    final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(expected, process.waitFor(), said);
    return said;
  }

  private static String with(Path... path) {
    final List<String> all = new ArrayList<>();
    for (Path one : path) all.add(one.toString());
    return String.join(":", all);
  }

  private static Path tests() throws Exception {
    return Paths.get(LibraryTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void aMissingLibraryNamesWhereItLooked() throws Exception {
    final String said = java(1, "-Dfraudrisk.library.path=" + temp, "-cp", with(CLASSES, tests()),
        "org.fraudrisk.Programs", "twice");
    final String sentence = "fraudrisk: there is no libfraudrisk.so.0. Looked at: " + temp + "/libfraudrisk.so.0. "
        + "-Dfraudrisk.library.path=FOLDER names a folder that has libfraudrisk.so.0 and libfraudrisk_jni.so.";
    assertTrue(said.contains("first: " + sentence), said);
    assertTrue(said.contains("again: " + sentence), said);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    final String nowhere = temp.resolve("nowhere").toString();
    final String said = java(1, "-Djava.io.tmpdir=" + nowhere, "-cp", with(CLASSES, tests()),
        "org.fraudrisk.Programs", "twice");
    assertTrue(said.contains("the native library cannot be written to " + nowhere), said);
    assertTrue(said.contains(". Looked at: " + nowhere + ". "), said);
  }

  @Test
  void aDamagedLibraryIsToldAndSoIsOneThatTheJarLacks() throws Exception {
    for (String name : new String[] {"libfraudrisk.so.0", "libfraudrisk_jni.so"})
      Files.write(temp.resolve(name), new byte[] {1, 2, 3});
    final String said = java(1, "-Dfraudrisk.library.path=" + temp, "-cp", with(CLASSES, tests()),
        "org.fraudrisk.Programs", "twice");
    assertTrue(said.contains("Looked at: " + temp + "/libfraudrisk.so.0."), said);

    final Path bare = Files.createDirectories(temp.resolve("bare/org/fraudrisk"));
    try (Stream<Path> classes = Files.list(CLASSES.resolve("org/fraudrisk"))) {
      for (Path file : (Iterable<Path>) classes::iterator)
        if (Files.isRegularFile(file)) Files.copy(file, bare.resolve(file.getFileName()));
    }
    final String other = java(1, "-cp", with(temp.resolve("bare"), tests()), "org.fraudrisk.Programs", "twice");
    assertTrue(other.contains("there is no libfraudrisk.so.0 for " + Library.platform() + " in the jar, which has that "
        + "of the machine it was built on; build it on one like this: bindings/java/install. Looked at: "
        + "jar:/org/fraudrisk/native/" + Library.platform() + "/libfraudrisk.so.0."), other);
  }

  @Test
  void anotherSystemOrMachineIsNamed() throws Exception {
    final String[][] others = {
      {"Windows 11", "amd64", "windows-11-x86_64", "since the library is made for Linux. Looked at: "},
      {"Mac OS X", "aarch64", "mac-os-x-aarch64", "since the library is made for Linux. Looked at: "},
      {"Linux", "riscv64", "linux-riscv64", "build it on one like this: bindings/java/install. Looked at: "},
    };
    for (String[] other : others) {
      final String said = java(1, "-Dos.name=" + other[0], "-Dos.arch=" + other[1], "-cp", with(CLASSES, tests()),
          "org.fraudrisk.Programs", "twice");
      assertTrue(said.contains("again: fraudrisk: there is no libfraudrisk.so.0 for " + other[2] + " in the jar, "), said);
      assertTrue(said.contains(other[3] + "jar:/org/fraudrisk/native/" + other[2] + "/libfraudrisk.so.0"), said);
    }
  }

  @Test
  void whatTheLoaderLacksIsExplained() {
    assertEquals("; libcrypto.so.3 is OpenSSL's, which the machine has to have (Debian and Ubuntu: libssl3)",
        Library.hint(": libcrypto.so.3: cannot open shared object file: No such file or directory", null));
    assertEquals("; libcbor.so.0.8 has to lie beside it as libcbor.so, as it does in the jar, or be installed",
        Library.hint(": libcbor.so.0.8: Kann die Datei nicht öffnen", null));
    assertEquals("; the jar was built on a machine with a newer C library (GLIBC_2.38): build it on this one, or on one "
        + "as old: bindings/java/install",
        Library.hint(": /lib/libc.so.6: version `GLIBC_2.38' not found (required by libcrypto.so.3)", null));
    assertTrue(Library.hint(": version `OPENSSL_3.4.0' not found", null).contains("newer OpenSSL (OPENSSL_3.4.0)"));
    assertEquals("", Library.hint(": file too short", null));
    assertEquals("; /tmp is mounted noexec: name a folder elsewhere with -Djava.io.tmpdir=FOLDER, or put the files where "
        + "they may be executed and use -Dfraudrisk.library.path", Library.hint(": failed to map segment", "/tmp"));
  }

  @Test
  void theMountThatForbidsIsFound() {
    final List<String> mounts = List.of("/dev/vda / ext4 rw,relatime 0 0", "tmpfs /tmp tmpfs rw,noexec 0 0",
        "tmpfs /tmp/free tmpfs rw 0 0", "tmpfs /mnt/a\\040b tmpfs rw,nosuid,noexec 0 0", "x /over t rw,noexec 0 0",
        "x /over t rw 0 0", "damaged");
    assertEquals("/tmp", Library.noexec(mounts, Paths.get("/tmp/fraudrisk-1")));
    assertEquals("/mnt/a b", Library.noexec(mounts, Paths.get("/mnt/a b/c")));
    assertNull(Library.noexec(mounts, Paths.get("/tmp/free/x")));
    assertNull(Library.noexec(mounts, Paths.get("/tmpfile")));
    assertNull(Library.noexec(mounts, Paths.get("/over/x")), "the later mount is the one that is seen");
    assertNull(Library.noexec(List.of(), Paths.get("/tmp")));
  }

  @Test
  void nativeCodeThatIsNotAllowedIsToldWithTheOption() throws Exception {
    assumeTrue(WARNS, "an older Java does not ask");
    final String said = java(1, "--illegal-native-access=deny", "-cp", with(CLASSES, tests()),
        "org.fraudrisk.Programs", "twice");
    assertTrue(said.contains("; start Java with --enable-native-access=ALL-UNNAMED, or with "), said);
    assertTrue(said.contains("again: fraudrisk: "), said);
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() throws Exception {
    final String said = java(1, "-Djava.io.tmpdir=" + temp.resolve("nowhere"), "-cp", with(CLASSES, tests()),
        "org.fraudrisk.Programs", "twice");
    assertTrue(said.contains("the native library cannot be written to " + temp.resolve("nowhere")), said);
  }

  @Test
  void theLibraryIsTakenFromTheFolderThatIsNamed() throws Exception {
    final String said = java(0, "-Dfraudrisk.library.path=" + NATIVE, "-cp", with(CLASSES, tests()),
        "org.fraudrisk.Programs", "maps", Bank.VECTORS.toString());
    final Path real = NATIVE.toRealPath();
    assertEquals(real.resolve("libcbor.so") + "\n" + real.resolve("libfraudrisk.so.0") + "\n", said,
        "and the machine's libcbor is not there, too");
  }

  @Test
  void shutdownWithOpenHandlesAndRunningThreadsIsQuietAndLeavesNothing() throws Exception {
    // -Xrs: else Java 11 says so where it is started with signals that are ignored, as a shell does behind an &.
    final String said = java(3, "-Xcheck:jni", "-Xrs", "-cp", with(CLASSES, tests()), "org.fraudrisk.Programs", "leave",
        Bank.VECTORS.toString());
    assertEquals("leaving\n", said);
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(0, left.filter(file -> file.getFileName().toString().startsWith("fraudrisk-")).count());
    }
  }

  @Test
  void whereMemoryOutsideTheHeapEndsAnErrorIsThrown() throws Exception {
    final String said = java(0, "-XX:MaxDirectMemorySize=1m", "-cp", with(CLASSES, tests()), "org.fraudrisk.Programs",
        "direct", Bank.VECTORS.toString());
    assertEquals("OutOfMemoryError\nOK\n", said);
  }

  @Test
  void classesWithOpenHandlesAreUnloaded() throws Exception {
    final WeakReference<ClassLoader> loader = loadAndForget();
    for (int i = 0; i < 500 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(loader.get(), "the classes are unloaded, and their library with them");
    try (Engine engine = Bank.engine("first.frb"); Context context = engine.newContext()) {
      assertEquals(Outcome.ALLOW, context.score(Bank.transfer(new Transfer(), 1)).outcome());
    }
  }

  /** A second copy of all classes, with its own copy of the library, scores; its handles stay open. */
  private static WeakReference<ClassLoader> loadAndForget() throws Exception {
    final URL[] path = {CLASSES.toUri().toURL(), tests().toUri().toURL()};
    final URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    final Class<?> programs = loader.loadClass("org.fraudrisk.Programs");
    assertFalse(programs == Programs.class);
    programs.getMethod("open", String.class).invoke(null, Bank.VECTORS.toString());
    return new WeakReference<>(loader);
  }
}
