"""Each file of ``tests/cases/letterhead`` is one form of a letterhead: what must be read, a rule, the document.

A field that the case does not name must be empty: that is how invented values are caught.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import letterhead
from extractor.repair import repair
from extractor.text import Text

CASES = sorted((Path(__file__).parents[1] / "cases" / "letterhead").glob("*.txt"))
FIELDS = (
    "number doc_type doc_type_name issuer parent_issuer place issued_on subject secrecy urgency".split()  # noqa: SIM905
)


def expected(head: str) -> tuple[dict[str, str | None], dict[str, list[tuple[str | None, ...]]], list[str]]:
    pairs = [line.split(": ", 1) for line in head.splitlines() if ": " in line]
    fields: dict[str, str | None] = dict.fromkeys(FIELDS)
    lists: dict[str, list[tuple[str | None, ...]]] = {"signer": [], "recipient": []}
    notes = []
    for key, value in pairs:
        if key in lists:
            cells = [cell.strip() for cell in value.split("|")]
            lists[key].append(tuple(None if cell in ("", "-") else cell for cell in cells))
        elif key == "note":
            notes.append(value)
        elif key != "reason":
            assert key in FIELDS, key
            fields[key] = value
    return fields, lists, notes


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_form(path: Path) -> None:
    head, body = path.read_text(encoding="utf-8").split("\n---\n" if not path.read_text().startswith("---") else "---\n", 1)
    fields, lists, notes = expected(head)
    text = repair(Text.from_string(body).source)
    found = letterhead.read(text)
    assert {name: getattr(found, name) for name in FIELDS} == fields
    authorities = {"T/M": "TM.", "K/T": "KT.", "T/L": "TL."}
    signers = [(authorities.get(a or "", a), title, name) for a, title, name in lists["signer"]]
    assert [(s.authority, s.title, s.name) for s in found.signers] == signers
    assert [(r.name, r.note) for r in found.recipients] == lists["recipient"]
    assert set(notes) <= {note.code for note in found.notes}
    for name, span in found.spans.items():
        assert span.of(text.text).strip(), name
    assert found.body.start <= found.body.end <= found.tail.start <= found.tail.end <= len(text.text)


def test_there_are_cases() -> None:
    assert len(CASES) >= 15
