"""The characters of a Word file that stand for something else: fields, marks of notes, breaks, symbols ([MS-DOC] 2.4.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.readers.doc.pieces import CP1252
from extractor.readers.doc.settings import Font, Shown
from extractor.readers.docx.runs import FORCED_BREAK, Run
from extractor.readers.symbols import drawn, is_symbol_font, symbol

_CONTROL = re.compile("[\0-\x1f\ud800-\udfff]")
_FIELD = re.compile("([\x13\x14\x15])")
_SHOWN = {
    **dict.fromkeys(range(32)), 0x09: "\t", 0x0B: "\n", 0x0C: FORCED_BREAK, 0x0E: "\n", 0x1E: "-", 0x1F: "\u00ad",
}  # fmt: skip
_NOTE = "\x02"
_BEGIN, _RESULT, _END = "\x13\x14\x15"
_VIETNAMESE_CHARSET = 163
_BYTES = {c: code for code, c in enumerate(CP1252)}


@dataclass
class Words:
    """Reads the runs of one story. ``open_fields``: for each open field whether its result has begun."""

    fonts: Sequence[Font]
    old: bool
    open_fields: list[bool] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)  #: positions of characters that may be marks of notes

    def run(self, words: str, shown: Shown, at: int) -> Run | None:
        """What is shown of ``words``, which stand at ``at``; None where nothing is."""
        if shown.symbol is not None:
            words = self._symbols(words, shown.symbol) if self._shows() else ""
        elif _CONTROL.search(words):
            words = self._plain(words, shown, at)
        elif shown.data or not self._shows():
            words = ""
        if not words or shown.deleted:
            return None
        if self.old:
            words = _in_charset(words, shown)
        return Run(words, shown.setting)

    def paragraph_ends(self) -> None:
        """An instruction ends with its paragraph."""
        while self.open_fields and not self.open_fields[-1]:
            self.open_fields.pop()

    def _plain(self, words: str, shown: Shown, at: int) -> str:
        out: list[str] = []
        for part in _FIELD.split(words):
            if part in (_BEGIN, _RESULT, _END) and part:
                self._field(part)
            elif part and self._shows() and not shown.data:
                if shown.special:
                    self.marks += [at + i for i, c in enumerate(part) if c == _NOTE]
                out.append(part)
            at += len(part)
        return _joined("".join(out).translate(_SHOWN))

    def _field(self, mark: str) -> None:
        if mark == _BEGIN:
            self.open_fields.append(False)
        elif self.open_fields and mark == _RESULT:
            self.open_fields[-1] = True
        elif self.open_fields:
            self.open_fields.pop()

    def _shows(self) -> bool:
        return not self.open_fields or all(self.open_fields)

    def _symbols(self, words: str, said: tuple[int, int]) -> str:
        number, code = said
        name = self.fonts[number].name if number < len(self.fonts) else ""
        return symbol(name, f"{code:X}") * len(words)


def _joined(words: str) -> str:
    """Pairs of surrogates as the one character they mean."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _in_charset(words: str, shown: Shown) -> str:
    """Words of Word 6 and 95, whose bytes mean what the character set of their font says."""
    font = shown.setting.font or ""
    if is_symbol_font(font):
        return "".join(drawn(font, _BYTES.get(c, 0x20)) if c >= " " else c for c in words)
    if shown.charset == _VIETNAMESE_CHARSET:
        held = bytes(_BYTES.get(c, 0x3F) for c in words)
        return unicodedata.normalize("NFC", held.decode("cp1258", "replace"))
    return words
