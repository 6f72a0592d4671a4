/* SPDX-License-Identifier: Apache-2.0
 *
 * The subprograms that COBOL calls: SUBPROGRAMS.md lists them with their arguments. Each returns a status, which CALL
 * puts into RETURN-CODE or into what RETURNING names. Arguments come by reference and may stand unaligned.
 *
 * A subprogram that decides leaves no old answer behind: whatever its status is, the decision is a new one. */
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glue.h"

typedef const uint8_t *in;
typedef uint8_t *out;
typedef fr_cobol_handle handle;

/* GnuCOBOL's runtime knows how many arguments a CALL had; where there is another runtime, or none, nobody does. */
extern int cob_get_num_params(void) __attribute__((weak));

/* Exported, and declared where it is defined: COBOL reads no header. */
#define CALLED(name, ...)                                           \
  __attribute__((visibility("default"))) int32_t name(__VA_ARGS__); \
  int32_t name(__VA_ARGS__)
#define ALL(...) (const void *const[]){__VA_ARGS__}, sizeof((const void *const[]){__VA_ARGS__}) / sizeof(void *)

/* Which argument is missing, the first is 1; 0 where all are given. */
static size_t missing(const void *const *arguments, size_t count) {
  size_t called_with = count;
  if (cob_get_num_params != NULL) {
    const int counted = cob_get_num_params();
    if (counted >= 0 && (size_t)counted < count) called_with = (size_t)counted;
  }
  for (size_t i = 0; i < called_with; i++) {
    if (arguments[i] == NULL) return i + 1;
  }
  return called_with < count ? called_with + 1 : 0;
}

static bool are_given(const void *const *arguments, size_t count) { return missing(arguments, count) == 0; }

static uint32_t u32_of(in at) {
  uint32_t number;
  memcpy(&number, at, sizeof number);
  return number;
}

static uint64_t u64_of(in at) {
  uint64_t number;
  memcpy(&number, at, sizeof number);
  return number;
}

static void put_u32(out at, uint32_t number) { memcpy(at, &number, sizeof number); }
static void put_u64(out at, uint64_t number) { memcpy(at, &number, sizeof number); }

/* A length or a capacity of COBOL's has a sign: what lies below 0 would be four gigabytes. */
static int32_t room_of(in at, uint32_t *room, fr_error *error) {
  const uint32_t found = u32_of(at);
  *room = found <= INT32_MAX ? found : 0;
  if (found <= INT32_MAX) return FR_OK;
  return fr_cobol_fail(error, FR_BAD_ARGUMENT, "", "a length or a capacity is %d, which is below 0", (int32_t)found);
}

/* ---- the frame of every call ---- */

/* The handle keeps which argument is missing, where it is not the handle itself. */
static int32_t tell_missing(const void *const *arguments, size_t which, const char *kinds) {
  handle *with;
  if (which == 1 || fr_cobol_enter(arguments[0], kinds, &with) != FR_OK) return FRC_NULL;
  fr_cobol_fail(&with->error, FRC_NULL, "", "argument %zu of the CALL is missing", which);
  return fr_cobol_leave(with, FRC_NULL);
}

/* The first of the arguments is the handle. */
static int32_t begin(const void *const *arguments, size_t count, const char *kinds, handle **with) {
  const size_t which = missing(arguments, count);
  if (which != 0) return tell_missing(arguments, which, kinds);
  const int32_t status = fr_cobol_enter(arguments[0], kinds, with);
  if (status != FR_OK) return status;
  handle *to = *with;
  to->error.status = FR_OK;
  to->error.field[0] = to->error.message[0] = 0;
  to->terms.error = &to->error;
  to->terms.digits = 2;
  if (to->of != NULL) to->terms.digits = __atomic_load_n(&to->of->digits, __ATOMIC_RELAXED);
  if (to->of != NULL) to->terms.offset_us = to->of->offset_us;
  return FR_OK;
}

static const fr_cobol_status *own_status(int32_t status) {
  for (const fr_cobol_status *one = fr_cobol_statuses; one->name != NULL; one++) {
    if (one->status == status) return one;
  }
  return NULL;
}

static const char *text_of(int32_t status) {
  const fr_cobol_status *own = own_status(status);
  return own != NULL ? own->text : fr_status_text(status);
}

static int32_t end(handle *with, int32_t status) {
  if (status != FR_OK && with->error.status != status) fr_cobol_fail(&with->error, status, "", "%s", text_of(status));
  return fr_cobol_leave(with, status);
}

/* The engine's context, made when it is first needed: a journal has to be put in place before. */
static int32_t context_of(handle *with) {
  return with->context != NULL ? FR_OK : fr_context_create(with->of->engine, &with->context);
}

/* What the library said of the context's last call. */
static int32_t told(handle *with, int32_t status) {
  if (status != FR_OK) with->error = *fr_context_error(with->context);
  return status;
}

static void learn_digits(handle *with) {
  fr_policy_info info = FR_POLICY_INFO_INIT;
  fr_policy *policy = fr_engine_policy(with->of->engine);
  if (policy != NULL && fr_policy_describe(policy, &info) == FR_OK)
    __atomic_store_n(&with->of->digits, info.currency_digits, __ATOMIC_RELAXED);
  fr_policy_release(policy);
}

/* ---- files ---- */

typedef struct bytes {
  uint8_t *data;
  size_t size;
} bytes;

static int32_t read_file(in name, bytes *all, fr_error *error) {
  char path[FR_COBOL_FILE_NAME + 1] = {0};
  memcpy(path, name, fr_cobol_trimmed(name, FR_COBOL_FILE_NAME));
  FILE *file = fopen(path, "rb");
  if (file == NULL) return fr_cobol_fail(error, FRC_FILE, "", "%.180s: %s", path, strerror(errno));
  int32_t status = FR_OK;
  for (size_t room = 0, got = 1; got > 0 && status == FR_OK; all->size += got) {
    if (room - all->size < 65536) {
      uint8_t *more = realloc(all->data, room = room * 2 + 131072);
      if (more == NULL) status = FR_NO_MEMORY, got = 0;
      if (more == NULL) break;
      all->data = more;
    }
    got = fread(all->data + all->size, 1, 65535, file);
    if (all->size + got > FR_MAX_BUNDLE_BYTES) status = FR_TOO_LONG;
  }
  if (status == FR_OK && ferror(file))
    status = fr_cobol_fail(error, FRC_FILE, "", "%.180s cannot be read: %s", path, strerror(errno));
  fclose(file);
  if (status == FR_OK) return FR_OK;
  free(all->data);
  *all = (bytes){0};
  return status;
}

static bool is_blank(in name, uint32_t size) { return fr_cobol_trimmed(name, size) == 0; }

static int32_t load(in name, fr_policy **policy, fr_error *error) {
  bytes bundle = {0};
  int32_t status = read_file(name, &bundle, error);
  if (status == FR_OK) status = fr_policy_load(bundle.data, bundle.size, policy, error);
  free(bundle.data);
  return status;
}

/* ---- engines ---- */

static void free_engine(fr_cobol_engine *of) {
  if (of == NULL) return;
  fr_engine_destroy(of->engine);
  memset(of->secret_key, 0, sizeof of->secret_key);
  free(of);
}

