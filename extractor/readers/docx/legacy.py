"""Old font encodings in a docx, decoded in its tree before anything reads it.

Words of TCVN3 and VNI are split over runs and set in capitals by style; so the tree is put right first, part by part, and
every later step sees Unicode. Documents without a word that any old encoding explains (nearly all) cost one look at their
text. A soft hyphen is ư in TCVN3, and Word keeps it as an element of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extractor.legacy import Decoded, Run, decode_runs, may_hold
from extractor.readers.docx.package import W
from extractor.readers.docx.styles import VAL, Styles, run_setting

_TEXT, _RUN, _PARAGRAPH, _HYPHEN = W + "t", W + "r", W + "p", W + "softHyphen"
_ENDS = (_PARAGRAPH, W + "br", W + "cr", W + "tab")
_END: Run = ("\n", None)


def put_right(roots: list[etree._Element], styles: Styles) -> Decoded | None:
    """Decode the texts in ``roots`` (body, notes, headers) in place; what was found, None where there was nothing."""
    if not may_hold("\n".join(text.text or "" for root in roots for text in root.iter(_TEXT))):
        return None
    held = [piece for root in roots for piece in _pieces(root, styles)]
    decoded = decode_runs([run for _, run in held])
    for (element, (before, _)), words in zip(held, decoded.texts, strict=True):
        if element is not None and words != before:
            element.tag, element.text = _TEXT, words
    return decoded


def _pieces(root: etree._Element, styles: Styles) -> Iterator[tuple[etree._Element | None, Run]]:
    """The texts of ``root`` with their fonts; line ends, of no element, between paragraphs."""
    for element in root.iter(_TEXT, _HYPHEN, *_ENDS):
        if element.tag in _ENDS:
            yield None, _END
        else:
            words = "\xad" if element.tag == _HYPHEN else element.text or ""
            yield element, (words, _font(element, styles))


def _font(element: etree._Element, styles: Styles) -> str | None:
    run = element.getparent()
    if run is None or run.tag != _RUN:
        return None
    paragraph = next(run.iterancestors(_PARAGRAPH), None)
    style = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
    return styles.shown(None if style is None else style.get(VAL), *run_setting(run.find(W + "rPr"))).font
