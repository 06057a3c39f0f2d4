"""Running headers, footers and page numbers: they repeat on every page and belong to none of the sentences they cut.

Only the outermost lines of a page can be furniture, and two things give them away. A number that counts with the pages: the
same words with it on two pages are enough, whichever side it changes to (the Công báo prints it left on even pages). And the
same words at the same height on three pages in a row and on most of all pages. Letterheads, labels ("PHỤ LỤC 2" on the second
of three pages) and rows of tables are none. An address of a web site needs two pages, and the stamp of a digital signature
none: it says itself what it is, signer and second of signing. A mark of secrecy on every page stays once. In eleven documents
of the Công báo the running heads made 92 dates that nobody wrote and cut 30 paragraphs in two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.repair import continuation as says
from extractor.repair.visual_lines import VisualLine, visual_lines
from extractor.stamps import marked
from extractor.text import Edit, Text

RULE = "page_furniture"

_DEEPEST = 3  # lines at either edge of a page that can be furniture
_LONGEST = 200  # code points: a longer line is a paragraph
_SAME_HEIGHT = 4.0  # points
_FEWEST_WORDS = 4  # beside a counting number: "Bảng 3" on the third page is a caption
_SHARE = 0.6  # of the pages that words without a number must stand on
_COUNTER = re.compile(r"[-–—]?(\d{1,4})(?:/\d{1,4})?[-–—]?")
_BARE = frozenset({"", "trang", "page"})
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,100}|[\w-]{2,40}\.(?:gov\.|com\.|org\.)?vn", re.IGNORECASE)

_SIGNED_BY = re.compile(r"(?:Người ký|(?:Được )?[Kk]ý (?:số )?bởi|(?:Digitally )?[Ss]igned by) ?: ?\S")
_SIGNS = ("Người ký", "ý bởi", "ý số bởi", "igned by")  # what ``_SIGNED_BY`` holds; found a hundred times as fast
_STAMPED = re.compile(r"(?:Email|E-mail|Cơ quan|Tổ chức|Đơn vị|Chức vụ|Thời gian ký|Ngày ký|Giờ ký|Date|Reason|Location) ?:")
_SECOND = re.compile(r"\b\d{1,2}:\d{2}:\d{2}\b")
_STAMP_LINES = 8


class _Reading(NamedTuple):
    """One way to read an outermost line: ``words`` without the page number, ``offset`` of that number from the page."""

    words: str
    offset: int | None


def edits(text: Text) -> list[Edit]:
    """The lines of page furniture, removed with their line ends."""
    signed = any(words in text.text for words in _SIGNS) and _SIGNED_BY.search(text.text) is not None
    if text.source.page_count < 2 and not signed:
        return []
    pages: Mapping[int, list[VisualLine]] = defaultdict(list)
    for line in visual_lines(text, None if signed else _outer(text)):
        pages[line.page].append(line)
    stamps = {line.start: line for lines in pages.values() for line in _stamped(lines)} if signed else {}
    if stamps:
        pages = {page: [line for line in lines if line.start not in stamps] for page, lines in pages.items()}
    gone = list(stamps.values())
    for bottom in (False, True):
        gone += _without_mark(list(_peeled(pages, bottom)), bottom)
    return list(_removed(text.text, sorted(gone)))


def _without_mark(peeled: list[VisualLine], bottom: bool) -> list[VisualLine]:
    """What leaves of the lines at one edge: a mark of secrecy stays once, over the first page or under the last."""
    marks = [line for line in peeled if marked(line.words)]
    kept = (max if bottom else min)(marks, key=lambda line: line.page, default=None)
    return [line for line in peeled if line is not kept]


def _outer(text: Text) -> list[int]:
    """The paragraphs at either edge of their page: no others can be furniture, unless they are a stamp."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, paragraph in enumerate(text.paragraphs):
        pages[paragraph.page].append(i)
    return sorted(i for lines in pages.values() for i in {*lines[:_DEEPEST], *lines[-_DEEPEST:]})


