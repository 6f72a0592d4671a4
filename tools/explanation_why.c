/* SPDX-License-Identifier: Apache-2.0
 *
 * Why an expression came to what it came to: the smallest parts that decided. */
#include <stdlib.h>

#include "explanation_parts.h"
#include "numbers.h"

typedef fr__cel_node part; /* of an expression */

enum { PARTS_MAX = 4, DEPTH_MAX = 24, MISSING_MAX = 6 };

/* ---- values of parts ---- */

typedef struct looker {
  explanation *of;
  const fr__cel_tree *tree;
} looker;

static fr__cel_value value_of(const looker *at, const part *node) {
  explanation *of = at->of;
  const fr__plan *plan = of->policy->plan;
  const fr__cel_program *program =
      expressions_part(&of->forms, at->tree, node, plan->chains, plan->chain_count, of->policy->slot_count);
  if (program == NULL) return fr__cel_failed(FR__CEL_FAULT_MEMORY);
  fr__cel_scratch scratch = {of->scratch + FR__DECIDE_SCRATCH, FR__DECIDE_SCRATCH, 0};
  return fr__cel_run(program, of->slots, &scratch);
}

static bool is_false(fr__cel_value value) { return value.kind == FR__CEL_BOOL && value.as.integer == 0; }
static bool is_open(fr__cel_value value) { return value.kind == FR__CEL_UNKNOWN || value.kind == FR__CEL_ERROR; }

static const char *text_of(const looker *at, const part *node) {
  char *text = expression_text(node);
  const char *kept = explanation_say(&at->of->notes, "%s", text ? text : "?");
  free(text);
  return kept;
}

static const char *duration_text(const explanation *of, int64_t us, fr__arena *into) {
  (void)of;
  const int64_t s = us / 1000000;
  if (us % 1000000 != 0) return explanation_say(into, "%.6gs", (double)us / 1e6);
  if (s != 0 && s % 3600 == 0) return explanation_say(into, "%lldh", (long long)(s / 3600));
  if (s != 0 && s % 60 == 0) return explanation_say(into, "%lldm", (long long)(s / 60));
  return explanation_say(into, "%llds", (long long)s);
}

const char *explanation_value(const explanation *of, const fr__cel_value *value, fr__arena *into) {
  char text[48];
  switch (value->kind) {
    case FR__CEL_BOOL: return value->as.integer ? "true" : "false";
    case FR__CEL_INT: return explanation_say(into, "%lld", (long long)value->as.integer);
    case FR__CEL_UINT: return explanation_say(into, "%llu", (unsigned long long)value->as.word);
    case FR__CEL_DOUBLE: return explanation_say(into, "%.*s", (int)double_format(value->as.number, text), text);
    case FR__CEL_STRING: {
      const int shown = value->size > 120 ? 120 : (int)value->size;
      return explanation_say(into, "\"%.*s%s\"", shown, value->as.text, shown < (int)value->size ? "…" : "");
    }
    case FR__CEL_DURATION: return duration_text(of, value->as.integer, into);
    case FR__CEL_TIMESTAMP:
      return explanation_say(into, "%.*s", (int)time_format_rfc3339(value->as.integer, of->policy->utc_offset_s, text),
                             text);
    case FR__CEL_LIST: return explanation_say(into, "a list of %u", value->size);
    case FR__CEL_NULL: return "null";
    case FR__CEL_UNKNOWN: return "unknown";
    case FR__CEL_ERROR: return explanation_say(into, "an error (%s)", fr__cel_fault_text(value->code));
    default: return "a value";
  }
}

/* ---- what is missing ---- */

typedef struct missing {
  const char *items[MISSING_MAX];
  uint32_t count, more;
} missing;

static void note_missing(missing *in, const char *what) {
  for (uint32_t i = 0; i < in->count; i++)
    if (strcmp(in->items[i], what) == 0) return;
  if (in->count == MISSING_MAX)
    in->more++;
  else
    in->items[in->count++] = what;
}

static const char *dotted(const part *node, char text[FR__CEL_NAME_BYTES + 1]) {
  uint32_t size;
  if (node->kind != FR__CEL_NODE_NAME && node->kind != FR__CEL_NODE_SELECT) return NULL;
  return fr__cel_leftmost(node)->kind == FR__CEL_NODE_NAME ? fr__cel_dotted(node, text, &size) : NULL;
}

