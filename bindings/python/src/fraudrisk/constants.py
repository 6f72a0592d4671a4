# SPDX-License-Identifier: Apache-2.0
"""Written by generate.py: what the headers of libfraudrisk name."""

from enum import IntEnum, IntFlag
from typing import Final

COMPLETE_ALWAYS: Final = -9223372036854775808
STATS_CHANNELS: Final = 8
MAX_IDENTIFIER_BYTES: Final = 64
MAX_REMARK_BYTES: Final = 1024
MAX_NOTES_BYTES: Final = 8192
MAX_REASONS: Final = 16
MAX_RULES: Final = 4096
MAX_FEATURES: Final = 1024
MAX_FOLDS: Final = 1024
MAX_EXPRESSION_BYTES: Final = 16384
MAX_EXPRESSION_DEPTH: Final = 64
MAX_HISTORY_ENTRIES: Final = 1024
MAX_PAYEES: Final = 1000000
MAX_BUNDLE_BYTES: Final = 67108864
MAX_ATTRIBUTES: Final = 64
MAX_NAME_BYTES: Final = 47
MAX_FEATURE_TEXT_BYTES: Final = 64
MAX_PHRASES: Final = 65536
MAX_LISTS: Final = 1024
MAX_POINTS: Final = 1000000
MAX_CHALLENGERS: Final = 4
MAX_WATCH_LISTS: Final = 1024
MAX_WATCH_ENTRIES: Final = 1000000000
MAX_DECISION_VALUES: Final = 1024
MAX_HORIZON_US: Final = 15552000000000
MAX_QUESTIONS: Final = 1024
MAX_ASKED: Final = 32
MAX_SIGNATURES: Final = 16
MAX_TRUST_KEYS: Final = 256
MAX_ROLES: Final = 16
MAX_LIMITS: Final = 16
MAX_VECTORS: Final = 4096
MAX_VECTOR_EVENTS: Final = 2000
MAX_RECORD_BYTES: Final = 65536
MAX_MODELS: Final = 16
MAX_MODEL_INPUTS: Final = 512
MAX_MODEL_TREES: Final = 10000
MAX_TREE_NODES: Final = 65535
MAX_TREE_DEPTH: Final = 128
MAX_MODEL_STEPS: Final = 4096
MAX_MODEL_BINS: Final = 1024
MAX_RETENTION_US: Final = 34560000000000
MAX_AMOUNT_MINOR: Final = 9007199254740991
MAX_TIME_US: Final = 4102444800000000
STATS_SCAMS: Final = 64
STATS_FLAGS: Final = 16
STATS_BANDS: Final = 10
STATS_LATENCIES: Final = 25
STATS_LATENCY_FIRST_NS: Final = 256
UNKNOWN: Final = 0
NO: Final = 1
YES: Final = 2
VERSION_MAJOR: Final = 0
VERSION_MINOR: Final = 1
VERSION_PATCH: Final = 0
CONTRIBUTION_BASE: Final = 4294967295


class Channel(IntEnum):
    """FR_CHANNEL_…"""

    UNKNOWN = 0
    TELLER = 1
    ATM = 2
    ONLINE = 3
    MOBILE = 4
    QUICK_PAY = 5
    OTHER = 6


class Kind(IntEnum):
    """FR_KIND_…"""

    UNKNOWN = 0
    INTERBANK = 1
    INTRABANK = 2
    OWN_ACCOUNT = 3
    CASH_WITHDRAWAL = 4
    CASH_DEPOSIT = 5


class Speed(IntEnum):
    """FR_SPEED_…"""

    UNKNOWN = 0
    REAL_TIME = 1
    SAME_DAY = 2
    NEXT_DAY = 3


class Caller(IntEnum):
    """FR_CALLER_…"""

    NOT_KNOWN = 0
    KNOWN = 1
    UNKNOWN = 2
    OVERSEAS = 3
    FLAGGED = 4


class PartyKind(IntEnum):
    """FR_PARTY_KIND_…"""

    UNKNOWN = 0
    PERSON = 1
    SELF_EMPLOYED = 2
    COMPANY = 3
    WALLET = 4
    MERCHANT = 5
    PUBLIC_BODY = 6


class Occupation(IntEnum):
    """FR_OCCUPATION_…"""

    UNKNOWN = 0
    STUDENT = 1
    EMPLOYEE = 2
    FINANCE = 3
    OFFICIAL = 4
    SELF_EMPLOYED = 5
    RETIRED = 6
    NOT_WORKING = 7
    OTHER = 8


