"""From mentions to citations: which paragraphs are read, what stands around a mention, what a list shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor.citations import congress, issued, issuer, names, numbers, pinpoint, relation, short, title
from extractor.citations.completion import completed
from extractor.citations.model import Citation, Mention
from extractor.citations.numbers import Range
from extractor.messages import say
from extractor.registry import by_name, canonical_key, resolve
from extractor.text import Note
from extractor.text.gate import Gate

Reader = Callable[[str, Range], Iterator[Mention]]
READERS: dict[str, Reader] = {
    "number": numbers.find,
    "law": names.find,
    "congress": congress.find,
    "short": short.find,
}
_TERM = r"(?:,?\s*nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4})?"  # behind the congress whose resolution is cited
_LIST_GLUE = re.compile(_TERM + r"[\s,;.”\")]*(?:và|hoặc|cùng|;|,)?\s*(?:các\s+|[Cc]ăn\s+cứ\s+)?")
_LATER = 20  # mentions that a title of 400 code points may hold
_JOINT = re.compile(r"/(?:TTLT|NQLT|TT-?LT)")
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")
_BY_LAW = {"Luật": "Quốc hội", "Bộ luật": "Quốc hội", "Hiến pháp": "Quốc hội"}


@cache
def _gate() -> Gate:
    """Which readers a paragraph needs, by the cue of each: something short that stands in whatever it reads."""
    return Gate({"number": numbers.CUE, "law": names.ANCHOR, "congress": congress.CUE, "short": short.SHORT})


def find(text: str, *, on: str | None = None) -> list[Citation]:
    """Every citation of ``text``, in reading order; ``on`` is the ISO day of the citing document, where it is known."""
    found: list[Citation] = []
    for paragraph in _gate().paragraphs(text):
        span = Range(paragraph.start, paragraph.end)
        mentions = _mentions(text, span, [READERS[name] for name in paragraph.names])
        found += _read(text, span, mentions)
    return completed(found, on)


def _mentions(text: str, paragraph: Range, readers: Iterable[Reader]) -> list[Mention]:
    """The mentions of a paragraph, none overlapping: the earlier wins, of two beginning together the longer."""
    found = [mention for read in readers for mention in read(text, paragraph)]
    out: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return list(_without_aliases(text, paragraph, out))


def _without_aliases(text: str, paragraph: Range, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions but those that only name again, in brackets, the document just cited ("sau đây gọi là Nghị định số …")."""
    named: set[str] = set()
    for mention in mentions:
        key = _key(mention, None)
        if key not in named or not numbers.defines_alias(text, paragraph, mention.start):
            yield mention
        named |= {key, _short_name(mention)}


def _short_name(mention: Mention) -> str:
    """What a numbered document may be called for short: "Nghị định 24"."""
    return f"{mention.type_name} {re.sub(r'[^0-9].*', '', (mention.number or '').lstrip('0'))}"


@dataclass(slots=True)
class _Trail:
    """What came before in the paragraph: where the last citation ended, and the last one that stood in no title."""

    floor: int
    outer_end: int = -1
    outer_relation: str | None = None


def _read(text: str, paragraph: Range, mentions: list[Mention]) -> list[Citation]:
    """The citations of a paragraph; what is printed once for a list ("số 5 và số 6 của UBND tỉnh") holds for all of it."""
    trail = _Trail(paragraph.start)
    starts = [m.start for m in mentions]
    out: list[Citation] = []
    for i, mention in enumerate(mentions):
        out.append(_citation(text, mention, trail, paragraph.end, starts[i + 1 : i + 1 + _LATER]))
    for i in range(len(out) - 2, -1, -1):
        here, after = out[i], out[i + 1]
        if here.issuer is None and _same_list(text, here, after):
            out[i] = replace(here, issuer=after.issuer)
    return out


def _same_list(text: str, here: Citation, after: Citation) -> bool:
    """Whether two numbers of one kind stand side by side with nothing but a list's joint between."""
    alike = here.number and after.number and here.doc_type_name == after.doc_type_name
    return bool(alike) and _LIST_GLUE.fullmatch(text, here.end, after.start) is not None


