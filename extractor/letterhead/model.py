"""What a letterhead says: the nine parts of Nghị định 30/2020/NĐ-CP (phụ lục I) as plain values with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.text import Note, Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed. ``authority`` is TM., KT., TL., TUQ., Q. or None; ``title`` as printed ("PHÓ CHỦ TỊCH")."""

    name: str | None
    title: str | None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line under Nơi nhận; ``note`` holds the words in brackets ("để báo cáo")."""

    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The letterhead and the closing block of one document; what is not printed is None, never guessed.

    ``spans`` maps a field to its place: number, doc_type_name, issuer, parent_issuer, place, issued_on, subject, secrecy,
    urgency, kinh_gui, signers and recipients (each the whole block). ``body`` runs from after the title and subject to the
    closing block; ``tail`` is the closing block (Nơi nhận, signature), empty at the end where there is none.
    """

    number: str | None = None
    doc_type: str | None = None
    doc_type_name: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    place: str | None = None
    issued_on: str | None = None
    subject: str | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    secrecy: str | None = None
    urgency: str | None = None
    spans: Mapping[str, Span] = field(default_factory=dict)
    body: Span = NOWHERE
    tail: Span = NOWHERE
    notes: tuple[Note, ...] = ()
