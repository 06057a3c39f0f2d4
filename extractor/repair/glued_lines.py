"""Line ends that were lost: ``…TỈNH LÂM ĐỒNGCỘNG HÒA…NAMĐộc lập…phúcSố: /BC-UBND…2026BÁO CÁOCông tác…như sau:I. CÔNG TÁC``.

Text scraped from Word files loses its paragraph marks, and two paragraphs meet inside what looks like one word. Such a joint
is only split in a line that shows the defect for sure: the national title or motto glued to a neighbour, or several joints
where two whole syllables meet without a blank. Columns set by hand with blanks are split where the right half is a known
part of the letterhead.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractor.repair.overlap import disjoint
from extractor.text import Edit, Text
from extractor.text.fold import fold_aligned
from extractor.text.letters import LOWER, UPPER
from extractor.text.syllable import is_syllable

RULE = "glued_lines"

_WORD = re.compile(rf"[{UPPER}{LOWER}]{{2,40}}")
_JOINT = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])|(?<=[{UPPER}]{{2}})(?=[{UPPER}][{LOWER}])")
_NUMERAL = rf"\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.? [{UPPER}]"
# "như sau:I. CÔNG", "doanh nghiệp.Ngày 22", "gia.b) Tham", "./.Nơi nhận"
_AFTER_STOP = re.compile(
    rf"(?<=[{LOWER}{UPPER}\d”)/][.:;!?])"
    rf"(?=[{UPPER}][{LOWER}]{{1,6}}[ ,.:]|[IVX]{{1,5}}\. |{_NUMERAL}|[a-zđ]\) |[-+•] [{UPPER}])"
)
_AFTER_YEAR = re.compile(rf"(?<=năm 19\d\d|năm 20\d\d)(?=[{UPPER}]{{2}}|[{UPPER}][{LOWER}])")
# "CCHC1. Đánh giá", "tỉnha) Trong"
_BEFORE_LABEL = re.compile(
    rf"(?<=[{LOWER}{UPPER}])(?=[IVX]{{1,5}}\. [{UPPER}]|{_NUMERAL})|(?<=[{LOWER}]{{2}})(?=[a-zđ]\) [{UPPER}])"
)
_NATION = re.compile(r"cộng hoà xã hội chủ nghĩa việt nam|độc lập ?[-–—] ?tự do ?[-–—] ?hạnh phúc")
# the serial, and the words a first paragraph opens with, after a line end that became a blank
_AFTER_BLANK = re.compile(rf" {{0,3}}(?=Số ?: {{0,30}}\d{{0,5}} ?/)|(?<=[{LOWER}\d]) (?=(?:Thực hiện|Căn cứ) [{UPPER}])")
_TITLES = "tm\\.|kt\\.|tl\\.|tuq\\.|giám đốc|chủ tịch|phó chủ tịch|hiệu trưởng|thủ trưởng|trưởng phòng|chánh văn phòng"
_PLACE_DATE = r"[^\s,\d]{1,12}(?: [^\s,\d]{1,12}){0,5},? ?ngày\b"
_COLUMNS = re.compile(
    r"(?:(?<=[^\s:,])|(?<=nhận:))( {3,})"
    rf"(?=cộng hoà xã hội|độc lập|đảng cộng sản việt nam|số ?:|{_PLACE_DATE}|{_TITLES})"
)
# columns that OCR read across with one blank between them
_ACROSS = re.compile(
    rf"(?<=[{UPPER}\d.]) (?=CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM$|Độc lập ?[-–—] ?Tự do ?[-–—] ?Hạnh phúc)"
)
_AUTHORITY = r"(?:T/?M|K/?T|T/?L|TUQ|T/UQ|Q)\. ?(?=[A-ZĐÀ-Ỹ]{2})"
_OFFICE = (
    r"(?:QUYỀN )?(?:PHÓ )?(?:TỔNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|HIỆU TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG"
    r"|TRƯỞNG (?:BAN|PHÒNG|CÔNG AN)|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|CHỦ NHIỆM|BÍ THƯ|CHỈ HUY TRƯỞNG)(?![^\W_])"
)
# beside Nơi nhận or a recipient: the signature, in capitals to the line's end
_SIGNED_BESIDE = re.compile(
    rf"^(?:N[ơƠ][iI] [nN][hH][ậẬ][nN] ?:|[-+•–] ?(?=.{{0,200}}[{LOWER}])[^:]{{1,200}}?[{LOWER}\d;.,)])( {{1,80}})"
    rf"(?=(?:{_AUTHORITY}|{_OFFICE})[^{LOWER}]{{0,120}}$)"
)
# two signatures side by side, and the stamp of urgency beside the subject of a letter
_OFFICES_BESIDE = re.compile(
    rf"^[{UPPER}][^{LOWER}\d]{{2,60}}?( {{3,}})(?=(?:{_AUTHORITY}|{_OFFICE}|CHỦ T(?:RÌ|ỌA|OẠ)|THƯ KÝ)[^{LOWER}]{{0,60}}$)"
)
_NAME = rf"(?:[{UPPER}][{LOWER}]{{0,6}} ){{1,4}}[{UPPER}][{LOWER}]{{1,6}}"
# beside another name, or beside a recipient: a person's name set off by blanks
_NAMES_BESIDE = re.compile(rf"^(?:{_NAME}(?= {{6}})|[-+•].{{0,200}}[;.,)])( {{3,}})(?={_NAME}$)")
_STAMP_BESIDE = re.compile(r"(?<=[^ ])( {3,})(?=(?:THƯỢNG KHẨN|KHẨN|H(?:ỎA|OẢ) TỐC|TỐI MẬT|TUYỆT MẬT|MẬT)$)")
_BESIDE = (_SIGNED_BESIDE, _OFFICES_BESIDE, _NAMES_BESIDE, _STAMP_BESIDE)
_HINT = re.compile(
    rf"[{UPPER}](?<=[{LOWER}.:;”)!?][{UPPER}])|[CĐ](?:ỘNG H|ộc lập|ẢNG CỘ)(?:(?<=\S.{{6}})|(?<=\S .{{6}}))"
    rf"| {{3}}(?<=[^\s,] {{3}})"
    rf"|[TKQPGCHBVN](?<=[{LOWER}:;.,)\d] [TKQPGCHBVN])(?:/?[MTL]\.|UQ\.|HÓ |IÁM ĐỐC|HỦ TỊCH|ÁNH |Í THƯ|RƯỞNG )"
)
_HEADER = 3_000  # code points from the start in which upper-case words are taken apart


def edits(text: Text) -> list[Edit]:
    """Line ends put back where two paragraphs are glued, a blank where two words are."""
    places = [m.start() for m in _HINT.finditer(text.text)]
    if not places:
        return []
    out: list[Edit] = []
    for p in text.paragraphs:
        i = bisect_left(places, p.start)
        if p.table is None and i < len(places) and places[i] < p.end:
            line = text.text[p.start : p.end]
            out += [Edit(p.start + a, p.start + b, mark, RULE) for a, b, mark in _breaks(line, p.start)]
    return disjoint(out)


def _breaks(line: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Places in ``line`` (start, end, what goes there)."""
    folded = fold_aligned(line)
    nation = [m.span() for m in _NATION.finditer(folded)] if at < _HEADER else []
    for pattern, form in ((_COLUMNS, folded), *((pattern, line) for pattern in _BESIDE)):
        yield from ((m.start(1), m.end(1), "\n") for m in pattern.finditer(form))
    yield from ((*m.span(), "\n") for m in _ACROSS.finditer(line))
    glued = any(_touches(line, start, end) for start, end in nation)
    joints = sorted({*_word_joints(line), *(m.start() for m in _AFTER_STOP.finditer(line))})
    if not glued and len(joints) < 3 + len(line) // 2_000:
        return
    for start, end in nation:
        yield from ((place, place, "\n") for place in (start, end) if 0 < place < len(line))
    for pattern in (_AFTER_YEAR, _BEFORE_LABEL):
        joints += [m.start() for m in pattern.finditer(line)]
    if at < _HEADER:
        joints += _capital_joints(line[:_HEADER])
        yield from ((*m.span(), "\n") for m in _AFTER_BLANK.finditer(line[:_HEADER]) if m.start())
    yield from ((place, place, "\n") for place in sorted(set(joints)) if place)
    yield from ((place, place, " ") for place in _small_joints(line))


