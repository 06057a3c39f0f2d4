"""What the room hands over: one attachment, with the section that holds it and the letterhead it carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.letterhead import Letterhead

#: An annex ("Phụ lục I", "Mẫu số 02", a list) · what the document issues ("KẾ HOẠCH (Ban hành kèm theo …)") · another document
#: in the same file.
Kind = Literal["phu_luc", "ban_hanh_kem", "van_ban_khac"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """``section`` is an index into the file's sections; ``[start, end)`` the whole of it, in code points of ``Text.text``."""

    kind: Kind
    section: int
    title: str | None
    letterhead: Letterhead
    start: int
    end: int
