/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with a policy, gathered, so that all of it is told at once and in the order of the lines: as text with
 * the line and a caret, or as JSON lines for editors. */
#ifndef TOOLS_PROBLEMS_H
#define TOOLS_PROBLEMS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

typedef enum problem_kind { PROBLEM_ERROR, PROBLEM_WARNING, PROBLEM_NOTE } problem_kind;

typedef struct problem {
  problem_kind kind;
  uint32_t file_order;   /* the main file comes first */
  uint32_t order;        /* when it was found */
  uint32_t line, column; /* 0: the file as a whole */
  char *file;
  char *message;
  char *excerpt; /* the line and a caret; null: none */
} problem;

typedef struct problems {
  problem *items;
  uint32_t count, capacity;
  bool out_of_memory;
} problems;

/* Takes the excerpt over; it may be null. */
void problems_add(problems *to, problem_kind kind, const char *file, uint32_t file_order, uint32_t line,
                  uint32_t column, char *excerpt, const char *format, va_list arguments)
    __attribute__((format(printf, 8, 0)));
/* A problem of a file as a whole. */
void problems_add_file(problems *to, problem_kind kind, const char *file, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Puts a text below the one of these, from an index on, that stands last in its file. */
void problems_explain(problems *to, uint32_t from, const char *text);
uint32_t problems_count(const problems *from, problem_kind kind);

/* Tells all, sorted by file, line and column, each once; notes only where they are wanted. The list is empty then. */
void problems_tell(problems *from, FILE *to, bool json, bool notes);
void problems_clear(problems *from);

/* One problem as text. */
void problem_print(const problem *one, FILE *to);

#endif
