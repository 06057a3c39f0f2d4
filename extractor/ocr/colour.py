"""Colour to grey, with what was stamped and signed over the text taken out.

Seals are red and signatures blue; print is black. In the brightest of the three channels a red or blue line is nearly as
bright as paper, while black stays black even under the seal. Where most of what is written is itself in colour (a page
printed in blue, a photograph of one in poor light), that would erase the text, and the page is read as it is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractor.ocr.engine import Grey

Colour = npt.NDArray[np.uint8]  #: rows × columns × (blue, green, red)

_VIVID = 48  #: between the brightest and the dimmest channel; JPEG's colour noise around black letters stays below
_DARK = 128  #: of the dimmest channel: something is written there
_MOST = 0.5  #: of what is written may be in colour


def grey_of(picture: Colour) -> Grey:
    """``picture`` in grey without seals and signatures."""
    import cv2

    blue, green, red = cv2.split(picture)
    brightest = cv2.max(cv2.max(blue, green), red)
    dimmest = cv2.min(cv2.min(blue, green), red)
    written = dimmest < _DARK
    vivid = cv2.subtract(brightest, dimmest) > _VIVID
    if np.count_nonzero(written & vivid) > _MOST * np.count_nonzero(written):
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    return np.asarray(brightest, np.uint8)
