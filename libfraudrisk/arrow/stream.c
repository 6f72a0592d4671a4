/* SPDX-License-Identifier: Apache-2.0
 *
 * Batch by batch: each is scored when it is asked for, and released then. */
#include <errno.h>
#include <stdlib.h>

#include "arrow/arrow.h"

typedef struct stream {
  struct ArrowArrayStream batches;
  fr_context *context;
  fr_arrow_plan *plan;
  fr_error error;
} stream;

static int number_of(fr_status status) { return status == FR_OK ? 0 : status == FR_NO_MEMORY ? ENOMEM : EINVAL; }

static int get_schema(struct ArrowArrayStream *self, struct ArrowSchema *schema) {
  stream *mine = self->private_data;
  const fr_status status = fr_arrow_decisions_schema(schema);
  if (status != FR_OK) (void)fr__fail(&mine->error, status, NULL, "out of memory");
  return number_of(status);
}

/* What the source says of itself, or what we say of it. */
static void take_error(struct ArrowArrayStream *source, fr_error *error) {
  const char *said = source->get_last_error == NULL ? NULL : source->get_last_error(source);
  (void)fr__fail(error, FR_BAD_ARGUMENT, NULL, "the data's own stream failed: %.200s",
                 said == NULL ? "it does not say why" : said);
}

static int get_next(struct ArrowArrayStream *self, struct ArrowArray *decisions) {
  stream *mine = self->private_data;
  struct ArrowArray batch = {0};
  decisions->release = NULL;
  const int failed = mine->batches.get_next(&mine->batches, &batch);
  if (failed != 0) {
    take_error(&mine->batches, &mine->error);
    return failed;
  }
  if (batch.release == NULL) return 0; /* the end */
  const fr_status status = fr_arrow_score(mine->context, mine->plan, &batch, decisions, &mine->error);
  batch.release(&batch);
  return number_of(status);
}

static const char *get_last_error(struct ArrowArrayStream *self) {
  const stream *mine = self->private_data;
  return mine->error.message[0] == 0 ? NULL : mine->error.message;
}

static void release(struct ArrowArrayStream *self) {
  stream *mine = self->private_data;
  if (mine->batches.release != NULL) mine->batches.release(&mine->batches);
  fr_arrow_plan_destroy(mine->plan);
  free(mine);
  self->release = NULL;
}

fr_status fr_arrow_score_stream(fr_context *context, const fr_policy *policy, const fr_arrow_options *options,
                                struct ArrowArrayStream *batches, struct ArrowArrayStream *decisions, fr_error *error) {
  struct ArrowSchema schema = {0};
  if (context == NULL || policy == NULL || batches == NULL || decisions == NULL) {
    return fr__fail(error, FR_NULL_POINTER, NULL, "the context, the policy and both streams are needed");
  }
  fr__error_clear(error);
  if (batches->release == NULL || batches->get_schema == NULL || batches->get_next == NULL) {
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "the stream of batches was released already");
  }
  if (batches->get_schema(batches, &schema) != 0 || schema.release == NULL) {
    fr_error why = FR_ERROR_INIT;
    take_error(batches, &why);
    return fr__fail(error, FR_BAD_ARGUMENT, NULL, "%s", why.message);
  }
  fr_arrow_plan *plan = NULL;
  const fr_status status = fr_arrow_plan_create(policy, &schema, options, &plan, error);
  schema.release(&schema);
  FR_TRY(status);
  stream *made = calloc(1, sizeof *made);
  if (made == NULL) {
    fr_arrow_plan_destroy(plan);
    return fr__fail(error, FR_NO_MEMORY, NULL, "out of memory");
  }
  *made = (stream){.batches = *batches, .context = context, .plan = plan, .error = FR_ERROR_INIT};
  batches->release = NULL;
  *decisions = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release, made};
  return FR_OK;
}
