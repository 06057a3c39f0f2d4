"""Opening a docx: a zip of XML parts, each read under the limits and parsed without entities or network.

python-docx opens a 45 KB file that expands to 9 MB without a word and builds objects for every part; only the parts that
carry words are read here, and the bytes they unpack to are counted before they are unpacked.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from extractor.errors import TooLargeError, UnreadableError
from extractor.limits import Limits
from extractor.readers.text_size import check_tags

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RATIO_FROM = 1024 * 1024  #: bytes; smaller members may compress as well as they like

#: ISO 29500 "strict" files use other namespaces for the same elements
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)


@dataclass
class Package:
    """An open docx. ``main`` is the name of its main part; ``spent`` counts the bytes unpacked so far."""

    archive: zipfile.ZipFile
    path: Path
    limits: Limits
    main: str
    spent: int = field(default=0)
    trees: dict[str, etree._Element | None] = field(default_factory=dict)  #: parts by name, each parsed once

    @cached_property
    def root(self) -> etree._Element | None:
        """The root of the main part."""
        return self.tree(self.main)

    @cached_property
    def _relations(self) -> list[tuple[str, str, str]]:
        """The kind, id and part name of everything inside the package that the main part names."""
        folder, base = posixpath.split(self.main)
        root = self.tree(f"{folder}/_rels/{base}.rels")
        return [
            (rel.get("Type", "").rpartition("/")[2], rel.get("Id", ""), _joined(folder, rel.get("Target", "")))
            for rel in (() if root is None else root.iter(_RELATIONSHIP))
            if rel.get("TargetMode") != "External"
        ]

    def tree(self, name: str | None) -> etree._Element | None:
        """The root of an XML part, the same one whenever it is asked for; None when the package has no such part."""
        if name is None:
            return None
        if name not in self.trees:
            self.trees[name] = self._parsed(name)
        return self.trees[name]

    def _parsed(self, name: str) -> etree._Element | None:
        data = self.data(name)
        if data is None:
            return None
        check_tags(data.count(b"<"), self.path.name, self.limits)
        if b"<!DOCTYPE" in data[:4096]:  # forbidden in packages (ISO/IEC 29500-2, 9.1.4), used to smuggle entities in
            raise UnreadableError("docx_broken", path=self.path.name, error=f"{name}: DOCTYPE")
        for strict, usual in _STRICT:
            if strict in data[:8192]:
                data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT and "Text node" in error.msg:  # 10 MB in one run
                limit = self.limits.max_line_characters
                raise TooLargeError(
                    "text_line_too_long", path=self.path.name, limit="max_line_characters", value=limit
                ) from error
            raise UnreadableError("docx_broken", path=self.path.name, error=f"{name}: {error.msg}") from error

    def related(self, kind: str) -> dict[str, str]:
        """Parts that the main part names as ``kind`` ("header", "styles" …): relation id → part name."""
        return {name: part for said, name, part in self._relations if said == kind}

    def part(self, kind: str) -> etree._Element | None:
        """The root of the one part that the main part names as ``kind``."""
        return self.tree(next(iter(self.related(kind).values()), None))

    def has_pictures(self) -> bool:
        """Whether pictures are packed with the document."""
        return any("/media/" in name for name in self.archive.namelist())

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None when the package has no such part."""
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        self._check(info)
        try:
            return self.archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise UnreadableError("docx_broken", path=self.path.name, error=f"{name}: {error}") from error

    def _check(self, info: zipfile.ZipInfo) -> None:
        self.spent += info.file_size
        if self.spent > self.limits.max_unpacked_bytes:
            raise self._too_large("max_unpacked_bytes", self.limits.max_unpacked_bytes)
        if info.file_size > max(_RATIO_FROM, info.compress_size * self.limits.max_unpack_ratio):
            raise self._too_large("max_unpack_ratio", self.limits.max_unpack_ratio)

    def _too_large(self, limit: str, value: int) -> TooLargeError:
        return TooLargeError("unpacked_too_large", path=self.path.name, limit=limit, value=value)


def open_package(path: Path, limits: Limits) -> Package:
    """The docx at ``path``, to be closed by closing its ``archive``; ``UnreadableError`` when it is no whole zip."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("zip_broken", path=path.name) from error
    package = Package(archive, path, limits, "word/document.xml")
    root = package.tree("_rels/.rels")
    for rel in () if root is None else root.iter(_RELATIONSHIP):
        if rel.get("Type", "").endswith("/officeDocument"):
            package.main = rel.get("Target", "").lstrip("/")
    return package


def _joined(folder: str, target: str) -> str:
    """A target is named from the folder of the part that names it, or from the root with a leading slash."""
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
