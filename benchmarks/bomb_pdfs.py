"""PDFs made to hurt: pages too large or too many, pictures and streams that unpack to gigabytes, forms that draw one another.

Written object by object, since the libraries that write PDFs will not write these.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence

from packing import repeated

WORDS = b"Phan dau tren 95% ho dan dat chuan nam 2025 theo Quyet dinh so 12/QD-UBND."
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Resources<</Font<</F 3 0 R>>%s>>/Contents %d 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_DRAW = b"q 595 0 0 842 0 0 cm /P Do Q"


def pdf(objects: Sequence[bytes], pages: Sequence[int], font: bytes = _FONT) -> bytes:
    """Catalog, page tree and font are objects 1 to 3; ``objects`` follow from 4 on."""
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, data in enumerate([b"<</Type/Catalog/Pages 2 0 R>>", tree, font, *objects], 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n" % (len(places) + 1, table, len(places) + 1)
    return bytes(out) + head + b"startxref\n%d\n%%%%EOF\n" % len(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def packed(data: bytes, times: int = 1, entries: bytes = b"") -> bytes:
    """``data`` so many times over."""
    return stream(repeated(data, times), entries + b"/Filter/FlateDecode")


def shown(*lines: bytes) -> bytes:
    """A content stream of these lines."""
    return stream(b"BT /F 12 Tf 14 TL 40 800 Td " + b"".join(b"(%s) Tj T* " % line for line in lines) + b"ET")


def page(size: bytes = b"595 842", *, content: int = 5, resources: bytes = b"") -> bytes:
    return _PAGE % (size, resources, content)


def picture(width: int, height: int, rest: bytes, data: bytes, times: int = 1) -> bytes:
    kind = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent " % (width, height)
    return packed(data, times, kind + rest)


def of_words(size: bytes) -> bytes:
    return pdf([page(size), shown(WORDS, WORDS)], [4])


def of_picture(picture: bytes, size: bytes = b"595 842") -> bytes:
    return pdf([page(size, resources=b"/XObject<</P 6 0 R>>"), stream(_DRAW), picture], [4])


def sheet(width: int, height: int) -> bytes:
    """A page as a scanner gives it: lines of black on white."""
    row, line = b"\xff" * (width // 8), b"\x0f" * (width // 8)
    return picture(width, height, b"1/ColorSpace/DeviceGray", (row * 30 + line * 10) * 4, height // 160)


def pages_of_words(count: int) -> bytes:
    """Each page with words of its own, forty lines."""
    objects: list[bytes] = []
    for number in range(count):
        objects += [page(content=5 + 2 * number), shown(b"%d. Trang so %d" % (number, number), *[WORDS] * 40)]
    return pdf(objects, range(4, 4 + 2 * count, 2))


def pages_of_scans(count: int) -> bytes:
    """All pages show one picture of 2,480 × 3,508 pixels."""
    last = 4 + count
    objects = [page(content=last, resources=b"/XObject<</P %d 0 R>>" % (last + 1))] * count
    return pdf([*objects, stream(_DRAW), sheet(2480, 3508)], range(4, 4 + count))


def many_pictures() -> bytes:
    """Four hundred pictures of 100 megapixels, each an object of its own, on one page."""
    names = b" ".join(b"/P%d %d 0 R" % (n, 6 + n) for n in range(400))
    drawn = b"".join(b"q 595 0 0 842 0 0 cm /P%d Do Q " % n for n in range(400))
    one = picture(10_000, 10_000, b"8/ColorSpace/DeviceGray", bytes(100_000), 1000)
    return pdf([page(resources=b"/XObject<<%s>>" % names), stream(drawn), *[one] * 400], [4])


def laughing_forms() -> bytes:
    """Nine forms, each drawing the next ten times: a thousand million lines."""
    forms = [
        stream(b"/X%d Do " % (n + 1) * 10 if n < 8 else b"BT /F 9 Tf (ha) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
               b"/Resources<</Font<</F 3 0 R>>/XObject<</X%d %d 0 R>>>>" % (n + 1, 7 + n))
        for n in range(9)
    ]  # fmt: skip
    return pdf([page(resources=b"/XObject<</X0 6 0 R>>"), stream(b"/X0 Do"), *forms], [4])


def locked() -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(of_words(b"595 842"))) as made:
        made.save(out, encryption=pikepdf.Encryption(user="mat khau", owner="chu"))
    return out.getvalue()


def unpacked_by(filters: int) -> bytes:
    """A content stream packed so many times over; three levels make a thousand million bytes of some kilobytes."""
    data = repeated(b" " * 1_000_000, 2000)
    for _ in range(filters - 1):
        data = zlib.compress(data, 9)
    return pdf([page(), stream(data, b"/Filter[" + b"/FlateDecode" * filters + b"]")], [4])


_HUGE = b"200000 200000"
_READ_AS_SCAN = "NEEDS_OCR TOO_LARGE BAD_INPUT OK TIMEOUT"

#: name → how it is made, the reasons it may be held for
PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "huge page of words.pdf": (lambda: of_words(_HUGE), "TOO_LARGE"),
    "huge page of a scan.pdf": (lambda: of_picture(sheet(2480, 3508), _HUGE), "TOO_LARGE"),
    "largest page of a scan.pdf": (lambda: of_picture(sheet(2480, 3508), b"14400 14400"), _READ_AS_SCAN),
    "huge page by its unit.pdf": (
        lambda: of_words(b"595 842").replace(b"/Type/Page/", b"/Type/Page/UserUnit 1000/"), "TOO_LARGE OK"),
    "10,000 pages of words.pdf": (lambda: pages_of_words(10_000), "TOO_LARGE"),
    "10,000 pages of scans.pdf": (lambda: pages_of_scans(10_000), "TOO_LARGE"),
    "5,000 pages of words.pdf": (lambda: pages_of_words(5_000), "OK TIMEOUT TOO_LARGE"),
    "5,000 pages of scans.pdf": (lambda: pages_of_scans(5_000), "TIMEOUT NEEDS_OCR BAD_INPUT"),
    "picture of 400 MP.pdf": (
        lambda: of_picture(picture(20_000, 20_000, b"8/ColorSpace/DeviceGray", bytes(400_000), 1000)), _READ_AS_SCAN),
    "picture of 3,600 MP in colour.pdf": (
        lambda: of_picture(picture(60_000, 60_000, b"8/ColorSpace/DeviceRGB", bytes(1_000_000), 10_800)), _READ_AS_SCAN),
    "picture of 100 MP in colour.pdf": (
        lambda: of_picture(picture(10_000, 10_000, b"8/ColorSpace/DeviceRGB", bytes(1_000_000), 300)), _READ_AS_SCAN),
    "400 pictures.pdf": (many_pictures, _READ_AS_SCAN),
    "forms in forms.pdf": (laughing_forms, "TIMEOUT OUT_OF_MEMORY"),
    "content of 2 GB.pdf": (lambda: unpacked_by(1), "OUT_OF_MEMORY NEEDS_OCR"),
    "content packed twice.pdf": (lambda: unpacked_by(2), "OUT_OF_MEMORY NEEDS_OCR"),
    "20 million letters on a page.pdf": (
        lambda: pdf([page(), packed(b"BT /F 1 Tf 1 0 0 1 9 9 Tm (" + WORDS + b") Tj ET ", 280_000)], [4]),
        "BAD_INPUT TOO_LARGE TIMEOUT OK OUT_OF_MEMORY"),
    "3 million lines on a page.pdf": (
        lambda: pdf([page(), packed(b"0 0 m 99 99 l S ", 3_000_000)], [4]), "TIMEOUT OUT_OF_MEMORY NEEDS_OCR BAD_INPUT"),
}  # fmt: skip