def _peeled(pages: Mapping[int, list[VisualLine]], bottom: bool) -> Iterator[VisualLine]:
    """Furniture at one edge, from the outermost line inwards as long as it is found; what is found leaves ``pages``."""
    at = -1 if bottom else 0
    for _ in range(_DEEPEST):
        found = _furniture([lines[at] for lines in pages.values() if lines], len(pages))
        if not found:
            return
        for line in found:
            del pages[line.page][at]
        yield from found


def _furniture(outermost: Iterable[VisualLine], page_count: int) -> list[VisualLine]:
    """Those of the outermost lines, one a page, that are furniture."""
    possible = [(line, _readings(line)) for line in outermost if _possible(line)]
    alike: dict[_Reading, list[VisualLine]] = defaultdict(list)
    for line, readings in possible:
        for reading in readings:
            alike[reading].append(line)
    known = {reading for reading, lines in alike.items() if _is_furniture(reading, lines, page_count)}
    # A head that counts its pages stays one on the page whose number is missing or wrong.
    counting = {words for words, offset in known if offset is not None and words}
    known |= {reading for reading in alike if reading.words in counting}
    return [line for line, readings in possible if not known.isdisjoint(readings)]


def _possible(line: VisualLine) -> bool:
    words = line.words
    if line.table is not None or len(words) > _LONGEST:
        return False
    return _COUNTER.fullmatch(words) is not None or not (says.stands_alone(words) or says.labelled(words))


def _readings(line: VisualLine) -> list[_Reading]:
    """The line as it stands, and without a number at either end."""
    tokens = [token for token in line.words.split() if token.strip("-–—")]
    out = [_Reading(" ".join(tokens), None)]
    for at in {0, len(tokens) - 1} if tokens else ():
        if number := _COUNTER.fullmatch(tokens[at]):
            out.append(_Reading(" ".join(tokens[:at] + tokens[at + 1 :]), int(number[1]) - line.page))
    return out


def _is_furniture(reading: _Reading, lines: Sequence[VisualLine], page_count: int) -> bool:
    """Whether lines that read alike on so many pages are furniture."""
    if _ADDRESS.fullmatch(reading.words):
        return len(lines) > 1
    if reading.offset is None:
        return len(lines) >= _SHARE * page_count and _longest_run(lines) >= 3
    if reading.words.lower() in _BARE:
        return len(lines) > 1 or (reading.offset == 0 and lines[0].page > 1)
    return len(lines) > 1 and len(reading.words.split()) >= _FEWEST_WORDS


def _stamped(lines: Sequence[VisualLine]) -> Iterator[VisualLine]:
    """The lines of digital signatures' stamps: from who signed to the second of signing, a few lines below."""
    for i, line in enumerate(lines):
        if not _SIGNED_BY.match(line.words):
            continue
        near = lines[i : i + _STAMP_LINES]
        named = [j for j, other in enumerate(near) if _STAMPED.match(other.words) or _SECOND.search(other.words)]
        if any(_SECOND.search(near[j].words) for j in named):
            yield from near[: named[-1] + 1]


def _longest_run(lines: Iterable[VisualLine]) -> int:
    """The most pages in a row on which the lines stand at one height."""
    longest = run = 1
    for a, b in pairwise(lines):
        level = a.first is None or b.first is None or abs(a.first.top - b.first.top) <= _SAME_HEIGHT
        run = run + 1 if b.page == a.page + 1 and level else 1
        longest = max(longest, run)
    return longest


def _removed(text: str, lines: Iterable[VisualLine]) -> Iterator[Edit]:
    """Each line with the blanks around it and its line end (the one before, where it is the last of the text)."""
    before = 0
    for line in lines:
        start = text.rfind("\n", 0, line.start) + 1
        end = text.find("\n", line.end) + 1 or len(text)
        if end == len(text) and not text.endswith("\n"):
            start = max(start - 1, before)
        yield Edit(start, end, "", RULE)
        before = end
