"""The forms of label that a document counts with, and how they usually nest.

A form is named by its own first label ("I", "A", "1", "1)", "(1)", "1.1", "a", "(a)", "dieu" …). Its rank says how far out it
usually stands; the numbering of the document itself overrules it (``tree``), because a district plan may well put "A." under
"I." and a charter "I." under "Điều 1".
"""

from __future__ import annotations

from functools import cache

#: Usual order of the fixed forms, outermost first. What is not named here is ranked by ``rank``.
_RANKS = {
    "annex": 0.0, "basis": 0.0, "recipients": 0.0, "phu_luc": 0.0, "mau": 0.5, "phan": 1.0, "chuong": 2.0, "muc": 3.0,
    "tieu_muc": 4.0, "A": 5.0, "I": 5.5, "dieu": 6.0, "step": 7.0, "1": 8.0, "a": 14.0, "1)": 14.5, "(I)": 14.6, "(A)": 14.7, "(1)": 15.0, "(a)": 16.0, "i": 16.5,
    "(i)": 17.0, "*": 20.0, "-": 21.0, "+": 22.0,
}  # fmt: skip

#: Numerals of one kind behind different marks: "1." may be carried on as "2)" by a careless hand.
_NUMERAL = {"1": "1", "1)": "1", "(1)": "1", "a": "a", "(a)": "a", "I": "I", "(I)": "I", "A": "A", "i": "i", "(i)": "i"}

#: Forms that may stand under a bullet which ends in a colon; all others close every bullet.
UNDER_BULLET = frozenset({"a", "1)", "(1)", "(a)", "(i)", "i"})

#: How the forms of headings without a number begin; what sets them apart follows.
HEADING = "heading "

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
        return 8.0 + form.count(".") + (0.5 if form[0] != "1" else 0.0)
    return _RANKS["+"] + 1.0  # any other bullet


def is_decimal(form: str) -> bool:
    """Whether labels of this form carry the label of their parent ("2.1", "I.1")."""
    return "." in form


def same_numeral(form: str, other: str) -> bool:
    """Whether two forms count with the same numerals and differ in their marks only."""
    return form != other and form in _NUMERAL and _NUMERAL[form] == _NUMERAL.get(other)
