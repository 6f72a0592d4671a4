      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> policy_info: 225 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRPIP 000225".
      *> fr_policy_info, from byte 13
      *> Y or N: whether somebody signed, not whether anybody trusts
      *> him
       05  FRI-IS-SIGNED                   PIC X.
           88  FRI-IS-SIGNED-Y
                   VALUE "Y".
           88  FRI-IS-SIGNED-N
                   VALUE "N".
           88  FRI-IS-SIGNED-U
                   VALUE " ".
       05  FRI-VERSION                     PIC 9(18) COMP-5.
       05  FRI-NAME                        PIC X(64).
      *> SHA-256 of what decides: the same whoever signs it, and
      *> whatever tests travel along
       05  FRI-DIGEST                      PIC X(64).
       05  FRI-CURRENCY                    PIC X(4).
      *> minor units: 2 for CNY
       05  FRI-CURRENCY-DIGITS             PIC 9(9) COMP-5.
       05  FRI-UTC-OFFSET-S                PIC S9(9) COMP-5.
       05  FRI-FEATURE-COUNT               PIC 9(9) COMP-5.
       05  FRI-RULE-COUNT                  PIC 9(9) COMP-5.
       05  FRI-SCAM-COUNT                  PIC 9(9) COMP-5.
      *> passes and windows after fusion
       05  FRI-FOLD-COUNT                  PIC 9(9) COMP-5.
       05  FRI-SIGNATURE-COUNT             PIC 9(9) COMP-5.
      *> 0: from ever
       05  FRI-VALID-FROM.
           10  FRI-VALID-FROM-DATE             PIC 9(8).
           10  FRI-VALID-FROM-CLOCK            PIC 9(6).
           10  FRI-VALID-FROM-MICRO            PIC 9(6).
      *> the first time at which it is not valid any more; 0: for ever
       05  FRI-VALID-UNTIL.
           10  FRI-VALID-UNTIL-DATE            PIC 9(8).
           10  FRI-VALID-UNTIL-CLOCK           PIC 9(6).
           10  FRI-VALID-UNTIL-MICRO           PIC 9(6).
      *> tests that travel along
       05  FRI-TEST-COUNT                  PIC 9(9) COMP-5.
