/* SPDX-License-Identifier: Apache-2.0
 *
 * `limits:`, the bounds that a policy puts on itself, into the bundle. */
#include "columns.h"
#include "numbers.h"
#include "policy_writer.h"

enum { AT_LEAST = 50, MOST = 1000000 };

/* "0.5%" in millionths. */
static uint64_t share_ppm(policy_work *work, const document *from, const node *value, const char *what) {
  int64_t ppm = 0;
  if (!policy_is_text(work, from, value, what)) return 1;
  const char *fault = value->text[value->size - 1] != '%' ? "is no share; write a percentage, such as 0.5%"
                                                          : amount_parse(value->text, value->size - 1, 4, &ppm);
  if (fault == NULL && (ppm < 1 || ppm > MOST)) fault = "lies outside 0.0001% to 100%";
  if (fault == NULL) return (uint64_t)ppm;
  (void)policy_problem(work, from, value, "%s: \"%.40s\" %s", what, value->text, fault);
  return 1;
}

static uint64_t window_seconds(policy_work *work, const document *from, const node *value) {
  const int64_t seconds = policy_seconds(work, from, value, "window");
  if (value->kind == NODE_TEXT && (seconds < 60 || seconds > 86400 || seconds % 60 != 0) && seconds != 1) {
    (void)policy_problem(work, from, value, "window: \"%.40s\" is no whole number of minutes from 1m to 24h",
                         value->text);
  }
  return (uint64_t)seconds;
}

static void put_channel(writer *w, const document *from, const node *value) {
  static const char *const channels[] = {"teller", "atm", "online", "mobile", "quick_pay", "other", NULL};
  fr__cbor_write_string(w->out, "channel");
  writer_text(w, value);
  if (!policy_is_text(w->work, from, value, "channel") || name_find(channels, value->text, value->size) >= 0) return;
  (void)policy_problem(w->work, from, value,
                       "channel: \"%.40s\" is no channel; the channels are teller, atm, online, mobile, quick_pay and "
                       "other, and without \"channel\" all count together",
                       value->text);
}

static void put_number(writer *w, const char *key, uint64_t number) {
  fr__cbor_write_string(w->out, key);
  fr__cbor_write_uint(w->out, number);
}

static void put_limit(writer *w, const document *from, const node *item) {
  const node *window = node_get(item, "window"), *at_least = node_get(item, "at_least");
  const node *channel = node_get(item, "channel"), *each_rule = node_get(item, "each_rule");
  const node *hold = node_get(item, "hold"), *warn = node_get(item, "warn");
  const uint64_t mark = fr__cbor_write_map_begin(w->out);
  if (window == NULL) (void)policy_problem(w->work, from, item, "an entry of limits needs \"window\", such as 1h");
  if (hold == NULL && warn == NULL) {
    (void)policy_problem(w->work, from, item,
                         "an entry of limits bounds something: \"hold\" or \"warn\" or both, such as hold: 0.5%%");
  }
  if (window != NULL) put_number(w, "window", window_seconds(w->work, from, window));
  if (hold != NULL) put_number(w, "hold", share_ppm(w->work, from, hold, "hold"));
  if (warn != NULL) put_number(w, "warn", share_ppm(w->work, from, warn, "warn"));
  put_number(w, "at_least",
             at_least == NULL ? AT_LEAST : (uint64_t)policy_integer(w->work, from, at_least, "at_least", 1, MOST));
  if (channel != NULL) put_channel(w, from, channel);
  if (each_rule != NULL) {
    fr__cbor_write_string(w->out, "each_rule");
    fr__cbor_write_bool(w->out, policy_flag(w->work, from, each_rule, "each_rule"));
  }
  fr__cbor_write_map_end(w->out, mark);
}

void writer_limits(writer *w) {
  static const char *const keys[] = {"channel", "window", "hold", "warn", "each_rule", "at_least", NULL};
  const document *from = w->work->files[0];
  const node *limits = node_get(from->root, "limits");
  if (limits == NULL || node_is_null(limits) || !policy_is_list(w->work, from, limits, "limits")) return;
  if (limits->count > FR_MAX_LIMITS) {
    (void)policy_problem(w->work, from, limits, "limits: %u entries; at most %d are taken", limits->count,
                         FR_MAX_LIMITS);
  }
  fr__cbor_write_string(w->out, "limits");
  fr__cbor_write_array(w->out, limits->count);
  for (uint32_t i = 0; i < limits->count; i++) {
    if (policy_keys(w->work, from, limits->items[i], "an entry of limits", keys)) put_limit(w, from, limits->items[i]);
  }
}
