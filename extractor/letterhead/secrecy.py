"""Độ mật and độ khẩn: stamps of one or two words that have a line to themselves."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.letterhead.found import Found
from extractor.letterhead.lines import HeadLine

_SECRECY = {"mat": "Mật", "toi mat": "Tối mật", "tuyet mat": "Tuyệt mật"}
_URGENCY = {"khan": "Khẩn", "thuong khan": "Thượng khẩn", "hoa toc": "Hỏa tốc", "hoa toc hen gio": "Hỏa tốc hẹn giờ"}


def secrecy(lines: Sequence[HeadLine]) -> Found | None:
    """Mật, Tối mật, Tuyệt mật."""
    return _stamp(lines, _SECRECY, "do mat")


def urgency(lines: Sequence[HeadLine]) -> Found | None:
    """Khẩn, Thượng khẩn, Hỏa tốc."""
    return _stamp(lines, _URGENCY, "do khan")


def _stamp(lines: Sequence[HeadLine], known: dict[str, str], name: str) -> Found | None:
    for i, line in enumerate(lines):
        words = line.bare.removeprefix(name).strip(" :.-*()[]")
        if words in known and (line.capitals or line.bare.startswith(name)):
            return Found(known[words], line.span, i)
    return None
