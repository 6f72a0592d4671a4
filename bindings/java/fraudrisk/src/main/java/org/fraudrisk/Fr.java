// SPDX-License-Identifier: Apache-2.0
// Written by bindings/java/generate.py from bindings/layout.json.
package org.fraudrisk;

/** The constants of the library without FR_: bits, limits, and what belongs to no enumeration. */
public final class Fr {
  private Fr() {}

  /** not decided */
  public static final int OUTCOME_NONE = 0;

  public static final int OUTCOME_ALLOW = 1;

  /** the customer is asked to confirm */
  public static final int OUTCOME_WARN = 2;

  /** the transfer waits until it is released */
  public static final int OUTCOME_HOLD = 3;

  /** a value may rest on less than what happened: docs/policy.md */
  public static final int FLAG_APPROXIMATE = 1;

  /** the engine could not decide; the outcome is on_error's */
  public static final int FLAG_DEGRADED = 2;

  /** a rule or threshold could not be decided: something is unknown */
  public static final int FLAG_INPUTS_UNKNOWN = 4;

  /** an unexpired trust lowered the outcome */
  public static final int FLAG_TRUSTED = 8;

  /** this transfer id was seen before: recorded once, decided again */
  public static final int FLAG_REPEATED = 16;

  /** an expression failed (such as a division by zero); its rule did not fire */
  public static final int FLAG_EXPRESSION_ERROR = 32;

  /** a remark, a purpose or notes held bad bytes, or were cut */
  public static final int FLAG_TEXT_DAMAGED = 64;

  public static final int FLAG_DELAYED = 128;

  /** the transfer's time lies at or after the policy's valid_until; it still decides */
  public static final int FLAG_POLICY_EXPIRED = 256;

  /** a bound of the policy's `limits:` was reached: the outcome is below pure_outcome */
  public static final int FLAG_LIMITED = 512;

  /** the engine stands in the shadow: the answer is allow; would_be tells what it was */
  public static final int FLAG_SHADOW = 1024;

  /** rules were switched off: fr_engine_set_switches() */
  public static final int FLAG_RULES_OFF = 2048;

  /** tell the anti-fraud centre (96110) or the police (110) */
  public static final int ACTION_REFER = 1;

  /** customer, bank and anti-fraud centre speak together */
  public static final int ACTION_THREE_WAY_CALL = 2;

  /** call the person whom the customer named for this */
  public static final int ACTION_TRUSTED_CONTACT = 4;

  /** check again who acts, over another way than this session */
  public static final int ACTION_STEP_UP = 8;

  /** the law or an order says that it must not go */
  public static final int ACTION_REFUSE = 16;

  /** passwords, tokens and devices act no more until it is clear */
  public static final int ACTION_FREEZE_CREDENTIALS = 32;

  public static final int ACTION_NOTIFY_RECEIVING_BANK = 64;

  /** a message on every way that the customer had before */
  public static final int ACTION_NOTICE = 128;

  /** the ATM or the app speaks */
  public static final int ACTION_VOICE_PROMPT = 256;

  /** a second person in the bank looks at it */
  public static final int ACTION_SUPERVISOR_REVIEW = 512;

  /** limits go down until it is clear */
  public static final int ACTION_LOWER_LIMIT = 1024;

  /** the payer's account: payer.*, pair.* */
  public static final int SIDE_PAYER = 1;

  /** the payer's customer, or the account where no customer is given */
  public static final int SIDE_CUSTOMER = 2;

  /** the payee's account */
  public static final int SIDE_PAYEE = 4;

  /** the payee's customer, where given: recorded, not read */
  public static final int SIDE_PAYEE_CUSTOMER = 8;

  public static final int SIDE_ALL = 15;

  public static final long COMPLETE_ALWAYS = Long.MIN_VALUE;

  public static final int PARTY_ACCOUNT = 1;

  public static final int PARTY_CUSTOMER = 2;

