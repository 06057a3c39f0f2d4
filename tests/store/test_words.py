"""The bare form of words is the same whether it is looked up in the table or decomposed."""

import pytest

from extractor.store.words import bare

LONG = "kế hoạch số 12/kh-ubnd – phấn đấu đạt ≥ 95% “trường học”; đường, ngõ, ưu đãi\0" * 60


@pytest.mark.parametrize(
    ("tail", "why"),
    [
        ("", "letters of the table only"),
        ("\0", "the separator of pieces is kept"),
        ("a\u0301", "a mark by itself is in no table"),
        ("\ufb01", "a letter beyond the table"),
        ("\U0001f600", "a code point beyond the first plane"),
    ],
)
def test_long_and_short_texts_become_bare_alike(tail: str, why: str) -> None:
    pieces = (LONG + tail).split("\0")
    assert bare(LONG + tail) == "\0".join(map(bare, pieces)), why


def test_bare_has_no_diacritics() -> None:
    assert bare(LONG).startswith("ke hoach so 12/kh-ubnd – phan dau dat ≥ 95% “truong hoc”; duong, ngo, uu dai\0")
