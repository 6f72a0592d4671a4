/* SPDX-License-Identifier: Apache-2.0 */
#include "options.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  KEY_EVENTS = 256,
  KEY_MAP,
  KEY_EVENTS_MAP,
  KEY_LISTS,
  KEY_LISTS_MAP,
  KEY_LANGUAGE,
  KEY_FORMAT,
  KEY_IGNORE,
  KEY_STRICT,
  KEY_SORT,
  KEY_LIMITS,
  KEY_THREADS,
  KEY_OUTCOMES,
  KEY_SECRET,
  KEY_PARTIES,
  KEY_MEMORY,
  KEY_TIME_UNIT,
  KEY_TIME_START,
  KEY_GAP,
  KEY_COMPLETE,
  KEY_KEEP_IDLE,
  KEY_UNSIGNED,
  KEY_TRANSFER,
  KEY_ID,
  KEY_JSON,
  KEY_NOTES,
  KEY_TRUST,
  KEY_TYPE,
  KEY_ROLE,
  KEY_PRIVATE,
  KEY_AT,
  KEY_OFF,
  KEY_NUMBER,
  KEY_FROM,
  KEY_UNTIL,
  KEY_BINDING,
  KEY_JOURNAL,
  KEY_SEALING,
  KEY_CHECKPOINT,
  KEY_SEGMENT,
  KEY_SNAPSHOT,
  KEY_CHALLENGER,
  KEY_CAPACITY,
  KEY_DRAWS,
  KEY_SEED,
  KEY_LABEL_DELAY,
  KEY_REPORTED,
  KEY_LABELS,
  KEY_UNSORTED,
  KEY_SORT_MEMORY,
  KEY_GROUNDS,
  KEY_HEADERS,
  KEY_UNLABELLED
};

