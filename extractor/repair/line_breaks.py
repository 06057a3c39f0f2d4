"""Line ends that are no paragraph ends: hard wraps, page breaks in mid sentence, headings set on two lines.

The words decide first (a label begins a paragraph, a small letter continues one), the layout where they leave it open: a
line that could have taken the next word was ended on purpose. Finding citations, dates and targets by visual line instead
of by paragraph loses 3.5 %, 7 % and 6 % of them (measured on five plans and reports), hence the care.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.repair import continuation as says
from extractor.repair.layout import FULL, Layout, layout_of
from extractor.repair.visual_lines import VisualLine, visual_lines
from extractor.text import Edit, Text

RULE = "line_breaks"

_LONG = 40  # code points: a shorter line outside a wrapped layout is a title or an entry of a list
_HALF = 0.6  # of the column: a line shorter than this was ended on purpose even before a small letter
_FILLED = 0.96  # of the column: full beyond doubt
_SIGNED = 1  #: the right column, in which the signer's name stands
_INDENTED = 0.88  # of the column: what a first line reaches when plain text has lost its indent
_CODE_END = re.compile(r"[\w)]/$|\w[-–]$")


def edits(text: Text) -> list[Edit]:
    """A blank in place of each line end inside a paragraph; nothing at all after the hyphen or slash of a code."""
    lines = visual_lines(text)
    layout = layout_of(lines, text.source.wrapped)
    if not layout.wrapped and text.source.wrapped is False:
        return []
    out: list[Edit] = []
    opening = lines[0] if lines else None
    for above, below in pairwise(lines):
        if opening and _continues(above, below, opening, layout):
            out.append(Edit(above.end, below.start, _glue(above.words, below.words), RULE))
        else:
            opening = below
    return out


def _glue(above: str, below: str) -> str:
    return "" if _CODE_END.search(above[-3:]) or below[:1] == "/" else " "


def _continues(above: VisualLine, below: VisualLine, opening: VisualLine, layout: Layout) -> bool:
    """Whether ``below`` goes on in the paragraph that ``opening`` began and ``above`` has ended so far."""
    if above.last is not None and above.last == below.first:
        return False  # one printed line, parted on purpose
    if not _same_block(above, below) or _set_apart(above, below, opening) or _begins_item(above, below, layout):
        return False
    if says.capitals(above.words) or says.capitals(below.words):
        return _heading_goes_on(above, below, opening, layout)
    if says.terminal(above.words):
        return _sentence_ended_at_margin(above, below, opening, layout)
    if says.begins_small(below.words):
        return _clause_goes_on(above, below, opening, layout)
    return _name_or_number_follows(above, below, opening, layout)


def _same_block(above: VisualLine, below: VisualLine) -> bool:
    """Neither a row of a table, both in one column of the letterhead or none, both inside or outside a footnote."""
    no_table = above.table is None and below.table is None
    same = above.column == below.column and above.quoted == below.quoted
    return no_table and same and (above.style.heading, None) in ((below.style.heading, None), (None, None))


def _set_apart(above: VisualLine, below: VisualLine, opening: VisualLine) -> bool:
    """Whether one of the two is a line to itself: a part of the letterhead, a bare label."""
    if says.stands_alone(below.words) or says.only_label(above.words) or says.left_blank(above.words):
        return True
    if above.style.centred and says.names_document(above.words):
        return True
    if below.column == _SIGNED and says.names_person(below.words):
        return True
    return says.stands_alone(above.words) and not _subject_or_addressee(opening)


def _begins_item(above: VisualLine, below: VisualLine, layout: Layout) -> bool:
    """Whether ``below`` opens with a label; a dash or number that ``above`` asks for is none."""
    if says.bulleted(below.words):
        goes_on = below.words[2:3].islower() and not says.terminal(above.words)
        return not (goes_on and layout.fill(above, below) > _FILLED and layout.wrapped)
    return says.labelled(below.words) and not (says.wants_number(above.words) and layout.full(above, below))


def _heading_goes_on(above: VisualLine, below: VisualLine, opening: VisualLine, layout: Layout) -> bool:
    """Capitals go on in capitals: a labelled heading, or a centred title that fills its line."""
    if says.terminal(above.words) or not (says.capitals(above.words) and says.capitals(below.words)):
        return False
    if says.stands_alone(above.words) or layout.apart(above, below):
        return False
    if above.column is not None and says.names_body(below.words) and not says.wants_more(above.words):
        return False
    if says.labelled(opening.words) or says.wants_more(above.words) or above.words.endswith(","):
        return True
    centred = above.style.centred and below.style.centred and above.style == below.style and above.column is None
    return layout.full(above, below) or (centred and len(above.words) >= _LONG)


def _subject_or_addressee(opening: VisualLine) -> bool:
    return opening.words[:3].lower() == "v/v" or opening.words[:4].lower() == "kính"


def _sentence_ended_at_margin(above: VisualLine, below: VisualLine, opening: VisualLine, layout: Layout) -> bool:
    """A full line that ends with a stop: inside a paragraph only if nothing hints at a new one."""
    if not layout.wrapped or layout.fill(above, below) <= _FILLED or layout.apart(above, below):
        return False
    if says.begins_small(below.words):
        return True
    if layout.indented(below) and not _hanging(opening, below):
        return False
    if above.words.endswith(":") or says.opens_paragraph(below.words) or above.style.bold != below.style.bold:
        return False
    return not above.words.endswith(";") or says.bulleted(opening.words) or says.labelled(opening.words)


def _hanging(opening: VisualLine, below: VisualLine) -> bool:
    """Whether ``below`` stands under the words of an item whose label stands out to the left."""
    if opening.first is None or below.first is None:
        return False
    item = says.bulleted(opening.words) or says.labelled(opening.words)
    return item and below.first.x0 > opening.first.x0 + 2


def _clause_goes_on(above: VisualLine, below: VisualLine, opening: VisualLine, layout: Layout) -> bool:
    """A small letter below an unfinished line."""
    if layout.wrapped and layout.fill(above, below) > _HALF:
        return True
    narrow = above.column is not None or (above.style.centred and below.style.centred) or _subject_or_addressee(opening)
    item = says.bulleted(opening.words) and not layout.apart(above, below)
    return narrow or item or (len(above.words) >= _LONG and not layout.wrapped)


def _name_or_number_follows(above: VisualLine, below: VisualLine, opening: VisualLine, layout: Layout) -> bool:
    """A capital or digit below an unfinished line: the margin decides, or a word that cannot stand last."""
    apart = layout.apart(above, below)
    if len(above.words) >= _LONG:
        if says.wants_more(above.words) and not apart:
            return True
        if says.number_follows(above.words, below.words) and not (apart and above.last):  # blank lines in plain text may lie
            return True
    if not layout.wrapped or apart or (above.style.bold != below.style.bold and not above.words.endswith(",")):
        return False
    if layout.indented(below) and not layout.indented(above):
        return False
    return layout.fill(above, below) > _least_fill(above, opening)


def _least_fill(above: VisualLine, opening: VisualLine) -> float:
    """How full an unfinished line must be: a numbered first line may be a heading, any other has lost its indent."""
    if above is not opening or above.first:
        return FULL
    return _FILLED if says.labelled(above.words) else _INDENTED
