"""Old font encodings in a PDF's text layer: what a font without a map to Unicode gives is the bytes as they were typed.

PDFium gives a hyphen for the soft hyphen that is ư in TCVN3; where it makes a syllable of what is none, it is one.
Decoded page by page, word by word with the word's font, and as long as it was, because characters are known by their
number: what VNI's two signs leave over stands at the word's end as a blank without width, which ``repair`` removes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.legacy import PLAIN, Decoded, decode_runs, may_hold
from extractor.legacy.words import decoded as decoded_word
from extractor.legacy.words import is_spelt

if TYPE_CHECKING:
    from extractor.readers.pdf_glyphs import Places
    from extractor.readers.pdf_pdfium import Page

_HYPHENED = re.compile(r"[A-Za-z\xa1-\xff]*-[A-Za-z\xa1-\xff]*")
_NO_WIDTH = "\u200b"


def put_right(page: Page, text: str, first: Places) -> tuple[str, Decoded | None]:
    """``text`` of ``page``, whose words begin at ``first``, in Unicode; what was found, None where there was nothing."""
    if not len(first) or not may_hold(text):
        return text, None
    starts = first.tolist()
    fonts = [name for name, _ in page.fonts(starts)]
    runs = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    decoded = decode_runs(list(zip(runs, fonts, strict=True)))
    if (softened := _softened(runs, decoded)) != runs:
        runs, decoded = softened, decode_runs(list(zip(softened, fonts, strict=True)))
    return text[: starts[0]] + "".join(map(_as_long, runs, decoded.texts)), decoded


def _softened(runs: Sequence[str], decoded: Decoded) -> list[str]:
    """``runs`` with soft hyphens where those in TCVN3 have hyphens that are letters."""
    found = zip(runs, decoded.found, strict=True)
    return [_HYPHENED.sub(_unhyphened, run) if said.encoding == "tcvn3" else run for run, said in found]


def _unhyphened(match: re.Match[str]) -> str:
    """ "n-íc" with the soft hyphen that makes it "nước"; "Nam-B¾c" as it is."""
    parts = [decoded_word(part, "tcvn3") for part in match.group().split("-") if part]
    soft = match.group().replace("-", "\xad")
    return soft if not all(map(is_spelt, parts)) and is_spelt(decoded_word(soft, "tcvn3")) else match.group()


def _as_long(before: str, after: str) -> str:
    """``after`` filled up to the length of ``before``, behind its last letter."""
    words = after.rstrip()
    return words + _NO_WIDTH * (len(before) - len(after)) + after[len(words) :]


def joined(pages: Iterable[tuple[str, Decoded | None]]) -> Decoded | None:
    """What was found in all pages, each with its text; None where nothing was found in any."""
    known = list(pages)
    if all(decoded is None for _, decoded in known):
        return None
    texts = [(decoded.texts, decoded.found) if decoded else ((text,), (PLAIN,)) for text, decoded in known]
    return Decoded(tuple(w for words, _ in texts for w in words), tuple(f for _, found in texts for f in found))
