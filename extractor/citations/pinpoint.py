"""Where in the cited document: "điểm b khoản 2 Điều 5 của …", "các điều 3, 4 và 5", read backwards from the citation.

Only words of the vocabulary of places are taken, so the first other word ends the pinpoint. Values before a level belong
to the level after them: "khoản 1 và khoản 2 Điều 7; Điều 9" is 7.1, 7.2 and 9.
"""

from __future__ import annotations

import re

from extractor.citations.model import Pinpoint

_LEVELS = {"điểm": "diem", "khoản": "khoan", "điều": "dieu"}
_GLUE = {"và", "hoặc", "các", "của", "thuộc", "tại", "đến", "những", "cả", "thứ", "nói", "trong"}
_TOKEN = re.compile(r"[^\W_]+|[,;()]|\S")
_VALUE = re.compile(r"\d{1,3}[a-zđ]?|[a-zđ]\d?|[a-z]{2}")
_WINDOW = 260
_MAX_TOKENS = 70


def before(text: str, floor: int, at: int) -> tuple[int, tuple[Pinpoint, ...]]:
    """Where the pinpoint before ``at`` begins (``at`` if there is none) and its places."""
    floor = max(floor, at - _WINDOW)
    window = text[floor:at]
    low = window.lower()
    if not any(level in low for level in _LEVELS):
        return at, ()
    tokens = [(m.start() + floor, m.group().lower()) for m in _TOKEN.finditer(window)]
    taken = _taken(tokens[-_MAX_TOKENS:])
    if not taken:
        return at, ()
    return taken[0][0], tuple(_places([word for _, word in taken]))


def _taken(tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The tokens at the end that speak of places; they must begin with a level ("các điều 3" begins at "điều")."""
    first = len(tokens)
    while first and _speaks_of_places(tokens[first - 1][1]):
        first -= 1
    while first < len(tokens) and tokens[first][1] not in _LEVELS:
        first += 1
    return tokens[first:]


def _speaks_of_places(word: str) -> bool:
    return word in _LEVELS or word in _GLUE or word in ",;" or bool(_VALUE.fullmatch(word))


def _places(words: list[str]) -> list[Pinpoint]:
    """The places named, each level holding the values after its word; a Điều closes what was gathered before it."""
    out: list[Pinpoint] = []
    diem: list[str] = []
    khoan: list[tuple[str, tuple[str, ...]]] = []
    for level, values in _groups(words):
        if level == "diem":
            diem = values
        elif level == "khoan":
            khoan += [(value, tuple(diem)) for value in values]
            diem = []
        else:
            out += _of_articles(values, khoan, diem)
            khoan, diem = [], []
    return out + _of_articles([None], khoan, diem) if khoan or diem else out


def _of_articles(articles: list[str] | list[None], khoan: list[tuple[str, tuple[str, ...]]], diem: list[str]) -> list[Pinpoint]:
    """Clauses belong to the first article of a list ("khoản 1 Điều 7, 8"): the others are whole."""
    first, *others = articles
    places = [Pinpoint(first, number, point) for number, points in khoan for point in (points or (None,))]
    places += [Pinpoint(first, None, point) for point in diem]
    return (places or [Pinpoint(first)]) + [Pinpoint(other) for other in others]


def _groups(words: list[str]) -> list[tuple[str, list[str]]]:
    """``(level, values)`` in order; a level without a value ("các điều khoản") is left out."""
    out: list[tuple[str, list[str]]] = []
    for word in words:
        if word in _LEVELS:
            out.append((_LEVELS[word], []))
        elif out and _VALUE.fullmatch(word):
            out[-1][1].append(word)
    return [(level, values) for level, values in out if values]
