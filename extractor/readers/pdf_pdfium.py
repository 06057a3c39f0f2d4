"""PDFium's C interface, called in bulk.

A call through ctypes costs 0.5 µs and more, and a page has two thousand characters; so only the first and the last
character of each word is asked for its place, and the loop over them runs in C (``map`` drained by ``deque``) into one
array. Measured on 204 real pages: 0.6 ms a page, against 1.4 ms for every character and 3.2 ms for a Python loop.
Rectangles of runs (``FPDFText_GetRect``) are no way around it: they come without their characters.

PDFium is not thread-safe: whoever calls anything here holds ``LOCK``.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from pypdfium2 import PdfiumError, raw

__all__ = [
    "LOCK",
    "Page",
    "PasswordError",
    "PdfiumError",
    "form_objects",
    "object_bounds",
    "object_matrix",
    "opened",
    "page_sizes",
]

LOCK = Lock()

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int


def _function(name: str, result: Any, *arguments: Any) -> Any:
    """The function as one that keeps the interpreter lock and takes addresses as plain integers, which ``map`` can count."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _function("FPDFText_GetLooseCharBox", _INT, _HANDLE, _INT, _HANDLE)
_matrix = _function("FPDFText_GetMatrix", _INT, _HANDLE, _INT, _HANDLE)
_origin = _function("FPDFText_GetCharOrigin", _INT, _HANDLE, _INT, _HANDLE, _HANDLE)
_font_size = _function("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, _INT)
_text_object = _function("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
_text_font = _function("FPDFTextObj_GetFont", _HANDLE, _HANDLE)
_object = _function("FPDFPage_GetObject", _HANDLE, _HANDLE, _INT)
_form_object = _function("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
_object_type = _function("FPDFPageObj_GetType", _INT, _HANDLE)
_object_bounds = _function("FPDFPageObj_GetBounds", _INT, _HANDLE, *[_HANDLE] * 4)


class PasswordError(Exception):
    """The document asks for a password."""


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The document at ``path``; ``PasswordError`` or ``PdfiumError`` when PDFium cannot open it."""
    try:
        document = pypdfium2.PdfDocument(path)
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise PasswordError from error
        raise
    try:
        yield document
    finally:
        document.close()


def page_sizes(document: Any) -> list[tuple[float, float]]:
    """Width and height of each page, points, before any is loaded; a page that cannot be found has none."""
    size = raw.FS_SIZEF()
    sizes: list[tuple[float, float]] = []
    for index in range(len(document)):
        known = raw.FPDF_GetPageSizeByIndexF(document.raw, index, size)
        sizes.append((size.width, size.height) if known else (0.0, 0.0))
    return sizes


class Page:
    """One page with its text, open inside ``with``."""

    def __init__(self, document: Any, index: int) -> None:
        self._document = document
        self._index = index

    def __enter__(self) -> Page:
        self.page = raw.FPDF_LoadPage(self._document.raw, self._index)
        if not self.page:
            raise PdfiumError(f"page {self._index + 1}")
        self._page = ctypes.cast(self.page, ctypes.c_void_p).value
        self.text_page = raw.FPDFText_LoadPage(self.page)
        self._text = ctypes.cast(self.text_page, ctypes.c_void_p).value
        self._fonts: dict[int | None, tuple[str, int]] = {}
        return self

    def __exit__(self, *_: object) -> None:
        raw.FPDFText_ClosePage(self.text_page)
        raw.FPDF_ClosePage(self.page)

    @property
    def rotation(self) -> int:
        """Quarter turns clockwise by which a viewer shows the page."""
        return int(raw.FPDFPage_GetRotation(self.page))

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of what is shown, in the page's own space."""
        rect = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self.page, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def codes(self) -> npt.NDArray[Any]:
        """The code points in the order of the content stream, one a character of the text page."""
        count = max(raw.FPDFText_CountChars(self.text_page), 0)
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        units = raw.FPDFText_GetText(self.text_page, 0, count, buffer)
        codes = np.frombuffer(buffer, np.uint16, max(units - 1, 0)).copy()
        if len(codes) == count and not ((codes >= 0xD800) & (codes < 0xE000)).any():
            return codes
        codes = np.array([raw.FPDFText_GetUnicode(self.text_page, i) for i in range(count)], np.uint32)
        codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)] = 0xFFFD
        return codes

    def loose_boxes(self, characters: Sequence[int]) -> npt.NDArray[np.float32]:
        """Left, top, right, bottom of each character, a row each: advance by font height, not the ink."""
        out = np.zeros((len(characters), 4), np.float32)
        _drain(map(_loose_box, repeat(self._text), characters, *_fields(out, 4)[:1]))
        return out

    def turns(self, characters: Sequence[int]) -> list[int]:
        """Quarter turns clockwise that set each character upright."""
        matrices = self._matrices(characters)
        return [int(turn) % 4 for turn in np.rint(np.arctan2(matrices[:, 1], matrices[:, 0]) / (np.pi / 2))]

    def sizes(self, characters: Sequence[int]) -> npt.NDArray[np.float64]:
        """The height of each character's font on the page, points."""
        named = np.array(list(map(_font_size, repeat(self._text), characters)), np.float64)
        matrices = self._matrices(characters)
        sizes: npt.NDArray[np.float64] = named * np.hypot(matrices[:, 2], matrices[:, 3])
        return sizes

    def base_lines(self, characters: Sequence[int]) -> npt.NDArray[np.float64]:
        """x and y of the point on the base line where each character starts, a row each."""
        out = np.zeros((len(characters), 2), np.float64)
        _drain(map(_origin, repeat(self._text), characters, *_fields(out, 2)))
        return out

    def _matrices(self, characters: Sequence[int]) -> npt.NDArray[np.float32]:
        out = np.zeros((len(characters), 6), np.float32)
        _drain(map(_matrix, repeat(self._text), characters, *_fields(out, 6)[:1]))
        return out

    def fonts(self, characters: Sequence[int]) -> list[tuple[str, int]]:
        """Name and flags (ISO 32000-1, table 123) of each character's font; each font is asked once a page."""
        handles = [_text_font(found) if found else 0 for found in map(_text_object, repeat(self._text), characters)]
        for handle, character in zip(handles, characters, strict=True):
            if handle not in self._fonts:
                self._fonts[handle] = self._font(character)
        return [self._fonts[handle] for handle in handles]

    def _font(self, character: int) -> tuple[str, int]:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int(0)
        length = raw.FPDFText_GetFontInfo(self.text_page, character, name, len(name), flags)
        return name.raw[: max(min(length, len(name)) - 1, 0)].decode("utf-8", "replace"), flags.value

    def is_invisible(self, character: int) -> bool:
        """Whether the character is there to be found and copied, not to be seen (text rendering mode 3)."""
        found = raw.FPDFText_GetTextObject(self.text_page, character)
        return bool(found) and raw.FPDFTextObj_GetTextRenderMode(found) == raw.FPDF_TEXTRENDERMODE_INVISIBLE

    def objects(self) -> list[tuple[int, int]]:
        """Handle and kind of each object on the page."""
        count = max(raw.FPDFPage_CountObjects(self.page), 0)
        return _with_kinds(map(_object, repeat(self._page), range(count)))


def form_objects(handle: int) -> list[tuple[int, int]]:
    """Handle and kind of each object within a form."""
    form = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    count = max(raw.FPDFFormObj_CountObjects(form), 0)
    return _with_kinds(map(_form_object, repeat(handle), range(count)))


def _with_kinds(handles: Iterable[int]) -> list[tuple[int, int]]:
    handles = list(handles)
    return list(zip(handles, map(_object_type, handles), strict=True))


def object_matrix(handle: int) -> npt.NDArray[np.float64]:
    """The matrix from an object's own space to its page's or form's: ``[x, y, 1] @ matrix``."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), matrix)
    return np.array([[matrix.a, matrix.b, 0], [matrix.c, matrix.d, 0], [matrix.e, matrix.f, 1]])


def object_bounds(handles: Sequence[int]) -> npt.NDArray[np.float32]:
    """Left, bottom, right, top of each object, a row each, in its page's or form's space."""
    out = np.zeros((len(handles), 4), np.float32)
    _drain(map(_object_bounds, handles, *_fields(out, 4)))
    return out


def _fields(out: npt.NDArray[Any], width: int) -> list[range]:
    """The addresses of each of the ``width`` fields of the rows of ``out``, field by field."""
    start = out.ctypes.data
    return [range(start + field * out.itemsize, start + out.nbytes, width * out.itemsize) for field in range(width)]


def _drain(calls: Iterator[Any]) -> None:
    deque(calls, maxlen=0)
