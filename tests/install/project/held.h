/* SPDX-License-Identifier: Apache-2.0
 *
 * What the programs of this project do with the library: the same steps, once in C and once in C++. */
#ifndef HELD_H
#define HELD_H

#ifdef __cplusplus
extern "C" {
#endif

/* Loads the policy in the file and scores one transfer, whose payer is on the phone. Prints the outcome and the words;
 * 0, or 1 where something did not work. */
int held(const char *policy_path);

#ifdef __cplusplus
}
#endif
#endif
