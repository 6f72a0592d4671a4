// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

import java.util.Objects;

/** The bank's own attributes of a transfer. A name that is not set is unknown; one that is set again is replaced. */
abstract class WithAttributes<T extends WithAttributes<T>> extends Struct {
  /** As many as the library takes, and one more, so that too many are refused by it. */
  private static final int ROOM = Fr.MAX_ATTRIBUTES + 1;

  private static final class Attributes extends Struct {
    Attributes() {
      super(ROOM * Attribute.SIZE, 0, true);
    }
  }

  private Attributes attributes;
  private String[] names;

  WithAttributes(int whole, int structSize, boolean hasTexts) {
    super(whole, structSize, hasTexts);
  }

  WithAttributes(Struct owner, int offset, int structSize) {
    super(owner, offset, structSize);
  }

  /** Of an attribute that the policy declares as bool. */
  public T attribute(String name, boolean value) {
    final int place = place(name, Fr.TYPE_BOOL);
    attributes.putLong(place + Attribute.INTEGER, value ? 1 : 0);
    return self();
  }

  /** Of an attribute that the policy declares as int. */
  public T attribute(String name, long value) {
    final int place = place(name, Fr.TYPE_INT);
    attributes.putLong(place + Attribute.INTEGER, value);
    return self();
  }

  /** Of an attribute that the policy declares as double. */
  public T attribute(String name, double value) {
    final int place = place(name, Fr.TYPE_DOUBLE);
    attributes.putDouble(place + Attribute.NUMBER, value);
    return self();
  }

  /** Of an attribute that the policy declares as string. */
  public T attribute(String name, String value) {
    Objects.requireNonNull(value, "value");
    final int place = place(name, Fr.TYPE_STRING);
    attributes.putText(place + Attribute.TEXT, value);
    return self();
  }

  /** How many are set. */
  public int attributeCount() {
    return getInt(Transfer.ATTRIBUTE_COUNT);
  }

  private int place(String name, int type) {
    Objects.requireNonNull(name, "name");
    if (attributes == null) {
      attributes = new Attributes();
      names = new String[ROOM];
    }
    final int count = attributeCount();
    int index = 0;
    while (index < count && !names[index].equals(name)) index++;
    if (index == ROOM) throw new IllegalArgumentException("more than " + Fr.MAX_ATTRIBUTES + " attributes");
    names[index] = name;
    final int place = index * Attribute.SIZE;
    if (index == count) {
      for (int i = 0; i < Attribute.SIZE; i += 8) attributes.putLong(place + i, 0);
      attributes.putText(place + Attribute.NAME, name);
      putInt(Transfer.ATTRIBUTE_COUNT, count + 1);
      putLong(Transfer.ATTRIBUTES, attributes.address());
    }
    attributes.putInt(place + Attribute.TYPE, type);
    return place;
  }

  @SuppressWarnings("unchecked") // every class above it names itself
  private T self() {
    return (T) this;
  }
}