  /** places for FR_CHANNEL_…, with room for one more. */
  public static final int STATS_CHANNELS = 8;

  /** the customer and somebody spoke or wrote to each other */
  public static final int EVENT_CONTACT = 1;

  /** the money arrived */
  public static final int EVENT_SETTLED = 2;

  /** the bank stopped it for now, in doubt */
  public static final int EVENT_HELD = 3;

  /** and let it go on */
  public static final int EVENT_RELEASED = 4;

  /** the customer took it back */
  public static final int EVENT_CANCELLED = 5;

  /** the bank turned it down for good */
  public static final int EVENT_REFUSED = 6;

  /** it arrived and came back */
  public static final int EVENT_RETURNED = 7;

  /** a transfer that nobody decides: recorded with its status */
  public static final int EVENT_TRANSFERRED = 8;

  /** a label: it was a scam */
  public static final int EVENT_FRAUD_REPORTED = 9;

  /** a label: it was honest */
  public static final int EVENT_CLEARED = 10;

  /** a new phone or browser may act for the customer */
  public static final int EVENT_DEVICE_BOUND = 11;

  /** the phone number went to another SIM */
  public static final int EVENT_SIM_CHANGED = 12;

  /** a password or PIN was set anew */
  public static final int EVENT_CREDENTIAL_RESET = 13;

  /** a transfer limit was raised */
  public static final int EVENT_LIMIT_RAISED = 14;

  /** a time deposit was ended early */
  public static final int EVENT_DEPOSIT_BROKEN = 15;

  /** borrowed money came in */
  public static final int EVENT_LOAN_PAID_OUT = 16;

  /** an anti-fraud centre names the customer as a likely victim */
  public static final int EVENT_ALERTED = 17;

  /** an account is on a named list from now on */
  public static final int EVENT_LISTED = 18;

  /** and no longer, whatever watch lists say (watch.h), until it is listed again */
  public static final int EVENT_UNLISTED = 19;

  /** this payer may pay this payee, up to an amount, until a time */
  public static final int EVENT_TRUSTED = 20;

  /** what the customer did when warned */
  public static final int EVENT_RESPONSE = 21;

  /** a party has another identifier now: its history follows */
  public static final int EVENT_MOVED = 22;

  /** a party is to be forgotten: its history goes */
  public static final int EVENT_FORGOTTEN = 23;

  /** the registered phone number is another one now */
  public static final int EVENT_PHONE_CHANGED = 24;

  /** a wallet or quick-pay service may draw on the account */
  public static final int EVENT_WALLET_BOUND = 25;

  /** a fund or wealth product was sold */
  public static final int EVENT_FUND_REDEEMED = 26;

  /** the customer is no longer told of what leaves his account */
  public static final int EVENT_NOTICE_TURNED_OFF = 27;

  /** somebody looked how much there is */
  public static final int EVENT_BALANCE_QUERIED = 28;

  /** physical gold was bought */
  public static final int EVENT_GOLD_BOUGHT = 29;

  /** the bank called a number known before, and the customer, alone, confirmed */
  public static final int EVENT_CALLBACK_CONFIRMED = 30;

  /** an anti-fraud centre found nothing against it */
  public static final int EVENT_POLICE_CLEARED = 31;

  /** a trusted person, reached independently, confirmed */
  public static final int EVENT_FAMILY_CONFIRMED = 32;

  /** it waits as all such transfers do (FR_FLAG_DELAYED); nobody doubts it */
  public static final int EVENT_DELAYED = 33;

  /** the highest kind that this header knows; it grows */
  public static final int EVENT_LAST_ = 33;

  public static final int TRANSFER_ATTEMPTED = 0;

  /** a waiting period: no doubt stopped it */
  public static final int TRANSFER_DELAYED = 1;

  public static final int TRANSFER_HELD = 2;

  public static final int TRANSFER_RELEASED = 3;

  public static final int TRANSFER_SETTLED = 4;

  public static final int TRANSFER_RETURNED = 5;

