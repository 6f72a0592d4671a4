/* SPDX-License-Identifier: Apache-2.0
 *
 * The counter: the form, what the teller sees, the questions that the policy brings, the answers scored again, and what
 * the customer is told and given.
 *
 *   teller BUNDLE [--language zh|en] [--time "2026-03-02 10:00:00"]
 *
 * It asks on a terminal and reads a pipe as well: a line an answer, an empty one where nothing is known. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "page.h"

enum { ROUNDS = 3, ASKED_MOST = FR_MAX_ATTRIBUTES };

/* One transfer on its way over the counter. What the structs point to lives here too. */
typedef struct visit {
  char id[16];
  char payer[ANSWER_BYTES], customer[ANSWER_BYTES], payee[ANSWER_BYTES], purpose[ANSWER_BYTES];
  char notes[FR_MAX_NOTES_BYTES];
  fr_transfer transfer;
  fr_teller seen;
  fr_party payer_party, payee_party;
  fr_decision decision;
  const char *asked[ASKED_MOST]; /* names of questions that were put */
  uint32_t asked_count;
  fr_attribute own[ASKED_MOST]; /* answers that the bank's policy takes as attributes of its own */
} visit;

/* ---- the form ---- */

/* False where it is not known, which `is_needed` does not allow, and at the end of the input. */
static bool ask_amount(const page *on, const char *zh, const char *en, bool is_needed, int64_t *minor) {
  char answer[ANSWER_BYTES];
  while (page_ask(on, zh, en, answer)) {
    if (answer[0] == '\0' && !is_needed) return false;
    if (amount_parse(answer, minor) && (*minor > 0 || !is_needed)) return true;
    page_say(on, "金额写成 49900 或 49900.00。", "An amount is written 49900 or 49900.00.");
  }
  return false;
}

/* A whole number from 0 to `most`; -1 where it is not known. */
static int64_t ask_number(const page *on, const char *zh, const char *en, int64_t most) {
  char answer[ANSWER_BYTES];
  while (page_ask(on, zh, en, answer) && answer[0] != '\0') {
    char *end;
    const long number = strtol(answer, &end, 10);
    if (*end == '\0' && number >= 0 && number <= most) return number;
    page_say(on, "请填数字，不清楚就直接回车。", "A number, as shown; or nothing where it is not known.");
  }
  return -1;
}

static void ask_payer(const page *on, visit *at) {
  page_ask(on, "客户号", "Customer number", at->customer);
  const int64_t age = ask_number(on, "客户年龄", "Customer's age", 130);
  int64_t balance;
  at->payer_party = (fr_party)FR_PARTY_INIT;
  if (at->customer[0] != '\0') at->payer_party.customer = fr_text_of(at->customer);
  if (age >= 0) at->payer_party.age = (int32_t)age, at->payer_party.known |= FR_PARTY_HAS_AGE;
  if (ask_amount(on, "可用余额", "Available balance", false, &balance)) {
    at->transfer.balance_before_minor = balance;
    at->transfer.known |= FR_TRANSFER_HAS_BALANCE_BEFORE;
  }
}

static void ask_payee(const page *on, visit *at) {
  static const uint32_t kinds[] = {FR_PARTY_KIND_UNKNOWN, FR_PARTY_KIND_PERSON, FR_PARTY_KIND_COMPANY,
                                   FR_PARTY_KIND_PUBLIC_BODY};
  static const uint32_t matches[] = {FR_NAME_MATCH_UNKNOWN, FR_NAME_MATCH_MATCH, FR_NAME_MATCH_CLOSE,
                                     FR_NAME_MATCH_NONE};
  const int64_t kind = ask_number(on, "收款方（1 个人，2 企业，3 医院、学校、税务等公共机构）",
                                  "Payee (1 a person, 2 a company, 3 a public body such as a hospital)", 3);
  const int64_t match =
      ask_number(on, "户名核对（1 一致，2 相近，3 不一致）", "Its name (1 matches, 2 nearly, 3 does not)", 3);
  at->payee_party = (fr_party)FR_PARTY_INIT;
  at->payee_party.party_kind = kinds[kind < 0 ? 0 : kind];
  at->payee_party.name_match = matches[match < 0 ? 0 : match];
}

