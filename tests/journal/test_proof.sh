#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The script that docs/journal.md gives an examiner takes the golden proof, openssl its signature; and neither takes one in
# which anything is changed.
set -eu
for tool in python3 openssl; do
  command -v "$tool" >/dev/null || {
    echo "skipped: $tool is not there"
    exit 77
  }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
golden=$PWD/tests/journal/golden
sed -n '/^```python$/,/^```$/p' docs/journal.md | sed '1d;$d' >"$work/check.py"
cd "$work"

good() {
  python3 check.py "$1" >said.txt 2>&1 &&
    openssl pkeyutl -verify -pubin -inkey "$golden/public.pem" -rawin -in statement.bin -sigfile signature.bin >>said.txt 2>&1
}
good "$golden/format-1.proof.json" || {
  echo "FAILED the golden proof does not verify"
  cat said.txt
  exit 1
}
grep -q '^record 37 stands under the root that statement.bin names$' said.txt

# One hex digit of each field, the order of the path, each number.
python3 - "$golden/format-1.proof.json" <<'END'
import json
import sys

proof = json.load(open(sys.argv[1]))
count = 0


def write(changed):
    global count
    count += 1
    json.dump(changed, open(f"bad{count}.json", "w"))


def other(text, at):
    return text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1:]


for name in ("record", "root", "chain", "statement", "signature"):
    for at in (0, len(proof[name]) // 2, len(proof[name]) - 1):
        write({**proof, name: other(proof[name], at)})
for name in ("sequence", "leaf_index", "tree_size"):
    for step in (-1, 1):
        write({**proof, name: proof[name] + step})
for i in range(len(proof["path"])):
    write({**proof, "path": proof["path"][:i] + proof["path"][i + 1:]})
    write({**proof, "path": proof["path"][:i] + [other(proof["path"][i], 5)] + proof["path"][i + 1:]})
write({**proof, "path": proof["path"][::-1]})
write({**proof, "path": proof["path"] + proof["path"][:1]})
END
tried=0
for bad in bad*.json; do
  tried=$((tried + 1))
  if good "$bad"; then
    echo "FAILED a changed proof verifies: $bad"
    exit 1
  fi
done
[ "$tried" -ge 30 ]
