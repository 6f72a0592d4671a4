/* SPDX-License-Identifier: Apache-2.0
 *
 * From phrases to the automaton. The trie is numbered level by level, so that what is shorter is complete before what
 * is longer. Then each node gets a row: where one goes from it by each symbol, unless the root would go there too. The
 * rows are laid over each other in one table, each place owned by one of them: a step is one look, whatever comes. */
#include "text/phrases.h"

#include <stdlib.h>

#include "text/automaton.h"

enum {
  MOST_TABLE = 1 << 24, /* places of the table */
  INHERITED = 1 << 17,  /* transitions, from which on no more are inherited */
  LOOKS = 512,          /* places that are looked at for a row, free or not, before it goes behind all others */
  TEXT_WORDS = sizeof(fr__phrase_text) / sizeof(uint32_t), /* without its codes */
};
#define NOBODY UINT32_MAX /* owns the free places */

/* A phrase while building: folded, and sorted so that each node is a range of phrases with a common beginning. */
typedef struct folded {
  uint32_t *codes, *symbols;
  uint32_t length, index;
  uint32_t text; /* where its text lies in `texts` */
} folded;

typedef struct edge {
  uint32_t symbol, node;
} edge;

typedef struct node {
  uint32_t from, to; /* the range of phrases; those that end here come first */
  uint32_t depth, parent, symbol;
  uint32_t children, child_count; /* side by side, by symbol */
  uint32_t fallback;              /* the longest proper suffix that is in the trie too */
  uint32_t row, row_count;        /* of `edges` */
  uint32_t state;
  uint32_t ending; /* the text of the longest phrase that ends here; 0: none */
  bool complete;   /* the row and the root's have all that there is */
} node;

typedef struct builder {
  const fr__phrase *phrases;
  uint32_t count, sets;
  fr__arena *arena;
  folded *sorted;
  uint32_t *letters; /* codes, then symbols, of all phrases */
  fr__mute *mutes;
  node *nodes;
  edge *edges;
  uint32_t *texts; /* in the arena: fr__phrase_text, one behind the other, from 1 on */
  fr__transition *table;
  uint8_t *based; /* places where a row begins already */
  bool linked;    /* some row is not complete */
  uint32_t letter_count, mute_count, node_count, edge_count, edge_room, texts_end, symbol_count;
  uint32_t table_size, table_room, first_free, first_unbased, used_end;
  fr__phrases *built;
} builder;

/* ---- checks ---- */

static fr_status fault(fr_error *error, fr_status status, uint32_t index, const char *message) {
  fr__fail(error, status, "phrases", "phrase %u %s", index, message);
  if (error != NULL) error->offset = index;
  return status;
}

static fr_status check(const fr__phrase *phrases, uint32_t count, uint32_t sets, fr_error *error) {
  if (count > FR_MAX_PHRASES) {
    return fr__fail(error, FR_TOO_MANY, "phrases", "there are %u phrases; at most %d are allowed", count,
                    FR_MAX_PHRASES);
  }
  if (sets > FR__MAX_PHRASE_SETS) {
    return fr__fail(error, FR_TOO_MANY, "phrases", "there are %u sets of phrases; at most %d are allowed", sets,
                    FR__MAX_PHRASE_SETS);
  }
  for (uint32_t i = 0; i < count; i++) {
    const fr__phrase *phrase = &phrases[i];
    if (phrase->set >= sets) return fault(error, FR_BAD_ARGUMENT, i, "belongs to a set that there is not");
    if (phrase->strength < FR__ALLOWED || phrase->strength > FR__STRONG)
      return fault(error, FR_BAD_ARGUMENT, i, "has a strength that there is not");
    if (phrase->text.data == NULL || phrase->text.size == 0)
      return fault(error, FR_BAD_POLICY, i, "is empty; it would match any text");
    if (phrase->text.size > FR_MAX_REMARK_BYTES)
      return fault(error, FR_TOO_LONG, i, "is longer than any remark may be");
  }
  return FR_OK;
}

