      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> journal_options: 1081 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRJOP 001081".
      *> fr_journal_options, from byte 13
      *> FR-JOURNAL-ASYNC, FR-JOURNAL-SYNC
       05  FRJ-MODE                        PIC 9(9) COMP-5.
      *> FR-JOURNAL-WAIT, FR-JOURNAL-REFUSE
       05  FRJ-WHEN-FULL                   PIC 9(9) COMP-5.
      *> Y: in FR-JOURNAL-SYNC calls return before their records are on
      *> the disk, and the host waits with FRJWAIT(decision.sequence)
       05  FRJ-CALLS-DO-NOT-WAIT           PIC X.
           88  FRJ-CALLS-DO-NOT-WAIT-Y
                   VALUE "Y".
           88  FRJ-CALLS-DO-NOT-WAIT-N
                   VALUE "N".
           88  FRJ-CALLS-DO-NOT-WAIT-U
                   VALUE " ".
      *> path of a folder, which is there, and belongs to this journal
      *> alone
       05  FRJ-DIRECTORY                   PIC X(256).
      *> of new segments; 0: 64 MiB
       05  FRJ-SEGMENT-BYTES               PIC 9(18) COMP-5.
      *> a signed checkpoint every so many blocks; 0: only FRJCHKP
      *> signs
       05  FRJ-CHECKPOINT-BLOCKS           PIC 9(18) COMP-5.
      *> path of a file with a private key in PEM, for checkpoints;
      *> spaces: they are not signed
       05  FRJ-SIGNING-KEY                 PIC X(256).
      *> path of a file of 32 bytes, the key for texts and attributes;
      *> spaces: those are left out. Keep it: without it nothing that
      *> was sealed is ever read again
       05  FRJ-SEALING-KEY                 PIC X(256).
      *> the host's clock, as FRT-TIME
       05  FRJ-NOW.
           10  FRJ-NOW-DATE                    PIC 9(8).
           10  FRJ-NOW-CLOCK                   PIC 9(6).
           10  FRJ-NOW-MICRO                   PIC 9(6).
      *> path of a file with public keys in PEM, one after the other:
      *> recovery looks at the checkpoints that it comes by, and
      *> refuses one that none of them has signed; spaces: it does not
       05  FRJ-TRUSTED-KEYS                PIC X(256).
