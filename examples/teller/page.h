/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands on the teller's screen, in Chinese or English, 76 cells wide. */
#ifndef PAGE_H
#define PAGE_H

#include <stdio.h>

#include "../common/figures.h"
#include "../common/scorer.h"

enum { ANSWER_BYTES = 256 };

typedef struct page {
  scorer with;
  const char *language; /* "zh" or "en" */
  bool is_chinese;
  bool is_terminal; /* else answers come from a pipe, and are shown behind what was asked */
} page;

void page_title(const page *on, const char *zh, const char *en, const char *id);
void page_heading(const page *on, const char *zh, const char *en);
void page_say(const page *on, const char *zh, const char *en);
/* A text of any length, folded; each line begins with `indent`. */
void page_text(const page *on, const char *indent, const char *text);

/* A text whose lines are the points of a list. */
void page_list(const page *on, const char *text);

/* Reads one line into `answer`, without blanks around it. False at the end of the input; then the answer is empty. */
bool page_ask(const page *on, const char *zh, const char *en, char answer[ANSWER_BYTES]);
bool page_question(const page *on, const char *words, const char *how, char answer[ANSWER_BYTES]);

void page_outcome(const page *on, const fr_decision *decision);
void page_hint(const page *on, const fr_decision *decision);     /* what the teller is told */
void page_customer(const page *on, const fr_decision *decision); /* what the teller says to the customer */
void page_actions(const page *on, const fr_decision *decision);  /* what goes along with it */
void page_notices(const page *on, const fr_decision *decision);  /* the slip that the law asks for */
void page_file(const page *on, const fr_decision *decision);     /* not for the customer's eyes */

#endif
