#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks signed bundles with tools that know nothing of this project.

  check.py cddl SCHEMA BUNDLE…            the bundle has the shape of docs/schema/bundle.cddl; changed ones do not
  check.py switches SCHEMA DOCUMENT…      a signed document of switches has its shape
  check.py example SCHEMA DOCUMENT        so has the example in docs/bundle.md
  check.py cose BUNDLE ROLE=PEM…          every signature verifies under the public key of its role, by pycose; SM2, for
                                          which COSE has no number, by the equations of GB/T 32918 written out here
"""

import base64
import hashlib
import io
import json
import sys

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

ED25519, P256, SM2 = -8, -7, -65537


def items_of(sequence):
    """The items of a CBOR sequence."""
    stream, items = io.BytesIO(sequence), []
    while stream.tell() < len(sequence):
        items.append(cbor2.load(stream))
    return items


# ---- shape -----------------------------------------------------------------------------------------------------------


class Schema:
    def __init__(self, path):
        from zcbor.zcbor.zcbor import CddlValidationError, DataTranslator
        self.refused = CddlValidationError
        # Only whether it fits is asked; the objects that zcbor makes of it have no use here, nor names for all fields.
        DataTranslator._construct_obj = lambda self, parts: tuple(parts)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        # zcbor takes .cborseq for one item only: the sequence is checked as the array that it stands for.
        assert "bstr .cborseq content" in text
        self.types = DataTranslator.from_cddl(text.replace("bstr .cborseq content", "bstr"), 1000000).my_types

    def fits(self, kind, value):
        try:
            self.types[kind].validate_str(cbor2.dumps(value))
            return True
        except self.refused:
            return False


def changes():
    """Pairs of a name and a function that spoils an envelope or a content."""
    def header(value, place, key, new):
        headers = cbor2.loads(value[3][0][0])
        if new is None:
            del headers[key]
        else:
            headers[key] = new
        value[3][0][0] = cbor2.dumps(headers)

    yield "envelope", "no signatures", lambda v: v[3].clear()
    yield "envelope", "an unprotected header", lambda v: v[1].update({1: -8})
    yield "envelope", "a short signature", lambda v: v[3][0].__setitem__(2, v[3][0][2][:-1])
    yield "envelope", "an empty key id", lambda v: header(v, 0, 4, b"")
    yield "envelope", "no key id", lambda v: header(v, 0, 4, None)
    yield "envelope", "no role", lambda v: header(v, 0, "role", None)
    yield "envelope", "an unknown algorithm", lambda v: header(v, 0, 1, -35)
    yield "envelope", "another content type", lambda v: v.__setitem__(0, cbor2.dumps({3: "text/plain"}))
    yield "envelope", "a fifth part", lambda v: v.append(0)
    yield "content", "an unknown key", lambda v: v[0].update({"zzzzzzzzzzzzzzzz": 1})
    yield "content", "a key missing", lambda v: v[0].pop("rules")
    yield "content", "a version as a text", lambda v: v[0].update({"version": "7"})
    yield "content", "points beyond the range", lambda v: v[0]["rules"][0].update({"points": 1000001})
    yield "content", "a moment before 1970", lambda v: v[0].update({"valid_from": -1})
    yield "content", "a test without an outcome", lambda v: v[1][0].pop()
    yield "content", "an unknown field of a transfer", lambda v: v[1][0][2].update({25: 1})
    yield "content", "a third item", lambda v: v.append([])


def check_cddl(schema, path):
    with open(path, "rb") as file:
        data = file.read()
    bad = []

    def parts():
        envelope = cbor2.loads(data)
        return envelope, items_of(envelope.value[2])

    envelope, content = parts()
    if not schema.fits("signed-bundle", envelope):
        bad.append("the envelope does not fit")
    if not schema.fits("content", content):
        bad.append("the content does not fit")
    refused = 0
    for where, name, change in changes():
        envelope, content = parts()
        spoilt = envelope.value if where == "envelope" else content
        change(spoilt)
        fits = schema.fits("signed-bundle", envelope) if where == "envelope" else schema.fits("content", content)
        if fits:
            bad.append(f"{name}: fits all the same")
        refused += not fits
    print(f"{path}: fits; {refused} changed ones do not" if not bad else f"{path}: {'; '.join(bad)}")
    return not bad


def check_switches(schema, path):
    with open(path, "rb") as file:
        data = file.read()
    envelope, wrong, content = cbor2.loads(data), cbor2.loads(data), cbor2.loads(cbor2.loads(data).value[2])
    content["number"] = "1"
    wrong.value[2] = cbor2.dumps(content)
    fits = schema.fits("signed-switches", envelope) and not schema.fits("signed-switches", wrong)
    fits = fits and not schema.fits("signed-bundle", envelope)
    print(f"{path}: {'fits' if fits else 'does not fit, or a changed one does'}")
    return fits


def in_order(value):
    """Maps as they are encoded, which is how the schema has them."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=lambda key: (len(key.encode()), key.encode()))}
    return [in_order(item) for item in value] if isinstance(value, list) else value


