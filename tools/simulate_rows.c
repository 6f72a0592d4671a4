/* SPDX-License-Identifier: Apache-2.0
 *
 * The three files. What the bank does not know is an empty cell. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "columns.h"
#include "numbers.h"
#include "simulate_names.h"
#include "simulate_world.h"

enum { ABOUT_ROW = 61, KNOWS_SESSION = 1, KNOWS_DEVICE, KNOWS_CREDENTIAL, KNOWS_SIM, KNOWS_PARTY, KNOWS_KIND };
enum { DECLARED_FROM = 5000000 /* 50,000 yuan: digital payments above it are asked for a purpose */ };

static const char transfer_header[] =
    "id,time,payer,payee,amount,balance_before,channel,kind,speed,remark,purpose,ui_language,on_call,caller,"
    "screen_shared,remote_control,device_age,sim_age,credential_age,observations,payer.customer,payee.customer,"
    "payer.age,payer.occupation,payer.account_age,payer.party_kind,payer.foreign,payer.vulnerable,payee.age,"
    "payee.account_age,payee.party_kind,payee.bank,payee.name_match,fraud,scam\n";
static const char event_header[] =
    "event,time,transfer_id,payer,payee,amount,payer_customer,payee_customer,customer,party,list,caller,direction,"
    "duration,level,transfer_time\n";
static const char truth_header[] =
    "transfer_id,kind,name,campaign,case,customer,stage,payment,actor,coached,telling,disguised,reported\n";

static bool open_one(output *out, const char *folder, const char *name, char *path, size_t size, const char *header) {
  snprintf(path, size, "%s/%s", folder, name);
  if (!output_open(out, path)) return false;
  output_string(out, header);
  return true;
}

bool rows_open(simulation *in, const char *folder) {
  const size_t size = sizeof in->paths[0];
  return open_one(&in->transfers, folder, "transfers.csv", in->paths[0], size, transfer_header) &&
         open_one(&in->events, folder, "events.csv", in->paths[1], size, event_header) &&
         open_one(&in->truth, folder, "truth.csv", in->paths[2], size, truth_header);
}

bool rows_close(simulation *in) {
  const bool transfers = output_close(&in->transfers), events = output_close(&in->events);
  return output_close(&in->truth) && transfers && events;
}

/* ---- cells ---- */

static void comma(output *out) { output_add(out, ",", 1); }

static void skip(output *out, uint32_t cells) {
  while (cells-- > 0) comma(out);
}

static void cell(output *out, const char *text) {
  output_string(out, text);
  comma(out);
}

static void cell_flag(output *out, bool known, bool value) { cell(out, !known ? "" : value ? "true" : "false"); }

static void put_days(output *out, int64_t days) {
  output_integer(out, days < 0 ? 0 : days);
  cell(out, "d");
}

static void put_time(simulation *in, output *out, int64_t time_s) {
  const int64_t day = time_s / DAY_S, second = time_s % DAY_S;
  if (day != in->date_day || in->date[0] == '\0') {
    char text[40];
    time_format_rfc3339(day * DAY_S * 1000000, 0, text);
    memcpy(in->date, text, 10);
    in->date_day = day;
  }
  char clock[] = "T00:00:00Z";
  const int64_t parts[] = {second / 3600, second / 60 % 60, second % 60};
  for (int i = 0; i < 3; i++) {
    clock[1 + 3 * i] = (char)('0' + parts[i] / 10);
    clock[2 + 3 * i] = (char)('0' + parts[i] % 10);
  }
  output_add(out, in->date, 10);
  output_add(out, clock, sizeof clock - 1);
}

static void cell_time(simulation *in, output *out, int64_t time_s) {
  put_time(in, out, time_s);
  comma(out);
}

static void cell_amount(output *out, int64_t minor) {
  const char cents[] = {'.', (char)('0' + minor % 100 / 10), (char)('0' + minor % 10), ','};
  output_integer(out, minor / 100);
  output_add(out, cents, sizeof cents);
}