class NameMatch(IntEnum):
    """FR_NAME_MATCH_…

    OTHER_KIND  it matches, but a person was expected and it is a firm's account, or the reverse"""

    UNKNOWN = 0
    MATCH = 1
    CLOSE = 2
    NONE = 3
    NOT_POSSIBLE = 4
    OTHER_KIND = 5


class PayeeEntry(IntEnum):
    """FR_PAYEE_ENTRY_…

    CHOSEN    from the customer's own list of payees
    TYPED     digit by digit, in one go
    DICTATED  typed in groups with pauses, as after somebody's voice
    PASTED    from a chat or a message
    SCANNED   from a code
    ALIAS     a phone number or another name that stands for the account"""

    UNKNOWN = 0
    CHOSEN = 1
    TYPED = 2
    DICTATED = 3
    PASTED = 4
    SCANNED = 5
    ALIAS = 6


class SessionHas(IntFlag):
    """FR_SESSION_HAS_…"""

    DEVICE_AGE = 1
    SIM_AGE = 2
    CREDENTIAL_AGE = 4
    CALL_AGE = 8
    OPERATOR_AGE = 16
    PHISHING_LINK_AGE = 32
    WARNING_DWELL = 64


class TellerSign(IntFlag):
    """FR_TELLER_…

    ON_PHONE                  on the phone, a headset, or chatting all the time
    COACHED                   somebody tells the customer what to say
    ACCOMPANIED               a companion whom the customer hardly knows
    HURRIED                   must be done at once
    DISTRESSED                nervous, fearful, crying
    REFUSES_TO_EXPLAIN        will not say what the money is for
    PURPOSE_CHANGED           told another purpose a moment ago
    PAYEE_UNKNOWN             cannot say who the payee is, or has never met him
    TOLD_TO_KEEP_SECRET       told not to tell family, bank or police
    HIDES_PHONE               hides the screen
    COMPANION_ANSWERS         the companion answers for the customer
    IGNORES_LOSS              accepts a large loss of interest without a word
    CASH_TO_HAND_OVER         cash or gold is to be handed or posted to somebody
    PURPOSE_IMPLAUSIBLE       the purpose does not fit the customer or the payee
    CASH_NOT_BOOKED           much cash, neither booked nor at the customer's branch
    REFUSED_ELSEWHERE         another branch or bank turned it down today
    THIRD_PARTY_PAYEE         the account is not of the person who is to be paid
    CODE_SHARED               told somebody a one-time code
    APP_INSTALLED             installed an app that somebody sent, or shared the screen
    MONEY_BORROWED            borrowed, or broke a deposit, for this payment
    PAYS_TO_RECEIVE           pays first to get a loan, prize, refund, wage or money back
    TOLD_OF_CASE              told to be in a case, or to move money for its safety
    THREATENED                threatened, with pictures or otherwise
    PROMISED_PROFIT           promised a profit, or saw small sums paid back
    PROMISED_REWARD           gets a reward for passing money on or lending the account
    ACCOUNT_CHANGED           told in a message that the payee's account is another now
    NOT_VERIFIED              could not reach the payee on a number known before
    DOCUMENTS_VERIFIED        contract, invoice or bill seen, and it fits the payee
    FAMILY_CONFIRMED          a trusted person, reached independently, knows of it
    TOLD_OF_CREDIT_RECORD     told that the credit record suffers unless money is moved to be checked
    TOLD_OF_CLEARING_ACCOUNT  told by a bank or regulator to use a "clearing account"
    DOES_TASKS                pays for online tasks, and is to be paid back
    BETTING_SITE              a game, lottery or betting site named the account
    LEFT_PLATFORM             asked to leave the platform and to pay outside it
    GOODS_NOT_SEEN            has not seen the goods with his own eyes
    PRIZE_FEE_ASKED           pays tax or a fee to get a prize
    JOB_FEE_ASKED             pays a deposit or a fee to start work
    NOT_OWN_ORDER             it is not the customer who wants this transfer
    SIGNAL_LOST               the phone lost its signal all of a sudden
    NEVER_SEEN                has neither met the payee nor seen him on video
    LOAN_FEE_ASKED            pays before a loan is paid out"""

    ON_PHONE = 1
    COACHED = 2
    ACCOMPANIED = 4
    HURRIED = 8
    DISTRESSED = 16
    REFUSES_TO_EXPLAIN = 32
    PURPOSE_CHANGED = 64
    PAYEE_UNKNOWN = 128
    TOLD_TO_KEEP_SECRET = 256
    HIDES_PHONE = 512
    COMPANION_ANSWERS = 1024
    IGNORES_LOSS = 2048
    CASH_TO_HAND_OVER = 4096
    PURPOSE_IMPLAUSIBLE = 8192
    CASH_NOT_BOOKED = 16384
    REFUSED_ELSEWHERE = 32768
    THIRD_PARTY_PAYEE = 65536
    CODE_SHARED = 131072
    APP_INSTALLED = 262144
    MONEY_BORROWED = 524288
    PAYS_TO_RECEIVE = 1048576
    TOLD_OF_CASE = 2097152
    THREATENED = 4194304
    PROMISED_PROFIT = 8388608
    PROMISED_REWARD = 16777216
    ACCOUNT_CHANGED = 33554432
    NOT_VERIFIED = 67108864
    DOCUMENTS_VERIFIED = 134217728
    FAMILY_CONFIRMED = 268435456
    TOLD_OF_CREDIT_RECORD = 536870912
    TOLD_OF_CLEARING_ACCOUNT = 1073741824
    DOES_TASKS = 2147483648
    BETTING_SITE = 4294967296
    LEFT_PLATFORM = 8589934592
    GOODS_NOT_SEEN = 17179869184
    PRIZE_FEE_ASKED = 34359738368
    JOB_FEE_ASKED = 68719476736
    NOT_OWN_ORDER = 137438953472
    SIGNAL_LOST = 274877906944
    NEVER_SEEN = 549755813888
    LOAN_FEE_ASKED = 1099511627776
    ALL = 2199023255551


