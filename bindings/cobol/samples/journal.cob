      *> SPDX-License-Identifier: Apache-2.0
      *> A program that ends and begins again, and knows what it knew:
      *> the journal is recovered before the first transfer.
      *>     journal POLICY FOLDER        FOLDER is the journal's alone
       IDENTIFICATION DIVISION.
       PROGRAM-ID. JOURNALED.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  JOURNAL                         PIC 9(9) COMP-5 VALUE 0.
       01  NO-JOURNAL                      PIC 9(9) COMP-5 VALUE 0.
       01  FR-JOURNAL-OPTIONS.
           COPY frjop.
       01  FR-RECOVERY.
           COPY frjre.
       01  FR-PARTY.
           COPY frpty.
       01  NO-POLICY                       PIC X(256) VALUE SPACES.
       01  ACCOUNT-TYPE                    PIC S9(9) COMP-5 VALUE 1.
       01  PAYER                           PIC X(65) VALUE "6222-0001".
       01  N                               PIC 9(4).
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FR-POLICY-FILE FROM ARGUMENT-VALUE
           ACCEPT FRJ-DIRECTORY FROM ARGUMENT-VALUE
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           SET FRO-TIMES-ARE-LOCAL-Y TO TRUE
           MOVE 28800 TO FRO-UTC-OFFSET-S
      *> Histories hang on it: the same in each run, and kept secret.
           MOVE "00112233445566778899aabbccddeeff" TO FRO-SECRET-KEY
      *> Without a policy: the journal knows which one was in force.
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS NO-POLICY FR-ERROR
               RETURNING FR-STATUS
           IF FR-FAILED
               DISPLAY FUNCTION TRIM(FRZ-MESSAGE) UPON SYSERR
               STOP RUN RETURNING 1
           END-IF
           MOVE FUNCTION CURRENT-DATE(1:14) TO FRJ-NOW
           MOVE 0 TO FRJ-NOW-MICRO
           CALL "FRJOPEN" USING FR-ENGINE FR-JOURNAL-OPTIONS JOURNAL
               RETURNING FR-STATUS
           PERFORM STOP-IF-FAILED
           CALL "FRJRECV" USING JOURNAL FR-RECOVERY RETURNING FR-STATUS
           IF FR-FAILED
               CALL "FRERROR" USING JOURNAL FR-ERROR
               DISPLAY FUNCTION TRIM(FRZ-MESSAGE) UPON SYSERR
               STOP RUN RETURNING 1
           END-IF
      *> A new journal, or a policy that the engine did not take again.
           IF FRR-LAST-SEQUENCE = 0 OR FRR-LEFT-POLICY = "Y"
               DISPLAY "a policy is loaded"
               CALL "FRRELD" USING FR-ENGINE FR-POLICY-FILE
                   RETURNING FR-STATUS
               PERFORM STOP-IF-FAILED
           END-IF
      *> Before the first score: see the README.
           CALL "FRJSET" USING FR-ENGINE JOURNAL RETURNING FR-STATUS
           PERFORM STOP-IF-FAILED
           PERFORM SCORE-ONE
           MOVE FUNCTION CURRENT-DATE(1:14) TO FRJ-NOW
           MOVE 0 TO FRJ-NOW-MICRO
           CALL "FRJPUMP" USING JOURNAL FRJ-NOW RETURNING FR-STATUS
           PERFORM CLOSE-ALL
           STOP RUN.

       SCORE-ONE.
           CALL "FRPARTY" USING FR-ENGINE ACCOUNT-TYPE PAYER
               FR-PARTY RETURNING FR-STATUS
           MOVE FRY-TRANSFER-ENTRIES TO N
           DISPLAY "known of the payer: " N " transfers"
           STRING "J-" N DELIMITED BY SIZE INTO FRT-ID
           MOVE 20260106 TO FRT-TIME-DATE
           COMPUTE FRT-TIME-CLOCK = 100000 + N
           MOVE PAYER TO FRT-PAYER
           MOVE "6228-9999" TO FRT-PAYEE
           MOVE 1000.00 TO FRT-AMOUNT
           SET FRT-CHANNEL-MOBILE TO TRUE
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM STOP-IF-FAILED
      *> What is answered is on the way to the disk; FRJWAIT waits.
           CALL "FRJWAIT" USING JOURNAL FRD-SEQUENCE
               RETURNING FR-STATUS.

       CLOSE-ALL.
           CALL "FRJSET" USING FR-ENGINE NO-JOURNAL RETURNING FR-STATUS
           PERFORM STOP-IF-FAILED
           CALL "FRCLOSE" USING JOURNAL RETURNING FR-STATUS
           CALL "FRCLOSE" USING FR-ENGINE RETURNING FR-STATUS.

       STOP-IF-FAILED.
           IF FR-FAILED
               CALL "FRERROR" USING FR-ENGINE FR-ERROR
               DISPLAY FUNCTION TRIM(FRZ-MESSAGE) UPON SYSERR
               STOP RUN RETURNING 1
           END-IF.
