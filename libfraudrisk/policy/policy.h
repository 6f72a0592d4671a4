/* SPDX-License-Identifier: Apache-2.0
 *
 * A loaded policy: what the bundle says, and what it was compiled to. Immutable once fr_policy_load() has returned. */
#ifndef FR_POLICY_POLICY_H
#define FR_POLICY_POLICY_H

#include <stdatomic.h>

#include "event/transfer.h"
#include "feature/fold.h"
#include "fraudrisk/policy.h"
#include "model/model.h"
#include "policy/mentions.h"
#include "wire/cose.h"

enum {
  FR__CHANNELS = 7,    /* index 0: the default */
  FR__AUDIENCES = 11,  /* what advice has words for: FR_AUDIENCE_… and FR_NOTICE_…, from 1 */
  FR__MODEL_SLOTS = 2, /* of one model: the margin, then the points */
  FR__MAX_SLOTS =
      FR__SLOT_FREE + FR_MAX_ATTRIBUTES + FR_MAX_FEATURES + FR__MODEL_SLOTS * FR_MAX_MODELS + 2 * FR_MAX_FOLDS,
  FR__DECIDE_SCRATCH = 16384, /* bytes that one expression may use while it is evaluated */
  FR__KEPT_TEXTS = 8192,      /* bytes of strings that the features of one decision may make together */
};

/* An expression's source and where it stands in the bank's document. */
typedef struct fr__source_text {
  const char *text; /* null: none */
  uint32_t size;
  uint32_t line, column;
} fr__source_text;

/* ---- words, with values in them ---- */

enum fr__style { FR__STYLE_PLAIN, FR__STYLE_AMOUNT, FR__STYLE_PERCENT };

/* A piece of a text: bytes, or a value's place. */
typedef struct fr__piece {
  const char *text; /* null: a value */
  uint32_t size;
  uint16_t value; /* of fr_policy.said */
  uint8_t style;  /* fr__style */
} fr__piece;

typedef struct fr__wording {
  const char *language;
  const char *text; /* as the policy has it; lines divided by '\n' */
  uint32_t size;
  const fr__source_text *lines; /* the same, each with its place; only while loading */
  uint32_t line_count;
  const fr__piece *pieces; /* null: the text has no braces and is said as it is */
  uint32_t piece_count;
} fr__wording;
typedef struct fr__wordings {
  fr__wording *items;
  uint32_t count;
} fr__wordings;

/* A value that some text names. */
typedef struct fr__said {
  uint32_t slot;
  uint8_t kind;        /* FR__CEL_… */
  uint8_t enumeration; /* fr__enumeration of a string; FR__ENUMS: none */
  uint8_t bytes;       /* the most that a decision needs to carry it */
} fr__said;
/* Indices into fr_policy.said, ascending. */
typedef struct fr__said_set {
  const uint16_t *items;
  uint32_t count;
} fr__said_set;

/* Points: a number, or an expression that gives one. */
typedef struct fr__points {
  int32_t number;
  fr__source_text source;
  const fr__cel_program *program; /* null: the number */
} fr__points;

typedef struct fr__feature {
  const char *name;
  fr__source_text source;
  fr__cel_tree *tree; /* only while loading */
  const fr__cel_program *program;
  uint32_t slot;
  uint32_t type;            /* FR_TYPE_… */
  uint32_t plain;           /* the slot that the expression only reads, such as a fold; UINT32_MAX: it computes */
  bool decides;             /* a rule or a threshold needs it, directly or through other features */
  bool said;                /* so does a text */
  const uint64_t *rests_on; /* a bit for each chain, through other features too */
} fr__feature;

/* A model over features: `model.NAME.margin` and `model.NAME.points` in rules. */
typedef struct fr__policy_model {
  const char *name;
  fr__model_parts parts;
  const fr__model *model;
  const char *const *input_names; /* of features, by input; only while loading */
  const uint32_t *inputs;         /* features, by input */
  const fr__wordings *reasons;    /* by input; null: none has words */
  const char *margin_name, *points_name;
  uint32_t slot; /* of the margin */
  bool decides;  /* a rule, a threshold or a text needs it */
} fr__policy_model;

