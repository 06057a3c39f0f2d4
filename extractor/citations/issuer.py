"""Who issued the cited document: as printed after it ("của Bộ Chính trị"), else as its number says for certain.

The letters of a number tell the body only where one body has them (``models/issuers.toml``): NĐ-CP is the Government's,
QĐ-UBND is some People's Committee's and CT/TW either the Politburo's or the Secretariat's, so those stay unknown.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor.resources import model_path
from extractor.text.fold import fold, fold_aligned

_OF = re.compile(
    r"[ \u00a0]{0,3}(?:\((?:[^()\n]{0,40})\)[ \u00a0]{0,3})?,?[ \u00a0]{0,3}(?:của|do)[ \u00a0]{1,3}", re.IGNORECASE
)
_AND = re.compile(r"(?:[ \u00a0]{0,3},|[ \u00a0]{1,3}và)[ \u00a0]{1,3}(?=[^\W\da-zđ])")
_WORD = re.compile(r"[^\W_]+(?:[-./&][^\W_]+)*")
_JOINTS = {"", "-", "–", ",", "&"}
_BODY_PART = re.compile(r"[/\-–—\s]+")
_MAX_WORDS = 18
_MOST_WORDS_BARE = 8
#: The first letters, asked for before any of the words: half the time.
_CUE = (
    r"(?=[bcđhktyý])(?:đề\s+nghị|đề\s+xuất|ý\s+kiến|kiến\s+nghị|báo\s+cáo|thông\s+báo|chỉ\s+đạo|yêu\s+cầu|hướng\s+dẫn|kết\s+luận)"
    r"\s+của\s+"
)
_SAYS = r"(?P<name>[^,;:.()\n\t]{2,100}?)\s+(?:\([^()\n]{1,40}\)\s+)?tại\s+"
_SAID = re.compile(rf"{_CUE}{_SAYS}$", re.IGNORECASE)
#: What joins a second paper of a list: "… và ý kiến của Sở Nội vụ tại Tờ trình …".
SAID_TOO = re.compile(rf"\s*và\s+(?:{_CUE})?{_SAYS}", re.IGNORECASE)
#: The same where a title came between, up to the citation.
SAID_BEHIND_TITLE = re.compile(rf"\s+và\s+{_CUE}{_SAYS}$", re.IGNORECASE)
#: What a body does with a paper that it issues itself: "Ủy ban nhân dân tỉnh đã ban hành Quyết định số …".
_ISSUES = re.compile(r"(?:^|[,;:.()\n\t–])(?P<clause>[^,;:.()\n\t–]{2,150}?)\s+(?:đã\s+)?(?:ban\s+hành|có)\s+(?:các\s+)?$")
_BARE_END = re.compile(r"[ \u00a0]{0,2}(?:[;.)\n]|$|(?:về|v/v)(?![^\W_]))", re.IGNORECASE)
_NEAR = 150  # code points before a citation in which "đề nghị của X tại" stands
_SERIES = re.compile(r"(QH|UBTVQH|HĐNN)K?\d{1,2}")


class Issuer(NamedTuple):
    """The printed issuer and where it ends."""

    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Words:
    """Word sequences, folded, that begin, end or go on in the name of a body."""

    heads: frozenset[tuple[str, ...]]
    stops: frozenset[tuple[str, ...]]
    acts: frozenset[tuple[str, ...]]
    halves: frozenset[tuple[str, ...]]
    after_mark: frozenset[tuple[str, ...]]
    bodies: dict[str, str]
    whole: re.Pattern[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(model_path("issuers.toml").read_text(encoding="utf-8"))
    if data.keys() != {"bodies", "whole", "words"}:
        raise ValueError(f"issuers.toml: tables {sorted(data)}")
    lists = {key: frozenset(tuple(fold(w).split()) for w in data["words"][key]) for key in data["words"]}
    bodies = {_letters(letters): name for letters, name in data["bodies"].items()}
    whole = _whole([*bodies.values(), *data["whole"]["names"]], data["whole"]["headed_by"])
    return _Words(**lists, bodies=bodies, whole=whole)


def _whole(names: list[str], heads: list[str]) -> re.Pattern[str]:
    """A pattern over folded text for bodies whose name is known to its end, longest first, hyphen or comma or "và" alike."""
    words = sorted(([w for w in re.findall(r"\w+", fold(name)) if w != "và"] for name in names), key=len, reverse=True)
    joint = r"[ ,\-–]{1,3}(?:và )?"
    return re.compile(rf"(?:(?:{'|'.join(heads)}) )?(?:{'|'.join(joint.join(name) for name in words)})(?![^\W_])")


def _letters(body: str) -> str:
    return body.upper().replace("Ð", "Đ")


def written(text: str, at: int, limit: int, *, joint: bool = False) -> Issuer | None:
    """The issuer printed after ``at``: from a body's first word after "của" to the first word that is none of its name.

    ``joint`` for a joint paper, which is "của Bộ Y tế và Bộ Tài chính": all its issuers as printed.
    """
    opening = _OF.match(text, at, limit)
    if opening is None:
        return _bare(text, at, limit)
    first = _body_at(text, opening.end(), limit)
    if first is None or not joint:
        return first
    end = first.end
    while (more := _AND.match(text, end, limit)) and (other := _body_at(text, more.end(), limit)):
        end = other.end
    return Issuer(end, " ".join(text[opening.end() : end].split()))


def _bare(text: str, at: int, limit: int) -> Issuer | None:
    """The body printed without "của", where nothing but its name stands: "Công văn số 15/SYT-NV ngày 3/5/2024 Sở Y tế;"."""
    body = _body_at(text, at + 1, limit) if text[at : at + 1] == " " and text[at + 1 : at + 2].isupper() else None
    if body is None or not _BARE_END.match(text, body.end):
        return None
    return None if acts_at(text, at + 1, body.end) or len(body.name.split()) > _MOST_WORDS_BARE else body


def _body_at(text: str, at: int, limit: int) -> Issuer | None:
    """The body whose name begins at ``at``."""
    if whole := _words().whole.match(fold_aligned(text[at : min(limit, at + 120)])):
        return Issuer(at + whole.end(), " ".join(text[at : at + whole.end()].split()))
    tokens = list(_tokens(text, at, limit))
    words = [fold(text[s:e]) for s, e in tokens]
    known = _words()
    if not _begins(words, 0, known.heads):
        return None
    count = 1
    while count < len(tokens) and _goes_on(text, tokens, words, count, known):
        count += 1
    start, end = tokens[0][0], tokens[count - 1][1]
    return Issuer(end, " ".join(text[start:end].split()))


def said_before(text: str, floor: int, at: int) -> str | None:
    """The body whose paper is named after it: "đề nghị của Sở Nội vụ tại Tờ trình …", the citation beginning at ``at``."""
    window = text[max(floor, at - _NEAR) : at]
    found = _SAID.search(window) or SAID_TOO.fullmatch(window)
    if not found:
        return _subject(window)
    words, known = fold(found["name"]).split(), _words()
    whole = _begins(words, 0, known.heads) and not any(_begins(words, i, known.stops) for i in range(1, len(words)))
    return " ".join(found["name"].split()) if whole else None


def _subject(window: str) -> str | None:
    """The body that is the subject of "ban hành" right before a citation; two joined by "và" are none."""
    found = _ISSUES.search(window)
    if not found:
        return None
    clause, known = found["clause"], _words()
    spans = [m.span() for m in _WORD.finditer(clause)]
    words = [fold(clause[s:e]) for s, e in spans]
    whole = (i for i in range(len(words)) if clause[spans[i][0]].isupper() and _whole_name(words[i:], known))
    first = next(whole, None)
    if first is None or (first and words[first - 1] in ("và", "của")):
        return None
    return " ".join(clause[spans[first][0] :].split())


def _whole_name(words: list[str], known: _Words) -> bool:
    """Whether ``words`` are a body's name and nothing behind it."""
    ended = any(_begins(words, i, known.stops) or _begins(words, i, known.acts) for i in range(1, len(words)))
    return _begins(words, 0, known.heads) and not ended and "và" not in words and "mưu" not in words


