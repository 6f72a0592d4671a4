// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object of strings, whole numbers, booleans and nulls: all that a transfer here takes. Whoever has a JSON
 * library takes that.
 */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /** A name's value is a String, a Long or a Boolean; of null the name is left out. */
  static Map<String, Object> read(String text) {
    final FlatJson json = new FlatJson(text);
    final Map<String, Object> all = new LinkedHashMap<>();
    json.expect('{');
    if (json.peek() != '}') {
      do {
        json.skipSpace();
        final String name = json.string();
        json.expect(':');
        final Object value = json.value();
        if (value != null && all.put(name, value) != null) throw json.wrong("\"" + name + "\" stands there twice");
      } while (json.take(','));
    }
    json.expect('}');
    if (json.peek() != 0) throw json.wrong("something follows the object");
    return all;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("JSON, byte " + at + ": " + what);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  private char peek() {
    skipSpace();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char wanted) {
    if (peek() != wanted) return false;
    at++;
    return true;
  }

  private void expect(char wanted) {
    if (!take(wanted)) throw wrong("'" + wanted + "' is missing");
  }

  private Object value() {
    if (peek() == '"') return string();
    for (String word : new String[] {"true", "false", "null"}) {
      if (!text.startsWith(word, at)) continue;
      at += word.length();
      return word.equals("null") ? null : Boolean.valueOf(word);
    }
    final int begin = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) at++;
    try {
      return Long.parseLong(text.substring(begin, at));
    } catch (NumberFormatException error) {
      throw wrong("a string, a whole number, true, false or null is wanted");
    }
  }

  private String string() {
    expect('"');
    final StringBuilder out = new StringBuilder();
    for (; ; ) {
      if (at == text.length()) throw wrong("a string does not end");
      final char c = text.charAt(at++);
      if (c == '"') return out.toString();
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    final int which = at == text.length() ? -1 : "\"\\/bfnrtu".indexOf(text.charAt(at++));
    if (which < 0) throw wrong("no such escape");
    if (which < 8) return "\"\\/\b\f\n\r\t".charAt(which);
    try {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    } catch (NumberFormatException | IndexOutOfBoundsException error) {
      throw wrong("\\u wants four hexadecimal digits");
    }
  }

  /** A string as JSON has it. */
  static String quoted(String value) {
    final StringBuilder out = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append('"').toString();
  }
}