static int32_t create(handle *made, in options, in policy, fr_error *error) {
  fr_engine_options all;
  fr_cobol_terms terms = {.digits = 2, .error = error};
  int32_t status = fr_cobol_read(&fr_cobol_engine_options, options, &all, &terms);
  if (status != FR_OK) return status;
  const char local = (char)options[fr_cobol_local_at];
  if (local != 'Y' && local != 'N' && local != ' ' && local != 0)
    return fr_cobol_fail(error, FRC_BAD_CODE, "FRO-TIMES-ARE-LOCAL", "FRO-TIMES-ARE-LOCAL takes Y, N or a space");
  made->of = calloc(1, sizeof *made->of);
  if (made->of == NULL) return FR_NO_MEMORY;
  if (!fr_cobol_make_blocks(&made->of->blocks[0], &made->of->blocks[1])) return FR_NO_MEMORY;
  memcpy(made->of->secret_key, all.secret_key, sizeof all.secret_key);
  made->of->digits = 2;
  if (local == 'Y') {
    made->of->offset_us = all.utc_offset_s * INT64_C(1000000);
    const fr_cobol_terms there = {.offset_us = made->of->offset_us};
    if (all.complete_from_us != 0 && all.complete_from_us != INT64_MIN && all.complete_from_us != INT64_MAX)
      all.complete_from_us -= there.offset_us;
  }
  status = fr_engine_create(&all, &made->of->engine, error);
  fr_policy *loaded = NULL;
  if (status == FR_OK && !is_blank(policy, FR_COBOL_FILE_NAME)) status = load(policy, &loaded, error);
  if (status == FR_OK && loaded != NULL) status = fr_engine_set_policy(made->of->engine, loaded, error);
  fr_policy_release(loaded);
  if (status == FR_OK) learn_digits(made);
  return status;
}

static int32_t write_error(const fr_error *error, out record) {
  fr_cobol_terms terms = {0};
  const int32_t status = fr_cobol_check(&fr_cobol_error, record, false, &terms);
  return status != FR_OK ? status : fr_cobol_write(&fr_cobol_error, error, record, &terms);
}

CALLED(FROPEN, out h, in options, in policy, out error_record) {
  fr_error error = FR_ERROR_INIT;
  if (!are_given(ALL(h, options, policy, error_record))) return FRC_NULL;
  put_u32(h, 0);
  handle *made = calloc(1, sizeof *made);
  int32_t status = made == NULL ? FR_NO_MEMORY : create(made, options, policy, &error);
  if (status == FR_OK) {
    made->kind = 'E';
    status = fr_cobol_open(made, (uint32_t *)(void *)h);
  }
  if (status != FR_OK && error.status != status) fr_cobol_fail(&error, status, "", "%s", text_of(status));
  if (status != FR_OK && made != NULL) free_engine(made->of);
  if (status != FR_OK) free(made);
  const int32_t written = write_error(&error, error_record);
  return status != FR_OK ? status : written;
}

/* One more handle of the same engine. */
static int32_t share(handle *with, char kind, out h, handle **made) {
  *made = calloc(1, sizeof **made);
  if (*made == NULL) return FR_NO_MEMORY;
  (*made)->kind = kind;
  (*made)->of = with->of;
  const int32_t status = fr_cobol_open(*made, (uint32_t *)(void *)h);
  if (status == FR_OK)
    __atomic_add_fetch(&with->of->users, 1, __ATOMIC_SEQ_CST);
  else
    free(*made);
  return status;
}

CALLED(FRCTXT, in h, out other) {
  handle *with, *made;
  const int32_t status = begin(ALL(h, other), "EC", &with);
  return status != FR_OK ? status : end(with, share(with, 'C', other, &made));
}

static int32_t close_journal(handle *with);

CALLED(FRCLOSE, out h) {
  handle *with;
  int32_t status = begin(ALL(h), "ECWTJ", &with);
  if (status != FR_OK) return status;
  if (with->kind == 'E' && __atomic_load_n(&with->of->users, __ATOMIC_SEQ_CST) > 0) return end(with, FRC_IN_USE);
  if (with->kind == 'J') status = close_journal(with);
  if (status == FRC_IN_USE) return end(with, status);
  fr_context_destroy(with->context);
  if (with->kind == 'C' || with->kind == 'J' || with->kind == 'W')
    __atomic_sub_fetch(&with->of->users, 1, __ATOMIC_SEQ_CST);
  fr_watch_builder_destroy(with->watch);
  fr_trust_builder_destroy(with->trust_builder);
  fr_trust_release(with->trust);
  if (with->kind == 'E') free_engine(with->of);
  fr_cobol_close(with);
  put_u32(h, 0);
  return status;
}

CALLED(FRERROR, in h, out error) {
  handle *with;
  if (!are_given(ALL(h, error))) return FRC_NULL;
  const int32_t status = fr_cobol_enter((const uint32_t *)(const void *)h, "ECWTJ", &with);
  if (status != FR_OK) {
    fr_error none = FR_ERROR_INIT;
    fr_cobol_fail(&none, status, "", "%s", text_of(status));
    write_error(&none, error);
    return status;
  }
  return fr_cobol_leave(with, write_error(&with->error, error));
}

CALLED(FRVERS, out version) {
  if (!are_given(ALL(version))) return FRC_NULL;
  put_u32(version, fr_version());
  return FR_OK;
}

CALLED(FRSTTXT, in status, out name, out text, out band) {
  if (!are_given(ALL(status, name, text, band))) return FRC_NULL;
  const int32_t number = (int32_t)u32_of(status);
  const fr_cobol_status *own = own_status(number);
  const char *called = own != NULL ? own->name : fr_status_name(number);
  put_u32(band, own != NULL ? 10 : (uint32_t)fr_status_band(number));
  const int32_t put = fr_cobol_put(called, strlen(called), "name", name, 32, NULL);
  return put != FR_OK ? put : fr_cobol_put(text_of(number), strlen(text_of(number)), "text", text, 160, NULL);
}

CALLED(FRLIMIT, in name, out value) {
  if (!are_given(ALL(name, value))) return FRC_NULL;
  char called[49] = {0};
  memcpy(called, name, fr_cobol_trimmed(name, 48));
  put_u64(value, (uint64_t)fr_limit(called));
  return FR_OK;
}

/* ---- policies ---- */

static int32_t reload(handle *with, in file, const fr_put_options *options) {
  fr_policy *policy = NULL;
  int32_t status = load(file, &policy, &with->error);
  if (status == FR_OK && options == NULL)
    status = fr_engine_set_policy(with->of->engine, policy, &with->error);
  else if (status == FR_OK)
    status = fr_engine_put_policy(with->of->engine, policy, options, &with->error);
  fr_policy_release(policy);
  if (status == FR_OK) learn_digits(with);
  return status;
}

CALLED(FRRELD, in h, in file) {
  handle *with;
  const int32_t status = begin(ALL(h, file), "EC", &with);
  return status != FR_OK ? status : end(with, reload(with, file, NULL));
}

