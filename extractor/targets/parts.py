"""Who or what is measured, and what is measured of it.

Vietnamese puts the subject behind a share ("100% viên chức | hoàn thành nhiệm vụ"), before a linked value ("Tỷ lệ khỏi bệnh
đạt 92%"), or leaves both to an earlier number ("8.825 lượt, đạt 58% kế hoạch"). What has no words of its own takes those of the
quantity before, across the statements of a line. Where noun phrases are at hand, a verb that stands inside one ("công tác
*tổ chức* cán bộ") does not end the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.targets.carried import (
    FILLED,
    Told,
    is_another_rate,
    link_of,
    needs,
    of_share,
    on_topic,
    same_change,
    shared,
    whose,
)
from extractor.targets.clauses import Around, around_each
from extractor.targets.edges import EDGE, only_when, without_time
from extractor.targets.lexicon import pattern
from extractor.targets.nesting import is_signed
from extractor.targets.quantities import RANKED, Quantity
from extractor.targets.shortening import WHEN_IN_BRACKET, presented, short
from extractor.targets.wording import (
    SCORES,
    Line,
    NounPhrases,
    Words,
    closed,
    counted,
    is_deed,
    joined,
    label_words,
    labelled,
    share_of,
    verb_in,
    whole,
)
from extractor.text import Span

#: A time at the end of what was measured, where another follows ("Thu ngân sách tháng 8 …, lũy kế 8 tháng").
_TIMED = re.compile(r"\s(?:trong |đến |hết )?(?:\d{1,2} )?(?:tháng|quý|năm|tuần)(?: [\dIVX/]{1,7})?(?: đầu năm| năm \d{4})?$")
_FORESEEN = re.compile(r"(?:^|\s)(?i:ước tính|dự tính|dự ước|ước)(?: thực hiện)?$")
_CHANGE = re.compile(r"\s(?:so (?:với )?cùng kỳ )?(?:tăng|giảm)$|\s(?:xếp|đứng) (?:thứ|hạng)$")
#: "thu hồi 02 súng tự chế, 07 dao và": a deed, and things that no list of units knows.
_COUNTS_TOO = re.compile(r"([^\d,;:()]{2,30}?)\s\d{1,4}\s[^\W\d_]")
#: "…, cao hơn cùng kỳ 4,2 điểm phần trăm": against what, of that which was told before.
_EXCEEDS = re.compile(r"(?:cao|thấp|nhiều|ít|lớn) hơn (?:so với )?(?:cùng kỳ|bình quân|mức|năm|tháng|quý|kế hoạch)(?!\w)")
_VOTED = re.compile(r"(?<!\w)(?:biểu quyết|thống nhất|quyết định|bầu)(?!\w)")
_DONE_BY = re.compile(r"hoàn thành (?:trước|trong|xong|chậm nhất)(?!\w)")
_SUMS = ("số tiền", "tổng số tiền", "kinh phí", "tổng kinh phí", "trị giá", "tổng trị giá", "giá trị")
_TOPIC = 60  # characters of a label that what follows is about


def words_of(
    line: str,
    low: str,
    bounds: Span,
    head: Span | None,
    found: list[Quantity],
    holders: Sequence[Words | int | None],
    phrases: NounPhrases | None,
    said: Words,
) -> list[Words]:
    """Subject and indicator of every quantity of one statement (``bounds``).

    ``head`` is the label of its list, if any; ``holders`` are the words of the measure that each is a share of, or its
    index in ``found``; ``said`` is what the line began with.
    """
    if not found:
        return []
    here = Line(line, low, phrases)
    arounds = [a._replace(named=_named(here, bounds, a)) for a in around_each(low, bounds, found)]
    label = closed(line[head.start : head.end].strip(EDGE)) if head else ""
    begun = Words(None, label, label if len(label) <= _TOPIC else None) if head else Words(topic=said.topic)
    told = Told(said, said if not head and needs(here, arounds[0]) else begun)
    out: list[Words] = []
    for i, quantity in enumerate(found):
        told.past(low[found[i - 1].end : quantity.start] if i else "")
        if i and arounds[i - 1].change and quantity.kind == "count" and not arounds[i].whole.start < arounds[i].whole.end:
            arounds[i] = arounds[i]._replace(change=arounds[i - 1].change)  # "giảm 01 vụ, 02 người bị thương"
        if out and (is_signed(low, quantity) or same_change(low, found, arounds, i)):
            out.append(out[-1])  # "giảm 1,6% (-673 ha)": the same change in other words
            continue
        out.append(_own(here, found, arounds, i, told, _holder(arounds[i], holders[i], out)))
        told.now(here, quantity, arounds[i], out[-1])
    return shared(low, found, out)


def _holder(around: Around, held: Words | int | None, out: Sequence[Words]) -> Words | None:
    """The words of the measure that a quantity is a share of, where it only adds to them."""
    if not around.has_lead or around.change:
        return None
    return held if isinstance(held, Words) else out[held] if held is not None and held < len(out) else None


def _own(here: Line, found: Sequence[Quantity], arounds: Sequence[Around], i: int, told: Told, holder: Words | None) -> Words:
    """Subject and indicator of quantity ``i``, from its own words and those ``told`` before."""
    quantity, around = found[i], arounds[i]
    before = found[i - 1] if i and around.shared else None
    words = _parted(here, quantity, around, holder or told.of(quantity), before)
    if holder and quantity.kind in ("physical", "money"):
        words = of_share(here, around, words, holder)
    if i and not around.has_lead and is_another_rate(here, found[i - 1], quantity):
        words = Words(topic=words.topic)
    return on_topic(here, around, whose(words, told.anchor), told.anchor)


def _named(here: Line, bounds: Span, around: Around) -> str:
    """A label that looks like a link: "Khá 38,6%, Đạt 47,2%" ("Đạt" with a capital inside the statement)."""
    words = here.of(around.whole)
    if words == "số lượng":
        return words
    if words == "Đạt" and around.colon:
        return words  # a grade, as in "Khá: 415 học sinh; Đạt: 340 học sinh"
    return words if words[:1].isupper() and around.whole.start > bounds.start + 1 and " " not in words else ""


def _parted(here: Line, quantity: Quantity, around: Around, anchor: Words, before: Quantity | None) -> Words:
    leaning = _leaning(here, quantity, around, anchor, before)
    if leaning is not None:
        return leaning
    told = around.colon and quantity.kind == "percent" and around.tail.start < around.tail.end and not around.complement
    if around.has_lead and around.linked and not around.shared and not told:
        return _linked(here, quantity, around, anchor)
    if not around.has_lead and around.named:
        over = anchor.topic if around.named[:1].isupper() and anchor.topic else ""
        return presented(counted(here, quantity, around.tail) or anchor.subject, joined(over, around.named))
    alone = not around.has_lead and around.tail.start >= around.tail.end and quantity.kind == "percent"
    if around.change or around.complement or alone:
        return _changed(here, quantity, around, anchor)
    return _behind(here, quantity, around, anchor)


def _leaning(here: Line, quantity: Quantity, around: Around, anchor: Words, before: Quantity | None) -> Words | None:
    """The words of a quantity whose own say only what is added to those before it: a rank, a sum, a time, a "với"."""
    lead = here.of(around.lead)
    said = anchor.indicator or ""
    rank = RANKED.search(here.low, around.whole.start, quantity.number) if quantity.base is not None else None
    if rank:
        own = here.of(Span(around.lead.start, max(around.lead.start, min(around.lead.end, rank.start()))))
        return presented(None, joined(own or said, rank.group()))
    if quantity.kind == "money" and lead.lower() in _SUMS:
        return presented(None, joined(said, lead))
    if only_when(here.low[around.lead.start : around.lead.end]) and (said or anchor.subject) and around.has_lead:
        extra = here.of(around.tail) if around.complement else ""
        link = around.change or (link_of(here, around) if extra else "")
        return presented(
            anchor.subject, joined(_FORESEEN.sub("", _TIMED.sub("", WHEN_IN_BRACKET.sub("", said))), lead, link, extra)
        )
    if said and _EXCEEDS.match(lead.lower()):
        return presented(anchor.subject, joined(said, lead))
    return _sharing(here, quantity, around, anchor, before) if around.shared else None


def _sharing(here: Line, quantity: Quantity, around: Around, anchor: Words, before: Quantity | None) -> Words | None:
    """The words of a quantity that nothing parts from the one before ("03 buổi tuyên truyền với 250 lượt người")."""
    if around.attached and quantity.kind == "count":
        led = before is not None and around.has_lead and "(" not in here.text[before.end : around.lead.start]
        held = here.of(before.unit) if led and before and before.unit and before.kind == "count" else ""
        told = joined(anchor.indicator or "", held, here.of(around.lead)) if held else anchor.indicator
        return presented(counted(here, quantity, around.tail, whole(here.of(around.tail), "")), told)
    if around.has_lead and before is not None and not around.change and not around.linked:
        thing = here.of(before.unit) if before.unit and before.kind == "count" else ""
        subject = counted(here, quantity, around.tail) if quantity.kind == "count" else anchor.subject
        return presented(subject, joined(anchor.indicator or "", thing, here.of(around.lead)))
    return None


def _linked(here: Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "Tỷ lệ khỏi bệnh đạt 92%", "Cá nhân đạt danh hiệu …: 118 cá nhân", "thạc sĩ: 05"."""
    label = here.of(around.lead).removeprefix("so với ").removeprefix("So với ")
    subject, indicator = label_words(label, here.low[around.lead.end - len(label) : around.lead.end], anchor)
    if around.complement or around.change:
        of_what = here.of(around.tail) if around.complement else ""
        indicator = joined(indicator or label, around.change or (link_of(here, around) if of_what else ""), of_what)
    elif quantity.kind == "count" and not around.colon and subject is not None and _VOTED.search(label.lower()):
        subject, indicator = counted(here, quantity, around.tail), label
    elif quantity.kind == "count" and (subject is None or subject == label):
        verb = verb_in(here.low[around.tail.start : around.tail.end], here.of(around.tail), here.phrases)
        subject = counted(here, quantity, around.tail) if subject is None or verb is not None else subject
        if verb is not None:
            tail = here.of(around.tail)
            acts = not around.colon and pattern("doing").search(here.low, around.lead.start, around.lead.end) is not None
            keeps = around.colon or pattern("measure_nouns").match(here.low, around.lead.start, around.lead.end)
            indicator = label if acts else joined(label, tail[verb:]) if keeps else tail[verb:]
            subject = counted(here, quantity, around.tail, whole(tail, tail[:verb])) if acts else subject
    elif quantity.kind == "percent" and subject is None and indicator == label:
        subject = share_of(here, around)
    made = presented(subject, indicator)
    field, of, deed = label.rpartition(": ")
    if of and len(field) <= _TOPIC and made.subject is None and indicator and indicator.startswith(deed):
        return Words(None, made.indicator, closed(field.strip(EDGE)))
    topical = (
        indicator == label
        and not pattern("measure_nouns").match(here.low, around.lead.start)
        and not is_deed(here.low[around.lead.start : around.lead.end])
    )
    return Words(made.subject, made.indicator, made.indicator if topical else None)


