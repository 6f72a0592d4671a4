// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Memory outside the heap; and the native library is there before any method of it is called. */
class NativeMemory {
  static {
    Library.require();
  }

  NativeMemory() {}

  static native long address(ByteBuffer direct);

  static native void copy(long source, long target, int size);

  private static native byte[] stringBytes(long address);

  /** A string of the library's that ends in a zero byte; null for a null pointer. */
  static String string(long address) {
    return address == 0 ? null : new String(stringBytes(address), StandardCharsets.UTF_8);
  }
}