  public static final int TRANSFER_CANCELLED = 6;

  public static final int TRANSFER_REFUSED = 7;

  public static final int DIRECTION_UNKNOWN = 0;

  /** somebody called the customer */
  public static final int DIRECTION_INCOMING = 1;

  public static final int DIRECTION_OUTGOING = 2;

  public static final int RESPONSE_UNKNOWN = 0;

  public static final int RESPONSE_STOPPED = 1;

  public static final int RESPONSE_CONTINUED = 2;

  public static final int RESPONSE_ASKED_FOR_HELP = 3;

  public static final int EVENT_HAS_AMOUNT = 1;

  public static final int EVENT_HAS_DURATION = 2;

  public static final int EVENT_HAS_TRANSFER_TIME = 4;

  /** once it is in the operating system: it survives the process, not the machine */
  public static final int JOURNAL_ASYNC = 0;

  /** once it is on the disk */
  public static final int JOURNAL_SYNC = 1;

  /** it makes one itself: some milliseconds, and it allocates */
  public static final int JOURNAL_WAIT = 0;

  /** it returns FR_JOURNAL_FULL; fr_engine_set_journal() makes room as a pump does */
  public static final int JOURNAL_REFUSE = 1;

  public static final int LEFT_POLICY = 1;

  public static final int LEFT_SWITCHES = 2;

  /** always, where there were any: the journal does not keep them */
  public static final int LEFT_WATCH_LISTS = 4;

  /** the first; of the others the bits that follow */
  public static final int LEFT_CHALLENGER = 256;

  /** a transfer id, account, customer, bank, list or attribute name */
  public static final int MAX_IDENTIFIER_BYTES = 64;

  /** a remark or purpose */
  public static final int MAX_REMARK_BYTES = 1024;

  /** a teller's notes */
  public static final int MAX_NOTES_BYTES = 8192;

  /** reasons in one decision; reasons_total counts them all */
  public static final int MAX_REASONS = 16;

  /** rules in a policy */
  public static final int MAX_RULES = 4096;

  /** features in a policy */
  public static final int MAX_FEATURES = 1024;

  /** distinct folds that a policy's expressions make together */
  public static final int MAX_FOLDS = 1024;

  /** the source of one expression */
  public static final int MAX_EXPRESSION_BYTES = 16384;

  /** its nesting */
  public static final int MAX_EXPRESSION_DEPTH = 64;

  /** entries that a party keeps exactly, for each list */
  public static final int MAX_HISTORY_ENTRIES = 1024;

  /** known payees that one party remembers */
  public static final int MAX_PAYEES = 1000000;

  /** a policy bundle: 64 MiB */
  public static final int MAX_BUNDLE_BYTES = 67108864;

  /** attributes of a transfer, and declared by a policy */
  public static final int MAX_ATTRIBUTES = 64;

  /** the id of a rule, a feature, a scam type, a policy */
  public static final int MAX_NAME_BYTES = 47;

  /** a feature's value when it is a string */
  public static final int MAX_FEATURE_TEXT_BYTES = 64;

  /** phrases in a policy, over all sets */
  public static final int MAX_PHRASES = 65536;

  /** constant lists in a policy */
  public static final int MAX_LISTS = 1024;

  /** points of one rule, either way; an expression's are held to it */
  public static final int MAX_POINTS = 1000000;

  /** policies beside the one in force */
  public static final int MAX_CHALLENGERS = 4;

  /** names of lists in one fr_watch_lists */
  public static final int MAX_WATCH_LISTS = 1024;

  /** entries in one fr_watch_lists */
  public static final long MAX_WATCH_ENTRIES = 1000000000L;

  /** bytes of the values that one decision carries for its words */
  public static final int MAX_DECISION_VALUES = 1024;

  /** how far back a history may reach: 180 days */
  public static final long MAX_HORIZON_US = 15552000000000L;

  /** questions for the teller in a policy */
  public static final int MAX_QUESTIONS = 1024;