/* The history that a chain begins with; null for another expression. */
static const char *history_of(const looker *at, const part *node, char text[FR__CEL_NAME_BYTES + 1]) {
  while (node->kind == FR__CEL_NODE_METHOD) node = node->items[0];
  const char *name = dotted(node, text);
  if (name == NULL) return NULL;
  for (uint32_t i = 0; i < at->of->forms.symbol_count; i++) {
    const fr__cel_symbol *symbol = &at->of->forms.symbols[i];
    if (strcmp(symbol->name, name) == 0) return symbol->type.kind == FR__CEL_SEQUENCE ? name : NULL;
  }
  return NULL;
}

static void look_for_missing(const looker *at, const part *node, missing *in, unsigned depth);

static void missing_name(const looker *at, const part *node, const char *name, missing *in, unsigned depth) {
  explanation *of = at->of;
  const fr__cel_value value = value_of(at, node);
  if (!is_open(value)) return;
  const expression *feature = expressions_find(&of->forms, name);
  if (feature == NULL) {
    const bool no_payee = of->transfer.cash && (strncmp(name, "payee.", 6) == 0 || strncmp(name, "pair.", 5) == 0);
    note_missing(in,
                 explanation_say(&of->notes, no_payee ? "%s is unknown: cash has no payee" : "%s is not given", name));
    return;
  }
  const explained_feature *known = &of->features[feature - of->forms.features];
  if (known->failed) {
    note_missing(in, explanation_say(&of->notes, "%s failed: %s", name, known->why));
  } else {
    const looker inner = {of, feature->tree};
    look_for_missing(&inner, feature->tree->root, in, depth - 1);
  }
}

static void missing_history(const looker *at, const part *node, const char *history, missing *in) {
  const fr__cel_value value = value_of(at, node);
  if (value.kind == FR__CEL_ERROR) {
    note_missing(in, explanation_say(&at->of->notes, "%s: %s", text_of(at, node), fr__cel_fault_text(value.code)));
  } else if (value.kind == FR__CEL_UNKNOWN) {
    const bool other = strncmp(history, "payee.", 6) == 0 || strncmp(history, "pair.", 5) == 0;
    const char *why = at->of->transfer.cash && other ? "cash has no payee" : "what it asks of its entries is not known";
    note_missing(in, explanation_say(&at->of->notes, "%s is unknown: %s", history, why));
  }
}

static void look_for_missing(const looker *at, const part *node, missing *in, unsigned depth) {
  char text[FR__CEL_NAME_BYTES + 1];
  if (depth == 0) return;
  const char *history = history_of(at, node, text);
  if (history && node->kind == FR__CEL_NODE_METHOD) {
    missing_history(at, node, history, in);
    return;
  }
  const char *name = dotted(node, text);
  if (name) {
    missing_name(at, node, name, in, depth);
    return;
  }
  const enum fr__cel_macro macro = fr__cel_macro_of(node);
  if (macro == FR__CEL_MACRO_HAS) return;
  const bool is_in = node->kind == FR__CEL_NODE_BINARY && node->op == FR__CEL_CONTAINED;
  if (is_in && (history = history_of(at, node->items[1], text)) != NULL) {
    missing_history(at, node, history, in);
    return;
  }
  const uint32_t count = macro != FR__CEL_MACRO_NONE ? 1 : node->count;
  const bool junction = node->kind == FR__CEL_NODE_AND || node->kind == FR__CEL_NODE_OR;
  for (uint32_t i = 0; i < count; i++)
    if (!junction || is_open(value_of(at, node->items[i]))) look_for_missing(at, node->items[i], in, depth - 1);
}

static const char *missing_text(const looker *at, const part *node) {
  missing in = {.count = 0};
  look_for_missing(at, node, &in, DEPTH_MAX);
  const char *text = "";
  for (uint32_t i = 0; i < in.count; i++)
    text = explanation_say(&at->of->notes, "%s%s%s", text, i ? ", " : "", in.items[i]);
  if (in.more > 0) text = explanation_say(&at->of->notes, "%s, and %u more", text, in.more);
  return text;
}

