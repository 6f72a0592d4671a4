      *> SPDX-License-Identifier: Apache-2.0
      *> A policy is replaced while the engine runs: no history is lost.
      *> A damaged one changes nothing.       reload FOLDER
       IDENTIFICATION DIVISION.
       PROGRAM-ID. RELOAD.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  FR-POLICY.
           COPY frpol.
       01  FR-PARTY.
           COPY frpty.
       01  FOLDER                          PIC X(200).
       01  ACCOUNT-TYPE                    PIC S9(9) COMP-5 VALUE 1.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT FOLDER FROM COMMAND-LINE
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           STRING FUNCTION TRIM(FOLDER) "/first.frb" DELIMITED BY SIZE
               INTO FR-POLICY-FILE
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           MOVE "R-1" TO FRT-ID
           MOVE 20260106 TO FRT-TIME-DATE
           MOVE "6222-0001" TO FRT-PAYER
           MOVE "6228-9999" TO FRT-PAYEE
           MOVE 1000.00 TO FRT-AMOUNT
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM SAY-WHAT-IS-IN-FORCE
           MOVE SPACES TO FR-POLICY-FILE
           STRING FUNCTION TRIM(FOLDER) "/retail-cn.frb"
               DELIMITED BY SIZE INTO FR-POLICY-FILE
           PERFORM RELOAD-IT
           MOVE SPACES TO FR-POLICY-FILE
           STRING FUNCTION TRIM(FOLDER) "/damaged.frb"
               DELIMITED BY SIZE INTO FR-POLICY-FILE
           PERFORM RELOAD-IT
           CALL "FRCLOSE" USING FR-ENGINE RETURNING FR-STATUS
           STOP RUN.

       RELOAD-IT.
           CALL "FRRELD" USING FR-ENGINE FR-POLICY-FILE
               RETURNING FR-STATUS
           IF FR-FAILED
               CALL "FRERROR" USING FR-ENGINE FR-ERROR
               DISPLAY "refused " FRZ-STATUS ": "
                   FUNCTION TRIM(FRZ-MESSAGE)
           END-IF
           PERFORM SAY-WHAT-IS-IN-FORCE.

       SAY-WHAT-IS-IN-FORCE.
           CALL "FRPINFO" USING FR-ENGINE FR-POLICY RETURNING FR-STATUS
           CALL "FRPARTY" USING FR-ENGINE ACCOUNT-TYPE FRT-PAYER
               FR-PARTY RETURNING FR-STATUS
           DISPLAY "in force: " FUNCTION TRIM(FRI-NAME)
               ", entries of the payer: " FRY-TRANSFER-ENTRIES.
