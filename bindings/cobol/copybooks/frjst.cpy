      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> journal_stats: 61 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRJSP 000061".
      *> fr_journal_stats, from byte 13
      *> Y: it takes no records any more; open it again
       05  FRK-FAILED                      PIC X.
           88  FRK-FAILED-Y
                   VALUE "Y".
           88  FRK-FAILED-N
                   VALUE "N".
           88  FRK-FAILED-U
                   VALUE " ".
      *> the oldest that is still there
       05  FRK-FIRST-SEQUENCE              PIC 9(18) COMP-5.
      *> appended
       05  FRK-LAST-SEQUENCE               PIC 9(18) COMP-5.
      *> on the disk
       05  FRK-SYNCED-SEQUENCE             PIC 9(18) COMP-5.
      *> under the hash chain
       05  FRK-SEALED-SEQUENCE             PIC 9(18) COMP-5.
      *> under a signature since it was opened; 0: none
       05  FRK-CHECKPOINT-SEQUENCE         PIC 9(18) COMP-5.
       05  FRK-SEGMENTS                    PIC 9(18) COMP-5.
