"""The scan: every form of a date in one alternation, the more specific first, over one folded line."""

from __future__ import annotations

import re
from functools import cache

from extractor.dates import days, months, years
from extractor.dates.form import Form
from extractor.dates.piece import Piece

#: Tried in this order at each place: "01/2021" is a month only where no day stands before it.
FORMS: tuple[Form, ...] = (*days.FORMS, *months.FORMS, *years.FORMS)
_READ = {form.name: form.read for form in FORMS}


#: Every form begins a word, with a digit or one of these; tried nowhere else, the scan is 20 times as fast.
_BEGIN = r"(?<!\w)(?=\d|n(?:gày|ăm|ửa)|th?[á\d]|q(?:uý|úy)|đầu|ba|sáu|chín)"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_BEGIN + "(?:" + "|".join(f"(?P<{form.name}>{form.pattern})" for form in FORMS) + ")")


def pieces(line: str) -> list[Piece]:
    """The pieces of a folded line, left to right, not overlapping."""
    found: list[Piece] = []
    for match in _pattern().finditer(line):
        found.extend(_READ[match.lastgroup or ""](match))  # the form's group encloses its others, so it closes last
    return found
