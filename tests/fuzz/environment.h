/* SPDX-License-Identifier: Apache-2.0
 *
 * Names for fuzzed expressions: a value of every kind, enumerations, and a history. */
#ifndef TESTS_FUZZ_ENVIRONMENT_H
#define TESTS_FUZZ_ENVIRONMENT_H

#include "base/arena.h"
#include "cel/program.h"

enum {
  F_AMOUNT,
  F_BALANCE,
  F_CHANNEL,
  F_COUNT,
  F_GHOST,
  F_LIST,
  F_MAP,
  F_NAME,
  F_ON_CALL,
  F_RAW,
  F_SPAN,
  F_TIME,
  F_UINT,
  F_ENTRY_AMOUNT,
  F_ENTRY_CHANNEL,
  F_ENTRY_PAYEE,
  F_ENTRY_TIME,
  FUZZ_SLOTS
};

static const char *const fuzz_channels[] = {"teller", "atm", "online", "mobile"};
#define FUZZ_CHANNEL \
  { FR__CEL_STRING, 0, 4, 0, fuzz_channels, 0 }

static const fr__cel_symbol fuzz_fields[] = {{"amount", {.kind = FR__CEL_DOUBLE}, F_ENTRY_AMOUNT, 0},
                                             {"channel", FUZZ_CHANNEL, F_ENTRY_CHANNEL, 0},
                                             {"payee", {.kind = FR__CEL_KEY}, F_ENTRY_PAYEE, 0},
                                             {"time", {.kind = FR__CEL_TIMESTAMP}, F_ENTRY_TIME, 0}};

static const fr__cel_value fuzz_texts[] = {{.kind = FR__CEL_STRING, .size = 3, .as.text = "atm"},
                                           {.kind = FR__CEL_STRING, .size = 6, .as.text = "安全"}};
static const fr__cel_value fuzz_known = {.kind = FR__CEL_LIST, .size = 2, .as.items = fuzz_texts};

static const fr__cel_symbol fuzz_symbols[] = {
    {"amount", {.kind = FR__CEL_DOUBLE}, F_AMOUNT, 0},
    {"balance", {.kind = FR__CEL_DOUBLE}, F_BALANCE, 0},
    {"channel", FUZZ_CHANNEL, F_CHANNEL, 0},
    {"count", {.kind = FR__CEL_INT}, F_COUNT, 0},
    {"ghost", {.kind = FR__CEL_BOOL}, F_GHOST, 0},
    {"known", {.kind = FR__CEL_LIST, .element = FR__CEL_STRING}, 0, &fuzz_known},
    {"list", {.kind = FR__CEL_LIST}, F_LIST, 0},
    {"map", {.kind = FR__CEL_MAP}, F_MAP, 0},
    {"name", {.kind = FR__CEL_STRING}, F_NAME, 0},
    {"on_call", {.kind = FR__CEL_BOOL}, F_ON_CALL, 0},
    {"raw", {.kind = FR__CEL_BYTES}, F_RAW, 0},
    {"sent", {.kind = FR__CEL_SEQUENCE, .field_count = 4, .fields = fuzz_fields}, 0, 0},
    {"span", {.kind = FR__CEL_DURATION}, F_SPAN, 0},
    {"time", {.kind = FR__CEL_TIMESTAMP}, F_TIME, 0},
    {"unsigned", {.kind = FR__CEL_UINT}, F_UINT, 0},
};

static inline bool fuzz_resolve(const void *host, const fr__cel_value *literals, uint32_t count, uint32_t *number,
                                uint32_t *wrong, const char **suggestion) {
  (void)host, (void)suggestion;
  *number = literals[0].size;
  *wrong = literals[0].size != 0 && literals[0].as.text[0] == 'a' ? 1 : 0;
  return *wrong == 1 && (count == 1 || literals[1].size != 0);
}

static inline fr__cel_value fuzz_mentions(const void *host, const fr__cel_value *receiver, uint32_t number) {
  (void)host;
  return fr__cel_bool(receiver->size > number);
}

static const fr__cel_function fuzz_function = {"mentions", FR__CEL_STRING, FR__CEL_BOOL,  1,
                                               2,          fuzz_resolve,   fuzz_mentions, 0};

static inline fr__cel_env fuzz_environment(uint8_t choice) {
  return (fr__cel_env){.symbols = fuzz_symbols,
                       .symbol_count = FR_COUNT(fuzz_symbols),
                       .functions = &fuzz_function,
                       .function_count = 1,
                       .widen = (choice & 1) != 0,
                       .dynamic = (choice & 2) != 0,
                       .container = (choice & 4) != 0 ? "a.b" : NULL};
}

#endif
