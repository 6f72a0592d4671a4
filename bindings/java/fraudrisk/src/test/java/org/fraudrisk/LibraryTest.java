// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @TempDir private Path temp;

  /** What another virtual machine says, both ways, and how it ends. */
  private String java(int expected, String... options) throws IOException, InterruptedException {
    final List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temp);
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
    assertTrue(other.contains("there is no libfraudrisk.so.0 for " + Library.platform() + " in the jar. Looked at: "
        + "jar:/org/fraudrisk/native/" + Library.platform() + "/libfraudrisk.so.0."), other);
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
    final String said = java(3, "-Xcheck:jni", "-cp", with(CLASSES, tests()), "org.fraudrisk.Programs", "leave",
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
