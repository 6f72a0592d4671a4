// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * A phrase of the policy where a text mentions it. begin, end bytes of the text as it was given, in its own
 * encoding: for showing the place set, set_index the set of phrases, zeroes at the end of its name strength
 * FR_PHRASE_…, as it counts: one less than the phrase's own where the text only sounds or looks like it
 * disguises FR_DISGUISE_…: what had to be taken away
 */
public final class TextMatch extends Struct {
  static final int SIZE = 72;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 72;
  static final int BEGIN = 0;
  static final int END = 4;
  static final int SET_INDEX = 8;
  static final int STRENGTH = 12;
  static final int DISGUISES = 16;
  static final int RESERVED = 20;
  static final int SET = 24;

  public TextMatch() {
    super(WHOLE, 0, false);
  }

  TextMatch(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  public int begin() {
    return getInt(0);
  }

  public int end() {
    return getInt(4);
  }

  public int setIndex() {
    return getInt(8);
  }

  /** As the library's number. */
  public int strengthCode() {
    return getInt(12);
  }

  /** Null for a value that this binding does not know. */
  public Strength strength() {
    return Strength.of(getInt(12));
  }

  public int disguises() {
    return getInt(16);
  }

  public String set() {
    return getChars(24, 48);
  }
}
