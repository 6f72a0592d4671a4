// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sets and reads the fields of a struct by the names of the header, through the methods that a user has. */
final class Fields {
  private Fields() {}

  static Tables.Field find(Class<?> of, String name) {
    return Arrays.stream(Tables.ALL.get(of))
        .filter(field -> field.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(of.getSimpleName() + " has no " + name));
  }

  static String camel(String name) {
    final StringBuilder out = new StringBuilder();
    for (String part : name.split("_"))
      out.append(out.length() == 0 ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    return out.toString();
  }

  static void set(Struct into, Iterable<Steps.Field> fields) {
    for (Steps.Field field : fields) if (!field.path.endsWith(".encoding")) set(into, field.path, field.value);
    for (Steps.Field field : fields) if (field.path.endsWith(".encoding")) set(into, field.path, field.value);
  }

  private static void set(Struct into, String path, byte[] value) {
    final String[] parts = path.split("\\.", 2);
    final String text = new String(value, StandardCharsets.UTF_8);
    if (parts[0].equals("attributes")) {
      attribute((Transfer) into, parts[1], text);
      return;
    }
    final Tables.Field to = find(into.getClass(), parts[0]);
    final String name = camel(parts[0]);
    switch (to.kind) {
      case POINTER:
        if (name.equals("transfer") && ((Event) into).transfer() == null) ((Event) into).transfer(new Transfer());
        final Struct inner = (Struct) call(into, name);
        if (parts.length > 1) set(inner, parts[1], value);
        break;
      case TEXT:
        if (parts.length > 1) into.putInt(to.offset + Text.ENCODING, Integer.parseInt(text));
        else if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value)) call(into, name, String.class, text);
        else call(into, name, byte[].class, value);
        break;
      case CHARS:
        call(into, name, String.class, text);
        break;
      case BYTES:
        call(into, name, byte[].class, bytes(text));
        break;
      case U32:
      case I32:
        final int number = (int) Long.parseLong(text);
        call(into, has(into, name + "Code") ? name + "Code" : name, int.class, number);
        break;
      default:
        final long whole = text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        call(into, name, long.class, whole);
    }
  }

  private static byte[] bytes(String hex) {
    final byte[] out = new byte[hex.length() / 2];
    for (int i = 0; i < out.length; i++) out[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    return out;
  }

  private static void attribute(Transfer into, String name, String typed) {
    final String[] parts = typed.split(":", 2);
    if (parts[0].equals("bool")) into.attribute(name, parts[1].equals("1"));
    if (parts[0].equals("int")) into.attribute(name, Long.parseLong(parts[1]));
    if (parts[0].equals("double")) into.attribute(name, Double.parseDouble(parts[1]));
    if (parts[0].equals("string")) into.attribute(name, parts[1]);
  }

  /** What the getter of a field says; of a number that names something, the number. */
  static Object get(Struct from, Tables.Field field, int index) {
    final String name = camel(field.name);
    if (field.count > 1) return call(from, name, int.class, index);
    return call(from, has(from, name + "Code") ? name + "Code" : name);
  }

  private static boolean has(Struct of, String name) {
    return Arrays.stream(of.getClass().getMethods()).anyMatch(method -> method.getName().equals(name));
  }

  private static Object call(Struct of, String name) {
    try {
      return invoke(of.getClass().getMethod(name), of);
    } catch (NoSuchMethodException error) {
      throw new AssertionError(error);
    }
  }

  private static Object call(Struct of, String name, Class<?> type, Object value) {
    try {
      return invoke(of.getClass().getMethod(name, type), of, value);
    } catch (NoSuchMethodException error) {
      throw new AssertionError(error);
    }
  }

  private static Object invoke(Method method, Object of, Object... arguments) {
    try {
      return method.invoke(of, arguments);
    } catch (InvocationTargetException error) {
      throw (RuntimeException) error.getCause();
    } catch (IllegalAccessException error) {
      throw new AssertionError(error);
    }
  }
}
