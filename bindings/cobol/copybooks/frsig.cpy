      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> signature: 96 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRSIP 000096".
      *> fr_signature, from byte 13
      *> FR-SIGN-…
       05  FRG-ALGORITHM                   PIC 9(9) COMP-5.
           88  FRG-ALGORITHM-ED25519
                   VALUE 1.
           88  FRG-ALGORITHM-P256
                   VALUE 2.
           88  FRG-ALGORITHM-SM2
                   VALUE 3.
      *> the first bytes of the SHA-256 of the signer's
      *> SubjectPublicKeyInfo
       05  FRG-KEY-ID                      PIC X(32).
       05  FRG-ROLE                        PIC X(48).
