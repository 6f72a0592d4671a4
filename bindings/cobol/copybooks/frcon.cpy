      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> contribution: 37 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRCOP 000037".
      *> fr_contribution, from byte 13
       05  FRB-MODEL-INDEX                 PIC 9(9) COMP-5.
      *> of the policy's features, or FR-CONTRIBUTION-BASE
       05  FRB-FEATURE-INDEX               PIC 9(9) COMP-5.
      *> Y, or N for a feature that was unknown: then the model took it
      *> for missing
       05  FRB-KNOWN                       PIC X.
           88  FRB-KNOWN-Y
                   VALUE "Y".
           88  FRB-KNOWN-N
                   VALUE "N".
           88  FRB-KNOWN-U
                   VALUE " ".
      *> of the feature: a bool is 0 or 1; 0 where it was unknown
       05  FRB-VALUE                       COMP-2.
       05  FRB-CONTRIBUTION                COMP-2.
