/* SPDX-License-Identifier: Apache-2.0
 *
 * Recursive descent over the auditor's own forms, and a tree walk. Chains are materialised entry by entry. */
#include "expression.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  N_VALUE,
  N_FEATURE,
  N_PATH,
  N_ENTRY,
  N_ITEM,
  N_HAS,
  N_NOT,
  N_NEGATE,
  N_DOUBLE,
  N_BINARY,
  N_LIST,
  N_LISTED,
  N_CHAIN,
  N_MODEL
};
enum { T_SIZE, T_SUM, T_MIN, T_MAX, T_EXISTS, T_ALL, T_PERCENTILE, T_RISES };
enum { STEP_FILTER, STEP_MAP, STEP_DISTINCT, STEP_GAPS, STEP_HOURS };

#define STEPS_MAX 4
#define ITEMS_MAX FR_MAX_HISTORY_ENTRIES
#define CHAINS_DEEP 2
#define NODES_MAX 4096

struct node {
  uint32_t kind;
  value constant;
  uint32_t index; /* of a feature or list name; of a model's margin or points among sight.models */
  char path[72];  /* transfer.amount, or the field of an entry */
  char op[3];
  const node *left, *right;
  const node *items[8];
  uint32_t item_count;
  uint32_t list; /* SENT … */
  uint32_t attempts;
  uint32_t of_pair;
  int64_t window_us; /* -1: the horizon */
  uint32_t steps[STEPS_MAX];
  const node *lambda[STEPS_MAX];
  uint32_t step_count;
  uint32_t terminal;
  const node *last;
};

typedef struct parser {
  const char *source;
  const char *at;
  const char *const *names;
  uint32_t name_count;
  char variable[16];
} parser;

static node *nodes[NODES_MAX];
static uint32_t node_count;

static const char *const channel_names[] = {NULL, "teller", "atm", "online", "mobile", "quick_pay", "other"};
static const char *const kind_names[] = {NULL,          "interbank",       "intrabank",
                                         "own_account", "cash_withdrawal", "cash_deposit"};
static const char *const speed_names[] = {NULL, "real_time", "same_day", "next_day"};
static const char *const status_names[] = {
    [FR_TRANSFER_ATTEMPTED] = "attempted", [FR_TRANSFER_DELAYED] = "delayed", [FR_TRANSFER_HELD] = "held",
    [FR_TRANSFER_RELEASED] = "released",   [FR_TRANSFER_SETTLED] = "settled", [FR_TRANSFER_RETURNED] = "returned",
    [FR_TRANSFER_CANCELLED] = "cancelled", [FR_TRANSFER_REFUSED] = "refused"};
static const char *const caller_names[] = {NULL, "known", "unknown", "overseas", "flagged"};
static const char *const direction_names[] = {NULL, "incoming", "outgoing"};
static const char *const event_names[] = {[FR_EVENT_DEVICE_BOUND] = "device_bound",
                                          [FR_EVENT_SIM_CHANGED] = "sim_changed",
                                          [FR_EVENT_CREDENTIAL_RESET] = "credential_reset",
                                          [FR_EVENT_LIMIT_RAISED] = "limit_raised",
                                          [FR_EVENT_DEPOSIT_BROKEN] = "deposit_broken",
                                          [FR_EVENT_LOAN_PAID_OUT] = "loan_paid_out",
                                          [FR_EVENT_ALERTED] = "alerted",
                                          [FR_EVENT_RESPONSE] = "response"};

static const node *parse_or(parser *p);

static value microseconds(uint32_t kind, int64_t us) { return (value){kind, us, (double)us, NULL}; }

static node *new_node(uint32_t kind) {
  if (node_count == NODES_MAX || !(nodes[node_count] = calloc(1, sizeof(node)))) {
    fprintf(stderr, "auditor: too many expressions\n");
    exit(1);
  }
  nodes[node_count]->kind = kind;
  return nodes[node_count++];
}

void expression_forget(void) {
  for (uint32_t i = 0; i < node_count; i++) {
    char *text;
    memcpy(&text, &nodes[i]->constant.text, sizeof text);
    free(text);
    free(nodes[i]);
  }
  node_count = 0;
}

static void refuse(const parser *p, const char *what) {
  fprintf(stderr, "auditor: %s at \"%s\" in: %s\n", what, p->at, p->source);
  exit(1);
}

static void spaces(parser *p) {
  while (*p->at == ' ') p->at++;
}

static int take(parser *p, const char *token) {
  spaces(p);
  size_t size = strlen(token);
  if (strncmp(p->at, token, size) != 0) return 0;
  p->at += size;
  return 1;
}

static void need(parser *p, const char *token) {
  if (!take(p, token)) refuse(p, token);
}

static void word(parser *p, char *out, size_t capacity) {
  size_t size = 0;
  spaces(p);
  while (isalnum((unsigned char)p->at[size]) || p->at[size] == '_') size++;
  if (size == 0 || size >= capacity) refuse(p, "a name is missing");
  memcpy(out, p->at, size);
  out[size] = 0;
  p->at += size;
}

