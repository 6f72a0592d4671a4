// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A struct of the library in memory outside the heap, so that a call passes its address and nothing is copied. Make it
 * once and use it again and again; one thread at a time. Its memory goes with it: nothing is to be closed.
 */
public abstract class Struct {
  private static final int TEXT_ROOM = 512;

  final Struct root;
  final ByteBuffer bytes;
  final int base;
  private final long address;
  private final int structSize;
  private final Slots slots;

  Struct(int whole, int structSize, boolean hasTexts) {
    Library.require();
    this.root = this;
    this.bytes = ByteBuffer.allocateDirect(whole + (hasTexts ? TEXT_ROOM : 0)).order(ByteOrder.nativeOrder());
    this.base = 0;
    this.address = NativeMemory.address(bytes);
    this.structSize = structSize;
    this.slots = hasTexts ? new Slots(bytes, address, whole) : null;
    if (structSize != 0) putInt(0, structSize);
  }

  /** A struct inside the memory of another. */
  Struct(Struct owner, int offset, int structSize) {
    this.root = owner.root;
    this.bytes = owner.bytes;
    this.base = owner.base + offset;
    this.address = owner.address + offset;
    this.structSize = structSize;
    this.slots = owner.slots;
  }

  /** Whoever passes it to the library keeps this object reachable until the call is over. */
  final long address() {
    return address;
  }

  final int getInt(int offset) {
    return bytes.getInt(base + offset);
  }

  final void putInt(int offset, int value) {
    bytes.putInt(base + offset, value);
  }

  final long getLong(int offset) {
    return bytes.getLong(base + offset);
  }

  final void putLong(int offset, long value) {
    bytes.putLong(base + offset, value);
  }

  final double getDouble(int offset) {
    return bytes.getDouble(base + offset);
  }

  final void putDouble(int offset, double value) {
    bytes.putDouble(base + offset, value);
  }

  final byte[] getBytes(int offset, int size) {
    final byte[] copy = new byte[size];
    for (int i = 0; i < size; i++) copy[i] = bytes.get(base + offset + i);
    return copy;
  }

  final void putBytes(int offset, int size, byte[] value) {
    if (value.length != size) throw new IllegalArgumentException(size + " bytes are wanted, not " + value.length);
    for (int i = 0; i < size; i++) bytes.put(base + offset + i, value[i]);
  }

  /** Characters up to a zero byte. */
  final String getChars(int offset, int size) {
    int length = 0;
    while (length < size && bytes.get(base + offset + length) != 0) length++;
    return new String(getBytes(offset, length), StandardCharsets.UTF_8);
  }

  /** Characters in a field of fixed size, such as a currency. They are ASCII: no other letters are in such codes. */
  final void putChars(int offset, int size, String value) {
    final int length = value == null ? 0 : value.length();
    if (length > size) throw new IllegalArgumentException("at most " + size + " characters are taken, not " + length);
    for (int i = 0; i < size; i++) {
      final char c = i < length ? value.charAt(i) : 0;
      if (c >= 0x80) throw new IllegalArgumentException("a character that is not ASCII");
      bytes.put(base + offset + i, (byte) c);
    }
  }

  /** Three capital letters, as the library has them; null is unknown. */
  final void putCurrency(int offset, String value) {
    boolean good = value == null || value.length() == 3;
    for (int i = 0; good && value != null && i < 3; i++) good = value.charAt(i) >= 'A' && value.charAt(i) <= 'Z';
    if (!good)
      throw new IllegalArgumentException("a currency is three capital letters, such as CNY, not \"" + value + "\"");
    putChars(offset, 4, value);
  }

  static String hex(byte[] bytes) {
    final StringBuilder out = new StringBuilder();
    for (byte one : bytes) out.append(String.format("%02x", one));
    return out.toString();
  }

  final String getText(int offset) {
    if (getLong(offset) == 0) return null;
    return slots.read(slot(offset), getInt(offset + Text.SIZE_OFFSET), getInt(offset + Text.ENCODING));
  }

  final void putText(int offset, String value) {
    final int size = value == null ? 0 : slots.write(slot(offset), value);
    textIs(offset, value == null ? 0 : slots.address(slot(offset)), size, 0);
  }

  final void putText(int offset, byte[] value, int encoding) {
    final int size = value == null ? 0 : slots.write(slot(offset), value);
    textIs(offset, value == null ? 0 : slots.address(slot(offset)), size, encoding);
  }

  private void textIs(int offset, long data, int size, int encoding) {
    putLong(offset, data);
    putInt(offset + Text.SIZE_OFFSET, size);
    putInt(offset + Text.ENCODING, encoding);
  }

  private int slot(int offset) {
    return (base + offset) >>> 3;
  }

  /** A pointer to a string that ends in a zero byte. */
  final void putString(int offset, String value) {
    if (value != null && value.indexOf(0) >= 0) throw new IllegalArgumentException("a zero character in a name");
    if (value != null) slots.write(slot(offset), value + '\0');
    putLong(offset, value == null ? 0 : slots.address(slot(offset)));
  }

  /** A pointer to bytes, and their number where a field takes it. */
  final void putMemory(int offset, int sizeOffset, int wanted, byte[] value) {
    if (value != null && wanted != 0 && value.length != wanted)
      throw new IllegalArgumentException(wanted + " bytes are wanted, not " + value.length);
    if (value != null) slots.write(slot(offset), value);
    putLong(offset, value == null ? 0 : slots.address(slot(offset)));
    if (sizeOffset >= 0) putLong(sizeOffset, value == null ? 0 : value.length);
  }

  /** Begins a struct that a field points to. */
  final void begin(int offset, int place, int size) {
    for (int i = 0; i < size; i += 8) putLong(place + i, 0);
    putInt(place, size);
    putLong(offset, address + place);
  }

  final void clear(int size) {
    for (int i = 0; i < size; i += 8) putLong(i, 0);
    putInt(0, structSize);
  }

  static Boolean truth(int code) {
    return code == Fr.YES ? Boolean.TRUE : code == Fr.NO ? Boolean.FALSE : null;
  }

  static int truth(Boolean value) {
    return value == null ? Fr.UNKNOWN : value ? Fr.YES : Fr.NO;
  }

  /** What is asked of every struct that the library is given. */
  static <T extends Struct> T given(T struct, String name) {
    return Objects.requireNonNull(struct, name);
  }
}
