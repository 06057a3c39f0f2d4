"""Laws cited by name: "Luật Thi đua, khen thưởng", "Bộ luật Lao động", "Hiến pháp năm 2013".

Where a name ends is the whole difficulty: names hold commas, "và" and lower-case words, and so does the sentence around
them ("Luật Đất đai và các văn bản", "Luật Phòng, chống ma túy"). So known names come first, read from the registry word by
word with case and commas set aside (longest wins); a name nobody knows must begin with a capital and is read up to the
first word that cannot stand in a name, with less confidence. "Luật này", "pháp luật", "luật sư" are no citation.

A law that amends others bears their names in its own: it is one mention, read whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractor.citations import called, issued
from extractor.citations.model import Mention
from extractor.citations.numbers import NUMBER, Range
from extractor.registry import by_key, known_documents, sense
from extractor.resources import model_path
from extractor.text.fold import fold

_KINDS = {"luật": "Luật", "bộ luật": "Bộ luật", "pháp lệnh": "Pháp lệnh", "hiến pháp": "Hiến pháp"}
ANCHOR = re.compile(r"(?<![^\W_])(?P<kind>bộ luật|luật|pháp lệnh|hiến pháp)(?![^\W_])", re.IGNORECASE)
_NO_LAW_BEFORE = re.compile(
    r"(?:pháp|kỷ|kỉ|quy|qui|định|giới|hệ|âm|trọng|xét|ngành|khoa|trường|nhà|văn phòng|đại học|hội)\s$", re.IGNORECASE
)
#: Before a capital "Luật" fewer words make a common noun: "quy định Luật Đất đai" is the law, "quy luật" is none.
_NO_LAW_BEFORE_CAPITAL = re.compile(r"(?:pháp|kỷ|kỉ|ngành|khoa|trường|văn phòng|đại học)\s$", re.IGNORECASE)
_DRAFT_BEFORE = re.compile(r"(?:dự án|dự thảo|xây dựng|soạn thảo|hồ sơ)\s$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_⁰¹²³⁴-⁹]+")
_BETWEEN_WORDS = re.compile(r"[ \u00a0]*[,\-–&/(]?[ \u00a0]*")
_SKIPPED = {"và", "về"}

_AMENDING = re.compile(
    r"\s+(?:sửa\s+đổi(?:\s*,\s*|\s+và\s+|\s+)b[ổồốô]\s+sung|sửa\s+đổi|bổ\s+sung)\s+(?:(?:một\s+số|các)\s+)?(?:điều|nội\s+dung)\s+"
    r"(?:[^.;:\n\t]{0,140}?(?:của|các)\s+|\d{1,3}\s+(?=luật|bộ\s+luật|pháp\s+lệnh))?(?:(?:các|\d{1,2})\s+)?"
    r"(?=luật|bộ\s+luật|pháp\s+lệnh)",
    re.IGNORECASE,
)
_NEXT_AMENDED = re.compile(r"(?:,|,?\s+và)\s+(?=(?:Luật|Bộ\s+luật|Pháp\s+lệnh)\s)")
_MOST_AMENDED = 24  # laws that one law amends; the longest name met holds eleven
_AMENDS = re.compile(r"\s+(?:sửa\s+đổi|bổ\s+sung)(?![^\W_])", re.IGNORECASE)
_SEVERAL_LAWS = re.compile(
    r"(?:luật|pháp lệnh)\s+(?:(?:có\s+)?liên\s+quan\s+đến\s+đầu\s+tư\s+xây\s+dựng\s+cơ\s+bản|"
    r"(?:có\s+)?liên\s+quan\s+đến\s+quy\s+hoạch|về\s+thuế)",
    re.IGNORECASE,
)
_OWN_DATE_OR_NUMBER = (
    r"(?=,?[ \u00a0](?:ngày[ \u00a0]\d{1,2}[ \u00a0/.\-]|"
    r"s[ốô][ \u00a0]?:?[ \u00a0]?\d{1,3}/(?:(?:19|20)\d\d/)?(?:PL-)?(?:QH|UBTVQH)))"
)
#: "về thuế nhà | , đất ngày 31 tháng 7 năm 1992": what a name nobody knows may still hold before its date or number.
_TAIL = re.compile(rf"(?P<more>(?:,?[ \u00a0][^\W\d_]+){{1,14}}){_OWN_DATE_OR_NUMBER}")
#: "Bộ luật Lao động Việt Nam ngày …": the country behind a name that does not hold it.
_COUNTRY = re.compile(rf"[ \u00a0](?:nước[ \u00a0](?:[^\W\d_]+[ \u00a0]){{6}})?Việt[ \u00a0]Nam{_OWN_DATE_OR_NUMBER}")
_BEGINS_ANEW = re.compile(
    r"(?<![^\W_])(?:của(?!\s(?:hội đồng|ủy ban|uỷ ban) nhân dân)|"  # a law may be about them, and is never theirs
    r"được|do|có|là|thì|này|theo|tại|từ|trước|sau|kể|cho|quy định|ban hành|công bố|thông qua|hướng dẫn|"
    r"thay thế|hiệu lực|sửa đổi|văn bản|nghị định|nghị quyết|thông tư|quyết định|luật|pháp lệnh|chỉ thị|các quy)(?![^\W_])",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"\s+về\s+\S+")  # "các Luật, Pháp lệnh về thuế"
_VOWEL = re.compile(r"[aeiouyăâêôơư]|[à-ỹ]")
_MAX_WORDS = 18
_SO = re.compile(r"[ \u00a0]{0,3},?[ \u00a0]{0,3}\(?[ \u00a0]{0,2}(?:(?:[Ll]uật\s)?s[ốôổ]\s{0,2}:?\s{0,2})?")
#: A law still to come: neither year nor number follows.
_REVISED = re.compile(r"[ \u00a0]\(sửa đổi(?:, bổ sung)?\)(?!,?\s+(?:năm|ngày|số|\d))", re.IGNORECASE)
#: A law passed anew, its day behind the bracket: that tells it from the one before.
_REVISED_OF = re.compile(r"[ \u00a0]\(sửa đổi\)(?=,?\s(?:năm|ngày)\s\d)", re.IGNORECASE)
_LAW_NUMBER = re.compile(r"QH|UBTV|L-?CT|LCT|PL-|HĐNN")


def find(text: str, paragraph: Range) -> Iterator[Mention]:
    """The laws cited by name in one paragraph, in order; numbers and dates after the name are read by the caller."""
    floor = paragraph.start
    for anchor in ANCHOR.finditer(text, *paragraph):
        if anchor.start() < floor or _common_noun(text, anchor, paragraph):
            continue
        mention = _named(text, anchor, paragraph.end)
        if mention:
            floor = mention.end
            if not called.own_title(text, paragraph.start, mention):
                yield mention


def _common_noun(text: str, anchor: re.Match[str], paragraph: Range) -> bool:
    before = text[max(paragraph.start, anchor.start() - 20) : anchor.start()]
    refused = _NO_LAW_BEFORE_CAPITAL if anchor["kind"][0].isupper() else _NO_LAW_BEFORE
    return bool(refused.search(before) or _DRAFT_BEFORE.search(before))


def _named(text: str, anchor: re.Match[str], limit: int) -> Mention | None:
    kind = fold(anchor["kind"])
    end = _known_end(text, anchor.start(), limit)
    if end and not _too_plain(text, anchor, end):
        amends = _AMENDS.match(text, anchor.end(), end)
        return _mention(text, anchor, _with_others(text, end, limit) if amends else end, 0.97, limit)
    if kind == "hiến pháp":
        return _constitution(text, anchor, limit)
    if called_otherwise := called.otherwise(text, anchor, _KINDS[kind], limit):
        return called_otherwise
    if end := _amending_end(text, anchor, limit):
        return _mention(text, anchor, _with_others(text, end, limit), 0.95, limit)
    if end := _guessed_end(text, anchor, limit):
        return _mention(text, anchor, _up_to_number_or_date(text, end, limit), 0.7, limit)
    return None


def _mention(text: str, anchor: re.Match[str], end: int, confidence: float, limit: int) -> Mention:
    name = " ".join(text[anchor.start() : end].split())
    kind = _KINDS[fold(anchor["kind"])]
    name = kind + name[len(kind) :]
    country = _COUNTRY.match(text, end, limit)
    end = country.end() if country else end
    so = _SO.match(text, end, limit)
    number = NUMBER.match(text, so.end(), limit) if so else None
    if number and _LAW_NUMBER.search(number["rest"]) and not _numbers_the_amended(number.group(), name):
        return Mention(anchor.start(), number.end(), kind, "".join(number.group().split()), name=name)
    if dated := _REVISED_OF.match(text, end, limit):
        return Mention(anchor.start(), dated.end(), kind, name=name, confidence=confidence)
    if revised := _REVISED.match(text, end, limit):
        return Mention(anchor.start(), revised.end(), kind, name=name + revised.group(), confidence=confidence)
    return Mention(anchor.start(), end, kind, name=name, confidence=confidence)


folded_word = lru_cache(maxsize=8192)(fold)  # a text has few words, many times


def _numbers_the_amended(number: str, name: str) -> bool:
    """Whether the number after an amending law's name is known to be that of the law it amends."""
    return _AMENDS.search(name) is not None and any(sense(name).endswith(f" {sense(d.name)}") for d in by_key(number))


