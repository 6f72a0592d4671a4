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

# Nothing, no text, and a file that changes its columns half-way: bad rows are told with their line, the rest is scored.
: >none.parquet
refused none.parquet "none.parquet:1: the file is empty"
printf '\177ELF\002\001\000\001 and so on\n' >program.bin
refused program.bin "program.bin: is no text; CSV, JSON lines, Parquet and Arrow are read"
printf '\000\000\n' | gzip -c >zeros.csv.gz
refused zeros.csv.gz "zeros.csv.gz: is no text"
{
  cat good.csv
  echo "t3,2026-01-10 11:00:00,A,C,5.00"
  echo "t4,2026-01-10 11:00:00,A,C,5.00,900,more"
} >changed.csv
refused changed.csv "changed.csv:4: the row ends early: 5 cells of 6; the file may have been cut"
says changed.csv "changed.csv:5: the row has 7 cells, the header 6" err.txt
says changed.csv "2 rows were not scored" err.txt
same "the rows before" good.out out.txt

# Two files joined with both headers: the run stops at the second, in whatever order its names are, or follows it.
{
  cat good.csv
  echo "t3,2026-01-10 11:00:00,A,C,5.00,900"
} >three.csv
"$FRAUDRISK" score --policy p.frb --in three.csv >three.out
{ cat good.csv; head -1 good.csv; tail -1 three.csv; } >joined.csv
{ cat good.csv; echo "amount,id,time,payer,payee,balance_before"; echo "5.00,t3,2026-01-10 11:00:00,A,C,900"; } >other_order.csv
{ cat good.csv; echo 'amount,"id",time,payer,payee,balance_before'; printf '5.00,t3,"2026-01-10 11:00:00",A,C,900\r\n'; } >quoted.csv
for file in joined other_order quoted; do
  refused $file.csv "$file.csv:4: the header stands here once more, so two files were joined; leave this line out"
  "$FRAUDRISK" score --policy p.frb --in $file.csv --header-again follow >followed.out || fail "$file.csv is not followed"
  same "$file.csv, followed" three.out followed.out
done
# Columns that are not used stay where they are; a header that has them elsewhere is not followed.
sed 's/^id,/id,extra,/; s/^t\([0-9]\),/t\1,x,/' joined.csv >extra.csv
sed '4s/.*/extra,id,time,payer,payee,amount,balance_before/' extra.csv >extra_moved.csv
"$FRAUDRISK" score --policy p.frb --ignore-columns --header-again follow --in extra.csv >followed.out 2>/dev/null || fail "extra.csv"
same "extra.csv, followed" three.out followed.out
"$FRAUDRISK" score --policy p.frb --ignore-columns --header-again follow --in extra_moved.csv >followed.out 2>err.txt &&
  fail "a header that moves unused columns is followed"
says "unused columns that move" "extra_moved.csv:4: the header stands here once more, but not with the columns that are used" err.txt
# A cell that is called as a column is no header.
{ head -1 good.csv; echo "time,2026-01-10 09:00:00,payer,payee,950.00,1000"; } >named.csv
"$FRAUDRISK" score --policy p.frb --in named.csv >out.txt || fail "a row with names of columns is refused"
status=0
"$FRAUDRISK" score --policy p.frb --in good.csv --in changed.csv >out.txt 2>err.txt || status=$?
[ "$status" -eq 2 ] || fail "--in twice: status $status instead of 2"
says "--in twice" "--in is given twice; one file is read" err.txt

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
# left_out WHY: what stands above was checked; a test that left half of itself out is no test that passed.
left_out() {
  finish || exit 1
  echo "skipped: Parquet and Arrow files are left out: $1"
  exit 77
}
[ -x "$python" ] || left_out "build/arrow with pyarrow is not there (scripts/setup makes it)"
"$python" "$here/columns.py"
if "$FRAUDRISK" score --policy p.frb --in exact.parquet 2>&1 | grep -q "this build reads and writes no Parquet"; then
  left_out "this build reads none"
fi
for file in exact.parquet exact.arrow exact.arrows local.parquet local.arrow local.arrows; do
  "$FRAUDRISK" score --policy p.frb --in $file >columns.out
  same "decisions of $file" good.out columns.out
done
"$FR_BUILD_DIR/bin/bench_read" good.csv good.csv.gz local.parquet local.arrow local.arrows >read.txt ||
  fail "the library's structs differ between formats: $(cat read.txt)"
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
# No rows are fine; more than one file in one is not.
for file in empty.parquet empty.arrow empty.arrows; do
  status=0
  "$FRAUDRISK" score --policy p.frb --in $file >out.txt 2>err.txt || status=$?
  [ "$status" -eq 0 ] && [ ! -s out.txt ] && [ ! -s err.txt ] || fail "$file: status $status: $(cat err.txt)"
done
"$FRAUDRISK" score --policy p.frb --in indexed.parquet >columns.out
same "a file with page indexes" good.out columns.out
for pair in exact_exact exact_local empty_exact exact_empty; do
  refused $pair.parquet "$pair.parquet: several Parquet files were joined end to end; read them one by one"
  refused $pair.arrow "$pair.arrow: several Arrow files were joined end to end; read them one by one"
  refused $pair.arrows "$pair.arrows: bytes stand behind the end of the stream"
done

# A disk that fills up while Parquet is written: said, and what was there stays.
ln -s /dev/full full.parquet
status=0
"$FRAUDRISK" features --policy p.frb --in good.csv --out full.parquet 2>err.txt || status=$?
[ "$status" -eq 1 ] || fail "full.parquet: status $status instead of 1"
says "a full disk" "full.parquet: cannot be written: No space left on device" err.txt
cp features.parquet wanted.parquet
status=0
(ulimit -f 1 && trap '' XFSZ && "$FRAUDRISK" features --policy p.frb --in good.csv --out features.parquet 2>err.txt) ||
  status=$?
[ "$status" -eq 1 ] || fail "a disk that is full half-way: status $status"
says "a disk that is full half-way" "features.parquet: cannot be written: File too large" err.txt
same "a full disk leaves the Parquet that was there" wanted.parquet features.parquet
[ ! -e features.parquet.tmp ] || fail "a full disk leaves features.parquet.tmp"

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
