/* SPDX-License-Identifier: Apache-2.0
 *
 * Tokens to a tree, by CEL's grammar. Recursion follows brackets and branches, and is bounded by the depth limit. */
#include <stdio.h>

#include "cel/lexer.h"
#include "cel/tree.h"

typedef struct parser {
  fr__cel_lexer lexer;
  fr__cel_token token; /* the one at hand */
  fr__cel_error *error;
  fr_status status;
  uint32_t nesting;
  uint32_t node_count;
} parser;

typedef fr__cel_node node;

/* Children of the node that is being built; a list of 16 KiB cannot have more than half as many. */
typedef struct children {
  node **items;
  uint32_t count, room;
} children;

static node *expression(parser *p);

/* ---- errors ---- */

static node *refuse_at(parser *p, uint32_t at, fr_status status, const char *message) {
  if (p->status == FR_OK) {
    p->status = fr__cel_refuse(p->error, p->lexer.source, at, 1, status, "%s", message);
  }
  return NULL;
}

/* What is CEL but not supported, named in the error. */
static node *unsupported(parser *p, uint32_t at, const char *construct, const char *message) {
  if (p->status == FR_OK) {
    refuse_at(p, at, FR_BAD_EXPRESSION, message);
    if (p->error != NULL) snprintf(p->error->construct, sizeof p->error->construct, "%s", construct);
  }
  return NULL;
}

static node *no_memory(parser *p) { return refuse_at(p, 0, FR_NO_MEMORY, "memory is out"); }

/* What stands at hand, for "found …". */
static node *expected(parser *p, const char *what) {
  if (p->status != FR_OK) return NULL;
  if (p->token.kind == FR__CEL_TOKEN_END) {
    p->status = fr__cel_refuse(p->error, p->lexer.source, p->token.at, 1, FR_BAD_EXPRESSION,
                               "the expression ends here, but %s is expected", what);
  } else {
    const char *found = p->lexer.source + p->token.at;
    const int size = p->token.size > 40 ? 40 : (int)p->token.size;
    const char *sign = p->token.kind == FR__CEL_TOKEN_NAME ? fr__cel_sign_of_word(found, p->token.size) : NULL;
    if (sign != NULL) {
      p->status = fr__cel_refuse(p->error, p->lexer.source, p->token.at, 1, FR_BAD_EXPRESSION,
                                 "%s is expected here, not %.*s; write %s", what, size, found,
                                 sign[0] == '!' ? "!(x in y), not x not in y" : sign);
      return NULL;
    }
    p->status = fr__cel_refuse(p->error, p->lexer.source, p->token.at, 1, FR_BAD_EXPRESSION,
                               "%s is expected here, not %.*s", what, size, found);
  }
  return NULL;
}

/* ---- tokens ---- */

static bool advance(parser *p) {
  if (p->status == FR_OK) p->status = fr__cel_next_token(&p->lexer, &p->token);
  return p->status == FR_OK;
}

static bool accept(parser *p, uint32_t kind) { return p->token.kind == kind && advance(p); }

static bool expect(parser *p, uint32_t kind, const char *what) {
  if (p->status != FR_OK) return false;
  if (p->token.kind == kind) return advance(p);
  (void)expected(p, what);
  return false;
}

/* ---- nodes ---- */

static node *make(parser *p, uint32_t kind, uint32_t at, node *const *items, uint32_t count) {
  if (p->status != FR_OK) return NULL;
  node *made = fr__arena_alloc(p->lexer.arena, sizeof *made);
  if (made == NULL) return no_memory(p);
  made->kind = (uint8_t)kind;
  made->at = at;
  made->number = p->node_count++;
  made->depth = 1;
  made->count = count;
  if (count == 0) return made;
  made->items = fr__arena_alloc(p->lexer.arena, count * sizeof(node *));
  if (made->items == NULL) return no_memory(p);
  for (uint32_t i = 0; i < count; i++) {
    made->items[i] = items[i];
    if (items[i]->depth >= made->depth) made->depth = (uint16_t)(items[i]->depth + 1);
  }
  if (made->depth > FR_MAX_EXPRESSION_DEPTH) {
    return refuse_at(p, at, FR_TOO_DEEP,
                     "the expression is nested deeper than 64 levels; give parts of it names of their own");
  }
  return made;
}

