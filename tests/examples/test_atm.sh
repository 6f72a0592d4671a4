#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# examples/atm: what is shown in which language, the 24 hours, the screen as it is drawn, and GB 18030.
. tests/examples/lib.sh
program=$FR_BUILD_DIR/bin/example_atm
keys=$root/examples/atm/keys.txt

build_policy "$retail_cn" retail-cn.frb
atm() { "$program" retail-cn.frb --time "2026-03-02 10:00:00" --pause 0 "$@"; }
atm <"$keys" >plain.txt
golden atm_plain plain.txt
page_shows "$root/examples/atm/README.md" "what it writes" plain.txt

# A machine that cannot show the Chinese page: the transfer waits 24 hours, on a Chinese screen, on an English one, and for a
# foreigner; money for the customer's own account does not wait.
printf '%s\n' 1 62281234 800 1 2 1 1 2 62281234 800 1 2 2 1 1 1 1 >old.txt
atm --chinese-page no <old.txt >old.out
golden atm_old_machine old.out
says "24 hours on a Chinese screen" "等到 2026-03-03 10:00" old.out
says "24 hours on an English screen" "It waits until 2026-03-03 10:10" old.out
atm --chinese-page no --foreigner yes <old.txt >foreigner.out
says "24 hours for a foreigner" "It waits until 2026-03-03 10:10" foreigner.out
printf '%s\n' 1 62221002 800 1 1 >own.txt
atm --chinese-page no <own.txt >own.out
says "the customer's own account" "已转出" own.out

# Shown and confirmed in Chinese, on whatever screen, it goes at once; taken back there, nothing goes.
printf '%s\n' 2 62281234 800 1 1 1 2 62281234 800 1 2 1 >new.txt
atm <new.txt >new.out
says "the page on an English screen" "实时到账，转出后不能撤回。" new.out
says "confirmed" "It has been sent." new.out
says "taken back" "Cancelled. The money is in your" new.out

# Whoever does not press a key, or goes away, has not agreed.
printf '%s\n' 2 62280009 49918.11 1 1 "" >silent.txt
atm <silent.txt >silent.out
says "no key at a warning" "Cancelled. The money is in your" silent.out
says_not "no key at a warning" "It has been sent" silent.out

# A warning shows whom and how much, and stands for a while: the key that goes on does nothing before, and cancelling is never late.
printf '%s\n' 1 62280009 5000 1 1 2 2 1 1 >early.txt
"$program" retail-cn.frb --time "2026-03-02 10:00:00" --on-call yes <early.txt >early.out
says "the pause" "2 继续（30秒后）" early.out
says "too early, and then cancelled" "已取消" early.out
says_not "too early" "已转出" early.out
awk '/^== 请先停一停/ { on = 1 } /^\[/ { on = 0 } on' early.out >warning.txt
says "the warning's payee" "收款人  *小明  62****09" warning.txt
says "the warning's amount" "金额  5,000.00元" warning.txt
checks=$((checks + 1))
[ "$(grep -c '^== 请先停一停' early.out)" -eq 3 ] || fail "a key that came too early: the warning stands again"
{
  printf '%s\n' 1 62280009 5000 1 1 2
  sleep 1.3
  printf '%s\n' 2 1
} | "$program" retail-cn.frb --time "2026-03-02 10:00:00" --on-call yes --pause 1 >late.out
says "after the pause" "已转出" late.out
checks=$((checks + 1))
[ "$(grep -c '^== 请先停一停' late.out)" -eq 2 ] || fail "the pause: the first key came too early and the second did not"

# Whoever uses a relayed card is not the customer: he reads neutral words, no key lets it go, and the host has the customer called.
printf '%s\n' 1 62281234 800 1 1 2 2 62281234 800 1 1 2 1 1 >relayed.txt
atm --relayed yes <relayed.txt >relayed.out
says "neutral words" "这笔转账要先核实" relayed.out
says "neutral words in English" "We need to check this transfer." relayed.out
says_not "no word of the scam" "诈骗" relayed.out
says_not "no key that goes on" "继续" relayed.out
says_not "it does not go" "已转出" relayed.out
says "over another way" "(host) call the customer on the number on file from before any change" relayed.out
says "he may cancel" "Cancelled. The money is in your" relayed.out

# Words that take more than a screen go on another one: nothing is cut.
cp -r "$retail_cn" wordy
sed -i 's/^\( *\)- 24小时后转出，$/\1- 第一行\n\1- 第二行\n\1- 第三行\n\1- 第四行\n\1- 第五行\n\1- 第六行/' \
  wordy/words/general.yaml
build_policy wordy wordy.frb
printf '%s\n' 1 62281234 800 1 1 1 >wordy.txt
"$program" wordy.frb --time "2026-03-02 10:00:00" --chinese-page no <wordy.txt >wordy.out
says "the first screen" "第一行" wordy.out
says "the second screen" "请撤销，拨96110。" wordy.out
says "between them" "[ 1 下一页 ]" wordy.out

# On the screen every row is within its borders, and shows what the pipe shows.
printf '%s\n' 2 62280009 49918.11 1 1 2 2 1 1 1 1 >led.txt
atm --screen full <led.txt >drawn.txt
if command -v python3 >/dev/null; then
  python3 "$root/tests/examples/terminal.py" <drawn.txt >screens.txt || fail "the screen: $(tail -1 screens.txt)"
  golden atm_screens screens.txt
  page_shows "$root/examples/atm/README.md" "what it draws" screens.txt
fi

# What the machine puts out in GB 18030 is what it puts out in UTF-8, the screen and the voice.
atm --encoding gb18030 <"$keys" | iconv -f GB18030 -t UTF-8 >back.txt
cmp -s plain.txt back.txt || fail "GB 18030 says something else"

# An account or an amount that is none is asked for again.
printf '%s\n' 1 6228 abcdefgh 62281234 0 ten 800 2 1 >odd.txt
atm <odd.txt >odd.out
says "asked again" "24小时后转出" odd.out
fails 1 "$program" nothing.frb
fails 2 "$program" retail-cn.frb --screen wide
fails 2 "$program" retail-cn.frb --pause soon
fails 2 "$program" retail-cn.frb --pause -1
finish