class PartyHas(IntFlag):
    """FR_PARTY_HAS_…"""

    AGE = 1
    ACCOUNT_AGE = 2
    ADDED_AGE = 4
    REGISTERED_AGE = 8
    MULE_SCORE = 16
    HOPS_TO_LISTED = 32


class TransferHas(IntFlag):
    """FR_TRANSFER_HAS_…"""

    BALANCE_BEFORE = 1
    BASE_AMOUNT = 2
    LIMIT = 4
    APPROVAL_GAP = 8


class ValueType(IntEnum):
    """FR_TYPE_…"""

    UNKNOWN = 0
    BOOL = 1
    INT = 2
    DOUBLE = 3
    STRING = 4


class Encoding(IntEnum):
    """FR_ENCODING_…

    UTF8     the default; damaged bytes are tolerated in remarks, refused in identifiers
    GB18030  of remarks, purposes and notes that come in, and of words; elsewhere FR_BAD_VALUE
    UNKNOWN  UTF-8 where the bytes are that, else GB 18030 where they are that, else damaged UTF-8"""

    UTF8 = 0
    GB18030 = 1
    UNKNOWN = 2


class PhraseStrength(IntEnum):
    """FR_PHRASE_…

    ALLOWED  an ordinary expression: what is found inside it does not count"""

    ALLOWED = 1
    WEAK = 2
    MEDIUM = 3
    STRONG = 4


class Disguise(IntFlag):
    """FR_DISGUISE_…

    SEPARATED  spaces, punctuation or symbols inside a word
    INVISIBLE  characters that nobody sees
    NOTE       pinyin in brackets behind a character
    LOOKALIKE  letters of other scripts, characters that look alike
    SOUND      characters that are read alike
    SPLIT      a character written as its parts
    LISTED     the policy lists this very spelling as a disguise"""

    SEPARATED = 1
    INVISIBLE = 2
    NOTE = 4
    LOOKALIKE = 8
    SOUND = 16
    SPLIT = 32
    LISTED = 64


