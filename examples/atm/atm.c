/* SPDX-License-Identifier: Apache-2.0
 *
 * The screen hook of an ATM: what is shown in which language, what is said aloud, and the 24 hours.
 *
 *   atm BUNDLE [--time "2026-03-02 10:00:00"] [--encoding utf-8|gb18030] [--screen full|plain]
 *              [--foreigner yes] [--on-call yes] [--relayed yes] [--chinese-page no] [--pause SECONDS]
 *
 * The rule (银发〔2016〕261号, 〔2019〕85号 art. 11): a transfer to somebody else waits 24 hours and can be cancelled
 * until then, unless payee, account, amount and "at once" were shown in Chinese and confirmed, in whatever language the
 * screen is. An ATM that cannot show that page (--chinese-page no) says so in session.confirmed_in_chinese, and the
 * policy holds.
 *
 * Whoever is led through an English screen by telephone cannot read it: so every warning is shown and said in Chinese
 * first, and in the language of the screen after it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../common/figures.h"
#include "../common/scorer.h"
#include "screen.h"

/* Whoever was hurried here has so long to read and hear. Tests may ask for less. */
enum { PAUSE_S = 30, PAUSE_MOST_S = 600 };

/* What the machine and the bank's host know. A real one has it from the card and from the host. */
typedef struct machine {
  scorer with;
  screen on;
  bool is_english, shows_chinese_page, is_gb18030;
  int64_t given_us;
  int64_t pause_s; /* how long a warning stands before the transfer may go on */
  uint32_t visits;
  fr_session session;
  fr_party payer;
} machine;

typedef struct order {
  char id[16], payee[KEY_BYTES], name[64], account[KEY_BYTES + 8];
  fr_party payee_party;
  fr_transfer transfer;
  fr_decision decision;
} order;

static const char card_account[] = "62221001", card_customer[] = "chen", card_bank[] = "6222";
static const struct {
  const char *account, *masked_name;
  uint32_t kind, party_kind;
} directory[] = {
    {"62221002", "本人", FR_KIND_OWN_ACCOUNT, FR_PARTY_KIND_PERSON},
    {"62280009", "*小明", FR_KIND_INTERBANK, FR_PARTY_KIND_PERSON},
    {"62281234", "市第一人民**", FR_KIND_INTERBANK, FR_PARTY_KIND_PUBLIC_BODY},
};

static const char *either(const machine *at, const char *zh, const char *en) { return at->is_english ? en : zh; }

static int64_t now_us(const machine *at) {
  return at->given_us > 0 ? at->given_us + (int64_t)(at->visits - 1) * 600000000 : (int64_t)time(NULL) * 1000000;
}

/* ---- the order ---- */

static bool choose(machine *at, const char *title, const char *text, const char *keys, char *pressed) {
  char line[KEY_BYTES];
  screen_begin(&at->on, title);
  screen_add(&at->on, text);
  screen_keys(&at->on, keys);
  if (!screen_ask(&at->on, line)) return false;
  *pressed = line[0];
  return true;
}

static bool choose_language(machine *at) {
  char key;
  if (!choose(at, "自助柜员机 ATM", "请选择语言\nPlease choose a language", "1 中文      2 English", &key))
    return false;
  at->is_english = key == '2';
  return true;
}

static bool ask_payee(machine *at, order *of) {
  do {
    screen_begin(&at->on, either(at, "转账", "Transfer"));
    screen_keys(&at->on, either(at, "输入账号，按回车", "Type the account, then Enter"));
    screen_add(&at->on, either(at, "收款账号（8位数字）", "Account of the payee (8 digits)"));
    if (!screen_ask(&at->on, of->payee)) return false;
  } while (strlen(of->payee) != 8 || strspn(of->payee, "0123456789") != 8);
  snprintf(of->name, sizeof of->name, "%s", "收款行未提供");
  of->transfer.kind = FR_KIND_INTERBANK;
  for (size_t i = 0; i < sizeof directory / sizeof *directory; i++) {
    if (strcmp(directory[i].account, of->payee) != 0) continue;
    snprintf(of->name, sizeof of->name, "%s", directory[i].masked_name);
    of->transfer.kind = directory[i].kind;
    of->payee_party.party_kind = directory[i].party_kind;
    of->payee_party.name_match = FR_NAME_MATCH_MATCH;
    /* Only at the same bank does the customer's own account go without the 24 hours: say which bank it is at. */
    if (directory[i].kind == FR_KIND_OWN_ACCOUNT) of->payee_party.bank = fr_text_of(card_bank);
  }
  snprintf(of->account, sizeof of->account, "%.2s****%.2s", of->payee, of->payee + 6);
  return true;
}

