# SPDX-License-Identifier: Apache-2.0
"""Finds the library, once: FRAUDRISK_LIBRARY, what lies inside the wheel, then the system's."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from enum import IntFlag
from pathlib import Path
from typing import Any

from . import constants, low
from .errors import FraudriskError

NATIVE = Path(__file__).resolve().parent / "_native"
NAME = "libfraudrisk.so.0"


def _candidates() -> list[str]:
    named = os.environ.get("FRAUDRISK_LIBRARY")
    return [named] if named else [str(NATIVE / "lib" / NAME), NAME]


def _find() -> str:
    looked = []
    for path in _candidates():
        try:
            ctypes.CDLL(path)
        except OSError as fault:
            looked.append(f"{path} ({fault})")
        else:
            return path
    raise ImportError(
        f"fraudrisk: {NAME} was not found; looked at: {'; '.join(looked)}. Where another library or a version is named "
        "there, this system lacks it: libfraudrisk needs libcrypto of OpenSSL 3 and a C library as new as the one that "
        "it was built with. Else install the wheel again, or say where the library is with FRAUDRISK_LIBRARY"
    )


def _bound(kind: type[ctypes.CDLL], path: str) -> ctypes.CDLL:
    try:
        return low.bind(kind(path))
    except AttributeError as fault:
        raise ImportError(f"fraudrisk: {path} is no libfraudrisk, or one of an older version: {fault}") from fault


_path = _find()
#: Calls that may take a while: without the interpreter's lock.
library = _bound(ctypes.CDLL, _path)
#: Calls that read objects which other threads could change: with it.
held: Any = _bound(ctypes.PyDLL, _path)

try:
    from . import _fraudrisk
except ImportError as fault:
    raise ImportError(f"fraudrisk: the extension does not go with {_path}: {fault}") from fault

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def micros(when: datetime) -> int:
    """Microseconds UTC since 1970 of a datetime with a zone."""
    if when.tzinfo is None:
        raise ValueError("a datetime without a time zone does not say when it is")
    return (when - _EPOCH) // timedelta(microseconds=1)


def moment(us: int) -> datetime:
    """The datetime (UTC) of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=us)


_groups: Mapping[str, Any] = {
    prefix: (kind, issubclass(kind, IntFlag)) for prefix, kind in constants.GROUPS.items()
}
_fraudrisk.setup(FraudriskError, _groups, micros)


def check(status: int, error: _fraudrisk.Error | None = None) -> None:
    """Raises where the status is not OK."""
    if status == 0:
        return
    if error is not None and error.status == status and error.message:
        raise FraudriskError(status, error.message, error.field or "", error.line, error.column)
    text = library.fr_status_text(status)
    raise FraudriskError(status, text.decode())


def text(value: str | bytes | None, encoding: int = 0) -> low.Text:
    """fr_text of a str or bytes; None is unknown."""
    if value is None:
        return low.Text(None, 0, encoding)
    if not isinstance(value, (str, bytes)):
        raise TypeError(f"a str or bytes is needed, not a {type(value).__name__}")
    data = value.encode() if isinstance(value, str) else value
    return low.Text(data, len(data), encoding)
