"""The forms of label that a document counts with, and how they usually nest.

A form is named by its own first label ("I", "A", "1", "1)", "(1)", "1.1", "a", "(a)", "dieu" …). Its rank says how far out it
usually stands; the numbering of the document itself overrules it (``tree``), because a district plan may well put "A." under
"I." and a charter "I." under "Điều 1".
"""

from __future__ import annotations

from functools import cache

#: Usual order of the fixed forms, outermost first. What is not named here is ranked by ``rank``.
_OUTERMOST = ("annex", "basis", "recipients", "phu_luc")
_ORDER = ("phan", "chuong", "muc", "tieu_muc", "A", "I", "dieu", "step", "1")
_INNER = ("a", "1)", "(I)", "(A)", "(1)", "(a)", "i", "(i)")
_RANKS = (
    dict.fromkeys(_OUTERMOST, 0.0)
    | {"mau": 0.5}
    | {form: 1.0 + i for i, form in enumerate(_ORDER)}
    | {form: 15.0 + i / 2 for i, form in enumerate(_INNER)}
    | {"*": 20.0, "-": 21.0, "+": 22.0}
)

#: Numerals of one kind behind different marks: "1." may be carried on as "2)" by a careless hand.
_NUMERAL = {"1": "1", "1)": "1", "(1)": "1", "a": "a", "(a)": "a", "I": "I", "(I)": "I", "A": "A", "i": "i", "(i)": "i"}

#: Forms that may stand under a bullet which ends in a colon; all others close every bullet.
UNDER_BULLET = frozenset({"a", "1)", "(1)", "(a)", "(i)", "i"})

#: How the forms of headings without a number begin; what sets them apart follows.
HEADING = "heading "

#: Forms that open an annex: one without a label, "Phụ lục I", "Mẫu số 01".
LABELLED_ANNEX = frozenset({"phu_luc", "mau"})
ANNEX = LABELLED_ANNEX | {"annex"}

#: Forms that only a law, a decision or a report in parts has: they open a region that was thought to be closed.
STRUCTURAL = frozenset({"phan", "chuong", "muc", "dieu"})


@cache
def rank(form: str) -> float:
    """How far out a form usually stands; smaller is further out."""
    if form in _RANKS:
        return _RANKS[form]
    if form.startswith(HEADING):
        return 0.8
    if is_decimal(form):
        return _RANKS["1"] + form.count(".") + (0.5 if form[0] != "1" else 0.0)
    return _RANKS["+"] + 1.0  # any other bullet


def is_decimal(form: str) -> bool:
    """Whether labels of this form carry the label of their parent ("2.1", "I.1")."""
    return "." in form


def same_numeral(form: str, other: str) -> bool:
    """Whether two forms count with the same numerals and differ in their marks only."""
    return form != other and form in _NUMERAL and _NUMERAL[form] == _NUMERAL.get(other)
