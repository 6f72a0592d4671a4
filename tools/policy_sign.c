/* SPDX-License-Identifier: Apache-2.0
 *
 * fraudrisk policy keygen, sign, verify and switch. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "commands.h"
#include "crypto/sha256.h"
#include "engine/engine.h"
#include "input.h"
#include "key_store.h"
#include "numbers.h"
#include "output.h"
#include "policy/policy.h"
#include "policy/switches.h"
#include "policy/trust.h"
#include "policy_build.h"
#include "session.h"
#include "trust_file.h"
#include "words.h"

enum { KEY_ID_TEXT = 2 * FR__COSE_KEY_ID_BYTES + 1 };

static const char *id_text(const uint8_t *id, char text[KEY_ID_TEXT]) {
  for (int i = 0; i < FR__COSE_KEY_ID_BYTES; i++) snprintf(text + 2 * i, 3, "%02x", id[i]);
  return text;
}

/* ---- keygen ---- */

/* author.pem → author.pub.pem */
static char *public_name(const char *path) {
  const size_t size = strlen(path);
  const bool pem = size > 4 && strcmp(path + size - 4, ".pem") == 0;
  char *name = NULL;
  return asprintf(&name, "%.*s.pub.pem", (int)(pem ? size - 4 : size), path) < 0 ? NULL : name;
}

int command_policy_keygen(const sign_options *options) {
  char *public_path = public_name(options->out), id[KEY_ID_TEXT];
  uint8_t key_id[FR__COSE_KEY_ID_BYTES];
  bool good = public_path != NULL && key_store_make(options->type, options->out, public_path);
  fr__key *key = good ? key_store_open(options->out) : NULL;
  good = key != NULL && fr__key_id(key, key_id) == FR_OK;
  if (good) {
    const char *slash = strrchr(public_path, '/');
    printf(
        "%s: the private key, %s; whoever reads it can sign as %s\n%s: its public key, id %s\n"
        "for the trust file: - {role: %s, file: %s}\n",
        options->out, fr__sign_algorithm_name(fr__key_algorithm(key)), options->role, public_path, id_text(key_id, id),
        options->role, slash ? slash + 1 : public_path);
  }
  fr__key_free(key);
  free(public_path);
  return good ? 0 : 1;
}

/* ---- sign ---- */

/* A full disk leaves the old file as it was. */
static bool replace_file(const char *path, const uint8_t *bytes, uint64_t size) {
  output out;
  if (!output_open(&out, path)) return false;
  output_add(&out, (const char *)bytes, (size_t)size);
  return output_close(&out);
}

/* What the signature is made of has to live as long as the document. */
typedef struct made_signature {
  uint8_t key_id[FR__COSE_KEY_ID_BYTES];
  uint8_t signature[FR__SIGNATURE_BYTES];
  fr__cbor_writer headers, signed_bytes;
} made_signature;

static fr_status make_signature(const fr__key *key, const char *role, fr__cose *cose, made_signature *made) {
  fr__cose_signature *one = &cose->signatures[cose->count];
  FR_TRY(fr__key_id(key, made->key_id));
  fr__cose_write_headers(&made->headers, fr__key_algorithm(key), made->key_id, fr_text_of(role));
  FR_TRY(made->headers.status);
  *one = (fr__cose_signature){.algorithm = fr__key_algorithm(key),
                              .key_id = made->key_id,
                              .role = fr_text_of(role),
                              .headers = made->headers.data,
                              .headers_size = made->headers.size,
                              .signature = made->signature,
                              .signature_size = sizeof made->signature};
  fr__cose_write_signed(&made->signed_bytes, cose, one);
  FR_TRY(made->signed_bytes.status);
  FR_TRY(fr__key_sign(key, made->signed_bytes.data, made->signed_bytes.size, made->signature));
  cose->count++;
  return FR_OK;
}

static bool may_sign(const fr__cose *cose, const fr__key *key, const char *path) {
  uint8_t key_id[FR__COSE_KEY_ID_BYTES];
  char id[KEY_ID_TEXT];
  if (fr__key_id(key, key_id) != FR_OK) return false;
  for (uint32_t i = 0; i < cose->count; i++) {
    const fr__cose_signature *one = &cose->signatures[i];
    if (memcmp(one->key_id, key_id, sizeof key_id) != 0) continue;
    fprintf(stderr, "%s: key %s has signed already, as %.*s; each role signs with a key of its own\n", path,
            id_text(key_id, id), (int)one->role.size, one->role.data);
    return false;
  }
  if (cose->count < FR__COSE_MAX_SIGNATURES) return true;
  fprintf(stderr, "%s: %u signatures are the most\n", path, cose->count);
  return false;
}

