"""Which rows are the header, and what the header of each column says once its lines are joined.

Readers mark no header (Word's "repeat header row" is set in few documents), so the form decides: a row of column numbers
closes it, a row in which only spanned columns are filled goes on with it, and a row of values ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.spans import ABOVE, LEFT, Marks, owners

Cells = tuple[str, ...]

#: Headers deeper than this were not met in 65 documents; the bound keeps a long list of words from becoming one.
_DEEPEST = 7

_VALUE = re.compile(r"[-+]?\d{1,3}(?:[.,\s]\d{1,3}){0,8}\s?%?$|[-+]?\d{1,18}(?:[.,]\d{1,6})?\s?%?$|[xX✓-]$|\[\w{1,5}\]$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|[IVXLC]{1,6}[.)]?|[a-zđA-ZĐ][.)]?)$")
_COLUMN_NUMBER = re.compile(r"(?:\(?(\d{1,3})\)?|\[(\d{1,3})\])(?:\s?[=(].{1,40})?$")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d")
_CODE = re.compile(r"\d{1,6}(?:/\d{4})?[/-][A-ZĐ]{2}")
_COLUMN_LETTER = re.compile(r"\(?[A-ZĐa-zđ]\)?$")
_SERIAL = re.compile(r"(?:s(?:ố)?\s?)?(?:t\s?t|s\s?t\s?t|thứ tự)\.?$", re.IGNORECASE)


def header_height(rows: Sequence[Cells], marks: Sequence[Marks] = ()) -> int:
    """How many of the first ``rows`` are header, a row of column numbers included; 0 when none is.

    ``marks`` say what spans in them. A single row is one only if it begins with "TT": the head of a form to be filled in.
    """
    if not rows or not _is_head(rows[0]) or (len(rows) < 2 and not _SERIAL.match(rows[0][0])):
        return 0
    for i, row in enumerate(rows[:_DEEPEST]):
        if is_number_row(row):
            return i + 1
    if not _SERIAL.match(rows[0][0]) and _is_like_data(rows[0], rows[1:]):
        return 0
    height = _spanned_height(rows, marks)
    while height < min(len(rows) - 1, _DEEPEST) and _goes_on(rows[:height], rows[height]):
        height += 1
    return height


def _spanned_height(rows: Sequence[Cells], marks: Sequence[Marks]) -> int:
    """How far down the cells of the first row reach, where some of them span columns or the first is a serial number's."""
    height = 1
    for row, line in zip(rows[1:_DEEPEST], marks[1:_DEEPEST], strict=False):
        if line is None or ABOVE not in line or any(map(is_value, row)):
            break
        height += 1
    spanning = any(LEFT in (line or "") for line in marks[:height])
    return height if spanning or _SERIAL.match(rows[0][0]) else 1


def is_number_row(row: Cells) -> bool:
    """Whether ``row`` numbers the columns: "1 2 3", "(1) (2)", "A B 1 2", "7 (6.3)", "5=4/3", "[30] [31]"."""
    filled = [cell for cell in row if cell]
    if len(filled) < 3 or len(filled) * 3 < len(row) * 2:
        return False
    while filled and _COLUMN_LETTER.match(filled[0]):
        filled.pop(0)
    found = [m for cell in filled if (m := _COLUMN_NUMBER.match(cell))]
    numbers = [int(m[1] or m[2]) for m in found]
    rising = all(b - a in {1, 2} for a, b in pairwise(numbers))
    begins = not numbers or numbers[0] in {1, 2, 3} or found[0][2] is not None
    return len(numbers) == len(filled) and begins and rising


def is_value(cell: str) -> bool:
    """Whether a cell holds a figure, a mark or the number of a column, not words."""
    return bool(_VALUE.match(cell)) and not _YEAR.match(cell)


def _is_head(row: Cells) -> bool:
    """Whether ``row`` can open a header: words over at least two columns, no value, no ordinal in front."""
    filled = [cell for cell in row if cell]
    if len(filled) < 2 or any(is_value(cell) for cell in filled) or any(len(cell) > 250 for cell in filled):
        return False
    if _SERIAL.match(filled[0]):
        return True
    return not _ORDINAL.match(filled[0]) and len(set(filled)) == len(filled)


def _is_like_data(row: Cells, data: Sequence[Cells]) -> bool:
    """Whether ``row`` holds what the rows below hold: a number of a document, or a date over a column of dates."""
    if any(_CODE.search(cell) for cell in row):
        return True
    dated = [i for i, cell in enumerate(row) if _DATE.search(cell)]
    return any(sum(_DATE.search(line[i]) is not None for line in data) * 3 > len(data) for i in dated)


def _goes_on(above: Sequence[Cells], row: Cells) -> bool:
    """Whether ``row`` only names what the spanned columns ``above`` hold: filled there, blank under every closed column."""
    if not any(row) or any(is_value(cell) for cell in row):
        return False
    spanned = _spanned(above[-1])
    return bool(spanned) and not row[0] and all(not cell or i in spanned for i, cell in enumerate(row))


def _spanned(row: Cells) -> set[int]:
    """The columns of ``row`` that stand under a cell with a blank cell to its right, that cell's own column included."""
    out: set[int] = set()
    for i in range(1, len(row)):
        if not row[i] and any(row[:i]):
            out |= {i - 1, i}
    return out


def joined(rows: Sequence[Cells], marks: Sequence[Marks] = ()) -> Cells:
    """The header lines ``rows`` as one row: for each column the words above one another, outermost first, joined by " / "."""
    known = dict(zip(rows, marks, strict=False)) if len(rows) == 1 or _span(marks) else {}
    lines = [row for row in rows if not is_number_row(row)]
    covers: list[list[int]] = []  # for each line and column, the column whose cell covers it; -1 where none does
    for depth, row in enumerate(lines):
        if mark := known.get(row):
            covers.append(owners(mark))
        else:
            covers.append(_owners(row, covers, [any(line[i] for line in lines[depth + 1 :]) for i in range(len(row))]))
    return tuple(_column(lines, covers, i) for i in range(len(rows[0])))


def _span(marks: Sequence[Marks]) -> bool:
    """Whether any cell of the header spans; where none does, blank fields under several lines are the author's way to span."""
    return any(LEFT in (line or "") or ABOVE in (line or "") for line in marks)


def _owners(row: Cells, above: list[list[int]], filled_below: list[bool]) -> list[int]:
    """The same where nothing is known of spans: a blank field belongs to the cell on its left under the same parent."""
    found: list[int] = []
    for i, cell in enumerate(row):
        same_parent = i > 0 and all(line[i] == line[i - 1] for line in above)
        if cell:
            found.append(i)
        elif i > 0 and same_parent and found[-1] >= 0 and (not above or filled_below[i]):
            found.append(found[-1])
        else:
            found.append(-1)
    return found


def _column(lines: Sequence[Cells], covers: Sequence[Sequence[int]], i: int) -> str:
    words: list[str] = []
    for row, owner in zip(lines, covers, strict=True):
        said = row[owner[i]] if owner[i] >= 0 else ""
        if said and (not words or words[-1] != said):
            words.append(said)
    return " / ".join(words)
