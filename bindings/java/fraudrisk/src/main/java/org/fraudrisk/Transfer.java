// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** A transfer that is about to be made. */
public final class Transfer extends WithAttributes<Transfer> {
  static final int SIZE = 224;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 640;
  static final int STRUCT_SIZE = 0;
  static final int KNOWN = 4;
  static final int ID = 8;
  static final int TIME_US = 24;
  static final int PAYER = 32;
  static final int PAYEE = 48;
  static final int AMOUNT_MINOR = 64;
  static final int BASE_AMOUNT_MINOR = 72;
  static final int CURRENCY = 80;
  static final int CHANNEL = 84;
  static final int KIND = 88;
  static final int SPEED = 92;
  static final int REMARK = 96;
  static final int PURPOSE = 112;
  static final int BALANCE_BEFORE_MINOR = 128;
  static final int UI_LANGUAGE = 136;
  static final int SESSION = 152;
  static final int TELLER = 160;
  static final int PAYER_PARTY = 168;
  static final int PAYEE_PARTY = 176;
  static final int ATTRIBUTES = 184;
  static final int ATTRIBUTE_COUNT = 192;
  static final int RESERVED = 196;
  static final int LIMIT_MINOR = 200;
  static final int APPROVAL_GAP_S = 208;
  static final int APPROVED = 216;
  static final int PAYROLL = 220;
  private final Session session = new Session(this, 224);
  private final Teller teller = new Teller(this, 360);
  private final Party payerParty = new Party(this, 400);
  private final Party payeeParty = new Party(this, 520);

  public Transfer() {
    super(WHOLE, SIZE, true);
  }

