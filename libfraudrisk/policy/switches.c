/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/switches.h"

#include <stdlib.h>

#include "crypto/sha256.h"
#include "policy/trust.h"

/* ---- reading ---- */

/* Either form; *content is what both hold. */
static fr_status open_document(const uint8_t *bytes, uint64_t size, fr__cose *cose, const uint8_t **content,
                               uint64_t *content_size, fr_error *error) {
  uint8_t digest[FR__SHA256_BYTES];
  if (size > FR__SWITCHES_MAX_BYTES) {
    return fr__fail(error, FR_TOO_LONG, "switches", "switches have at most %d bytes", FR__SWITCHES_MAX_BYTES);
  }
  if (fr__cose_begins(bytes, size)) {
    FR_TRY(fr__cose_read(bytes, size, FR__SWITCHES_CONTENT_TYPE, cose, error));
    FR_TRY(fr__signatures_check(cose, error));
    *content = cose->payload;
    *content_size = cose->payload_size;
    return FR_OK;
  }
  if (size <= FR__SHA256_BYTES) {
    return fr__fail(error, FR_BAD_BUNDLE, "switches", "%llu bytes are no switches; make them with '%s'",
                    (unsigned long long)size, "fraudrisk policy switch");
  }
  *content = bytes;
  *content_size = size - FR__SHA256_BYTES;
  FR_TRY(fr__sha256(bytes, *content_size, digest));
  if (memcmp(digest, bytes + *content_size, sizeof digest) == 0) return FR_OK;
  return fr__fail(error, FR_BAD_DIGEST, "switches", "the switches are damaged or are none: the digest does not match");
}

static fr_status read_name(fr__cbor_reader *reader, const char *what, char name[FR_MAX_NAME_BYTES + 1]) {
  const uint64_t offset = reader->position;
  fr_text text;
  FR_TRY(fr__cbor_text(reader, what, &text));
  if (!fr__is_name(text)) {
    return fr__cbor_fail(reader, offset, "%s has 1 to %d letters, digits, '_' and '-', and begins with a letter", what,
                         FR_MAX_NAME_BYTES);
  }
  memcpy(name, text.data, text.size);
  return FR_OK;
}

static fr_status read_moment(fr__cbor_reader *reader, const char *what, int64_t *time_us) {
  const uint64_t offset = reader->position;
  uint64_t value;
  FR_TRY(fr__cbor_uint(reader, what, &value));
  if (value == 0 || value > (uint64_t)FR_MAX_TIME_US) {
    return fr__cbor_fail(reader, offset, "%s is no time from 1970 to 2099", what);
  }
  *time_us = (int64_t)value;
  return FR_OK;
}

/* The keys in the order in which they are encoded; three may be left out. */
enum key { KEY_RULES, KEY_NUMBER, KEY_POLICY, KEY_FORMAT, KEY_FROM, KEY_UNTIL, KEY_BINDING, KEYS };
static const char *const key_names[KEYS] = {"rules",      "number",      "policy",      "fraudrisk",
                                            "valid_from", "valid_until", "even_binding"};

static fr_status read_rules(fr__cbor_reader *reader, fr__switches **switches) {
  const uint64_t offset = reader->position;
  uint64_t count;
  FR_TRY(fr__cbor_array(reader, "rules", &count));
  if (count > FR_MAX_RULES) {
    return fr__cbor_fail(reader, offset, "%llu rules; at most %d", (unsigned long long)count, FR_MAX_RULES);
  }
  fr__switches *larger = realloc(*switches, sizeof **switches + (size_t)count * sizeof(*switches)->rules[0]);
  FR_REQUIRE(larger != NULL, FR_NO_MEMORY);
  *switches = larger;
  memset(larger->rules, 0, (size_t)count * sizeof larger->rules[0]);
  larger->count = (uint32_t)count;
  for (uint32_t i = 0; i < larger->count; i++) FR_TRY(read_name(reader, "a rule", larger->rules[i]));
  return FR_OK;
}

static fr_status read_value(fr__cbor_reader *reader, uint32_t key, fr__switches **switches) {
  fr__switches *into = *switches;
  const uint64_t offset = reader->position;
  uint64_t format;
  switch (key) {
    case KEY_RULES: return read_rules(reader, switches);
    case KEY_NUMBER: return fr__cbor_uint(reader, "number", &into->number);
    case KEY_POLICY: return read_name(reader, "policy", into->policy);
    case KEY_FROM: return read_moment(reader, "valid_from", &into->valid_from_us);
    case KEY_UNTIL: return read_moment(reader, "valid_until", &into->valid_until_us);
    case KEY_BINDING: return fr__cbor_bool(reader, "even_binding", &into->even_binding);
    default: break;
  }
  FR_TRY(fr__cbor_uint(reader, "fraudrisk", &format));
  return format == 1 ? FR_OK : fr__cbor_fail(reader, offset, "the format is another than 1");
}

