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
from itertools import islice, repeat
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


class _Handle(ctypes.c_void_p):
    """What PDFium gives out and takes back; a subclass is not turned into an integer on the way."""


def _function(name: str, result: Any) -> Any:
    """The function as one that keeps the interpreter lock and converts no arguments.

    Handles and addresses go in as ctypes objects, numbers as ``int``: declared argument types cost a call each, two fifths
    of the time of ``FPDFText_GetLooseCharBox`` (0.65 µs against 0.41).
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


class _Rows:
    """Room for what many calls write, a row each; made once, since a place to write to costs as much as half a call."""

    _MOST = 1024  #: calls in one go

    def __init__(self, kind: Any, width: int, fields: int) -> None:
        rows = (kind * width * self._MOST)()
        self._values = np.frombuffer(rows, np.dtype(kind)).reshape(-1, width)
        size = ctypes.sizeof(kind)
        self._places = [[ctypes.byref(row, field * size) for row in rows] for field in range(fields)]

    def written(self, function: Any, *arguments: Sequence[Any] | repeat[Any], count: int) -> npt.NDArray[Any]:
        """What ``function`` writes of each of ``count`` ``arguments``; zeros where it writes nothing."""
        out = np.zeros((count, self._values.shape[1]), self._values.dtype)
        given = [iter(argument) for argument in arguments]
        for start in range(0, count, self._MOST):
            part = out[start : start + self._MOST]
            values = self._values[: len(part)]
            values[:] = 0
            deque(map(function, *(islice(argument, len(part)) for argument in given), *self._places), maxlen=0)
            part[:] = values
        return out


_BOXES = _Rows(ctypes.c_float, 4, 1)
_MATRICES = _Rows(ctypes.c_float, 6, 1)
_POINTS = _Rows(ctypes.c_double, 2, 2)
_BOUNDS = _Rows(ctypes.c_float, 4, 4)
_NAME = ctypes.create_string_buffer(128)  #: of a font


_loose_box = _function("FPDFText_GetLooseCharBox", _INT)
_matrix = _function("FPDFText_GetMatrix", _INT)
_origin = _function("FPDFText_GetCharOrigin", _INT)
_font_size = _function("FPDFText_GetFontSize", ctypes.c_double)
_text_object = _function("FPDFText_GetTextObject", _Handle)
_text_font = _function("FPDFTextObj_GetFont", _HANDLE)
_object = _function("FPDFPage_GetObject", _Handle)
_form_object = _function("FPDFFormObj_GetObject", _Handle)
_object_type = _function("FPDFPageObj_GetType", _INT)
_object_bounds = _function("FPDFPageObj_GetBounds", _INT)

_LONGEST_NOTE = 400  #: bytes; what is longer is no stamp
_TEXT = raw.FPDF_PAGEOBJ_TEXT


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
        self._page = ctypes.cast(self.page, ctypes.c_void_p)
        self.text_page = raw.FPDFText_LoadPage(self.page)
        self._text = ctypes.cast(self.text_page, ctypes.c_void_p)
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

    def written_on(self) -> list[str]:
        """The words of notes that a viewer shows as text on the page (FreeText, ISO 32000-1, 12.5.6.6)."""
        return [words for i in range(raw.FPDFPage_GetAnnotCount(self.page)) if (words := self._free_text(i))]

    def _free_text(self, index: int) -> str:
        note = raw.FPDFPage_GetAnnot(self.page, index)
        try:
            if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_FREETEXT:
                return ""
            size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            if size > _LONGEST_NOTE:
                return ""
            words = (ctypes.c_ushort * (size // 2 + 1))()
            raw.FPDFAnnot_GetStringValue(note, b"Contents", words, size)
            return bytes(words).decode("utf-16-le", "replace").partition("\0")[0].strip()
        finally:
            raw.FPDFPage_CloseAnnot(note)

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
        return _BOXES.written(_loose_box, repeat(self._text), characters, count=len(characters))

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
        return _POINTS.written(_origin, repeat(self._text), characters, count=len(characters))

    def _matrices(self, characters: Sequence[int]) -> npt.NDArray[np.float32]:
        return _MATRICES.written(_matrix, repeat(self._text), characters, count=len(characters))

    def fonts(self, characters: Sequence[int]) -> list[tuple[str, int]]:
        """Name and flags (ISO 32000-1, table 123) of each character's font; each font is asked once a page."""
        handles = [_text_font(found) if found else 0 for found in map(_text_object, repeat(self._text), characters)]
        for handle, character in zip(handles, characters, strict=True):
            if handle not in self._fonts:
                self._fonts[handle] = self._font(character)
        return [self._fonts[handle] for handle in handles]

    def _font(self, character: int) -> tuple[str, int]:
        flags = ctypes.c_int(0)
        length = raw.FPDFText_GetFontInfo(self.text_page, character, _NAME, len(_NAME), flags)
        return _NAME.raw[: max(min(length, len(_NAME)) - 1, 0)].decode("utf-8", "replace"), flags.value

    def is_invisible(self, character: int) -> bool:
        """Whether the character is there to be found and copied, not to be seen (text rendering mode 3)."""
        found = raw.FPDFText_GetTextObject(self.text_page, character)
        return bool(found) and raw.FPDFTextObj_GetTextRenderMode(found) == raw.FPDF_TEXTRENDERMODE_INVISIBLE

    def objects(self) -> list[tuple[int, int]]:
        """Handle and kind of each object on the page that is no text."""
        count = max(raw.FPDFPage_CountObjects(self.page), 0)
        return _with_kinds(map(_object, repeat(self._page), range(count)))


def form_objects(handle: int) -> list[tuple[int, int]]:
    """Handle and kind of each object within a form that is no text."""
    form = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    count = max(raw.FPDFFormObj_CountObjects(form), 0)
    return _with_kinds(map(_form_object, repeat(ctypes.c_void_p(handle)), map(ctypes.c_ulong, range(count))))


def _with_kinds(found: Iterable[_Handle]) -> list[tuple[int, int]]:
    handles = list(found)
    kinds = map(_object_type, handles)
    return [(handle.value or 0, kind) for handle, kind in zip(handles, kinds, strict=True) if kind != _TEXT]


def object_matrix(handle: int) -> npt.NDArray[np.float64]:
    """The matrix from an object's own space to its page's or form's: ``[x, y, 1] @ matrix``."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), matrix)
    return np.array([[matrix.a, matrix.b, 0], [matrix.c, matrix.d, 0], [matrix.e, matrix.f, 1]])


def object_bounds(handles: Sequence[int]) -> npt.NDArray[np.float32]:
    """Left, bottom, right, top of each object, a row each, in its page's or form's space."""
    return _BOUNDS.written(_object_bounds, list(map(ctypes.c_void_p, handles)), count=len(handles))
