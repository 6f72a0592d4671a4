/* SPDX-License-Identifier: Apache-2.0
 *
 * A consumer of a stream that is not Java's: it draws in a thread that the virtual machine does not know, or with an
 * exception under way. A producer that does wrong. And calls for memory that are refused. */
#include <fraudrisk/arrow.h>
#include <jni.h>
#include <pthread.h>
#include <string.h>

typedef struct drawing {
  struct ArrowArrayStream *stream;
  jlong rows;
} drawing;

static jlong draw(struct ArrowArrayStream *stream) {
  struct ArrowSchema schema;
  struct ArrowArray batch;
  jlong rows = 0;
  int failed = stream->get_schema(stream, &schema);
  if (failed == 0) schema.release(&schema);
  while (failed == 0) {
    failed = stream->get_next(stream, &batch);
    if (failed != 0 || batch.release == NULL) break;
    rows += batch.length;
    batch.release(&batch);
  }
  stream->release(stream);
  return failed == 0 ? rows : -failed;
}

static void *draw_there(void *argument) {
  drawing *mine = argument;
  mine->rows = draw(mine->stream);
  return NULL;
}

JNIEXPORT jlong JNICALL Java_org_fraudrisk_arrow_Foreign_rowsInAThread(JNIEnv *env, jclass of, jlong address);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_arrow_Foreign_rowsInAThread(JNIEnv *env, jclass of, jlong address) {
  drawing mine = {.stream = (struct ArrowArrayStream *)(intptr_t)address, .rows = -1};
  pthread_t thread;
  (void)env;
  (void)of;
  if (pthread_create(&thread, NULL, draw_there, &mine) != 0) return -1;
  return pthread_join(thread, NULL) == 0 ? mine.rows : -1;
}

/* Asks for one batch: 0, or 1 where it failed, 2 where the virtual machine did, -1 where nothing was said of it. */
JNIEXPORT jint JNICALL Java_org_fraudrisk_arrow_Foreign_next(JNIEnv *env, jclass of, jlong address);
JNIEXPORT jint JNICALL Java_org_fraudrisk_arrow_Foreign_next(JNIEnv *env, jclass of, jlong address) {
  struct ArrowArrayStream *stream = (struct ArrowArrayStream *)(intptr_t)address;
  struct ArrowArray batch;
  (void)env;
  (void)of;
  const int failed = stream->get_next(stream, &batch);
  if (failed == 0 && batch.release != NULL) batch.release(&batch);
  if (failed == 0) return 0;
  const char *said = stream->get_last_error(stream);
  if (said == NULL || said[0] == 0) return -1;
  return strncmp(said, "the virtual machine ", 20) == 0 ? 2 : 1;
}

JNIEXPORT void JNICALL Java_org_fraudrisk_arrow_Foreign_drawWhileThrowing(JNIEnv *env, jclass of, jlong address,
                                                                          jlongArray rows);
JNIEXPORT void JNICALL Java_org_fraudrisk_arrow_Foreign_drawWhileThrowing(JNIEnv *env, jclass of, jlong address,
                                                                          jlongArray rows) {
  jlong *counted = (*env)->GetLongArrayElements(env, rows, NULL);
  (void)of;
  if (counted == NULL) return;
  (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/IllegalStateException"), "of the consumer's own");
  *counted = draw((struct ArrowArrayStream *)(intptr_t)address);
  (*env)->ReleaseLongArrayElements(env, rows, counted, 0);
}

/* ---- a producer whose schema is none ---- */

static int no_schema(struct ArrowArrayStream *self, struct ArrowSchema *schema) {
  memset(schema, 0, sizeof *schema);
  return *(int *)self->private_data;
}

static int no_batch(struct ArrowArrayStream *self, struct ArrowArray *batch) {
  (void)self;
  memset(batch, 0, sizeof *batch);
  return 0;
}

static void count_release(struct ArrowArrayStream *self) {
  ++*(int *)self->private_data;
  self->release = NULL;
}

/* Its functions give `number`, which `counter` points to; each release adds one to that. */
JNIEXPORT void JNICALL Java_org_fraudrisk_arrow_Foreign_silent(JNIEnv *env, jclass of, jlong address, jlong counter,
                                                               jint number, jboolean whole);
JNIEXPORT void JNICALL Java_org_fraudrisk_arrow_Foreign_silent(JNIEnv *env, jclass of, jlong address, jlong counter,
                                                               jint number, jboolean whole) {
  int *counted = (int *)(intptr_t)counter;
  (void)env;
  (void)of;
  *counted = number;
  *(struct ArrowArrayStream *)(intptr_t)address =
      (struct ArrowArrayStream){no_schema, whole ? no_batch : NULL, NULL, count_release, counted};
}

/* ---- memory that runs out ---- */

/* Of the Python tests' memory.c, where that was loaded before the system's malloc. */
__attribute__((weak)) void memory_refuse(long number, int lasts, const char *caller);
__attribute__((weak)) long memory_end(void);

/* Refuses the library and its glue call `number` for memory, from 0, and all later ones where it lasts. */
JNIEXPORT void JNICALL Java_org_fraudrisk_arrow_Foreign_refuse(JNIEnv *env, jclass of, jlong number, jboolean lasts);
JNIEXPORT void JNICALL Java_org_fraudrisk_arrow_Foreign_refuse(JNIEnv *env, jclass of, jlong number, jboolean lasts) {
  (void)env;
  (void)of;
  memory_refuse((long)number, lasts, "libfraudrisk");
}

/* From now on all is given again. How many calls were refused. */
JNIEXPORT jlong JNICALL Java_org_fraudrisk_arrow_Foreign_refused(JNIEnv *env, jclass of);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_arrow_Foreign_refused(JNIEnv *env, jclass of) {
  (void)env;
  (void)of;
  return memory_end();
}

/* How many rows of an answer, which is released, have the status 0: that is its second column. */
JNIEXPORT jlong JNICALL Java_org_fraudrisk_arrow_Foreign_answered(JNIEnv *env, jclass of, jlong address);
JNIEXPORT jlong JNICALL Java_org_fraudrisk_arrow_Foreign_answered(JNIEnv *env, jclass of, jlong address) {
  struct ArrowArray *answer = (struct ArrowArray *)(intptr_t)address;
  jlong rows = 0;
  (void)env;
  (void)of;
  if (answer->release == NULL) return 0;
  const int32_t *statuses = answer->children[1]->buffers[1];
  for (int64_t i = 0; i < answer->length; i++) rows += statuses[i] == 0;
  answer->release(answer);
  return rows;
}
