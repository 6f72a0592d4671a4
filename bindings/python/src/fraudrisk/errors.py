# SPDX-License-Identifier: Apache-2.0
"""What is raised when the library refuses something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .constants import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._fraudrisk import Decision, Table


class FraudriskError(Exception):
    """The library refused a call.

    status    a Status, or an int that this package does not know
    message   what is wrong and what to do; never an account number, a name or a remark
    field     the field at fault, None where there is none
    line, column   the place in a policy's source, None where there is none
    decision  of a transfer that was refused: the outcome that the policy wants then (on_error), flagged DEGRADED
    decisions of a batch: what was decided before the one that was refused; of a table: a table of the record batches
              before the one that failed, which were recorded
    """

    def __init__(
        self,
        status: int,
        message: str,
        field: str = "",
        line: int = 0,
        column: int = 0,
        decision: Decision | None = None,
    ) -> None:
        try:
            self.status: int = Status(status)
        except ValueError:
            self.status = status
        self.message = message
        self.field = field or None
        self.line = line or None
        self.column = column or None
        self.decision = decision
        self.decisions: Sequence[Decision] | Table = []
        name = getattr(self.status, "name", str(status))
        place = f" ({field})" if field and field not in message else ""
        super().__init__(f"{name}: {message}{place}")

    def __reduce__(self) -> tuple[type[FraudriskError], tuple[int, str, str, int, int]]:
        return (type(self), (int(self.status), self.message, self.field or "", self.line or 0, self.column or 0))
