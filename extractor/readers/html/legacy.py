"""Old font encodings in a page (``<font face=".VnTime">``, Word's style sheets), decoded in its tree before it is walked."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractor.legacy import Decoded, Run, decode_runs, may_hold
from extractor.readers.html.styles import Sheet

#: Inside these a word goes on; every other element ends it.
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "big", "cite", "code", "em", "font", "i", "ins", "o:p", "s", "small", "span", "strike",
     "strong", "sub", "sup", "tt", "u"}
)  # fmt: skip
_END: Run = ("\n", None)
_Held = tuple[etree._Element | None, str, Run]  #: element, which of its texts ("text", "tail"), the run


def put_right(root: etree._Element, sheet: Sheet) -> Decoded | None:
    """Decode the texts in ``root`` in place; what was found, None where there was nothing."""
    if not may_hold(" ".join(str(words) for words in root.itertext())):
        return None
    held = list(_pieces(root, sheet))
    decoded = decode_runs([run for _, _, run in held])
    for (element, which, (before, _)), words in zip(held, decoded.texts, strict=True):
        if element is not None and words != before:
            setattr(element, which, words)
    return decoded


def _pieces(root: etree._Element, sheet: Sheet) -> Iterator[_Held]:
    """The texts of ``root`` in order, each with the font in force."""
    fonts: list[str | None] = [None]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag not in _INLINE:
            yield None, "", _END
        if event == "start":
            fonts.append(_font(element, sheet) or fonts[-1])
            yield from _piece(element, "text", fonts[-1])
        else:
            fonts.pop()
            if element is not root:
                yield from _piece(element, "tail", fonts[-1])


def _piece(element: etree._Element, which: str, font: str | None) -> Iterator[_Held]:
    words = getattr(element, which)
    if words:
        yield element, which, (words, font)


def _font(element: etree._Element, sheet: Sheet) -> str | None:
    return element.get("face") or sheet.said_of(element).get("font-family")
