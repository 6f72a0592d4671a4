/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const kind_names[KINDS] = {"opened",    "called",   "changed",  "listed", "ordered",  "asked",
                                       "continued", "stopped",  "delayed",  "held",   "released", "settled",
                                       "cancelled", "returned", "reported", "cleared"};
enum { LINE_BYTES = 2048, FIELDS = 8 };

/* ---- a record is a line of eight fields, the text last ---- */

static bool record_parse(char *line, record *of) {
  const char *fields[FIELDS];
  line[strcspn(line, "\n")] = '\0';
  for (int i = 0; i < FIELDS; i++) {
    fields[i] = line;
    char *comma = i + 1 < FIELDS ? strchr(line, ',') : NULL;
    if (i + 1 < FIELDS && comma == NULL) return false;
    if (comma != NULL) *comma = '\0', line = comma + 1;
  }
  *of = (record){.kind = KINDS};
  for (uint32_t i = 0; i < KINDS; i++) {
    if (strcmp(fields[1], kind_names[i]) == 0) of->kind = (kind)i;
  }
  const bool fits = snprintf(of->id, sizeof of->id, "%s", fields[2]) < (int)sizeof of->id &&
                    snprintf(of->payer, sizeof of->payer, "%s", fields[3]) < (int)sizeof of->payer &&
                    snprintf(of->payee, sizeof of->payee, "%s", fields[4]) < (int)sizeof of->payee &&
                    snprintf(of->channel, sizeof of->channel, "%s", fields[6]) < (int)sizeof of->channel &&
                    snprintf(of->text, sizeof of->text, "%s", fields[7]) < (int)sizeof of->text;
  return fits && of->kind < KINDS && time_parse(fields[0], &of->time_us) &&
         (*fields[5] == '\0' || amount_parse(fields[5], &of->amount_minor));
}

/* All of it, or nothing: half a line that a full disk left is taken back. */
static bool record_write(int file, const record *of) {
  char when[FIGURE_BYTES], line[LINE_BYTES];
  const int size = snprintf(line, sizeof line, "%s,%s,%s,%s,%s,%lld.%02d,%s,%s\n", time_text(of->time_us, when),
                            kind_names[of->kind], of->id, of->payer, of->payee, (long long)(of->amount_minor / 100),
                            (int)(of->amount_minor % 100), of->channel, of->text);
  const off_t before = lseek(file, 0, SEEK_END);
  if (size <= 0 || size >= (int)sizeof line || before < 0) return false;
  /* fsync() takes a millisecond or more: a bank commits many records with one. */
  if (write(file, line, (size_t)size) == size && fsync(file) == 0) return true;
  if (ftruncate(file, before) != 0) fprintf(stderr, "the ledger ends in half a record\n");
  return false;
}

/* ---- what a record does to accounts and payments ---- */

account *ledger_account(const ledger *books, const char *number) {
  for (uint32_t i = 0; i < books->account_count; i++) {
    if (strcmp(books->accounts[i].number, number) == 0) return &books->accounts[i];
  }
  return NULL;
}

payment *ledger_payment(const ledger *books, const char *payer, const char *id) {
  for (uint32_t i = 0; i < books->payment_count; i++) {
    payment *one = &books->payments[i];
    if (strcmp(one->order.id, id) == 0 && strcmp(one->order.payer, payer) == 0) return one;
  }
  return NULL;
}

static void move_money(const ledger *books, const payment *of, int64_t sign) {
  account *payer = ledger_account(books, of->order.payer), *payee = ledger_account(books, of->order.payee);
  if (payer != NULL) payer->balance_minor -= sign * of->order.amount_minor;
  if (payee != NULL) payee->balance_minor += sign * of->order.amount_minor; /* else it is at another bank */
}

/* "until 2026-03-03 12:00:00, then it goes": what was promised when it was held is what is done, also after a restart.
 * So is what forbids to release it: "until …, then it is cancelled; it must not go". */
