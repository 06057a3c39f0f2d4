"""The issuer where no letterhead names it: from the opening and closing sentences, the annex's reference, the number.

Scans and copies often lack the header block, but the document still says whose it is: "Trung tâm Y tế … xây dựng Kế hoạch",
"(Kèm theo Báo cáo số 175/BC-TTYT … của Trung tâm Y tế …)", "Trên đây là báo cáo … của …". A bare "Sở Y tế" gives way to a
fuller form of the same name used elsewhere in the document; the number's abbreviation must agree with its initials.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.letterhead.lexicon import bodies, entry_end, folded
from extractor.letterhead.lines import HeadLine
from extractor.text import Span
from extractor.text.fold import fold, fold_aligned, fold_ascii
from extractor.text.letters import LOWER, UPPER

_OWN = re.compile(
    r"\((?:ban hanh |dinh )?kem theo [^()]{0,80}?so ?:? ?(?P<number>[\d/][^\s,]{2,30})[^()]{0,60}? cua "
    r"(?P<rest>[^()]{3,120})\)?"
)
_CLOSING = re.compile(r"(?:tren day la|noi tren,) [^.]{5,400} cua (?P<rest>[^.,;(]{3,100})")
_WORD = re.compile(r"[^\W\d_]+|\d+|[-–]")
_LINKS = frozenset(["và", "-", "–", "của"])
_PROPER = rf"(?: [{UPPER}][{LOWER}]{{0,6}})"
_UNIT = r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|khu vực)"
_PLACE_NAME = rf"(?:{_UNIT}{_PROPER}{{1,4}}|{_PROPER}{{2,4}})"
_INTRO_LINES = 12


class Named(NamedTuple):
    """A name as printed and one place where it stands."""

    name: str
    span: Span


def find(lines: Sequence[HeadLine], text: str, number: str | None) -> Named | None:
    """The issuer the document itself names, or the one its number names."""
    places = [*_own_reference(lines, number), *_opening(lines), *_closing(lines)]
    fitting = [place for place in places if _agrees(place.name, number)]
    if not fitting:
        return None
    return _fullest(fitting[0], text)


def from_number(number: str | None) -> str | None:
    """The body that the abbreviation in ``number`` names alone ("…/NĐ-CP")."""
    if not number:
        return None
    code = re.split(r"[/–-]", number)[-1]
    return bodies().get(code) or bodies().get(code.rstrip("0123456789"))


def _own_reference(lines: Sequence[HeadLine], number: str | None) -> list[Named]:
    """ "(Kèm theo Báo cáo số <own number> … của X)"."""
    if not number:
        return []
    own = fold_ascii(number)
    found = ((line, _OWN.search(line.bare)) for line in lines)
    return [n for line, m in found if m and m.group("number") == own and (n := _name_at(line, m.start("rest")))]


def _opening(lines: Sequence[HeadLine]) -> list[Named]:
    """ "X xây dựng Kế hoạch …", "…, X báo cáo kết quả …" among the first sentences."""
    out = []
    for line in lines[:_INTRO_LINES]:
        starts = [0, *(m.end() for m in re.finditer(r"[,;] ", line.words))]
        for at in starts:
            named = _name_at(line, at)
            if named and entry_end("acts", line.folded[named.span.end - line.start :].lstrip(" ")):
                out.append(named)
    return out


def _closing(lines: Sequence[HeadLine]) -> list[Named]:
    found = ((line, _CLOSING.search(line.bare)) for line in lines)
    return [n for line, m in found if m and (n := _name_at(line, m.start("rest")))]


def _name_at(line: HeadLine, at: int) -> Named | None:
    """The name of a body that begins at ``at``: an organisation's first word and what belongs to it."""
    if not line.words[at : at + 1].isupper() or not entry_end("organisations", line.folded, at):
        return None
    end = at
    for m in _WORD.finditer(line.words, at):
        if m.start() - end > 1 or not _in_name(m.group(), line.words[m.end() :]):
            break
        end = m.end()
    name = line.words[at:end].rstrip(" -–")
    return Named(name, Span(line.start + at, line.start + at + len(name))) if len(name) > 4 else None


def _in_name(word: str, rest: str) -> bool:
    if word[0].isupper():
        return True
    if word in _LINKS:
        return rest[1:2].isupper()
    return fold(word) in folded("in_names") and not entry_end("acts", fold_aligned(word + rest[:20]))


def _agrees(name: str, number: str | None) -> bool:
    """Whether the initials of ``name`` begin with, or are begun by, the abbreviation at the end of ``number``."""
    if not number:
        return True
    codes = [code for code in re.split(r"[/–-]", fold_ascii(number)) if code.isalpha()]
    initials = "".join(word[0] for word in fold_ascii(name).split() if word[0].isalpha())
    return any(initials.startswith(code) or code.startswith(initials) for code in codes if len(code) > 1)


def _fullest(bare: Named, text: str) -> Named:
    """The fuller form of ``bare`` that the document uses most: "Trung tâm Y tế" → "Trung tâm Y tế huyện Vân Canh"."""
    longer: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for m in re.finditer(re.escape(bare.name) + _PLACE_NAME, text):
        longer[m.group()] += 1
        places.setdefault(m.group(), Span(m.start(), m.end()))
    if not longer:
        return bare
    name = longer.most_common(1)[0][0]
    return Named(name, places[name])
