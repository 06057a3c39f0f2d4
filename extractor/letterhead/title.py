"""Tên loại và trích yếu: "KẾ HOẠCH" over "Phát động phong trào …", "LUẬT" over its name, or "V/v …" of a công văn.

A type name is one where it has a line to itself, or opens a title in capitals while the letterhead shows itself elsewhere:
a web notice whose headline begins with THÔNG BÁO has no letterhead, and none is made up for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractor.letterhead import zone
from extractor.letterhead.document_types import DocumentType, document_types
from extractor.letterhead.found import Found
from extractor.letterhead.lines import HeadLine
from extractor.text import Span
from extractor.text.fold import fold_ascii

_DRAFT = re.compile(r"\W*du thao\W+(?:lan \d\W+)?")
_EDGE = " :.*-–_()"
_LONGEST = 500  # code points of a subject
_MANNER = 3  # words
_SHORT = 130  # code points: a longer line below a subject is the first paragraph


class Title(NamedTuple):
    """The kind of document, where its name is printed, and the words that follow the name on the same line."""

    kind: DocumentType
    span: Span
    line: int
    rest: Span


def find(lines: Sequence[HeadLine], *, anchored: bool) -> Title | None:
    """The title among ``lines``; ``anchored`` says that other parts of a letterhead were found."""
    exact = next(filter(None, (_exact(line, i, anchored) for i, line in enumerate(lines))), None)
    if exact or not anchored:
        return exact
    return next(filter(None, (_opening(line, i) for i, line in enumerate(lines))), None)


@cache
def _names() -> list[tuple[str, DocumentType]]:
    pairs = [(fold_ascii(name), kind) for kind in document_types() for name in (kind.name, *kind.also)]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _squeezed() -> dict[str, DocumentType]:
    """The names without blanks; of two alike, the first counts."""
    return {name.replace(" ", ""): kind for name, kind in reversed(_names())}


@cache
def _opens() -> tuple[re.Pattern[str], dict[str, DocumentType]]:
    """A pattern for bare text that begins with a name as whole words, the longest first; name → kind."""
    names = "|".join(re.escape(name) for name, _ in _names())
    return re.compile(rf"(?:{names})(?![^\W_])"), dict(reversed(_names()))


def _exact(line: HeadLine, i: int, anchored: bool) -> Title | None:
    """A line that is a type name and nothing else, spaced letters included ("Q U Y Ế T  Đ Ị N H")."""
    if not (line.capitals or (anchored and (line.style.centred or line.style.bold))) or len(line.words) > 80:
        return None
    kind = _squeezed().get(_DRAFT.sub("", line.bare).strip(_EDGE).replace(" ", ""))
    return Title(kind, line.span, i, Span(line.end, line.end)) if kind else None


def _opening(line: HeadLine, i: int) -> Title | None:
    """A line that opens with a type name in capitals: "BÁO CÁO Kết quả …", "KẾ HOẠCH TỔ CHỨC …"."""
    found = begins(line, i)
    return found if found and line.words[found.span.start - line.start : found.span.end - line.start].isupper() else None


def begins(line: HeadLine, i: int) -> Title | None:
    """The type name that line ``i`` opens with, in capitals or not."""
    draft = _DRAFT.match(line.bare)
    start = draft.end() if draft else 0
    pattern, kinds = _opens()
    named = pattern.match(line.bare, start)
    if not named:
        return None
    end = named.end()
    rest = line.words[end:].lstrip(_EDGE)
    if _whose(rest):
        rest = ""
    return Title(kinds[named.group()], Span(line.start + start, line.start + end), i, Span(line.end - len(rest), line.end))


def _whose(words: str) -> bool:
    """ "(QUYẾT ĐỊNH) CỦA ỦY BAN NHÂN DÂN TỈNH": whose document it is, not what about; with a number it says more."""
    return words.startswith("CỦA ") and not any(map(str.isdigit, words))


def owner(line: HeadLine) -> Found | None:
    """Whose document it is, where ``line`` says nothing else."""
    name = line.words[len("CỦA ") :].strip(_EDGE)
    return Found(name, Span(line.end - len(line.words) + len("CỦA "), line.end), 0) if _whose(line.words) and name else None


def subject(lines: Sequence[HeadLine], title: Title, text: str) -> Found | None:
    """The trích yếu as one line, its own lines joined by a blank; ``line`` is the last of them."""
    found = [title.rest] if title.rest.of(text).strip() else []
    first, last = (lines[title.line] if found and not _manner(title.rest.of(text)) else None), title.line
    for i in range(title.line + 1, len(lines)):
        line = lines[i]
        if not found and (line.ornament or _whose(line.words)):
            continue
        so_far = " ".join(place.of(text) for place in found)
        adjacent = text.count("\n", lines[i - 1].end, line.start) == 1
        if not _belongs(line, first, so_far, adjacent=adjacent) or len(so_far) + len(line.words) > _LONGEST:
            break
        found.append(line.span)
        first, last = first or line, i
    words = _bared(" ".join(" ".join(place.of(text).split()) for place in found))
    written = sum(map(str.isalpha, words)) > 3
    return Found(words, Span(found[0].start, found[-1].end), last) if written else None


def _says_about(line: HeadLine) -> bool:
    """ "về lãnh đạo …" in small letters, below a line that may be in capitals: no paragraph begins so."""
    return line.words.startswith("về ") and len(line.words) < _LONGEST and not line.words.endswith((";", ":", "."))


def _manner(rest: str) -> bool:
    """A few words behind the type that say which of its kind it is: "BÁO CÁO TỔNG KẾT", the matter below set otherwise."""
    return rest.isupper() and len(rest.split()) <= _MANNER


def _bared(words: str) -> str:
    """The subject without the marks around it; a bracket stays where its other half stands ("… (từ ngày 24/5 đến 30/5)")."""
    bare = words.strip(_EDGE).rstrip(".")
    return bare + ")" * (bare.count("(") - bare.count(")") == 1 and words.rstrip(" .").endswith(")"))


def _belongs(line: HeadLine, first: HeadLine | None, before: str, *, adjacent: bool) -> bool:
    """Whether ``line`` is part of the subject that began with ``first`` and reads ``before`` so far."""
    if first is not None and adjacent and (zone.limits_subject(line) or _says_about(line)):
        return True
    if (
        line.ornament
        or (zone.attached(line) and not zone.about(line))
        or zone.national(line)
        or line.table is not None
        or zone.item(line)
    ):
        return False
    if first is None:
        ended = line.words.endswith((";", ":", ".")) or (bool(before) and zone.begins_body(line))
        return not (ended or _office(line) or zone.certain_opening(line)) and len(line.words) < _LONGEST
    if zone.begins_body(line):
        return False
    if line.words.endswith((";", ":", "./.")) or before.endswith((".", ";", ":")) or _office(line):
        return False
    return _same_setting(line, first, before, adjacent=adjacent)


def _same_setting(line: HeadLine, first: HeadLine, before: str, *, adjacent: bool) -> bool:
    """Set alike; where the format tells nothing, a short line that follows at once, or goes on in small letters."""
    if line.capitals != first.capitals:
        return False
    marked = first.style.centred or first.style.bold
    if marked:
        alike = (line.style.centred, line.style.bold) == (first.style.centred, first.style.bold)
        return alike and not line.words.endswith(".")
    if line.words.endswith(".") or (line.opens_with("organisations") and not _asks(before)):
        return line.words[:1].islower()
    goes_on = line.words[:1].islower() or line.words[:1].isdigit() or line.capitals or _asks(before)
    return goes_on or (adjacent and len(line.words) < _SHORT)


def _asks(before: str) -> bool:
    """Whether the subject so far cannot end here."""
    return before.endswith((",", "-", "–", " của", " và", " tại", " cho", " về", " với", " theo"))


def _office(line: HeadLine) -> bool:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" between title and preamble of a decision: who decides, not what about."""
    return line.capitals and line.opens_with("deciders")
