/* SPDX-License-Identifier: Apache-2.0
 *
 * Written by bindings/cobol/generate.py from bindings/layout.json. */
#ifndef FR_COBOL_TABLES_H
#define FR_COBOL_TABLES_H

#define FRC_BAD_HANDLE (-1001)
#define FRC_HANDLE_BUSY (-1002)
#define FRC_OTHER_HANDLE (-1003)
#define FRC_IN_USE (-1004)
#define FRC_RECORD (-1005)
#define FRC_DIGITS_LOST (-1006)
#define FRC_NOT_NUMERIC (-1007)
#define FRC_BAD_DATE (-1008)
#define FRC_BAD_CODE (-1009)
#define FRC_NOT_GIVEN (-1010)
#define FRC_NO_FIELD (-1011)
#define FRC_TOO_SHORT (-1012)
#define FRC_FILE (-1013)
#define FRC_NULL (-1014)
#define FRC_HANDLES (-1015)

extern const fr_cobol_table fr_cobol_transfer;
extern const fr_cobol_table fr_cobol_event;
extern const fr_cobol_table fr_cobol_decision;
extern const fr_cobol_table fr_cobol_error;
extern const fr_cobol_table fr_cobol_engine_options;
extern const fr_cobol_table fr_cobol_put_options;
extern const fr_cobol_table fr_cobol_policy_info;
extern const fr_cobol_table fr_cobol_signature;
extern const fr_cobol_table fr_cobol_question;
extern const fr_cobol_table fr_cobol_text_match;
extern const fr_cobol_table fr_cobol_party_state;
extern const fr_cobol_table fr_cobol_engine_stats;
extern const fr_cobol_table fr_cobol_stats;
extern const fr_cobol_table fr_cobol_limit_state;
extern const fr_cobol_table fr_cobol_value;
extern const fr_cobol_table fr_cobol_contribution;
extern const fr_cobol_table fr_cobol_counterfactual;
extern const fr_cobol_table fr_cobol_journal_options;
extern const fr_cobol_table fr_cobol_journal_recovery;
extern const fr_cobol_table fr_cobol_journal_stats;
extern const fr_cobol_table fr_cobol_watch_lists_info;

#define FR_COBOL_TRANSFER_BYTES 20768
#define FR_COBOL_EVENT_BYTES 714
#define FR_COBOL_DECISION_BYTES 2240
#define FR_COBOL_ERROR_BYTES 352
#define FR_COBOL_ENGINE_OPTIONS_BYTES 114
#define FR_COBOL_PUT_OPTIONS_BYTES 33
#define FR_COBOL_POLICY_INFO_BYTES 225
#define FR_COBOL_SIGNATURE_BYTES 96
#define FR_COBOL_QUESTION_BYTES 149
#define FR_COBOL_TEXT_MATCH_BYTES 87
#define FR_COBOL_PARTY_STATE_BYTES 100
#define FR_COBOL_ENGINE_STATS_BYTES 320
#define FR_COBOL_STATS_BYTES 5839
#define FR_COBOL_LIMIT_STATE_BYTES 117
#define FR_COBOL_VALUE_BYTES 116
#define FR_COBOL_CONTRIBUTION_BYTES 37
#define FR_COBOL_COUNTERFACTUAL_BYTES 329
#define FR_COBOL_JOURNAL_OPTIONS_BYTES 1081
#define FR_COBOL_JOURNAL_RECOVERY_BYTES 92
#define FR_COBOL_JOURNAL_STATS_BYTES 61
#define FR_COBOL_WATCH_LISTS_INFO_BYTES 56

/* In how many blocks a transfer is compared, at most: each stretch has one that is short. */
#define FR_COBOL_BLOCKS 23

#endif
