"""Whether a measure is to be reached or was: the place decides, the words of the statement may overrule it.

In a report "phấn đấu", "sẽ", "dự kiến" make an aim of what follows; in a plan "đã", "ước đạt", "lũy kế" make a result. Under a
heading of targets only the plainest words do: "100% trạm đã đạt chuẩn" may well be an aim there.
"""

from __future__ import annotations

import re

from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.places import Place
from extractor.targets.quantities import Quantity
from extractor.targets.statements import Statement
from extractor.targets.target import Role

_DONE = re.compile(r"(?<!\w)đã\s(?:được\s)?([^\W\d_]+(?:\s[^\W\d_]+)?)")
_PLAINLY = re.compile(r"(?<!\w)(?:ước đạt|ước thực hiện|luỹ kế|kết quả đạt được|năm trước đạt|năm ngoái)(?!\w)")


def role_of(low: str, statement: Statement, quantity: Quantity, place: Place) -> tuple[Role, bool]:
    """The role of a quantity, and whether anything but a guess says so."""
    if place.norm and pattern("awards").match(low, statement.start):
        return "result", True
    aims = _aims(low, statement, quantity)
    if place.role == "result":
        done = aims is not None and _DONE.search(low, aims, quantity.start) is not None
        return ("result" if aims is None or done else "target"), True
    if aims is not None or (place.goals and place.role is None):
        return "target", True
    if _reached(low, statement, quantity, place):
        return "result", True
    if place.role or pattern("asked").search(low, statement.before(quantity.start), quantity.start):
        return "target", True
    return ("target" if quantity.compared else "result"), False


def _aims(low: str, statement: Statement, quantity: Quantity) -> int | None:
    """Where a word of aiming ends that stands before the quantity; None when none does or it only names a plan."""
    found = pattern("aims").finditer(low, statement.before(quantity.start), quantity.start)
    return next((match.end() for match in found if not _named(low, match.start())), None)


def _named(low: str, at: int) -> bool:
    """Whether the word of aiming only names a plan ("dự toán phấn đấu")."""
    return low[max(0, at - 12) : at].rstrip(" ").endswith(("dự toán", "chỉ tiêu", "mức", "kế hoạch", "đã"))


def _reached(low: str, statement: Statement, quantity: Quantity, place: Place) -> bool:
    if place.goals:
        return _PLAINLY.search(low, max(statement.start, statement.before(quantity.start)), quantity.start) is not None
    near = max(statement.start, statement.before(quantity.start))
    if pattern("reached").search(low, near if place.sure else statement.before(quantity.start), quantity.start):
        return True
    done = _DONE.search(low, near, quantity.start)
    return done is not None and not any(done.group(1).startswith(word) for word in lexicon().words["given_not_reached"])
