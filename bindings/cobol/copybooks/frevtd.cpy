      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> event, amounts DISPLAY: 714 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FREVD 000714".
      *> fr_event, from byte 13
      *> FR-EVENT-…
       05  FRE-KIND                        PIC 9(9) COMP-5.
           88  FRE-KIND-CONTACT
                   VALUE 1.
           88  FRE-KIND-SETTLED
                   VALUE 2.
           88  FRE-KIND-HELD
                   VALUE 3.
           88  FRE-KIND-RELEASED
                   VALUE 4.
           88  FRE-KIND-CANCELLED
                   VALUE 5.
           88  FRE-KIND-REFUSED
                   VALUE 6.
           88  FRE-KIND-RETURNED
                   VALUE 7.
           88  FRE-KIND-TRANSFERRED
                   VALUE 8.
           88  FRE-KIND-FRAUD-REPORTED
                   VALUE 9.
           88  FRE-KIND-CLEARED
                   VALUE 10.
           88  FRE-KIND-DEVICE-BOUND
                   VALUE 11.
           88  FRE-KIND-SIM-CHANGED
                   VALUE 12.
           88  FRE-KIND-CREDENTIAL-RESET
                   VALUE 13.
           88  FRE-KIND-LIMIT-RAISED
                   VALUE 14.
           88  FRE-KIND-DEPOSIT-BROKEN
                   VALUE 15.
           88  FRE-KIND-LOAN-PAID-OUT
                   VALUE 16.
           88  FRE-KIND-ALERTED
                   VALUE 17.
           88  FRE-KIND-LISTED
                   VALUE 18.
           88  FRE-KIND-UNLISTED
                   VALUE 19.
           88  FRE-KIND-TRUSTED
                   VALUE 20.
           88  FRE-KIND-RESPONSE
                   VALUE 21.
           88  FRE-KIND-MOVED
                   VALUE 22.
           88  FRE-KIND-FORGOTTEN
                   VALUE 23.
           88  FRE-KIND-PHONE-CHANGED
                   VALUE 24.
           88  FRE-KIND-WALLET-BOUND
                   VALUE 25.
           88  FRE-KIND-FUND-REDEEMED
                   VALUE 26.
           88  FRE-KIND-NOTICE-TURNED-OFF
                   VALUE 27.
           88  FRE-KIND-BALANCE-QUERIED
                   VALUE 28.
           88  FRE-KIND-GOLD-BOUGHT
                   VALUE 29.
           88  FRE-KIND-CALLBACK-CONFIRMED
                   VALUE 30.
           88  FRE-KIND-POLICE-CLEARED
                   VALUE 31.
           88  FRE-KIND-FAMILY-CONFIRMED
                   VALUE 32.
           88  FRE-KIND-DELAYED
                   VALUE 33.
      *> FR-SIDE-… that live on this engine; 0: all
       05  FRE-SIDES                       PIC 9(9) COMP-5.
      *> when it happened, as FRT-TIME
       05  FRE-TIME.
           10  FRE-TIME-DATE                   PIC 9(8).
           10  FRE-TIME-CLOCK                  PIC 9(6).
           10  FRE-TIME-MICRO                  PIC 9(6).
      *> the transfer that it is about
       05  FRE-TRANSFER-ID                 PIC X(65).
       05  FRE-PAYER                       PIC X(65).
       05  FRE-PAYEE                       PIC X(65).
      *> as given with the transfer: so that the customers' histories
      *> follow
       05  FRE-PAYER-CUSTOMER              PIC X(65).
       05  FRE-PAYEE-CUSTOMER              PIC X(65).
      *> in the policy's currency, as FRT-AMOUNT: what was recorded
      *> with the transfer
       05  FRE-AMOUNT-GIVEN                PIC X.
           88  FRE-AMOUNT-IS-GIVEN
                   VALUE "Y".
       05  FRE-AMOUNT                      PIC S9(15)V9(3).
      *> the person that it is about
       05  FRE-CUSTOMER                    PIC X(65).
      *> the account that it is about
       05  FRE-PARTY                       PIC X(65).
      *> name of the list
       05  FRE-LIST                        PIC X(65).
      *> 0: without end
       05  FRE-UNTIL.
           10  FRE-UNTIL-DATE                  PIC 9(8).
           10  FRE-UNTIL-CLOCK                 PIC 9(6).
           10  FRE-UNTIL-MICRO                 PIC 9(6).
      *> of a contact
       05  FRE-DURATION-S-GIVEN            PIC X.
           88  FRE-DURATION-S-IS-GIVEN
                   VALUE "Y".
       05  FRE-DURATION-S                  PIC S9(18) COMP-5.
      *> FR-CALLER-…
       05  FRE-CALLER                      PIC 9(9) COMP-5.
           88  FRE-CALLER-NOT-KNOWN
                   VALUE 0.
           88  FRE-CALLER-KNOWN
                   VALUE 1.
           88  FRE-CALLER-UNKNOWN
                   VALUE 2.
           88  FRE-CALLER-OVERSEAS
                   VALUE 3.
           88  FRE-CALLER-FLAGGED
                   VALUE 4.
      *> FR-DIRECTION-…
       05  FRE-DIRECTION                   PIC 9(9) COMP-5.
           88  FRE-DIRECTION-UNKNOWN
                   VALUE 0.
           88  FRE-DIRECTION-INCOMING
                   VALUE 1.
           88  FRE-DIRECTION-OUTGOING
                   VALUE 2.
      *> of an alert: 1 low, 2 medium, 3 high
       05  FRE-LEVEL                       PIC 9(9) COMP-5.
      *> FR-RESPONSE-…
       05  FRE-RESPONSE                    PIC 9(9) COMP-5.
           88  FRE-RESPONSE-UNKNOWN
                   VALUE 0.
           88  FRE-RESPONSE-STOPPED
                   VALUE 1.
           88  FRE-RESPONSE-CONTINUED
                   VALUE 2.
           88  FRE-RESPONSE-ASKED-FOR-HELP
                   VALUE 3.
      *> of FR-EVENT-TRANSFERRED: FR-TRANSFER-…; usually settled
       05  FRE-STATUS                      PIC 9(9) COMP-5.
           88  FRE-STATUS-ATTEMPTED
                   VALUE 0.
           88  FRE-STATUS-DELAYED
                   VALUE 1.
           88  FRE-STATUS-HELD
                   VALUE 2.
           88  FRE-STATUS-RELEASED
                   VALUE 3.
           88  FRE-STATUS-SETTLED
                   VALUE 4.
           88  FRE-STATUS-RETURNED
                   VALUE 5.
           88  FRE-STATUS-CANCELLED
                   VALUE 6.
           88  FRE-STATUS-REFUSED
                   VALUE 7.
      *> of an event about a transfer: when that was made
       05  FRE-TRANSFER-TIME-GIVEN         PIC X.
           88  FRE-TRANSFER-TIME-IS-GIVEN
                   VALUE "Y".
       05  FRE-TRANSFER-TIME.
           10  FRE-TRANSFER-TIME-DATE          PIC 9(8).
           10  FRE-TRANSFER-TIME-CLOCK         PIC 9(6).
           10  FRE-TRANSFER-TIME-MICRO         PIC 9(6).
      *> of FR-EVENT-MOVED
       05  FRE-TO                          PIC X(65).
