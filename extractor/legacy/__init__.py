"""Old Vietnamese encodings (TCVN3, VNI, VISCII, VPS) to Unicode, decided for every run by what it says.

``decode_runs`` takes the runs of a document in order and gives their texts back. Below the readers, which call it; the
tables are data (``models/legacy_encodings``); what was measured is in docs/encodings.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.legacy.deciding import PLAIN, UNICODE, Found, Run, decide, may_hold
from extractor.legacy.decoding import decode
from extractor.legacy.octets import Octets, decode_octets
from extractor.legacy.words import spelt_in_tcvn3, spelt_share
from extractor.messages import say
from extractor.text.span import Note

#: How an encoding is named to users.
SHOWN = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
_LONGEST = 60  #: code points of an uncertain run that are quoted


@dataclass(frozen=True)
class Decoded:
    """``texts`` and ``found`` are as many as the runs and in their order. ``found[i]``: encoding, whether it is certain."""

    texts: tuple[str, ...]
    found: tuple[Found, ...]

    @property
    def changed(self) -> bool:
        """Whether any run was decoded."""
        return any(found.encoding != UNICODE for found in self.found)

    def notes(self, text: str) -> tuple[Note, ...]:
        """What the reader says with its ``text``: what was decoded (one note an encoding), and which runs are uncertain.

        A note about uncertain runs stands where the first of them is found in ``text``.
        """
        return (*self._decoded(), *self._uncertain(text))

    def _decoded(self) -> list[Note]:
        lettered = [(found.encoding, sum(map(str.isalpha, words))) for words, found in zip(self.texts, self.found, strict=True)]
        letters: Counter[str] = Counter()
        for name, count in lettered:
            letters[name] += count
        total = max(letters.total(), 1)
        return [
            Note("legacy_decoded", say("warning_legacy_decoded", encoding=shown, share=_percent(letters[name] / total)), 0, 0)
            for name, shown in SHOWN.items()
            if letters[name]
        ]

    def _uncertain(self, text: str) -> list[Note]:
        runs = [" ".join(w.split()) for w, found in zip(self.texts, self.found, strict=True) if not found.certain]
        runs = [words for words in runs if words]
        if not runs:
            return []
        start = max(text.find(runs[0]), 0)
        message = say("warning_legacy_uncertain", words=runs[0][:_LONGEST], count=len(runs))
        return [Note("legacy_uncertain", message, start, start)]


def _percent(share: float) -> int:
    return max(1, round(100 * share))


def decode_runs(runs: Sequence[tuple[str, str | None]]) -> Decoded:
    """``runs`` (text, font name or None) of one document, in order, in Unicode.

    Runs are read as one text: a word that begins in one and ends in the next is one word, so the last run of a paragraph
    must end with a line end (or ``("\\n", None)`` follow it). A VNI letter over two runs ends up in the first of them.
    """
    found = decide(runs)
    texts = decode(runs, found)
    sure = (f._replace(certain=f.certain or words.isascii()) for (words, _), f in zip(runs, found, strict=True))
    return Decoded(tuple(texts), tuple(sure))


__all__ = [
    "PLAIN",
    "SHOWN",
    "UNICODE",
    "Decoded",
    "Found",
    "Octets",
    "Run",
    "decode_octets",
    "decode_runs",
    "may_hold",
    "spelt_in_tcvn3",
    "spelt_share",
]
