"""The closing block: Nơi nhận and the signature, wherever the columns put them in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.letterhead import person, recipients, signature, zone
from extractor.letterhead.lines import HeadLine
from extractor.letterhead.model import Signer
from extractor.letterhead.recipients import Block
from extractor.letterhead.signature import Signatures
from extractor.text import Span

_BEFORE, _AFTER = 15, 40  # lines around Nơi nhận among which the signature stands
_AT_END = 6  # last lines of a document, among which a signer may stand alone under a table
_LONGEST = 160  # code points: no line of a signature is longer
_ANNEX = re.compile(r"phu luc\b|mau (?:so|bieu)\b|bieu (?:so|mau)\b|danh sach\b|noi nhan ?:")


@dataclass(frozen=True)
class Closing:
    """Recipients and signatures, and ``tail``, the place of both (empty at the end of the text where there is neither)."""

    block: Block | None
    signed: Signatures | None
    tail: Span


def read(lines: Sequence[HeadLine], after: int, length: int) -> Closing:
    """The closing block of ``lines`` below line ``after``; ``length`` is where the text ends.

    The first signature with a name ends the document proper: a Nơi nhận far below it belongs to a form in an annex.
    """
    below = lines[after:]
    block, alone = recipients.find(below), _alone(below)
    if block and alone and sum(alone.span.end <= line.start for line in below[: block.first]) > _BEFORE:
        block = None
    signed = _around(below, block) if block else alone or _stamped(below)
    if not (block and block.recipients) and not (signed and any(signer.name for signer in signed.signers)):
        return Closing(None, None, Span(length, length))
    places = [part.span for part in (block, signed) if part]
    if block and not signed:
        signed = _last_line(below[block.last + 1 :]) or _right_below(below, block)
    return Closing(block, signed, Span(min(p.start for p in places), max(p.end for p in places)))


def _around(lines: Sequence[HeadLine], block: Block) -> Signatures | None:
    """The signature beside Nơi nhận: its column read before, after, or line by line with the other."""
    start, end = max(block.first - _BEFORE, 0), block.first
    while start < end and not _short(lines[end - 1]):
        end -= 1
    last_long = next((i for i in range(block.first - 1, start - 1, -1) if not _short(lines[i])), start - 1)
    first = last_long + 1
    stop = next((i for i in range(block.last + 1, len(lines)) if _ends_block(lines[i])), len(lines))
    window = list(lines[first : min(stop, block.last + _AFTER)])
    return signature.find([line for line in window if not _recipient_line(line)])


def _short(line: HeadLine) -> bool:
    return len(line.words) < _LONGEST and not line.words.endswith((";", ":", "./.")) and not zone.item(line)


def _recipient_line(line: HeadLine) -> bool:
    return line.words.startswith(("-", "–", "•")) or line.words.endswith(";")


def _ends_block(line: HeadLine) -> bool:
    """Whether an annex or another document begins: its title, a long line, a table."""
    if (
        line.table is not None
        or len(line.words) >= _LONGEST
        or zone.national(line)
        or (zone.attached(line) and not person.signed(line))
    ):
        return True
    return bool(_ANNEX.match(line.bare)) or zone.item(line)


def _alone(lines: Sequence[HeadLine]) -> Signatures | None:
    """A signature without Nơi nhận: an office in capitals that a name follows closely.

    The first behind a closing mark ("./."), else the first: an instruction may show signatures as examples.
    """
    names = [i for i, line in enumerate(lines) if person.name(line)]
    first = None
    for i, line in enumerate(lines):
        near = bisect_right(names, i)
        if near == len(names) or names[near] - i >= _BEFORE or line.table is not None or not person.office(line):
            continue
        window = _run(lines, i)
        found = signature.find(window) if names[near] - i < len(window) else None
        if found and any(above.words.endswith("./.") for above in lines[max(i - 3, 0) : i]):
            return found
        first = first or found
    return first


def _run(lines: Sequence[HeadLine], start: int) -> list[HeadLine]:
    """The short lines from ``start`` on, up to what ends the block."""
    out = [lines[start]]
    for line in lines[start + 1 : start + _BEFORE]:
        if _ends_block(line):
            break
        out.append(line)
    return out


def _stamped(lines: Sequence[HeadLine]) -> Signatures | None:
    """A name above "(Đã ký)" at the very end: databases of old papers leave out the office."""
    if len(lines) < 2 or not person.signed(lines[-1]) or not (named := person.familiar(lines[-2])):
        return None
    start, end = lines[-2].start, lines[-1].end
    return Signatures((Signer(named, None, None),), len(lines) - 2, len(lines) - 1, Span(start, end))


def _right_below(lines: Sequence[HeadLine], block: Block) -> Signatures | None:
    """A person's name right below the recipients, where the office above it could not be read."""
    for i, line in enumerate(lines[block.last + 1 : block.last + 4], block.last + 1):
        if line.table is not None or _ends_block(line):
            return None
        if named := person.familiar(line):
            return Signatures((Signer(named, None, None),), i, i, line.span)
    return None


def _last_line(lines: Sequence[HeadLine]) -> Signatures | None:
    """A name that stands alone on the last lines, where an annex's table came between it and Nơi nhận."""
    last = [line for line in lines[-_AT_END:] if line.table is None]
    if len(last) < 2 or not (named := person.name(last[-1])) or person.preparer(last[-2]):
        return None
    end = len(lines) - 1
    return Signatures((Signer(named, None, None),), end, end, last[-1].span)