CALLED(FRRELDO, in h, in file, in options) {
  handle *with;
  fr_put_options all;
  int32_t status = begin(ALL(h, file, options), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_read(&fr_cobol_put_options, options, &all, &with->terms);
  return end(with, status != FR_OK ? status : reload(with, file, &all));
}

CALLED(FRCHAL, in h, in index, in file) {
  handle *with;
  fr_policy *policy = NULL;
  int32_t status = begin(ALL(h, index, file), "EC", &with);
  if (status != FR_OK) return status;
  if (!is_blank(file, FR_COBOL_FILE_NAME)) status = load(file, &policy, &with->error);
  if (status == FR_OK) status = fr_engine_set_challenger(with->of->engine, u32_of(index), policy, &with->error);
  fr_policy_release(policy);
  return end(with, status);
}

/* The policy in force, for the length of a call. Null gives FR_NULL_POINTER from whoever wants one. */
static int32_t begin_policy(const void *const *arguments, size_t count, handle **with, fr_policy **policy) {
  const int32_t status = begin(arguments, count, "EC", with);
  if (status == FR_OK) *policy = fr_engine_policy((*with)->of->engine);
  return status;
}

static int32_t end_policy(handle *with, fr_policy *policy, int32_t status) {
  fr_policy_release(policy);
  return end(with, status);
}

CALLED(FRPINFO, in h, out info) {
  handle *with;
  fr_policy *policy;
  fr_policy_info found = FR_POLICY_INFO_INIT;
  int32_t status = begin_policy(ALL(h, info), &with, &policy);
  if (status != FR_OK) return status;
  status = fr_cobol_check(&fr_cobol_policy_info, info, false, &with->terms);
  if (status == FR_OK) status = fr_policy_describe(policy, &found);
  if (status == FR_OK) status = fr_cobol_write(&fr_cobol_policy_info, &found, info, &with->terms);
  return end_policy(with, policy, status);
}

CALLED(FRPSIGN, in h, in index, out signature) {
  handle *with;
  fr_policy *policy;
  fr_signature found = FR_SIGNATURE_INIT;
  int32_t status = begin_policy(ALL(h, index, signature), &with, &policy);
  if (status != FR_OK) return status;
  status = fr_cobol_check(&fr_cobol_signature, signature, false, &with->terms);
  if (status == FR_OK) status = fr_policy_signature(policy, u32_of(index), &found);
  if (status == FR_OK) status = fr_cobol_write(&fr_cobol_signature, &found, signature, &with->terms);
  return end_policy(with, policy, status);
}

CALLED(FRPNAME, in h, in kind, in index, out name) {
  handle *with;
  fr_policy *policy;
  int32_t status = begin_policy(ALL(h, kind, index, name), &with, &policy);
  if (status != FR_OK) return status;
  const char *found = NULL;
  const uint32_t place = u32_of(index);
  if (policy == NULL) status = FR_NO_POLICY;
  if (status == FR_OK && strchr("FRSM", (char)*kind) == NULL) status = FRC_BAD_CODE;
  if (status == FR_OK && *kind == 'F') found = fr_policy_feature(policy, place);
  if (status == FR_OK && *kind == 'R') found = fr_policy_rule(policy, place);
  if (status == FR_OK && *kind == 'S') found = fr_policy_scam(policy, place);
  if (status == FR_OK && *kind == 'M') found = fr_policy_model(policy, place);
  if (status == FR_OK && found == NULL) status = FR_BAD_ARGUMENT;
  if (status == FR_OK) status = fr_cobol_put(found, strlen(found), "name", name, 48, &with->error);
  return end_policy(with, policy, status);
}

CALLED(FRPTYPE, in h, in index, out type) {
  handle *with;
  fr_policy *policy;
  const int32_t status = begin_policy(ALL(h, index, type), &with, &policy);
  if (status != FR_OK) return status;
  if (policy != NULL) put_u32(type, fr_policy_feature_type(policy, u32_of(index)));
  return end_policy(with, policy, policy == NULL ? FR_NO_POLICY : FR_OK);
}

CALLED(FRPSCAM, in h, in index, out scam) {
  handle *with;
  fr_policy *policy;
  const int32_t status = begin_policy(ALL(h, index, scam), &with, &policy);
  if (status != FR_OK) return status;
  if (policy != NULL) put_u32(scam, (uint32_t)fr_policy_rule_scam(policy, u32_of(index)));
  return end_policy(with, policy, policy == NULL ? FR_NO_POLICY : FR_OK);
}

enum { IDENTIFIER = FR_MAX_IDENTIFIER_BYTES + 1, ROLE = FR_MAX_NAME_BYTES + 1, LANGUAGE = 8, KEY_DIGITS = 32 };

/* An identifier as an argument: spaces are an empty one, which the library has a sentence for. */
static fr_text identifier(in at) {
  return (fr_text){(const char *)at, fr_cobol_trimmed(at, IDENTIFIER), FR_ENCODING_UTF8};
}

CALLED(FRPATTR, in h, in name, out type) {
  handle *with;
  fr_policy *policy;
  const int32_t status = begin_policy(ALL(h, name, type), &with, &policy);
  if (status != FR_OK) return status;
  if (policy != NULL) put_u32(type, fr_policy_attribute_type(policy, identifier(name)));
  return end_policy(with, policy, policy == NULL ? FR_NO_POLICY : FR_OK);
}

/* ---- decisions ---- */

/* An answer for what could not even be asked: warn, degraded. */
static void write_safe(out decision) {
  fr_cobol_terms terms = {0};
  fr_decision safe = FR_DECISION_INIT;
  safe.outcome = safe.would_be = FR_OUTCOME_WARN;
  safe.flags = FR_FLAG_DEGRADED;
  safe.scam_index = -1;
  if (decision != NULL && fr_cobol_check(&fr_cobol_decision, decision, false, &terms) == FR_OK)
    (void)fr_cobol_write(&fr_cobol_decision, &safe, decision, &terms);
}

/* A record that cannot be read is answered as the policy's on_error says for its channel: the library is asked about a
 * transfer of which nothing is known but that, and its time where that was read, which it refuses. */
static fr_transfer nothing_but(const fr_transfer *read) {
  fr_transfer nothing = FR_TRANSFER_INIT;
  nothing.channel = read->channel;
  nothing.time_us = read->time_us != 0 ? read->time_us : -1; /* of no time no hold is reckoned */
  return nothing;
}

static int32_t refuse(handle *with, const fr_transfer *read, fr_decision *decision, int32_t status) {
  const fr_transfer nothing = nothing_but(read);
  *decision = (fr_decision)FR_DECISION_INIT;
  (void)fr_preview(with->context, &nothing, decision);
  return status;
}

typedef fr_status ask(fr_context *context, const fr_transfer *transfer, fr_decision *decision);

static int32_t decide(in h, in transfer, out decision, ask *how) {
  handle *with;
  int32_t status = begin(ALL(h, transfer, decision), "EC", &with);
  if (status != FR_OK) {
    if (status != FRC_NULL) write_safe(decision);
    return status;
  }
  status = fr_cobol_check(&fr_cobol_decision, decision, false, &with->terms);
  if (status == FR_OK) status = context_of(with);
  if (status != FR_OK) return write_safe(decision), end(with, status);
  with->decision.struct_size = (uint32_t)sizeof with->decision;
  status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK)
    status = told(with, how(with->context, &with->given.transfer, &with->decision));
  else
    refuse(with, &with->given.transfer, &with->decision, status);
  const int32_t written = fr_cobol_write(&fr_cobol_decision, &with->decision, decision, &with->terms);
  return end(with, status != FR_OK ? status : written);
}

CALLED(FRSCORE, in h, in transfer, out decision) { return decide(h, transfer, decision, fr_score); }

CALLED(FRPREVW, in h, in transfer, out decision) { return decide(h, transfer, decision, fr_preview); }

/* How far one record of a table stands from the next: as its header says, which was checked. */
static size_t stride_of(in record) {
  size_t size = 0;
  for (int i = 6; i < FR_COBOL_HEADER; i++) size = size * 10 + (size_t)(record[i] - '0');
  return size;
}

/* Scores up to FR_COBOL_BATCH. What cannot be read ends the part before it. */
static int32_t score_part(handle *with, in transfers, uint32_t count, out decisions, uint32_t *done) {
  const fr_transfer *asked[FR_COBOL_BATCH];
  fr_decision *answers[FR_COBOL_BATCH];
  fr_cobol_batch *batch = with->batch;
  const size_t stride = stride_of(transfers), answer_stride = stride_of(decisions);
  uint32_t readable = 0;
  int32_t bad = FR_OK, status = FR_OK;
  while (readable < count && bad == FR_OK) {
    batch->decisions[readable] = (fr_decision)FR_DECISION_INIT;
    asked[readable] = &batch->given[readable].transfer;
    answers[readable] = &batch->decisions[readable];
    bad =
        fr_cobol_read_transfer(transfers + readable * stride, with->of->blocks, &batch->given[readable], &with->terms);
    if (bad == FR_OK)
      bad = fr_cobol_check(&fr_cobol_decision, decisions + readable * answer_stride, false, &with->terms);
    if (bad == FR_OK) readable++;
  }
  *done = 0;
  if (readable > 0) status = told(with, fr_score_batch(with->context, asked, readable, answers, done));
  if (status == FR_OK && bad != FR_OK)
    status = refuse(with, &batch->given[readable].transfer, &batch->decisions[readable], bad);
  for (uint32_t i = 0; i < *done + (status != FR_OK ? 1 : 0); i++) {
    out answer = decisions + i * answer_stride;
    fr_cobol_terms terms = {0};
    if (fr_cobol_check(&fr_cobol_decision, answer, false, &terms) != FR_OK) return status;
    const int32_t written = fr_cobol_write(&fr_cobol_decision, &batch->decisions[i], answer, &with->terms);
    if (status == FR_OK) status = written;
  }
  return status;
}

