      *> SPDX-License-Identifier: Apache-2.0
      *>
      *> A posting run: reads a sequential file of transfers, asks about
      *> each before it is posted, posts what is allowed or only warned
      *> of, holds the rest; then reads what the branches decided about
      *> the held ones, and writes a report. What a bound of the policy
      *> lowered is posted as the policy wants it, and listed apart.
      *>
      *>     posting POLICY TRANSFERS VERDICTS REPORT
       IDENTIFICATION DIVISION.
       PROGRAM-ID. POSTING.
       ENVIRONMENT DIVISION.
       INPUT-OUTPUT SECTION.
       FILE-CONTROL.
           SELECT TRANSFERS ASSIGN TO TRANSFERS-NAME
               ORGANIZATION IS LINE SEQUENTIAL
               FILE STATUS IS FILE-STATUS-CODE.
           SELECT VERDICTS ASSIGN TO VERDICTS-NAME
               ORGANIZATION IS LINE SEQUENTIAL
               FILE STATUS IS FILE-STATUS-CODE.
           SELECT REPORT-FILE ASSIGN TO REPORT-NAME
               ORGANIZATION IS LINE SEQUENTIAL.
       DATA DIVISION.
       FILE SECTION.
       FD  TRANSFERS.
       01  TRANSFER-IN.
           05  IN-ID                       PIC X(12).
           05  IN-DATE                     PIC 9(8).
           05  IN-CLOCK                    PIC 9(6).
           05  IN-PAYER                    PIC X(19).
           05  IN-PAYEE                    PIC X(19).
           05  IN-AMOUNT                   PIC 9(13)V99.
           05  IN-BALANCE                  PIC 9(13)V99.
           05  IN-CUSTOMER                 PIC X(10).
           05  IN-AGE                      PIC 9(3).
      *> T teller, A ATM, O online, M mobile
           05  IN-CHANNEL                  PIC X.
           05  IN-ON-PHONE                 PIC X.
           05  IN-TOLD-OF-CASE             PIC X.
           05  IN-REMARK                   PIC X(40).
       FD  VERDICTS.
       01  VERDICT-IN.
           05  VERDICT-ID                  PIC X(12).
           05  VERDICT-DATE                PIC 9(8).
           05  VERDICT-CLOCK               PIC 9(6).
           05  VERDICT                     PIC X.
               88  RELEASED                VALUE "R".
               88  CANCELLED               VALUE "C".
       FD  REPORT-FILE.
       01  REPORT-LINE                     PIC X(100).
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  TRANSFERS-NAME                  PIC X(256).
       01  VERDICTS-NAME                   PIC X(256).
       01  REPORT-NAME                     PIC X(256).
       01  FILE-STATUS-CODE                PIC XX.
           88  FILE-OK                     VALUE "00".
      *> What is held, until a branch has decided.
       01  HELD-MAX                        PIC 9(4) VALUE 500.
       01  HELD-COUNT                      PIC 9(4) VALUE 0.
       01  HELD-TABLE.
           05  HELD OCCURS 500 TIMES INDEXED BY H.
               10  HELD-ID                 PIC X(12).
               10  HELD-PAYER              PIC X(19).
               10  HELD-PAYEE              PIC X(19).
               10  HELD-CUSTOMER           PIC X(10).
               10  HELD-AMOUNT             PIC S9(13)V99 COMP-3.
               10  HELD-STATE              PIC X.
                   88  STILL-HELD          VALUE "H".
       01  TOTALS.
           05  POSTED-COUNT                PIC 9(6) VALUE 0.
           05  POSTED-SUM                  PIC S9(15)V99 COMP-3 VALUE 0.
           05  LOWERED-COUNT               PIC 9(6) VALUE 0.
           05  LOWERED-SUM                 PIC S9(15)V99 COMP-3 VALUE 0.
           05  WAITING-COUNT               PIC 9(6) VALUE 0.
           05  WAITING-SUM                 PIC S9(15)V99 COMP-3 VALUE 0.
           05  REFUSED-COUNT               PIC 9(6) VALUE 0.
       01  DETAIL-LINE.
           05  OUT-ID                      PIC X(13).
           05  OUT-AMOUNT                  PIC Z(12)9.99.
           05  FILLER                      PIC X VALUE SPACE.
           05  OUT-WHAT                    PIC X(9).
           05  OUT-SCORE                   PIC ZZZZ9.
           05  FILLER                      PIC X VALUE SPACE.
           05  OUT-WHY                     PIC X(52).
       01  TOTAL-LINE.
           05  TOTAL-WHAT                  PIC X(13).
           05  TOTAL-SUM                   PIC Z(12)9.99.
           05  FILLER                      PIC X VALUE SPACE.
           05  TOTAL-COUNT                 PIC Z(5)9.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FR-POLICY-FILE FROM ARGUMENT-VALUE
           ACCEPT TRANSFERS-NAME FROM ARGUMENT-VALUE
           ACCEPT VERDICTS-NAME FROM ARGUMENT-VALUE
           ACCEPT REPORT-NAME FROM ARGUMENT-VALUE
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           SET FRO-TIMES-ARE-LOCAL-Y TO TRUE
           MOVE 28800 TO FRO-UTC-OFFSET-S
           MOVE 1 TO FRO-COMPLETE-FROM-DATE
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           IF FR-FAILED
               DISPLAY "posting: " FUNCTION TRIM(FRZ-MESSAGE)
                   UPON SYSERR
               STOP RUN RETURNING 1
           END-IF
           OPEN INPUT TRANSFERS
           IF NOT FILE-OK
               DISPLAY "posting: cannot read "
                   FUNCTION TRIM(TRANSFERS-NAME) UPON SYSERR
               STOP RUN RETURNING 1
           END-IF
           OPEN OUTPUT REPORT-FILE
           READ TRANSFERS
           PERFORM UNTIL NOT FILE-OK
               PERFORM POST-ONE
               READ TRANSFERS
           END-PERFORM
           CLOSE TRANSFERS
           PERFORM READ-VERDICTS
           PERFORM WRITE-TOTALS
           CLOSE REPORT-FILE
           CALL "FRCLOSE" USING FR-ENGINE RETURNING FR-STATUS
           STOP RUN.

       POST-ONE.
           PERFORM FILL-TRANSFER
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           MOVE IN-ID TO OUT-ID
           MOVE IN-AMOUNT TO OUT-AMOUNT
           MOVE FRD-SCORE TO OUT-SCORE
           EVALUATE TRUE
      *> The transfer itself is wrong: nobody could decide about it.
               WHEN FR-BAND-INPUT OR FR-BAND-LIMIT OR FR-BAND-BINDING
                   MOVE "refused" TO OUT-WHAT
                   CALL "FRERROR" USING FR-ENGINE FR-ERROR
                   MOVE FRZ-MESSAGE TO OUT-WHY
                   ADD 1 TO REFUSED-COUNT
      *> Held, or the engine could not decide and its policy says so.
               WHEN FRD-OUTCOME-HOLD
                   PERFORM HOLD-ONE
      *> A bound of the policy was reached: it would be held or warned
      *> of. Somebody reads this list before the money has left.
               WHEN FRD-FLAG-LIMITED = "Y"
                   PERFORM LOWERED-ONE
               WHEN FRD-OUTCOME-WARN
                   MOVE "warned" TO OUT-WHAT
                   MOVE FRD-R-RULE(1) TO OUT-WHY
                   PERFORM SETTLE-ONE
               WHEN OTHER
                   MOVE "posted" TO OUT-WHAT
                   MOVE SPACES TO OUT-WHY
                   PERFORM SETTLE-ONE
           END-EVALUATE
           WRITE REPORT-LINE FROM DETAIL-LINE.

       FILL-TRANSFER.
           INITIALIZE FR-TRANSFER
           MOVE IN-ID TO FRT-ID
           MOVE IN-DATE TO FRT-TIME-DATE
           MOVE IN-CLOCK TO FRT-TIME-CLOCK
           MOVE IN-PAYER TO FRT-PAYER
           MOVE IN-PAYEE TO FRT-PAYEE
           MOVE IN-AMOUNT TO FRT-AMOUNT
           MOVE "Y" TO FRT-BALANCE-BEFORE-GIVEN
           MOVE IN-BALANCE TO FRT-BALANCE-BEFORE
           MOVE IN-CUSTOMER TO FRP-CUSTOMER
           IF IN-AGE IS NUMERIC
               MOVE "Y" TO FRP-AGE-GIVEN
               MOVE IN-AGE TO FRP-AGE
           END-IF
           EVALUATE IN-CHANNEL
               WHEN "T" SET FRT-CHANNEL-TELLER TO TRUE
               WHEN "A" SET FRT-CHANNEL-ATM TO TRUE
               WHEN "O" SET FRT-CHANNEL-ONLINE TO TRUE
               WHEN "M" SET FRT-CHANNEL-MOBILE TO TRUE
           END-EVALUATE
           SET FRT-SPEED-REAL-TIME TO TRUE
           SET FRQ-PARTY-KIND-PERSON TO TRUE
           MOVE IN-ON-PHONE TO FRL-ON-PHONE
           MOVE IN-TOLD-OF-CASE TO FRL-TOLD-OF-CASE
           SET FRT-REMARK-GB18030 TO TRUE
           MOVE IN-REMARK TO FRT-REMARK
           MOVE -1 TO FRT-REMARK-LEN.

       FILL-EVENT.
           INITIALIZE FR-EVENT
           MOVE "Y" TO FRE-AMOUNT-GIVEN.

       EVENT-OF-TRANSFER.
           PERFORM FILL-EVENT
           MOVE FRT-TIME TO FRE-TIME
           MOVE FRT-ID TO FRE-TRANSFER-ID
           MOVE FRT-PAYER TO FRE-PAYER
           MOVE FRT-PAYEE TO FRE-PAYEE
           MOVE FRP-CUSTOMER TO FRE-PAYER-CUSTOMER
           MOVE FRT-AMOUNT TO FRE-AMOUNT.

       SETTLE-ONE.
           ADD 1 TO POSTED-COUNT
           ADD IN-AMOUNT TO POSTED-SUM
           PERFORM EVENT-OF-TRANSFER
           SET FRE-KIND-SETTLED TO TRUE
           PERFORM TELL.

       LOWERED-ONE.
           MOVE "lowered" TO OUT-WHAT
           MOVE SPACES TO OUT-WHY
           IF FRD-PURE-OUTCOME-HOLD
               STRING "by a bound, from hold: " FRD-R-RULE(1)
                   DELIMITED BY SIZE INTO OUT-WHY
           ELSE
               STRING "by a bound, from warn: " FRD-R-RULE(1)
                   DELIMITED BY SIZE INTO OUT-WHY
           END-IF
           ADD 1 TO LOWERED-COUNT
           ADD IN-AMOUNT TO LOWERED-SUM
           PERFORM SETTLE-ONE.

       HOLD-ONE.
           MOVE "held" TO OUT-WHAT
           MOVE SPACES TO OUT-WHY
           STRING FUNCTION TRIM(FRD-SCAM) " until "
               FRD-HOLD-UNTIL-DATE " " FRD-HOLD-UNTIL-CLOCK
               DELIMITED BY SIZE INTO OUT-WHY
           IF HELD-COUNT < HELD-MAX
               ADD 1 TO HELD-COUNT
               MOVE IN-ID TO HELD-ID(HELD-COUNT)
               MOVE IN-PAYER TO HELD-PAYER(HELD-COUNT)
               MOVE IN-PAYEE TO HELD-PAYEE(HELD-COUNT)
               MOVE IN-CUSTOMER TO HELD-CUSTOMER(HELD-COUNT)
               MOVE IN-AMOUNT TO HELD-AMOUNT(HELD-COUNT)
               SET STILL-HELD(HELD-COUNT) TO TRUE
           ELSE
      *> No room in the table: it waits all the same, and a branch
      *> decides about it by hand.
               MOVE "held; the table is full, decide by hand" TO OUT-WHY
               ADD 1 TO WAITING-COUNT
               ADD IN-AMOUNT TO WAITING-SUM
           END-IF
           PERFORM EVENT-OF-TRANSFER
           IF FRD-FLAG-DELAYED = "Y"
               SET FRE-KIND-DELAYED TO TRUE
           ELSE
               SET FRE-KIND-HELD TO TRUE
           END-IF
           PERFORM TELL.

       TELL.
           CALL "FROBSRV" USING FR-ENGINE FR-EVENT RETURNING FR-STATUS
           IF FR-FAILED
               DISPLAY "posting: an event was refused: " FR-STATUS
                   UPON SYSERR
           END-IF.

       READ-VERDICTS.
           OPEN INPUT VERDICTS
           IF FILE-OK
               READ VERDICTS
               PERFORM UNTIL NOT FILE-OK
                   SET H TO 1
                   SEARCH HELD
                       WHEN HELD-ID(H) = VERDICT-ID AND STILL-HELD(H)
                           PERFORM DECIDE-ONE
                   END-SEARCH
                   READ VERDICTS
               END-PERFORM
               CLOSE VERDICTS
           END-IF
           PERFORM VARYING H FROM 1 BY 1 UNTIL H > HELD-COUNT
               IF STILL-HELD(H)
                   ADD 1 TO WAITING-COUNT
                   ADD HELD-AMOUNT(H) TO WAITING-SUM
               END-IF
           END-PERFORM.

       DECIDE-ONE.
           MOVE HELD-ID(H) TO OUT-ID
           MOVE HELD-AMOUNT(H) TO OUT-AMOUNT
           MOVE 0 TO OUT-SCORE
           MOVE SPACES TO OUT-WHY
           PERFORM FILL-EVENT
           MOVE VERDICT-DATE TO FRE-TIME-DATE
           MOVE VERDICT-CLOCK TO FRE-TIME-CLOCK
           MOVE HELD-ID(H) TO FRE-TRANSFER-ID
           MOVE HELD-PAYER(H) TO FRE-PAYER
           MOVE HELD-PAYEE(H) TO FRE-PAYEE
           MOVE HELD-CUSTOMER(H) TO FRE-PAYER-CUSTOMER
           MOVE HELD-AMOUNT(H) TO FRE-AMOUNT
           MOVE VERDICT TO HELD-STATE(H)
           IF RELEASED
               MOVE "released" TO OUT-WHAT
               SET FRE-KIND-RELEASED TO TRUE
               PERFORM TELL
               SET FRE-KIND-SETTLED TO TRUE
               ADD 1 TO POSTED-COUNT
               ADD HELD-AMOUNT(H) TO POSTED-SUM
           ELSE
               MOVE "cancelled" TO OUT-WHAT
               SET FRE-KIND-CANCELLED TO TRUE
           END-IF
           PERFORM TELL
           WRITE REPORT-LINE FROM DETAIL-LINE.

       WRITE-TOTALS.
           MOVE "posted" TO TOTAL-WHAT
           MOVE POSTED-SUM TO TOTAL-SUM
           MOVE POSTED-COUNT TO TOTAL-COUNT
           WRITE REPORT-LINE FROM TOTAL-LINE
           MOVE "of it lowered" TO TOTAL-WHAT
           MOVE LOWERED-SUM TO TOTAL-SUM
           MOVE LOWERED-COUNT TO TOTAL-COUNT
           WRITE REPORT-LINE FROM TOTAL-LINE
           MOVE "waiting" TO TOTAL-WHAT
           MOVE WAITING-SUM TO TOTAL-SUM
           MOVE WAITING-COUNT TO TOTAL-COUNT
           WRITE REPORT-LINE FROM TOTAL-LINE
           MOVE "refused" TO TOTAL-WHAT
           MOVE 0 TO TOTAL-SUM
           MOVE REFUSED-COUNT TO TOTAL-COUNT
           WRITE REPORT-LINE FROM TOTAL-LINE.
