      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> counterfactual: 329 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRCFP 000329".
      *> fr_counterfactual, from byte 13
      *> what it would have been; FR-OUTCOME-NONE where no such change
      *> was found
       05  FRF-OUTCOME                     PIC 9(9) COMP-5.
           88  FRF-OUTCOME-NONE
                   VALUE 0.
           88  FRF-OUTCOME-ALLOW
                   VALUE 1.
           88  FRF-OUTCOME-WARN
                   VALUE 2.
           88  FRF-OUTCOME-HOLD
                   VALUE 3.
      *> Y: a value of the transfer; N: a feature
       05  FRF-IS-FIELD                    PIC X.
           88  FRF-IS-FIELD-Y
                   VALUE "Y".
           88  FRF-IS-FIELD-N
                   VALUE "N".
           88  FRF-IS-FIELD-U
                   VALUE " ".
      *> as expressions say it: "transfer.amount", "attributes.x", a
      *> feature
       05  FRF-NAME                        PIC X(128).
      *> amounts in major units, ages in seconds
       05  FRF-FROM-S.
           10  FRF-F-TYPE                      PIC 9(9) COMP-5.
               88  FRF-F-TYPE-UNKNOWN
                       VALUE 0.
               88  FRF-F-TYPE-BOOL
                       VALUE 1.
               88  FRF-F-TYPE-INT
                       VALUE 2.
               88  FRF-F-TYPE-DOUBLE
                       VALUE 3.
               88  FRF-F-TYPE-STRING
                       VALUE 4.
           10  FRF-F-FLAGS                     PIC 9(9) COMP-5.
           10  FRF-F-INTEGER                   PIC S9(18) COMP-5.
           10  FRF-F-NUMBER                    COMP-2.
           10  FRF-F-TEXT                      PIC X(64).
           10  FRF-F-TEXT-SIZE                 PIC 9(9) COMP-5.
      *> amounts in major units, ages in seconds
       05  FRF-TO-S.
           10  FRF-T-TYPE                      PIC 9(9) COMP-5.
               88  FRF-T-TYPE-UNKNOWN
                       VALUE 0.
               88  FRF-T-TYPE-BOOL
                       VALUE 1.
               88  FRF-T-TYPE-INT
                       VALUE 2.
               88  FRF-T-TYPE-DOUBLE
                       VALUE 3.
               88  FRF-T-TYPE-STRING
                       VALUE 4.
           10  FRF-T-FLAGS                     PIC 9(9) COMP-5.
           10  FRF-T-INTEGER                   PIC S9(18) COMP-5.
           10  FRF-T-NUMBER                    COMP-2.
           10  FRF-T-TEXT                      PIC X(64).
           10  FRF-T-TEXT-SIZE                 PIC 9(9) COMP-5.
