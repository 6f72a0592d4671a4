/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

const char *outcome_name(uint32_t outcome) {
  static const char *const names[] = {"none", "allow", "warn", "hold"};
  return outcome <= FR_OUTCOME_HOLD ? names[outcome] : names[0];
}

const char *const action_names[] = {"refer",        "three_way_call",     "trusted_contact",       "step_up",
                                    "refuse",       "freeze_credentials", "notify_receiving_bank", "notice",
                                    "voice_prompt", "supervisor_review",  "lower_limit",           NULL};

void digest_text(const uint8_t digest[32], char text[65]) {
  static const char hex[] = "0123456789abcdef";
  for (size_t i = 0; i < 32; i++) {
    text[2 * i] = hex[digest[i] >> 4];
    text[2 * i + 1] = hex[digest[i] & 15];
  }
  text[64] = '\0';
}
