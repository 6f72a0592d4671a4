/* SPDX-License-Identifier: Apache-2.0
 *
 * Going through a journal with the tree at hand: each record with its leaf, and the tree of all records before it. So
 * whoever follows a journal finds out whether it is still the same one. */
#ifndef FR_JOURNAL_WALK_H
#define FR_JOURNAL_WALK_H

#include "journal/log.h"
#include "journal/merkle.h"

typedef struct fr__log_walk fr__log_walk;

/* `verify` is not looked at: hashes are made for the tree, and no seal is compared with them. Errors as those of
 * fr__log_reader_open(), and FR_NOT_FOUND for a record that is not there. It holds a copy of the segment it is in. */
fr_status fr__log_walk_open(const fr__log_reader_options *options, fr__log_walk **walk, fr_error *error);
void fr__log_walk_close(fr__log_walk *walk);

/* The record that comes next, and its leaf; the same one until it is passed. sequence 0: there is none yet. */
fr_status fr__log_walk_look(fr__log_walk *walk, fr__log_record *record, const uint8_t **leaf, fr_error *error);
/* Behind the record that was looked at. */
fr_status fr__log_walk_pass(fr__log_walk *walk);
/* Of all records before the next one. */
const fr__merkle *fr__log_walk_tree(const fr__log_walk *walk);

/* The tree of all records that the log has. Some hundred nanoseconds for each that no pump has hashed yet; nothing is
 * written. FR_JOURNAL_DOWN where the log has ended, FR_INTERNAL. Any thread. */
fr_status fr__log_tree(fr__log *log, fr__merkle *tree);

#endif
