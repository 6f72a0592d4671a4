/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts against a policy's phrases: folding and matching, as scoring does it. See bench/README.md.
 *
 *   bench_text [--tiny] BUNDLE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "policy/policy.h"

enum { ROUNDS = 21, CALLS = 20000, TINY = 20, NOTES = 8192, BUNDLE_BYTES = 1 << 24 };

/* A kilobyte of each. What a bank's customers write is far shorter; notes of a teller are like the first. */
static const char ordinary[] =
    "客户上午来到柜台，要求把定期到期的钱转给在外地读书的女儿，说是交下学期的房租和水电费，另外还有一部分用来买电脑。"
    "经办人员核对了身份证件，询问了收款人的姓名和关系，客户回答得很清楚，手机里也有女儿发来的合同照片。"
    "客户说以前一直是用手机转的，这次金额比较大，想当面办理更放心一些。我们提醒他转账之后不能撤回，"
    "请他再核对一遍开户行和户名，他同意了，并在单子上签了字。下午又来了一位做装修的老板，要付给材料商一笔货款，"
    "对方是长期合作的公司，每个月都有往来，发票和送货单都齐全。因为月底人多，他等了大约半个小时，没有什么异常。"
    "最后一位是附近小区的阿姨，她想问清楚养老金什么时候到账，顺便取一点现金去买菜。";
static const char telling[] =
    "他说自己是公安局的民警，我的银行卡涉嫌洗钱，要把资金转到安全账户核查，不要告诉家人，也不能挂电话。"
    "客服退款要先关闭百万保障，屏幕共享以后下载软件，做任务刷单返利，先垫付本金再返佣金。"
    "老师带单稳赚不赔，买币充u，提现要交保证金和解冻费，贷款手续费，验资款，刷流水。"
    "孩子住院押金，领导让代转，原来的账号不用了，请打新账号，注销校园贷，修复征信。";
static const char disguised[] =
    "安 全 账 户，安*全*账*号，安(ān)全(quán)賬(zhàng)戶，ＵＳＤＴ u.s.d.t，返氺，百榢乐，公言正账户，安全账护，"
    "刷·單·本·金，貸款解凍費，百萬保障，原來的帳號不用了，裸。聊，充Ｕ，";
static const char latin[] =
    "Payment of invoice 2026-08-117 to Breath Methods Ltd., ref. ETH-less order no. 4711, thanks. ";

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Whole characters of the pattern again and again, up to so many bytes. */
static uint32_t fill(const char *pattern, uint32_t bytes, char *into) {
  const uint32_t size = (uint32_t)strlen(pattern);
  uint32_t used = 0;
  for (uint32_t at = 0;; at = (at + 1) % size) {
    uint32_t code;
    const uint32_t length = fr__utf8_next(pattern + at, size - at, &code);
    if (used + length > bytes) return used;
    memcpy(into + used, pattern + at, length);
    used += length;
    at += length - 1;
  }
}

/* The median of several rounds. The hash is of what is mentioned, so that nothing is optimised away or changes unseen.
 */
static void measure(const fr__phrases *phrases, uint32_t sets, const char *name, fr_text text, bool tiny) {
  static fr__mentions mentions;
  double times[ROUNDS];
  const uint32_t calls = tiny ? TINY : CALLS;
  uint64_t hash = 0;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    const double began = now_ns();
    for (uint32_t i = 0; i < calls; i++) {
      fr__mentions_clear(phrases, &mentions);
      fr__mentions_add(&mentions, text);
    }
    times[round] = (now_ns() - began) / calls;
  }
  for (uint32_t set = 0; set < sets; set++)
    for (uint32_t level = FR__LEVEL_ANY; level <= FR__LEVEL_STRONG; level++)
      hash = hash * 31 + fr__mentions_reach(&mentions, set, (enum fr__level)level);
  qsort(times, ROUNDS, sizeof *times, ascending);
  printf("%s: %u bytes, %.0f ns (%.0f to %.0f), hash %08x\n", name, text.size, times[ROUNDS / 2], times[0],
         times[ROUNDS - 1], (uint32_t)(hash ^ hash >> 32));
}

int main(int argc, char **argv) {
  const bool tiny = argc == 3 && strcmp(argv[1], "--tiny") == 0;
  static char bundle[BUNDLE_BYTES], text[NOTES];
  FILE *file = argc == (tiny ? 3 : 2) ? fopen(argv[argc - 1], "rb") : NULL;
  fr_policy *policy = NULL;
  fr_error error = FR_ERROR_INIT;
  if (file == NULL || fr_policy_load(bundle, fread(bundle, 1, sizeof bundle, file), &policy, &error) < 0) {
    fprintf(stderr, "bench_text: say bench_text [--tiny] BUNDLE, what fraudrisk policy build made. %s\n",
            error.message);
    return 2;
  }
  fclose(file);
  static const struct {
    const char *name, *pattern;
    uint32_t bytes;
  } texts[] = {
      {"a remark of 20 characters", ordinary, 60}, {"1 KiB of ordinary Chinese", ordinary, 1024},
      {"1 KiB of phrases alone", telling, 1024},   {"1 KiB of disguised phrases", disguised, 1024},
      {"1 KiB of English", latin, 1024},           {"8 KiB of notes", ordinary, NOTES},
  };
  for (size_t i = 0; i < FR_COUNT(texts); i++) {
    const fr_text one = {text, fill(texts[i].pattern, texts[i].bytes, text), FR_ENCODING_UTF8};
    measure(policy->phrases.matcher, policy->phrases.count, texts[i].name, one, tiny);
  }
  const double began = now_ns();
  fr_policy_release(policy);
  file = fopen(argv[argc - 1], "rb");
  if (file == NULL || fr_policy_load(bundle, fread(bundle, 1, sizeof bundle, file), &policy, &error) < 0) return 1;
  printf("loading the policy: %.1f ms\n", (now_ns() - began) / 1e6);
  fclose(file);
  fr_policy_release(policy);
  return 0;
}