/* A letter and 16 digits that say nothing about what they name. */
static void put_identifier(const simulation *in, output *out, char letter, party of) {
  char text[17] = {letter};
  uint64_t number = chance_permute(of, in->seed ^ (uint64_t)letter);
  for (int i = 16; i > 0; i--, number /= 10) text[i] = (char)('0' + number % 10);
  output_add(out, text, sizeof text);
}

static void cell_account(const simulation *in, output *out, party of) {
  if (of != PARTY_NONE) put_identifier(in, out, 'A', of);
  comma(out);
}

/* The customer behind an account, where it is one of this bank's or his own elsewhere. */
static void cell_customer(const simulation *in, output *out, party of) {
  const party_sort sort = PARTY_SORT(of);
  if (sort == PARTY_CUSTOMER || sort == PARTY_OWN || sort == PARTY_DEPOSIT)
    put_identifier(in, out, 'C', PARTY_OF(PARTY_CUSTOMER, 0, PARTY_NUMBER(of)));
  comma(out);
}

static party account_of(uint32_t customer) { return PARTY_OF(PARTY_CUSTOMER, 0, customer); }

static void cell_transfer(output *out, uint64_t number) {
  output_add(out, "t", 1);
  output_integer(out, (int64_t)number);
  comma(out);
}

/* ---- text ---- */

static size_t character(const char *at) {
  size_t size = 1;
  while (((unsigned char)at[size] & 0xc0) == 0x80) size++;
  return size;
}

static size_t put(char *into, size_t used, const char *text, size_t size) {
  if (used + size >= TEXT_BYTES_MAX) return used;
  memcpy(into + used, text, size);
  into[used + size] = '\0';
  return used + size;
}

/* "{month}" is the month's number; a disguise changes words by a table, or puts something between the characters. */
static void write_text(const simulation *in, const char *text, bool disguised, stream *by, char *into) {
  const parameters *set = in->set;
  const bool by_swaps = disguised && set->swap_count > 0 && stream_below(by, 2) == 0;
  const char *separator = disguised ? set->separators[stream_below(by, set->separator_count)] : "";
  size_t used = 0;
  into[0] = '\0';
  while (*text != '\0') {
    const size_t size = character(text);
    if (strncmp(text, "{month}", 7) == 0) {
      char number[8];
      used = put(into, used, number, (size_t)snprintf(number, sizeof number, "%u", in->month));
      text += 7;
      continue;
    }
    bool swapped = false;
    for (uint32_t i = 0; by_swaps && i < set->swap_count && !swapped; i++) {
      const size_t length = strlen(set->swaps[i][0]);
      if (strncmp(text, set->swaps[i][0], length) != 0) continue;
      used = put(into, used, set->swaps[i][1], strlen(set->swaps[i][1]));
      text += length;
      swapped = true;
    }
    if (swapped) continue;
    used = put(into, used, text, size);
    text += size;
    if (disguised && !by_swaps && *text != '\0') used = put(into, used, separator, strlen(separator));
  }
}

static void cell_text(output *out, const char *text) {
  output_csv(out, text, strlen(text));
  comma(out);
}

static void put_texts(simulation *in, const payment *one, stream *by) {
  char text[TEXT_BYTES_MAX];
  const bool disguised = one->from != NULL && one->from->tells && one->from->is_disguised;
  write_text(in, one->remark, disguised, by, text);
  cell_text(&in->transfers, text);
  const bool asked = one->channel == FR_CHANNEL_TELLER || one->amount >= DECLARED_FROM;
  const bool told = asked && stream_below(by, 100) < (uint32_t)in->set->known.purpose_percent;
  write_text(in, told ? one->purpose : "", false, by, text);
  cell_text(&in->transfers, text);
}

/* ---- the session ---- */

static bool is_digital(const payment *one) {
  return one->channel == FR_CHANNEL_MOBILE || one->channel == FR_CHANNEL_ONLINE;
}

static bool is_scam_session(const payment *one) { return one->label == LABEL_SCAM && one->from != NULL; }

static const story *story_behind(const simulation *in, const payment *one) {
  return one->from != NULL ? &in->set->stories[one->from->story] : NULL;
}

/* A victim who was coached hides part of what would give him away. */
static int64_t shown(const simulation *in, const payment *one, int64_t permille) {
  return one->from != NULL && one->from->is_coached ? permille * in->set->criminals.coached_percent / 100 : permille;
}

