/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <string.h>

#include "../common/cells.h"

enum { PAGE_CELLS = 76 };

static const char *either(const page *on, const char *zh, const char *en) { return on->is_chinese ? zh : en; }

/* ---- lines ---- */

static void rule(const char *mark) {
  for (uint32_t i = 0; i < PAGE_CELLS; i++) printf("%s", mark);
  printf("\n");
}

void page_title(const page *on, const char *zh, const char *en, const char *id) {
  printf("\n");
  rule("=");
  printf("%s  %s\n", either(on, zh, en), id);
  rule("=");
}

void page_heading(const page *on, const char *zh, const char *en) { printf("\n[%s]\n", either(on, zh, en)); }

void page_text(const page *on, const char *indent, const char *text) {
  (void)on;
  while (*text != '\0') {
    uint32_t skip;
    const uint32_t size = cells_line(text, PAGE_CELLS - cells_of(indent), &skip);
    printf("%s%.*s\n", indent, (int)size, text);
    text += skip;
  }
}

void page_list(const page *on, const char *text) {
  while (*text != '\0') {
    char line[WORDS_BYTES];
    const size_t size = strcspn(text, "\n");
    snprintf(line, sizeof line, "%.*s", (int)size, text);
    for (const char *at = line; *at != '\0';) {
      uint32_t skip;
      const uint32_t bytes = cells_line(at, PAGE_CELLS - 4, &skip);
      printf("  %s %.*s\n", at == line ? "-" : " ", (int)bytes, at);
      at += skip;
    }
    text += size + (text[size] == '\n' ? 1 : 0);
  }
  (void)on;
}

void page_say(const page *on, const char *zh, const char *en) { page_text(on, "", either(on, zh, en)); }

/* ---- asking ---- */

static bool read_answer(const page *on, char answer[ANSWER_BYTES]) {
  char line[ANSWER_BYTES];
  fflush(stdout);
  answer[0] = '\0';
  if (fgets(line, sizeof line, stdin) == NULL) {
    printf("\n");
    return false;
  }
  char *begin = line + strspn(line, " \t");
  size_t size = strcspn(begin, "\r\n");
  if (begin[size] == '\0') { /* longer than any field: the rest of the line must not answer the next question */
    for (int byte = getchar(); byte != '\n' && byte != EOF; byte = getchar()) continue;
    size = 0;
  }
  while (size > 0 && begin[size - 1] == ' ') size--;
  memcpy(answer, begin, size);
  answer[size] = '\0';
  if (!on->is_terminal) printf("%s\n", answer);
  return true;
}

bool page_ask(const page *on, const char *zh, const char *en, char answer[ANSWER_BYTES]) {
  printf("%s%s", either(on, zh, en), either(on, "：", ": "));
  return read_answer(on, answer);
}

bool page_question(const page *on, const char *words, const char *how, char answer[ANSWER_BYTES]) {
  page_list(on, words);
  printf("    %s> ", how);
  return read_answer(on, answer);
}

/* ---- what was decided ---- */

void page_outcome(const page *on, const fr_decision *decision) {
  static const char *const zh[] = {"未判定", "可以办理", "先提醒客户", "暂停，先不转出"};
  static const char *const en[] = {"Not decided", "May go", "Warn the customer first", "Hold: it does not go yet"};
  char when[FIGURE_BYTES];
  const uint32_t outcome = decision->outcome <= FR_OUTCOME_HOLD ? decision->outcome : FR_OUTCOME_NONE;
  printf("\n>>> %s", either(on, zh[outcome], en[outcome]));
  if (decision->hold_until_us > 0) {
    printf("%s%.16s%s", either(on, "（至 ", " (until "), time_text(decision->hold_until_us, when),
           either(on, "）", ")"));
  }
  printf("\n");
  if (decision->flags & FR_FLAG_DEGRADED) {
    page_say(on, "系统没有完成判定，请按提醒办理，并通知科技部门。",
             "The system could not decide: go by the warning, and tell the technical staff.");
  }
  /* The screen is read by whoever acts; the customer may be somebody else. */
  if (decision->victim_present == FR_NO) {
    page_say(on, "可能不是客户本人在操作：请用更改前留存的电话联系。",
             "This may not be the customer: call the number on file from before any change.");
  }
}