def _citation(text: str, mention: Mention, trail: _Trail, end: int, later: list[int]) -> Citation:
    """One citation with what stands around it: ``end`` is the paragraph's end, ``later`` where the next mentions begin."""
    limit = later[0] if later else end
    by_name_alone = mention.name is not None and mention.number is None
    day = issued.after(text, mention.end, limit, name=by_name_alone)
    stop = day.end if day else mention.end
    body = issuer.written(text, stop, limit, joint=_JOINT.search(mention.number or "") is not None)
    if body and not day and (late := _late_date(text, body, limit)):
        again = issuer.written(text, late.end, limit)  # "của Bộ X ngày 1/2/2010 của Bộ X về …"
        day, stop, body = late, late.end, body._replace(end=again.end if again else late.end)
    heading = title.after(text, body.end if body else stop, end, later)
    issued_on = day.iso if day else None
    opens, places = pinpoint.before(text, trail.floor, mention.start)
    stated = _relation(text, trail, opens, stop, (limit, end))
    said = issuer.said_before(text, trail.floor, mention.start)
    extent = heading.end if heading else body.end if body else stop
    if mention.start >= trail.outer_end:
        trail.outer_end, trail.outer_relation = extent, stated
    trail.floor = stop
    return Citation(
        start=mention.start,
        end=stop,
        doc_type_name=mention.type_name,
        number=mention.number if mention.full_number is None else mention.full_number,
        key=_key(mention, issued_on),
        issued_on=issued_on,
        issuer=_printed(body.name, mention) if body else said or _issuer(mention),
        title=_title(mention, heading),
        pinpoint=places,
        relation=stated,
        confidence=_confidence(mention),
        notes=tuple(_notes(mention, stop, day)),
    )


def _late_date(text: str, body: issuer.Issuer, limit: int) -> issued.Issued | None:
    """The date printed after the issuer: "số 12/QĐ-UBND của UBND tỉnh ngày 03/4/2024"; then the mention ends with it."""
    late = issued.after(text, body.end, limit)
    return late if late and late.iso and len(late.iso) > 4 else None


def _relation(text: str, trail: _Trail, opens: int, stop: int, limits: tuple[int, int]) -> str:
    if trail.outer_relation and opens >= trail.outer_end and issuer.SAID_TOO.fullmatch(text, trail.outer_end, opens):
        return trail.outer_relation
    stated = relation.before(text, trail.outer_end if trail.floor < trail.outer_end <= opens else trail.floor, opens)
    if stated:
        return stated
    if trail.outer_relation and opens >= trail.outer_end and _LIST_GLUE.fullmatch(text, trail.outer_end, opens):
        return trail.outer_relation
    return relation.after(text, opens, stop, *limits) or relation.default()


def _issuer(mention: Mention) -> str | None:
    if _by_meeting(mention):
        return congress.meeting(mention.name or "")
    number = mention.whole_number
    return issuer.derived(canonical_key(number) if number else None) or _BY_LAW.get(mention.type_name)


def _printed(name: str, mention: Mention) -> str:
    """The issuer as printed; one printed in capitals as the number's letters give it, where they name the same body."""
    known = _issuer(mention) if name.isupper() else None
    return known if known and known.upper() == name else name


def _title(mention: Mention, heading: title.Title | None) -> str | None:
    """The name, or what is printed behind a number; a short name ("Nghị quyết 57") gives way to that."""
    if heading and "citation_number_short" in mention.shape:
        return heading.words
    return _name(mention) or (heading.words if heading else None)


def _by_meeting(mention: Mention) -> bool:
    return (
        mention.name is not None
        and mention.number is None
        and mention.type_name in ("Nghị quyết", "Kết luận")
        and not mention.shape
    )


def _name(mention: Mention) -> str | None:
    """The name as printed; one printed in capitals as the registry writes it."""
    known = by_name(mention.name) if mention.name and mention.name.isupper() else ()
    return known[0].name if known else mention.name


def _key(mention: Mention, issued_on: str | None) -> str:
    """The canonical number; for a name the number the registry knows, else the name with the year that tells versions apart."""
    if mention.whole_number:
        return canonical_key(mention.whole_number)
    if mention.name is None:
        return f"{mention.type_name} ngày {issued_on}"
    name = mention.name
    if _by_meeting(mention):
        return congress.key(name)
    if (known := resolve(name, issued_on)) and known.key:
        return known.key
    versions = by_name(name)
    plain = versions[0].name if versions else name
    return f"{plain} năm {issued_on[:4]}" if issued_on else plain


def _confidence(mention: Mention) -> float:
    return round(mention.confidence * (0.85 if mention.shape and mention.number else 1.0), 2)


def _notes(mention: Mention, stop: int, day: issued.Issued | None) -> Iterator[Note]:
    codes = list(mention.shape)
    year = _YEAR_IN_NUMBER.search(mention.number or "")
    if day and day.iso is None:
        codes.append("citation_date_impossible")
    if day and day.misprinted:
        codes.append("citation_date_misprinted")
    if day and year and int(year[1]) != day.year:
        codes.append("citation_years_differ")
    for code in codes:
        yield Note(code, say(f"warning_{code}"), mention.start, stop)