static const struct argp_option run_option_table[] = {
    {"policy", 'p', "FILE", 0, "the policy: a bundle, or its YAML, which is built first", 1},
    {"challenger", KEY_CHALLENGER, "FILE", 0, "of backtest: a policy beside it, over the same transfers; up to four",
     1},
    {"in", 'i', "FILE", 0, "transfers: CSV or JSON lines, also .zst; - or nothing: standard input", 1},
    {"events", KEY_EVENTS, "FILE", 0, "what became of transfers, contacts, lists", 1},
    {"lists", KEY_LISTS, "FILE", 0, "watch lists: a row a party and list", 1},
    {"out", 'o', "FILE", 0, "where the result goes; of backtest a folder", 1},
    {"map", KEY_MAP, "FIELD=COLUMN,…", 0, "columns of the transfers that have other names", 2},
    {"map-events", KEY_EVENTS_MAP, "FIELD=COLUMN,…", 0, "the same for the events", 2},
    {"map-lists", KEY_LISTS_MAP, "FIELD=COLUMN,…", 0, "the same for the lists", 2},
    {"ignore-columns", KEY_IGNORE, NULL, 0, "do not refuse columns that are not known", 2},
    {"header-again", KEY_HEADERS, "refuse|follow", 0,
     "CSV whose header stands in it once more, as where files were joined: stop there, or go on in that header's order",
     2},
    {"format", KEY_FORMAT, "csv|json", 0, "instead of looking at the first byte", 2},
    {"time-unit", KEY_TIME_UNIT, "DURATION", 0, "times are steps of this length", 2},
    {"time-start", KEY_TIME_START, "TIME", 0, "when step 0 begins", 2},
    {"sort", KEY_SORT, NULL, 0, "sort by time; needed when standard input is not sorted", 2},
    {"unsorted", KEY_UNSORTED, "sort|refuse", 0,
     "a file that is not in the order of time is sorted on the disk, or refused with its first such line", 2},
    {"sort-memory", KEY_SORT_MEMORY, "SIZE", 0,
     "rows that may lie in memory while they are sorted, 256M; the rest lies in files in TMPDIR", 2},
    {"label-delay", KEY_LABEL_DELAY, "DURATION", 0,
     "a row whose column fraud says so is reported as fraud so long after the transfer", 2},
    {"reported", KEY_REPORTED, "COLUMN", 0, "the column with the time of the report, in place of reported_at", 2},
    {"strict", KEY_STRICT, NULL, 0, "stop at the first bad row", 2},
    {"limits", KEY_LIMITS, NULL, 0, "of backtest: the policy's limits lower outcomes, as score has them do", 3},
    {"labels", KEY_LABELS, "column|events", 0,
     "of backtest: what is a fraud is said by the column fraud, or by the events fraud_reported and cleared", 3},
    {"unlabelled", KEY_UNLABELLED, "SCAM,…", 0,
     "of backtest: a row whose column scam says one of these is neither a fraud nor honest; mule, so that victims' "
     "payments alone count",
     3},
    {"grounds", KEY_GROUNDS, NULL, 0, "of score: each line also tells every rule that counted, and what thresholds", 3},
    {"capacity", KEY_CAPACITY, "N,…", 0,
     "of backtest: alerts a day that the staff can look at; without it round numbers about as many as there were", 3},
    {"draws", KEY_DRAWS, "N", 0, "of backtest: draws of customers for the intervals; 200, 0 for none", 3},
    {"seed", KEY_SEED, "N", 0, "of backtest: of these draws; 1", 3},
    {"language", KEY_LANGUAGE, "LANGUAGE", 0, "of the reasons: en, zh, …", 3},
    {"threads", KEY_THREADS, "1|2", 0, "2: read and fold in one, decide and write in another", 3},
    {"outcomes-reported", KEY_OUTCOMES, "yes|no", 0,
     "whether events tell what became of transfers; without events the default is no, and a transfer counts as settled "
     "after 24 hours",
     3},
    {"key", KEY_SECRET, "HEX", 0, "the 16 bytes that identifiers become keys under", 4},
    {"parties", KEY_PARTIES, "N", 0, "the most parties", 4},
    {"memory", KEY_MEMORY, "SIZE", 0, "the most memory that histories take, such as 4G", 4},
    {"max-gap", KEY_GAP, "DURATION", 0, "refuse a row this far past the newest before it", 4},
    {"keep-idle", KEY_KEEP_IDLE, NULL, 0,
     "past --parties or --memory refuse new parties, instead of letting the idle ones give way", 4},
    {"journal", KEY_JOURNAL, "DIR", 0,
     "of score: what happens is journaled there, and what the journal has is where it goes on from; of backtest: its "
     "transfers are decided by the policy",
     4},
    {"sealing-key", KEY_SEALING, "HEX", 0,
     "32 bytes: remarks, purposes, notes and attributes are journaled sealed under it; without it they are left out",
     4},
    {"checkpoint-key", KEY_CHECKPOINT, "FILE", 0, "a private key as PEM: the journal's checkpoints are signed with it",
     4},
    {"segment", KEY_SEGMENT, "SIZE", 0, "of the journal's new files; without it 64 MiB", 4},
    {"snapshot", KEY_SNAPSHOT, NULL, 0, "when all is scored, write a snapshot beside the journal", 4},
    {"complete-from", KEY_COMPLETE, "TIME", 0,
     "from when on the files tell all that happened: what asks for earlier is marked approximate; always: nothing "
     "came before them; without it from the first row",
     4},
    {"trust", KEY_TRUST, "FILE", 0, "who must have signed the bundle: a YAML file of roles and public keys", 4},
    {"accept-unsigned", KEY_UNSIGNED, NULL, 0, "so it is here without --trust: bundles that nobody signed are taken",
     4},
    {0}};

static uint32_t parse_outcomes(const char *text, struct argp_state *state) {
  if (strcmp(text, "yes") == 0) return FR_YES;
  if (strcmp(text, "no") == 0) return FR_NO;
  argp_error(state, "--outcomes-reported: say yes or no");
  return FR_UNKNOWN;
}

