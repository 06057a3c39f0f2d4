"""Control words of RTF that change how text is set, and those that are a character (RTF Specification 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from extractor.readers.docx.runs import FORCED_BREAK
from extractor.readers.rtf.state import Row, State

Change = Callable[[State, int | None], State]
_MOST_DEPTH = 64
_BODY_TEXT = 9
_NO_RULES = frozenset({"brdrnone", "brdrnil", "brdrtbl"})

CHARACTERS = {
    "tab": "\t", "line": "\n", "softline": "\n", "column": "\n", "page": FORCED_BREAK, "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "qmspace": " ", "~": "\u00a0", "-": "\u00ad", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip


def _run(name: str) -> Change:
    def change(state: State, number: int | None) -> State:
        said: dict[str, Any] = {name: number != 0}
        return replace(state, run=state.run._replace(**said))

    return change


def _align(name: str) -> Change:
    def change(state: State, number: int | None) -> State:
        return replace(state, paragraph=state.paragraph._replace(align=name))

    return change


def _leader(state: State, number: int | None) -> State:
    return replace(state, paragraph=state.paragraph._replace(leader=True))


def _outline(state: State, number: int | None) -> State:
    level = number if number is not None and 0 <= number < _BODY_TEXT else None
    return replace(state, paragraph=state.paragraph._replace(heading=None if level is None else level + 1))


def _size(state: State, number: int | None) -> State:
    return replace(state, run=state.run._replace(size=(24 if number is None else min(max(number, 0), 4000)) / 2))


def _lowered(state: State, number: int | None) -> State:
    return replace(state, run=state.run._replace(raised=False))


#: control words that change the state of their group
SETTINGS: dict[str, Change] = {
    "b": _run("bold"),
    "i": _run("italic"),
    "caps": _run("caps"),
    "v": _run("hidden"),
    "super": _run("raised"),
    "sub": _lowered,
    "nosupersub": _lowered,
    "fs": _size,
    "f": lambda state, number: replace(state, font=number),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
    "plain": lambda state, number: state.plain(),
    "pard": lambda state, number: state.pard(),
    "uc": lambda state, number: replace(state, skipped=max(number or 0, 0)),
    "ql": _align("left"),
    "qc": _align("center"),
    "qr": _align("right"),
    "qj": _align("both"),
    "outlinelevel": _outline,
    "intbl": lambda state, number: replace(state, depth=max(state.depth, 1)),
    "itap": lambda state, number: replace(state, depth=min(max(number or 0, 0), _MOST_DEPTH)),
    "s": lambda state, number: replace(state, style=number),
    "pagebb": lambda state, number: replace(state, paragraph=state.paragraph._replace(page_break=number != 0)),
    **dict.fromkeys(("tldot", "tlmdot", "tlhyph", "tlul", "tlth", "tleq"), _leader),
}


def define(row: Row, word: str, number: int | None) -> None:
    """Take a word about the row being defined."""
    if word == "cellx":
        row.edge(number or 0)
    elif word == "trleft":
        row.left = number or 0
    elif word == "clmrg":
        row.join()
    elif word == "clvmrg":
        row.go_on()
    elif word.startswith(("clbrdr", "trbrdr")):
        row.at_border = True
    elif word.startswith("brdr") and row.at_border:
        row.at_border = False
        row.drawn = row.drawn or word not in _NO_RULES
