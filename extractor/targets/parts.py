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
from typing import TYPE_CHECKING, NamedTuple

from extractor.targets.clauses import EDGE, Around, around_each, lists_on, only_when
from extractor.targets.lexicon import lexicon, pattern
from extractor.targets.nesting import is_signed
from extractor.targets.quantities import RANKED, Quantity
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
#: A time at the end of what was measured, where another follows ("Thu ngân sách tháng 8 …, lũy kế 8 tháng").
_TIMED = re.compile(r"\s(?:trong |đến |hết )?(?:\d{1,2} )?(?:tháng|quý|năm|tuần)(?: [\dIVX/]{1,7})?(?: đầu năm| năm \d{4})?$")
_CHANGE = re.compile(r"\s(?:so (?:với )?cùng kỳ )?(?:tăng|giảm)$|\s(?:xếp|đứng) (?:thứ|hạng)$")
_DANGLING = re.compile(
    r"(?:(?<!thực)(?<!phát)(?<!thể)(?<!xuất)(?<!biểu)\shiện|(?:\s(?:và|của|là|với|để|nhằm|tại|theo|trong|do|như|sau|sau đây|thì|nhưng|hiện nay))+[\s:.,]{0,3})$"
)
_FILLED = re.compile(
    r"^(?:[Tt]rong (?:tháng|quý|năm|tuần|kỳ),?|[Đđ]ã|[Ll]ũy kế từ đầu năm(?: đến nay)?,?|[Tt]ừ đầu năm(?: đến nay)?,?)\s"
)
_LINKS = ("đạt", "chiếm", "bằng")
_DONE_BY = re.compile(r"hoàn thành (?:trước|trong|xong|chậm nhất)(?!\w)")
_PURPOSE = re.compile(r"(?:^|\s)(?:để|nhằm)\s")
_AIM_ONLY = re.compile(r"(?:mục tiêu|chỉ tiêu|kết quả|cụ thể)(?: đến)?(?: năm)?(?: \d{4})?")
_CIRCUMSTANCE = re.compile(r"(?:^|\s)(?:do|để|nhằm|trong|trên|tại|với|về việc)\s")
_SUMS = ("số tiền", "tổng số tiền", "kinh phí", "tổng kinh phí", "trị giá", "tổng trị giá", "giá trị")
_SCORES = ("điểm", "bậc", "hạng", "điểm phần trăm")
_TOPIC = 60  # characters of a label that what follows is about
_RELATIVE = 60  # characters of a relative clause kept with its noun
_LABEL_VERB = re.compile(r"(?<!\w)(?:đang|sẽ|đạt|được|hoàn thành|tham gia|bị|đã|trúng cử|mắc|có|thực hiện|chưa|không)(?!\w)")


class Words(NamedTuple):
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
    holders: Sequence[Words | int | None],
    phrases: NounPhrases | None,
    said: Words,
) -> list[Words]:
    """Subject and indicator of every quantity of one statement (``bounds``).

    ``head`` is the label of its list, if any; ``holders`` are the words of the measure that each is a share of, or its
    index in ``found``; ``said`` is what the line began with.
    """
    here = _Line(line, low, phrases)
    arounds = [a._replace(named=_named(here, bounds, a)) for a in around_each(low, bounds, found)]
    label = line[head.start : head.end].strip(EDGE) if head else ""
    anchor = Words(None, label, label if len(label) <= _TOPIC else None) if head else Words()
    if arounds and not head:
        anchor = said if _needs(here, arounds[0]) else Words(topic=said.topic)
    led = anchor  # the same without what was said behind a count, which holds for that count alone
    out: list[Words] = []
    for i, quantity in enumerate(found):
        around = arounds[i]
        if i and arounds[i - 1].change and quantity.kind == "count" and not around.whole.start < around.whole.end:
            around = arounds[i] = around._replace(change=arounds[i - 1].change)  # "giảm 01 vụ, 02 người bị thương"
        held = holders[i] if around.has_lead and not around.change else None
        holder = out[held] if isinstance(held, int) and held < len(out) else held if isinstance(held, Words) else None
        before = found[i - 1] if i and around.shared else None
        if out and is_signed(low, quantity):
            out.append(out[-1])  # "giảm 1,6% (-673 ha)": the same change in other words
            continue
        words = _parted(here, quantity, around, holder or (led if quantity.kind == "count" else anchor), before)
        if holder and quantity.kind in ("physical", "money"):
            words = _of_share(here, around, words, holder)
        words = _on_topic(here, around, words, anchor)
        out.append(words)
        if low.startswith("so với", around.lead.start):
            anchor = led = anchor if anchor.indicator else said  # what the next share is of was told before the comparison
        elif quantity.kind != "bare" and (around.has_lead or words.subject):
            told = _carried(here, around, words.indicator or "")
            anchor = Words(words.subject or anchor.subject, told or anchor.indicator, words.topic or anchor.topic)
            led = anchor if quantity.kind != "count" or around.has_lead else anchor._replace(indicator=led.indicator)
    return _shared(low, found, out)


