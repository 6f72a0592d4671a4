/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions written in one way, so that they can be compared and shown in a line. */
#include <stdlib.h>
#include <string.h>

#include "numbers.h"
#include "policy_expressions.h"

enum { TERNARY = 1, OR, AND, RELATION, SUM, PRODUCT, UNARY, POSTFIX };

static int precedence(const fr__cel_node *node) {
  switch (node->kind) {
    case FR__CEL_NODE_CONDITION: return TERNARY;
    case FR__CEL_NODE_OR: return OR;
    case FR__CEL_NODE_AND: return AND;
    case FR__CEL_NODE_UNARY: return UNARY;
    case FR__CEL_NODE_BINARY: break;
    default: return POSTFIX;
  }
  if (node->op <= FR__CEL_CONTAINED) return RELATION;
  return node->op <= FR__CEL_SUBTRACT ? SUM : PRODUCT;
}

static void print_operand(const fr__cel_node *node, int least, FILE *to) {
  const bool brackets = precedence(node) < least;
  if (brackets) fputc('(', to);
  expression_print(node, to);
  if (brackets) fputc(')', to);
}

static void print_quoted(const char *text, uint32_t size, FILE *to) {
  fputc('"', to);
  for (uint32_t i = 0; i < size; i++) {
    const unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\')
      fprintf(to, "\\%c", c);
    else if (c == '\n')
      fputs("\\n", to);
    else if (c < 0x20 || c == 0x7f)
      fprintf(to, "\\x%02x", c);
    else
      fputc(c, to);
  }
  fputc('"', to);
}

static void print_bytes(const fr__cel_value *value, FILE *to) {
  fputs("b\"", to);
  for (uint32_t i = 0; i < value->size; i++) {
    const unsigned char c = (unsigned char)value->as.text[i];
    fprintf(to, c < 0x20 || c >= 0x7f || c == '"' || c == '\\' ? "\\x%02x" : "%c", c);
  }
  fputc('"', to);
}

static void print_double(double number, FILE *to) {
  char text[40];
  const size_t size = double_format(number, text);
  text[size] = '\0';
  fprintf(to, "%s%s", text, strpbrk(text, ".eEni") ? "" : ".0");
}

static void print_literal(const fr__cel_value *value, FILE *to) {
  switch (value->kind) {
    case FR__CEL_NULL: fputs("null", to); break;
    case FR__CEL_BOOL: fputs(value->as.integer ? "true" : "false", to); break;
    case FR__CEL_INT: fprintf(to, "%lld", (long long)value->as.integer); break;
    case FR__CEL_UINT: fprintf(to, "%lluu", (unsigned long long)value->as.word); break;
    case FR__CEL_DOUBLE: print_double(value->as.number, to); break;
    case FR__CEL_STRING: print_quoted(value->as.text, value->size, to); break;
    case FR__CEL_BYTES: print_bytes(value, to); break;
    default: fputs("?", to);
  }
}

static void print_items(const fr__cel_node *node, uint32_t from, const char *between, int least, FILE *to) {
  for (uint32_t i = from; i < node->count; i++) {
    if (i > from) fputs(between, to);
    print_operand(node->items[i], least, to);
  }
}

static void print_map(const fr__cel_node *node, FILE *to) {
  fputc('{', to);
  for (uint32_t i = 0; i + 1 < node->count; i += 2) {
    if (i > 0) fputs(", ", to);
    print_operand(node->items[i], TERNARY, to);
    fputs(": ", to);
    print_operand(node->items[i + 1], TERNARY, to);
  }
  fputc('}', to);
}

static void print_binary(const fr__cel_node *node, FILE *to) {
  const int own = precedence(node);
  print_operand(node->items[0], own, to);
  fprintf(to, " %s ", fr__cel_operator_text(node->op));
  print_operand(node->items[1], own + 1, to);
}

void expression_print(const fr__cel_node *node, FILE *to) {
  switch (node->kind) {
    case FR__CEL_NODE_LITERAL: print_literal(&node->value, to); break;
    case FR__CEL_NODE_NAME: fprintf(to, "%s%s", node->rooted ? "." : "", node->text); break;
    case FR__CEL_NODE_SELECT:
      print_operand(node->items[0], POSTFIX, to);
      fprintf(to, ".%s", node->text);
      break;
    case FR__CEL_NODE_INDEX:
      print_operand(node->items[0], POSTFIX, to);
      fputc('[', to);
      print_operand(node->items[1], TERNARY, to);
      fputc(']', to);
      break;
    case FR__CEL_NODE_METHOD:
      print_operand(node->items[0], POSTFIX, to);
      fprintf(to, ".%s(", node->text);
      print_items(node, 1, ", ", TERNARY, to);
      fputc(')', to);
      break;
    case FR__CEL_NODE_CALL:
      fprintf(to, "%s(", node->text);
      print_items(node, 0, ", ", TERNARY, to);
      fputc(')', to);
      break;
    case FR__CEL_NODE_UNARY:
      fputs(fr__cel_operator_text(node->op), to);
      print_operand(node->items[0], UNARY, to);
      break;
    case FR__CEL_NODE_BINARY: print_binary(node, to); break;
    case FR__CEL_NODE_AND: print_items(node, 0, " && ", RELATION, to); break;
    case FR__CEL_NODE_OR: print_items(node, 0, " || ", AND, to); break;
    case FR__CEL_NODE_CONDITION:
      print_operand(node->items[0], OR, to);
      fputs(" ? ", to);
      print_operand(node->items[1], OR, to);
      fputs(" : ", to);
      print_operand(node->items[2], TERNARY, to);
      break;
    case FR__CEL_NODE_LIST:
      fputc('[', to);
      print_items(node, 0, ", ", TERNARY, to);
      fputc(']', to);
      break;
    case FR__CEL_NODE_MAP: print_map(node, to); break;
    default: fprintf(to, "%s{}", node->text ? node->text : "");
  }
}

char *expression_text(const fr__cel_node *node) {
  char *text = NULL;
  size_t size = 0;
  FILE *to = open_memstream(&text, &size);
  if (to == NULL) return NULL;
  expression_print(node, to);
  fclose(to);
  return text;
}

static bool same_value(const fr__cel_value *a, const fr__cel_value *b) {
  if (a->kind != b->kind || a->size != b->size) return false;
  if (a->kind == FR__CEL_STRING || a->kind == FR__CEL_BYTES)
    return a->size == 0 || memcmp(a->as.text, b->as.text, a->size) == 0;
  return a->as.word == b->as.word;
}

bool expression_same(const fr__cel_node *a, const fr__cel_node *b) {
  if (a->kind != b->kind || a->op != b->op || a->count != b->count || a->text_size != b->text_size) return false;
  if (a->text_size > 0 && memcmp(a->text, b->text, a->text_size) != 0) return false;
  if (a->kind == FR__CEL_NODE_LITERAL && !same_value(&a->value, &b->value)) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!expression_same(a->items[i], b->items[i])) return false;
  return true;
}
