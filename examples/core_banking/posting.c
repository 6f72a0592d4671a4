/* SPDX-License-Identifier: Apache-2.0 */
#include "posting.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../common/cells.h"

static const char *const channels[] = {"", "teller", "atm", "online", "mobile", "quick_pay", "other"};
static const char *const callers[] = {"", "known", "unknown", "overseas", "flagged"};

static uint32_t place(const char *const *names, uint32_t count, const char *name) {
  for (uint32_t i = 1; i < count; i++) {
    if (strcmp(names[i], name) == 0) return i;
  }
  return 0; /* which is "unknown" of every enumeration */
}

/* A later library may know outcomes that this program does not. */
static const char *outcome_name(uint32_t outcome) {
  return outcome == FR_OUTCOME_ALLOW ? "allow" : outcome == FR_OUTCOME_HOLD ? "hold" : "warn";
}

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  printf("          ");
  vprintf(format, arguments);
  printf("\n");
  va_end(arguments);
}

/* ---- opening ---- */

bool posting_open(posting *in, ledger *books, uint64_t parties_max, const char *language) {
  /* The bank's own settings:
   *   secret_key          from the key store, and the same for the life of the state: histories lie under it
   *   complete_from_us    the ledger tells all that ever happened here, so nothing is missing before it
   *   time_ahead_max_us   a ledger that is read again has days without a record. A bank that reads live messages keeps
   * the default of 24 h, so that one sender's wrong clock cannot age everybody's history keep_idle_parties   only so
   * that the failing engine can be seen; by default idle parties give way to new ones accept_unsigned_policies   for
   * trials */
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_error error = FR_ERROR_INIT;
  options.accept_unsigned_policies = FR_YES;
  options.complete_from_us = FR_COMPLETE_ALWAYS;
  options.time_ahead_max_us = -1;
  options.utc_offset_s = 8 * 3600;
  options.parties_max = parties_max;
  options.keep_idle_parties = parties_max > 0 ? FR_YES : FR_NO;
  *in = (posting){.books = books, .language = language};
  if (fr_engine_create(&options, &in->engine, &error) == FR_OK && fr_context_create(in->engine, &in->online) == FR_OK &&
      fr_context_create(in->engine, &in->office) == FR_OK)
    return true;
  fprintf(stderr, "the engine cannot be made: %s\n", error.message);
  return false;
}

void posting_close(posting *in) {
  fr_context_destroy(in->office);
  fr_context_destroy(in->online);
  fr_engine_destroy(in->engine);
}

bool posting_set_policy(posting *in, const char *path) {
  enum { MOST = 4 << 20 };
  FILE *file = fopen(path, "rb");
  char *bytes = file == NULL ? NULL : malloc(MOST);
  const uint64_t size = bytes == NULL ? 0 : fread(bytes, 1, MOST, file);
  fr_error error = FR_ERROR_INIT;
  fr_policy *policy = NULL;
  if (bytes == NULL) snprintf(error.message, sizeof error.message, "%s cannot be read", path);
  const bool good = bytes != NULL && fr_policy_load(bytes, size, &policy, &error) == FR_OK &&
                    fr_engine_set_policy(in->engine, policy, &error) == FR_OK;
  fr_policy_info info = FR_POLICY_INFO_INIT;
  if (good && fr_policy_describe(policy, &info) == FR_OK)
    say("in force: policy %s, version %" PRIu64, info.name, info.version);
  else
    say("the policy is not in force: %s", error.message);
  fr_policy_release(policy); /* the engine has a reference of its own */
  free(bytes);
  if (file != NULL) fclose(file);
  return good;
}

/* ---- telling the engine ---- */

/* What an event about a payment needs: the id and the parties as they were sent, and the customers' too, so that the
 * histories of all their accounts follow. */
static void about_payment(const posting *in, const record *of, fr_event *event) {
  const account *payer = ledger_account(in->books, of->payer), *payee = ledger_account(in->books, of->payee);
  const payment *known = ledger_payment(in->books, of->payer, of->id);
  event->transfer_id = fr_text_of(of->id);
  event->payer = fr_text_of(of->payer);
  event->payee = fr_text_of(of->payee);
  event->payer_customer = fr_text_of(payer ? payer->customer : NULL);
  event->payee_customer = fr_text_of(payee ? payee->customer : NULL);
  event->amount_minor = of->amount_minor;
  event->known = FR_EVENT_HAS_AMOUNT;
  if (known == NULL) return;
  event->transfer_time_us = known->order.time_us; /* so that it reaches even a payment that has left the history */
  event->known |= FR_EVENT_HAS_TRANSFER_TIME;
}

