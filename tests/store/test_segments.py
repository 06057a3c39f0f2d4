"""After an import the word indexes are in one segment each, and find what they found before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import pytest

from extractor.queries import query
from extractor.queries.asking import ask
from extractor.records.models import Document
from extractor.store import Store, open_store
from extractor.store.segments import _MOST, _sizes, merge_segments

_TABLES = ("passages", "target_words")
Make = Callable[..., Document]


@pytest.fixture
def scattered(tmp_path: Path, make_document: Make) -> Iterator[Store]:
    """A store whose word indexes have a segment a document: FTS5 is told not to merge any."""
    with open_store(tmp_path / "kho.db") as store:
        for table in _TABLES:
            store.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 0)")
        for n in range(_MOST + 3):
            share = {"statement": f"Có {90 - n}% hộ dùng nước sạch", "op": "eq", "low": 90.0 - n, "unit": "%"}
            number = f"{n + 1}/KH-UBND"
            store.save(make_document(path=f"/{n}", number=number, targets=[share], body=["Tổ chức thực hiện kế hoạch"]))
        yield store


def _counts(store: Store) -> list[int]:
    return [len(_sizes(store, table)) for table in _TABLES]


def _answers(store: Store) -> list[object]:
    asked = (("search", "tổ chức thực hiện"), ("targets", "nước sạch"))
    return [list(ask(store, query(name), {"words": words}).rows) for name, words in asked]


def test_many_segments_become_one_and_answer_alike(scattered: Store) -> None:
    assert min(_counts(scattered)) > _MOST
    before = _answers(scattered)
    merge_segments(scattered)
    assert _counts(scattered) == [1, 1]
    assert _answers(scattered) == before
    for table in _TABLES:
        scattered.connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def test_whoever_wants_to_stop_waits_for_a_step_only_and_nothing_is_lost(scattered: Store) -> None:
    before, asked = _answers(scattered), []
    merge_segments(scattered, lambda: bool(asked.append(None)))
    assert len(asked) == len(_TABLES)
    assert min(_counts(scattered)) > _MOST
    steps = iter([True, *repeat(False, 5)])
    merge_segments(scattered, lambda: next(steps))
    assert _answers(scattered) == before
    merge_segments(scattered)
    assert _answers(scattered) == before


@pytest.mark.parametrize(("documents", "words", "reason"), [(2, 1, "few"), (_MOST + 3, 60_000, "small beside the first")])
def test_segments_not_worth_it_are_left_alone(
    documents: int, words: int, reason: str, tmp_path: Path, make_document: Make
) -> None:
    with open_store(tmp_path / "kho.db") as store:
        store.connection.execute("INSERT INTO passages (passages, rank) VALUES ('automerge', 0)")
        for n in range(documents):
            body = " ".join(f"chữ{i}" for i in range(1 if n else words))
            store.save(make_document(path=f"/{n}", number=f"{n}/KH-UBND", body=[body]))
            if not n:
                store.connection.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        found = _sizes(store, "passages")
        merge_segments(store)
        assert _sizes(store, "passages") == found, reason
        assert len(found) == documents