static const node *parse_string(parser *p) {
  node *n = new_node(N_VALUE);
  const char *end = strchr(p->at, '"');
  if (!end) refuse(p, "the string has no end");
  n->constant.kind = V_STRING;
  n->constant.text = strndup(p->at, (size_t)(end - p->at));
  p->at = end + 1;
  return n;
}

static const node *parse_number(parser *p) {
  node *n = new_node(N_VALUE);
  char *end;
  size_t digits = strspn(p->at, "0123456789");
  if (p->at[digits] == '.') {
    n->constant.kind = V_DOUBLE;
    n->constant.number = strtod(p->at, &end);
  } else {
    n->constant.kind = V_INT;
    n->constant.integer = strtoll(p->at, &end, 10);
  }
  p->at = end;
  return n;
}

/* Behind the word duration. */
static int64_t parse_span(parser *p) {
  int64_t total_us = 0;
  need(p, "(\"");
  while (*p->at != '"') {
    char *end;
    int64_t number = strtoll(p->at, &end, 10);
    int64_t unit = *end == 'h' ? HOUR_US : *end == 'm' ? HOUR_US / 60 : HOUR_US / 3600;
    if (end == p->at) refuse(p, "a duration");
    total_us += number * unit;
    p->at = end + 1;
  }
  need(p, "\")");
  return total_us;
}

static int64_t parse_window(parser *p) {
  need(p, "duration");
  int64_t window_us = parse_span(p);
  need(p, ")");
  return window_us;
}

static const node *parse_lambda(parser *p, int named) {
  char outer[16];
  memcpy(outer, p->variable, sizeof outer);
  if (named) {
    word(p, p->variable, sizeof p->variable);
    need(p, ",");
  }
  const node *body = parse_or(p);
  need(p, ")");
  memcpy(p->variable, outer, sizeof outer);
  return body;
}

static int chain_end(node *n, uint32_t terminal, const node *last) {
  n->terminal = terminal;
  n->last = last;
  return 1;
}

/* One step of a chain; 1 when it was the last. */
static int chain_step(parser *p, node *n) {
  if (take(p, "size()")) return chain_end(n, T_SIZE, NULL);
  if (take(p, "sum()")) return chain_end(n, T_SUM, NULL);
  if (take(p, "min()")) return chain_end(n, T_MIN, NULL);
  if (take(p, "max()")) return chain_end(n, T_MAX, NULL);
  if (take(p, "exists(")) return chain_end(n, T_EXISTS, parse_lambda(p, 1));
  if (take(p, "all(")) return chain_end(n, T_ALL, parse_lambda(p, 1));
  if (take(p, "percentile(")) return chain_end(n, T_PERCENTILE, parse_lambda(p, 0));
  if (take(p, "rises(")) return chain_end(n, T_RISES, parse_lambda(p, 0));
  if (n->step_count == STEPS_MAX) refuse(p, "too many steps");
  if (take(p, "within(")) {
    n->window_us = parse_window(p);
  } else if (take(p, "filter(")) {
    n->lambda[n->step_count] = parse_lambda(p, 1);
    n->steps[n->step_count++] = STEP_FILTER;
  } else if (take(p, "map(")) {
    n->lambda[n->step_count] = parse_lambda(p, 1);
    n->steps[n->step_count++] = STEP_MAP;
  } else if (take(p, "distinct()")) {
    n->steps[n->step_count++] = STEP_DISTINCT;
  } else if (take(p, "gaps()")) {
    n->steps[n->step_count++] = STEP_GAPS;
  } else if (take(p, "hours()")) {
    n->steps[n->step_count++] = STEP_HOURS;
  } else {
    refuse(p, "no step of ours");
  }
  return 0;
}

static const node *parse_chain(parser *p, const char *owner, const char *field) {
  node *n = new_node(N_CHAIN);
  snprintf(n->path, sizeof n->path, "%s", owner);
  n->attempts = strcmp(field, "attempts") == 0;
  n->of_pair = strcmp(owner, "pair") == 0;
  n->list = strcmp(field, "received") == 0   ? RECEIVED
            : strcmp(field, "contacts") == 0 ? CONTACTS
            : strcmp(field, "events") == 0   ? EVENTS
            : strcmp(field, "months") == 0   ? MONTHS
                                             : SENT;
  n->window_us = -1;
  do need(p, ".");
  while (!chain_step(p, n));
  return n;
}

static int is_history(const char *field) {
  static const char *const names[] = {"sent", "received", "attempts", "contacts", "events", "months"};
  for (uint32_t i = 0; i < 6; i++) {
    if (strcmp(names[i], field) == 0) return 1;
  }
  return 0;
}

