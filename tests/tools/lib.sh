# SPDX-License-Identifier: Apache-2.0
#
# Helpers of the script tests. FRAUDRISK is the command; what it says is compared with golden/NAME.txt. After a change
# that is meant, run with UPDATE=1 and read the difference.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${FRAUDRISK:?name the command to test}"
case $FRAUDRISK in /*) ;; *) FRAUDRISK=$PWD/$FRAUDRISK ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failures=0
cases=0

# run NAME STATUS ARGUMENTS…: runs the command and compares its exit status and all that it says.
run() {
  name=$1 wanted=$2
  shift 2
  status=0
  "$FRAUDRISK" "$@" >out.txt 2>err.txt </dev/null || status=$?
  compare
}

# run_stdin NAME STATUS FILE ARGUMENTS…: the same with a file on standard input.
run_stdin() {
  name=$1 wanted=$2 from=$3
  shift 3
  status=0
  "$FRAUDRISK" "$@" >out.txt 2>err.txt <"$from" || status=$?
  compare
}

# run_said NAME FILE: what a loop said, gathered in a file, is compared the same way.
run_said() {
  name=$1 wanted=0 status=0
  cp "$2" out.txt
  : >err.txt
  compare
}

compare() {
  cases=$((cases + 1))
  {
    cat out.txt
    echo "--- said"
    cat err.txt
    echo "--- status $status"
  } >said.txt
  [ "$status" -eq "$wanted" ] || fail "$name: status $status instead of $wanted: $(head -c 300 err.txt)"
  if [ -n "${UPDATE:-}" ]; then
    cp said.txt "$here/golden/$name.txt"
  elif ! diff -u "$here/golden/$name.txt" said.txt >diff.txt; then
    fail "$name: differs from golden/$name.txt"
    head -40 diff.txt
  fi
}

fail() {
  echo "FAILED $*"
  failures=$((failures + 1))
}

# same WHAT A B: two files that must be equal to the byte.
same() {
  cases=$((cases + 1))
  cmp -s "$2" "$3" || fail "$1: $2 and $3 differ"
}

# says WHAT TEXT FILE: a file that must hold a text.
says() {
  cases=$((cases + 1))
  grep -qF -- "$2" "$3" || fail "$1: \"$2\" is not in: $(head -c 400 "$3")"
}

finish() {
  echo "$cases checks, $failures failed"
  [ "$failures" -eq 0 ]
}