static void hold_parse(const char *text, payment *of) {
  char until[FIGURE_BYTES] = "";
  char then[FIGURE_BYTES] = "";
  of->at_expiry = 'i';
  if (sscanf(text, "until %19[^,], then it %15[a-z ]", until, then) == 2) of->at_expiry = then[0];
  of->must_not_go = strstr(text, HOLD_MUST_NOT_GO) != NULL;
  time_parse(until, &of->hold_until_us);
}

static void payment_apply(const ledger *books, payment *of, const record *by) {
  account *payer = ledger_account(books, of->order.payer);
  const bool was_set_aside = ledger_waits(of->state) || of->state == RELEASED;
  switch (by->kind) {
    case DELAYED:
    case HELD:
      hold_parse(by->text, of);
      if (payer != NULL) payer->held_minor += of->order.amount_minor;
      break;
    case SETTLED:
      if (payer != NULL && was_set_aside) payer->held_minor -= of->order.amount_minor;
      move_money(books, of, 1);
      break;
    case CANCELLED:
      if (payer != NULL && was_set_aside) payer->held_minor -= of->order.amount_minor;
      break;
    case RETURNED: move_money(books, of, -1); break;
    case ASKED:
    case RELEASED: break;
    default: return; /* an answer or a label: the payment is where it was */
  }
  of->state = by->kind;
}

static bool account_add(ledger *books, const record *of) {
  account *larger = realloc(books->accounts, (books->account_count + 1) * sizeof *larger);
  if (larger == NULL) return false;
  account *added = &larger[books->account_count++];
  books->accounts = larger;
  *added = (account){.balance_minor = of->amount_minor};
  memcpy(added->number, of->payer, sizeof added->number);
  snprintf(added->customer, sizeof added->customer, "%.*s", NAME_BYTES, of->text);
  return true;
}

static bool payment_add(ledger *books, const record *of) {
  payment *larger = realloc(books->payments, (books->payment_count + 1) * sizeof *larger);
  if (larger == NULL) return false;
  books->payments = larger;
  larger[books->payment_count++] = (payment){.order = *of, .state = ORDERED};
  return true;
}

static bool ledger_apply(ledger *books, const record *of) {
  if (of->kind == OPENED) {
    if (!account_add(books, of)) return false;
  } else if (of->kind == ORDERED) {
    if (!payment_add(books, of)) return false;
  } else if (of->kind > ORDERED) {
    payment *about = ledger_payment(books, of->payer, of->id);
    if (about == NULL) return false;
    payment_apply(books, about, of);
  }
  return true;
}

bool ledger_write(ledger *books, const record *of) { return record_write(books->file, of) && ledger_apply(books, of); }

/* A last line without an end was being written when the machine stopped: nobody was told of it, and it goes. */
static bool drop_torn_line(FILE *from, int file, const char *line) {
  const long end = ftell(from);
  const size_t size = strlen(line);
  if (size == 0 || line[size - 1] == '\n') return false;
  fprintf(stderr, "the ledger ended in half a record, which is dropped\n");
  return end >= 0 && ftruncate(file, (off_t)end - (off_t)size) == 0;
}

bool ledger_open(ledger *books, const char *path, ledger_seen *seen, void *whose) {
  char line[LINE_BYTES];
  record one;
  uint32_t number = 0;
  bool good = true;
  *books = (ledger){.file = open(path, O_CREAT | O_RDWR | O_APPEND, 0600)};
  FILE *from = books->file < 0 ? NULL : fopen(path, "r");
  if (from == NULL) return fprintf(stderr, "%s cannot be opened\n", path), false;
  while (good && fgets(line, sizeof line, from) != NULL) {
    number++;
    if (drop_torn_line(from, books->file, line)) break;
    good = record_parse(line, &one) && ledger_apply(books, &one) && seen(whose, &one);
  }
  fclose(from);
  if (!good) fprintf(stderr, "%s:%u: this line is no record; the ledger is damaged\n", path, number);
  return good;
}

void ledger_close(ledger *books) {
  free(books->accounts);
  free(books->payments);
  if (books->file >= 0) close(books->file);
}
