"""A second look at words with figures that were read with doubt: a wrong figure is a wrong value, and no spelling shows it.

Each is cut out and read again, twice; where both agree with the first reading, the doubt is lowered. Where both say the same
other number, three more looks and two with the neighbours must say so too, and be surer than the first was, before the word
is given another reading (``Doubt.better``, which a repair makes an edit). Anything less leaves the first reading and its doubt.

That much agreement is needed: on eleven scans read by eye five looks at a word alone agreed on six wrong numbers (06 → 96 in
broken print, a handwritten 19 → 42), and the neighbours bore out none of them. Separators are what looks lose (29,3 → 293), so
a reading with fewer signs never wins. A list of allowed letters makes Tesseract give confidence 0: not used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean, median
from typing import NamedTuple

from extractor.ocr import Grey, Word
from extractor.ocr.looks import AMONG, FIRST, MORE, Way, cut, low_marks, shown
from extractor.ocr.sheet import Sheet
from extractor.readers.scan_words import FLAT, Second, size_and_base

Read = Callable[[list[Grey]], list[list[Word]]]  #: one line of print each

_DOUBTED = 0.8  #: confidence below which figures are looked at again
_DOUBTED_BROKEN = 0.95  #: the same where a sign stands among them that is none
_PEN = 0.1  #: below it stand pens and stains: of nine such words none was print
_MOST = 60  #: words of a page; a page with more is no print
_LETTER = 14 / 0.45  #: pixels of the font size that is read best (``ocr/scale.py``)
_ABOVE, _BELOW, _BESIDE, _REACH = 0.80, 0.26, 0.12, 6.0  #: font sizes around a word's base line and its ends; to its neighbours
_CONFIRMED, _SURE, _SURER = 0.8, 0.8, 0.1  #: mean of looks that confirm, that change; how much surer than the first reading
_MOST_VOTES = 5  #: of seven, where what was read is no number
_TORN = 0.5  #: confidence left to a number where a look is sure of another
_HONEST = 0.95  #: looks share one network: their agreement is worth less than it seems

_FORM = (
    r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,3})?%?"  # 1.250  63,41%
    r"|\d{1,2}[/.-]\d{1,2}(?:[/.-](?:19|20)\d\d)?|\d{1,2}[/-](?:19|20)\d\d|(?:19|20)\d\d-(?:19|20)\d\d"  # dates, years
    r"|\d{1,2}(?:\.\d{1,2}){1,4}"  # 1.2.1
    r"|\d{1,5}[a-z]?/(?:(?:19|20)\d\d/)?[A-ZĐƯ][A-Za-zĐƯ&]{0,7}(?:[-/][A-ZĐƯ][A-Za-zĐƯ0-9&]{0,11}){0,3}-?"  # codes
)
_BROKEN = re.compile(r"[§¡|\]\\Š]|(?<=\d)[lIOSsÌo]|[lISOÌ](?=[\d,.])|^\d{2,3}\.\d$")
_PRINTED = re.compile(rf"[(\"“']?(?:{_FORM})[)\"”']?[.,;:]{{0,2}}")


class _Seen(NamedTuple):
    text: str
    confidence: float


class _Place(NamedTuple):
    """A word to be looked at: its cuts, what brings them to the size read best, where in the wider one it stands, its points
    and commas."""

    word: Word
    alone: Grey
    among: Grey
    scale: float
    at: float
    marks: int


def second_looks(words: Sequence[Word], sheet: Sheet, read: Read) -> dict[int, Second]:
    """The outcome for each of ``words`` that was worth a second look, by its number."""
    doubted = [i for i, word in enumerate(words) if _is_doubted(word)]
    places = _places(words, doubted[:_MOST], sheet)
    first = _look(places, FIRST, read)
    out = {i: second for i, seen in first.items() if (second := _outcome(places[i], seen))}
    other = {i: places[i] for i, seen in first.items() if any(_may_win(places[i], _core(look.text)) for look in seen)}
    more, among = _look(other, MORE, read), _among(other, read)
    changed = ((i, _changed(place, [*first[i], *more[i]], among[i])) for i, place in other.items())
    return out | {i: second for i, second in changed if second}


def _is_doubted(word: Word) -> bool:
    least = _DOUBTED_BROKEN if _BROKEN.search(word.text) and not _is_form(word.text) else _DOUBTED
    return _PEN <= word.confidence < least and any(map(str.isdigit, word.text))


def _places(words: Sequence[Word], numbers: Sequence[int], sheet: Sheet) -> dict[int, _Place]:
    lines: dict[int, list[Word]] = {}
    for word in words if numbers else ():
        lines.setdefault(word.line, []).append(word)
    places = ((i, _place(words[i], lines[words[i].line], sheet.rulings.bare)) for i in numbers)
    return {i: place for i, place in places if place.alone.size}


def _place(word: Word, line: Sequence[Word], page: Grey) -> _Place:
    told = [size_and_base(other) for other in line if not FLAT.issuperset(other.text)]
    size, base = median(size for size, _ in told), median(base for _, base in told)  # the word itself has figures
    top, bottom = base - _ABOVE * size, base + _BELOW * size
    left, right = word.x0 - _BESIDE * size, word.x1 + _BESIDE * size
    start = max(left - _REACH * size, 0)
    among = cut(page, start, top, right + _REACH * size, bottom)
    at = ((word.x0 + word.x1) / 2 - start) / max(among.shape[1], 1)
    alone = cut(page, left, top, right, bottom)
    return _Place(word, alone, among, _LETTER / max(size, 1), at, low_marks(alone, base - max(int(top), 0), size))


def _look(places: dict[int, _Place], ways: tuple[Way, ...], read: Read) -> dict[int, list[_Seen]]:
    """What is read of each word alone in each of ``ways``."""
    pictures = [picture for place in places.values() for picture in shown(place.alone, place.scale, ways)]
    seen = [_joined(words) for words in (read(pictures) if pictures else [])]
    return {i: seen[n * len(ways) : (n + 1) * len(ways)] for n, i in enumerate(places)}


def _joined(words: Sequence[Word]) -> _Seen:
    return _Seen(" ".join(word.text for word in words), min((word.confidence for word in words), default=0.0))


def _among(places: dict[int, _Place], read: Read) -> dict[int, list[str]]:
    """What is read at the place of each word when its neighbours are shown too."""
    pictures = [picture for place in places.values() for picture in shown(place.among, place.scale, AMONG)]
    found = read(pictures) if pictures else []
    out: dict[int, list[str]] = {i: [] for i in places}
    of_each = [i for i in places for _ in AMONG]
    for i, picture, words in zip(of_each, pictures, found, strict=True):
        at = places[i].at * picture.shape[1]
        out[i].append(next((word.text for word in words if word.x0 <= at <= word.x1), ""))
    return out


def _outcome(place: _Place, first: Sequence[_Seen]) -> Second | None:
    """What two looks settle: that the word was read rightly, or that it may well be another."""
    word = place.word
    cores, sure = [_core(look.text) for look in first], mean(look.confidence for look in first)
    if all(core == _core(word.text) for core in cores):
        right = sure >= _CONFIRMED and _is_form(word.text) and _marks(word.text) == place.marks
        return Second(max(word.confidence, _HONEST * sure)) if right else None
    if _one(cores) or not any(_is_form(look.text) and look.confidence >= _SURE for look in first):
        return None
    return Second(min(word.confidence, _TORN))


def _may_win(place: _Place, core: str) -> bool:
    """Whether ``core`` is another number than was read before, of no fewer signs."""
    before = _core(place.word.text)
    return core != before and len(core) >= len(before) and _is_form(core)


def _changed(place: _Place, seen: Sequence[_Seen], among: Sequence[str]) -> Second | None:
    """The other reading, where the looks agree on it and are sure of it."""
    core, votes = Counter(_core(look.text) for look in seen).most_common(1)[0]
    agreeing = [look for look in seen if _core(look.text) == core]
    text = Counter(look.text for look in agreeing).most_common(1)[0][0]
    beside = sum(_core(other) == core for other in among)
    sure = mean(look.confidence for look in agreeing)
    if not _may_win(place, core) or _marks(text) != place.marks or sure < _SURE:
        return None
    if _is_form(place.word.text):  # one number for another
        agreed = votes == len(seen) and beside == len(among) and sure >= place.word.confidence + _SURER
    else:
        agreed = votes + beside >= _MOST_VOTES and (beside > 0 or _figures(core) == _figures(place.word.text))
    return Second(_HONEST * sure, text) if agreed else None


def _core(text: str) -> str:
    """``text`` without the marks around it."""
    return re.sub(r"^[\W_]+|[^\w%]+$|_+$", "", text)


def _is_form(text: str) -> bool:
    """Whether ``text`` is a number as numbers are written, with the marks of a sentence around it at most."""
    return _PRINTED.fullmatch(text) is not None


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _marks(text: str) -> int:
    return sum(text.count(mark) for mark in ".,;:")


def _one(cores: Sequence[str]) -> bool:
    return len(set(cores)) == 1
