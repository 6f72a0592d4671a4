      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> watch_lists_info: 56 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRWLP 000056".
      *> fr_watch_lists_info, from byte 13
       05  FRW-LIST-COUNT                  PIC 9(9) COMP-5.
       05  FRW-VERSION                     PIC 9(18) COMP-5.
      *> parties on lists, each list's counted
       05  FRW-ENTRIES                     PIC 9(18) COMP-5.
      *> adds that said of a party and list what was there before
       05  FRW-DUPLICATES                  PIC 9(18) COMP-5.
      *> what the set takes, but for the names of its lists
       05  FRW-BYTES                       PIC 9(18) COMP-5.
      *> what they take
       05  FRW-NAME-BYTES                  PIC 9(18) COMP-5.
