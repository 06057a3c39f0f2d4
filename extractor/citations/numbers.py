"""Documents cited by number: the number is found first, then the type word that governs it.

A number is a serial, often a year, and letters for type and body, joined by slashes and hyphens: ``98/2023/NĐ-CP``,
``34-CT/TW``, ``41/CP``, ``4625/BNV-CCHC``. Spaces and en dashes may stand around the joints, a word may be glued to its
end, and OCR drops the joint after the year. No year and no known abbreviation is asked for when a type word says that this
is a number; a number that stands alone must say its type itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from extractor.citations import issued, types
from extractor.citations.model import Mention

_S = r"[ \u00a0]"
_JOINT = r"[/\-–—‑−_]"
_LETTER = r"[^\W\d_⁰¹²³⁴-⁹]"  # a raised footnote mark after a number is no letter of it
_GLUED_WORD = r"(?=ngày|của|về|năm)"  # "UBNDngày": the blank was lost
_PART = (
    r"[A-ZĐÐƯ][A-ZĐÐƯÂÔƠĂÊ0-9&]{0,14}(?:[a-zđ]{1,3}[A-ZĐƯ0-9&]{0,8})?(?:\.[A-ZĐƯ0-9]{1,6}"
    rf"(?!{_LETTER})){{0,2}}(?:(?!{_LETTER})|{_GLUED_WORD})"
)
_SPACED = rf"(?:{_S}{{1,2}}(?=[A-ZĐ]{{2,5}}[/\-][A-ZĐ]))"  # "số 43 TC/QLCS": a blank for the first joint
_OLD_BODY = rf"(?:{_S}(?:CP|TTg|HĐBT|HĐCP)(?=[,;)]|{_S}(?:ngày|của){_S}))"  # "số 150 CP ngày": no joint at all
_UNJOINED = rf"(?:QĐ|NĐ|TT|NQ|CT){_S}[A-ZĐ]{{2,8}}(?={_S}ngày{_S}\d)"  # "30/2008/QĐ BTC ngày": a blank for the second joint
_FIRST = rf"(?:{_S}{{0,3}}{_JOINT}{_S}{{0,3}})"
_NEXT = rf"(?:{_S}{{0,2}}{_JOINT}|{_JOINT}{_S}{{1,2}})"
_SYMBOL = rf"{_PART}(?:{_FIRST}{_PART})?(?:{_NEXT}{_PART}){{0,7}}"
_YEAR = rf"(?:{_S}?{_JOINT}{_S}?\d{{2,5}}(?={_S}{{0,3}}{_JOINT}))"
_TERM = rf"(?:(?<=QH){_S}\d{{1,2}}(?![\w/]|[.,]\d))?"  # "18/2008/NQ-QH 12": the term of the National Assembly
_YEAR_GLUED = rf"(?:{_JOINT}(?:19|20)\d\d(?=[A-ZĐ]))"

NUMBER = re.compile(
    r"(?P<serial>\d(?:(?<![\w/]\d)|(?<=[Ss]ố\d)|(?<= s\d))(?<!\d[.,]\d)\d{0,5}"  # a digit first: re skips to it
    rf"(?:[A-Za-zđĐ]|[A-ZĐ]{{2,3}}(?=/[A-ZĐ]{{2}})|[. \u00a0][a-zđ](?=/(?:19|20)\d\d/))?)"
    rf"(?P<rest>{_YEAR}?{_FIRST}(?:{_UNJOINED}|{_SYMBOL}{_TERM})|{_YEAR_GLUED}{_SYMBOL}|{_SPACED}{_SYMBOL}|{_OLD_BODY})"
)
#: A number whose letters lost their capitals; it counts only right after its type word.
LOWER_NUMBER = re.compile(
    rf"(?<=[\s:,])(?P<serial>\d{{1,6}}[a-zđ]?)(?P<rest>{_YEAR}?{_S}?{_JOINT}{_S}?[a-zđưð]{{1,6}}\d{{0,2}}"
    rf"(?:{_S}?{_JOINT}{_S}?[a-zđưð0-9&]{{1,14}}){{0,4}}(?!\w))"
)
#: A number whose serial was left blank: "số    /KH-UBND", "số …/2024/QĐ-UBND"; it counts only right after its type word.
BLANK_NUMBER = re.compile(rf"(?<=số)[ \u00a0:.…_]{{0,20}}(?P<rest>(?:/(?:19|20)\d\d)?{_JOINT}{_SYMBOL})")
#: What stands in every number of the three forms: a joint between a digit (or "số") and a letter.
CUE = re.compile(
    rf"\d[A-Za-zđĐ]?{_S}{{0,3}}{_JOINT}{_S}{{0,3}}[A-ZĐÐƯ]|\d[A-Za-zđĐ]?{_S}{{1,2}}(?:[A-ZĐ]{{2,5}}[/\-][A-ZĐ]|CP|TTg|HĐBT|HĐCP)"
    rf"|{_JOINT}(?:19|20)\d\d[A-ZĐ]"
    rf"|\d[A-ZĐ]{{2,3}}/[A-ZĐ]{{2}}|\d[a-zđ]?{_S}?{_JOINT}{_S}?[a-zđưð]{{1,6}}{_S}?{_JOINT}|số[ \u00a0:.…_]{{0,20}}{_JOINT}"
)
#: "12, 13 và" before "14/2024/NĐ-CP": serials that share the tail of the number after them.
_SHARED = re.compile(r"(?<![\w/.,\-])(?:\d{1,6}[a-zđ]?(?:/(?:19|20)\d\d)?\s{0,2}(?:,|;|và|hoặc)\s{0,2}(?:số\s)?){1,12}$")
_ONE_SHARED = re.compile(r"\d{1,6}[a-zđ]?(?:/(?:19|20)\d\d)?")
_LIST_JOINT = re.compile(r"\s*(?:[,;]|và|hoặc|[,;]\s*(?:và|hoặc))?\s*(?:số\s*:?\s*)?")
_FORM = re.compile(r"(?:mẫu|biểu|phụ lục|bảng|tài khoản|hồ sơ)\s$|s[ốôổ]\s*:?\s*$", re.IGNORECASE)
#: The number of a form to be filled in: "theo Mẫu số 01/ĐK".
_OF_FORM = re.compile(r"(?<![^\W_])(?:mẫu|biểu)(?:\s(?:biểu|đơn))?\ss[ốôổ]\s?:?\s?$", re.IGNORECASE)
_ASSEMBLY = re.compile(r"/\d{4}/(?:ub?tv)?qh\d{1,2}$")
_NORMATIVE = re.compile(r"\d+[a-zđ]?/(?:19|20)\d\d/[A-ZĐ]")
_ALIAS = re.compile(
    r"(?:(?:sau|dưới)(?:\s+đây)?\s+|\(\s*)(?:được\s+)?(?:gọi|viết)\s+(?:chung\s+)?(?:(?:là|tắt|gọn)\s*){1,3}[:“\"]?\s*$"
)


class Range(NamedTuple):
    """The stretch of a paragraph that is read: nothing before ``start`` or after ``end`` is looked at."""

    start: int
    end: int


def find(text: str, paragraph: Range) -> Iterator[Mention]:
    """The numbered mentions of one paragraph, in order."""
    found = [m for pattern in (NUMBER, LOWER_NUMBER, BLANK_NUMBER) for m in pattern.finditer(text, *paragraph)]
    if found:
        yield from _Reader(text, paragraph).mentions(sorted(found, key=lambda m: m.start("rest")))


class _Reader:
    """Reads the numbers of one paragraph: what came before decides what the next one may be."""

    def __init__(self, text: str, paragraph: Range) -> None:
        self.text = text
        self.paragraph = paragraph
        self.words = types.TypeWords(text, *paragraph)
        self.last: Mention | None = None
        self.floor = paragraph.start

    def mentions(self, numbers: list[re.Match[str]]) -> Iterator[Mention]:
        """The mentions that ``numbers`` (in reading order, perhaps overlapping) stand for."""
        for match in numbers:
            if match.start() >= self.floor:
                for mention in self._mentions(match):
                    yield mention
                    self.last, self.floor = mention, mention.end

    def _mentions(self, match: re.Match[str]) -> Iterator[Mention]:
        start = match.start("serial") if match.re is not BLANK_NUMBER else match.start("rest")
        number = _closed_up(self.text[start : match.end()])
        if _OF_FORM.search(self.text, max(self.floor, start - 20), start):
            return
        shared = _SHARED.search(self.text, max(self.floor, start - 90), start)
        word = self.words.before(self.floor, shared.start() if shared else match.start())
        if word and _governs(word, number, match):
            kind = word.kind or types.coded_kind(number) or types.letter_kind()
            opens = word.start
            if shared and word.direct:
                yield from _sharing(self.text, shared, match, kind, opens)
                opens = start
            yield Mention(opens, match.end(), kind, number, shape=tuple(_oddities(match, kind, number)))
        elif match.re is not BLANK_NUMBER and (bare := self._bare(start, match, number)):
            yield bare

    @cached_property
    def _row_kind(self) -> str | None:
        """The kind that a cell of the row names by itself."""
        cells = self.text[self.paragraph.start : self.paragraph.end].split("\t")
        return next((kind for cell in cells if cell.strip() and (kind := types.kind_of(cell))), None)

    def _bare(self, start: int, match: re.Match[str], number: str) -> Mention | None:
        """A number without a type word: the next of a list, or one that tells its type and is introduced as a number."""
        text, last, end = self.text, self.last, match.end()
        kind = types.coded_kind(number)
        so = types.say_so(text, self.paragraph.start, start)
        opens = start if so is None else so
        if match.re is LOWER_NUMBER:
            listed = kind is not None and last is not None and _listed(text, last, start)
            return Mention(opens, end, kind, number, confidence=0.9) if kind and listed else None
        if governed := self._loosely_governed(start, end, number):
            return governed
        if last is not None and (_listed(text, last, start) or (so is not None and types.same_kind(kind, last.type_name))):
            return Mention(opens, end, kind or last.type_name, number, confidence=0.9)
        if _fills_cell(text, self.paragraph, match):
            kind = kind or self._row_kind
            return Mention(start, end, kind, number, confidence=0.8) if kind else None
        if kind and _introduced(text, self.paragraph, opens, number, by_so=so is not None):
            return Mention(opens, end, kind, number, confidence=0.8)
        return None

    def _loosely_governed(self, start: int, end: int, number: str) -> Mention | None:
        """A number behind a type word that is abbreviated or misread and that says the same as the number does."""
        kind = types.coded_kind(number)
        if (word := types.abbreviated_before(self.text, self.floor, start, kind)) is not None:
            return Mention(word, end, kind or types.letter_kind(), number, confidence=0.9)
        if kind and (word := types.misread_before(self.text, self.floor, start, kind)) is not None:
            return Mention(word, end, kind, number, confidence=0.9, shape=("citation_type_misread",))
        return None


def _governs(word: types.TypeWord, number: str, match: re.Match[str]) -> bool:
    """Whether the type word before the number is its own: next to it, or of the same kind with "số" between."""
    coded = types.coded_kind(number)
    if match.re is BLANK_NUMBER:
        return word.direct and word.with_so
    if match.re is LOWER_NUMBER and coded is None:
        letter = word.with_so and number.count("-") == 1 and types.same_kind(None, word.kind or types.letter_kind())
        return word.direct and (letter or bool(_ASSEMBLY.search(number)))
    return word.direct or types.same_kind(coded, word.kind or types.letter_kind())


def _sharing(text: str, shared: re.Match[str], match: re.Match[str], kind: str, opens: int) -> Iterator[Mention]:
    """The numbers before the last one of "số 12, 13 và 14/2024/NĐ-CP"; the first carries the type word."""
    rest = _closed_up(match["rest"])
    for i, one in enumerate(_ONE_SHARED.finditer(text, *shared.span())):
        tail = re.sub(r"^/(?:19|20)\d\d", "", rest) if "/" in one.group() else rest
        start = one.start() if i else opens
        yield Mention(start, one.end(), kind, one.group(), full_number=one.group() + tail, shape=("citation_number_shared",))


def _introduced(text: str, paragraph: Range, opens: int, number: str, *, by_so: bool) -> bool:
    """Whether a lone number is spoken of as a document: "số …", in brackets, or of the form laws have; forms are none."""
    if opens == paragraph.start or text[opens - 1] == "\t" or _FORM.search(text, max(paragraph.start, opens - 12), opens):
        return False
    return by_so or text[opens - 1] == "(" or _NORMATIVE.match(number) is not None


def _fills_cell(text: str, paragraph: Range, match: re.Match[str]) -> bool:
    """Whether the number is all that stands in a cell of a table row."""
    before, after = match.start() - 1, match.end()
    if "\t" not in (text[before : before + 1], text[after : after + 1]):
        return False
    return (before < paragraph.start or text[before] == "\t") and (after >= paragraph.end or text[after] == "\t")


def _listed(text: str, last: Mention, start: int) -> bool:
    """Whether only a date and a list's joint stand between the number before and this one."""
    day = issued.after(text, last.end, start)
    return _LIST_JOINT.fullmatch(text, day.end if day else last.end, start) is not None


def _oddities(match: re.Match[str], kind: str, number: str) -> Iterator[str]:
    """What is odd about the form of a number, as codes of notes."""
    if match.re is BLANK_NUMBER:
        yield "citation_serial_blank"
    elif re.search(r"[/\-](\d{3}|\d{5}|[013-9]\d{3})(?=[/\-][^\d])", number) and not re.search(r"/1[89]\d\d/", number):
        yield "citation_year_odd"
    elif re.search(r"/\d{4}[A-ZĐ]", number):
        yield "citation_joint_missing"
    coded = types.coded_kind(number)
    if coded and kind != coded and not types.interchangeable(kind, coded):
        yield "citation_type_differs"


def _closed_up(number: str) -> str:
    return re.sub(r"\s+", "", number)


def defines_alias(text: str, paragraph: Range, start: int) -> bool:
    """Whether the words before ``start`` say how a document will be called ("sau đây gọi là Nghị định số …")."""
    return _ALIAS.search(text, max(paragraph.start, start - 60), start) is not None
