/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables by the C data and the C stream interface of Apache Arrow: what Java needs to draw from a stream that it was
 * given, and the stream that it gives, whose functions call Java.
 *
 * What is given away may outlive the classes that gave it, and its functions and some of its buffers lie in the
 * library, which is unloaded with the classes. So whatever is given away holds them until it is released, by whatever
 * thread, whether the virtual machine knows it or not. */
#include "memory.h"

#include <errno.h>
#include <fraudrisk/fraudrisk.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define SAID(method) Java_org_fraudrisk_ArrowMemory_##method

/* ---- visits to the virtual machine ---- */

typedef struct visit {
  JavaVM *vm;
  JNIEnv *env;
  jthrowable pending; /* what was under way in the thread, and is put back */
  bool attached;
} visit;

/* False where the virtual machine has ended. */
static bool enter(visit *in, JavaVM *vm) {
  void *env = NULL;
  *in = (visit){.vm = vm};
  if ((*vm)->GetEnv(vm, &env, JNI_VERSION_10) != JNI_OK) {
    if ((*vm)->AttachCurrentThreadAsDaemon(vm, &env, NULL) != JNI_OK) return false;
    in->attached = true;
  }
  in->env = env;
  in->pending = (*in->env)->ExceptionOccurred(in->env);
  if (in->pending != NULL) (*in->env)->ExceptionClear(in->env);
  return true;
}

static void leave(visit *in) {
  if (in->pending != NULL) {
    (*in->env)->Throw(in->env, in->pending);
    (*in->env)->DeleteLocalRef(in->env, in->pending);
  }
  if (in->attached) (*in->vm)->DetachCurrentThread(in->vm);
}

/* From here on the classes may go, and this code with them: what is left is the way back out, for which a collection,
 * the cleaner and dlclose() would all have to pass within some nanoseconds. */
static void forget(JavaVM *vm, jobject object) {
  visit in;
  if (!enter(&in, vm)) return;
  (*in.env)->DeleteGlobalRef(in.env, object);
  leave(&in);
}

/* ---- arrays and schemas that hold the classes ---- */

typedef struct keeper keeper;

typedef struct node {
  union {
    void (*array)(struct ArrowArray *);
    void (*schema)(struct ArrowSchema *);
  } release;
  void *private_data;
  keeper *by;
} node;

struct keeper {
  atomic_long count; /* of the nodes that are not released: each may be moved out and be released by itself */
  JavaVM *vm;
  jobject classes;
  long used;
  node nodes[];
};

static keeper *keeper_of(JNIEnv *env, jclass classes, long count) {
  keeper *made = malloc(sizeof *made + (size_t)count * sizeof *made->nodes);
  if (made == NULL) return NULL;
  *made = (keeper){.classes = (*env)->NewGlobalRef(env, classes)};
  atomic_init(&made->count, count);
  if (made->classes == NULL || (*env)->GetJavaVM(env, &made->vm) != JNI_OK) {
    if (made->classes != NULL) (*env)->DeleteGlobalRef(env, made->classes);
    free(made);
    return NULL;
  }
  return made;
}

static void let_go(keeper *by) {
  if (atomic_fetch_sub(&by->count, 1) != 1) return;
  JavaVM *vm = by->vm;
  jobject classes = by->classes;
  free(by);
  forget(vm, classes);
}

static void release_array(struct ArrowArray *array) {
  const node *mine = array->private_data;
  keeper *by = mine->by;
  array->release = mine->release.array;
  array->private_data = mine->private_data;
  array->release(array);
  let_go(by);
}

static void hold_array(keeper *by, struct ArrowArray *array) {
  node *mine = &by->nodes[by->used++];
  *mine = (node){.release.array = array->release, .private_data = array->private_data, .by = by};
  array->release = release_array;
  array->private_data = mine;
  if (array->dictionary != NULL) hold_array(by, array->dictionary);
  for (int64_t i = 0; i < array->n_children; i++) hold_array(by, array->children[i]);
}

static long nodes_of_schema(const struct ArrowSchema *schema) {
  long count = schema->dictionary == NULL ? 1 : 1 + nodes_of_schema(schema->dictionary);
  for (int64_t i = 0; i < schema->n_children; i++) count += nodes_of_schema(schema->children[i]);
  return count;
}

static void release_schema(struct ArrowSchema *schema) {
  const node *mine = schema->private_data;
  keeper *by = mine->by;
  schema->release = mine->release.schema;
  schema->private_data = mine->private_data;
  schema->release(schema);
  let_go(by);
}

static void hold_schema(keeper *by, struct ArrowSchema *schema) {
  node *mine = &by->nodes[by->used++];
  *mine = (node){.release.schema = schema->release, .private_data = schema->private_data, .by = by};
  schema->release = release_schema;
  schema->private_data = mine;
  if (schema->dictionary != NULL) hold_schema(by, schema->dictionary);
  for (int64_t i = 0; i < schema->n_children; i++) hold_schema(by, schema->children[i]);
}