static const node *parse_model(parser *p) {
  static const char *const values_of[] = {".trees.margin", ".trees.points", ".light.margin", ".light.points"};
  node *n = new_node(N_MODEL);
  for (n->index = 0; n->index < 4; n->index++) {
    if (take(p, values_of[n->index])) return n;
  }
  refuse(p, "no model of this name");
  return NULL;
}

static const node *parse_name(parser *p) {
  char name[32];
  char field[32];
  word(p, name, sizeof name);
  if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0) {
    node *n = new_node(N_VALUE);
    n->constant.kind = V_BOOL;
    n->constant.integer = name[0] == 't';
    return n;
  }
  if (strcmp(name, "has") == 0 || strcmp(name, "double") == 0) {
    node *n = new_node(name[0] == 'h' ? N_HAS : N_DOUBLE);
    need(p, "(");
    n->left = parse_lambda(p, 0);
    return n;
  }
  if (strcmp(name, "duration") == 0) {
    node *n = new_node(N_VALUE);
    n->constant = microseconds(V_SPAN, parse_span(p));
    return n;
  }
  if (strcmp(name, "model") == 0) return parse_model(p);
  if (*p->at != '.') {
    if (strcmp(name, p->variable) == 0) return new_node(N_ITEM);
    node *n = new_node(N_FEATURE);
    for (n->index = 0; n->index < p->name_count; n->index++) {
      if (strcmp(p->names[n->index], name) == 0) return n;
    }
    refuse(p, "no feature of this name");
  }
  need(p, ".");
  word(p, field, sizeof field);
  if (strcmp(name, p->variable) == 0) {
    node *n = new_node(N_ENTRY);
    snprintf(n->path, sizeof n->path, "%s", field);
    return n;
  }
  if (is_history(field)) return parse_chain(p, name, field);
  node *n = new_node(N_PATH);
  snprintf(n->path, sizeof n->path, "%s.%s", name, field);
  return n;
}

static const node *parse_primary(parser *p) {
  spaces(p);
  if (take(p, "(")) return parse_lambda(p, 0);
  if (take(p, "\"")) return parse_string(p);
  if (isdigit((unsigned char)*p->at)) return parse_number(p);
  if (take(p, "!")) {
    node *n = new_node(N_NOT);
    n->left = parse_primary(p);
    return n;
  }
  if (take(p, "-")) {
    node *n = new_node(N_NEGATE);
    n->left = parse_primary(p);
    return n;
  }
  if (take(p, "[")) {
    node *n = new_node(N_LIST);
    do {
      if (n->item_count == 8) refuse(p, "list too long");
      n->items[n->item_count++] = parse_primary(p);
    } while (take(p, ","));
    need(p, "]");
    return n;
  }
  return parse_name(p);
}

static const node *parse_level(parser *p, uint32_t level) {
  static const char *const ops[][7] = {{"*", "/", NULL}, {"+", "-", NULL}, {"==", "!=", "<=", ">=", "<", ">", NULL}};
  const node *left = level == 0 ? parse_primary(p) : parse_level(p, level - 1u);
  for (;;) {
    const char *op = NULL;
    spaces(p);
    for (uint32_t i = 0; ops[level][i] && !op; i++) {
      if (take(p, ops[level][i])) op = ops[level][i];
    }
    if (!op && level == 2 && strncmp(p->at, "in ", 3) == 0 && take(p, "in")) op = "in";
    if (!op) return left;
    node *n = new_node(N_BINARY);
    snprintf(n->op, sizeof n->op, "%s", op);
    n->left = left;
    n->right = level == 0 ? parse_primary(p) : parse_level(p, level - 1u);
    left = n;
  }
}

static const node *parse_logic(parser *p, const char *op) {
  int is_or = op[0] == '|';
  const node *left = is_or ? parse_logic(p, "&&") : parse_level(p, 2);
  while (take(p, op)) {
    node *n = new_node(N_BINARY);
    snprintf(n->op, sizeof n->op, "%s", op);
    n->left = left;
    n->right = is_or ? parse_logic(p, "&&") : parse_level(p, 2);
    left = n;
  }
  return left;
}

static const node *parse_or(parser *p) { return parse_logic(p, "||"); }

const node *expression_parse(const char *source, const char *const *names, uint32_t name_count) {
  parser p = {source, source, names, name_count, ""};
  const node *n = parse_or(&p);
  spaces(&p);
  if (*p.at) refuse(&p, "something is left over");
  return n;
}

static value unknown(void) { return (value){V_UNKNOWN, 0, 0, NULL}; }
static value error(void) { return (value){V_ERROR, 0, 0, NULL}; }
static value boolean(int truth) { return (value){V_BOOL, truth != 0, 0, NULL}; }
static value integer(int64_t i) { return (value){V_INT, i, 0, NULL}; }
static value number(double d) { return (value){V_DOUBLE, 0, d, NULL}; }
static value money(int64_t minor) { return number((double)minor / 100.0); }
static value party(uint32_t id) { return id == NOBODY ? unknown() : (value){V_PARTY, id, 0, NULL}; }
static value name_of(const char *const *names, uint32_t index) {
  return names[index] ? (value){V_STRING, 0, 0, names[index]} : unknown();
}
static value yes_no(uint32_t answer) { return answer == FR_UNKNOWN ? unknown() : boolean(answer == FR_YES); }

