# SPDX-License-Identifier: Apache-2.0
"""Edits a segment of a journal as somebody would who knows the format and has no key:
edit_journal.py inserted|deleted|reordered|forged SEGMENT

Records keep their CRC where they stand twice, are gone or have another order; of a forged one it is mended."""
import os
import struct
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "journal"))
from check_format import crc32c, item  # noqa: E402

what, path = sys.argv[1:3]
data = open(path, "rb").read()
header, at = item(data, 0)
seed = crc32c(struct.pack("<Q", header[6]), crc32c(header[3]))
records = []
while data[at] != 0:
    fields, end = item(data, at)
    if fields[0] == 1:
        records.append((at, end, fields))
    at = end
(begin, middle, _), (follows, behind, _) = next(
    pair for pair in zip(records[20:], records[21:]) if pair[0][1] == pair[1][0])
first, second = data[begin:middle], data[follows:behind]
if what == "inserted":
    made = data[:middle] + first + data[middle:]
elif what == "deleted":
    made = data[:begin] + data[middle:]
elif what == "reordered":
    made = data[:begin] + second + first + data[behind:]
else:
    body = bytearray(first[:-5])
    body[-1] ^= 1
    made = data[:begin] + body + b"\x44" + struct.pack("<I", crc32c(body, seed)) + data[middle:]
with open(path, "wb") as file:
    file.write((made + bytes(len(data)))[:len(data)])
