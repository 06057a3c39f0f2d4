"""What portals print below a document: "Những tin mới hơn", "Tin liên quan" and the titles of other documents.

Left in, every one of those titles would become a citation of this document. Only the end of the text is cut, from such a
heading on, and only if nothing but titles with addresses or dates follows; a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.messages import say
from extractor.readers.layout_tables import Piece, fold
from extractor.text import Note

_CODE = "related_left_out"
_HEADING = re.compile(
    r"(?:CAC |NHUNG )?(?:TIN(?: TUC)?|BAI(?: VIET)?|VAN BAN|THONG BAO)(?: CU)?"
    r"(?: MOI HON| CU HON| LIEN QUAN| KHAC| CUNG CHUYEN MUC| CUNG LOAI| DA DANG| DOC NHIEU)(?: KHAC)?:?$"
)
_TITLE = re.compile(r"https?://|www\.|^\(?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)$")


def without_related(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[Note, ...]]:
    """``pieces`` without the titles of other documents at the end, and a note on what was left out."""
    filled = [i for i, (words, _) in enumerate(pieces) if words.strip()]
    cut = len(pieces)
    titles = others = 0
    for i in reversed(filled):
        words = pieces[i][0].strip()
        if len(words) < 60 and _HEADING.match(fold(words)) and 2 * others <= titles:
            cut = i
            titles = others = 0
        elif _TITLE.search(words):
            titles += 1
        else:
            others += 1
    if cut == len(pieces):
        return list(pieces), ()
    kept = list(pieces[:cut])
    end = sum(len(words) + 1 for words, _ in kept)
    at = max(end - 1, 0)
    count = len(filled) - sum(i < cut for i in filled)
    return kept, (Note(_CODE, say(f"warning_{_CODE}", count=count), at, at),)