static node *make_operator(parser *p, uint32_t kind, uint32_t op, uint32_t at, node *left, node *right) {
  node *const pair[] = {left, right};
  if (left == NULL || (right == NULL && kind != FR__CEL_NODE_UNARY)) return NULL;
  node *made = make(p, kind, at, pair, kind == FR__CEL_NODE_UNARY ? 1 : 2);
  if (made != NULL) made->op = (uint8_t)op;
  return made;
}

static bool name_node(parser *p, node *made, const fr__cel_token *token) {
  if (made == NULL) return false;
  const uint32_t quotes = token->kind == FR__CEL_TOKEN_QUOTED_NAME ? 1 : 0;
  made->text_size = token->size - 2 * quotes;
  made->text = fr__arena_copy(p->lexer.arena, p->lexer.source + token->at + quotes, made->text_size);
  if (made->text == NULL) (void)no_memory(p);
  return made->text != NULL;
}

static node *literal(parser *p, uint32_t at, fr__cel_value value) {
  node *made = make(p, FR__CEL_NODE_LITERAL, at, NULL, 0);
  if (made != NULL) made->value = value;
  return made;
}

static bool push(parser *p, children *list, node *child) {
  if (child == NULL) return false;
  if (list->count == list->room) {
    const uint32_t room = list->room == 0 ? 4 : list->room * 2;
    node **items = fr__arena_alloc(p->lexer.arena, room * sizeof(node *));
    if (items == NULL) return no_memory(p) != NULL;
    if (list->count != 0) memcpy(items, list->items, list->count * sizeof(node *));
    list->items = items;
    list->room = room;
  }
  list->items[list->count++] = child;
  return true;
}

/* ---- grammar, from the inside out ---- */

/* Expressions with commas up to `closing`. A comma may stand behind the last one where the grammar allows that. */
static bool arguments(parser *p, children *list, uint32_t closing, bool trailing, bool pairs, const char *what) {
  while (p->token.kind != closing) {
    if (p->token.kind == '?' && trailing) {
      unsupported(p, p->token.at, "optional values",
                  "optional items (?…) are not supported; write the item or leave it");
      return false;
    }
    if (!push(p, list, expression(p))) return false;
    if (pairs) {
      if (!expect(p, ':', "a colon between key and value")) return false;
      if (!push(p, list, expression(p))) return false;
    }
    if (p->token.kind != ',') break;
    if (!advance(p)) return false;
    if (!trailing && p->token.kind == closing) {
      (void)expected(p, "another argument");
      return false;
    }
  }
  return expect(p, closing, what);
}

static node *number_literal(parser *p, bool negative, uint32_t at) {
  fr__cel_value value = p->token.value;
  if (p->token.kind == FR__CEL_TOKEN_INT) {
    const uint64_t magnitude = value.as.word;
    if (magnitude > (uint64_t)INT64_MAX + (negative ? 1 : 0)) {
      return refuse_at(p, p->token.at, FR_BAD_EXPRESSION,
                       "the number does not fit into an int; write it as a double, such as 1e20, or as a uint, with u");
    }
    value = fr__cel_int((int64_t)(negative ? 0 - magnitude : magnitude));
  } else if (negative) {
    value.as.number = -value.as.number;
  }
  node *made = literal(p, at, value);
  return advance(p) ? made : NULL;
}

