"""Where another document begins in the same file.

A letterhead is known by Quốc hiệu (or the Party's name) or by a line that is a number. Forms in annexes have all of it too, so
more is asked: a serial that is filled in and differs from the first document's, or, where the number is missing, a full date;
an issuer; a title or an address; and above it something that closes a document (a signature, Nơi nhận), with no "Mẫu số …" or
"(Kèm theo …)" right above, which make it a form's; where annexes stand between, only a letterhead that lacks nothing counts.
A page that repeats the first number is a copy or a continuation, no second document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.letterhead import closing, number, opening, person, zone
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.opening import Opening
from extractor.text.fold import fold_ascii

_ABOVE = 6  # lines between the first of a letterhead and its Quốc hiệu or number: superior, issuer, both over two lines
_HEAD = 60  # lines a letterhead is read from
_NEAR = 25  # lines between a letterhead's anchors: those of one letterhead are one candidate
_CLOSE_ABOVE = 80  # lines above among which the closing block of the document before must stand
_LONGEST = 120  # code points of a line of a letterhead
_SERIAL = re.compile(r"\d{1,6}[a-zđ]{0,2}[/–-].*[^\W\d]", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ANNEX = re.compile(
    r"\W{0,3}(?:phu (?:luc|bieu|dinh)|(?:bieu )?mau (?:so|bieu)?\b|bieu (?:so|mau)\b|(?:ban hanh |dinh )?kem theo)"
)
_PLACEHOLDER = re.compile(r"[.…_]{3,}|[{}<>\[\]]|\(\d{1,2}\)|\.{2,}")


def find(lines: Sequence[HeadLine], first: Opening, text: str) -> list[int]:
    """The indices of the lines at which further documents begin, in order."""
    found: list[int] = []
    known = {_key(first)}
    annexes = [i for i, line in enumerate(lines) if len(line.words) < _LONGEST and _ANNEX.match(line.bare)]
    begin = looked = first.after
    closed = False
    for at, last in _anchors(lines, begin):
        start = _first_line(lines, at, begin)
        if start < looked:
            continue
        closed, looked = closed or _ends(lines[looked:start]), start
        head = opening.read(lines[start : start + _HEAD], text, closed=True)
        if _key(head) in known or not _is_letterhead(head, lines[at : last + 1]):
            continue
        below = closed or _closes(lines[max(begin, start - _CLOSE_ABOVE) : start])
        if below and _own(lines, begin, start, head, annexed=bisect_left(annexes, begin) < bisect_left(annexes, start)):
            found.append(start)
            known.add(_key(head))
            begin = looked = start + head.after
            closed = False
    return found


def _key(head: Opening) -> str:
    return fold_ascii(head.number.value if head.number else head.dated.issued_on if head.dated else "")


def _anchors(lines: Sequence[HeadLine], begin: int) -> Iterator[tuple[int, int]]:
    """(first, last) line of every group of lines that only a letterhead has: Quốc hiệu and number, each of them once."""
    first = last = -1
    held: set[bool] = set()
    for i in range(begin, len(lines)):
        if len(lines[i].words) > _LONGEST:
            continue
        national = _national(lines[i])
        if not (national or number.find([lines[i]])):
            continue
        if first >= 0 and (i - first > _NEAR or (national in held and i - last > _ABOVE)):
            yield first, last
            first, held = -1, set()
        first, last = i if first < 0 else first, i
        held.add(national)
    if first >= 0:
        yield first, last


def _national(line: HeadLine) -> bool:
    return zone.national(line) and line.capitals


def _first_line(lines: Sequence[HeadLine], anchor: int, begin: int) -> int:
    """The first line of the letterhead whose Quốc hiệu or number stands at ``anchor``: capitals above it, on its page."""
    first = anchor
    while first > max(begin, anchor - _ABOVE) and _of_letterhead(lines[first - 1], lines[anchor]):
        first -= 1
    return first


def _of_letterhead(line: HeadLine, anchor: HeadLine) -> bool:
    if line.page != anchor.page or len(line.words) > _LONGEST:
        return False
    named = line.opens_with("organisations") and line.words[:1].isupper()  # "PHÒNG Y TẾ" could be a person's name as well
    return named or line.ornament or (line.capitals and not person.name(line) and not person.office(line))


def _is_letterhead(head: Opening, anchors: Sequence[HeadLine]) -> bool:
    """Whether what was read is a document's own letterhead and no form's."""
    if head.issuer is None or _PLACEHOLDER.search(head.issuer.name) or not (head.title or head.letter):
        return False
    if head.number and _SERIAL.match(head.number.value):
        return head.dated is not None
    return head.dated is not None and _DAY.fullmatch(head.dated.issued_on) is not None and any(map(_national, anchors))


def _ends(lines: Sequence[HeadLine]) -> bool:
    """Whether a document closes among ``lines``: recipients, or a signer with a name."""
    return bool(lines) and closing.read(lines, 0, lines[-1].end + 1).tail.start <= lines[-1].end


def _closes(above: Sequence[HeadLine]) -> bool:
    """Whether the lines right above a letterhead hold a signature, be it without a name, or Nơi nhận."""
    found = closing.read(above, 0, above[-1].end) if above else None
    return found is not None and (found.block is not None or found.signed is not None)


def _own(lines: Sequence[HeadLine], begin: int, start: int, head: Opening, *, annexed: bool) -> bool:
    """Whether the letterhead is no form's: no annex's label right above; ``annexed``, below annexes, it lacks nothing."""
    if any(_ANNEX.match(line.bare) for line in lines[max(start - _ABOVE, begin) : start + 2]):
        return False
    if not annexed:
        return True
    whole = head.number is not None and head.dated is not None and _DAY.fullmatch(head.dated.issued_on) is not None
    return whole and any(map(_national, lines[start : start + head.after]))