static bool ask_amount(machine *at, order *of) {
  char keys[KEY_BYTES];
  do {
    screen_begin(&at->on, either(at, "转账", "Transfer"));
    screen_keys(&at->on, either(at, "输入金额，按回车", "Type the amount, then Enter"));
    screen_add(&at->on, either(at, "金额（元）", "Amount in yuan"));
    if (!screen_ask(&at->on, keys)) return false;
  } while (!amount_parse(keys, &of->transfer.amount_minor) || of->transfer.amount_minor == 0);
  return true;
}

/* In Chinese on every screen; on another language's with that beside it. */
static bool show_chinese_page(machine *at, const order *of, bool *is_confirmed) {
  char amount[FIGURE_BYTES], line[128];
  const bool both = at->is_english;
  screen_begin(&at->on, both ? "请核对 Please check" : "请核对");
  screen_keys(&at->on, both ? "1 确认 Confirm   2 取消 Cancel" : "1 确认      2 取消");
  snprintf(line, sizeof line, "收款人%s  %s", both ? " Payee" : "", of->name);
  screen_add(&at->on, line);
  snprintf(line, sizeof line, "账号%s  %s", both ? " Account" : "", of->account);
  screen_add(&at->on, line);
  snprintf(line, sizeof line, "金额%s  %s元", both ? " Amount" : "", amount_text(of->transfer.amount_minor, amount));
  screen_add(&at->on, line);
  screen_add(&at->on, "实时到账，转出后不能撤回。");
  if (both) screen_add(&at->on, "It arrives at once and cannot be taken back.");
  char keys[KEY_BYTES];
  if (!screen_ask(&at->on, keys)) return false;
  *is_confirmed = keys[0] == '1';
  return true;
}

/* False when the customer went away; `*is_wanted` false when he took it back. */
static bool take_order(machine *at, order *of, bool *is_wanted) {
  char key;
  *of = (order){.payee_party = FR_PARTY_INIT, .transfer = FR_TRANSFER_INIT};
  *is_wanted = true;
  at->session.confirmed_in_chinese = FR_UNKNOWN;
  if (!choose_language(at) || !ask_payee(at, of) || !ask_amount(at, of) ||
      !choose(at, either(at, "到账时间", "When"), either(at, "什么时候到账？", "When shall it arrive?"),
              either(at, "1 实时      2 24小时后", "1 At once   2 After 24 hours"), &key))
    return false;
  of->transfer.speed = key == '1' ? FR_SPEED_REAL_TIME : FR_SPEED_NEXT_DAY;
  if (of->transfer.speed != FR_SPEED_REAL_TIME) return true;
  at->session.confirmed_in_chinese = FR_NO;
  if (!at->shows_chinese_page) return true;
  if (!show_chinese_page(at, of, is_wanted)) return false;
  if (*is_wanted) at->session.confirmed_in_chinese = FR_YES;
  return true;
}

static fr_status score(machine *at, order *of) {
  snprintf(of->id, sizeof of->id, "A-%u", at->visits);
  of->transfer.id = fr_text_of(of->id);
  of->transfer.time_us = now_us(at);
  of->transfer.payer = fr_text_of(card_account);
  of->transfer.payee = fr_text_of(of->payee);
  of->transfer.channel = FR_CHANNEL_ATM;
  of->transfer.ui_language = fr_text_of(at->is_english ? "en" : "zh");
  of->transfer.balance_before_minor = 5200000; /* the host's answer */
  of->transfer.known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  of->transfer.session = &at->session;
  of->transfer.payer_party = &at->payer;
  of->transfer.payee_party = &of->payee_party;
  of->decision = (fr_decision)FR_DECISION_INIT;
  return fr_score(at->with.context, &of->transfer, &of->decision);
}