  /** questions that one advice asks */
  public static final int MAX_ASKED = 32;

  /** signatures of one bundle */
  public static final int MAX_SIGNATURES = 16;

  /** keys in a trust store */
  public static final int MAX_TRUST_KEYS = 256;

  /** roles that a trust store wants to have signed */
  public static final int MAX_ROLES = 16;

  /** entries in `limits:` of one policy */
  public static final int MAX_LIMITS = 16;

  /** tests that travel along with a policy */
  public static final int MAX_VECTORS = 4096;

  /** events in the history of one of them */
  public static final int MAX_VECTOR_EVENTS = 2000;

  /** a record of the journal */
  public static final int MAX_RECORD_BYTES = 65536;

  /** models in a policy */
  public static final int MAX_MODELS = 16;

  /** inputs of one model */
  public static final int MAX_MODEL_INPUTS = 512;

  /** trees of one model */
  public static final int MAX_MODEL_TREES = 10000;

  /** nodes of one tree, leaves among them */
  public static final int MAX_TREE_NODES = 65535;

  /** decisions from the root of a tree to a leaf */
  public static final int MAX_TREE_DEPTH = 128;

  /** steps of a calibration from margin to points */
  public static final int MAX_MODEL_STEPS = 4096;

  /** bins of one characteristic of a scorecard */
  public static final int MAX_MODEL_BINS = 1024;

  public static final long MAX_RETENTION_US = 34560000000000L;

  public static final long MAX_AMOUNT_MINOR = 9007199254740991L;

  public static final long MAX_TIME_US = 4102444800000000L;

  public static final int SIGN_ED25519 = 1;

  /** ECDSA over P-256 with SHA-256 */
  public static final int SIGN_P256 = 2;

  /** SM2 with SM3 */
  public static final int SIGN_SM2 = 3;

  public static final int AUDIENCE_CUSTOMER = 1;

  public static final int AUDIENCE_TELLER = 2;

  public static final int AUDIENCE_ATM = 3;

  public static final int AUDIENCE_AUDIT = 4;

  /** what the ATM says aloud */
  public static final int AUDIENCE_VOICE = 5;

  /** why it waits, without telling the rule */
  public static final int NOTICE_REASON = 6;

  /** where to object */
  public static final int NOTICE_REMEDY = 7;

  /** what to bring along, a line each */
  public static final int NOTICE_DOCUMENTS = 8;

  /** that a person looks at it, and how to ask for one */
  public static final int NOTICE_REVIEW = 9;

  /** when it is released */
  public static final int NOTICE_RELEASE = 10;

  /** what happens when the time is over and nobody has answered */
  public static final int NOTICE_EXPIRY = 11;

  /** the policy does not say; or nothing is held */
  public static final int EXPIRY_NONE = 0;

  /** it goes */
  public static final int EXPIRY_RELEASE = 1;

  /** it waits on, once a person has said why */
  public static final int EXPIRY_RENEW = 2;

  /** it does not go, and the customer is told */
  public static final int EXPIRY_REFUSE = 3;

  /** the first: no scam; the last: all for which there was no place any more */
  public static final int STATS_SCAMS = 64;

  /** bits FR_FLAG_…, with room for more */
  public static final int STATS_FLAGS = 16;

  /** FR_BAND_… */
  public static final int STATS_BANDS = 10;

  /** buckets: see fr_context_took() */
  public static final int STATS_LATENCIES = 25;

  public static final long STATS_LATENCY_FIRST_NS = 256L;

  public static final int BAND_OK = 0;

  /** the calling program is wrong */
  public static final int BAND_USAGE = 1;

  /** the transfer or event is wrong; nothing was recorded */
  public static final int BAND_INPUT = 2;

  /** larger than limits.h allows */
  public static final int BAND_LIMIT = 3;

  /** a bundle, expression or fold block is wrong */
  public static final int BAND_DOCUMENT = 4;

