// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The digital session, as the app or the ATM sees it. */
public final class Session extends Struct {
  static final int SIZE = 136;
  /** Of the memory: the struct and those that it points to. */
  static final int WHOLE = 136;
  static final int STRUCT_SIZE = 0;
  static final int KNOWN = 4;
  static final int ON_CALL = 8;
  static final int CALLER = 12;
  static final int SCREEN_SHARED = 16;
  static final int REMOTE_CONTROL = 20;
  static final int DEVICE_AGE_S = 24;
  static final int SIM_AGE_S = 32;
  static final int CREDENTIAL_AGE_S = 40;
  static final int MEETING_APP = 48;
  static final int GEO_JUMP = 52;
  static final int IP_RISKY = 56;
  static final int SIDELOADED_APP = 60;
  static final int OVERLAY = 64;
  static final int HESITATED = 68;
  static final int CODE_SHARED = 72;
  static final int CALL_FORWARDED = 76;
  static final int NFC_RELAY = 80;
  static final int TAMPERED = 84;
  static final int FACE_VERIFIED = 88;
  static final int CONFIRMED_IN_CHINESE = 92;
  static final int CARDLESS = 96;
  static final int PAYEE_ENTRY = 100;
  static final int CALL_AGE_S = 104;
  static final int OPERATOR_AGE_S = 112;
  static final int PHISHING_LINK_AGE_S = 120;
  static final int WARNING_DWELL_S = 128;

  public Session() {
    super(WHOLE, SIZE, false);
  }

  Session(Struct owner, int offset) {
    super(owner, offset, SIZE);
  }

  /** FR_YES while the customer is on a call. As the library's number. */
  public int onCallCode() {
    return getInt(8);
  }

  /** FR_YES while the customer is on a call. As the library's number. */
  public Session onCallCode(int code) {
    putInt(8, code);
    return this;
  }

  /** FR_YES while the customer is on a call. Null where it is unknown. */
  public Boolean onCall() {
    return truth(getInt(8));
  }

  /** FR_YES while the customer is on a call. Null is unknown. */
  public Session onCall(Boolean value) {
    putInt(8, truth(value));
    return this;
  }

  /** FR_CALLER_… As the library's number. */
  public int callerCode() {
    return getInt(12);
  }

  /** FR_CALLER_… As the library's number. */
  public Session callerCode(int code) {
    putInt(12, code);
    return this;
  }

  /** FR_CALLER_… Null for a value that this binding does not know. */
  public Caller caller() {
    return Caller.of(getInt(12));
  }

