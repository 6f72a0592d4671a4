/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML as a tree that knows where everything stands. Only what a policy needs: maps, lists and texts. Anchors, aliases,
 * tags and a second document are refused, so a small file can never mean a large one. */
#ifndef TOOLS_POLICY_YAML_H
#define TOOLS_POLICY_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { YAML_BYTES_MAX = 16 << 20, YAML_DEPTH_MAX = 16, YAML_NODES_MAX = 1000000 };

typedef enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP } node_kind;

typedef struct node {
  node_kind kind;
  bool plain;                      /* a text without quotes: may be a number, true, null */
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
} document;

/* Null after printing what is wrong. */
document *document_open(const char *path);
void document_close(document *from);

/* A sentence with its place, the line and a caret, on stderr. Always false. */
bool document_problem(const document *from, uint32_t line, uint32_t column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same at a node. */
#define node_problem(from, at, ...) document_problem(from, (at)->line, (at)->column, __VA_ARGS__)

/* The value under a key of a map; null when there is none. */
node *node_get(const node *map, const char *key);
bool node_is(const node *text, const char *word);
/* An empty value, ~ or null. */
bool node_is_null(const node *value);

#endif
