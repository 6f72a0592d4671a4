// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * The smallest change of one known value of the transfer or one feature by which the outcome would have been
 * lower.
 */
public final class Counterfactual extends Struct {
  static final int SIZE = 336;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 336;
  static final int STRUCT_SIZE = 0;
  static final int OUTCOME = 4;
  static final int RESERVED = 8;
  static final int IS_FIELD = 12;
  static final int NAME = 16;
  static final int FROM = 144;
  static final int TO = 240;
  private final Value from = new Value(this, 144);
  private final Value to = new Value(this, 240);

  public Counterfactual() {
    super(WHOLE, SIZE, false);
  }

  Counterfactual(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** What it would have been; FR_OUTCOME_NONE where no such change was found. As the library's number. */
  public int outcomeCode() {
    return getInt(4);
  }

  /**
   * What it would have been; FR_OUTCOME_NONE where no such change was found. Null for a value that this binding
   * does not know.
   */
  public Outcome outcome() {
    return Outcome.of(getInt(4));
  }

  /** FR_YES: a value of the transfer; FR_NO: a feature. As the library's number. */
  public int isFieldCode() {
    return getInt(12);
  }

  /** FR_YES: a value of the transfer; FR_NO: a feature. Null where it is unknown. */
  public Boolean isField() {
    return truth(getInt(12));
  }

  /** As expressions say it: "transfer.amount", "attributes.x", a feature; zeroes at the end. */
  public String name() {
    return getChars(16, 128);
  }

  /** Amounts in major units, ages in seconds. */
  public Value from() {
    return from;
  }

  /** Amounts in major units, ages in seconds. */
  public Value to() {
    return to;
  }
}
