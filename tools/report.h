/* SPDX-License-Identifier: Apache-2.0
 *
 * The page that a committee is shown: backtest.json, drawn and said. */
#ifndef TOOLS_REPORT_H
#define TOOLS_REPORT_H

#include <jansson.h>
#include <stdbool.h>

enum { REPORT_DATA_BYTES_MAX = 1200000 }; /* of the data in a page; the rest of it takes some 700,000 */

typedef struct report_options {
  const char *in;  /* backtest.json; "-" is standard input */
  const char *out; /* null: report.html beside it */
  bool synthetic;  /* nothing in it happened; the page says so */
  bool withhold;   /* no single transfer is in the page; the page says so */
} report_options;
void report_options_parse(int argc, char **argv, report_options *options);

/* Reads a backtest and writes its page. False after printing why not. */
bool report_make(const report_options *options);

/* Do transfers stand in a folder that `fraudrisk simulate` wrote? Its README.md says so. */
bool report_is_simulated(const char *transfers);

/* Takes single transfers out: examples, and those that differ between policies. */
void report_withhold(json_t *backtest);

/* Keeps what the page shows, and of that so much that its text takes no more than REPORT_DATA_BYTES_MAX. What was left
 * out is counted in objects "left_out". The text, in which no "<" stands; null where it cannot be. Free it. */
char *report_reduce(json_t *backtest);

/* Writes the page around the data. False after printing why not. */
bool report_write_page(const char *data, const char *path);

#endif