static int64_t available(const account *of) { return of->balance_minor - of->held_minor; }

/* Everything that the bank knows when it asks. What it does not know stays zero, which is "unknown", never "no". */
typedef struct question {
  fr_transfer transfer;
  fr_session session;
  fr_party payer, payee;
} question;

/* Two accounts of one customer are his own, whatever their numbers. */
static uint32_t kind_of(const account *payer, const account *payee) {
  if (payee == NULL) return FR_KIND_INTERBANK;
  return payer != NULL && strcmp(payer->customer, payee->customer) == 0 ? FR_KIND_OWN_ACCOUNT : FR_KIND_INTRABANK;
}

/* The first digits of a number name the bank: 6222 is this one. */
static fr_text bank_of(const char *number) { return (fr_text){number, strlen(number) < 4 ? 0 : 4, FR_ENCODING_UTF8}; }

static void ask_about(const posting *in, const record *of, question *q) {
  const account *payer = ledger_account(in->books, of->payer), *payee = ledger_account(in->books, of->payee);
  *q = (question){
      .transfer = FR_TRANSFER_INIT, .session = FR_SESSION_INIT, .payer = FR_PARTY_INIT, .payee = FR_PARTY_INIT};
  q->payer.customer = fr_text_of(payer ? payer->customer : NULL);
  q->payee.customer = fr_text_of(payee ? payee->customer : NULL);
  q->payer.bank = bank_of(of->payer);
  q->payee.bank = bank_of(of->payee);
  q->transfer.id = fr_text_of(of->id);
  q->transfer.time_us = of->time_us;
  q->transfer.payer = fr_text_of(of->payer);
  q->transfer.payee = fr_text_of(of->payee);
  q->transfer.amount_minor = of->amount_minor;
  q->transfer.channel = place(channels, sizeof channels / sizeof *channels, of->channel);
  q->transfer.kind = kind_of(payer, payee);
  q->transfer.speed = FR_SPEED_REAL_TIME;
  q->transfer.remark = fr_text_of(of->text);
  q->transfer.balance_before_minor = payer ? available(payer) : 0;
  q->transfer.known = payer ? FR_TRANSFER_HAS_BALANCE_BEFORE : 0;
  /* The machine tells it where it showed payee, amount and "at once" in Chinese; examples/atm is about that. */
  q->session.confirmed_in_chinese = strcmp(of->channel, "atm") == 0 ? FR_NO : FR_UNKNOWN;
  q->transfer.session = &q->session;
  q->transfer.payer_party = &q->payer;
  q->transfer.payee_party = &q->payee;
}

bool posting_tell(void *whose, const record *of) {
  static const uint32_t kinds[KINDS] = {
      [CHANGED] = FR_EVENT_CREDENTIAL_RESET, [LISTED] = FR_EVENT_LISTED,       [CALLED] = FR_EVENT_CONTACT,
      [ORDERED] = FR_EVENT_TRANSFERRED,      [CONTINUED] = FR_EVENT_RESPONSE,  [STOPPED] = FR_EVENT_RESPONSE,
      [DELAYED] = FR_EVENT_DELAYED,          [HELD] = FR_EVENT_HELD,           [RELEASED] = FR_EVENT_RELEASED,
      [SETTLED] = FR_EVENT_SETTLED,          [CANCELLED] = FR_EVENT_CANCELLED, [RETURNED] = FR_EVENT_RETURNED,
      [REPORTED] = FR_EVENT_FRAUD_REPORTED,  [CLEARED] = FR_EVENT_CLEARED};
  posting *in = whose;
  const account *payer = ledger_account(in->books, of->payer);
  question q;
  fr_event event = FR_EVENT_INIT;
  event.kind = kinds[of->kind];
  event.time_us = of->time_us;
  if (event.kind == 0) return true; /* accounts and questions are the bank's own matter */
  if (event.kind == FR_EVENT_CONTACT || event.kind == FR_EVENT_RESPONSE) {
    event.customer = fr_text_of(payer ? payer->customer : of->payer);
    event.caller = place(callers, sizeof callers / sizeof *callers, of->text);
    event.direction = event.kind == FR_EVENT_CONTACT ? FR_DIRECTION_INCOMING : FR_DIRECTION_UNKNOWN;
    event.response = of->kind == CONTINUED ? FR_RESPONSE_CONTINUED : FR_RESPONSE_STOPPED;
  } else if (of->kind == CHANGED) {
    if (strcmp(of->text, "sim_changed") == 0) event.kind = FR_EVENT_SIM_CHANGED;
    event.customer = fr_text_of(payer ? payer->customer : of->payer);
  } else if (of->kind == LISTED) {
    event.party = fr_text_of(of->payer);
    event.list = fr_text_of(of->text);
  } else if (event.kind == FR_EVENT_TRANSFERRED) {
    ask_about(in, of, &q);
    event.transfer = &q.transfer;
    event.status = FR_TRANSFER_ATTEMPTED; /* what became of it says the next record */
  } else {
    about_payment(in, of, &event);
  }
  /* A record that the engine cannot take in is no reason to stop: money moves by the ledger. Count it, and tell it
   * again when the engine can; an event that comes twice changes nothing. */
  const fr_status status = fr_observe(in->office, &event);
  if (status < 0) {
    in->untold++;
    say("! the engine did not take in \"%s\": %s", kind_names[of->kind], fr_status_name(status));
  }
  return true;
}

