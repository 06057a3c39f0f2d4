"""Pictures of pages: TIFF with any number of them (what fax servers and office scanners write), PNG, JPEG and their like.

A picture says how many pixels an inch it has, or not, or wrongly (72 is what cameras write when they do not know). Where that
would make the paper smaller than A5 or larger than A2 it is taken for A4, so that places are in points of a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.errors import NeedsOcrError, TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.ocr import INSTALL, Engine, chosen
from extractor.readers.page_pieces import doubts_in, with_tables_from
from extractor.readers.pdf_result import LONGEST, note
from extractor.readers.recognised import Recognised, doubt_notes, recognised
from extractor.text import Note, SourceText, source_from_lines

_A4_LONG = 11.69  #: inches
_SHEET = (8.0, 24.0)  #: inches; the longer side of A5 … A2
_LARGE = 40_000_000  #: pixels (more than A4 at 600 dpi); above, no second copy is made of a picture that is unpacked
_MOST_BYTES = 8  #: for a pixel, that a library may want at once
_BAND = 4_000_000  #: pixels of such a picture that are brought down at once
_MODES = {"1": "L", "L": "L", "I;16": "L", "LA": "L"}  #: those without colour


def read_picture_file(path: Path, limits: Limits) -> SourceText:
    """The lines read off the pictures of ``path``, a page each.

    Raises ``NeedsOcrError`` without an engine, ``TooLargeError`` for ``max_pages`` and ``max_picture_pixels``,
    ``UnreadableError`` for what is broken or not to be read.
    """
    engine = chosen()
    if engine is None:
        raise NeedsOcrError("picture_needs_ocr", path=path.name, install=INSTALL)
    pages = list(_pages(path, engine, limits))
    if all(page.failure for page in pages):
        raise UnreadableError("ocr_nothing_read", path=path.name)
    return _source(pages, path)


def _pages(path: Path, engine: Engine, limits: Limits) -> Iterator[Recognised]:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # ours is asked before anything is unpacked, and says so
    try:
        with Image.open(path) as image:
            count = getattr(image, "n_frames", 1)
            if count > limits.max_pages:
                raise TooLargeError(
                    "pdf_too_many_pages", path=path.name, pages=count, limit="max_pages", value=limits.max_pages
                )
            for number in range(1, count + 1):
                image.seek(number - 1)
                pixels, dpi = _pixels(image, path, limits)
                yield recognised(pixels, dpi, number, engine, limits)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        _ask_for_room(path)
        raise UnreadableError("picture_broken", path=path.name) from error


def _ask_for_room(path: Path) -> None:
    """``MemoryError`` where a large picture may be whole: libjpeg and libwebp call it broken when they are refused memory."""
    from PIL import Image

    with suppress(OSError, ValueError, SyntaxError), Image.open(path) as image:
        pixels = image.width * image.height
        if pixels > _LARGE:
            bytearray(_MOST_BYTES * pixels)


def _pixels(image: Any, path: Path, limits: Limits) -> tuple[npt.NDArray[np.uint8], int]:
    """One page as grey or blue-green-red pixels brought to the scale that pages are read at, and that scale."""
    from PIL import Image

    width, height = image.size
    if width * height > limits.max_picture_pixels:
        raise TooLargeError("picture_too_large", path=path.name, limit="max_picture_pixels", value=limits.max_picture_pixels)
    dpi = page_dpi(image)
    mode = _MODES.get(image.mode, "RGB")
    factor = int(max(dpi / limits.ocr_dpi, (width * height / limits.max_page_pixels) ** 0.5))
    if width * height > _LARGE and factor > 1:
        plain, dpi = _upright(_reduced(image, mode, factor)), dpi / factor
        width, height = plain.size
    else:
        plain = _plain(_upright(image), mode)
    scale = min(limits.ocr_dpi / dpi, (limits.max_page_pixels / (width * height)) ** 0.5)
    if abs(scale - 1) > 0.02:
        size = max(round(plain.width * scale), 1), max(round(plain.height * scale), 1)
        plain = plain.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX)
        dpi *= scale
    pixels = np.asarray(plain, np.uint8)
    return np.ascontiguousarray(pixels[:, :, ::-1] if pixels.ndim == 3 else pixels), max(round(dpi), 1)


def _upright(image: Any) -> Any:
    """As the camera was held."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


def _plain(image: Any, mode: str) -> Any:
    """In ``mode``, on white where one can see through it."""
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    return image.convert(mode)


def _reduced(image: Any, mode: str, factor: int) -> Any:
    """``image`` in ``mode``, one pixel for ``factor`` squared: band by band, a picture may have half a gigabyte."""
    from PIL import Image

    width, height = image.size
    small = Image.new(mode, (-(-width // factor), -(-height // factor)))
    rows = max(_BAND // width, 1) * factor
    for top in range(0, height, rows):
        band = _plain(image.crop((0, top, width, min(top + rows, height))), mode)
        small.paste(band.reduce(factor), (0, top // factor))
    small.info["exif"] = image.getexif().tobytes()
    return small


def page_dpi(image: Any) -> float:
    """Pixels an inch of the sheet that a picture shows: what places in points are reckoned with."""
    longest, named = max(image.size), _named_dpi(image)
    return named if _SHEET[0] <= longest / named <= _SHEET[1] else longest / _A4_LONG


def _named_dpi(image: Any) -> float:
    try:
        return float(max(image.info.get("dpi", (0, 0)))) or 1.0
    except (TypeError, ValueError):
        return 1.0


def _source(pages: list[Recognised], path: Path) -> SourceText:
    tables = 0
    numbered = []
    for page in pages:
        pieces, tables = with_tables_from(page.pieces, tables)
        numbered.append(pieces)
    source = source_from_lines(
        [piece for pieces in numbered for piece in pieces],
        reader="picture",
        media_type=_media_type(path),
        page_count=len(pages),
        wrapped=True,
    )
    ends = list(accumulate(map(len, numbered)))
    by_page = [
        (source.lines[end - len(pieces) : end], page.doubts) for pieces, page, end in zip(numbered, pages, ends, strict=True)
    ]
    source = replace(source, ocr=True, doubts=tuple(doubts_in(by_page)))
    return replace(source, notes=(*_failures(pages, source, ends), *doubt_notes(source)))


def _failures(pages: list[Recognised], source: SourceText, ends: list[int]) -> Iterator[Note]:
    for number, (page, end) in enumerate(zip(pages, ends, strict=True), 1):
        at = source.lines[end].start if end < len(source.lines) else len(source.text)
        if page.failure:
            yield note(page.failure, at, at, page=number)
        if page.seals:
            yield note("ocr_seal_removed", at, at, page=number, words=" ".join(page.seals)[:LONGEST])


def _media_type(path: Path) -> str:
    from PIL import Image

    with Image.open(path) as image:
        return Image.MIME.get(image.format or "", "image/unknown")
