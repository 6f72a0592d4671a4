/* SPDX-License-Identifier: Apache-2.0
 *
 * Reads a day's orders, a line each, carries them out and says what it did.
 *
 *   core_banking LEDGER ORDERS [--policy BUNDLE] [--parties N] [--language zh|en]
 *
 * LEDGER grows, and is read again by the next run. Without --policy the engine has none until an order "policy" loads
 * it. */
#include <stdio.h>
#include <string.h>

#include "posting.h"

enum { FIELDS = 8 };

typedef struct line {
  const char *order;
  record of;
} line;

/* time,order,id,payer,payee,amount,channel,text. The text comes last and may hold commas. */
static bool line_parse(char *from, line *to) {
  char *fields[FIELDS];
  from[strcspn(from, "\r\n")] = '\0';
  for (int i = 0; i < FIELDS; i++) {
    fields[i] = from;
    char *comma = i + 1 < FIELDS ? strchr(from, ',') : NULL;
    if (i + 1 < FIELDS && comma == NULL) return false;
    if (comma != NULL) *comma = '\0', from = comma + 1;
  }
  record *of = &to->of;
  *of = (record){0};
  to->order = fields[1];
  const struct {
    char *to, *from;
    size_t size;
  } texts[] = {{of->id, fields[2], sizeof of->id},
               {of->payer, fields[3], sizeof of->payer},
               {of->payee, fields[4], sizeof of->payee},
               {of->channel, fields[6], sizeof of->channel},
               {of->text, fields[7], REMARK_BYTES}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (strlen(texts[i].from) >= texts[i].size) return false; /* refused, not cut */
    memcpy(texts[i].to, texts[i].from, strlen(texts[i].from) + 1);
  }
  return time_parse(fields[0], &of->time_us) && (*fields[5] == '\0' || amount_parse(fields[5], &of->amount_minor));
}

static void print_order(const line *of) {
  static char day[11];
  char when[32], amount[32];
  time_text(of->of.time_us, when);
  if (strncmp(day, when, 10) != 0) {
    snprintf(day, sizeof day, "%.10s", when);
    printf("%s%s\n", "\n", day);
  }
  printf("%.5s  %s", when + 11, of->order);
  if (of->of.id[0] != '\0') printf(" %s", of->of.id);
  if (of->of.payer[0] != '\0') printf("  %s", of->of.payer);
  if (of->of.payee[0] != '\0') printf(" > %s", of->of.payee);
  if (of->of.amount_minor > 0) printf("  %s", amount_text(of->of.amount_minor, amount));
  if (of->of.channel[0] != '\0') printf("  %s", of->of.channel);
  printf("%s%s\n", of->of.text[0] ? "  " : "", of->of.text);
}

/* What the bank learns of a customer or an account, and only writes down. */
static bool is_learnt(line *of) {
  static const struct {
    const char *order;
    kind said;
  } learnt[] = {{"open", OPENED}, {"call", CALLED}, {"change", CHANGED}, {"list", LISTED}};
  for (size_t i = 0; i < sizeof learnt / sizeof *learnt; i++) {
    if (strcmp(of->order, learnt[i].order) != 0) continue;
    of->of.kind = learnt[i].said;
    return true;
  }
  return false;
}

static void carry_out(posting *in, line *of) {
  static const struct {
    const char *order;
    kind said;
  } follows[] = {{"continue", CONTINUED}, {"stop", STOPPED},    {"release", RELEASED}, {"cancel", CANCELLED},
                 {"return", RETURNED},    {"report", REPORTED}, {"clear", CLEARED}};
  if (is_learnt(of)) {
    if (ledger_write(in->books, &of->of))
      posting_tell(in, &of->of);
    else
      printf("          ! the ledger could not be written: nothing was done\n");
  } else if (strcmp(of->order, "pay") == 0) {
    posting_pay(in, &of->of);
  } else if (strcmp(of->order, "expire") == 0) {
    posting_expire(in, of->of.time_us);
  } else if (strcmp(of->order, "policy") == 0) {
    posting_set_policy(in, of->of.text);
  } else {
    for (size_t i = 0; i < sizeof follows / sizeof *follows; i++) {
      if (strcmp(of->order, follows[i].order) != 0) continue;
      of->of.kind = follows[i].said;
      posting_follow(in, &of->of);
      return;
    }
    printf("          refused: there is no order \"%s\"\n", of->order);
  }
}

static bool run(posting *in, const char *path) {
  char text[1024];
  line one;
  FILE *file = fopen(path, "r");
  if (file == NULL) return fprintf(stderr, "%s cannot be opened\n", path), false;
  for (uint32_t number = 1; fgets(text, sizeof text, file) != NULL; number++) {
    if (text[0] == '#' || strncmp(text, "time,", 5) == 0 || text[0] == '\n') continue;
    if (!line_parse(text, &one)) {
      fclose(file);
      return fprintf(stderr, "%s:%u: eight fields are expected: time,order,id,payer,payee,amount,channel,text\n", path,
                     number),
             false;
    }
    print_order(&one);
    carry_out(in, &one);
  }
  fclose(file);
  return true;
}

static void print_books(const posting *in) {
  char balance[32], held[32];
  uint32_t states[KINDS] = {0};
  printf("\n%-12s %-10s %16s %16s\n", "account", "customer", "balance", "set aside");
  for (uint32_t i = 0; i < in->books->account_count; i++) {
    const account *one = &in->books->accounts[i];
    printf("%-12s %-10s %16s %16s\n", one->number, one->customer, amount_text(one->balance_minor, balance),
           amount_text(one->held_minor, held));
  }
  for (uint32_t i = 0; i < in->books->payment_count; i++) states[in->books->payments[i].state]++;
  printf("\n%u payments:", in->books->payment_count);
  for (uint32_t i = 0; i < KINDS; i++) {
    if (states[i] > 0) printf(" %u %s", states[i], kind_names[i]);
  }
  printf("%s\n", in->untold > 0 ? "; the engine was not told of everything" : "");
}

int main(int argc, char **argv) {
  const char *policy = NULL, *language = "en";
  unsigned long long parties = 0;
  ledger books = {.file = -1};
  posting in = {0};
  bool good = argc >= 3 && argc % 2 == 1;
  for (int i = 3; good && i < argc; i += 2) {
    if (strcmp(argv[i], "--policy") == 0)
      policy = argv[i + 1];
    else if (strcmp(argv[i], "--language") == 0)
      language = argv[i + 1];
    else
      good = strcmp(argv[i], "--parties") == 0 && sscanf(argv[i + 1], "%llu", &parties) == 1;
  }
  if (!good) {
    fprintf(stderr, "usage: core_banking LEDGER ORDERS [--policy BUNDLE] [--parties N] [--language zh|en]\n");
    return 2;
  }
  /* The engine stands before the ledger is read, so that it is told what is in it. A policy that cannot be had is no
   * reason to stay closed: the engine records, answers on_error, and takes the policy when it comes. */
  good = posting_open(&in, &books, parties, language);
  if (good && policy != NULL) posting_set_policy(&in, policy);
  good = good && ledger_open(&books, argv[1], posting_tell, &in);
  if (good && books.payment_count > 0)
    printf("          the ledger holds %u payments; the engine knows them again\n", books.payment_count);
  good = good && run(&in, argv[2]);
  if (good) print_books(&in);
  posting_close(&in);
  ledger_close(&books);
  return good ? 0 : 1;
}