static void parse_key(const char *option, const char *text, uint8_t *key, size_t bytes, struct argp_state *state) {
  static const char hex[] = "0123456789abcdef0123456789ABCDEF";
  const size_t digits = 2 * bytes;
  const bool right_length = strlen(text) == digits;
  for (size_t i = 0; i < digits && right_length; i++) {
    const char *digit = strchr(hex, text[i]);
    if (digit == NULL) break;
    const unsigned value = (unsigned)(digit - hex) % 16;
    key[i / 2] = (uint8_t)(i % 2 ? key[i / 2] | value : value << 4);
    if (i == digits - 1) return;
  }
  argp_error(state, "%s: write %zu hexadecimal digits", option, digits);
}

/* --map names fields of this program; a wrong one is a usage error, before any file is opened. */
static const char *parse_map(const char *option, schema what, const char *text, struct argp_state *state) {
  for (const char *at = text; *at;) {
    const char *end = strchrnul(at, ','), *equals = memchr(at, '=', (size_t)(end - at));
    if (equals == NULL || equals == at || equals + 1 == end) {
      argp_error(state, "%s: write FIELD=COLUMN, several with commas between them", option);
      return text;
    }
    if (column_find(what, at, (size_t)(equals - at)) == NULL) {
      const char *like = column_suggestion(what, at, (size_t)(equals - at));
      argp_error(state,
                 like ? "%s: there is no field \"%.*s\"; did you mean \"%s\"?" : "%s: there is no field \"%.*s\"",
                 option, (int)(equals - at), at, like);
    }
    at = *end ? end + 1 : end;
  }
  return text;
}

static void usage_fault(struct argp_state *state, const char *option, const char *text, const char *fault) {
  if (fault) argp_error(state, "%s: \"%s\" %s", option, text, fault);
}

static int64_t parse_count(const char *option, const char *text, int64_t most, struct argp_state *state) {
  int64_t number = 1;
  usage_fault(state, option, text, integer_parse(text, strlen(text), 1, most, &number));
  return number;
}

static file_format parse_format(const char *text, struct argp_state *state) {
  if (strcmp(text, "csv") == 0) return FORMAT_CSV;
  if (strcmp(text, "json") != 0) argp_error(state, "--format: say csv or json");
  return FORMAT_JSON;
}

static void parse_capacities(const char *text, run_options *o, struct argp_state *state) {
  o->capacity_count = 0;
  for (const char *at = text; *at;) {
    const char *end = strchrnul(at, ',');
    int64_t number = 0;
    if (o->capacity_count == CAPACITIES_MAX) argp_error(state, "--capacity: %d numbers are the most", CAPACITIES_MAX);
    usage_fault(state, "--capacity", text, integer_parse(at, (size_t)(end - at), 1, 1000000000, &number));
    o->capacities[o->capacity_count++] = (uint64_t)number;
    at = *end ? end + 1 : end;
  }
  if (o->capacity_count == 0) argp_error(state, "--capacity: write numbers, with commas between them");
}

static bool parse_either(const char *option, const char *text, const char *yes, const char *no,
                         struct argp_state *state) {
  if (strcmp(text, yes) == 0) return true;
  if (strcmp(text, no) != 0) argp_error(state, "%s: say %s or %s", option, yes, no);
  return false;
}

/* One more field with another name. */
static void map_reported(run_options *o, const char *name, struct argp_state *state) {
  const int size = snprintf(o->reported_map, sizeof o->reported_map, "%s%sreported_at=%s", o->map ? o->map : "",
                            o->map ? "," : "", name);
  if (size < 0 || (size_t)size >= sizeof o->reported_map) argp_error(state, "--reported: --map and it are too long");
  o->map = parse_map("--reported", SCHEMA_TRANSFERS, o->reported_map, state);
}