  /** bytes were changed */
  public static final int BAND_INTEGRITY = 5;

  /** memory or state cannot be had */
  public static final int BAND_STORAGE = 6;

  /** our fault */
  public static final int BAND_INTERNAL = 9;

  /** the default; damaged bytes are tolerated in remarks, refused in identifiers */
  public static final int ENCODING_UTF8 = 0;

  /** of remarks, purposes and notes that come in, and of words; elsewhere FR_BAD_VALUE */
  public static final int ENCODING_GB18030 = 1;

  /** UTF-8 where the bytes are that, else GB 18030 where they are that, else damaged UTF-8 */
  public static final int ENCODING_UNKNOWN = 2;

  /** an ordinary expression: what is found inside it does not count */
  public static final int PHRASE_ALLOWED = 1;

  public static final int PHRASE_WEAK = 2;

  public static final int PHRASE_MEDIUM = 3;

  public static final int PHRASE_STRONG = 4;

  /** spaces, punctuation or symbols inside a word */
  public static final int DISGUISE_SEPARATED = 1;

  /** characters that nobody sees */
  public static final int DISGUISE_INVISIBLE = 2;

  /** pinyin in brackets behind a character */
  public static final int DISGUISE_NOTE = 4;

  /** letters of other scripts, characters that look alike */
  public static final int DISGUISE_LOOKALIKE = 8;

  /** characters that are read alike */
  public static final int DISGUISE_SOUND = 16;

  /** a character written as its parts */
  public static final int DISGUISE_SPLIT = 32;

  /** the policy lists this very spelling as a disguise */
  public static final int DISGUISE_LISTED = 64;

  public static final int UNKNOWN = 0;

  public static final int NO = 1;

  public static final int YES = 2;

  public static final int CHANNEL_UNKNOWN = 0;

  public static final int CHANNEL_TELLER = 1;

  public static final int CHANNEL_ATM = 2;

  public static final int CHANNEL_ONLINE = 3;

  public static final int CHANNEL_MOBILE = 4;

  public static final int CHANNEL_QUICK_PAY = 5;

  public static final int CHANNEL_OTHER = 6;

  public static final int KIND_UNKNOWN = 0;

  public static final int KIND_INTERBANK = 1;

  public static final int KIND_INTRABANK = 2;

  public static final int KIND_OWN_ACCOUNT = 3;

  public static final int KIND_CASH_WITHDRAWAL = 4;

  public static final int KIND_CASH_DEPOSIT = 5;

  public static final int SPEED_UNKNOWN = 0;

  public static final int SPEED_REAL_TIME = 1;

  public static final int SPEED_SAME_DAY = 2;

  public static final int SPEED_NEXT_DAY = 3;

  public static final int CALLER_NOT_KNOWN = 0;

  public static final int CALLER_KNOWN = 1;

  public static final int CALLER_UNKNOWN = 2;

  public static final int CALLER_OVERSEAS = 3;

  public static final int CALLER_FLAGGED = 4;

  public static final int PARTY_KIND_UNKNOWN = 0;

  public static final int PARTY_KIND_PERSON = 1;

  public static final int PARTY_KIND_SELF_EMPLOYED = 2;

  public static final int PARTY_KIND_COMPANY = 3;

  public static final int PARTY_KIND_WALLET = 4;

  public static final int PARTY_KIND_MERCHANT = 5;

  public static final int PARTY_KIND_PUBLIC_BODY = 6;

  public static final int OCCUPATION_UNKNOWN = 0;

  public static final int OCCUPATION_STUDENT = 1;

  public static final int OCCUPATION_EMPLOYEE = 2;

  public static final int OCCUPATION_FINANCE = 3;

  public static final int OCCUPATION_OFFICIAL = 4;

  public static final int OCCUPATION_SELF_EMPLOYED = 5;

  public static final int OCCUPATION_RETIRED = 6;

  public static final int OCCUPATION_NOT_WORKING = 7;

  public static final int OCCUPATION_OTHER = 8;

