      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> engine_stats: 320 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRSTP 000320".
      *> fr_engine_stats, from byte 13
      *> profiles
       05  FRN-PARTIES                     PIC 9(18) COMP-5.
      *> live entries in histories; each transfer stands in two
      *> profiles or more
       05  FRN-TRANSFER-ENTRIES            PIC 9(18) COMP-5.
      *> contacts and personal events
       05  FRN-OTHER-ENTRIES               PIC 9(18) COMP-5.
      *> known payees, and payers and payees that live entries name
       05  FRN-COUNTERPARTIES              PIC 9(18) COMP-5.
      *> that events made: listed, unlisted, trusted
       05  FRN-LIST-ENTRIES                PIC 9(18) COMP-5.
      *> what all profiles take, spare room and rounding included
       05  FRN-PROFILE-BYTES               PIC 9(18) COMP-5.
      *> what finds them
       05  FRN-INDEX-BYTES                 PIC 9(18) COMP-5.
      *> memory taken from the system so far
       05  FRN-RESERVED-BYTES              PIC 9(18) COMP-5.
      *> transfers scored and recorded
       05  FRN-SCORED                      PIC 9(18) COMP-5.
       05  FRN-REPEATED                    PIC 9(18) COMP-5.
       05  FRN-OBSERVED                    PIC 9(18) COMP-5.
      *> events about transfers that are not recorded
       05  FRN-NOT-FOUND                   PIC 9(18) COMP-5.
      *> calls that ended in a negative status
       05  FRN-REFUSED                     PIC 9(18) COMP-5.
      *> entries that gave way because their list was full
       05  FRN-ENTRIES-DROPPED             PIC 9(18) COMP-5.
      *> entries that arrived older than the horizon
       05  FRN-LATE-DROPPED                PIC 9(18) COMP-5.
      *> parties that were idle and gave way to others, since creation
       05  FRN-EVICTED                     PIC 9(18) COMP-5.
      *> from when on all is known of a party without a profile: the
      *> option, or the newest activity of whoever was evicted; date
      *> 00000001: since ever, 99999999: nothing was told yet
       05  FRN-COMPLETE-FROM.
           10  FRN-COMPLETE-FROM-DATE          PIC 9(8).
           10  FRN-COMPLETE-FROM-CLOCK         PIC 9(6).
           10  FRN-COMPLETE-FROM-MICRO         PIC 9(6).
      *> days of which only counts, sums and largest amounts are left
       05  FRN-DAY-SUMMARIES               PIC 9(18) COMP-5.
      *> of the watch lists in force (watch.h); 0 where there are none
       05  FRN-WATCH-VERSION               PIC 9(18) COMP-5.
      *> in them
       05  FRN-WATCH-ENTRIES               PIC 9(18) COMP-5.
      *> what they take, names included; not part of reserved_bytes
       05  FRN-WATCH-BYTES                 PIC 9(18) COMP-5.
      *> What the policies' limits lowered, by FR-CHANNEL-… (0:
      *> unknown): holds that were not given, and warnings that were
      *> not, those instead of a hold among them.
       05  FRN-LIMITED-HOLDS-S OCCURS 8 TIMES.
           10  FRN-LIMITED-HOLDS               PIC 9(18) COMP-5.
       05  FRN-LIMITED-WARNINGS-S OCCURS 8 TIMES.
           10  FRN-LIMITED-WARNINGS            PIC 9(18) COMP-5.
