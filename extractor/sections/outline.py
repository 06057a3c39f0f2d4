"""From paragraphs to nodes: one pass over the text, every label put where the counting says it belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.sections import labels, sequence
from extractor.sections.forms import HEADING, STRUCTURAL
from extractor.sections.headings import Heading, form_title, head_lines, unnumbered
from extractor.sections.levels import MAX_QUOTES, Level, Levels
from extractor.sections.lexicon import lexicon
from extractor.sections.reading import Candidate, Reading
from extractor.sections.regions import Annex, Regions, find_regions, is_recipients, opening
from extractor.sections.typography import ends_sentence, in_capitals, set_apart
from extractor.text import Paragraph, Span, Text

#: As many opening marks as no text box closes: it is left where it ends, not where a mark stands.
_ASIDE = 1 << 40
_CODE = re.compile(r"[^\s\d]{1,12}\d{1,4}\S{0,6}")  #: "TP-CC-15" above "(Kèm theo …)"
_QUOTES = {"“": 1, "”": -1, "«": 1, "»": -1, "„": 1}


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

    def __init__(self, text: Text, body: Span | None) -> None:
        self.text = text
        self.paragraphs = text.paragraphs
        self.regions: Regions = find_regions(text, body)
        self.candidates: list[Candidate | None] = [self._candidate(i, p) for i, p in enumerate(self.paragraphs)]
        self.followed = sequence.followers(self.candidates)
        self.nodes: list[Node] = []
        self.levels = Levels(self._end)
        self.last_end = 0
        self.silent = False  #: between the signature and the first annex
        self.annexed = False
        self.head_until = -1  #: the last paragraph that belongs to a head already read
        self.basis_open = False
        self.counted = False  #: whether a label or the legal basis has been read
        self.aside = False
        self.quotes: list[int] = []  #: unbalanced opening marks of each open quotation

    def read(self) -> list[Node]:
        for i in range(self.regions.body.start, len(self.paragraphs)):
            self._paragraph(i)
        self.levels.floors.clear()
        self.levels.close_to(0)
        return self.nodes

    def _candidate(self, i: int, paragraph: Paragraph) -> Candidate | None:
        if i < self.regions.body.start or paragraph.table is not None:
            return None
        return labels.candidate(self.text.text, paragraph.start, paragraph.end)

    def _end(self, node: int) -> None:
        self.nodes[node].end = max(self.last_end, self.nodes[node].head_end)

    def _close_all(self) -> None:
        self.levels.floors.clear()
        self.quotes.clear()
        self.levels.close_to(0)

    def _paragraph(self, i: int) -> None:
        paragraph = self.paragraphs[i]
        self._aside(paragraph.quoted)
        if i == self.regions.body.end:
            self._close_all()
            self.silent = True
        if i > self.head_until:
            self._opens(i, paragraph)
        if not self.silent:
            self.last_end = paragraph.end
            self._leave_quotes(paragraph)

    def _opens(self, i: int, paragraph: Paragraph) -> None:
        """Open whatever section begins at paragraph ``i``."""
        if is_recipients(self.text, paragraph):
            self._recipients(i)
            return
        annex = self.regions.annexes.get(i)
        if annex and not (annex.last < annex.first and self._below_annex_label(i)):
            self._annex(annex)
            return
        if i == self.regions.closing:
            self._close_all()
        candidate = self.candidates[i]
        reading = self._reading(i, paragraph, candidate) if candidate else None
        if candidate and reading and not (self.silent and not self._wakes(reading, paragraph)):
            self._section(i, paragraph, candidate, reading)
        elif not self.silent and paragraph.table is None:
            self._unlabelled(i, paragraph)

    def _reading(self, i: int, paragraph: Paragraph, candidate: Candidate) -> Reading | None:
        words = self.text.text[candidate.readings[0].end : paragraph.end][:400]
        apart = set_apart(paragraph, words)
        reading = sequence.choose(candidate, self.levels, self.followed[i], set_apart=apart, closed=self._complete_before(i))
        if reading and reading.form in ("phu_luc", "mau"):
            heading = apart or not words or words.startswith("(") or paragraph.style.centred
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
        if reading.form in ("phu_luc", "mau"):
            return True
        words = self.text.text[reading.end : paragraph.end][:400]
        return reading.form in STRUCTURAL or (reading.form == "I" and in_capitals(words))

    def _section(self, i: int, paragraph: Paragraph, candidate: Candidate, reading: Reading) -> None:
        self.silent = False
        if reading.form in ("phu_luc", "mau") and self.levels.find(reading.form, 0) is None:
            self._close_all()
            self.annexed = True
        if candidate.quoted:
            self._enter_quote()
        elif self.quotes:
            self._maybe_leave(reading)
        repeated = self._repeats(reading)
        self.levels.make_room(reading, i)
        heading = head_lines(self.text, i, reading, self.candidates)
        node = self._node(reading.form, reading.label or None, candidate.start, heading, i)
        node.value, node.slip, node.repeated = reading.value, reading.slip, repeated
        if reading.form in ("phu_luc", "mau"):
            node.kind, node.heading = "phu_luc", True
        announces = self.text.text[max(paragraph.start, paragraph.end - 3) : paragraph.end].rstrip(" *").endswith(":")
        self.levels.push(Level(reading.form, reading.value, len(self.nodes) - 1, i, reading.label, announces))

    def _node(self, form: str, label: str | None, start: int, heading: Heading, i: int) -> Node:
        parent = self.levels.parent
        depth = 1 if parent is None else self.nodes[parent].depth + (self.nodes[parent].label is not None)
        end = self.paragraphs[heading.last].end
        node = Node(form, label, start, heading.words, i, parent, depth, end, end, heading.certain)
        self.nodes.append(node)
        self.counted = self.counted or label is not None or form == "basis"
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
        based = opening(self.text, paragraph, 40).startswith(lexicon().legal_basis)
        if self.basis_open and based:
            self.nodes[-1].end = self.nodes[-1].head_end = paragraph.end
            return True
        self.basis_open = False
        if self.counted or not opening(self.text, paragraph, 40).startswith("can cu "):
            return False
        node = self._node("basis", None, paragraph.start, Heading(Span(paragraph.start, paragraph.start), i, False), i)
        node.kind, self.basis_open = "can_cu", True
        return True

    def _recipients(self, i: int) -> None:
        self._close_all()
        self.silent = True
        last = i
        while last + 1 < len(self.paragraphs) and self._is_recipient(last + 1):
            last += 1
        paragraph = self.paragraphs[i]
        node = self._node("recipients", None, paragraph.start, Heading(Span(paragraph.start, paragraph.start), last, False), i)
        node.kind = "noi_nhan"

    def _is_recipient(self, i: int) -> bool:
        candidate = self.candidates[i]
        return candidate is not None and candidate.readings[-1].bullet

    def _annex(self, annex: Annex) -> None:
        self._close_all()
        self.silent, self.annexed = False, True
        first = self.paragraphs[annex.first]
        last = self.paragraphs[max(annex.last, annex.first)]
        words = Span(first.start, last.end) if annex.last >= annex.first else Span(first.start, first.start)
        heading = Heading(words, max(annex.last, annex.first), True)
        if annex.last < annex.first or (annex.last == annex.first and _CODE.fullmatch(words.of(self.text.text))):
            # "(Kèm theo …)" stands first, or below a code: a form, whose title stands below its letterhead
            heading = form_title(self.text, heading.last + 1, self.candidates) or heading
        node = self._node("annex", None, first.start, heading, annex.first)
        node.kind = "phu_luc"
        self.levels.push(Level("annex", (), len(self.nodes) - 1, annex.first))

    def _below_annex_label(self, i: int) -> bool:
        """Whether "(Kèm theo …)" at ``i`` belongs to the annex whose label has just been read."""
        top = self.levels.top
        return top is not None and top.form in ("phu_luc", "mau") and i - top.paragraph <= 5

    def _enter_quote(self) -> None:
        if len(self.levels.floors) < MAX_QUOTES:
            self.levels.floors.append(len(self.levels.open))
            self.quotes.append(0)

    def _maybe_leave(self, reading: Reading) -> None:
        """Leave a quotation that was never closed when the list outside it goes on and the one inside does not."""
        if not reading.value or sequence.fits(reading, self.levels, False) == sequence.Fit.NEXT:
            return
        outer = self.levels.find(reading.form, 0)
        if outer is None or outer >= self.levels.floor or self.levels.open[outer].value[-1] + 1 != reading.value[-1]:
            return
        while self.quotes and self.levels.floor > outer:
            self._pop_quote()

    def _aside(self, quoted: bool) -> None:
        """Footnotes and text boxes count for themselves: a list of their own under the section they stand in."""
        if quoted and not self.aside:
            self.levels.floors.append(len(self.levels.open))
            self.quotes.append(_ASIDE)
        elif self.aside and not quoted:
            while self.quotes and self.quotes[-1] < _ASIDE // 2:
                self._pop_quote()
            if self.quotes:
                self._pop_quote()
        self.aside = quoted

    def _leave_quotes(self, paragraph: Paragraph) -> None:
        if not self.quotes:
            return
        words = self.text.text[paragraph.start : paragraph.end]
        self.quotes[-1] += sum(words.count(mark) * step for mark, step in _QUOTES.items())
        straight = words.count('"') % 2
        if straight:
            self.quotes[-1] += 1 if words.lstrip()[:1] == '"' else -1
        while self.quotes and self.quotes[-1] <= 0:
            self._pop_quote()

    def _pop_quote(self) -> None:
        self.quotes.pop()
        self.levels.close_to(self.levels.floors.pop())
