"""Whether a text is small enough to be read as a document: code points, lines, the longest line.

What follows is linear in all three, but a line costs 60 µs and 0.7 kB however little stands in it, so ten megabytes of "- " are
minutes, and no document. Readers of plain text ask before they make lines of it, everything else is asked once it is read.
"""

from __future__ import annotations

from extractor.errors import TooLargeError
from extractor.limits import Limits


def check(text: str, name: str, limits: Limits) -> None:
    """``TooLargeError`` where ``text`` of the file ``name`` passes one of the limits."""
    if len(text) > limits.max_characters:
        raise TooLargeError("text_too_long", path=name, limit="max_characters", value=limits.max_characters)
    check_lines(text.count("\n"), name, limits)
    if _longest(text, limits.max_line_characters) > limits.max_line_characters:
        raise TooLargeError("text_line_too_long", path=name, limit="max_line_characters", value=limits.max_line_characters)


def check_lines(lines: int, name: str, limits: Limits) -> None:
    """``TooLargeError`` where the file ``name`` is sure to have more lines than may be read."""
    if lines >= limits.max_lines:
        raise TooLargeError("text_too_many_lines", path=name, limit="max_lines", value=limits.max_lines)


def check_tags(tags: int, name: str, limits: Limits) -> None:
    """``TooLargeError`` where a page or a part of the file ``name`` has more ``<`` than elements may be made of."""
    if tags > limits.max_tags:
        raise TooLargeError("text_too_many_tags", path=name, limit="max_tags", value=limits.max_tags)


def _longest(text: str, enough: int) -> int:
    """Code points of the first line that has more than ``enough``, else of the last; a small text is not looked through."""
    if len(text) <= enough:
        return 0
    start = 0
    while (end := text.find("\n", start)) >= 0:
        if end - start > enough:
            return end - start
        start = end + 1
    return len(text) - start
