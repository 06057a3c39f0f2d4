"""What a quantity takes from those before it in its line, and what is not carried on.

A line names its topic once ("Sốt xuất huyết: …"), and what is measured once for the value and its changes ("8.825 lượt, đạt 58%
kế hoạch"); what is said behind a count ("62 hộ thoát nghèo, 41 hộ …") holds for that count alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.targets.clauses import Around
from extractor.targets.edges import EDGE, only_when, without_time
from extractor.targets.lexicon import pattern
from extractor.targets.quantities import Quantity
from extractor.targets.shortening import short
from extractor.targets.wording import WHOSE, Line, Words, is_deed, joined

FILLED = re.compile(
    r"^(?:[Tt]rong (?:tháng|quý|năm|tuần|kỳ),?|[Đđ]ã|[Ll]ũy kế từ đầu năm(?: đến nay)?,?|[Tt]ừ đầu năm(?: đến nay)?,?)\s"
)
_JOINT = re.compile(r"(?<!\w)(?:và|hoặc)(?!\w)")
_COMMA_END = re.compile(r",\s$")
_LINKS = ("đạt", "chiếm", "bằng")


@dataclass(slots=True)
class Told:
    """What the words before a quantity hand on to it: ``anchor``, and for a count ``led``, which is the same without what was
    said behind a count, since that holds for that count alone. ``said`` is what the line began with.
    """

    said: Words
    anchor: Words
    led: Words = field(init=False)
    outside: tuple[Words, Words] | None = None  #: both, before a bracket opened: they hold again behind it

    def __post_init__(self) -> None:
        self.led = self.anchor

    def of(self, quantity: Quantity) -> Words:
        return self.led if quantity.kind == "count" else self.anchor

    def past(self, gap: str) -> None:
        """On to the next quantity, ``gap`` between it and the one before."""
        if self.outside and ")" in gap:
            self.anchor, self.led = self.outside
        self.outside = None if ")" in gap else (self.anchor, self.led) if "(" in gap else self.outside

    def now(self, here: Line, quantity: Quantity, around: Around, words: Words) -> None:
        """After a quantity that was given ``words``."""
        if here.low.startswith("so với", around.lead.start):
            # the next share is of what was compared
            self.anchor = self.led = self.anchor if self.anchor.indicator else self.said
        elif quantity.kind != "bare" and (around.has_lead or words.subject):
            told, led_by = _carried(here, around, words.indicator or ""), self.led.indicator
            self.anchor = Words(
                words.subject or self.anchor.subject, told or self.anchor.indicator, words.topic or self.anchor.topic
            )
            if quantity.kind == "count":
                led_by = (_not_behind(told, here.of(around.tail)) if around.has_lead else "") or led_by
                self.led = self.anchor._replace(indicator=led_by)
            else:
                self.led = self.anchor


def _carried(here: Line, around: Around, indicator: str) -> str:
    """What of an indicator holds for the next quantity too: not what this one is of, or against what it changed."""
    if not around.complement:
        return indicator
    own = joined(around.change or link_of(here, around), here.of(around.tail))
    return indicator.removesuffix(own).strip(EDGE)


def _not_behind(indicator: str, tail: str) -> str:
    """``indicator`` without what it took from behind its count: "có 62 hộ thoát nghèo, 41 hộ …" says nothing of the next."""
    at = len(tail)
    while at and indicator.endswith(tail[at - 1 :]):
        at -= 1
    same = tail[at:]
    return indicator.removesuffix(same).strip(EDGE) if same.strip(EDGE) and tail[at - 1 : at] in ("", " ") else indicator


def same_change(low: str, found: Sequence[Quantity], arounds: Sequence[Around], i: int) -> bool:
    """ "tăng 11 ca (35,5%)": the same change as a share."""
    if found[i].kind != "percent" or not arounds[i - 1].change or arounds[i - 1].complement:
        return False
    return low[found[i - 1].end : found[i].start].strip(" ") == "(" and low[found[i].end : found[i].end + 1] == ")"


def is_another_rate(here: Line, before: Quantity, quantity: Quantity) -> bool:
    """ "164 người (…), đạt 9,8 bác sĩ/vạn dân": a rate of other things than were counted before."""
    unit = here.of(quantity.unit) if quantity.unit else ""
    thing, per, _ = unit.partition("/")
    return quantity.kind == "count" and bool(per) and (before.unit is None or not here.of(before.unit).startswith(thing))


def on_topic(here: Line, around: Around, words: Words, anchor: Words) -> Words:
    """``words`` with the line's topic where the words of the quantity begin with a verb or a comparison."""
    topic, said = words.topic or anchor.topic, words.indicator or ""
    if not topic:
        return words
    lead = here.low[around.lead.start : around.lead.end].rpartition(": ")[2]
    lead = without_time(FILLED.sub("", lead))
    verbal = around.has_lead and (
        pattern("says").match(lead)
        or pattern("occurs").match(lead)
        or pattern("doing").fullmatch(lead)
        or lead.startswith(("so với", "so cùng kỳ"))
    )
    whose = around.kind == "percent" and words.subject is not None
    if verbal and said and not whose and not said.startswith(topic):
        told = topic if said.lower() in topic.lower() else f"{topic} {said}"
        return Words(words.subject, short(told), topic)
    return words


