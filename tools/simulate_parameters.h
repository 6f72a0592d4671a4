/* SPDX-License-Identifier: Apache-2.0
 *
 * What a simulated world is like: one YAML file, read into plain structs. `simulate/default.yaml` says what each
 * value means and where it comes from. */
#ifndef TOOLS_SIMULATE_PARAMETERS_H
#define TOOLS_SIMULATE_PARAMETERS_H

#include <stdbool.h>
#include <stdint.h>

#include "policy_yaml.h"
#include "simulate_random.h"

enum {
  GROUPS_MAX = 24,
  ACTIVITIES_MAX = 64,
  STORIES_MAX = 96,
  STAGES_MAX = 16,
  CLOCKS_MAX = 12,
  TEXTS_MAX = 96,
  TEXT_ITEMS_MAX = 48,
  FESTIVALS_MAX = 8,
  SWAPS_MAX = 32,
  OBSERVATIONS = 13,
  CHANNELS = 7,   /* by number of the library; 0 is none */
  CALLERS = 5,    /* the same */
  AGE_BANDS = 4,  /* to 25, to 40, to 59, 60 and more */
  MULE_KINDS = 4, /* person, company, wallet, merchant */
  NONE = 0xffff
};

/* Who is paid, or pays. */
typedef enum party_class {
  TO_MERCHANT,
  TO_WALLET,
  TO_PERSON,
  TO_FAMILY,
  TO_COMPANY,
  TO_PUBLIC,
  TO_OWN,     /* the customer's account at another bank */
  TO_DEPOSIT, /* the customer's time deposit here */
  TO_LENDER,
  TO_MULE, /* of a campaign */
  TO_CASH
} party_class;

typedef enum flow { FLOW_PAY, FLOW_RECEIVE, FLOW_CONTACT, FLOW_SAVE } flow;

typedef enum deed {
  DO_CONTACT,
  DO_PAY,
  DO_CREDIT, /* money comes from the party that is paid: a bait */
  DO_LOAN,
  DO_BREAK,   /* a time deposit is ended early */
  DO_MATURE,  /* a time deposit has run its time */
  DO_COLLECT, /* from own accounts elsewhere */
  DO_BORROW,  /* from persons */
  DO_CASH,
  DO_DEVICE,
  DO_CREDENTIAL,
  DO_SIM,
  DO_LIMIT
} deed;

/* What a stage's amount is a part of. */
typedef enum basis { OF_NOTHING, OF_BALANCE, OF_ARRIVED, OF_LAST, OF_FIRST } basis;

/* Names of lists are numbers from 0 in the order of the file. */
typedef struct text_set {
  char name[40];
  char *items[TEXT_ITEMS_MAX];
  uint32_t count;
} text_set;

typedef struct clock_hours {
  char name[40];
  uint32_t weights[24];
} clock_hours;

typedef struct group {
  char name[40];
  int64_t weight;
  int64_t age[2];
  uint32_t occupation, party_kind;
  spread income;          /* minor units a month */
  spread balance_percent; /* of a month's income, at the start */
  spread deposit_percent; /* the same, in a time deposit */
  int64_t deposit_permille;
  spread account_days;
  int64_t foreign_permille, vulnerable_permille;
  int64_t is_dormant; /* lives no life; its accounts may be bought */
} group;

typedef struct activity {
  char name[40];
  uint32_t who; /* bits of groups */
  int64_t share_permille;
  int64_t per_year;
  int64_t day[2]; /* of the month; 0: on any day, per_year times */
  uint32_t months[12];
  int64_t weekend_percent, festival_percent;
  uint32_t flow, to, clock, text;
  int64_t regulars, new_permille;
  int64_t count[2];
  spread amount; /* minor units, or where `income` is set percent of a month's income */
  int64_t is_income, is_fixed;
  int64_t text_permille;
  uint32_t channels[CHANNELS];
} activity;

