"""Who or what is measured, and what is measured of it.

Vietnamese puts the subject behind a share ("100% viên chức | hoàn thành nhiệm vụ"), before a linked value ("Tỷ lệ khỏi bệnh
đạt 92%"), or leaves both to an earlier number ("8.825 lượt, đạt 58% kế hoạch"). What has no words of its own takes those of the
quantity before, across the statements of a line. Where noun phrases are at hand, a verb that stands inside one ("công tác
*tổ chức* cán bộ") does not end the subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.targets.clauses import EDGE, Around, around_each, only_when
from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.quantities import Quantity
from extractor.text import Span

if TYPE_CHECKING:
    from extractor.language import Phrase

NounPhrases = Callable[[str], "list[Phrase]"]

LONGEST = 240  # characters of a subject or indicator
_COUNTS_OF = re.compile(r"(?:tỷ lệ|tỉ lệ|tổng số lượng|tổng số|số lượng|số)\s")
#: A date at the end says when, and the period says it too.
_BY_WHEN = re.compile(
    r"(?:,\s?hoàn thành)?\s?(?<!\w)(?:trước|chậm nhất|trong|đến|vào)\s(?:hết\s)?"
    r"(?:(?:ngày|tháng|quý|năm)\s)?[\dIVX]{1,4}[\d/]{0,8}(?:\s(?:năm|tháng)\s\d{1,4}){0,2}$"
)
_LABEL_VERB = re.compile(r"(?<!\w)(?:đạt|được|hoàn thành|tham gia|bị|đã|trúng cử|mắc|có|thực hiện|chưa|không)(?!\w)")


@dataclass(frozen=True, slots=True)
class Words:
    """The subject and the indicator of a measure, as printed; None where the sentence does not say."""

    subject: str | None = None
    indicator: str | None = None
    topic: str | None = None  #: what a line begins with ("Sốt xuất huyết có 168 ca"), which later verbs leave out


@dataclass(frozen=True, slots=True)
class _Line:
    """The line in which all this happens, as printed and folded."""

    text: str
    low: str
    phrases: NounPhrases | None

    def of(self, span: Span) -> str:
        return self.text[span.start : span.end]


def words_of(
    line: str,
    low: str,
    bounds: Span,
    head: Span | None,
    found: list[Quantity],
    holders: Sequence[Words | None],
    phrases: NounPhrases | None,
    said: Words,
) -> list[Words]:
    """Subject and indicator of every quantity of one statement (``bounds``).

    ``head`` is the label of its list, if any; ``holders`` are the words of the measure that each is a share of; ``said`` is
    what the line began with.
    """
    here = _Line(line, low, phrases)
    arounds = [a._replace(named=_named(here, bounds, a)) for a in around_each(low, bounds, found)]
    anchor = Words(None, line[head.start : head.end].strip(EDGE)) if head else Words()
    if arounds and _needs(here, arounds[0]) and not head:
        anchor = said
    out: list[Words] = []
    for i, (quantity, around) in enumerate(zip(found, arounds, strict=True)):
        holder = holders[i] if around.has_lead and not around.change else None
        before = found[i - 1] if i and around.shared else None
        words = _on_topic(here, around, _parted(here, quantity, around, holder or anchor, before), anchor)
        out.append(words)
        if quantity.kind != "bare" and (around.has_lead or words.subject):
            anchor = Words(words.subject or anchor.subject, words.indicator or anchor.indicator, words.topic or anchor.topic)
    return _shared(low, found, out)


def _on_topic(here: _Line, around: Around, words: Words, anchor: Words) -> Words:
    """``words`` with the line's topic where the words of the quantity begin with a verb or a comparison."""
    lead = here.low[around.lead.start : around.lead.end]
    verbal = pattern("says").match(lead) or lead.startswith("so với")
    if anchor.topic and verbal and words.indicator and not words.indicator.startswith(anchor.topic):
        return Words(words.subject, _short(f"{anchor.topic} {words.indicator}"), words.topic)
    return words


