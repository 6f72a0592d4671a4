/* SPDX-License-Identifier: Apache-2.0 */
#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "journal.h"
#include "numbers.h"

enum {
  KEY_JSONL = 256,
  KEY_CSV,
  KEY_REPLAY,
  KEY_TRUST,
  KEY_SECRET,
  KEY_SEALING,
  KEY_SEQUENCE,
  KEY_SIGNED,
  KEY_LEAST,
  KEY_FROM,
  KEY_MEMORY,
  KEY_ALLOW_UNSIGNED,
  KEY_UNSIGNED_TAIL,
  KEY_ALLOW_MISSING,
  KEY_ALLOW_NOT_MADE
};

enum { MOST_KEY_FILE = 256 };

#define FROM \
  { "from", KEY_FROM, "N", 0, "begin at this record", 0 }
#define OUT \
  { "output", 'o', "FILE", 0, "instead of standard output", 0 }

/* False where it is not just so many digits. */
static bool read_hex(const char *text, size_t length, uint8_t *into, size_t bytes) {
  static const char hex[] = "0123456789abcdef0123456789ABCDEF";
  if (length != 2 * bytes) return false;
  for (size_t i = 0; i < length; i++) {
    const char *digit = text[i] == '\0' ? NULL : strchr(hex, text[i]);
    if (digit == NULL) return false;
    const unsigned value = (unsigned)(digit - hex) % 16;
    into[i / 2] = (uint8_t)(i % 2 ? into[i / 2] | value : value << 4);
  }
  return true;
}

/* The digits themselves, or the name of a file that holds them: what stands on the command line others can see. */
static void parse_key(const char *option, const char *text, uint8_t *into, size_t bytes, struct argp_state *state) {
  char message[512];
  size_t size = 0;
  if (read_hex(text, strlen(text), into, bytes)) return;
  char *file = input_read_all(text, MOST_KEY_FILE, &size, message, sizeof message);
  if (file == NULL) {
    argp_error(state, "%s: write %zu hexadecimal digits, or name a file that holds them: %s", option, 2 * bytes,
               message);
    return;
  }
  while (size > 0 && (file[size - 1] == '\n' || file[size - 1] == '\r')) size--;
  const bool right = read_hex(file, size, into, bytes);
  free(file);
  if (!right) argp_error(state, "%s: %s holds something else than %zu hexadecimal digits", option, text, 2 * bytes);
}

static uint64_t parse_number(const char *option, const char *text, struct argp_state *state) {
  int64_t number = 0;
  const char *fault = integer_parse(text, strlen(text), 1, INT64_MAX, &number);
  if (fault) argp_error(state, "%s: \"%s\" %s", option, text, fault);
  return (uint64_t)number;
}

/* One line an option. */
/* clang-format off */
static error_t parse(int key, char *text, struct argp_state *state) {
  journal_options *o = state->input;
  const char *fault;
  switch (key) {
    case 'o': o->out = text; break;
    case KEY_JSONL: o->jsonl = true; break;
    case KEY_CSV: o->csv = true; break;
    case KEY_REPLAY: o->replay = true; break;
    case KEY_SIGNED: o->is_signed = true; break;
    case KEY_ALLOW_UNSIGNED: o->allow_unsigned = true; break;
    case KEY_UNSIGNED_TAIL: o->allow_tail = true; break;
    case KEY_ALLOW_MISSING: o->allow_missing = true; break;
    case KEY_ALLOW_NOT_MADE: o->allow_not_made = true; break;
    case KEY_TRUST:
      if (o->trust_count == JOURNAL_MOST_TRUST) argp_error(state, "--trust: name at most %d files", JOURNAL_MOST_TRUST);
      o->trust[o->trust_count++] = text;
      break;
    case KEY_SECRET:
      parse_key("--key", text, o->key, sizeof o->key, state);
      o->has_key = true;
      break;
    case KEY_SEALING:
      parse_key("--sealing-key", text, o->sealing_key, sizeof o->sealing_key, state);
      o->has_sealing_key = true;
      break;
    case KEY_SEQUENCE: o->sequence = parse_number("--sequence", text, state); break;
    case KEY_FROM: o->sequence = parse_number("--from", text, state); break;
    case KEY_LEAST: o->least = parse_number("--least", text, state); break;
    case KEY_MEMORY:
      fault = size_parse(text, strlen(text), &o->memory_bytes);
      if (fault) argp_error(state, "--memory: \"%s\" %s", text, fault);
      break;
    case ARGP_KEY_ARG:
      if (o->directory != NULL) argp_error(state, "name one directory only");
      o->directory = text;
      break;
    case ARGP_KEY_END:
      if (o->directory == NULL) argp_error(state, "name the journal's directory");
      break;
    default: return ARGP_ERR_UNKNOWN;
  }
  return 0;
}
/* clang-format on */

