# SPDX-License-Identifier: Apache-2.0
"""Written by generate.py: every function of libfraudrisk, for ctypes. Pointers are addresses."""

from ctypes import CDLL, Structure, c_char_p, c_int32, c_int64, c_uint32, c_uint64, c_void_p
from typing import Any


class Text(Structure):
    """fr_text: bytes, how many, and their encoding; no bytes at all are an unknown text."""

    _fields_ = [("data", c_char_p), ("size", c_uint32), ("encoding", c_uint32)]


#: name: (what it returns, its parameters)
FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "fr_limit": (c_int64, [c_void_p]),
    "fr_status_name": (c_char_p, [c_int32]),
    "fr_status_text": (c_char_p, [c_int32]),
    "fr_status_band": (c_int32, [c_int32]),
    "fr_policy_load": (c_int32, [c_void_p, c_uint64, c_void_p, c_void_p]),
    "fr_policy_retain": (c_void_p, [c_void_p]),
    "fr_policy_release": (None, [c_void_p]),
    "fr_policy_describe": (c_int32, [c_void_p, c_void_p]),
    "fr_policy_signature": (c_int32, [c_void_p, c_uint32, c_void_p]),
    "fr_policy_feature": (c_char_p, [c_void_p, c_uint32]),
    "fr_policy_rule": (c_char_p, [c_void_p, c_uint32]),
    "fr_policy_scam": (c_char_p, [c_void_p, c_uint32]),
    "fr_policy_feature_type": (c_uint32, [c_void_p, c_uint32]),
    "fr_policy_rule_scam": (c_int32, [c_void_p, c_uint32]),
    "fr_policy_attribute_type": (c_uint32, [c_void_p, Text]),
    "fr_words": (c_int32, [c_void_p, c_void_p, c_uint32, Text, c_uint32, c_void_p, c_uint64, c_void_p]),
    "fr_reason_words": (c_int32, [c_void_p, c_void_p, c_uint32, Text, c_uint32, c_void_p, c_uint64, c_void_p]),
    "fr_expiry": (c_uint32, [c_void_p, c_void_p]),
    "fr_question_get": (c_int32, [c_void_p, c_void_p, c_uint32, c_void_p]),
    "fr_question_words": (c_int32, [c_void_p, c_void_p, c_uint32, Text, c_uint32, c_void_p, c_uint64, c_void_p]),
    "fr_reason_text": (c_int32, [c_void_p, c_uint32, Text, c_uint32, c_void_p, c_uint64, c_void_p]),
    "fr_text_matches": (c_int32, [c_void_p, Text, c_void_p, c_uint32, c_void_p]),
    "fr_engine_create": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_engine_destroy": (None, [c_void_p]),
    "fr_engine_set_policy": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_engine_put_policy": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_engine_policy": (c_void_p, [c_void_p]),
    "fr_engine_set_challenger": (c_int32, [c_void_p, c_uint32, c_void_p, c_void_p]),
    "fr_engine_tick": (c_int32, [c_void_p, c_int64]),
    "fr_context_create": (c_int32, [c_void_p, c_void_p]),
    "fr_context_destroy": (None, [c_void_p]),
    "fr_context_error": (c_void_p, [c_void_p]),
    "fr_score": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_preview": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_score_batch": (c_int32, [c_void_p, c_void_p, c_uint32, c_void_p, c_void_p]),
    "fr_challenge": (c_int32, [c_void_p, c_uint32, c_void_p]),
    "fr_observe": (c_int32, [c_void_p, c_void_p]),
    "fr_party_key": (c_int32, [c_void_p, c_uint32, Text, c_void_p]),
    "fr_engine_party": (c_int32, [c_void_p, c_uint32, Text, c_void_p]),
    "fr_engine_measure": (c_int32, [c_void_p, c_void_p]),
    "fr_engine_limits": (c_int32, [c_void_p, c_void_p, c_uint32, c_void_p]),
    "fr_arrow_plan_create": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_arrow_plan_destroy": (None, [c_void_p]),
    "fr_arrow_decisions_schema": (c_int32, [c_void_p]),
    "fr_arrow_score": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_arrow_features_schema": (c_int32, [c_void_p, c_void_p]),
    "fr_arrow_features": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_arrow_score_stream": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_folds_capacity": (c_uint64, [c_void_p]),
    "fr_fold": (c_int32, [c_void_p, c_void_p, c_uint32, c_void_p]),
    "fr_decide": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_features": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_uint32, c_void_p]),
    "fr_journal_open": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "fr_journal_recover": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_engine_set_journal": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_journal_close": (c_int32, [c_void_p]),
    "fr_journal_wait": (c_int32, [c_void_p, c_uint64]),
    "fr_journal_pump": (c_int32, [c_void_p, c_int64]),
    "fr_journal_checkpoint": (c_int32, [c_void_p]),
    "fr_journal_snapshot": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_journal_prune": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_journal_ship": (c_int32, [c_void_p, c_uint64, c_void_p, c_uint64, c_void_p, c_void_p, c_void_p]),
    "fr_journal_apply": (c_int32, [c_void_p, c_void_p, c_uint64, c_void_p, c_void_p]),
    "fr_journal_measure": (c_int32, [c_void_p, c_void_p]),
    "fr_trust_builder_create": (c_int32, [c_void_p]),
    "fr_trust_builder_add": (c_int32, [c_void_p, Text, c_void_p, c_uint64, c_void_p, c_void_p]),
    "fr_trust_builder_require": (c_int32, [c_void_p, Text, c_void_p]),
    "fr_trust_builder_finish": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_trust_builder_destroy": (None, [c_void_p]),
    "fr_trust_retain": (c_void_p, [c_void_p]),
    "fr_trust_release": (None, [c_void_p]),
    "fr_trust_verify": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_engine_set_trust": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_engine_set_switches": (c_int32, [c_void_p, c_void_p, c_uint64, c_int64, c_void_p]),
    "fr_version": (c_uint32, []),
    "fr_watch_builder_create": (c_int32, [c_void_p, c_uint64, c_void_p, c_void_p]),
    "fr_watch_builder_add": (c_int32, [c_void_p, c_uint32, Text, Text, c_int64, c_void_p]),
    "fr_watch_builder_finish": (c_int32, [c_void_p, c_uint64, c_void_p, c_void_p]),
    "fr_watch_builder_destroy": (None, [c_void_p]),
    "fr_watch_lists_retain": (c_void_p, [c_void_p]),
    "fr_watch_lists_release": (None, [c_void_p]),
    "fr_watch_lists_describe": (c_int32, [c_void_p, c_void_p]),
    "fr_watch_lists_name": (c_char_p, [c_void_p, c_uint32]),
    "fr_watch_lists_entries": (c_uint64, [c_void_p, c_uint32]),
    "fr_watch_lists_ask": (c_int32, [c_void_p, c_uint32, Text, Text, c_int64, c_void_p]),
    "fr_engine_set_watch_lists": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "fr_engine_watch_lists": (c_void_p, [c_void_p]),
    "fr_policy_model": (c_char_p, [c_void_p, c_uint32]),
    "fr_why": (c_int32, [c_void_p, c_void_p, c_void_p, c_uint32, c_void_p, c_void_p]),
    "fr_why_folds": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_uint32, c_void_p, c_void_p, c_void_p]),
    "fr_contribution_words": (c_int32, [c_void_p, c_void_p, Text, c_uint32, c_void_p, c_uint64, c_void_p]),
}


def bind(library: CDLL) -> CDLL:
    """Gives every function of a loaded library its types."""
    for name, (returns, parameters) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = returns
        function.argtypes = parameters
    return library
