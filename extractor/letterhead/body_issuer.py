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
_BRACKETS = re.compile(r" ?\([^()]{1,80}\)")
_MOST_WORDS = 16
_PROPER = rf"(?: [{UPPER}][{LOWER}]{{0,6}})"
_UNIT = r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|khu vực)"
_PLACE_NAME = rf"(?:{_UNIT}{_PROPER}{{1,4}}|{_PROPER}{{2,4}})"
_INTRO_LINES = 12
_OFTEN = 2  # mentions of a name that the number's abbreviation fits
# Bodies of every level share these: a mention does not tell whose document it is.
_SHARED = frozenset(["ubnd", "hdnd", "cp", "ttg"])


class Named(NamedTuple):
    """A name as printed and one place where it stands."""

    name: str
    span: Span


def find(lines: Sequence[HeadLine], text: str, number: str | None, place: str | None) -> Named | None:
    """The issuer the document itself names; ``place`` of the letterhead tells which fuller form is its own."""
    places = [*_own_reference(lines, number), *_opening(lines), *_closing(lines)]
    fitting = [named for named in places if _agrees(named.name, number)]
    if fitting:
        return _fullest(fitting[0], text, place)
    return _mentioned(lines, text, number, place)


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
        starts = [0, *(m.end() for m in re.finditer(r"[,;.] |\b[Nn]ay,? ", line.words[:3_000]))]
        out += [named for at in starts if (named := _name_at(line, at)) and _acts(line, named.span.end - line.start)]
    return out


def _acts(line: HeadLine, at: int) -> bool:
    """Whether the words behind a name (and its abbreviation in brackets) say what the body does."""
    brackets = _BRACKETS.match(line.words, at)
    rest = line.words[brackets.end() if brackets else at :][:60].lstrip(" ,")
    return rest[:1].islower() and entry_end("acts", fold_aligned(rest)) is not None


def _closing(lines: Sequence[HeadLine]) -> list[Named]:
    found = ((line, _CLOSING.search(line.bare)) for line in lines)
    return [n for line, m in found if m and (n := _name_at(line, m.start("rest")))]


def _mentioned(lines: Sequence[HeadLine], text: str, number: str | None, place: str | None) -> Named | None:
    """The body mentioned again and again whose initials the number carries."""
    code = re.split(r"[/–-]", fold_ascii(number))[-1] if number else ""
    if len(code) < 3 or code in _SHARED or not code.isalpha():
        return None
    found = [n for line in lines for n in _names_in(line) if _initials(n.name).startswith(code)]
    return _fullest(found[0], text, place) if len(found) >= _OFTEN else None


def _names_in(line: HeadLine) -> list[Named]:
    starts = (m.start() for m in re.finditer(rf"(?<![^\s(“])[{UPPER}]", line.words))
    return [named for at in starts if (named := _name_at(line, at))]


def _name_at(line: HeadLine, at: int) -> Named | None:
    """The name of a body that begins at ``at``: an organisation's first word and what follows up to a word no name holds."""
    known = entry_end("organisations", line.folded, at)
    if not line.words[at : at + 1].isupper() or not known or entry_end("not_organisations", line.folded, at):
        return None
    end = known
    for count, m in enumerate(_WORD.finditer(line.words, at)):
        if m.end() <= known:
            continue
        if m.start() - end > 1 or count > _MOST_WORDS or _over(m.group(), line.words[m.start() : m.start() + 30]):
            break
        end = m.end()
    name = line.words[at:end].rstrip(" -–")
    return Named(name, Span(line.start + at, line.start + at + len(name))) if len(name) > 4 else None


def _over(word: str, rest: str) -> bool:
    """Whether a name is over before ``word``: a word no name holds, or what the body does."""
    return word[0].islower() and (fold(word) in folded("not_in_names") or entry_end("acts", fold_aligned(rest)) is not None)


def _agrees(name: str, number: str | None) -> bool:
    """Whether the initials of ``name`` begin with, or are begun by, an abbreviation in ``number``."""
    if not number:
        return True
    codes = [code for code in re.split(r"[/–-]", fold_ascii(number)) if code.isalpha() and len(code) > 1]
    initials = _initials(name)
    return any(initials.startswith(code) or code.startswith(initials) for code in codes)


def _initials(name: str) -> str:
    """First letters without "và", abbreviations whole: "Sở Giáo dục và Đào tạo" → "sgddt", "UBND xã Tân Lập" → "ubndxtl"."""
    parts = [word for word in name.split() if word[0].isalpha() and word != "và"]
    return "".join(fold_ascii(word) if word.isupper() else fold_ascii(word)[0] for word in parts)


def _fullest(bare: Named, text: str, place: str | None) -> Named:
    """The fuller form of ``bare`` that the document uses most: "Trung tâm Y tế" → "Trung tâm Y tế huyện Vân Canh"."""
    longer: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for m in re.finditer(re.escape(bare.name) + _PLACE_NAME, text):
        longer[m.group()] += 1
        places.setdefault(m.group(), Span(m.start(), m.end()))
    own = [name for name in longer if place and fold(place) in fold(name)]
    if not longer:
        return bare
    name = own[0] if own else longer.most_common(1)[0][0]
    return Named(name, places[name])
