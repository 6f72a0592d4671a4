/* SPDX-License-Identifier: Apache-2.0 */
#include "cel/tree.h"

#include <stdarg.h>
#include <stdio.h>

const char *fr__cel_operator_text(uint32_t op) {
  static const char *const texts[] = {"", "<", "<=", ">", ">=", "==", "!=", "in", "+", "-", "*", "/", "%", "-", "!"};
  return op < FR_COUNT(texts) ? texts[op] : "";
}

/* Cuts a message that did not fit before the character that it would have split. */
static void cut_clean(char *text, uint32_t size) {
  uint32_t at = 0, code;
  while (at < size) {
    const uint32_t length = fr__utf8_next(text + at, size - at, &code);
    if (length == 0) break;
    at += length;
  }
  text[at] = '\0';
}

fr_status fr__cel_refuse(fr__cel_error *error, const char *source, uint32_t at, uint32_t stage, fr_status status,
                         const char *format, ...) {
  if (error == NULL) return status;
  *error = (fr__cel_error){.status = status, .stage = stage, .line = 1, .column = 1};
  for (uint32_t i = 0; i < at; i++) {
    if (source[i] == '\n') {
      error->line++;
      error->column = 1;
    } else if (((unsigned char)source[i] & 0xC0) != 0x80) {
      error->column++;
    }
  }
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  cut_clean(error->message, (uint32_t)strlen(error->message));
  return status;
}

enum fr__cel_macro fr__cel_macro_of(const fr__cel_node *node) {
  static const struct {
    const char *name;
    uint32_t arguments;
    enum fr__cel_macro macro;
  } macros[] = {{"all", 2, FR__CEL_MACRO_ALL},
                {"exists", 2, FR__CEL_MACRO_EXISTS},
                {"exists_one", 2, FR__CEL_MACRO_EXISTS_ONE},
                {"existsOne", 2, FR__CEL_MACRO_EXISTS_ONE},
                {"filter", 2, FR__CEL_MACRO_FILTER},
                {"map", 2, FR__CEL_MACRO_MAP},
                {"map", 3, FR__CEL_MACRO_MAP_FILTER}};
  if (node->kind == FR__CEL_NODE_CALL) {
    return node->count == 1 && fr__cel_node_is(node, "has") ? FR__CEL_MACRO_HAS : FR__CEL_MACRO_NONE;
  }
  if (node->kind != FR__CEL_NODE_METHOD) return FR__CEL_MACRO_NONE;
  const fr__cel_node *target = node->items[0];
  if (node->count == 4 && fr__cel_node_is(node, "bind") && target->kind == FR__CEL_NODE_NAME &&
      fr__cel_node_is(target, "cel")) {
    return FR__CEL_MACRO_BIND;
  }
  for (size_t i = 0; i < FR_COUNT(macros); i++) {
    if (node->count == macros[i].arguments + 1 && fr__cel_node_is(node, macros[i].name)) return macros[i].macro;
  }
  return FR__CEL_MACRO_NONE;
}

const fr__cel_node *fr__cel_leftmost(const fr__cel_node *node) {
  while (node->kind == FR__CEL_NODE_SELECT) node = node->items[0];
  return node;
}

const char *fr__cel_dotted(const fr__cel_node *node, char into[FR__CEL_NAME_BYTES + 1], uint32_t *size) {
  uint32_t length = 0;
  const fr__cel_node *part = node;
  for (;; part = part->items[0]) {
    length += part->text_size + 1;
    if (part->kind == FR__CEL_NODE_NAME) break;
    if (part->kind != FR__CEL_NODE_SELECT) return NULL;
  }
  length--;
  if (length > FR__CEL_NAME_BYTES) return NULL;
  *size = length;
  into[length] = '\0';
  for (part = node;; part = part->items[0]) {
    length -= part->text_size;
    memcpy(into + length, part->text, part->text_size);
    if (part->kind == FR__CEL_NODE_NAME) break;
    into[--length] = '.';
  }
  return into;
}

fr__cel_nearest fr__cel_nearest_to(const char *wanted, uint32_t size) {
  /* A third of the word may differ: closer words are misspellings, others are other words. A single letter has none. */
  const uint32_t most = size < 3 ? size / 2 : size > 12 ? 4 : size / 3;
  return (fr__cel_nearest){.wanted = wanted, .size = size, .distance = most + 1};
}

void fr__cel_nearest_offer(fr__cel_nearest *nearest, const char *name) {
  if (nearest->distance == 0) return;
  const uint32_t distance =
      fr__edit_distance(nearest->wanted, nearest->size, name, (uint32_t)strlen(name), nearest->distance - 1);
  if (distance < nearest->distance) {
    nearest->distance = distance;
    nearest->name = name;
  }
}

const char *fr__cel_sign_of_word(const char *word, uint32_t size) {
  static const struct { char word[4], sign[3]; } words[] = {{"and", "&&"}, {"or", "||"}, {"not", "!"}};
  for (size_t i = 0; i < FR_COUNT(words); i++) {
    uint32_t same = 0;
    while (same < size && same < 3 && (word[same] | 0x20) == words[i].word[same]) same++;
    if (same == size && size == strlen(words[i].word)) return words[i].sign;
  }
  return NULL;
}

/* ---- the names that a tree uses ---- */

typedef struct binding {
  const char *name;
  const struct binding *outer;
} binding;

typedef struct gatherer {
  void (*name)(void *context, const char *name, uint32_t size);
  void *context;
} gatherer;

static bool is_bound(const binding *bound, const char *name) {
  for (; bound != NULL; bound = bound->outer) {
    if (strcmp(bound->name, name) == 0) return true;
  }
  return false;
}

/* Recursion is bounded by the depth that the parser allows. */
static void gather(const gatherer *g, const fr__cel_node *node, const binding *bound) {
  if (node->kind == FR__CEL_NODE_NAME || node->kind == FR__CEL_NODE_SELECT) {
    const fr__cel_node *root = fr__cel_leftmost(node);
    if (root->kind == FR__CEL_NODE_NAME) {
      char text[FR__CEL_NAME_BYTES + 1];
      uint32_t size;
      const bool local = !root->rooted && is_bound(bound, root->text);
      if (!local && fr__cel_dotted(node, text, &size) != NULL) g->name(g->context, text, size);
      return;
    }
  }
  const enum fr__cel_macro macro = fr__cel_macro_of(node);
  if (macro == FR__CEL_MACRO_NONE || macro == FR__CEL_MACRO_HAS) {
    for (uint32_t i = 0; i < node->count; i++) gather(g, node->items[i], bound);
    return;
  }
  const binding inner = {node->items[1]->text == NULL ? "" : node->items[1]->text, bound};
  uint32_t first = 2;
  if (macro == FR__CEL_MACRO_BIND) {
    gather(g, node->items[2], bound);
    first = 3;
  } else {
    gather(g, node->items[0], bound);
  }
  for (uint32_t i = first; i < node->count; i++) gather(g, node->items[i], &inner);
}

void fr__cel_names(const fr__cel_tree *tree, void (*name)(void *context, const char *name, uint32_t size),
                   void *context) {
  const gatherer g = {name, context};
  gather(&g, tree->root, NULL);
}
