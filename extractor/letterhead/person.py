"""Lines of a signature: authority ("KT."), office ("PHÓ CHỦ TỊCH"), and a person's name."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.letterhead.lexicon import entry_end
from extractor.letterhead.lexicon import words as listed
from extractor.letterhead.lines import HeadLine

_AUTHORITY = re.compile(r"(?P<prefix>tm|kt|tl|tuq|q|t/m|k/t|t/l|t\.m|k\.t|t\.l|ttuq|tun)(?:\.|(?<=/\w)) ?(?=\w)")
_AUTHORITIES = {"tm": "TM.", "kt": "KT.", "tl": "TL.", "tuq": "TUQ.", "q": "Q.", "t/m": "TM.", "k/t": "KT.", "t/l": "TL."}
_AUTHORITIES |= {"t.m": "TM.", "k.t": "KT.", "t.l": "TL."}
_SEPARATOR = re.compile(r"[. :/,-]{1,3}")
_SIGNED = re.compile(r"\W*(?:da ky|ky ten|ky, dong dau|chu ky|ky ghi ro ho ten|da ky so|ky boi)\b.{0,60}$")
_STAMP = re.compile(r"[ (–-]{1,4}da ky\W*$")
_NAME_WORD = re.compile(r"[^\W\d_]{1,7}(?:['’-][^\W\d_]{1,7})?$")
_JOINS = ("hoac ", "va ", "hay ")  #: "HOẶC CHỦ DỰ ÁN" below an office goes on with it
_LONGEST_NAME = 40
_SHORTEST = 2  # words of a name that may be anything
_LONGEST_RANKS = 30


class Office(NamedTuple):
    """``authority`` TM., KT., TL., TUQ., Q. or None; ``title`` what follows it; ``prepares``: drew up, does not sign."""

    authority: str | None
    title: str
    prepares: bool = False


def office(line: HeadLine) -> Office | None:
    """The office a line names: in capitals, or behind an authority."""
    if not line.words[0].isupper() or len(line.words) > 120 or line.words.endswith((";", ":")):
        return None
    if preparer(line):
        return Office(None, line.words, prepares=True)
    m = _AUTHORITY.match(line.bare)
    if m and line.words[: m.end("prefix")].isupper():
        return Office(_AUTHORITIES.get(m.group("prefix")), line.words[m.end() :].strip(" ,"))
    if line.capitals and line.opens_with("offices"):
        return Office(None, line.words.strip(" ,"))
    return None


def plain_office(line: HeadLine) -> Office | None:
    """An office in small letters with nothing else on the line: "Hiệu trưởng"."""
    if not line.opens_with("offices") or len(line.words) > 60 or line.words[-1:] in ".;:," or not line.words[:1].isupper():
        return None
    return Office(None, line.words)


def name(line: HeadLine) -> str | None:
    """The person a line names and nothing else; degrees and ranks before the name are kept as printed."""
    if len(line.words) > _LONGEST_NAME + _LONGEST_RANKS or not line.words[0].isupper() or _ends_small(line.words):
        return None
    start = _after_ranks(line)
    stamp = _STAMP.search(line.bare)
    whole = line.words[: stamp.start() if stamp else None].strip(" .")
    words = whole[start:].strip(" .")
    parts = words.split()
    if not 2 <= len(parts) <= 6 or len(words) > _LONGEST_NAME or line.bare[:40].startswith(("noi nhan", "kinh gui")):
        return None
    if line.bare.startswith(_JOINS) or not all(_NAME_WORD.match(part) and part[0].isupper() for part in parts):
        return None
    return whole if start or not line.opens_with("offices") else None


def familiar(line: HeadLine) -> str | None:
    """The person a line names, where the name begins with a family name and has a middle one: in a scan, surely a person."""
    named = name(line)
    parts = line.bare.strip(" .").split()
    return named if named and len(parts) > _SHORTEST and parts[0] in listed("families") else None


def _ends_small(words: str) -> bool:
    """Whether the last word can be neither a name nor "(đã ký)": most lines, told before anything is folded."""
    first = words.rstrip(" .").rpartition(" ")[2][:1]
    return first.isdigit() or (first.islower() and first != "k")


def _after_ranks(line: HeadLine) -> int:
    """Where the name begins behind degrees and ranks ("ThS. BS. ", "Đại tá ")."""
    at = 0
    for _ in range(4):
        end = entry_end("ranks", line.folded, at, line.bare)
        separator = _SEPARATOR.match(line.bare, end) if end else None
        if separator is None:
            break
        at = separator.end()
    return at


def signed(line: HeadLine) -> bool:
    """ "(Đã ký)", "(Ký tên, đóng dấu)": a line between office and name."""
    return bool(_SIGNED.match(line.bare))


def preparer(line: HeadLine) -> bool:
    """The office of someone who only drew the document up."""
    return len(line.words) < 60 and line.opens_with("preparers")


def signs(line: HeadLine) -> bool:
    """Whether the line can only be part of a signature."""
    return office(line) is not None or signed(line)
