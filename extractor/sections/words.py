"""Labels that begin with a word: "Phần thứ nhất", "Chương I", "Mục 1", "Điều 5.", "Phụ lục I/01", "Bước 1:".

The same words begin references ("Điều 5 Luật Đầu tư …", "Mục 1 Chương II"), which wrapped lines bring to the front of a
paragraph. A label is followed by a mark, by nothing, or by a heading; a reference by a comma, a small letter or the
document referred to.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.sections.lexicon import lexicon
from extractor.sections.numerals import ORDINALS, letter, roman
from extractor.sections.reading import Reading
from extractor.text.fold import ascii_aligned, fold_ascii

_WINDOW = 64
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_NUMERAL = (
    rf"(?:thu\s(?P<ordinal>{_ORDINAL})|(?P<spelled>{_ORDINAL})|(?P<roman>[ivxl]{{1,7}})(?P<suffix>[a-e])?|(?P<digits>\d{{1,4}})[a-z]?|(?P<letter>[a-z]))"
    r"(?P<tail>(?:[./-][a-z0-9]{1,8}){0,2})(?![a-z0-9])"
)
_FORMS = {"phan": "phan", "chuong": "chuong", "muc": "muc", "tieu muc": "tieu_muc", "dieu": "dieu", "phu luc": "phu_luc"}
_MARK = re.compile(r"\s{0,2}(?:\.\s?[-–/]|[.:)\-–—])?\s*")
_ANNEX = frozenset({"phu_luc", "mau"})
_BARE_ANNEX = re.compile(r"(phu luc)\s{0,2}(?=[:.(]|$)")


#: "Bước 1 (từ tháng 5 đến tháng 6/2019): …"
_TIMED = re.compile(r"\([^()]{1,80}\)\s?[:.]")
_REFERENCE = re.compile(r"\W{0,3}(?:ban hanh |dinh |ban hanh va )?kem theo\b[^\d]{0,60}\d")


def refers(words: str) -> bool:
    """Whether the words say what an annex belongs to: "(Ban hành kèm theo Thông tư số …)"."""
    return _REFERENCE.match(fold_ascii(words[:100])) is not None


@cache
def _pattern() -> re.Pattern[str]:
    words = [*_FORMS, *lexicon().forms_of_annex, *lexicon().steps]
    first = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?P<word>{first})\s{{1,3}}(?:so\s{{0,2}}:?\s?)?{_NUMERAL}")


@cache
def _referred() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(w) for w in lexicon().referred) + r")(?![a-z])")


def word_readings(text: str, at: int, end: int) -> tuple[Reading, ...]:
    """The reading of a label word at ``at``, or none."""
    if not text[at : at + 1].isupper():
        return ()
    folded = ascii_aligned(text[at : min(end, at + _WINDOW)])
    found = _pattern().match(folded)
    if found:
        return _numbered(text, at, end, found)
    bare = _BARE_ANNEX.match(folded)
    if bare and (bare.end() == len(folded) or text[at:end].isupper() or folded[bare.end()] in ":(."):
        return (Reading("phu_luc", (), "", _MARK.match(text, at + bare.end(), end).end(), sure=True),)  # type: ignore[union-attr]
    return ()


def _numbered(text: str, at: int, end: int, found: re.Match[str]) -> tuple[Reading, ...]:
    form = _form(found["word"])
    value = _value(found, text[at + found.start() : at + found.end()])
    mark = _MARK.match(text, at + found.end(), end)
    if value is None or mark is None or (found["spelled"] and form != "phan"):
        return ()
    sure = _sure(form, mark[0].strip(), text[mark.end() : min(end, mark.end() + 400)])
    if sure is None:
        return ()
    label = " ".join(text[at : at + found.end()].split())
    return (Reading(form, (value,), label, mark.end(), sure),)


def _form(word: str) -> str:
    if word in _FORMS:
        return _FORMS[word]
    return "mau" if word in lexicon().forms_of_annex else "step"


def _value(found: re.Match[str], printed: str) -> int | None:
    named = found["ordinal"] or found["spelled"]
    if named:
        return ORDINALS[named]
    if found["suffix"] and (_form(found["word"]) not in _ANNEX or not printed[: -len(found["tail"]) or None][-2:-1].isupper()):
        return None
    if found["roman"]:
        return roman(found["roman"].upper()) or letter(found["roman"])
    if found["digits"]:
        return int(found["digits"])
    return letter(found["letter"]) if printed[-1:].isupper() else None


def _sure(form: str, mark: str, rest: str) -> bool | None:
    """Whether what follows makes a label of it: True, perhaps (False), or not at all (None)."""
    if not rest:
        return True if form != "step" or mark else None
    if mark:
        return True
    if form == "step":
        return True if _TIMED.match(rest) else None
    if form in _ANNEX and (rest[0] == "(" or rest.isupper() or refers(rest)):
        return True
    if not rest[0].isupper() or _referred().match(fold_ascii(rest[:30])):
        return None
    return rest.isupper()
