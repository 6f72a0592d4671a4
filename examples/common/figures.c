/* SPDX-License-Identifier: Apache-2.0 */
#include "figures.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BEIJING_S = 8 * 3600 };

bool time_parse(const char *text, int64_t *time_us) {
  struct tm parts = {0};
  const char *end = strptime(text, "%Y-%m-%d %H:%M:%S", &parts);
  if (end == NULL || *end != '\0') return false;
  *time_us = ((int64_t)timegm(&parts) - BEIJING_S) * 1000000;
  return true;
}

const char *time_text(int64_t time_us, char *text) {
  const time_t seconds = (time_t)(time_us / 1000000 + BEIJING_S);
  struct tm parts;
  gmtime_r(&seconds, &parts);
  strftime(text, FIGURE_BYTES, "%Y-%m-%d %H:%M:%S", &parts);
  return text;
}

bool amount_parse(const char *text, int64_t *minor) {
  int64_t whole = 0;
  int decimals = -1; /* none seen yet */
  if (*text == '\0') return false;
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (*at < '0' || *at > '9' || decimals == 2 || whole > INT64_C(90071992547409)) return false;
    whole = whole * 10 + (*at - '0');
    if (decimals >= 0) decimals++;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 2; i++) whole *= 10;
  *minor = whole;
  return true;
}

const char *amount_text(int64_t minor, char *text) {
  char digits[24];
  const int count = snprintf(digits, sizeof digits, "%lld", (long long)(minor / 100));
  char *at = text;
  for (int i = 0; i < count; i++) {
    *at++ = digits[i];
    if (i + 1 < count && (count - 1 - i) % 3 == 0) *at++ = ',';
  }
  snprintf(at, 8, ".%02u", (unsigned)(minor % 100) % 100u);
  return text;
}
