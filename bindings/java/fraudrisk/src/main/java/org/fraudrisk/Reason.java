// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** One reason: a rule that fired, with its points. */
public final class Reason extends Struct {
  static final int SIZE = 56;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 56;
  static final int RULE = 0;
  static final int POINTS = 48;
  static final int RULE_INDEX = 52;

  public Reason() {
    super(WHOLE, 0, false);
  }

  Reason(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  /** The rule's id, ended by a zero byte. */
  public String rule() {
    return getChars(0, 48);
  }

  public int points() {
    return getInt(48);
  }

  /** Its place in the policy, for fr_policy_rule() and fr_words(). */
  public int ruleIndex() {
    return getInt(52);
  }
}
