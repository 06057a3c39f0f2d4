"""Labels made of numerals and marks: "I.", "1/", "2.1.", "a)", "(1)", "đ)", "I.1", "II, …", "1.Mục đích".

What looks the same and is none: a date ("01.10.1997"), a number ("1.250 người"), a range ("2-3 buổi"), a code ("24-KL/TW"), an
initial ("C. Mác"), an abbreviation ("v.v."). The first four are told by what follows; the last two only by the sequence.
"""

from __future__ import annotations

import re

from extractor.sections.numerals import digit_slip, letter, roman, roman_slip
from extractor.sections.reading import Reading

_LABEL = re.compile(
    r"(?P<open>\(\s?)?"
    r"(?P<first>\d{1,3}|[IVX][IVXl1|]{0,6}|[l|][IVXl|]{1,5}|1[VX]I{0,3}|[ivx]{2,4}|[A-Za-zĐđ])"
    r"(?P<more>(?:\.(?:\d{1,3}|[IVX]{1,5}(?![A-Za-z])|[a-zđ](?=[.)/]))){0,5})"
    r"(?P<mark>\s?\)\.?|\s?\.(?:[/)]|\s?[-–](?=\s|[A-ZĐ“]))?|\s?/-?(?!\d)|[:,;]|\s?[-–](?=\s|[A-ZĐ])|(?=\s))"
    r"(?P<gap>\s*)"
)
#: What an item says: a word of two letters at least; "(1) (2) (3)" and "I 1 2" are the columns of a table.
_WORD = re.compile(r"[^\W\d_]{2}")
#: A row of a table that was typed with blanks: figures at its end, two columns of them at least.
_ROW = re.compile(r"[^\W\d_](?:\s{1,4}\d[\d.,]{0,15}%?){2,12}$")
_PERCENT = re.compile(r"(?:,\d+)?\s?%")
_CLEAR = frozenset({".", ")", "/", "./", ".)", ").", ".-", ".–", "/-"})


def symbol_readings(text: str, at: int, end: int) -> tuple[Reading, ...]:
    """The readings of the numeral label at ``at``, most likely first; empty where what follows says that it is none."""
    found = _LABEL.match(text, at, end)
    after = text[found.end() : min(end, found.end() + 400)] if found else ""
    if not found or (after and (not _WORD.search(after, 0, 80) or (_ROW.search(after[-120:]) and len(after) < 200))):
        return ()
    tokens = [found["first"], *found["more"].split(".")[1:]]
    mark = found["mark"].replace(" ", "")
    if found["open"]:
        return _bracketed(tokens, mark, after, found.end())
    if len(tokens) > 1 and all(t.isdigit() for t in tokens):
        return _decimal(tokens, mark, found, text, end)
    sure = mark in _CLEAR and _opens(found["gap"], after, mark)
    if not _followed(mark, found["gap"], after, tokens):
        return ()
    if len(tokens) > 1:
        return _mixed(tokens, found.end(), sure or mark == "")
    return tuple(r for r in _single(tokens[0], mark, found.end(), sure) if r.sure or _may_be(r, mark, after))


def _bracketed(tokens: list[str], mark: str, after: str, end: int) -> tuple[Reading, ...]:
    """ "(1)", "(a)", "(ii)": nothing but a small number, closed at once and not one of a list of references."""
    if len(tokens) > 1 or not mark.startswith(")") or after[:1] in (",", ";", ".") or len(tokens[0]) > 4:
        return ()
    plain = _single(tokens[0], ")", end, True)
    return tuple(r._replace(form=f"({r.form.rstrip(')')})") for r in plain if not r.slip and r.value[0] < 100)


