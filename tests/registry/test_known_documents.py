"""The list of known documents is whole, agrees with itself, and resolves names only where that is certain."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.registry import KnownDocument, by_key, by_name, canonical_key, known_documents, resolve, sense

DOCUMENTS = known_documents()


def test_the_list_is_there() -> None:
    assert len(DOCUMENTS) > 450
    assert {d.type for d in DOCUMENTS} >= {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Nghị định"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: f"{d.number or d.issued_on} {d.name[:40]}")
def test_each_entry_agrees_with_itself(document: KnownDocument) -> None:
    d = document
    assert d.name[0].isupper() and "  " not in d.name
    if d.number:
        assert canonical_key(d.number) == d.number.upper(), "numbers are written as their key, but for capitals"
    if d.number and "/QH" in d.number:
        assert d.number.split("/")[1] == d.issued_on[:4], "the year of the number is the year of the law"
    dates = [day for day in (d.issued_on, d.valid_from, d.valid_to) if day]
    assert dates == sorted(dates), "issued, then in force, then replaced"
    if d.valid_to and d.replaced_by:
        assert by_key(d.replaced_by) or "/NĐ-CP" in d.replaced_by


def test_laws_have_one_number_each() -> None:
    numbers = Counter(d.key for d in DOCUMENTS if d.key and d.type in ("Luật", "Bộ luật", "Pháp lệnh"))
    assert [key for key, count in numbers.items() if count > 1] == []


def test_the_assembly_that_passed_a_law_sat_in_its_year() -> None:
    """QH9 sat 1992–1997, QH10 to 2002, QH11 to 2007, QH12 to 2011, QH13 to 2016, QH14 to 2021, QH15 to 2026."""
    terms = {
        9: (1992, 1997),
        10: (1997, 2002),
        11: (2002, 2007),
        12: (2007, 2011),
        13: (2011, 2016),
        14: (2016, 2021),
        15: (2021, 2026),
    }
    for d in DOCUMENTS:
        if d.number and "QH" in d.number:
            first, last = terms[int(d.number.rsplit("QH", 1)[1])]
            assert first <= int(d.issued_on[:4]) <= last, d


def test_names_meet_whatever_their_commas() -> None:
    assert sense("Luật Phòng, chống tham nhũng") == sense("luật phòng chống tham nhũng")
    assert sense("Pháp lệnh Phí, lệ phí") == sense("Pháp lệnh phí và lệ phí")
    assert by_name("luật thi đua khen thưởng") == by_name("Luật Thi đua, khen thưởng")


RESOLVED = [
    ("Luật Thi đua, khen thưởng", "2022", None, "06/2022/QH15", "the year tells"),
    ("Luật Thi đua, khen thưởng", "2003-11-26", None, "15/2003/QH11", "the date tells"),
    ("Luật Thi đua, khen thưởng", "2022-06", None, "06/2022/QH15", "a month tells"),
    ("Luật Trẻ em", None, None, "102/2016/QH13", "only one bore the name"),
    ("Luật Đất đai", None, None, None, "five laws bore the name"),
    ("Luật Đất đai", "1999", None, None, "none is of that year"),
    ("Luật Đất đai", None, "2020-05-01", "45/2013/QH13", "the one in force"),
    ("Luật Đất đai", None, "2024-05-01", None, "the new one was issued and not yet in force"),
    ("Luật Đất đai", None, "2025-05-01", "31/2024/QH15", "the one in force after it"),
    ("Luật Viên chức", None, "2026-03-01", None, "a newer law is known by year alone"),
    ("Đề án 06", None, None, "06/QĐ-TTG", "an alias"),
    ("Luật chưa từng có", None, None, None, "unknown"),
]


@pytest.mark.parametrize(("name", "issued_on", "on", "key", "reason"), RESOLVED, ids=[row[-1] for row in RESOLVED])
def test_resolve(name: str, issued_on: str | None, on: str | None, key: str | None, reason: str) -> None:
    found = resolve(name, issued_on, on=on)
    assert (found.key if found else None) == key, reason


def test_in_force() -> None:
    old, new = by_name("Luật Bảo hiểm xã hội")[-2:]
    assert old.in_force("2024-12-31") and not old.in_force("2025-07-01")
    assert new.in_force("2025-07-01") and not new.in_force("2025-06-30")


def test_a_party_number_is_no_identity() -> None:
    assert [d.issued_on for d in by_key("20-NQ/TW")] == ["2017-10-25"]
    assert by_key("1-KL/TW") == by_key("01-KL/TW") != ()
