      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> engine_options: 114 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FROPP 000114".
      *> fr_engine_options, from byte 13
      *> Y: take bundles that nobody signed; for trials and tests.
      *> docs/signing.md
       05  FRO-ACCEPT-UNSIGNED-POLICIES    PIC X.
           88  FRO-ACCEPT-UNSIGNED-POLICIES-Y
                   VALUE "Y".
           88  FRO-ACCEPT-UNSIGNED-POLICIES-N
                   VALUE "N".
           88  FRO-ACCEPT-UNSIGNED-POLICIES-U
                   VALUE " ".
      *> Y: decide and record as ever, but answer allow; see
      *> FR-FLAG-SHADOW. For a bank's first weeks
       05  FRO-SHADOW                      PIC X.
           88  FRO-SHADOW-Y
                   VALUE "Y".
           88  FRO-SHADOW-N
                   VALUE "N".
           88  FRO-SHADOW-U
                   VALUE " ".
      *> Y: no settled events will come, so a transfer counts as
      *> settled after 24 h
       05  FRO-OUTCOMES-NOT-REPORTED       PIC X.
           88  FRO-OUTCOMES-NOT-REPORTED-Y
                   VALUE "Y".
           88  FRO-OUTCOMES-NOT-REPORTED-N
                   VALUE "N".
           88  FRO-OUTCOMES-NOT-REPORTED-U
                   VALUE " ".
      *> 32 hexadecimal digits: identifiers become keys under it; keep
      *> it for the life of the state. Spaces: zeros
       05  FRO-SECRET-KEY                  PIC X(32).
      *> most memory of profiles and tables, 64 KiB to 4 TiB, used as
      *> it fills; 0: 1 GiB
       05  FRO-MEMORY-BYTES                PIC 9(18) COMP-5.
      *> the most parties; 0: 1,000,000. Past either bound the idle
      *> give way
       05  FRO-PARTIES-MAX                 PIC 9(18) COMP-5.
      *> the most entries that events make: listed, unlisted, trusted;
      *> 0: 65,536
       05  FRO-LIST-ENTRIES-MAX            PIC 9(18) COMP-5.
      *> how far back histories reach; 0: 90 days; at most
      *> FR-MAX-HORIZON-US
       05  FRO-HORIZON-US                  PIC S9(18) COMP-5.
      *> how far past the newest time accepted, or told by FRTICK, an
      *> event may lie; 0: 24 h; -1: any
       05  FRO-TIME-AHEAD-MAX-US           PIC S9(18) COMP-5.
      *> from when on the engine is told all that happens, as FRT-TIME;
      *> date 00000001: since ever. Zeros: from the first transfer,
      *> contact, personal event or move
       05  FRO-COMPLETE-FROM.
           10  FRO-COMPLETE-FROM-DATE          PIC 9(8).
           10  FRO-COMPLETE-FROM-CLOCK         PIC 9(6).
           10  FRO-COMPLETE-FROM-MICRO         PIC 9(6).
      *> days and months of histories begin at midnight of this offset;
      *> -50400 to 50400
       05  FRO-UTC-OFFSET-S                PIC S9(9) COMP-5.
      *> Y: nobody gives way; past a bound new ones are refused as
      *> FR-STATE-FULL
       05  FRO-KEEP-IDLE-PARTIES           PIC X.
           88  FRO-KEEP-IDLE-PARTIES-Y
                   VALUE "Y".
           88  FRO-KEEP-IDLE-PARTIES-N
                   VALUE "N".
           88  FRO-KEEP-IDLE-PARTIES-U
                   VALUE " ".
      *> Y: the `limits:` of policies lower nothing; for backtests,
      *> which measure rules
       05  FRO-IGNORE-LIMITS               PIC X.
           88  FRO-IGNORE-LIMITS-Y
                   VALUE "Y".
           88  FRO-IGNORE-LIMITS-N
                   VALUE "N".
           88  FRO-IGNORE-LIMITS-U
                   VALUE " ".
      *> Y: times of all records are at FRO-UTC-OFFSET-S; else UTC
       05  FRO-TIMES-ARE-LOCAL             PIC X.
           88  FRO-TIMES-ARE-LOCAL-Y
                   VALUE "Y".
           88  FRO-TIMES-ARE-LOCAL-N
                   VALUE "N".
