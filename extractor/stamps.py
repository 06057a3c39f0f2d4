"""What a line of stamps says: độ mật and độ khẩn, where it holds nothing else.

A mark stands for itself, in a frame, in brackets, spaced letter by letter, or beside what is stamped with it: how urgent the
document is, which copy it is, its number and date (Luật Bảo vệ bí mật nhà nước 2018, điều 8; Nghị định 26/2020/NĐ-CP, điều 2;
Nghị định 30/2020/NĐ-CP, phụ lục I). A line with any other word is no stamp, so that no sentence, name or title about secrets
is. Readers and repairs ask as well: a mark in the margin of every page is no page furniture.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from extractor.text.fold import ascii_aligned

GRADES = ("Mật", "Tối mật", "Tuyệt mật")  #: from the lowest to the highest
_URGENCIES = ("Hỏa tốc hẹn giờ", "Hỏa tốc", "Thượng khẩn", "Khẩn")
_LONGEST = 100  # code points of a line of stamps


def _spaced(words: str) -> str:
    """``words`` set close or letter by letter."""
    return r"\s{0,3}".join(re.escape(letter) for letter in ascii_aligned(words) if letter != " ")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(_spaced, words))


_NAMED = {ascii_aligned(name).replace(" ", ""): name for name in (*GRADES, *_URGENCIES)}
_PART = re.compile(
    r"[\W_]{0,40}(?:"
    r"(?P<label>(?:(?:muc )?do|dau do) (?P<of>mat|khan)(?=[\W_]{1,9}[a-z]))"
    r"|bi mat nha nuoc(?= ?[:–—-])|(?:tai lieu|van ban|dau)(?= )"
    rf"|(?P<secrecy>{_any_of(GRADES)})|(?P<urgency>{_any_of(_URGENCIES)})"
    r"|ban so|lan(?: thu)?(?= ?\d)|han che sao chup|trang(?= ?\d)|\d{1,3}"
    r"|so ?:? ?[\d.…_]{0,12} ?[/-] ?[\da-z&/.-]{1,40}"
    r"|[a-z .]{2,40}, ?ngay [\d.… ]{1,12}thang [\d.… ]{1,12}nam [\d.…]{1,5}"
    r")(?![^\W_])"
)
_LABELS = {"mat": "secrecy", "khan": "urgency"}
_END = re.compile(r"[\W_]{0,40}$")


class Mark(NamedTuple):
    """A degree and where it is printed among the words; ``sure``: in capitals, or said to be one ("Độ mật: mật")."""

    value: str
    start: int
    end: int
    sure: bool


class Stamp(NamedTuple):
    """The marks on one line."""

    secrecy: Mark | None = None
    urgency: Mark | None = None


def stamp(words: str) -> Stamp:
    """The marks that ``words`` are, if they are nothing else; several degrees side by side are a choice, and no mark."""
    if len(words) > _LONGEST:
        return Stamp()
    bare = ascii_aligned(words)
    marks: dict[str, Mark] = {}
    at, label = 0, None
    while part := _PART.match(bare, at):
        at = part.end()
        for kind in ("secrecy", "urgency"):
            if part[kind]:
                if kind in marks:
                    return Stamp()
                marks[kind] = _mark(words, part.span(kind), "".join(part[kind].split()), labelled=label == kind)
        label = _LABELS.get(part["of"])
    return Stamp(**marks) if _END.match(bare, at) else Stamp()


def marked(words: str) -> str | None:
    """The degree of secrecy on a line that can be nothing but a stamp, wherever it stands: in capitals and with its tone."""
    words = unicodedata.normalize("NFC", words)
    mark = stamp(words).secrecy if "ậ" in words.lower() else None
    return mark.value if mark and mark.sure and "ậ" in words[mark.start : mark.end].lower() else None


def _mark(words: str, place: tuple[int, int], name: str, *, labelled: bool) -> Mark:
    return Mark(_NAMED[name], *place, labelled or words[slice(*place)].isupper())