typedef struct fr__rule {
  const char *id;
  int32_t scam;   /* -1: none */
  int32_t advice; /* whose words may be said when it fires, among scam types; -1: the scam's */
  fr__source_text when;
  const fr__cel_program *program;
  bool limited;      /* to channels or times */
  uint32_t channels; /* a bit for each FR_CHANNEL_… that it is for; 0: for all */
  int64_t valid_from_us, valid_until_us;
  fr__points points;
  uint32_t at_least, at_most; /* FR_OUTCOME_…, 0: none */
  bool binding;
  bool delay; /* its hold is a waiting period, not doubt */
  uint32_t if_unknown_outcome;
  fr__points if_unknown_points; /* 0: none */
  int64_t hold_us;              /* 0: none of its own */
  uint32_t victim_present;      /* FR_YES, FR_NO; FR_UNKNOWN: it says nothing of that */
  uint32_t actions;             /* bits FR_ACTION_… */
  fr__wordings reason;
  fr__said_set said; /* by the reason, in any language */
} fr__rule;

typedef struct fr__threshold {
  fr__source_text when;
  const fr__cel_program *program; /* null: always */
  bool has_warn, has_hold;
  int64_t warn, hold;
} fr__threshold;

/* A bound on how many transfers may be held or warned about. */
typedef struct fr__bound {
  uint32_t channel; /* FR_CHANNEL_…; 0: all together */
  bool each_rule;   /* of what each rule alone brings about, not of all together */
  int64_t window_us;
  bool bounded[2];       /* FR__OF_WARN, FR__OF_HOLD */
  uint32_t share_ppm[2]; /* the share of the transfers, in millionths */
  uint32_t at_least;     /* so many are never too many */
} fr__bound;
enum { FR__OF_WARN, FR__OF_HOLD };

/* What the teller asks. */
typedef struct fr__question {
  const char *name;
  const char *observation; /* "" for an open question */
  uint32_t sign;           /* FR_YES, FR_NO; FR_UNKNOWN for an open question */
  uint64_t teller_bit;     /* FR_TELLER_…; 0: an attribute's */
  fr__wordings ask;
} fr__question;

/* A scam type, or advice that no scam has and rules name. */
typedef struct fr__scam {
  const char *name;
  const char *const *asked_names; /* only while loading */
  const uint16_t *asked;          /* questions, in their order */
  uint32_t asked_count;
  uint32_t expiry; /* FR_EXPIRY_… */
  bool overrides;  /* as the advice of a rule it is said even where a scam is named */
  fr__wordings advice[FR__AUDIENCES];
  fr__said_set said; /* by its advice, and by the general advice that stands in where it has none */
} fr__scam;

typedef struct fr__constant_list {
  const char *name; /* "lists.x" */
  fr__cel_value value;
} fr__constant_list;

typedef struct fr__attribute {
  const char *name; /* "attributes.x" */
  uint32_t type;
  uint32_t slot;
} fr__attribute;

/* Names of the policy, of rules and scams stand in FR_MAX_NAME_BYTES + 1 bytes, zeroes at the end. */
struct fr_policy {
  atomic_uint references;
  fr__arena arena;
  /* Under switches (switches.h): the policy that this handle is a copy of, and a bit for each rule that is off. */
  struct fr_policy *base; /* null: the policy itself */
  const uint64_t *off;    /* null: none */
  int64_t off_from_us, off_until_us;
  unsigned char *bundle; /* as it was loaded: a journal keeps it, so that what was decided can be decided again. Null
                            under switches: the base has it */
  uint64_t bundle_size;
  uint8_t digest[32];
  /* What a signed bundle says of its signatures, which only whoever has a trust store can verify; none where nobody
   * signed. Lies in `bundle`. */
  fr__cose cose;
  const uint8_t *tests; /* the tests that travel along, as CBOR; null: none */
  uint64_t tests_size;
  uint32_t test_count;
  int64_t valid_from_us, valid_until_us; /* 0: no such limit */
  const char *name;
  uint64_t version;
  char currency[4];
  uint32_t currency_digits;
  double minor_per_major;
  int32_t utc_offset_s;