/* For the array of an answer, which has the nodes of its schema. */
static keeper *keeper_of_answer(JNIEnv *env, jclass classes, const fr_policy *policy) {
  struct ArrowSchema schema;
  const fr_status status =
      policy == NULL ? fr_arrow_decisions_schema(&schema) : fr_arrow_features_schema(policy, &schema);
  if (status < 0) return NULL;
  const long count = nodes_of_schema(&schema);
  schema.release(&schema);
  return keeper_of(env, classes, count);
}

static void drop(JNIEnv *env, keeper *by) {
  (*env)->DeleteGlobalRef(env, by->classes);
  free(by);
}

/* Decisions, where the policy is 0. What keeps the answer is made first: once rows are recorded nothing fails. */
JNIEXPORT jint JNICALL SAID(answer)(JNIEnv *env, jclass of, jlong context, jlong plan, jlong policy, jlong batch,
                                    jlong out, jlong error);
JNIEXPORT jint JNICALL SAID(answer)(JNIEnv *env, jclass of, jlong context, jlong plan, jlong policy, jlong batch,
                                    jlong out, jlong error) {
  keeper *by = keeper_of_answer(env, of, at(policy));
  if (by == NULL) return FR_NO_MEMORY;
  const fr_status status = policy == 0
                               ? fr_arrow_score(at(context), at(plan), at(batch), at(out), at(error))
                               : fr_arrow_features(at(context), at(plan), at(policy), at(batch), at(out), at(error));
  if (status < 0)
    drop(env, by);
  else
    hold_array(by, at(out));
  return (jint)status;
}

/* Releases what it was given where there is no memory, and says false. */
JNIEXPORT jboolean JNICALL SAID(holdSchema)(JNIEnv *env, jclass of, jlong address);
JNIEXPORT jboolean JNICALL SAID(holdSchema)(JNIEnv *env, jclass of, jlong address);
JNIEXPORT jboolean JNICALL SAID(holdSchema)(JNIEnv *env, jclass of, jlong address) {
  struct ArrowSchema *schema = at(address);
  keeper *by = keeper_of(env, of, nodes_of_schema(schema));
  if (by == NULL) schema->release(schema);
  if (by != NULL) hold_schema(by, schema);
  return by != NULL;
}

/* ---- what was given ---- */

/* Or lacks what cannot be done without. */
JNIEXPORT jboolean JNICALL SAID(streamIsReleased)(JNIEnv *env, jclass of, jlong stream);
JNIEXPORT jboolean JNICALL SAID(streamIsReleased)(JNIEnv *env, jclass of, jlong stream) {
  const struct ArrowArrayStream *self = at(stream);
  (void)env;
  (void)of;
  return self->release == NULL || self->get_schema == NULL || self->get_next == NULL;
}

JNIEXPORT jboolean JNICALL SAID(arrayIsReleased)(JNIEnv *env, jclass of, jlong array);
JNIEXPORT jboolean JNICALL SAID(arrayIsReleased)(JNIEnv *env, jclass of, jlong array) {
  (void)env;
  (void)of;
  return ((struct ArrowArray *)at(array))->release == NULL;
}

JNIEXPORT jboolean JNICALL SAID(schemaIsReleased)(JNIEnv *env, jclass of, jlong schema);
JNIEXPORT jboolean JNICALL SAID(schemaIsReleased)(JNIEnv *env, jclass of, jlong schema) {
  (void)env;
  (void)of;
  return ((struct ArrowSchema *)at(schema))->release == NULL;
}

JNIEXPORT jint JNICALL SAID(streamSchema)(JNIEnv *env, jclass of, jlong stream, jlong schema);
JNIEXPORT jint JNICALL SAID(streamSchema)(JNIEnv *env, jclass of, jlong stream, jlong schema) {
  struct ArrowArrayStream *self = at(stream);
  (void)env;
  (void)of;
  memset(at(schema), 0, sizeof(struct ArrowSchema));
  return self->get_schema(self, at(schema));
}

JNIEXPORT jint JNICALL SAID(streamNext)(JNIEnv *env, jclass of, jlong stream, jlong array);
JNIEXPORT jint JNICALL SAID(streamNext)(JNIEnv *env, jclass of, jlong stream, jlong array) {
  struct ArrowArrayStream *self = at(stream);
  (void)env;
  (void)of;
  memset(at(array), 0, sizeof(struct ArrowArray));
  return self->get_next(self, at(array));
}

/* The address of what the stream says of its last failure, or 0. */
JNIEXPORT jlong JNICALL SAID(streamError)(JNIEnv *env, jclass of, jlong stream);
JNIEXPORT jlong JNICALL SAID(streamError)(JNIEnv *env, jclass of, jlong stream) {
  struct ArrowArrayStream *self = at(stream);
  (void)env;
  (void)of;
  return self->get_last_error == NULL ? 0 : from(self->get_last_error(self));
}

JNIEXPORT void JNICALL SAID(moveStream)(JNIEnv *env, jclass of, jlong source, jlong target);
JNIEXPORT void JNICALL SAID(moveStream)(JNIEnv *env, jclass of, jlong source, jlong target) {
  struct ArrowArrayStream *moved = at(source);
  (void)env;
  (void)of;
  memcpy(at(target), moved, sizeof *moved);
  moved->release = NULL;
}

