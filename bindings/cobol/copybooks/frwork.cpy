      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> A handle, a status and the records of most programs.
       01  FR-ENGINE                       PIC 9(9) COMP-5 VALUE 0.
       01  FR-RESULT.
           COPY frstat.
       01  FR-OPTIONS.
           COPY fropt.
       01  FR-ERROR.
           COPY frerr.
       01  FR-TRANSFER.
           COPY frtrn.
       01  FR-DECISION.
           COPY frdec.
       01  FR-EVENT.
           COPY frevt.
       01  FR-POLICY-FILE                  PIC X(256).
       01  FR-WORDS                        PIC X(4096).
       01  FR-WORDS-ROOM                   PIC S9(9) COMP-5 VALUE 4096.
       01  FR-WORDS-SIZE                   PIC S9(9) COMP-5.
       01  FR-LANGUAGE                     PIC X(8) VALUE "zh".
       01  FR-AUDIENCE                     PIC S9(9) COMP-5 VALUE 1.
       01  FR-ENCODING                     PIC S9(9) COMP-5 VALUE 0.