static void put_language(simulation *in, const payment *one, stream *by) {
  const bool screen = is_digital(one) || one->channel == FR_CHANNEL_ATM;
  const person *who = &in->people[one->customer];
  bool english = who->is_foreign ? stream_below(by, 10) < 8 : stream_ppm(by, in->set->habits.english_ppm);
  if (one->from != NULL && one->channel == FR_CHANNEL_ATM) english |= one->from->is_english;
  cell(&in->transfers, !screen ? "" : english ? "en" : "zh");
}

static void put_session(simulation *in, const payment *one, stream *by) {
  output *out = &in->transfers;
  const story *of = story_behind(in, one);
  put_language(in, one, by);
  if (!is_digital(one) || !world_knows(in, KNOWS_SESSION, one->customer, in->set->known.session_percent)) {
    skip(out, 4);
    return;
  }
  const bool special = of != NULL && (of->is_scam || of->call_permille > 0);
  const int64_t call = special ? shown(in, one, of->call_permille) : in->set->habits.call_permille;
  const bool on_call = stream_permille(by, call);
  const uint32_t *callers = special ? of->callers : in->set->habits.callers;
  const uint32_t caller = stream_weighted(by, callers, CALLERS);
  const bool shared =
      special ? stream_permille(by, shown(in, one, of->share_permille)) : stream_ppm(by, in->set->habits.share_ppm);
  const bool remote =
      special ? stream_permille(by, shown(in, one, of->remote_permille)) : stream_ppm(by, in->set->habits.remote_ppm);
  cell_flag(out, true, on_call);
  cell(out, on_call ? caller_names[caller] : "");
  cell_flag(out, true, shared);
  cell_flag(out, true, remote);
}

static void cell_age(output *out, bool known, int64_t minutes) {
  if (!known) {
    comma(out);
    return;
  }
  output_integer(out, (minutes > 0 ? minutes : 0) * 60);
  comma(out);
}

static void put_ages(simulation *in, const payment *one) {
  output *out = &in->transfers;
  const person *who = &in->people[one->customer];
  const int32_t other = one->from != NULL && one->from->device_minute ? one->from->device_minute : who->device_minute;
  const int64_t now = one->time_s / 60;
  const bool screen = is_digital(one);
  const uint32_t customer = one->customer;
  cell_age(out, screen && world_knows(in, KNOWS_DEVICE, customer, in->set->known.device_percent), now - other);
  cell_age(out, screen && world_knows(in, KNOWS_SIM, customer, in->set->known.sim_percent), now - who->sim_minute);
  cell_age(out, screen && world_knows(in, KNOWS_CREDENTIAL, customer, in->set->known.credential_percent),
           now - who->credential_minute);
}

/* What the teller saw, and some of what he ruled out. */
static void put_observations(simulation *in, const payment *one, stream *by) {
  output *out = &in->transfers;
  const bool looked = one->channel == FR_CHANNEL_TELLER;
  if (looked && stream_below(by, 100) < (uint32_t)in->set->known.teller_percent) {
    const story *of = story_behind(in, one);
    bool first = true;
    for (uint32_t i = 0; i < OBSERVATIONS; i++) {
      const bool seen = is_scam_session(one) ? stream_permille(by, shown(in, one, of->teller[i]))
                                             : stream_ppm(by, in->set->habits.teller[i]);
      if (!seen && !stream_permille(by, in->set->known.ruled_out_permille)) continue;
      output_string(out, first ? "" : ";");
      output_string(out, seen ? "" : "!");
      output_string(out, observation_names[i]);
      first = false;
    }
  }
  comma(out);
}

/* ---- parties ---- */

static void put_payer(simulation *in, const payment *one) {
  output *out = &in->transfers;
  const person *who = &in->people[one->customer];
  const group *of = &in->set->groups[who->group];
  cell_customer(in, out, account_of(one->customer));
  cell_customer(in, out, one->to);
  if (of->party_kind == FR_PARTY_KIND_COMPANY) {
    comma(out);
  } else {
    output_integer(out, who->age);
    comma(out);
  }
  cell(out, occupation_names[of->occupation]);
  put_days(out, in->day - who->opened_day);
  cell(out, party_kind_names[of->party_kind]);
  cell_flag(out, true, who->is_foreign);
  cell_flag(out, true, who->is_vulnerable);
}

