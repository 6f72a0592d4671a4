/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether two policies' phrases make the same automaton, whatever was written down for it. */
#include <string.h>

#include "policy/alike.h"
#include "text/automaton.h"

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

bool fr__phrases_same(const fr__phrase_sets *a, const fr__phrase_sets *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++) {
    if (strcmp(a->names[i], b->names[i]) != 0) return false;
  }
  return same_automaton(a->matcher, b->matcher);
}