def _named(here: _Line, bounds: Span, around: Around) -> str:
    """A label that looks like a link: "Khá 38,6%, Đạt 47,2%" ("Đạt" with a capital inside the statement)."""
    words = here.of(around.whole)
    return words if words[:1].isupper() and around.whole.start > bounds.start + 1 and " " not in words else ""


def _needs(here: _Line, around: Around) -> bool:
    """Whether the first quantity of a statement says too little to stand alone."""
    told = around.has_lead or around.change or around.complement
    return bool(told) and only_when(here.low[around.lead.start : around.lead.end])


def _shared(low: str, found: Sequence[Quantity], out: list[Words]) -> list[Words]:
    """ "40% tập thể và 15% cá nhân được tặng Giấy khen": what is said of the second is said of the first too."""
    for i in range(len(out) - 2, -1, -1):
        joint = re.search(r"(?<!\w)(?:và|hoặc)(?!\w)", low[found[i].end : found[i + 1].start])
        if out[i].indicator is None and out[i + 1].indicator and joint:
            out[i] = Words(out[i].subject, out[i + 1].indicator)
    return out


def _parted(here: _Line, quantity: Quantity, around: Around, anchor: Words, before: Quantity | None) -> Words:
    lead = here.of(around.lead)
    if only_when(here.low[around.lead.start : around.lead.end]) and (anchor.indicator or anchor.subject) and around.has_lead:
        extra = here.of(around.tail) if around.complement else ""
        return _words(anchor.subject, _joined(anchor.indicator or "", lead, around.change, extra))
    if around.shared and around.has_lead and before is not None and not around.change and not around.linked:
        thing = here.of(before.unit) if before.unit and before.kind == "count" else ""
        subject = _counted(here, quantity, around.tail) if quantity.kind == "count" else anchor.subject
        return _words(subject, _joined(anchor.indicator or "", thing, lead))
    told = around.colon and quantity.kind == "percent" and around.tail.start < around.tail.end and not around.complement
    if around.has_lead and around.linked and not around.shared and not told:
        return _linked(here, quantity, around, anchor)
    if not around.has_lead and around.named:
        return _words(anchor.subject, around.named)
    alone = not around.has_lead and around.tail.start >= around.tail.end and quantity.kind == "percent"
    if around.change or around.complement or alone:
        return _changed(here, around, anchor)
    return _behind(here, quantity, around, anchor)


