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

# A warned customer may ask for help: then it waits, and he gets the slip. One who goes on has said so.
printf '%s\n' 6222-1003 chen 35 90000 6228-4002 1 1 6000 bike 1 "" "" "" "" "" "" "" "" "" "" 3 3 >help.txt
"$program" retail-cn.frb --time "2026-03-02 10:00:00" <help.txt >help.out
says "asked for help" "[交给客户的单子]" help.out
says "released after help" "已办理" help.out
sed '$d' help.txt | sed '$s/3/2/' >on.txt
"$program" retail-cn.frb --time "2026-03-02 10:00:00" <on.txt >on.out
says "went on" "已办理" on.out

# What the customer declared stays declared when he is asked, and counts; what he tells goes into the notes, and counts as well; that he
# says something else now counts for itself. A closed question that is answered with no says nothing: it is not in the notes.
told() { # told PURPOSE ANSWER SAYS-ELSE, and nothing else is answered
  printf '%s\n' 6222-1003 chen 35 90000 6228-4002 1 1 6000 "$1" 1 "$2" "$3" n n n n n n n n n n n n n n n n n n >told.txt
  "$program" retail-cn.frb --time "2026-03-02 10:00:00" <told.txt >told.out
}
told 刷单本金 买摩托车 n
says "the declared purpose stays" "疑似刷单返利诈骗（task_rebate）" told.out
says_not "the same purpose" "客户前后所说的用途不一致" told.out
says_not "what was asked and not said" "涉案" told.out
told 买摩托车 对方说不要告诉家人 n
says "the notes are read" "附言、用途或柜员记录透露客户受人指使" told.out
told 买摩托车 是押金 y
says "something else now" "客户前后所说的用途不一致" told.out

# Answers may go into attributes of the bank's own; what the law stops no supervisor releases.
cp -r "$retail_cn" own
cat >own/own.yaml <<'END'
attributes: { has_a_parrot: bool }
questions:
  parrot: { ask: { zh: 您有鹦鹉吗？ }, yes: attributes.has_a_parrot }
rules:
  - id: ask_first
    scam: parrots
    when: transfer.amount == 7000.0
    points: 45
    reason: { zh: 七千 }
  - id: parrot
    scam: parrots
    when: attributes.has_a_parrot
    points: 90
    actions: [refuse]
    reason: { zh: 有鹦鹉 }
advice:
  parrots: { customer: { zh: 请看好鹦鹉。 }, ask: [parrot] }
END
sed -i 's|^  - words/account.yaml|&\n  - own.yaml|' own/policy.yaml
build_policy own own.frb
printf '%s\n' 6222-1003 chen 35 90000 6228-4002 1 1 7000 "" 0 y 3 >parrot.txt
"$program" own.frb --time "2026-03-02 10:00:00" <parrot.txt >parrot.out
says "an attribute" "有鹦鹉" parrot.out
says "what the law stops" "按规定不能放行" parrot.out

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
fails 2 "$program" retail-cn.frb --language fr
finish
