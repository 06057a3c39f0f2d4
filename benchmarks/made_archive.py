"""A made archive for ``million.py``: a document is known by its number alone, so that workers can make them side by side.

60 bodies, 20 years. Lengths of documents, laws cited and words follow Zipf or log-normal laws: a few laws stand in most
documents, a fifth of the citations name something that is named once; of the things measured a few come every year from every
body, most seldom. Every name and sentence is made up here.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect
from functools import cache
from itertools import accumulate
from typing import Any

from extractor.records.models import Document
from extractor.store.words import key_of
from extractor.text.fold import fold_ascii

BODIES, YEARS = 60, range(2006, 2026)
LAWS, MEASURES, WORDS = 40_000, 6_000, 8_000
_ONSETS = ("b", "c", "ch", "d", "đ", "g", "h", "k", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v", "x")
_RIMES = (
    *(
        "a",
        "à",
        "á",
        "ả",
        "ạ",
        "an",
        "àn",
        "án",
        "ăn",
        "ắn",
        "ân",
        "ấn",
        "ang",
        "àng",
        "áng",
        "anh",
        "ành",
        "ao",
        "ào",
        "áo",
        "ay",
    ),
    *(
        "e",
        "è",
        "é",
        "em",
        "ên",
        "ền",
        "ến",
        "i",
        "ì",
        "í",
        "inh",
        "ình",
        "o",
        "ò",
        "ó",
        "ôn",
        "ồn",
        "ốn",
        "ông",
        "ồng",
        "u",
        "ù",
    ),
    *("ú", "ung", "ùng", "ưa", "ừa", "ứa", "ương", "ường", "ướng"),
)
_FIELDS = ("Y tế", "Giáo dục", "Nội vụ", "Tài chính", "Công Thương", "Văn hóa", "Lao động", "Xây dựng", "Tư pháp", "Dân tộc")
_PLACES = ("Ninh Khê", "Lạc Thổ", "An Phước", "Vĩnh Sơn", "Yên Lạc", "Tân Thuận")
_TYPES = (("KH", "Kế hoạch"), ("BC", "Báo cáo"), ("QĐ", "Quyết định"), ("CV", "Công văn"), ("TB", "Thông báo"))
_UNITS = ("%", "người", "hộ", "lượt", "trường hợp", "tỷ đồng", "triệu đồng", "giường", "xã", "‰", "ha", "km", "tấn", "trạm")
_OPS = (("ge", "từ {} {} trở lên"), ("eq", "{} {}"), ("gt", "trên {} {}"), ("le", "không quá {} {}"), ("lt", "dưới {} {}"))
_COMMON = ("đạt lao động tiên tiến", "tham gia bảo hiểm y tế", "dùng nước sạch", "được tiêm đủ mũi", "đến trường đúng tuổi")
_PHRASES = (
    *("tổ chức thực hiện kế hoạch", "công tác thi đua, khen thưởng", "tăng cường lãnh đạo, chỉ đạo", "báo cáo kết quả"),
    *("nâng cao chất lượng", "cán bộ, công chức, viên chức", "trên địa bàn", "theo quy định của pháp luật"),
)
_RELATIONS = ("can_cu", "thuc_hien", "dan_chieu", "sua_doi")


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Syllables in pairs, the commonest first, and their running weights (1/rank)."""
    choose = random.Random(1)
    words = [
        f"{choose.choice(_ONSETS)}{choose.choice(_RIMES)} {choose.choice(_ONSETS)}{choose.choice(_RIMES)}" for _ in range(WORDS)
    ]
    return words, running(WORDS, 1.0)


@cache
def running(count: int, power: float) -> list[float]:
    """Running sums of 1/rank^power."""
    return list(accumulate((n + 1) ** -power for n in range(count)))


def ranked(choose: random.Random, count: int, power: float = 1.0) -> int:
    """A rank drawn by Zipf's law: 0 the commonest."""
    weights = running(count, power)
    return bisect(weights, choose.random() * weights[-1])


def some_words(choose: random.Random, count: int) -> str:
    words, _ = vocabulary()
    return " ".join(words[ranked(choose, WORDS)] for _ in range(count))


