/* SPDX-License-Identifier: Apache-2.0
 *
 * One run: an engine, the model beside it, and random operations on both. */
#ifndef TESTS_AUDITOR_PLAY_H
#define TESTS_AUDITOR_PLAY_H

#include "lend.h"
#include "policy.h"

typedef struct play_setup {
  const char *name;
  uint64_t seed;
  uint32_t operations;
  uint32_t accounts; /* identifiers, of which one in sixteen and one more are spare: parties move to them */
  uint32_t customers;
  int64_t horizon_us; /* 0: the default */
  int64_t step_us;    /* how far time goes on at each operation, about */
  uint32_t outcomes_not_reported;
  uint32_t swap_every;   /* operations between two policies */
  int32_t offset_s;      /* of the engine's days */
  int64_t complete_us;   /* as the option: 0, a time or FR_COMPLETE_ALWAYS */
  uint64_t memory_bytes; /* 0: enough for all; else idle parties have to give way */
  uint32_t parties_max;  /* 0: enough for all; else idle parties have to give way, with memory in all zones */
  uint32_t flood;  /* of 1,000 operations so many tell of one customer, whose account is busy; 0: no such account */
  uint32_t payees; /* accounts that are only paid, by one account that pays them in turn for years; 0: no such ones */
  uint32_t turn_every; /* operations after which somebody else is that customer; 0: never */
  uint32_t in_vain;    /* the run fails where it would prove nothing: it is long enough for that */
} play_setup;

typedef struct play_counts {
  uint64_t operations;
  uint64_t comparisons;
  uint64_t put;      /* transfers put to both, however */
  uint64_t left_out; /* of them: those whose decision was not compared */
  uint64_t decided;
  uint64_t retries; /* made: what has left every history by then is new again */
  uint64_t repeats;
  uint64_t batches;
  uint64_t batched;         /* transfers in them */
  uint64_t batches_stopped; /* by one that was refused */
  uint64_t late;
  uint64_t unknowns;
  uint64_t errors;
  uint64_t conflicts;
  uint64_t not_found;
  uint64_t refused;
  uint64_t approximate;           /* values of features */
  uint64_t decisions_approximate; /* decisions */
  uint64_t cut_exact;             /* values over a list at its bound, whose windows lie inside what is kept */
  uint64_t cut_approximate;       /* those whose windows do not */
  uint64_t remembered;            /* known payees that no entry shows any more */
  uint64_t far;                   /* most payees of one party that no entry names */
  uint64_t far_asked;             /* transfers to one of them, where most are in blocks of their own */
  uint64_t far_known;             /* of these: to one that is known */
  uint64_t stale;                 /* transfers to payees to whom nothing was sent for 400 days */
  uint64_t far_moved;             /* parties that moved with so many payees */
  uint64_t far_joined;            /* that became one with another: one of them had so many */
  uint64_t forgotten;             /* parties */
  uint64_t moved;                 /* events */
  uint64_t joined;                /* of them: those where both had a history */
  uint64_t followed;     /* what was told of a transfer under an identifier that one of its parties got since */
  uint64_t summed;       /* events that reached what had left a history */
  uint64_t evicted;      /* parties */
  uint64_t evicted_cut;  /* of them: those with entries in the horizon of which sums were all that was left */
  uint64_t evictions;    /* operations during which somebody was */
  uint64_t not_compared; /* answers that were given while somebody was evicted: what they may say of him is not known */
  uint64_t swaps;
  uint64_t outcomes[4];
  uint64_t trusted;
  uint64_t delayed; /* held for a waiting period only */
} play_counts;

/* With twice as many payees that no entry names as stay with the party itself, half of them are in blocks of their own
 * at least (docs/design.md, section 12.21). */
#define FAR_PAYEES 512u

/* Payers have their numbers from so many classes: those of one class have the same, those of two have none in common.
 */
#define NUMBERS_APART 3u

typedef struct play {
  const play_setup *setup;
  play_counts counts;
  world w;
  policy policies[2];
  policy *current;
  uint64_t version;
  uint64_t swapped;  /* how often, since the start */
  uint32_t compared; /* the transfer at hand */
  uint64_t evicted;  /* by the engine, as far as the model knows */
  fr_engine *engine;
  fr_context *context;
  fr_policy *loaded;
  void *folds;
  uint64_t folds_capacity;
  uint64_t random;
  int64_t now_us;
  int64_t newest_us; /* surely accepted */
  deal *deals;       /* all that were accepted */
  uint32_t deal_count;
  uint32_t *next_number;           /* ids, counted for each payer apart */
  uint32_t party_of[PARTIES_MAX];  /* who acts: people keep their number here, and get other identifiers */
  uint32_t person_of[PARTIES_MAX]; /* the other way round */
  uint32_t successor[PARTIES_MAX]; /* what the party moved to last, and when; NOBODY: it did not */
  int64_t moved_us[PARTIES_MAX];
  uint32_t mover; /* the last that moved; NOBODY: nobody did */
  char doing[160];
} play;

/* How a transfer is put to the engine; BY_BATCH by play_batch() alone. */
enum { BY_SCORE, BY_FOLD, BY_PREVIEW, BY_BOTH, WAYS, BY_BATCH };

/* What the model says before the engine is asked. */
typedef struct foresight {
  fr_status status;
  uint32_t repeated;
  verdict v;
} foresight;

uint32_t play_below(play *p, uint32_t bound);
/* Puts one transfer to both and compares everything. Returns the status. */
fr_status play_evaluate(play *p, const deal *d, uint32_t way);
void play_foresee(play *p, const deal *d, foresight *f);
/* Compares a decision, or what a refusal leaves in one. */
void play_compare(play *p, const deal *d, const fr_decision *model, const fr_decision *given);
void play_compare_refusal(play *p, const deal *d, const fr_decision *given);
/* Folds everything and compares the features; decides from the folds when `decision` is given. */
fr_status play_fold(play *p, const deal *d, const lent *l, const verdict *v, fr_decision *decision);
/* The engine has answered and all was compared: counts, and records in the model. */
void play_answered(play *p, const deal *d, uint32_t way, const foresight *f, fr_status status);
/* Idle parties have to give way. */
int play_evicts(const play *p);
/* Whether the engine has evicted somebody that the model still has. */
int play_lags(play *p);
/* Lets those go from the model that the engine has evicted, and sees that it was right to. */
void play_catch_up(play *p);
/* Ends the program, saying where and why. */
void play_disagree(const play *p, const deal *d, const char *what, const char *model, const char *library);
void play_expect(play *p, const deal *d, const char *what, fr_status model, fr_status library);

/* One random operation. */
void play_operate(play *p);
#define BATCH_MAX 48u
/* Many transfers at once: new ones, retries, conflicts and wrong ones. Counts as so many operations. */
void play_batch(play *p);
/* Another payee or amount under the same id. False when nothing was changed. */
int play_contradict(play *p, deal *d);
/* Makes it something that must be refused, and says with what. Not for cash. */
fr_status play_spoil(play *p, lent *l);
/* A model without an engine: whoever has one puts it and a context there, and starts. */
play *play_begin(const play_setup *setup);
fr_engine_options play_engine_options(const play_setup *setup);
void play_start(play *p);
/* Engine and context are gone already. */
void play_end(play *p);
/* A whole run; 0 when both agree throughout. */
int play_run(const play_setup *setup);

/* Three engines that each hold a part of the parties must decide as one does. */
int three_run(void);

#endif