/* ---- what is shown and said ---- */

static void speak(machine *at, const fr_decision *shown, const char *language) {
  char bytes[WORDS_BYTES];
  uint64_t size = 0;
  /* The speech of the machine takes the machine's own encoding, in which the library writes as well. */
  if (fr_words(at->with.policy, shown, FR_AUDIENCE_VOICE, fr_text_of(language),
               at->is_gb18030 ? FR_ENCODING_GB18030 : FR_ENCODING_UTF8, bytes, sizeof bytes, &size) == FR_OK)
    screen_voice(&at->on, language, bytes, size);
}

/* Adds a text, and turns to another screen with the same title where it does not fit: nothing is cut, and nothing is
 * torn that goes on one screen. False at the end of the input. */
static bool add(machine *at, const char *text) {
  char title[ROW_BYTES], keys[KEY_BYTES];
  memcpy(title, at->on.title, sizeof title);
  const bool is_torn = screen_rows_of(text) > TEXT_ROWS;
  const char *rest = at->on.rows + screen_rows_of(text) > TEXT_ROWS && !is_torn ? text : screen_add(&at->on, text);
  while (*rest != '\0') {
    screen_keys(&at->on, either(at, "1 下一页", "1 下一页 Next"));
    if (!screen_ask(&at->on, keys)) return false;
    screen_begin(&at->on, title);
    rest = screen_add(&at->on, rest);
  }
  return true;
}

/* Who is paid, by the masked name, and how much: below every warning, as they stood on the page before. */
static bool add_payment(machine *at, const order *of) {
  char amount[FIGURE_BYTES], line[128];
  const bool both = at->is_english;
  snprintf(line, sizeof line, "收款人%s  %s  %s", both ? " Payee" : "", of->name, of->account);
  if (!add(at, line)) return false;
  snprintf(line, sizeof line, "金额%s  %s元", both ? " Amount" : "", amount_text(of->transfer.amount_minor, amount));
  return add(at, line);
}

/* A page in Chinese, and where the screen is in another language a second one in that. `keys` stand on the last. */
static bool warn_pages(machine *at, const order *of, const char *title, const char *keys, char pressed[KEY_BYTES]) {
  static const char *const languages[] = {"zh", "en"};
  const fr_decision shown = scorer_shown(&at->with, &of->decision);
  const uint32_t pages = at->is_english ? 2 : 1;
  for (uint32_t page = 0; page < pages; page++) {
    char words[WORDS_BYTES];
    screen_begin(&at->on, title);
    if (!add(at, scorer_words(&at->with, &shown, FR_AUDIENCE_ATM, languages[page], words)) || !add_payment(at, of))
      return false;
    screen_keys(&at->on, page + 1 < pages ? "1 取消 Cancel   2 下一页 Next" : keys);
    screen_show(&at->on);
    speak(at, &shown, languages[page]);
    if (!screen_key(&at->on, pressed)) return false;
    if (pressed[0] != '2') return true;
  }
  return true;
}

static bool tell(machine *at, const char *text) {
  char key;
  return choose(at, either(at, "转账", "Transfer"), text, either(at, "1 结束", "1 End"), &key);
}

static bool done(machine *at, const order *of) {
  const bool at_once = of->transfer.speed == FR_SPEED_REAL_TIME;
  if (at_once) scorer_tell(&at->with, FR_EVENT_SETTLED, &of->transfer, now_us(at));
  return tell(at, at_once
                      ? either(at, "已转出。", "It has been sent.")
                      : either(at, "24小时后转出。\n之前可以在网点或手机银行撤销。",
                               "It goes after 24 hours.\nUntil then you can cancel it at any branch or in the app."));
}