@cache
def law(rank: int) -> tuple[str, str, str, str]:
    """(key, type, date, title) of the law of this rank."""
    choose = random.Random(rank)
    year, kind = choose.choice(YEARS), choose.choice((("Nghị định", "NĐ-CP"), ("Thông tư", "TT-BYT"), ("Quyết định", "QĐ-TTg")))
    day = f"{year}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"
    return f"{rank + 10}/{year}/{kind[1]}", kind[0], day, f"về {some_words(choose, 5)}"


@cache
def measure(rank: int) -> tuple[str, str]:
    """(subject, indicator) of the measure of this rank."""
    if rank < len(_COMMON):
        return "viên chức, người lao động", _COMMON[rank]
    choose = random.Random(rank)
    return some_words(choose, 2), f"{choose.choice(('đạt', 'được', 'có', 'thực hiện'))} {some_words(choose, 3)}"


class Text(list[str]):
    """Paragraphs under construction."""

    length = 0

    def add(self, words: str) -> tuple[int, int]:
        start = self.length
        self.append(words)
        self.length += len(words) + 1
        return start, start + len(words)


def document(number: int, records: float) -> Document:
    """The document of this number, with about ``records`` targets and as many citations on the average."""
    choose, text = random.Random(number * 7919), Text()
    body, year = choose.randrange(BODIES), choose.choice(YEARS)
    issuer = _issuer(body)
    abbreviation, kind = choose.choice(_TYPES)
    issued = f"{year}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"
    text.add(issuer)
    about = f"{choose.choice(_PHRASES)} {some_words(choose, 3)} năm {year}"
    text.add(about)
    size = max(int(choose.lognormvariate(0, 0.8) * records / 1.377), 1)  # exp(0.8² ÷ 2) = 1.377, the mean of what is drawn
    made: dict[str, list[dict[str, Any]]] = {"sections": [], "targets": [], "dates": [], "citations": []}
    for n in range(max(size // 6, 1)):
        start, end = text.add(f"{n + 1}. {choose.choice(_PHRASES)} {some_words(choose, 3)}")
        made["sections"].append(_section(n, start, end, choose))
        for _ in range(6):
            _target(made, text, choose, year)
            _citation(made, text, choose)
            if choose.random() < 0.6:
                _date(made, text, choose, year)
        text.add(f"{choose.choice(_PHRASES)}, {some_words(choose, 25)}; {choose.choice(_PHRASES)} {some_words(choose, 15)}.")
    draft = number % 97 == 0
    return Document.model_validate(
        {
            "source": _source(number, "\n".join(text)),
            "text": "\n".join(text),
            "page_starts": list(range(0, text.length, 2500)),
            "header": {
                **{"number": None if draft else f"{number % 900 + 1}/{abbreviation}-S{body}", "doc_type": abbreviation},
                **{"doc_type_name": kind, "issuer": issuer, "issued_on": issued, "subject": about},
                "signers": [{"name": "Lê Thị Mận", "title": "GIÁM ĐỐC", "authority": None}],
                "recipients": [{"name": "Như trên", "note": None}],
            },
            **made,
            "tables": [],
            "warnings": [],
            "attachments": _attachments(number, choose, issued, text),
        }
    )


def other_letterhead(path: str, times: int) -> dict[str, str]:
    """The columns of ``documents`` that tell the same text from another body and year apart."""
    choose = random.Random(f"{path} {times}")
    body, year = choose.randrange(BODIES), choose.choice(YEARS)
    issuer, abbreviation = _issuer(body), choose.choice(_TYPES)[0]
    number = f"{choose.randint(1, 900)}/{abbreviation}-S{body}"
    return {
        **{"path": f"{path}/{times}", "sha256": hashlib.sha256(f"{path}/{times}".encode()).hexdigest(), "issuer": issuer},
        **{"number": number, "number_key": key_of(number), "issuer_words": fold_ascii(issuer), "doc_type": abbreviation},
        "issued_on": f"{year}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}",
    }


def _issuer(body: int) -> str:
    return f"Sở {_FIELDS[body % 10]} {_PLACES[body // 10]}"


def _source(number: int, text: str) -> dict[str, Any]:
    sha = hashlib.sha256(f"{number}".encode()).hexdigest()
    path = f"/kho/{number % BODIES}/{number}.docx"
    return {"path": path, "sha256": sha, "media_type": "x/y", "size": len(text), "page_count": 9, "reader": "made"}


def _placed(start: int, end: int) -> dict[str, Any]:
    page = start // 2500 + 1
    return {
        "page": page,
        "start": start,
        "end": end,
        "boxes": [{"page": page, "x0": 70.0, "top": 90.5, "x1": 520.25, "bottom": 104.0}],
    }


def _section(n: int, start: int, end: int, choose: random.Random) -> dict[str, Any]:
    kind = choose.choice(("chi_tieu", "noi_dung", "nhiem_vu_giai_phap", "ket_qua", "khac"))
    return {
        "id": f"s{n + 1}",
        "parent_id": None,
        "depth": 1,
        "label": f"{n + 1}",
        "title": None,
        "kind": kind,
        **_placed(start, end),
    }


def _target(made: dict[str, list[dict[str, Any]]], text: Text, choose: random.Random, year: int) -> None:
    subject, indicator = measure(ranked(choose, MEASURES, 0.9))
    op, form = _OPS[min(ranked(choose, 5, 1.2), 4)]
    value, unit = float(choose.randint(1, 100)), _UNITS[ranked(choose, len(_UNITS), 1.3)]
    start, end = text.add(f"Tỷ lệ {subject} {indicator} {form.format(int(value), unit)}")
    period = choose.random()
    span = (
        None
        if period < 0.5
        else {"from": f"{year}", "to": f"{year}"}
        if period < 0.9
        else {"from": f"{year // 5 * 5 + 1}", "to": f"{year // 5 * 5 + 5}"}
    )
    made["targets"].append(
        {
            **{"id": f"t{len(made['targets']) + 1}", "section_id": f"s{len(made['sections'])}", "subject": subject},
            **{"role": "target" if choose.random() < 0.6 else "result", "statement": text[-1], "indicator": indicator},
            **{
                "op": op,
                "low": None if op in ("le", "lt") else value,
                "high": value if op in ("le", "lt") else None,
                "unit": unit,
            },
            **{"base": None, "period": span, "parent_id": None, "confidence": 0.9, "table": None, **_placed(start, end)},
        }
    )


def _citation(made: dict[str, list[dict[str, Any]]], text: Text, choose: random.Random) -> None:
    once = choose.random() < 0.2
    key, kind, day, title = law(ranked(choose, LAWS, 1.05))
    if once:
        key = f"{choose.randrange(10**7)}/{day[:4]}/QĐ-UBND"
    start, end = text.add(f"{kind} số {key} ngày {day[8:]}/{day[5:7]}/{day[:4]}")
    made["citations"].append(
        {
            **{"id": f"c{len(made['citations']) + 1}", "section_id": f"s{len(made['sections'])}", "text": text[-1], "key": key},
            **{
                "doc_type_name": kind,
                "number": key,
                "issued_on": day if choose.random() < 0.7 else None,
                "issuer": "Chính phủ",
            },
            **{"title": title if choose.random() < 0.5 else None, "pinpoint": [], "relation": choose.choice(_RELATIONS)},
            **_placed(start, end),
        }
    )


def _date(made: dict[str, list[dict[str, Any]]], text: Text, choose: random.Random, year: int) -> None:
    day = f"{year + choose.randint(0, 2)}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"
    start, end = text.add(f"trước ngày {day[8:]}/{day[5:7]}/{day[:4]}")
    role = choose.choice(("deadline", "deadline", "mention", "event"))
    made["dates"].append({"text": text[-1], "from": "", "to": day, "precision": "day", "role": role, **_placed(start, end)})


def _attachments(number: int, choose: random.Random, issued: str, text: Text) -> list[dict[str, Any]]:
    if choose.random() > 0.3:
        return []
    header = {"number": f"{number % 900 + 5}/QĐ-UBND", "doc_type": "QĐ", "issued_on": issued, "issuer": "UBND tỉnh"}
    return [
        {
            "kind": choose.choice(("phu_luc", "van_ban_khac")),
            "section_id": "s1",
            "title": "Phụ lục",
            "header": header,
            **_placed(0, 10),
        }
    ]