def _decimal(tokens: list[str], mark: str, found: re.Match[str], text: str, end: int) -> tuple[Reading, ...]:
    """ "2.1": a label of two parts, or the number of an item and a figure after it ("3.100%", "4.01 buổi")."""
    stop = found.end("more")
    after = text[stop : min(end, stop + 12)]
    figure = _PERCENT.match(after) is not None
    if after[:1].isdigit() or (len(tokens) == 2 and (figure or tokens[1].startswith("0"))):
        cut = found.end("first") + 1
        item = figure or (tokens[1].startswith("0") and not after[:1].isdigit() and after[:1] not in "./-")
        return (Reading("1", (int(tokens[0]),), tokens[0], cut, sure=False),) if item else ()
    if any(len(t) > 2 for t in tokens[1:]) or "0" in tokens or mark in (",", ";"):
        return ()
    rest = text[found.end() : found.end() + 2]
    if rest[:1].isdigit() and not found["gap"]:
        return ()
    if not mark and not (rest[:1].isupper() or rest[:1] in '“"('):
        return ()
    form = ".".join("1" * len(tokens))
    label = Reading(form, tuple(map(int, tokens)), ".".join(tokens), found.end(), sure=not rest[:1].islower())
    if mark or len(tokens) > 2 or tokens[1] == "1":
        return (label,)
    # "4.3 Bộ quản lý …" may be item 4 with footnote 3: the small figures of a PDF come out on the line
    return label, Reading("1", (int(tokens[0]),), tokens[0], found.end(), sure=False)


def _mixed(tokens: list[str], end: int, sure: bool) -> tuple[Reading, ...]:
    """ "I.1", "A.2.1", "1.a": each part of its own kind; initials ("V.I.") are none."""
    parts = [_single(t, ".", end, sure)[:1] for t in tokens]
    if not all(parts) or (len(tokens) == 2 and {p[0].form for p in parts} <= {"I", "A", "a"}):
        return ()
    form = ".".join(p[0].form for p in parts)
    return (Reading(form, tuple(p[0].value[0] for p in parts), ".".join(tokens), end, sure),)


def _single(token: str, mark: str, end: int, sure: bool) -> tuple[Reading, ...]:
    readings: list[Reading] = []

    def add(form: str, value: int | None, label: str, sure: bool, slip: bool = False) -> None:
        if value:
            readings.append(Reading(form, (value,), label, end, sure, slip))

    if token.isdigit():
        add("1)" if mark.startswith(")") else "1", int(token), token, sure and len(token) < 3)
    elif len(token) > 1 and token.islower() and roman(token.upper()):
        add("i", roman(token.upper()) if mark.startswith(")") else None, token, sure)
    else:
        add("I", roman(token), token, sure)
        mended = roman_slip(token)
        add("I", roman(mended) if mended else None, mended or "", False, True)
        add("a" if token.islower() else "A", letter(token), token, sure and token.islower() and "." not in mark)
        if token in ("i", "v", "x") and mark.startswith(")"):
            add("i", roman(token.upper()), token, False)
        mended = digit_slip(token) if token == "l" else None
        add("1", int(mended) if mended else None, mended or "", False, True)
    return tuple(readings)


def _followed(mark: str, gap: str, after: str, tokens: list[str]) -> bool:
    """Whether what follows leaves the label possible at all."""
    if not after:
        return mark != ""
    first = after[0]
    if mark in ("-", "–") and (first.isdigit() or not gap):
        return False
    if mark in ("", ",") and not (first.isupper() or (first in '“"' and mark)):
        return False
    if not gap and mark.startswith(".") and (first in ".," or (first.islower() and not tokens[0].isdigit())):
        return False
    return first not in ",;)/%"


def _opens(gap: str, after: str, mark: str) -> bool:
    """Whether the words after a clear mark begin like an item: no small letter after a full stop, no figure glued to it."""
    if not after:
        return True
    if after[0].islower():
        return mark.endswith(")") and bool(gap)
    return bool(gap) or not after[0].isdigit()


def _may_be(reading: Reading, mark: str, after: str) -> bool:
    """Whether an unclear label is worth asking the sequence about: a lone letter needs a real mark, no mark needs a heading."""
    if reading.form in ("a", "A") and not reading.slip:
        return mark in _CLEAR or mark in ("-", "–")
    if mark == "":
        return (reading.form == "I" and after.isupper()) or (reading.form == "1" and len(after.split()) <= 20)
    return True
