/* SPDX-License-Identifier: Apache-2.0 */
#include "kin.h"

#include <stdlib.h>
#include <string.h>

#include "cel/compile.h"
#include "decision/decide.h"
#include "text/automaton.h"

/* ---- phrases: the same automaton, whatever was written down for it ---- */

static bool same_members(const fr__phrases *a, const fr__phrases *b, const fr__phrase_text *x,
                         const fr__phrase_text *y) {
  for (uint32_t i = 0; i < x->member_count; i++) {
    const fr__phrase_member *of_x = &a->members[x->first_member + i], *of_y = &b->members[y->first_member + i];
    if (of_x->set != of_y->set || of_x->strength != of_y->strength || of_x->disguised != of_y->disguised) return false;
  }
  return true;
}

static bool same_texts(const fr__phrases *a, const fr__phrases *b, uint32_t place) {
  for (; place != 0; place = fr__phrase_text_at(a, place)->next) {
    const fr__phrase_text *x = fr__phrase_text_at(a, place), *y = fr__phrase_text_at(b, place);
    if (x->next != y->next || x->member_count != y->member_count || x->length != y->length ||
        x->guessed != y->guessed || x->allowed != y->allowed || x->latin_first != y->latin_first ||
        x->latin_last != y->latin_last || x->latin != y->latin)
      return false;
    if (memcmp(x->codes, y->codes, x->length * sizeof x->codes[0]) != 0 || !same_members(a, b, x, y)) return false;
  }
  return true;
}

static bool same_symbol(const fr__symbol *a, const fr__symbol *b) {
  return a->symbol == b->symbol && a->start == b->start;
}

static bool same_automaton(const fr__phrases *a, const fr__phrases *b) {
  if (a == NULL || b == NULL) return a == b;
  if (a->sets != b->sets || a->table_size != b->table_size || a->mute_count != b->mute_count) return false;
  if ((a->links == NULL) != (b->links == NULL)) return false;
  for (uint32_t i = 0; i < a->mute_count; i++) {
    if (a->mutes[i].code != b->mutes[i].code || !same_symbol(&a->mutes[i].is, &b->mutes[i].is)) return false;
  }
  for (uint32_t i = 0; i < FR__SOUNDS; i++) {
    if (!same_symbol(&a->sounds[i], &b->sounds[i])) return false;
  }
  for (uint32_t i = 0; i < a->table_size; i++) {
    if (a->table[i].owner != b->table[i].owner || a->table[i].next != b->table[i].next) return false;
    if (a->ending[i] != b->ending[i] || a->depth[i] != b->depth[i]) return false;
    if (a->links != NULL && a->links[i] != b->links[i]) return false;
    if (!same_texts(a, b, a->ending[i])) return false;
  }
  return true;
}

static bool same_phrases(const fr__phrase_sets *a, const fr__phrase_sets *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++) {
    if (strcmp(a->names[i], b->names[i]) != 0) return false;
  }
  return same_automaton(a->matcher, b->matcher);
}

/* ---- what lies in which slot ---- */

static bool same_attributes(const fr_policy *a, const fr_policy *b) {
  if (a->attribute_count != b->attribute_count) return false;
  for (uint32_t i = 0; i < a->attribute_count; i++) {
    const fr__attribute *x = &a->attributes[i], *y = &b->attributes[i];
    if (strcmp(x->name, y->name) != 0 || x->type != y->type || x->slot != y->slot) return false;
  }
  return true;
}

static bool same_folds(const fr_policy *a, const fr_policy *b, const fr__cel_hosts *hosts) {
  const fr__plan *x = a->plan, *y = b->plan;
  if (x->chain_count != y->chain_count || x->mark_count != y->mark_count || (y->facts & ~x->facts) != 0) return false;
  for (uint32_t i = 0; i < x->chain_count; i++) {
    const fr__cel_chain *of_x = &x->chains[i], *of_y = &y->chains[i];
    if (of_x->slot != of_y->slot || of_x->value_slot != of_y->value_slot || of_x->utc_offset_s != of_y->utc_offset_s ||
        !fr__cel_same_chain(of_x, of_y, hosts))
      return false;
  }
  return true;
}

/* A text that a feature made lies in the memory of the decision that made it, and is gone with that. */
static bool same_features(const fr_policy *a, const fr_policy *b, const fr__cel_hosts *hosts) {
  if (a->feature_count != b->feature_count) return false;
  for (uint32_t i = 0; i < a->feature_count; i++) {
    const fr__feature *x = &a->features[i], *y = &b->features[i];
    if (x->slot != y->slot || x->type != y->type || x->decides != y->decides || x->plain != y->plain) return false;
    if (x->decides && x->type == FR_TYPE_STRING) return false;
    if (!fr__cel_same_program(x->program, y->program, hosts)) return false;
  }
  return true;
}

/* What a model came to is not compared: policies that have one find it themselves. */
static bool are_kin(const fr_policy *a, const fr_policy *b, const fr__cel_hosts *hosts) {
  return a->model_count == 0 && b->model_count == 0 && a->minor_per_major == b->minor_per_major &&
         a->utc_offset_s == b->utc_offset_s && a->slot_count == b->slot_count &&
         same_phrases(&a->phrases, &b->phrases) && same_attributes(a, b) && same_folds(a, b, hosts) &&
         same_features(a, b, hosts);
}

static uint16_t rule_like(const fr_policy *in, const fr__rule *rule, uint32_t place, const fr__cel_hosts *hosts) {
  if (place < in->rule_count && fr__cel_same_program(in->rules[place].program, rule->program, hosts))
    return (uint16_t)place; /* as a rule it stands where it stood */
  for (uint32_t i = 0; i < in->rule_count; i++) {
    if (fr__cel_same_program(in->rules[i].program, rule->program, hosts)) return (uint16_t)i;
  }
  return FR__NO_RULE;
}

uint16_t *kin_find(const fr_policy *first, const fr_policy *second) {
  const fr__cel_hosts hosts = {&first->phrases, &second->phrases};
  if (!are_kin(first, second, &hosts)) return NULL;
  uint16_t *rule_of = calloc((size_t)second->rule_count + 1, sizeof *rule_of);
  for (uint32_t i = 0; rule_of != NULL && i < second->rule_count; i++)
    rule_of[i] = rule_like(first, &second->rules[i], i, &hosts);
  return rule_of;
}
