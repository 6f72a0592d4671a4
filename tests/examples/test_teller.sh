#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# examples/teller: customers at the counter, in Chinese and English, and input that is no answer.
. tests/examples/lib.sh
program=$FR_BUILD_DIR/bin/example_teller
counter=$root/examples/teller

build_policy "$retail_cn" retail-cn.frb
"$program" retail-cn.frb --time "2026-03-02 10:00:00" <"$counter/counter.zh.txt" >zh.txt
golden teller_zh zh.txt
"$program" retail-cn.frb --time "2026-03-02 10:00:00" --language en <"$counter/counter.en.txt" >en.txt
golden teller_en en.txt
page_shows "$counter/README.md" "what it prints" en.txt
page_shows "$counter/README.md" "in Chinese" zh.txt

# The slip has all that the law asks for, in both languages.
for notice in 原因 放行 请带来 人工复核 异议 到期 暂停至; do says "the slip" "$notice" zh.txt; done
for notice in Why Release "Please bring" "A person decides" "If you disagree" "When the time is over" "It waits until"; do
  says "the slip" "$notice" en.txt
done
# No line is wider than the page. (grep counts characters; the Chinese page is held by its golden.)
if grep -nE '^.{77,}' en.txt | grep -v '> \|: '; then fail "an English line is too wide"; fi

# The answers count: without them the same customer is only warned.
head -11 "$counter/counter.zh.txt" >unanswered.txt
"$program" retail-cn.frb --time "2026-03-02 10:00:00" <unanswered.txt >unanswered.out
says "without answers" "先提醒客户" unanswered.out
says_not "without answers" "暂停" unanswered.out

# What is no answer is asked again; a line longer than any field does not answer the next question.
long=$(printf '%0400d' 0)
printf '%s\n' 6222-1001 "" old 30 "" 6228-2001 "" "" ten 12.345 0 100 "$long" 0 >odd.txt
fails 0 "$program" retail-cn.frb --language en --time "2026-03-02 10:00:00"
"$program" retail-cn.frb --language en --time "2026-03-02 10:00:00" <odd.txt >odd.out
says "an age that is none" "A number, as shown" odd.out
says "an amount that is none" "An amount is written 49900" odd.out
says "then it goes" "May go" odd.out
# An account of 65 bytes, or the payer himself, is a wrong field and no warning.
printf '%s\n' 6222-1001 "" "" "" 6222-1001 "" "" 100 "" 0 >self.txt
"$program" retail-cn.frb --language en --time "2026-03-02 10:00:00" <self.txt >self.out
says "a wrong field" "One field of the form is wrong" self.out

fails 1 "$program" nothing.frb
says "no bundle" "there is no policy to go by: nothing.frb cannot be read" said.txt
fails 2 "$program" retail-cn.frb --time yesterday
finish