def check_example(schema, path):
    """Its diagnostic notation happens to be JSON."""
    with open(path, encoding="utf-8") as file:
        example = json.loads(file.read().split("```cbor-diag\n")[1].split("```")[0])
    fits = schema.fits("policy", in_order(example))
    print(f"{path}: the example {'fits' if fits else 'does not fit'}")
    return fits


# ---- SM2 by hand (GB/T 32918.2, the curve of GB/T 32918.5) -----------------------------------------------------------

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)


def add(one, other):
    if one is None or other is None:
        return one or other
    if one[0] == other[0] and (one[1] + other[1]) % P == 0:
        return None
    if one == other:
        slope = (3 * one[0] * one[0] + A) * pow(2 * one[1], -1, P) % P
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def times(factor, point):
    result = None
    while factor:
        if factor & 1:
            result = add(result, point)
        point, factor = add(point, point), factor >> 1
    return result


def sm3(*parts):
    return hashlib.new("sm3", b"".join(parts)).digest()


def sm2_verifies(point, message, signature, identity=b"1234567812345678"):
    def number(value):
        return value.to_bytes(32, "big")

    z = sm3((8 * len(identity)).to_bytes(2, "big"), identity, number(A), number(B), number(G[0]), number(G[1]),
            number(point[0]), number(point[1]))
    e = int.from_bytes(sm3(z, message), "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    t = (r + s) % N
    if len(signature) != 64 or not 0 < r < N or not 0 < s < N or t == 0:
        return False
    return (e + add(times(s, G), times(t, point))[0]) % N == r


# ---- signatures ------------------------------------------------------------------------------------------------------


def pem_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def spki_of(pem):
    return base64.b64decode(b"".join(pem.split(b"\n")[1:-2]))


def pycose_verifies(data, place, pem):
    from pycose.keys import EC2Key, OKPKey
    from pycose.messages import SignMessage
    key = load_pem_public_key(pem)
    if isinstance(key, ec.EllipticCurvePublicKey):
        numbers = key.public_numbers()
        own = EC2Key(crv="P_256", x=numbers.x.to_bytes(32, "big"), y=numbers.y.to_bytes(32, "big"))
    else:
        own = OKPKey(crv="ED25519", x=key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    # Alone in the document: a number of the private range beside it is more than pycose reads.
    document = cbor2.loads(data)
    document.value[3] = [document.value[3][place]]
    signer = SignMessage.decode(cbor2.dumps(document)).signers[0]
    signer.key = own
    return signer.verify_signature()


def check_cose(path, keys):
    with open(path, "rb") as file:
        data = file.read()
    body, _, payload, signatures = cbor2.loads(data).value
    good, seen = True, set()
    for place, (headers, _, signature) in enumerate(signatures):
        said = cbor2.loads(headers)
        pem = pem_bytes(keys[said["role"]])
        spki = spki_of(pem)
        right = hashlib.sha256(spki).digest()[:16] == said[4]
        if said[1] == SM2:
            message = cbor2.dumps(["Signature", body, headers, b"", payload])
            point = int.from_bytes(spki[-64:-32], "big"), int.from_bytes(spki[-32:], "big")
            right = right and sm2_verifies(point, message, signature)
            right = right and not sm2_verifies(point, message + b" ", signature)
        else:
            spoilt = data.replace(b"fraudrisk", b"fraudrisc", 2)
            right = right and pycose_verifies(data, place, pem)
            right = right and spoilt != data and not pycose_verifies(spoilt, place, pem)
        print(f"{path}: {said['role']}, algorithm {said[1]}: {'verified' if right else 'WRONG'}")
        good = good and right
        seen.add(said["role"])
    return good and seen == set(keys)


def main():
    if len(sys.argv) > 3 and sys.argv[1] == "cddl":
        schema = Schema(sys.argv[2])
        good = all([check_cddl(schema, path) for path in sys.argv[3:]])
    elif len(sys.argv) > 3 and sys.argv[1] == "switches":
        good = all([check_switches(Schema(sys.argv[2]), path) for path in sys.argv[3:]])
    elif len(sys.argv) == 4 and sys.argv[1] == "example":
        good = check_example(Schema(sys.argv[2]), sys.argv[3])
    elif len(sys.argv) > 3 and sys.argv[1] == "cose":
        good = check_cose(sys.argv[2], dict(pair.split("=", 1) for pair in sys.argv[3:]))
    else:
        sys.exit(__doc__)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