/* What can be seen without a word. 0 says that the teller looked and saw none of it; nothing, that nobody looked. */
static void ask_seen(const page *on, visit *at) {
  static const uint64_t bits[] = {FR_TELLER_ON_PHONE, FR_TELLER_HURRIED, FR_TELLER_DISTRESSED, FR_TELLER_ACCOMPANIED,
                                  FR_TELLER_HIDES_PHONE};
  char answer[ANSWER_BYTES];
  at->seen = (fr_teller)FR_TELLER_INIT;
  page_say(on, "看到：1 一直在通话，2 催促，3 紧张，4 有不熟的人陪同，5 遮挡手机，0 都没有",
           "You see: 1 on the phone, 2 in a hurry, 3 upset, 4 with a stranger, 5 hides the phone, 0 none of it");
  if (!page_ask(on, "可填几个", "One or several", answer)) return;
  for (const char *digit = answer; *digit != '\0'; digit++) {
    if (*digit >= '1' && *digit <= '5') at->seen.seen |= bits[*digit - '1'];
  }
  for (uint32_t i = 0; i < 5; i++) {
    if (answer[0] != '\0' && (at->seen.seen & bits[i]) == 0) at->seen.ruled_out |= bits[i];
  }
}

static bool fill_form(const page *on, visit *at, uint32_t number) {
  *at = (visit){.transfer = FR_TRANSFER_INIT};
  snprintf(at->id, sizeof at->id, "T-%u", number);
  page_title(on, "转账", "Transfer", at->id);
  if (!page_ask(on, "付款账户（直接回车结束）", "Payer's account (nothing: end)", at->payer) || at->payer[0] == '\0')
    return false;
  ask_payer(on, at);
  if (!page_ask(on, "收款账户（取现金直接回车）", "Payee's account (nothing: cash is drawn)", at->payee)) return false;
  const bool is_cash = at->payee[0] == '\0';
  if (!is_cash) ask_payee(on, at);
  if (!ask_amount(on, "金额", "Amount", true, &at->transfer.amount_minor)) return false;
  page_ask(on, "客户说的用途", "What the customer says it is for", at->purpose);
  ask_seen(on, at);
  at->transfer.id = fr_text_of(at->id);
  at->transfer.payer = fr_text_of(at->payer);
  if (!is_cash) at->transfer.payee = fr_text_of(at->payee);
  if (at->purpose[0] != '\0') at->transfer.purpose = fr_text_of(at->purpose);
  at->transfer.channel = FR_CHANNEL_TELLER;
  at->transfer.kind = is_cash ? FR_KIND_CASH_WITHDRAWAL : FR_KIND_INTERBANK;
  at->transfer.speed = FR_SPEED_REAL_TIME;
  at->transfer.teller = &at->seen;
  at->transfer.payer_party = &at->payer_party;
  if (!is_cash) at->transfer.payee_party = &at->payee_party;
  return true;
}

/* ---- scoring, questions, and scoring again ---- */

/* Each time with the same id: the transfer is recorded once, and decided again with what is known by now. */
static bool score(const page *on, visit *at) {
  at->decision = (fr_decision)FR_DECISION_INIT;
  const fr_status status = fr_score(on->with.context, &at->transfer, &at->decision);
  if (fr_status_band(status) == FR_BAND_INPUT) { /* a field is wrong: the form has to be filled in again */
    page_say(on, "这张单子有一项填得不对：", "One field of the form is wrong:");
    page_text(on, "  ", fr_context_error(on->with.context)->message);
    return false;
  }
  page_outcome(on, &at->decision);
  return true;
}

static bool was_asked(const visit *at, const char *name) {
  for (uint32_t i = 0; i < at->asked_count; i++) {
    if (strcmp(at->asked[i], name) == 0) return true;
  }
  return at->asked_count == ASKED_MOST;
}