static node *name_or_call(parser *p) {
  const fr__cel_token name = p->token;
  const char *text = p->lexer.source + name.at;
  if (fr__cel_is_reserved(text, name.size)) {
    p->status =
        fr__cel_refuse(p->error, p->lexer.source, name.at, 1, FR_BAD_EXPRESSION,
                       "%.*s is a word that the language keeps for itself; take another name", (int)name.size, text);
    return NULL;
  }
  if (!advance(p)) return NULL;
  node *made;
  /* not x: a name that a value follows. */
  const char *sign = fr__cel_sign_of_word(text, name.size);
  const uint32_t next = p->token.kind;
  if (sign != NULL &&
      (next == FR__CEL_TOKEN_NAME || next == FR__CEL_TOKEN_LITERAL || next == FR__CEL_TOKEN_INT || next == '!')) {
    p->status = fr__cel_refuse(p->error, p->lexer.source, name.at, 1, FR_BAD_EXPRESSION,
                               "%.*s is no word of the language; write %s", (int)name.size, text, sign);
    return NULL;
  }
  if (p->token.kind == '(') {
    children list = {0};
    if (!advance(p) || !arguments(p, &list, ')', false, false, "a comma or a closing bracket )")) return NULL;
    made = make(p, FR__CEL_NODE_CALL, name.at, list.items, list.count);
  } else {
    made = make(p, FR__CEL_NODE_NAME, name.at, NULL, 0);
  }
  return name_node(p, made, &name) ? made : NULL;
}

static node *primary(parser *p) {
  const uint32_t at = p->token.at;
  children list = {0};
  node *made;
  switch (p->token.kind) {
    case FR__CEL_TOKEN_INT: return number_literal(p, false, at);
    case FR__CEL_TOKEN_LITERAL: made = literal(p, at, p->token.value); return advance(p) ? made : NULL;
    case '.':
      if (!advance(p)) return NULL;
      if (p->token.kind != FR__CEL_TOKEN_NAME) return expected(p, "a name behind the dot");
      made = name_or_call(p);
      if (made != NULL && made->kind == FR__CEL_NODE_NAME) made->rooted = true;
      return made;
    case FR__CEL_TOKEN_NAME: return name_or_call(p);
    case '(':
      if (!advance(p)) return NULL;
      made = expression(p);
      return expect(p, ')', "a closing bracket )") ? made : NULL;
    case '[':
      if (!advance(p) || !arguments(p, &list, ']', true, false, "a comma or a closing bracket ]")) return NULL;
      return make(p, FR__CEL_NODE_LIST, at, list.items, list.count);
    case '{':
      if (!advance(p) || !arguments(p, &list, '}', true, true, "a comma or a closing brace }")) return NULL;
      return make(p, FR__CEL_NODE_MAP, at, list.items, list.count);
    default: return expected(p, "a value, a name or an opening bracket");
  }
}

/* A dot stands at hand. */
static node *select_or_method(parser *p, node *target) {
  if (!advance(p)) return NULL;
  if (p->token.kind == '?') {
    return unsupported(p, p->token.at, "optional values",
                       "optional fields (.?) are not supported; ask with has() first");
  }
  const fr__cel_token name = p->token;
  if (name.kind != FR__CEL_TOKEN_NAME && name.kind != FR__CEL_TOKEN_QUOTED_NAME) {
    return expected(p, "the name of a field or function");
  }
  if (!advance(p)) return NULL;
  node *made;
  if (p->token.kind == '(' && name.kind == FR__CEL_TOKEN_NAME) {
    children list = {0};
    if (!push(p, &list, target) || !advance(p)) return NULL;
    if (!arguments(p, &list, ')', false, false, "a comma or a closing bracket )")) return NULL;
    made = make(p, FR__CEL_NODE_METHOD, name.at, list.items, list.count);
  } else {
    made = make(p, FR__CEL_NODE_SELECT, name.at, &target, 1);
  }
  return name_node(p, made, &name) ? made : NULL;
}