/* What is signed is verified at once. */
static const char *why_unsigned(fr_status status) {
  if (status != FR_INTERNAL) return fr_status_text(status);
  return "the key did not sign, or its own public key does not verify what it signed; on a token see that it may sign, "
         "and that the public key of the same id belongs to it";
}

static bool add_signature(const sign_options *options, const fr__key *key, fr__cose *cose) {
  made_signature made;
  fr__cbor_writer whole;
  fr__cbor_writer_grow(&made.headers);
  fr__cbor_writer_grow(&made.signed_bytes);
  fr__cbor_writer_grow(&whole);
  fr_status status = make_signature(key, options->role, cose, &made);
  if (status == FR_OK) fr__cose_write(&whole, cose);
  if (status == FR_OK) status = whole.status;
  bool good = status == FR_OK;
  if (!good) fprintf(stderr, "%s: cannot be signed: %s\n", options->path, why_unsigned(status));
  const char *to = options->out ? options->out : options->path;
  if (good) good = replace_file(to, whole.data, whole.size);
  if (good) {
    char id[KEY_ID_TEXT];
    printf("%s: signed as %s with %s, key %s; %u signature%s\n", to, options->role,
           fr__sign_algorithm_name(fr__key_algorithm(key)), id_text(made.key_id, id), cose->count,
           cose->count == 1 ? "" : "s");
  }
  fr__cbor_writer_free(&made.headers);
  fr__cbor_writer_free(&made.signed_bytes);
  fr__cbor_writer_free(&whole);
  return good;
}

/* Whether a signed document says that it holds switches, near its beginning: then what is wrong with it is told of
 * switches. */
static bool says_switches(const uint8_t *bytes, size_t size) {
  enum { NEAR = 64 };
  return fr__cose_begins(bytes, size) && memmem(bytes, size < NEAR ? size : NEAR, FR__SWITCHES_CONTENT_TYPE,
                                                sizeof FR__SWITCHES_CONTENT_TYPE - 1) != NULL;
}

/* Switches, or else a policy; nobody signs what no engine could load. */
static const char *content_type_of(const char *path, const uint8_t *bytes, size_t size) {
  fr_policy *policy = NULL;
  fr__switches *switches = NULL;
  fr_error error = FR_ERROR_INIT;
  const char *type = NULL;
  if (fr__switches_read(bytes, size, &switches, &error) == FR_OK) {
    type = FR__SWITCHES_CONTENT_TYPE;
  } else if (says_switches(bytes, size)) {
    fprintf(stderr, "%s: %s\n", path, error.message);
  } else if ((policy = bundle_open(path)) != NULL) {
    type = FR__POLICY_CONTENT_TYPE;
  }
  free(switches);
  fr_policy_release(policy);
  return type;
}

/* The document as it is, or one without signatures around what an unsigned one holds. */
static bool begin_document(const uint8_t *bytes, size_t size, const char *path, fr__cbor_writer *headers,
                           fr__cose *cose) {
  const char *type = content_type_of(path, bytes, size);
  if (type == NULL) return false;
  if (fr__cose_begins(bytes, size)) return fr__cose_read(bytes, size, type, cose, NULL) == FR_OK;
  fr__cose_write_body_headers(headers, type);
  *cose = (fr__cose){.headers = headers->data,
                     .headers_size = headers->size,
                     .payload = bytes,
                     .payload_size = size - FR__SHA256_BYTES};
  return headers->status == FR_OK;
}

static uint8_t *read_document(const char *path, size_t *size) {
  char message[MESSAGE_BYTES];
  char *bytes = input_read_all(path, FR_MAX_BUNDLE_BYTES, size, message, sizeof message);
  if (bytes == NULL) fprintf(stderr, "%s\n", message);
  return (uint8_t *)bytes;
}

int command_policy_sign(const sign_options *options) {
  size_t size = 0;
  static fr__cose cose;
  fr__cbor_writer headers;
  fr__key *key = NULL;
  fr__cbor_writer_grow(&headers);
  uint8_t *bytes = read_document(options->path, &size);
  bool good = bytes != NULL && begin_document(bytes, size, options->path, &headers, &cose);
  if (good) key = key_store_open(options->key);
  good = key != NULL && may_sign(&cose, key, options->path) && add_signature(options, key, &cose);
  fr__key_free(key);
  free(bytes);
  fr__cbor_writer_free(&headers);
  return good ? 0 : 1;
}

