"""Fonts of an RTF file, and the bytes of its text: what a byte means is said by the character set of its font."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass, field

from extractor.readers.doc.pieces import CP1252
from extractor.readers.symbols import drawn, is_symbol_font

_VIETNAMESE = "cp1258"
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: _VIETNAMESE,
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass
class Fonts:
    """The font table; ``page`` is the code page of the whole file."""

    names: dict[int, str] = field(default_factory=dict)
    charsets: dict[int, int] = field(default_factory=dict)
    page: str = "cp1252"
    default: int = 0

    def set_page(self, number: int) -> None:
        """The file's code page, where Python knows it."""
        try:
            codecs.lookup(f"cp{number}")
        except LookupError:
            return
        self.page = f"cp{number}"

    def name(self, font: int | None) -> str | None:
        """The name of a font."""
        return self.names.get(self.default if font is None else font)

    def decode(self, held: bytes, font: int | None) -> str:
        """The characters of bytes set in ``font``."""
        name = self.name(font) or ""
        if is_symbol_font(name):
            return "".join(drawn(name, code) for code in held)
        if held.isascii():
            return held.decode("ascii")
        charset = self.charsets.get(self.default if font is None else font, 1)
        page = _CODE_PAGES.get(charset, "cp1252" if charset in (0, 2) else self.page)
        if page == "cp1252":
            return "".join(CP1252[code] for code in held)
        words = held.decode(page, "replace")
        return unicodedata.normalize("NFC", words) if page == _VIETNAMESE else words
