"""The words of this room as data: units (``models/units.toml``) and the words around measures (``models/measures/words.toml``).

Read once, folded (tone placement does not count), checked: an entry that is not lower case or stands twice in its list is an
error when the program starts, not a wrong record later.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from extractor.resources import model_path
from extractor.text.fold import fold

_WORD = re.compile(r"[^\W_]+[²³]?")
_LONGEST_UNIT = 8  # words: "công chức, viên chức, người lao động"
_SYMBOLS = ("%", "‰", "°c")


class Unit(NamedTuple):
    """A unit found behind a number: where it ends, what kind it is, and whether it alone proves nothing (see units.toml)."""

    end: int
    kind: str  #: percent | money | physical | time | count
    weak: bool
    name: str  #: folded


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists, folded; ``units`` maps a unit to its kind, ``before`` and ``after`` comparator words to the op."""

    units: Mapping[str, str]
    weak: frozenset[str]
    not_before: Mapping[str, frozenset[str]]
    before: Mapping[str, str]
    after: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    ordinals: Mapping[str, frozenset[str]]
    columns: Mapping[str, frozenset[str]]

    def unit_at(self, low: str, at: int) -> Unit | None:
        """The longest unit that begins at ``at`` of the folded line ``low``."""
        if low.startswith(_SYMBOLS, at):
            symbol = next(symbol for symbol in _SYMBOLS if low.startswith(symbol, at))
            return Unit(at + len(symbol), self.units[symbol], False, symbol)
        best: Unit | None = None
        end = at
        for _ in range(_LONGEST_UNIT):
            word = _WORD.search(low, end, end + 24)
            if word is None or low[end : word.start()] not in ("", " ", ", ", ".", "/") or (end == at < word.start()):
                break
            end = word.end()
            name = low[at:end]
            if name in self.units and not self._goes_on(name, low, end):
                best = Unit(end, self.units[name], name in self.weak, name)
        if best and low.startswith(" %", best.end) and f"{best.name} %" in self.units:
            return Unit(best.end + 2, "percent", False, f"{best.name} %")
        return best

    def _goes_on(self, name: str, low: str, end: int) -> bool:
        """Whether the next word makes another word of ``name``: "tỷ" is none in "tỷ lệ"."""
        others = self.not_before.get(name)
        if others is None:
            return False
        following = _WORD.match(low, end + 1)
        return following is not None and following.group() in others


@cache
def lexicon() -> Lexicon:
    """The lists of this room; ``ValueError`` names the entry that is wrong."""
    units = _read("units.toml")
    words = _read("measures", "words.toml")
    kinds = {name: kind for kind in ("percent", "money", "physical", "time") for name in _list(units, kind, "names")}
    kinds |= {name: "count" for field in units["count"] for name in _list(units, "count", field)}
    return Lexicon(
        units=kinds,
        weak=_list(units, "weak", "names"),
        not_before={fold(name): frozenset(map(fold, others)) for name, others in units["not_before"].items()},
        before={name: op for op in words["before"] for name in _list(words, "before", op)},
        after={name: op for op in words["after"] for name in _list(words, "after", op)},
        words={name: _list(words, "words", name) for name in words["words"]},
        ordinals={name: _list(words, "ordinals", name) for name in words["ordinals"]},
        columns={name: _list(words, "columns", name) for name in words["columns"]},
    )


def alternation(names: Iterable[str]) -> str:
    """A pattern for any of ``names`` as whole words, the longest that fits."""
    first: dict[str, list[str]] = {}
    for name in sorted(names):
        first.setdefault(name[0], []).append(name[1:])
    # what may not stand before is asked behind the first letter: a search then stops at those letters only, twice as fast
    words = [re.escape(letter) + r"(?<!\w.)" + _branches(rest) for letter, rest in first.items()]
    return "(?:" + "|".join(words) + r")(?!\w)"


def _branches(names: list[str]) -> str:
    """A pattern for ``names`` that shares their beginnings, so that a place is left after a letter or two and not tried once a
    name: on the 150 verbs of ``says`` five times as fast as a plain alternation."""
    ends = "" in names
    first: dict[str, list[str]] = {}
    for name in filter(None, names):
        first.setdefault(name[0], []).append(name[1:])
    parts = [re.escape(letter) + _branches(rest) for letter, rest in first.items()]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return body + "?" if ends else body


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern for any word of the list ``[words] name``."""
    return re.compile(alternation(lexicon().words[name]))


@cache
def words_in(*names: str) -> frozenset[str]:
    """Every word of the lists ``[words] name``."""
    return frozenset().union(*(lexicon().words[name] for name in names))


@cache
def column_pattern(name: str) -> re.Pattern[str]:
    """The pattern for any word of the list ``[columns] name``."""
    return re.compile(alternation(lexicon().columns[name]))


def _read(*parts: str) -> dict[str, Any]:
    return tomllib.loads(model_path(*parts).read_text(encoding="utf-8"))


def _list(data: Mapping[str, Any], table: str, name: str) -> frozenset[str]:
    entries: list[str] = data[table][name]
    wrong = sorted(entry for entry in entries if entry != entry.lower().strip() or not entry)
    twice = sorted({entry for entry in entries if entries.count(entry) > 1})
    if wrong or twice:
        raise ValueError(f"[{table}] {name}: not lower case {wrong}, twice {twice}")
    return frozenset(map(fold, entries))
