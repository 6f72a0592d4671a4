// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

public final class Event extends Struct {
  static final int SIZE = 232;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 232;
  static final int STRUCT_SIZE = 0;
  static final int KIND = 4;
  static final int KNOWN = 8;
  static final int SIDES = 12;
  static final int TIME_US = 16;
  static final int TRANSFER_ID = 24;
  static final int PAYER = 40;
  static final int PAYEE = 56;
  static final int PAYER_CUSTOMER = 72;
  static final int PAYEE_CUSTOMER = 88;
  static final int AMOUNT_MINOR = 104;
  static final int CUSTOMER = 112;
  static final int PARTY = 128;
  static final int LIST = 144;
  static final int UNTIL_US = 160;
  static final int DURATION_S = 168;
  static final int CALLER = 176;
  static final int DIRECTION = 180;
  static final int LEVEL = 184;
  static final int RESPONSE = 188;
  static final int STATUS = 192;
  static final int RESERVED = 196;
  static final int TRANSFER = 200;
  static final int TRANSFER_TIME_US = 208;
  static final int TO = 216;
  private Transfer transfer; // so that its memory stays

  public Event() {
    super(WHOLE, SIZE, true);
  }

  Event(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_EVENT_… As the library's number. */
  public int kindCode() {
    return getInt(4);
  }

  /** FR_EVENT_… As the library's number. */
  public Event kindCode(int code) {
    putInt(4, code);
    return this;
  }

  /** FR_EVENT_… Null for a value that this binding does not know. */
  public EventKind kind() {
    return EventKind.of(getInt(4));
  }

  /** FR_EVENT_… Null is the value 0. */
  public Event kind(EventKind value) {
    putInt(4, value == null ? 0 : value.code());
    return this;
  }

  /** FR_SIDE_… that live on this engine; 0: all. */
  public int sides() {
    return getInt(12);
  }

  /** FR_SIDE_… that live on this engine; 0: all. */
  public Event sides(int value) {
    putInt(12, value);
    return this;
  }

  /** When it happened, microseconds UTC. */
  public long timeUs() {
    return getLong(16);
  }

  /** When it happened, microseconds UTC. */
  public Event timeUs(long value) {
    putLong(16, value);
    return this;
  }

  /** The transfer that it is about. Null where it is unknown. */
  public String transferId() {
    return getText(24);
  }

  /** The transfer that it is about. Null is unknown. */
  public Event transferId(String value) {
    putText(24, value);
    return this;
  }

  /** The transfer that it is about. As bytes of UTF-8; null is unknown. */
  public Event transferId(byte[] value) {
    putText(24, value, 0);
    return this;
  }

  /** Null where it is unknown. */
  public String payer() {
    return getText(40);
  }

  /** Null is unknown. */
  public Event payer(String value) {
    putText(40, value);
    return this;
  }

  /** As bytes of UTF-8; null is unknown. */
  public Event payer(byte[] value) {
    putText(40, value, 0);
    return this;
  }

  /** Null where it is unknown. */
  public String payee() {
    return getText(56);
  }

  /** Null is unknown. */
  public Event payee(String value) {
    putText(56, value);
    return this;
  }

  /** As bytes of UTF-8; null is unknown. */
  public Event payee(byte[] value) {
    putText(56, value, 0);
    return this;
  }

  /** As given with the transfer: so that the customers' histories follow. Null where it is unknown. */
  public String payerCustomer() {
    return getText(72);
  }

  /** As given with the transfer: so that the customers' histories follow. Null is unknown. */
  public Event payerCustomer(String value) {
    putText(72, value);
    return this;
  }

  /**
   * As given with the transfer: so that the customers' histories follow. As bytes of UTF-8; null is unknown.
   */
  public Event payerCustomer(byte[] value) {
    putText(72, value, 0);
    return this;
  }

  /** Null where it is unknown. */
  public String payeeCustomer() {
    return getText(88);
  }

  /** Null is unknown. */
  public Event payeeCustomer(String value) {
    putText(88, value);
    return this;
  }

  /** As bytes of UTF-8; null is unknown. */
  public Event payeeCustomer(byte[] value) {
    putText(88, value, 0);
    return this;
  }

  /**
   * In the policy's currency; about a transfer: what was recorded with it, always. Null where it is unknown.
   */
  public Long amountMinor() {
    return (getInt(8) & 1) == 0 ? null : (Long) getLong(104);
  }

  /** In the policy's currency; about a transfer: what was recorded with it, always. */
  public Event amountMinor(long value) {
    putLong(104, value);
    putInt(8, getInt(8) | 1);
    return this;
  }

  /** In the policy's currency; about a transfer: what was recorded with it, always. Null makes it unknown. */
  public Event amountMinor(Long value) {
    if (value != null) return amountMinor((long) value);
    putLong(104, 0);
    putInt(8, getInt(8) & ~1);
    return this;
  }

  /** The person that it is about. Null where it is unknown. */
  public String customer() {
    return getText(112);
  }

  /** The person that it is about. Null is unknown. */
  public Event customer(String value) {
    putText(112, value);
    return this;
  }

  /** The person that it is about. As bytes of UTF-8; null is unknown. */
  public Event customer(byte[] value) {
    putText(112, value, 0);
    return this;
  }

  /** The account that it is about. Null where it is unknown. */
  public String party() {
    return getText(128);
  }

  /** The account that it is about. Null is unknown. */
  public Event party(String value) {
    putText(128, value);
    return this;
  }

  /** The account that it is about. As bytes of UTF-8; null is unknown. */
  public Event party(byte[] value) {
    putText(128, value, 0);
    return this;
  }

  /** Name of the list. Null where it is unknown. */
  public String list() {
    return getText(144);
  }

  /** Name of the list. Null is unknown. */
  public Event list(String value) {
    putText(144, value);
    return this;
  }

  /** Name of the list. As bytes of UTF-8; null is unknown. */
  public Event list(byte[] value) {
    putText(144, value, 0);
    return this;
  }

  /** 0: without end. */
  public long untilUs() {
    return getLong(160);
  }

  /** 0: without end. */
  public Event untilUs(long value) {
    putLong(160, value);
    return this;
  }

  /** Of a contact. Null where it is unknown. */
  public Long durationS() {
    return (getInt(8) & 2) == 0 ? null : (Long) getLong(168);
  }

  /** Of a contact. */
  public Event durationS(long value) {
    putLong(168, value);
    putInt(8, getInt(8) | 2);
    return this;
  }

  /** Of a contact. Null makes it unknown. */
  public Event durationS(Long value) {
    if (value != null) return durationS((long) value);
    putLong(168, 0);
    putInt(8, getInt(8) & ~2);
    return this;
  }

  /** FR_CALLER_… As the library's number. */
  public int callerCode() {
    return getInt(176);
  }

  /** FR_CALLER_… As the library's number. */
  public Event callerCode(int code) {
    putInt(176, code);
    return this;
  }

  /** FR_CALLER_… Null for a value that this binding does not know. */
  public Caller caller() {
    return Caller.of(getInt(176));
  }

  /** FR_CALLER_… Null is the value 0. */
  public Event caller(Caller value) {
    putInt(176, value == null ? 0 : value.code());
    return this;
  }

  /** FR_DIRECTION_… As the library's number. */
  public int directionCode() {
    return getInt(180);
  }

  /** FR_DIRECTION_… As the library's number. */
  public Event directionCode(int code) {
    putInt(180, code);
    return this;
  }

  /** FR_DIRECTION_… Null for a value that this binding does not know. */
  public Direction direction() {
    return Direction.of(getInt(180));
  }

  /** FR_DIRECTION_… Null is the value 0. */
  public Event direction(Direction value) {
    putInt(180, value == null ? 0 : value.code());
    return this;
  }

  /** Of an alert: 1 low, 2 medium, 3 high. */
  public int level() {
    return getInt(184);
  }

  /** Of an alert: 1 low, 2 medium, 3 high. */
  public Event level(int value) {
    putInt(184, value);
    return this;
  }

  /** FR_RESPONSE_… As the library's number. */
  public int responseCode() {
    return getInt(188);
  }

  /** FR_RESPONSE_… As the library's number. */
  public Event responseCode(int code) {
    putInt(188, code);
    return this;
  }

  /** FR_RESPONSE_… Null for a value that this binding does not know. */
  public Response response() {
    return Response.of(getInt(188));
  }

  /** FR_RESPONSE_… Null is the value 0. */
  public Event response(Response value) {
    putInt(188, value == null ? 0 : value.code());
    return this;
  }

  /** Of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled. As the library's number. */
  public int statusCode() {
    return getInt(192);
  }

  /** Of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled. As the library's number. */
  public Event statusCode(int code) {
    putInt(192, code);
    return this;
  }

  /**
   * Of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled. Null for a value that this binding does not know.
   */
  public TransferStatus status() {
    return TransferStatus.of(getInt(192));
  }

  /** Of FR_EVENT_TRANSFERRED: FR_TRANSFER_…; usually settled. Null is the value 0. */
  public Event status(TransferStatus value) {
    putInt(192, value == null ? 0 : value.code());
    return this;
  }

  /** Of FR_EVENT_TRANSFERRED. */
  public Transfer transfer() {
    return transfer;
  }

  /** Of FR_EVENT_TRANSFERRED. */
  public Event transfer(Transfer value) {
    transfer = value;
    putLong(200, value == null ? 0 : value.address());
    return this;
  }

  /** Of an event about a transfer: when that was made. Null where it is unknown. */
  public Long transferTimeUs() {
    return (getInt(8) & 4) == 0 ? null : (Long) getLong(208);
  }

  /** Of an event about a transfer: when that was made. */
  public Event transferTimeUs(long value) {
    putLong(208, value);
    putInt(8, getInt(8) | 4);
    return this;
  }

  /** Of an event about a transfer: when that was made. Null makes it unknown. */
  public Event transferTimeUs(Long value) {
    if (value != null) return transferTimeUs((long) value);
    putLong(208, 0);
    putInt(8, getInt(8) & ~4);
    return this;
  }

  /** Of FR_EVENT_MOVED. Null where it is unknown. */
  public String to() {
    return getText(216);
  }

  /** Of FR_EVENT_MOVED. Null is unknown. */
  public Event to(String value) {
    putText(216, value);
    return this;
  }

  /** Of FR_EVENT_MOVED. As bytes of UTF-8; null is unknown. */
  public Event to(byte[] value) {
    putText(216, value, 0);
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public Event clear() {
    clear(SIZE);
    transfer = null;
    return this;
  }
}
