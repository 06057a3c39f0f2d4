"""The words of the room: units found behind a number, patterns that share beginnings, lists that are checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.targets import lexicon as room
from extractor.targets.lexicon import alternation, lexicon
from extractor.text.fold import fold_aligned

UNITS = [
    ("tập thể đạt", "tập thể", "the longest that fits"),
    ("công chức, viên chức, người lao động tỉnh", "công chức, viên chức, người lao động", "a list that is one unit"),
    ("tỷ lệ", None, "another word begins like a unit"),
    ("tỷ đồng/năm", "tỷ đồng", "what it is per is read elsewhere"),
    ("điểm % so", "điểm %", "a unit that ends in a sign"),
    ("hoà giải viên", "hoà giải viên", "tone placement does not count"),
    ("hòa giải viên", "hòa giải viên", "nor the other way round"),
    ("xa lắc", None, "no unit at all"),
]


@pytest.mark.parametrize(("words", "unit", "reason"), UNITS, ids=[row[-1] for row in UNITS])
def test_units(words: str, unit: str | None, reason: str) -> None:
    found = lexicon().unit_at(fold_aligned(words), 0)
    assert (words[: found.end] if found else None) == unit, reason


@given(st.lists(st.text("aăđ .", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=12, unique=True))
def test_sharing_beginnings_changes_nothing_but_the_order(names: list[str]) -> None:
    shared = re.compile(alternation(names))
    assert all(shared.fullmatch(name) for name in names)
    for name in names:
        assert (shared.fullmatch(name + "x") is not None) == (name + "x" in names)


@pytest.mark.parametrize(
    ("entries", "problem"), [('["hộ", "hộ"]', "twice"), ('["Hộ"]', "not lower case"), ('[" hộ"]', "not lower case")]
)
def test_a_wrong_list_stops_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: str, problem: str) -> None:
    source = Path(room.model_path("units.toml")).read_text("utf-8")
    (tmp_path / "units.toml").write_text(
        source.replace("[time]\nnames = [", f"[time]\nnames = {entries}\nrest = [", 1), "utf-8"
    )
    monkeypatch.setattr(room, "model_path", lambda *parts: tmp_path / parts[-1])
    units = room._read("units.toml")
    with pytest.raises(ValueError, match=problem):
        room._list(units, "time", "names")
