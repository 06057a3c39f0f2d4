"""What a seal hides: the title above and the name below it are read again without it, what was read off it is set aside.

The first reading stays: only words where it has none are added, and only words that lie under the seal and that the engine
itself doubts are taken out (they are named in a note).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from extractor.ocr import Grey, Word
from extractor.ocr.seals import Seals, seals_of, without
from extractor.ocr.sheet import Sheet
from extractor.text.syllable import is_syllable

Read = Callable[[Grey], list[Word]]  #: a part of the page

_BESIDE = 0.7  #: inches around a seal that are read again
_UNDER = 0.2  #: share of a word's box; a signature is thin
_DOUBTED, _SURE = 0.6, 0.6  #: confidence below which what stands under a seal is no word, and from which a new word is one
_FEWEST = 2  #: words of a title or name
_COVERED = 0.2  #: share of a word's box that another may cover


class Unsealed(NamedTuple):
    """The words of a page with what a seal hid, and the words that were read off the seal."""

    words: list[Word]
    gone: list[Word]


def unsealed(words: Sequence[Word], sheet: Sheet, read: Read) -> Unsealed:
    """``words`` of ``sheet`` without those of its seals, with those beside them; ``read`` reads a part of the sheet."""
    seals = seals_of(sheet.rulings.bare, sheet.dpi)
    if seals is None:
        return Unsealed(list(words), [])
    gone = [word for word in words if _is_of(word, seals)]
    kept = [word for word in words if word not in gone]
    line = 1 + max((word.line for word in words), default=0)
    new = (word for word in _read_again(sheet, seals, read) if _share_under(word, seals) <= _UNDER and _is_word(word))
    free = [word._replace(line=word.line + line) for word in new if not any(_covers(other, word) for other in kept)]
    lengths = Counter(word.line for word in free)
    return Unsealed(kept + [word for word in free if lengths[word.line] >= _FEWEST], gone)


def _read_again(sheet: Sheet, seals: Seals, read: Read) -> list[Word]:
    margin = round(_BESIDE * sheet.dpi)
    top, left = max(seals.rows.start - margin, 0), max(seals.columns.start - margin, 0)
    part = without(sheet.rulings.bare, seals)[top : seals.rows.stop + margin, left : seals.columns.stop + margin]
    return [
        word._replace(x0=word.x0 + left, top=word.top + top, x1=word.x1 + left, bottom=word.bottom + top) for word in read(part)
    ]


def _is_word(word: Word) -> bool:
    """Titles and names are syllables that begin with a capital."""
    return word.confidence >= _SURE and word.text[:1].isupper() and is_syllable(word.text.strip(".,;:"))


def _is_of(word: Word, seals: Seals) -> bool:
    """Whether ``word`` was read off the seals: a sign that touches them, or a doubtful word on which they lie."""
    share = _share_under(word, seals)
    return share > (_UNDER if any(map(str.isalnum, word.text)) else 0.0) and word.confidence < _DOUBTED


def _share_under(word: Word, seals: Seals) -> float:
    part = seals.mask[int(word.top) : int(word.bottom) + 1, int(word.x0) : int(word.x1) + 1]
    return float(part.mean()) if part.size else 0.0


def _covers(one: Word, two: Word) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return across > 0 and down > 0 and across * down > _COVERED * (two.x1 - two.x0) * (two.bottom - two.top)
