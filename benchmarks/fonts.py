"""Fonts with every Vietnamese letter, which most fonts of that name lack: where they are, and reportlab's names for them.

Several files may bear one name: version 1 of Liberation lacks 92 of 96 letters and reportlab writes boxes for them without a
word, version 2 has them all. So every file of a name is looked into, and the first that has them is taken.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts", Path("/Library/Fonts"))
#: A regular and a bold font, the best first.
PAIRS = (
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
)
LETTERS = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))


@cache
def files() -> tuple[Path, Path]:
    """A regular and a bold font; ``LookupError`` where there is none."""
    for regular, bold in PAIRS:
        if (found := _whole(regular)) and (stronger := _whole(bold)):
            return found, stronger
    raise LookupError("no font with all Vietnamese letters: apt-get install fonts-liberation2")


def names() -> tuple[str, str]:
    """What reportlab calls them, once they are made known to it; ``LookupError`` as ``files``."""
    regular, bold = files()
    for path in (regular, bold):
        if path.stem not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    return regular.stem, bold.stem


def _whole(name: str) -> Path | None:
    for path in (path for folder in FOLDERS for path in sorted(folder.rglob(name))):
        if all(ord(letter) in TTFont(path.stem, str(path)).face.charToGlyph for letter in LETTERS):
            return path
    return None
