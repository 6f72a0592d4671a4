# SPDX-License-Identifier: Apache-2.0
"""The first rows of a file of transfers, written in every format that the command reads, for bench_read.

    build/arrow/bin/python3 bench/read_files.py transfers.csv ROWS FOLDER
"""
import csv
import gzip
import itertools
import json
import pathlib
import sys

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

source, rows, folder = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
with open(source, "rb") as lines:
    text = b"".join(itertools.islice(lines, rows + 1))
(folder / "rows.csv").write_bytes(text)
(folder / "rows.csv.gz").write_bytes(gzip.compress(text, 6))
(folder / "rows.csv.zst").write_bytes(pa.Codec("zstd", 3).compress(text, asbytes=True))
plain = {"true": True, "false": False}
with open(folder / "rows.jsonl", "w") as out:
    for row in csv.DictReader(text.decode().splitlines()):
        out.write(json.dumps({name: plain.get(cell, cell) for name, cell in row.items() if cell}) + "\n")
money = pa.decimal128(18, 2)
kinds = {"time": pa.timestamp("us", "UTC"), "amount": money, "balance_before": money}
header = text.split(b"\n", 1)[0].decode().split(",")
table = pa.csv.read_csv(pa.BufferReader(text), convert_options=pa.csv.ConvertOptions(
    column_types=kinds | {name: pa.string() for name in ("id", "payer", "payee")}, strings_can_be_null=True))
assert table.column_names == header and table.num_rows == rows
pa.parquet.write_table(table, folder / "rows.parquet", compression="zstd")
with pa.ipc.new_file(folder / "rows.arrow", table.schema) as out:
    out.write_table(table, max_chunksize=8192)
with pa.ipc.new_stream(folder / "rows.arrows", table.schema) as out:
    out.write_table(table, max_chunksize=8192)