/* payer.last_sent and so on; *found: whether the path is one of them. */
static const char *const past_names[] = {"first_seen", "last_sent", "last_received", "last_report"};
static uint32_t party_of(const char *path, const sight *s) {
  if (strncmp(path, "payee.", 6) == 0) return s->d->payee;
  return strncmp(path, "customer.", 9) == 0 ? world_customer(s->d) : s->d->payer;
}

static int is_past(const char *path, int *what) {
  const char *field = strchr(path, '.') + 1;
  for (*what = 0; *what < 4; (*what)++) {
    if (strcmp(past_names[*what], field) == 0) return 1;
  }
  return 0;
}

static value complete_days(const sight *s, uint32_t who) {
  int64_t from_us = world_complete(s->w, who);
  int64_t now_us = s->d->time_us;
  if (from_us >= now_us) return integer(0);
  return integer(from_us < now_us - 400 * DAY_US ? 400 : (now_us - from_us) / DAY_US);
}

static value past_value(const char *path, const sight *s, int what) {
  int ahead;
  uint32_t who = party_of(path, s);
  int64_t time_us = who == NOBODY ? -1 : world_past(s->w, s->d, who, what, &ahead);
  return time_us < 0 ? unknown() : microseconds(V_TIME, time_us);
}

/* What is approximate of a name by itself. */
static uint32_t path_reach(const char *path, const sight *s) {
  int what, ahead = 0;
  uint32_t who = party_of(path, s);
  if (who == NOBODY || (strcmp(path, "pair.first_time") == 0 && s->d->payee == NOBODY)) return 0;
  int incomplete = world_complete(s->w, who) > s->d->time_us - 400 * DAY_US;
  if (strcmp(path, "pair.first_time") == 0) return incomplete && world_first_time(s->w, s->d) ? REACH_SHORT : 0;
  if (!is_past(path, &what)) return 0;
  int64_t time_us = world_past(s->w, s->d, who, what, &ahead);
  if (what == FIRST_SEEN || time_us < 0) return incomplete || (ahead && time_us < 0) ? REACH_SHORT : 0;
  return world_complete(s->w, who) > time_us ? REACH_SHORT : 0; /* a later one may be missing */
}

static value path_value(const char *path, const sight *s) {
  const deal *d = s->d;
  int what;
  if (strcmp(path, "transfer.time") == 0) return microseconds(V_TIME, d->time_us);
  if (is_past(path, &what)) return past_value(path, s, what);
  if (strstr(path, ".complete_days")) {
    uint32_t who = party_of(path, s);
    return who == NOBODY ? unknown() : complete_days(s, who);
  }
  if (strcmp(path, "transfer.amount") == 0) return money(d->amount_minor);
  if (strcmp(path, "transfer.balance_before") == 0) return d->has_balance ? money(d->balance_minor) : unknown();
  if (strcmp(path, "transfer.channel") == 0) return name_of(channel_names, d->channel);
  if (strcmp(path, "transfer.kind") == 0) return name_of(kind_names, d->kind);
  if (strcmp(path, "transfer.speed") == 0) return name_of(speed_names, d->speed);
  if (strcmp(path, "session.on_call") == 0) return yes_no(d->has_session ? d->on_call : FR_UNKNOWN);
  if (strcmp(path, "session.remote_control") == 0) return yes_no(d->has_session ? d->remote_control : FR_UNKNOWN);
  if (strcmp(path, "teller.on_phone") == 0) {
    if (!d->has_teller) return unknown();
    if (d->seen & FR_TELLER_ON_PHONE) return boolean(1);
    return d->ruled_out & FR_TELLER_ON_PHONE ? boolean(0) : unknown();
  }
  if (strcmp(path, "payer.age") == 0) return d->has_age ? integer(d->age) : unknown();
  if (strcmp(path, "pair.first_time") == 0) {
    return d->payee == NOBODY ? unknown() : boolean(world_first_time(s->w, d));
  }
  fprintf(stderr, "auditor: no field %s\n", path);
  exit(1);
}

static value label_of(const record *r) {
  const char *name = r->label == FR_EVENT_FRAUD_REPORTED ? "fraud" : r->label == FR_EVENT_CLEARED ? "cleared" : "none";
  return (value){V_STRING, 0, 0, name};
}