/* ---- folding the phrases ---- */

static fr_status fold_one(builder *build, uint32_t index, fr_error *error) {
  folded *phrase = &build->sorted[index];
  uint32_t *codes = build->letters + build->letter_count;
  fr__folder folder = fr__fold_begin(build->phrases[index].text);
  fr__folded next;
  uint32_t length = 0, before = FR__FOLD_OTHER;
  while (fr__fold_next(&folder, &next)) {
    if (length == FR__MAX_PHRASE_CHARACTERS)
      return fault(error, FR_TOO_LONG, index, "has more than 64 characters once it is folded");
    const bool apart = (next.flags & FR__GAPS_SEEN) != 0 && fr__fold_is_latin(before) && fr__fold_is_latin(next.kind);
    codes[length++] = next.code | (apart ? FR__AFTER_SPACE : 0);
    before = next.kind;
  }
  if (length == 0) return fault(error, FR_BAD_POLICY, index, "has nothing that is left once it is folded");
  *phrase = (folded){codes, NULL, length, index, 0};
  build->letter_count += length;
  return FR_OK;
}

static uint32_t sound_of(uint32_t code) { return fr__fold_sound_of(fr__fold_entry(code & ~(uint32_t)FR__AFTER_SPACE)); }

static int by_code(const void *left, const void *right) {
  const fr__mute *a = left, *b = right;
  return (a->code > b->code) - (a->code < b->code);
}

fr__symbol fr__mute_symbol(const fr__mute *mutes, uint32_t count, uint32_t code) {
  const fr__mute wanted = {code, {0, 0}};
  const fr__mute *found = count == 0 ? NULL : bsearch(&wanted, mutes, count, sizeof wanted, by_code);
  return found == NULL ? wanted.is : found->is;
}

/* A symbol for each sound that occurs, and for each character without one. */
static void number_symbols(builder *build) {
  fr__symbol *sounds = build->built->sounds;
  build->symbol_count = 1;
  for (uint32_t i = 0; i < build->letter_count; i++) {
    const uint32_t sound = sound_of(build->letters[i]);
    if (sound == 0) {
      build->mutes[build->mute_count++].code = build->letters[i] & ~(uint32_t)FR__AFTER_SPACE;
    } else if (sounds[sound].symbol == 0) {
      sounds[sound].symbol = build->symbol_count++;
    }
  }
  if (build->mute_count != 0) qsort(build->mutes, build->mute_count, sizeof *build->mutes, by_code);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < build->mute_count; i++) {
    if (kept != 0 && build->mutes[kept - 1].code == build->mutes[i].code) continue;
    build->mutes[kept++] = (fr__mute){build->mutes[i].code, {build->symbol_count++, 0}};
  }
  build->mute_count = kept;
  uint32_t *into = build->letters + build->letter_count;
  for (uint32_t i = 0; i < build->letter_count; i++) {
    const uint32_t sound = sound_of(build->letters[i]);
    const uint32_t code = build->letters[i] & ~(uint32_t)FR__AFTER_SPACE;
    into[i] = sound != 0 ? sounds[sound].symbol : fr__mute_symbol(build->mutes, build->mute_count, code).symbol;
  }
  for (uint32_t i = 0; i < build->count; i++)
    build->sorted[i].symbols = into + (build->sorted[i].codes - build->letters);
}