static bool cancelled(machine *at, const order *of) {
  scorer_tell(&at->with, FR_EVENT_CANCELLED, &of->transfer, now_us(at));
  return tell(at, either(at, "已取消，钱在您的账户里。", "Cancelled. The money is in your account."));
}

static int64_t milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The key that goes on does nothing before the pause is over: the warning stays, and any other key ends the waiting.
 * False at the end of the input. */
static bool wait_for_key(machine *at, int64_t since_ms, char pressed[KEY_BYTES]) {
  while (pressed[0] == '2' && milliseconds_now() - since_ms < at->pause_s * 1000) {
    if (!screen_ask(&at->on, pressed)) return false;
  }
  return true;
}

/* Cancelling is the first key, and what happens when no other is pressed. */
static bool warn(machine *at, const order *of) {
  char key[KEY_BYTES], keys[128], after[32] = "";
  const int64_t since_ms = milliseconds_now();
  if (at->pause_s > 0)
    snprintf(after, sizeof after, "%s%d%s", either(at, "（", " ("), (int)at->pause_s, either(at, "秒后）", "s)"));
  snprintf(keys, sizeof keys, "%s%s", either(at, "1 取消转账   2 继续", "1 取消 Cancel   2 继续 Continue"), after);
  if (!warn_pages(at, of, either(at, "请先停一停", "请先停一停 Please pause"), keys, key) ||
      !wait_for_key(at, since_ms, key))
    return false;
  const bool goes_on = key[0] == '2';
  scorer_tell_response(&at->with, goes_on ? FR_RESPONSE_CONTINUED : FR_RESPONSE_STOPPED, &of->transfer, now_us(at));
  return goes_on ? done(at, of) : cancelled(at, of);
}

/* Whoever stands here may not be the customer: he reads that it is checked, and there is no key with which it goes on.
 * The host has the customer called, on a number from before any change. */
static bool set_aside(machine *at, const order *of) {
  char key[KEY_BYTES];
  scorer_tell(&at->with, FR_EVENT_HELD, &of->transfer, now_us(at));
  screen_host(&at->on, "call the customer on the number on file from before any change");
  if (!warn_pages(at, of, either(at, "这笔转账暂不转出", "暂不转出 It does not go yet"),
                  either(at, "1 取消转账   2 结束", "1 取消 Cancel   2 结束 End"), key))
    return false;
  return key[0] != '1' || cancelled(at, of);
}

/* What the law has the bank tell: why, until when, how it is released, what happens then, where to object. As many
 * screens as it takes; a machine with a printer puts it on paper as well. */
static bool show_notices(machine *at, const order *of, bool in_english) {
  static const uint32_t notices[] = {FR_NOTICE_REASON, FR_NOTICE_RELEASE, FR_NOTICE_EXPIRY, FR_NOTICE_REMEDY};
  char words[WORDS_BYTES], when[FIGURE_BYTES], line[64], keys[KEY_BYTES];
  screen_begin(&at->on, in_english ? "What happens now" : "接下来");
  if (of->decision.hold_until_us > 0) {
    snprintf(line, sizeof line, "%s%.16s", in_english ? "It waits until " : "等到 ",
             time_text(of->decision.hold_until_us, when));
    screen_add(&at->on, line);
  }
  for (size_t i = 0; i < sizeof notices / sizeof *notices; i++) {
    if (!add(at, scorer_words(&at->with, &of->decision, notices[i], in_english ? "en" : "zh", words))) return false;
  }
  screen_keys(&at->on, either(at, "1 继续", "1 继续 Go on"));
  return screen_ask(&at->on, keys);
}

static bool hold(machine *at, const order *of) {
  char key[KEY_BYTES];
  scorer_tell(&at->with, scorer_hold_event(&of->decision), &of->transfer, now_us(at));
  if (!warn_pages(at, of, either(at, "这笔转账暂不转出", "暂不转出 It does not go yet"),
                  either(at, "1 取消转账   2 下一页", "1 取消 Cancel   2 下一页 Next"), key))
    return false;
  if (key[0] != '2') return cancelled(at, of);
  if (!show_notices(at, of, false)) return false;
  return !at->is_english || show_notices(at, of, true);
}

