// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What was answered to steps, in the form of the golden vectors. */
final class Answers {
  private static final Set<String> LEFT_OUT = Set.of("struct_size", "reserved", "profile_bytes", "index_bytes",
      "reserved_bytes", "watch_bytes", "bytes", "name_bytes");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] all() {
    return out.toByteArray();
  }

  void status(String step, int status) {
    put(step + "\t" + FraudRisk.statusName(status) + "\n");
  }

  void line(String path, Object value) {
    put("\t" + path + "\t" + value + "\n");
  }

  void text(String path, byte[] text, boolean everyHighByte) {
    put("\t" + path + "\t");
    for (byte one : text) {
      final int b = one & 0xff;
      if (b < 0x20 || b == 0x7f || b == '\\' || everyHighByte && b >= 0x80) put(String.format("\\x%02x", b));
      else out.write(b);
    }
    put("\n");
  }

  void text(String path, String text) {
    text(path, text.getBytes(StandardCharsets.UTF_8), false);
  }

  void error(FraudRiskException error) {
    if (error == null) return;
    line("error.field", error.field());
    text("error.message", error.sentence());
    if (error.line() == 0) return;
    line("error.line", error.line());
    line("error.column", error.column());
  }

  static String hex(byte[] bytes) {
    final StringBuilder text = new StringBuilder();
    for (byte one : bytes) text.append(String.format("%02x", one));
    return text.toString();
  }

  void struct(Struct from, String prefix) {
    if (from instanceof Value) {
      value((Value) from, prefix);
      return;
    }
    for (Tables.Field field : Tables.ALL.get(from.getClass())) {
      if (LEFT_OUT.contains(field.name)) continue;
      int count = field.count;
      if (from instanceof Decision && field.name.equals("reasons")) count = ((Decision) from).reasonCount();
      if (from instanceof Stats && field.name.equals("by_scam")) count = ((Stats) from).scamCount();
      for (int i = 0; i < count; i++) {
        final String path = prefix + (prefix.isEmpty() ? "" : ".") + field.name + (field.count == 1 ? "" : "." + i);
        one(field.kind, Fields.get(from, field, i), path);
      }
    }
  }

  private void one(Tables.Kind kind, Object value, String path) {
    switch (kind) {
      case STRUCT:
        struct((Struct) value, path);
        break;
      case U32:
        line(path, Integer.toUnsignedString((Integer) value));
        break;
      case U64:
        line(path, Long.toUnsignedString((Long) value));
        break;
      case DOUBLE:
        line(path, String.format("%016x", Double.doubleToRawLongBits((Double) value)));
        break;
      case BYTES:
        line(path, hex((byte[]) value));
        break;
      case CHARS:
      case STRING:
        text(path, (String) value);
        break;
      default:
        line(path, value);
    }
  }

  private void value(Value from, String prefix) {
    line(prefix + ".type", from.typeCode());
    line(prefix + ".flags", from.flags());
    final Object value = from.get();
    if (value instanceof Boolean) line(prefix + ".integer", (Boolean) value ? 1 : 0);
    if (value instanceof Long) line(prefix + ".integer", value);
    if (value instanceof Double) one(Tables.Kind.DOUBLE, value, prefix + ".number");
    if (value instanceof String) text(prefix + ".text", (String) value);
  }

  private void put(String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
  }
}