  const fr__constant_list *lists;
  uint32_t list_count;
  fr__phrase_sets phrases;
  const fr__attribute *attributes;
  uint32_t attribute_count;
  fr__feature *features;
  uint32_t feature_count;
  const uint32_t *feature_order; /* each after those that it uses */
  fr__policy_model *models;
  uint32_t model_count;
  fr__rule *rules;
  uint32_t rule_count;
  const fr__cel_conditions *conditions; /* of the rules, in their order */
  fr__threshold *thresholds;
  uint32_t threshold_count;
  fr__scam *scams;
  uint32_t scam_count;
  fr__question *questions;
  uint32_t question_count;
  const fr__scam *unclassified; /* the general advice; null: none */
  const fr__said *said;         /* values that texts name */
  uint32_t said_count;
  int64_t hold_us[FR__CHANNELS];   /* 0: as the default */
  uint32_t on_error[FR__CHANNELS]; /* FR_OUTCOME_…, 0: as the default */

  const fr__bound *limits;
  uint32_t limit_count;

  const fr__plan *plan;
  const uint64_t *decisive_chains; /* a bit for each chain that a rule or threshold rests on */
  uint32_t chain_words;            /* of 64 bits */
  uint32_t slot_count;
  const uint32_t *decide_inputs; /* slots below FR__SLOT_INPUTS that rules, thresholds and their features read */
  uint32_t decide_input_count;
  const uint32_t *feature_inputs; /* … that all features read */
  uint32_t feature_input_count;
  const uint32_t *fold_inputs; /* … that folds read */
  uint32_t fold_input_count;
  const bool *fold_attributes; /* of each attribute: whether folds read it */
  const uint32_t *said_inputs; /* … that texts and the features in them read */
  uint32_t said_input_count;
  bool reads_texts; /* some expression asks what the texts mention */
  bool needs_texts; /* or what stands in remark and purpose: decisions depend on what the journal seals */
};

/* What the signature of a bundle says that it signs. */
#define FR__POLICY_CONTENT_TYPE "application/vnd.fraudrisk.policy+cbor"

/* Reads the content of a bundle into the policy, compiling nothing. *decides: bytes from its beginning that decide;
 * what follows are the tests, which are copied. */
fr_status fr__policy_read(fr_policy *policy, const void *content, uint64_t size, uint64_t *decides, fr_error *error);
/* Compiles what was read. */
fr_status fr__policy_compile(fr_policy *policy, fr_error *error);

/* The bit of an action's name, 0 where there is no such action. */
uint32_t fr__policy_action(fr_text name);
/* The number of a channel's name, 0 for "default"; FR__CHANNELS where there is no such channel. */
uint32_t fr__policy_channel(fr_text name);
/* The advice that this scam type (null: none) has for an audience, or the general one. Null where there is neither. */
const fr__wordings *fr__policy_advice(const fr_policy *policy, const fr__scam *scam, uint32_t audience);
/* Whose questions are asked for a scam type (null: none): its own or the general ones. Null where there are neither. */
const fr__scam *fr__policy_asking(const fr_policy *policy, const fr__scam *scam);

/* Fills the slots of the bank's own attributes; those not given, or unknown, are unknown. FR_BAD_ATTRIBUTE for one that
 * the policy does not declare, or with another type. */
fr_status fr__policy_fill_attributes(const fr_policy *policy, const fr_transfer *transfer, fr__cel_value *slots,
                                     fr_error *error);
/* Reads the transfer's texts for what they mention, once, and fills the slot of `text`; unknown where none is known.
 * `mentions` has to live as long as the slots do. */
void fr__policy_read_texts(const fr_policy *policy, const fr__transfer *transfer, fr__mentions *mentions,
                           fr__cel_value *slots);
/* What on_error says for a channel; warn without a policy. */
uint32_t fr__policy_on_error(const fr_policy *policy, uint32_t channel);
int64_t fr__policy_hold_us(const fr_policy *policy, uint32_t channel);

#endif