/* Type{field: value}: read to its end, kept by name. */
static node *message(parser *p, node *type) {
  const uint32_t at = type->at;
  if (!advance(p)) return NULL;
  while (p->token.kind != '}') {
    if (p->token.kind == '?') {
      return unsupported(p, p->token.at, "optional values", "optional fields (?…) are not supported");
    }
    if (p->token.kind != FR__CEL_TOKEN_NAME && p->token.kind != FR__CEL_TOKEN_QUOTED_NAME) {
      return expected(p, "the name of a field");
    }
    if (!advance(p) || !expect(p, ':', "a colon between field and value") || expression(p) == NULL) return NULL;
    if (p->token.kind != ',') break;
    if (!advance(p)) return NULL;
  }
  if (!expect(p, '}', "a comma or a closing brace }")) return NULL;
  node *made = make(p, FR__CEL_NODE_MESSAGE, at, NULL, 0);
  if (made == NULL) return NULL;
  char name[FR__CEL_NAME_BYTES + 1];
  uint32_t size = 0;
  const char *text = fr__cel_dotted(type, name, &size);
  made->text = fr__arena_copy(p->lexer.arena, text == NULL ? "" : text, size);
  made->text_size = size;
  return made->text == NULL ? no_memory(p) : made;
}

static node *member(parser *p, node *made) {
  while (made != NULL && p->status == FR_OK) {
    const uint32_t at = p->token.at;
    if (p->token.kind == '.') {
      made = select_or_method(p, made);
    } else if (p->token.kind == '[') {
      if (!advance(p)) return NULL;
      if (p->token.kind == '?') {
        return unsupported(p, at, "optional values", "optional elements [?…] are not supported; ask with `in` first");
      }
      node *index = expression(p);
      if (index == NULL || !expect(p, ']', "a closing bracket ]")) return NULL;
      made = make_operator(p, FR__CEL_NODE_INDEX, 0, at, made, index);
    } else if (p->token.kind == '{' && fr__cel_leftmost(made)->kind == FR__CEL_NODE_NAME) {
      made = message(p, made);
    } else {
      break;
    }
  }
  return p->status == FR_OK ? made : NULL;
}

static node *unary(parser *p) {
  enum { MOST = FR_MAX_EXPRESSION_DEPTH };
  uint32_t places[MOST], count = 0;
  const uint32_t sign = p->token.kind;
  if (sign != '!' && sign != '-') return member(p, primary(p));
  while (p->token.kind == sign) {
    if (count == MOST) return refuse_at(p, p->token.at, FR_TOO_DEEP, "there are more than 64 signs in a row");
    places[count++] = p->token.at;
    if (!advance(p)) return NULL;
  }
  node *made;
  const bool number = p->token.kind == FR__CEL_TOKEN_INT ||
                      (p->token.kind == FR__CEL_TOKEN_LITERAL && p->token.value.kind == FR__CEL_DOUBLE);
  if (sign == '-' && number) {
    count--; /* the last minus belongs to the number, so that the smallest int can be written */
    made = member(p, number_literal(p, true, places[count]));
  } else {
    made = member(p, primary(p));
  }
  while (count > 0 && made != NULL) {
    made =
        make_operator(p, FR__CEL_NODE_UNARY, sign == '!' ? FR__CEL_NOT : FR__CEL_NEGATE, places[--count], made, NULL);
  }
  return made;
}

enum { LEVEL_OR = 1, LEVEL_AND, LEVEL_RELATION, LEVEL_SUM, LEVEL_PRODUCT, LEVEL_UNARY };

static uint32_t level_of(uint32_t token, uint32_t *op) {
  static const struct {
    uint16_t token;
    uint8_t level, op;
  } table[] = {{FR__CEL_TOKEN_OR, LEVEL_OR, 0},
               {FR__CEL_TOKEN_AND, LEVEL_AND, 0},
               {'<', LEVEL_RELATION, FR__CEL_LT},
               {FR__CEL_TOKEN_LE, LEVEL_RELATION, FR__CEL_LE},
               {'>', LEVEL_RELATION, FR__CEL_GT},
               {FR__CEL_TOKEN_GE, LEVEL_RELATION, FR__CEL_GE},
               {FR__CEL_TOKEN_EQ, LEVEL_RELATION, FR__CEL_EQ},
               {FR__CEL_TOKEN_NE, LEVEL_RELATION, FR__CEL_NE},
               {FR__CEL_TOKEN_IN, LEVEL_RELATION, FR__CEL_CONTAINED},
               {'+', LEVEL_SUM, FR__CEL_ADD},
               {'-', LEVEL_SUM, FR__CEL_SUBTRACT},
               {'*', LEVEL_PRODUCT, FR__CEL_MULTIPLY},
               {'/', LEVEL_PRODUCT, FR__CEL_DIVIDE},
               {'%', LEVEL_PRODUCT, FR__CEL_REMAINDER}};
  for (size_t i = 0; i < FR_COUNT(table); i++) {
    if (table[i].token == token) {
      *op = table[i].op;
      return table[i].level;
    }
  }
  return 0;
}

