"""From paragraphs to nodes: one pass over the text, every label put where the counting says it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.sections import labels, sequence
from extractor.sections.forms import ANNEX, HEADING, LABELLED_ANNEX, STRUCTURAL
from extractor.sections.headings import Heading, form_title, head_lines, unnumbered
from extractor.sections.levels import Level, Levels
from extractor.sections.lexicon import lexicon
from extractor.sections.quotations import Quotations
from extractor.sections.reading import Candidate, Reading
from extractor.sections.regions import CODE, Annex, Regions, find_regions, is_recipients, opening
from extractor.sections.typography import ends_sentence, in_capitals, set_apart
from extractor.sections.words import refers
from extractor.text import Paragraph, Span, Text

_NUMBERED = re.compile(r"\d/|so ?:? ?\d")  #: the number of the document that an annex comes with


@dataclass(slots=True)
class Node:
    """A section while it is being read."""

    form: str
    label: str | None
    start: int
    rest: Span  #: the words after the label: title, or the paragraph itself
    paragraph: int
    parent: int | None
    depth: int
    end: int = 0
    head_end: int = 0  #: where the last line of the head ends: what stands after it is the section's body
    heading: bool | None = None  #: True where the form alone makes a heading of it
    kind: str | None = None  #: known without asking the lexicon
    value: tuple[int, ...] = ()
    slip: bool = False
    repeated: bool = False


class Outline:
    """The reading of one document; ``nodes`` are its sections in reading order."""

    def __init__(self, text: Text, body: Span | None, within: Span | None = None) -> None:
        self.text = text
        self.paragraphs = text.paragraphs[: text.paragraph_count_before(within.end)] if within else text.paragraphs
        self.regions: Regions = find_regions(text, self.paragraphs, body)
        self.candidates = dict(self._candidates())
        self.followed = sequence.followers(self.candidates)
        self.romans = sequence.next_romans(self.candidates)
        self.nodes: list[Node] = []
        self.levels = Levels(self._end)
        self.last_end = 0
        self.silent = False  #: between the signature and the first annex
        self.annexed = False
        self.head_until = -1  #: the last paragraph that belongs to a head already read
        self.basis_open = False
        self.counted = False  #: whether a label or the legal basis has been read
        self.quotes = Quotations(self.levels)

    def read(self) -> list[Node]:
        for i in range(self.regions.body.start, len(self.paragraphs)):
            self._paragraph(i)
        self.levels.floors.clear()
        self.levels.close_to(0)
        self._reach()
        return self.nodes

    def _reach(self) -> None:
        """An annex after the signature holds its own letterhead and signature: it reaches to the next one."""
        annexes = [i for i, n in enumerate(self.nodes) if n.form in ANNEX and n.paragraph >= self.regions.body.end]
        following: dict[int | None, int] = {}  # parent → the paragraph at which its next annex begins
        until: dict[int | None, int] = {None: len(self.paragraphs)}
        for i in reversed(annexes):
            node = self.nodes[i]
            until[i] = following.get(node.parent, -1)
            following[node.parent] = node.paragraph
        for i in annexes:
            node = self.nodes[i]
            stop = until[i] if until[i] >= 0 else until.get(node.parent, -1)
            until[i] = stop
            node.end = max(node.end, self.paragraphs[stop - 1].end) if stop > 0 else node.end

    def _candidates(self) -> Iterator[tuple[int, Candidate]]:
        """By paragraph, what its first words may be a label of; none before the body: it may be one document of many."""
        for i in range(self.regions.body.start, len(self.paragraphs)):
            paragraph = self.paragraphs[i]
            if paragraph.table is None and (found := labels.candidate(self.text.text, paragraph.start, paragraph.end)):
                yield i, found

    def _end(self, node: int) -> None:
        self.nodes[node].end = max(self.last_end, self.nodes[node].head_end)

    def _close_all(self) -> None:
        self.quotes.clear()
        self.levels.close_to(0)

    def _paragraph(self, i: int) -> None:
        paragraph = self.paragraphs[i]
        self.quotes.aside(paragraph.quoted)
        if i == self.regions.body.end:
            self._close_all()
            self.silent, self.annexed = True, False
        if i > self.head_until:
            self._opens(i, paragraph)
        if not self.silent:
            self.last_end = max(self.last_end, paragraph.end)
            if self.quotes.unbalanced:
                self.quotes.leave(paragraph.span.of(self.text.text))

    def _opens(self, i: int, paragraph: Paragraph) -> None:
        """Open whatever section begins at paragraph ``i``."""
        if is_recipients(self.text, paragraph):
            self._recipients(i)
            return
        annex = self.regions.annexes.get(i)
        if annex and not (annex.last < annex.first and self._mentions_form(i)) and not self._labels_annex(i):
            self._annex(annex)
            return
        if i == self.regions.closing:
            self._close_all()
        candidate = self.candidates.get(i)
        if candidate and candidate.readings[-1].bullet and not self.silent and self._legal_basis(i, paragraph):
            return  # "- Căn cứ …;" one below the other is the basis all the same
        reading = self._reading(i, paragraph, candidate) if candidate else None
        if candidate and reading and not (self.silent and not self._wakes(reading, paragraph)):
            self._section(i, paragraph, candidate, reading)
        elif not self.silent and paragraph.table is None:
            self._unlabelled(i, paragraph)

    def _reading(self, i: int, paragraph: Paragraph, candidate: Candidate) -> Reading | None:
        words = self.text.text[candidate.readings[0].end : paragraph.end][:400]
        apart = set_apart(paragraph, words)
        reading = sequence.choose(candidate, self.levels, self.followed[i], set_apart=apart, closed=self._complete_before(i))
        if reading and reading.form in LABELLED_ANNEX:
            heading = apart or not words or words.startswith("(") or paragraph.style.centred or refers(words)
            return reading if heading and (self.annexed or self.silent or reading.form == "phu_luc") else None
        return reading

    def _complete_before(self, i: int) -> bool:
        """Whether the text before paragraph ``i`` is complete, so that a number there is no word of a torn sentence."""
        if i <= self.regions.body.start:
            return True
        before = self.paragraphs[i - 1]
        words = before.span.of(self.text.text)[-400:]
        return before.table is not None or ends_sentence(words) or len(words) < 80 or set_apart(before, words)

    def _wakes(self, reading: Reading, paragraph: Paragraph) -> bool:
        """Whether a label after the signature begins an annex by itself."""
        if reading.form in LABELLED_ANNEX:
            return True
        words = self.text.text[reading.end : paragraph.end][:400]
        return reading.form in STRUCTURAL or (reading.form == "I" and in_capitals(words))

    def _section(self, i: int, paragraph: Paragraph, candidate: Candidate, reading: Reading) -> None:
        self.silent = False
        if reading.form in LABELLED_ANNEX and self.levels.find(reading.form, 0) is None and not self._form_in_annex(reading):
            self._close_all()
            self.levels.last.clear()
            self.annexed = True
        if candidate.quoted:
            self.quotes.enter()
        else:
            self.quotes.maybe_leave(reading)
        repeated = self._repeats(reading)
        self.levels.make_room(reading, i, self.romans[i])
        heading = head_lines(self.text, i, reading, self.candidates)
        node = self._node(reading.form, reading.label or None, candidate.start, heading, i)
        node.value, node.slip, node.repeated = reading.value, reading.slip, repeated
        self.last_end = max(self.last_end, node.head_end)  # the body may end between a label and the line of its title
        if reading.form in LABELLED_ANNEX:
            node.kind, node.heading = "phu_luc", True
        announces = self.text.text[max(paragraph.start, paragraph.end - 3) : paragraph.end].rstrip(" *").endswith(":")
        self.levels.push(Level(reading.form, reading.value, len(self.nodes) - 1, i, reading.label, announces))

    def _node(self, form: str, label: str | None, start: int, heading: Heading, i: int) -> Node:
        parent = self.levels.parent
        depth = 1 if parent is None else self.nodes[parent].depth + (self.nodes[parent].label is not None)
        end = self.paragraphs[heading.last].end
        node = Node(form, label, start, heading.words, i, parent, depth, end, end, heading.certain)
        self.nodes.append(node)
        self.counted, self.basis_open = self.counted or label is not None or form == "basis", False
        self.head_until = heading.last
        return node

    def _repeats(self, reading: Reading) -> bool:
        place = self.levels.find(reading.form) if reading.value else None
        return place is not None and self.levels.open[place].label == reading.label

    def _unlabelled(self, i: int, paragraph: Paragraph) -> None:
        if self._legal_basis(i, paragraph):
            return
        heading = unnumbered(self.text, i, self.candidates)
        if heading is None:
            return
        form = HEADING + heading.level
        place = self.levels.find(form)
        if place is None and heading.level == "caps" and self._counting():
            return
        if place is not None:
            self.levels.close_to(place)
        self._node(form, None, paragraph.start, heading, i)
        self.levels.push(Level(form, (), len(self.nodes) - 1, i))

    def _counting(self) -> bool:
        """Whether a numbered list is being read: capitals alone do not break it (a banner, a slogan, a form's caption)."""
        return any(level.value for level in self.levels.open)

    def _legal_basis(self, i: int, paragraph: Paragraph) -> bool:
        """The lines that say on what the document rests ("Căn cứ …"), which stand before everything that is counted."""
        if self.counted and not self.basis_open:
            return False
        words = opening(self.text, paragraph, 40).lstrip("-–+ ")
        if self.basis_open and words.startswith(lexicon().legal_basis):
            self.nodes[-1].end = self.nodes[-1].head_end = paragraph.end
            return True
        self.basis_open = False
        if self.counted or not words.startswith("can cu "):
            return False
        node = self._node("basis", None, paragraph.start, Heading(Span(paragraph.start, paragraph.start), i, False), i)
        node.kind, self.basis_open = "can_cu", True
        return True

    def _labels_annex(self, i: int) -> bool:
        """Whether paragraph ``i`` opens with "PHỤ LỤC I", "Mẫu số 02": the label says more than the capitals."""
        candidate = self.candidates.get(i)
        return candidate is not None and candidate.readings[0].form in ANNEX

    def _recipients(self, i: int) -> None:
        self._close_inside_annex()
        self.silent = True
        last = i
        while last + 1 < len(self.paragraphs) and self._is_recipient(last + 1):
            last += 1
        paragraph = self.paragraphs[i]
        node = self._node("recipients", None, paragraph.start, Heading(Span(paragraph.start, paragraph.start), last, False), i)
        node.kind = "noi_nhan"

    def _is_recipient(self, i: int) -> bool:
        candidate = self.candidates.get(i)
        return candidate is not None and candidate.readings[-1].bullet

    def _form_in_annex(self, reading: Reading) -> bool:
        """Whether a "Mẫu số 01" belongs to the annex that is open."""
        return (
            reading.form == "mau"
            and self.annexed
            and bool(self.levels.open)
            and self.levels.open[0].form in ("phu_luc", "annex")
        )

    def _close_inside_annex(self) -> None:
        """Close everything but the annex that is being read: what a form in it signs is the form's."""
        self.quotes.clear()
        last = max((i for i, level in enumerate(self.levels.open) if level.form in ANNEX), default=-1)
        self.levels.close_to(last + 1 if self.annexed else 0)

    def _annex(self, annex: Annex) -> None:
        inner = self.annexed and not self.silent and not annex.enclosed and self._in_labelled_annex()
        if inner:
            self._close_inside_annex()
        else:
            self._close_all()
        self.silent, self.annexed = False, True
        first = self.paragraphs[annex.first]
        last = self.paragraphs[max(annex.last, annex.first)]
        words = Span(first.start, last.end) if annex.last >= annex.first else Span(first.start, first.start)
        heading = Heading(words, max(annex.last, annex.first), True)
        self.levels.last.clear()
        if annex.last < annex.first or (annex.last == annex.first and CODE.fullmatch(words.of(self.text.text))):
            # "(Kèm theo …)" stands first, or below a code: a form, whose title stands below its letterhead
            heading = form_title(self.text, heading.last + 1, self.candidates) or heading
        form = HEADING + "annex" if inner else "annex"
        node = self._node(form, None, first.start, heading, annex.first)
        node.kind = None if inner else "phu_luc"
        self.levels.push(Level(form, (), len(self.nodes) - 1, annex.first))

    def _in_labelled_annex(self) -> bool:
        """Whether an annex with a label or a reference is open: capitals in it open a part of it ("BẢNG 1", "DANH SÁCH …")."""
        return bool(self.levels.open) and self.levels.open[0].form in ANNEX

    def _mentions_form(self, i: int) -> bool:
        """Whether "(Kèm theo …)" at ``i`` belongs to the annex label just read, or names a form beside the text."""
        top = self.levels.top
        if top is not None and top.form in LABELLED_ANNEX and i - top.paragraph <= 5:
            return True
        numbered = _NUMBERED.search(opening(self.text, self.paragraphs[i]))
        return not numbered and not self.silent and self.levels.open[:1] != [] and self.levels.open[0].form in LABELLED_ANNEX