static int compare_words(const uint32_t *a, const uint32_t *b, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

static int by_symbols(const void *left, const void *right) {
  const folded *a = left, *b = right;
  const uint32_t common = a->length < b->length ? a->length : b->length;
  int order = compare_words(a->symbols, b->symbols, common);
  if (order == 0) order = (a->length > b->length) - (a->length < b->length);
  if (order == 0) order = compare_words(a->codes, b->codes, common);
  return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* ---- texts: equal phrases once, with the sets that have them ---- */

static bool is_latin(uint32_t code) { return fr__fold_is_latin(fr__fold_kind_of(fr__fold_entry(code))); }

static bool has_latin(const folded *phrase) {
  for (uint32_t i = 0; i < phrase->length; i++)
    if (is_latin(phrase->codes[i] & ~(uint32_t)FR__AFTER_SPACE)) return true;
  return false;
}

static fr__phrase_text *text_at(const builder *build, uint32_t place) {
  return (fr__phrase_text *)(void *)(build->texts + place);
}

static bool are_equal(const folded *a, const folded *b) {
  return a->length == b->length && compare_words(a->codes, b->codes, a->length) == 0;
}

/* Puts a text behind the others, as yet without members. */
static void add_text(builder *build, folded *phrase, uint32_t first_member) {
  const uint32_t last = phrase->codes[phrase->length - 1] & ~(uint32_t)FR__AFTER_SPACE;
  phrase->text = build->texts_end;
  fr__phrase_text *text = text_at(build, phrase->text);
  *text = (fr__phrase_text){.first_member = first_member,
                            .length = (uint8_t)phrase->length,
                            .latin_first = is_latin(phrase->codes[0]),
                            .latin_last = is_latin(last),
                            .latin = has_latin(phrase)};
  memcpy(text->codes, phrase->codes, phrase->length * sizeof *text->codes);
  build->texts_end += TEXT_WORDS + phrase->length;
}

static void add_member(fr__phrase_text *text, fr__phrase_member *member, const fr__phrase *phrase) {
  *member = (fr__phrase_member){(uint16_t)phrase->set, (uint8_t)phrase->strength, phrase->disguised};
  text->member_count++;
  text->allowed = text->allowed || phrase->strength == FR__ALLOWED;
  if (phrase->strength > text->guessed && !phrase->disguised) text->guessed = (uint8_t)phrase->strength;
}

static fr_status keep_texts(builder *build) {
  const size_t words = 1 + (size_t)build->count * TEXT_WORDS + build->letter_count;
  fr__phrase_member *members = fr__arena_alloc(build->arena, (build->count + 1u) * sizeof *members);
  build->texts = fr__arena_alloc(build->arena, words * sizeof *build->texts);
  FR_REQUIRE(members != NULL && build->texts != NULL, FR_NO_MEMORY);
  build->texts_end = 1;
  for (uint32_t i = 0; i < build->count; i++) {
    folded *phrase = &build->sorted[i];
    if (i != 0 && are_equal(phrase, phrase - 1)) {
      phrase->text = phrase[-1].text;
    } else {
      add_text(build, phrase, i);
    }
    add_member(text_at(build, phrase->text), &members[i], &build->phrases[phrase->index]);
  }
  build->built->texts = build->texts;
  build->built->members = members;
  return FR_OK;
}

/* ---- the trie ---- */

/* Splits a node's range by the next symbol: each part is a child. */
static void split(builder *build, uint32_t at) {
  node *parent = &build->nodes[at];
  uint32_t from = parent->from;
  while (from < parent->to && build->sorted[from].length == parent->depth) from++;
  parent->children = build->node_count;
  while (from < parent->to) {
    const uint32_t symbol = build->sorted[from].symbols[parent->depth];
    uint32_t to = from + 1;
    while (to < parent->to && build->sorted[to].symbols[parent->depth] == symbol) to++;
    build->nodes[build->node_count++] =
        (node){.from = from, .to = to, .depth = parent->depth + 1, .parent = at, .symbol = symbol};
    parent->child_count++;
    from = to;
  }
}

static uint32_t child_of(const builder *build, uint32_t parent, uint32_t symbol) {
  uint32_t low = build->nodes[parent].children, high = low + build->nodes[parent].child_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (build->nodes[middle].symbol == symbol) return middle;
    if (build->nodes[middle].symbol < symbol) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

static uint32_t row_at(const builder *build, uint32_t at, uint32_t symbol) {
  uint32_t low = build->nodes[at].row, high = low + build->nodes[at].row_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (build->edges[middle].symbol == symbol) return build->edges[middle].node;
    if (build->edges[middle].symbol < symbol) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

static fr_status add_edge(builder *build, uint32_t symbol, uint32_t to) {
  if (build->edge_count == build->edge_room) {
    const uint32_t room = build->edge_room == 0 ? 4096 : 2 * build->edge_room;
    edge *more = realloc(build->edges, room * sizeof *more);
    FR_REQUIRE(more != NULL, FR_NO_MEMORY);
    build->edges = more;
    build->edge_room = room;
  }
  build->edges[build->edge_count++] = (edge){symbol, to};
  return FR_OK;
}

/* Where one goes from a node by a symbol. */
static uint32_t target(const builder *build, uint32_t at, uint32_t symbol) {
  for (;;) {
    const uint32_t to = row_at(build, at, symbol);
    if (to != 0) return to;
    if (build->nodes[at].complete) return child_of(build, 0, symbol);
    at = build->nodes[at].fallback;
  }
}

/* A node's row: its children, and where its fallback goes for all other symbols, so that a step is one look. With very
 * many phrases that takes too much: then the longer ones leave it to the fallback. */
static fr_status make_row(builder *build, uint32_t at) {
  node *here = &build->nodes[at];
  here->fallback = here->depth <= 1 ? 0 : target(build, build->nodes[here->parent].fallback, here->symbol);
  here->row = build->edge_count;
  const node *back = &build->nodes[here->fallback];
  here->complete = here->fallback == 0 || (back->complete && build->edge_count < INHERITED);
  const uint32_t back_count = here->fallback == 0 || !here->complete ? 0 : back->row_count;
  build->linked = build->linked || !here->complete;
  uint32_t i = 0, j = 0;
  while (i < here->child_count || j < back_count) {
    const uint32_t own = i < here->child_count ? build->nodes[here->children + i].symbol : UINT32_MAX;
    const edge inherited = j < back_count ? build->edges[back->row + j] : (edge){UINT32_MAX, 0};
    if (own <= inherited.symbol) {
      FR_TRY(add_edge(build, own, here->children + i++));
      if (own == inherited.symbol) j++;
    } else {
      FR_TRY(add_edge(build, inherited.symbol, inherited.node));
      j++;
    }
  }
  here->row_count = build->edge_count - here->row;
  return FR_OK;
}

/* Chains what may end in each node: its own texts, which sound alike, then those of the longest suffix that has some.
 */
static void chain_texts(builder *build) {
  for (uint32_t at = 1; at < build->node_count; at++) {
    node *here = &build->nodes[at];
    uint32_t i = here->from;
    while (i < here->to && build->sorted[i].length == here->depth) i++;
    here->ending = build->nodes[here->fallback].ending;
    while (i-- > here->from) {
      const uint32_t text = build->sorted[i].text;
      if (text == here->ending) continue; /* equal phrases are one text */
      text_at(build, text)->next = here->ending;
      here->ending = text;
    }
  }
}

/* ---- rows laid over each other ---- */

static fr_status make_room(builder *build, uint32_t size) {
  if (size <= build->table_room) return FR_OK;
  if (size > MOST_TABLE) return FR_TOO_MANY;
  uint32_t room = build->table_room == 0 ? 4096 : build->table_room;
  while (room < size) room *= 2;
  fr__transition *table = realloc(build->table, room * sizeof *table);
  FR_REQUIRE(table != NULL, FR_NO_MEMORY);
  build->table = table;
  uint8_t *based = realloc(build->based, room);
  FR_REQUIRE(based != NULL, FR_NO_MEMORY);
  build->based = based;
  memset(table + build->table_room, 0xFF, (room - build->table_room) * sizeof *table); /* nobody's */
  memset(based + build->table_room, 0, room - build->table_room);
  build->table_room = room;
  return FR_OK;
}

static bool row_fits(const builder *build, const node *here, uint32_t state) {
  if (build->based[state] != 0) return false;
  for (uint32_t i = 0; i < here->row_count; i++) {
    if (build->table[state + build->edges[here->row + i].symbol].owner != NOBODY) return false;
  }
  return true;
}

/* Where a row begins: at the first free places that take it, of the last ones that are in use; else behind all others.
 * (Looked for from the first free place on, a few that no row fits would use up all looks, each time.) */
static fr_status find_place(builder *build, const node *here, uint32_t *state) {
  const uint32_t least = build->edges[here->row].symbol;
  uint32_t slot = build->used_end > LOOKS ? build->used_end - LOOKS : 1;
  if (slot < build->first_free) slot = build->first_free;
  for (;; slot++) {
    FR_TRY(make_room(build, slot + 2 * build->symbol_count));
    if (slot <= least || build->table[slot].owner != NOBODY || !row_fits(build, here, slot - least)) continue;
    *state = slot - least;
    return FR_OK;
  }
}

/* Every state leaves room for any symbol behind it, so that no step needs a check. */
static fr_status place_row(builder *build, node *here) {
  if (here->row_count == 0) { /* a name is all that it needs */
    while (build->based[build->first_unbased] != 0) {
      build->first_unbased++;
      FR_TRY(make_room(build, build->first_unbased + build->symbol_count));
    }
    here->state = build->first_unbased;
  } else {
    FR_TRY(find_place(build, here, &here->state));
  }
  build->based[here->state] = 1;
  for (uint32_t i = 0; i < here->row_count; i++) {
    const uint32_t place = here->state + build->edges[here->row + i].symbol;
    build->table[place].owner = here->state;
    if (place >= build->used_end) build->used_end = place + 1;
  }
  if (here->state + build->symbol_count > build->table_size) build->table_size = here->state + build->symbol_count;
  while (build->first_free < build->table_size && build->table[build->first_free].owner != NOBODY) build->first_free++;
  return FR_OK;
}

static uint32_t arrival(const node *at) { return at->state | (at->ending != 0 ? FR__ENDS : 0); }

static fr_status place_rows(builder *build) {
  build->first_free = build->first_unbased = build->used_end = 1;
  FR_TRY(make_room(build, build->symbol_count + 1));
  build->table_size = build->symbol_count + 1;
  for (uint32_t at = 1; at < build->node_count; at++) FR_TRY(place_row(build, &build->nodes[at]));
  for (uint32_t at = 1; at < build->node_count; at++) {
    const node *here = &build->nodes[at];
    for (uint32_t i = 0; i < here->row_count; i++) {
      const edge *one = &build->edges[here->row + i];
      build->table[here->state + one->symbol].next = arrival(&build->nodes[one->node]);
    }
  }
  return FR_OK;
}

/* Where the root goes by a symbol: to the root itself where no phrase begins so. */
static uint32_t start_of(const builder *build, uint32_t symbol) {
  const uint32_t child = child_of(build, 0, symbol);
  return child == 0 ? 0 : arrival(&build->nodes[child]);
}

static void keep_starts(builder *build, fr__mute *mutes) {
  fr__symbol *sounds = build->built->sounds;
  for (uint32_t i = 0; i < FR__SOUNDS; i++) sounds[i].start = start_of(build, sounds[i].symbol);
  for (uint32_t i = 0; i < build->mute_count; i++) {
    mutes[i] = build->mutes[i];
    mutes[i].is.start = start_of(build, mutes[i].is.symbol);
  }
}

static fr_status keep(builder *build) {
  fr__phrases *built = build->built;
  fr__arena *arena = build->arena;
  const size_t size = build->table_size;
  fr__transition *table = fr__arena_alloc(arena, size * sizeof *table);
  uint32_t *ending = fr__arena_alloc(arena, size * sizeof *ending);
  uint32_t *links = build->linked ? fr__arena_alloc(arena, size * sizeof *links) : NULL;
  uint8_t *depth = fr__arena_alloc(arena, size);
  fr__mute *mutes = fr__arena_alloc(arena, (build->mute_count + 1u) * sizeof *mutes);
  FR_REQUIRE(table != NULL && ending != NULL && depth != NULL && mutes != NULL, FR_NO_MEMORY);
  FR_REQUIRE(links != NULL || !build->linked, FR_NO_MEMORY);
  memcpy(table, build->table, size * sizeof *table);
  keep_starts(build, mutes);
  for (uint32_t at = 1; at < build->node_count; at++) {
    const node *here = &build->nodes[at];
    ending[here->state] = here->ending;
    depth[here->state] = (uint8_t)here->depth;
    if (!here->complete) links[here->state] = build->nodes[here->fallback].state;
  }
  built->sets = build->sets;
  built->table_size = build->table_size;
  built->mute_count = build->mute_count;
  built->table = table;
  built->ending = ending;
  built->links = links;
  built->depth = depth;
  built->mutes = mutes;
  return FR_OK;
}

/* ---- one after the other ---- */

static void build_free(builder *build) {
  free(build->sorted);
  free(build->letters);
  free(build->mutes);
  free(build->nodes);
  free(build->edges);
  free(build->table);
  free(build->based);
}

static fr_status build_begin(builder *build) {
  size_t bytes = 0;
  for (uint32_t i = 0; i < build->count; i++) bytes += build->phrases[i].text.size;
  /* Folding makes at most 18 characters of one, and a phrase has at most 64 and one that is refused. */
  const size_t most = bytes * 6 < (size_t)build->count * 65 ? bytes * 6 : (size_t)build->count * 65;
  build->built = fr__arena_alloc(build->arena, sizeof *build->built);
  build->sorted = calloc((size_t)build->count + 1, sizeof *build->sorted);
  build->letters = calloc(2 * most + 1, sizeof *build->letters);
  FR_REQUIRE(build->built != NULL && build->sorted != NULL && build->letters != NULL, FR_NO_MEMORY);
  return FR_OK;
}

static fr_status build_trie(builder *build) {
  build->nodes = calloc((size_t)build->letter_count + 1, sizeof *build->nodes);
  FR_REQUIRE(build->nodes != NULL, FR_NO_MEMORY);
  build->nodes[0] = (node){.to = build->count, .complete = true};
  build->node_count = 1;
  for (uint32_t at = 0; at < build->node_count; at++) split(build, at);
  for (uint32_t at = 1; at < build->node_count; at++) FR_TRY(make_row(build, at));
  chain_texts(build);
  return FR_OK;
}

static fr_status build_all(builder *build, fr_error *error) {
  FR_TRY(build_begin(build));
  for (uint32_t i = 0; i < build->count; i++) FR_TRY(fold_one(build, i, error));
  build->mutes = calloc((size_t)build->letter_count + 1, sizeof *build->mutes);
  FR_REQUIRE(build->mutes != NULL, FR_NO_MEMORY);
  number_symbols(build);
  if (build->count != 0) qsort(build->sorted, build->count, sizeof *build->sorted, by_symbols);
  FR_TRY(keep_texts(build));
  FR_TRY(build_trie(build));
  FR_TRY(place_rows(build));
  return keep(build);
}

fr_status fr__phrases_build(fr__arena *arena, const fr__phrase *phrases, uint32_t count, uint32_t sets,
                            const fr__phrases **built, fr_error *error) {
  FR_TRY(check(phrases, count, sets, error));
  builder build = {.phrases = phrases, .count = count, .sets = sets, .arena = arena};
  const fr_status status = build_all(&build, error);
  build_free(&build);
  if (status == FR_NO_MEMORY)
    return fr__fail(error, status, "phrases", "there is not enough memory for %u phrases", count);
  if (status == FR_TOO_MANY)
    return fr__fail(error, status, "phrases",
                    "these phrases together need a table of more than %d places; leave some out", MOST_TABLE);
  if (status < 0) return status;
  *built = build.built;
  return FR_OK;
}
