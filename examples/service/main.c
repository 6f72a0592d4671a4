/* SPDX-License-Identifier: Apache-2.0
 *
 * A small host that an operator can run: an engine with trust store and journal behind a pipe of transfers.
 *
 *   fraudrisk-service FOLDER [--shadow] [--sync] [--complete-from always|TIME] [--time-ahead HOURS] [--memory BYTES]
 *           [--parties N] [--segment-bytes N] [--metrics FILE] <transfers >answers
 *
 * docs/operations.md tells what lies in FOLDER and follows this program through its life. Signals: HUP reads trust
 * store, policy and switches again, USR1 takes a checkpoint and a snapshot, USR2 prints statistics and
 * writes FILE, TERM stops. */
#include "service.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../common/figures.h"

enum { FIELDS = 9, LINE_BYTES = 8192 };

/* A clock that nobody sets, for how long calls take. */
static uint64_t ticks_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

int64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void say(const char *format, ...) {
  va_list args;
  char line[1024];
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  fprintf(stderr, "%s\n", line); /* one call a line: two threads say something now and then */
}

/* ---- answering ---- */

static const char *outcome_text(uint32_t outcome) {
  static const char *const names[] = {"none", "allow", "warn", "hold"};
  return outcome < 4 ? names[outcome] : "?";
}

static uint32_t channel_of(const char *name) {
  static const char *const names[] = {"", "teller", "atm", "online", "mobile", "quick_pay"};
  for (uint32_t i = 1; i < sizeof names / sizeof *names; i++) {
    if (strcmp(name, names[i]) == 0) return i;
  }
  return FR_CHANNEL_UNKNOWN;
}

static void print_flags(uint32_t flags) {
  static const char *const names[] = {"approximate",  "degraded", "inputs_unknown", "trusted", "repeated", "error",
                                      "text_damaged", "delayed",  "policy_expired", "limited", "shadow",   "rules_off"};
  for (uint32_t i = 0, told = 0; i < sizeof names / sizeof *names; i++) {
    if ((flags >> i & 1) != 0) printf("%s%s", told++ > 0 ? ";" : "", names[i]);
  }
}

/* id,answer,would be,score,scam,record,status,flags */
static void answer(service *in, const fr_transfer *transfer) {
  fr_decision decision = FR_DECISION_INIT;
  const uint64_t begun_ns = ticks_ns();
  const fr_status status = fr_score(in->context, transfer, &decision);
  fr_context_took(in->context, ticks_ns() - begun_ns);
  in->answered[decision.outcome % 4]++;
  in->would_be[decision.would_be % 4]++;
  if (status < 0) in->refused[fr_status_band(status) % 10]++;
  if (status < 0 && status != in->last_refusal) /* once a kind, or a full disk would fill the log as well */
    say("%.*s: %s: %s", (int)transfer->id.size, transfer->id.data, fr_status_name(status),
        fr_context_error(in->context)->message);
  in->last_refusal = status;
  printf("%.*s,%s,%s,%lld,%s,%llu,%s,", (int)transfer->id.size, transfer->id.data, outcome_text(decision.outcome),
         outcome_text(decision.would_be), (long long)decision.score, decision.scam,
         (unsigned long long)decision.sequence, fr_status_name(status));
  print_flags(decision.flags);
  putchar('\n');
}

/* id,time,payer,payee,amount,balance_before,channel,on_call,remark. The remark comes last and may hold commas. */
static void take_line(service *in, char *line) {
  char *fields[FIELDS];
  fr_session session = {.struct_size = sizeof session};
  fr_transfer transfer = FR_TRANSFER_INIT;
  char *at = line;
  for (int i = 0; i < FIELDS; i++) {
    fields[i] = at;
    char *comma = i + 1 < FIELDS ? strchr(at, ',') : NULL;
    if (i + 1 < FIELDS && comma == NULL) {
      say("a line without %d fields: it is not answered", FIELDS);
      return;
    }
    if (comma != NULL) *comma = '\0', at = comma + 1;
  }
  if (strcmp(fields[0], "id") == 0) return; /* the header */
  if (!time_parse(fields[1], &transfer.time_us) || !amount_parse(fields[4], &transfer.amount_minor)) {
    say("%s: time or amount cannot be read: it is not answered", fields[0]);
    return;
  }
  transfer.id = fr_text_of(fields[0]);
  transfer.payer = fr_text_of(fields[2]);
  if (*fields[3] != '\0') transfer.payee = fr_text_of(fields[3]);
  if (amount_parse(fields[5], &transfer.balance_before_minor)) transfer.known = FR_TRANSFER_HAS_BALANCE_BEFORE;
  transfer.channel = channel_of(fields[6]);
  session.on_call = strcmp(fields[7], "yes") == 0 ? FR_YES : strcmp(fields[7], "no") == 0 ? FR_NO : FR_UNKNOWN;
  transfer.session = &session;
  if (*fields[8] != '\0') transfer.remark = fr_text_of(fields[8]);
  answer(in, &transfer);
}

