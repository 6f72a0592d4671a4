      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> error: 352 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRERP 000352".
      *> fr_error, from byte 13
       05  FRZ-STATUS                      PIC S9(9) COMP-5.
       05  FRZ-LINE                        PIC 9(9) COMP-5.
       05  FRZ-COLUMN                      PIC 9(9) COMP-5.
       05  FRZ-OFFSET                      PIC S9(18) COMP-5.
       05  FRZ-FIELD                       PIC X(64).
       05  FRZ-MESSAGE                     PIC X(256).
