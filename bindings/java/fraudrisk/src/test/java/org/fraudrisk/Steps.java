// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The steps of a file of golden vectors. */
final class Steps {
  static final class Field {
    final String path;
    final byte[] value;

    Field(String path, byte[] value) {
      this.path = path;
      this.value = value;
    }

    String text() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }

  static final class Step {
    final String name;
    final List<byte[]> arguments = new ArrayList<>();
    final List<Field> fields = new ArrayList<>();

    Step(String line) {
      final String[] parts = line.split("\t", -1);
      name = parts[0];
      for (int i = 1; i < parts.length; i++) arguments.add(decoded(parts[i]));
    }

    byte[] bytes(int index) {
      return arguments.get(index);
    }

    String text(int index) {
      return index < arguments.size() ? new String(arguments.get(index), StandardCharsets.UTF_8) : "";
    }

    int number(int index) {
      return Integer.parseUnsignedInt(text(index));
    }

    long longNumber(int index) {
      return Long.parseLong(text(index));
    }
  }

  private Steps() {}

  static List<Step> read(Path file) throws IOException {
    final List<Step> all = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.isEmpty() || line.startsWith("#")) continue;
      if (line.startsWith("\t")) {
        final String[] parts = line.substring(1).split("\t", 2);
        all.get(all.size() - 1).fields.add(new Field(parts[0], decoded(parts[1])));
      } else {
        all.add(new Step(line));
      }
    }
    return all;
  }

  /** A text with its escapes taken away. */
  private static byte[] decoded(String text) {
    final byte[] in = text.getBytes(StandardCharsets.UTF_8);
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '\\' && i + 3 < in.length && in[i + 1] == 'x') {
        out.write(Integer.parseInt(new String(in, i + 2, 2, StandardCharsets.US_ASCII), 16));
        i += 3;
      } else {
        out.write(in[i]);
      }
    }
    return out.toByteArray();
  }
}
