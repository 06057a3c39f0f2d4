"""Whether a page's text is there, and whether it says what the page shows.

Scans often carry a few words of real text: the stamp of whoever signed or received them. And a text layer can be worse than
none: a font without a map to Unicode prints well and reads as "C?NG HÒA XÃ H?I", which would give wrong numbers and names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from pypdfium2 import raw

from extractor.readers.pdf_pdfium import Page, form_objects, object_bounds
from extractor.text.syllable import is_syllable

_PICTURE = 0.4  #: share of the page a picture covers that is the page
_STAMP_LETTERS = 200  #: letters; fewer over a picture are a stamp ("Ký bởi … Cơ quan … Thời gian ký …"), no text layer
_DRAWN_PATHS = 300  #: letters drawn as outlines

#: What stands for letters that have no code: a question mark or a private glyph within a word, the replacement character,
#: letters of scripts that a font without a map is read as.
_LOST = re.compile(
    r"(?<=\w)[?\ue000-\uf8ff](?=\w)|(?<=\w)\?\?|(?<!\S)\?(?=\w\w)|[\ufffd\u0250-\u02ff\u0400-\u1dff\u2c00-\ud7ff]"
    r"|[\x00-\x08\x0b\x0e-\x1f]"
)
_LETTERS = np.array([chr(code).isalnum() for code in range(0x10000)])
_SUSPECT = ~np.isin(np.arange(0x10000), [9, 10, 13])  #: what ``_LOST`` can begin with; most pages have none
for _start, _end in ((0x20, 0x3F), (0x40, 0x250), (0x300, 0x400), (0x1E00, 0x2C00), (0xD800, 0xE000), (0xF900, 0xFFFD)):
    _SUSPECT[_start:_end] = False
_FEWEST_LOST = 3

_VALID = 0.8  #: of words under a picture; an OCR program without Vietnamese gives less, a good one 0.97 and more
_SAMPLED = 60  #: words
_FEWEST_WORDS = 20
_WORD = re.compile(r"[^\W\d_]{2,12}")

_DOUBTFUL = 0.001  #: lost letters by letters
_HOPELESS = 0.03  #: more than one word in ten is damaged


class PageText(NamedTuple):
    """What a page is made of: letters and digits read, letters lost, a picture that fills it, text that is invisible."""

    letters: int
    lost: int
    picture: bool
    invisible: bool = False
    valid: float = 1.0  #: share of the words with Vietnamese letters that can be Vietnamese; a sample

    @property
    def needs_ocr(self) -> bool:
        """Whether what the page shows is not in its text."""
        return self.picture and self.letters < _STAMP_LETTERS

    @property
    def damaged(self) -> bool:
        """Whether the text is there and says something else than the page shows."""
        if self.recognised and self.valid < _VALID:
            return True
        return self.lost >= _FEWEST_LOST and self.lost > _HOPELESS * self.letters

    @property
    def recognised(self) -> bool:
        """Whether the text is what an OCR program laid under a picture."""
        return self.picture and self.invisible and not self.needs_ocr


def page_text(page: Page, text: str, objects: Sequence[tuple[int, int]], area: float) -> PageText:
    """The measure of a page of ``area`` square points with ``objects`` (handle, kind)."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    letters = int(_LETTERS[codes].sum())
    lost = len(_LOST.findall(text)) if _SUSPECT[codes].any() else 0
    picture = _is_picture(objects, area, letters)
    sample = next((i for i in range(len(text) // 2, len(text)) if text[i].isalpha()), 0)
    invisible = picture and page.is_invisible(sample)
    return PageText(letters, lost, picture, invisible, _valid(text) if invisible else 1.0)


def _valid(text: str) -> float:
    """The share of words that can be Vietnamese, of a few spread over the page; 1 where there are too few to tell."""
    words = _WORD.findall(text)
    words = words[:: len(words) // _SAMPLED + 1]
    return sum(map(is_syllable, words)) / len(words) if len(words) >= _FEWEST_WORDS else 1.0


def _is_picture(objects: Sequence[tuple[int, int]], area: float, letters: int) -> bool:
    if not letters and sum(kind == raw.FPDF_PAGEOBJ_PATH for _, kind in objects) > _DRAWN_PATHS:
        return True
    pictures = [handle for handle, kind in objects if _shows_picture(handle, kind, 0)]
    if not pictures:
        return False
    bounds = object_bounds(pictures)
    covered = np.abs((bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])).sum()
    return bool(covered > _PICTURE * area)


def _shows_picture(handle: int, kind: int, depth: int) -> bool:
    """Whether an object is a picture, or a form that holds one."""
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < 3:
        return any(_shows_picture(inner, inner_kind, depth + 1) for inner, inner_kind in form_objects(handle))
    return bool(kind == raw.FPDF_PAGEOBJ_IMAGE)


def is_damaged(text: str) -> bool:
    """Whether a text has lost letters beyond use: some papers are printed that way, and no OCR brings them back."""
    return len(_LOST.findall(text)) > _HOPELESS * sum(map(str.isalnum, text))


def is_hopeless(pages: Sequence[PageText]) -> bool:
    """Whether the text layer as a whole is damaged beyond use."""
    return _lost(pages) > _HOPELESS


def is_doubtful(pages: Sequence[PageText]) -> bool:
    """Whether letters are missing here and there."""
    return sum(page.lost for page in pages) >= _FEWEST_LOST and _lost(pages) > _DOUBTFUL


def _lost(pages: Sequence[PageText]) -> float:
    return sum(page.lost for page in pages) / max(sum(page.letters for page in pages), 1)
