"""What is found: a citation, the places inside a document it points at, and the bare mention it grows from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractor.text import Note


class Pinpoint(NamedTuple):
    """Điều, khoản, điểm as printed; ``None`` where the level is not named."""

    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of another document.

    ``text[start:end]`` runs from the type word through number, name and date; issuer and title stand beside it. ``number``
    is as printed without inner spaces, ``key`` its canonical form; a citation by name alone has no number, and its key is
    the number the registry knows, else the name. ``issued_on`` is ISO: a day, a month or a year. ``relation`` says what the
    words before the citation do with it, whoever does it: this document or the one in whose title it stands.
    """

    start: int
    end: int
    doc_type_name: str
    number: str | None
    key: str
    issued_on: str | None
    issuer: str | None
    title: str | None
    pinpoint: tuple[Pinpoint, ...]
    relation: str
    confidence: float
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation before its surroundings are read: ``[start, end)`` from the type word through the number or the name.

    ``shape`` lists what is odd about the form, as codes of notes.
    """

    start: int
    end: int
    type_name: str
    number: str | None = None
    name: str | None = None
    confidence: float = 1.0
    shape: tuple[str, ...] = ()
    full_number: str | None = None  #: the number completed from a shared tail ("12, 13 và 14/2024/NĐ-CP"), where it is cut

    @property
    def whole_number(self) -> str | None:
        """The number with what a list left out."""
        return self.full_number or self.number