static value entry_value(const char *field, const record *r) {
  if (strcmp(field, "time") == 0) return microseconds(V_TIME, r->time_us);
  if (strcmp(field, "amount") == 0) return r->has_amount ? money(r->amount_minor) : unknown();
  if (strcmp(field, "channel") == 0) return name_of(channel_names, r->channel);
  if (strcmp(field, "speed") == 0) return name_of(speed_names, r->speed);
  if (strcmp(field, "status") == 0) return name_of(status_names, r->status);
  if (strcmp(field, "label") == 0) return label_of(r);
  if (strcmp(field, "label_time") == 0) return r->label ? microseconds(V_TIME, r->label_time_us) : unknown();
  if (strcmp(field, "payer") == 0) return party(r->payer); /* of a cash deposit: the account itself */
  if (strcmp(field, "payee") == 0) return party(r->payee);
  if (strcmp(field, "caller") == 0) return name_of(caller_names, r->caller);
  if (strcmp(field, "direction") == 0) return name_of(direction_names, r->direction);
  if (strcmp(field, "level") == 0) return r->level ? integer(r->level) : unknown();
  /* In the kinds of events and of transfers the numbers overlap; an event has no payer. */
  if (strcmp(field, "kind") == 0) return name_of(r->payer == NOBODY ? event_names : kind_names, r->kind);
  fprintf(stderr, "auditor: no field %s of an entry\n", field);
  exit(1);
}

static int equal(const value *a, const value *b) {
  if (a->kind == V_STRING) return b->kind == V_STRING && strcmp(a->text, b->text) == 0;
  if (a->kind == V_PARTY || a->kind == V_BOOL) return a->kind == b->kind && a->integer == b->integer;
  double x = a->kind == V_INT ? (double)a->integer : a->number;
  double y = b->kind == V_INT ? (double)b->integer : b->number;
  return x == y;
}

/* False (or true, for ||) wins, then unknown, then error. */
static value logic(const value *a, const value *b, int winner) {
  if (a->kind == V_BOOL && a->integer == winner) return *a;
  if (b->kind == V_BOOL && b->integer == winner) return *b;
  if (a->kind == V_UNKNOWN || b->kind == V_UNKNOWN) return unknown();
  if (a->kind == V_ERROR || b->kind == V_ERROR) return error();
  return boolean(!winner);
}

static value arithmetic(char op, const value *a, const value *b) {
  if (a->kind == V_TIME && b->kind == V_TIME) return microseconds(V_SPAN, a->integer - b->integer);
  if (a->kind == V_INT && b->kind == V_INT) {
    if (op == '+') return integer(a->integer + b->integer);
    if (op == '-') return integer(a->integer - b->integer);
    if (op == '*') return integer(a->integer * b->integer);
    return b->integer == 0 ? error() : integer(a->integer / b->integer);
  }
  double x = a->kind == V_INT ? (double)a->integer : a->number;
  double y = b->kind == V_INT ? (double)b->integer : b->number;
  return number(op == '+' ? x + y : op == '-' ? x - y : op == '*' ? x * y : x / y);
}

static value in_list(const value *a, const node *list, const sight *s) {
  for (uint32_t i = 0; i < list->item_count; i++) {
    value item = expression_eval(list->items[i], s);
    if (equal(a, &item)) return boolean(1);
  }
  return boolean(0);
}

/* "name" in payer.lists, and transfer.speed in lists.risky_speeds (which holds "real_time" alone). */
static value in_path(const value *a, const char *path, const sight *s) {
  if (strcmp(path, "lists.risky_speeds") == 0) return boolean(strcmp(a->text, "real_time") == 0);
  uint32_t who = strcmp(path, "payee.lists") == 0 ? s->d->payee : s->d->payer;
  if (who == NOBODY) return unknown();
  for (uint32_t l = 0; l < LIST_NAMES; l++) {
    if (strcmp(list_names[l], a->text) != 0) continue;
    int64_t until_us = s->w->profiles[who].listed_until_us[l];
    return boolean(until_us == 0 || until_us > s->d->time_us);
  }
  return boolean(0);
}

static value binary(const node *n, const sight *s) {
  value a = expression_eval(n->left, s);
  if (strcmp(n->op, "in") == 0) {
    if (a.kind == V_UNKNOWN || a.kind == V_ERROR) return a;
    return n->right->kind == N_LIST ? in_list(&a, n->right, s) : in_path(&a, n->right->path, s);
  }
  value b = expression_eval(n->right, s);
  if (n->op[0] == '&') return logic(&a, &b, 0);
  if (n->op[0] == '|') return logic(&a, &b, 1);
  if (a.kind == V_UNKNOWN || b.kind == V_UNKNOWN) return unknown();
  if (a.kind == V_ERROR || b.kind == V_ERROR) return error();
  if (strcmp(n->op, "==") == 0) return boolean(equal(&a, &b));
  if (strcmp(n->op, "!=") == 0) return boolean(!equal(&a, &b));
  if (strchr("+-*/", n->op[0])) return arithmetic(n->op[0], &a, &b);
  double x = a.kind == V_INT ? (double)a.integer : a.number;
  double y = b.kind == V_INT ? (double)b.integer : b.number;
  if (strcmp(n->op, "<=") == 0) return boolean(x <= y);
  if (strcmp(n->op, ">=") == 0) return boolean(x >= y);
  return boolean(n->op[0] == '<' ? x < y : x > y);
}