CALLED(FRBATCH, in h, in transfers, in count, out decisions, out done) {
  handle *with;
  int32_t status = begin(ALL(h, transfers, count, decisions, done), "EC", &with);
  if (status != FR_OK) {
    if (status != FRC_NULL) write_safe(decisions), put_u32(done, 0);
    return status;
  }
  put_u32(done, 0);
  const uint32_t all = u32_of(count);
  if (with->batch == NULL) with->batch = calloc(1, sizeof *with->batch);
  if (with->batch == NULL) status = FR_NO_MEMORY;
  if (status == FR_OK && (int32_t)all < 0) status = FR_BAD_ARGUMENT;
  if (status == FR_OK) status = fr_cobol_check(&fr_cobol_decision, decisions, false, &with->terms);
  if (status == FR_OK) status = context_of(with);
  if (status != FR_OK) return write_safe(decisions), end(with, status);
  status = fr_cobol_check(&fr_cobol_transfer, transfers, false, &with->terms);
  if (status != FR_OK) {
    refuse(with, &(fr_transfer){0}, &with->decision, status);
    (void)fr_cobol_write(&fr_cobol_decision, &with->decision, decisions, &with->terms);
    return end(with, status);
  }
  uint32_t scored = 0;
  const size_t stride = stride_of(transfers), answer_stride = stride_of(decisions);
  while (scored < all && status == FR_OK) {
    uint32_t here = 0;
    const uint32_t part = all - scored < FR_COBOL_BATCH ? all - scored : FR_COBOL_BATCH;
    status = score_part(with, transfers + scored * stride, part, decisions + scored * answer_stride, &here);
    scored += here;
  }
  put_u32(done, scored);
  return end(with, status);
}

CALLED(FRCHLG, in h, in index, out decision) {
  handle *with;
  int32_t status = begin(ALL(h, index, decision), "EC", &with);
  if (status != FR_OK) {
    if (status != FRC_NULL) write_safe(decision);
    return status;
  }
  fr_decision answer = FR_DECISION_INIT;
  status = fr_cobol_check(&fr_cobol_decision, decision, false, &with->terms);
  if (status == FR_OK) status = context_of(with);
  if (status != FR_OK) return write_safe(decision), end(with, status);
  status = told(with, fr_challenge(with->context, u32_of(index), &answer));
  const int32_t written = fr_cobol_write(&fr_cobol_decision, &answer, decision, &with->terms);
  return end(with, status != FR_OK ? status : written);
}

static int32_t observe(handle *with, in event, in transfer) {
  fr_event all;
  int32_t status = fr_cobol_read(&fr_cobol_event, event, &all, &with->terms);
  if (status == FR_OK && transfer != NULL)
    status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK) status = context_of(with);
  if (status != FR_OK) return status;
  if (transfer != NULL) all.transfer = &with->given.transfer;
  return told(with, fr_observe(with->context, &all));
}

CALLED(FROBSRV, in h, in event) {
  handle *with;
  const int32_t status = begin(ALL(h, event), "EC", &with);
  return status != FR_OK ? status : end(with, observe(with, event, NULL));
}

CALLED(FROBSRT, in h, in event, in transfer) {
  handle *with;
  const int32_t status = begin(ALL(h, event, transfer), "EC", &with);
  return status != FR_OK ? status : end(with, observe(with, event, transfer));
}

/* ---- words ---- */

/* After a call that writes words: what is behind them becomes spaces. */
static int32_t put_words(handle *with, int32_t status, out buffer, uint32_t room, uint64_t needed, out size) {
  put_u32(size, needed > UINT32_MAX ? UINT32_MAX : (uint32_t)needed);
  if (status == FR_OK) memset(buffer + needed, ' ', room - (size_t)needed);
  if (status == FR_BUFFER_TOO_SMALL)
    fr_cobol_fail(&with->error, status, "", "the words take %llu bytes", (unsigned long long)needed);
  return status;
}

typedef fr_status say(const fr_policy *policy, const fr_decision *decision, uint32_t which, fr_text language,
                      uint32_t encoding, char *buffer, uint64_t capacity, uint64_t *needed);

static int32_t words(in h, in decision, in which, in language, in encoding, out buffer, in room, out size, say *how) {
  handle *with;
  fr_policy *policy;
  fr_decision about;
  uint64_t needed = 0;
  int32_t status = begin_policy(ALL(h, decision, which, language, encoding, buffer, room, size), &with, &policy);
  if (status != FR_OK) return status;
  uint32_t capacity;
  status = room_of(room, &capacity, &with->error);
  if (status == FR_OK) status = fr_cobol_read(&fr_cobol_decision, decision, &about, &with->terms);
  if (status != FR_OK) return end_policy(with, policy, status);
  const fr_text spoken = {(const char *)language, fr_cobol_trimmed(language, LANGUAGE), 0};
  status = how(policy, &about, u32_of(which), spoken, u32_of(encoding), (char *)buffer, capacity, &needed);
  return end_policy(with, policy, put_words(with, status, buffer, capacity, needed, size));
}

CALLED(FRWORDS, in h, in decision, in audience, in language, in encoding, out buffer, in room, out size) {
  return words(h, decision, audience, language, encoding, buffer, room, size, fr_words);
}

CALLED(FRRWORD, in h, in decision, in place, in language, in encoding, out buffer, in room, out size) {
  return words(h, decision, place, language, encoding, buffer, room, size, fr_reason_words);
}

CALLED(FRQWORD, in h, in decision, in place, in language, in encoding, out buffer, in room, out size) {
  return words(h, decision, place, language, encoding, buffer, room, size, fr_question_words);
}

CALLED(FRQUEST, in h, in decision, in place, out question) {
  handle *with;
  fr_policy *policy;
  fr_decision about;
  fr_question found = FR_QUESTION_INIT;
  int32_t status = begin_policy(ALL(h, decision, place, question), &with, &policy);
  if (status != FR_OK) return status;
  status = fr_cobol_check(&fr_cobol_question, question, false, &with->terms);
  if (status == FR_OK) status = fr_cobol_read(&fr_cobol_decision, decision, &about, &with->terms);
  if (status == FR_OK) status = fr_question_get(policy, &about, u32_of(place), &found);
  if (status == FR_OK) status = fr_cobol_write(&fr_cobol_question, &found, question, &with->terms);
  return end_policy(with, policy, status);
}

CALLED(FREXPIR, in h, in decision, out expiry) {
  handle *with;
  fr_policy *policy;
  fr_decision about;
  int32_t status = begin_policy(ALL(h, decision, expiry), &with, &policy);
  if (status != FR_OK) return status;
  status = fr_cobol_read(&fr_cobol_decision, decision, &about, &with->terms);
  if (status == FR_OK) put_u32(expiry, fr_expiry(policy, &about));
  return end_policy(with, policy, status);
}

CALLED(FRRTEXT, in h, in rule, in language, in encoding, out buffer, in room, out size) {
  handle *with;
  fr_policy *policy;
  uint64_t needed = 0;
  int32_t status = begin_policy(ALL(h, rule, language, encoding, buffer, room, size), &with, &policy);
  if (status != FR_OK) return status;
  uint32_t capacity;
  status = room_of(room, &capacity, &with->error);
  if (status != FR_OK) return end_policy(with, policy, status);
  const fr_text spoken = {(const char *)language, fr_cobol_trimmed(language, LANGUAGE), 0};
  status = fr_reason_text(policy, u32_of(rule), spoken, u32_of(encoding), (char *)buffer, capacity, &needed);
  return end_policy(with, policy, put_words(with, status, buffer, capacity, needed, size));
}

