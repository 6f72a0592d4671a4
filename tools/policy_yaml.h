/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML as a tree that knows where everything stands. Only what a policy needs: maps, lists and texts. Anchors, aliases,
 * tags and a second document are refused, so a small file can never mean a large one. */
#ifndef TOOLS_POLICY_YAML_H
#define TOOLS_POLICY_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "problems.h"

enum { YAML_BYTES_MAX = 16 << 20, YAML_DEPTH_MAX = 16, YAML_NODES_MAX = 1000000 };

typedef enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP } node_kind;

typedef struct node {
  node_kind kind;
  bool plain; /* a text without quotes: may be a number, true, null */
  bool double_quotes;
  uint32_t line, column;           /* where the node begins, from 1 */
  uint32_t text_line, text_column; /* where its text begins: after a quote, below a '|' */
  char *text;
  size_t size;
  uint32_t count;
  uint32_t capacity;
  struct node **items; /* of a list or a map */
  struct node **keys;  /* of a map */
} node;

typedef struct document {
  char *path;
  char *bytes;
  size_t size;
  node *root;
  uint32_t node_count;
  uint32_t line_base; /* lines of the documents before this one */
  uint32_t line_count;
  uint32_t *lines; /* where each begins */
  problems *told;  /* where what is wrong goes */
  uint32_t order;  /* among the files of one policy */
} document;

/* Null after adding to `told` what is wrong. */
document *document_open(const char *path, uint32_t order, problems *told);
void document_close(document *from);

/* Adds a sentence with its place, the line and a caret to what is told. Always false. */
bool document_tell(const document *from, problem_kind kind, uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
#define document_problem(from, line, column, ...) document_tell(from, PROBLEM_ERROR, line, column, __VA_ARGS__)
/* The same at a node. */
#define node_problem(from, at, ...) document_problem(from, (at)->line, (at)->column, __VA_ARGS__)

/* Where in the file a line and a column of a node's text stand, both from 1 and in characters: a text may be folded
 * over several lines, or have its quotes escaped. */
void node_place(const document *from, const node *text, uint32_t text_line, uint32_t text_column, uint32_t *line,
                uint32_t *column);

/* The value under a key of a map; null when there is none. */
node *node_get(const node *map, const char *key);
bool node_is(const node *text, const char *word);
/* An empty value, ~ or null. */
bool node_is_null(const node *value);

#endif
