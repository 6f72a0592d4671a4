/* SPDX-License-Identifier: Apache-2.0
 *
 * Every limit of the library, named once. What exceeds one is refused with a status of the band FR_BAND_LIMIT (or the
 * status named here) and a message that says which limit it was; nothing is ever cut silently.
 *
 * Source: docs/design.md, section 10. @since 0.1 */
#ifndef FRAUDRISK_LIMITS_H
#define FRAUDRISK_LIMITS_H

#include <stdint.h>

#include "fraudrisk/export.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FR_MAX_IDENTIFIER_BYTES 64                /* a transfer id, account, customer, bank, list or attribute name */
#define FR_MAX_REMARK_BYTES 1024                  /* a remark or purpose */
#define FR_MAX_NOTES_BYTES 8192                   /* a teller's notes */
#define FR_MAX_REASONS 16                         /* reasons in one decision; reasons_total counts them all */
#define FR_MAX_RULES 4096                         /* rules in a policy */
#define FR_MAX_FEATURES 1024                      /* features in a policy */
#define FR_MAX_FOLDS 1024                         /* distinct folds that a policy's expressions make together */
#define FR_MAX_EXPRESSION_BYTES 16384             /* the source of one expression */
#define FR_MAX_EXPRESSION_DEPTH 64                /* its nesting */
#define FR_MAX_HISTORY_ENTRIES 1024               /* entries that a party keeps exactly, for each list */
#define FR_MAX_PAYEES 1000000                     /* known payees that one party remembers */
#define FR_MAX_BUNDLE_BYTES 67108864              /* a policy bundle: 64 MiB */
#define FR_MAX_ATTRIBUTES 64                      /* attributes of a transfer, and declared by a policy */
#define FR_MAX_NAME_BYTES 47                      /* the id of a rule, a feature, a scam type, a policy */
#define FR_MAX_FEATURE_TEXT_BYTES 64              /* a feature's value when it is a string */
#define FR_MAX_PHRASES 65536                      /* phrases in a policy, over all sets */
#define FR_MAX_LISTS 1024                         /* constant lists in a policy */
#define FR_MAX_POINTS 1000000                     /* points of one rule, either way; an expression's are held to it */
#define FR_MAX_CHALLENGERS 4                      /* policies beside the one in force */
#define FR_MAX_WATCH_LISTS 1024                   /* names of lists in one fr_watch_lists */
#define FR_MAX_WATCH_ENTRIES INT64_C(1000000000)  /* entries in one fr_watch_lists */
#define FR_MAX_DECISION_VALUES 1024               /* bytes of the values that one decision carries for its words */
#define FR_MAX_HORIZON_US INT64_C(15552000000000) /* how far back a history may reach: 180 days */
#define FR_MAX_QUESTIONS 1024                     /* questions for the teller in a policy */
#define FR_MAX_ASKED 32                           /* questions that one advice asks */
#define FR_MAX_SIGNATURES 16                      /* signatures of one bundle */
#define FR_MAX_TRUST_KEYS 256                     /* keys in a trust store */
#define FR_MAX_ROLES 16                           /* roles that a trust store wants to have signed */
#define FR_MAX_LIMITS 16                          /* entries in `limits:` of one policy */
#define FR_MAX_VECTORS 4096                       /* tests that travel along with a policy */
#define FR_MAX_VECTOR_EVENTS 2000                 /* events in the history of one of them */
#define FR_MAX_RECORD_BYTES 65536                 /* a record of the journal */
#define FR_MAX_MODELS 16                          /* models in a policy */
#define FR_MAX_MODEL_INPUTS 512                   /* inputs of one model */
#define FR_MAX_MODEL_TREES 10000                  /* trees of one model */
#define FR_MAX_TREE_NODES 65535                   /* nodes of one tree, leaves among them */
#define FR_MAX_TREE_DEPTH 128                     /* decisions from the root of a tree to a leaf */
#define FR_MAX_MODEL_STEPS 4096                   /* steps of a calibration from margin to points */
#define FR_MAX_MODEL_BINS 1024                    /* bins of one characteristic of a scorecard */
/* What outlives a history (known payees, the last transfer, months) is remembered for 400 days. */
#define FR_MAX_RETENTION_US INT64_C(34560000000000)

/* The largest amount: 2^53 - 1 minor units, the largest that a double still holds exactly. Past it FR_BAD_AMOUNT. */
#define FR_MAX_AMOUNT_MINOR INT64_C(9007199254740991)

/* Times run from 1970-01-01 up to, not including, 2100-01-01, in microseconds UTC. Outside it FR_BAD_TIME, and so is
 * what a transfer or an event has in 1970: seconds and milliseconds of today lie there. */
#define FR_MAX_TIME_US INT64_C(4102444800000000)

/* The same limit by name, such as "FR_MAX_REASONS", for bindings that do not read the preprocessor; -1 for a name that
 * is not a limit. Any thread. @since 0.1 */
FR_API int64_t fr_limit(const char *name);

#ifdef __cplusplus
}
#endif
#endif
