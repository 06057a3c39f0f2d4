"""What is wrong with a store, one thing at a time, and how it is made good."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: How a fault is made good: its words or years indexed anew, its file read again, its ledger line set right, the row removed.
Cure = Literal["words", "spans", "reread", "ledger", "remove"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be: a message code with its placeholders, and the cure if there is one."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
    document_id: int | None = None
    path: str | None = None
    cure: Cure | None = None