  Transfer(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** Unique for each payer; a retry carries the same id. Null where it is unknown. */
  public String id() {
    return getText(8);
  }

  /** Unique for each payer; a retry carries the same id. Null is unknown. */
  public Transfer id(String value) {
    putText(8, value);
    return this;
  }

  /** Unique for each payer; a retry carries the same id. As bytes of UTF-8; null is unknown. */
  public Transfer id(byte[] value) {
    putText(8, value, 0);
    return this;
  }

  /** Microseconds UTC since 1970-01-01. */
  public long timeUs() {
    return getLong(24);
  }

  /** Microseconds UTC since 1970-01-01. */
  public Transfer timeUs(long value) {
    putLong(24, value);
    return this;
  }

  /** Account number. Null where it is unknown. */
  public String payer() {
    return getText(32);
  }

  /** Account number. Null is unknown. */
  public Transfer payer(String value) {
    putText(32, value);
    return this;
  }

  /** Account number. As bytes of UTF-8; null is unknown. */
  public Transfer payer(byte[] value) {
    putText(32, value, 0);
    return this;
  }

  /** Account number; unknown for cash. Null where it is unknown. */
  public String payee() {
    return getText(48);
  }

  /** Account number; unknown for cash. Null is unknown. */
  public Transfer payee(String value) {
    putText(48, value);
    return this;
  }

  /** Account number; unknown for cash. As bytes of UTF-8; null is unknown. */
  public Transfer payee(byte[] value) {
    putText(48, value, 0);
    return this;
  }

  /** In minor units (fen, cents) of `currency`. */
  public long amountMinor() {
    return getLong(64);
  }

  /** In minor units (fen, cents) of `currency`. */
  public Transfer amountMinor(long value) {
    putLong(64, value);
    return this;
  }

  /** The same in the policy's currency; needed when `currency` is another. Null where it is unknown. */
  public Long baseAmountMinor() {
    return (getInt(4) & 2) == 0 ? null : (Long) getLong(72);
  }

  /** The same in the policy's currency; needed when `currency` is another. */
  public Transfer baseAmountMinor(long value) {
    putLong(72, value);
    putInt(4, getInt(4) | 2);
    return this;
  }

  /** The same in the policy's currency; needed when `currency` is another. Null makes it unknown. */
  public Transfer baseAmountMinor(Long value) {
    if (value != null) return baseAmountMinor((long) value);
    putLong(72, 0);
    putInt(4, getInt(4) & ~2);
    return this;
  }

  /** ISO 4217, such as "CNY"; zeroes: the policy's. */
  public String currency() {
    return getChars(80, 4);
  }

  /** ISO 4217, such as "CNY"; zeroes: the policy's. Null is unknown. */
  public Transfer currency(String value) {
    putCurrency(80, value);
    return this;
  }

  /** FR_CHANNEL_… As the library's number. */
  public int channelCode() {
    return getInt(84);
  }

  /** FR_CHANNEL_… As the library's number. */
  public Transfer channelCode(int code) {
    putInt(84, code);
    return this;
  }

  /** FR_CHANNEL_… Null for a value that this binding does not know. */
  public Channel channel() {
    return Channel.of(getInt(84));
  }

  /** FR_CHANNEL_… Null is the value 0. */
  public Transfer channel(Channel value) {
    putInt(84, value == null ? 0 : value.code());
    return this;
  }

  /** FR_KIND_… As the library's number. */
  public int kindCode() {
    return getInt(88);
  }

  /** FR_KIND_… As the library's number. */
  public Transfer kindCode(int code) {
    putInt(88, code);
    return this;
  }

  /** FR_KIND_… Null for a value that this binding does not know. */
  public TransferKind kind() {
    return TransferKind.of(getInt(88));
  }

  /** FR_KIND_… Null is the value 0. */
  public Transfer kind(TransferKind value) {
    putInt(88, value == null ? 0 : value.code());
    return this;
  }

  /** FR_SPEED_… As the library's number. */
  public int speedCode() {
    return getInt(92);
  }

  /** FR_SPEED_… As the library's number. */
  public Transfer speedCode(int code) {
    putInt(92, code);
    return this;
  }

  /** FR_SPEED_… Null for a value that this binding does not know. */
  public Speed speed() {
    return Speed.of(getInt(92));
  }

  /** FR_SPEED_… Null is the value 0. */
  public Transfer speed(Speed value) {
    putInt(92, value == null ? 0 : value.code());
    return this;
  }

  /** What the customer wrote; damaged bytes are never fatal. Null where it is unknown. */
  public String remark() {
    return getText(96);
  }

  /** What the customer wrote; damaged bytes are never fatal. Null is unknown. */
  public Transfer remark(String value) {
    putText(96, value);
    return this;
  }

  /** What the customer wrote; damaged bytes are never fatal. As bytes of UTF-8; null is unknown. */
  public Transfer remark(byte[] value) {
    putText(96, value, 0);
    return this;
  }

  /** What the customer wrote; damaged bytes are never fatal. As bytes of that encoding; null is unknown. */
  public Transfer remark(byte[] value, Encoding encoding) {
    putText(96, value, encoding.code());
    return this;
  }

  /** What the customer declared. Null where it is unknown. */
  public String purpose() {
    return getText(112);
  }

  /** What the customer declared. Null is unknown. */
  public Transfer purpose(String value) {
    putText(112, value);
    return this;
  }

  /** What the customer declared. As bytes of UTF-8; null is unknown. */
  public Transfer purpose(byte[] value) {
    putText(112, value, 0);
    return this;
  }

  /** What the customer declared. As bytes of that encoding; null is unknown. */
  public Transfer purpose(byte[] value, Encoding encoding) {
    putText(112, value, encoding.code());
    return this;
  }

  /** Available balance before the transfer. Null where it is unknown. */
  public Long balanceBeforeMinor() {
    return (getInt(4) & 1) == 0 ? null : (Long) getLong(128);
  }

  /** Available balance before the transfer. */
  public Transfer balanceBeforeMinor(long value) {
    putLong(128, value);
    putInt(4, getInt(4) | 1);
    return this;
  }

  /** Available balance before the transfer. Null makes it unknown. */
  public Transfer balanceBeforeMinor(Long value) {
    if (value != null) return balanceBeforeMinor((long) value);
    putLong(128, 0);
    putInt(4, getInt(4) & ~1);
    return this;
  }

  /** Of the screen: "zh", "en", … Null where it is unknown. */
  public String uiLanguage() {
    return getText(136);
  }

  /** Of the screen: "zh", "en", … Null is unknown. */
  public Transfer uiLanguage(String value) {
    putText(136, value);
    return this;
  }

  /** Of the screen: "zh", "en", … As bytes of UTF-8; null is unknown. */
  public Transfer uiLanguage(byte[] value) {
    putText(136, value, 0);
    return this;
  }

  /**
   * Each of these four may be null: then all in it is unknown. From this call on it is given; what is not set in
   * it is unknown.
   */
  public Session session() {
    if (getLong(152) == 0) begin(152, 224, 136);
    return session;
  }

  /** Each of these four may be null: then all in it is unknown. */
  public boolean hasSession() {
    return getLong(152) != 0;
  }

  /** From this call on it is given; what is not set in it is unknown. */
  public Teller teller() {
    if (getLong(160) == 0) begin(160, 360, 40);
    return teller;
  }

  public boolean hasTeller() {
    return getLong(160) != 0;
  }

  /** From this call on it is given; what is not set in it is unknown. */
  public Party payerParty() {
    if (getLong(168) == 0) begin(168, 400, 120);
    return payerParty;
  }

  public boolean hasPayerParty() {
    return getLong(168) != 0;
  }

  /** From this call on it is given; what is not set in it is unknown. */
  public Party payeeParty() {
    if (getLong(176) == 0) begin(176, 520, 120);
    return payeeParty;
  }

  public boolean hasPayeeParty() {
    return getLong(176) != 0;
  }

  /**
   * The limit that applies: of the channel, or beyond which more checks are due. Null where it is unknown.
   */
  public Long limitMinor() {
    return (getInt(4) & 4) == 0 ? null : (Long) getLong(200);
  }

  /** The limit that applies: of the channel, or beyond which more checks are due. */
  public Transfer limitMinor(long value) {
    putLong(200, value);
    putInt(4, getInt(4) | 4);
    return this;
  }

  /** The limit that applies: of the channel, or beyond which more checks are due. Null makes it unknown. */
  public Transfer limitMinor(Long value) {
    if (value != null) return limitMinor((long) value);
    putLong(200, 0);
    putInt(4, getInt(4) & ~4);
    return this;
  }

  /** Of a company: seconds between who entered it and who approved it. Null where it is unknown. */
  public Long approvalGapS() {
    return (getInt(4) & 8) == 0 ? null : (Long) getLong(208);
  }

  /** Of a company: seconds between who entered it and who approved it. */
  public Transfer approvalGapS(long value) {
    putLong(208, value);
    putInt(4, getInt(4) | 8);
    return this;
  }

  /** Of a company: seconds between who entered it and who approved it. Null makes it unknown. */
  public Transfer approvalGapS(Long value) {
    if (value != null) return approvalGapS((long) value);
    putLong(208, 0);
    putInt(4, getInt(4) & ~8);
    return this;
  }

  /**
   * Of a company: FR_YES when a second person approved it, FR_NO when nobody did. As the library's number.
   */
  public int approvedCode() {
    return getInt(216);
  }

  /**
   * Of a company: FR_YES when a second person approved it, FR_NO when nobody did. As the library's number.
   */
  public Transfer approvedCode(int code) {
    putInt(216, code);
    return this;
  }

  /**
   * Of a company: FR_YES when a second person approved it, FR_NO when nobody did. Null where it is unknown.
   */
  public Boolean approved() {
    return truth(getInt(216));
  }

  /** Of a company: FR_YES when a second person approved it, FR_NO when nobody did. Null is unknown. */
  public Transfer approved(Boolean value) {
    putInt(216, truth(value));
    return this;
  }

  /**
   * FR_YES for one of a batch of wages or the like to a list that the bank knows. As the library's number.
   */
  public int payrollCode() {
    return getInt(220);
  }

  /**
   * FR_YES for one of a batch of wages or the like to a list that the bank knows. As the library's number.
   */
  public Transfer payrollCode(int code) {
    putInt(220, code);
    return this;
  }

  /**
   * FR_YES for one of a batch of wages or the like to a list that the bank knows. Null where it is unknown.
   */
  public Boolean payroll() {
    return truth(getInt(220));
  }

  /** FR_YES for one of a batch of wages or the like to a list that the bank knows. Null is unknown. */
  public Transfer payroll(Boolean value) {
    putInt(220, truth(value));
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public Transfer clear() {
    clear(SIZE);
    return this;
  }

  /** For logs: no account number, no name and no remark. */
  @Override
  public String toString() {
    return "Transfer[" + id() + ", " + channel() + ", time_us " + timeUs() + "]";
  }
}
