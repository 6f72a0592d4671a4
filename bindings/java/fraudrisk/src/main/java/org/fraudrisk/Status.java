// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** What calls return: 0 for done, a negative status otherwise; their hundreds are the Band. */
public final class Status {
  private Status() {}

  /** done */
  public static final int OK = 0;

  /** a required pointer is null */
  public static final int NULL_POINTER = -101;

  /** struct_size is smaller than any version of this struct; use its _INIT macro */
  public static final int STRUCT_SIZE = -102;

  /** the struct is newer than this library and uses a field that the library does not know */
  public static final int STRUCT_TAIL = -103;

  /** the engine has no policy yet; call fr_engine_set_policy first */
  public static final int NO_POLICY = -105;

  /** an argument is outside what the function takes */
  public static final int BAD_ARGUMENT = -106;

  /** the buffer is too small; the needed size was returned */
  public static final int BUFFER_TOO_SMALL = -107;

  /** the policy bundle is not signed, and the engine was not told to accept that */
  public static final int UNSIGNED_POLICY = -108;

  /** the policy is older than the one in force */
  public static final int POLICY_OLDER = -109;

  /** the document is not valid yet */
  public static final int NOT_YET_VALID = -110;

  /** the document is not valid any more */
  public static final int EXPIRED = -111;

  /** a required field is missing */
  public static final int MISSING_FIELD = -201;

  /** a field holds a value that its enumeration does not have */
  public static final int BAD_VALUE = -202;

  /** an amount is negative or above the largest amount */
  public static final int BAD_AMOUNT = -203;

  /** a time lies outside the years 1970 to 2099 */
  public static final int BAD_TIME = -204;

  /** a time lies too far ahead of everything accepted so far */
  public static final int TIME_AHEAD = -205;

  /** an identifier is not valid UTF-8 or holds a control character */
  public static final int BAD_TEXT = -206;

  /** payer and payee are the same account */
  public static final int SAME_PARTY = -207;

  /** the currency is not the policy's, and no base_amount_minor is given */
  public static final int OTHER_CURRENCY = -208;

  /** the transfer id was used before with another payee or amount */
  public static final int CONFLICT = -209;

  /** no such transfer is recorded; it may be sent again later */
  public static final int NOT_FOUND = -210;

  /** an attribute is not declared by the policy, or has another type */
  public static final int BAD_ATTRIBUTE = -211;

  /** a text is longer than its limit */
  public static final int TOO_LONG = -301;

  /** there are more items than the limit */
  public static final int TOO_MANY = -302;

  /** nesting is deeper than the limit */
  public static final int TOO_DEEP = -303;

  /** the policy costs more than the budget of one decision */
  public static final int TOO_COSTLY = -304;

  /** the bytes are not a policy bundle, or a damaged one */
  public static final int BAD_BUNDLE = -401;

  /** the policy says something that cannot be */
  public static final int BAD_POLICY = -402;

  /** an expression does not parse or does not check */
  public static final int BAD_EXPRESSION = -403;

  /** the bytes are not a fold block, or a damaged one */
  public static final int BAD_FOLDS = -404;

  /** it was made under another policy */
  public static final int OTHER_POLICY = -405;

  /** a side that the policy reads is missing from the folds */
  public static final int FOLDS_MISSING = -406;

  /** the policy has no words for this scam, audience and language */
  public static final int NO_WORDS = -407;

  /** the bytes are not a key of a kind that the library takes */
  public static final int BAD_KEY = -408;

  /** a test that the policy carries does not come out as it says */
  public static final int TEST_DIFFERS = -409;

  /** a model does not hang together, or breaks its own constraints */
  public static final int BAD_MODEL = -410;

  /** the digest does not match the bytes */
  public static final int BAD_DIGEST = -501;

  /** a signature does not match the bytes and the key that it names */
  public static final int BAD_SIGNATURE = -502;

  /** a signature names another algorithm than its key has */
  public static final int BAD_ALGORITHM = -503;

  /** a signature names a key that the trust store does not have in that role */
  public static final int UNTRUSTED_KEY = -504;

  /** a role that must have signed did not */
  public static final int ROLE_MISSING = -505;

  /** the journal does not verify: it was changed, or a part of it is missing */
  public static final int BAD_JOURNAL = -506;

  /** the journal was written under another engine's key */
  public static final int OTHER_JOURNAL = -507;

  /** the records that were shipped are not those of the journal that was followed before */
  public static final int JOURNAL_FORKED = -508;

  /** out of memory */
  public static final int NO_MEMORY = -601;

  /** the state has reached the memory or the number of parties that the engine was given */
  public static final int STATE_FULL = -602;

  /** the store behind the engine cannot be reached */
  public static final int STORE_DOWN = -603;

  /** the journal is open already, in this process or another */
  public static final int JOURNAL_LOCKED = -604;

  /** the disk has no room for the journal, or its next segment is not ready yet */
  public static final int JOURNAL_FULL = -605;

  /** the journal's files cannot be read or written */
  public static final int JOURNAL_DOWN = -606;

  /** a path that should lead to a directory leads to something else */
  public static final int NOT_A_DIRECTORY = -607;

  /** the system does not permit this process to use the journal's files */
  public static final int NOT_PERMITTED = -608;

  /** the journal lies on a file system that is read-only */
  public static final int READ_ONLY = -609;

  /** this process, or the whole system, has as many files open as it may */
  public static final int TOO_MANY_FILES = -610;

  /** an internal check failed; please report it */
  public static final int INTERNAL = -901;
}
