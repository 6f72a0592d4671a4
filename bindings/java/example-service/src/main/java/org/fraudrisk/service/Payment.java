// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

import java.util.Locale;
import java.util.Map;

/** One payment that was taken in, what was answered to it, and where it stands. Guarded by its lock in Transfers. */
final class Payment {
  enum State {
    /** Nobody doubted it, or whoever doubted it let it go: the money went, once. */
    SETTLED,
    /** The customer was warned, and has not answered. */
    ASKED,
    /** In doubt, until a person releases it. */
    HELD,
    /** It waits as all such payments do (FLAG_DELAYED). */
    DELAYED,
    CANCELLED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  final Map<String, Object> order;
  final boolean mustNotGo;
  final String answer;
  State state;

  Payment(Map<String, Object> order, State first, boolean mustNotGo, String answer) {
    this.order = order;
    this.mustNotGo = mustNotGo;
    this.answer = answer;
    this.state = first;
  }

  /** The same payment carries the same id; another one under that id is a mistake of whoever sent it. */
  boolean isThatOf(Map<String, Object> other) {
    for (String name : new String[] {"payer", "payee", "amount_minor"})
      if (!order.get(name).equals(other.get(name))) return false;
    return true;
  }

  boolean waits() {
    return state == State.HELD || state == State.DELAYED;
  }
}