static node *binary(parser *p, uint32_t level) {
  if (level == LEVEL_UNARY) return unary(p);
  node *left = binary(p, level + 1);
  uint32_t op = 0;
  children chain = {0};
  uint32_t first_at = 0;
  while (left != NULL && p->status == FR_OK && level_of(p->token.kind, &op) == level) {
    const uint32_t at = p->token.at;
    if (!advance(p)) return NULL;
    node *right = binary(p, level + 1);
    if (level > LEVEL_AND) {
      left = make_operator(p, FR__CEL_NODE_BINARY, op, at, left, right);
      continue;
    }
    if (chain.count == 0) {
      first_at = at;
      if (!push(p, &chain, left)) return NULL;
    }
    if (!push(p, &chain, right)) return NULL;
  }
  if (p->status != FR_OK) return NULL;
  if (chain.count == 0) return left;
  return make(p, level == LEVEL_OR ? FR__CEL_NODE_OR : FR__CEL_NODE_AND, first_at, chain.items, chain.count);
}

static node *expression(parser *p) {
  if (p->status != FR_OK) return NULL;
  if (++p->nesting > FR_MAX_EXPRESSION_DEPTH) {
    return refuse_at(p, p->token.at, FR_TOO_DEEP,
                     "the expression is nested deeper than 64 levels; give parts of it names of their own");
  }
  node *made = binary(p, LEVEL_OR);
  const uint32_t at = p->token.at;
  if (made != NULL && accept(p, '?')) {
    node *yes = binary(p, LEVEL_OR);
    if (yes == NULL || !expect(p, ':', "a colon : with the other value")) return NULL;
    node *no = expression(p);
    if (no == NULL) return NULL;
    node *const three[] = {made, yes, no};
    made = make(p, FR__CEL_NODE_CONDITION, at, three, 3);
  }
  p->nesting--;
  return p->status == FR_OK ? made : NULL;
}

fr_status fr__cel_parse(fr__arena *arena, const char *source, uint32_t size, fr__cel_tree **tree,
                        fr__cel_error *error) {
  FR_REQUIRE(arena != NULL && tree != NULL && (source != NULL || size == 0), FR_NULL_POINTER);
  *tree = NULL;
  if (size > FR_MAX_EXPRESSION_BYTES) {
    return fr__cel_refuse(error, "", 0, 1, FR_TOO_LONG,
                          "the expression has %u bytes; at most %d are allowed: give parts of it names of their own",
                          size, FR_MAX_EXPRESSION_BYTES);
  }
  fr__cel_tree *made = fr__arena_alloc(arena, sizeof *made);
  char *copy = fr__arena_copy(arena, source, size);
  if (made == NULL || copy == NULL) return fr__cel_refuse(error, "", 0, 1, FR_NO_MEMORY, "memory is out");
  uint32_t code;
  for (uint32_t at = 0; at < size;) {
    const uint32_t length = fr__utf8_next(copy + at, size - at, &code);
    if (length == 0)
      return fr__cel_refuse(error, copy, at, 1, FR_BAD_EXPRESSION, "the expression is not valid UTF-8 here");
    at += length;
  }
  parser p = {.lexer = {arena, copy, size, 0, error}, .error = error};
  made->source = copy;
  made->size = size;
  if (advance(&p) && p.token.kind == FR__CEL_TOKEN_END) (void)expected(&p, "a value");
  made->root = expression(&p);
  if (p.status == FR_OK && p.token.kind != FR__CEL_TOKEN_END) (void)expected(&p, "an operator or the end");
  made->node_count = p.node_count;
  if (p.status == FR_OK) *tree = made;
  return p.status;
}