static uint32_t name_match(const simulation *in, const payment *one, const facts *payee, stream *by) {
  const bool person_or_firm = payee->party_kind == FR_PARTY_KIND_PERSON || payee->party_kind == FR_PARTY_KIND_COMPANY ||
                              payee->party_kind == FR_PARTY_KIND_PUBLIC_BODY;
  const bool asked = stream_below(by, 100) < (uint32_t)in->set->known.name_percent;
  if (one->to == PARTY_NONE || one->channel == FR_CHANNEL_QUICK_PAY || !person_or_firm || !asked) return 0;
  if (stream_below(by, 100) < (uint32_t)in->set->known.not_possible_percent) return FR_NAME_MATCH_NOT_POSSIBLE;
  const bool bad = one->label == LABEL_SCAM;
  const int64_t close = bad ? in->set->known.mule_close_permille * 1000 : in->set->known.name_close_ppm;
  const int64_t none = bad ? in->set->known.mule_none_permille * 1000 : in->set->known.name_none_ppm;
  const uint32_t drawn = stream_below(by, 1000000);
  if (drawn < (uint32_t)close) return FR_NAME_MATCH_CLOSE;
  return drawn < (uint32_t)(close + none) ? FR_NAME_MATCH_NONE : FR_NAME_MATCH_MATCH;
}

static void put_payee(simulation *in, const payment *one, const facts *payee, stream *by) {
  output *out = &in->transfers;
  if (one->to == PARTY_NONE) {
    skip(out, 5);
    return;
  }
  const bool ours = payee->bank == 0;
  const bool knows = ours || world_knows(in, KNOWS_PARTY, one->to, in->set->known.payee_percent);
  const bool kind = ours || one->channel == FR_CHANNEL_QUICK_PAY ||
                    world_knows(in, KNOWS_KIND, one->to, in->set->known.payee_kind_percent);
  if (knows && payee->age >= 0) output_integer(out, payee->age);
  comma(out);
  if (knows && payee->account_days >= 0)
    put_days(out, payee->account_days);
  else
    comma(out);
  cell(out, kind ? party_kind_names[payee->party_kind] : "");
  output_add(out, "B", 1);
  output_integer(out, 100 + (int64_t)payee->bank);
  comma(out);
  cell(out, name_match_names[name_match(in, one, payee, by)]);
}

static const char *kind_of(const payment *one, const facts *payee) {
  if (one->to == PARTY_NONE) return "cash_withdrawal";
  if (payee->customer == account_of(one->customer)) return "own_account";
  return payee->bank == 0 ? "intrabank" : "interbank";
}

/* ---- rows ---- */

static void row_truth(simulation *in, const payment *one, uint64_t number) {
  static const char *const kinds[] = {"story", "scam", "mule"};
  output *out = &in->truth;
  const running *from = one->from;
  cell_transfer(out, number);
  cell(out, kinds[one->label]);
  cell(out, one->story);
  if (one->label != LABEL_HONEST) output_integer(out, (int64_t)one->gang + 1);
  comma(out);
  if (from != NULL) output_integer(out, from->number);
  comma(out);
  put_identifier(in, out, 'C', account_of(one->customer));
  comma(out);
  output_integer(out, from != NULL ? from->stage + 1 : one->layer);
  comma(out);
  output_integer(out, from != NULL ? from->done + 1 : 1);
  comma(out);
  const story *of = story_behind(in, one);
  cell(out, one->label == LABEL_MULE ? "mule" : of != NULL && of->is_criminal ? "criminal" : "customer");
  cell_flag(out, from != NULL, from != NULL && from->is_coached);
  cell_flag(out, from != NULL, from != NULL && from->tells);
  cell_flag(out, from != NULL, from != NULL && from->tells && from->is_disguised);
  output_string(out, from != NULL && from->will_report ? "true\n" : "false\n");
}

