"""Facets: years written as the fewest beginnings that cover them, and the index kept as the rows are."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.store import open_store
from extractor.store.facets import of_year, target_facets
from extractor.store.migrations import migration_files

PERIODS = [
    (None, "2021-03-05", {2021}, "no period: the year of its document"),
    (None, "2021", {2021}, "a document with its year alone"),
    (None, None, set(), "no period, no day"),
    (("2018", "2030-06"), "1999-01-01", {2018, 2019, 2020, 2029, 2030}, "a period, whatever the document's day"),
    (("", "2020"), None, {1, 1999, 2019, 2020}, "an open beginning"),
    (("2025-01-01", ""), None, {2025, 2026, 2999, 9999}, "an open end"),
    (("2025", "2024"), None, set(), "an end before its beginning"),
]


ASKED = [set(of_year(f"{year:04}")[1:-1].replace('"', "").split(" OR ")) for year in range(10_000)]


def years(facets: str) -> set[int]:
    words = set(facets.split())
    return {year for year, asked in enumerate(ASKED) if asked & words}


@pytest.mark.parametrize(("period", "issued_on", "some", "reason"), PERIODS)
def test_years(period: tuple[str, str] | None, issued_on: str | None, some: set[int], reason: str) -> None:
    written = json.dumps({"from": period[0], "to": period[1]}) if period else None
    found = years(target_facets(None, None, issued_on, "target", "ge", "%", written))
    assert some <= found, reason
    assert len(found) <= len(some) or len(some) > 3, reason


@settings(deadline=None)
@given(st.integers(0, 9999), st.integers(0, 9999))
def test_every_year_of_a_period_and_no_other(first: int, last: int) -> None:
    period = json.dumps({"from": f"{first:04}-02", "to": f"{last:04}"})
    facets = target_facets("xa a", "KH", None, "result", None, None, period)
    assert years(facets) == set(range(first, last + 1))
    assert len(facets.split()) <= 5 + 2 * 9 * 4, "a handful of words"


def test_an_existing_store_gets_its_facets(tmp_path: Path, make_document, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    files = migration_files()
    path = tmp_path / "kho.db"
    target = {"statement": "Đạt 95% hộ", "op": "ge", "low": 95.0, "unit": "%"}
    with open_store(path) as store:
        store.save(make_document(targets=[target]))
        wanted = [tuple(row) for row in store.connection.execute("SELECT rowid, bare, facets FROM target_words")]
    with sqlite3.connect(path) as file:  # as it was before: words without facets
        file.execute("DROP TABLE target_words")
        file.execute("DROP TRIGGER targets_gone")
        file.execute("CREATE TRIGGER targets_gone AFTER DELETE ON targets BEGIN SELECT 1; END")
        file.execute("CREATE VIRTUAL TABLE target_words USING fts5 (bare, tokenize = 'unicode61 remove_diacritics 0')")
        file.executemany("INSERT INTO target_words (rowid, bare) VALUES (?, ?)", [row[:2] for row in wanted])
        file.execute("DELETE FROM _sqlite_migrations WHERE name >= '009'")
        file.execute("PRAGMA user_version = 8")
    monkeypatch.setattr("extractor.store.migrations.migration_files", lambda: files[:9])
    with open_store(path) as store:
        assert [tuple(row) for row in store.connection.execute("SELECT rowid, bare, facets FROM target_words")] == wanted
