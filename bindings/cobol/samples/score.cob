      *> SPDX-License-Identifier: Apache-2.0
      *> Three transfers to a new payee within a day, each larger than
      *> the last: the third is warned of.     score POLICY
       IDENTIFICATION DIVISION.
       PROGRAM-ID. SCORE.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  POINTS                          PIC ZZZ9.
       01  I                               PIC 9.
      *> Hour and minute, amount in yuan with two decimals.
       01  TODAY.
           05  FILLER                      PIC X(13)
                                           VALUE "1000000100000".
           05  FILLER                      PIC X(13)
                                           VALUE "1100000500000".
           05  FILLER                      PIC X(13)
                                           VALUE "1200002000000".
       01  TRANSFERS REDEFINES TODAY.
           05  ONE OCCURS 3 TIMES.
               10  ONE-TIME                PIC 9(4).
               10  ONE-AMOUNT              PIC 9(7)V99.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FR-POLICY-FILE FROM COMMAND-LINE
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           SET FRO-TIMES-ARE-LOCAL-Y TO TRUE
           MOVE 28800 TO FRO-UTC-OFFSET-S
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           IF FR-FAILED
               DISPLAY FUNCTION TRIM(FRZ-MESSAGE)
               STOP RUN RETURNING 1
           END-IF
           MOVE "6222-0001" TO FRT-PAYER
           MOVE "6228-9999" TO FRT-PAYEE
           SET FRT-CHANNEL-ONLINE TO TRUE
           MOVE 20260106 TO FRT-TIME-DATE
           MOVE 0 TO I
           PERFORM SCORE-ONE 3 TIMES
           CALL "FRWORDS" USING FR-ENGINE FR-DECISION FR-AUDIENCE
               FR-LANGUAGE FR-ENCODING FR-WORDS FR-WORDS-ROOM
               FR-WORDS-SIZE RETURNING FR-STATUS
           DISPLAY FR-WORDS(1:FR-WORDS-SIZE)
           CALL "FRCLOSE" USING FR-ENGINE RETURNING FR-STATUS
           STOP RUN.

       SCORE-ONE.
           ADD 1 TO I
           STRING "T-" I DELIMITED BY SIZE INTO FRT-ID
           COMPUTE FRT-TIME-CLOCK = ONE-TIME(I) * 100
           MOVE ONE-AMOUNT(I) TO FRT-AMOUNT
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           MOVE FRD-SCORE TO POINTS
           EVALUATE TRUE
               WHEN FR-FAILED DISPLAY "refused " FR-STATUS
               WHEN FRD-OUTCOME-ALLOW DISPLAY "allow " POINTS
               WHEN FRD-OUTCOME-WARN DISPLAY "warn  " POINTS " "
                   FUNCTION TRIM(FRD-R-RULE(1))
               WHEN OTHER DISPLAY "hold  " POINTS " "
                   FUNCTION TRIM(FRD-R-RULE(1))
           END-EVALUATE.
