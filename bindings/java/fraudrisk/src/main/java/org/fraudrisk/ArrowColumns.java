// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the columns of a table are, where they have other names than the command's files: id, time, payer, payee,
 * amount, payer.age, session.on_call, attributes.x, and so on.
 */
public final class ArrowColumns {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private boolean ignored;

  /** A column that the table calls by another name: {@code is("debtor", "payer")}. */
  public ArrowColumns is(String column, String field) {
    fields.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(field, "field"));
    return this;
  }

  /** Whether a column that nobody knows is left out, instead of refused. */
  public ArrowColumns ignoreUnknown(boolean ignore) {
    ignored = ignore;
    return this;
  }

  /** The struct as the library has it, with the names behind it in the same memory. */
  private static final class Options extends Struct {
    Options(Map<String, String> fields, boolean ignored) {
      super(ArrowOptions.SIZE + fields.size() * ArrowName.SIZE, ArrowOptions.SIZE, true);
      putInt(ArrowOptions.IGNORE_COLUMNS, truth(ignored));
      if (fields.isEmpty()) return;
      putLong(ArrowOptions.NAMES, address() + ArrowOptions.SIZE);
      putInt(ArrowOptions.NAME_COUNT, fields.size());
      int at = ArrowOptions.SIZE;
      for (Map.Entry<String, String> one : fields.entrySet()) {
        putText(at + ArrowName.COLUMN, one.getKey());
        putText(at + ArrowName.FIELD, one.getValue());
        at += ArrowName.SIZE;
      }
    }
  }

  static Struct options(ArrowColumns columns) {
    return columns == null ? null : new Options(columns.fields, columns.ignored);
  }
}
