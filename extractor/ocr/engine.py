"""What an engine is: a name, how far its confidences can be trusted, whether it is at hand, and one function.

The seam is narrow on purpose: grey pictures in, words with boxes out. What a page is, which way up it stands, where its
tables are and in which order it is read is none of an engine's business, so that three engines as different as a library, a
program and a neural network give the same kind of page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]  #: rows × columns, 0 black … 255 white

#: How a picture is set: a page with text of several sizes in one column, the few lines of a table's cell,
#: or one line.
Setting = Literal["page", "cell", "line"]


class Word(NamedTuple):
    """One word as printed, its box in pixels of the picture it was read from; ``line`` counts the engine's lines."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float  #: 0 … 1
    line: int


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to read pictures.

    ``find`` gives its version, ``None`` where it cannot be used. ``recognise`` reads pictures of ``dpi`` pixels an inch in
    at most ``seconds`` together and gives the words of each; it raises ``EngineError`` where it fails or takes longer.
    ``trust`` is what a confidence is multiplied by: an engine that is sure of its errors has a low one.
    """

    name: str
    trust: float
    find: Callable[[], str | None]
    recognise: Callable[[Sequence[Grey], Setting, int, float], list[list[Word]]]


class EngineError(Exception):
    """The engine gave up on a page: out of time, or broken. The page is recorded as unread, the document goes on."""
