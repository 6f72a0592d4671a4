// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The values of FR_EVENT_… in the headers. */
public enum EventKind {
  /** the customer and somebody spoke or wrote to each other */
  CONTACT(1),
  /** the money arrived */
  SETTLED(2),
  /** the bank stopped it for now, in doubt */
  HELD(3),
  /** and let it go on */
  RELEASED(4),
  /** the customer took it back */
  CANCELLED(5),
  /** the bank turned it down for good */
  REFUSED(6),
  /** it arrived and came back */
  RETURNED(7),
  /** a transfer that nobody decides: recorded with its status */
  TRANSFERRED(8),
  /** a label: it was a scam */
  FRAUD_REPORTED(9),
  /** a label: it was honest */
  CLEARED(10),
  /** a new phone or browser may act for the customer */
  DEVICE_BOUND(11),
  /** the phone number went to another SIM */
  SIM_CHANGED(12),
  /** a password or PIN was set anew */
  CREDENTIAL_RESET(13),
  /** a transfer limit was raised */
  LIMIT_RAISED(14),
  /** a time deposit was ended early */
  DEPOSIT_BROKEN(15),
  /** borrowed money came in */
  LOAN_PAID_OUT(16),
  /** an anti-fraud centre names the customer as a likely victim */
  ALERTED(17),
  /** an account is on a named list from now on */
  LISTED(18),
  /** and no longer, whatever watch lists say (watch.h), until it is listed again */
  UNLISTED(19),
  /** this payer may pay this payee, up to an amount, until a time */
  TRUSTED(20),
  /** what the customer did when warned */
  RESPONSE(21),
  /** a party has another identifier now: its history follows */
  MOVED(22),
  /** a party is to be forgotten: its history goes */
  FORGOTTEN(23),
  /** the registered phone number is another one now */
  PHONE_CHANGED(24),
  /** a wallet or quick-pay service may draw on the account */
  WALLET_BOUND(25),
  /** a fund or wealth product was sold */
  FUND_REDEEMED(26),
  /** the customer is no longer told of what leaves his account */
  NOTICE_TURNED_OFF(27),
  /** somebody looked how much there is */
  BALANCE_QUERIED(28),
  /** physical gold was bought */
  GOLD_BOUGHT(29),
  /** the bank called a number known before, and the customer, alone, confirmed */
  CALLBACK_CONFIRMED(30),
  /** an anti-fraud centre found nothing against it */
  POLICE_CLEARED(31),
  /** a trusted person, reached independently, confirmed */
  FAMILY_CONFIRMED(32),
  /** it waits as all such transfers do (FR_FLAG_DELAYED); nobody doubts it */
  DELAYED(33);

  private static final EventKind[] ALL = values();
  private final int code;

  EventKind(int code) {
    this.code = code;
  }

  /** The number that the library has for it. */
  public int code() {
    return code;
  }

  /** The value of a number, or null for one that this binding does not know. */
  public static EventKind of(int code) {
    for (final EventKind one : ALL) if (one.code == code) return one;
    return null;
  }
}