def whose(words: Words, anchor: Words) -> Words:
    """ "Cây lúa: diện tích 5.640 ha, năng suất 62 tạ/ha": what a line is about has the measures that it names."""
    topic = words.topic or anchor.topic
    if not topic or words.subject or not words.indicator or not WHOSE.match(topic.lower()):
        return words
    return words._replace(subject=topic) if pattern("measure_nouns").match(words.indicator.lower()) else words


def of_share(here: Line, around: Around, words: Words, holder: Words) -> Words:
    """ "tổng diện tích 40.831 ha, trong đó lúa 6.194 ha": a part is named, and what is measured of it was said before."""
    low = here.low[around.lead.start : around.lead.end]
    plain = words.subject is None and words.indicator == here.of(around.lead) and holder.indicator and low.count(" ") < 6
    if not plain or pattern("measure_nouns").match(low) or pattern("says").search(low) or is_deed(low):
        return words
    return Words(words.indicator, holder.indicator)


def needs(here: Line, around: Around) -> bool:
    """Whether the first quantity of a statement says too little to stand alone."""
    if around.change and around.complement and here.low.startswith("số ", around.tail.start):
        return False  # "…; giảm ít nhất 15% số vụ vi phạm": what changes stands behind
    if around.change and not around.complement and around.tail.start < around.tail.end:
        opens = here.text[around.whole.start : around.whole.start + 1].isupper()
        if opens and not here.low.startswith(("về ", "so "), around.tail.start):
            return False  # "… đạt 11.200 tỷ đồng. Tiết kiệm 10% chi thường xuyên": another thing changes
    told = around.has_lead or around.change or around.complement
    return bool(told) and only_when(here.low[around.lead.start : around.lead.end])


def shared(low: str, found: Sequence[Quantity], out: list[Words]) -> list[Words]:
    """ "40% tập thể và 15% cá nhân được tặng Giấy khen": what is said of the second is said of the first too."""
    for i in range(len(out) - 2, -1, -1):
        gap = low[found[i].end : found[i + 1].start]
        joint = _JOINT.search(gap)
        if joint is None and found[i].kind == found[i + 1].kind == "percent" and out[i].subject and out[i + 1].subject:
            joint = _COMMA_END.search(gap)  # "100% thư viện tỉnh, 80% thư viện huyện và 50% thư viện xã phục vụ …"
        if out[i].indicator is None and out[i + 1].indicator and joint:
            out[i] = Words(out[i].subject, out[i + 1].indicator)
    return out


def link_of(here: Line, around: Around) -> str:
    """The verb that joins a share to what it is of ("đạt 58% kế hoạch", "chiếm 35% GRDP")."""
    words = here.low[around.lead.end : around.whole.end].split()
    return next((word for word in reversed(words) if word in _LINKS), "")