@dataclass(frozen=True, slots=True)
class _Ends:
    """The words of ``models/law_names.toml``."""

    stops: frozenset[str]
    common: frozenset[str]
    comma_after: frozenset[str]
    and_ends: frozenset[str]


@cache
def _ends() -> _Ends:
    data = tomllib.loads(model_path("law_names.toml").read_text(encoding="utf-8"))
    if data.keys() != {"stops", "stop_pairs", "common", "comma_after", "and_ends"}:
        raise ValueError(f"law_names.toml: {sorted(data)}")
    words = {key: frozenset(fold(data[key]).split()) for key in ("stops", "common", "comma_after", "and_ends")}
    words["stops"] |= frozenset(map(fold, data["stop_pairs"]))
    return _Ends(**words)


@cache
def _known_names() -> dict[str, Any]:
    """The known names as a tree of words; the empty word marks where a name may end."""
    root: dict[str, Any] = {}
    for document in known_documents():
        if document.type in _KINDS.values():
            for name in (document.name, *document.aliases):
                node = root
                for word in sense(name).split():
                    node = node.setdefault(word, {})
                node[""] = {}
    return root


def _known_end(text: str, start: int, limit: int) -> int | None:
    """Where the longest known name that begins at ``start`` ends, the bracket it opened closed."""
    node, end, cursor = _known_names(), None, start
    for word in _WORD.finditer(text, start, min(limit, start + 220)):
        if not _BETWEEN_WORDS.fullmatch(text, cursor, word.start()):
            break
        cursor = word.end()
        folded = folded_word(word.group())
        if folded in node:
            node = node[folded]
            if "" in node:
                end = cursor
        elif folded not in _SKIPPED:
            break
    return end + 1 if end and text[end : end + 1] == ")" and "(" in text[start:end] else end


