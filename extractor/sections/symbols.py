"""Labels made of numerals and marks: "I.", "1/", "2.1.", "a)", "(1)", "đ)", "I.1", "II, …", "1.Mục đích".

What looks the same and is none: a date ("01.10.1997"), a number ("1.250 người"), a range ("2-3 buổi"), a code ("24-KL/TW"), an
initial ("C. Mác"), an abbreviation ("v.v."). The first four are told by what follows; the last two only by the sequence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.sections.numerals import LETTERS, digit_slip, letter, roman, roman_slip
from extractor.sections.reading import Reading
from extractor.sections.typography import in_capitals

_LABEL = re.compile(
    r"(?P<open>\(\s?)?"
    r"(?P<first>\d{1,3}(?:[a-zđ](?=[.)/]))?|[IVXLTH][IVXLTHl1|!]{0,6}|[l|!][IVXl|!]{1,5}|1[VX]I{0,3}|[ivx]{2,4}|[A-Za-zĐđ])"
    r"(?P<more>(?:\.(?:\d{1,3}|[IVX]{1,5}(?![A-Za-z])|[a-zđ](?=[.)/]))){0,5})"
    r"\\?(?P<mark>\s?\)\.?|\s?\.(?:[/)]|\s?[-–](?=\s|[A-ZĐ“]))?|\s?/-?(?!\d)|[:,;]|\s?[-–](?=\s|[A-ZĐ])|(?=\s))"
    r"(?P<gap>\s*)"
)
#: What an item says: a word of two letters at least; "(1) (2) (3)" and "I 1 2" are the columns of a table.
_WORD = re.compile(r"[^\W\d_]{2}")
#: A row of a table that was typed with blanks: figures at its end, two columns of them at least.
_ROW = re.compile(r"[^\W\d_](?:\s{1,4}\d[\d.,]{0,15}%?){2,12}$")
#: "V/v …": the subject of a letter, no section V.
_ABOUT = re.compile(r"[Vv]/[Vv]\b")
#: An item of a form that is still to be written: nothing but dots behind the number.
_TO_FILL = re.compile(r"[\s.…_]{4,}$")
_PERCENT = re.compile(r"(?:,\d+)?\s?%")
_SHARE = re.compile(r"\d{1,3}% [^\W\d_]")  # "2- 100% chi bộ …" counts; "2- 3 buổi" is a range
_FILLED = 400  # code points of a line of dots
#: "A1.", "C2.3.": a letter and figures, as the criteria of hospital quality are counted; "J18." is a disease.
_CRITERION = re.compile(r"(?P<letter>[A-E])(?P<figures>[1-9](?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZĐÀ-Ỹ“\"])")
_CLEAR = frozenset({".", ")", "/", "./", ".)", ").", ".-", ".–", "/-"})


class _Seen(NamedTuple):
    """What stands behind a token: its mark, where the words begin, what the marks make sure of, a heading in capitals."""

    mark: str
    end: int
    sure: bool
    capitals: bool = False

    def as_(self, form: str, value: int | None, label: str, sure: bool) -> tuple[Reading, ...]:
        """The reading as ``form``, none where the token has no value in it."""
        return (Reading(form, (value,), label, self.end, sure),) if value else ()

    def slip(self, form: str, value: int | None, label: str) -> tuple[Reading, ...]:
        """The reading of a misread token."""
        return (Reading(form, (value,), label, self.end, False, True),) if value else ()


def symbol_readings(text: str, at: int, end: int) -> tuple[Reading, ...]:
    """The readings of the numeral label at ``at``, most likely first; empty where what follows says that it is none."""
    criterion = _CRITERION.match(text, at, end)
    return _criterion(criterion) if criterion else _numeral(text, at, end)


def _numeral(text: str, at: int, end: int) -> tuple[Reading, ...]:
    """The readings of a label that begins with a numeral or stands in brackets."""
    found = None if _ABOUT.match(text, at, end) else _LABEL.match(text, at, end)
    blank = _to_fill(found, text, end) if found else ()
    after = text[found.end() : min(end, found.end() + 400)] if found else ""
    if not found or blank or (after and (not _WORD.search(after, 0, 80) or _is_row(after))):
        return blank
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
    readings = _single(tokens[0], _Seen(mark, found.end(), sure, in_capitals(after)))
    return tuple(r for r in readings if r.sure or _may_be(r, mark, after))


def _is_row(words: str) -> bool:
    """Whether ``words`` are those of a row of a table."""
    figures = words.rsplit(maxsplit=2)[1:]  # asked first: nearly no words end with two
    return (
        len(figures) == 2
        and all(word[0].isdigit() for word in figures)
        and len(words) < 200
        and bool(_ROW.search(words[-120:]))
    )


def _criterion(found: re.Match[str]) -> tuple[Reading, ...]:
    """ "A1.2": the parts of the figure under the letter."""
    figures = [int(figure) for figure in found["figures"].split(".")]
    form = ".".join(["A", *"1" * len(figures)])
    label = found["letter"] + found["figures"]
    value = (letter(found["letter"]) or 0, *figures)
    return (Reading(form, value, label, found.end(), sure=found[0].rstrip().endswith(".")),)


def _to_fill(found: re.Match[str], text: str, end: int) -> tuple[Reading, ...]:
    """ "1.......", "2. ......": believed where the list goes on, for dots alone are a leader line as often."""
    number = found["first"]
    if not number.isdigit() or found["more"] or found["open"] or end - found.end("first") > _FILLED or len(number) > 2:
        return ()
    if not int(number) or not _TO_FILL.match(text, found.end("first"), end):
        return ()
    return (Reading("1", (int(number),), number, found.end("first"), sure=False),)


def _bracketed(tokens: list[str], mark: str, after: str, end: int) -> tuple[Reading, ...]:
    """ "(1)", "(a)", "(ii)": nothing but a small number, closed at once and not one of a list of references."""
    if len(tokens) > 1 or not mark.startswith(")") or after[:1] in (",", ";", ".") or len(tokens[0]) > 4:
        return ()
    plain = _single(tokens[0], _Seen(")", end, True))
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
    parts = [_single(t, _Seen(".", end, sure))[:1] for t in tokens]
    if not all(parts) or (len(tokens) == 2 and {p[0].form for p in parts} <= {"I", "A", "a"}):
        return ()
    form = ".".join(p[0].form for p in parts)
    return (Reading(form, tuple(p[0].value[0] for p in parts), ".".join(tokens), end, sure),)


def _single(token: str, seen: _Seen) -> tuple[Reading, ...]:
    """Every way to read one token, most likely first."""
    bracket = seen.mark.startswith(")")
    number = "1)" if bracket else "1"
    if token[0].isdigit() and token.rstrip(LETTERS).isdigit():
        digits = token.rstrip(LETTERS)
        return seen.as_(number, int(digits), token, seen.sure and len(digits) < 3)
    if len(token) > 1 and token.islower():
        return seen.as_("i", roman(token.upper()), token, seen.sure) if bracket else ()
    small = token.islower()
    mended = roman_slip(token, capitals=seen.capitals)
    digit = None if seen.capitals else digit_slip(token)
    return (
        *seen.as_("I", roman(token), token, seen.sure),
        *(seen.slip("I", roman(mended), mended) if mended else ()),
        *seen.as_("a" if small else "A", letter(token), token, seen.sure and small and "." not in seen.mark),
        *(seen.as_("i", roman(token.upper()), token, False) if token in "ivx" and bracket else ()),
        *(seen.slip(number, int(digit), digit) if digit else ()),
    )


def _followed(mark: str, gap: str, after: str, tokens: list[str]) -> bool:
    """Whether what follows leaves the label possible at all."""
    if not after:
        return mark != ""
    first = after[0]
    if mark in ("-", "–") and ((first.isdigit() and not _SHARE.match(after)) or not gap):
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