typedef struct stage {
  uint32_t deed, to, basis, payee_same, text;
  int64_t chance_permille;
  int64_t times[2];
  spread after_minutes, gap_minutes;
  spread amount; /* minor units, or percent */
  spread growth_percent;
  int64_t round; /* yuan; 0: cents stay */
  uint32_t like; /* an activity whose usual amount it is; NONE */
  uint32_t caller;
  spread minutes; /* of a contact */
  bool has_channels;
  uint32_t channels[CHANNELS];
} stage;

/* A scam, or an honest story that looks odd. */
typedef struct story {
  char name[40];
  bool is_scam;
  int64_t weight;   /* of a scam among scams */
  int64_t per_year; /* of a story: in a thousand customers */
  uint32_t who;
  uint32_t ages[AGE_BANDS];
  int64_t is_criminal;                  /* the criminal is at the keyboard */
  int64_t least_balance, least_deposit; /* yuan */
  uint32_t clock;
  uint32_t channels[CHANNELS];
  int64_t call_permille, share_permille, remote_permille, english_permille;
  uint32_t callers[CALLERS];
  int64_t coached_permille, report_permille, alert_permille;
  uint32_t telling; /* texts */
  int64_t telling_permille;
  uint32_t mules[MULE_KINDS];
  uint32_t teller[OBSERVATIONS]; /* permille */
  stage stages[STAGES_MAX];
  uint32_t stage_count;
} story;

typedef struct parameters {
  char name[40];
  struct {
    int64_t start_day, utc_offset_minutes, own_bank_percent, banks, merchants, companies, public_bodies, household,
        persons_percent;
    int64_t festival_count, festivals[FESTIVALS_MAX], festival_before_days, festival_after_days;
  } world;
  struct { /* what the bank knows */
    int64_t session_percent, device_percent, credential_percent, sim_percent, teller_percent, purpose_percent;
    int64_t payee_percent, payee_kind_percent, name_percent, name_close_ppm, name_none_ppm, not_possible_percent;
    int64_t mule_close_permille, mule_none_permille, ruled_out_permille;
  } known;
  struct { /* of honest payments and customers */
    int64_t call_permille, share_ppm, remote_ppm, english_ppm;
    uint32_t callers[CALLERS];
    uint32_t speeds[4];
    uint32_t teller[OBSERVATIONS];                  /* ppm */
    int64_t device_days, credential_days, sim_days; /* twice the mean age */
  } habits;
  struct {
    int64_t customers_a_gang, accounts, uses[2], layer_accounts, layers, parts[2];
    spread days, old_days, new_days, dwell_minutes, forward_percent, foreign_amount;
    int64_t old_percent, bought_percent, foreign_a_day, cash_permille, young_percent;
    int64_t listed_before_permille, listed_after_permille;
    spread listed_hours;
    int64_t coached_percent, disguise_permille;
    uint32_t neutral;
  } criminals;
  struct {
    spread hours, alert_minutes;
    int64_t returned_permille, disputes_ppm, cleared_permille, alert_false_ppm, listed_false_ppm;
    uint32_t levels[4];
    spread cleared_hours;
  } reports;
  group groups[GROUPS_MAX];
  clock_hours clocks[CLOCKS_MAX];
  text_set texts[TEXTS_MAX];
  activity activities[ACTIVITIES_MAX];
  story stories[STORIES_MAX];
  char *separators[SWAPS_MAX], *swaps[SWAPS_MAX][2];
  uint32_t group_count, clock_count, text_count, activity_count, story_count, separator_count, swap_count;
  uint32_t first_scam; /* scams follow the honest stories */
  uint8_t digest[32];  /* SHA-256 of the file */
  char path[512];
} parameters;

/* `name` is a file, or the name of a set that is installed with the command. Null after saying what is wrong. */
parameters *parameters_open(const char *name);
void parameters_close(parameters *from);

#endif
