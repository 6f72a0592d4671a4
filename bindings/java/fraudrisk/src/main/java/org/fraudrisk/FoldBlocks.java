// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

/** The blocks of one transfer, which its nodes fold and which decide it anywhere. */
public final class FoldBlocks {
  private final Folds folds = new Folds();
  private final Room room;

  private static final class Room extends Struct {
    Room(int size) {
      super(size, 0, false);
    }
  }

  /** Room for all sides of a transfer under a policy. */
  public FoldBlocks(Policy policy) {
    final long capacity = policy.foldsCapacity();
    room = new Room(Math.max(Math.toIntExact(capacity), 8));
    folds.putLong(Folds.DATA, room.address());
    folds.putLong(Folds.CAPACITY, capacity);
  }

  /** How many bytes are filled. */
  public int size() {
    return (int) folds.getLong(Folds.SIZE_OFFSET);
  }

  /** The blocks, to be sent elsewhere. */
  public byte[] bytes() {
    return room.getBytes(0, size());
  }

  /** Takes blocks that came from elsewhere, behind those that are there. */
  public FoldBlocks append(byte[] blocks) {
    final int size = size();
    if (blocks.length > folds.getLong(Folds.CAPACITY) - size)
      throw new IllegalArgumentException("more bytes than blocks of this policy take");
    room.putBytes(size, blocks.length, blocks);
    folds.putLong(Folds.SIZE_OFFSET, size + blocks.length);
    return this;
  }

  /** Begins another transfer. */
  public FoldBlocks clear() {
    folds.putLong(Folds.SIZE_OFFSET, 0);
    return this;
  }

  long address() {
    return folds.address();
  }
}
