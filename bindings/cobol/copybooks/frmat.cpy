      *> SPDX-License-Identifier: Apache-2.0
      *> Written by bindings/cobol/generate.py; not changed by hand.
      *> text_match: 87 bytes, below an 01 or 03.
      *> Unknown is spaces; a number counts where its -GIVEN is Y, of
      *> a text with a -LEN so many bytes (-1: but spaces behind).
       05  FILLER                          PIC X(12)
               VALUE "FRMAP 000087".
      *> fr_text_match, from byte 13
       05  FRX-BEGIN                       PIC 9(9) COMP-5.
       05  FRX-END                         PIC 9(9) COMP-5.
       05  FRX-SET-INDEX                   PIC 9(9) COMP-5.
       05  FRX-STRENGTH                    PIC 9(9) COMP-5.
           88  FRX-STRENGTH-ALLOWED
                   VALUE 1.
           88  FRX-STRENGTH-WEAK
                   VALUE 2.
           88  FRX-STRENGTH-MEDIUM
                   VALUE 3.
           88  FRX-STRENGTH-STRONG
                   VALUE 4.
       05  FRX-DISGUISES                   PIC 9(9) COMP-5.
       05  FRX-DISGUISES-F.
      *> spaces, punctuation or symbols inside a word
           10  FRX-DISGUISE-SEPARATED          PIC X.
      *> characters that nobody sees
           10  FRX-DISGUISE-INVISIBLE          PIC X.
      *> pinyin in brackets behind a character
           10  FRX-DISGUISE-NOTE               PIC X.
      *> letters of other scripts, characters that look alike
           10  FRX-DISGUISE-LOOKALIKE          PIC X.
      *> characters that are read alike
           10  FRX-DISGUISE-SOUND              PIC X.
      *> a character written as its parts
           10  FRX-DISGUISE-SPLIT              PIC X.
      *> the policy lists this very spelling as a disguise
           10  FRX-DISGUISE-LISTED             PIC X.
       05  FRX-SET                         PIC X(48).
