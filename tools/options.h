/* SPDX-License-Identifier: Apache-2.0
 *
 * What score, features and backtest are told on the command line. */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H

#include "fraudrisk/limits.h"
#include "reader.h"

enum { CAPACITIES_MAX = 16 };

typedef enum command {
  COMMAND_SCORE,
  COMMAND_FEATURES,
  COMMAND_BACKTEST,
  COMMAND_EXPLAIN, /* policy explain PATH --transfer FILE */
  COMMAND_DIFF     /* policy diff A B [--in FILE] */
} command;

typedef struct run_options {
  command command;
  const char *policy;
  const char *other;                           /* of diff: the policy that it is compared with */
  const char *challengers[FR_MAX_CHALLENGERS]; /* of backtest */
  unsigned challenger_count;
  const char *in; /* "-" for standard input; of diff null where only the policies are compared */
  bool in_given;
  const char *id; /* of explain: which transfer */
  const char *events;
  const char *lists; /* watch lists */
  const char *trust; /* who must have signed; null: nobody */
  const char *out;
  const char *map;
  const char *reported;    /* the column of reported_at */
  char reported_map[4096]; /* the same with --reported added */
  const char *events_map;
  const char *lists_map;
  const char *language;
  const char *time_start;    /* read when the policy's offset is known */
  const char *complete_from; /* so is this; null: from the first row */
  file_format format;
  bool ignore_columns;
  bool follows_headers;
  bool strict;
  bool sort;
  bool keep_idle;
  bool limits;  /* of backtest: as of score */
  bool grounds; /* of score: every line says what its outcome rests on */
  bool json;
  unsigned threads;
  uint32_t outcomes_reported; /* FR_UNKNOWN: as there are events or not */
  const char *journal;        /* null: none */
  bool seals;
  const char *checkpoint_key; /* a file; null: checkpoints are not signed */
  uint64_t segment_bytes;     /* of the journal; 0: the library's own */
  bool snapshot;
  uint8_t key[16], sealing_key[32];
  uint64_t parties;
  uint64_t memory_bytes;
  int64_t step_us;
  int64_t gap_max_us;     /* -1: any */
  int64_t label_delay_us; /* from a transfer to the report of its fraud; -1: the column fraud is no event */
  uint64_t capacities[CAPACITIES_MAX]; /* of backtest: alerts a day that can be looked at */
  unsigned capacity_count;
  unsigned draws; /* of backtest: for intervals */
  uint64_t seed;
  bool labels_of_events;  /* of backtest: fraud_reported and cleared are the labels */
  const char *unlabelled; /* of backtest: scams whose rows have no label, with commas between them; null: none */
  bool refuse_unsorted;
  uint64_t sort_bytes; /* of rows that may lie in memory while they are sorted */
  int argc;            /* the command line as it was given */
  char **argv;
} run_options;

/* Exits with status 2 and a sentence when the command line is wrong. */
void options_parse(command which, int argc, char **argv, run_options *options);

/* The same for the commands without rows. */
typedef enum policy_command { POLICY_CHECK, POLICY_BUILD, POLICY_TEST, POLICY_SHOW, POLICY_DOCS } policy_command;
typedef struct policy_options {
  const char *path;
  const char *out;
  bool json, notes;
  bool takes_scenarios;
  char *const *scenarios; /* of policy test: files and folders */
  unsigned scenario_count;
} policy_options;
void policy_options_parse(policy_command which, int argc, char **argv, policy_options *options);

/* The same for policy keygen, sign and verify. */
typedef enum sign_command { SIGN_KEYGEN, SIGN_SIGN, SIGN_VERIFY, SIGN_SWITCH } sign_command;
enum { SWITCHED_MAX = 256 };
typedef struct sign_options {
  sign_command command;
  const char *path;
  const char *out;
  const char *type; /* of keygen: ed25519, p256 or sm2 */
  const char *role;
  const char *key; /* of sign: a file or a URI */
  const char *trust;
  const char *at; /* of verify: the time; null: now */
  /* of switch */
  const char *policy, *from, *until;
  int64_t number;
  bool even_binding;
  const char *off[SWITCHED_MAX];
  unsigned off_count;
} sign_options;
void sign_options_parse(sign_command which, int argc, char **argv, sign_options *options);

#endif
