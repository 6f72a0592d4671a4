// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What the bank knows of one party at this moment. */
public final class Party extends Struct {
  static final int SIZE = 120;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 120;
  static final int STRUCT_SIZE = 0;
  static final int KNOWN = 4;
  static final int CUSTOMER = 8;
  static final int AGE = 24;
  static final int OCCUPATION = 28;
  static final int ACCOUNT_AGE_S = 32;
  static final int PARTY_KIND = 40;
  static final int FOREIGN = 44;
  static final int NAME_MATCH = 48;
  static final int VULNERABLE = 52;
  static final int BANK = 56;
  static final int ADDED_AGE_S = 72;
  static final int REGISTERED_AGE_S = 80;
  static final int MULE_SCORE = 88;
  static final int HOPS_TO_LISTED = 92;
  static final int SHELL_LIKE = 96;
  static final int PHONE_SHARED = 100;
  static final int ACCOUNT_CHANGED = 104;
  static final int THIRD_PARTY = 108;
  static final int REGION_UNUSUAL = 112;
  static final int TRUSTED_CONTACT = 116;

  public Party() {
    super(WHOLE, SIZE, true);
  }

  Party(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /**
   * The person or firm behind the account; its accounts share one customer profile. Null where it is unknown.
   */
  public String customer() {
    return getText(8);
  }

  /** The person or firm behind the account; its accounts share one customer profile. Null is unknown. */
  public Party customer(String value) {
    putText(8, value);
    return this;
  }

  /**
   * The person or firm behind the account; its accounts share one customer profile. As bytes of UTF-8; null is
   * unknown.
   */
  public Party customer(byte[] value) {
    putText(8, value, 0);
    return this;
  }

  /** Full years. Null where it is unknown. */
  public Integer age() {
    return (getInt(4) & 1) == 0 ? null : (Integer) getInt(24);
  }

  /** Full years. */
  public Party age(int value) {
    putInt(24, value);
    putInt(4, getInt(4) | 1);
    return this;
  }

  /** Full years. Null makes it unknown. */
  public Party age(Integer value) {
    if (value != null) return age((int) value);
    putInt(24, 0);
    putInt(4, getInt(4) & ~1);
    return this;
  }

  /** FR_OCCUPATION_… As the library's number. */
  public int occupationCode() {
    return getInt(28);
  }

  /** FR_OCCUPATION_… As the library's number. */
  public Party occupationCode(int code) {
    putInt(28, code);
    return this;
  }

  /** FR_OCCUPATION_… Null for a value that this binding does not know. */
  public Occupation occupation() {
    return Occupation.of(getInt(28));
  }

  /** FR_OCCUPATION_… Null is the value 0. */
  public Party occupation(Occupation value) {
    putInt(28, value == null ? 0 : value.code());
    return this;
  }

  /** Seconds since the account was opened. Null where it is unknown. */
  public Long accountAgeS() {
    return (getInt(4) & 2) == 0 ? null : (Long) getLong(32);
  }

  /** Seconds since the account was opened. */
  public Party accountAgeS(long value) {
    putLong(32, value);
    putInt(4, getInt(4) | 2);
    return this;
  }

  /** Seconds since the account was opened. Null makes it unknown. */
  public Party accountAgeS(Long value) {
    if (value != null) return accountAgeS((long) value);
    putLong(32, 0);
    putInt(4, getInt(4) & ~2);
    return this;
  }

  /** FR_PARTY_KIND_… As the library's number. */
  public int partyKindCode() {
    return getInt(40);
  }

  /** FR_PARTY_KIND_… As the library's number. */
  public Party partyKindCode(int code) {
    putInt(40, code);
    return this;
  }

  /** FR_PARTY_KIND_… Null for a value that this binding does not know. */
  public PartyKind partyKind() {
    return PartyKind.of(getInt(40));
  }

  /** FR_PARTY_KIND_… Null is the value 0. */
  public Party partyKind(PartyKind value) {
    putInt(40, value == null ? 0 : value.code());
    return this;
  }

  /** FR_YES for a foreigner (as payer) or an account abroad (as payee). As the library's number. */
  public int foreignCode() {
    return getInt(44);
  }

  /** FR_YES for a foreigner (as payer) or an account abroad (as payee). As the library's number. */
  public Party foreignCode(int code) {
    putInt(44, code);
    return this;
  }

  /** FR_YES for a foreigner (as payer) or an account abroad (as payee). Null where it is unknown. */
  public Boolean foreign() {
    return truth(getInt(44));
  }

  /** FR_YES for a foreigner (as payer) or an account abroad (as payee). Null is unknown. */
  public Party foreign(Boolean value) {
    putInt(44, truth(value));
    return this;
  }

  /** FR_NAME_MATCH_…; only of a payee. As the library's number. */
  public int nameMatchCode() {
    return getInt(48);
  }

  /** FR_NAME_MATCH_…; only of a payee. As the library's number. */
  public Party nameMatchCode(int code) {
    putInt(48, code);
    return this;
  }

  /** FR_NAME_MATCH_…; only of a payee. Null for a value that this binding does not know. */
  public NameMatch nameMatch() {
    return NameMatch.of(getInt(48));
  }

  /** FR_NAME_MATCH_…; only of a payee. Null is the value 0. */
  public Party nameMatch(NameMatch value) {
    putInt(48, value == null ? 0 : value.code());
    return this;
  }

  /** FR_YES where the bank itself marked the customer as vulnerable. As the library's number. */
  public int vulnerableCode() {
    return getInt(52);
  }

  /** FR_YES where the bank itself marked the customer as vulnerable. As the library's number. */
  public Party vulnerableCode(int code) {
    putInt(52, code);
    return this;
  }

  /** FR_YES where the bank itself marked the customer as vulnerable. Null where it is unknown. */
  public Boolean vulnerable() {
    return truth(getInt(52));
  }

  /** FR_YES where the bank itself marked the customer as vulnerable. Null is unknown. */
  public Party vulnerable(Boolean value) {
    putInt(52, truth(value));
    return this;
  }

  /** The bank's code. Null where it is unknown. */
  public String bank() {
    return getText(56);
  }

  /** The bank's code. Null is unknown. */
  public Party bank(String value) {
    putText(56, value);
    return this;
  }

  /** The bank's code. As bytes of UTF-8; null is unknown. */
  public Party bank(byte[] value) {
    putText(56, value, 0);
    return this;
  }

  /** Only of a payee: seconds since this payer entered it among his payees. Null where it is unknown. */
  public Long addedAgeS() {
    return (getInt(4) & 4) == 0 ? null : (Long) getLong(72);
  }

  /** Only of a payee: seconds since this payer entered it among his payees. */
  public Party addedAgeS(long value) {
    putLong(72, value);
    putInt(4, getInt(4) | 4);
    return this;
  }

  /** Only of a payee: seconds since this payer entered it among his payees. Null makes it unknown. */
  public Party addedAgeS(Long value) {
    if (value != null) return addedAgeS((long) value);
    putLong(72, 0);
    putInt(4, getInt(4) & ~4);
    return this;
  }

  /** Of a firm: seconds since it was registered. Null where it is unknown. */
  public Long registeredAgeS() {
    return (getInt(4) & 8) == 0 ? null : (Long) getLong(80);
  }

  /** Of a firm: seconds since it was registered. */
  public Party registeredAgeS(long value) {
    putLong(80, value);
    putInt(4, getInt(4) | 8);
    return this;
  }

  /** Of a firm: seconds since it was registered. Null makes it unknown. */
  public Party registeredAgeS(Long value) {
    if (value != null) return registeredAgeS((long) value);
    putLong(80, 0);
    putInt(4, getInt(4) & ~8);
    return this;
  }

  /**
   * 0 to 1,000: the bank's or a consortium's judgement that money is passed on here. Null where it is unknown.
   */
  public Integer muleScore() {
    return (getInt(4) & 16) == 0 ? null : (Integer) getInt(88);
  }

  /** 0 to 1,000: the bank's or a consortium's judgement that money is passed on here. */
  public Party muleScore(int value) {
    putInt(88, value);
    putInt(4, getInt(4) | 16);
    return this;
  }

  /**
   * 0 to 1,000: the bank's or a consortium's judgement that money is passed on here. Null makes it unknown.
   */
  public Party muleScore(Integer value) {
    if (value != null) return muleScore((int) value);
    putInt(88, 0);
    putInt(4, getInt(4) & ~16);
    return this;
  }

  /** How far in money, phone or device from a listed account: 1 is next to one. Null where it is unknown. */
  public Integer hopsToListed() {
    return (getInt(4) & 32) == 0 ? null : (Integer) getInt(92);
  }

  /** How far in money, phone or device from a listed account: 1 is next to one. */
  public Party hopsToListed(int value) {
    putInt(92, value);
    putInt(4, getInt(4) | 32);
    return this;
  }

  /** How far in money, phone or device from a listed account: 1 is next to one. Null makes it unknown. */
  public Party hopsToListed(Integer value) {
    if (value != null) return hopsToListed((int) value);
    putInt(92, 0);
    putInt(4, getInt(4) & ~32);
    return this;
  }

  /**
   * A firm whose representative or address many firms share, or that looks bought. As the library's number.
   */
  public int shellLikeCode() {
    return getInt(96);
  }

  /**
   * A firm whose representative or address many firms share, or that looks bought. As the library's number.
   */
  public Party shellLikeCode(int code) {
    putInt(96, code);
    return this;
  }

  /**
   * A firm whose representative or address many firms share, or that looks bought. Null where it is unknown.
   */
  public Boolean shellLike() {
    return truth(getInt(96));
  }

  /** A firm whose representative or address many firms share, or that looks bought. Null is unknown. */
  public Party shellLike(Boolean value) {
    putInt(96, truth(value));
    return this;
  }

  /** The registered phone number is another person's, or of several customers. As the library's number. */
  public int phoneSharedCode() {
    return getInt(100);
  }

  /** The registered phone number is another person's, or of several customers. As the library's number. */
  public Party phoneSharedCode(int code) {
    putInt(100, code);
    return this;
  }

  /** The registered phone number is another person's, or of several customers. Null where it is unknown. */
  public Boolean phoneShared() {
    return truth(getInt(100));
  }

  /** The registered phone number is another person's, or of several customers. Null is unknown. */
  public Party phoneShared(Boolean value) {
    putInt(100, truth(value));
    return this;
  }

  /** Only of a payee: a name paid before, under an account number that is new. As the library's number. */
  public int accountChangedCode() {
    return getInt(104);
  }

  /** Only of a payee: a name paid before, under an account number that is new. As the library's number. */
  public Party accountChangedCode(int code) {
    putInt(104, code);
    return this;
  }

  /** Only of a payee: a name paid before, under an account number that is new. Null where it is unknown. */
  public Boolean accountChanged() {
    return truth(getInt(104));
  }

  /** Only of a payee: a name paid before, under an account number that is new. Null is unknown. */
  public Party accountChanged(Boolean value) {
    putInt(104, truth(value));
    return this;
  }

  /**
   * Only of a payee: not the account of the person whom the customer says he pays. As the library's number.
   */
  public int thirdPartyCode() {
    return getInt(108);
  }

  /**
   * Only of a payee: not the account of the person whom the customer says he pays. As the library's number.
   */
  public Party thirdPartyCode(int code) {
    putInt(108, code);
    return this;
  }

  /**
   * Only of a payee: not the account of the person whom the customer says he pays. Null where it is unknown.
   */
  public Boolean thirdParty() {
    return truth(getInt(108));
  }

  /** Only of a payee: not the account of the person whom the customer says he pays. Null is unknown. */
  public Party thirdParty(Boolean value) {
    putInt(108, truth(value));
    return this;
  }

  /**
   * Only of a payee: a branch where nobody whom this payer deals with has an account. As the library's number.
   */
  public int regionUnusualCode() {
    return getInt(112);
  }

  /**
   * Only of a payee: a branch where nobody whom this payer deals with has an account. As the library's number.
   */
  public Party regionUnusualCode(int code) {
    putInt(112, code);
    return this;
  }

  /**
   * Only of a payee: a branch where nobody whom this payer deals with has an account. Null where it is unknown.
   */
  public Boolean regionUnusual() {
    return truth(getInt(112));
  }

  /** Only of a payee: a branch where nobody whom this payer deals with has an account. Null is unknown. */
  public Party regionUnusual(Boolean value) {
    putInt(112, truth(value));
    return this;
  }

  /** Only of a payer: named somebody whom the bank may call. As the library's number. */
  public int trustedContactCode() {
    return getInt(116);
  }

  /** Only of a payer: named somebody whom the bank may call. As the library's number. */
  public Party trustedContactCode(int code) {
    putInt(116, code);
    return this;
  }

  /** Only of a payer: named somebody whom the bank may call. Null where it is unknown. */
  public Boolean trustedContact() {
    return truth(getInt(116));
  }

  /** Only of a payer: named somebody whom the bank may call. Null is unknown. */
  public Party trustedContact(Boolean value) {
    putInt(116, truth(value));
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public Party clear() {
    clear(SIZE);
    return this;
  }
}
