      *> SPDX-License-Identifier: Apache-2.0
      *> Many transfers in one call. The third is refused: the call says
      *> how far it came, and goes on behind it.     batch POLICY
       IDENTIFICATION DIVISION.
       PROGRAM-ID. BATCH.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  TRANSFERS.
           03  ONE OCCURS 5 TIMES.
           COPY frtrn REPLACING LEADING ==FRT-== BY ==T-==
               LEADING ==FRS-== BY ==S-==
               LEADING ==FRP-== BY ==P-==
               LEADING ==FRQ-== BY ==Q-==
               LEADING ==FRL-== BY ==L-==.
       01  DECISIONS.
           03  ANSWER OCCURS 5 TIMES.
           COPY frdec REPLACING LEADING ==FRD-== BY ==D-==.
       01  I                               PIC 9.
       01  BEGIN-AT                        PIC S9(9) COMP-5 VALUE 1.
       01  LEFT-OVER                       PIC S9(9) COMP-5 VALUE 5.
       01  DONE                            PIC S9(9) COMP-5.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FR-POLICY-FILE FROM COMMAND-LINE
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > 5
               STRING "B-" I DELIMITED BY SIZE INTO T-ID(I)
               MOVE 20260106 TO T-TIME-DATE(I)
               COMPUTE T-TIME-CLOCK(I) = 100000 + I
               MOVE "6222-0001" TO T-PAYER(I)
               MOVE "6228-9999" TO T-PAYEE(I)
               COMPUTE T-AMOUNT(I) = 100.00 * I
           END-PERFORM
      *> A payer who pays himself.
           MOVE "6222-0001" TO T-PAYEE(3)
           PERFORM UNTIL LEFT-OVER = 0
               CALL "FRBATCH" USING FR-ENGINE ONE(BEGIN-AT) LEFT-OVER
                   ANSWER(BEGIN-AT) DONE RETURNING FR-STATUS
               DISPLAY "scored " DONE ", status " FR-STATUS
               IF FR-FAILED
                   CALL "FRERROR" USING FR-ENGINE FR-ERROR
                   DISPLAY "  " FUNCTION TRIM(FRZ-MESSAGE)
                   ADD 1 TO DONE
               END-IF
               ADD DONE TO BEGIN-AT
               SUBTRACT DONE FROM LEFT-OVER
           END-PERFORM
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > 5
               DISPLAY I " outcome " D-OUTCOME(I) " score " D-SCORE(I)
                   " degraded " D-FLAG-DEGRADED(I)
           END-PERFORM
           CALL "FRCLOSE" USING FR-ENGINE RETURNING FR-STATUS
           STOP RUN.
