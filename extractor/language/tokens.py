"""Words as an official reads them: a document number, a date, a percentage is one token.

Vietnamese writes its syllables apart, so every general tokenizer cuts at punctuation too and none leaves "98/2023/NĐ-CP"
whole (underthesea: 0 of 39 codes of the seeds survive). Here one alternation, most specific first, decides each token from
its own characters; what belongs together across spaces is left to ``extractor.language.words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SEGMENT = r"[A-ZĐ][A-ZĐ0-9&]{0,20}(?:[a-zđ]{1,2}[A-ZĐ]{0,6})?(?![^\W\d_])"
_NUMBER = r"\d{1,30}(?:[.,]\d{1,30}){0,12}"

#: Named alternatives, tried in this order at every place; each is bounded, so a scan is linear.
_TOKEN = re.compile(
    rf"""
      (?P<code>  \d{{1,6}}[a-zA-Z]?(?:/\d{{4,5}})?(?:[/-]{_SEGMENT}){{1,6}}     # 98/2023/NĐ-CP, 34-CT/TW, 208/SYT-TCCB
              |  (?<![\w/])/{_SEGMENT}(?:[/-]{_SEGMENT}){{1,5}}                 # /KH-SYT: the serial was left blank
              |  (?<!\w)NĐ-CP(?!\w) )
    | (?P<date>  (?<![\d/.,-])\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)\d{{4}}(?![\d/])
              |  (?<![\d/.,-])\d{{1,2}}/\d{{4}}(?![\d/]) )
    | (?P<name>  \d{{1,3}}[A-ZĐ]{{1,4}}(?!\w) )                                  # 5G, 3A: no number of things
    | (?P<number> {_NUMBER}(?:\s?[-–]\s?{_NUMBER})?\s?[%‰]                      # 95%, 100 %, 10-15%
              |  \d{{4}}\s?[-–]\s?\d{{4}}(?!\d)                                 # 2021-2025
              |  {_NUMBER}(?:/{_NUMBER})? )                                     # 63,41  1.250  11/11
    | (?P<word>  (?:PGS\.|GS\.)?(?:TS|ThS|Ths|BS|CN|KS|TP|Tp|Tx|TX|P|Q)\.(?=\s?[A-ZĐÀ-Ỹ])
              |  [Đđ]/c\b | v\.v\.? | [^\W\d_]\w{{0,60}}(?:[-’'&][^\W_]{{1,40}}){{0,4}} )
    | (?P<mark>  \.{{2,}} | [^\w\s] | _ | \w )
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One token, ``[start, end)`` of the text it was read from; ``kind`` is code, date, name, number, word or mark."""

    start: int
    end: int
    text: str
    kind: str


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` in order; only white space lies between them."""
    for match in _TOKEN.finditer(text):
        yield Token(match.start(), match.end(), match.group(), str(match.lastgroup))
