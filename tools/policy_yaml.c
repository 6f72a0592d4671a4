/* SPDX-License-Identifier: Apache-2.0 */
#include "policy_yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/base.h"
#include "input.h"

/* ---- problems ---- */

static const char *line_start(const document *from, uint32_t line, size_t *size) {
  *size = 0;
  if (line == 0 || line > from->line_count) return "";
  const size_t begin = from->lines[line - 1];
  size_t end = line < from->line_count ? from->lines[line] - 1 : from->size;
  if (end > begin && from->bytes[end - 1] == '\r') end--;
  *size = end - begin;
  return from->bytes + begin;
}

static bool index_lines(document *into) {
  into->line_count = 1;
  for (size_t i = 0; i < into->size; i++) into->line_count += into->bytes[i] == '\n';
  into->lines = malloc(into->line_count * sizeof *into->lines);
  if (into->lines == NULL) return false;
  uint32_t line = 0;
  into->lines[line++] = 0;
  for (size_t i = 0; i < into->size; i++)
    if (into->bytes[i] == '\n') into->lines[line++] = (uint32_t)i + 1;
  return true;
}

/* Characters of East Asia take two places on a terminal. */
static bool is_wide(uint32_t code) {
  return code >= 0x1100 &&
         (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
          (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) ||
          (code >= 0xff00 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || code >= 0x20000);
}

/* A terminal would obey it, or cannot show it. */
static bool is_control(uint32_t code, uint32_t length) {
  return (code < 0x20 && code != '\t') || (code >= 0x7f && code <= 0x9f) || length == 0;
}

/* The line and a caret under the column. Long lines are left out: nobody finds a place in them. */
static char *excerpt(const document *from, uint32_t line, uint32_t column) {
  size_t size, made_size = 0;
  char *made = NULL;
  const char *text = line_start(from, line, &size);
  if (size == 0 || size > 400) return NULL;
  FILE *into = open_memstream(&made, &made_size);
  if (into == NULL) return NULL;
  fputs("  ", into);
  for (size_t i = 0; i < size;) {
    uint32_t code = (unsigned char)text[i];
    const uint32_t length = fr__utf8_next(text + i, (uint32_t)(size - i), &code);
    if (is_control(code, length)) {
      fputc('?', into);
    } else {
      fwrite(text + i, 1, length, into);
    }
    i += length ? length : 1;
  }
  fputs("\n  ", into);
  size_t at = 0;
  for (uint32_t i = 1; i < column && at < size; i++) {
    uint32_t code = (unsigned char)text[at];
    const uint32_t length = fr__utf8_next(text + at, (uint32_t)(size - at), &code);
    fputs(code == '\t' ? "\t" : is_wide(code) ? "  " : " ", into);
    at += length ? length : 1;
  }
  fputs("^\n", into);
  fclose(into);
  return made;
}

bool document_tell(const document *from, problem_kind kind, uint32_t line, uint32_t column, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  problems_add(from->told, kind, from->path, from->order, line, column, excerpt(from, line, column), format, arguments);
  va_end(arguments);
  return false;
}

/* ---- places inside of texts ---- */

/* The byte of a text at a line and a column of it. */
static size_t text_offset(const node *text, uint32_t line, uint32_t column) {
  size_t at = 0;
  for (uint32_t skipped = 1; skipped < line && at < text->size; at++) skipped += text->text[at] == '\n';
  for (uint32_t skipped = 1; skipped < column && at < text->size; skipped++) {
    at++;
    while (at < text->size && ((unsigned char)text->text[at] & 0xc0) == 0x80) at++;
  }
  return at;
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* From the byte of a file where a character of a text stands to where the next one does. A break with its indent is one
 * blank or line end of the text; of a text in quotes an escape is one character. */
static size_t next_raw(const document *from, const node *text, size_t raw, char now, char next) {
  const bool blank = is_blank(now);
  size_t at = raw;
  if (blank && at < from->size && is_blank(from->bytes[at]) && !is_blank(next)) {
    while (at < from->size && is_blank(from->bytes[at])) at++;
    return at;
  }
  if (!text->plain && at + 1 < from->size) {
    const char c = from->bytes[at];
    const bool doubled = c == '\'' && from->bytes[at + 1] == '\'' && now == '\'';
    const bool escaped = c == '\\' && text->double_quotes;
    if (doubled || escaped) return at + 2;
  }
  return at + 1;
}

void node_place(const document *from, const node *text, uint32_t text_line, uint32_t text_column, uint32_t *line,
                uint32_t *column) {
  *line = text->text_line;
  *column = text->text_column;
  if (text->text_line == 0 || text->text_line > from->line_count) return;
  const size_t wanted = text_offset(text, text_line, text_column);
  size_t raw = from->lines[text->text_line - 1];
  for (uint32_t skipped = 1; skipped < text->text_column && raw < from->size; skipped++) {
    raw++;
    while (raw < from->size && ((unsigned char)from->bytes[raw] & 0xc0) == 0x80) raw++;
  }
  for (size_t at = 0; at < wanted && raw < from->size; at++) {
    raw = next_raw(from, text, raw, text->text[at], at + 1 < text->size ? text->text[at + 1] : 'x');
  }
  /* An end points behind the last character, not into the next line. */
  while (wanted == text->size && raw > 0 && raw > from->lines[text->text_line - 1] && is_blank(from->bytes[raw - 1]))
    raw--;
  while (*line < from->line_count && from->lines[*line] <= raw) ++*line;
  *column = 1;
  for (size_t at = from->lines[*line - 1]; at < raw; at++) *column += ((unsigned char)from->bytes[at] & 0xc0) != 0x80;
}

/* ---- the tree ---- */

typedef struct builder {
  document *into;
  yaml_parser_t parser;
} builder;

static void node_free(node *one) {
  if (one == NULL) return;
  for (uint32_t i = 0; i < one->count; i++) {
    node_free(one->items[i]);
    if (one->keys) node_free(one->keys[i]);
  }
  free(one->items);
  free(one->keys);
  free(one->text);
  free(one);
}

static node *node_new(builder *b, node_kind kind, const yaml_mark_t *mark) {
  document *into = b->into;
  if (++into->node_count > YAML_NODES_MAX) {
    document_problem(into, (uint32_t)mark->line + 1, (uint32_t)mark->column + 1,
                     "there are more than %d values in this file; split it with include:", YAML_NODES_MAX);
    return NULL;
  }
  node *one = calloc(1, sizeof *one);
  if (one == NULL) {
    problems_add_file(into->told, PROBLEM_ERROR, into->path, "out of memory");
    return NULL;
  }
  one->kind = kind;
  one->line = one->text_line = (uint32_t)mark->line + 1;
  one->column = one->text_column = (uint32_t)mark->column + 1;
  return one;
}

static bool node_add(node *parent, node *key, node *value) {
  if (parent->count == parent->capacity) {
    const uint32_t more = parent->capacity ? parent->capacity * 2 : 8;
    node **items = realloc(parent->items, more * sizeof *items);
    if (items) parent->items = items;
    node **keys = items && key ? realloc(parent->keys, more * sizeof *keys) : NULL;
    if (keys) parent->keys = keys;
    if (items == NULL || (key && keys == NULL)) {
      node_free(key);
      node_free(value);
      return false;
    }
    parent->capacity = more;
  }
  parent->items[parent->count] = value;
  if (key) parent->keys[parent->count] = key;
  parent->count++;
  return true;
}

/* The content of a block text begins on the next line that is not blank, after its indent. */
static void place_of_block(const document *from, node *one) {
  for (uint32_t line = one->line + 1; line < one->line + 64; line++) {
    size_t size, indent = 0;
    const char *text = line_start(from, line, &size);
    while (indent < size && text[indent] == ' ') indent++;
    if (indent == size) continue;
    one->text_line = line;
    one->text_column = (uint32_t)indent + 1;
    return;
  }
}

static node *take_scalar(builder *b, const yaml_event_t *event) {
  node *one = node_new(b, NODE_TEXT, &event->start_mark);
  if (one == NULL) return NULL;
  one->size = event->data.scalar.length;
  one->text = malloc(one->size + 1);
  if (one->text == NULL) {
    node_free(one);
    return NULL;
  }
  memcpy(one->text, event->data.scalar.value, one->size);
  one->text[one->size] = '\0';
  switch (event->data.scalar.style) {
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: one->double_quotes = true; /* fallthrough */
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: one->text_column++; break;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE: place_of_block(b->into, one); break;
    default: one->plain = true;
  }
  return one;
}

static uint32_t line_of_offset(const document *from, size_t offset, uint32_t *column) {
  uint32_t line = 1;
  while (line < from->line_count && from->lines[line] <= offset) line++;
  *column = 1;
  for (size_t at = from->lines[line - 1]; at < offset && at < from->size; at++)
    *column += ((unsigned char)from->bytes[at] & 0xc0) != 0x80;
  return line;
}

static bool next_event(builder *b, yaml_event_t *event) {
  if (yaml_parser_parse(&b->parser, event)) return true;
  const yaml_parser_t *p = &b->parser;
  const char *fault = p->problem ? p->problem : "out of memory";
  if (p->error == YAML_READER_ERROR) {
    uint32_t column, line = line_of_offset(b->into, p->problem_offset, &column);
    if (strstr(fault, "control characters")) {
      return document_problem(b->into, line, column,
                              "here stands the character U+%04X, which nobody sees and YAML does not allow; delete it",
                              (unsigned)p->problem_value);
    }
    return document_problem(b->into, line, column, "the file is not UTF-8: %s; save it as UTF-8", fault);
  }
  const char *context = p->context ? p->context : "";
  const char *hint = "";
  size_t size;
  const char *line = line_start(b->into, (uint32_t)p->problem_mark.line + 1, &size);
  if (p->problem_mark.column < size && line[p->problem_mark.column] == '\t')
    hint = "; YAML is indented with blanks, and here is a tab";
  else if (strstr(context, "flow mapping"))
    hint = "; inside { } an expression with commas, braces or brackets needs quotes";
  return document_problem(b->into, (uint32_t)p->problem_mark.line + 1, (uint32_t)p->problem_mark.column + 1,
                          "this is not YAML: %s%s%s; look at indent, quotes and colons here and above%s", context,
                          *context ? ", " : "", fault, hint);
}

/* What YAML has and a policy may not have. */
static bool refuse_features(builder *b, const yaml_event_t *event) {
  const yaml_char_t *anchor = NULL, *tag = NULL;
  switch (event->type) {
    case YAML_SCALAR_EVENT: anchor = event->data.scalar.anchor, tag = event->data.scalar.tag; break;
    case YAML_SEQUENCE_START_EVENT:
      anchor = event->data.sequence_start.anchor, tag = event->data.sequence_start.tag;
      break;
    case YAML_MAPPING_START_EVENT:
      anchor = event->data.mapping_start.anchor, tag = event->data.mapping_start.tag;
      break;
    case YAML_ALIAS_EVENT: anchor = event->data.alias.anchor; break;
    default: break;
  }
  const uint32_t line = (uint32_t)event->start_mark.line + 1, column = (uint32_t)event->start_mark.column + 1;
  if (event->type == YAML_ALIAS_EVENT) {
    return document_problem(b->into, line, column, "aliases such as *%.40s are not taken; write the value out",
                            (const char *)anchor);
  }
  if (anchor) {
    return document_problem(b->into, line, column,
                            "anchors such as &%.40s are not taken; write each value where it is used",
                            (const char *)anchor);
  }
  if (tag) return document_problem(b->into, line, column, "tags such as %.40s are not taken", (const char *)tag);
  return true;
}

static int by_key(const void *a, const void *b) {
  const node *const *x = a, *const *y = b;
  const size_t shorter = (*x)->size < (*y)->size ? (*x)->size : (*y)->size;
  const int order = memcmp((*x)->text, (*y)->text, shorter);
  if (order != 0) return order;
  if ((*x)->size != (*y)->size) return (*x)->size < (*y)->size ? -1 : 1;
  return (*x)->line < (*y)->line ? -1 : (*x)->line > (*y)->line;
}

static bool refuse_duplicates(const document *from, const node *map) {
  node **sorted = malloc((map->count + 1) * sizeof *sorted);
  if (sorted == NULL) return false;
  if (map->count > 0) memcpy(sorted, map->keys, map->count * sizeof *sorted);
  qsort(sorted, map->count, sizeof *sorted, by_key);
  bool good = true;
  for (uint32_t i = 1; i < map->count && good; i++) {
    const node *a = sorted[i - 1], *b = sorted[i];
    if (a->size != b->size || memcmp(a->text, b->text, a->size) != 0) continue;
    good = node_problem(from, b, "\"%.60s\" stands there twice, first in line %u; leave one out", b->text, a->line);
  }
  free(sorted);
  return good;
}

static node *take_node(builder *b, const yaml_event_t *event, unsigned depth);

/* One event, and the node that begins with it. Null at the end of a list or map (*end), and after a problem. */
static node *take_next(builder *b, unsigned depth, bool *end) {
  yaml_event_t event;
  *end = false;
  if (!next_event(b, &event)) return NULL;
  *end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
  node *one = *end ? NULL : take_node(b, &event, depth);
  yaml_event_delete(&event);
  return one;
}

static bool take_children(builder *b, node *parent, unsigned depth) {
  for (;;) {
    bool end;
    node *key = NULL, *value = take_next(b, depth, &end);
    if (value == NULL) return end && (parent->kind == NODE_LIST || refuse_duplicates(b->into, parent));
    if (parent->kind == NODE_MAP) {
      key = value;
      if (key->kind != NODE_TEXT) {
        node_problem(b->into, key, "a key must be a word");
        node_free(key);
        return false;
      }
      value = take_next(b, depth, &end);
      if (value == NULL) {
        node_free(key);
        return false;
      }
    }
    if (!node_add(parent, key, value)) return false;
  }
}

static node *take_node(builder *b, const yaml_event_t *event, unsigned depth) {
  if (!refuse_features(b, event)) return NULL;
  if (event->type == YAML_SCALAR_EVENT) return take_scalar(b, event);
  if (depth == YAML_DEPTH_MAX) {
    document_problem(b->into, (uint32_t)event->start_mark.line + 1, (uint32_t)event->start_mark.column + 1,
                     "lists and maps are nested more than %d deep", YAML_DEPTH_MAX);
    return NULL;
  }
  node *one = node_new(b, event->type == YAML_MAPPING_START_EVENT ? NODE_MAP : NODE_LIST, &event->start_mark);
  if (one == NULL || take_children(b, one, depth + 1)) return one;
  node_free(one);
  return NULL;
}

/* Stream and document marks around one node. */
static bool take_document(builder *b) {
  for (;;) {
    yaml_event_t event;
    if (!next_event(b, &event)) return false;
    const yaml_event_type_t type = event.type;
    const yaml_mark_t mark = event.start_mark;
    const bool is_node = type == YAML_SCALAR_EVENT || type == YAML_SEQUENCE_START_EVENT ||
                         type == YAML_MAPPING_START_EVENT || type == YAML_ALIAS_EVENT;
    if (is_node) b->into->root = take_node(b, &event, 0);
    yaml_event_delete(&event);
    if (is_node && b->into->root == NULL) return false;
    if (type == YAML_DOCUMENT_START_EVENT && b->into->root != NULL) {
      return document_problem(b->into, (uint32_t)mark.line + 1, 1, "a second document begins here; a policy is one");
    }
    if (type == YAML_STREAM_END_EVENT) break;
  }
  if (b->into->root != NULL) return true;
  return document_problem(b->into, 1, 1, "the file is empty; a policy begins with fraudrisk: 1");
}

/* A bundle is a CBOR map whose first key is "file". */
static bool is_bundle(const document *from) {
  return from->size > 6 && ((unsigned char)from->bytes[0] & 0xe0) == 0xa0 &&
         memcmp(from->bytes + 1,
                "\x64"
                "file",
                5) == 0;
}

/* Editors on Windows begin UTF-8 with a mark of three bytes, which is no part of the text. */
static void skip_byte_order_mark(document *from) {
  if (from->size < 3 || memcmp(from->bytes, "\xef\xbb\xbf", 3) != 0) return;
  from->size -= 3;
  memmove(from->bytes, from->bytes + 3, from->size + 1);
}

/* Messages of input.c begin with the path. */
static const char *without_path(const char *message, const char *path) {
  const size_t size = strlen(path);
  return strncmp(message, path, size) == 0 && strncmp(message + size, ": ", 2) == 0 ? message + size + 2 : message;
}

static document *read_file(const char *path, uint32_t order, problems *told) {
  char message[512];
  document *into = calloc(1, sizeof *into);
  if (into == NULL || (into->path = strdup(path)) == NULL) {
    problems_add_file(told, PROBLEM_ERROR, path, "out of memory");
    free(into);
    return NULL;
  }
  into->told = told;
  into->order = order;
  into->bytes = input_read_all(path, YAML_BYTES_MAX, &into->size, message, sizeof message);
  if (into->bytes == NULL) {
    problems_add_file(told, PROBLEM_ERROR, path, "%s", without_path(message, path));
    document_close(into);
    return NULL;
  }
  skip_byte_order_mark(into);
  if (is_bundle(into)) {
    problems_add_file(told, PROBLEM_ERROR, path,
                      "this is a bundle (a built policy); name the YAML source that it was built from");
  } else {
    return into;
  }
  document_close(into);
  return NULL;
}

document *document_open(const char *path, uint32_t order, problems *told) {
  document *into = read_file(path, order, told);
  if (into == NULL) return NULL;
  builder b = {.into = into};
  bool good = index_lines(into) && yaml_parser_initialize(&b.parser) != 0;
  if (good) {
    yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b.parser, (const unsigned char *)into->bytes, into->size);
    good = take_document(&b);
    yaml_parser_delete(&b.parser);
  } else {
    problems_add_file(told, PROBLEM_ERROR, path, "out of memory");
  }
  if (good) return into;
  document_close(into);
  return NULL;
}

void document_close(document *from) {
  if (from == NULL) return;
  node_free(from->root);
  free(from->bytes);
  free(from->lines);
  free(from->path);
  free(from);
}

node *node_get(const node *map, const char *key) {
  for (uint32_t i = 0; map->kind == NODE_MAP && i < map->count; i++)
    if (strcmp(map->keys[i]->text, key) == 0) return map->items[i];
  return NULL;
}

bool node_is(const node *text, const char *word) { return text->kind == NODE_TEXT && strcmp(text->text, word) == 0; }

bool node_is_null(const node *value) {
  return value->kind == NODE_TEXT && value->plain &&
         (value->size == 0 || node_is(value, "~") || node_is(value, "null"));
}
