// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What one call of fr_engine_put_policy() may do. */
public final class PutOptions extends Struct {
  static final int SIZE = 16;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 16;
  static final int STRUCT_SIZE = 0;
  static final int ACCEPT_OLDER = 4;
  static final int NOW_US = 8;

  public PutOptions() {
    super(WHOLE, SIZE, false);
  }

  PutOptions(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES: this call may go back in version. As the library's number. */
  public int acceptOlderCode() {
    return getInt(4);
  }

  /** FR_YES: this call may go back in version. As the library's number. */
  public PutOptions acceptOlderCode(int code) {
    putInt(4, code);
    return this;
  }

  /** FR_YES: this call may go back in version. Null where it is unknown. */
  public Boolean acceptOlder() {
    return truth(getInt(4));
  }

  /** FR_YES: this call may go back in version. Null is unknown. */
  public PutOptions acceptOlder(Boolean value) {
    putInt(4, truth(value));
    return this;
  }

  /** The time, for the policy's validity; 0: not said, which only a policy without limits takes. */
  public long nowUs() {
    return getLong(8);
  }

  /** The time, for the policy's validity; 0: not said, which only a policy without limits takes. */
  public PutOptions nowUs(long value) {
    putLong(8, value);
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public PutOptions clear() {
    clear(SIZE);
    return this;
  }
}
