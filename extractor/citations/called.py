"""Laws called otherwise than by a name that runs on: in quotation marks, by their day alone, and the title of the law itself.

'Pháp lệnh "Ưu đãi …" ngày 29/8/1994' and "Pháp lệnh ngày 22 tháng 1 năm 1981" are citations where what stands around them
is certain: a name the registry knows, or a printed day. The title of the law that is being read is none.
"""

from __future__ import annotations

import re

from extractor.citations import issued
from extractor.citations.model import Mention
from extractor.registry import by_name

_QUOTED = re.compile(r"[ \u00a0][“\"][ \u00a0]?(?P<name>[^\W\d_][^“”\"\n\t.;:]{4,220}?)[ \u00a0]?[”\"]")
_DAY = re.compile(r"[ \u00a0][Nn]gày[ \u00a0]")
#: What stands behind a law's own title: only laws rest on the Constitution.
_BASIS = re.compile(
    r"\s{1,9}C[ăĂ][nN]\s{1,3}[cC][ứỨ]\s{1,3}(?:vào\s{1,3})?(?:(?:các\s{1,3})?[Đđ]iều\s[^.;\n]{1,60}?\scủa\s{1,3})?Hiến\s{1,3}pháp"
)
_INDENT = 40  # blanks before a title


def otherwise(text: str, anchor: re.Match[str], kind: str, limit: int) -> Mention | None:
    """The law of ``kind`` called in quotation marks or by its day behind ``anchor``, which must begin with a capital."""
    if not anchor["kind"][0].isupper():
        return None
    return _quoted(text, anchor, kind, limit) or _dated(text, anchor, kind, limit)


def _quoted(text: str, anchor: re.Match[str], kind: str, limit: int) -> Mention | None:
    """A name in quotation marks that is known or has its date behind it; 'Luật "rừng"' is neither."""
    quoted = _QUOTED.match(text, anchor.end(), limit)
    if quoted is None:
        return None
    name = f"{kind} {' '.join(quoted['name'].split())}"
    certain = by_name(name) or issued.after(text, quoted.end(), limit, name=True)
    return Mention(anchor.start(), quoted.end(), kind, name=name, confidence=0.9) if certain else None


def _dated(text: str, anchor: re.Match[str], kind: str, limit: int) -> Mention | None:
    """A law called by its kind and day alone; a year alone is a programme's ("luật, pháp lệnh năm 2014")."""
    day = issued.after(text, anchor.end(), limit) if _DAY.match(text, anchor.end(), limit) else None
    whole = day is not None and day.iso is not None and len(day.iso) == len("1981-01-22")
    return Mention(anchor.start(), anchor.end(), kind, confidence=0.7) if whole else None


def own_title(text: str, begins: int, mention: Mention) -> bool:
    """Whether the mention is the title of the law that is read: it opens the paragraph (at ``begins``), its basis follows."""
    opens = mention.start - begins <= _INDENT and not text[begins : mention.start].strip()
    return opens and _BASIS.match(text, mention.end) is not None
