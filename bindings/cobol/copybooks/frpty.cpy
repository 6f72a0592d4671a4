      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> party_state: 100 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRPYP 000100".
      *> fr_party_state, from byte 13
      *> how often its profile has changed
       05  FRY-SEQUENCE                    PIC 9(18) COMP-5.
      *> live, sent and received
       05  FRY-TRANSFER-ENTRIES            PIC 9(18) COMP-5.
      *> contacts and personal events
       05  FRY-OTHER-ENTRIES               PIC 9(18) COMP-5.
       05  FRY-COUNTERPARTIES              PIC 9(18) COMP-5.
       05  FRY-DAY-SUMMARIES               PIC 9(18) COMP-5.
      *> of its profile
       05  FRY-BYTES                       PIC 9(18) COMP-5.
      *> its newest entry; 0: none
       05  FRY-NEWEST.
           10  FRY-NEWEST-DATE                 PIC 9(8).
           10  FRY-NEWEST-CLOCK                PIC 9(6).
           10  FRY-NEWEST-MICRO                PIC 9(6).
      *> from when on all is known of it; date 00000001: since ever,
      *> 99999999: nothing yet
       05  FRY-COMPLETE-FROM.
           10  FRY-COMPLETE-FROM-DATE          PIC 9(8).
           10  FRY-COMPLETE-FROM-CLOCK         PIC 9(6).
           10  FRY-COMPLETE-FROM-MICRO         PIC 9(6).
