# SPDX-License-Identifier: Apache-2.0
#
# Helpers of the tests of examples/. Each program runs on the shipped policy, and all that it says is compared with
# golden/NAME.txt: a change of the policy or its words shows there. After one that is meant, run with UPDATE=1 and read the
# difference.
set -eu
root=$PWD
golden=$root/tests/examples/golden
retail_cn=${FR_POLICY:-$root/policies/retail-cn} # FR_POLICY=FOLDER tries another policy
if [ ! -x "$FRAUDRISK" ]; then
  echo "skipped: the command fraudrisk is not built"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
checks=0
failures=0

fail() {
  echo "FAILED $*"
  failures=$((failures + 1))
}

# build_policy FOLDER BUNDLE
build_policy() {
  "$FRAUDRISK" policy build -o "$2" "$1" >build.txt 2>&1 || {
    cat build.txt
    exit 1
  }
}

# golden NAME FILE: what was said is what is written down.
golden() {
  checks=$((checks + 1))
  if [ -n "${UPDATE:-}" ]; then
    cp "$2" "$golden/$1.txt"
  elif ! diff -u "$golden/$1.txt" "$2" >difference.txt; then
    fail "$1: differs from tests/examples/golden/$1.txt"
    head -60 difference.txt
  fi
}

# says WHAT TEXT FILE, and says_not
says() {
  checks=$((checks + 1))
  grep -qF -- "$2" "$3" || fail "$1: \"$2\" is not in: $(head -c 600 "$3")"
}
says_not() {
  checks=$((checks + 1))
  if grep -qF -- "$2" "$3"; then fail "$1: \"$2\" is in $(grep -F -- "$2" "$3" | head -1)"; fi
}

# page_shows PAGE WHAT FILE: the lines of the block behind the comment <!-- WHAT --> stand in the file, one behind
# another. UPDATE=1 brings the block up to what the file has between its first line and its last.
page_shows() {
  checks=$((checks + 1))
  [ -z "${UPDATE:-}" ] || python3 "$root/tests/examples/refresh.py" "$1" "$2" "$3" || fail "$1 needs a hand"
  awk -v begin="<!-- $2" 'index($0, begin) == 1 { found = 1; next } found && /^```/ { if (inside) exit; inside = 1; next }
    inside { print }' "$1" >block.txt
  [ -s block.txt ] || fail "$1 has no block behind <!-- $2 -->"
  awk 'NR == FNR { want[++count] = $0; next } { have[++rows] = $0 }
    END { for (i = 0; i + count <= rows; i++) { for (j = 1; j <= count && want[j] == have[i + j]; j++) continue
      if (j > count) exit 0 } exit 1 }' block.txt "$3" || fail "$1: what it shows behind <!-- $2 --> is not what is printed"
}

# fails STATUS COMMAND…: it ends with this status, and what it says is in said.txt.
fails() {
  wanted=$1 status=0
  shift
  checks=$((checks + 1))
  "$@" >said.txt 2>&1 </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || fail "$*: status $status instead of $wanted: $(head -c 300 said.txt)"
}

finish() {
  echo "$checks checks, $failures failed"
  [ "$failures" -eq 0 ]
}