/* ---- verify ---- */

static void print_time(const char *what, int64_t time_us, int32_t utc_offset_s) {
  char text[48];
  if (time_us == 0) return;
  const size_t size = time_format_rfc3339(time_us, utc_offset_s, text);
  printf("%s %.*s\n", what, (int)size, text);
}

static void print_signatures(const fr__cose *cose, const fr_trust *trust) {
  char id[KEY_ID_TEXT];
  for (uint32_t i = 0; i < cose->count; i++) {
    const fr__cose_signature *one = &cose->signatures[i];
    printf("signed as %.*s, %s, key %s%s\n", (int)one->role.size, one->role.data,
           fr__sign_algorithm_name(one->algorithm), id_text(one->key_id, id),
           fr__trust_role(trust, one->key_id) == NULL ? ", which the trust file does not have" : "");
  }
}

static void print_policy(const char *path, const fr_policy *policy, const fr_policy_info *info, const fr_trust *trust) {
  char digest[65];
  digest_text(info->digest, digest);
  printf("%s: %s version %" PRIu64 "\ndigest %s\n", path, info->name, info->version, digest);
  print_time("valid from", info->valid_from_us, info->utc_offset_s);
  print_time("valid until", info->valid_until_us, info->utc_offset_s);
  print_signatures(&policy->cose, trust);
}
/* As an engine would: signatures, validity, tests. */
static fr_status try_engine(fr_policy *policy, fr_trust *trust, int64_t now_us, fr_error *error) {
  fr_engine_options options = FR_ENGINE_OPTIONS_INIT;
  fr_put_options put = FR_PUT_OPTIONS_INIT;
  fr_engine *engine = NULL;
  options.parties_max = options.list_entries_max = 1;
  options.memory_bytes = 1 << 20;
  options.horizon_us = FR_MAX_HORIZON_US;
  put.now_us = now_us;
  fr_status status = fr_engine_create(&options, &engine, error);
  if (status == FR_OK) status = fr_engine_set_trust(engine, trust, error);
  if (status == FR_OK) status = fr_engine_put_policy(engine, policy, &put, error);
  fr_engine_destroy(engine);
  return status;
}

static bool read_now(const sign_options *options, int32_t utc_offset_s, int64_t *now_us) {
  const time_format format = {.utc_offset_s = utc_offset_s};
  *now_us = (int64_t)time(NULL) * 1000000;
  if (options->at == NULL) return true;
  const char *fault = time_parse(options->at, strlen(options->at), &format, now_us);
  if (fault != NULL) fprintf(stderr, "--at: \"%s\" %s\n", options->at, fault);
  return fault == NULL;
}

static int verify_policy(const sign_options *options, fr_trust *trust) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  fr_error error = FR_ERROR_INIT;
  int64_t now_us = 0;
  fr_policy *policy = bundle_open(options->path);
  bool good =
      policy != NULL && fr_policy_describe(policy, &info) == FR_OK && read_now(options, info.utc_offset_s, &now_us);
  if (good) {
    print_policy(options->path, policy, &info, trust);
    good = try_engine(policy, trust, now_us, &error) == FR_OK;
    if (!good) {
      fprintf(stderr, "%s: %s\n", options->path, error.message);
    } else {
      printf("%u tests come out as they say\nright: an engine with this trust store takes it\n", info.test_count);
    }
  }
  fr_policy_release(policy);
  return good ? 0 : 1;
}

/* Switches know no offset: their times are told in UTC. */
static int verify_switches(const sign_options *options, const fr__switches *switches, const fr_trust *trust) {
  fr_error error = FR_ERROR_INIT;
  int64_t now_us = 0;
  if (!read_now(options, 0, &now_us)) return 1;
  printf("%s: switches number %" PRIu64 " of policy %s\n", options->path, switches->number, switches->policy);
  for (uint32_t i = 0; i < switches->count; i++) printf("off %s\n", switches->rules[i]);
  if (switches->even_binding) printf("even where a rule is binding\n");
  print_time("from", switches->valid_from_us, 0);
  print_time("until", switches->valid_until_us, 0);
  print_signatures(&switches->cose, trust);
  fr_status status = fr__trust_verify(trust, &switches->cose, "the document of switches", &error);
  if (status == FR_OK)
    status = fr__check_validity(switches->valid_from_us, switches->valid_until_us, now_us, "the document of switches",
                                &error);
  if (status == FR_OK) {
    printf("right: an engine with this trust store takes them, if it has that policy and no higher number\n");
  } else {
    fprintf(stderr, "%s: %s\n", options->path, error.message);
  }
  return status == FR_OK ? 0 : 1;
}

