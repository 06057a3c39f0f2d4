"""A gate before many patterns: one automaton says which of them can match a paragraph at all, then plain ``re`` runs those.

Most paragraphs hold no citation, no date and no measure, and Python's ``re`` reads them once a pattern to find that out.
``re2.Set`` reads them once for all patterns, in linear time. The gate only ever opens too often: each pattern is loosened
into one that RE2 understands and that matches wherever the original does (lookarounds, word ends and anchors are left out,
because RE2 knows them for ASCII only or not at all). What ``re`` then finds is what it would have found without the gate:
measured with ``benchmarks/patterns.py``, held by a property test.

A pattern for the gate must not match across a line end: paragraphs are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

_DIGIT = r"\p{Nd}"
_BEYOND = r"\x{80}-\x{10ffff}"  # a letter or any sign beyond ASCII: Unicode's own list of letters makes the automaton huge
_WORD = rf"0-9A-Za-z_{_BEYOND}"
_SPACE = r"\s\x0b\x1c-\x1f\x{85}\p{Z}"
_INSIDE = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_ANY = "(?s:.)"
_LETTER = r"[^\W\d_]"  # the usual way to say "a letter" to re
_LITERAL_BEFORE = re.compile(r"\(\?<=(\w+)\)(?![*+?{])")
_REPEAT = re.compile(r"\{(\d*)(?:,(\d*))?\}\??")
_DOTLESS = ("\u0130", "\u0131")  # re takes İ and ı for an i when case does not count, RE2 does not
_MAX_MEM = 256 << 20  # bytes of states the automaton may keep; beyond it states are rebuilt, not lost


class Paragraph(NamedTuple):
    """A line of the text, ``[start, end)``, and the names of the patterns that may match in it."""

    start: int
    end: int
    names: tuple[str, ...]


class Gate:
    """Named patterns that are searched paragraph by paragraph; build once, use for every text."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        """``ValueError`` for a pattern that RE2 cannot follow even loosened (backreference, conditional group)."""
        import re2

        options = re2.Options()
        options.max_mem = _MAX_MEM
        options.log_errors = False
        self.patterns = dict(patterns)
        self._names = tuple(patterns)
        union = re2.Set.SearchSet(options)
        for name, pattern in patterns.items():
            try:
                union.Add(loosened(pattern))
            except re2.error as problem:
                raise ValueError(f"pattern {name!r} cannot be gated: {problem}") from problem
        union.Compile()
        # The wrapper of re2.Set encodes and asks for types at every call, a fifth of the cost of a line.
        self._match: Callable[[bytes], Sequence[int]] = getattr(union, "_set", union).Match

    def paragraphs(self, text: str) -> Iterator[Paragraph]:
        """The lines in which at least one pattern may match, in order."""
        names = self._names
        for start, end, hits in self._opened(text):
            yield Paragraph(start, end, tuple(names[i] for i in sorted(hits)))

    def finditer(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Every match of every pattern with the pattern's name, paragraph by paragraph; offsets are those of ``text``."""
        searches = [(name, pattern.finditer) for name, pattern in self.patterns.items()]
        for start, end, hits in self._opened(text):
            for i in sorted(hits):
                name, search = searches[i]
                for match in search(text, start, end):
                    yield name, match

    def _opened(self, text: str) -> Iterator[tuple[int, int, Sequence[int]]]:
        """The lines in which patterns may match, and which; the text is encoded once, not line by line."""
        if _beyond_the_gate(text):
            yield from self._opened_slowly(text)
            return
        match = self._match
        start = 0
        for line, data in zip(text.split("\n"), text.encode().split(b"\n"), strict=True):
            end = start + len(line)
            if hits := match(data):
                yield start, end, hits
            start = end + 1

    def _opened_slowly(self, text: str) -> Iterator[tuple[int, int, Sequence[int]]]:
        """The same, opening wide for the lines that RE2 would read differently."""
        start = 0
        for line in text.split("\n"):
            hits = range(len(self._names)) if _beyond_the_gate(line) else self._match(line.encode())
            if hits:
                yield start, start + len(line), hits
            start += len(line) + 1


