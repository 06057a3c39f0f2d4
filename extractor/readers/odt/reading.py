"""OpenDocument texts (.odt, .ott): a zip with the text in one XML part and the styles in another (ODF 1.3).

Of the 18 real .doc files saved as ODT, 16 come out line for line as the .doc does; the others differ by a column of 20 twips
and by leaders that the saving lost. odfpy (GPL or Apache) gives the tree and no more than lxml does.

The text is handed on as the flat row of paragraphs that Word and RTF files hold, so that old encodings, tables, notes and
page furniture are treated alike in all of them.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from extractor.errors import EncryptedError, NeedsOcrError, UnreadableError
from extractor.limits import Limits
from extractor.readers.doc.flow import Block
from extractor.readers.doc.source import Written, source_of
from extractor.readers.docx.package import Package
from extractor.readers.odt.lists import Lists
from extractor.readers.odt.styles import OFFICE, STYLE, Styles
from extractor.readers.odt.walk import Walk
from extractor.text import SourceText

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_MARGINS = {
    STYLE + name + pages: name for pages in ("-first", "", "-left") for name in ("header", "footer")
}  # the first page's before the others


def read_odt(path: Path, limits: Limits) -> SourceText:
    """An OpenDocument text as lines; ``EncryptedError`` when it asks for a password, ``TooLargeError`` beyond the limits."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("zip_broken", path=path.name) from error
    with archive:
        try:
            return _read(Package(archive, path, limits, "content.xml"))
        except RecursionError as error:
            raise UnreadableError("odt_broken", path=path.name, error="nesting") from error
        except UnreadableError as error:
            if error.code != "docx_broken":
                raise
            raise UnreadableError("odt_broken", **error.params) from error


def _read(package: Package) -> SourceText:
    if b"encryption-data" in (package.data("META-INF/manifest.xml") or b""):
        raise EncryptedError("office_encrypted", path=package.path.name)
    root = package.root
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise UnreadableError("odt_broken", path=package.path.name, error="content.xml")
    common = package.tree("styles.xml")
    roots = [root] if common is None else [common, root]
    walk = Walk(Styles(roots), Lists(roots))
    blocks = walk.story(body)
    written = Written(blocks, walk.endnotes, [] if common is None else _margins(common, walk))
    source = source_of(written, reader="odt", media_type=MEDIA_TYPE)
    if not source.text.strip() and any(name.startswith("Pictures/") for name in package.archive.namelist()):
        raise NeedsOcrError("docx_only_pictures", path=package.path.name)
    return source


def _margins(common: etree._Element, walk: Walk) -> list[tuple[str, list[Block]]]:
    found = [(_MARGINS[element.tag], element) for page in common.iter(STYLE + "master-page") for element in page
             if element.tag in _MARGINS]  # fmt: skip
    return [(kind, walk.story(element)) for kind, element in sorted(found, key=lambda margin: margin[0] == "footer")]