def names_body(text: str, at: int, limit: int) -> bool:
    """Whether the name of a body begins at ``at``."""
    return _begins([fold(text[s:e]) for s, e in _tokens(text, at, limit)], 0, _words().heads)


def acts_at(text: str, at: int, limit: int) -> bool:
    """Whether a body and what it does stand at ``at``: "Sở Y tế đề nghị …", the main clause behind a fronted one."""
    known = _words()
    tokens = list(_tokens(text, at, limit))
    words = [fold(text[s:e]) for s, e in tokens]
    if not tokens or not text[tokens[0][0]].isupper() or not _begins(words, 0, known.heads):
        return False
    for i in range(1, len(words)):
        if _begins(words, i, known.acts) and text[tokens[i][0]].islower():
            return True
        if _begins(words, i, known.stops):
            return False
    return False


def _tokens(text: str, at: int, limit: int) -> list[tuple[int, int]]:
    """The words after ``at``, as many as a name may have, and no further than a mark that ends it."""
    out: list[tuple[int, int]] = []
    cursor = at
    for word in _WORD.finditer(text, at, min(limit, at + 220)):
        if text[cursor : word.start()].strip() not in _JOINTS or len(out) == _MAX_WORDS:
            break
        out.append(word.span())
        cursor = word.end()
    return out


def _goes_on(text: str, tokens: list[tuple[int, int]], words: list[str], i: int, known: _Words) -> bool:
    between = text[tokens[i - 1][1] : tokens[i][0]].strip()
    if between:
        return _begins(words, i, known.after_mark)
    if words[i] == "và":
        return _begins(words, i + 1, known.halves)
    if words[i][0].isdigit():
        return False
    if (words[i - 1], words[i]) in (("ban", "chỉ"), ("thứ", "năm"), ("đổi", "số")):
        return True
    return not _begins(words, i, known.stops)


def _begins(words: list[str], i: int, sequences: frozenset[tuple[str, ...]]) -> bool:
    return any(tuple(words[i : i + n]) in sequences for n in (1, 2, 3))


def derived(number: str | None) -> str | None:
    """The issuer that the letters of ``number`` name for certain; several of them for a joint circular; else ``None``."""
    if not number:
        return None
    bodies = _words().bodies
    found: list[str] = []
    for part in _BODY_PART.split(_letters(number)):
        series = _SERIES.fullmatch(part)
        name = bodies.get(series[1] if series else part)
        if name and name not in found:
            found.append(name)
    joint = "TTLT" in number.upper() or "NQLT" in number.upper()
    if not found or (len(found) > 1 and not joint):
        return found[0] if found else None
    return ", ".join(found)
