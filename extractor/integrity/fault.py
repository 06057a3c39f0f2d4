"""What is wrong with a store, one thing at a time, and how it is made good."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: How a fault is made good: what the schema lacks is made; a row removed; both indexes made anew, or what belongs to nothing
#: taken out of them; a document's words or years indexed, its links found anew; its ledger line set right; its file read again.
Cure = Literal["schema", "remove", "index", "strays", "words", "spans", "links", "ledger", "reread"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be: a message code with its placeholders, and the cure if there is one."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
    document_id: int | None = None
    path: str | None = None
    cure: Cure | None = None