int command_policy_verify(const sign_options *options) {
  size_t size = 0;
  fr_error error = FR_ERROR_INIT;
  fr__switches *switches = NULL;
  fr_trust *trust = trust_open(options->trust);
  uint8_t *bytes = trust == NULL ? NULL : read_document(options->path, &size);
  int status = 1;
  if (bytes != NULL && fr__switches_read(bytes, size, &switches, &error) == FR_OK) {
    status = verify_switches(options, switches, trust);
  } else if (bytes != NULL && says_switches(bytes, size)) {
    fprintf(stderr, "%s: %s\n", options->path, error.message);
  } else if (bytes != NULL) {
    status = verify_policy(options, trust);
  }
  free(switches);
  free(bytes);
  fr_trust_release(trust);
  return status;
}

/* ---- switch ---- */

static bool read_moment(const char *option, const char *text, int32_t utc_offset_s, int64_t *time_us) {
  const time_format format = {.utc_offset_s = utc_offset_s};
  if (text == NULL) return true;
  const char *fault = time_parse(text, strlen(text), &format, time_us);
  if (fault != NULL) fprintf(stderr, "%s: \"%s\" %s\n", option, text, fault);
  return fault == NULL;
}

/* Writes what the policy would take, and nothing else. */
static bool write_switches(const sign_options *options, fr_policy *policy, const fr__switches *switches) {
  fr_error error = FR_ERROR_INIT;
  fr_policy *switched = NULL;
  uint8_t digest[FR__SHA256_BYTES];
  fr__cbor_writer writer;
  if (fr__policy_switch(policy, switches, true, &switched, &error) != FR_OK) {
    fprintf(stderr, "%s: %s\n", options->policy, error.message);
    return false;
  }
  fr_policy_release(switched);
  fr__cbor_writer_grow(&writer);
  fr__switches_write(&writer, switches);
  bool good = writer.status == FR_OK && fr__sha256(writer.data, writer.size, digest) == FR_OK;
  if (good) fr__cbor_write_raw(&writer, digest, sizeof digest);
  good = good && writer.status == FR_OK && replace_file(options->out, writer.data, writer.size);
  fr__cbor_writer_free(&writer);
  if (good)
    printf("%s: switches number %" PRIu64 " of policy %s, %u rules off; have it signed with 'fraudrisk policy sign'\n",
           options->out, switches->number, switches->policy, switches->count);
  return good;
}

int command_policy_switch(const sign_options *options) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  fr_policy *policy =
      policy_path_is_source(options->policy) ? policy_compile(options->policy) : bundle_open(options->policy);
  fr__switches *switches = calloc(1, sizeof *switches + SWITCHED_MAX * sizeof switches->rules[0]);
  bool good = policy != NULL && switches != NULL && fr_policy_describe(policy, &info) == FR_OK;
  if (good) {
    snprintf(switches->policy, sizeof switches->policy, "%s", info.name);
    switches->number = (uint64_t)options->number;
    switches->even_binding = options->even_binding;
    switches->count = options->off_count;
    for (unsigned i = 0; i < options->off_count; i++) {
      if (strlen(options->off[i]) > FR_MAX_NAME_BYTES) fprintf(stderr, "--off: \"%s\" is too long\n", options->off[i]);
      good = good && strlen(options->off[i]) <= FR_MAX_NAME_BYTES;
      snprintf(switches->rules[i], sizeof switches->rules[0], "%s", options->off[i]);
    }
    good = good && read_moment("--from", options->from, info.utc_offset_s, &switches->valid_from_us) &&
           read_moment("--until", options->until, info.utc_offset_s, &switches->valid_until_us);
  }
  if (good && switches->valid_until_us != 0 && switches->valid_until_us <= switches->valid_from_us) {
    fprintf(stderr, "--until does not lie after --from\n");
    good = false;
  }
  good = good && write_switches(options, policy, switches);
  free(switches);
  fr_policy_release(policy);
  return good ? 0 : 1;
}
