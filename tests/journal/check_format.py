# SPDX-License-Identifier: Apache-2.0
"""Reads a segment as docs/journal.md describes it, with nothing of the library: every item's form and CRC, every
seal's root and chain. Says what it found. check_format.py SEGMENT"""
import hashlib
import struct
import sys


def crc32c(data, value=0):
    value ^= 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0x82F63B78 if value & 1 else value >> 1
    return value ^ 0xFFFFFFFF


def head(data, at):
    major, low = data[at] >> 5, data[at] & 31
    if low < 24:
        return major, low, at + 1
    size = 1 << (low - 24)
    value = int.from_bytes(data[at + 1:at + 1 + size], "big")
    assert size <= 8 and value >= (24 if size == 1 else 1 << 4 * size), "not the shortest form"
    return major, value, at + 1 + size


def item(data, at):
    """The fields of the array at a place, and where it ends."""
    major, count, at = head(data, at)
    assert major == 4
    fields = []
    for _ in range(count):
        major, value, at = head(data, at)
        if major in (2, 3):
            fields.append(bytes(data[at:at + value]))
            at += value
        else:
            assert major in (0, 1)
            fields.append(value if major == 0 else -1 - value)
    return fields, at


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root(leaves):
    """MTH of RFC 6962, 2.1."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha(b"\1", root(leaves[:k]), root(leaves[k:]))


def main():
    data = open(sys.argv[1], "rb").read()
    header, at = item(data, 0)
    assert header[:3] == [0, b"fraudrisk journal", 1] and header[6] == 1, "the first segment of a journal, in format 1"
    assert header[-1] == struct.pack("<I", crc32c(data[:at - 5]))
    seed = crc32c(struct.pack("<Q", header[6]), crc32c(header[3]))
    chain, leaves, seals, signed, marks, blocks = header[10], [], 0, 0, 0, header[9]
    assert chain == bytes(32) and blocks == 0
    while at < len(data) and data[at] != 0:
        begin = at
        fields, at = item(data, at)
        assert fields[-1] == struct.pack("<I", crc32c(data[begin:at - 5], seed)), "CRC"
        if fields[0] == 1:
            assert fields[1] == len(leaves) + 1 and len(fields) == 5
            leaves.append(sha(b"\0", data[begin:at]))
        elif fields[0] == 2:
            seals += 1
            signed += fields[5] != 0
            assert fields[1] == seals and fields[3] == root(leaves[:fields[2]]) and len(fields) == 8
            chain = sha(b"\2", chain, fields[3], struct.pack("<Q", fields[2]))
            assert fields[4] == chain and len(fields[6]) == (64 if fields[5] else 0)
        else:
            marks += 1
            assert fields[0] == 3 and fields[1] <= len(leaves) and len(fields) == 3
    assert not any(data[at:])
    print(f"{len(leaves)} records, {seals} seals, {signed} signed, {marks} marks")


if __name__ == "__main__":
    main()
