"""What ``million.py`` asks of its made archive: every question in the ways people ask it, with values drawn anew each time.

Every way has its own cost: a rare word and a common one, a condition that keeps much, little or nothing. So a question stands
here once for each way, with the maker of its values, which are drawn from what ``made_archive.py`` writes.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from made_archive import LAWS, MEASURES, WORDS, law, measure, ranked, some_words, vocabulary

from extractor.text.fold import fold_ascii

Given = dict[str, str]
Values = Callable[[random.Random], Given]


def _year(choose: random.Random) -> Given:
    return {"year": str(choose.randint(2006, 2025))}


def _issuer(choose: random.Random) -> Given:
    field = choose.choice(("Y tế", "Nội vụ", "Tư pháp", "Xây dựng"))
    return {"issuer": f"Sở {field} {choose.choice(('Ninh Khê', 'An Phước', 'Yên Lạc'))}"}


def _of(*makers: Values, **fixed: str) -> Values:
    """Values from several makers and fixed ones in one question."""

    def given(choose: random.Random) -> Given:
        found = dict(fixed)
        for maker in makers:
            found |= maker(choose)
        return found

    return given


def _cited(lowest: int, highest: int) -> Values:
    return lambda choose: {"words": law(choose.randint(lowest, highest))[0]}


def _measured(lowest: int, highest: int) -> Values:
    return lambda choose: {"words": measure(choose.randint(lowest, highest))[1]}


def _word(lowest: int, highest: int, count: int = 1) -> Values:
    return lambda choose: {"words": " ".join(vocabulary()[0][choose.randint(lowest, highest)] for _ in range(count))}


def _bare(maker: Values) -> Values:
    return lambda choose: {name: fold_ascii(value) for name, value in maker(choose).items()}


def _fixed(**given: str) -> Values:
    return lambda choose: given


_COMMON = "tổ chức thực hiện kế hoạch"
#: question → kind of asking → values
ASKED: dict[str, dict[str, Values]] = {
    "cite": {
        "rare key": _cited(1_000, 3_000),
        "common key": _cited(0, 4),
        "the commonest": _cited(0, 0),
        "common, year": _of(_cited(0, 4), _year),
        "common, issuer, year": _of(_cited(0, 4), _issuer, _year),
        "common, relation": _of(_cited(0, 4), relation="sua_doi"),
        "common, number": _of(_cited(0, 4), number="100/KH-S5"),
        "no such key": _fixed(words="12345/1999/XX-YY"),
    },
    "targets": {
        "none": _fixed(),
        "unit common": _fixed(unit="%"),
        "unit rare": _fixed(unit="trạm"),
        "op rare": _fixed(op="lt"),
        "op none there": _fixed(op="none"),
        "role": _fixed(role="result"),
        "year": _of(_year),
        "year none there": _fixed(year="1990"),
        "issuer": _of(_issuer),
        "type": _fixed(type="KH"),
        "number": _fixed(number="100/KH-S5"),
        "words rare": _of(_measured(4000, MEASURES - 1)),
        "words common": _fixed(words="tỷ lệ"),
        "unit, op": _fixed(unit="%", op="lt"),
        "unit, op, role, year": _of(_year, unit="%", op="lt", role="result"),
        "unit rare, year, issuer": _of(_year, _issuer, unit="trạm"),
        "issuer, year, type": _of(_year, _issuer, type="BC"),
        "words common, year": _of(_year, words="tỷ lệ"),
        "words common, issuer, year": _of(_year, _issuer, words="lao động tiên tiến"),
        "words common, unit, op": _fixed(words="lao động tiên tiến", unit="trạm", op="lt"),
        "words common, role": _fixed(words="nước sạch", role="result"),
        "words common, bare, op": _fixed(words="lao dong tien tien", op="lt"),
        "words common, year none": _fixed(words="tỷ lệ", year="1990"),
    },
    "compare": {
        "rare": _of(_measured(4000, MEASURES - 1)),
        "middling": _of(_measured(300, 400)),
        "common": _fixed(words="lao động tiên tiến"),
        "in all": _fixed(words="tỷ lệ"),
        "common, year": _of(_year, words="lao động tiên tiến"),
        "common, issuer": _of(_issuer, words="lao động tiên tiến"),
        "in all, issuer, year": _of(_issuer, _year, words="tỷ lệ"),
        "common, unit": _fixed(words="lao động tiên tiến", unit="trạm"),
        "common, bare": _fixed(words="bao hiem y te"),
        "in all, unit": _fixed(words="tỷ lệ", unit="trạm"),
        "rare, year": _of(_measured(4000, MEASURES - 1), _year),
    },
    "search": {
        "rare word": _word(6000, WORDS - 1),
        "rare word, bare": _bare(_word(6000, WORDS - 1)),
        "common word": _word(0, 5),
        "common phrase": _fixed(words=_COMMON),
        "in all targets, bare": _fixed(words="ty le"),
        "common words, issuers": _fixed(words="lao dong", issuer="Sở Y tế"),
        "common phrase, bare": _fixed(words="to chuc thuc hien ke hoach"),
        "three words": _word(20, 300, 3),
        "three words, bare": _bare(_word(20, 300, 3)),
        "two common words": _word(0, 10, 2),
        "word, year": _of(_word(0, 100), _year),
        "rare word, issuer, year": _of(_word(1000, 4000), _issuer, _year),
        "phrase, issuer, year": _of(_issuer, _year, words=_COMMON),
        "phrase, number": _fixed(words=_COMMON, number="100/KH-S5"),
        "phrase, year none": _fixed(words=_COMMON, year="1990"),
    },
    "documents": {
        "none": _fixed(),
        "year": _of(_year),
        "issuer, year, type": _of(_issuer, _year, type="KH"),
        "number": _fixed(number="100"),
        "subject": lambda choose: {"subject": some_words(choose, 1)},
    },
    "sections": {"none": _fixed(), "kind, year": _of(_year, kind="chi_tieu")},
    "citations": {
        "none": _fixed(),
        "relation, year": _of(_year, relation="sua_doi"),
        "cited type, cited year": _fixed(**{"cited-type": "Thông tư", "cited-year": "2012"}),
        "cited year none": _fixed(**{"cited-year": "1990"}),
        "key": lambda choose: {"key": law(ranked(choose, LAWS))[0]},
    },
    "dates": {
        "none": _fixed(),
        "deadline in a month": _fixed(**{"role": "deadline", "from": "2015-06-01", "to": "2015-06-30"}),
        "year": _of(_year),
        "role, issuer": _of(_issuer, role="event"),
        "from, none there": _fixed(**{"from": "2040-01-01"}),
    },
    "duplicates": {"none": _fixed(), "year": _of(_year)},
    "attachments": {"none": _fixed(), "number": _fixed(number="100"), "kind, year": _of(_year, kind="van_ban_khac")},
}