/* First the disk, then the engine. */
static bool write_and_tell(posting *in, kind what, const record *of, int64_t time_us, const char *text) {
  record next = *of;
  next.kind = what;
  next.time_us = time_us;
  snprintf(next.text, sizeof next.text, "%s", text);
  if (ledger_write(in->books, &next)) return posting_tell(in, &next);
  say("! the ledger could not be written: nothing was done");
  return false;
}

/* ---- the decision ---- */

/* The place of an advice that the policy has for everybody; 0 where it has none of this name. */
static uint32_t advice_named(const fr_policy *policy, const char *name) {
  const char *known;
  for (uint32_t i = 0; (known = fr_policy_scam(policy, i)) != NULL; i++) {
    if (strcmp(known, name) == 0) return i + 1; /* as fr_decision.advice counts */
  }
  return 0;
}

/* What stands on the screen. Where the customer is not at the keyboard, whoever is there reads it: it says that the
 * payment is checked, and neither warns of the scam nor tells what was noticed. */
static void say_words(const posting *in, const fr_decision *decision) {
  char words[1024];
  uint64_t size = 0;
  /* The policy in force may have changed since the decision; then fr_words() says so (FR_OTHER_POLICY), and the bank's
   * own general sentence stands in. A bank that swaps policies in a living day keeps the last few and asks the one
   * whose digest the decision carries. */
  fr_policy *policy = fr_engine_policy(in->engine);
  fr_decision shown = *decision;
  const bool is_neutral = decision->victim_present == FR_NO;
  if (is_neutral) shown.advice = policy == NULL ? 0 : advice_named(policy, "unauthorised_use");
  const bool has_words = policy != NULL && (!is_neutral || shown.advice != 0);
  const fr_status status = !has_words ? FR_NO_WORDS
                                      : fr_words(policy, &shown, FR_AUDIENCE_CUSTOMER, fr_text_of(in->language),
                                                 FR_ENCODING_UTF8, words, sizeof words - 1, &size);
  if (status != FR_OK || size == 0) {
    size = (uint64_t)snprintf(
        words, sizeof words, "%s",
        is_neutral ? "This payment is being checked and has not been sent. Please call the number on your card."
                   : "Please check whom you are paying. Has anybody told you to do this? Then stop, and ask us.");
  }
  words[size] = '\0';
  for (const char *at = words; *at != '\0';) {
    uint32_t skip;
    const uint32_t bytes = cells_line(at, 84, &skip);
    say("> %.*s", (int)bytes, at);
    at += skip;
  }
  fr_policy_release(policy);
}

/* What goes along with a warning or a hold. A bank hands each to whoever does it; here they are named. */
static void say_actions(const fr_decision *decision) {
  static const char *const names[] = {"tell 96110 or 110",
                                      "speak with the customer and 96110 together",
                                      "call the person he named for this",
                                      "check again who acts",
                                      "it must not go",
                                      "block passwords, tokens and devices",
                                      "tell the payee's bank",
                                      "write to every address he had before",
                                      "the machine speaks",
                                      "a second member of staff looks at it",
                                      "lower the limits"};
  char line[512] = "";
  size_t size = 0;
  for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) {
    if ((decision->actions >> i & 1) == 0) continue;
    size += (size_t)snprintf(line + size, sizeof line - size, "%s%s", size > 0 ? "; " : "", names[i]);
  }
  if (size > 0) say("* %s", line);
  if (decision->victim_present == FR_NO) say("* call the customer on the number on file from before any change");
}

