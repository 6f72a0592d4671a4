      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> limit_state: 117 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRLIP 000117".
      *> fr_limit_state, from byte 13
      *> its place in the policy's `limits:`, from 0
       05  FRM-ENTRY                       PIC 9(9) COMP-5.
      *> FR-CHANNEL-…; FR-CHANNEL-UNKNOWN: all channels together
       05  FRM-CHANNEL                     PIC 9(9) COMP-5.
           88  FRM-CHANNEL-UNKNOWN
                   VALUE 0.
           88  FRM-CHANNEL-TELLER
                   VALUE 1.
           88  FRM-CHANNEL-ATM
                   VALUE 2.
           88  FRM-CHANNEL-ONLINE
                   VALUE 3.
           88  FRM-CHANNEL-MOBILE
                   VALUE 4.
           88  FRM-CHANNEL-QUICK-PAY
                   VALUE 5.
           88  FRM-CHANNEL-OTHER
                   VALUE 6.
      *> FR-OUTCOME-HOLD or FR-OUTCOME-WARN: what is bounded
       05  FRM-OUTCOME                     PIC 9(9) COMP-5.
           88  FRM-OUTCOME-NONE
                   VALUE 0.
           88  FRM-OUTCOME-ALLOW
                   VALUE 1.
           88  FRM-OUTCOME-WARN
                   VALUE 2.
           88  FRM-OUTCOME-HOLD
                   VALUE 3.
      *> of a bound on each rule: whose; "" where all rules together
      *> are bounded
       05  FRM-RULE                        PIC X(48).
       05  FRM-WINDOW-US                   PIC S9(18) COMP-5.
      *> in the window, as far as the next six are
       05  FRM-TRANSFERS                   PIC 9(18) COMP-5.
      *> holds or warnings that so many transfers may have: the share
      *> of them, at least `at_least`
       05  FRM-ALLOWED                     PIC 9(18) COMP-5.
      *> holds or warnings that were given and count; a rule's: those
      *> that would not be without it
       05  FRM-GIVEN                       PIC 9(18) COMP-5.
      *> those that this bound lowered
       05  FRM-LOWERED                     PIC 9(18) COMP-5.
      *> the share, in millionths
       05  FRM-SHARE-PPM                   PIC 9(9) COMP-5.
      *> Y: the next one would be lowered
       05  FRM-FULL                        PIC X.
           88  FRM-FULL-Y
                   VALUE "Y".
           88  FRM-FULL-N
                   VALUE "N".
           88  FRM-FULL-U
                   VALUE " ".