static fr_status read_content(fr__cbor_reader *reader, fr__switches **switches) {
  uint64_t pairs;
  uint32_t found = 0;
  FR_TRY(fr__cbor_map(reader, "the switches", &pairs));
  for (uint64_t i = 0; i < pairs; i++) {
    const uint64_t offset = reader->position;
    uint32_t key = 0;
    fr_text name;
    FR_TRY(fr__cbor_map_key(reader, "the switches", &name));
    while (key < KEYS && !fr__text_is(name, key_names[key])) key++;
    if (key == KEYS) {
      return fr__cbor_fail(reader, offset, "switches have no '%.*s'", (int)(name.size > 40 ? 40 : name.size),
                           name.data);
    }
    found |= 1u << key;
    FR_TRY(read_value(reader, key, switches));
  }
  for (uint32_t key = 0; key <= KEY_FORMAT; key++) {
    if ((found >> key & 1) == 0) return fr__cbor_fail(reader, 0, "the switches lack '%s'", key_names[key]);
  }
  if ((*switches)->valid_until_us != 0 && (*switches)->valid_until_us <= (*switches)->valid_from_us) {
    return fr__cbor_fail(reader, 0, "valid_until does not lie after valid_from");
  }
  return fr__cbor_end(reader);
}

fr_status fr__switches_read(const void *bytes, uint64_t size, fr__switches **read, fr_error *error) {
  *read = NULL;
  fr__switches *switches = calloc(1, sizeof *switches);
  const uint8_t *content = NULL;
  uint64_t content_size = 0;
  fr__cbor_reader reader;
  FR_REQUIRE(switches != NULL, fr__fail(error, FR_NO_MEMORY, NULL, "out of memory"));
  fr_status status = open_document(bytes, size, &switches->cose, &content, &content_size, error);
  if (status == FR_OK) {
    fr__cbor_reader_init(&reader, content, content_size, error);
    status = read_content(&reader, &switches);
  }
  if (status == FR_OK) {
    *read = switches;
    return FR_OK;
  }
  if (error != NULL && error->status == FR_OK) (void)fr__fail(error, status, "switches", "%s", fr_status_text(status));
  fr__cbor_advise(error, "make it with 'fraudrisk policy switch' and sign it again");
  free(switches);
  return status;
}

/* ---- writing ---- */

void fr__switches_write(fr__cbor_writer *writer, const fr__switches *switches) {
  const uint64_t optional =
      (uint64_t)(switches->valid_from_us != 0) + (switches->valid_until_us != 0) + switches->even_binding;
  fr__cbor_write_map(writer, 4 + optional);
  fr__cbor_write_string(writer, key_names[KEY_RULES]);
  fr__cbor_write_array(writer, switches->count);
  for (uint32_t i = 0; i < switches->count; i++) fr__cbor_write_string(writer, switches->rules[i]);
  fr__cbor_write_string(writer, key_names[KEY_NUMBER]);
  fr__cbor_write_uint(writer, switches->number);
  fr__cbor_write_string(writer, key_names[KEY_POLICY]);
  fr__cbor_write_string(writer, switches->policy);
  fr__cbor_write_string(writer, key_names[KEY_FORMAT]);
  fr__cbor_write_uint(writer, 1);
  if (switches->valid_from_us != 0) {
    fr__cbor_write_string(writer, key_names[KEY_FROM]);
    fr__cbor_write_int(writer, switches->valid_from_us);
  }
  if (switches->valid_until_us != 0) {
    fr__cbor_write_string(writer, key_names[KEY_UNTIL]);
    fr__cbor_write_int(writer, switches->valid_until_us);
  }
  if (!switches->even_binding) return;
  fr__cbor_write_string(writer, key_names[KEY_BINDING]);
  fr__cbor_write_bool(writer, true);
}

/* ---- a policy under switches ---- */

static fr_status switch_rule(const fr_policy *policy, const fr__switches *switches, const char *name, bool strict,
                             uint64_t *off, fr_error *error) {
  uint32_t i = 0;
  while (i < policy->rule_count && strcmp(policy->rules[i].id, name) != 0) i++;
  if (i == policy->rule_count) {
    if (!strict) return FR_OK;
    return fr__fail(error, FR_BAD_POLICY, "rules", "policy %s has no rule '%s' that could be switched off",
                    policy->name, name);
  }
  if (policy->rules[i].binding && !switches->even_binding) {
    if (!strict) return FR_OK;
    return fr__fail(error, FR_BAD_POLICY, "rules",
                    "rule '%s' is binding by law; to switch it off all the same, the document has to say even_binding",
                    name);
  }
  off[i / 64] |= UINT64_C(1) << (i % 64);
  return FR_OK;
}

fr_status fr__policy_switch(fr_policy *policy, const fr__switches *switches, bool strict, fr_policy **switched,
                            fr_error *error) {
  fr_policy *base = fr__policy_base(policy), *made = malloc(sizeof *made);
  uint64_t *off = calloc(base->rule_count / 64 + 1u, sizeof *off);
  fr_status status = made == NULL || off == NULL ? fr__fail(error, FR_NO_MEMORY, NULL, "out of memory") : FR_OK;
  for (uint32_t i = 0; status == FR_OK && i < switches->count; i++)
    status = switch_rule(base, switches, switches->rules[i], strict, off, error);
  if (status != FR_OK) {
    free(made);
    free(off);
    return status;
  }
  bool any = false;
  for (uint32_t i = 0; i <= base->rule_count / 64; i++) any = any || off[i] != 0;
  /* Everything but the reference count and the memory is the base's, which this handle keeps alive. */
  memcpy(made, base, sizeof *made);
  made->bundle = NULL; /* is the base's, and goes with it */
  atomic_init(&made->references, 1);
  made->arena = (fr__arena){0};
  made->base = fr_policy_retain(base);
  made->off = any ? off : NULL; /* with all rules on, decisions are those of the policy itself, and say so */
  if (!any) free(off);
  made->off_from_us = switches->valid_from_us;
  made->off_until_us = switches->valid_until_us == 0 ? INT64_MAX : switches->valid_until_us;
  *switched = made;
  return FR_OK;
}
