/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate_options.h"

#include <argp.h>
#include <string.h>

#include "numbers.h"

enum { KEY_SEED = 256, KEY_CUSTOMERS, KEY_DAYS, KEY_BASE_RATE, KEY_SESSION, KEY_NO_SETTLED };
enum {
  CUSTOMERS_LEAST = 100,
  CUSTOMERS_MOST = 100000000,
  DAYS_MOST = 3650,
  /* Pay.UK, evidence to Parliament FDF0014: 0.0066 % of Faster Payments by volume. */
  BASE_RATE_USUAL = 66
};

static const struct argp_option table[] = {
    {"seed", KEY_SEED, "N", 0, "the same number makes the same files, on every machine", 1},
    {"customers", KEY_CUSTOMERS, "N", 0, "how many the bank has: 100 or more", 1},
    {"days", KEY_DAYS, "N", 0, "how long: up to 3650", 1},
    {"out", 'o', "DIR", 0, "the folder of transfers.csv, events.csv, truth.csv and README.md", 1},
    {"parameters", 'p', "SET", 0, "default, second, or a file with its folder", 2},
    {"base-rate", KEY_BASE_RATE, "N", 0, "payments of victims in a million transfers; 66", 2},
    {"session-known", KEY_SESSION, "PERCENT", 0,
     "of how many customers the bank sees calls and shared screens; without it as the parameters say", 2},
    {"no-settled", KEY_NO_SETTLED, NULL, 0,
     "leave the events settled out, which are most of them; read the files with --outcomes-reported no then", 2},
    {0}};

static int64_t number(const char *option, const char *text, int64_t least, int64_t most, struct argp_state *state) {
  int64_t value = least;
  const char *fault = integer_parse(text, strlen(text), least, most, &value);
  if (fault != NULL)
    argp_error(state, "%s: \"%s\" %s (%lld to %lld)", option, text, fault, (long long)least, (long long)most);
  return value;
}

static void check(const simulate_options *o, bool has_seed, struct argp_state *state) {
  if (!has_seed) argp_error(state, "--seed is missing: any number, which makes these files and no others");
  if (o->customers == 0) argp_error(state, "--customers is missing: how many the bank has");
  if (o->days == 0) argp_error(state, "--days is missing: how long");
  if (o->out == NULL) argp_error(state, "--out is missing: name the folder that the files go to");
}

typedef struct parsing {
  simulate_options *options;
  bool has_seed;
} parsing;

static error_t parse(int key, char *text, struct argp_state *state) {
  parsing *p = state->input;
  simulate_options *o = p->options;
  switch (key) {
    case KEY_SEED:
      o->seed = (uint64_t)number("--seed", text, 0, INT64_MAX, state);
      p->has_seed = true;
      break;
    case KEY_CUSTOMERS:
      o->customers = (uint32_t)number("--customers", text, CUSTOMERS_LEAST, CUSTOMERS_MOST, state);
      break;
    case KEY_DAYS: o->days = number("--days", text, 1, DAYS_MOST, state); break;
    case KEY_BASE_RATE: o->base_rate = (uint64_t)number("--base-rate", text, 0, 1000000, state); break;
    case KEY_SESSION: o->session_percent = number("--session-known", text, 0, 100, state); break;
    case KEY_NO_SETTLED: o->writes_settled = false; break;
    case 'o': o->out = text; break;
    case 'p': o->parameters = text; break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is not an option; the folder is given with --out", text); break;
    case ARGP_KEY_END: check(o, p->has_seed, state); break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

void simulate_options_parse(int argc, char **argv, simulate_options *options) {
  *options = (simulate_options){
      .base_rate = BASE_RATE_USUAL, .session_percent = -1, .parameters = "default", .writes_settled = true};
  static const char doc[] = "Makes up a bank: ordinary life, and scams among it, with the truth beside them.";
  const struct argp parser = {table, parse, "", doc, NULL, NULL, NULL};
  parsing p = {options, false};
  argp_parse(&parser, argc, argv, 0, NULL, &p);
}