def _touches(line: str, start: int, end: int) -> bool:
    """Whether a letter stands directly before or after."""
    return (start > 0 and line[start - 1].isalnum()) or (end < len(line) and line[end].isalnum())


def _word_joints(line: str) -> list[int]:
    """Places where two syllables of different case meet inside one word: "phúc|Số", "CÁO|Công", "CCHC|Tỉnh"."""
    out = []
    for m in _WORD.finditer(line):
        word = m.group()
        places = [0, *(j.start() for j in _JOINT.finditer(word)), len(word)]
        for before, place, after in zip(places, places[1:], places[2:], strict=False):
            if is_syllable(word[place:after]) and _whole(word[before:place]):
                out.append(m.start() + place)
    return out


def _whole(piece: str) -> bool:
    return is_syllable(piece) or (piece.isupper() and len(piece) > 1)


def _capital_joints(line: str) -> list[int]:
    """Places where two syllables in capitals meet: "DÂN|TỈNH"; abbreviations have no vowels to make two syllables of."""
    return [m.start() + i for m in _WORD.finditer(line) if m.group().isupper() for i in _halves(m.group())]


def _small_joints(line: str) -> list[int]:
    """Places where two lower-case syllables meet and one carries a diacritic: "và|phương"."""
    words = (m for m in _WORD.finditer(line) if m.group().islower() and not m.group().isascii())
    return [m.start() + i for m in words for i in _halves(m.group())]


def _halves(word: str) -> list[int]:
    """The place that splits ``word``, which is no syllable, into two; empty when there is none or more than one."""
    if len(word) < 4 or is_syllable(word):
        return []
    places = [i for i in range(1, len(word)) if is_syllable(word[:i]) and is_syllable(word[i:])]
    long = [i for i in places if i > 1 and len(word) - i > 1] or places
    return long[:1] if len(long) == 1 else []