/* What the policy promises the customer for the end of the hold (FR_NOTICE_EXPIRY) is what the bank does then. */
static const char *then(const posting *in, const fr_decision *decision) {
  fr_policy *policy = fr_engine_policy(in->engine);
  const uint32_t expiry = policy == NULL ? FR_EXPIRY_NONE : fr_expiry(policy, decision);
  fr_policy_release(policy);
  const bool must_not_go = (decision->actions & FR_ACTION_REFUSE) != 0;
  if (expiry == FR_EXPIRY_RENEW || (expiry == FR_EXPIRY_RELEASE && must_not_go)) return "waits for a person";
  return expiry == FR_EXPIRY_RELEASE ? "goes" : "is cancelled";
}

/* The money is set aside until the hold ends, or a person decides. */
static void hold(posting *in, const record *order, const fr_decision *decision) {
  char until[FIGURE_BYTES], text[96];
  /* A degraded hold has no time of its own, nor has a warning that waits for a call: the bank's is a day. */
  const int64_t end_us = decision->hold_until_us > 0 ? decision->hold_until_us : order->time_us + INT64_C(86400000000);
  snprintf(text, sizeof text, "until %s, then it %s%s", time_text(end_us, until), then(in, decision),
           decision->actions & FR_ACTION_REFUSE ? HOLD_MUST_NOT_GO : "");
  /* The 24 hours of an ATM are no doubt of the bank's: what the customer does next is no second try. */
  const bool delays = (decision->flags & FR_FLAG_DELAYED) != 0 && decision->victim_present != FR_NO;
  const kind state = delays ? DELAYED : HELD;
  if (write_and_tell(in, state, order, order->time_us, text))
    say("%s %s; the money is set aside", kind_names[state], text);
}

static void carry_out(posting *in, const record *order, const fr_decision *decision) {
  if (decision->outcome == FR_OUTCOME_ALLOW) {
    if (write_and_tell(in, SETTLED, order, order->time_us, "")) say("posted");
    return;
  }
  say_words(in, decision);
  say_actions(decision);
  /* Whoever acts in the customer's place would answer the question himself: it waits until the customer was called. */
  if (decision->outcome == FR_OUTCOME_HOLD || decision->victim_present == FR_NO)
    hold(in, order, decision);
  else /* warn; and whatever a later library might answer that this program does not know is no allow */
    if (write_and_tell(in, ASKED, order, order->time_us, "")) say("waits for the customer's answer");
}

/* What goes into the record: enough to find the decision again, and to decide it again. */
static bool describe(const fr_decision *decision, fr_status status, const char *remark, char *text, size_t size) {
  char id[33];
  if (status < 0) {
    return snprintf(text, size, "%s because the engine could not decide (%s); %s", outcome_name(decision->outcome),
                    fr_status_name(status), remark) < (int)size;
  }
  for (uint32_t i = 0; i < 16; i++) snprintf(id + 2 * i, 3, "%02x", decision->decision_id[i]);
  return snprintf(text, size, "%s %" PRId64 " %s; decision %s of %s version %" PRIu64 "; %s",
                  outcome_name(decision->outcome), decision->score, decision->scam[0] ? decision->scam : "-", id,
                  decision->policy_name, decision->policy_version, remark) < (int)size;
}