def _linked(here: _Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "Tỷ lệ khỏi bệnh đạt 92%", "Cá nhân đạt danh hiệu …: 118 cá nhân", "thạc sĩ: 05"."""
    label = here.of(around.lead)
    subject, indicator = _label(label, here.low[around.lead.start : around.lead.end], anchor)
    if around.complement or around.change:
        indicator = _joined(indicator or label, around.change, here.of(around.tail) if around.complement else "")
    elif quantity.kind == "count" and (subject is None or subject == label):
        verb = _verb(here.low[around.tail.start : around.tail.end], here.of(around.tail), here.phrases)
        subject = _counted(here, quantity, around.tail) if subject is None or verb is not None else subject
        indicator = _joined(label, here.of(around.tail)[verb:]) if verb is not None else indicator
    made = _words(subject, indicator)
    topical = (
        indicator == label
        and not pattern("measure_nouns").match(here.low, around.lead.start)
        and not _doing(here.low[around.lead.start : around.lead.end])
    )
    return Words(made.subject, made.indicator, made.indicator if topical else None)


def _doing(label: str) -> bool:
    return pattern("doing").match(label) is not None or pattern("says").match(label) is not None


def _label(label: str, low: str, anchor: Words) -> tuple[str | None, str | None]:
    """Subject and indicator of a label; a short one with nothing of a measure in it only names a part of what was before."""
    colon = low.find(": ")
    if colon > 0 and low[colon + 1 :].strip(EDGE):
        return label[:colon].strip(EDGE), label[colon + 1 :].strip(EDGE)
    counted = _COUNTS_OF.match(low)
    offset = counted.end() if counted else 0
    verb = next((m for m in _LABEL_VERB.finditer(low, offset) if not pattern("says_but_noun").match(low, m.start())), None)
    if counted:
        who = label[offset : verb.start() if verb else None].strip(EDGE)
        return who or anchor.subject, label[verb.start() :] if verb and who else label
    if verb and verb.start() and not pattern("measure_nouns").match(low) and not _doing(low):
        return label[: verb.start()].strip(EDGE) or None, label[verb.start() :]
    if anchor.indicator and not pattern("measure_nouns").match(low):
        return (anchor.subject, label) if pattern("says").match(low) else (label, anchor.indicator)
    return None, label


def _changed(here: _Line, around: Around, anchor: Words) -> Words:
    """ "…, tăng 12% so với cùng kỳ", "…, đạt 58% kế hoạch": what is measured was said before."""
    label = here.of(around.lead) if around.has_lead and not around.shared else anchor.indicator or ""
    return _words(anchor.subject, _joined(label, around.change, here.of(around.tail)))


def _behind(here: _Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "100% viên chức hoàn thành nhiệm vụ", "Thủ tướng tặng Bằng khen cho 01 cá nhân"."""
    tail = here.of(around.tail)
    cut = _verb(here.low[around.tail.start : around.tail.end], tail, here.phrases)
    said = tail[cut:] if cut is not None else ""
    named = tail[:cut].strip(EDGE) if cut is not None else tail
    if quantity.kind == "count":
        named = _counted(here, quantity, Span(around.tail.start, around.tail.start + len(named))) or ""
    lead = "" if around.colon and said else here.of(around.lead).rpartition(": ")[2]
    if said and (pattern("fillers").fullmatch(lead.lower()) or pattern("asked").match(lead.lower())):
        lead = ""
    if around.attached and anchor.indicator and not pattern("doing").search(lead.lower()):
        lead = anchor.indicator
    return _words(named or anchor.subject, _joined(lead, said) or anchor.indicator)


def _counted(here: _Line, quantity: Quantity, tail: Span) -> str | None:
    """The thing counted: the unit and what follows it closely ("Trạm Y tế", "Bằng khen tập thể")."""
    if quantity.unit is None:
        return here.of(tail) or None
    unit = here.of(quantity.unit)
    if "/" in unit:  # "đồng/lượt": a rate, not a thing
        return None
    if re.search(r"[,;:.()]", here.text[quantity.end : tail.start]):
        return unit
    verb = _verb(here.low[tail.start : tail.end], here.of(tail), here.phrases)
    named = here.of(Span(tail.start, tail.start + verb)) if verb is not None else here.of(tail)
    return _joined(unit, re.split(r"[,;:.()]", named, maxsplit=1)[0])


def _verb(low: str, tail: str, phrases: NounPhrases | None) -> int | None:
    """Where in ``low`` (words behind a share) what is said of the subject begins; None when nothing is."""
    nouns = None
    for match in pattern("says").finditer(low, 0, LONGEST):
        if pattern("says_but_noun").match(low, match.start()):
            continue
        if match.start() and phrases is not None and match.group() not in lexicon().words["says_always"]:
            nouns = nouns if nouns is not None else [p for p in phrases(tail[:LONGEST]) if p.tag == "NP"]
            if any(p.start < match.start() < p.end for p in nouns):
                continue
        return match.start()
    return None


def _joined(*parts: str) -> str:
    return " ".join(part.strip(EDGE) for part in parts if part.strip(EDGE))


def _words(subject: str | None, indicator: str | None) -> Words:
    return Words(_short(subject), _short(indicator))


def _short(words: str | None) -> str | None:
    """``words`` without stray marks, cut at a comma when they run on; None for nothing."""
    if not words:
        return None
    if len(words) > LONGEST:
        cut = words.rfind(",", LONGEST // 3, LONGEST)
        words = words[: cut if cut > 0 else LONGEST]
    words = _BY_WHEN.sub("", re.sub(r"[*_]{1,3}", "", words).strip(EDGE))
    return (words + ")" if words.count("(") > words.count(")") else words) or None
