# SPDX-License-Identifier: Apache-2.0
"""The same two transfers as Parquet, Arrow file and Arrow stream, in several types, none of them, and files that cannot
be read."""
import decimal

import pyarrow as pa
import pyarrow.parquet as parquet

amounts = [decimal.Decimal("950.00"), decimal.Decimal("100.50")]
micro = [1768006800000000, 1768010400000000]
rest = {"payee": ["B", "C"], "balance_before": [1000, 5000]}
exact = pa.table({
    "id": ["t1", "t2"], "time": pa.array(micro, pa.timestamp("us", "UTC")),
    "payer": pa.array(["A", "A"]).dictionary_encode(), "amount": pa.array(amounts, pa.decimal128(18, 2)), **rest})
local = pa.table({
    "id": pa.array(["t1", "t2"], pa.large_string()),
    "time": pa.array([(us // 1000000 + 8 * 3600) * 1000 for us in micro], pa.timestamp("ms")),
    "payer": ["A", "A"], "amount": [950.0, 100.5], **rest})


def write(name, table):
    parquet.write_table(table, name + ".parquet", compression="zstd", row_group_size=1)
    with pa.ipc.new_file(name + ".arrow", table.schema) as out:
        out.write_table(table)
    with pa.ipc.new_stream(name + ".arrows", table.schema) as out:
        out.write_table(table, max_chunksize=1)


write("exact", exact)
write("local", local)
write("nested", exact.append_column("remark", pa.array([["a"], ["b"]])))
parquet.write_table(exact.drop_columns(["time"]).append_column("time", pa.array([True, False])), "bad_type.parquet")
parquet.write_table(exact, "gzip.parquet", compression="gzip")
packed = open("gzip.parquet", "rb").read()
codec = b"\x06amount\x15\x04"  # in the footer: the name, then codec 2 (gzip) as a zigzag number
assert codec in packed
open("lzo.parquet", "wb").write(packed.replace(codec, b"\x06amount\x15\x06"))
for name in ("exact.parquet", "exact.arrow", "exact.arrows"):
    whole = open(name, "rb").read()
    open("cut." + name, "wb").write(whole[:len(whole) * 2 // 3])
    open("behind." + name, "wb").write(whole + b"more")
open("noend.arrows", "wb").write(open("exact.arrows", "rb").read()[:-8])
write("empty", exact.slice(0, 0))
parquet.write_table(exact, "indexed.parquet", row_group_size=1, write_page_index=True)
for kind in ("parquet", "arrow", "arrows"):
    for first, second in (("exact", "exact"), ("exact", "local"), ("empty", "exact"), ("exact", "empty")):
        both = b"".join(open(f"{name}.{kind}", "rb").read() for name in (first, second))
        open(f"{first}_{second}.{kind}", "wb").write(both)
