      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> decision: 2240 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRDEP 002240".
      *> fr_decision, from byte 13
      *> FR-OUTCOME-…
       05  FRD-OUTCOME                     PIC 9(9) COMP-5.
           88  FRD-OUTCOME-NONE
                   VALUE 0.
           88  FRD-OUTCOME-ALLOW
                   VALUE 1.
           88  FRD-OUTCOME-WARN
                   VALUE 2.
           88  FRD-OUTCOME-HOLD
                   VALUE 3.
      *> the sum of points, not below 0
       05  FRD-SCORE                       PIC S9(18) COMP-5.
      *> until when, as FRT-TIME; zeros where nothing is held
       05  FRD-HOLD-UNTIL.
           10  FRD-HOLD-UNTIL-DATE             PIC 9(8).
           10  FRD-HOLD-UNTIL-CLOCK            PIC 9(6).
           10  FRD-HOLD-UNTIL-MICRO            PIC 9(6).
      *> bits FR-FLAG-…
       05  FRD-FLAGS                       PIC 9(9) COMP-5.
       05  FRD-FLAGS-F.
      *> a value may rest on less than what happened: docs/policy.md
           10  FRD-FLAG-APPROXIMATE            PIC X.
      *> the engine could not decide; the outcome is on_error's
           10  FRD-FLAG-DEGRADED               PIC X.
      *> a rule or threshold could not be decided: something is unknown
           10  FRD-FLAG-INPUTS-UNKNOWN         PIC X.
      *> an unexpired trust lowered the outcome
           10  FRD-FLAG-TRUSTED                PIC X.
      *> this transfer id was seen before: recorded once, decided again
           10  FRD-FLAG-REPEATED               PIC X.
      *> an expression failed (such as a division by zero); its rule
      *> did not fire
           10  FRD-FLAG-EXPRESSION-ERROR       PIC X.
      *> a remark, a purpose or notes held bad bytes, or were cut
           10  FRD-FLAG-TEXT-DAMAGED           PIC X.
           10  FRD-FLAG-DELAYED                PIC X.
      *> the transfer's time lies at or after the policy's valid_until;
      *> it still decides
           10  FRD-FLAG-POLICY-EXPIRED         PIC X.
      *> a bound of the policy's `limits:` was reached: the outcome is
      *> below pure_outcome
           10  FRD-FLAG-LIMITED                PIC X.
      *> the engine stands in the shadow: the answer is allow; would_be
      *> tells what it was
           10  FRD-FLAG-SHADOW                 PIC X.
      *> rules were switched off: fr_engine_set_switches()
           10  FRD-FLAG-RULES-OFF              PIC X.
      *> rules and thresholds that could not be decided: something is
      *> unknown
       05  FRD-UNKNOWN-COUNT               PIC 9(9) COMP-5.
      *> rules, thresholds and features whose expression failed
       05  FRD-ERROR-COUNT                 PIC 9(9) COMP-5.
      *> how many of `reasons` are filled
       05  FRD-REASON-COUNT                PIC 9(9) COMP-5.
      *> how many rules fired
       05  FRD-REASONS-TOTAL               PIC 9(9) COMP-5.
      *> place of the scam type in the policy, -1 for none
       05  FRD-SCAM-INDEX                  PIC S9(9) COMP-5.
      *> the likely scam type, "" for none
       05  FRD-SCAM                        PIC X(48).
      *> the same transfer under the same policy has the same id
       05  FRD-DECISION-ID                 PIC X(32).
      *> SHA-256 of the policy
       05  FRD-POLICY-DIGEST               PIC X(64).
       05  FRD-POLICY-NAME                 PIC X(48).
       05  FRD-POLICY-VERSION              PIC 9(18) COMP-5.
      *> by points, most first; then in the order of the policy
       05  FRD-REASONS-S OCCURS 16 TIMES.
           10  FRD-R-RULE                      PIC X(48).
           10  FRD-R-POINTS                    PIC S9(9) COMP-5.
           10  FRD-R-RULE-INDEX                PIC 9(9) COMP-5.
      *> bytes of `values` that are filled
       05  FRD-VALUES-SIZE                 PIC 9(9) COMP-5.
      *> 1 + the place, among scam types, of the advice to be said; 0:
      *> the scam's
       05  FRD-ADVICE                      PIC 9(9) COMP-5.
      *> What the texts of the reasons and of the advice name, so that
      *> FRWORDS needs no transfer. Keep them with the decision; what
      *> the bytes mean is the library's own matter. They hold amounts,
      *> times and the like of this transfer, never an account number,
      *> a remark or a purpose.
       05  FRD-VALUES                      PIC X(1024).
      *> Is the customer himself at the keyboard or the counter? Y, N,
      *> space, as most of the points say. Where it is N, a warning on
      *> the screen is read by the criminal: hold, and call a number
      *> known before.
       05  FRD-VICTIM-PRESENT              PIC X.
           88  FRD-VICTIM-PRESENT-Y
                   VALUE "Y".
           88  FRD-VICTIM-PRESENT-N
                   VALUE "N".
           88  FRD-VICTIM-PRESENT-U
                   VALUE " ".
      *> bits FR-ACTION-…; none where the outcome is allow
       05  FRD-ACTIONS                     PIC 9(9) COMP-5.
       05  FRD-ACTIONS-F.
      *> tell the anti-fraud centre (96110) or the police (110)
           10  FRD-ACTION-REFER                PIC X.
      *> customer, bank and anti-fraud centre speak together
           10  FRD-ACTION-THREE-WAY-CALL       PIC X.
      *> call the person whom the customer named for this
           10  FRD-ACTION-TRUSTED-CONTACT      PIC X.
      *> check again who acts, over another way than this session
           10  FRD-ACTION-STEP-UP              PIC X.
      *> the law or an order says that it must not go
           10  FRD-ACTION-REFUSE               PIC X.
      *> passwords, tokens and devices act no more until it is clear
           10  FRD-ACTION-FREEZE-CREDENTIALS   PIC X.
           10  FRD-ACTION-NOTIFY-RECEVNG-BANK  PIC X.
      *> a message on every way that the customer had before
           10  FRD-ACTION-NOTICE               PIC X.
      *> the ATM or the app speaks
           10  FRD-ACTION-VOICE-PROMPT         PIC X.
      *> a second person in the bank looks at it
           10  FRD-ACTION-SUPERVISOR-REVIEW    PIC X.
      *> limits go down until it is clear
           10  FRD-ACTION-LOWER-LIMIT          PIC X.
      *> What the transfer, the histories and the policy come to, as
      *> FRDECID gives it on any node. `outcome` is lower where a bound
      *> was reached (FR-FLAG-LIMITED). FR-OUTCOME-NONE where nothing
      *> was decided (FR-FLAG-DEGRADED).
       05  FRD-PURE-OUTCOME                PIC 9(9) COMP-5.
           88  FRD-PURE-OUTCOME-NONE
                   VALUE 0.
           88  FRD-PURE-OUTCOME-ALLOW
                   VALUE 1.
           88  FRD-PURE-OUTCOME-WARN
                   VALUE 2.
           88  FRD-PURE-OUTCOME-HOLD
                   VALUE 3.
      *> the outcome that would be given outside the shadow; `outcome`
      *> itself where there is no shadow
       05  FRD-WOULD-BE                    PIC 9(9) COMP-5.
           88  FRD-WOULD-BE-NONE
                   VALUE 0.
           88  FRD-WOULD-BE-ALLOW
                   VALUE 1.
           88  FRD-WOULD-BE-WARN
                   VALUE 2.
           88  FRD-WOULD-BE-HOLD
                   VALUE 3.
      *> The number of its record in the journal (journal.h): what an
      *> examiner asks for, and what FRJWAIT waits for. 0 where there
      *> is no journal, and for what was not recorded.
       05  FRD-SEQUENCE                    PIC 9(18) COMP-5.
