/* SPDX-License-Identifier: Apache-2.0
 *
 * What Java needs to reach memory outside its heap. Its own classes alone call this, with addresses that they keep. */
#include "memory.h"

#include <string.h>

JNIEXPORT jlong JNICALL Java_org_fraudrisk_NativeMemory_address(JNIEnv *env, jclass of, jobject buffer);
JNIEXPORT void JNICALL Java_org_fraudrisk_NativeMemory_copy(JNIEnv *env, jclass of, jlong source, jlong target,
                                                            jint size);
JNIEXPORT jbyteArray JNICALL Java_org_fraudrisk_NativeMemory_stringBytes(JNIEnv *env, jclass of, jlong address);

JNIEXPORT jlong JNICALL Java_org_fraudrisk_NativeMemory_address(JNIEnv *env, jclass of, jobject buffer) {
  (void)of;
  return from((*env)->GetDirectBufferAddress(env, buffer));
}

JNIEXPORT void JNICALL Java_org_fraudrisk_NativeMemory_copy(JNIEnv *env, jclass of, jlong source, jlong target,
                                                            jint size) {
  (void)env;
  (void)of;
  memcpy(at(target), at(source), (size_t)size);
}

/* Null where there is no memory for the array; then an OutOfMemoryError is under way. */
JNIEXPORT jbyteArray JNICALL Java_org_fraudrisk_NativeMemory_stringBytes(JNIEnv *env, jclass of, jlong address) {
  (void)of;
  const jsize size = (jsize)strlen(at(address));
  jbyteArray made = (*env)->NewByteArray(env, size);
  if (made != NULL) (*env)->SetByteArrayRegion(env, made, 0, size, at(address));
  return made;
}
