// SPDX-License-Identifier: Apache-2.0
package org.fraudrisk;

/**
 * The library refused a call: a negative status, with the field at fault and a sentence that says what to do. It holds
 * no account number, no name and no remark.
 */
public final class FraudRiskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String sentence;
  private final String field;
  private final int line;
  private final int column;
  private final long offset;

  FraudRiskException(int status, String head, String sentence, String field, int line, int column, long offset) {
    super(head + sentence);
    this.status = status;
    this.sentence = sentence;
    this.field = field;
    this.line = line;
    this.column = column;
    this.offset = offset;
  }

  static FraudRiskException of(int status, ErrorDetail detail) {
    final String name = FraudRisk.statusName(status);
    if (detail == null || detail.status() != status)
      return new FraudRiskException(status, name + ": ", FraudRisk.statusText(status), "", 0, 0, -1);
    final String field = detail.field();
    final String where = name + ": " + (detail.message().startsWith(field) ? "" : field + ": ")
        + (detail.line() == 0 ? "" : "line " + detail.line() + ", column " + detail.column() + ": ");
    return new FraudRiskException(status, where, detail.message(), field, detail.line(), detail.column(),
        detail.offset());
  }

  static void check(int status, ErrorDetail detail) {
    if (status < 0) throw of(status, detail);
  }

  /** One of {@link Status}. */
  public int status() {
    return status;
  }

  /** What the library said: what is wrong and what to do. The message has it behind the status, field and place. */
  public String sentence() {
    return sentence;
  }

  /** What kind of trouble: the caller's, the input's, a limit, a document, its integrity, storage, our own. */
  public Band band() {
    return Band.of(Native.fr_status_band(status));
  }

  /** The field at fault, such as "transfer.amount_minor"; empty where there is none. */
  public String field() {
    return field;
  }

  /** The line in a policy's source, from 1; 0 where there is none. */
  public int line() {
    return line;
  }

  /** The column in a policy's source, from 1; 0 where there is none. */
  public int column() {
    return column;
  }

  /** The byte in a bundle or a fold block, or the index of an item; -1 where there is none. */
  public long offset() {
    return offset;
  }
}
