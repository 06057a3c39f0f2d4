"""Whether two short words differ in one letter: changed, lost or added."""

from __future__ import annotations


def near(read: str, printed: str) -> bool:
    """One edit at most; the work is one walk along the shorter word."""
    if abs(len(read) - len(printed)) > 1:
        return False
    head = 0
    while head < min(len(read), len(printed)) and read[head] == printed[head]:
        head += 1
    rest, other = read[head:], printed[head:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
