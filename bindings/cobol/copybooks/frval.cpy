      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> value: 116 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRVAP 000116".
      *> fr_value, from byte 13
      *> FR-TYPE-…; FR-TYPE-UNKNOWN where the value is unknown
       05  FRV-TYPE                        PIC 9(9) COMP-5.
           88  FRV-TYPE-UNKNOWN
                   VALUE 0.
           88  FRV-TYPE-BOOL
                   VALUE 1.
           88  FRV-TYPE-INT
                   VALUE 2.
           88  FRV-TYPE-DOUBLE
                   VALUE 3.
           88  FRV-TYPE-STRING
                   VALUE 4.
      *> FR-FLAG-APPROXIMATE, FR-FLAG-EXPRESSION-ERROR
       05  FRV-FLAGS                       PIC 9(9) COMP-5.
       05  FRV-FLAGS-F.
      *> a value may rest on less than what happened: docs/policy.md
           10  FRV-FLAG-APPROXIMATE            PIC X.
      *> the engine could not decide; the outcome is on_error's
           10  FRV-FLAG-DEGRADED               PIC X.
      *> a rule or threshold could not be decided: something is unknown
           10  FRV-FLAG-INPUTS-UNKNOWN         PIC X.
      *> an unexpired trust lowered the outcome
           10  FRV-FLAG-TRUSTED                PIC X.
      *> this transfer id was seen before: recorded once, decided again
           10  FRV-FLAG-REPEATED               PIC X.
      *> an expression failed (such as a division by zero); its rule
      *> did not fire
           10  FRV-FLAG-EXPRESSION-ERROR       PIC X.
      *> a remark, a purpose or notes held bad bytes, or were cut
           10  FRV-FLAG-TEXT-DAMAGED           PIC X.
           10  FRV-FLAG-DELAYED                PIC X.
      *> the transfer's time lies at or after the policy's valid_until;
      *> it still decides
           10  FRV-FLAG-POLICY-EXPIRED         PIC X.
      *> a bound of the policy's `limits:` was reached: the outcome is
      *> below pure_outcome
           10  FRV-FLAG-LIMITED                PIC X.
      *> the engine stands in the shadow: the answer is allow; would_be
      *> tells what it was
           10  FRV-FLAG-SHADOW                 PIC X.
      *> rules were switched off: fr_engine_set_switches()
           10  FRV-FLAG-RULES-OFF              PIC X.
       05  FRV-INTEGER                     PIC S9(18) COMP-5.
       05  FRV-NUMBER                      COMP-2.
       05  FRV-TEXT                        PIC X(64).
       05  FRV-TEXT-SIZE                   PIC 9(9) COMP-5.