class EventKind(IntEnum):
    """FR_EVENT_…

    CONTACT             the customer and somebody spoke or wrote to each other
    SETTLED             the money arrived
    HELD                the bank stopped it for now, in doubt
    RELEASED            and let it go on
    CANCELLED           the customer took it back
    REFUSED             the bank turned it down for good
    RETURNED            it arrived and came back
    TRANSFERRED         a transfer that nobody decides: recorded with its status
    FRAUD_REPORTED      a label: it was a scam
    CLEARED             a label: it was honest
    DEVICE_BOUND        a new phone or browser may act for the customer
    SIM_CHANGED         the phone number went to another SIM
    CREDENTIAL_RESET    a password or PIN was set anew
    LIMIT_RAISED        a transfer limit was raised
    DEPOSIT_BROKEN      a time deposit was ended early
    LOAN_PAID_OUT       borrowed money came in
    ALERTED             an anti-fraud centre names the customer as a likely victim
    LISTED              an account is on a named list from now on
    UNLISTED            and no longer, whatever watch lists say (watch.h), until it is listed again
    TRUSTED             this payer may pay this payee, up to an amount, until a time
    RESPONSE            what the customer did when warned
    MOVED               a party has another identifier now: its history follows
    FORGOTTEN           a party is to be forgotten: its history goes
    PHONE_CHANGED       the registered phone number is another one now
    WALLET_BOUND        a wallet or quick-pay service may draw on the account
    FUND_REDEEMED       a fund or wealth product was sold
    NOTICE_TURNED_OFF   the customer is no longer told of what leaves his account
    BALANCE_QUERIED     somebody looked how much there is
    GOLD_BOUGHT         physical gold was bought
    CALLBACK_CONFIRMED  the bank called a number known before, and the customer, alone, confirmed
    POLICE_CLEARED      an anti-fraud centre found nothing against it
    FAMILY_CONFIRMED    a trusted person, reached independently, confirmed
    DELAYED             it waits as all such transfers do (FR_FLAG_DELAYED); nobody doubts it
    LAST_               the highest kind that this header knows; it grows"""

    CONTACT = 1
    SETTLED = 2
    HELD = 3
    RELEASED = 4
    CANCELLED = 5
    REFUSED = 6
    RETURNED = 7
    TRANSFERRED = 8
    FRAUD_REPORTED = 9
    CLEARED = 10
    DEVICE_BOUND = 11
    SIM_CHANGED = 12
    CREDENTIAL_RESET = 13
    LIMIT_RAISED = 14
    DEPOSIT_BROKEN = 15
    LOAN_PAID_OUT = 16
    ALERTED = 17
    LISTED = 18
    UNLISTED = 19
    TRUSTED = 20
    RESPONSE = 21
    MOVED = 22
    FORGOTTEN = 23
    PHONE_CHANGED = 24
    WALLET_BOUND = 25
    FUND_REDEEMED = 26
    NOTICE_TURNED_OFF = 27
    BALANCE_QUERIED = 28
    GOLD_BOUGHT = 29
    CALLBACK_CONFIRMED = 30
    POLICE_CLEARED = 31
    FAMILY_CONFIRMED = 32
    DELAYED = 33
    LAST_ = 33


class EventHas(IntFlag):
    """FR_EVENT_HAS_…"""

    AMOUNT = 1
    DURATION = 2
    TRANSFER_TIME = 4


class TransferStatus(IntEnum):
    """FR_TRANSFER_…

    DELAYED  a waiting period: no doubt stopped it"""

    ATTEMPTED = 0
    DELAYED = 1
    HELD = 2
    RELEASED = 3
    SETTLED = 4
    RETURNED = 5
    CANCELLED = 6
    REFUSED = 7


class Direction(IntEnum):
    """FR_DIRECTION_…

    INCOMING  somebody called the customer"""

    UNKNOWN = 0
    INCOMING = 1
    OUTGOING = 2


class Response(IntEnum):
    """FR_RESPONSE_…"""

    UNKNOWN = 0
    STOPPED = 1
    CONTINUED = 2
    ASKED_FOR_HELP = 3


class Side(IntFlag):
    """FR_SIDE_…

    PAYER           the payer's account: payer.*, pair.*
    CUSTOMER        the payer's customer, or the account where no customer is given
    PAYEE           the payee's account
    PAYEE_CUSTOMER  the payee's customer, where given: recorded, not read"""

    PAYER = 1
    CUSTOMER = 2
    PAYEE = 4
    PAYEE_CUSTOMER = 8
    ALL = 15


class Outcome(IntEnum):
    """FR_OUTCOME_…

    NONE  not decided
    WARN  the customer is asked to confirm
    HOLD  the transfer waits until it is released"""

    NONE = 0
    ALLOW = 1
    WARN = 2
    HOLD = 3


