#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Spoils a signed document in one way: spoil.py HOW FROM TO

Its parts are cut out by hand, so that forms come out which no encoder would write. None of them needs a signature that
is right: what is wrong is seen before any is looked at, but for `forged`.
"""
import hashlib
import sys


def head(major, size):
    """In its shortest form."""
    if size < 24:
        return bytes([major << 5 | size])
    width = 1 if size < 256 else 2 if size < 65536 else 4
    return bytes([major << 5 | {1: 24, 2: 25, 4: 26}[width]]) + size.to_bytes(width, "big")


def string_at(data, at, major):
    """The content of a byte string or text, and where it ends."""
    assert data[at] >> 5 == major
    low = data[at] & 31
    width = {24: 1, 25: 2, 26: 4}.get(low, 0)
    size = low if width == 0 else int.from_bytes(data[at + 1:at + 1 + width], "big")
    begin = at + 1 + width
    return data[begin:begin + size], begin + size


class Document:
    def __init__(self, data):
        assert data[:3] == b"\xd8\x62\x84"
        self.outer, self.end = data[:3], b""
        self.body, at = string_at(data, 3, 2)
        self.unprotected = data[at:at + 1]
        assert self.unprotected == b"\xa0"
        self.payload, at = string_at(data, at + 1, 2)
        self.signers = []
        self.count, at = data[at] & 31, at + 1
        for _ in range(self.count):
            assert data[at] == 0x83
            headers, at = string_at(data, at + 1, 2)
            assert data[at] == 0xA0
            signature, at = string_at(data, at + 1, 2)
            self.signers.append([headers, signature])
        assert at == len(data)

    def bytes(self):
        made = self.outer + head(2, len(self.body)) + self.body + self.unprotected
        made += head(2, len(self.payload)) + self.payload + head(4, self.count)
        for headers, signature in self.signers:
            made += b"\x83" + head(2, len(headers)) + headers + b"\xa0" + head(2, len(signature)) + signature
        return made + self.end


def once(data, old, new):
    assert old in data, old
    return data.replace(old, new, 1)


def key_id(headers):
    return headers[headers.index(b"\x04\x50") + 2:][:16]


def spoil(document, how):
    first = document.signers[0]
    second = document.signers[1]
    if how == "unknown-algorithm":  # -35
        first[0] = once(first[0], b"\xa3\x01\x27", b"\xa3\x01\x38\x22")
    elif how == "downgrade":  # from Ed25519 to ECDSA
        first[0] = once(first[0], b"\xa3\x01\x27", b"\xa3\x01\x26")
    elif how == "empty-key-id":
        first[0] = once(first[0], b"\x04\x50" + key_id(first[0]), b"\x04\x40")
    elif how == "no-key-id":
        first[0] = once(once(first[0], b"\x04\x50" + key_id(first[0]), b""), b"\xa3", b"\xa2")
    elif how == "one-key-twice":
        second[0] = once(second[0], key_id(second[0]), key_id(first[0]))
    elif how == "other-role":
        first[0] = once(first[0], b"\x66author", b"\x67auditor")
    elif how == "role-of-controls":
        first[0] = once(first[0], b"\x66author", b"\x66\x1b[31m\n")
    elif how == "forged":
        second[1] = second[1][:-1] + bytes([second[1][-1] ^ 1])
    elif how == "unprotected-header":
        document.unprotected = b"\xa1\x01\x27"
    elif how == "other-content":
        document.body = b"\xa1\x03\x6atext/plain"
    elif how == "trailing":
        document.end = b"\x00"
    elif how == "trailing-inside":
        document.payload += b"\x00"
    elif how == "header-twice":
        first[0] = b"\xa3\x01\x27\x01\x27\x04\x50" + key_id(first[0])
    elif how == "key-twice":  # "hold" stands before "name"
        document.payload = once(document.payload, b"\x64name", b"\x64hold")
    elif how == "order":
        document.payload = once(document.payload, b"\x64name", b"\x64full")
    elif how == "long-form":
        document.outer = b"\xd8\x62\x98\x04"
    elif how == "long-form-inside":
        document.payload = bytes([0xB8, document.payload[0] & 31]) + document.payload[1:]
    elif how == "indefinite":
        document.unprotected = b"\xbf\xff"
    elif how == "indefinite-inside":
        document.payload = b"\xbf" + document.payload[1:]
    elif how == "cut":
        document.signers[1][1] = document.signers[1][1][:-1]
    else:
        sys.exit(__doc__)


def main():
    how, source, target = sys.argv[1:]
    with open(source, "rb") as file:
        document = Document(file.read())
    bare = how.removeprefix("unsigned-")
    if bare != how:  # the same of one without signatures, whose digest is right
        spoil(document, bare)
        made = document.payload + hashlib.sha256(document.payload).digest()
    else:
        spoil(document, how)
        made = document.bytes()
    with open(target, "wb") as file:
        file.write(made)


main()