typedef struct item {
  const record *entry;
  value v;
} item;

static int left_out(uint32_t status) {
  return status == FR_TRANSFER_DELAYED || status == FR_TRANSFER_HELD || status == FR_TRANSFER_CANCELLED ||
         status == FR_TRANSFER_REFUSED || status == FR_TRANSFER_RETURNED;
}

static int64_t window_of(const node *n, const sight *s) {
  if (n->list == MONTHS) return n->window_us >= 0 ? n->window_us : 400 * DAY_US;
  return n->window_us >= 0 && n->window_us < s->w->horizon_us ? n->window_us : s->w->horizon_us;
}

/* Whose history it is; NOBODY where cash has no other party. */
static uint32_t owner_of(const node *n, const sight *s) {
  int of_payee = strcmp(n->path, "payee") == 0;
  if ((of_payee || n->of_pair) && s->d->payee == NOBODY) return NOBODY;
  if (of_payee) return s->d->payee;
  return strcmp(n->path, "customer") == 0 ? world_customer(s->d) : s->d->payer;
}

static int visible(const node *n, const sight *s, uint32_t who, const record *r, int64_t window_us) {
  int64_t age_us = s->d->time_us - r->time_us;
  if (age_us < 0 || age_us > window_us || !world_keeps(s->w, &s->w->profiles[who], r)) return 0;
  if (n->list == CONTACTS || n->list == EVENTS) return 1;
  if (world_hides(s->w, s->d, who, r)) return 0;
  if (n->of_pair && r->other != s->d->payee) return 0;
  return n->attempts || !left_out(r->status);
}

/* Fourteen months at most, each a record of its beginning and its largest amount. */
static int collect_months(const node *n, const sight *s, uint32_t who, item *items) {
  static record months[14];
  int count = 0;
  int now = world_month_of(s->w, s->d->time_us);
  int64_t begins_us = s->d->time_us;
  for (int back = 0; back < 14; back++) {
    begins_us = world_day_begins(s->w, begins_us);
    while (world_month_of(s->w, begins_us - 1) == now - back) begins_us -= DAY_US;
    int64_t largest = world_month(s->w, s->d, who, now - back);
    if (largest >= 0 && s->d->time_us - begins_us <= window_of(n, s)) {
      record *r = &months[back];
      memset(r, 0, sizeof *r);
      r->time_us = begins_us;
      r->amount_minor = largest;
      r->has_amount = 1;
      items[count++] = (item){r, unknown()};
    }
    begins_us--;
  }
  for (int i = 0; i < count / 2; i++) { /* the oldest first */
    item kept = items[i];
    items[i] = items[count - 1 - i];
    items[count - 1 - i] = kept;
  }
  return count;
}

/* All entries that the chain starts from, ordered by (time, order of observation). -1: the side is unknown. */
static int collect(const node *n, const sight *s, item *items) {
  uint32_t who = owner_of(n, s);
  if (who == NOBODY) return -1;
  if (n->list == MONTHS) return collect_months(n, s, who, items);
  const history *h = &s->w->profiles[who].list[n->list];
  int64_t window_us = window_of(n, s);
  int count = 0;
  for (uint32_t i = h->begin; i < h->count; i++) {
    if (!visible(n, s, who, &h->records[i], window_us)) continue;
    if (count == ITEMS_MAX) exit(1);
    int at = count++;
    while (at > 0 && items[at - 1].entry->time_us > h->records[i].time_us) {
      items[at] = items[at - 1];
      at--;
    }
    items[at] = (item){&h->records[i], unknown()};
  }
  return count;
}

static value quantified(const node *n, const sight *s, const item *items, int count) {
  int winner = n->terminal == T_EXISTS;
  value result = boolean(!winner);
  for (int i = 0; i < count; i++) {
    sight inner = *s;
    inner.entry = items[i].entry;
    inner.item = &items[i].v;
    value v = expression_eval(n->last, &inner);
    result = logic(&result, &v, winner);
  }
  return result;
}

/* The sum of nothing is of the type that the map would have given. */
static value sum(const node *n, const item *items, int count) {
  const node *map = n->lambda[n->step_count - 1u];
  if (map->kind == N_ENTRY && strcmp(map->path, "amount") == 0) {
    int64_t minor = 0;
    for (int i = 0; i < count; i++) minor += items[i].entry->amount_minor;
    value sum_minor = money(minor);
    sum_minor.integer = minor; /* with_days() adds to it before it is divided */
    return sum_minor;
  }
  value total = map->kind == N_ENTRY && strcmp(map->path, "level") == 0 ? integer(0) : number(0);
  for (int i = 0; i < count; i++) total = arithmetic('+', &total, &items[i].v);
  return total;
}

static value extreme(const node *n, const item *items, int count) {
  if (count == 0) return error();
  value best = items[0].v;
  for (int i = 1; i < count; i++) {
    double x = best.kind == V_INT ? (double)best.integer : best.number;
    double y = items[i].v.kind == V_INT ? (double)items[i].v.integer : items[i].v.number;
    if (n->terminal == T_MAX ? y > x : y < x) best = items[i].v;
  }
  return best;
}

