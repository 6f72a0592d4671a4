/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls: builtins, functions of the host, macros over lists. */
#include "cel/compile.h"
#include "cel/time.h"

typedef fr__cel_compiler compiler;
typedef fr__cel_node node;
typedef fr__cel_note note;
typedef fr__cel_shape shape;

static const shape *shape_at(const compiler *c, const node *at) { return fr__cel_note_of(c, at)->shape; }

static bool becomes(note *n, uint32_t role, const shape *as) {
  n->role = role;
  n->shape = as;
  return as != NULL;
}

/* ---- functions that do not exist ---- */

/* What CEL has and this does not, by function. */
static const char *unsupported_construct(const char *name, bool dotted) {
  static const struct {
    const char *name, *construct;
  } functions[] = {{"matches", "regular expressions"},
                   {"hasValue", "optional values"},
                   {"value", "optional values"},
                   {"or", "optional values"},
                   {"orValue", "optional values"},
                   {"optMap", "optional values"},
                   {"optFlatMap", "optional values"},
                   {"unwrap", "optional values"},
                   {"unwrapOpt", "optional values"},
                   {"transformList", "macros with two variables"},
                   {"transformMap", "macros with two variables"},
                   {"transformMapEntry", "macros with two variables"},
                   {"format", "string formatting"},
                   {"math.sqrt", "square roots"},
                   {"regexReplace", "regular expressions"}};
  static const struct {
    const char *group, *construct;
  } groups[] = {{"optional.", "optional values"},
                {"proto.", "protobuf messages and enums"},
                {"cel.", "cel.block"},
                {"regex.", "regular expressions"},
                {"net.", "network addresses"},
                {"lists.", "functions of lists"},
                {"sets.", "functions of sets"},
                {"strings.", "strings.quote"}};
  for (size_t i = 0; i < FR_COUNT(functions); i++) {
    if (strcmp(functions[i].name, name) == 0) return functions[i].construct;
  }
  for (size_t i = 0; dotted && i < FR_COUNT(groups); i++) {
    if (strncmp(groups[i].group, name, strlen(groups[i].group)) == 0) return groups[i].construct;
  }
  const char last = name[0];
  return last >= 'A' && last <= 'Z' ? "protobuf messages and enums" : NULL;
}

/* Without the checker, what is not declared is an error when it runs. */
static bool undeclared(compiler *c, const node *at) {
  note *n = fr__cel_note_of(c, at);
  n->value = fr__cel_failed(FR__CEL_FAULT_UNDECLARED);
  return becomes(n, FR__CEL_ROLE_CONSTANT, fr__cel_plain(FR__CEL_DYN));
}

static bool unknown_function(compiler *c, const node *at, const char *name, uint32_t size, uint32_t form) {
  static const char *const macros[] = {"all", "exists", "exists_one", "existsOne", "filter", "map"};
  if (strcmp(name, "matches") == 0) {
    return fr__cel_unsupported(c, at, "regular expressions",
                               "matches() is not supported: regular expressions can take very long; "
                               "use contains(), startsWith() or endsWith()");
  }
  const char *sign = form != FR__CEL_GLOBAL || c->env->dynamic ? NULL : fr__cel_sign_of_word(name, size);
  if (sign != NULL) {
    return fr__cel_reject(c, at, "there is no function %.*s(); write %s", (int)size, name, sign);
  }
  const char *construct = unsupported_construct(name, form == FR__CEL_NAMESPACED);
  if (construct != NULL) {
    return fr__cel_unsupported(c, at, construct, "%.*s() is not supported (%s)", fr__cel_shown(name, size), name,
                               construct);
  }
  const bool method = form == FR__CEL_METHOD;
  if (fr__cel_find_builtin(name, method ? FR__CEL_GLOBAL : FR__CEL_METHOD) != NULL) {
    return fr__cel_reject(c, at, method ? "write %s(x), not x.%s()" : "write x.%s(…), not %s(x, …)", name, name);
  }
  fr__cel_nearest nearest = fr__cel_nearest_to(name, size);
  for (uint32_t i = 0; i < fr__cel_builtin_count; i++) {
    if ((fr__cel_builtins[i].form & form) != 0) fr__cel_nearest_offer(&nearest, fr__cel_builtins[i].name);
  }
  if (method) {
    for (size_t i = 0; i < FR_COUNT(macros); i++) fr__cel_nearest_offer(&nearest, macros[i]);
    for (uint32_t i = 0; i < c->env->function_count; i++) fr__cel_nearest_offer(&nearest, c->env->functions[i].name);
  }
  const int shown = fr__cel_shown(name, size);
  if (at->count == 4 && nearest.distance == 0) {
    return fr__cel_unsupported(c, at, "macros with two variables", "%s() takes one variable here, such as %s(x, …)",
                               name, name);
  }
  if (c->env->dynamic) return undeclared(c, at);
  if (nearest.distance == 0) {
    return fr__cel_reject(c, at, "%s() takes a variable and what to do with it, such as %s(x, …)", name, name);
  }
  if (nearest.name != NULL) {
    return fr__cel_reject(c, at, "there is no function %.*s(); did you mean %s()?", shown, name, nearest.name);
  }
  return fr__cel_reject(c, at, "there is no function %.*s()", shown, name);
}