class Flag(IntFlag):
    """FR_FLAG_…

    APPROXIMATE       a value may rest on less than what happened: docs/policy.md
    DEGRADED          the engine could not decide; the outcome is on_error's
    INPUTS_UNKNOWN    a rule or threshold could not be decided: something is unknown
    TRUSTED           an unexpired trust lowered the outcome
    REPEATED          this transfer id was seen before: recorded once, decided again
    EXPRESSION_ERROR  an expression failed (such as a division by zero); its rule did not fire
    TEXT_DAMAGED      a remark, a purpose or notes held bad bytes, or were cut
    POLICY_EXPIRED    the transfer's time lies at or after the policy's valid_until; it still decides
    LIMITED           a bound of the policy's `limits:` was reached: the outcome is below pure_outcome
    SHADOW            the engine stands in the shadow: the answer is allow; would_be tells what it was
    RULES_OFF         rules were switched off: fr_engine_set_switches()"""

    APPROXIMATE = 1
    DEGRADED = 2
    INPUTS_UNKNOWN = 4
    TRUSTED = 8
    REPEATED = 16
    EXPRESSION_ERROR = 32
    TEXT_DAMAGED = 64
    DELAYED = 128
    POLICY_EXPIRED = 256
    LIMITED = 512
    SHADOW = 1024
    RULES_OFF = 2048


class Action(IntFlag):
    """FR_ACTION_…

    REFER               tell the anti-fraud centre (96110) or the police (110)
    THREE_WAY_CALL      customer, bank and anti-fraud centre speak together
    TRUSTED_CONTACT     call the person whom the customer named for this
    STEP_UP             check again who acts, over another way than this session
    REFUSE              the law or an order says that it must not go
    FREEZE_CREDENTIALS  passwords, tokens and devices act no more until it is clear
    NOTICE              a message on every way that the customer had before
    VOICE_PROMPT        the ATM or the app speaks
    SUPERVISOR_REVIEW   a second person in the bank looks at it
    LOWER_LIMIT         limits go down until it is clear"""

    REFER = 1
    THREE_WAY_CALL = 2
    TRUSTED_CONTACT = 4
    STEP_UP = 8
    REFUSE = 16
    FREEZE_CREDENTIALS = 32
    NOTIFY_RECEIVING_BANK = 64
    NOTICE = 128
    VOICE_PROMPT = 256
    SUPERVISOR_REVIEW = 512
    LOWER_LIMIT = 1024


class Audience(IntEnum):
    """FR_AUDIENCE_…

    VOICE  what the ATM says aloud"""

    CUSTOMER = 1
    TELLER = 2
    ATM = 3
    AUDIT = 4
    VOICE = 5


class Notice(IntEnum):
    """FR_NOTICE_…

    REASON     why it waits, without telling the rule
    REMEDY     where to object
    DOCUMENTS  what to bring along, a line each
    REVIEW     that a person looks at it, and how to ask for one
    RELEASE    when it is released
    EXPIRY     what happens when the time is over and nobody has answered"""

    REASON = 6
    REMEDY = 7
    DOCUMENTS = 8
    REVIEW = 9
    RELEASE = 10
    EXPIRY = 11


class Expiry(IntEnum):
    """FR_EXPIRY_…

    NONE     the policy does not say; or nothing is held
    RELEASE  it goes
    RENEW    it waits on, once a person has said why
    REFUSE   it does not go, and the customer is told"""

    NONE = 0
    RELEASE = 1
    RENEW = 2
    REFUSE = 3


class SignatureAlgorithm(IntEnum):
    """FR_SIGN_…

    P256  ECDSA over P-256 with SHA-256
    SM2   SM2 with SM3"""

    ED25519 = 1
    P256 = 2
    SM2 = 3


class PartyType(IntEnum):
    """FR_PARTY_…"""

    ACCOUNT = 1
    CUSTOMER = 2


class Band(IntEnum):
    """FR_BAND_…

    USAGE      the calling program is wrong
    INPUT      the transfer or event is wrong; nothing was recorded
    LIMIT      larger than limits.h allows
    DOCUMENT   a bundle, expression or fold block is wrong
    INTEGRITY  bytes were changed
    STORAGE    memory or state cannot be had
    INTERNAL   our fault"""

    OK = 0
    USAGE = 1
    INPUT = 2
    LIMIT = 3
    DOCUMENT = 4
    INTEGRITY = 5
    STORAGE = 6
    INTERNAL = 9