def _too_plain(text: str, anchor: re.Match[str], end: int) -> bool:
    """A known name that is an everyday word where nothing is capital ("luật giá"), or the bare word "Hiến pháp"."""
    name = text[anchor.end() : end].strip()
    if not name:
        return True
    return text[anchor.start() : end].islower() and " " not in name and bool(_VOWEL.search(name))


def _constitution(text: str, anchor: re.Match[str], limit: int) -> Mention | None:
    """The Constitution, when a year says which; "Hiến pháp và pháp luật" is a figure of speech."""
    named = _known_end(text, anchor.start(), limit) or anchor.end()
    if re.compile(r"\s*(?:,\s*)?\(?\s*(?:năm\s+)?(?:19|20)\d\d").match(text, named, limit):
        return _mention(text, anchor, named, 0.97, limit)
    return None


def _amending_end(text: str, anchor: re.Match[str], limit: int) -> int | None:
    """Where the name of an amending law ends: after the name of the law it amends."""
    amending = _AMENDING.match(text, anchor.end(), limit)
    if not amending:
        return None
    if several := _SEVERAL_LAWS.match(text, amending.end(), limit):
        return several.end()
    inner = ANCHOR.match(text, amending.end(), limit)
    if not inner:
        return None
    return _known_end(text, inner.start(), limit) or _guessed_end(text, inner, limit)