CALLED(FRCWORD, in h, in contribution, in language, in encoding, out buffer, in room, out size) {
  handle *with;
  fr_policy *policy;
  fr_contribution about;
  uint64_t needed = 0;
  int32_t status = begin_policy(ALL(h, contribution, language, encoding, buffer, room, size), &with, &policy);
  if (status != FR_OK) return status;
  uint32_t capacity;
  status = room_of(room, &capacity, &with->error);
  if (status == FR_OK) status = fr_cobol_read(&fr_cobol_contribution, contribution, &about, &with->terms);
  if (status != FR_OK) return end_policy(with, policy, status);
  const fr_text spoken = {(const char *)language, fr_cobol_trimmed(language, LANGUAGE), 0};
  status = fr_contribution_words(policy, &about, spoken, u32_of(encoding), (char *)buffer, capacity, &needed);
  return end_policy(with, policy, put_words(with, status, buffer, capacity, needed, size));
}

/* ---- parties, counters ---- */

static int32_t put_hex(const uint8_t *from, uint32_t size, out at) {
  static const char digits[] = "0123456789abcdef";
  for (uint32_t i = 0; i < 2 * size; i++) at[i] = (uint8_t)digits[i % 2 == 0 ? from[i / 2] >> 4 : from[i / 2] & 15];
  return FR_OK;
}

CALLED(FRPKEY, in h, in type, in name, out key) {
  handle *with;
  uint8_t found[KEY_DIGITS / 2];
  int32_t status = begin(ALL(h, type, name, key), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_party_key(with->of->engine, u32_of(type), identifier(name), found);
  return end(with, status != FR_OK ? status : put_hex(found, sizeof found, key));
}

/* Checks the record that is to be filled, and fills it when the library did. */
#define FILL(table, record, found, call)                                                  \
  status = fr_cobol_check(&(table), record, false, &with->terms);                         \
  if (status == FR_OK) status = (call);                                                   \
  if (status == FR_OK) status = fr_cobol_write(&(table), &(found), record, &with->terms); \
  return end(with, status)

CALLED(FRPARTY, in h, in type, in name, out state) {
  handle *with;
  fr_party_state found = FR_PARTY_STATE_INIT;
  int32_t status = begin(ALL(h, type, name, state), "EC", &with);
  if (status != FR_OK) return status;
  FILL(fr_cobol_party_state, state, found, fr_engine_party(with->of->engine, u32_of(type), identifier(name), &found));
}

CALLED(FRSTATS, in h, out stats) {
  handle *with;
  fr_engine_stats found = FR_ENGINE_STATS_INIT;
  int32_t status = begin(ALL(h, stats), "EC", &with);
  if (status != FR_OK) return status;
  FILL(fr_cobol_engine_stats, stats, found, fr_engine_measure(with->of->engine, &found));
}

CALLED(FRTOOK, in h, in nanoseconds) {
  handle *with;
  int32_t status = begin(ALL(h, nanoseconds), "EC", &with);
  if (status != FR_OK) return status;
  status = context_of(with);
  if (status == FR_OK) fr_context_took(with->context, u64_of(nanoseconds));
  return end(with, status);
}

CALLED(FRCOUNT, in h, in now, out stats) {
  handle *with;
  int64_t now_us;
  fr_stats found = FR_STATS_INIT;
  int32_t status = begin(ALL(h, now, stats), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_read_time(now, "now", &now_us, &with->terms);
  if (status != FR_OK) return end(with, status);
  FILL(fr_cobol_stats, stats, found, fr_stats_read(with->of->engine, with->of->journal, now_us, &found));
}

CALLED(FRMETR, in h, in now, out buffer, in room, out size) {
  handle *with;
  int64_t now_us;
  uint64_t needed = 0;
  int32_t status = begin(ALL(h, now, buffer, room, size), "EC", &with);
  if (status != FR_OK) return status;
  uint32_t capacity;
  status = room_of(room, &capacity, &with->error);
  if (status == FR_OK) status = fr_cobol_read_time(now, "now", &now_us, &with->terms);
  if (status == FR_OK)
    status = fr_stats_text(with->of->engine, with->of->journal, now_us, (char *)buffer, capacity, &needed);
  return end(with, put_words(with, status, buffer, capacity, needed, size));
}

/* Writes a table of records, each with its own header. */
static int32_t write_all(handle *with, const fr_cobol_table *table, const void *from, size_t size, uint32_t count,
                         out records) {
  int32_t status = FR_OK;
  for (uint32_t i = 0; i < count && status == FR_OK; i++) {
    status = fr_cobol_check(table, records, false, &with->terms);
    if (status != FR_OK) break;
    status = fr_cobol_write(table, (const uint8_t *)from + i * size, records, &with->terms);
    records += stride_of(records);
  }
  return status;
}

static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

CALLED(FRLIMS, in h, out states, in capacity, out count) {
  handle *with;
  int32_t status = begin(ALL(h, states, capacity, count), "EC", &with);
  if (status != FR_OK) return status;
  uint32_t room, found = 0;
  status = room_of(capacity, &room, &with->error);
  if (status != FR_OK) return end(with, status);
  room = smaller(room, FR_MAX_LIMITS * FR_MAX_RULES);
  fr_limit_state *all = calloc((size_t)room + 1, sizeof *all);
  for (uint32_t i = 0; all != NULL && i < room; i++) all[i] = (fr_limit_state)FR_LIMIT_STATE_INIT;
  status = all == NULL ? FR_NO_MEMORY : fr_engine_limits(with->of->engine, all, room, &found);
  put_u32(count, found);
  if (status == FR_OK) status = write_all(with, &fr_cobol_limit_state, all, sizeof *all, smaller(found, room), states);
  free(all);
  return end(with, status);
}

CALLED(FRTICK, in h, in now) {
  handle *with;
  int64_t now_us;
  int32_t status = begin(ALL(h, now), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_read_time(now, "now", &now_us, &with->terms);
  return end(with, status != FR_OK ? status : fr_engine_tick(with->of->engine, now_us));
}

/* ---- folds, features, why ---- */

CALLED(FRFOLDC, in h, out bytes_needed) {
  handle *with;
  fr_policy *policy;
  const int32_t status = begin_policy(ALL(h, bytes_needed), &with, &policy);
  if (status != FR_OK) return status;
  put_u32(bytes_needed, policy == NULL ? 0 : (uint32_t)fr_folds_capacity(policy));
  return end_policy(with, policy, policy == NULL ? FR_NO_POLICY : FR_OK);
}

CALLED(FRFOLD, in h, in transfer, in sides, out buffer, in room, out size) {
  handle *with;
  fr_folds folds = FR_FOLDS_INIT;
  int32_t status = begin(ALL(h, transfer, sides, buffer, room, size), "EC", &with);
  if (status != FR_OK) return status;
  uint32_t capacity = 0, filled = 0;
  status = room_of(room, &capacity, &with->error);
  if (status == FR_OK) status = room_of(size, &filled, &with->error);
  if (status == FR_OK) status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK) status = context_of(with);
  if (status != FR_OK) return end(with, status);
  folds.data = buffer;
  folds.capacity = capacity;
  folds.size = filled;
  if (folds.size > folds.capacity) return end(with, FR_BAD_ARGUMENT);
  status = told(with, fr_fold(with->context, &with->given.transfer, u32_of(sides), &folds));
  put_u32(size, (uint32_t)folds.size);
  return end(with, status);
}

/* The library reads folds and does not change them; its struct has no const. */
static int32_t folds_of(in buffer, in size, fr_folds *folds, fr_error *error) {
  uint32_t bytes_given;
  const int32_t status = room_of(size, &bytes_given, error);
  *folds = (fr_folds)FR_FOLDS_INIT;
  folds->data = (void *)(uintptr_t)buffer;
  folds->capacity = folds->size = bytes_given;
  return status;
}

CALLED(FRDECID, in h, in transfer, in buffer, in size, out decision) {
  handle *with;
  fr_policy *policy;
  int32_t status = begin_policy(ALL(h, transfer, buffer, size, decision), &with, &policy);
  if (status != FR_OK) {
    if (status != FRC_NULL) write_safe(decision);
    return status;
  }
  fr_folds folds;
  fr_decision answer = FR_DECISION_INIT;
  status = fr_cobol_check(&fr_cobol_decision, decision, false, &with->terms);
  if (status != FR_OK) return write_safe(decision), end_policy(with, policy, status);
  status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK) status = folds_of(buffer, size, &folds, &with->error);
  if (status == FR_OK) {
    status = fr_decide(policy, &with->given.transfer, &folds, &answer, &with->error);
  } else { /* as refuse() does */
    const fr_transfer nothing = nothing_but(&with->given.transfer);
    folds = (fr_folds)FR_FOLDS_INIT;
    (void)fr_decide(policy, &nothing, &folds, &answer, NULL);
  }
  const int32_t written = fr_cobol_write(&fr_cobol_decision, &answer, decision, &with->terms);
  return end_policy(with, policy, status != FR_OK ? status : written);
}

CALLED(FRFEATS, in h, in transfer, in buffer, in size, out values, in capacity) {
  handle *with;
  fr_policy *policy;
  fr_policy_info info = FR_POLICY_INFO_INIT;
  int32_t status = begin_policy(ALL(h, transfer, buffer, size, values, capacity), &with, &policy);
  if (status != FR_OK) return status;
  fr_folds folds;
  fr_value *all = NULL;
  uint32_t room = 0;
  status = folds_of(buffer, size, &folds, &with->error);
  if (status == FR_OK) status = room_of(capacity, &room, &with->error);
  if (status == FR_OK) status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK) status = fr_policy_describe(policy, &info);
  if (status == FR_OK && room < info.feature_count) status = FR_BUFFER_TOO_SMALL;
  if (status == FR_OK) all = calloc((size_t)info.feature_count + 1, sizeof *all);
  if (status == FR_OK && all == NULL) status = FR_NO_MEMORY;
  if (status == FR_OK)
    status = fr_features(policy, &with->given.transfer, &folds, all, info.feature_count, &with->error);
  if (status == FR_OK) status = write_all(with, &fr_cobol_value, all, sizeof *all, info.feature_count, values);
  free(all);
  return end_policy(with, policy, status);
}

