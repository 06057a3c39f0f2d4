"""Words that open something: "Căn cứ", "Nơi nhận", "số" before a code, the type of document before it.

Matched bare of diacritics and, for types, with one letter wrong; the place says what they must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from extractor.repair.ocr_slips import lexicon
from extractor.repair.ocr_slips.near import near
from extractor.repair.ocr_slips.rules import MENDED
from extractor.repair.overlap import disjoint
from extractor.text import Edit, Text
from extractor.text.fold import ascii_aligned, fold_aligned

_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_TWO_BODIES = re.compile(
    r"(?:UBND|[UỦ][YỶ] BAN NHÂN DÂN|SỞ|BỘ|CỤC|TỔNG CỤC|TỔNG CÔNG TY)(?: [^\s,;:]{1,12}){2,7}?(?P<gap> )"
    r"(?:SỞ|TTYT|TRUNG TÂM|CHI CỤC|PHÒNG|BỆNH VIỆN|BAN QUẢN LÝ|BAN DÂN TỘC|VĂN PHÒNG|TRƯỜNG|THANH TRA|CÔNG TY) [^\s,;:]"
)
_HEAD, _LONGEST = 45, 60  # lines of a letterhead; code points of such a line
_ALIKE = 0.9  #: of 18 letters one or two may be wrong
_NOI_NHAN = re.compile(r"[\W_]{0,3}[a-z]{0,2}[nm][o0]i ?nh[aoe][nr](?: van ban)?(?P<mark>[ :;.]{0,3})$")
_CAN_CU = re.compile(r"[c][ae]n c[uo](?= )")
_KINH_GUI = re.compile(r"k[il]nh g[uo][il](?= ?:)")
_CODE = r"\d{1,5}[a-z]?(?:[/⁄](?:19|20)\d\d)?[/⁄-][A-ZĐ]"
# "sô 34/2017/TT-BYT", "số, 26/2007/NĐ-CP", "K) 1735/LĐTBXH": what stands between a type and its code is "số"
_SO = re.compile(rf"(?<=\s)(?P<so>[Ss][ôóồoỏõòọổộơớ][,.:]?|[Ss]ố[,.](?= )) ?(?={_CODE})")
_DE_AN = re.compile(r"(?<!\w)[Đđ][ểễêế] án (?=\d)")
_JUNK = re.compile(rf"(?<=\s)(?P<junk>[^\s\d]{{1,3}}) (?={_CODE})")
_TYPE = re.compile(
    r"(?<![^\W_])(?P<first>[^\W\d_]{2,7}) (?P<second>[^\W\d_]{2,6})(?= (?:liên tịch )?(?:[sS][ốôóồoỏ]:? )?\d{1,5}[/⁄-])"
)


def edits(text: Text) -> list[Edit]:
    """The words that open, as they are spelt."""
    if not text.source.ocr:
        return []
    found = [*_nation(text), *_bodies(text), *_lines(text), *_before_codes(text.text), *_always(text.text)]
    return disjoint(found)


def _lines(text: Text) -> Iterator[Edit]:
    for p in text.paragraphs:
        head = text.text[p.start : min(p.end, p.start + 40)]
        bare = ascii_aligned(head)
        if p.end - p.start <= 24 and (m := _NOI_NHAN.match(bare)) and not fold_aligned(head).startswith("nơi nhận"):
            yield Edit(p.start, p.end - len(m["mark"]), "Nơi nhận", MENDED)
        elif (m := _CAN_CU.match(bare)) and head[:6].lower() != "căn cứ":
            yield Edit(p.start, p.start + 6, "Căn cứ" if head[0].isupper() else "căn cứ", MENDED)
        elif (m := _KINH_GUI.match(bare)) and fold_aligned(head[:8]) not in ("kính gửi", "kính gởi"):
            yield Edit(p.start, p.start + 8, "Kính gửi", MENDED)


def _nation(text: Text) -> Iterator[Edit]:
    """The national title and motto, which stand in every letterhead in the same words."""
    for p in text.paragraphs[:_HEAD]:
        words = text.text[p.start : p.end]
        read = "".join(filter(str.isalpha, ascii_aligned(words)))
        for printed in _NATION if len(words) < _LONGEST else ():
            wanted = "".join(filter(str.isalpha, ascii_aligned(printed)))
            if read != wanted and abs(len(read) - len(wanted)) <= 1 and _share(read, wanted) >= _ALIKE:
                yield Edit(p.start, p.end, printed, MENDED)


def _bodies(text: Text) -> Iterator[Edit]:
    """ "UBND TỈNH KIÊN GIANG SỞ Y TẾ": the body above and the issuer are two lines."""
    for p in text.paragraphs[:_HEAD]:
        words = text.text[p.start : p.end]
        if p.end - p.start < 2 * _LONGEST and words.isupper() and p.column != 1 and (m := _TWO_BODIES.match(words)):
            yield Edit(p.start + m.start("gap"), p.start + m.end("gap"), "\n", MENDED)


def _share(read: str, wanted: str) -> float:
    """How much of ``wanted`` stands in ``read`` in order; both are short."""
    return SequenceMatcher(None, read, wanted, autojunk=False).ratio()


def _before_codes(words: str) -> Iterator[Edit]:
    for m in _DE_AN.finditer(words):
        yield Edit(m.start(), m.start() + 2, m.group()[0] + "ề", MENDED)
    for m in _SO.finditer(words):
        yield Edit(m.start("so"), m.end("so"), m["so"][0] + "ố", MENDED)
    for m in _JUNK.finditer(words):
        kind = ascii_aligned(" ".join(words[max(m.start() - 20, 0) : m.start()].split()[-2:]))
        if kind in lexicon.type_names() and not _word(m["junk"]):
            yield Edit(m.start("junk"), m.end("junk"), "số", MENDED)
    for m in _TYPE.finditer(words):
        if name := _type(m.group()):
            yield Edit(m.start(), m.end(), name if m.group()[0].isupper() else name.lower(), MENDED)


def _word(junk: str) -> bool:
    """Whether what stands before a code may be a word: "số", "của"; a bracket or a sign in it is none."""
    return junk.isalpha() or ascii_aligned(junk)[:2] == "so"


@cache
def _cited_types() -> dict[str, str]:
    return {bare: name for bare, name in lexicon.type_names().items() if bare.count(" ") == 1}


def _type(read: str) -> str | None:
    """The type that ``read`` names with its marks or one letter wrong; None where it is spelt right or too far off."""
    bare, known = ascii_aligned(read), _cited_types()
    if bare in known:
        return known[bare] if fold_aligned(read) != fold_aligned(known[bare]) else None
    alike = [name for entry, name in known.items() if len(entry) >= 8 and near(bare, entry)]
    return alike[0] if len(alike) == 1 else None


@cache
def _slips() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, lexicon.never()))})(?!\w)", re.IGNORECASE)


@cache
def _mended() -> dict[str, str]:
    return {read.lower(): printed for read, printed in lexicon.never().items()}


def _always(words: str) -> Iterator[Edit]:
    for m in _slips().finditer(words):
        printed = _mended()[m.group().lower()]
        yield Edit(m.start(), m.end(), printed.capitalize() if m.group()[0].isupper() else printed, MENDED)
