#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Packed files, Parquet and Arrow: the same decisions from each, and each kind of damage with its sentence.
. "$(dirname "$0")/lib.sh"

refused() { # refused FILE TEXT
  status=0
  "$FRAUDRISK" score --policy p.frb --in "$1" >out.txt 2>err.txt || status=$?
  [ "$status" -eq 1 ] || fail "$1: status $status instead of 1"
  says "$1" "$2" err.txt
}
"$FRAUDRISK" policy build -o p.frb "$here/small.yaml" >/dev/null 2>&1
printf '%s\n' "id,time,payer,payee,amount,balance_before" "t1,2026-01-10 09:00:00,A,B,950.00,1000" >good.csv
gzip -c good.csv >good.csv.gz
printf '%s\n' "t2,2026-01-10 10:00:00,A,C,100.5,5000" | tee -a good.csv | gzip -c >>good.csv.gz
"$FRAUDRISK" score --policy p.frb --in good.csv >good.out
"$FRAUDRISK" score --policy p.frb --in good.csv.gz >gz.out
same "two members of gzip" good.out gz.out
head -c 60 good.csv.gz >cut.gz
refused cut.gz "cut.gz: the compressed file ends too early; it was cut"
{ cat good.csv.gz; echo more; } >behind.gz
refused behind.gz "bytes stand behind the end"
printf 'PK\003\004 and more' >book.csv
refused book.csv "is a ZIP or a workbook"

# What is written: packed by its name, whole or not there.
"$FRAUDRISK" score --policy p.frb --in good.csv --out packed.gz
gzip -dc packed.gz >unpacked
same "written as gzip" good.out unpacked
echo before >kept.out
status=0
(ulimit -f 0 && trap '' XFSZ && "$FRAUDRISK" score --policy p.frb --in good.csv --out kept.out 2>full.txt) || status=$?
[ "$status" -eq 1 ] || fail "a full disk: status $status"
echo before >wanted.out
same "a full disk leaves what was there" wanted.out kept.out
[ ! -e kept.out.tmp ] || fail "a full disk leaves kept.out.tmp"

python=$FR_BUILD_DIR/../arrow/bin/python3
if [ ! -x "$python" ]; then
  finish
  exit
fi
"$python" "$here/columns.py"
if "$FRAUDRISK" score --policy p.frb --in exact.parquet 2>&1 | grep -q "this build reads and writes no Parquet"; then
  finish
  exit
fi
for file in exact.parquet exact.arrow exact.arrows local.parquet local.arrow local.arrows; do
  "$FRAUDRISK" score --policy p.frb --in $file >columns.out
  same "decisions of $file" good.out columns.out
done
"$FRAUDRISK" features --policy p.frb --in good.csv --out features.csv
"$FRAUDRISK" features --policy p.frb --in exact.parquet --out features.parquet
"$python" - <<'END' || fail "features as Parquet differ from those as CSV"
import csv
import pyarrow.parquet
table = pyarrow.parquet.read_table("features.parquet")
rows = list(csv.DictReader(open("features.csv")))
assert table.column_names == list(rows[0]), table.column_names
for name in table.column_names:
    for row, value in zip(rows, table[name].to_pylist(), strict=True):
        cell = row[name]
        same = {bool: lambda: cell == str(value).lower(), int: lambda: int(cell) == value,
                float: lambda: float(cell) == value, str: lambda: cell == value}
        assert cell == "" if value is None else same[type(value)](), (name, cell, value)
END
for file in nested.parquet nested.arrow nested.arrows; do
  refused $file "$file: the column remark is of type list<"
done
refused bad_type.parquet "the column time is of type bool, which cannot be read as such; cast it to timestamp or string"
refused lzo.parquet "the column amount is packed by lzo"
for file in exact.parquet exact.arrow exact.arrows; do
  refused cut.$file "cut.$file: "
  refused behind.$file "behind.$file: "
done
refused noend.arrows "the stream has no mark at its end; it was cut"

# The module is loaded only for such files; a command without it, or with something else in its place, says so.
mkdir -p alone/bin alone/lib/fraudrisk
cp "$FRAUDRISK" alone/bin/
FRAUDRISK=$work/alone/bin/fraudrisk
module=$work/alone/bin/$(cd "$FR_BUILD_DIR/bin" && find .. -path "*/fraudrisk/fraudrisk_arrow.so")
mkdir -p "$(dirname "$module")"
refused exact.parquet "exact.parquet: this build reads and writes no Parquet or Arrow files; install libarrow-dev"
refused exact.arrows "exact.arrows: this build reads and writes no Parquet or Arrow files; install libarrow-dev"
"$FRAUDRISK" score --policy p.frb --in good.csv >alone.out
same "CSV without the module" good.out alone.out
echo "no library" >"$module"
refused exact.parquet "the module for Parquet and Arrow files cannot be loaded; install it again: "
cp "$FR_LIBRARY" "$module"
refused exact.parquet "undefined symbol: fraudrisk_arrow_1"
finish