static uint32_t yes_or_no(const char *answer) {
  if (answer[0] == 'y' || answer[0] == 'Y' || strncmp(answer, "是", strlen("是")) == 0) return FR_YES;
  return answer[0] == 'n' || answer[0] == 'N' || strncmp(answer, "否", strlen("否")) == 0 ? FR_NO : FR_UNKNOWN;
}

/* An open question has no yes and no: it goes into the notes with what the customer told, and the policy reads them.
 * Closed ones do not: they name what scammers say, which the customer did not. What does not fit any more is not cut
 * into half a sentence. */
static void note(visit *at, const char *question, const char *answer) {
  const size_t used = at->seen.notes.size;
  const int size =
      snprintf(at->notes + used, sizeof at->notes - used, "%s%s %s", used > 0 ? "\n" : "", question, answer);
  if (size > 0 && (size_t)size < sizeof at->notes - used)
    at->seen.notes = (fr_text){at->notes, (uint32_t)(used + (size_t)size), FR_ENCODING_UTF8};
}

/* What was declared stays as it was declared: that he says something else now is what tells. */
static void answer_open(const page *on, visit *at, const char *words) {
  char answer[ANSWER_BYTES];
  if (!page_question(on, words, "", answer) || answer[0] == '\0') return;
  note(at, words, answer);
  if (at->purpose[0] == '\0') return;
  const fr_question changed = {.sign = FR_YES, .teller_bit = FR_TELLER_PURPOSE_CHANGED};
  char says_else[ANSWER_BYTES];
  if (page_question(on,
                    on->is_chinese ? "（您判断）和先前说的用途不一样吗？"
                                   : "(You judge) Is it something else than he said before?",
                    "y/n", says_else))
    fr_teller_answer(&at->seen, &changed, yes_or_no(says_else));
}

static void answer_closed(const page *on, visit *at, const fr_question *question, const char *words) {
  char answer[ANSWER_BYTES];
  if (!page_question(on, words, "y/n", answer)) return;
  const uint32_t said = yes_or_no(answer);
  fr_teller_answer(&at->seen, question, said);
  /* An answer without an observation of the library goes into an attribute that the policy declares: attributes.x. */
  const char *name = strchr(question->observation, '.');
  if (question->teller_bit != 0 || name == NULL || said == FR_UNKNOWN) return;
  at->own[at->transfer.attribute_count++] =
      (fr_attribute){.name = fr_text_of(name + 1), .type = FR_TYPE_BOOL, .integer = said == question->sign};
  at->transfer.attributes = at->own;
}

/* Puts the questions of the present advice that were not put yet. How many. */
static uint32_t ask_questions(const page *on, visit *at) {
  const uint32_t before = at->asked_count;
  fr_question question = FR_QUESTION_INIT;
  char words[WORDS_BYTES];
  uint64_t size;
  for (uint32_t place = 0; fr_question_get(on->with.policy, &at->decision, place, &question) == FR_OK; place++) {
    if (was_asked(at, question.name) ||
        fr_question_words(on->with.policy, &at->decision, place, fr_text_of(on->language), FR_ENCODING_UTF8, words,
                          sizeof words - 1, &size) != FR_OK)
      continue;
    if (at->asked_count == before)
      page_heading(on, "请问客户：y 是，n 否，问不出来就回车",
                   "Ask the customer: y, n, or nothing where no answer comes");
    at->asked[at->asked_count++] = question.name; /* lives as long as the policy */
    words[size] = '\0';
    if (question.sign == FR_UNKNOWN)
      answer_open(on, at, words);
    else
      answer_closed(on, at, &question, words);
  }
  return at->asked_count - before;
}

/* The answers may point to another scam, whose questions are others; after three rounds the teller knows enough. */
static bool decide(const page *on, visit *at) {
  if (!score(on, at)) return false;
  page_hint(on, &at->decision);
  for (uint32_t round = 0; round < ROUNDS && ask_questions(on, at) > 0; round++) {
    if (!score(on, at)) return false;
  }
  return true;
}

/* ---- what is done in the end ---- */

static void carry_on(const page *on, const visit *at, int64_t now_us) {
  scorer_tell(&on->with, FR_EVENT_SETTLED, &at->transfer, now_us);
  page_say(on, "已办理。", "Done; the money has gone.");
}

