// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the two native files: libfraudrisk.so.0 and libfraudrisk_jni.so, which lies over it. Where libcbor.so, which the
 * library needs, lies beside them, it is loaded first, and the machine's is not asked for.
 *
 * <p>With -Dfraudrisk.library.path=FOLDER they are loaded where they lie, and nowhere else. Otherwise they are taken
 * out of the jar into a folder that only this user can read, loaded, and removed at once: what is loaded stays, and
 * nothing is left behind however the process ends.
 */
final class Library {
  private static final String PROPERTY = "fraudrisk.library.path";
  private static final String[] FILES = {"libfraudrisk.so.0", "libfraudrisk_jni.so"};

  private static final String BESIDE = "libcbor.so";

  private static boolean loaded;
  private static UnsatisfiedLinkError failure;

  private Library() {}

  /** Loads them at the first call. Says the same each time when they cannot be had. */
  static synchronized void require() {
    if (loaded) return;
    if (failure != null) throw again(failure);
    try {
      load(System.getProperty(PROPERTY));
      loaded = true;
    } catch (UnsatisfiedLinkError error) {
      failure = error;
      throw error;
    }
  }

  private static UnsatisfiedLinkError again(UnsatisfiedLinkError first) {
    final UnsatisfiedLinkError error = new UnsatisfiedLinkError(first.getMessage());
    error.initCause(first);
    return error;
  }

  private static void load(String folder) {
    final List<String> looked = new ArrayList<>();
    if (folder != null && !folder.isEmpty()) {
      loadAll(Paths.get(folder).toAbsolutePath(), looked);
      return;
    }
    try {
      loadFromJar(looked);
    } catch (IOException error) {
      throw missing("the native library cannot be written to " + System.getProperty("java.io.tmpdir") + " (" + error
          + "); name another folder with -Djava.io.tmpdir", looked);
    }
  }

  private static void loadAll(Path folder, List<String> looked) {
    if (Files.isReadable(folder.resolve(BESIDE))) loadFile(folder.resolve(BESIDE), looked);
    for (String name : FILES) loadFile(folder.resolve(name), looked);
  }

  private static void loadFile(Path file, List<String> looked) {
    looked.add(file.toString());
    if (!Files.isReadable(file)) throw missing("there is no " + file.getFileName(), looked);
    try {
      System.load(file.toString());
    } catch (UnsatisfiedLinkError error) {
      throw missing(error.getMessage(), looked);
    }
  }

  private static void loadFromJar(List<String> looked) throws IOException {
    final Path folder = Files.createTempDirectory("fraudrisk-");
    try {
      copyFromJar(BESIDE, folder);
      for (String name : FILES) {
        looked.add("jar:" + resource(name));
        if (!copyFromJar(name, folder))
          throw missing("there is no " + name + " for " + platform() + " in the jar", looked);
      }
      loadAll(folder, looked);
    } finally {
      Files.deleteIfExists(folder.resolve(BESIDE));
      for (String name : FILES) Files.deleteIfExists(folder.resolve(name));
      Files.deleteIfExists(folder);
    }
  }

  /** False where the jar has no such file. */
  private static boolean copyFromJar(String name, Path folder) throws IOException {
    try (InputStream in = Library.class.getResourceAsStream(resource(name))) {
      if (in != null) Files.copy(in, folder.resolve(name));
      return in != null;
    }
  }

  private static String resource(String name) {
    return "/org/fraudrisk/native/" + platform() + "/" + name;
  }

  private static UnsatisfiedLinkError missing(String why, List<String> looked) {
    return new UnsatisfiedLinkError("fraudrisk: " + why + ". Looked at: " + String.join(", ", looked)
        + ". -D" + PROPERTY + "=FOLDER names a folder that has " + String.join(" and ", FILES) + ".");
  }

  /** Such as linux-x86_64. */
  static String platform() {
    final String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    final String machine = System.getProperty("os.arch");
    return system + "-" + (machine.equals("amd64") ? "x86_64" : machine);
  }
}