class Left(IntFlag):
    """FR_LEFT_…

    WATCH_LISTS  always, where there were any: the journal does not keep them
    CHALLENGER   the first; of the others the bits that follow"""

    POLICY = 1
    SWITCHES = 2
    WATCH_LISTS = 4
    CHALLENGER = 256


class JournalMode(IntEnum):
    """FR_JOURNAL_…

    ASYNC   once it is in the operating system: it survives the process, not the machine
    SYNC    once it is on the disk
    WAIT    it makes one itself: some milliseconds, and it allocates
    REFUSE  it returns FR_JOURNAL_FULL; fr_engine_set_journal() makes room as a pump does"""

    ASYNC = 0
    SYNC = 1
    WAIT = 0
    REFUSE = 1


class Status(IntEnum):
    """What the library answers: 0, or what was wrong."""

    OK = 0
    NULL_POINTER = -101
    STRUCT_SIZE = -102
    STRUCT_TAIL = -103
    NO_POLICY = -105
    BAD_ARGUMENT = -106
    BUFFER_TOO_SMALL = -107
    UNSIGNED_POLICY = -108
    POLICY_OLDER = -109
    NOT_YET_VALID = -110
    EXPIRED = -111
    MISSING_FIELD = -201
    BAD_VALUE = -202
    BAD_AMOUNT = -203
    BAD_TIME = -204
    TIME_AHEAD = -205
    BAD_TEXT = -206
    SAME_PARTY = -207
    OTHER_CURRENCY = -208
    CONFLICT = -209
    NOT_FOUND = -210
    BAD_ATTRIBUTE = -211
    TOO_LONG = -301
    TOO_MANY = -302
    TOO_DEEP = -303
    TOO_COSTLY = -304
    BAD_BUNDLE = -401
    BAD_POLICY = -402
    BAD_EXPRESSION = -403
    BAD_FOLDS = -404
    OTHER_POLICY = -405
    FOLDS_MISSING = -406
    NO_WORDS = -407
    BAD_KEY = -408
    TEST_DIFFERS = -409
    BAD_MODEL = -410
    BAD_DIGEST = -501
    BAD_SIGNATURE = -502
    BAD_ALGORITHM = -503
    UNTRUSTED_KEY = -504
    ROLE_MISSING = -505
    BAD_JOURNAL = -506
    OTHER_JOURNAL = -507
    JOURNAL_FORKED = -508
    NO_MEMORY = -601
    STATE_FULL = -602
    STORE_DOWN = -603
    JOURNAL_LOCKED = -604
    JOURNAL_FULL = -605
    JOURNAL_DOWN = -606
    NOT_A_DIRECTORY = -607
    NOT_PERMITTED = -608
    READ_ONLY = -609
    TOO_MANY_FILES = -610
    INTERNAL = -901


#: By the prefix that the headers give them.
GROUPS: Final = {
    "FR_CHANNEL_": Channel,
    "FR_KIND_": Kind,
    "FR_SPEED_": Speed,
    "FR_CALLER_": Caller,
    "FR_PARTY_KIND_": PartyKind,
    "FR_OCCUPATION_": Occupation,
    "FR_NAME_MATCH_": NameMatch,
    "FR_PAYEE_ENTRY_": PayeeEntry,
    "FR_SESSION_HAS_": SessionHas,
    "FR_TELLER_": TellerSign,
    "FR_PARTY_HAS_": PartyHas,
    "FR_TRANSFER_HAS_": TransferHas,
    "FR_TYPE_": ValueType,
    "FR_ENCODING_": Encoding,
    "FR_PHRASE_": PhraseStrength,
    "FR_DISGUISE_": Disguise,
    "FR_EVENT_": EventKind,
    "FR_EVENT_HAS_": EventHas,
    "FR_TRANSFER_": TransferStatus,
    "FR_DIRECTION_": Direction,
    "FR_RESPONSE_": Response,
    "FR_SIDE_": Side,
    "FR_OUTCOME_": Outcome,
    "FR_FLAG_": Flag,
    "FR_ACTION_": Action,
    "FR_AUDIENCE_": Audience,
    "FR_NOTICE_": Notice,
    "FR_EXPIRY_": Expiry,
    "FR_SIGN_": SignatureAlgorithm,
    "FR_PARTY_": PartyType,
    "FR_BAND_": Band,
    "FR_LEFT_": Left,
    "FR_JOURNAL_": JournalMode,
}