void row_transfer(simulation *in, const payment *one, uint64_t number, const facts *payee, uint32_t speed) {
  output *out = &in->transfers;
  stream by = stream_make(in->seed ^ ABOUT_ROW, number, one->customer);
  cell_transfer(out, number);
  cell_time(in, out, one->time_s);
  cell_account(in, out, account_of(one->customer));
  cell_account(in, out, one->to);
  cell_amount(out, one->amount);
  cell_amount(out, in->people[one->customer].balance);
  cell(out, channel_names[one->channel]);
  cell(out, kind_of(one, payee));
  cell(out, one->to == PARTY_NONE ? "" : speed_names[speed]);
  put_texts(in, one, &by);
  put_session(in, one, &by);
  put_ages(in, one);
  put_observations(in, one, &by);
  put_payer(in, one);
  put_payee(in, one, payee, &by);
  if (one->label == LABEL_HONEST) {
    output_string(out, "0,\n");
  } else {
    output_string(out, "1,");
    output_string(out, one->story);
    output_string(out, "\n");
  }
  if (one->label != LABEL_HONEST || one->from != NULL) row_truth(in, one, number);
}

/* The cells of every event before `customer`. */
static void begin_event(simulation *in, const char *event, int64_t time_s) {
  cell(&in->events, event);
  cell_time(in, &in->events, time_s);
  in->event_count++;
}

void row_about_transfer(simulation *in, const char *event, const due *what) {
  output *out = &in->events;
  begin_event(in, event, what->time_s);
  cell_transfer(out, what->transfer);
  cell_account(in, out, account_of(what->number));
  cell_account(in, out, what->to);
  cell_amount(out, what->amount);
  cell_customer(in, out, account_of(what->number));
  cell_customer(in, out, what->to);
  skip(out, 7);
  put_time(in, out, what->made_s);
  output_string(out, "\n");
}

void row_credit(simulation *in, uint32_t customer, party from, int64_t amount, int64_t time_s) {
  output *out = &in->events;
  begin_event(in, "transferred", time_s);
  output_add(out, "c", 1);
  output_integer(out, (int64_t)in->event_count);
  comma(out);
  cell_account(in, out, from);
  cell_account(in, out, account_of(customer));
  cell_amount(out, amount);
  cell_customer(in, out, from);
  cell_customer(in, out, account_of(customer));
  skip(out, 7);
  output_string(out, "\n");
}

void row_personal(simulation *in, const char *event, uint32_t customer, int64_t amount, int64_t time_s) {
  output *out = &in->events;
  begin_event(in, event, time_s);
  skip(out, 3);
  if (amount < 0)
    comma(out);
  else
    cell_amount(out, amount);
  skip(out, 2);
  cell_customer(in, out, account_of(customer));
  skip(out, 6);
  output_string(out, "\n");
}

void row_contact(simulation *in, const due *what) {
  output *out = &in->events;
  begin_event(in, "contact", what->time_s);
  skip(out, 6);
  cell_customer(in, out, account_of(what->number));
  skip(out, 2);
  cell(out, caller_names[what->layer]);
  cell(out, "incoming");
  output_integer(out, what->amount * 60);
  output_string(out, "s,,\n");
}

void contact_begin(simulation *in, uint32_t customer, uint32_t caller, int64_t minutes, int64_t time_s) {
  if (!world_knows(in, KNOWS_SESSION, customer, in->set->known.session_percent)) return;
  due_add(in, (due){.kind = DUE_CONTACT,
                    .number = customer,
                    .layer = caller,
                    .amount = minutes,
                    .time_s = time_s + minutes * 60});
}

void row_alert(simulation *in, uint32_t customer, uint32_t level, int64_t time_s) {
  output *out = &in->events;
  begin_event(in, "alerted", time_s);
  skip(out, 6);
  cell_customer(in, out, account_of(customer));
  skip(out, 5);
  output_integer(out, level);
  output_string(out, ",\n");
}

void row_listed(simulation *in, const char *event, const due *what) {
  output *out = &in->events;
  begin_event(in, event, what->time_s);
  skip(out, 7);
  cell_account(in, out, what->to);
  cell(out, "case_account");
  skip(out, 4);
  output_string(out, "\n");
}
