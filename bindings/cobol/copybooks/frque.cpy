      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> question: 149 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRQUP 000149".
      *> fr_question, from byte 13
      *> Y or N: the answer that gives the observation; space: an open
      *> question
       05  FRU-SIGN                        PIC X.
           88  FRU-SIGN-Y
                   VALUE "Y".
           88  FRU-SIGN-N
                   VALUE "N".
           88  FRU-SIGN-U
                   VALUE " ".
      *> FR-TELLER-…; 0 for an open question, and where an attribute
      *> takes the answer
       05  FRU-TELLER-BIT                  PIC 9(18) COMP-5.
      *> of the question, in the policy
       05  FRU-NAME                        PIC X(64).
      *> "told_to_keep_secret", or a bool attribute: "attributes.x"; ""
      *> for an open question
       05  FRU-OBSERVATION                 PIC X(64).
