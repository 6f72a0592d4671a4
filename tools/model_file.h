/* SPDX-License-Identifier: Apache-2.0
 *
 * A model in a file of its own, in whatever form. */
#ifndef TOOLS_MODEL_FILE_H
#define TOOLS_MODEL_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/model.h"

enum { MODEL_FILE_BYTES_MAX = 256 << 20, MODEL_WHY_BYTES = 256 };

/* Reads the parts of a model into the arena and leaves what they mean unchecked. False with a sentence, which does not
 * name the file, in `why` (MODEL_WHY_BYTES): what is wrong with it as a whole, or ":LINE: " and what is wrong there.
 * The form is told by the first byte: see model_file.c. */
bool model_file_read(const char *path, fr__arena *arena, fr__model_parts *parts, char *why);

/* The same of bytes in memory, which may be written into and have to live as long as the parts do: a zero byte stands
 * behind them. There is at least one. */
bool model_bytes_read(char *bytes, size_t size, fr__arena *arena, fr__model_parts *parts, char *why);

/* The parts in the neutral form: one CBOR map and nothing else (docs/bundle.md). */
bool model_neutral_read(const void *bytes, size_t size, fr__arena *arena, fr__model_parts *parts, char *why);

/* SHA-256 of the neutral form, as text. False when memory is out. */
bool model_digest(const fr__model_parts *parts, char digest[65]);

/* "XGBoost", "LightGBM", "scorecard". */
const char *model_kind_name(uint32_t kind);

#endif