/* Until there is no more, or it is told to stop. Not fgets(): a signal has to end it while it waits. */
static void answer_all(service *in) {
  static char buffer[LINE_BYTES];
  size_t size = 0;
  struct pollfd from = {.fd = STDIN_FILENO, .events = POLLIN};
  while (!in->stop) {
    if (poll(&from, 1, 50) <= 0) continue;
    const ssize_t got = read(STDIN_FILENO, buffer + size, sizeof buffer - size);
    if (got <= 0) break;
    size += (size_t)got;
    char *line = buffer, *end;
    while ((end = memchr(line, '\n', size - (size_t)(line - buffer))) != NULL) {
      *end = '\0';
      take_line(in, line);
      line = end + 1;
    }
    size -= (size_t)(line - buffer);
    memmove(buffer, line, size);
    if (size == sizeof buffer) say("a line is longer than %d bytes: it is not answered", LINE_BYTES), size = 0;
    fflush(stdout);
  }
}

/* ---- beside it: one thread pumps, one takes signals ---- */

static void *pump(void *of) {
  service *in = of;
  const struct timespec pause = {.tv_nsec = 5000000};
  fr_status before = FR_OK;
  while (!in->stop) {
    const fr_status status = fr_journal_pump(in->journal, now_us());
    if (status != before) say("journal: %s", status == FR_OK ? "it has room again" : fr_status_name(status));
    before = status;
    nanosleep(&pause, NULL);
  }
  return NULL;
}

static void *take_signals(void *of) {
  service *in = of;
  const struct timespec pause = {.tv_sec = 10};
  while (true) {
    const int number = sigtimedwait(&in->signals, NULL, &pause);
    if (number < 0) service_write_metrics(in); /* the pause is over; or interrupted, and then it does no harm */
    if (number == SIGHUP) service_reload(in);
    if (number == SIGUSR1) service_snapshot(in);
    if (number == SIGUSR2) service_tell(in);
    if (number == SIGTERM) break;
  }
  in->stop = true;
  return NULL;
}

/* ---- the command line ---- */

static bool take_option(service *in, const char *name, const char *value) {
  fr_engine_options *engine = &in->engine_options;
  unsigned long long number = 0;
  if (value == NULL) return false;
  if (strcmp(name, "--metrics") == 0) return in->metrics = value, true;
  if (strcmp(name, "--complete-from") == 0) {
    if (strcmp(value, "always") != 0) return time_parse(value, &engine->complete_from_us);
    engine->complete_from_us = FR_COMPLETE_ALWAYS;
    return true;
  }
  if (sscanf(value, "%llu", &number) != 1) return false;
  if (strcmp(name, "--time-ahead") == 0) return engine->time_ahead_max_us = (int64_t)number * 3600 * 1000000, true;
  if (strcmp(name, "--memory") == 0) return engine->memory_bytes = number, true;
  if (strcmp(name, "--parties") == 0) return engine->parties_max = number, true;
  return strcmp(name, "--segment-bytes") == 0 && (in->journal_options.segment_bytes = number, true);
}

static bool take_options(service *in, int argc, char **argv) {
  in->engine_options = (fr_engine_options)FR_ENGINE_OPTIONS_INIT;
  in->journal_options = (fr_journal_options)FR_JOURNAL_OPTIONS_INIT;
  if (argc < 2) return false;
  in->folder = argv[1];
  in->engine_options.outcomes_not_reported = FR_YES; /* a bank tells what became of each transfer instead */
  in->engine_options.utc_offset_s = 8 * 3600;
  for (int i = 2; i < argc; i++) {
    if (strcmp(argv[i], "--shadow") == 0)
      in->engine_options.shadow = FR_YES;
    else if (strcmp(argv[i], "--sync") == 0)
      in->journal_options.mode = FR_JOURNAL_SYNC;
    else if (!take_option(in, argv[i], argv[i + 1]))
      return false;
    else
      i++;
  }
  return true;
}

int main(int argc, char **argv) {
  static service in;
  pthread_t pumping, signalled;
  if (!take_options(&in, argc, argv)) {
    fprintf(stderr,
            "usage: fraudrisk-service FOLDER [--shadow] [--sync] [--complete-from always|TIME] [--time-ahead HOURS]\n"
            "               [--memory BYTES] [--parties N] [--segment-bytes N] [--metrics FILE] <transfers >answers\n");
    return 2;
  }
  /* Blocked before the first thread begins, so that only take_signals() has them. A file that may not grow (SIGXFSZ) or
   * a reader that went away (SIGPIPE) is a status, and must not end the bank's service. */
  sigemptyset(&in.signals);
  const int taken[] = {SIGHUP, SIGUSR1, SIGUSR2, SIGTERM};
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) sigaddset(&in.signals, taken[i]);
  pthread_sigmask(SIG_BLOCK, &in.signals, NULL);
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  bool good = service_open(&in);
  good = good && pthread_create(&pumping, NULL, pump, &in) == 0;
  if (good && pthread_create(&signalled, NULL, take_signals, &in) != 0) {
    in.stop = true;
    pthread_join(pumping, NULL);
    good = false;
  }
  if (good) {
    say("ready");
    answer_all(&in);
    pthread_kill(signalled, SIGTERM); /* where the transfers ended, and not a signal */
    pthread_join(signalled, NULL);
    pthread_join(pumping, NULL);
  }
  const bool closed = service_close(&in);
  if (good) say(closed ? "stopped" : "stopped; the last sync failed");
  return good && closed ? 0 : 1;
}
