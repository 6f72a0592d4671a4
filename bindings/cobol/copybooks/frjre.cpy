      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> journal_recovery: 92 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRJRP 000092".
      *> fr_journal_recovery, from byte 13
      *> that did not verify, or have another version's layout: the one
      *> before, or the journal alone, was taken instead
       05  FRR-SNAPSHOTS-REFUSED           PIC 9(9) COMP-5.
      *> the oldest record that is still there
       05  FRR-FIRST-SEQUENCE              PIC 9(18) COMP-5.
      *> the newest; 0: there was none
       05  FRR-LAST-SEQUENCE               PIC 9(18) COMP-5.
      *> of a torn tail: not acknowledged in FR-JOURNAL-SYNC, and kept
      *> in a file aside
       05  FRR-CUT-BYTES                   PIC 9(18) COMP-5.
      *> the record that would have stood there; 0: nothing was cut
       05  FRR-CUT-SEQUENCE                PIC 9(18) COMP-5.
      *> whole records behind the tear, which were cut with it
       05  FRR-CUT-RECORDS                 PIC 9(18) COMP-5.
      *> of the snapshot that was taken; 0: none
       05  FRR-SNAPSHOT-SEQUENCE           PIC 9(18) COMP-5.
      *> records that were applied
       05  FRR-REPLAYED                    PIC 9(18) COMP-5.
      *> FR-LEFT-…: what was in force and is not now
       05  FRR-LEFT-TO-HOST                PIC 9(9) COMP-5.
       05  FRR-LEFT-TO-HOST-F.
           10  FRR-LEFT-POLICY                 PIC X.
           10  FRR-LEFT-SWITCHES               PIC X.
      *> always, where there were any: the journal does not keep them
           10  FRR-LEFT-WATCH-LISTS            PIC X.
      *> the first; of the others the bits that follow
           10  FRR-LEFT-CHALLENGER             PIC X.
      *> that keep what was cut, "….cut" beside the journal: once they
      *> were looked at they may be removed
       05  FRR-CUT-FILES                   PIC 9(9) COMP-5.
      *> the last record under a signature that one of trusted_keys
      *> made; 0: none was seen. The records behind it stand under none
       05  FRR-SIGNED-SEQUENCE             PIC 9(18) COMP-5.
