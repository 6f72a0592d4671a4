/* SPDX-License-Identifier: Apache-2.0
 *
 * What the two files that write a bundle share: policy_write.c (all but words) and policy_write_words.c. */
#ifndef TOOLS_POLICY_WRITER_H
#define TOOLS_POLICY_WRITER_H

#include "policy_parts.h"

typedef struct writer {
  policy_work *work;
  fr__cbor_writer *out;
  bool placed; /* sources and texts have their places, lines counted through all files */
} writer;

void writer_text(writer *w, const node *text);
/* A rule's reason: {language: text}; at least one. */
void writer_reason(writer *w, const document *from, const node *reason);
/* A rule's `advice: NAME`, with its key. */
void writer_rule_advice(writer *w, const document *from, const node *name);
/* The sections, with their keys; no questions are no section. */
void writer_questions(writer *w);
void writer_advice(writer *w);
/* Sections, with their keys, where there are any. */
void writer_models(writer *w);
void writer_limits(writer *w);

#endif
