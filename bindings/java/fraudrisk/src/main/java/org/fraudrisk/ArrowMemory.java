// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

/** The structs of the Arrow C data and stream interfaces, by their addresses. */
final class ArrowMemory extends NativeMemory {
  static final int STREAM_SIZE = 40;
  static final int SCHEMA_SIZE = 72;
  static final int ARRAY_SIZE = 80;

  private ArrowMemory() {}

  static native boolean streamIsReleased(long stream);

  static native boolean arrayIsReleased(long array);

  static native boolean schemaIsReleased(long schema);

  /** These two give 0 or the stream's own number; at the end the array is a released one. */
  static native int streamSchema(long stream, long schema);

  static native int streamNext(long stream, long array);

  static native long streamError(long stream);

  static native void moveStream(long source, long target);

  static native void releaseStream(long stream);

  static native void releaseArray(long array);

  static native void releaseSchema(long schema);

  /**
   * Decisions, or features where the policy is not 0: an array that holds these classes until all of it is released,
   * since its release is code of the library, which goes with them. A status; where it is negative nothing is written.
   */
  static native int answer(long context, long plan, long policy, long batch, long out, long error);

  /** The same for a schema that is there. False where there is no memory: then it was released. */
  static native boolean holdSchema(long schema);

  /** Writes a stream whose functions call the object, which stays until the stream is released. */
  static native boolean offer(ArrowStream stream, long message, long out);

  /** An address that a caller gives. */
  static void given(long address, String name) {
    if (address == 0) throw new NullPointerException(name + " is at address 0");
  }
}