def _carried(here: _Line, around: Around, indicator: str) -> str:
    """What of an indicator holds for the next quantity too: not what this one is of, or against what it changed."""
    if not around.complement:
        return indicator
    own = _joined(around.change or _link(here, around), here.of(around.tail))
    return indicator.removesuffix(own).strip(EDGE)


def _on_topic(here: _Line, around: Around, words: Words, anchor: Words) -> Words:
    """``words`` with the line's topic where the words of the quantity begin with a verb or a comparison."""
    topic, said = words.topic or anchor.topic, words.indicator or ""
    lead = here.low[around.lead.start : around.lead.end].rpartition(": ")[2]
    verbal = around.has_lead and (pattern("says").match(_FILLED.sub("", lead)) or lead.startswith(("so với", "so cùng kỳ")))
    whose = around.kind == "percent" and words.subject is not None
    if topic and verbal and said and not whose and not said.startswith(topic):
        return Words(words.subject, _short(f"{topic} {said}"), topic)
    return words


def _of_share(here: _Line, around: Around, words: Words, holder: Words) -> Words:
    """ "tổng diện tích 40.831 ha, trong đó lúa 6.194 ha": a part is named, and what is measured of it was said before."""
    low = here.low[around.lead.start : around.lead.end]
    plain = words.subject is None and words.indicator == here.of(around.lead) and holder.indicator and low.count(" ") < 6
    if not plain or pattern("measure_nouns").match(low) or pattern("says").search(low) or _doing(low):
        return words
    return Words(words.indicator, holder.indicator)


def _named(here: _Line, bounds: Span, around: Around) -> str:
    """A label that looks like a link: "Khá 38,6%, Đạt 47,2%" ("Đạt" with a capital inside the statement)."""
    words = here.of(around.whole)
    if words == "số lượng":
        return words
    return words if words[:1].isupper() and around.whole.start > bounds.start + 1 and " " not in words else ""


def _needs(here: _Line, around: Around) -> bool:
    """Whether the first quantity of a statement says too little to stand alone."""
    told = around.has_lead or around.change or around.complement
    return bool(told) and only_when(here.low[around.lead.start : around.lead.end])


def _shared(low: str, found: Sequence[Quantity], out: list[Words]) -> list[Words]:
    """ "40% tập thể và 15% cá nhân được tặng Giấy khen": what is said of the second is said of the first too."""
    for i in range(len(out) - 2, -1, -1):
        gap = low[found[i].end : found[i + 1].start]
        joint = re.search(r"(?<!\w)(?:và|hoặc)(?!\w)", gap)
        if joint is None and found[i].kind == found[i + 1].kind == "percent" and out[i].subject and out[i + 1].subject:
            joint = re.search(r",\s$", gap)  # "100% thư viện tỉnh, 80% thư viện huyện và 50% thư viện xã phục vụ …"
        if out[i].indicator is None and out[i + 1].indicator and joint:
            out[i] = Words(out[i].subject, out[i + 1].indicator)
    return out


def _parted(here: _Line, quantity: Quantity, around: Around, anchor: Words, before: Quantity | None) -> Words:
    lead = here.of(around.lead)
    rank = RANKED.search(here.low, around.whole.start, quantity.number) if quantity.base is not None else None
    if rank:
        own = here.of(Span(around.lead.start, max(around.lead.start, min(around.lead.end, rank.start()))))
        return _words(None, _joined(own or anchor.indicator or "", rank.group()))
    if quantity.kind == "money" and lead.lower() in _SUMS:
        return _words(None, _joined(anchor.indicator or "", lead))
    if only_when(here.low[around.lead.start : around.lead.end]) and (anchor.indicator or anchor.subject) and around.has_lead:
        extra = here.of(around.tail) if around.complement else ""
        link = around.change or (_link(here, around) if extra else "")
        return _words(anchor.subject, _joined(_TIMED.sub("", anchor.indicator or ""), lead, link, extra))
    if around.shared and around.attached and quantity.kind == "count":
        return _words(_counted(here, quantity, around.tail, _whole(here.of(around.tail), "")), anchor.indicator)
    if around.shared and around.has_lead and before is not None and not around.change and not around.linked:
        thing = here.of(before.unit) if before.unit and before.kind == "count" else ""
        subject = _counted(here, quantity, around.tail) if quantity.kind == "count" else anchor.subject
        return _words(subject, _joined(anchor.indicator or "", thing, lead))
    told = around.colon and quantity.kind == "percent" and around.tail.start < around.tail.end and not around.complement
    if around.has_lead and around.linked and not around.shared and not told:
        return _linked(here, quantity, around, anchor)
    if not around.has_lead and around.named:
        return _words(_counted(here, quantity, around.tail) or anchor.subject, around.named)
    alone = not around.has_lead and around.tail.start >= around.tail.end and quantity.kind == "percent"
    if around.change or around.complement or alone:
        return _changed(here, quantity, around, anchor)
    return _behind(here, quantity, around, anchor)


