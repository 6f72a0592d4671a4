      *> SPDX-License-Identifier: Apache-2.0
      *> Says what FRCHECK says.
       IDENTIFICATION DIVISION.
       PROGRAM-ID. THERE.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
       01  FOUND                           PIC X.
       01  MESSAGE-TEXT                    PIC X(512).
       PROCEDURE DIVISION.
           CALL "FRCHECK" USING FOUND MESSAGE-TEXT
           DISPLAY "found " FOUND " " FUNCTION TRIM(MESSAGE-TEXT)
           STOP RUN.