static void hold(const page *on, const visit *at, int64_t now_us) {
  scorer_tell(&on->with, scorer_hold_event(&at->decision), &at->transfer, now_us);
  page_notices(on, &at->decision);
  page_heading(on, "接下来", "Then");
  const int64_t then = ask_number(on, "1 保持暂停，2 客户撤销，3 主管核实后放行",
                                  "1 it waits, 2 the customer cancels, 3 a supervisor releases it", 3);
  if (then == 2) {
    scorer_tell(&on->with, FR_EVENT_CANCELLED, &at->transfer, now_us);
    page_say(on, "已撤销，钱在客户账户里。", "Cancelled; the money is in the customer's account.");
  } else if (then == 3 && (at->decision.actions & FR_ACTION_REFUSE) != 0) {
    page_say(on, "按规定不能放行，保持暂停。", "The law or an order says that it must not go. It waits.");
  } else if (then == 3) {
    scorer_tell(&on->with, FR_EVENT_RELEASED, &at->transfer, now_us);
    carry_on(on, at, now_us);
  } else {
    page_say(on, "保持暂停。", "It waits.");
  }
}

static void warn(const page *on, const visit *at, int64_t now_us) {
  static const uint32_t responses[] = {FR_RESPONSE_UNKNOWN, FR_RESPONSE_STOPPED, FR_RESPONSE_CONTINUED,
                                       FR_RESPONSE_ASKED_FOR_HELP};
  page_heading(on, "客户决定", "The customer decides");
  const int64_t choice =
      ask_number(on, "1 不转了，2 仍要转，3 请我们帮忙核实", "1 stops, 2 goes on, 3 asks for help", 3);
  if (choice > 0) scorer_tell_response(&on->with, responses[choice], &at->transfer, now_us);
  if (choice == 2) {
    carry_on(on, at, now_us);
  } else if (choice == 3) {
    hold(on, at, now_us);
  } else { /* whoever does not answer has not agreed */
    scorer_tell(&on->with, FR_EVENT_CANCELLED, &at->transfer, now_us);
    page_say(on, "已撤销，钱在客户账户里。", "Cancelled; the money is in the customer's account.");
  }
}

static void finish(const page *on, const visit *at, int64_t now_us) {
  if (at->decision.outcome == FR_OUTCOME_ALLOW) {
    carry_on(on, at, now_us);
    return;
  }
  page_customer(on, &at->decision);
  page_actions(on, &at->decision);
  page_file(on, &at->decision);
  if (at->decision.outcome == FR_OUTCOME_HOLD)
    hold(on, at, now_us);
  else
    warn(on, at, now_us);
}

int main(int argc, char **argv) {
  enum { STEP_US = 600000000 }; /* ten minutes a customer, where the time is given */
  page on = {.language = "zh", .is_terminal = isatty(STDIN_FILENO) != 0};
  visit at;
  int64_t given_us = 0;
  bool good = argc >= 2 && argc % 2 == 0;
  for (int i = 2; good && i < argc; i += 2) {
    if (strcmp(argv[i], "--language") == 0)
      on.language = argv[i + 1];
    else
      good = strcmp(argv[i], "--time") == 0 && time_parse(argv[i + 1], &given_us);
  }
  on.is_chinese = strcmp(on.language, "zh") == 0;
  good = good && (on.is_chinese || strcmp(on.language, "en") == 0);
  if (!good) {
    fprintf(stderr, "usage: teller BUNDLE [--language zh|en] [--time \"2026-03-02 10:00:00\"]\n");
    return 2;
  }
  good = scorer_open(&on.with, argv[1]);
  for (uint32_t number = 1; good && fill_form(&on, &at, number); number++) {
    at.transfer.time_us = given_us > 0 ? given_us + (number - 1) * (int64_t)STEP_US : (int64_t)time(NULL) * 1000000;
    if (decide(&on, &at)) finish(&on, &at, at.transfer.time_us);
  }
  scorer_close(&on.with);
  return good ? 0 : 1;
}