/* ---- builtins ---- */

static bool check_kinds(compiler *c, const node *at, const fr__cel_builtin *builtin, node *const *arguments,
                        uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t takes = builtin->takes[i < 2 ? i : 2];
    if ((takes & FR__CEL_NUMBERS) == FR__CEL_BIT(DOUBLE)) fr__cel_widen_constant(c, arguments[i]);
    const uint32_t kind = shape_at(c, arguments[i])->kind;
    if (kind == FR__CEL_DYN || (takes >> kind & 1) != 0 || c->env->dynamic) continue;
    const bool receiver = i == 0 && at->kind == FR__CEL_NODE_METHOD && builtin->form != FR__CEL_NAMESPACED;
    uint32_t wanted = FR__CEL_NULL;
    while (wanted < FR__CEL_DYN && (takes >> wanted & 1) == 0) wanted++;
    const bool several = (takes & (takes - 1)) != 0;
    return fr__cel_reject(c, receiver ? at : arguments[i], "%s%s() takes %s%s, not %s", receiver ? "." : "",
                          builtin->name, fr__cel_kind_text(wanted), several ? " and the like" : "",
                          fr__cel_kind_text(kind));
  }
  return true;
}

static const shape *result_shape(compiler *c, const fr__cel_builtin *builtin, node *const *arguments, uint32_t count) {
  const shape *first = shape_at(c, arguments[0]);
  const bool list = first->kind == FR__CEL_LIST && first->element != NULL;
  switch (builtin->result) {
    case FR__CEL_AS_FIRST: return first;
    case FR__CEL_AS_ELEMENT: return list ? first->element : fr__cel_plain(FR__CEL_DYN);
    case FR__CEL_AS_TEXTS: return fr__cel_list_of(c, fr__cel_plain(FR__CEL_STRING));
    case FR__CEL_AS_HOURS: return fr__cel_list_of(c, fr__cel_plain(FR__CEL_INT));
    case FR__CEL_AS_GAPS:
      return fr__cel_list_of(c, list ? fr__cel_gap_shape(first->element) : fr__cel_plain(FR__CEL_DYN));
    case FR__CEL_AS_LEAST_OR_GREATEST:
      if (first->kind == FR__CEL_LIST) return list ? first->element : fr__cel_plain(FR__CEL_DYN);
      for (uint32_t i = 1; i < count; i++) {
        if (shape_at(c, arguments[i])->kind != first->kind) return fr__cel_plain(FR__CEL_DYN);
      }
      return fr__cel_plain(first->kind);
    default: return fr__cel_plain(builtin->result);
  }
}

/* Constant arguments that can never work are refused here, where the place is known. */
static bool check_constants(compiler *c, const fr__cel_builtin *builtin, node *const *arguments, uint32_t count) {
  const note *last = fr__cel_note_of(c, arguments[count - 1]);
  if (last->role != FR__CEL_ROLE_CONSTANT || last->value.kind != FR__CEL_STRING) return true;
  const char *text = last->value.as.text;
  const uint32_t size = last->value.size;
  const int shown = fr__cel_shown(text, size);
  int64_t us;
  fr__cel_value value;
  if (count == 2 && builtin->result == FR__CEL_INT && strncmp(builtin->name, "get", 3) == 0 &&
      !fr__cel_parse_offset(text, size, &us)) {
    return fr__cel_unsupported(c, arguments[1], "names of time zones",
                               "\"%.*s\" is not an offset; write one such as \"+08:00\", or \"UTC\" "
                               "(names of time zones are not supported)",
                               shown, text);
  }
  if (!c->env->widen || count != 1) return true;
  if (builtin->result == FR__CEL_DURATION && !fr__cel_parse_duration(text, size, &value)) {
    return fr__cel_reject(c, arguments[0],
                          "\"%.*s\" is not a duration; write one such as \"24h\", \"90m\" or \"1h30m\"", shown, text);
  }
  if (builtin->result == FR__CEL_TIMESTAMP && !fr__cel_parse_timestamp(text, size, &value)) {
    return fr__cel_reject(c, arguments[0], "\"%.*s\" is not a time; write one such as \"2026-01-31T08:00:00+08:00\"",
                          shown, text);
  }
  return true;
}

