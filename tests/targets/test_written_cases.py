"""Measures against written cases: all of a text's measures, and of each whatever the case names.

A line that begins with ``§kind`` opens a section of that kind (flat: the next one closes it); the mark is no part of the text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from extractor.sections import Section
from extractor.targets import Target, find
from extractor.text import Span, Text

CASES = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[1] / "cases" / "targets" / "measures.jsonl").read_text("utf-8").splitlines()
]
_OPENS = re.compile(r"§(\w+) (?:([\dIVX]+|Điều \d+)\. )?(.*)")


def marked(source: str) -> tuple[Text, list[Section]]:
    """The text of a case and its sections."""
    lines: list[str] = []
    opened: list[tuple[int, str, str | None, str | None]] = []
    for line in source.split("\n"):
        at = sum(len(done) + 1 for done in lines)
        if match := _OPENS.match(line):
            article = (match.group(2) or "").startswith("Điều")
            opened.append((at, match.group(1), match.group(2), None if article else match.group(3)))
        lines.append(line.split(" ", 1)[1] if match else line)
    text = "\n".join(lines)
    ends = [at for at, *_ in opened[1:]] + [len(text)] * bool(opened)
    return Text.from_string(text), [
        Section(label, title, kind, 1, None, at, end, Span(at, text.find("\n", at) if title else at + len(label or "")))
        for (at, kind, label, title), end in zip(opened, ends, strict=True)
    ]


def shown(target: Target, text: Text, want: dict[str, Any]) -> dict[str, Any]:
    """Of ``target`` what the case asks for."""
    derived = {"statement": text.text[target.start : target.end], "notes": [note.code for note in target.notes]}
    return {name: derived[name] if name in derived else getattr(target, name) for name in want}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["reason"][:60])
def test_written_cases(case: dict[str, Any]) -> None:
    text, sections = marked(case["text"])
    found = find(text, sections=sections, doc_type=case["doc_type"])
    if case.get("order") is False:
        found = sorted(found, key=lambda target: target.op is None)
    told = [(t.role, t.op, t.low, t.high, t.unit) for t in found]
    assert len(found) == len(case["want"]), f"{case['reason']}: {told}"
    assert [shown(t, text, want) for t, want in zip(found, case["want"], strict=True)] == case["want"], case["reason"]


def test_every_case_has_its_own_reason() -> None:
    reasons = [case["reason"] for case in CASES]
    assert len(set(reasons)) == len(reasons)
