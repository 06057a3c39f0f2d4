"""One key for every spelling of a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.registry import canonical_key

CASES = [
    ("98/2023/NĐ-CP", "98/2023/NĐ-CP", "as printed"),
    ("19/CT-TTg", "19/CT-TTG", "capitals"),
    ("180/KH- UBND", "180/KH-UBND", "no blanks"),
    ("34–CT/TW", "34-CT/TW", "one kind of dash"),
    ("157/TB_UBND", "157/TB-UBND", "an underscore typed for a hyphen"),
    ("2042/QÐ-UBND", "2042/QĐ-UBND", "eth is no Đ"),
    ("010/2020/QD-UBND", "10/2020/QĐ-UBND", "QD is QĐ; one leading zero too many"),
    ("1-KL/TW", "01-KL/TW", "numbers below 10 have a 0 (NĐ 30/2020)"),
    ("01-KL/TW", "01-KL/TW", "and keep it"),
    ("05/CT-TW", "05-CT/TW", "the Party's joints"),
    ("20/CTr-TU", "20-CTR/TU", "a provincial committee's joints"),
    ("02-NQ/TƯ", "02-NQ/TW", "the Centre by its Vietnamese letters"),
    ("103/2008/TTLT/BTC-BGTVT", "103/2008/TTLT-BTC-BGTVT", "a hyphen after the type"),
    ("187/2013/NĐCP", "187/2013/NĐ-CP", "type and body glued"),
    ("2442/2007/TT-TTCP", "2442/2007/TT-TTCP", "the Inspectorate's letters look like type and body glued"),
    ("12/2019TT-BNV", "12/2019/TT-BNV", "the joint after the year lost"),
    ("53/NĐ-HĐBT", "53-HĐBT", "the Council of Ministers numbered in one series"),
    ("235-HĐBT", "235-HĐBT", "the same without the type"),
    ("41-CP", "41/CP", "the Government before 1996"),
    ("730/2004/NQ-UBTVQHK11", "730/2004/NQ-UBTVQH11", "K for khóa"),
    ("45/25010/NĐ-CP", "45/25010/NĐ-CP", "a misprinted year is not mended"),
    ("/KH-SYT", "/KH-SYT", "a blank serial"),
    ("-KH/ĐTN", "-KH/ĐTN", "a blank serial of the Youth Union"),
    ("Luật  Đất đai", "Luật Đất đai", "a key by name"),
    ("08.a/2010/TT-BTP", "08A/2010/TT-BTP", "a point before the serial's letter"),
    ("150CP", "150/CP", "no joint at all"),
    ("01A \u0323", "01\u1ea0", "a mark behind a blank"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("printed", "key", "reason"), CASES, ids=[reason for _, _, reason in CASES])
def test_canonical_key(printed: str, key: str, reason: str) -> None:
    assert canonical_key(printed) == key, reason


@given(st.text(alphabet="0123456789/-–_ .ABCĐÐNQTWUSLKPHcps\u0323", max_size=24))
def test_a_key_is_its_own_key(printed: str) -> None:
    key = canonical_key(printed)
    assert canonical_key(key) == key
