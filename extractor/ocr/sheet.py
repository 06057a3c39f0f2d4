"""A picture made ready to be read: one grey sheet that stands upright and level, and the rulings on it.

The order matters: colour first (only there a seal can be told from print), then noise (a median of a turned picture has
nothing left to find), then turning, then rulings, which are only found on a level sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractor.ocr.colour import grey_of
from extractor.ocr.engine import Grey
from extractor.ocr.noise import without_specks
from extractor.ocr.rulings import Ruled, ruled
from extractor.ocr.upright import Stand, stand_of, turned


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture ready to be read: ``grey`` has been turned by ``stand`` and has ``dpi`` pixels an inch."""

    grey: Grey
    dpi: int
    stand: Stand
    rulings: Ruled


def sheet_of(picture: npt.NDArray[np.uint8], dpi: int) -> Sheet:
    """``picture`` (grey, or blue-green-red in the third axis) made ready."""
    grey = without_specks(grey_of(picture) if picture.ndim == 3 else picture)
    stand = stand_of(grey)
    upright = turned(grey, stand)
    return Sheet(upright, dpi, stand, ruled(upright, dpi))


def on_its_head(sheet: Sheet) -> Sheet:
    """The sheet turned by two more quarters."""
    stand = Stand((sheet.stand.turns + 2) % 4, sheet.stand.degrees)
    grey = np.ascontiguousarray(np.rot90(sheet.grey, 2))
    return Sheet(grey, sheet.dpi, stand, ruled(grey, sheet.dpi))
