"""A page of a PDF drawn as a picture, within bounds.

What a page claims to be decides what drawing it costs: a side of 200,000 points would ask for 694 GB at 300 dpi, and a
picture of 30,000 × 30,000 pixels for 3.6 GB however small it is shown. So the first is drawn smaller, the second refused.
"""

from __future__ import annotations

import ctypes
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pypdfium2 import PdfiumError, raw

from extractor.limits import Limits
from extractor.readers.pdf_pdfium import Page, form_objects

_LEAST_DPI = 72  #: a page drawn with less cannot be read
_POINTS = 72.0
_DEEPEST = 3  #: forms within forms


class Drawn(NamedTuple):
    """A page as blue-green-red pixels, or grey where it has no colour, ``dpi`` of them an inch."""

    pixels: npt.NDArray[np.uint8]
    dpi: int


class TooManyPixels(Exception):
    """The page cannot be drawn within the limits."""


def drawn(page: Page, limits: Limits) -> Drawn:
    """``page`` as a viewer shows it, without what is laid over it to be clicked on."""
    width, height = raw.FPDF_GetPageWidthF(page.page), raw.FPDF_GetPageHeightF(page.page)
    dpi = int(min(limits.ocr_dpi, sqrt(limits.max_page_pixels / max(width * height, 1.0)) * _POINTS))
    if dpi < _LEAST_DPI or _picture_pixels(page.objects(), 0) > limits.max_picture_pixels:
        raise TooManyPixels
    size = max(round(width * dpi / _POINTS), 1), max(round(height * dpi / _POINTS), 1)
    pixels = _pixels(page, *size)
    return Drawn(_without_colour(pixels), dpi)


def _pixels(page: Page, width: int, height: int) -> npt.NDArray[np.uint8]:
    buffer = np.full((height, width, 3), 255, np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, ctypes.c_void_p(buffer.ctypes.data), width * 3)
    if not bitmap:
        raise PdfiumError("bitmap")
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page.page, 0, 0, width, height, 0, 0)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return buffer


def _without_colour(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """One channel where all three are the same, as in most scans."""
    blue = pixels[:, :, 0]
    if np.array_equal(blue, pixels[:, :, 1]) and np.array_equal(blue, pixels[:, :, 2]):
        return np.ascontiguousarray(blue)
    return pixels


def _picture_pixels(objects: list[tuple[int, int]], depth: int) -> int:
    """How many pixels the largest picture among ``objects`` unpacks to."""
    most = 0
    width, height = ctypes.c_uint(0), ctypes.c_uint(0)
    for handle, kind in objects:
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            raw.FPDFImageObj_GetImagePixelSize(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), width, height)
            most = max(most, width.value * height.value)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            most = max(most, _picture_pixels(form_objects(handle), depth + 1))
    return most
