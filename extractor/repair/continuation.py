"""What the words say about a line end: does the line above want more, may the line below begin something?

Labels, titles and letterhead lines begin paragraphs whatever stands above; a small letter continues whatever the layout.
Each line is asked the same three or four times (as the one above, the one below, the one a paragraph began with), so the
answers that patterns give are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.repair.ocr_slips.lexicon import families
from extractor.text.fold import ascii_aligned
from extractor.text.letters import LOWER, UPPER

_CLOSERS = "”\"’')]»"
_STOPS = ".;:!?…"
_ABBREVIATIONS = re.compile(r"(?:^|\s|\()(?:TP|Tp|ThS|Ths|TS|GS|PGS|BS|Bs|KS|CN|Tr|tr|ĐT|đt|Q|P|H|TX|Tx|St|No|Nr)\.$")
# Words that cannot end a paragraph: what follows belongs to them. Those that end compounds ("thiết bị", "mặt bằng", "cấp trên",
# "tự do", "trực thuộc") are left out.
_OPEN_WORDS = frozenset("và hoặc của các những cho với tại để bởi nhằm nếu vì mỗi mọi gồm rằng về là khi".split())  # noqa: SIM905
# Words that want a number or a label after them, so that "2." or "XIII." below is no label.
_WANT_NUMBER = frozenset("số ngày tháng khoá khóa thứ điều khoản điểm quý mục khoảng năm phần".split())  # noqa: SIM905

_BULLET = re.compile(r"[-–—+*•▪◦●○■□➢➤►✓✔→·☞❖◆] ?(?=\S)")
_SIGNED = re.compile(r"[-–—+]\d{1,3}[,.%]")
_LABEL = re.compile(
    rf"\(?\d{{1,3}}[.)] ?(?=\D)|\(?\d{{1,3}}[.)]$|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?:[.)] ?(?=\S)| (?=[{UPPER}])|$)"
    r"|[IVXLC]{1,7}(?:[.)/] ?(?=\S)| ?[-–] (?=\S))|[A-HK-Z][.)] ?(?=[^\W\d_])"
    r"|[a-zđ]\) ?(?=\S)|[a-zđ]\. (?=\S)|\((?:[a-zđ]|[ivx]{1,4}|\d{1,2})\) ?(?=\S)"
)
_NAMED_LABEL = re.compile(
    r"(?:điều|khoản) \d{1,3}[a-zđ]?(?:[.:]|$)"
    r"|(?:chương|mục|tiểu mục|phần|phụ lục|mẫu số|biểu(?: số)?) (?:[ivxlc]{1,6}|\d{1,3}[a-z]?|thứ \w{1,6})(?:[.:-]|$| [-–(])"
    r"|(?:phần|chương) thứ \w{1,5}"
)
_ONLY_LABEL = re.compile(r"(?:chương|mục|tiểu mục|phần|phụ lục|mẫu số|biểu(?: số)?|điều) (?:thứ )?\S{1,6}$|phụ lục$")
_ALONE = re.compile(
    r"cộng h(?:oà|òa) xã hội chủ nghĩa|độc lập ?[-–—] ?tự do|đảng cộng sản việt nam$|(?:luật |pháp lệnh )?số ?:|n[oơ]i ?nhận"
    r"|kính (?:g[ửở]i|trình|chuyển) ?:|(?:tm|kt|tl|tuq)\. ?|[tk]/[mtl]\b|[tk]\.[mtl]\. ?|v/v|độ (?:mật|khẩn)"
    r"|phó (?:(?:tổng )?giám đốc|chủ tịch|(?:tổng cục|chi cục|vụ|cục|viện|ban|phòng|hiệu) ?trưởng)$"
    r"|[^,;.]{2,40}, ?ngày[ .…\d]{0,12}tháng[ .…\d]{0,12}năm[ .…\d]{0,8}$"
    r"|[^,;.]{2,20} ngày[ .…\d]{0,12}tháng[ .…\d]{0,12}năm[ …\d]{0,8}$|/*\*?\*$|[-_=*~]{2,}$"
)
_OWN_NAME = re.compile(r"[^,;.\d]{4,30} số \d\S{3,30} ngày \d{1,2} tháng \d{1,2} năm \d{4}$")
# A body's name begins a line of its own in the letterhead: the body above it stands on the line before.
_BODY = re.compile(
    r"(?:uỷ ban|ủy ban|ubnd|hội đồng|sở|bộ|cục|chi cục|trung tâm|bệnh viện|trường|ban|phòng|văn phòng|trạm|chi nhánh|công an"
    r"|đảng uỷ|đảng ủy|huyện ủy|huyện uỷ|chi bộ|chi đoàn|công đoàn|hội|viện|khoa) "
)
_PERSON = re.compile(rf"[{UPPER}][{LOWER}]{{1,6}}(?: [{UPPER}][{LOWER}]{{1,6}}){{1,4}}$")
_PINPOINT = re.compile(r"(?:^|\s)(?:điểm|khoản|tiết) [\da-zđ]{1,3}$")
_OPENING = ("Căn cứ ", "Theo đề nghị ", "Xét đề nghị ", "Trên đây là ")

_kept = lru_cache(maxsize=64)  #: lines that are looked at together stand close to each other


def terminal(words: str) -> bool:
    """Whether a sentence or list item ends with this line."""
    end = words.rstrip(_CLOSERS + " ")[-1:] or words[-1:]
    return end in _STOPS and not _ABBREVIATIONS.search(words[-8:])


def wants_more(words: str) -> bool:
    """Whether the line ends with a word, a hyphen, a slash or an opening bracket that asks for what follows."""
    return words.endswith(("-", "–", "/", "(", "“", "&")) or _last_word(words) in _OPEN_WORDS


def wants_number(words: str) -> bool:
    """Whether the line ends with a word that a number must follow."""
    return _last_word(words) in _WANT_NUMBER


def number_follows(above: str, below: str) -> bool:
    """Whether ``below`` is the number ``above`` ends by asking for ("trước ngày | 20/5/2024"), or the Điều of its khoản."""
    if below[:1].isdigit():
        return wants_number(above)
    return below[:5].lower() in ("điều ", "khoản") and bool(_PINPOINT.search(above[-14:].lower()))


def names_body(words: str) -> bool:
    """Whether the line begins with what a body is called: "TRUNG TÂM …", "SỞ …"."""
    return bool(_BODY.match(words[:16].lower()))


def begins_small(words: str) -> bool:
    """Whether the line begins in the middle of a sentence: a small letter or a closing mark."""
    head = words.lstrip("“\"‘'(")[:1]
    return head.islower() or words[:1] in ",;.:)%”…/"


@_kept
def bulleted(words: str) -> bool:
    """Whether the line begins with a dash, plus, star or dingbat of a list."""
    return bool(_BULLET.match(words)) and words[:2] not in ("--", "**", "->") and not _SIGNED.match(words)


@_kept
def labelled(words: str) -> bool:
    """Whether the line begins with a number, letter or name that opens a section or item."""
    named = words[:1].isupper() and _NAMED_LABEL.match(words[:40].lower())
    return bool(named) or bool(_LABEL.match(words))


@_kept
def only_label(words: str) -> bool:
    """Whether the line is a label and nothing more: "Chương II", "PHỤ LỤC 1"."""
    return bool(_ONLY_LABEL.match(words[:40].lower().rstrip(" .:")))


@_kept
def stands_alone(words: str) -> bool:
    """Whether the line is part of the letterhead, opens the closing block, or is a line of ornaments."""
    return not words[:1].islower() and bool(_ALONE.match(words[:120].lower()))


@_kept
def names_person(words: str) -> bool:
    """Whether the line is a person's name in full and nothing else: a family's name and one to four more, each begun large."""
    return bool(_PERSON.match(words)) and ascii_aligned(words.split(" ", 1)[0]) in families()


def names_document(words: str) -> bool:
    """Whether the line is type, number and date and nothing else: a title where it is centred."""
    return bool(_OWN_NAME.match(words))


def left_blank(words: str) -> bool:
    """Whether the line ends in dots to be filled in: an entry of a form."""
    return words.endswith(("....", "……", "____", "----"))


def opens_paragraph(words: str) -> bool:
    """Whether the line begins with words that begin a paragraph after a finished one ("Căn cứ …")."""
    return words.startswith(_OPENING)


@_kept
def capitals(words: str) -> bool:
    """Whether the line is set in capitals: a heading, a title, an issuer."""
    if not words.isupper() or sum(map(str.isalpha, words[:60])) < 4:
        return False
    return " " in words or not any(map(str.isdigit, words))  # "TP-CC-26)." is the rest of a code


def _last_word(words: str) -> str:
    return words[-12:].lower().rsplit(" ", 1)[-1]