def _beyond_the_gate(text: str) -> bool:
    """Text that RE2 would read differently from ``re``: a dotless or dotted Turkish i, half a surrogate pair."""
    if any(letter in text for letter in _DOTLESS):
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def loosened(pattern: re.Pattern[str]) -> str:
    """A pattern for RE2 that matches somewhere in every text in which ``pattern`` does."""
    flags = "".join(letter for letter, flag in (("i", re.IGNORECASE), ("s", re.DOTALL)) if pattern.flags & flag)
    body = "".join(_Loosener(pattern.pattern, verbose=bool(pattern.flags & re.VERBOSE)).pieces())
    return f"(?{flags}:{body})" if flags else body


class _Loosener:
    """Reads a pattern of ``re`` piece by piece and gives each back as RE2 may have it."""

    def __init__(self, source: str, *, verbose: bool) -> None:
        self.source = source
        self.verbose = verbose
        self.at = 0

    def pieces(self) -> Iterator[str]:
        """The loosened pieces, to be joined."""
        while self.at < len(self.source):
            char = self.source[self.at]
            if self.source.startswith(_LETTER, self.at):
                self.at += len(_LETTER)
                yield rf"[A-Za-z{_BEYOND}]"
            elif char == "\\":
                yield self._escape()
            elif char == "[":
                yield self._class()
            elif not self.at and (literal := _LITERAL_BEFORE.match(self.source)):
                self.at = literal.end()  # what must stand before the first letter may as well be asked for
                yield literal[1]
            elif self.source.startswith(("(?=", "(?!", "(?<=", "(?<!"), self.at):
                self._skip_group()
                yield "(?:)"
            else:
                self.at += 1
                yield self._plain(char)

    def _plain(self, char: str) -> str:
        if char in "^$":
            return "(?:)"
        if char == "{" and (repeat := _REPEAT.match(self.source, self.at - 1)):
            self.at = repeat.end()
            return "*" if int(repeat[1] or 0) == 0 else "+"  # counting multiplies the automaton; "some" is loose enough
        if self.verbose and char.isspace():
            return ""
        if self.verbose and char == "#":
            line_end = self.source.find("\n", self.at)
            self.at = len(self.source) if line_end < 0 else line_end
            return ""
        return char

    def _escape(self) -> str:
        letter = self.source[self.at + 1]
        if letter in "uU":
            digits = 4 if letter == "u" else 8
            return rf"\x{{{self._take(2 + digits)[2:]}}}"
        piece = self._take(2)
        if letter in "bBAZ":
            return "(?:)"
        if letter in _INSIDE:
            return f"[{_INSIDE[letter]}]"
        return _ANY if letter in "DWS" else piece

    def _class(self) -> str:
        start = self.at
        self.at += 1
        negated = self.source.startswith("^", self.at)
        self.at += negated
        body: list[str] = []
        while self.source[self.at] != "]" or not body:
            body.append(self._member())
        self.at += 1
        if not negated and any(member in (r"\D", r"\W", r"\S") for member in body):
            return _ANY
        kept = [_in_class(member, negated) for member in body if member not in (r"\D", r"\W", r"\S")]
        if not any(kept):
            return _ANY
        return self.source[start : start + 1 + negated] + "".join(kept) + "]"

    def _member(self) -> str:
        if self.source[self.at] != "\\":
            return self._take(1)
        return self._take({"u": 6, "U": 10, "x": 4}.get(self.source[self.at + 1], 2))

    def _take(self, count: int) -> str:
        piece = self.source[self.at : self.at + count]
        self.at += count
        return piece

    def _skip_group(self) -> None:
        depth = 0
        while True:
            char = self.source[self.at]
            if char == "[":
                self._class()
                continue
            self.at += 2 if char == "\\" else 1
            depth += (char == "(") - (char == ")")
            if not depth:
                return


def _in_class(member: str, negated: bool) -> str:
    """A member of a bracket class for RE2; in a negated class ASCII's \\d and \\s already say less, which is safe."""
    if member[:2] in (r"\u", r"\U"):
        return rf"\x{{{member[2:]}}}"
    if not negated and member[1:] in _INSIDE:
        return _INSIDE[member[1:]]
    return r"\[" if member == "[" else member
