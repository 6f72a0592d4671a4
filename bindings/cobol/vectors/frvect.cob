      *> SPDX-License-Identifier: Apache-2.0
      *>
      *> Runs golden vectors through the binding's records and
      *> subprograms: bindings/vectors/README.md says what a file of
      *> steps is and what is answered.
      *>
      *>     frvect STEPS FOLDER > ANSWERS
      *>
      *> Journals go into the folder.
       IDENTIFICATION DIVISION.
       PROGRAM-ID. FRVECT.
       ENVIRONMENT DIVISION.
       INPUT-OUTPUT SECTION.
       FILE-CONTROL.
           SELECT STEPS-FILE ASSIGN TO STEPS-NAME
               ORGANIZATION IS SEQUENTIAL
               FILE STATUS IS STEPS-STATUS.
       DATA DIVISION.
       FILE SECTION.
       FD  STEPS-FILE.
       01  STEPS-BYTE                      PIC X.
       WORKING-STORAGE SECTION.
       01  COMMAND-TEXT                    PIC X(512).
       01  STEPS-NAME                      PIC X(256).
       01  ROOM-NAME                       PIC X(256).
       01  STEPS-STATUS                    PIC XX.
       01  FOLDER-SIZE                     PIC S9(9) COMP-5.
       01  ALL-STEPS                       PIC X(65536).
       01  ALL-SIZE                        PIC S9(9) COMP-5 VALUE 0.
       01  HERE                            PIC S9(9) COMP-5 VALUE 1.
       01  LINE-END                        PIC S9(9) COMP-5.
       01  HT-AT                          PIC S9(9) COMP-5.
       01  I                               PIC S9(9) COMP-5.
       01  FROM-AT                         PIC S9(9) COMP-5.
       01  LF                              PIC X VALUE X"0A".
       01  HT                             PIC X VALUE X"09".
       01  NO-BYTE                         PIC X VALUE SPACE.
      *> The step: its name and arguments.
       01  ARGUMENT-COUNT                  PIC S9(9) COMP-5.
       01  ARGUMENTS.
           05  ARGUMENT OCCURS 5 TIMES.
               10  ARG-TEXT                PIC X(1100).
               10  ARG-SIZE                PIC S9(9) COMP-5.
               10  ARG-NUMBER              PIC S9(18) COMP-5.
      *> A field: its path and its value without escapes.
       01  FIELD-SWITCH                    PIC X.
           88  FIELD-FOUND                 VALUE "Y".
           88  NO-FIELD                    VALUE "N".
       01  FIELD-PATH                      PIC X(64).
       01  FIELD-TEXT                      PIC X(9000).
       01  FIELD-SIZE                      PIC S9(9) COMP-5.
       01  FIELD-PIECES.
           05  PIECE OCCURS 3 TIMES        PIC X(65).
       01  PIECE-UNTIL                     PIC X(32).
       01  UNTIL-SIZE                      PIC S9(9) COMP-5.
      *> What is written.
       01  RESULT.
           COPY frstat.
       01  KEPT-STATUS                     PIC S9(9) COMP-5.
       01  STATUS-NAME                     PIC X(32).
       01  STATUS-TEXT                     PIC X(160).
       01  STATUS-BAND                     PIC S9(9) COMP-5.
       01  EDITED                          PIC -(18)9.
       01  NUMBER-OUT                      PIC S9(18) COMP-5.
       01  LABEL-OUT                       PIC X(64).
       01  TEXT-OUT                        PIC X(65536).
       01  TEXT-SIZE                       PIC S9(9) COMP-5.
       01  ALL-HIGH                        PIC X.
       01  PREFIX                          PIC X(64).
      *> Handles and records.
       01  H                               PIC 9(9) COMP-5 VALUE 0.
       01  H-LISTS                         PIC 9(9) COMP-5 VALUE 0.
       01  H-TRUST                         PIC 9(9) COMP-5 VALUE 0.
       01  H-NEW                           PIC 9(9) COMP-5 VALUE 0.
       01  H-JOURNAL                       PIC 9(9) COMP-5 VALUE 0.
       01  NO-HANDLE                       PIC 9(9) COMP-5 VALUE 0.
       01  FILE-NAME                       PIC X(256).
       01  FR-OPTIONS.
           COPY fropt.
       01  FR-TRANSFER.
           COPY frtrn.
       01  FR-SCORED                       PIC X(32768).
       01  FR-EVENT.
           COPY frevt.
       01  FR-DECISION.
           COPY frdec.
       01  FR-CHALLENGED.
           COPY frdec REPLACING LEADING ==FRD-== BY ==FC-==.
       01  FR-ERROR.
           COPY frerr.
       01  FR-POLICY.
           COPY frpol.
       01  FR-QUESTION.
           COPY frque.
       01  FR-STATS.
           COPY frsta.
       01  FR-PARTY.
           COPY frpty.
       01  FR-COUNTERS.
           COPY frcnt.
       01  FR-LIMITS.
           03  FR-LIMIT OCCURS 64 TIMES.
           COPY frlim.
       01  FR-SIGNATURE.
           COPY frsig.
       01  FR-PUT.
           COPY frput.
       01  FR-LISTS.
           COPY frwli.
       01  FR-JOURNAL.
           COPY frjop.
       01  FR-RECOVERY.
           COPY frjre.
       01  FR-JOURNAL-STATS.
           COPY frjst.
       01  FR-OTHER.
           COPY frcfa.
       01  ITEMS.
           03  ITEM OCCURS 64 TIMES.
           COPY frtrn REPLACING LEADING ==FRT-== BY ==FIT-==
               LEADING ==FRS-== BY ==FIS-==
               LEADING ==FRP-== BY ==FIP-==
               LEADING ==FRQ-== BY ==FIQ-==
               LEADING ==FRL-== BY ==FIL-==.
       01  ITEM-ANSWERS.
           03  ITEM-ANSWER OCCURS 64 TIMES.
           COPY frdec REPLACING LEADING ==FRD-== BY ==FID-==.
       01  CONTRIBUTIONS.
           03  CONTRIBUTION OCCURS 1024 TIMES.
           COPY frcon.
       01  FEATURES.
           03  FEATURE OCCURS 1024 TIMES.
           COPY frval.
       01  MATCHES.
           03  FR-MATCH OCCURS 64 TIMES.
           COPY frmat.
       01  FOLDS                           PIC X(65536).
       01  FOLDS-ROOM                      PIC S9(9) COMP-5
                                           VALUE 65536.
       01  FOLDS-SIZE                      PIC S9(9) COMP-5.
       01  ALL-SIDES                       PIC S9(9) COMP-5 VALUE 15.
       01  ROOM-64                         PIC S9(9) COMP-5 VALUE 64.
       01  ROOM-1024                       PIC S9(9) COMP-5 VALUE 1024.
       01  WORDS-ROOM                      PIC S9(9) COMP-5
                                           VALUE 65536.
       01  N                               PIC S9(9) COMP-5.
       01  N2                              PIC S9(9) COMP-5.
       01  DONE                            PIC S9(9) COMP-5.
       01  V                               PIC S9(18) COMP-5.
       01  IDENTIFIER                      PIC X(65).
       01  LIST-NAME                       PIC X(65).
       01  LANGUAGE-CODE                   PIC X(8).
       01  PARTY-KEY                       PIC X(32).
       01  LIMIT-NAME                      PIC X(48).
       01  GIVEN-TIME                      PIC 9(20).
       01  ALL-TEXT                        PIC X(65536).
       01  ALL-TEXT-SIZE                   PIC S9(9) COMP-5.
       01  LABEL-WITHOUT                   PIC X(64).
       01  H-OF-ERROR                      PIC 9(9) COMP-5.
       01  KIND-LETTER                     PIC X.
       01  POLICY-NAME                     PIC X(48).
       01  ROLE-NAME                       PIC X(48).
       01  KEY-IDS.
           05  KEY-ID OCCURS 16 TIMES      PIC X(32).
       01  KEY-COUNT                       PIC S9(9) COMP-5.
       01  LISTED                          PIC X.
       01  SHIPPED                         PIC X(69632).
       01  SHIPPED-ROOM                    PIC S9(9) COMP-5
                                           VALUE 69632.
       01  SHIPPED-SIZE                    PIC S9(9) COMP-5 VALUE 0.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT COMMAND-TEXT FROM COMMAND-LINE
           UNSTRING COMMAND-TEXT DELIMITED BY SPACE
               INTO STEPS-NAME ROOM-NAME
           PERFORM READ-STEPS
           MOVE FR-TRANSFER TO FR-SCORED
           PERFORM PASS-EMPTY-LINES
           PERFORM UNTIL HERE > ALL-SIZE
               PERFORM READ-STEP
               PERFORM RUN-STEP
               PERFORM PASS-EMPTY-LINES
           END-PERFORM
           PERFORM LEAVE-ENGINE
           IF H-TRUST NOT = 0
               CALL "FRCLOSE" USING H-TRUST RETURNING FR-STATUS
           END-IF
           MOVE 0 TO RETURN-CODE
           STOP RUN.

       LEAVE-ENGINE.
           IF H-JOURNAL NOT = 0
               PERFORM CLOSE-JOURNAL
           END-IF
           IF H NOT = 0
               CALL "FRCLOSE" USING H RETURNING FR-STATUS
           END-IF.

      *> ---- steps ----

       READ-STEPS.
           OPEN INPUT STEPS-FILE
           IF STEPS-STATUS NOT = "00"
               DISPLAY "frvect: cannot read " STEPS-NAME UPON SYSERR
               MOVE 2 TO RETURN-CODE
               STOP RUN
           END-IF
           PERFORM UNTIL STEPS-STATUS NOT = "00"
               READ STEPS-FILE
               IF STEPS-STATUS = "00"
                   ADD 1 TO ALL-SIZE
                   MOVE STEPS-BYTE TO ALL-STEPS(ALL-SIZE:1)
               END-IF
           END-PERFORM
           CLOSE STEPS-FILE
           MOVE 0 TO FOLDER-SIZE
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > 256
               IF STEPS-NAME(I:1) = "/"
                   MOVE I TO FOLDER-SIZE
               END-IF
           END-PERFORM.

       FIND-LINE-END.
           MOVE HERE TO LINE-END
           PERFORM UNTIL LINE-END > ALL-SIZE
                   OR ALL-STEPS(LINE-END:1) = LF
               ADD 1 TO LINE-END
           END-PERFORM.

       PASS-EMPTY-LINES.
           PERFORM UNTIL HERE > ALL-SIZE
                   OR (ALL-STEPS(HERE:1) NOT = "#"
                   AND ALL-STEPS(HERE:1) NOT = LF)
               PERFORM FIND-LINE-END
               COMPUTE HERE = LINE-END + 1
           END-PERFORM.

       READ-STEP.
           INITIALIZE ARGUMENTS
           MOVE 0 TO ARGUMENT-COUNT
           PERFORM FIND-LINE-END
           PERFORM UNTIL HERE > LINE-END OR ARGUMENT-COUNT = 5
               ADD 1 TO ARGUMENT-COUNT
               MOVE HERE TO HT-AT
               PERFORM UNTIL HT-AT >= LINE-END
                       OR ALL-STEPS(HT-AT:1) = HT
                   ADD 1 TO HT-AT
               END-PERFORM
               CALL "DECODE" USING ALL-STEPS HERE HT-AT
                   ARG-TEXT(ARGUMENT-COUNT) ARG-SIZE(ARGUMENT-COUNT)
               IF ARG-SIZE(ARGUMENT-COUNT) > 0
                   MOVE FUNCTION NUMVAL(ARG-TEXT(ARGUMENT-COUNT)(1:18))
                       TO ARG-NUMBER(ARGUMENT-COUNT)
               END-IF
               COMPUTE HERE = HT-AT + 1
           END-PERFORM
           COMPUTE HERE = LINE-END + 1.

      *> The next field of the step, when there is one.
       READ-FIELD.
           PERFORM PASS-EMPTY-LINES
           SET NO-FIELD TO TRUE
           IF HERE <= ALL-SIZE AND ALL-STEPS(HERE:1) = HT
               SET FIELD-FOUND TO TRUE
               PERFORM FIND-LINE-END
               COMPUTE FROM-AT = HERE + 1
               MOVE FROM-AT TO HT-AT
               PERFORM UNTIL HT-AT >= LINE-END
                       OR ALL-STEPS(HT-AT:1) = HT
                   ADD 1 TO HT-AT
               END-PERFORM
               COMPUTE N = HT-AT - FROM-AT
               MOVE ALL-STEPS(FROM-AT:N) TO FIELD-PATH
               COMPUTE FROM-AT = HT-AT + 1
               MOVE SPACES TO FIELD-TEXT
               CALL "DECODE" USING ALL-STEPS FROM-AT LINE-END
                   FIELD-TEXT FIELD-SIZE
               COMPUTE HERE = LINE-END + 1
           END-IF.

       READ-TRANSFER.
           INITIALIZE FR-TRANSFER
           PERFORM READ-FIELD
           PERFORM UNTIL NO-FIELD
               CALL "FRSET" USING H FR-TRANSFER FIELD-PATH FIELD-TEXT
                   FIELD-SIZE RETURNING FR-STATUS
               PERFORM MUST-BE-SET
               PERFORM READ-FIELD
           END-PERFORM.

       MUST-BE-SET.
           IF NOT FR-OK
               DISPLAY "frvect: " FIELD-PATH " " FR-STATUS UPON SYSERR
               MOVE 2 TO RETURN-CODE
               STOP RUN
           END-IF.

       RUN-STEP.
           MOVE SPACES TO PREFIX
           EVALUATE ARG-TEXT(1)
               WHEN "engine"       PERFORM RUN-ENGINE
               WHEN "policy"       PERFORM RUN-POLICY
               WHEN "challenger"   PERFORM RUN-CHALLENGER
               WHEN "watch"        PERFORM RUN-WATCH
               WHEN "score"        PERFORM RUN-SCORE
               WHEN "preview"      PERFORM RUN-PREVIEW
               WHEN "batch"        PERFORM RUN-BATCH
               WHEN "challenge"    PERFORM RUN-CHALLENGE
               WHEN "observe"      PERFORM RUN-OBSERVE
               WHEN "words"        PERFORM RUN-WORDS
               WHEN "reason_words" PERFORM RUN-WORDS
               WHEN "question"     PERFORM RUN-QUESTION
               WHEN "expiry"       PERFORM RUN-EXPIRY
               WHEN "features"     PERFORM RUN-FEATURES
               WHEN "why"          PERFORM RUN-WHY
               WHEN "party_key"    PERFORM RUN-PARTY
               WHEN "party"        PERFORM RUN-PARTY
               WHEN "matches"      PERFORM RUN-MATCHES
               WHEN "stats"        PERFORM RUN-STATS
               WHEN "describe"     PERFORM RUN-DESCRIBE
               WHEN "limit"        PERFORM RUN-LIMIT
               WHEN OTHER          PERFORM RUN-REST
           END-EVALUATE.

       RUN-REST.
           EVALUATE ARG-TEXT(1)
               WHEN "took"         PERFORM RUN-TOOK
               WHEN "counters"     PERFORM RUN-COUNTERS
               WHEN "prometheus"   PERFORM RUN-PROMETHEUS
               WHEN "limits"       PERFORM RUN-LIMITS
               WHEN "tick"         PERFORM RUN-TICK
               WHEN "names"        PERFORM RUN-NAMES
               WHEN "attribute"    PERFORM RUN-ATTRIBUTE
               WHEN "reason_text"  PERFORM RUN-REASON-TEXT
               WHEN "contribution_words"
                                   PERFORM RUN-CONTRIBUTION-WORDS
               WHEN "why_folds"    PERFORM RUN-WHY-FOLDS
               WHEN "signatures"   PERFORM RUN-SIGNATURES
               WHEN "trust"        PERFORM RUN-TRUST
               WHEN "verify"       PERFORM RUN-VERIFY
               WHEN "put"          PERFORM RUN-PUT
               WHEN "switches"     PERFORM RUN-SWITCHES
               WHEN "lists"        PERFORM RUN-LISTS
               WHEN "listed"       PERFORM RUN-LISTED
               WHEN "journal"      PERFORM RUN-JOURNAL
               WHEN "journal_close"
                                   PERFORM RUN-JOURNAL-CLOSE
               WHEN "journal_stats"
                                   PERFORM RUN-JOURNAL-STATS
               WHEN "pump"         PERFORM RUN-PUMP
               WHEN "wait"         PERFORM RUN-WAIT
               WHEN "checkpoint"   PERFORM RUN-CHECKPOINT
               WHEN "snapshot"     PERFORM RUN-SNAPSHOT
               WHEN "prune"        PERFORM RUN-PRUNE
               WHEN "ship"         PERFORM RUN-SHIP
               WHEN "apply"        PERFORM RUN-APPLY
               WHEN "status"       PERFORM RUN-STATUS
               WHEN "version"      PERFORM RUN-VERSION
               WHEN OTHER
                   DISPLAY "frvect: there is no step "
                       ARG-TEXT(1)(1:32) UPON SYSERR
                   MOVE 2 TO RETURN-CODE
                   STOP RUN
           END-EVALUATE.

       RUN-ENGINE.
           PERFORM LEAVE-ENGINE
           INITIALIZE FR-OPTIONS
           PERFORM READ-FIELD
           PERFORM UNTIL NO-FIELD
               CALL "FRSET" USING H FR-OPTIONS FIELD-PATH FIELD-TEXT
                   FIELD-SIZE RETURNING FR-STATUS
               PERFORM MUST-BE-SET
               PERFORM READ-FIELD
           END-PERFORM
           MOVE SPACES TO FILE-NAME
           CALL "FROPEN" USING H FR-OPTIONS FILE-NAME FR-ERROR
               RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR-RECORD.

       FIND-FILE.
           MOVE SPACES TO FILE-NAME
           IF ARG-SIZE(N) > 0
               STRING STEPS-NAME(1:FOLDER-SIZE)
                   ARG-TEXT(N)(1:ARG-SIZE(N)) DELIMITED BY SIZE
                   INTO FILE-NAME
           END-IF.

       RUN-POLICY.
           MOVE 2 TO N
           PERFORM FIND-FILE
           CALL "FRRELD" USING H FILE-NAME RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR.

       RUN-CHALLENGER.
           MOVE 3 TO N
           PERFORM FIND-FILE
           MOVE ARG-NUMBER(2) TO N
           CALL "FRCHAL" USING H N FILE-NAME RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR.

       RUN-WATCH.
           MOVE 0 TO V
           CALL "FRWNEW" USING H V H-LISTS RETURNING FR-STATUS
           PERFORM READ-FIELD
           PERFORM UNTIL NO-FIELD
               INITIALIZE FIELD-PIECES PIECE-UNTIL
               UNSTRING FIELD-TEXT(1:FIELD-SIZE) DELIMITED BY SPACE
                   INTO PIECE(1) PIECE(2) PIECE-UNTIL
                   COUNT IN UNTIL-SIZE
               MOVE PIECE(1) TO IDENTIFIER
               MOVE PIECE(2) TO LIST-NAME
               IF FIELD-PATH = "account"
                   MOVE 1 TO N
               ELSE
                   MOVE 2 TO N
               END-IF
               MOVE "until_us" TO FIELD-PATH
               CALL "FRSET" USING H FR-EVENT FIELD-PATH PIECE-UNTIL
                   UNTIL-SIZE RETURNING KEPT-STATUS
               IF FR-OK
                   CALL "FRWADD" USING H-LISTS N IDENTIFIER LIST-NAME
                       FRE-UNTIL RETURNING FR-STATUS
               END-IF
               PERFORM READ-FIELD
           END-PERFORM
           IF FR-OK
               CALL "FRWSET" USING H H-LISTS ARG-NUMBER(2)
                   RETURNING FR-STATUS
           END-IF
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR
           CALL "FRCLOSE" USING H-LISTS RETURNING FR-STATUS.

       RUN-SCORE.
           PERFORM READ-TRANSFER
           CALL "FRSCORE" USING H FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM PUT-DECISION.

       RUN-PREVIEW.
           PERFORM READ-TRANSFER
           CALL "FRPREVW" USING H FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM PUT-DECISION.

       PUT-DECISION.
           MOVE FR-TRANSFER TO FR-SCORED
           PERFORM PUT-STATUS
           CALL "PUTREC" USING H FR-DECISION PREFIX
           PERFORM PUT-ERROR.

       RUN-BATCH.
           MOVE ARG-NUMBER(2) TO N2
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > N2
               PERFORM PASS-EMPTY-LINES
               PERFORM READ-STEP
               PERFORM READ-TRANSFER
               MOVE FR-TRANSFER TO ITEM(I)
           END-PERFORM
           CALL "FRBATCH" USING H ITEM(1) N2 ITEM-ANSWER(1) DONE
               RETURNING FR-STATUS
           MOVE "batch" TO ARG-TEXT(1)
           PERFORM PUT-STATUS
           MOVE "done" TO LABEL-OUT
           MOVE DONE TO NUMBER-OUT
           PERFORM PUT-NUMBER
           MOVE DONE TO N
           IF FR-FAILED AND DONE < N2
               ADD 1 TO N
           END-IF
           PERFORM VARYING I FROM 1 BY 1 UNTIL I > N
               COMPUTE NUMBER-OUT = I - 1
               MOVE NUMBER-OUT TO EDITED
               MOVE FUNCTION TRIM(EDITED) TO PREFIX
               CALL "PUTREC" USING H ITEM-ANSWER(I) PREFIX
               MOVE ITEM-ANSWER(I) TO FR-DECISION
           END-PERFORM
           PERFORM PUT-ERROR.

       RUN-CHALLENGE.
           MOVE ARG-NUMBER(2) TO N
           CALL "FRCHLG" USING H N FR-CHALLENGED RETURNING FR-STATUS
           PERFORM PUT-STATUS
           CALL "PUTREC" USING H FR-CHALLENGED PREFIX
           PERFORM PUT-ERROR.

       RUN-OBSERVE.
           INITIALIZE FR-EVENT FR-TRANSFER
           MOVE 0 TO N2
           PERFORM READ-FIELD
           PERFORM UNTIL NO-FIELD
               IF FIELD-PATH(1:9) = "transfer."
                   MOVE 1 TO N2
                   MOVE FIELD-PATH(10:) TO LABEL-OUT
                   MOVE LABEL-OUT TO FIELD-PATH
                   CALL "FRSET" USING H FR-TRANSFER FIELD-PATH
                       FIELD-TEXT FIELD-SIZE RETURNING FR-STATUS
               ELSE
                   CALL "FRSET" USING H FR-EVENT FIELD-PATH
                       FIELD-TEXT FIELD-SIZE RETURNING FR-STATUS
               END-IF
               PERFORM MUST-BE-SET
               PERFORM READ-FIELD
           END-PERFORM
           IF N2 = 1
               CALL "FROBSRT" USING H FR-EVENT FR-TRANSFER
                   RETURNING FR-STATUS
           ELSE
               CALL "FROBSRV" USING H FR-EVENT RETURNING FR-STATUS
           END-IF
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR.

       RUN-WORDS.
           MOVE ARG-NUMBER(2) TO N
           MOVE ARG-TEXT(3) TO LANGUAGE-CODE
           MOVE ARG-NUMBER(4) TO N2
           IF ARG-TEXT(1) = "words"
               CALL "FRWORDS" USING H FR-DECISION N LANGUAGE-CODE N2
                   TEXT-OUT WORDS-ROOM TEXT-SIZE RETURNING FR-STATUS
           ELSE
               CALL "FRRWORD" USING H FR-DECISION N LANGUAGE-CODE N2
                   TEXT-OUT WORDS-ROOM TEXT-SIZE RETURNING FR-STATUS
           END-IF
           PERFORM PUT-STATUS
           PERFORM PUT-WORDS.

       PUT-WORDS.
           IF FR-OK
               MOVE "N" TO ALL-HIGH
               IF N2 = 1
                   MOVE "Y" TO ALL-HIGH
               END-IF
               MOVE "words" TO LABEL-OUT
               CALL "PUTTEXT" USING LABEL-OUT TEXT-OUT TEXT-SIZE
                   ALL-HIGH
           END-IF.

       RUN-QUESTION.
           MOVE ARG-NUMBER(2) TO N
           MOVE ARG-TEXT(3) TO LANGUAGE-CODE
           MOVE ARG-NUMBER(4) TO N2
           CALL "FRQUEST" USING H FR-DECISION N FR-QUESTION
               RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-OK
               CALL "PUTREC" USING H FR-QUESTION PREFIX
               CALL "FRQWORD" USING H FR-DECISION N LANGUAGE-CODE N2
                   TEXT-OUT WORDS-ROOM TEXT-SIZE RETURNING FR-STATUS
               PERFORM PUT-WORDS
           END-IF.

       RUN-EXPIRY.
           CALL "FREXPIR" USING H FR-DECISION N RETURNING FR-STATUS
           PERFORM PUT-STATUS
           MOVE "expiry" TO LABEL-OUT
           MOVE N TO NUMBER-OUT
           PERFORM PUT-NUMBER.

       RUN-FEATURES.
           PERFORM READ-TRANSFER
           MOVE 0 TO FOLDS-SIZE
           INITIALIZE FR-DECISION
           CALL "FRFOLD" USING H FR-TRANSFER ALL-SIDES FOLDS FOLDS-ROOM
               FOLDS-SIZE RETURNING FR-STATUS
           IF FR-OK
               CALL "FRDECID" USING H FR-TRANSFER FOLDS FOLDS-SIZE
                   FR-DECISION RETURNING FR-STATUS
           END-IF
           IF FR-OK
               CALL "FRFEATS" USING H FR-TRANSFER FOLDS FOLDS-SIZE
                   FEATURE(1) ROOM-1024 RETURNING FR-STATUS
           END-IF
           PERFORM PUT-STATUS
           CALL "PUTREC" USING H FR-DECISION PREFIX
           CALL "FRPINFO" USING H FR-POLICY RETURNING KEPT-STATUS
           PERFORM VARYING I FROM 1 BY 1
                   UNTIL I > FRI-FEATURE-COUNT OR FR-FAILED
               COMPUTE NUMBER-OUT = I - 1
               MOVE NUMBER-OUT TO EDITED
               MOVE FUNCTION TRIM(EDITED) TO PREFIX
               CALL "PUTREC" USING H FEATURE(I) PREFIX
           END-PERFORM
           PERFORM PUT-ERROR.

       RUN-WHY.
           CALL "FRWHY" USING H FR-SCORED CONTRIBUTION(1) ROOM-1024 N
               FR-OTHER RETURNING FR-STATUS
           PERFORM PUT-WHY.

       PUT-WHY.
           PERFORM PUT-STATUS
           PERFORM VARYING I FROM 1 BY 1 UNTIL FR-FAILED OR I > N
               COMPUTE NUMBER-OUT = I - 1
               MOVE NUMBER-OUT TO EDITED
               MOVE SPACES TO PREFIX
               STRING "contribution." FUNCTION TRIM(EDITED)
                   DELIMITED BY SIZE INTO PREFIX
               CALL "PUTREC" USING H CONTRIBUTION(I) PREFIX
           END-PERFORM
           IF FR-OK
               MOVE "counterfactual" TO PREFIX
               CALL "PUTREC" USING H FR-OTHER PREFIX
           END-IF
           PERFORM PUT-ERROR.

       RUN-PARTY.
           MOVE ARG-NUMBER(2) TO N
           MOVE ARG-TEXT(3) TO IDENTIFIER
           IF ARG-TEXT(1) = "party"
               CALL "FRPARTY" USING H N IDENTIFIER FR-PARTY
                   RETURNING FR-STATUS
               PERFORM PUT-STATUS
               IF FR-OK
                   CALL "PUTREC" USING H FR-PARTY PREFIX
               END-IF
           ELSE
               CALL "FRPKEY" USING H N IDENTIFIER PARTY-KEY
                   RETURNING FR-STATUS
               PERFORM PUT-STATUS
               IF FR-OK
                   MOVE "key" TO LABEL-OUT
                   MOVE PARTY-KEY TO TEXT-OUT
                   MOVE 32 TO TEXT-SIZE
                   MOVE "N" TO ALL-HIGH
                   CALL "PUTTEXT" USING LABEL-OUT TEXT-OUT TEXT-SIZE
                       ALL-HIGH
               END-IF
           END-IF.

       RUN-MATCHES.
           MOVE ARG-NUMBER(2) TO N2
           CALL "FRMATCH" USING H N2 ARG-TEXT(3) ARG-SIZE(3)
               FR-MATCH(1) ROOM-64 N RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM VARYING I FROM 1 BY 1 UNTIL FR-FAILED OR I > N
               COMPUTE NUMBER-OUT = I - 1
               MOVE NUMBER-OUT TO EDITED
               MOVE FUNCTION TRIM(EDITED) TO PREFIX
               CALL "PUTREC" USING H FR-MATCH(I) PREFIX
           END-PERFORM.

       RUN-STATS.
           CALL "FRSTATS" USING H FR-STATS RETURNING FR-STATUS
           PERFORM PUT-STATUS
           CALL "PUTREC" USING H FR-STATS PREFIX.

       RUN-DESCRIBE.
           CALL "FRPINFO" USING H FR-POLICY RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-OK
               CALL "PUTREC" USING H FR-POLICY PREFIX
           END-IF.

       RUN-LIMIT.
           MOVE ARG-TEXT(2) TO LIMIT-NAME
           CALL "FRLIMIT" USING LIMIT-NAME V RETURNING FR-STATUS
           PERFORM PUT-STATUS
           MOVE "limit" TO LABEL-OUT
           MOVE V TO NUMBER-OUT
           PERFORM PUT-NUMBER.

      *> ---- counters ----

      *> The time in argument N2 becomes GIVEN-TIME.
       TAKE-TIME.
           MOVE "until_us" TO FIELD-PATH
           CALL "FRSET" USING H FR-EVENT FIELD-PATH ARG-TEXT(N2)
               ARG-SIZE(N2) RETURNING FR-STATUS
           PERFORM MUST-BE-SET
           MOVE FRE-UNTIL TO GIVEN-TIME.

       RUN-TOOK.
           CALL "FRTOOK" USING H ARG-NUMBER(2) RETURNING FR-STATUS
           PERFORM PUT-STATUS.

       RUN-COUNTERS.
           MOVE 2 TO N2
           PERFORM TAKE-TIME
           CALL "FRCOUNT" USING H GIVEN-TIME FR-COUNTERS
               RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-OK
               CALL "PUTREC" USING H FR-COUNTERS PREFIX
           END-IF.

      *> Line by line, but for the two that say how much memory is
      *> taken.
       RUN-PROMETHEUS.
           MOVE 2 TO N2
           PERFORM TAKE-TIME
           CALL "FRMETR" USING H GIVEN-TIME ALL-TEXT WORDS-ROOM
               TEXT-SIZE RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-OK
               MOVE TEXT-SIZE TO ALL-TEXT-SIZE
               MOVE 0 TO N
               MOVE 1 TO FROM-AT
               PERFORM PUT-TEXT-LINE UNTIL FROM-AT > ALL-TEXT-SIZE + 1
           END-IF.

       PUT-TEXT-LINE.
           MOVE FROM-AT TO HT-AT
           PERFORM UNTIL HT-AT > ALL-TEXT-SIZE
                   OR ALL-TEXT(HT-AT:1) = LF
               ADD 1 TO HT-AT
           END-PERFORM
           COMPUTE TEXT-SIZE = HT-AT - FROM-AT
           MOVE SPACES TO TEXT-OUT
           IF TEXT-SIZE > 0
               MOVE ALL-TEXT(FROM-AT:TEXT-SIZE) TO TEXT-OUT
           END-IF
           IF TEXT-OUT(1:23) NOT = "fraudrisk_memory_bytes "
                   AND TEXT-OUT(1:28)
                   NOT = "fraudrisk_watch_lists_bytes "
               MOVE "line" TO LABEL-OUT
               PERFORM PUT-TEXT-AT
           END-IF
           ADD 1 TO N
           COMPUTE FROM-AT = HT-AT + 1.

       RUN-LIMITS.
           CALL "FRLIMS" USING H FR-LIMIT(1) ROOM-64 N
               RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM VARYING I FROM 1 BY 1 UNTIL FR-FAILED OR I > N
               COMPUTE NUMBER-OUT = I - 1
               MOVE NUMBER-OUT TO EDITED
               MOVE FUNCTION TRIM(EDITED) TO PREFIX
               CALL "PUTREC" USING H FR-LIMIT(I) PREFIX
           END-PERFORM.

       RUN-TICK.
           MOVE 2 TO N2
           PERFORM TAKE-TIME
           CALL "FRTICK" USING H GIVEN-TIME RETURNING FR-STATUS
           PERFORM PUT-STATUS.

      *> ---- what a policy is made of ----

       RUN-NAMES.
           MOVE 0 TO FR-STATUS
           PERFORM PUT-STATUS
           MOVE "F" TO KIND-LETTER
           PERFORM PUT-NAMES
           MOVE "R" TO KIND-LETTER
           PERFORM PUT-NAMES
           MOVE "S" TO KIND-LETTER
           PERFORM PUT-NAMES
           MOVE "M" TO KIND-LETTER
           PERFORM PUT-NAMES.

       PUT-NAMES.
           MOVE 0 TO N
           CALL "FRPNAME" USING H KIND-LETTER N POLICY-NAME
               RETURNING FR-STATUS
           PERFORM UNTIL FR-FAILED
               EVALUATE KIND-LETTER
                   WHEN "F" MOVE "feature" TO LABEL-OUT
                   WHEN "R" MOVE "rule" TO LABEL-OUT
                   WHEN "S" MOVE "scam" TO LABEL-OUT
                   WHEN OTHER MOVE "model" TO LABEL-OUT
               END-EVALUATE
               MOVE POLICY-NAME TO TEXT-OUT
               PERFORM PUT-NAME
               IF KIND-LETTER = "F"
                   CALL "FRPTYPE" USING H N N2 RETURNING FR-STATUS
                   MOVE "feature_type" TO LABEL-OUT
                   PERFORM PUT-N2-AT
               END-IF
               IF KIND-LETTER = "R"
                   CALL "FRPSCAM" USING H N N2 RETURNING FR-STATUS
                   MOVE "rule_scam" TO LABEL-OUT
                   PERFORM PUT-N2-AT
               END-IF
               ADD 1 TO N
               CALL "FRPNAME" USING H KIND-LETTER N POLICY-NAME
                   RETURNING FR-STATUS
           END-PERFORM.

      *> A text that ends before its spaces, at place N.
       PUT-NAME.
           MOVE 64 TO TEXT-SIZE
           PERFORM UNTIL TEXT-SIZE = 0 OR TEXT-OUT(TEXT-SIZE:1)
                   NOT = SPACE
               SUBTRACT 1 FROM TEXT-SIZE
           END-PERFORM
           PERFORM PUT-TEXT-AT.

       PUT-TEXT-AT.
           PERFORM LABEL-WITH-PLACE
           MOVE "N" TO ALL-HIGH
           CALL "PUTTEXT" USING LABEL-OUT TEXT-OUT TEXT-SIZE ALL-HIGH.

       PUT-N2-AT.
           PERFORM LABEL-WITH-PLACE
           MOVE N2 TO NUMBER-OUT
           PERFORM PUT-NUMBER.

       LABEL-WITH-PLACE.
           MOVE N TO EDITED
           MOVE LABEL-OUT TO LABEL-WITHOUT
           MOVE SPACES TO LABEL-OUT
           STRING FUNCTION TRIM(LABEL-WITHOUT) "."
               FUNCTION TRIM(EDITED) DELIMITED BY SIZE INTO LABEL-OUT.

       RUN-ATTRIBUTE.
           MOVE ARG-TEXT(2) TO IDENTIFIER
           CALL "FRPATTR" USING H IDENTIFIER N RETURNING FR-STATUS
           PERFORM PUT-STATUS
           MOVE "type" TO LABEL-OUT
           MOVE N TO NUMBER-OUT
           PERFORM PUT-NUMBER.

       RUN-REASON-TEXT.
           MOVE ARG-NUMBER(2) TO N
           MOVE ARG-TEXT(3) TO LANGUAGE-CODE
           MOVE ARG-NUMBER(4) TO N2
           CALL "FRRTEXT" USING H N LANGUAGE-CODE N2 TEXT-OUT
               WORDS-ROOM TEXT-SIZE RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-WORDS.

       RUN-CONTRIBUTION-WORDS.
           COMPUTE N = ARG-NUMBER(2) + 1
           MOVE ARG-TEXT(3) TO LANGUAGE-CODE
           MOVE ARG-NUMBER(4) TO N2
           CALL "FRCWORD" USING H CONTRIBUTION(N) LANGUAGE-CODE N2
               TEXT-OUT WORDS-ROOM TEXT-SIZE RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-WORDS.

       RUN-WHY-FOLDS.
           PERFORM READ-TRANSFER
           MOVE 0 TO FOLDS-SIZE
           CALL "FRFOLD" USING H FR-TRANSFER ALL-SIDES FOLDS FOLDS-ROOM
               FOLDS-SIZE RETURNING FR-STATUS
           IF FR-OK
               CALL "FRWHYF" USING H FR-TRANSFER FOLDS FOLDS-SIZE
                   CONTRIBUTION(1) ROOM-1024 N FR-OTHER
                   RETURNING FR-STATUS
           END-IF
           PERFORM PUT-WHY.

       RUN-SIGNATURES.
           CALL "FRPINFO" USING H FR-POLICY RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM VARYING N FROM 0 BY 1
                   UNTIL FR-FAILED OR N = FRI-SIGNATURE-COUNT
               CALL "FRPSIGN" USING H N FR-SIGNATURE
                   RETURNING FR-STATUS
               MOVE N TO EDITED
               MOVE FUNCTION TRIM(EDITED) TO PREFIX
               CALL "PUTREC" USING H FR-SIGNATURE PREFIX
           END-PERFORM.

      *> ---- trust ----

       RUN-TRUST.
           MOVE 0 TO KEY-COUNT
           CALL "FRTNEW" USING H-NEW RETURNING FR-STATUS
           PERFORM READ-FIELD
           MOVE FIELD-SWITCH TO KIND-LETTER
           PERFORM UNTIL NO-FIELD
               IF FR-OK
                   PERFORM ADD-TO-TRUST
               END-IF
               PERFORM READ-FIELD
           END-PERFORM
           MOVE H-NEW TO N2
           IF FR-OK AND KIND-LETTER = "Y"
               CALL "FRTSET" USING H H-NEW RETURNING FR-STATUS
               MOVE H TO N2
           END-IF
           IF FR-OK AND KIND-LETTER = "N"
               CALL "FRTSET" USING H NO-HANDLE RETURNING FR-STATUS
           END-IF
           PERFORM PUT-STATUS
           PERFORM VARYING N FROM 0 BY 1
                   UNTIL FR-FAILED OR N = KEY-COUNT
               MOVE "key_id" TO LABEL-OUT
               MOVE KEY-ID(N + 1) TO TEXT-OUT
               PERFORM PUT-NAME
           END-PERFORM
           IF FR-FAILED
               MOVE N2 TO H-OF-ERROR
               CALL "FRERROR" USING H-OF-ERROR FR-ERROR
                   RETURNING KEPT-STATUS
               PERFORM PUT-ERROR-RECORD
               CALL "FRCLOSE" USING H-NEW RETURNING KEPT-STATUS
           ELSE
               IF H-TRUST NOT = 0
                   CALL "FRCLOSE" USING H-TRUST RETURNING KEPT-STATUS
               END-IF
               MOVE H-NEW TO H-TRUST
           END-IF.

       ADD-TO-TRUST.
           IF FIELD-PATH = "require"
               MOVE FIELD-TEXT TO ROLE-NAME
               CALL "FRTREQ" USING H-NEW ROLE-NAME RETURNING FR-STATUS
           ELSE
               INITIALIZE FIELD-PIECES
               UNSTRING FIELD-TEXT(1:FIELD-SIZE) DELIMITED BY SPACE
                   INTO PIECE(1) PIECE(2)
               MOVE PIECE(1) TO ROLE-NAME
               MOVE SPACES TO FILE-NAME
               STRING STEPS-NAME(1:FOLDER-SIZE)
                   FUNCTION TRIM(PIECE(2)) DELIMITED BY SIZE
                   INTO FILE-NAME
               CALL "FRTADD" USING H-NEW ROLE-NAME FILE-NAME
                   KEY-ID(KEY-COUNT + 1) RETURNING FR-STATUS
               IF FR-OK
                   ADD 1 TO KEY-COUNT
               END-IF
           END-IF.

       RUN-VERIFY.
           MOVE 2 TO N
           PERFORM FIND-FILE
           CALL "FRTVFY" USING H-TRUST FILE-NAME RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-FAILED
               CALL "FRERROR" USING H-TRUST FR-ERROR
                   RETURNING KEPT-STATUS
               PERFORM PUT-ERROR-RECORD
           END-IF.

       RUN-PUT.
           INITIALIZE FR-PUT
           PERFORM READ-FIELD
           PERFORM UNTIL NO-FIELD
               CALL "FRSET" USING H FR-PUT FIELD-PATH FIELD-TEXT
                   FIELD-SIZE RETURNING FR-STATUS
               PERFORM MUST-BE-SET
               PERFORM READ-FIELD
           END-PERFORM
           MOVE 2 TO N
           PERFORM FIND-FILE
           CALL "FRRELDO" USING H FILE-NAME FR-PUT RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR.

       RUN-SWITCHES.
           MOVE 3 TO N2
           PERFORM TAKE-TIME
           MOVE 2 TO N
           PERFORM FIND-FILE
           CALL "FRSWTCH" USING H FILE-NAME GIVEN-TIME
               RETURNING FR-STATUS
           PERFORM PUT-STATUS
           PERFORM PUT-ERROR.

      *> ---- watch lists in force ----

       RUN-LISTS.
           CALL "FRWINFO" USING H FR-LISTS RETURNING FR-STATUS
           PERFORM PUT-STATUS
           CALL "PUTREC" USING H FR-LISTS PREFIX
           MOVE 0 TO N
           CALL "FRWNAME" USING H N LIST-NAME V RETURNING FR-STATUS
           PERFORM UNTIL FR-FAILED
               MOVE "list" TO LABEL-OUT
               MOVE LIST-NAME TO TEXT-OUT
               PERFORM PUT-NAME
               MOVE "entries" TO LABEL-OUT
               PERFORM LABEL-WITH-PLACE
               MOVE V TO NUMBER-OUT
               PERFORM PUT-NUMBER
               ADD 1 TO N
               CALL "FRWNAME" USING H N LIST-NAME V
                   RETURNING FR-STATUS
           END-PERFORM.

       RUN-LISTED.
           MOVE 5 TO N2
           PERFORM TAKE-TIME
           MOVE ARG-NUMBER(2) TO N
           MOVE ARG-TEXT(3) TO IDENTIFIER
           MOVE ARG-TEXT(4) TO LIST-NAME
           CALL "FRWASK" USING H N IDENTIFIER LIST-NAME GIVEN-TIME
               LISTED RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-OK
               MOVE "listed" TO LABEL-OUT
               MOVE 1 TO NUMBER-OUT
               IF LISTED = "Y"
                   MOVE 2 TO NUMBER-OUT
               END-IF
               PERFORM PUT-NUMBER
           END-IF.

      *> ---- the journal ----

       CLOSE-JOURNAL.
           CALL "FRJSET" USING H NO-HANDLE RETURNING FR-STATUS
           CALL "FRCLOSE" USING H-JOURNAL RETURNING FR-STATUS.

       RUN-JOURNAL.
           INITIALIZE FR-JOURNAL
           STRING FUNCTION TRIM(ROOM-NAME) "/"
               ARG-TEXT(2)(1:ARG-SIZE(2)) DELIMITED BY SIZE
               INTO FRJ-DIRECTORY
           PERFORM READ-FIELD
           PERFORM UNTIL NO-FIELD
               PERFORM SET-JOURNAL-FIELD
               PERFORM MUST-BE-SET
               PERFORM READ-FIELD
           END-PERFORM
           MOVE H TO H-OF-ERROR
           MOVE "N" TO LISTED
           CALL "FRJOPEN" USING H FR-JOURNAL H-JOURNAL
               RETURNING FR-STATUS
           IF FR-OK
               MOVE H-JOURNAL TO H-OF-ERROR
               CALL "FRJRECV" USING H-JOURNAL FR-RECOVERY
                   RETURNING FR-STATUS
           END-IF
           IF FR-OK
               MOVE "Y" TO LISTED
               MOVE H TO H-OF-ERROR
               CALL "FRJSET" USING H H-JOURNAL RETURNING FR-STATUS
           END-IF
           PERFORM PUT-STATUS
           IF LISTED = "Y"
               CALL "PUTREC" USING H FR-RECOVERY PREFIX
           END-IF
           IF FR-FAILED
               CALL "FRERROR" USING H-OF-ERROR FR-ERROR
                   RETURNING KEPT-STATUS
               PERFORM PUT-ERROR-RECORD
           END-IF.

      *> A key is the name of a file beside the steps.
       SET-JOURNAL-FIELD.
           IF FIELD-PATH = "signing_key" OR "sealing_key"
                   OR "trusted_keys"
               MOVE SPACES TO FILE-NAME
               STRING STEPS-NAME(1:FOLDER-SIZE)
                   FIELD-TEXT(1:FIELD-SIZE) DELIMITED BY SIZE
                   INTO FILE-NAME
               MOVE FILE-NAME TO FIELD-TEXT
               COMPUTE FIELD-SIZE = FIELD-SIZE + FOLDER-SIZE
           END-IF
           CALL "FRSET" USING H FR-JOURNAL FIELD-PATH FIELD-TEXT
               FIELD-SIZE RETURNING FR-STATUS.

       RUN-JOURNAL-CLOSE.
           PERFORM CLOSE-JOURNAL
           PERFORM PUT-STATUS.

       RUN-JOURNAL-STATS.
           CALL "FRJSTAT" USING H-JOURNAL FR-JOURNAL-STATS
               RETURNING FR-STATUS
           PERFORM PUT-STATUS
           IF FR-OK
               CALL "PUTREC" USING H FR-JOURNAL-STATS PREFIX
           END-IF.

       RUN-PUMP.
           MOVE 2 TO N2
           PERFORM TAKE-TIME
           CALL "FRJPUMP" USING H-JOURNAL GIVEN-TIME
               RETURNING FR-STATUS
           PERFORM PUT-STATUS.

       RUN-WAIT.
           CALL "FRJWAIT" USING H-JOURNAL ARG-NUMBER(2)
               RETURNING FR-STATUS
           PERFORM PUT-STATUS.

       RUN-CHECKPOINT.
           CALL "FRJCHKP" USING H-JOURNAL RETURNING FR-STATUS
           PERFORM PUT-STATUS.

      *> A number V that a call gave, or what it was refused for.
       PUT-COUNT.
           PERFORM PUT-STATUS
           IF FR-OK
               MOVE V TO NUMBER-OUT
               PERFORM PUT-NUMBER
           ELSE
               CALL "FRERROR" USING H-OF-ERROR FR-ERROR
                   RETURNING KEPT-STATUS
               PERFORM PUT-ERROR-RECORD
           END-IF.

       RUN-SNAPSHOT.
           CALL "FRJSNAP" USING H-JOURNAL V RETURNING FR-STATUS
           MOVE H-JOURNAL TO H-OF-ERROR
           MOVE "sequence" TO LABEL-OUT
           PERFORM PUT-COUNT.

       RUN-PRUNE.
           CALL "FRJPRUN" USING H-JOURNAL V RETURNING FR-STATUS
           MOVE H-JOURNAL TO H-OF-ERROR
           MOVE "removed" TO LABEL-OUT
           PERFORM PUT-COUNT.

       RUN-SHIP.
           CALL "FRJSHIP" USING H-JOURNAL ARG-NUMBER(2) SHIPPED
               SHIPPED-ROOM SHIPPED-SIZE V RETURNING FR-STATUS
           MOVE H-JOURNAL TO H-OF-ERROR
           MOVE "next" TO LABEL-OUT
           PERFORM PUT-COUNT.

       RUN-APPLY.
           CALL "FRJAPPL" USING H SHIPPED SHIPPED-SIZE V
               RETURNING FR-STATUS
           MOVE H TO H-OF-ERROR
           MOVE "applied" TO LABEL-OUT
           PERFORM PUT-COUNT.

      *> ---- the library ----

       RUN-STATUS.
           MOVE 0 TO FR-STATUS
           PERFORM PUT-STATUS
           MOVE ARG-NUMBER(2) TO FR-STATUS
           CALL "FRSTTXT" USING FR-STATUS STATUS-NAME STATUS-TEXT
               STATUS-BAND RETURNING KEPT-STATUS
           MOVE "name" TO LABEL-OUT
           MOVE STATUS-NAME TO TEXT-OUT
           PERFORM PUT-TRIMMED
           MOVE "text" TO LABEL-OUT
           MOVE STATUS-TEXT TO TEXT-OUT
           PERFORM PUT-TRIMMED
           MOVE "band" TO LABEL-OUT
           MOVE STATUS-BAND TO NUMBER-OUT
           PERFORM PUT-NUMBER.

       RUN-VERSION.
           CALL "FRVERS" USING N RETURNING FR-STATUS
           PERFORM PUT-STATUS
           MOVE "version" TO LABEL-OUT
           MOVE N TO NUMBER-OUT
           PERFORM PUT-NUMBER.

      *> ---- answers ----

       PUT-STATUS.
           CALL "FRSTTXT" USING FR-STATUS STATUS-NAME STATUS-TEXT
               STATUS-BAND RETURNING KEPT-STATUS
           DISPLAY FUNCTION TRIM(ARG-TEXT(1)) HT
               FUNCTION TRIM(STATUS-NAME).

       PUT-NUMBER.
           MOVE NUMBER-OUT TO EDITED
           DISPLAY HT FUNCTION TRIM(LABEL-OUT) HT
               FUNCTION TRIM(EDITED).

       PUT-ERROR.
           IF FR-FAILED
               CALL "FRERROR" USING H FR-ERROR RETURNING KEPT-STATUS
               PERFORM PUT-ERROR-RECORD
           END-IF.

       PUT-ERROR-RECORD.
           IF FR-FAILED
               MOVE "error.field" TO LABEL-OUT
               MOVE FRZ-FIELD TO TEXT-OUT
               PERFORM PUT-TRIMMED
               MOVE "error.message" TO LABEL-OUT
               MOVE FRZ-MESSAGE TO TEXT-OUT
               PERFORM PUT-TRIMMED
               IF FRZ-LINE NOT = 0
                   MOVE "error.line" TO LABEL-OUT
                   MOVE FRZ-LINE TO NUMBER-OUT
                   PERFORM PUT-NUMBER
                   MOVE "error.column" TO LABEL-OUT
                   MOVE FRZ-COLUMN TO NUMBER-OUT
                   PERFORM PUT-NUMBER
               END-IF
           END-IF.

       PUT-TRIMMED.
           MOVE 256 TO TEXT-SIZE
           PERFORM UNTIL TEXT-SIZE = 0 OR TEXT-OUT(TEXT-SIZE:1)
                   NOT = SPACE
               SUBTRACT 1 FROM TEXT-SIZE
           END-PERFORM
           MOVE "N" TO ALL-HIGH
           CALL "PUTTEXT" USING LABEL-OUT TEXT-OUT TEXT-SIZE ALL-HIGH.
       END PROGRAM FRVECT.

      *> Takes the escapes \xHH away.
       IDENTIFICATION DIVISION.
       PROGRAM-ID. DECODE.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
       01  HEX                             PIC X(16)
                                           VALUE "0123456789abcdef".
       01  AT-BYTE                         PIC S9(9) COMP-5.
       01  K                               PIC S9(9) COMP-5.
       01  DIGIT-1                         PIC S9(9) COMP-5.
       01  DIGIT-2                         PIC S9(9) COMP-5.
       LINKAGE SECTION.
       01  L-ALL                           PIC X(65536).
       01  L-FROM                          PIC S9(9) COMP-5.
       01  L-END                           PIC S9(9) COMP-5.
       01  L-TEXT                          PIC X(9000).
       01  L-SIZE                          PIC S9(9) COMP-5.
       PROCEDURE DIVISION USING L-ALL L-FROM L-END L-TEXT L-SIZE.
       MAIN-LINE.
           MOVE L-FROM TO AT-BYTE
           MOVE 0 TO L-SIZE
           PERFORM UNTIL AT-BYTE >= L-END
               ADD 1 TO L-SIZE
               IF L-ALL(AT-BYTE:2) = "\x"
                   MOVE 0 TO DIGIT-1 DIGIT-2
                   PERFORM VARYING K FROM 1 BY 1 UNTIL K > 16
                       IF HEX(K:1) = L-ALL(AT-BYTE + 2:1)
                           COMPUTE DIGIT-1 = K - 1
                       END-IF
                       IF HEX(K:1) = L-ALL(AT-BYTE + 3:1)
                           COMPUTE DIGIT-2 = K - 1
                       END-IF
                   END-PERFORM
                   COMPUTE K = DIGIT-1 * 16 + DIGIT-2 + 1
                   MOVE FUNCTION CHAR(K) TO L-TEXT(L-SIZE:1)
                   ADD 4 TO AT-BYTE
               ELSE
                   MOVE L-ALL(AT-BYTE:1) TO L-TEXT(L-SIZE:1)
                   ADD 1 TO AT-BYTE
               END-IF
           END-PERFORM
           GOBACK.
       END PROGRAM DECODE.

      *> Writes a line: tab, label, tab, the text with escapes.
       IDENTIFICATION DIVISION.
       PROGRAM-ID. PUTTEXT.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
       01  HEX                             PIC X(16)
                                           VALUE "0123456789abcdef".
       01  LINE-OUT                        PIC X(262144).
       01  LINE-SIZE                       PIC S9(9) COMP-5.
       01  K                               PIC S9(9) COMP-5.
       01  BYTE-VALUE                      PIC S9(9) COMP-5.
       01  HIGH-DIGIT                      PIC S9(9) COMP-5.
       01  LOW-DIGIT                       PIC S9(9) COMP-5.
       LINKAGE SECTION.
       01  L-LABEL                         PIC X(64).
       01  L-TEXT                          PIC X(65536).
       01  L-SIZE                          PIC S9(9) COMP-5.
       01  L-HIGH                          PIC X.
       PROCEDURE DIVISION USING L-LABEL L-TEXT L-SIZE L-HIGH.
       MAIN-LINE.
           MOVE 1 TO LINE-SIZE
           STRING X"09" FUNCTION TRIM(L-LABEL) X"09" DELIMITED BY SIZE
               INTO LINE-OUT WITH POINTER LINE-SIZE
           PERFORM VARYING K FROM 1 BY 1 UNTIL K > L-SIZE
               COMPUTE BYTE-VALUE = FUNCTION ORD(L-TEXT(K:1)) - 1
               IF BYTE-VALUE < 32 OR BYTE-VALUE = 127
                       OR BYTE-VALUE = 92
                       OR (L-HIGH = "Y" AND BYTE-VALUE > 127)
                   DIVIDE BYTE-VALUE BY 16 GIVING HIGH-DIGIT
                       REMAINDER LOW-DIGIT
                   STRING "\x" HEX(HIGH-DIGIT + 1:1)
                       HEX(LOW-DIGIT + 1:1) DELIMITED BY SIZE
                       INTO LINE-OUT WITH POINTER LINE-SIZE
               ELSE
                   MOVE L-TEXT(K:1) TO LINE-OUT(LINE-SIZE:1)
                   ADD 1 TO LINE-SIZE
               END-IF
           END-PERFORM
           SUBTRACT 1 FROM LINE-SIZE
           DISPLAY LINE-OUT(1:LINE-SIZE)
           GOBACK.
       END PROGRAM PUTTEXT.

      *> Writes all fields of a record, one a line.
       IDENTIFICATION DIVISION.
       PROGRAM-ID. PUTREC.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
       01  CURSOR-AT                       PIC S9(9) COMP-5.
       01  STATUS-OF                       PIC S9(9) COMP-5.
       01  PATH                            PIC X(64).
       01  LEAF                            PIC X(64).
           88  LEFT-OUT                    VALUES "profile_bytes"
               "index_bytes" "reserved_bytes" "watch_bytes" "bytes"
               "name_bytes".
       01  FULL-PATH                       PIC X(64).
       01  TEXT-OUT                        PIC X(65536).
       01  ROOM                            PIC S9(9) COMP-5 VALUE 65536.
       01  TEXT-SIZE                       PIC S9(9) COMP-5.
       01  NOT-HIGH                        PIC X VALUE "N".
       01  K                               PIC S9(9) COMP-5.
       01  DOT-AT                          PIC S9(9) COMP-5.
       LINKAGE SECTION.
       01  L-H                             PIC 9(9) COMP-5.
       01  L-RECORD                        PIC X(12).
       01  L-PREFIX                        PIC X(64).
       PROCEDURE DIVISION USING L-H L-RECORD L-PREFIX.
       MAIN-LINE.
           MOVE 0 TO CURSOR-AT STATUS-OF
           PERFORM UNTIL STATUS-OF NOT = 0
               CALL "FRNEXT" USING L-H L-RECORD CURSOR-AT PATH
                   TEXT-OUT ROOM TEXT-SIZE RETURNING STATUS-OF
               IF STATUS-OF = 0
                   PERFORM PUT-FIELD
               END-IF
           END-PERFORM
           IF STATUS-OF NOT = -1011
               DISPLAY "frvect: a field cannot be told: " STATUS-OF
                   UPON SYSERR
               MOVE 2 TO RETURN-CODE
               STOP RUN
           END-IF
           GOBACK.

       PUT-FIELD.
           MOVE 0 TO DOT-AT
           PERFORM VARYING K FROM 1 BY 1 UNTIL K > 64
               IF PATH(K:1) = "."
                   MOVE K TO DOT-AT
               END-IF
           END-PERFORM
           MOVE PATH(DOT-AT + 1:) TO LEAF
           IF NOT LEFT-OUT
               MOVE SPACES TO FULL-PATH
               IF L-PREFIX = SPACES
                   MOVE PATH TO FULL-PATH
               ELSE
                   STRING FUNCTION TRIM(L-PREFIX) "." PATH
                       DELIMITED BY SIZE INTO FULL-PATH
               END-IF
               CALL "PUTTEXT" USING FULL-PATH TEXT-OUT TEXT-SIZE
                   NOT-HIGH
           END-IF.
       END PROGRAM PUTREC.
