// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.lang.ref.Reference;

/** Memory for one call that is not hot: two results, two texts, the error's detail, and room for an array. */
final class Scratch extends Struct {
  static final int OUT = 0;
  static final int OUT_TOO = 8;
  static final int TEXT = 16;
  static final int TEXT_TOO = 32;
  static final int ERROR = 48;
  static final int ARRAY = ERROR + (ErrorDetail.SIZE + 7) / 8 * 8;

  final ErrorDetail error = new ErrorDetail(this, ERROR);

  Scratch(int arrayBytes) {
    super(ARRAY + arrayBytes, 0, true);
    putInt(ERROR, ErrorDetail.SIZE);
  }

  long out() {
    return address() + OUT;
  }

  long outToo() {
    return address() + OUT_TOO;
  }

  long array() {
    return address() + ARRAY;
  }

  long data(int text) {
    return getLong(text);
  }

  int size(int text) {
    return getInt(text + Text.SIZE_OFFSET);
  }

  int encoding(int text) {
    return getInt(text + Text.ENCODING);
  }

  /** Keeps the memory until the call before has returned. */
  int after(int status) {
    Reference.reachabilityFence(this);
    return status;
  }

  long after(long result) {
    Reference.reachabilityFence(this);
    return result;
  }

  /** The same, and a negative status is an exception with the detail that stands here. */
  void check(int status) {
    FraudRiskException.check(after(status), error);
  }
}
