/* SPDX-License-Identifier: Apache-2.0
 *
 * The command fraudrisk: for analysts who write policies and try them on files. */
#include <argp.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "fraudrisk/version.h"
#include "journal.h"
#include "model_options.h"

enum { EXIT_USAGE = 2 };

static const char usage[] =
    "usage: fraudrisk score     --policy P [--events E] [--map FIELD=COLUMN,…] [--in F] [--out F]\n"
    "       fraudrisk features  --policy P [--events E] [--map …] [--in F] [--out F.csv]\n"
    "       fraudrisk backtest  --policy P [--challenger Q]… [--events E] [--map …] [--in F | --journal DIR] [--out "
    "DIR]\n"
    "       fraudrisk report    [--synthetic] [-o FILE] BACKTEST.JSON\n"
    "       fraudrisk eval      EXPRESSION [NAME=EXPRESSION…] | --jsonl\n"
    "       fraudrisk policy    check PATH | test PATH [SCENARIOS…] | build [-o FILE] PATH [SCENARIOS…] |\n"
    "                           show PATH | docs PATH\n"
    "       fraudrisk policy    explain PATH --transfer F [--events E] [--id ID] [--json]\n"
    "       fraudrisk policy    diff A B [--in F] [--events E] [--json]\n"
    "       fraudrisk policy    keygen --role ROLE -o FILE.pem | sign --role ROLE --key KEY BUNDLE |\n"
    "                           verify --trust FILE BUNDLE\n"
    "       fraudrisk policy    switch --policy P --number N [--off RULE]… -o FILE\n"
    "       fraudrisk model     import MODEL [--map NAME=FEATURE,…] -o FILE | show MODEL |\n"
    "                           apply MODEL --in F.csv | calibrate F.csv [--method isotonic | quantile]\n"
    "       fraudrisk journal   show | verify [--replay] | prove --sequence N | export   DIR\n"
    "       fraudrisk simulate  --seed N --customers N --days N --out DIR [--base-rate N] [--parameters SET]\n"
    "\n"
    "Each command explains itself with --help.\n";

static int usage_fault(const char *what, const char *word) {
  fprintf(stderr, "fraudrisk: %s%s%s%s\n%s", what, word ? " \"" : "", word ? word : "", word ? "\"" : "", usage);
  return EXIT_USAGE;
}

/* The parser names the command in its messages by the first word: it becomes "fraudrisk score". */
static int run(command which, int argc, char **argv) {
  static char name[] = "fraudrisk backtest";
  static const char *const words[] = {"score", "features", "backtest"};
  snprintf(name + strlen("fraudrisk "), sizeof name - strlen("fraudrisk "), "%s", words[which]);
  argv[0] = name;
  run_options options;
  options_parse(which, argc, argv, &options);
  switch (which) {
    case COMMAND_SCORE: return command_score(&options);
    case COMMAND_FEATURES: return command_features(&options);
    default: return command_backtest(&options);
  }
}

static const struct {
  const char *word;
  int (*run)(const policy_options *options);
} policy_commands[] = {[POLICY_CHECK] = {"check", command_policy_check},
                       [POLICY_BUILD] = {"build", command_policy_build},
                       [POLICY_TEST] = {"test", command_policy_test},
                       [POLICY_SHOW] = {"show", command_policy_show},
                       [POLICY_DOCS] = {"docs", command_policy_docs}};

static const struct {
  const char *word;
  int (*run)(const sign_options *options);
} sign_commands[] = {[SIGN_KEYGEN] = {"keygen", command_policy_keygen},
                     [SIGN_SIGN] = {"sign", command_policy_sign},
                     [SIGN_VERIFY] = {"verify", command_policy_verify},
                     [SIGN_SWITCH] = {"switch", command_policy_switch}};

static int run_policy(int argc, char **argv) {
  static char name[] = "fraudrisk policy explain";
  static const char lead[] = "fraudrisk policy ";
  if (argc < 2)
    return usage_fault("policy: say check, test, build, explain, diff, show, docs, keygen, sign, verify or switch",
                       NULL);
  const char *word = argv[1];
  snprintf(name + strlen(lead), sizeof name - strlen(lead), "%s", word);
  argv[1] = name;
  if (strcmp(word, "explain") == 0 || strcmp(word, "diff") == 0) {
    run_options options;
    const bool explain = strcmp(word, "explain") == 0;
    options_parse(explain ? COMMAND_EXPLAIN : COMMAND_DIFF, argc - 1, argv + 1, &options);
    return explain ? command_policy_explain(&options) : command_policy_diff(&options);
  }
  for (size_t i = 0; i < sizeof policy_commands / sizeof policy_commands[0]; i++) {
    if (strcmp(word, policy_commands[i].word) != 0) continue;
    policy_options options;
    policy_options_parse((policy_command)i, argc - 1, argv + 1, &options);
    return policy_commands[i].run(&options);
  }
  for (size_t i = 0; i < sizeof sign_commands / sizeof sign_commands[0]; i++) {
    if (strcmp(word, sign_commands[i].word) != 0) continue;
    sign_options options;
    sign_options_parse((sign_command)i, argc - 1, argv + 1, &options);
    return sign_commands[i].run(&options);
  }
  return usage_fault("there is no command policy", word);
}