def _changed(here: Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "…, tăng 12% so với cùng kỳ", "…, đạt 58% kế hoạch": what is measured was said before."""
    label = here.of(around.lead) if around.has_lead and not around.shared else _CHANGE.sub("", anchor.indicator or "")
    tail = here.of(around.tail)
    if quantity.kind == "count" and not around.complement:  # "giảm 02 người chết"
        thing = here.of(quantity.unit) if quantity.unit else ""
        thing = "" if thing.lower() in (*SCORES, "lần") else joined(thing, tail)  # "tăng 2,2 lần": how much, not what
        return presented(thing or None, joined(label, around.change))
    if around.change and not tail and label.lower().startswith(around.change):
        return presented(anchor.subject, label)
    return presented(anchor.subject, joined(label, around.change or (link_of(here, around) if around.complement else ""), tail))


def _behind(here: Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "100% viên chức hoàn thành nhiệm vụ", "Thủ tướng tặng Bằng khen cho 01 cá nhân"."""
    tail = here.of(around.tail)
    cut = verb_in(here.low[around.tail.start : around.tail.end], tail, here.phrases)
    said = "" if cut is None or _DONE_BY.match(tail, cut) else tail[cut:]
    named = tail[:cut].strip(EDGE) if cut is not None else tail
    topic, _, lead = here.of(around.lead).rpartition(": ")
    lead = without_time(FILLED.sub("", lead))
    deed = _COUNTS_TOO.match(lead)
    if deed and not pattern("doing").sub("", deed.group(1).lower()).strip(" ,"):
        lead = deed.group(1)
    if quantity.kind == "count":
        if said and (around.attached or pattern("doing").search(lead.lower())):
            named, said = whole(tail, named), ""
        named = counted(here, quantity, Span(around.tail.start, around.tail.start + len(named)), named) or ""
    lead = "" if around.colon and said else lead
    if said and (pattern("fillers").fullmatch(lead.lower()) or pattern("asked").match(lead.lower())):
        lead = ""
    if around.attached and anchor.indicator and not pattern("doing").search(lead.lower()):
        lead = anchor.indicator
    if quantity.kind == "money" and lead.lower() in _SUMS:
        lead = joined(anchor.indicator or "", lead)
    if quantity.kind == "count" and lead and not said:
        lead = labelled(topic or (anchor.topic or ""), lead) if lead.count(" ") < 2 else lead
    part = topic or (anchor.topic if anchor.indicator == anchor.topic else "") or ""
    if quantity.kind == "percent" and lead and part and not named and not said and labelled(part, lead) != lead:
        return Words(short(lead), short(part), short(part))
    topic = closed(topic.strip(EDGE)) if len(topic) <= _TOPIC and not pattern("fillers").fullmatch(topic.lower()) else ""
    made = presented(named or (None if lead else anchor.subject), joined(lead, said) or anchor.indicator)
    return Words(made.subject, made.indicator, topic) if topic else made