/* A list whose elements are known not to be what the function goes through, or a number out of its range. */
static bool check_elements(compiler *c, const node *at, const node *receiver) {
  const shape *list = shape_at(c, receiver);
  if (list->kind != FR__CEL_LIST) return true;
  if (list->element != NULL && !fr__cel_check_series(c, at, list->element)) return false;
  return fr__cel_check_series_number(c, at, c->env->widen);
}

/* The arguments are checked. */
static bool use_builtin(compiler *c, const node *at, const fr__cel_builtin *builtin, node *const *arguments,
                        uint32_t count) {
  const bool method = at->kind == FR__CEL_NODE_METHOD && builtin->form != FR__CEL_NAMESPACED;
  const uint32_t hidden = method ? 1 : 0; /* the receiver is not counted aloud */
  if (count < builtin->least || count > builtin->most) {
    const uint32_t wanted = (count < builtin->least ? builtin->least : builtin->most) - hidden;
    return fr__cel_reject(c, at, "%s() takes %s%u argument%s, not %u", builtin->name,
                          builtin->least == builtin->most ? ""
                          : count < builtin->least        ? "at least "
                                                          : "at most ",
                          wanted, wanted == 1 ? "" : "s", count - (count < hidden ? 0 : hidden));
  }
  bool doubles = false;
  for (uint32_t i = 0; i < count; i++) doubles |= shape_at(c, arguments[i])->kind == FR__CEL_DOUBLE;
  for (uint32_t i = 0; i < count && doubles; i++) fr__cel_widen_constant(c, arguments[i]);
  if (!check_kinds(c, at, builtin, arguments, count)) return false;
  if (!check_constants(c, builtin, arguments, count)) return false;
  if (method && !c->env->dynamic && !check_elements(c, at, arguments[0])) return false;
  note *n = fr__cel_note_of(c, at);
  n->slot = (uint32_t)(builtin - fr__cel_builtins);
  return becomes(n, FR__CEL_ROLE_CALL, result_shape(c, builtin, arguments, count)) && fr__cel_fold(c, at);
}

/* ---- has() ---- */

static bool check_has(compiler *c, const node *at) {
  const node *of = at->items[0];
  if (of->kind != FR__CEL_NODE_SELECT) {
    return fr__cel_reject(c, at, "has() takes a field, such as has(a.b)");
  }
  if (!fr__cel_check_value(c, of)) return false;
  const note *inner = fr__cel_note_of(c, of);
  note *n = fr__cel_note_of(c, at);
  if (inner->role == FR__CEL_ROLE_CONSTANT) {
    n->value = fr__cel_bool(true);
    return becomes(n, FR__CEL_ROLE_CONSTANT, fr__cel_plain(FR__CEL_BOOL));
  }
  n->slot = inner->slot;
  const uint32_t role = inner->role == FR__CEL_ROLE_SLOT ? FR__CEL_ROLE_KNOWN : FR__CEL_ROLE_HAS_FIELD;
  return becomes(n, role, fr__cel_plain(FR__CEL_BOOL));
}

bool fr__cel_check_call(compiler *c, const node *at) {
  if (fr__cel_node_is(at, "has")) {
    if (at->count == 1) return check_has(c, at);
    return fr__cel_reject(c, at, "has() takes 1 argument, not %u", at->count);
  }
  const fr__cel_builtin *builtin = fr__cel_find_builtin(at->text, FR__CEL_GLOBAL);
  if (builtin == NULL) return unknown_function(c, at, at->text, at->text_size, FR__CEL_GLOBAL);
  for (uint32_t i = 0; i < at->count; i++) {
    if (!fr__cel_check(c, at->items[i])) return false;
    if (shape_at(c, at->items[i])->kind != FR__CEL_SEQUENCE) continue;
    if (at->count == 1 && fr__cel_node_is(at, "size")) return fr__cel_check_chain_size(c, at);
    return fr__cel_check_value(c, at->items[i]);
  }
  return use_builtin(c, at, builtin, at->items, at->count);
}