static double number_of(const value *v) { return v->kind == V_INT ? (double)v->integer : v->number; }

static int by_number(const void *a, const void *b) {
  double x = number_of(&((const item *)a)->v), y = number_of(&((const item *)b)->v);
  return x < y ? -1 : x > y;
}

/* The first of the sorted values that so many in a hundred do not exceed. */
static value percentile(const node *n, const sight *s, item *items, int count) {
  value percent = expression_eval(n->last, s);
  if (count == 0) return error();
  qsort(items, (size_t)count, sizeof *items, by_number);
  int below = 1;
  while (below * 100 < number_of(&percent) * count) below++;
  return items[below - 1].v;
}

static value rises(const node *n, const sight *s, const item *items, int count) {
  value ratio = expression_eval(n->last, s);
  int64_t times = 0;
  for (int i = 1; i < count; i++) {
    double before = number_of(&items[i - 1].v), after = number_of(&items[i].v);
    times += before > 0 && after >= before * number_of(&ratio);
  }
  return integer(times);
}

/* Backwards, so that each value still finds the one before it. */
static int gaps(item *items, int count) {
  for (int i = count - 1; i > 0; i--) {
    const value *a = &items[i].v, *b = &items[i - 1].v;
    items[i].v = a->kind == V_INT      ? integer(a->integer - b->integer)
                 : a->kind == V_DOUBLE ? number(a->number - b->number)
                                       : microseconds(V_SPAN, a->integer - b->integer);
  }
  if (count > 1) memmove(items, items + 1, (size_t)(count - 1) * sizeof *items);
  return count > 1 ? count - 1 : 0;
}

/* Where the policies are at home, eight hours east of Greenwich. */
static int hours(item *items, int count) {
  for (int i = 0; i < count; i++) items[i].v = integer((items[i].v.integer / HOUR_US + 8) % 24);
  return count;
}

/* Applies one step; an unknown or error of any entry is that of the whole, and is given in `failure`. */
static int apply_step(const node *n, uint32_t step, const sight *s, item *items, int count, value *failure) {
  int kept = 0;
  if (n->steps[step] == STEP_GAPS) return gaps(items, count);
  if (n->steps[step] == STEP_HOURS) return hours(items, count);
  for (int i = 0; i < count; i++) {
    sight inner = *s;
    inner.entry = items[i].entry;
    inner.item = &items[i].v;
    int keep = 1;
    if (n->steps[step] == STEP_DISTINCT) {
      for (int k = 0; k < kept && keep; k++) keep = !equal(&items[k].v, &items[i].v);
    } else {
      value v = expression_eval(n->lambda[step], &inner);
      if (v.kind == V_UNKNOWN || v.kind == V_ERROR) *failure = v;
      if (n->steps[step] == STEP_MAP)
        items[i].v = v;
      else
        keep = v.kind == V_BOOL && v.integer;
    }
    if (keep) items[kept++] = items[i];
  }
  return kept;
}

/* Entries that gave way to the bound still count, by whole days, where nothing but a number, a sum or a maximum of
 * amounts is asked. */
static int counts_days(const node *n) {
  if (n->list > RECEIVED || n->of_pair) return 0;
  if (n->terminal == T_SIZE && n->step_count == 0) return 1;
  if ((n->terminal != T_SUM && n->terminal != T_MAX) || n->step_count != 1 || n->steps[0] != STEP_MAP) return 0;
  return n->lambda[0]->kind == N_ENTRY && strcmp(n->lambda[0]->path, "amount") == 0;
}

static int in_a_day(const node *n, const sight *s, const profile *p, const record *r) {
  int64_t now_us = s->d->time_us;
  int64_t from_us = now_us - window_of(n, s);
  int64_t begins_us = world_day_begins(s->w, r->time_us);
  if (!r->gave_way || begins_us < from_us || begins_us < p->newest_us - s->w->horizon_us) return 0;
  if (begins_us + DAY_US - 1 > now_us) return 0;
  return n->attempts || (!r->mended && !left_out(r->status));
}

static value with_days(const node *n, const sight *s, value exact) {
  const profile *p = &s->w->profiles[owner_of(n, s)];
  const history *h = &p->list[n->list];
  int64_t minor = 0;
  int64_t largest = -1;
  int64_t count = 0;
  if (p->gave_way_us[n->list] < 0) return exact;
  for (uint32_t i = 0; i < h->count; i++) {
    const record *r = &h->records[i];
    if (!in_a_day(n, s, p, r)) continue;
    count++;
    minor += r->amount_minor;
    if (r->amount_minor > largest) largest = r->amount_minor;
  }
  if (n->terminal == T_SIZE) return integer(exact.integer + count);
  if (n->terminal == T_SUM) return money(exact.integer + minor);
  if (largest < 0) return exact;
  value most = money(largest);
  return exact.kind == V_DOUBLE && exact.number > most.number ? exact : most;
}

