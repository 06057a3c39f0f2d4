"""Page numbers in plain text: a line that is only a number, in a series that counts up by one through the document.

Formats with pages know where their margins are (``page_furniture``). In plain text only the series tells a page number from
the first cell of a row: each number is one more than the last, a page's worth of text lies between, and one of them at
least stands in mid sentence, which no row does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.text import Edit, Text

RULE = "page_numbers"

_NUMBER = re.compile(r"(?:^|(?<=\n))[ \t]{0,80}(?:[Tt]rang )?[-–—]? ?(\d{1,4}) ?[-–—]?(?:/\d{1,4})?[ \t]{0,80}(?=\n|$)")
_LEAST = 3  # numbers in a row
_BETWEEN = 600  # code points: a page holds more than this


def edits(text: Text) -> list[Edit]:
    """The numbers of the longest series, removed with the blanks around them."""
    if text.source.page_count > 1 or any(line.box for line in text.source.lines[:50]):
        return []
    series = max(_series(text.text), key=len, default=[])
    if len(series) < _LEAST or not any(_in_mid_sentence(text.text, m) for m in series):
        return []
    return [Edit(m.start(), m.end(), "", RULE) for m in series]


def _in_mid_sentence(words: str, m: re.Match[str]) -> bool:
    before = words[max(m.start() - 40, 0) : m.start()].rstrip()
    after = words[m.end() : m.end() + 40].lstrip()
    return (before[-1:].isalpha() or before[-1:] == ",") and after[:1].islower() and after[1:2] != ")"


def _series(words: str) -> Iterator[list[re.Match[str]]]:
    """Runs of number lines that count up by one, far enough apart; lines of tables (tabs) are none."""
    run: list[re.Match[str]] = []
    for m in _NUMBER.finditer(words):
        follows = run and int(m[1]) == int(run[-1][1]) + 1
        if follows and m.start() - run[-1].end() >= _BETWEEN:
            run.append(m)
        elif not follows:
            yield run
            run = [m]
    yield run