  public static final int NAME_MATCH_UNKNOWN = 0;

  public static final int NAME_MATCH_MATCH = 1;

  public static final int NAME_MATCH_CLOSE = 2;

  public static final int NAME_MATCH_NONE = 3;

  public static final int NAME_MATCH_NOT_POSSIBLE = 4;

  /** it matches, but a person was expected and it is a firm's account, or the reverse */
  public static final int NAME_MATCH_OTHER_KIND = 5;

  public static final int PAYEE_ENTRY_UNKNOWN = 0;

  /** from the customer's own list of payees */
  public static final int PAYEE_ENTRY_CHOSEN = 1;

  /** digit by digit, in one go */
  public static final int PAYEE_ENTRY_TYPED = 2;

  /** typed in groups with pauses, as after somebody's voice */
  public static final int PAYEE_ENTRY_DICTATED = 3;

  /** from a chat or a message */
  public static final int PAYEE_ENTRY_PASTED = 4;

  /** from a code */
  public static final int PAYEE_ENTRY_SCANNED = 5;

  /** a phone number or another name that stands for the account */
  public static final int PAYEE_ENTRY_ALIAS = 6;

  public static final int SESSION_HAS_DEVICE_AGE = 1;

  public static final int SESSION_HAS_SIM_AGE = 2;

  public static final int SESSION_HAS_CREDENTIAL_AGE = 4;

  public static final int SESSION_HAS_CALL_AGE = 8;

  public static final int SESSION_HAS_OPERATOR_AGE = 16;

  public static final int SESSION_HAS_PHISHING_LINK_AGE = 32;

  public static final int SESSION_HAS_WARNING_DWELL = 64;

  /** on the phone, a headset, or chatting all the time */
  public static final long TELLER_ON_PHONE = 1L;

  /** somebody tells the customer what to say */
  public static final long TELLER_COACHED = 2L;

  /** a companion whom the customer hardly knows */
  public static final long TELLER_ACCOMPANIED = 4L;

  /** must be done at once */
  public static final long TELLER_HURRIED = 8L;

  /** nervous, fearful, crying */
  public static final long TELLER_DISTRESSED = 16L;

  /** will not say what the money is for */
  public static final long TELLER_REFUSES_TO_EXPLAIN = 32L;

  /** told another purpose a moment ago */
  public static final long TELLER_PURPOSE_CHANGED = 64L;

  /** cannot say who the payee is, or has never met him */
  public static final long TELLER_PAYEE_UNKNOWN = 128L;

  /** told not to tell family, bank or police */
  public static final long TELLER_TOLD_TO_KEEP_SECRET = 256L;

  /** hides the screen */
  public static final long TELLER_HIDES_PHONE = 512L;

  /** the companion answers for the customer */
  public static final long TELLER_COMPANION_ANSWERS = 1024L;

  /** accepts a large loss of interest without a word */
  public static final long TELLER_IGNORES_LOSS = 2048L;

  /** cash or gold is to be handed or posted to somebody */
  public static final long TELLER_CASH_TO_HAND_OVER = 4096L;

  /** the purpose does not fit the customer or the payee */
  public static final long TELLER_PURPOSE_IMPLAUSIBLE = 8192L;

  /** much cash, neither booked nor at the customer's branch */
  public static final long TELLER_CASH_NOT_BOOKED = 16384L;

  /** another branch or bank turned it down today */
  public static final long TELLER_REFUSED_ELSEWHERE = 32768L;

  /** the account is not of the person who is to be paid */
  public static final long TELLER_THIRD_PARTY_PAYEE = 65536L;

  /** told somebody a one-time code */
  public static final long TELLER_CODE_SHARED = 131072L;

  /** installed an app that somebody sent, or shared the screen */
  public static final long TELLER_APP_INSTALLED = 262144L;

  /** borrowed, or broke a deposit, for this payment */
  public static final long TELLER_MONEY_BORROWED = 524288L;