static bool serve(machine *at) {
  order of;
  bool is_wanted;
  at->visits++;
  if (!take_order(at, &of, &is_wanted)) return false;
  if (!is_wanted) return tell(at, either(at, "已取消，钱在您的账户里。", "Cancelled. The money is in your account."));
  if (fr_status_band(score(at, &of)) == FR_BAND_INPUT)
    return tell(at, either(at, "账号或金额有误。", "Account or amount is wrong."));
  /* Whatever else failed, the decision holds the outcome of on_error. */
  if (of.decision.outcome > FR_OUTCOME_ALLOW && of.decision.victim_present == FR_NO) return set_aside(at, &of);
  switch (of.decision.outcome) {
    case FR_OUTCOME_ALLOW: return done(at, &of);
    case FR_OUTCOME_HOLD: return hold(at, &of);
    default: return warn(at, &of);
  }
}

static bool read_option(machine *at, const char *name, const char *value) {
  const bool yes = strcmp(value, "yes") == 0, no = strcmp(value, "no") == 0;
  if (strcmp(name, "--time") == 0) return time_parse(value, &at->given_us);
  if (strcmp(name, "--encoding") == 0) {
    at->is_gb18030 = strcmp(value, "gb18030") == 0;
    return at->is_gb18030 || strcmp(value, "utf-8") == 0;
  }
  if (strcmp(name, "--screen") == 0) {
    at->on.is_full = strcmp(value, "full") == 0;
    return at->on.is_full || strcmp(value, "plain") == 0;
  }
  if (strcmp(name, "--pause") == 0) {
    char *end;
    at->pause_s = strtol(value, &end, 10);
    return end != value && *end == '\0' && at->pause_s >= 0 && at->pause_s <= PAUSE_MOST_S;
  }
  if (strcmp(name, "--foreigner") == 0)
    at->payer.foreign = yes ? FR_YES : FR_NO;
  else if (strcmp(name, "--on-call") == 0)
    at->session.on_call = yes ? FR_YES : FR_NO;
  else if (strcmp(name, "--relayed") == 0)
    at->session.nfc_relay = yes ? FR_YES : FR_NO;
  else if (strcmp(name, "--chinese-page") == 0)
    at->shows_chinese_page = yes;
  else
    return false;
  return yes || no;
}

int main(int argc, char **argv) {
  machine at = {.shows_chinese_page = true, .pause_s = PAUSE_S, .session = FR_SESSION_INIT, .payer = FR_PARTY_INIT};
  bool good = argc >= 2 && argc % 2 == 0;
  at.on.is_piped = isatty(STDIN_FILENO) == 0;
  at.on.is_full = !at.on.is_piped && isatty(STDOUT_FILENO) != 0;
  at.on.encoding = (iconv_t)-1;
  at.payer.customer = fr_text_of(card_customer);
  at.payer.bank = fr_text_of(card_bank);
  at.payer.foreign = FR_NO;
  for (int i = 2; good && i < argc; i += 2) good = read_option(&at, argv[i], argv[i + 1]);
  if (!good) {
    fprintf(
        stderr,
        "usage: atm BUNDLE [--time \"2026-03-02 10:00:00\"] [--encoding utf-8|gb18030] [--screen full|plain]\n"
        "                  [--foreigner yes] [--on-call yes] [--relayed yes] [--chinese-page no] [--pause SECONDS]\n");
    return 2;
  }
  if (at.is_gb18030) at.on.encoding = iconv_open("GB18030", "UTF-8");
  good = scorer_open(&at.with, argv[1]);
  while (good && serve(&at)) continue;
  scorer_close(&at.with);
  if (at.on.encoding != (iconv_t)-1) iconv_close(at.on.encoding);
  return good ? 0 : 1;
}