/* What is released already is left alone by these three. */
JNIEXPORT void JNICALL SAID(releaseStream)(JNIEnv *env, jclass of, jlong stream);
JNIEXPORT void JNICALL SAID(releaseStream)(JNIEnv *env, jclass of, jlong stream) {
  struct ArrowArrayStream *self = at(stream);
  (void)env;
  (void)of;
  if (self->release != NULL) self->release(self);
}

JNIEXPORT void JNICALL SAID(releaseArray)(JNIEnv *env, jclass of, jlong array);
JNIEXPORT void JNICALL SAID(releaseArray)(JNIEnv *env, jclass of, jlong array) {
  struct ArrowArray *self = at(array);
  (void)env;
  (void)of;
  if (self->release != NULL) self->release(self);
}

JNIEXPORT void JNICALL SAID(releaseSchema)(JNIEnv *env, jclass of, jlong schema);
JNIEXPORT void JNICALL SAID(releaseSchema)(JNIEnv *env, jclass of, jlong schema) {
  struct ArrowSchema *self = at(schema);
  (void)env;
  (void)of;
  if (self->release != NULL) self->release(self);
}

/* ---- the stream that is given ---- */

typedef struct offered {
  JavaVM *vm;
  jobject stream; /* an ArrowStream; it stays until it is released, and with it all that it has */
  jmethodID schema, next, release;
  const char *message; /* in memory of the object's */
  const char *failure; /* what the object could not say itself, or null */
} offered;

/* Java answers 0, the number that the source of its batches gave, or a negative status. */
static int number_of(jint answer) { return answer >= 0 ? answer : answer == FR_NO_MEMORY ? ENOMEM : EINVAL; }

/* The object catches what is thrown in it. What is left is thrown on the way there: no stack, no memory. */
static int ask(offered *mine, jmethodID method, const void *out) {
  visit in;
  mine->failure = NULL;
  if (!enter(&in, mine->vm)) {
    mine->failure = "the virtual machine has ended, or takes no more threads";
    return EIO;
  }
  const jint answer = (*in.env)->CallIntMethod(in.env, mine->stream, method, from(out));
  const bool thrown = (*in.env)->ExceptionCheck(in.env);
  if (thrown) {
    (*in.env)->ExceptionClear(in.env);
    mine->failure = "the virtual machine had no stack or no memory left";
  }
  leave(&in);
  return thrown ? EIO : number_of(answer);
}

static int get_schema(struct ArrowArrayStream *self, struct ArrowSchema *schema) {
  offered *mine = self->private_data;
  memset(schema, 0, sizeof *schema);
  return ask(mine, mine->schema, schema);
}

static int get_next(struct ArrowArrayStream *self, struct ArrowArray *array) {
  offered *mine = self->private_data;
  memset(array, 0, sizeof *array);
  return ask(mine, mine->next, array);
}

static const char *get_last_error(struct ArrowArrayStream *self) {
  const offered *mine = self->private_data;
  if (mine->failure != NULL) return mine->failure;
  return mine->message[0] == 0 ? NULL : mine->message;
}

static void release_stream(struct ArrowArrayStream *self) {
  offered *mine = self->private_data;
  visit in;
  self->release = NULL;
  if (enter(&in, mine->vm)) {
    (*in.env)->CallVoidMethod(in.env, mine->stream, mine->release);
    if ((*in.env)->ExceptionCheck(in.env)) (*in.env)->ExceptionClear(in.env);
    (*in.env)->DeleteGlobalRef(in.env, mine->stream);
    leave(&in);
  }
  free(mine);
}

/* False where there is no memory; then an OutOfMemoryError may be under way. */
JNIEXPORT jboolean JNICALL SAID(offer)(JNIEnv *env, jclass of, jobject stream, jlong message, jlong out);
JNIEXPORT jboolean JNICALL SAID(offer)(JNIEnv *env, jclass of, jobject stream, jlong message, jlong out) {
  (void)of;
  jclass type = (*env)->GetObjectClass(env, stream);
  offered made = {.message = at(message)};
  made.schema = (*env)->GetMethodID(env, type, "schema", "(J)I");
  if (made.schema != NULL) made.next = (*env)->GetMethodID(env, type, "next", "(J)I");
  if (made.next != NULL) made.release = (*env)->GetMethodID(env, type, "release", "()V");
  if (made.release == NULL || (*env)->GetJavaVM(env, &made.vm) != JNI_OK) return JNI_FALSE;
  offered *kept = malloc(sizeof *kept);
  if (kept == NULL) return JNI_FALSE;
  made.stream = (*env)->NewGlobalRef(env, stream);
  if (made.stream == NULL) {
    free(kept);
    return JNI_FALSE;
  }
  *kept = made;
  *(struct ArrowArrayStream *)at(out) =
      (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, kept};
  return JNI_TRUE;
}