void journal_options_parse(journal_command which, int argc, char **argv, journal_options *options) {
  static const struct argp_option show_table[] = {
      {"jsonl", KEY_JSONL, NULL, 0, "a JSON object a record", 0}, FROM, OUT, {0}};
  static const struct argp_option verify_table[] = {
      {"replay", KEY_REPLAY, NULL, 0, "also make every decision again, and compare it and what was answered", 0},
      {"trust", KEY_TRUST, "FILE", 0,
       "public keys of the checkpoints, as PEM, one or several in a file; may be said several times", 0},
      {"least", KEY_LEAST, "N", 0, "the journal has to reach to this record, which somebody remembers", 0},
      {"key", KEY_SECRET, "HEX|FILE", 0,
       "the engine's secret key, 16 bytes: the journal has to be this engine's, and snapshots are checked", 0},
      {"sealing-key", KEY_SEALING, "HEX|FILE", 0, "the key of what is sealed, 32 bytes; used by --replay", 0},
      {"memory", KEY_MEMORY, "SIZE", 0, "the most memory that histories take while decisions are made again", 0},
      {"allow-unsigned", KEY_ALLOW_UNSIGNED, NULL, 0, "no signature is no failure: the hashes are enough", 0},
      {"unsigned-tail", KEY_UNSIGNED_TAIL, NULL, 0, "nor are records behind the last signature", 0},
      {"allow-missing", KEY_ALLOW_MISSING, NULL, 0, "nor is a journal whose oldest segments were pruned", 0},
      {"allow-not-made", KEY_ALLOW_NOT_MADE, NULL, 0, "nor are decisions that cannot be made again", 0},
      {0}};
  static const struct argp_option prove_table[] = {
      {"sequence", KEY_SEQUENCE, "N", 0, "which record: a decision tells its number", 0},
      {"signed", KEY_SIGNED, NULL, 0, "under a signed checkpoint, not only under the next seal", 0},
      OUT,
      {0}};
  static const struct argp_option export_table[] = {
      {"csv", KEY_CSV, NULL, 0, "CSV with a header instead of JSON lines", 0}, FROM, OUT, {0}};
  static const struct {
    const struct argp_option *table;
    const char *doc;
  } parts[] = {
      [JOURNAL_SHOW] = {show_table, "Writes what the records say, a line each."},
      [JOURNAL_VERIFY] =
          {verify_table,
           "Checks numbers, hashes and signatures, and with --replay every decision.\v"
           "Exit status:\n"
           "  0  proven: every record stands under a good signature (or what does not was accepted by name)\n"
           "  1  refused: damaged, changed, of another key, or it cannot be read; or a decision is another\n"
           "  2  the command line is wrong\n"
           "  3  no signature was looked at, or there is none (--trust, --allow-unsigned)\n"
           "  4  records stand behind the last signature (--unsigned-tail)\n"
           "  5  the oldest records are not here (--allow-missing)\n"
           "  6  decisions could not be made again (--allow-not-made)\n"
           "Of several the smallest is given, and each has its sentence."},
      [JOURNAL_PROVE] = {prove_table, "Writes a proof that a record stands in the journal, which needs no other."},
      [JOURNAL_EXPORT] = {export_table, "Writes the decisions, a line each, for a warehouse."},
  };
  *options = (journal_options){.directory = NULL};
  const struct argp parser = {parts[which].table, parse, "DIR", parts[which].doc, NULL, NULL, NULL};
  argp_parse(&parser, argc, argv, 0, NULL, options);
  if (which == JOURNAL_VERIFY && options->replay && !options->has_key) {
    fprintf(stderr, "fraudrisk journal verify: --key is missing: --replay needs the engine's secret key\n");
    exit(2);
  }
  if (which == JOURNAL_PROVE && options->sequence == 0) {
    fprintf(stderr, "fraudrisk journal prove: --sequence is missing: say which record\n");
    exit(2);
  }
}
