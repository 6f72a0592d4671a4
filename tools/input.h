/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes of a file, of standard input ("-"), or of what a .zst or .gz file holds: which of them, the reader need not
 * know. The first bytes tell, and not the name. */
#ifndef TOOLS_INPUT_H
#define TOOLS_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct input input;

/* Null when it cannot be opened; then `message` holds a sentence. */
input *input_open(const char *path, char *message, size_t message_size);
void input_close(input *in);

/* Fills at most `size` bytes. False when reading failed; then input_fault() says why. *got is 0 at the end. */
bool input_read(input *in, char *buffer, size_t size, size_t *got);
const char *input_fault(const input *in);

/* "<stdin>" for "-", the path otherwise. */
const char *input_name(const input *in);
/* How much of a file's bytes was taken, from 0 to 1; below 0 for what is no file. Any thread. */
double input_part(const input *in);
/* The open file, where its bytes are what is read; -1 where they are unpacked on the way. It stays the input's. */
int input_file(const input *in);
/* True when the bytes can be read twice. */
bool input_is_file(const char *path);

/* The whole of a file that is at most `limit` bytes; null with a message otherwise. Free it. */
char *input_read_all(const char *path, size_t limit, size_t *size, char *message, size_t message_size);

#endif
