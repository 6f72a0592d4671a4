      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> stats: 5839 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRSRP 005839".
      *> fr_stats, from byte 13
      *> Y: the engine stands in the shadow, and answers allow
       05  FRA-SHADOW                      PIC X.
           88  FRA-SHADOW-Y
                   VALUE "Y".
           88  FRA-SHADOW-N
                   VALUE "N".
           88  FRA-SHADOW-U
                   VALUE " ".
      *> by FR-CHANNEL-…; scored and recorded, repeats too
       05  FRA-DECIDED-S OCCURS 8 TIMES.
           10  FRA-D-ALLOW                     PIC 9(18) COMP-5.
           10  FRA-D-WARN                      PIC 9(18) COMP-5.
           10  FRA-D-HOLD                      PIC 9(18) COMP-5.
      *> the same decisions by the likely scam
       05  FRA-BY-SCAM-S OCCURS 64 TIMES.
           10  FRA-BS-NAME                     PIC X(48).
           10  FRA-BS-DECIDED-S.
           15  FRA-BS-D-ALLOW                  PIC 9(18) COMP-5.
           15  FRA-BS-D-WARN                   PIC 9(18) COMP-5.
           15  FRA-BS-D-HOLD                   PIC 9(18) COMP-5.
      *> places of by_scam that have a name, the first among them
       05  FRA-SCAM-COUNT                  PIC 9(9) COMP-5.
      *> that there are now
       05  FRA-CONTEXT-COUNT               PIC 9(9) COMP-5.
      *> The same decisions: flags[i] is how many had the bit 1 << i of
      *> FR-FLAG-….
       05  FRA-FLAGS-S OCCURS 16 TIMES.
           10  FRA-FLAGS                       PIC 9(18) COMP-5.
      *> the sum of their unknown_count
       05  FRA-RULES-UNKNOWN               PIC 9(18) COMP-5.
      *> what FRCHLG has told, by index
       05  FRA-CHALLENGERS-S OCCURS 4 TIMES.
           10  FRA-C-ALLOW                     PIC 9(18) COMP-5.
           10  FRA-C-WARN                      PIC 9(18) COMP-5.
           10  FRA-C-HOLD                      PIC 9(18) COMP-5.
      *> transfers that were answered with on_error
       05  FRA-DEGRADED                    PIC 9(18) COMP-5.
      *> calls that ended in a negative status, by FR-BAND-…
       05  FRA-REFUSED-S OCCURS 10 TIMES.
           10  FRA-REFUSED                     PIC 9(18) COMP-5.
       05  FRA-PREVIEWED                   PIC 9(18) COMP-5.
      *> calls of FRFOLD
       05  FRA-FOLDED                      PIC 9(18) COMP-5.
       05  FRA-OBSERVED                    PIC 9(18) COMP-5.
      *> events about transfers that are not recorded
       05  FRA-NOT-FOUND                   PIC 9(18) COMP-5.
      *> as in fr_engine_stats
       05  FRA-LIMITED-HOLDS-S OCCURS 8 TIMES.
           10  FRA-LIMITED-HOLDS               PIC 9(18) COMP-5.
       05  FRA-LIMITED-WARNINGS-S OCCURS 8 TIMES.
           10  FRA-LIMITED-WARNINGS            PIC 9(18) COMP-5.
      *> What FRTOOK was told: took[i] calls of at most 256 << i
      *> nanoseconds, and more than the place before; at the last place
      *> those that took longer. Their sum stays at its largest value
      *> rather than begin again.
       05  FRA-TOOK-S OCCURS 25 TIMES.
           10  FRA-TOOK                        PIC 9(18) COMP-5.
       05  FRA-TOOK-NS                     PIC 9(18) COMP-5.
      *> profiles
       05  FRA-PARTIES                     PIC 9(18) COMP-5.
      *> the option
       05  FRA-PARTIES-MAX                 PIC 9(18) COMP-5.
      *> parties that were idle and gave way to others
       05  FRA-EVICTED                     PIC 9(18) COMP-5.
      *> entries that gave way because their list was full
       05  FRA-ENTRIES-DROPPED             PIC 9(18) COMP-5.
      *> entries that arrived older than the horizon
       05  FRA-LATE-DROPPED                PIC 9(18) COMP-5.
      *> memory taken from the system so far
       05  FRA-RESERVED-BYTES              PIC 9(18) COMP-5.
      *> the option
       05  FRA-MEMORY-BYTES                PIC 9(18) COMP-5.
      *> that events made
       05  FRA-LIST-ENTRIES                PIC 9(18) COMP-5.
       05  FRA-LIST-ENTRIES-MAX            PIC 9(18) COMP-5.
      *> of the watch lists in force; 0 where there are none
       05  FRA-WATCH-VERSION               PIC 9(18) COMP-5.
       05  FRA-WATCH-ENTRIES               PIC 9(18) COMP-5.
       05  FRA-WATCH-BYTES                 PIC 9(18) COMP-5.
      *> in force; "" where none is
       05  FRA-POLICY-NAME                 PIC X(48).
       05  FRA-POLICY-VERSION              PIC 9(18) COMP-5.
       05  FRA-POLICY-DIGEST               PIC X(64).
      *> 0: it has no such limit
       05  FRA-POLICY-VALID-UNTIL.
           10  FRA-POLICY-VALID-UNTIL-DATE     PIC 9(8).
           10  FRA-POLICY-VALID-UNTIL-CLOCK    PIC 9(6).
           10  FRA-POLICY-VALID-UNTIL-MICRO    PIC 9(6).
      *> When it was put in force, as the host told:
      *> fr_put_options.now_us, or else the last FRTICK. Where it told
      *> neither, and after a recovery, the time of the newest transfer
      *> then; 0: there was none. The same policy put in force once
      *> more keeps its time.
       05  FRA-POLICY-SINCE.
           10  FRA-POLICY-SINCE-DATE           PIC 9(8).
           10  FRA-POLICY-SINCE-CLOCK          PIC 9(6).
           10  FRA-POLICY-SINCE-MICRO          PIC 9(6).
      *> now_us less that, not below 0; -1: one of them is not known
       05  FRA-POLICY-AGE-US               PIC S9(18) COMP-5.
      *> Y, N
       05  FRA-HAS-JOURNAL                 PIC X.
           88  FRA-HAS-JOURNAL-Y
                   VALUE "Y".
           88  FRA-HAS-JOURNAL-N
                   VALUE "N".
           88  FRA-HAS-JOURNAL-U
                   VALUE " ".
      *> Y: it takes no records any more
       05  FRA-JOURNAL-FAILED              PIC X.
           88  FRA-JOURNAL-FAILED-Y
                   VALUE "Y".
           88  FRA-JOURNAL-FAILED-N
                   VALUE "N".
           88  FRA-JOURNAL-FAILED-U
                   VALUE " ".
      *> appended
       05  FRA-LAST-SEQUENCE               PIC 9(18) COMP-5.
      *> on the disk
       05  FRA-SYNCED-SEQUENCE             PIC 9(18) COMP-5.
      *> under the hash chain
       05  FRA-SEALED-SEQUENCE             PIC 9(18) COMP-5.
      *> under a signature since it was opened; 0: none
       05  FRA-CHECKPOINT-SEQUENCE         PIC 9(18) COMP-5.
      *> how far each of them is behind what was appended
       05  FRA-UNSYNCED-RECORDS            PIC 9(18) COMP-5.
       05  FRA-UNSEALED-RECORDS            PIC 9(18) COMP-5.
       05  FRA-UNSIGNED-RECORDS            PIC 9(18) COMP-5.
       05  FRA-SEGMENTS                    PIC 9(18) COMP-5.