static value chain_over(const node *n, const sight *s, item *items) {
  int count = collect(n, s, items);
  value failure = boolean(0);
  if (count < 0) return unknown();
  for (uint32_t step = 0; step < n->step_count; step++) {
    count = apply_step(n, step, s, items, count, &failure);
    if (failure.kind != V_BOOL) return failure;
  }
  if (n->terminal == T_SIZE) return integer(count);
  if (n->terminal == T_SUM) return sum(n, items, count);
  if (n->terminal == T_PERCENTILE) return percentile(n, s, items, count);
  if (n->terminal == T_RISES) return rises(n, s, items, count);
  if (n->terminal == T_EXISTS || n->terminal == T_ALL) return quantified(n, s, items, count);
  return extreme(n, items, count);
}

/* A chain may ask another one of each of its entries. */
static value chain(const node *n, const sight *s) {
  static item items[CHAINS_DEEP][ITEMS_MAX];
  static uint32_t depth;
  if (depth == CHAINS_DEEP) exit(1);
  value v = chain_over(n, s, items[depth++]);
  depth--;
  if (counts_days(n) && owner_of(n, s) != NOBODY) v = with_days(n, s, v);
  return v;
}

static uint32_t chain_reach(const node *n, const sight *s) {
  uint32_t who = owner_of(n, s);
  if (who == NOBODY) return 0; /* nothing was looked for, so nothing was missed */
  const profile *p = &s->w->profiles[who];
  int64_t from_us = s->d->time_us - window_of(n, s);
  if (world_complete(s->w, who) > from_us) return REACH_SHORT;
  if (n->list == MONTHS) return p->used && p->newest_us > s->d->time_us ? REACH_SHORT : 0;
  uint32_t reach = world_reaches(s->w, p, n->list, from_us) ? 0 : REACH_SHORT;
  return p->gave_way_us[n->list] >= 0 ? reach | REACH_CUT : reach;
}

uint32_t expression_reach(const node *n, const sight *s, const uint32_t *of_features) {
  if (!n) return 0;
  if (n->kind == N_FEATURE) return of_features[n->index];
  if (n->kind == N_MODEL) return s->reach_of_models;
  uint32_t reach = n->kind == N_CHAIN ? chain_reach(n, s) : n->kind == N_PATH ? path_reach(n->path, s) : 0;
  reach |= expression_reach(n->left, s, of_features) | expression_reach(n->right, s, of_features);
  for (uint32_t i = 0; i < n->item_count; i++) reach |= expression_reach(n->items[i], s, of_features);
  for (uint32_t i = 0; i < n->step_count; i++) reach |= expression_reach(n->lambda[i], s, of_features);
  return reach | expression_reach(n->last, s, of_features);
}

value expression_eval(const node *n, const sight *s) {
  value v;
  switch (n->kind) {
    case N_VALUE: return n->constant;
    case N_FEATURE: return s->features[n->index];
    case N_MODEL: return s->models[n->index];
    case N_PATH: return path_value(n->path, s);
    case N_ENTRY: return entry_value(n->path, s->entry);
    case N_ITEM: return *s->item;
    case N_BINARY: return binary(n, s);
    case N_CHAIN: return chain(n, s);
    case N_HAS: v = path_value(n->left->path, s); return boolean(v.kind != V_UNKNOWN);
    default: break;
  }
  v = expression_eval(n->left, s);
  if (v.kind == V_UNKNOWN || v.kind == V_ERROR) return v;
  if (n->kind == N_NOT) return boolean(!v.integer);
  if (n->kind == N_DOUBLE) return number(v.kind == V_INT ? (double)v.integer : v.number);
  return v.kind == V_INT ? integer(-v.integer) : number(-v.number);
}

void expression_names(const node *n, uint32_t *marks) {
  if (!n) return;
  if (n->kind == N_FEATURE) marks[n->index] = 1;
  if (n->kind == N_MODEL) marks[EXPRESSION_MODELS] = 1;
  expression_names(n->left, marks);
  expression_names(n->right, marks);
  for (uint32_t i = 0; i < n->item_count; i++) expression_names(n->items[i], marks);
}

int value_failed(const value *v) { return v->kind == V_ERROR || (v->kind == V_DOUBLE && !isfinite(v->number)); }

void value_print(char *out, size_t size, const value *v) {
  switch (v->kind) {
    case V_UNKNOWN: snprintf(out, size, "unknown"); break;
    case V_ERROR: snprintf(out, size, "error"); break;
    case V_BOOL: snprintf(out, size, "%s", v->integer ? "true" : "false"); break;
    case V_DOUBLE: snprintf(out, size, "%.17g", v->number); break;
    case V_STRING: snprintf(out, size, "\"%s\"", v->text); break;
    default: snprintf(out, size, "%lld", (long long)v->integer); break;
  }
}
