/* SPDX-License-Identifier: Apache-2.0
 *
 * Values in words, for Chinese and English. Other languages get figures as English has them and names as they are. */
#include "policy/phrasing.h"

#include "cel/number.h"
#include "cel/time.h"

enum tongue { ZH, EN, OTHER };

static enum tongue tongue_of(const char *language) {
  const bool whole = language[0] != '\0' && language[1] != '\0' && (language[2] == '\0' || language[2] == '-');
  if (whole && memcmp(language, "zh", 2) == 0) return ZH;
  return whole && memcmp(language, "en", 2) == 0 ? EN : OTHER;
}

typedef struct phrase {
  char *text;
  uint32_t size;
} phrase;

static void say_bytes(phrase *into, const char *text, uint32_t size) {
  FR_INVARIANT(into->size + size <= FR__PHRASE_BYTES);
  memcpy(into->text + into->size, text, size);
  into->size += size;
}
static void say(phrase *into, const char *text) { say_bytes(into, text, (uint32_t)strlen(text)); }

/* ---- figures ---- */

/* 1234567 as 1,234,567. */
static void say_grouped(phrase *into, uint64_t number) {
  char digits[20];
  const uint32_t count = fr__cel_format_uint(number, digits);
  for (uint32_t i = 0; i < count; i++) {
    if (i != 0 && (count - i) % 3 == 0) say_bytes(into, ",", 1);
    say_bytes(into, digits + i, 1);
  }
}

