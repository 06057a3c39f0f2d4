"""Each document of a file by itself, and what is attached to it.

The letterhead and the sections of a document are read from its own stretch of the text only. Another document becomes one
section without a label ("Báo cáo số 12/BC-UBND …"), under which its own sections stand with their own labels and depths.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractor import letterhead, sections
from extractor.attachments import boundaries
from extractor.attachments.attachment import Attachment, Kind
from extractor.attachments.own_header import own_header
from extractor.letterhead import Letterhead, opening, recipients
from extractor.letterhead.document_types import names
from extractor.letterhead.lines import HeadLines
from extractor.messages import say
from extractor.sections import Section
from extractor.sections.lexicon import lexicon
from extractor.text import Note, Span, Text
from extractor.text.fold import fold_ascii

_ISSUED = re.compile(r"\W{0,3}(?:duoc )?ban hanh kem theo|\W{0,3}(?:duoc )?ban hanh va kem theo")
#: One class of first letters and then what each begins, so that the scan stops at few places: a tenth of the time.
_HINT = re.compile(
    r"[SCĐDẢA](?:(?<=\bS)[ốỐOo06]\s?[:.]|(?<=C)[ỘO]NG H[ÒO][AÀ]"
    r"|(?:(?<=^Đ)D?[ẢA]|(?<=^D)[ẢA]|(?<=^[ẢA]))NG C[ỘO]NG S[ẢA]N VI[ỆE]T NAM)",
    re.MULTILINE,
)
_ONE_LETTERHEAD = 2  # Quốc hiệu and number: a text that has no more of them holds one document
_REFERENCE = 1_200  # code points of an annex among which "(Ban hành kèm theo …)" stands


class Paper(NamedTuple):
    """One document of the file: its letterhead and the stretch of the text that it stands in."""

    letterhead: Letterhead
    place: Span


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents of the file, the sections of all in reading order, and what is attached to the first."""

    documents: list[Paper]
    sections: list[Section]
    attachments: list[Attachment]

    @property
    def letterhead(self) -> Letterhead:
        """That of the document itself, the first."""
        return self.documents[0].letterhead

    def document_at(self, offset: int) -> Paper:
        """The document that ``offset`` stands in."""
        return self.documents[max(bisect_right(self.documents, offset, key=lambda paper: paper.place.start) - 1, 0)]


def read(text: Text, *, classify: bool = True) -> Papers:
    """What ``text`` holds. ``classify`` as for ``sections.read``."""
    lines_of = HeadLines(text)
    starts = _starts(text, lines_of)
    places = [Span(a, b) for a, b in zip([0, *starts], [*starts, len(text.text)], strict=True)]
    papers = [Paper(letterhead.read(text, place, lines_of), place) for place in places]
    tree: list[Section] = []
    attached: list[Attachment] = []
    for number, paper in enumerate(papers):
        own = sections.read(text, paper.letterhead.body, within=paper.place, classify=classify)
        if number:
            root = _root(text, paper)
            attached.append(Attachment("van_ban_khac", len(tree), root.title, paper.letterhead, root.start, root.end))
            own = [root, *(replace(s, parent=0 if s.parent is None else s.parent + 1) for s in own)]
        attached += _annexes(text, own, len(tree), lines_of)
        tree += [s if s.parent is None else replace(s, parent=s.parent + len(tree)) for s in own] if tree else own
    return Papers(papers, tree, attached)


def _starts(text: Text, lines_of: HeadLines) -> list[int]:
    """Where each document but the first begins."""
    if len(_HINT.findall(text.text)) <= _ONE_LETTERHEAD:
        return []
    lines = lines_of.within(Span(0, len(text.text)))
    first = opening.read(lines, text.text, closed=recipients.find(lines) is not None)
    return [lines[i].start for i in boundaries.find(lines, first, text.text)]


def _root(text: Text, paper: Paper) -> Section:
    """The section that another document is: named by its type, number and subject."""
    head, place = paper
    end = place.start + len(place.of(text.text).rstrip())
    first = next((head.spans[name] for name in ("subject", "doc_type_name", "number") if name in head.spans), place)
    note = Note("second_document", say("warning_second_document", name=_name(head)), place.start, first.end)
    heading = Span(place.start, first.end)
    return Section(None, head.subject or head.doc_type_name, "khac", 1, None, place.start, end, heading, (note,))


def _name(head: Letterhead) -> str:
    """ "Báo cáo số 12/BC-UBND: Kết quả …", as far as it is printed."""
    kind = head.doc_type_name or "Văn bản"
    named = f"{kind} số {head.number}" if head.number else kind
    return f"{named}: {head.subject}" if head.subject else named


def _annexes(text: Text, tree: Sequence[Section], shift: int, lines_of: HeadLines) -> Iterator[Attachment]:
    """The sections of one document that open as an annex; forms inside an annex are attachments of their own."""
    places = [i for i, section in enumerate(tree) if section.annex]
    for i, after in zip(places, [*places[1:], None], strict=False):
        section = tree[i]
        kind: Kind = "ban_hanh_kem" if _issued_with(text, section) else "phu_luc"
        end = section.end if after is None else min(section.end, tree[after].start)
        own = own_header(text, replace(section, end=end), lines_of, issued=kind == "ban_hanh_kem")
        yield Attachment(kind, shift + i, section.title, own, section.start, section.end)


def _issued_with(text: Text, section: Section) -> bool:
    """Whether the annex is what the document issues: no "Phụ lục I", but a plan with its "(Ban hành kèm theo …)"."""
    if section.label:
        return False
    lines = text.text[section.start : min(section.end, section.start + _REFERENCE)].split("\n")[:8]
    return any(_ISSUED.match(fold_ascii(line[:60])) for line in lines) and _names_text(lines[0])


def _names_text(first: str) -> bool:
    """Whether an annex is a text of its own, not a list: its first line names a type of document, or begins like one."""
    words = fold_ascii(first) + " "
    return any(words.startswith(fold_ascii(kind) + " ") for kind in (*names(), *lexicon().issued))
