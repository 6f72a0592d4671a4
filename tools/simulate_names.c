/* SPDX-License-Identifier: Apache-2.0 */
#include "simulate_names.h"

#include <stddef.h>

const char *const channel_names[] = {"", "teller", "atm", "online", "mobile", "quick_pay", "other", NULL};
const char *const caller_names[] = {"", "known", "unknown", "overseas", "flagged", NULL};
const char *const speed_names[] = {"", "real_time", "same_day", "next_day", NULL};
const char *const occupation_names[] = {"",        "student",     "employee", "finance", "official", "self_employed",
                                        "retired", "not_working", "other",    NULL};
const char *const party_kind_names[] = {"",       "person",   "self_employed", "company",
                                        "wallet", "merchant", "public_body",   NULL};
const char *const name_match_names[] = {"", "match", "close", "none", "not_possible", NULL};
const char *const level_names[] = {"", "1", "2", "3", NULL};

const char *const flow_names[] = {"pay", "receive", "contact", "save", NULL};
const char *const class_names[] = {"merchant", "wallet",  "person", "family", "company", "public",
                                   "own",      "deposit", "lender", "mule",   "cash",    NULL};
const char *const deed_names[] = {"contact", "pay",  "credit", "loan",       "break", "mature", "collect",
                                  "borrow",  "cash", "device", "credential", "sim",   "limit",  NULL};
const char *const basis_names[] = {"", "balance", "arrived", "last", "first", NULL};
const char *const payee_names[] = {"new", "same", NULL};
const char *const mule_names[] = {"person", "company", "wallet", "merchant", NULL};
