      *> SPDX-License-Identifier: Apache-2.0
      *>
      *> Says whether the native library is there, and where it was
      *> looked for when it is not, without ending the run. Compile it
      *> beside your program and call it first:
      *>
      *>     CALL "FRCHECK" USING FOUND MESSAGE-TEXT
      *>
      *>     FOUND          PIC X: Y or N
      *>     MESSAGE-TEXT   PIC X(512)
       IDENTIFICATION DIVISION.
       PROGRAM-ID. FRCHECK.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
      *> Called by a name in a field, so that it is looked for now and
      *> not by the linker.
       01  SUBPROGRAM                      PIC X(8) VALUE "FRVERS".
       01  VERSION-NUMBER                  PIC S9(9) COMP-5.
       01  PRE-LOAD                        PIC X(120).
       01  LIBRARY-PATH                    PIC X(120).
       01  LOADER-PATH                     PIC X(120).
       LINKAGE SECTION.
       01  FOUND                           PIC X.
       01  MESSAGE-TEXT                    PIC X(512).
       PROCEDURE DIVISION USING FOUND MESSAGE-TEXT.
       MAIN-LINE.
           MOVE "Y" TO FOUND
           MOVE SPACES TO MESSAGE-TEXT
           CALL SUBPROGRAM USING VERSION-NUMBER
               ON EXCEPTION
                   MOVE "N" TO FOUND
           END-CALL
           IF FOUND = "N"
               PERFORM SAY-WHERE
           END-IF
           GOBACK.

       SAY-WHERE.
           MOVE "(not set)" TO PRE-LOAD LIBRARY-PATH LOADER-PATH
           ACCEPT PRE-LOAD FROM ENVIRONMENT "COB_PRE_LOAD"
               ON EXCEPTION CONTINUE
           END-ACCEPT
           ACCEPT LIBRARY-PATH FROM ENVIRONMENT "COB_LIBRARY_PATH"
               ON EXCEPTION CONTINUE
           END-ACCEPT
           ACCEPT LOADER-PATH FROM ENVIRONMENT "LD_LIBRARY_PATH"
               ON EXCEPTION CONTINUE
           END-ACCEPT
           STRING "libfraudrisk_cobol.so was not found, or "
               "libfraudrisk.so, which it needs. "
               "Loaded before the run: COB_PRE_LOAD="
               FUNCTION TRIM(PRE-LOAD)
               "; looked in COB_LIBRARY_PATH="
               FUNCTION TRIM(LIBRARY-PATH)
               ", LD_LIBRARY_PATH=" FUNCTION TRIM(LOADER-PATH)
               " and the folders of the system"
               DELIMITED BY SIZE INTO MESSAGE-TEXT.
       END PROGRAM FRCHECK.
