// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Room for the texts of one struct. A field keeps its room when it is set again, so whoever uses a struct over and over
 * takes no memory once it has seen texts as long as those that come. Rooms are powers of two from 64 bytes on.
 */
final class Slots {
  private static final int LEAST = 64;
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private final ByteBuffer[] buffers;
  private final long[] addresses;
  private final int[] starts;
  private final int[] rooms;
  private ByteBuffer chunk;
  private long chunkAddress;
  private int used;

  /** The first rooms lie behind the fields, in their own buffer. */
  Slots(ByteBuffer first, long address, int begin) {
    final int places = (begin + 7) / 8;
    buffers = new ByteBuffer[places];
    addresses = new long[places];
    starts = new int[places];
    rooms = new int[places];
    chunk = first;
    chunkAddress = address;
    used = begin;
  }

  private void reserve(int slot, int size) {
    if (rooms[slot] >= size && rooms[slot] > 0) return;
    int room = LEAST;
    while (room < size && room < 1 << 30) room *= 2;
    if (room < size) throw new IllegalArgumentException("a text of " + size + " bytes");
    if (chunk.capacity() - used < room) {
      chunk = ByteBuffer.allocateDirect(Math.max(room, 1024)).order(ByteOrder.nativeOrder());
      chunkAddress = NativeMemory.address(chunk);
      used = 0;
    }
    buffers[slot] = chunk;
    addresses[slot] = chunkAddress + used;
    starts[slot] = used;
    rooms[slot] = room;
    used += room;
  }

  long address(int slot) {
    return addresses[slot];
  }

  /** Writes UTF-8; gives how many bytes. Half a surrogate pair becomes bytes that the library takes for damaged. */
  int write(int slot, String text) {
    final int length = text.length();
    reserve(slot, Math.multiplyExact(length, 3));
    final ByteBuffer to = buffers[slot];
    final int start = starts[slot];
    int i = 0;
    if (LITTLE) {
      // Eight ASCII characters at a time: most identifiers are nothing else.
      for (; i + 8 <= length; i += 8) {
        long eight = 0;
        int all = 0;
        for (int k = 0; k < 8; k++) {
          final char c = text.charAt(i + k);
          all |= c;
          eight |= (long) c << 8 * k;
        }
        if (all >= 0x80) break;
        to.putLong(start + i, eight);
      }
    }
    for (; i < length; i++) {
      final char c = text.charAt(i);
      if (c >= 0x80) return writeFrom(to, text, i, start + i) - start;
      to.put(start + i, (byte) c);
    }
    return length;
  }

  private static int writeFrom(ByteBuffer to, String text, int begin, int place) {
    int at = place;
    for (int i = begin; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c < 0x80) {
        to.put(at++, (byte) c);
      } else if (c < 0x800) {
        to.put(at++, (byte) (0xc0 | c >> 6));
        to.put(at++, (byte) (0x80 | c & 0x3f));
      } else if (Character.isHighSurrogate(c) && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        final int point = Character.toCodePoint(c, text.charAt(++i));
        to.put(at++, (byte) (0xf0 | point >> 18));
        to.put(at++, (byte) (0x80 | point >> 12 & 0x3f));
        to.put(at++, (byte) (0x80 | point >> 6 & 0x3f));
        to.put(at++, (byte) (0x80 | point & 0x3f));
      } else {
        to.put(at++, (byte) (0xe0 | c >> 12));
        to.put(at++, (byte) (0x80 | c >> 6 & 0x3f));
        to.put(at++, (byte) (0x80 | c & 0x3f));
      }
    }
    return at;
  }

  int write(int slot, byte[] bytes) {
    reserve(slot, bytes.length);
    final ByteBuffer to = buffers[slot];
    final int start = starts[slot];
    if (bytes.length > 1024) {
      final ByteBuffer view = to.duplicate();
      view.position(start);
      view.put(bytes);
    } else {
      for (int i = 0; i < bytes.length; i++) to.put(start + i, bytes[i]);
    }
    return bytes.length;
  }

  String read(int slot, int size, int encoding) {
    final byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) bytes[i] = buffers[slot].get(starts[slot] + i);
    return encoding == Fr.ENCODING_GB18030
        ? new String(bytes, java.nio.charset.Charset.forName("GB18030"))
        : new String(bytes, StandardCharsets.UTF_8);
  }
}