/* Scores, and settles what to do when the engine could not. */
static bool decide(posting *in, const record *order, bool is_repeat, fr_decision *decision) {
  question q;
  ask_about(in, order, &q);
  const fr_status status = fr_score(in->online, &q.transfer, decision);
  const fr_error *detail = fr_context_error(in->online);
  if (fr_status_band(status) == FR_BAND_INPUT) { /* the order itself is wrong, and would be wrong at any bank */
    say("refused: %s", detail->message);
    return false;
  }
  if (status < 0) {
    /* Nothing was recorded, and the outcome is the policy's on_error for this channel (warn without a policy). Posting
     * goes on as it says; somebody is woken up. */
    say("! the engine could not decide: %s", fr_status_name(status));
  }
  say("%s%s%s%s%s", outcome_name(decision->outcome), decision->scam[0] ? ", " : "", decision->scam,
      decision->flags & FR_FLAG_DEGRADED ? ", degraded" : "", decision->flags & FR_FLAG_REPEATED ? ", repeated" : "");
  if (is_repeat) return true; /* the order stands in the ledger already */
  record written = *order;
  written.kind = ORDERED;
  const bool fits = describe(decision, status, order->text, written.text, sizeof written.text);
  if (!fits || !ledger_write(in->books, &written)) {
    say("! the ledger could not be written: the customer is told to try again");
    return false;
  }
  /* fr_score() has recorded the attempt, once, also where the ledger failed and the order comes again. Where it could
   * not, the engine is told of it like of any past payment. */
  return status == FR_OK || posting_tell(in, &written);
}

void posting_pay(posting *in, const record *order) {
  const account *payer = ledger_account(in->books, order->payer);
  const payment *known = ledger_payment(in->books, order->payer, order->id);
  fr_decision decision = FR_DECISION_INIT;
  /* The retry of a request whose answer got lost carries the same id. The ledger knows it, also after a restart, and
   * says what it said before; money moves once. */
  if (known != NULL &&
      (known->order.amount_minor != order->amount_minor || strcmp(known->order.payee, order->payee) != 0)) {
    say("refused: this id belongs to another payment of this payer");
  } else if (known != NULL && known->state != ASKED && known->state != ORDERED) {
    say("a retry: this payment is %s already", kind_names[known->state]);
  } else if (payer == NULL || available(payer) < order->amount_minor) {
    say("refused: %s", payer == NULL ? "no such account" : "not enough money");
  } else if (decide(in, order, known != NULL, &decision)) {
    /* Asked again before the customer answered: decided again, recorded once. */
    carry_out(in, order, &decision);
  }
}

/* ---- what comes later ---- */

static bool may_follow(const payment *about, kind said) {
  const kind state = about->state;
  switch (said) {
    case CONTINUED:
    case STOPPED: return state == ASKED;
    case RELEASED: return ledger_waits(state) && !about->must_not_go;
    case CANCELLED: return ledger_waits(state) || state == ASKED;
    case RETURNED: return state == SETTLED;
    case REPORTED:
    case CLEARED: return true;
    default: return false;
  }
}

void posting_follow(posting *in, const record *said) {
  const payment *about = ledger_payment(in->books, said->payer, said->id);
  if (about != NULL && about->must_not_go && said->kind == RELEASED) {
    say("refused: the law or an order says that it must not go");
    return;
  }
  if (about == NULL || !may_follow(about, said->kind)) {
    say("refused: there is no such payment, or it is %s", about ? kind_names[about->state] : "unknown");
    return;
  }
  const record order = about->order; /* a copy: the ledger's list may move */
  const account *payer = ledger_account(in->books, order.payer);
  /* A warning sets no money aside: it may have gone elsewhere by now. */
  if (said->kind == CONTINUED && (payer == NULL || available(payer) < order.amount_minor)) {
    say("refused: not enough money any more");
    return;
  }
  if (!write_and_tell(in, said->kind, &order, said->time_us, said->text)) return;
  switch (said->kind) {
    case CONTINUED:
    case RELEASED:
      if (write_and_tell(in, SETTLED, &order, said->time_us, "")) say("posted");
      break;
    case STOPPED:
      if (write_and_tell(in, CANCELLED, &order, said->time_us, "")) say("cancelled; nothing left the account");
      break;
    case CANCELLED: say("cancelled; the money is free again"); break;
    case RETURNED: say("the money is back"); break;
    /* A label moves no money. It makes the payee unknown again, and is what a backtest is measured against. */
    default: say("noted"); break;
  }
}

void posting_expire(posting *in, int64_t now_us) {
  for (uint32_t i = 0; i < in->books->payment_count; i++) {
    const payment one = in->books->payments[i];
    if (!ledger_waits(one.state) || one.hold_until_us > now_us) continue;
    record end = one.order;
    end.time_us = now_us;
    end.kind = one.at_expiry == 'g' ? RELEASED : CANCELLED;
    snprintf(end.text, sizeof end.text, "the time is over");
    say("%s: its time is over", one.order.id);
    if (one.at_expiry == 'w') {
      say("it waits on: a person has to release or cancel it, and to say why");
      continue;
    }
    posting_follow(in, &end);
  }
}
