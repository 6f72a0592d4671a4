// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk.service;

/** A request that is not done, with HTTP's number for why and the whole answer. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  final int code;
  final String answer;

  Refusal(int code, String answer) {
    super(answer, null, false, false);
    this.code = code;
    this.answer = answer;
  }

  static Refusal because(int code, String why) {
    return new Refusal(code, "{\"error\":" + FlatJson.quoted(why) + "}");
  }
}
