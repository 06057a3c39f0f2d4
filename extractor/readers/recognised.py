"""A recognised page as a reader hands it over: pieces, doubts, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.limits import Limits
from extractor.messages import say
from extractor.ocr import Engine, EngineError
from extractor.readers.page_pieces import Doubted, PieceDoubt, doubts_of, pieces_of
from extractor.readers.pdf_notes import Piece
from extractor.readers.pdf_page import laid_out
from extractor.readers.scan import read_picture
from extractor.readers.scan_words import Scanned
from extractor.text import Doubt, Note, SourceText

DOUBTFUL = 0.6  #: confidence; words below it are doubts
_DOUBTFUL_DIGITS = 0.8  #: of words with digits: a wrong digit is a wrong value


class Recognised(NamedTuple):
    """The lines of a page and its doubtful words; ``failure`` is the code of the note that says why there are none.

    ``seals`` are words that were read off seals and signatures, and are no part of the text.
    """

    pieces: list[Piece]
    doubts: list[PieceDoubt]
    failure: str | None = None
    seals: Sequence[str] = ()


def recognised(picture: npt.NDArray[np.uint8], dpi: int, number: int, engine: Engine, limits: Limits) -> Recognised:
    """Page ``number``, shown as ``picture``, read by ``engine``."""
    try:
        reading = read_picture(picture, dpi, engine, limits)
    except EngineError:
        return Recognised([], [], "ocr_failed")
    if not reading.readable:
        return Recognised([], [], "ocr_unreadable")
    words, lines, _ = laid_out(reading.scanned.words, reading.rulings)
    doubts = list(doubts_of(words, lines, dict(_doubted(reading.scanned, engine.trust))))
    return Recognised(pieces_of(words, lines, number, 0), doubts, seals=reading.seals)


def _doubted(scanned: Scanned, trust: float) -> Iterator[tuple[int, Doubted]]:
    """The words that count as doubtful, by where they begin."""
    words = scanned.words
    ends = zip(words.first.tolist(), words.last.tolist(), strict=True)
    for (first, last), confidence, better in zip(ends, scanned.confidences, scanned.better, strict=True):
        figures = any(map(str.isdigit, words.text[first : last + 1]))
        if better or confidence * trust < (_DOUBTFUL_DIGITS if figures else DOUBTFUL):
            yield first, Doubted(round(confidence * trust, 3), better)


def doubt_notes(source: SourceText) -> Iterator[Note]:
    """One note for each stretch of doubtful words."""
    stretches: list[list[Doubt]] = []
    for doubt in source.doubts:
        if stretches and doubt.start - stretches[-1][-1].end <= 1:
            stretches[-1].append(doubt)
        else:
            stretches.append([doubt])
    for stretch in stretches:
        start, end = stretch[0].start, stretch[-1].end
        share = round(100 * min(doubt.confidence for doubt in stretch))
        yield Note("ocr_doubtful", say("warning_ocr_doubtful", words=source.text[start:end], percent=share), start, end)
