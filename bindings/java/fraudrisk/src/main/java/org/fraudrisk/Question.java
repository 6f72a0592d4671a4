// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * A question for the teller, and what the answer says. The policy chooses the questions by the scam that it
 * suspects; the answers go into fr_transfer.teller (or into an attribute), and the transfer is scored again,
 * with the same id.
 */
public final class Question extends Struct {
  static final int SIZE = 32;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 32;
  static final int STRUCT_SIZE = 0;
  static final int SIGN = 4;
  static final int TELLER_BIT = 8;
  static final int NAME = 16;
  static final int OBSERVATION = 24;
  private String name;
  private String observation;

  public Question() {
    super(WHOLE, SIZE, false);
  }

  Question(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /**
   * FR_YES or FR_NO: the answer that gives the observation; FR_UNKNOWN: an open question. As the library's
   * number.
   */
  public int signCode() {
    return getInt(4);
  }

  /**
   * FR_YES or FR_NO: the answer that gives the observation; FR_UNKNOWN: an open question. Null where it is
   * unknown.
   */
  public Boolean sign() {
    return truth(getInt(4));
  }

  /** FR_TELLER_…; 0 for an open question, and where an attribute takes the answer. */
  public long tellerBit() {
    return getLong(8);
  }

  /** Of the question, in the policy. */
  public String name() {
    return name;
  }

  /** "told_to_keep_secret", or a bool attribute: "attributes.x"; "" for an open question. */
  public String observation() {
    return observation;
  }

  /** Reads the library's strings while their owner lives. */
  void keepStrings() {
    name = Native.string(getLong(16));
    observation = Native.string(getLong(24));
  }
}
