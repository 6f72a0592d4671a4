      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> transfer, amounts DISPLAY: 20768 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRTRD 020768".
      *> fr_transfer, from byte 13
      *> unique for each payer; a retry carries the same id
       05  FRT-ID                          PIC X(65).
      *> when: YYYYMMDD, HHMMSS, microseconds; UTC, or local where
      *> FRO-TIMES-ARE-LOCAL is Y
       05  FRT-TIME.
           10  FRT-TIME-DATE                   PIC 9(8).
           10  FRT-TIME-CLOCK                  PIC 9(6).
           10  FRT-TIME-MICRO                  PIC 9(6).
      *> account number
       05  FRT-PAYER                       PIC X(65).
      *> account number; unknown for cash
       05  FRT-PAYEE                       PIC X(65).
      *> in yuan, dollars and the like of FRT-CURRENCY, not in fen:
      *> 100.00. 0 is an amount, too
       05  FRT-AMOUNT                      PIC S9(15)V9(3).
      *> the same in the policy's currency; needed when FRT-CURRENCY is
      *> another
       05  FRT-BASE-AMOUNT-GIVEN           PIC X.
           88  FRT-BASE-AMOUNT-IS-GIVEN
                   VALUE "Y".
       05  FRT-BASE-AMOUNT                 PIC S9(15)V9(3).
      *> ISO 4217, such as CNY; spaces: the policy's
       05  FRT-CURRENCY                    PIC X(4).
      *> FR-CHANNEL-…
       05  FRT-CHANNEL                     PIC 9(9) COMP-5.
           88  FRT-CHANNEL-UNKNOWN
                   VALUE 0.
           88  FRT-CHANNEL-TELLER
                   VALUE 1.
           88  FRT-CHANNEL-ATM
                   VALUE 2.
           88  FRT-CHANNEL-ONLINE
                   VALUE 3.
           88  FRT-CHANNEL-MOBILE
                   VALUE 4.
           88  FRT-CHANNEL-QUICK-PAY
                   VALUE 5.
           88  FRT-CHANNEL-OTHER
                   VALUE 6.
      *> FR-KIND-…
       05  FRT-KIND                        PIC 9(9) COMP-5.
           88  FRT-KIND-UNKNOWN
                   VALUE 0.
           88  FRT-KIND-INTERBANK
                   VALUE 1.
           88  FRT-KIND-INTRABANK
                   VALUE 2.
           88  FRT-KIND-OWN-ACCOUNT
                   VALUE 3.
           88  FRT-KIND-CASH-WITHDRAWAL
                   VALUE 4.
           88  FRT-KIND-CASH-DEPOSIT
                   VALUE 5.
      *> FR-SPEED-…
       05  FRT-SPEED                       PIC 9(9) COMP-5.
           88  FRT-SPEED-UNKNOWN
                   VALUE 0.
           88  FRT-SPEED-REAL-TIME
                   VALUE 1.
           88  FRT-SPEED-SAME-DAY
                   VALUE 2.
           88  FRT-SPEED-NEXT-DAY
                   VALUE 3.
      *> what the customer wrote; damaged bytes are never fatal. A
      *> space of -ENCODING is UTF-8: say G where it is GB 18030, U
      *> where you do not know
       05  FRT-REMARK-ENCODING             PIC X.
           88  FRT-REMARK-UTF8
                   VALUE " ".
           88  FRT-REMARK-GB18030
                   VALUE "G".
           88  FRT-REMARK-UNDECLARED
                   VALUE "U".
       05  FRT-REMARK-LEN                  PIC S9(9) COMP-5.
       05  FRT-REMARK                      PIC X(1025).
      *> what the customer declared
       05  FRT-PURPOSE-ENCODING            PIC X.
           88  FRT-PURPOSE-UTF8
                   VALUE " ".
           88  FRT-PURPOSE-GB18030
                   VALUE "G".
           88  FRT-PURPOSE-UNDECLARED
                   VALUE "U".
       05  FRT-PURPOSE-LEN                 PIC S9(9) COMP-5.
       05  FRT-PURPOSE                     PIC X(1025).
      *> available balance before the transfer
       05  FRT-BALANCE-BEFORE-GIVEN        PIC X.
           88  FRT-BALANCE-BEFORE-IS-GIVEN
                   VALUE "Y".
       05  FRT-BALANCE-BEFORE              PIC S9(15)V9(3).
      *> of the screen: "zh", "en", …
       05  FRT-UI-LANGUAGE                 PIC X(65).
      *> the limit that applies: of the channel, or beyond which more
      *> checks are due
       05  FRT-LIMIT-GIVEN                 PIC X.
           88  FRT-LIMIT-IS-GIVEN
                   VALUE "Y".
       05  FRT-LIMIT                       PIC S9(15)V9(3).
      *> of a company: seconds between who entered it and who approved
      *> it
       05  FRT-APPROVAL-GAP-S-GIVEN        PIC X.
           88  FRT-APPROVAL-GAP-S-IS-GIVEN
                   VALUE "Y".
       05  FRT-APPROVAL-GAP-S              PIC S9(18) COMP-5.
      *> of a company: Y when a second person approved it, N when
      *> nobody did
       05  FRT-APPROVED                    PIC X.
           88  FRT-APPROVED-Y
                   VALUE "Y".
           88  FRT-APPROVED-N
                   VALUE "N".
           88  FRT-APPROVED-U
                   VALUE " ".
      *> Y for one of a batch of wages or the like to a list that the
      *> bank knows
       05  FRT-PAYROLL                     PIC X.
           88  FRT-PAYROLL-Y
                   VALUE "Y".
           88  FRT-PAYROLL-N
                   VALUE "N".
           88  FRT-PAYROLL-U
                   VALUE " ".
      *> the bank's own
       05  FRT-ATTRIBUTE-COUNT             PIC 9(9) COMP-5.
      *> the bank's own
       05  FRT-ATTRIBUTES-S OCCURS 64 TIMES.
           10  FRT-A-NAME                      PIC X(65).
           10  FRT-A-TYPE                      PIC 9(9) COMP-5.
               88  FRT-A-TYPE-UNKNOWN
                       VALUE 0.
               88  FRT-A-TYPE-BOOL
                       VALUE 1.
               88  FRT-A-TYPE-INT
                       VALUE 2.
               88  FRT-A-TYPE-DOUBLE
                       VALUE 3.
               88  FRT-A-TYPE-STRING
                       VALUE 4.
           10  FRT-A-INTEGER                   PIC S9(18) COMP-5.
           10  FRT-A-NUMBER                    COMP-2.
           10  FRT-A-TEXT                      PIC X(65).
      *> fr_session, from byte 12059
      *> Y while the customer is on a call
       05  FRS-ON-CALL                     PIC X.
           88  FRS-ON-CALL-Y
                   VALUE "Y".
           88  FRS-ON-CALL-N
                   VALUE "N".
           88  FRS-ON-CALL-U
                   VALUE " ".
      *> FR-CALLER-…
       05  FRS-CALLER                      PIC 9(9) COMP-5.
           88  FRS-CALLER-NOT-KNOWN
                   VALUE 0.
           88  FRS-CALLER-KNOWN
                   VALUE 1.
           88  FRS-CALLER-UNKNOWN
                   VALUE 2.
           88  FRS-CALLER-OVERSEAS
                   VALUE 3.
           88  FRS-CALLER-FLAGGED
                   VALUE 4.
      *> Y, N, space
       05  FRS-SCREEN-SHARED               PIC X.
           88  FRS-SCREEN-SHARED-Y
                   VALUE "Y".
           88  FRS-SCREEN-SHARED-N
                   VALUE "N".
           88  FRS-SCREEN-SHARED-U
                   VALUE " ".
      *> Y, N, space
       05  FRS-REMOTE-CONTROL              PIC X.
           88  FRS-REMOTE-CONTROL-Y
                   VALUE "Y".
           88  FRS-REMOTE-CONTROL-N
                   VALUE "N".
           88  FRS-REMOTE-CONTROL-U
                   VALUE " ".
      *> seconds since this device was first seen
       05  FRS-DEVICE-AGE-S-GIVEN          PIC X.
           88  FRS-DEVICE-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-DEVICE-AGE-S                PIC S9(18) COMP-5.
      *> seconds since the SIM was last changed
       05  FRS-SIM-AGE-S-GIVEN             PIC X.
           88  FRS-SIM-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-SIM-AGE-S                   PIC S9(18) COMP-5.
      *> seconds since password, token or certificate was last changed
       05  FRS-CREDENTIAL-AGE-S-GIVEN      PIC X.
           88  FRS-CREDENTIAL-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-CREDENTIAL-AGE-S            PIC S9(18) COMP-5.
      *> a meeting app or a rare chat app is in front, or came within a
      *> day
       05  FRS-MEETING-APP                 PIC X.
           88  FRS-MEETING-APP-Y
                   VALUE "Y".
           88  FRS-MEETING-APP-N
                   VALUE "N".
           88  FRS-MEETING-APP-U
                   VALUE " ".
      *> from a place that the customer cannot have reached since the
      *> last session
       05  FRS-GEO-JUMP                    PIC X.
           88  FRS-GEO-JUMP-Y
                   VALUE "Y".
           88  FRS-GEO-JUMP-N
                   VALUE "N".
           88  FRS-GEO-JUMP-U
                   VALUE " ".
      *> through a VPN, a hosting centre or an address known from fraud
       05  FRS-IP-RISKY                    PIC X.
           88  FRS-IP-RISKY-Y
                   VALUE "Y".
           88  FRS-IP-RISKY-N
                   VALUE "N".
           88  FRS-IP-RISKY-U
                   VALUE " ".
      *> an app from outside the stores may read the screen or messages
       05  FRS-SIDELOADED-APP              PIC X.
           88  FRS-SIDELOADED-APP-Y
                   VALUE "Y".
           88  FRS-SIDELOADED-APP-N
                   VALUE "N".
           88  FRS-SIDELOADED-APP-U
                   VALUE " ".
      *> something lies over the bank's app
       05  FRS-OVERLAY                     PIC X.
           88  FRS-OVERLAY-Y
                   VALUE "Y".
           88  FRS-OVERLAY-N
                   VALUE "N".
           88  FRS-OVERLAY-U
                   VALUE " ".
      *> paused before confirming far longer than this customer does
       05  FRS-HESITATED                   PIC X.
           88  FRS-HESITATED-Y
                   VALUE "Y".
           88  FRS-HESITATED-N
                   VALUE "N".
           88  FRS-HESITATED-U
                   VALUE " ".
      *> a one-time code was read out or passed on
       05  FRS-CODE-SHARED                 PIC X.
           88  FRS-CODE-SHARED-Y
                   VALUE "Y".
           88  FRS-CODE-SHARED-N
                   VALUE "N".
           88  FRS-CODE-SHARED-U
                   VALUE " ".
      *> calls to the customer's number go elsewhere
       05  FRS-CALL-FORWARDED              PIC X.
           88  FRS-CALL-FORWARDED-Y
                   VALUE "Y".
           88  FRS-CALL-FORWARDED-N
                   VALUE "N".
           88  FRS-CALL-FORWARDED-U
                   VALUE " ".
      *> a card is held to the phone, as if to relay it
       05  FRS-NFC-RELAY                   PIC X.
           88  FRS-NFC-RELAY-Y
                   VALUE "Y".
           88  FRS-NFC-RELAY-N
                   VALUE "N".
           88  FRS-NFC-RELAY-U
                   VALUE " ".
      *> an emulator, a rooted phone or a hooked app
       05  FRS-TAMPERED                    PIC X.
           88  FRS-TAMPERED-Y
                   VALUE "Y".
           88  FRS-TAMPERED-N
                   VALUE "N".
           88  FRS-TAMPERED-U
                   VALUE " ".
      *> the customer's face was checked alive in this session
       05  FRS-FACE-VERIFIED               PIC X.
           88  FRS-FACE-VERIFIED-Y
                   VALUE "Y".
           88  FRS-FACE-VERIFIED-N
                   VALUE "N".
           88  FRS-FACE-VERIFIED-U
                   VALUE " ".
      *> payee, account, amount and "at once" were shown in Chinese and
      *> confirmed
       05  FRS-CONFIRMED-IN-CHINESE        PIC X.
           88  FRS-CONFIRMED-IN-CHINESE-Y
                   VALUE "Y".
           88  FRS-CONFIRMED-IN-CHINESE-N
                   VALUE "N".
           88  FRS-CONFIRMED-IN-CHINESE-U
                   VALUE " ".
      *> no card is in the ATM
       05  FRS-CARDLESS                    PIC X.
           88  FRS-CARDLESS-Y
                   VALUE "Y".
           88  FRS-CARDLESS-N
                   VALUE "N".
           88  FRS-CARDLESS-U
                   VALUE " ".
      *> FR-PAYEE-ENTRY-…
       05  FRS-PAYEE-ENTRY                 PIC 9(9) COMP-5.
           88  FRS-PAYEE-ENTRY-UNKNOWN
                   VALUE 0.
           88  FRS-PAYEE-ENTRY-CHOSEN
                   VALUE 1.
           88  FRS-PAYEE-ENTRY-TYPED
                   VALUE 2.
           88  FRS-PAYEE-ENTRY-DICTATED
                   VALUE 3.
           88  FRS-PAYEE-ENTRY-PASTED
                   VALUE 4.
           88  FRS-PAYEE-ENTRY-SCANNED
                   VALUE 5.
           88  FRS-PAYEE-ENTRY-ALIAS
                   VALUE 6.
      *> seconds since the present call began
       05  FRS-CALL-AGE-S-GIVEN            PIC X.
           88  FRS-CALL-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-CALL-AGE-S                  PIC S9(18) COMP-5.
      *> of a company: seconds since this person may act for the
      *> account
       05  FRS-OPERATOR-AGE-S-GIVEN        PIC X.
           88  FRS-OPERATOR-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-OPERATOR-AGE-S              PIC S9(18) COMP-5.
      *> seconds since a known phishing link was opened
       05  FRS-PHISHING-LINK-AGE-S-GIVEN   PIC X.
           88  FRS-PHSHNG-LINK-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-PHISHING-LINK-AGE-S         PIC S9(18) COMP-5.
      *> seconds that the last warning stood on the screen
       05  FRS-WARNING-DWELL-S-GIVEN       PIC X.
           88  FRS-WARNING-DWELL-S-IS-GIVEN
                   VALUE "Y".
       05  FRS-WARNING-DWELL-S             PIC S9(18) COMP-5.
      *> fr_party, from byte 12146
      *> the person or firm behind the account; its accounts share one
      *> customer profile
       05  FRP-CUSTOMER                    PIC X(65).
      *> full years
       05  FRP-AGE-GIVEN                   PIC X.
           88  FRP-AGE-IS-GIVEN
                   VALUE "Y".
       05  FRP-AGE                         PIC S9(9) COMP-5.
      *> FR-OCCUPATION-…
       05  FRP-OCCUPATION                  PIC 9(9) COMP-5.
           88  FRP-OCCUPATION-UNKNOWN
                   VALUE 0.
           88  FRP-OCCUPATION-STUDENT
                   VALUE 1.
           88  FRP-OCCUPATION-EMPLOYEE
                   VALUE 2.
           88  FRP-OCCUPATION-FINANCE
                   VALUE 3.
           88  FRP-OCCUPATION-OFFICIAL
                   VALUE 4.
           88  FRP-OCCUPATION-SELF-EMPLOYED
                   VALUE 5.
           88  FRP-OCCUPATION-RETIRED
                   VALUE 6.
           88  FRP-OCCUPATION-NOT-WORKING
                   VALUE 7.
           88  FRP-OCCUPATION-OTHER
                   VALUE 8.
      *> seconds since the account was opened
       05  FRP-ACCOUNT-AGE-S-GIVEN         PIC X.
           88  FRP-ACCOUNT-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRP-ACCOUNT-AGE-S               PIC S9(18) COMP-5.
      *> FR-PARTY-KIND-…
       05  FRP-PARTY-KIND                  PIC 9(9) COMP-5.
           88  FRP-PARTY-KIND-UNKNOWN
                   VALUE 0.
           88  FRP-PARTY-KIND-PERSON
                   VALUE 1.
           88  FRP-PARTY-KIND-SELF-EMPLOYED
                   VALUE 2.
           88  FRP-PARTY-KIND-COMPANY
                   VALUE 3.
           88  FRP-PARTY-KIND-WALLET
                   VALUE 4.
           88  FRP-PARTY-KIND-MERCHANT
                   VALUE 5.
           88  FRP-PARTY-KIND-PUBLIC-BODY
                   VALUE 6.
      *> Y for a foreigner (as payer) or an account abroad (as payee)
       05  FRP-FOREIGN                     PIC X.
           88  FRP-FOREIGN-Y
                   VALUE "Y".
           88  FRP-FOREIGN-N
                   VALUE "N".
           88  FRP-FOREIGN-U
                   VALUE " ".
      *> FR-NAME-MATCH-…; only of a payee
       05  FRP-NAME-MATCH                  PIC 9(9) COMP-5.
           88  FRP-NAME-MATCH-UNKNOWN
                   VALUE 0.
           88  FRP-NAME-MATCH-MATCH
                   VALUE 1.
           88  FRP-NAME-MATCH-CLOSE
                   VALUE 2.
           88  FRP-NAME-MATCH-NONE
                   VALUE 3.
           88  FRP-NAME-MATCH-NOT-POSSIBLE
                   VALUE 4.
           88  FRP-NAME-MATCH-OTHER-KIND
                   VALUE 5.
      *> Y where the bank itself marked the customer as vulnerable
       05  FRP-VULNERABLE                  PIC X.
           88  FRP-VULNERABLE-Y
                   VALUE "Y".
           88  FRP-VULNERABLE-N
                   VALUE "N".
           88  FRP-VULNERABLE-U
                   VALUE " ".
      *> the bank's code
       05  FRP-BANK                        PIC X(65).
      *> only of a payee: seconds since this payer entered it among his
      *> payees
       05  FRP-ADDED-AGE-S-GIVEN           PIC X.
           88  FRP-ADDED-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRP-ADDED-AGE-S                 PIC S9(18) COMP-5.
      *> of a firm: seconds since it was registered
       05  FRP-REGISTERED-AGE-S-GIVEN      PIC X.
           88  FRP-REGISTERED-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRP-REGISTERED-AGE-S            PIC S9(18) COMP-5.
      *> 0 to 1,000: the bank's or a consortium's judgement that money
      *> is passed on here
       05  FRP-MULE-SCORE-GIVEN            PIC X.
           88  FRP-MULE-SCORE-IS-GIVEN
                   VALUE "Y".
       05  FRP-MULE-SCORE                  PIC S9(9) COMP-5.
      *> how far in money, phone or device from a listed account: 1 is
      *> next to one
       05  FRP-HOPS-TO-LISTED-GIVEN        PIC X.
           88  FRP-HOPS-TO-LISTED-IS-GIVEN
                   VALUE "Y".
       05  FRP-HOPS-TO-LISTED              PIC S9(9) COMP-5.
      *> a firm whose representative or address many firms share, or
      *> that looks bought
       05  FRP-SHELL-LIKE                  PIC X.
           88  FRP-SHELL-LIKE-Y
                   VALUE "Y".
           88  FRP-SHELL-LIKE-N
                   VALUE "N".
           88  FRP-SHELL-LIKE-U
                   VALUE " ".
      *> the registered phone number is another person's, or of several
      *> customers
       05  FRP-PHONE-SHARED                PIC X.
           88  FRP-PHONE-SHARED-Y
                   VALUE "Y".
           88  FRP-PHONE-SHARED-N
                   VALUE "N".
           88  FRP-PHONE-SHARED-U
                   VALUE " ".
      *> only of a payee: a name paid before, under an account number
      *> that is new
       05  FRP-ACCOUNT-CHANGED             PIC X.
           88  FRP-ACCOUNT-CHANGED-Y
                   VALUE "Y".
           88  FRP-ACCOUNT-CHANGED-N
                   VALUE "N".
           88  FRP-ACCOUNT-CHANGED-U
                   VALUE " ".
      *> only of a payee: not the account of the person whom the
      *> customer says he pays
       05  FRP-THIRD-PARTY                 PIC X.
           88  FRP-THIRD-PARTY-Y
                   VALUE "Y".
           88  FRP-THIRD-PARTY-N
                   VALUE "N".
           88  FRP-THIRD-PARTY-U
                   VALUE " ".
      *> only of a payee: a branch where nobody whom this payer deals
      *> with has an account
       05  FRP-REGION-UNUSUAL              PIC X.
           88  FRP-REGION-UNUSUAL-Y
                   VALUE "Y".
           88  FRP-REGION-UNUSUAL-N
                   VALUE "N".
           88  FRP-REGION-UNUSUAL-U
                   VALUE " ".
      *> only of a payer: named somebody whom the bank may call
       05  FRP-TRUSTED-CONTACT             PIC X.
           88  FRP-TRUSTED-CONTACT-Y
                   VALUE "Y".
           88  FRP-TRUSTED-CONTACT-N
                   VALUE "N".
           88  FRP-TRUSTED-CONTACT-U
                   VALUE " ".
      *> fr_party, from byte 12338
      *> the person or firm behind the account; its accounts share one
      *> customer profile
       05  FRQ-CUSTOMER                    PIC X(65).
      *> full years
       05  FRQ-AGE-GIVEN                   PIC X.
           88  FRQ-AGE-IS-GIVEN
                   VALUE "Y".
       05  FRQ-AGE                         PIC S9(9) COMP-5.
      *> FR-OCCUPATION-…
       05  FRQ-OCCUPATION                  PIC 9(9) COMP-5.
           88  FRQ-OCCUPATION-UNKNOWN
                   VALUE 0.
           88  FRQ-OCCUPATION-STUDENT
                   VALUE 1.
           88  FRQ-OCCUPATION-EMPLOYEE
                   VALUE 2.
           88  FRQ-OCCUPATION-FINANCE
                   VALUE 3.
           88  FRQ-OCCUPATION-OFFICIAL
                   VALUE 4.
           88  FRQ-OCCUPATION-SELF-EMPLOYED
                   VALUE 5.
           88  FRQ-OCCUPATION-RETIRED
                   VALUE 6.
           88  FRQ-OCCUPATION-NOT-WORKING
                   VALUE 7.
           88  FRQ-OCCUPATION-OTHER
                   VALUE 8.
      *> seconds since the account was opened
       05  FRQ-ACCOUNT-AGE-S-GIVEN         PIC X.
           88  FRQ-ACCOUNT-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRQ-ACCOUNT-AGE-S               PIC S9(18) COMP-5.
      *> FR-PARTY-KIND-…
       05  FRQ-PARTY-KIND                  PIC 9(9) COMP-5.
           88  FRQ-PARTY-KIND-UNKNOWN
                   VALUE 0.
           88  FRQ-PARTY-KIND-PERSON
                   VALUE 1.
           88  FRQ-PARTY-KIND-SELF-EMPLOYED
                   VALUE 2.
           88  FRQ-PARTY-KIND-COMPANY
                   VALUE 3.
           88  FRQ-PARTY-KIND-WALLET
                   VALUE 4.
           88  FRQ-PARTY-KIND-MERCHANT
                   VALUE 5.
           88  FRQ-PARTY-KIND-PUBLIC-BODY
                   VALUE 6.
      *> Y for a foreigner (as payer) or an account abroad (as payee)
       05  FRQ-FOREIGN                     PIC X.
           88  FRQ-FOREIGN-Y
                   VALUE "Y".
           88  FRQ-FOREIGN-N
                   VALUE "N".
           88  FRQ-FOREIGN-U
                   VALUE " ".
      *> FR-NAME-MATCH-…; only of a payee
       05  FRQ-NAME-MATCH                  PIC 9(9) COMP-5.
           88  FRQ-NAME-MATCH-UNKNOWN
                   VALUE 0.
           88  FRQ-NAME-MATCH-MATCH
                   VALUE 1.
           88  FRQ-NAME-MATCH-CLOSE
                   VALUE 2.
           88  FRQ-NAME-MATCH-NONE
                   VALUE 3.
           88  FRQ-NAME-MATCH-NOT-POSSIBLE
                   VALUE 4.
           88  FRQ-NAME-MATCH-OTHER-KIND
                   VALUE 5.
      *> Y where the bank itself marked the customer as vulnerable
       05  FRQ-VULNERABLE                  PIC X.
           88  FRQ-VULNERABLE-Y
                   VALUE "Y".
           88  FRQ-VULNERABLE-N
                   VALUE "N".
           88  FRQ-VULNERABLE-U
                   VALUE " ".
      *> the bank's code
       05  FRQ-BANK                        PIC X(65).
      *> only of a payee: seconds since this payer entered it among his
      *> payees
       05  FRQ-ADDED-AGE-S-GIVEN           PIC X.
           88  FRQ-ADDED-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRQ-ADDED-AGE-S                 PIC S9(18) COMP-5.
      *> of a firm: seconds since it was registered
       05  FRQ-REGISTERED-AGE-S-GIVEN      PIC X.
           88  FRQ-REGISTERED-AGE-S-IS-GIVEN
                   VALUE "Y".
       05  FRQ-REGISTERED-AGE-S            PIC S9(18) COMP-5.
      *> 0 to 1,000: the bank's or a consortium's judgement that money
      *> is passed on here
       05  FRQ-MULE-SCORE-GIVEN            PIC X.
           88  FRQ-MULE-SCORE-IS-GIVEN
                   VALUE "Y".
       05  FRQ-MULE-SCORE                  PIC S9(9) COMP-5.
      *> how far in money, phone or device from a listed account: 1 is
      *> next to one
       05  FRQ-HOPS-TO-LISTED-GIVEN        PIC X.
           88  FRQ-HOPS-TO-LISTED-IS-GIVEN
                   VALUE "Y".
       05  FRQ-HOPS-TO-LISTED              PIC S9(9) COMP-5.
      *> a firm whose representative or address many firms share, or
      *> that looks bought
       05  FRQ-SHELL-LIKE                  PIC X.
           88  FRQ-SHELL-LIKE-Y
                   VALUE "Y".
           88  FRQ-SHELL-LIKE-N
                   VALUE "N".
           88  FRQ-SHELL-LIKE-U
                   VALUE " ".
      *> the registered phone number is another person's, or of several
      *> customers
       05  FRQ-PHONE-SHARED                PIC X.
           88  FRQ-PHONE-SHARED-Y
                   VALUE "Y".
           88  FRQ-PHONE-SHARED-N
                   VALUE "N".
           88  FRQ-PHONE-SHARED-U
                   VALUE " ".
      *> only of a payee: a name paid before, under an account number
      *> that is new
       05  FRQ-ACCOUNT-CHANGED             PIC X.
           88  FRQ-ACCOUNT-CHANGED-Y
                   VALUE "Y".
           88  FRQ-ACCOUNT-CHANGED-N
                   VALUE "N".
           88  FRQ-ACCOUNT-CHANGED-U
                   VALUE " ".
      *> only of a payee: not the account of the person whom the
      *> customer says he pays
       05  FRQ-THIRD-PARTY                 PIC X.
           88  FRQ-THIRD-PARTY-Y
                   VALUE "Y".
           88  FRQ-THIRD-PARTY-N
                   VALUE "N".
           88  FRQ-THIRD-PARTY-U
                   VALUE " ".
      *> only of a payee: a branch where nobody whom this payer deals
      *> with has an account
       05  FRQ-REGION-UNUSUAL              PIC X.
           88  FRQ-REGION-UNUSUAL-Y
                   VALUE "Y".
           88  FRQ-REGION-UNUSUAL-N
                   VALUE "N".
           88  FRQ-REGION-UNUSUAL-U
                   VALUE " ".
      *> only of a payer: named somebody whom the bank may call
       05  FRQ-TRUSTED-CONTACT             PIC X.
           88  FRQ-TRUSTED-CONTACT-Y
                   VALUE "Y".
           88  FRQ-TRUSTED-CONTACT-N
                   VALUE "N".
           88  FRQ-TRUSTED-CONTACT-U
                   VALUE " ".
      *> fr_teller, from byte 12530
       05  FRL-SEEN.
      *> on the phone, a headset, or chatting all the time
           10  FRL-ON-PHONE                    PIC X.
      *> somebody tells the customer what to say
           10  FRL-COACHED                     PIC X.
      *> a companion whom the customer hardly knows
           10  FRL-ACCOMPANIED                 PIC X.
      *> must be done at once
           10  FRL-HURRIED                     PIC X.
      *> nervous, fearful, crying
           10  FRL-DISTRESSED                  PIC X.
      *> will not say what the money is for
           10  FRL-REFUSES-TO-EXPLAIN          PIC X.
      *> told another purpose a moment ago
           10  FRL-PURPOSE-CHANGED             PIC X.
      *> cannot say who the payee is, or has never met him
           10  FRL-PAYEE-UNKNOWN               PIC X.
      *> told not to tell family, bank or police
           10  FRL-TOLD-TO-KEEP-SECRET         PIC X.
      *> hides the screen
           10  FRL-HIDES-PHONE                 PIC X.
      *> the companion answers for the customer
           10  FRL-COMPANION-ANSWERS           PIC X.
      *> accepts a large loss of interest without a word
           10  FRL-IGNORES-LOSS                PIC X.
      *> cash or gold is to be handed or posted to somebody
           10  FRL-CASH-TO-HAND-OVER           PIC X.
      *> the purpose does not fit the customer or the payee
           10  FRL-PURPOSE-IMPLAUSIBLE         PIC X.
      *> much cash, neither booked nor at the customer's branch
           10  FRL-CASH-NOT-BOOKED             PIC X.
      *> another branch or bank turned it down today
           10  FRL-REFUSED-ELSEWHERE           PIC X.
      *> the account is not of the person who is to be paid
           10  FRL-THIRD-PARTY-PAYEE           PIC X.
      *> told somebody a one-time code
           10  FRL-CODE-SHARED                 PIC X.
      *> installed an app that somebody sent, or shared the screen
           10  FRL-APP-INSTALLED               PIC X.
      *> borrowed, or broke a deposit, for this payment
           10  FRL-MONEY-BORROWED              PIC X.
      *> pays first to get a loan, prize, refund, wage or money back
           10  FRL-PAYS-TO-RECEIVE             PIC X.
      *> told to be in a case, or to move money for its safety
           10  FRL-TOLD-OF-CASE                PIC X.
      *> threatened, with pictures or otherwise
           10  FRL-THREATENED                  PIC X.
      *> promised a profit, or saw small sums paid back
           10  FRL-PROMISED-PROFIT             PIC X.
      *> gets a reward for passing money on or lending the account
           10  FRL-PROMISED-REWARD             PIC X.
      *> told in a message that the payee's account is another now
           10  FRL-ACCOUNT-CHANGED             PIC X.
      *> could not reach the payee on a number known before
           10  FRL-NOT-VERIFIED                PIC X.
      *> contract, invoice or bill seen, and it fits the payee
           10  FRL-DOCUMENTS-VERIFIED          PIC X.
      *> a trusted person, reached independently, knows of it
           10  FRL-FAMILY-CONFIRMED            PIC X.
      *> told that the credit record suffers unless money is moved to
      *> be checked
           10  FRL-TOLD-OF-CREDIT-RECORD       PIC X.
      *> told by a bank or regulator to use a "clearing account"
           10  FRL-TOLD-OF-CLEARING-ACCOUNT    PIC X.
      *> pays for online tasks, and is to be paid back
           10  FRL-DOES-TASKS                  PIC X.
      *> a game, lottery or betting site named the account
           10  FRL-BETTING-SITE                PIC X.
      *> asked to leave the platform and to pay outside it
           10  FRL-LEFT-PLATFORM               PIC X.
      *> has not seen the goods with his own eyes
           10  FRL-GOODS-NOT-SEEN              PIC X.
      *> pays tax or a fee to get a prize
           10  FRL-PRIZE-FEE-ASKED             PIC X.
      *> pays a deposit or a fee to start work
           10  FRL-JOB-FEE-ASKED               PIC X.
      *> it is not the customer who wants this transfer
           10  FRL-NOT-OWN-ORDER               PIC X.
      *> the phone lost its signal all of a sudden
           10  FRL-SIGNAL-LOST                 PIC X.
      *> has neither met the payee nor seen him on video
           10  FRL-NEVER-SEEN                  PIC X.
      *> pays before a loan is paid out
           10  FRL-LOAN-FEE-ASKED              PIC X.
      *> what the teller wrote down, up to FR-MAX-NOTES-BYTES; damaged
      *> bytes are never fatal
       05  FRL-NOTES-ENCODING              PIC X.
           88  FRL-NOTES-UTF8
                   VALUE " ".
           88  FRL-NOTES-GB18030
                   VALUE "G".
           88  FRL-NOTES-UNDECLARED
                   VALUE "U".
       05  FRL-NOTES-LEN                   PIC S9(9) COMP-5.
       05  FRL-NOTES                       PIC X(8193).