static void say_int(phrase *into, int64_t number) {
  if (number < 0) say_bytes(into, "-", 1);
  say_grouped(into, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* Rounded half up to `decimals`; with `trim` without zeros at the end. Past 2^53 there are no decimals to round. */
static void say_number(phrase *into, double number, uint32_t decimals, bool trim) {
  static const uint32_t scales[] = {1, 10, 100, 1000, 10000};
  const double size = number < 0 ? -number : number;
  if (size >= 9007199254740992.0) {
    char digits[FR__CEL_DOUBLE_BYTES];
    say_bytes(into, digits, fr__cel_format_double(number, digits));
    return;
  }
  uint64_t whole = (uint64_t)size;
  uint32_t part = (uint32_t)((size - (double)whole) * scales[decimals] + 0.5);
  if (part == scales[decimals]) {
    whole++;
    part = 0;
  }
  if (number < 0 && (whole != 0 || part != 0)) say_bytes(into, "-", 1);
  say_grouped(into, whole);
  if (trim && part == 0) return;
  for (uint32_t i = 0; i < decimals; i++) {
    if (i == 0) say_bytes(into, ".", 1);
    const char digit = (char)('0' + part / scales[decimals - 1 - i] % 10);
    say_bytes(into, &digit, 1);
    if (trim && part % scales[decimals - 1 - i] == 0) return;
  }
}

static const char *currency_word(const char *code, enum tongue tongue) {
  static const struct {
    const char *code, *words[2];
  } currencies[] = {
      {"CNY", {"元", "yuan"}},
      {"HKD", {"港元", "Hong Kong dollars"}},
      {"MOP", {"澳门元", "patacas"}},
      {"USD", {"美元", "US dollars"}},
      {"EUR", {"欧元", "euros"}},
      {"GBP", {"英镑", "pounds"}},
      {"JPY", {"日元", "yen"}},
      {"KRW", {"韩元", "won"}},
      {"SGD", {"新加坡元", "Singapore dollars"}},
  };
  for (size_t i = 0; tongue != OTHER && i < FR_COUNT(currencies); i++) {
    if (strcmp(currencies[i].code, code) == 0) return currencies[i].words[tongue];
  }
  return NULL;
}

static void say_amount(phrase *into, const fr_policy *policy, double amount, enum tongue tongue) {
  const char *word = currency_word(policy->currency, tongue);
  say_number(into, amount, policy->currency_digits, false);
  if (tongue != ZH || word == NULL) say_bytes(into, " ", 1);
  say(into, word == NULL ? policy->currency : word);
}

/* ---- time ---- */

static void say_unit(phrase *into, uint64_t count, uint32_t unit, enum tongue tongue) {
  static const char *const words[][3] = {
      {"天", "day", "d"}, {"小时", "hour", "h"}, {"分钟", "minute", "min"}, {"秒", "second", "s"}};
  say_grouped(into, count);
  if (tongue != ZH) say_bytes(into, " ", 1);
  say(into, words[unit][tongue]);
  if (tongue == EN && count != 1) say_bytes(into, "s", 1);
}

/* The largest unit and the next one; what is smaller is left out. */
static void say_duration(phrase *into, int64_t us, enum tongue tongue) {
  static const uint64_t units[] = {86400, 3600, 60, 1};
  uint64_t rest = (us < 0 ? 0 - (uint64_t)us : (uint64_t)us) / 1000000;
  uint32_t unit = 0;
  while (unit < 3 && rest < units[unit]) unit++;
  if (us < 0 && rest != 0) say_bytes(into, "-", 1);
  say_unit(into, rest / units[unit], unit, tongue);
  rest = unit == 3 ? 0 : rest % units[unit] / units[unit + 1];
  if (rest == 0) return;
  if (tongue != ZH) say_bytes(into, " ", 1);
  say_unit(into, rest, unit + 1, tongue);
}

static void say_padded(phrase *into, uint32_t number) {
  const char digits[] = {(char)('0' + number / 10), (char)('0' + number % 10)};
  say_bytes(into, digits, 2);
}

static void say_plain(phrase *into, uint64_t number) {
  char digits[20];
  say_bytes(into, digits, fr__cel_format_uint(number, digits));
}

/* At the policy's offset, to the minute. */
static void say_time(phrase *into, int64_t time_us, int32_t utc_offset_s, enum tongue tongue) {
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  const fr__cel_date date = fr__cel_date_of(fr__add_saturating(time_us, utc_offset_s * FR__SECOND_US));
  const uint32_t year = (uint32_t)date.year; /* a decision that was tampered with may hold any */
  if (tongue == EN) {
    say_plain(into, date.day);
    say_bytes(into, " ", 1);
    say(into, months[date.month - 1]);
    say_bytes(into, " ", 1);
    say_plain(into, year);
    say(into, ", ");
  } else {
    say_plain(into, year);
    say(into, tongue == ZH ? "年" : "-");
    if (tongue == ZH) say_plain(into, date.month);
    if (tongue != ZH) say_padded(into, date.month);
    say(into, tongue == ZH ? "月" : "-");
    if (tongue == ZH) say_plain(into, date.day);
    if (tongue != ZH) say_padded(into, date.day);
    say(into, tongue == ZH ? "日 " : " ");
  }
  say_padded(into, date.hour);
  say_bytes(into, ":", 1);
  say_padded(into, date.minute);
}

/* ---- names ---- */

typedef struct name_words {
  uint8_t enumeration;
  const char *name, *words[2];
} name_words;

static const name_words names[] = {
    {FR__ENUM_CHANNEL, "teller", {"柜面", "the counter"}},
    {FR__ENUM_CHANNEL, "atm", {"自助柜员机", "ATM"}},
    {FR__ENUM_CHANNEL, "online", {"网上银行", "online banking"}},
    {FR__ENUM_CHANNEL, "mobile", {"手机银行", "mobile banking"}},
    {FR__ENUM_CHANNEL, "quick_pay", {"快捷支付", "quick payment"}},
    {FR__ENUM_CHANNEL, "other", {"其他渠道", "another channel"}},
    {FR__ENUM_KIND, "interbank", {"跨行转账", "transfer to another bank"}},
    {FR__ENUM_KIND, "intrabank", {"行内转账", "transfer within the bank"}},
    {FR__ENUM_KIND, "own_account", {"本人账户互转", "transfer between own accounts"}},
    {FR__ENUM_KIND, "cash_withdrawal", {"取现", "cash withdrawal"}},
    {FR__ENUM_KIND, "cash_deposit", {"存现", "cash deposit"}},
    {FR__ENUM_SPEED, "real_time", {"实时到账", "at once"}},
    {FR__ENUM_SPEED, "same_day", {"普通到账", "the same day"}},
    {FR__ENUM_SPEED, "next_day", {"次日到账", "the next day"}},
    {FR__ENUM_CALLER, "known", {"已知号码", "known number"}},
    {FR__ENUM_CALLER, "unknown", {"陌生号码", "unknown number"}},
    {FR__ENUM_CALLER, "overseas", {"境外号码", "number from abroad"}},
    {FR__ENUM_CALLER, "flagged", {"被标记号码", "flagged number"}},
    {FR__ENUM_PARTY_KIND, "person", {"个人", "person"}},
    {FR__ENUM_PARTY_KIND, "self_employed", {"个体工商户", "self-employed"}},
    {FR__ENUM_PARTY_KIND, "company", {"企业", "company"}},
    {FR__ENUM_PARTY_KIND, "wallet", {"电子钱包", "wallet"}},
    {FR__ENUM_PARTY_KIND, "merchant", {"商户", "merchant"}},
    {FR__ENUM_PARTY_KIND, "public_body", {"公共机构", "public body"}},
    {FR__ENUM_OCCUPATION, "student", {"学生", "student"}},
    {FR__ENUM_OCCUPATION, "employee", {"职员", "employee"}},
    {FR__ENUM_OCCUPATION, "finance", {"财务人员", "finance staff"}},
    {FR__ENUM_OCCUPATION, "official", {"公职人员", "official"}},
    {FR__ENUM_OCCUPATION, "self_employed", {"个体经营者", "self-employed"}},
    {FR__ENUM_OCCUPATION, "retired", {"退休人员", "retired"}},
    {FR__ENUM_OCCUPATION, "not_working", {"无业", "not working"}},
    {FR__ENUM_OCCUPATION, "other", {"其他职业", "another occupation"}},
    {FR__ENUM_NAME_MATCH, "match", {"一致", "matches"}},
    {FR__ENUM_NAME_MATCH, "close", {"相近", "nearly matches"}},
    {FR__ENUM_NAME_MATCH, "none", {"不一致", "does not match"}},
    {FR__ENUM_NAME_MATCH, "not_possible", {"无法核对", "cannot be compared"}},
    {FR__ENUM_NAME_MATCH, "other_kind", {"户名一致但账户性质不符", "matches, but the account is of another kind"}},
    {FR__ENUM_STATUS, "attempted", {"已发起", "attempted"}},
    {FR__ENUM_STATUS, "delayed", {"延迟到账", "delayed"}},
    {FR__ENUM_STATUS, "held", {"已暂缓", "held"}},
    {FR__ENUM_STATUS, "released", {"已放行", "released"}},
    {FR__ENUM_STATUS, "settled", {"已完成", "settled"}},
    {FR__ENUM_STATUS, "returned", {"已退回", "returned"}},
    {FR__ENUM_STATUS, "cancelled", {"已撤销", "cancelled"}},
    {FR__ENUM_STATUS, "refused", {"已拒绝", "refused"}},
    {FR__ENUM_LABEL, "none", {"无标记", "none"}},
    {FR__ENUM_LABEL, "fraud", {"诈骗", "fraud"}},
    {FR__ENUM_LABEL, "cleared", {"已排除", "cleared"}},
    {FR__ENUM_DIRECTION, "incoming", {"来电", "incoming"}},
    {FR__ENUM_DIRECTION, "outgoing", {"去电", "outgoing"}},
    {FR__ENUM_EVENT, "device_bound", {"绑定设备", "device bound"}},
    {FR__ENUM_EVENT, "sim_changed", {"更换手机卡", "SIM changed"}},
    {FR__ENUM_EVENT, "credential_reset", {"重置凭证", "credential reset"}},
    {FR__ENUM_EVENT, "limit_raised", {"提高限额", "limit raised"}},
    {FR__ENUM_EVENT, "deposit_broken", {"提前支取定期", "deposit broken"}},
    {FR__ENUM_EVENT, "loan_paid_out", {"贷款发放", "loan paid out"}},
    {FR__ENUM_EVENT, "alerted", {"收到预警", "alerted"}},
    {FR__ENUM_EVENT, "response", {"客户回应", "response"}},
    {FR__ENUM_EVENT, "phone_changed", {"更换预留手机号", "registered phone changed"}},
    {FR__ENUM_EVENT, "wallet_bound", {"绑定第三方支付", "wallet bound"}},
    {FR__ENUM_EVENT, "fund_redeemed", {"赎回理财", "fund redeemed"}},
    {FR__ENUM_EVENT, "notice_turned_off", {"关闭动账通知", "notices turned off"}},
    {FR__ENUM_EVENT, "balance_queried", {"查询余额", "balance queried"}},
    {FR__ENUM_EVENT, "gold_bought", {"购买实物黄金", "gold bought"}},
    {FR__ENUM_EVENT, "callback_confirmed", {"回访确认", "confirmed when called back"}},
    {FR__ENUM_EVENT, "police_cleared", {"反诈中心排除", "cleared by the anti-fraud centre"}},
    {FR__ENUM_EVENT, "family_confirmed", {"亲属确认", "confirmed by family"}},
    {FR__ENUM_PAYEE_ENTRY, "chosen", {"从收款人名册选取", "chosen from the payees"}},
    {FR__ENUM_PAYEE_ENTRY, "typed", {"手工输入", "typed"}},
    {FR__ENUM_PAYEE_ENTRY, "dictated", {"听人口述输入", "typed after dictation"}},
    {FR__ENUM_PAYEE_ENTRY, "pasted", {"粘贴", "pasted"}},
    {FR__ENUM_PAYEE_ENTRY, "scanned", {"扫码", "scanned"}},
    {FR__ENUM_PAYEE_ENTRY, "alias", {"手机号等别名", "by an alias"}},
    {FR__ENUM_RESPONSE, "stopped", {"停止转账", "stopped"}},
    {FR__ENUM_RESPONSE, "continued", {"继续转账", "continued"}},
    {FR__ENUM_RESPONSE, "asked_for_help", {"请求帮助", "asked for help"}},
};

static void say_text(phrase *into, const fr__said *said, const fr__cel_value *value, enum tongue tongue) {
  const fr_text text = {value->as.text, value->size, FR_ENCODING_UTF8};
  for (size_t i = 0; tongue != OTHER && i < FR_COUNT(names); i++) {
    if (names[i].enumeration != said->enumeration || !fr__text_is(text, names[i].name)) continue;
    say(into, names[i].words[tongue]);
    return;
  }
  /* A text of the bank's own or of a sender's: what would break the line becomes a blank. */
  for (uint32_t i = 0; i < value->size; i++) {
    const char c = value->as.text[i];
    say_bytes(into, (unsigned char)c < 0x20 || c == 0x7F ? " " : &value->as.text[i], 1);
  }
}

static void say_bool(phrase *into, bool value, enum tongue tongue) {
  static const char *const words[2][3] = {{"否", "no", "false"}, {"是", "yes", "true"}};
  say(into, words[value][tongue]);
}

/* Two decimals; below 1, where they would say little, four. */
static void say_double(phrase *into, double number) {
  say_number(into, number, number < 1 && number > -1 ? 4 : 2, true);
}

uint32_t fr__phrase_value(const fr_policy *policy, const fr__piece *piece, const fr__cel_value *value,
                          const char *language, char into[FR__PHRASE_BYTES]) {
  const enum tongue tongue = tongue_of(language);
  phrase made = {into, 0};
  if (value->kind == FR__CEL_UNKNOWN) {
    say(&made, tongue == ZH ? "未知" : "unknown");
    return made.size;
  }
  if (piece->style != FR__STYLE_PLAIN) {
    const double number = value->kind == FR__CEL_INT ? (double)value->as.integer : value->as.number;
    if (piece->style == FR__STYLE_AMOUNT) {
      say_amount(&made, policy, number, tongue);
    } else {
      say_number(&made, number * 100.0, 1, true);
      say(&made, "%");
    }
    return made.size;
  }
  switch (value->kind) {
    case FR__CEL_BOOL: say_bool(&made, value->as.integer != 0, tongue); break;
    case FR__CEL_INT: say_int(&made, value->as.integer); break;
    case FR__CEL_DOUBLE: say_double(&made, value->as.number); break;
    case FR__CEL_TIMESTAMP: say_time(&made, value->as.integer, policy->utc_offset_s, tongue); break;
    case FR__CEL_DURATION: say_duration(&made, value->as.integer, tongue); break;
    default: say_text(&made, &policy->said[piece->value], value, tongue); break;
  }
  return made.size;
}
