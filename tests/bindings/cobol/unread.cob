      *> SPDX-License-Identifier: Apache-2.0
      *>
      *> What cannot be read is answered by on_error of its own channel
      *> (teller: hold, else: warn), never by that of the record before.
      *>     unread POLICY
       IDENTIFICATION DIVISION.
       PROGRAM-ID. UNREAD.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  BEFORE-CHANNEL                  PIC 9(9) COMP-5.
       01  OWN-CHANNEL                     PIC 9(9) COMP-5.
       01  WANTED                          PIC 9(9) COMP-5.
       01  WANTED-STATUS                   PIC S9(9) COMP-5.
       01  WHAT                            PIC X(40).
       01  BAD-KIND                        PIC X.
       01  K                               PIC 9.
       01  CHECKED                         PIC 9(4) VALUE 0.
       01  WRONG                           PIC 9(4) VALUE 0.
       01  SIDES                           PIC S9(9) COMP-5 VALUE 3.
       01  FOLDS                           PIC X(65536).
       01  FOLDS-ROOM                      PIC S9(9) COMP-5 VALUE 65536.
       01  FOLDS-SIZE                      PIC S9(9) COMP-5 VALUE 0.
       01  BATCH-COUNT                     PIC S9(9) COMP-5 VALUE 2.
       01  BATCH-DONE                      PIC S9(9) COMP-5.
       01  BATCH-TRANSFERS.
           05  BATCH-TRANSFER              PIC X(20768) OCCURS 2 TIMES.
       01  BATCH-ANSWERS.
           05  BATCH-ANSWER                PIC X(2240) OCCURS 2 TIMES.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FR-POLICY-FILE FROM COMMAND-LINE
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           IF FR-FAILED
               DISPLAY FUNCTION TRIM(FRZ-MESSAGE)
               STOP RUN RETURNING 1
           END-IF
      *> 1 is the teller, 3 online.
           MOVE 1 TO BEFORE-CHANNEL
           MOVE 3 TO OWN-CHANNEL
           PERFORM ALL-KINDS
           MOVE 3 TO BEFORE-CHANNEL
           MOVE 1 TO OWN-CHANNEL
           PERFORM ALL-KINDS
           DISPLAY "checked " CHECKED ", wrong " WRONG
           STOP RUN.

       ALL-KINDS.
           PERFORM ONE-KIND VARYING K FROM 1 BY 1 UNTIL K > 6.

       ONE-KIND.
           PERFORM GOOD-ONE
           CALL "FRPREVW" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           IF FR-FAILED
               ADD 1 TO WRONG
           END-IF
           PERFORM BAD-ONE
           MOVE "FRPREVW" TO WHAT
           CALL "FRPREVW" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM GOOD-ONE
           CALL "FRPREVW" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM BAD-ONE
           MOVE "FRSCORE" TO WHAT
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM GOOD-ONE
           MOVE 0 TO FOLDS-SIZE
           CALL "FRFOLD" USING FR-ENGINE FR-TRANSFER SIDES FOLDS
               FOLDS-ROOM FOLDS-SIZE RETURNING FR-STATUS
           CALL "FRDECID" USING FR-ENGINE FR-TRANSFER FOLDS FOLDS-SIZE
               FR-DECISION RETURNING FR-STATUS
           IF FR-FAILED
               ADD 1 TO WRONG
               DISPLAY "WRONG folds " FR-STATUS
           END-IF
           PERFORM BAD-ONE
           MOVE "FRDECID" TO WHAT
           CALL "FRDECID" USING FR-ENGINE FR-TRANSFER FOLDS FOLDS-SIZE
               FR-DECISION RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM IN-A-BATCH.

      *> Behind a good one, and, with what the batch before has left in
      *> the same place, as the first.
       IN-A-BATCH.
           INITIALIZE FR-DECISION
           MOVE FR-DECISION TO BATCH-ANSWER(1)
           MOVE FR-DECISION TO BATCH-ANSWER(2)
           PERFORM GOOD-ONE
           MOVE FR-TRANSFER TO BATCH-TRANSFER(1)
           MOVE "T-2" TO FRT-ID
           MOVE FR-TRANSFER TO BATCH-TRANSFER(2)
           CALL "FRBATCH" USING FR-ENGINE BATCH-TRANSFERS BATCH-COUNT
               BATCH-ANSWERS BATCH-DONE RETURNING FR-STATUS
           IF FR-FAILED OR BATCH-DONE NOT = 2
               ADD 1 TO WRONG
               DISPLAY "WRONG batch " FR-STATUS
           END-IF
           PERFORM BAD-ONE
           MOVE FR-TRANSFER TO BATCH-TRANSFER(2)
           MOVE "FRBATCH, the second" TO WHAT
           CALL "FRBATCH" USING FR-ENGINE BATCH-TRANSFERS BATCH-COUNT
               BATCH-ANSWERS BATCH-DONE RETURNING FR-STATUS
           MOVE BATCH-ANSWER(2) TO FR-DECISION
           PERFORM EXPECT
           IF BATCH-DONE NOT = 1
               ADD 1 TO WRONG
               DISPLAY "WRONG done " BATCH-DONE
           END-IF
           MOVE FR-TRANSFER TO BATCH-TRANSFER(1)
           MOVE "FRBATCH, the first" TO WHAT
           CALL "FRBATCH" USING FR-ENGINE BATCH-TRANSFERS BATCH-COUNT
               BATCH-ANSWERS BATCH-DONE RETURNING FR-STATUS
           MOVE BATCH-ANSWER(1) TO FR-DECISION
           PERFORM EXPECT
           IF BATCH-DONE NOT = 0
               ADD 1 TO WRONG
               DISPLAY "WRONG done " BATCH-DONE
           END-IF.

       GOOD-ONE.
           MOVE "FRTRP 020768" TO FR-TRANSFER(1:12)
           INITIALIZE FR-TRANSFER
           MOVE "T-1" TO FRT-ID
           MOVE 20260106 TO FRT-TIME-DATE
           MOVE 100000 TO FRT-TIME-CLOCK
           MOVE "6222-0001" TO FRT-PAYER
           MOVE "6228-9999" TO FRT-PAYEE
           MOVE 100.00 TO FRT-AMOUNT
           MOVE BEFORE-CHANNEL TO FRT-CHANNEL.

      *> Its first fields, those behind the channel, and its header:
      *> then nobody knows the channel.
       BAD-ONE.
           PERFORM GOOD-ONE
           MOVE OWN-CHANNEL TO FRT-CHANNEL
           MOVE 2 TO WANTED
           IF OWN-CHANNEL = 1 AND K < 5
               MOVE 3 TO WANTED
           END-IF
           EVALUATE K
               WHEN 1
                   MOVE 20260230 TO FRT-TIME-DATE
                   MOVE -1008 TO WANTED-STATUS
               WHEN 2
                   MOVE ALL SPACES TO FR-TRANSFER(228:18)
                   MOVE -1007 TO WANTED-STATUS
               WHEN 3
                   MOVE "?" TO FRS-ON-CALL
                   MOVE -1009 TO WANTED-STATUS
               WHEN 4
                   MOVE "JPY" TO FRT-CURRENCY
                   MOVE 0.5 TO FRT-AMOUNT
                   MOVE -1006 TO WANTED-STATUS
               WHEN 5
                   MOVE SPACES TO FR-TRANSFER(1:12)
                   MOVE -1005 TO WANTED-STATUS
               WHEN 6
                   MOVE "FRTRP 000100" TO FR-TRANSFER(1:12)
                   MOVE -1005 TO WANTED-STATUS
           END-EVALUATE.

       EXPECT.
           ADD 1 TO CHECKED
           IF FR-STATUS NOT = WANTED-STATUS OR FRD-OUTCOME NOT = WANTED
                   OR FRD-FLAG-DEGRADED NOT = "Y"
               ADD 1 TO WRONG
               DISPLAY "WRONG " WHAT " kind " K " channel " OWN-CHANNEL
                   ": status " FR-STATUS ", outcome " FRD-OUTCOME
           END-IF
           IF K = 5
               CALL "FRERROR" USING FR-ENGINE FR-ERROR
               MOVE 0 TO SIDES
               INSPECT FRZ-MESSAGE TALLYING SIDES
                   FOR ALL "use INITIALIZE, do not MOVE SPACES"
               IF SIDES NOT = 1
                   ADD 1 TO WRONG
                   DISPLAY "WRONG " WHAT " says " FRZ-MESSAGE
               END-IF
               MOVE 3 TO SIDES
           END-IF
           MOVE 1 TO FRD-OUTCOME
           MOVE "N" TO FRD-FLAG-DEGRADED.