def _linked(here: _Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "Tỷ lệ khỏi bệnh đạt 92%", "Cá nhân đạt danh hiệu …: 118 cá nhân", "thạc sĩ: 05"."""
    label = re.sub(r"^[Ss]o với ", "", here.of(around.lead))
    subject, indicator = _label(label, here.low[around.lead.end - len(label) : around.lead.end], anchor)
    if around.complement or around.change:
        of_what = here.of(around.tail) if around.complement else ""
        indicator = _joined(indicator or label, around.change or (_link(here, around) if of_what else ""), of_what)
    elif quantity.kind == "count" and (subject is None or subject == label):
        verb = _verb(here.low[around.tail.start : around.tail.end], here.of(around.tail), here.phrases)
        subject = _counted(here, quantity, around.tail) if subject is None or verb is not None else subject
        if verb is not None:
            tail = here.of(around.tail)
            acts = not around.colon and pattern("doing").search(here.low, around.lead.start, around.lead.end) is not None
            keeps = around.colon or pattern("measure_nouns").match(here.low, around.lead.start, around.lead.end)
            indicator = label if acts else _joined(label, tail[verb:]) if keeps else tail[verb:]
            subject = _counted(here, quantity, around.tail, _whole(tail, tail[:verb])) if acts else subject
    elif quantity.kind == "percent" and subject is None and indicator == label:
        subject = _share_of(here, around)
    made = _words(subject, indicator)
    topical = (
        indicator == label
        and not pattern("measure_nouns").match(here.low, around.lead.start)
        and not _doing(here.low[around.lead.start : around.lead.end])
    )
    return Words(made.subject, made.indicator, made.indicator if topical else None)


def _share_of(here: _Line, around: Around) -> str | None:
    """ "Mạng 4G phủ 99,8% thôn, tổ dân phố": the things that a share is of, where they are things that are counted."""
    known = lexicon().unit_at(here.low, around.tail.start) if around.tail.start < around.tail.end else None
    if known is None or known.kind != "count":
        return None
    verb = _verb(here.low[around.tail.start : around.tail.end], here.of(around.tail), here.phrases)
    return here.of(around.tail)[:verb].strip(EDGE) or None


def _link(here: _Line, around: Around) -> str:
    """The verb that joins a share to what it is of ("đạt 58% kế hoạch", "chiếm 35% GRDP")."""
    words = here.low[around.lead.end : around.whole.end].split()
    return next((word for word in reversed(words) if word in _LINKS), "")


def _doing(label: str) -> bool:
    return pattern("doing").match(label) is not None or pattern("says").match(label) is not None


def _label(label: str, low: str, anchor: Words) -> tuple[str | None, str | None]:
    """Subject and indicator of a label; a short one with nothing of a measure in it only names a part of what was before."""
    colon = low.find(": ")
    if colon > 0 and low[colon + 1 :].strip(EDGE):
        first, rest = label[:colon].strip(EDGE), label[colon + 1 :].strip(EDGE)
        measured = pattern("measure_nouns").match(low, len(label) - len(label[colon + 1 :].lstrip(EDGE))) or _doing(
            rest.lower()
        )
        if _AIM_ONLY.fullmatch(rest.lower()):
            return None, first
        return (None, rest) if measured or pattern("says").search(rest.lower()) else (rest, first)
    counted = _COUNTS_OF.match(low)
    offset = counted.end() if counted else 0
    verb = next((m for m in _LABEL_VERB.finditer(low, offset) if not pattern("says_but_noun").match(low, m.start())), None)
    if counted:
        who = label[offset : verb.start() if verb else None].strip(EDGE)
        if not verb and not _counts_things(low, offset):
            who = ""
        return who or None, label[verb.start() :] if verb and who else label
    if verb and verb.start() and not pattern("measure_nouns").match(low) and not _doing(low):
        return label[: verb.start()].strip(EDGE) or None, label[verb.start() :]
    if anchor.indicator and not pattern("measure_nouns").match(low):
        return (anchor.subject, label) if pattern("says").match(low) else (label, anchor.indicator)
    return None, label


def _counts_things(low: str, offset: int) -> bool:
    """Whether what "tỷ lệ" is of are things ("tỷ lệ hộ nghèo") and no deed or state ("tỷ lệ che phủ rừng")."""
    known = lexicon().unit_at(low, offset)
    return (known is not None and known.kind == "count") or not low.startswith(("tỷ lệ", "tỉ lệ"))


def _changed(here: _Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "…, tăng 12% so với cùng kỳ", "…, đạt 58% kế hoạch": what is measured was said before."""
    label = here.of(around.lead) if around.has_lead and not around.shared else _CHANGE.sub("", anchor.indicator or "")
    tail = here.of(around.tail)
    if quantity.kind == "count" and not around.complement:  # "giảm 02 người chết"
        thing = here.of(quantity.unit) if quantity.unit else ""
        return _words(_joined(thing, tail) if thing.lower() not in _SCORES else None, _joined(label, around.change))
    return _words(anchor.subject, _joined(label, around.change or (_link(here, around) if around.complement else ""), tail))


def _behind(here: _Line, quantity: Quantity, around: Around, anchor: Words) -> Words:
    """ "100% viên chức hoàn thành nhiệm vụ", "Thủ tướng tặng Bằng khen cho 01 cá nhân"."""
    tail = here.of(around.tail)
    cut = _verb(here.low[around.tail.start : around.tail.end], tail, here.phrases)
    said = "" if cut is None or _DONE_BY.match(tail, cut) else tail[cut:]
    named = tail[:cut].strip(EDGE) if cut is not None else tail
    topic, _, lead = here.of(around.lead).rpartition(": ")
    lead = _FILLED.sub("", lead)
    if quantity.kind == "count":
        if said and (around.attached or pattern("doing").search(lead.lower())):
            named, said = _whole(tail, named), ""
        named = _counted(here, quantity, Span(around.tail.start, around.tail.start + len(named)), named) or ""
    lead = "" if around.colon and said else lead
    if said and (pattern("fillers").fullmatch(lead.lower()) or pattern("asked").match(lead.lower())):
        lead = ""
    if around.attached and anchor.indicator and not pattern("doing").search(lead.lower()):
        lead = anchor.indicator
    if quantity.kind == "money" and lead.lower() in _SUMS:
        lead = _joined(anchor.indicator or "", lead)
    if quantity.kind == "count" and lead and not said:
        lead = _labelled(topic or (anchor.topic or ""), lead) if lead.count(" ") < 2 else lead
    part = topic or (anchor.topic if anchor.indicator == anchor.topic else "") or ""
    if quantity.kind == "percent" and lead and part and not named and not said and _labelled(part, lead) != lead:
        return _words(lead, part)
    topic = topic.strip(EDGE) if len(topic) <= _TOPIC and not pattern("fillers").fullmatch(topic.lower()) else ""
    made = _words(named or (None if lead else anchor.subject), _joined(lead, said) or anchor.indicator)
    return Words(made.subject, made.indicator, topic) if topic else made


def _labelled(label: str, lead: str) -> str:
    """ "Xếp loại hạnh kiểm: Tốt 520 em": a word or two that mean nothing without the label before them."""
    low = lead.lower()
    if lead.count(" ") > 4 or _doing(low) or pattern("measure_nouns").match(low) or pattern("doing").search(label.lower()):
        return lead
    return _joined(label, lead)


def _whole(tail: str, named: str) -> str:
    """What a deed was done to, with its relative clause where that is short ("phát hiện 03 đơn vị còn hạn chế")."""
    return tail if len(tail) <= _RELATIVE and not re.search(r"[,;:(]", tail) else _CIRCUMSTANCE.split(named, maxsplit=1)[0]


def _counted(here: _Line, quantity: Quantity, tail: Span, named: str | None = None) -> str | None:
    """The thing counted: the unit and what follows it closely ("Trạm Y tế", "Bằng khen tập thể"), or all of ``named``."""
    if quantity.unit is None:
        return here.of(tail) or None
    unit = here.of(quantity.unit)
    if "/" in unit:  # "đồng/lượt": a rate, not a thing
        return None
    mark = here.text[quantity.end : tail.start].strip(" ")
    if mark and not (mark == "," and lists_on(here.low, here.low.index(",", quantity.end) + 1, tail.end)):
        return unit if unit.lower() not in _SCORES else None
    if unit.lower() in _SCORES:
        return None
    if named is None:
        verb = _verb(here.low[tail.start : tail.end], here.of(tail), here.phrases)
        named = here.of(tail)[:verb]
    named = _PURPOSE.split(re.split(r"[;:.()]", named, maxsplit=1)[0].strip(EDGE), maxsplit=1)[0]
    return f"{unit}, {named}" if mark and named else _joined(unit, named)


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
    words = _DANGLING.sub("", words)
    words = _BY_WHEN.sub("", re.sub(r"[*_]{1,3}", "", words).strip(EDGE))
    return (words + ")" if words.count("(") > words.count(")") else words) or None
