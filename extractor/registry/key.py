"""One spelling of a document's number, so that every place that cites it meets under one key.

Numbers are printed with spaces, en dashes, the wrong separator, a missing hyphen. The record keeps ``number`` as printed;
``key`` is this canonical form, and ``vanban cite KEY`` reads what a person types through the same function:

- capitals, no spaces, one kind of dash, Đ for Ð;
- the serial has at least two digits and no other leading zeros: ``1-KL/TW`` and ``01-KL/TW`` are one conclusion
  (Nghị định 30/2020/NĐ-CP, phụ lục I: numbers below 10 are printed with a 0);
- State documents with a year have a hyphen after the type (``103/2008/TTLT/BTC-BGTVT`` → ``103/2008/TTLT-BTC-BGTVT``);
  Party documents have a hyphen before it and a slash after it (``05/CT-TW`` → ``05-CT/TW``; Hướng dẫn 36-HD/VPTW);
- before 1996 one office numbered in one series and the type came and went: ``53/NĐ-HĐBT`` = ``53-HĐBT``, ``91-CP`` =
  ``91/CP``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER_BEGINS = re.compile(r"\d|[/\-\u2010-\u2015\u2212]\S")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u00ad_]")
_SPACES = re.compile(r"\s+")
_DOTTED = re.compile(r"^(\d+)\.(?=[A-ZĐ]/)")  # "08.a/2010": the point belongs to no number
_SERIAL = re.compile(r"0*(\d+)(?=\D|$)")
_GLUED = re.compile(
    r"(?<=[/-])(?:(NĐ|NQ)(CP)|(QĐ|CT|CĐ)(TTG)|(QĐ|KH|CT|TB|BC)(UBND)|(NQ)(HĐND)|(TT|QĐ)(BYT|BNV|BTC))(?=$|[/-])"
)
_BARE_D = re.compile(r"(?<=[/-])(N|Q|C)D(?=[-/])")
_PARTY = re.compile(r"(\d+[A-ZĐ]?)[/-]([A-ZĐ]{2,4}Đ?I?)[/-](T\.?[UƯ]|TW|T\.[WƯ]|TƯ)")
_COUNCIL = re.compile(r"(\d+)[/-]?(?:(?:NĐ|QĐ|NQ|CT)[/-])?(HĐBT)")
_OLD = re.compile(r"(\d+)[/-]?(CP|TTG|SL)")
_OLD_CHAIR = re.compile(r"(\d+)[/-](CT)")
_YEARED = re.compile(r"(\d+[A-ZĐ]?/\d{4}/)(.+)")
_UNJOINED = re.compile(r"(?<=/19\d\d)(?=[A-ZĐ])|(?<=/20\d\d)(?=[A-ZĐ])")
_CENTRAL = {"T.Ư": "TW", "TƯ": "TW", "T.W": "TW", "T.U": "TU"}


@lru_cache(maxsize=4096)  # a text cites few numbers, many times
def canonical_key(number: str) -> str:
    """The key of a printed number; what begins with a letter is a name ("Luật Đất đai") and only has its spaces collapsed."""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", number)).strip()
    if not _NUMBER_BEGINS.match(plain):
        return plain
    joined = unicodedata.normalize("NFC", _SPACES.sub("", _DASHES.sub("-", plain)))  # a mark may have stood behind a blank
    key = joined.upper().replace("Ð", "Đ").strip(".,;:")
    key = _DOTTED.sub(r"\1", key)
    key = _SERIAL.sub(lambda m: m[1].zfill(2), key, count=1) if key[0].isdigit() else key
    key = _BARE_D.sub(r"\1Đ", key).replace("HDND", "HĐND").replace("UBTVQHK", "UBTVQH")
    return _arranged(_UNJOINED.sub("/", _GLUED.sub(lambda m: "-".join(filter(None, m.groups())), key)))


def _arranged(key: str) -> str:
    """The separators where the kind of number has them."""
    if party := _PARTY.fullmatch(key):
        return f"{party[1]}-{party[2]}/{_CENTRAL.get(party[3], party[3])}"
    if council := _COUNCIL.fullmatch(key):
        return f"{council[1]}-{council[2]}"
    if old := _OLD.fullmatch(key):
        return f"{old[1]}/{old[2]}"
    if chair := _OLD_CHAIR.fullmatch(key):
        return f"{chair[1]}-{chair[2]}"
    if yeared := _YEARED.fullmatch(key):
        return yeared[1] + yeared[2].replace("/", "-")
    return key