const char *explanation_missing(explanation *of, const expression *one) {
  const looker at = {of, one->tree};
  return missing_text(&at, one->tree->root);
}

/* ---- what decided ---- */

static const char *decider(const looker *at, const part *node, fr__cel_value value, unsigned depth);

/* Of the operands those that are as the whole is, joined. */
static const char *join_operands(const looker *at, const part *node, bool want_false, const char *word,
                                 unsigned depth) {
  const char *text = "";
  uint32_t found = 0, more = 0;
  for (uint32_t i = 0; i < node->count; i++) {
    const fr__cel_value value = value_of(at, node->items[i]);
    if (want_false ? !is_false(value) : !is_open(value)) continue;
    if (found == PARTS_MAX) {
      more++;
      continue;
    }
    const char *own = decider(at, node->items[i], value, depth - 1);
    text = explanation_say(&at->of->notes, "%s%s%s", text, found++ ? word : "", own);
  }
  return more == 0 ? text : explanation_say(&at->of->notes, "%s, and %u more", text, more);
}

static const char *comparison(const looker *at, const part *node) {
  const char *text = explanation_say(&at->of->notes, "%s is false", text_of(at, node));
  const char *lead = ": ";
  for (uint32_t i = 0; i < node->count; i++) {
    const part *operand = node->items[i];
    char name[FR__CEL_NAME_BYTES + 1];
    if (operand->kind == FR__CEL_NODE_LITERAL || operand->kind == FR__CEL_NODE_LIST) continue;
    const bool is_history = history_of(at, operand, name) != NULL;
    if (is_history && operand->kind != FR__CEL_NODE_METHOD) continue;
    const fr__cel_value value = value_of(at, operand);
    if (value.kind == FR__CEL_LIST) continue;
    text = explanation_say(&at->of->notes, "%s%s%s is %s", text, lead, text_of(at, operand),
                           explanation_value(at->of, &value, &at->of->notes));
    lead = ", ";
  }
  return text;
}

static const char *why_open(const looker *at, const part *node, fr__cel_value value) {
  if (value.kind == FR__CEL_ERROR)
    return explanation_say(&at->of->notes, "%s failed: %s", text_of(at, node), fr__cel_fault_text(value.code));
  const char *lacks = missing_text(at, node);
  return lacks[0] ? lacks : explanation_say(&at->of->notes, "%s is unknown", text_of(at, node));
}

static const char *decider(const looker *at, const part *node, fr__cel_value value, unsigned depth) {
  const bool open = is_open(value);
  if (depth == 0) return text_of(at, node);
  switch (node->kind) {
    case FR__CEL_NODE_AND:
      if (open) return join_operands(at, node, false, ", ", depth);
      for (uint32_t i = 0; i < node->count; i++) {
        const fr__cel_value own = value_of(at, node->items[i]);
        if (is_false(own)) return decider(at, node->items[i], own, depth - 1);
      }
      break;
    case FR__CEL_NODE_OR: return join_operands(at, node, !open, open ? ", " : " and ", depth);
    case FR__CEL_NODE_CONDITION: {
      const fr__cel_value which = value_of(at, node->items[0]);
      if (which.kind != FR__CEL_BOOL) return why_open(at, node->items[0], which);
      const part *taken = node->items[which.as.integer ? 1 : 2];
      return decider(at, taken, value_of(at, taken), depth - 1);
    }
    case FR__CEL_NODE_UNARY:
      if (!open && node->op == FR__CEL_NOT)
        return explanation_say(&at->of->notes, "%s is true", text_of(at, node->items[0]));
      break;
    case FR__CEL_NODE_BINARY:
      if (!open) return comparison(at, node);
      break;
    default: break;
  }
  if (open) return why_open(at, node, value);
  return explanation_say(&at->of->notes, "%s is %s", text_of(at, node),
                         explanation_value(at->of, &value, &at->of->notes));
}

const char *explanation_why(explanation *of, const expression *one, fr__cel_value value) {
  if (one->tree == NULL) return "";
  const looker at = {of, one->tree};
  return decider(&at, one->tree->root, value, DEPTH_MAX);
}