def _with_others(text: str, end: int, limit: int) -> int:
    """Where an amending law's name ends that names several: "… của Luật A, Luật B và Luật C"; ``end`` is behind the first.

    A law with a number of its own behind it is the next of the list that cites, and none of the name.
    """
    for _ in range(_MOST_AMENDED):
        joint = _NEXT_AMENDED.match(text, end, limit)
        inner = ANCHOR.match(text, joint.end(), limit) if joint else None
        stop = (_known_end(text, inner.start(), limit) or _guessed_end(text, inner, limit)) if inner else None
        if inner is None or stop is None or _has_its_number(text, inner.start(), stop, limit):
            return end
        end = stop
    return end


def _has_its_number(text: str, start: int, stop: int, limit: int) -> bool:
    so = _SO.match(text, stop, limit)
    number = NUMBER.match(text, so.end(), limit) if so else None
    return number is not None and any(sense(d.name) == sense(text[start:stop]) for d in by_key("".join(number.group().split())))


def _guessed_end(text: str, anchor: re.Match[str], limit: int) -> int | None:
    """Where a name nobody knows seems to end; ``None`` where nothing like a name stands."""
    capital = text[anchor.end() + 1 : anchor.end() + 2].isupper()
    if not (anchor["kind"][0].isupper() or capital) or _AMENDS.match(text, anchor.end(), limit):
        return None
    end, cursor, previous = None, anchor.end(), ""
    words = _WORD.finditer(text, cursor, min(limit, cursor + 160))
    word, count = next(words, None), 0
    while word and count < _MAX_WORDS:
        following = next(words, None)
        folded, between = folded_word(word.group()), text[cursor : word.start()]
        pair = f"{folded} {folded_word(following.group())}" if following else folded
        # only luật makes a common noun of the word behind it: "Pháp lệnh Pháp điển"
        named = count == 0 and capital and anchor["kind"].startswith("Pháp")
        if not (named or _goes_on(between, folded, previous, word.group(), count)) or pair in _ends().stops:
            break
        cursor, previous = word.end(), folded
        if folded not in _SKIPPED:
            end = cursor
        word, count = following, count + 1
    if end is None or (_GENERIC.fullmatch(text, anchor.end(), end) and not issued.after(text, end, limit, name=True)):
        return None
    twice_capital = capital and anchor["kind"][0].isupper()
    return end if twice_capital or " " in text[anchor.end() : end].strip() else None


def _up_to_number_or_date(text: str, end: int, limit: int) -> int:
    """Where a guessed name ends when its own date or number stands a few words on and nothing between begins anew."""
    tail = _TAIL.match(text, end, limit)
    return tail.end("more") if tail and not _BEGINS_ANEW.search(tail["more"]) else end


def _goes_on(between: str, folded: str, previous: str, word: str, count: int) -> bool:
    """Whether a word still belongs to a name nobody knows."""
    ends, mark = _ends(), between.strip()
    if not word[0].isalpha() or (count == 0 and folded in ends.common):
        return False
    if mark == ",":
        return previous in ends.comma_after and folded not in ends.stops
    if mark not in ("", "-") or (previous == "và" and folded in ends.and_ends):
        return False
    return folded not in ends.stops or (count == 0 and word[0].isupper())
