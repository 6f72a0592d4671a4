      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> put_options: 33 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRPUP 000033".
      *> fr_put_options, from byte 13
      *> Y: this call may go back in version
       05  FRH-ACCEPT-OLDER                PIC X.
           88  FRH-ACCEPT-OLDER-Y
                   VALUE "Y".
           88  FRH-ACCEPT-OLDER-N
                   VALUE "N".
           88  FRH-ACCEPT-OLDER-U
                   VALUE " ".
      *> the time, for the policy's validity; 0: not said, which only a
      *> policy without limits takes
       05  FRH-NOW.
           10  FRH-NOW-DATE                    PIC 9(8).
           10  FRH-NOW-CLOCK                   PIC 9(6).
           10  FRH-NOW-MICRO                   PIC 9(6).