static const struct {
  const char *word;
  int (*run)(const journal_options *options);
} journal_commands[] = {[JOURNAL_SHOW] = {"show", command_journal_show},
                        [JOURNAL_VERIFY] = {"verify", command_journal_verify},
                        [JOURNAL_PROVE] = {"prove", command_journal_prove},
                        [JOURNAL_EXPORT] = {"export", command_journal_export}};

static int run_journal(int argc, char **argv) {
  static char name[] = "fraudrisk journal verify";
  static const char lead[] = "fraudrisk journal ";
  if (argc < 2) return usage_fault("journal: say show, verify, prove or export", NULL);
  const char *word = argv[1];
  for (size_t i = 0; i < sizeof journal_commands / sizeof journal_commands[0]; i++) {
    if (strcmp(word, journal_commands[i].word) != 0) continue;
    snprintf(name + strlen(lead), sizeof name - strlen(lead), "%s", word);
    argv[1] = name;
    journal_options options;
    journal_options_parse((journal_command)i, argc - 1, argv + 1, &options);
    return journal_commands[i].run(&options);
  }
  return usage_fault("there is no command journal", word);
}

static const struct {
  const char *word;
  int (*run)(const model_options *options);
} model_commands[] = {[MODEL_IMPORT] = {"import", command_model_import},
                      [MODEL_SHOW] = {"show", command_model_show},
                      [MODEL_APPLY] = {"apply", command_model_apply},
                      [MODEL_CALIBRATE] = {"calibrate", command_model_calibrate}};

static int run_model(int argc, char **argv) {
  static char name[] = "fraudrisk model calibrate";
  static const char lead[] = "fraudrisk model ";
  if (argc < 2) return usage_fault("model: say import, show, apply or calibrate", NULL);
  const char *word = argv[1];
  for (size_t i = 0; i < sizeof model_commands / sizeof model_commands[0]; i++) {
    if (strcmp(word, model_commands[i].word) != 0) continue;
    snprintf(name + strlen(lead), sizeof name - strlen(lead), "%s", word);
    argv[1] = name;
    model_options options;
    model_options_parse((model_command)i, argc - 1, argv + 1, &options);
    return model_commands[i].run(&options);
  }
  return usage_fault("there is no command model", word);
}

static int run_simulate(int argc, char **argv) {
  static char name[] = "fraudrisk simulate";
  argv[0] = name;
  simulate_options options;
  simulate_options_parse(argc, argv, &options);
  return command_simulate(&options);
}

static int run_report(int argc, char **argv) {
  static char name[] = "fraudrisk report";
  argv[0] = name;
  report_options options;
  report_options_parse(argc, argv, &options);
  return command_report(&options);
}

int main(int argc, char **argv) {
  argp_err_exit_status = EXIT_USAGE;
  if (argc < 2) return usage_fault("say what to do", NULL);
  const char *word = argv[1];
  if (strcmp(word, "score") == 0) return run(COMMAND_SCORE, argc - 1, argv + 1);
  if (strcmp(word, "features") == 0) return run(COMMAND_FEATURES, argc - 1, argv + 1);
  if (strcmp(word, "backtest") == 0) return run(COMMAND_BACKTEST, argc - 1, argv + 1);
  if (strcmp(word, "report") == 0) return run_report(argc - 1, argv + 1);
  if (strcmp(word, "eval") == 0) return command_eval(argc - 1, argv + 1);
  if (strcmp(word, "simulate") == 0) return run_simulate(argc - 1, argv + 1);
  if (strcmp(word, "journal") == 0) return run_journal(argc - 1, argv + 1);
  if (strcmp(word, "model") == 0) return run_model(argc - 1, argv + 1);
  if (strcmp(word, "policy") == 0) return run_policy(argc - 1, argv + 1);
  if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
    fputs(usage, stdout);
    return 0;
  }
  if (strcmp(word, "--version") == 0) {
    printf("fraudrisk %u.%u.%u\n", fr_version() / 1000000, fr_version() / 1000 % 1000, fr_version() % 1000);
    return 0;
  }
  return usage_fault("there is no command", word);
}