/* What fr_why() and fr_why_folds() have found, into the records. */
static int32_t write_why(handle *with, const fr_contribution *all, uint32_t found, uint32_t room,
                         const fr_counterfactual *other, out contributions, out count, out counterfactual) {
  put_u32(count, found);
  int32_t status = write_all(with, &fr_cobol_contribution, all, sizeof *all, smaller(found, room), contributions);
  if (status == FR_OK) status = fr_cobol_check(&fr_cobol_counterfactual, counterfactual, false, &with->terms);
  return status != FR_OK ? status : fr_cobol_write(&fr_cobol_counterfactual, other, counterfactual, &with->terms);
}

CALLED(FRWHY, in h, in transfer, out contributions, in capacity, out count, out counterfactual) {
  handle *with;
  int32_t status = begin(ALL(h, transfer, contributions, capacity, count, counterfactual), "EC", &with);
  if (status != FR_OK) return status;
  uint32_t room, found = 0;
  status = room_of(capacity, &room, &with->error);
  if (status != FR_OK) return end(with, status);
  room = smaller(room, FR_MAX_MODELS * (FR_MAX_MODEL_INPUTS + 1));
  fr_counterfactual other = FR_COUNTERFACTUAL_INIT;
  fr_contribution *all = calloc((size_t)room + 1, sizeof *all);
  status = all == NULL ? FR_NO_MEMORY : context_of(with);
  if (status == FR_OK) status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK) status = told(with, fr_why(with->context, &with->given.transfer, all, room, &found, &other));
  if (status == FR_OK) status = write_why(with, all, found, room, &other, contributions, count, counterfactual);
  free(all);
  return end(with, status);
}

CALLED(FRWHYF, in h, in transfer, in buffer, in size, out contributions, in capacity, out count, out counterfactual) {
  handle *with;
  fr_policy *policy;
  int32_t status =
      begin_policy(ALL(h, transfer, buffer, size, contributions, capacity, count, counterfactual), &with, &policy);
  if (status != FR_OK) return status;
  fr_folds folds;
  uint32_t room, found = 0;
  status = folds_of(buffer, size, &folds, &with->error);
  if (status == FR_OK) status = room_of(capacity, &room, &with->error);
  if (status != FR_OK) return end_policy(with, policy, status);
  room = smaller(room, FR_MAX_MODELS * (FR_MAX_MODEL_INPUTS + 1));
  fr_counterfactual other = FR_COUNTERFACTUAL_INIT;
  fr_contribution *all = calloc((size_t)room + 1, sizeof *all);
  if (all == NULL) status = FR_NO_MEMORY;
  if (status == FR_OK) status = fr_cobol_read_transfer(transfer, with->of->blocks, &with->given, &with->terms);
  if (status == FR_OK)
    status = fr_why_folds(policy, &with->given.transfer, &folds, all, room, &found, &other, &with->error);
  if (status == FR_OK) status = write_why(with, all, found, room, &other, contributions, count, counterfactual);
  free(all);
  return end_policy(with, policy, status);
}

CALLED(FRMATCH, in h, in encoding, in text, in size, out matches, in capacity, out count) {
  handle *with;
  fr_policy *policy;
  int32_t status = begin_policy(ALL(h, encoding, text, size, matches, capacity, count), &with, &policy);
  if (status != FR_OK) return status;
  uint32_t room, length, found = 0;
  status = room_of(size, &length, &with->error);
  if (status == FR_OK) status = room_of(capacity, &room, &with->error);
  if (status != FR_OK) return end_policy(with, policy, status);
  room = smaller(room, FR_MAX_PHRASES);
  const fr_text all_text = {(const char *)text, length, u32_of(encoding)};
  fr_text_match *all = calloc((size_t)room + 1, sizeof *all);
  status = all == NULL ? FR_NO_MEMORY : fr_text_matches(policy, all_text, all, room, &found);
  put_u32(count, found);
  if (status == FR_OK || status == FR_BUFFER_TOO_SMALL) {
    const int32_t written = write_all(with, &fr_cobol_text_match, all, sizeof *all, smaller(found, room), matches);
    if (written != FR_OK) status = written;
  }
  free(all);
  return end_policy(with, policy, status);
}

/* ---- watch lists ---- */