  /** pays first to get a loan, prize, refund, wage or money back */
  public static final long TELLER_PAYS_TO_RECEIVE = 1048576L;

  /** told to be in a case, or to move money for its safety */
  public static final long TELLER_TOLD_OF_CASE = 2097152L;

  /** threatened, with pictures or otherwise */
  public static final long TELLER_THREATENED = 4194304L;

  /** promised a profit, or saw small sums paid back */
  public static final long TELLER_PROMISED_PROFIT = 8388608L;

  /** gets a reward for passing money on or lending the account */
  public static final long TELLER_PROMISED_REWARD = 16777216L;

  /** told in a message that the payee's account is another now */
  public static final long TELLER_ACCOUNT_CHANGED = 33554432L;

  /** could not reach the payee on a number known before */
  public static final long TELLER_NOT_VERIFIED = 67108864L;

  /** contract, invoice or bill seen, and it fits the payee */
  public static final long TELLER_DOCUMENTS_VERIFIED = 134217728L;

  /** a trusted person, reached independently, knows of it */
  public static final long TELLER_FAMILY_CONFIRMED = 268435456L;

  /** told that the credit record suffers unless money is moved to be checked */
  public static final long TELLER_TOLD_OF_CREDIT_RECORD = 536870912L;

  /** told by a bank or regulator to use a "clearing account" */
  public static final long TELLER_TOLD_OF_CLEARING_ACCOUNT = 1073741824L;

  /** pays for online tasks, and is to be paid back */
  public static final long TELLER_DOES_TASKS = 2147483648L;

  /** a game, lottery or betting site named the account */
  public static final long TELLER_BETTING_SITE = 4294967296L;

  /** asked to leave the platform and to pay outside it */
  public static final long TELLER_LEFT_PLATFORM = 8589934592L;

  /** has not seen the goods with his own eyes */
  public static final long TELLER_GOODS_NOT_SEEN = 17179869184L;

  /** pays tax or a fee to get a prize */
  public static final long TELLER_PRIZE_FEE_ASKED = 34359738368L;

  /** pays a deposit or a fee to start work */
  public static final long TELLER_JOB_FEE_ASKED = 68719476736L;

  /** it is not the customer who wants this transfer */
  public static final long TELLER_NOT_OWN_ORDER = 137438953472L;

  /** the phone lost its signal all of a sudden */
  public static final long TELLER_SIGNAL_LOST = 274877906944L;

  /** has neither met the payee nor seen him on video */
  public static final long TELLER_NEVER_SEEN = 549755813888L;

  /** pays before a loan is paid out */
  public static final long TELLER_LOAN_FEE_ASKED = 1099511627776L;

  public static final long TELLER_ALL = 2199023255551L;

  public static final int PARTY_HAS_AGE = 1;

  public static final int PARTY_HAS_ACCOUNT_AGE = 2;

  public static final int PARTY_HAS_ADDED_AGE = 4;

  public static final int PARTY_HAS_REGISTERED_AGE = 8;

  public static final int PARTY_HAS_MULE_SCORE = 16;

  public static final int PARTY_HAS_HOPS_TO_LISTED = 32;

  public static final int TYPE_UNKNOWN = 0;

  public static final int TYPE_BOOL = 1;

  public static final int TYPE_INT = 2;

  public static final int TYPE_DOUBLE = 3;

  public static final int TYPE_STRING = 4;

  public static final int TRANSFER_HAS_BALANCE_BEFORE = 1;

  public static final int TRANSFER_HAS_BASE_AMOUNT = 2;

  public static final int TRANSFER_HAS_LIMIT = 4;

  public static final int TRANSFER_HAS_APPROVAL_GAP = 8;

  public static final int VERSION_MAJOR = 0;

  public static final int VERSION_MINOR = 1;

  public static final int VERSION_PATCH = 0;

  /** feature_index of where the sum begins. */
  public static final int CONTRIBUTION_BASE = -1;
}
