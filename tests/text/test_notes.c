/* SPDX-License-Identifier: Apache-2.0
 *
 * Notes of the teller: what he rules out does not count, and all else does. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "text/phrases.h"

typedef struct sets {
  fr__arena arena;
  const fr__phrases *built;
  fr__mentions *mentions;
} sets;

static sets build(void) {
  static const char *const names[] = {"屏幕共享", "远程控制", "刷单", "安全账户", "没见过面", "共享屏幕"};
  fr__phrase phrases[FR_COUNT(names)];
  for (uint32_t i = 0; i < FR_COUNT(names); i++) phrases[i] = (fr__phrase){fr_text_of(names[i]), i, FR__STRONG, false};
  sets of = {.mentions = malloc(sizeof *of.mentions)};
  cr_assert_not_null(of.mentions);
  cr_assert_eq(fr__phrases_build(&of.arena, phrases, FR_COUNT(names), FR_COUNT(names), &of.built, NULL), FR_OK);
  return of;
}

static void drop(sets *of) {
  free(of->mentions);
  fr__arena_free(&of->arena);
}

/* The sets that count, one bit each. */
static uint32_t said(const sets *of) {
  uint32_t bits = 0;
  for (uint32_t set = 0; set < 6; set++)
    bits |= (uint32_t)fr__mentions_reach(of->mentions, set, FR__LEVEL_STRONG) << set;
  return bits;
}

enum { SCREEN = 1, REMOTE = 2, TASKS = 4, SAFE = 8, NOT_MET = 16, SHARED = 32 };

static const struct {
  const char *notes;
  uint32_t counts;
} cases[] = {
    {"询问客户，无屏幕共享、无远程控制，非刷单", 0},
    {"已按规定提示“安全账户”诈骗风险，客户否认，购房合同已核对", 0},
    {"已提示“安全账户”、“刷单”等诈骗", 0},
    {"無屏幕共享", 0},
    {"没有屏幕共享或远程控制", 0},
    {"未见 屏幕共享", 0},
    {"客户否认刷单", 0},
    {"客户否认有屏幕共享，但在刷单", TASKS},
    {"无陌生来电、屏幕共享及远程控制", 0}, /* the list goes on behind what is no phrase */
    {"无陌生来电，屏幕共享", SCREEN},      /* the clause has ended */
    {"无屏幕共享、有远程控制", REMOTE},
    {"无屏幕共享。刷单", TASKS},
    {"无屏幕共享，正在屏幕共享", SCREEN}, /* said once is said */
    {"屏幕共享、远程控制", SCREEN | REMOTE},
    {"刷单、无屏幕共享", TASKS},
    {"没有说明用途，对方要求屏幕共享", SCREEN},
    {"没有说明对方让他屏幕共享、远程控制", SCREEN | REMOTE},
    {"没有说明用途、屏幕共享", SCREEN}, /* what he did not say is not what did not happen */
    {"客户无法说清刷单", TASKS},
    {"有没有屏幕共享，客户说有", SCREEN},
    {"是不是刷单，客户点头", TASKS},
    {"有无屏幕共享：有", SCREEN},
    {"客户不否认刷单", TASKS},
    {"对方已告知安全账户", SAFE},
    {"没见过面、刷单", NOT_MET | TASKS}, /* a phrase that says no denies nothing */
    {"无共享屏幕共享", 0},               /* the second shares characters with one that is ruled out */
    {"非", 0},
    {"", 0},
};

Test(notes, what_the_teller_rules_out_does_not_count) {
  sets of = build();
  for (size_t i = 0; i < FR_COUNT(cases); i++) {
    fr__mentions_clear(of.built, of.mentions);
    fr__mentions_add_notes(of.mentions, fr_text_of(cases[i].notes));
    cr_expect_eq(said(&of), cases[i].counts, "%s: %#x instead of %#x", cases[i].notes, said(&of), cases[i].counts);
  }
  drop(&of);
}

/* A remark is written by whoever wants the money: there a denial changes nothing. */
Test(notes, a_remark_has_no_such_way_out) {
  static const struct {
    const char *remark;
    uint32_t counts;
  } remarks[] = {{"非刷单", TASKS}, {"无屏幕共享、远程控制", SCREEN | REMOTE}, {"已提示安全账户", SAFE}};
  sets of = build();
  for (size_t i = 0; i < FR_COUNT(remarks); i++) {
    fr__mentions_clear(of.built, of.mentions);
    fr__mentions_add(of.mentions, fr_text_of(remarks[i].remark));
    cr_expect_eq(said(&of), remarks[i].counts, "%s", remarks[i].remark);
  }
  drop(&of);
}

Test(notes, no_disguise_of_what_is_ruled_out) {
  sets of = build();
  fr__mentions_clear(of.built, of.mentions);
  fr__mentions_add_notes(of.mentions, fr_text_of("无屏*幕*共*享"));
  cr_expect_not(of.mentions->disguised);
  fr__mentions_add_notes(of.mentions, fr_text_of("屏*幕*共*享"));
  cr_expect(of.mentions->disguised);
  drop(&of);
}

Test(notes, in_gb18030_too) {
  static const char no_tasks[] = "\xB7\xC7\xCB\xA2\xB5\xA5", tasks[] = "\xA3\xAC\xCB\xA2\xB5\xA5"; /* 非刷单; ，刷单 */
  sets of = build();
  fr__mentions_clear(of.built, of.mentions);
  fr__mentions_add_notes(of.mentions, (fr_text){no_tasks, sizeof no_tasks - 1, FR_ENCODING_GB18030});
  cr_expect_eq(said(&of), 0u);
  fr__mentions_add_notes(of.mentions, (fr_text){tasks, sizeof tasks - 1, FR_ENCODING_GB18030});
  cr_expect_eq(said(&of), (uint32_t)TASKS);
  drop(&of);
}
