/* SPDX-License-Identifier: Apache-2.0
 *
 * The library's tables know the columns of transfers that the command's files have, by the same names and words. */
#include <criterion/criterion.h>

#include "arrow/arrow.h"
#include "columns.h"

static void expect_same_words(const column *col, const fr__arrow_field *field) {
  uint32_t count = 0;
  for (uint32_t i = 0; col->names[i] != NULL; i++) {
    if (col->names[i][0] == '\0') continue;
    cr_expect_eq(fr__arrow_word_find(field->words, fr_text_of(col->names[i])), i, "%s: %s", col->name, col->names[i]);
    count++;
  }
  uint32_t own = 0;
  for (const char *at = field->words; *at != '\0'; at += strlen(at) + 1) own++;
  cr_expect_eq(own, count, "%s", col->name);
}

Test(arrow_columns, the_library_knows_those_of_the_command) {
  uint32_t compared = 0;
  for (size_t i = 0; i < column_count; i++) {
    if ((columns[i].schemas & SCHEMA_TRANSFERS) == 0) continue;
    const fr__arrow_field *field = fr__arrow_field_find(fr_text_of(columns[i].name));
    cr_assert_not_null(field, "%s", columns[i].name);
    cr_expect_eq(field->words != NULL, columns[i].names != NULL, "%s", columns[i].name);
    if (field->words != NULL && columns[i].names != NULL) expect_same_words(&columns[i], field);
    compared++;
  }
  cr_expect_gt(compared, 100);
  for (uint32_t bit = 0; observation_names[bit] != NULL; bit++) {
    cr_expect_eq(fr__arrow_observation_find(fr_text_of(observation_names[bit])), bit, "%s", observation_names[bit]);
  }
}

Test(arrow_columns, the_command_knows_those_of_the_library) {
  for (uint32_t i = 0; fr__arrow_field_at(i) != NULL; i++) {
    const char *name = fr__arrow_field_at(i)->name;
    cr_expect_not_null(column_find(SCHEMA_TRANSFERS, name, strlen(name)), "%s", name);
  }
}
