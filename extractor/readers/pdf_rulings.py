"""The straight lines drawn on a page: what tables are ruled with.

Producers draw them in every way: one stroked line a border, a thin filled rectangle a side of each cell with a dot in each
corner (Word), one path for a whole grid. Coloured areas without a stroke are no rulings.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

from extractor.readers.pdf_frame import Floats, Frame
from extractor.readers.pdf_pdfium import Page, form_objects, object_bounds, object_matrix

_THICK = 3.0  #: points; what is thicker is an area
_FEW_SEGMENTS = 5  #: of a rectangle; a path of more is looked into
_MOST_SEGMENTS = 20_000
_MOST_PATHS = 20_000  #: beyond it the page is a drawing, a map: no table is looked for
_DEEPEST = 3  #: forms within forms


class Ruling(NamedTuple):
    """A line at ``at`` (y of a level one, x of an upright one) from ``start`` to ``end``, points."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The level and the upright lines of a page, in its frame."""

    level: list[Ruling]
    upright: list[Ruling]


def rulings_of(page: Page, objects: list[tuple[int, int]], frame: Frame) -> Rulings:
    """The rulings among the ``objects`` of ``page``."""
    found = [boxes for boxes in _thin_boxes(objects, np.eye(3), 0) if len(boxes)]
    if not found:
        return Rulings([], [])
    rects = frame.rects(np.concatenate(found))
    width, height = rects[:, 2] - rects[:, 0], rects[:, 3] - rects[:, 1]
    middle_y, middle_x = (rects[:, 1] + rects[:, 3]) / 2, (rects[:, 0] + rects[:, 2]) / 2
    level, upright = (height <= _THICK) & (width > _THICK), (width <= _THICK) & (height > _THICK)
    return Rulings(
        [Ruling(*row) for row in np.stack([middle_y, rects[:, 0], rects[:, 2]], axis=1)[level].tolist()],
        [Ruling(*row) for row in np.stack([middle_x, rects[:, 1], rects[:, 3]], axis=1)[upright].tolist()],
    )


def _thin_boxes(objects: list[tuple[int, int]], matrix: npt.NDArray[Any], depth: int) -> Iterator[Floats]:
    """Floats (left, top, right, bottom in page space) of the thin things drawn, forms included."""
    paths = [handle for handle, kind in objects if kind == raw.FPDF_PAGEOBJ_PATH]
    if len(paths) > _MOST_PATHS:
        return
    bounds = object_bounds(paths)
    thin = np.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) <= _THICK
    yield _placed(bounds[thin], matrix)
    for handle in _worth_a_look(np.array(paths, object)[~thin].tolist()):
        if sides := list(_sides(handle)):  # most are areas
            yield _placed(np.array(sides, np.float32), object_matrix(handle) @ matrix)
    if depth < _DEEPEST:
        for handle, kind in objects:
            if kind == raw.FPDF_PAGEOBJ_FORM:
                inner = object_matrix(handle) @ matrix
                yield from _thin_boxes(form_objects(handle), inner, depth + 1)


def _worth_a_look(paths: list[int]) -> list[int]:
    """The paths, or none where they have so many segments that they are a drawing."""
    segments = sum(raw.FPDFPath_CountSegments(ctypes.cast(handle, raw.FPDF_PAGEOBJECT)) for handle in paths)
    return paths if segments <= _MOST_SEGMENTS else []


def _placed(boxes: Floats, matrix: npt.NDArray[Any]) -> Floats:
    """``boxes`` (left, bottom, right, top) moved by ``matrix``, as left, top, right, bottom."""
    a = boxes[:, :2] @ matrix[:2, :2] + matrix[2, :2]
    b = boxes[:, 2:] @ matrix[:2, :2] + matrix[2, :2]
    low, high = np.minimum(a, b), np.maximum(a, b)
    return np.column_stack([low[:, 0], high[:, 1], high[:, 0], low[:, 1]]).astype(np.float32)


def _sides(handle: int) -> Iterator[tuple[float, float, float, float]]:
    """The thin parts of a path that is not thin as a whole: its strokes, and thin rectangles gathered in it."""
    path = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    fill, stroke = ctypes.c_int(0), ctypes.c_int(0)
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    count = raw.FPDFPath_CountSegments(path)
    if not stroke.value and count <= _FEW_SEGMENTS:
        return
    for points in _figures(path, count):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if not stroke.value:
            yield min(xs), min(ys), max(xs), max(ys)
            continue
        for (x0, y0), (x1, y1) in pairwise(points):
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _figures(path: Any, count: int) -> Iterator[list[tuple[float, float]]]:
    """The corners of each figure of a path; closed figures come back to where they began."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(0), ctypes.c_float(0)
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