CALLED(FRWNEW, in h, in entries, out lists) {
  handle *with, *made;
  fr_watch_builder *builder = NULL;
  int32_t status = begin(ALL(h, entries, lists), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_watch_builder_create(with->of->secret_key, u64_of(entries), &builder, &with->error);
  if (status == FR_OK) status = share(with, 'W', lists, &made);
  if (status == FR_OK)
    made->watch = builder;
  else
    fr_watch_builder_destroy(builder);
  return end(with, status);
}

CALLED(FRWADD, in lists, in type, in name, in list, in until) {
  handle *with;
  int64_t until_us;
  int32_t status = begin(ALL(lists, type, name, list, until), "W", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_read_time(until, "until", &until_us, &with->terms);
  if (status == FR_OK)
    status =
        fr_watch_builder_add(with->watch, u32_of(type), identifier(name), identifier(list), until_us, &with->error);
  return end(with, status);
}

CALLED(FRWSET, in h, in lists, in version) {
  handle *with, *from;
  fr_watch_lists *made = NULL;
  int32_t status = begin(ALL(h, lists, version), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_enter((const uint32_t *)(const void *)lists, "W", &from);
  if (status != FR_OK) return end(with, status);
  status = fr_watch_builder_finish(from->watch, u64_of(version), &made, &with->error);
  if (status == FR_OK) status = fr_engine_set_watch_lists(with->of->engine, made, &with->error);
  fr_watch_lists_release(made);
  fr_cobol_leave(from, status);
  return end(with, status);
}

CALLED(FRWDROP, in h) {
  handle *with;
  const int32_t status = begin(ALL(h), "EC", &with);
  return status != FR_OK ? status : end(with, fr_engine_set_watch_lists(with->of->engine, NULL, &with->error));
}

CALLED(FRWINFO, in h, out info) {
  handle *with;
  fr_watch_lists_info found = FR_WATCH_LISTS_INFO_INIT;
  int32_t status = begin(ALL(h, info), "EC", &with);
  if (status != FR_OK) return status;
  fr_watch_lists *lists = fr_engine_watch_lists(with->of->engine);
  const int32_t described = lists == NULL ? FR_NOT_FOUND : fr_watch_lists_describe(lists, &found);
  fr_watch_lists_release(lists);
  FILL(fr_cobol_watch_lists_info, info, found, described);
}

CALLED(FRWNAME, in h, in index, out name, out entries) {
  handle *with;
  int32_t status = begin(ALL(h, index, name, entries), "EC", &with);
  if (status != FR_OK) return status;
  fr_watch_lists *lists = fr_engine_watch_lists(with->of->engine);
  const char *found = lists == NULL ? NULL : fr_watch_lists_name(lists, u32_of(index));
  if (found == NULL) status = FR_NOT_FOUND;
  if (found != NULL) put_u64(entries, fr_watch_lists_entries(lists, u32_of(index)));
  if (found != NULL) status = fr_cobol_put(found, strlen(found), "name", name, IDENTIFIER, &with->error);
  fr_watch_lists_release(lists);
  return end(with, status);
}

CALLED(FRWASK, in h, in type, in name, in list, in time, out listed) {
  handle *with;
  int64_t time_us;
  uint32_t found = FR_UNKNOWN;
  int32_t status = begin(ALL(h, type, name, list, time, listed), "EC", &with);
  if (status != FR_OK) return status;
  *listed = ' ';
  fr_watch_lists *lists = fr_engine_watch_lists(with->of->engine);
  status = fr_cobol_read_time(time, "time", &time_us, &with->terms);
  if (status == FR_OK && lists == NULL) status = FR_NOT_FOUND;
  if (status == FR_OK)
    status = fr_watch_lists_ask(lists, u32_of(type), identifier(name), identifier(list), time_us, &found);
  if (status == FR_OK) *listed = found == FR_YES ? 'Y' : 'N';
  fr_watch_lists_release(lists);
  return end(with, status);
}

/* ---- trust ---- */

CALLED(FRTNEW, out h) {
  if (!are_given(ALL(h))) return FRC_NULL;
  put_u32(h, 0);
  handle *made = calloc(1, sizeof *made);
  if (made == NULL) return FR_NO_MEMORY;
  made->kind = 'T';
  int32_t status = fr_trust_builder_create(&made->trust_builder);
  if (status == FR_OK) status = fr_cobol_open(made, (uint32_t *)(void *)h);
  if (status == FR_OK) return FR_OK;
  fr_trust_builder_destroy(made->trust_builder);
  free(made);
  return status;
}

static fr_text role_of(in at) { return (fr_text){(const char *)at, fr_cobol_trimmed(at, ROLE), FR_ENCODING_UTF8}; }

/* What is added to a store that is in use begins another. */
static void forget_trust(handle *with) {
  fr_trust_release(with->trust);
  with->trust = NULL;
}

CALLED(FRTADD, in h, in role, in file, out key_id) {
  handle *with;
  bytes pem = {0};
  uint8_t id[KEY_DIGITS / 2];
  int32_t status = begin(ALL(h, role, file, key_id), "T", &with);
  if (status != FR_OK) return status;
  status = read_file(file, &pem, &with->error);
  if (status == FR_OK)
    status = fr_trust_builder_add(with->trust_builder, role_of(role), pem.data, pem.size, id, &with->error);
  if (status == FR_OK) forget_trust(with);
  free(pem.data);
  return end(with, status != FR_OK ? status : put_hex(id, sizeof id, key_id));
}

CALLED(FRTREQ, in h, in role) {
  handle *with;
  const int32_t status = begin(ALL(h, role), "T", &with);
  if (status != FR_OK) return status;
  const int32_t required = fr_trust_builder_require(with->trust_builder, role_of(role), &with->error);
  if (required == FR_OK) forget_trust(with);
  return end(with, required);
}

/* The store of a handle is made when it is first needed. */
static int32_t finish_trust(handle *with) {
  return with->trust != NULL ? FR_OK : fr_trust_builder_finish(with->trust_builder, &with->trust, &with->error);
}

CALLED(FRTSET, in h, in store) {
  handle *with, *from;
  int32_t status = begin(ALL(h, store), "EC", &with);
  if (status != FR_OK) return status;
  if (u32_of(store) == 0) return end(with, fr_engine_set_trust(with->of->engine, NULL, &with->error));
  status = fr_cobol_enter((const uint32_t *)(const void *)store, "T", &from);
  if (status != FR_OK) return end(with, status);
  status = finish_trust(from);
  with->error = from->error;
  if (status == FR_OK) status = fr_engine_set_trust(with->of->engine, from->trust, &with->error);
  fr_cobol_leave(from, status);
  return end(with, status);
}

CALLED(FRTVFY, in h, in file) {
  handle *with;
  fr_policy *policy = NULL;
  int32_t status = begin(ALL(h, file), "T", &with);
  if (status != FR_OK) return status;
  status = finish_trust(with);
  if (status == FR_OK) status = load(file, &policy, &with->error);
  if (status == FR_OK) status = fr_trust_verify(with->trust, policy, &with->error);
  fr_policy_release(policy);
  return end(with, status);
}

CALLED(FRSWTCH, in h, in file, in now) {
  handle *with;
  bytes document = {0};
  int64_t now_us;
  int32_t status = begin(ALL(h, file, now), "EC", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_read_time(now, "now", &now_us, &with->terms);
  if (status == FR_OK) status = read_file(file, &document, &with->error);
  if (status == FR_OK)
    status = fr_engine_set_switches(with->of->engine, document.data, document.size, now_us, &with->error);
  free(document.data);
  return end(with, status);
}

/* ---- the journal ---- */

static in file_name_in(in record, const char *path) {
  const fr_cobol_table *table = &fr_cobol_journal_options;
  for (uint32_t i = 0; i < table->count; i++) {
    if (strcmp(table->fields[i].path, path) == 0) return record + table->fields[i].at;
  }
  return record;
}

static int32_t open_journal(handle *with, in options, fr_journal **journal) {
  fr_journal_options all;
  char directory[FR_COBOL_FILE_NAME + 1] = {0};
  bytes signing = {0}, sealing = {0}, trusted = {0};
  int32_t status = fr_cobol_read(&fr_cobol_journal_options, options, &all, &with->terms);
  if (status != FR_OK) return status;
  in name = file_name_in(options, "directory");
  memcpy(directory, name, fr_cobol_trimmed(name, FR_COBOL_FILE_NAME));
  all.directory = directory;
  const struct {
    const char *path;
    bytes *into;
  } keys[] = {{"signing_key", &signing}, {"sealing_key", &sealing}, {"trusted_keys", &trusted}};
  for (size_t i = 0; i < sizeof keys / sizeof *keys && status == FR_OK; i++) {
    name = file_name_in(options, keys[i].path);
    if (!is_blank(name, FR_COBOL_FILE_NAME)) status = read_file(name, keys[i].into, &with->error);
  }
  if (status == FR_OK && sealing.data != NULL && sealing.size != 32)
    status = fr_cobol_fail(&with->error, FR_BAD_KEY, "FRJ-SEALING-KEY", "a sealing key has 32 bytes");
  all.signing_key = signing.data;
  all.signing_key_size = signing.size;
  all.sealing_key = sealing.data;
  all.trusted_keys = trusted.data;
  all.trusted_keys_size = trusted.size;
  if (status == FR_OK) status = fr_journal_open(with->of->engine, &all, journal, &with->error);
  free(signing.data);
  free(sealing.data);
  free(trusted.data);
  return status;
}

CALLED(FRJOPEN, in h, in options, out journal) {
  handle *with, *made;
  fr_journal *opened = NULL;
  int32_t status = begin(ALL(h, options, journal), "E", &with);
  if (status != FR_OK) return status;
  status = open_journal(with, options, &opened);
  if (status == FR_OK) status = share(with, 'J', journal, &made);
  if (status == FR_OK)
    made->journal = opened;
  else
    (void)fr_journal_close(opened);
  return end(with, status);
}

/* A journal that the engine writes to stays open: FRJSET with a zero handle comes before. */
static int32_t close_journal(handle *with) {
  if (with->of->journal == with->journal) return FRC_IN_USE;
  const int32_t status = with->journal == NULL ? FR_OK : fr_journal_close(with->journal);
  with->journal = NULL;
  return status;
}

CALLED(FRJRECV, in journal, out recovery) {
  handle *with;
  fr_journal_recovery found = FR_JOURNAL_RECOVERY_INIT;
  int32_t status = begin(ALL(journal, recovery), "J", &with);
  if (status != FR_OK) return status;
  FILL(fr_cobol_journal_recovery, recovery, found, fr_journal_recover(with->journal, &found, &with->error));
}

CALLED(FRJSET, in h, in journal) {
  handle *with, *from = NULL;
  int32_t status = begin(ALL(h, journal), "E", &with);
  if (status != FR_OK) return status;
  if (u32_of(journal) != 0) status = fr_cobol_enter((const uint32_t *)(const void *)journal, "J", &from);
  if (status != FR_OK) return end(with, status);
  fr_context_destroy(with->context); /* the next call makes another */
  with->context = NULL;
  status = fr_engine_set_journal(with->of->engine, from == NULL ? NULL : from->journal, &with->error);
  if (status == FR_OK) with->of->journal = from == NULL ? NULL : from->journal;
  if (status == FR_OK) learn_digits(with);
  if (from != NULL) fr_cobol_leave(from, status);
  return end(with, status);
}

CALLED(FRJWAIT, in journal, in sequence) {
  handle *with;
  const int32_t status = begin(ALL(journal, sequence), "J", &with);
  return status != FR_OK ? status : end(with, fr_journal_wait(with->journal, u64_of(sequence)));
}

CALLED(FRJPUMP, in journal, in now) {
  handle *with;
  int64_t now_us;
  int32_t status = begin(ALL(journal, now), "J", &with);
  if (status != FR_OK) return status;
  status = fr_cobol_read_time(now, "now", &now_us, &with->terms);
  return end(with, status != FR_OK ? status : fr_journal_pump(with->journal, now_us));
}

CALLED(FRJCHKP, in journal) {
  handle *with;
  const int32_t status = begin(ALL(journal), "J", &with);
  return status != FR_OK ? status : end(with, fr_journal_checkpoint(with->journal));
}

CALLED(FRJSNAP, in journal, out sequence) {
  handle *with;
  uint64_t found = 0;
  int32_t status = begin(ALL(journal, sequence), "J", &with);
  if (status != FR_OK) return status;
  status = fr_journal_snapshot(with->journal, &found, &with->error);
  put_u64(sequence, found);
  return end(with, status);
}

CALLED(FRJPRUN, in journal, out removed) {
  handle *with;
  uint64_t found = 0;
  int32_t status = begin(ALL(journal, removed), "J", &with);
  if (status != FR_OK) return status;
  status = fr_journal_prune(with->journal, &found, &with->error);
  put_u64(removed, found);
  return end(with, status);
}

CALLED(FRJSHIP, in journal, in from, out buffer, in room, out size, out next) {
  handle *with;
  uint64_t shipped = 0, behind = 0;
  int32_t status = begin(ALL(journal, from, buffer, room, size, next), "J", &with);
  if (status != FR_OK) return status;
  uint32_t capacity;
  status = room_of(room, &capacity, &with->error);
  if (status == FR_OK)
    status = fr_journal_ship(with->journal, u64_of(from), buffer, capacity, &shipped, &behind, &with->error);
  put_u32(size, (uint32_t)shipped);
  put_u64(next, behind);
  return end(with, status);
}

CALLED(FRJAPPL, in h, in buffer, in size, out applied) {
  handle *with;
  uint64_t last = 0;
  int32_t status = begin(ALL(h, buffer, size, applied), "E", &with);
  if (status != FR_OK) return status;
  uint32_t length;
  status = room_of(size, &length, &with->error);
  if (status != FR_OK) return end(with, status);
  /* What rewrites the state may not meet a call that reads it. */
  if (__atomic_load_n(&with->of->users, __ATOMIC_SEQ_CST) > 0) return end(with, FRC_IN_USE);
  fr_context_destroy(with->context);
  with->context = NULL;
  status = fr_journal_apply(with->of->engine, buffer, length, &last, &with->error);
  put_u64(applied, last);
  return end(with, status);
}

CALLED(FRJSTAT, in journal, out stats) {
  handle *with;
  fr_journal_stats found = FR_JOURNAL_STATS_INIT;
  int32_t status = begin(ALL(journal, stats), "J", &with);
  if (status != FR_OK) return status;
  FILL(fr_cobol_journal_stats, stats, found, fr_journal_measure(with->journal, &found));
}

/* ---- fields by path ---- */

enum { PATH = 64 };

/* A zero handle is taken as well: then times are UTC and amounts have two digits, and no detail is kept of an error. */
static int32_t begin_path(const void *const *arguments, size_t count, handle **with, fr_cobol_terms *terms) {
  *with = NULL;
  *terms = (fr_cobol_terms){.digits = 2};
  const size_t which = missing(arguments, count);
  if (which != 0) return tell_missing(arguments, which, "EC");
  if (u32_of(arguments[0]) == 0) return FR_OK;
  const int32_t status = fr_cobol_enter(arguments[0], "EC", with);
  if (status != FR_OK) return status;
  terms->digits = __atomic_load_n(&(*with)->of->digits, __ATOMIC_RELAXED);
  terms->offset_us = (*with)->of->offset_us;
  terms->error = &(*with)->error;
  return FR_OK;
}

/* What the handle keeps of a call before stays, but where this one says something itself: that there are no more fields
 * is no error. */
static int32_t end_path(handle *with, int32_t status) { return with == NULL ? status : fr_cobol_leave(with, status); }

CALLED(FRSET, in h, out record, in path, in text, in size) {
  handle *with;
  fr_cobol_terms terms;
  char name[PATH + 1] = {0};
  int32_t status = begin_path(ALL(h, record, path, text, size), &with, &terms);
  if (status != FR_OK) return status;
  uint32_t length;
  memcpy(name, path, fr_cobol_trimmed(path, PATH));
  status = room_of(size, &length, terms.error);
  if (status == FR_OK) status = fr_cobol_set(record, name, (fr_text){(const char *)text, length, 0}, &terms);
  return end_path(with, status);
}

CALLED(FRGET, in h, in record, in path, out text, in room, out size) {
  handle *with;
  fr_cobol_terms terms;
  char name[PATH + 1] = {0};
  uint32_t length = 0, capacity;
  int32_t status = begin_path(ALL(h, record, path, text, room, size), &with, &terms);
  if (status != FR_OK) return status;
  memcpy(name, path, fr_cobol_trimmed(path, PATH));
  status = room_of(room, &capacity, terms.error);
  if (status == FR_OK) status = fr_cobol_get(record, name, text, capacity, &length, &terms);
  put_u32(size, length);
  return end_path(with, status);
}

CALLED(FRNEXT, in h, in record, out cursor, out path, out text, in room, out size) {
  handle *with;
  fr_cobol_terms terms;
  uint32_t length = 0, capacity;
  int32_t status = begin_path(ALL(h, record, cursor, path, text, room, size), &with, &terms);
  if (status != FR_OK) return status;
  status = room_of(room, &capacity, terms.error);
  if (status == FR_OK) status = fr_cobol_next(record, u32_of(cursor), (char *)path, text, capacity, &length, &terms);
  put_u32(size, length);
  if (status == FR_OK) put_u32(cursor, u32_of(cursor) + 1);
  return end_path(with, status);
}
