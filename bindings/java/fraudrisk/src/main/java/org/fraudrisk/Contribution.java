// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/**
 * What one feature did to the margin of one model: exact path-dependent TreeSHAP. Those of one model add up to
 * its margin, to a millionth of the largest of them.
 */
public final class Contribution extends Struct {
  static final int SIZE = 32;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 32;
  static final int MODEL_INDEX = 0;
  static final int FEATURE_INDEX = 4;
  static final int KNOWN = 8;
  static final int RESERVED = 12;
  static final int VALUE = 16;
  static final int CONTRIBUTION = 24;

  public Contribution() {
    super(WHOLE, 0, false);
  }

  Contribution(Struct owner, int offset) {
    super(owner, offset, 0);
  }

  public int modelIndex() {
    return getInt(0);
  }

  /** Of the policy's features, or FR_CONTRIBUTION_BASE. */
  public int featureIndex() {
    return getInt(4);
  }

  /**
   * FR_YES, or FR_NO for a feature that was unknown: then the model took it for missing. As the library's
   * number.
   */
  public int knownCode() {
    return getInt(8);
  }

  /**
   * FR_YES, or FR_NO for a feature that was unknown: then the model took it for missing. Null where it is
   * unknown.
   */
  public Boolean known() {
    return truth(getInt(8));
  }

  /** Of the feature: a bool is 0 or 1; 0 where it was unknown. */
  public double value() {
    return getDouble(16);
  }

  public double contribution() {
    return getDouble(24);
  }
}