/* ---- macros over lists ---- */

static const char *variable_name(compiler *c, const node *at, const node *variable) {
  if (variable->kind == FR__CEL_NODE_NAME) return variable->text;
  if (variable->kind == FR__CEL_NODE_METHOD && fr__cel_node_is(variable, "iterVar")) {
    (void)fr__cel_unsupported(c, variable, "cel.block", "cel.iterVar() is not supported (cel.block)");
    return NULL;
  }
  (void)fr__cel_reject(c, variable, "%s() first takes the name of a variable, such as %s(x, …)", at->text, at->text);
  return NULL;
}

static const shape *element_shape(const shape *list) {
  if (list->kind == FR__CEL_LIST && list->element != NULL) return list->element;
  return fr__cel_plain(FR__CEL_DYN);
}

static bool check_predicate(compiler *c, const node *at, const node *predicate) {
  if (!fr__cel_check_value(c, predicate)) return false;
  const uint32_t kind = shape_at(c, predicate)->kind;
  if (kind == FR__CEL_BOOL || kind == FR__CEL_DYN || c->env->dynamic) return true;
  return fr__cel_reject(c, predicate, "%s() needs a condition, which is true or false, not %s", at->text,
                        fr__cel_kind_text(kind));
}

static bool check_macro(compiler *c, const node *at, enum fr__cel_macro macro) {
  const shape *list = shape_at(c, at->items[0]);
  if (list->kind != FR__CEL_LIST && list->kind != FR__CEL_MAP && list->kind != FR__CEL_DYN && !c->env->dynamic) {
    return fr__cel_reject(c, at, "%s() goes through a list, a map or a history, not %s", at->text,
                          fr__cel_kind_text(list->kind));
  }
  const char *name = variable_name(c, at, at->items[1]);
  if (name == NULL || !fr__cel_push_scope(c, name, FR__CEL_SCOPE_LOCAL, element_shape(list))) return false;
  note *n = fr__cel_note_of(c, at);
  n->variable = c->scopes;
  const bool mapped = macro == FR__CEL_MACRO_MAP || macro == FR__CEL_MACRO_MAP_FILTER;
  const node *body = at->items[at->count - 1];
  if (macro != FR__CEL_MACRO_MAP && !check_predicate(c, at, at->items[2])) return false;
  if (mapped && !fr__cel_check_value(c, body)) return false;
  fr__cel_pop_scope(c);
  const shape *result = fr__cel_plain(FR__CEL_BOOL);
  if (mapped) result = fr__cel_list_of(c, shape_at(c, body));
  if (macro == FR__CEL_MACRO_FILTER) result = list->kind == FR__CEL_LIST ? list : fr__cel_plain(FR__CEL_LIST);
  return becomes(n, FR__CEL_ROLE_MACRO, result);
}

static bool check_bind(compiler *c, const node *at) {
  const char *name = variable_name(c, at, at->items[1]);
  if (name == NULL || !fr__cel_check_value(c, at->items[2])) return false;
  if (!fr__cel_push_scope(c, name, FR__CEL_SCOPE_LOCAL, shape_at(c, at->items[2]))) return false;
  note *n = fr__cel_note_of(c, at);
  n->variable = c->scopes;
  if (!fr__cel_check_value(c, at->items[3])) return false;
  fr__cel_pop_scope(c);
  return becomes(n, FR__CEL_ROLE_BIND, shape_at(c, at->items[3]));
}

/* ---- functions of the host ---- */

/* How many names, for a message. */
static bool wrong_count(compiler *c, const node *at, const fr__cel_function *function) {
  if (function->most == 0) return fr__cel_reject(c, at, "%s() takes nothing in its brackets", function->name);
  if (function->most == 1) return fr__cel_reject(c, at, "%s() takes one name in quotes", function->name);
  return fr__cel_reject(c, at, "%s() takes %u or %u names in quotes", function->name, function->least, function->most);
}

