      *> SPDX-License-Identifier: Apache-2.0
      *>
      *> The same transfers through C and through the binding, in turns:
      *> scored once, so that both engines have a history, then asked
      *> about by FRPREVW and fr_preview(), which change nothing, so that
      *> both stay alike. What the program's own moves into the record
      *> take is measured beside it and taken off. Prints one JSON
      *> object.                       cobol_bench POLICY COUNT ROUNDS
       IDENTIFICATION DIVISION.
       PROGRAM-ID. COBOLBENCH.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  ARGUMENT                        PIC X(256).
       01  ROW-COUNT                       PIC S9(9) COMP-5.
       01  ROUNDS                          PIC S9(9) COMP-5.
       01  FIRST-NUMBER                    PIC S9(9) COMP-5 VALUE 0.
       01  ROWS.
           05  ONE-ROW OCCURS 1000 TIMES.
               10  R-ID                    PIC X(12).
               10  R-PAYER                 PIC X(9).
               10  R-PAYEE                 PIC X(9).
               10  R-AMOUNT                PIC S9(13)V99 COMP-3.
               10  R-DATE                  PIC 9(8).
               10  R-CLOCK                 PIC 9(6).
               10  R-MICRO                 PIC 9(6).
               10  R-AMOUNT-MINOR          PIC S9(18) COMP-5.
               10  R-TIME-US               PIC S9(18) COMP-5.
       01  I                               PIC S9(9) COMP-5.
       01  J                               PIC S9(9) COMP-5.
       01  ROUND-NUMBER                    PIC S9(9) COMP-5.
       01  RC                              PIC S9(9) COMP-5.
       01  BAD                             PIC S9(9) COMP-5 VALUE 0.
       01  DO-RECORD                       PIC S9(9) COMP-5.
       01  BEGIN-NS                        PIC S9(18) COMP-5.
       01  END-NS                          PIC S9(18) COMP-5.
       01  TOOK-NS                         PIC S9(18) COMP-5.
       01  SWAP-NS                         PIC S9(18) COMP-5.
       01  MEASURED.
           05  SERIES OCCURS 3 TIMES.
               10  NS                      PIC S9(18) COMP-5
                                           OCCURS 999 TIMES.
       01  EDITED.
           05  C-NS                        PIC Z(8)9.
           05  COBOL-NS                    PIC Z(8)9.
           05  MOVES-NS                    PIC Z(8)9.
       01  MIDDLE                          PIC S9(9) COMP-5.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FR-POLICY-FILE FROM ARGUMENT-VALUE
           ACCEPT ARGUMENT FROM ARGUMENT-VALUE
           MOVE FUNCTION NUMVAL(ARGUMENT) TO ROW-COUNT
           ACCEPT ARGUMENT FROM ARGUMENT-VALUE
           MOVE FUNCTION NUMVAL(ARGUMENT) TO ROUNDS
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           CALL "BENCHOPEN" USING FR-POLICY-FILE RETURNING RC
           IF FR-FAILED OR RC NOT = 0
               DISPLAY "bench: no engine: " FUNCTION TRIM(FRZ-MESSAGE)
                   UPON SYSERR
               STOP RUN RETURNING 1
           END-IF
           PERFORM WHAT-DOES-NOT-CHANGE
           CALL "BENCHROWS" USING ROWS ROW-COUNT FIRST-NUMBER
               RETURNING RC
           MOVE 1 TO DO-RECORD
           PERFORM SCORE-ALL
           MOVE 0 TO DO-RECORD
           ADD ROW-COUNT TO FIRST-NUMBER
           CALL "BENCHROWS" USING ROWS ROW-COUNT FIRST-NUMBER
               RETURNING RC
           PERFORM VARYING ROUND-NUMBER FROM 1 BY 1
                   UNTIL ROUND-NUMBER > ROUNDS
               PERFORM ONE-ROUND
           END-PERFORM
           IF BAD NOT = 0
               DISPLAY "bench: " BAD " calls were refused" UPON SYSERR
               STOP RUN RETURNING 1
           END-IF
           PERFORM PUT-MEDIANS
           CALL "FRCLOSE" USING FR-ENGINE RETURNING FR-STATUS
           STOP RUN.

       WHAT-DOES-NOT-CHANGE.
           SET FRT-CHANNEL-MOBILE TO TRUE
           SET FRT-SPEED-REAL-TIME TO TRUE
           MOVE X"E4B9B0E688BFE9A696E4BB98" TO FRT-REMARK
           MOVE -1 TO FRT-REMARK-LEN
           MOVE "Y" TO FRT-BALANCE-BEFORE-GIVEN
           MOVE 90000.00 TO FRT-BALANCE-BEFORE
           MOVE "N" TO FRS-ON-CALL
           MOVE "Y" TO FRS-DEVICE-AGE-S-GIVEN
           MOVE 86400 TO FRS-DEVICE-AGE-S
           MOVE "Y" TO FRP-AGE-GIVEN
           MOVE 41 TO FRP-AGE.

       SCORE-ALL.
           CALL "BENCHC" USING ROWS ROW-COUNT DO-RECORD TOOK-NS
               RETURNING RC
           IF RC NOT = 0
               ADD 1 TO BAD
           END-IF
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > ROW-COUNT
               PERFORM FILL-RECORD
               CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
                   RETURNING FR-STATUS
               IF NOT FR-OK
                   ADD 1 TO BAD
               END-IF
           END-PERFORM.

       ONE-ROUND.
           CALL "BENCHC" USING ROWS ROW-COUNT DO-RECORD TOOK-NS
               RETURNING RC
           IF RC NOT = 0
               ADD 1 TO BAD
           END-IF
           MOVE TOOK-NS TO NS(1, ROUND-NUMBER)
           CALL "BENCHNOW" USING BEGIN-NS RETURNING RC
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > ROW-COUNT
               PERFORM FILL-RECORD
               CALL "FRPREVW" USING FR-ENGINE FR-TRANSFER FR-DECISION
               IF RETURN-CODE NOT = 0
                   ADD 1 TO BAD
               END-IF
           END-PERFORM
           CALL "BENCHNOW" USING END-NS RETURNING RC
           COMPUTE NS(2, ROUND-NUMBER) = END-NS - BEGIN-NS
           CALL "BENCHNOW" USING BEGIN-NS RETURNING RC
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > ROW-COUNT
               PERFORM FILL-RECORD
           END-PERFORM
           CALL "BENCHNOW" USING END-NS RETURNING RC
           COMPUTE NS(3, ROUND-NUMBER) = END-NS - BEGIN-NS
           COMPUTE NS(2, ROUND-NUMBER) = NS(2, ROUND-NUMBER)
               - NS(3, ROUND-NUMBER).

       FILL-RECORD.
           MOVE R-ID(I) TO FRT-ID
           MOVE R-PAYER(I) TO FRT-PAYER FRP-CUSTOMER
           MOVE R-PAYEE(I) TO FRT-PAYEE
           MOVE R-AMOUNT(I) TO FRT-AMOUNT
           MOVE R-DATE(I) TO FRT-TIME-DATE
           MOVE R-CLOCK(I) TO FRT-TIME-CLOCK
           MOVE R-MICRO(I) TO FRT-TIME-MICRO.

       PUT-MEDIANS.
           PERFORM VARYING J FROM 1 BY 1 UNTIL J > 3
               PERFORM SORT-SERIES
           END-PERFORM
           COMPUTE MIDDLE = (ROUNDS + 1) / 2
           COMPUTE C-NS = NS(1, MIDDLE) / ROW-COUNT
           COMPUTE COBOL-NS = NS(2, MIDDLE) / ROW-COUNT
           COMPUTE MOVES-NS = NS(3, MIDDLE) / ROW-COUNT
           DISPLAY '{"binding":"cobol","c_ns":' FUNCTION TRIM(C-NS)
               ',"binding_ns":' FUNCTION TRIM(COBOL-NS)
               ',"moves_ns":' FUNCTION TRIM(MOVES-NS) '}'.

       SORT-SERIES.
           PERFORM VARYING I FROM 1 BY 1 UNTIL I >= ROUNDS
               PERFORM VARYING RC FROM I BY 1 UNTIL RC > ROUNDS
                   IF NS(J, RC) < NS(J, I)
                       MOVE NS(J, RC) TO SWAP-NS
                       MOVE NS(J, I) TO NS(J, RC)
                       MOVE SWAP-NS TO NS(J, I)
                   END-IF
               END-PERFORM
           END-PERFORM.