void page_hint(const page *on, const fr_decision *decision) {
  char words[WORDS_BYTES];
  fr_question question = FR_QUESTION_INIT;
  uint32_t questions = 0, lines = 0;
  scorer_words(&on->with, decision, FR_AUDIENCE_TELLER, on->language, words);
  if (words[0] == '\0') return;
  while (fr_question_get(on->with.policy, decision, questions, &question) == FR_OK) questions++;
  /* The questions stand behind what else the teller is told, a line each; they are put one by one instead. */
  for (const char *at = words; at != NULL; at = strchr(at, '\n'), at += at != NULL) lines++;
  if (lines <= questions) return;
  char *end = words;
  for (uint32_t line = questions; line < lines; line++) end += strcspn(end, "\n") + 1;
  end[-1] = '\0';
  page_heading(on, "柜员留意", "For you");
  page_list(on, words);
}

void page_customer(const page *on, const fr_decision *decision) {
  char words[WORDS_BYTES];
  page_heading(on, "对客户说", "Say to the customer");
  page_text(on, "  ", scorer_words(&on->with, decision, FR_AUDIENCE_CUSTOMER, on->language, words));
}

void page_actions(const page *on, const fr_decision *decision) {
  static const struct {
    uint32_t bit;
    const char *zh, *en;
  } actions[] = {
      {FR_ACTION_REFER, "拨打96110或110，说明情况", "Call 96110 or 110 and tell them"},
      {FR_ACTION_THREE_WAY_CALL, "与客户、反诈中心三方通话",
       "Hold a three-way call: customer, bank, anti-fraud centre"},
      {FR_ACTION_TRUSTED_CONTACT, "联系客户指定的联系人", "Call the person whom the customer named for this"},
      {FR_ACTION_STEP_UP, "换一种方式重新核验身份", "Verify again who this is, in another way"},
      {FR_ACTION_REFUSE, "按规定不予办理", "It must not go: the law or an order says so"},
      {FR_ACTION_FREEZE_CREDENTIALS, "停用密码、证书和设备", "Block passwords, tokens and devices"},
      {FR_ACTION_NOTIFY_RECEIVING_BANK, "通知收款行", "Tell the receiving bank"},
      {FR_ACTION_NOTICE, "向客户原有的联系方式发通知", "Send a notice to every address the customer had before"},
      {FR_ACTION_SUPERVISOR_REVIEW, "请主管复核", "Have a supervisor look at it"},
      {FR_ACTION_LOWER_LIMIT, "调低限额，直到核实清楚", "Lower the limits until it is clear"},
  };
  bool is_first = true;
  for (uint32_t i = 0; i < sizeof actions / sizeof *actions; i++) {
    if ((decision->actions & actions[i].bit) == 0) continue;
    if (is_first) page_heading(on, "同时", "Along with it");
    is_first = false;
    page_list(on, either(on, actions[i].zh, actions[i].en));
  }
}

void page_notices(const page *on, const fr_decision *decision) {
  static const struct {
    uint32_t notice;
    const char *zh, *en;
  } notices[] = {{FR_NOTICE_REASON, "原因", "Why"},
                 {FR_NOTICE_RELEASE, "放行", "Release"},
                 {FR_NOTICE_DOCUMENTS, "请带来", "Please bring"},
                 {FR_NOTICE_REVIEW, "人工复核", "A person decides"},
                 {FR_NOTICE_REMEDY, "异议", "If you disagree"},
                 {FR_NOTICE_EXPIRY, "到期", "When the time is over"}};
  char words[WORDS_BYTES], when[FIGURE_BYTES];
  page_heading(on, "交给客户的单子", "The slip for the customer");
  rule("-");
  for (uint32_t i = 0; i < sizeof notices / sizeof *notices; i++) {
    if (*scorer_words(&on->with, decision, notices[i].notice, on->language, words) == '\0') continue;
    page_text(on, "  ", either(on, notices[i].zh, notices[i].en));
    page_text(on, "    ", words);
  }
  if (decision->hold_until_us > 0) {
    printf("  %s%.16s\n", either(on, "暂停至 ", "It waits until "), time_text(decision->hold_until_us, when));
  }
  rule("-");
}

void page_file(const page *on, const fr_decision *decision) {
  char words[WORDS_BYTES];
  page_heading(on, "存档（不给客户看）", "For the file (not for the customer)");
  page_list(on, scorer_words(&on->with, decision, FR_AUDIENCE_AUDIT, on->language, words));
}
