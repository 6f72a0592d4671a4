// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern VERSION = Pattern.compile("(GLIBC|OPENSSL)_[0-9.]+");
  private static final Pattern NEEDED = Pattern.compile("lib(crypto|cbor)\\.so[.0-9]*");

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
      if (looked.isEmpty()) looked.add(System.getProperty("java.io.tmpdir"));
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
      final String said = String.valueOf(error.getMessage());
      throw missing(said + hint(said.replace(file.toString(), ""), without(file.getParent())), looked);
    } catch (IllegalCallerException error) { // where native access is not enabled and not tolerated
      throw missing(error.getMessage() + "; start Java with --enable-native-access=ALL-UNNAMED, or with "
          + "--enable-native-access=org.fraudrisk where the jar lies on the module path", looked);
    }
  }

  /** The mount that forbids to execute what lies in a folder; null where none does, or where that cannot be told. */
  private static String without(Path folder) {
    try {
      return noexec(Files.readAllLines(Paths.get("/proc/self/mounts")), folder.toRealPath());
    } catch (IOException | RuntimeException error) {
      return null; // it is for a sentence, and there is one without it
    }
  }

  /** Of the mounts as Linux lists them the one that has the folder, where it is mounted noexec. */
  static String noexec(List<String> mounts, Path folder) {
    String best = null;
    boolean forbidden = false;
    for (String line : mounts) { // a later one hides an earlier one of the same place
      final String[] parts = line.split(" ");
      if (parts.length < 4) continue;
      final String place = parts[1].replace("\\040", " ");
      if (!folder.startsWith(place) || best != null && place.length() < best.length()) continue;
      best = place;
      forbidden = Arrays.asList(parts[3].split(",")).contains("noexec");
    }
    return forbidden ? best : null;
  }

  /**
   * What to do about it, as far as can be told from what the loader said in whatever language: names stay the same in
   * all of them.
   */
  static String hint(String said, String noexec) {
    if (noexec != null)
      return "; " + noexec + " is mounted noexec: name a folder elsewhere with -Djava.io.tmpdir=FOLDER, or put the "
          + "files where they may be executed and use -D" + PROPERTY;
    final Matcher version = VERSION.matcher(said);
    if (version.find())
      return "; the jar was built on a machine with a newer " + (version.group(1).equals("GLIBC") ? "C library"
          : "OpenSSL") + " (" + version.group() + "): build it on this one, or on one as old: bindings/java/install";
    final Matcher library = NEEDED.matcher(said);
    if (!library.find()) return "";
    return library.group(1).equals("crypto")
        ? "; " + library.group() + " is OpenSSL's, which the machine has to have (Debian and Ubuntu: libssl3)"
        : "; " + library.group() + " has to lie beside it as " + BESIDE + ", as it does in the jar, or be installed";
  }

  private static void loadFromJar(List<String> looked) throws IOException {
    final Path folder = Files.createTempDirectory("fraudrisk-");
    try {
      copyFromJar(BESIDE, folder);
      for (String name : FILES) {
        looked.add("jar:" + resource(name));
        if (!copyFromJar(name, folder))
          throw missing("there is no " + name + " for " + platform() + " in the jar, " + elsewhere(), looked);
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

  private static String elsewhere() {
    return platform().startsWith("linux-")
        ? "which has that of the machine it was built on; build it on one like this: bindings/java/install"
        : "since the library is made for Linux";
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
