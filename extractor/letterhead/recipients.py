"""Nơi nhận: each line below it is a recipient, the words in brackets its note, "Lưu" the last.

The words themselves are misread more often than most ("Noi nhận", "Noinhận"), so they are known bare of diacritics and
blanks. In two columns the signature stands beside; its lines are the other column's, or are known by the office they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.letterhead import person
from extractor.letterhead.lexicon import words
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.model import Recipient
from extractor.text import Span
from extractor.text.fold import fold_ascii

_TITLE = re.compile(r"n[o0]i ?nh[ae]n ?(?:van ban)? ?[:.;]{0,2} ?")
_ADDRESS = re.compile(r"kinh (?:g[uo]i|trinh|chuyen) ?:? ?")
_BULLET = re.compile(r"[-–—+*•·▪] ?")
_KEPT = re.compile(r"[-–—+*•·▪ ]*luu ?(?:tru)?\b")
_NOTE = re.compile(r"^(?P<name>.*\S)\s*\(+(?P<note>[^()]{1,120})\)?\s*$|^(?P<bare>.*\S)\s*\(+(?P<rest>[^()]{1,120})$")
_BASIS = re.compile(r"\W{1,3}can cu ")
_MOST_LINES = 60
_LONGEST = 300  # code points of one recipient


class Block(NamedTuple):
    """The recipients and the lines ``[first, last]`` they stand in."""

    recipients: tuple[Recipient, ...]
    first: int
    last: int
    span: Span


def find(lines: Sequence[HeadLine]) -> Block | None:
    """The first Nơi nhận block that names anyone."""
    for i, line in enumerate(lines):
        m = _TITLE.match(line.bare) if line.words[0] in "Nn" else None
        if m and (m.end() == len(line.bare) or ":" in m.group() or _BULLET.match(line.bare, m.end())):
            block = _read(lines, i, m.end())
            if block.recipients or m.end() == len(line.bare):
                return block
    return None


def addressees(lines: Sequence[HeadLine], within: int) -> Block | None:
    """Those named under "Kính gửi:", if it stands among the first ``within`` lines."""
    for i, line in enumerate(lines[:within]):
        m = _ADDRESS.match(line.bare)
        if m and (m.end() == len(line.bare) or ":" in m.group()):
            last = i
            while last + 1 < len(lines) and _addressee(lines[last + 1]):
                last += 1
            items = [line.words[m.end() :], *(below.words for below in lines[i + 1 : last + 1])]
            return Block(_recipients(items), i, last, Span(line.start, lines[last].end))
    return None


def _addressee(line: HeadLine) -> bool:
    """A bullet under "Kính gửi:"; "- Căn cứ …" opens the letter itself."""
    return bool(_BULLET.match(line.words)) and len(line.words) <= _LONGEST and not _BASIS.match(line.bare)


def _read(lines: Sequence[HeadLine], at: int, cut: int) -> Block:
    title = lines[at]
    items = [title.words[cut:]] if cut < len(title.words) else []
    last = at
    for i in range(at + 1, min(at + 1 + _MOST_LINES, len(lines))):
        line = lines[i]
        if title.column is not None and line.column is not None and line.column != title.column:
            continue
        step = _step(line, items)
        if step == "stop":
            break
        if step == "skip":
            continue
        if step == "join":
            items[-1] += " " + line.words
        else:
            items.append(line.words)
        last = i
    return Block(_recipients(items), at, last, Span(title.start, lines[last].end))


def _step(line: HeadLine, items: list[str]) -> str:
    """What ``line`` is to the list read so far: "item", "join" (goes on in the last item), "skip" or "stop"."""
    if _BULLET.match(line.words) and not line.ornament and len(line.words) < 4 * _LONGEST:
        return "item"
    if line.table is not None or len(line.words) > _LONGEST:
        return "stop"
    open_list = bool(items) and not _closed(items)
    if line.ornament or person.signs(line) or (person.name(line) and _finished(items)):
        return "skip" if open_list or not items or line.ornament else "stop"
    if not items:
        return "item" if line.words.endswith((";", ".", ":")) or _KEPT.match(line.bare) else "stop"
    if not open_list or line.capitals:
        return "stop"
    return "item" if _KEPT.match(line.bare) or _finished(items) else "join"


def _finished(items: list[str]) -> bool:
    return not items or items[-1].rstrip().endswith((";", "."))


def _closed(items: list[str]) -> bool:
    """Whether the last item is "Lưu: …" and finished: nothing comes after it."""
    return bool(_KEPT.match(fold_ascii(items[-1]))) and not items[-1].rstrip().endswith((",", ":"))


def _recipients(items: Sequence[str]) -> tuple[Recipient, ...]:
    return tuple(filter(None, (_recipient(piece) for item in items for piece in _pieces(item))))


def _pieces(item: str) -> Iterator[str]:
    """The recipients of one line: parted by semicolons outside brackets; "Lưu; VT, KGVX" is one."""
    if _KEPT.match(fold_ascii(item)):
        yield item
        return
    depth = start = 0
    for i, char in enumerate(item):
        depth = max(depth + (char == "(") - (char == ")"), 0)
        if char == ";" and (depth == 0 or item.find(")", i) < 0):
            yield item[start:i]
            start, depth = i + 1, 0
    yield item[start:]


def _recipient(piece: str) -> Recipient | None:
    name = " ".join(_BULLET.sub("", piece.strip(), count=1).split()).rstrip(" .;,/")
    if not any(c.isalnum() for c in name):
        return None
    m = _NOTE.match(name)
    if m:
        return Recipient((m.group("name") or m.group("bare")).rstrip(" (,"), (m.group("note") or m.group("rest")).strip())
    return _unbracketed(name)


def _unbracketed(name: str) -> Recipient:
    """ "UBND tỉnh để báo cáo": a known note behind the name."""
    bare = fold_ascii(name)
    for note in sorted(words("notes"), key=len, reverse=True):
        if bare.endswith(" " + note) and len(bare) == len(name):
            return Recipient(name[: -len(note)].rstrip(" ,-–:"), name[-len(note) :])
    return Recipient(name)