  /** FR_CALLER_… Null is the value 0. */
  public Session caller(Caller value) {
    putInt(12, value == null ? 0 : value.code());
    return this;
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. As the library's number. */
  public int screenSharedCode() {
    return getInt(16);
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. As the library's number. */
  public Session screenSharedCode(int code) {
    putInt(16, code);
    return this;
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. Null where it is unknown. */
  public Boolean screenShared() {
    return truth(getInt(16));
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. Null is unknown. */
  public Session screenShared(Boolean value) {
    putInt(16, truth(value));
    return this;
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. As the library's number. */
  public int remoteControlCode() {
    return getInt(20);
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. As the library's number. */
  public Session remoteControlCode(int code) {
    putInt(20, code);
    return this;
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. Null where it is unknown. */
  public Boolean remoteControl() {
    return truth(getInt(20));
  }

  /** FR_YES, FR_NO, FR_UNKNOWN. Null is unknown. */
  public Session remoteControl(Boolean value) {
    putInt(20, truth(value));
    return this;
  }

  /** Seconds since this device was first seen. Null where it is unknown. */
  public Long deviceAgeS() {
    return (getInt(4) & 1) == 0 ? null : (Long) getLong(24);
  }

  /** Seconds since this device was first seen. */
  public Session deviceAgeS(long value) {
    putLong(24, value);
    putInt(4, getInt(4) | 1);
    return this;
  }

  /** Seconds since this device was first seen. Null makes it unknown. */
  public Session deviceAgeS(Long value) {
    if (value != null) return deviceAgeS((long) value);
    putLong(24, 0);
    putInt(4, getInt(4) & ~1);
    return this;
  }

  /** Seconds since the SIM was last changed. Null where it is unknown. */
  public Long simAgeS() {
    return (getInt(4) & 2) == 0 ? null : (Long) getLong(32);
  }

  /** Seconds since the SIM was last changed. */
  public Session simAgeS(long value) {
    putLong(32, value);
    putInt(4, getInt(4) | 2);
    return this;
  }

  /** Seconds since the SIM was last changed. Null makes it unknown. */
  public Session simAgeS(Long value) {
    if (value != null) return simAgeS((long) value);
    putLong(32, 0);
    putInt(4, getInt(4) & ~2);
    return this;
  }

  /** Seconds since password, token or certificate was last changed. Null where it is unknown. */
  public Long credentialAgeS() {
    return (getInt(4) & 4) == 0 ? null : (Long) getLong(40);
  }

  /** Seconds since password, token or certificate was last changed. */
  public Session credentialAgeS(long value) {
    putLong(40, value);
    putInt(4, getInt(4) | 4);
    return this;
  }

  /** Seconds since password, token or certificate was last changed. Null makes it unknown. */
  public Session credentialAgeS(Long value) {
    if (value != null) return credentialAgeS((long) value);
    putLong(40, 0);
    putInt(4, getInt(4) & ~4);
    return this;
  }

  /** A meeting app or a rare chat app is in front, or came within a day. As the library's number. */
  public int meetingAppCode() {
    return getInt(48);
  }

  /** A meeting app or a rare chat app is in front, or came within a day. As the library's number. */
  public Session meetingAppCode(int code) {
    putInt(48, code);
    return this;
  }

  /** A meeting app or a rare chat app is in front, or came within a day. Null where it is unknown. */
  public Boolean meetingApp() {
    return truth(getInt(48));
  }

  /** A meeting app or a rare chat app is in front, or came within a day. Null is unknown. */
  public Session meetingApp(Boolean value) {
    putInt(48, truth(value));
    return this;
  }

  /** From a place that the customer cannot have reached since the last session. As the library's number. */
  public int geoJumpCode() {
    return getInt(52);
  }

  /** From a place that the customer cannot have reached since the last session. As the library's number. */
  public Session geoJumpCode(int code) {
    putInt(52, code);
    return this;
  }

  /** From a place that the customer cannot have reached since the last session. Null where it is unknown. */
  public Boolean geoJump() {
    return truth(getInt(52));
  }

  /** From a place that the customer cannot have reached since the last session. Null is unknown. */
  public Session geoJump(Boolean value) {
    putInt(52, truth(value));
    return this;
  }

  /** Through a VPN, a hosting centre or an address known from fraud. As the library's number. */
  public int ipRiskyCode() {
    return getInt(56);
  }

  /** Through a VPN, a hosting centre or an address known from fraud. As the library's number. */
  public Session ipRiskyCode(int code) {
    putInt(56, code);
    return this;
  }

  /** Through a VPN, a hosting centre or an address known from fraud. Null where it is unknown. */
  public Boolean ipRisky() {
    return truth(getInt(56));
  }

  /** Through a VPN, a hosting centre or an address known from fraud. Null is unknown. */
  public Session ipRisky(Boolean value) {
    putInt(56, truth(value));
    return this;
  }

  /** An app from outside the stores may read the screen or messages. As the library's number. */
  public int sideloadedAppCode() {
    return getInt(60);
  }

  /** An app from outside the stores may read the screen or messages. As the library's number. */
  public Session sideloadedAppCode(int code) {
    putInt(60, code);
    return this;
  }

  /** An app from outside the stores may read the screen or messages. Null where it is unknown. */
  public Boolean sideloadedApp() {
    return truth(getInt(60));
  }

  /** An app from outside the stores may read the screen or messages. Null is unknown. */
  public Session sideloadedApp(Boolean value) {
    putInt(60, truth(value));
    return this;
  }

  /** Something lies over the bank's app. As the library's number. */
  public int overlayCode() {
    return getInt(64);
  }

  /** Something lies over the bank's app. As the library's number. */
  public Session overlayCode(int code) {
    putInt(64, code);
    return this;
  }

  /** Something lies over the bank's app. Null where it is unknown. */
  public Boolean overlay() {
    return truth(getInt(64));
  }

  /** Something lies over the bank's app. Null is unknown. */
  public Session overlay(Boolean value) {
    putInt(64, truth(value));
    return this;
  }

  /** Paused before confirming far longer than this customer does. As the library's number. */
  public int hesitatedCode() {
    return getInt(68);
  }

  /** Paused before confirming far longer than this customer does. As the library's number. */
  public Session hesitatedCode(int code) {
    putInt(68, code);
    return this;
  }

  /** Paused before confirming far longer than this customer does. Null where it is unknown. */
  public Boolean hesitated() {
    return truth(getInt(68));
  }

  /** Paused before confirming far longer than this customer does. Null is unknown. */
  public Session hesitated(Boolean value) {
    putInt(68, truth(value));
    return this;
  }

  /** A one-time code was read out or passed on. As the library's number. */
  public int codeSharedCode() {
    return getInt(72);
  }

  /** A one-time code was read out or passed on. As the library's number. */
  public Session codeSharedCode(int code) {
    putInt(72, code);
    return this;
  }

  /** A one-time code was read out or passed on. Null where it is unknown. */
  public Boolean codeShared() {
    return truth(getInt(72));
  }

  /** A one-time code was read out or passed on. Null is unknown. */
  public Session codeShared(Boolean value) {
    putInt(72, truth(value));
    return this;
  }

  /** Calls to the customer's number go elsewhere. As the library's number. */
  public int callForwardedCode() {
    return getInt(76);
  }

  /** Calls to the customer's number go elsewhere. As the library's number. */
  public Session callForwardedCode(int code) {
    putInt(76, code);
    return this;
  }

  /** Calls to the customer's number go elsewhere. Null where it is unknown. */
  public Boolean callForwarded() {
    return truth(getInt(76));
  }

  /** Calls to the customer's number go elsewhere. Null is unknown. */
  public Session callForwarded(Boolean value) {
    putInt(76, truth(value));
    return this;
  }

  /** A card is held to the phone, as if to relay it. As the library's number. */
  public int nfcRelayCode() {
    return getInt(80);
  }

  /** A card is held to the phone, as if to relay it. As the library's number. */
  public Session nfcRelayCode(int code) {
    putInt(80, code);
    return this;
  }

  /** A card is held to the phone, as if to relay it. Null where it is unknown. */
  public Boolean nfcRelay() {
    return truth(getInt(80));
  }

  /** A card is held to the phone, as if to relay it. Null is unknown. */
  public Session nfcRelay(Boolean value) {
    putInt(80, truth(value));
    return this;
  }

  /** An emulator, a rooted phone or a hooked app. As the library's number. */
  public int tamperedCode() {
    return getInt(84);
  }

  /** An emulator, a rooted phone or a hooked app. As the library's number. */
  public Session tamperedCode(int code) {
    putInt(84, code);
    return this;
  }

  /** An emulator, a rooted phone or a hooked app. Null where it is unknown. */
  public Boolean tampered() {
    return truth(getInt(84));
  }

  /** An emulator, a rooted phone or a hooked app. Null is unknown. */
  public Session tampered(Boolean value) {
    putInt(84, truth(value));
    return this;
  }

  /** The customer's face was checked alive in this session. As the library's number. */
  public int faceVerifiedCode() {
    return getInt(88);
  }

  /** The customer's face was checked alive in this session. As the library's number. */
  public Session faceVerifiedCode(int code) {
    putInt(88, code);
    return this;
  }

  /** The customer's face was checked alive in this session. Null where it is unknown. */
  public Boolean faceVerified() {
    return truth(getInt(88));
  }

  /** The customer's face was checked alive in this session. Null is unknown. */
  public Session faceVerified(Boolean value) {
    putInt(88, truth(value));
    return this;
  }

  /** Payee, account, amount and "at once" were shown in Chinese and confirmed. As the library's number. */
  public int confirmedInChineseCode() {
    return getInt(92);
  }

  /** Payee, account, amount and "at once" were shown in Chinese and confirmed. As the library's number. */
  public Session confirmedInChineseCode(int code) {
    putInt(92, code);
    return this;
  }

  /** Payee, account, amount and "at once" were shown in Chinese and confirmed. Null where it is unknown. */
  public Boolean confirmedInChinese() {
    return truth(getInt(92));
  }

  /** Payee, account, amount and "at once" were shown in Chinese and confirmed. Null is unknown. */
  public Session confirmedInChinese(Boolean value) {
    putInt(92, truth(value));
    return this;
  }

  /** No card is in the ATM. As the library's number. */
  public int cardlessCode() {
    return getInt(96);
  }

  /** No card is in the ATM. As the library's number. */
  public Session cardlessCode(int code) {
    putInt(96, code);
    return this;
  }

  /** No card is in the ATM. Null where it is unknown. */
  public Boolean cardless() {
    return truth(getInt(96));
  }

  /** No card is in the ATM. Null is unknown. */
  public Session cardless(Boolean value) {
    putInt(96, truth(value));
    return this;
  }

  /** FR_PAYEE_ENTRY_… As the library's number. */
  public int payeeEntryCode() {
    return getInt(100);
  }

  /** FR_PAYEE_ENTRY_… As the library's number. */
  public Session payeeEntryCode(int code) {
    putInt(100, code);
    return this;
  }

  /** FR_PAYEE_ENTRY_… Null for a value that this binding does not know. */
  public PayeeEntry payeeEntry() {
    return PayeeEntry.of(getInt(100));
  }

  /** FR_PAYEE_ENTRY_… Null is the value 0. */
  public Session payeeEntry(PayeeEntry value) {
    putInt(100, value == null ? 0 : value.code());
    return this;
  }

  /** Seconds since the present call began. Null where it is unknown. */
  public Long callAgeS() {
    return (getInt(4) & 8) == 0 ? null : (Long) getLong(104);
  }

  /** Seconds since the present call began. */
  public Session callAgeS(long value) {
    putLong(104, value);
    putInt(4, getInt(4) | 8);
    return this;
  }

  /** Seconds since the present call began. Null makes it unknown. */
  public Session callAgeS(Long value) {
    if (value != null) return callAgeS((long) value);
    putLong(104, 0);
    putInt(4, getInt(4) & ~8);
    return this;
  }

  /** Of a company: seconds since this person may act for the account. Null where it is unknown. */
  public Long operatorAgeS() {
    return (getInt(4) & 16) == 0 ? null : (Long) getLong(112);
  }

  /** Of a company: seconds since this person may act for the account. */
  public Session operatorAgeS(long value) {
    putLong(112, value);
    putInt(4, getInt(4) | 16);
    return this;
  }

  /** Of a company: seconds since this person may act for the account. Null makes it unknown. */
  public Session operatorAgeS(Long value) {
    if (value != null) return operatorAgeS((long) value);
    putLong(112, 0);
    putInt(4, getInt(4) & ~16);
    return this;
  }

  /** Seconds since a known phishing link was opened. Null where it is unknown. */
  public Long phishingLinkAgeS() {
    return (getInt(4) & 32) == 0 ? null : (Long) getLong(120);
  }

  /** Seconds since a known phishing link was opened. */
  public Session phishingLinkAgeS(long value) {
    putLong(120, value);
    putInt(4, getInt(4) | 32);
    return this;
  }

  /** Seconds since a known phishing link was opened. Null makes it unknown. */
  public Session phishingLinkAgeS(Long value) {
    if (value != null) return phishingLinkAgeS((long) value);
    putLong(120, 0);
    putInt(4, getInt(4) & ~32);
    return this;
  }

  /** Seconds that the last warning stood on the screen. Null where it is unknown. */
  public Long warningDwellS() {
    return (getInt(4) & 64) == 0 ? null : (Long) getLong(128);
  }

  /** Seconds that the last warning stood on the screen. */
  public Session warningDwellS(long value) {
    putLong(128, value);
    putInt(4, getInt(4) | 64);
    return this;
  }

  /** Seconds that the last warning stood on the screen. Null makes it unknown. */
  public Session warningDwellS(Long value) {
    if (value != null) return warningDwellS((long) value);
    putLong(128, 0);
    putInt(4, getInt(4) & ~64);
    return this;
  }

  /** Makes all of it unknown again; the memory is used on. */
  public Session clear() {
    clear(SIZE);
    return this;
  }
}