static bool check_host(compiler *c, const node *at, uint32_t number) {
  const fr__cel_function *function = &c->env->functions[number];
  const uint32_t kind = shape_at(c, at->items[0])->kind, count = at->count - 1;
  if (kind != function->receiver && kind != FR__CEL_DYN) {
    return fr__cel_reject(c, at, "%s() is a function of %s, not of %s", function->name,
                          fr__cel_kind_text(function->receiver), fr__cel_kind_text(kind));
  }
  fr__cel_value literals[FR__CEL_MAX_LITERALS];
  bool good = count >= function->least && count <= function->most;
  for (uint32_t i = 0; i < count && good; i++) {
    const node *item = at->items[i + 1];
    good = item->kind == FR__CEL_NODE_LITERAL && item->value.kind == FR__CEL_STRING;
    if (good) literals[i] = item->value;
  }
  if (!good) return wrong_count(c, at, function);
  const char *suggestion = NULL;
  uint32_t wrong = 0;
  note *n = fr__cel_note_of(c, at);
  if (!function->resolve(function->host, literals, count, &n->resolved, &wrong, &suggestion)) {
    const int shown = fr__cel_shown(literals[wrong].as.text, literals[wrong].size);
    const node *place = at->items[wrong + 1];
    if (suggestion == NULL)
      return fr__cel_reject(c, place, "%s() knows no \"%.*s\"", function->name, shown, literals[wrong].as.text);
    return fr__cel_reject(c, place, "%s() knows no \"%.*s\"; did you mean \"%s\"?", function->name, shown,
                          literals[wrong].as.text, suggestion);
  }
  n->slot = number;
  return becomes(n, FR__CEL_ROLE_HOST, fr__cel_plain(function->result));
}

/* The host's function of this name that takes the receiver, or the first of the name; the count where there is none. */
static uint32_t host_function(compiler *c, const node *at) {
  const uint32_t kind = shape_at(c, at->items[0])->kind, count = c->env->function_count;
  uint32_t first = count;
  for (uint32_t i = count; i-- > 0;) {
    if (fr__cel_node_is(at, c->env->functions[i].name)) first = i;
  }
  for (uint32_t i = first; i < count; i++) {
    if (fr__cel_node_is(at, c->env->functions[i].name) && c->env->functions[i].receiver == kind) return i;
  }
  return first;
}

/* math.abs(x): the name before the dot is no value. */
static bool namespaced(compiler *c, const node *at, bool *done) {
  static const char *const groups[] = {"math",  "base64", "strings", "lists", "sets", "optional",
                                       "proto", "cel",    "regex",   "net",   "cidr"};
  const node *target = at->items[0];
  bool hidden;
  *done = false;
  if (target->kind != FR__CEL_NODE_NAME || fr__cel_find_scope(c, target->text, &hidden) != NULL ||
      fr__cel_find_symbol(c->env->symbols, c->env->symbol_count, target->text) != NULL) {
    return true;
  }
  for (size_t i = 0; i < FR_COUNT(groups); i++) *done |= fr__cel_node_is(target, groups[i]);
  if (!*done) return true;
  char name[FR__CEL_NAME_BYTES + 1];
  const uint32_t size = target->text_size + 1 + at->text_size;
  if (size > FR__CEL_NAME_BYTES) return fr__cel_reject(c, at, "there is no such function of %s", target->text);
  memcpy(name, target->text, target->text_size);
  name[target->text_size] = '.';
  memcpy(name + target->text_size + 1, at->text, at->text_size + 1);
  const fr__cel_builtin *builtin = fr__cel_find_builtin(name, FR__CEL_NAMESPACED);
  if (builtin == NULL) return unknown_function(c, at, name, size, FR__CEL_NAMESPACED);
  for (uint32_t i = 1; i < at->count; i++) {
    if (!fr__cel_check_value(c, at->items[i])) return false;
  }
  return use_builtin(c, at, builtin, at->items + 1, at->count - 1);
}

bool fr__cel_check_method(compiler *c, const node *at) {
  const enum fr__cel_macro macro = fr__cel_macro_of(at);
  if (macro == FR__CEL_MACRO_BIND) return check_bind(c, at);
  bool done;
  if (!namespaced(c, at, &done)) return false;
  if (done) return true;
  if (!fr__cel_check(c, at->items[0])) return false;
  if (shape_at(c, at->items[0])->kind == FR__CEL_SEQUENCE) return fr__cel_check_chain(c, at);
  if (macro != FR__CEL_MACRO_NONE) return check_macro(c, at, macro);
  const uint32_t function = host_function(c, at);
  if (function < c->env->function_count) return check_host(c, at, function);
  const fr__cel_builtin *builtin = fr__cel_find_builtin(at->text, FR__CEL_METHOD);
  if (builtin == NULL) return unknown_function(c, at, at->text, at->text_size, FR__CEL_METHOD);
  for (uint32_t i = 1; i < at->count; i++) {
    if (!fr__cel_check_value(c, at->items[i])) return false;
  }
  return use_builtin(c, at, builtin, at->items, at->count);
}
