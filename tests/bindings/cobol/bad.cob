      *> SPDX-License-Identifier: Apache-2.0
      *>
      *> Everything that a COBOL program can do wrong: each gets its
      *> status, and the run goes on.   bad POLICIES EMPTY-FOLDER
       IDENTIFICATION DIVISION.
       PROGRAM-ID. BAD.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
           COPY frwork.
       01  FR-ZONED.
           COPY frtrnd REPLACING LEADING ==FRT-== BY ==Z-==
               LEADING ==FRS-== BY ==ZS-==
               LEADING ==FRP-== BY ==ZP-==
               LEADING ==FRQ-== BY ==ZQ-==
               LEADING ==FRL-== BY ==ZL-==.
       01  FR-STATS.
           COPY frsta.
       01  METRICS                         PIC X(65536).
       01  METRICS-ROOM                    PIC S9(9) COMP-5 VALUE 65536.
       01  METRICS-SIZE                    PIC S9(9) COMP-5.
       01  TOOK                            PIC S9(18) COMP-5 VALUE 900.
       01  NO-TIME                         PIC 9(20) VALUE 0.
       01  FOUND                           PIC 9(4).
       01  FR-JOURNAL-OPTIONS.
           COPY frjop.
       01  FR-JOURNAL-STATS.
           COPY frjst.
       01  FR-LISTS-INFO.
           COPY frwli.
      *> A record as a newer copybook would have it.
       01  FR-NEWER.
           05  NEWER-TRANSFER              PIC X(40000).
       01  TRANSFER-SIZE                   PIC S9(9) COMP-5.
       01  FOLDERS.
           05  POLICIES                    PIC X(200).
           05  EMPTY-FOLDER                PIC X(200).
       01  OTHER-ENGINE                    PIC 9(9) COMP-5 VALUE 0.
       01  OTHER-CONTEXT                   PIC 9(9) COMP-5 VALUE 0.
       01  LISTS                           PIC 9(9) COMP-5 VALUE 0.
       01  STORE                           PIC 9(9) COMP-5 VALUE 0.
       01  NO-STORE                        PIC 9(9) COMP-5 VALUE 0.
       01  STORE-ROLE                      PIC X(48).
       01  STORE-KEY                       PIC X(256).
       01  STORE-KEY-ID                    PIC X(32).
       01  JOURNAL                         PIC 9(9) COMP-5 VALUE 0.
       01  NO-JOURNAL                      PIC 9(9) COMP-5 VALUE 0.
       01  OLD-HANDLE                      PIC 9(9) COMP-5.
       01  WANTED                          PIC S9(9) COMP-5.
       01  WHAT                            PIC X(60).
       01  CHECKED                         PIC 9(4) VALUE 0.
       01  WRONG                           PIC 9(4) VALUE 0.
       01  N                               PIC S9(9) COMP-5.
       01  V                               PIC S9(18) COMP-5.
       01  SIZE-OUT                        PIC S9(9) COMP-5.
       01  PATH                            PIC X(64).
       01  BELOW-ZERO                      PIC S9(9) COMP-5 VALUE -1.
       01  SIDES                           PIC S9(9) COMP-5 VALUE 3.
       01  FOLDS-SIZE                      PIC S9(9) COMP-5 VALUE 0.
       01  PLACE                           PIC S9(9) COMP-5 VALUE 0.
       01  FR-LIMIT.
           COPY frlim.
       01  FR-VALUE.
           COPY frval.
       01  FR-CONTRIBUTION.
           COPY frcon.
       01  FR-OTHERWISE.
           COPY frcfa.
       01  FR-MATCH.
           COPY frmat.
       01  SHORT-TEXT                      PIC X(4).
       01  SHORT-ROOM                      PIC S9(9) COMP-5 VALUE 4.
       01  IDENTIFIER                      PIC X(65).
       01  LIST-NAME                       PIC X(65) VALUE "a_list".
       01  FIRST-ID                        PIC X(32).
       01  LISTED                          PIC X.
       PROCEDURE DIVISION.
       MAIN-LINE.
           ACCEPT POLICIES FROM ARGUMENT-VALUE
           ACCEPT EMPTY-FOLDER FROM ARGUMENT-VALUE
           PERFORM NO-ENGINE
           PERFORM OPEN-ENGINE
           PERFORM BAD-RECORDS
           PERFORM BAD-FIELDS
           PERFORM GOOD-FORMS
           PERFORM BAD-PATHS
           PERFORM BAD-ROOMS
           PERFORM MISSING-ARGUMENTS
           PERFORM OTHER-ENGINES
           PERFORM JOURNALS
           PERFORM CLOSED-HANDLES
           DISPLAY "checked " CHECKED ", wrong " WRONG
           IF WRONG > 0
               STOP RUN RETURNING 1
           END-IF
      *> Handles are open: the run ends all the same.
           STOP RUN RETURNING 0.

       EXPECT.
           ADD 1 TO CHECKED
           IF FR-STATUS NOT = WANTED
               ADD 1 TO WRONG
               DISPLAY "WRONG " WHAT " got " FR-STATUS
                   " wanted " WANTED
               CALL "FRERROR" USING FR-ENGINE FR-ERROR
               DISPLAY "      " FUNCTION TRIM(FRZ-FIELD) ": "
                   FUNCTION TRIM(FRZ-MESSAGE)
           END-IF.

       EXPECT-DEGRADED.
           PERFORM EXPECT
           IF NOT FRD-OUTCOME-WARN OR FRD-FLAG-DEGRADED NOT = "Y"
               ADD 1 TO WRONG
               DISPLAY "WRONG " WHAT " left outcome " FRD-OUTCOME
           END-IF
           MOVE 1 TO FRD-OUTCOME
           MOVE "N" TO FRD-FLAG-DEGRADED.

       NO-ENGINE.
           MOVE 1 TO FRD-OUTCOME
           MOVE "no handle" TO WHAT
           MOVE -1001 TO WANTED
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "too few arguments" TO WHAT
           MOVE -1014 TO WANTED
           CALL "FRSCORE" USING FR-ENGINE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "an argument omitted" TO WHAT
           CALL "FRSCORE" USING FR-ENGINE OMITTED FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "no such policy file" TO WHAT
           MOVE -1013 TO WANTED
           MOVE "/nowhere/at.frb" TO FR-POLICY-FILE
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT
           IF FRZ-MESSAGE(1:15) NOT = "/nowhere/at.frb"
               ADD 1 TO WRONG
               DISPLAY "WRONG: the file is not named"
           END-IF
           MOVE "a damaged policy" TO WHAT
           MOVE -501 TO WANTED
           PERFORM NAME-DAMAGED
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "an unsigned policy" TO WHAT
           MOVE -108 TO WANTED
           PERFORM NAME-POLICY
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a key that is not hexadecimal" TO WHAT
           MOVE -1007 TO WANTED
           MOVE "a secret" TO FRO-SECRET-KEY
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE SPACES TO FRO-SECRET-KEY
           MOVE "options that are no options" TO WHAT
           MOVE -1005 TO WANTED
           CALL "FROPEN" USING FR-ENGINE FR-EVENT FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT.

       NAME-POLICY.
           MOVE SPACES TO FR-POLICY-FILE
           STRING FUNCTION TRIM(POLICIES) "/first.frb"
               DELIMITED BY SIZE INTO FR-POLICY-FILE.

       NAME-DAMAGED.
           MOVE SPACES TO FR-POLICY-FILE
           STRING FUNCTION TRIM(POLICIES) "/damaged.frb"
               DELIMITED BY SIZE INTO FR-POLICY-FILE.

       OPEN-ENGINE.
           SET FRO-ACCEPT-UNSIGNED-POLICIES-Y TO TRUE
           PERFORM NAME-POLICY
           MOVE "open" TO WHAT
           MOVE 0 TO WANTED
           CALL "FROPEN" USING FR-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT.

       GOOD-TRANSFER.
           INITIALIZE FR-TRANSFER
           MOVE "T-1" TO FRT-ID
           MOVE 20260106 TO FRT-TIME-DATE
           MOVE 100000 TO FRT-TIME-CLOCK
           MOVE "6222-0001" TO FRT-PAYER
           MOVE "6228-9999" TO FRT-PAYEE
           MOVE 100.00 TO FRT-AMOUNT
           SET FRT-CHANNEL-MOBILE TO TRUE.

       PREVIEW.
           CALL "FRPREVW" USING FR-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS.

       BAD-RECORDS.
           PERFORM GOOD-TRANSFER
           MOVE "a good transfer" TO WHAT
           MOVE 0 TO WANTED
           PERFORM PREVIEW
           PERFORM EXPECT
           MOVE FRD-DECISION-ID TO FIRST-ID
           MOVE -1005 TO WANTED
           MOVE "an event for a transfer" TO WHAT
           CALL "FRPREVW" USING FR-ENGINE FR-EVENT FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "a transfer for a decision" TO WHAT
           CALL "FRPREVW" USING FR-ENGINE FR-TRANSFER FR-TRANSFER
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a record of spaces" TO WHAT
           MOVE SPACES TO FR-NEWER
           CALL "FRPREVW" USING FR-ENGINE FR-NEWER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "a record of an older copybook" TO WHAT
           MOVE FR-TRANSFER TO FR-NEWER
           MOVE "000100" TO NEWER-TRANSFER(7:6)
           CALL "FRPREVW" USING FR-ENGINE FR-NEWER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "a record of a newer copybook, not used" TO WHAT
           MOVE 0 TO WANTED
           MOVE "040000" TO NEWER-TRANSFER(7:6)
           CALL "FRPREVW" USING FR-ENGINE FR-NEWER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a record of a newer copybook, used" TO WHAT
           MOVE -1005 TO WANTED
           MOVE "Y" TO NEWER-TRANSFER(39999:1)
           CALL "FRPREVW" USING FR-ENGINE FR-NEWER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "a size that is no number" TO WHAT
           MOVE "0x0000" TO NEWER-TRANSFER(7:6)
           CALL "FRPREVW" USING FR-ENGINE FR-NEWER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED.

       BAD-FIELDS.
           MOVE -1006 TO WANTED
           MOVE "a tenth of a fen" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE 100.005 TO FRT-AMOUNT
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "half a yen" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE "JPY" TO FRT-CURRENCY
           MOVE 100.50 TO FRT-AMOUNT
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "whole yen without an amount in yuan" TO WHAT
           MOVE -208 TO WANTED
           MOVE 100 TO FRT-AMOUNT
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "spaces in a packed amount" TO WHAT
           MOVE -1007 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE ALL SPACES TO FR-TRANSFER(228:18)
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "a negative amount" TO WHAT
           MOVE -203 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE -1.00 TO FRT-AMOUNT
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "the thirtieth of February" TO WHAT
           MOVE -1008 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE 20260230 TO FRT-TIME-DATE
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "letters in a date" TO WHAT
           MOVE "today" TO FRT-TIME
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "25 o'clock" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE 250000 TO FRT-TIME-CLOCK
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "a letter that is not Y, N or space" TO WHAT
           MOVE -1009 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE "J" TO FRS-ON-CALL
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "an answer of the teller that there is not" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE "?" TO FRL-COACHED
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "an encoding that there is not" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE "Z" TO FRT-REMARK-ENCODING
           MOVE "abc" TO FRT-REMARK
           MOVE 3 TO FRT-REMARK-LEN
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "an age without its -GIVEN" TO WHAT
           MOVE -1010 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE 63 TO FRP-AGE
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "a balance without its -GIVEN" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE 63 TO FRT-BALANCE-BEFORE
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "a remark without its -LEN" TO WHAT
           PERFORM GOOD-TRANSFER
           MOVE "abc" TO FRT-REMARK
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "a remark longer than its field" TO WHAT
           MOVE -1012 TO WANTED
           MOVE 5000 TO FRT-REMARK-LEN
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "more attributes than there is room for" TO WHAT
           MOVE -1005 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE 65 TO FRT-ATTRIBUTE-COUNT
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "an identifier that is not UTF-8" TO WHAT
           MOVE -206 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE X"D5CBBBA7" TO FRT-PAYER
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "an identifier that MOVE would cut" TO WHAT
           MOVE -301 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE ALL "1234567890" TO FRT-PAYER
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "a channel that there is not" TO WHAT
           MOVE -202 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE 77 TO FRT-CHANNEL
           PERFORM PREVIEW
           PERFORM EXPECT-DEGRADED
           MOVE "LOW-VALUES are unknown" TO WHAT
           MOVE 0 TO WANTED
           PERFORM GOOD-TRANSFER
           MOVE LOW-VALUES TO FRT-UI-LANGUAGE FRP-CUSTOMER
           MOVE LOW-VALUES TO FRS-ON-CALL FRT-REMARK
           PERFORM PREVIEW
           PERFORM EXPECT
           MOVE "a buffer too small for the words" TO WHAT
           MOVE -107 TO WANTED
           MOVE 4 TO FR-AUDIENCE
           PERFORM GOOD-TRANSFER
           MOVE "6222-0001" TO FRT-PAYEE
           PERFORM PREVIEW
           MOVE 0 TO N
           MOVE 0 TO FR-ENCODING
           CALL "FRRTEXT" USING FR-ENGINE N FR-LANGUAGE FR-ENCODING
               SHORT-TEXT SHORT-ROOM SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT.

      *> DISPLAY amounts give the same decision as packed ones.
       GOOD-FORMS.
           MOVE "DISPLAY amounts" TO WHAT
           MOVE 0 TO WANTED
           MOVE "T-1" TO Z-ID
           MOVE 20260106 TO Z-TIME-DATE
           MOVE 100000 TO Z-TIME-CLOCK
           MOVE "6222-0001" TO Z-PAYER
           MOVE "6228-9999" TO Z-PAYEE
           MOVE 100.00 TO Z-AMOUNT
           SET Z-CHANNEL-MOBILE TO TRUE
           CALL "FRPREVW" USING FR-ENGINE FR-ZONED FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           IF FRD-DECISION-ID NOT = FIRST-ID
               ADD 1 TO WRONG
               DISPLAY "WRONG: the decision of DISPLAY is another"
           END-IF
           MOVE "a negative DISPLAY amount" TO WHAT
           MOVE -203 TO WANTED
           MOVE -1.25 TO Z-AMOUNT
           CALL "FRPREVW" USING FR-ENGINE FR-ZONED FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "letters in a DISPLAY amount" TO WHAT
           MOVE -1007 TO WANTED
           MOVE ALL "x" TO FR-ZONED(228:18)
           CALL "FRPREVW" USING FR-ENGINE FR-ZONED FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
      *> What the record of a size can tell by path.
           MOVE "amount_minor" TO PATH
           MOVE "-125" TO FR-WORDS
           MOVE 4 TO SIZE-OUT
           MOVE 0 TO WANTED
           MOVE "an amount by its path" TO WHAT
           CALL "FRSET" USING FR-ENGINE FR-ZONED PATH FR-WORDS SIZE-OUT
               RETURNING FR-STATUS
           PERFORM EXPECT
           IF Z-AMOUNT NOT = -1.25
               ADD 1 TO WRONG
               DISPLAY "WRONG: the amount is " Z-AMOUNT
           END-IF.

       BAD-PATHS.
           MOVE -1011 TO WANTED
           MOVE "a path that there is not" TO WHAT
           MOVE "amount_major" TO PATH
           CALL "FRSET" USING FR-ENGINE FR-TRANSFER PATH FR-WORDS
               SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRGET" USING FR-ENGINE FR-TRANSFER PATH FR-WORDS
               FR-WORDS-ROOM SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a field too short for a value" TO WHAT
           MOVE -1012 TO WANTED
           MOVE "time_us" TO PATH
           CALL "FRGET" USING FR-ENGINE FR-TRANSFER PATH SHORT-TEXT
               SHORT-ROOM SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a text for a number" TO WHAT
           MOVE -1007 TO WANTED
           MOVE "channel" TO PATH
           MOVE "mobile" TO FR-WORDS
           MOVE 6 TO SIZE-OUT
           CALL "FRSET" USING FR-ENGINE FR-TRANSFER PATH FR-WORDS
               SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT.

      *> A length of -1 is no length of four gigabytes.
       BAD-ROOMS.
           PERFORM GOOD-TRANSFER
           PERFORM PREVIEW
           MOVE 0 TO N
           MOVE "channel" TO PATH
           MOVE -106 TO WANTED
           MOVE "below 0: words" TO WHAT
           CALL "FRWORDS" USING FR-ENGINE FR-DECISION FR-AUDIENCE
               FR-LANGUAGE FR-ENCODING FR-WORDS BELOW-ZERO SIZE-OUT
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a reason's words" TO WHAT
           CALL "FRRWORD" USING FR-ENGINE FR-DECISION N FR-LANGUAGE
               FR-ENCODING FR-WORDS BELOW-ZERO SIZE-OUT
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a question" TO WHAT
           CALL "FRQWORD" USING FR-ENGINE FR-DECISION N FR-LANGUAGE
               FR-ENCODING FR-WORDS BELOW-ZERO SIZE-OUT
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a rule's text" TO WHAT
           CALL "FRRTEXT" USING FR-ENGINE N FR-LANGUAGE FR-ENCODING
               FR-WORDS BELOW-ZERO SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a contribution's words" TO WHAT
           CALL "FRCWORD" USING FR-ENGINE FR-CONTRIBUTION FR-LANGUAGE
               FR-ENCODING FR-WORDS BELOW-ZERO SIZE-OUT
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: metrics" TO WHAT
           CALL "FRMETR" USING FR-ENGINE NO-TIME METRICS BELOW-ZERO
               METRICS-SIZE RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: limits" TO WHAT
           CALL "FRLIMS" USING FR-ENGINE FR-LIMIT BELOW-ZERO N
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: folds" TO WHAT
           CALL "FRFOLD" USING FR-ENGINE FR-TRANSFER SIDES METRICS
               BELOW-ZERO FOLDS-SIZE RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: filled folds" TO WHAT
           CALL "FRFOLD" USING FR-ENGINE FR-TRANSFER SIDES METRICS
               METRICS-ROOM BELOW-ZERO RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: folds to decide on" TO WHAT
           CALL "FRDECID" USING FR-ENGINE FR-TRANSFER METRICS BELOW-ZERO
               FR-DECISION RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: folds of features" TO WHAT
           CALL "FRFEATS" USING FR-ENGINE FR-TRANSFER METRICS BELOW-ZERO
               FR-VALUE N RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: features" TO WHAT
           CALL "FRFEATS" USING FR-ENGINE FR-TRANSFER METRICS FOLDS-SIZE
               FR-VALUE BELOW-ZERO RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: why" TO WHAT
           CALL "FRWHY" USING FR-ENGINE FR-TRANSFER FR-CONTRIBUTION
               BELOW-ZERO N FR-OTHERWISE RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: folds of why" TO WHAT
           CALL "FRWHYF" USING FR-ENGINE FR-TRANSFER METRICS BELOW-ZERO
               FR-CONTRIBUTION N N FR-OTHERWISE RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: why of folds" TO WHAT
           CALL "FRWHYF" USING FR-ENGINE FR-TRANSFER METRICS FOLDS-SIZE
               FR-CONTRIBUTION BELOW-ZERO N FR-OTHERWISE
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a text" TO WHAT
           CALL "FRMATCH" USING FR-ENGINE FR-ENCODING FR-WORDS
               BELOW-ZERO FR-MATCH N N RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: matches" TO WHAT
           CALL "FRMATCH" USING FR-ENGINE FR-ENCODING FR-WORDS N
               FR-MATCH BELOW-ZERO N RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: records" TO WHAT
           CALL "FRJAPPL" USING FR-ENGINE METRICS BELOW-ZERO V
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a value" TO WHAT
           CALL "FRSET" USING FR-ENGINE FR-TRANSFER PATH FR-WORDS
               BELOW-ZERO RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a field" TO WHAT
           CALL "FRGET" USING FR-ENGINE FR-TRANSFER PATH FR-WORDS
               BELOW-ZERO SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: the next field" TO WHAT
           CALL "FRNEXT" USING FR-ENGINE FR-TRANSFER PLACE PATH
               FR-WORDS BELOW-ZERO SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           MOVE "below 0: a batch" TO WHAT
           CALL "FRBATCH" USING FR-ENGINE FR-TRANSFER BELOW-ZERO
               FR-DECISION N RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED.

      *> The handle keeps a sentence, of this call.
       EXPECT-NAMED.
           CALL "FRERROR" USING FR-ENGINE FR-ERROR
           IF FRZ-STATUS NOT = WANTED OR FRZ-MESSAGE = SPACES
               ADD 1 TO WRONG
               DISPLAY "WRONG " WHAT " says " FRZ-STATUS " "
                   FUNCTION TRIM(FRZ-MESSAGE)
           END-IF.

       MISSING-ARGUMENTS.
           MOVE -1014 TO WANTED
           MOVE "a missing argument is told" TO WHAT
           CALL "FRSCORE" USING FR-ENGINE FR-TRANSFER
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           IF FRZ-MESSAGE(1:10) NOT = "argument 3"
               ADD 1 TO WRONG
               DISPLAY "WRONG " WHAT " says " FRZ-MESSAGE
           END-IF
           CALL "FRGET" USING FR-ENGINE OMITTED PATH FR-WORDS
               FR-WORDS-ROOM SIZE-OUT RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM EXPECT-NAMED
           IF FRZ-MESSAGE(1:10) NOT = "argument 2"
               ADD 1 TO WRONG
               DISPLAY "WRONG " WHAT " says " FRZ-MESSAGE
           END-IF.

       OTHER-ENGINES.
           MOVE "another engine" TO WHAT
           MOVE 0 TO WANTED
           MOVE ALL "0f" TO FRO-SECRET-KEY
           PERFORM NAME-POLICY
           CALL "FROPEN" USING OTHER-ENGINE FR-OPTIONS FR-POLICY-FILE
               FR-ERROR RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE 0 TO V
           CALL "FRWNEW" USING OTHER-ENGINE V LISTS RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "6228-7000" TO IDENTIFIER
           MOVE 1 TO N
           INITIALIZE FR-EVENT
           CALL "FRWADD" USING LISTS N IDENTIFIER LIST-NAME FRE-UNTIL
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "lists of another engine" TO WHAT
           MOVE -106 TO WANTED
           CALL "FRWSET" USING FR-ENGINE LISTS V RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a handle of another kind" TO WHAT
           MOVE -1003 TO WANTED
           CALL "FRWSET" USING FR-ENGINE FR-ENGINE V
               RETURNING FR-STATUS
           IF FR-STATUS = -1002
               MOVE -1003 TO FR-STATUS
           END-IF
           PERFORM EXPECT
           CALL "FRSCORE" USING LISTS FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           MOVE "a trust store without keys" TO WHAT
           MOVE 0 TO WANTED
           CALL "FRTNEW" USING STORE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE -106 TO WANTED
           CALL "FRTSET" USING FR-ENGINE STORE RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM STORE-IN-USE
           MOVE "no lists in force" TO WHAT
           MOVE -210 TO WANTED
           CALL "FRWINFO" USING FR-ENGINE FR-LISTS-INFO
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "an engine whose lists are being built" TO WHAT
           MOVE -1004 TO WANTED
           CALL "FRCLOSE" USING OTHER-ENGINE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE 0 TO WANTED
           CALL "FRCLOSE" USING LISTS RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "one more way in" TO WHAT
           CALL "FRCTXT" USING OTHER-ENGINE OTHER-CONTEXT
               RETURNING FR-STATUS
           PERFORM EXPECT
           PERFORM GOOD-TRANSFER
           CALL "FRSCORE" USING OTHER-CONTEXT FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "records for an engine with another handle" TO WHAT
           MOVE -1004 TO WANTED
           CALL "FRJAPPL" USING OTHER-ENGINE METRICS METRICS-ROOM V
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE 0 TO WANTED
           CALL "FRSTATS" USING OTHER-ENGINE FR-STATS
               RETURNING FR-STATUS
           PERFORM EXPECT
           IF FRN-SCORED NOT = 1
               ADD 1 TO WRONG
               DISPLAY "WRONG: scored " FRN-SCORED
           END-IF
           MOVE "counters as text" TO WHAT
           CALL "FRTOOK" USING OTHER-CONTEXT TOOK RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRMETR" USING OTHER-ENGINE NO-TIME METRICS
               METRICS-ROOM METRICS-SIZE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE 0 TO FOUND
           INSPECT METRICS(1:METRICS-SIZE) TALLYING FOUND FOR ALL
               "fraudrisk_call_duration_seconds_count 1"
           IF FOUND NOT = 1
               ADD 1 TO WRONG
               DISPLAY "WRONG: " METRICS(1:METRICS-SIZE)
           END-IF
           MOVE 100 TO METRICS-ROOM
           MOVE -107 TO WANTED
           CALL "FRMETR" USING OTHER-ENGINE NO-TIME METRICS
               METRICS-ROOM METRICS-SIZE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "an engine with another way in" TO WHAT
           MOVE -1004 TO WANTED
           CALL "FRCLOSE" USING OTHER-ENGINE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a decision of another policy" TO WHAT
           MOVE -405 TO WANTED
           MOVE SPACES TO FR-POLICY-FILE
           STRING FUNCTION TRIM(POLICIES) "/retail-cn.frb"
               DELIMITED BY SIZE INTO FR-POLICY-FILE
           CALL "FRRELD" USING OTHER-ENGINE FR-POLICY-FILE
           MOVE 1 TO FR-AUDIENCE
           CALL "FRWORDS" USING OTHER-ENGINE FR-DECISION FR-AUDIENCE
               FR-LANGUAGE FR-ENCODING FR-WORDS FR-WORDS-ROOM
               FR-WORDS-SIZE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "closing one way in" TO WHAT
           MOVE 0 TO WANTED
           CALL "FRCLOSE" USING OTHER-CONTEXT RETURNING FR-STATUS
           PERFORM EXPECT.

      *> What is added to a store in use counts the next time.
       STORE-IN-USE.
           MOVE "a trust store in use" TO WHAT
           MOVE 0 TO WANTED
           MOVE "author" TO STORE-ROLE
           MOVE SPACES TO STORE-KEY
           STRING FUNCTION TRIM(POLICIES) "/author.pub.pem"
               DELIMITED BY SIZE INTO STORE-KEY
           CALL "FRTADD" USING STORE STORE-ROLE STORE-KEY STORE-KEY-ID
               RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRTREQ" USING STORE STORE-ROLE RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRTSET" USING FR-ENGINE STORE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "auditor" TO STORE-ROLE
           CALL "FRTREQ" USING STORE STORE-ROLE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE -106 TO WANTED
           CALL "FRTSET" USING FR-ENGINE STORE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE 0 TO WANTED
           CALL "FRTSET" USING FR-ENGINE NO-STORE RETURNING FR-STATUS
           PERFORM EXPECT.

       JOURNALS.
           MOVE "a journal in no folder" TO WHAT
           MOVE -210 TO WANTED
           MOVE "/nowhere/at/all" TO FRJ-DIRECTORY
           CALL "FRJOPEN" USING OTHER-ENGINE FR-JOURNAL-OPTIONS JOURNAL
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a journal" TO WHAT
           MOVE 0 TO WANTED
           MOVE EMPTY-FOLDER TO FRJ-DIRECTORY
           MOVE 20260106 TO FRJ-NOW-DATE
           CALL "FRJOPEN" USING OTHER-ENGINE FR-JOURNAL-OPTIONS JOURNAL
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a journal of another engine" TO WHAT
           MOVE -106 TO WANTED
           CALL "FRJSET" USING FR-ENGINE JOURNAL RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "the engine's own" TO WHAT
           MOVE 0 TO WANTED
           CALL "FRJSET" USING OTHER-ENGINE JOURNAL RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "T-2" TO FRT-ID
           CALL "FRSCORE" USING OTHER-ENGINE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRJWAIT" USING JOURNAL FRD-SEQUENCE
               RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRJCHKP" USING JOURNAL RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRJSTAT" USING JOURNAL FR-JOURNAL-STATS
               RETURNING FR-STATUS
           PERFORM EXPECT
           IF FRK-LAST-SEQUENCE = 0
               ADD 1 TO WRONG
               DISPLAY "WRONG: nothing was journaled"
           END-IF
           MOVE "below 0: what is shipped" TO WHAT
           MOVE -106 TO WANTED
           MOVE 1 TO V
           CALL "FRJSHIP" USING JOURNAL V METRICS BELOW-ZERO SIZE-OUT V
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a journal that is written to" TO WHAT
           MOVE -1004 TO WANTED
           CALL "FRCLOSE" USING JOURNAL RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "taken away and closed" TO WHAT
           MOVE 0 TO WANTED
           CALL "FRJSET" USING OTHER-ENGINE NO-JOURNAL
               RETURNING FR-STATUS
           PERFORM EXPECT
           CALL "FRCLOSE" USING JOURNAL RETURNING FR-STATUS
           PERFORM EXPECT.

       CLOSED-HANDLES.
           MOVE OTHER-ENGINE TO OLD-HANDLE
           CALL "FRCLOSE" USING OTHER-ENGINE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a handle after it was closed" TO WHAT
           MOVE -1001 TO WANTED
           CALL "FRSCORE" USING OLD-HANDLE FR-TRANSFER FR-DECISION
               RETURNING FR-STATUS
           PERFORM EXPECT-DEGRADED
           CALL "FRSTATS" USING OLD-HANDLE FR-STATS
               RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "closed twice" TO WHAT
           CALL "FRCLOSE" USING OLD-HANDLE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "a handle that never was" TO WHAT
           MOVE 4000000000 TO OLD-HANDLE
           CALL "FRCLOSE" USING OLD-HANDLE RETURNING FR-STATUS
           PERFORM EXPECT
           MOVE "its error is told, too" TO WHAT
           CALL "FRERROR" USING OLD-HANDLE FR-ERROR
               RETURNING FR-STATUS
           PERFORM EXPECT
           IF FRZ-STATUS NOT = -1001
               ADD 1 TO WRONG
           END-IF
      *> The subprograms are unloaded, and called again.
           CANCEL "FRPREVW"
           MOVE "after CANCEL" TO WHAT
           MOVE 0 TO WANTED
           PERFORM GOOD-TRANSFER
           PERFORM PREVIEW
           PERFORM EXPECT.