static void check_backtest(const run_options *o, struct argp_state *state) {
  if (o->command != COMMAND_BACKTEST && (o->challenger_count != 0 || o->labels_of_events || o->capacity_count != 0))
    argp_error(state, "--challenger, --labels and --capacity belong to backtest");
  if (o->command != COMMAND_BACKTEST && o->unlabelled != NULL) argp_error(state, "--unlabelled belongs to backtest");
  if (o->command != COMMAND_SCORE && o->grounds) argp_error(state, "--grounds belongs to score");
  if (o->unlabelled != NULL && o->journal != NULL)
    argp_error(state, "--unlabelled: a journal has no column scam; leave it out");
  if (o->labels_of_events && (o->events == NULL || strcmp(o->events, "-") == 0))
    argp_error(state, "--labels events: name the file with --events");
  if (o->refuse_unsorted && o->sort) argp_error(state, "--unsorted refuse: leave out --sort");
}

static void check_run(const run_options *o, struct argp_state *state) {
  if (o->command == COMMAND_DIFF && o->other == NULL) argp_error(state, "name two policies: YAML files or folders");
  if (o->command == COMMAND_EXPLAIN && o->policy == NULL) argp_error(state, "name the policy, and --transfer FILE");
  if (o->command == COMMAND_EXPLAIN && o->in == NULL)
    argp_error(state, "--transfer is missing: name the file that the transfer stands in, or -");
  if (o->command == COMMAND_DIFF && o->in != NULL && strcmp(o->in, "-") == 0)
    argp_error(state, "--in: the transfers are read once for each policy; name a file");
  if (o->lists != NULL && strcmp(o->lists, "-") == 0)
    argp_error(state, "--lists: standard input is for the transfers; name a file");
  if (o->policy == NULL) argp_error(state, "--policy is missing: name the bundle that `fraudrisk policy build` made");
  if (o->journal != NULL && o->command == COMMAND_BACKTEST) {
    if (strcmp(o->in, "-") != 0 || o->events != NULL)
      argp_error(state, "--journal: the journal has the transfers and the events; leave out --in and --events");
    if (o->limits) argp_error(state, "--journal: what is decided again is not lowered; leave out --limits");
  } else if (o->journal != NULL && o->command != COMMAND_SCORE) {
    argp_error(state, "--journal belongs to score and backtest");
  }
  if (o->journal != NULL && o->threads != 1)
    argp_error(state, "--journal: decisions are journaled where they are made; say --threads 1");
  check_backtest(o, state);
  if (o->seals && o->journal == NULL) argp_error(state, "--sealing-key needs --journal");
  if ((o->checkpoint_key != NULL || o->segment_bytes != 0 || o->snapshot) &&
      (o->journal == NULL || o->command != COMMAND_SCORE))
    argp_error(state, "--checkpoint-key, --segment and --snapshot belong to score --journal");
  if (o->step_us > 0 && o->time_start == NULL) argp_error(state, "--time-unit needs --time-start");
  if (o->step_us == 0 && o->time_start != NULL) argp_error(state, "--time-start needs --time-unit");
}

/* The rows of one file are scored; of two names the first would be forgotten without a word. */
static void take_in(run_options *o, const char *path, struct argp_state *state) {
  if (o->in_given) argp_error(state, "--in is given twice; one file is read, so write the rows of several as one");
  o->in_given = true;
  o->in = path;
}

