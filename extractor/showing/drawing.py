"""Pages drawn with marks on them, by PDFium and Pillow.

The mark is laid over the words as a marker pen would do it (what is dark stays dark) and framed, so that it is found at a
glance on a page that is drawn small. What a page claims to be decides what drawing it costs, so it is measured first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.errors import EncryptedError, TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.records.models import BoxRecord

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72.0
_PAD = 1.5  #: points between the words and the frame
_PEN = 0.8  #: points
#: kind of record → colour of its mark (red, green, blue)
COLOURS: dict[str, tuple[int, int, int]] = {
    "targets": (255, 214, 64),
    "citations": (140, 200, 255),
    "dates": (170, 235, 150),
    "header": (255, 170, 200),
    "sections": (215, 190, 255),
}
_OTHER = (255, 214, 64)


class Mark(NamedTuple):
    """A box to be marked, in points from the upper left corner of its page, and the kind of record it belongs to."""

    box: BoxRecord
    kind: str


def drawn(path: Path, pages: Iterable[int], marks: Iterable[Mark], dpi: int, limits: Limits) -> Iterator[tuple[int, Image]]:
    """Each of ``pages`` (from 1) of the PDF or picture at ``path``, marked; ``TooLargeError`` for one beyond the limits."""
    marks = list(marks)
    for number in pages:
        image, scale = _page(path, number, dpi, limits)
        for mark in marks:
            if mark.box.page == number:
                _mark(image, mark, scale)
        yield number, image


def is_pdf(path: Path) -> bool:
    """Whether PDFium can draw it, by its first bytes."""
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def _page(path: Path, number: int, dpi: int, limits: Limits) -> tuple[Image, float]:
    """The page and how many pixels a point is."""
    return _pdf_page(path, number, dpi, limits) if is_pdf(path) else _picture(path, number, limits)


def _pdf_page(path: Path, number: int, dpi: int, limits: Limits) -> tuple[Image, float]:
    import pypdfium2

    from extractor.readers.pdf_pdfium import LOCK, PasswordError, opened

    scale = dpi / _POINTS
    try:
        with LOCK, opened(path) as document:
            width, height = document[number - 1].get_size()
            _check_size(path, width * scale, height * scale, limits)
            image: Any = document[number - 1].render(scale=scale).to_pil()
            return image.convert("RGB"), scale
    except PasswordError:
        raise EncryptedError("pdf_encrypted", path=path.name) from None
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableError("pdf_broken", path=path.name) from error


def _picture(path: Path, number: int, limits: Limits) -> tuple[Image, float]:
    """A page of a picture file as it is; its resolution, which the boxes were reckoned with, tells the scale."""
    from PIL import Image, ImageOps

    from extractor.readers.picture import page_dpi

    with Image.open(path) as image:
        image.seek(number - 1)
        _check_size(path, *image.size, limits)
        return ImageOps.exif_transpose(image).convert("RGB"), page_dpi(image) / _POINTS


def _check_size(path: Path, width: float, height: float, limits: Limits) -> None:
    if width * height > limits.max_picture_pixels:
        limit = limits.max_picture_pixels
        raise TooLargeError("show_too_large", path=path.name, limit="max_picture_pixels", value=limit)


def _mark(image: Image, mark: Mark, scale: float) -> None:
    """Lay the colour over what stands in the box and frame it."""
    from PIL import Image, ImageChops, ImageDraw

    box = mark.box
    sides = (box.x0 - _PAD, box.top - _PAD, box.x1 + _PAD, box.bottom + _PAD)
    x0, top, x1, bottom = (round(side * scale) for side in sides)
    x0, top = max(x0, 0), max(top, 0)
    x1, bottom = min(x1, image.width), min(bottom, image.height)
    if x0 >= x1 or top >= bottom:
        return
    colour = COLOURS.get(mark.kind, _OTHER)
    part = image.crop((x0, top, x1, bottom))
    image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, colour)), (x0, top))
    frame = tuple(side * 2 // 3 for side in colour)
    ImageDraw.Draw(image).rectangle((x0, top, x1 - 1, bottom - 1), outline=frame, width=max(round(_PEN * scale), 1))