/* One line an option. */
/* clang-format off */
/* Those of backtest alone. */
static error_t parse_backtest(int key, const char *text, run_options *o, struct argp_state *state) {
  switch (key) {
    case KEY_LIMITS: o->limits = true; break;
    case KEY_CHALLENGER:
      if (o->challenger_count == FR_MAX_CHALLENGERS)
        argp_error(state, "--challenger: %d are the most", FR_MAX_CHALLENGERS);
      o->challengers[o->challenger_count++] = text;
      break;
    case KEY_CAPACITY: parse_capacities(text, o, state); break;
    case KEY_DRAWS:
      o->draws = 0;
      if (strcmp(text, "0") != 0) o->draws = (unsigned)parse_count("--draws", text, 2000, state);
      break;
    case KEY_SEED: o->seed = (uint64_t)parse_count("--seed", text, INT64_MAX, state); break;
    case KEY_LABELS: o->labels_of_events = parse_either("--labels", text, "events", "column", state); break;
    case KEY_UNLABELLED: o->unlabelled = text; break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

static error_t parse_run(int key, char *text, struct argp_state *state) {
  run_options *o = state->input;
  switch (key) {
    case 'p': o->policy = text; break;
    case 'i': take_in(o, text, state); break;
    case 'o': o->out = text; break;
    case KEY_EVENTS: o->events = text; break;
    case KEY_MAP: o->map = parse_map("--map", SCHEMA_TRANSFERS, text, state); break;
    case KEY_EVENTS_MAP: o->events_map = parse_map("--map-events", SCHEMA_EVENTS, text, state); break;
    case KEY_LISTS: o->lists = text; break;
    case KEY_LISTS_MAP: o->lists_map = parse_map("--map-lists", SCHEMA_LISTS, text, state); break;
    case KEY_LANGUAGE: o->language = text; break;
    case KEY_IGNORE: o->ignore_columns = true; break;
    case KEY_STRICT: o->strict = true; break;
    case KEY_SORT: o->sort = true; break;
    case KEY_UNSIGNED: break;
    case KEY_TRUST: o->trust = text; break;
    case KEY_OUTCOMES: o->outcomes_reported = parse_outcomes(text, state); break;
    case KEY_SECRET: parse_key("--key", text, o->key, sizeof o->key, state); break;
    case KEY_JOURNAL: o->journal = text; break;
    case KEY_SEALING:
      parse_key("--sealing-key", text, o->sealing_key, sizeof o->sealing_key, state);
      o->seals = true;
      break;
    case KEY_CHECKPOINT: o->checkpoint_key = text; break;
    case KEY_SEGMENT: usage_fault(state, "--segment", text, size_parse(text, strlen(text), &o->segment_bytes)); break;
    case KEY_SNAPSHOT: o->snapshot = true; break;
    case KEY_FORMAT: o->format = parse_format(text, state); break;
    case KEY_THREADS: o->threads = (unsigned)parse_count("--threads", text, 2, state); break;
    case KEY_PARTIES: o->parties = (uint64_t)parse_count("--parties", text, INT64_C(1) << 40, state); break;
    case KEY_MEMORY: usage_fault(state, "--memory", text, size_parse(text, strlen(text), &o->memory_bytes)); break;
    case KEY_TIME_UNIT:
      usage_fault(state, "--time-unit", text, duration_parse(text, strlen(text), &o->step_us));
      if (o->step_us <= 0) argp_error(state, "--time-unit: must be longer than nothing");
      break;
    case KEY_TIME_START: o->time_start = text; break;
    case KEY_LABEL_DELAY:
      usage_fault(state, "--label-delay", text, duration_parse(text, strlen(text), &o->label_delay_us));
      break;
    case KEY_REPORTED: o->reported = text; break;
    case KEY_GROUNDS: o->grounds = true; break;
    case KEY_HEADERS: o->follows_headers = parse_either("--header-again", text, "follow", "refuse", state); break;
    case KEY_SORT_MEMORY:
      usage_fault(state, "--sort-memory", text, size_parse(text, strlen(text), &o->sort_bytes));
      if (o->sort_bytes == 0) argp_error(state, "--sort-memory: must be more than nothing");
      break;
    case KEY_UNSORTED: o->refuse_unsorted = parse_either("--unsorted", text, "refuse", "sort", state); break;
    case KEY_KEEP_IDLE: o->keep_idle = true; break;
    case KEY_COMPLETE: o->complete_from = text; break;
    case KEY_GAP: usage_fault(state, "--max-gap", text, duration_parse(text, strlen(text), &o->gap_max_us)); break;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\" is not an option; files are given with --in and --out", text); break;
    case ARGP_KEY_END:
      if (o->reported != NULL) map_reported(o, o->reported, state);
      check_run(o, state);
      break;
    default: return parse_backtest(key, text, o, state);
  }
  return 0;
}
/* clang-format on */

/* ---- policy explain, policy diff: options of rows, and words of their own ---- */

static error_t parse_compared(int key, char *text, struct argp_state *state) {
  run_options *o = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = o; break;
    case KEY_TRANSFER: o->in = text; break;
    case KEY_ID: o->id = text; break;
    case KEY_JSON: o->json = true; break;
    case ARGP_KEY_ARG:
      if (o->policy == NULL)
        o->policy = text;
      else if (o->command == COMMAND_DIFF && o->other == NULL)
        o->other = text;
      else
        argp_error(state, "\"%s\" is one name too many", text);
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

static void parse_policy_run(int argc, char **argv, run_options *options) {
  static const struct argp_option explain_table[] = {
      {"transfer", KEY_TRANSFER, "FILE", 0, "the transfer, alone or among others before it; - is standard input", 0},
      {"id", KEY_ID, "ID", 0, "which transfer of the file, where it holds several", 0},
      {"json", KEY_JSON, NULL, 0, "as one JSON object", 0},
      {0}};
  static const struct argp_option diff_table[] = {{"json", KEY_JSON, NULL, 0, "as one JSON object", 0}, {0}};
  static const struct argp rows = {run_option_table, parse_run, NULL, NULL, NULL, NULL, NULL};
  static const struct argp_child children[] = {{&rows, 0, "Options of rows, as of score:", 9}, {0}};
  const bool explain = options->command == COMMAND_EXPLAIN;
  options->in = NULL;
  const struct argp parser = {explain ? explain_table : diff_table,
                              parse_compared,
                              explain ? "PATH --transfer FILE" : "A B",
                              explain
                                  ? "Tells of one transfer every value, every rule, and the path to the outcome."
                                  : "Tells what changed from one policy to another, and what they decide otherwise.",
                              children,
                              NULL,
                              NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
}

void options_parse(command which, int argc, char **argv, run_options *options) {
  static const char *const docs[] = {
      [COMMAND_SCORE] = "Answers allow, warn or hold for each transfer, one JSON line each.",
      [COMMAND_FEATURES] = "Writes the policy's features of each transfer as CSV; an empty cell is unknown.",
      [COMMAND_BACKTEST] = "Scores a file and measures: outcomes, rules, scams, and the labels where there are any."};
  *options = (run_options){.command = which,
                           .in = "-",
                           .language = "en",
                           .threads = 1,
                           .gap_max_us = -1,
                           .label_delay_us = -1,
                           .draws = 200,
                           .sort_bytes = UINT64_C(1) << 28,
                           .seed = 1,
                           .argc = argc,
                           .argv = argv};
  if (which == COMMAND_EXPLAIN || which == COMMAND_DIFF) {
    parse_policy_run(argc, argv, options);
    return;
  }
  const struct argp parser = {run_option_table, parse_run, "", docs[which], NULL, NULL, NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
}

/* ---- policy check, build, test, show, docs ---- */

static error_t parse_policy(int key, char *text, struct argp_state *state) {
  policy_options *o = state->input;
  switch (key) {
    case 'o': o->out = text; break;
    case KEY_JSON: o->json = true; break;
    case KEY_NOTES: o->notes = true; break;
    case ARGP_KEY_ARG:
      if (o->path == NULL) {
        o->path = text;
        break;
      }
      if (!o->takes_scenarios) argp_error(state, "name one policy only");
      o->scenarios = state->argv + state->next - 1;
      o->scenario_count = (unsigned)(state->argc - state->next + 1);
      state->next = state->argc;
      break;
    case ARGP_KEY_END:
      if (o->path == NULL) argp_error(state, "name the policy: a YAML file, or a folder with a policy.yaml in it");
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

void policy_options_parse(policy_command which, int argc, char **argv, policy_options *options) {
  static const struct argp_option check_table[] = {
      {"json", KEY_JSON, NULL, 0, "problems as JSON lines on standard output, for editors", 0},
      {"notes", KEY_NOTES, NULL, 0, "also rules that always fire together with another", 0},
      {0}};
  static const struct argp_option build_table[] = {
      {"output", 'o', "FILE", 0, "the bundle; without it the policy's name and version with .frb", 0}, {0}};
  static const struct argp_option out_table[] = {{"output", 'o', "FILE", 0, "instead of standard output", 0}, {0}};
  static const struct argp_option no_table[] = {{0}};
  static const struct {
    const struct argp_option *table;
    const char *words, *doc;
  } parts[] = {
      [POLICY_CHECK] = {check_table, "PATH", "Says whether a policy is right, and runs its own tests."},
      [POLICY_BUILD] = {build_table, "PATH [SCENARIOS…]",
                        "Makes a bundle of a policy, after its own tests have passed; they travel along in it, and so "
                        "do scenario files and folders that are named."},
      [POLICY_TEST] =
          {no_table, "PATH [SCENARIOS…]",
           "Runs a policy's own tests and scenario files; without any, those in the folder scenarios beside "
           "the policy."},
      [POLICY_SHOW] = {out_table, "PATH", "Writes a policy in one stable form, to be kept and compared."},
      [POLICY_DOCS] = {out_table, "PATH", "Writes a policy's manual as Markdown."},
  };
  *options = (policy_options){.takes_scenarios = which == POLICY_TEST || which == POLICY_BUILD};
  const struct argp parser = {parts[which].table, parse_policy, parts[which].words, parts[which].doc, NULL, NULL, NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
}

/* ---- policy keygen, sign, verify ---- */

static bool is_role(const char *text) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-";
  const size_t size = strlen(text);
  return size > 0 && size <= FR_MAX_NAME_BYTES && strspn(text, letters) == size && strspn(text, letters + 53) == 0;
}

static void check_sign(const sign_options *o, struct argp_state *state) {
  const bool keygen = o->command == SIGN_KEYGEN, sign = o->command == SIGN_SIGN;
  if (o->command == SIGN_SWITCH) {
    if (o->policy == NULL) argp_error(state, "--policy is missing: name the policy whose rules these are");
    if (o->out == NULL) argp_error(state, "--output is missing: name the file for the document");
    if (o->number == 0) argp_error(state, "--number is missing: one more than that of the last document");
    return;
  }
  if (keygen && o->out == NULL) argp_error(state, "--output is missing: name the file for the private key");
  if (keygen && strcmp(o->type, "ed25519") != 0 && strcmp(o->type, "p256") != 0 && strcmp(o->type, "sm2") != 0)
    argp_error(state, "--type: say ed25519, p256 or sm2");
  if ((keygen || sign) && o->role == NULL) argp_error(state, "--role is missing: say author, approver, …");
  if (o->role != NULL && !is_role(o->role))
    argp_error(state, "--role: a role has 1 to %d letters, digits, '_' and '-', and begins with a letter",
               FR_MAX_NAME_BYTES);
  if (sign && o->key == NULL) argp_error(state, "--key is missing: name the file or the URI of the private key");
  if (o->command == SIGN_VERIFY && o->trust == NULL)
    argp_error(state, "--trust is missing: name the file of roles and public keys");
  if (!keygen && o->path == NULL) argp_error(state, "name the bundle that `fraudrisk policy build` made");
}

static error_t parse_sign(int key, char *text, struct argp_state *state) {
  sign_options *o = state->input;
  switch (key) {
    case 'o': o->out = text; break;
    case KEY_TYPE: o->type = text; break;
    case KEY_ROLE: o->role = text; break;
    case KEY_PRIVATE: o->key = text; break;
    case KEY_TRUST: o->trust = text; break;
    case KEY_AT: o->at = text; break;
    case 'p': o->policy = text; break;
    case KEY_FROM: o->from = text; break;
    case KEY_UNTIL: o->until = text; break;
    case KEY_BINDING: o->even_binding = true; break;
    case KEY_NUMBER: o->number = parse_count("--number", text, INT64_MAX, state); break;
    case KEY_OFF:
      if (o->off_count == SWITCHED_MAX) argp_error(state, "--off: %d rules are the most", SWITCHED_MAX);
      o->off[o->off_count++] = text;
      break;
    case ARGP_KEY_ARG:
      if (o->path != NULL || o->command == SIGN_KEYGEN || o->command == SIGN_SWITCH)
        argp_error(state, "\"%s\" is one name too many", text);
      o->path = text;
      break;
    case ARGP_KEY_END: check_sign(o, state); break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

void sign_options_parse(sign_command which, int argc, char **argv, sign_options *options) {
  static const struct argp_option keygen_table[] = {
      {"type", KEY_TYPE, "ed25519|p256|sm2", 0, "the kind of key; ed25519 where nothing is said", 0},
      {"role", KEY_ROLE, "ROLE", 0, "who will hold it, for what is printed: author, approver, …", 0},
      {"output", 'o', "FILE.pem", 0, "the private key; the public one goes beside it as FILE.pub.pem", 0},
      {0}};
  static const struct argp_option sign_table[] = {
      {"role", KEY_ROLE, "ROLE", 0, "in which role: author, approver, …", 0},
      {"key", KEY_PRIVATE, "FILE|URI", 0, "the private key: a PEM file, or a URI such as pkcs11:object=NAME", 0},
      {"output", 'o', "FILE", 0, "the signed bundle; without it the bundle itself is replaced", 0},
      {0}};
  static const struct argp_option verify_table[] = {
      {"trust", KEY_TRUST, "FILE", 0, "who must have signed: a YAML file of roles and public keys", 0},
      {"at", KEY_AT, "TIME", 0, "at which time it has to be valid; now where nothing is said", 0},
      {0}};
  static const struct argp_option switch_table[] = {
      {"policy", 'p', "FILE", 0, "the policy whose rules these are: a bundle, or its YAML", 0},
      {"off", KEY_OFF, "RULE", 0, "a rule that is to be off; may be said several times, or not at all: all are on", 0},
      {"number", KEY_NUMBER, "N", 0, "grows from one document to the next", 0},
      {"from", KEY_FROM, "TIME", 0, "from which transfers on", 0},
      {"until", KEY_UNTIL, "TIME", 0, "the first time at which the rules are on again", 0},
      {"even-binding", KEY_BINDING, NULL, 0, "also rules that are binding by law", 0},
      {"output", 'o', "FILE", 0, "the document, to be signed with policy sign", 0},
      {0}};
  static const struct {
    const struct argp_option *table;
    const char *words, *doc;
  } parts[] = {
      [SIGN_KEYGEN] = {keygen_table, "--role ROLE -o FILE.pem", "Makes a pair of keys for signing policies."},
      [SIGN_SIGN] = {sign_table, "--role ROLE --key FILE|URI BUNDLE", "Adds a signature to a bundle, or to switches."},
      [SIGN_VERIFY] = {verify_table, "--trust FILE BUNDLE",
                       "Says who signed a bundle or switches, and whether an engine with that trust store takes them."},
      [SIGN_SWITCH] = {switch_table, "--policy FILE --number N [--off RULE]… -o FILE",
                       "Writes a document that switches rules off for the whole bank, without a new policy."},
  };
  *options = (sign_options){.command = which, .type = "ed25519"};
  const struct argp parser = {parts[which].table, parse_sign, parts[which].words, parts[which].doc, NULL, NULL, NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
}
