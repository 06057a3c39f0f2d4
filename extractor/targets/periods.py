"""The time a measure is for: named in its statement, else in the headings around it, else in the document's title.

A date that only names a document or an event, or that a value is compared with, is no period. Of several, the nearest to the
number is meant, and one behind the number only where nothing parts them: the next clause has a time of its own. Words that
name a time by the report's own ("lũy kế từ đầu năm", "8 tháng đầu năm", "đến nay") are worked out from its title; where they
name another time that nothing tells ("tháng trước", "tháng tới"), the period is unknown, which beats a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from extractor.text import Span

if TYPE_CHECKING:
    from extractor.dates import DateMention

Period = tuple[str, str]

_COMPARED = re.compile(r"(?<!\w)(?:so|kế hoạch|dự toán|chỉ tiêu|cùng kỳ|thực hiện) (?:với |cùng )?[^,;:.()\d]{0,40}$")
_AGAINST = re.compile(r"(?<!\w)[Ss]o (?:với |cùng )?[^,;:.()\d]{0,40}$")
_PARTED = re.compile(r"[,;:()]|\d[\d.,]*\s?[%‰]")
_COMPLETED = re.compile(r",\s(?:phấn đấu )?(?:cơ bản )?hoàn thành (?:xong )?(?:trong|vào)? ?$")
_YEAR_BEHIND = re.compile(r"\s?\((?:năm |vào |đến )?((?:19|20)\d\d)\)|[^,;:()\d]{1,24}\(((?:19|20)\d\d)\)")
_NOT_FOR = frozenset({"issued", "cited", "recurrence"})
_BEHIND = 60  # characters between a number and its time
#: A time that stands in a bracket with a number of its own is that number's: "(lũy kế từ đầu năm 102 ca); điều trị 26 người".
_OF_A_BRACKET = re.compile(r"[^()\d]*\d[^()]*\)")
_LASTS = re.compile(r"(?:vòng|hạn|gian|sau|từ|hơn|trên|dưới|quá|mỗi|cứ|đủ|gần|khoảng|kéo dài) $")  # how long, not since when
_TRIED = 8  # dates before a number that are looked at: the others of a sentence with many are not its own
_LONGEST = 120  # characters of a sentence in which the time it opens with ends
_OPENING = 14  # characters before the time that a sentence opens with, and names for all its parts

#: Times named by the report's own. ``months``: "8 tháng đầu năm"; ``since``: from the start of the year; ``now``: up to the
#: report; ``this``: the report's; ``year``: the whole of its year; ``other``: one before or behind it. "10 tháng" alone counts
#: from the start of the year where it is summed up or reaches a value ("ước thực hiện 10 tháng đạt 957 tỷ đồng").
_RELATIVE = re.compile(
    r"(?<!\w)(?=[\dlcqtkđhưnv])(?:"
    r"(?P<months>(?:luỹ kế |trong |qua |cả )?(?P<count>\d{1,2}) tháng(?: đầu năm| qua)(?! \d)"
    r"|luỹ kế (?P<sum>\d{1,2}) tháng(?! (?:19|20)\d\d(?![.,\d])| năm \d)"
    r"|(?<!gian )(?:(?:ước )?thực hiện|cộng dồn|tính chung|kết quả) (?P<done>\d{1,2}) tháng(?=,? (?:ước |là |đạt ))"
    r"|(?P<part>\d{1,2}) tháng(?= (?:ước |thực hiện |ước thực hiện ){0,2}(?:đạt|tăng|giảm) ))"
    r"|(?P<since>(?:luỹ kế |cộng dồn |tính |kể )?từ đầu năm(?! học)"
    r"(?: đến (?:nay|thời điểm báo cáo|thời điểm này|hết tháng|hết quý|cuối kỳ))?)"
    r"|(?P<now>luỹ kế|cộng dồn|đến nay|hiện nay|hiện có|(?:tính )?đến thời điểm báo cáo|tính đến thời điểm này)"
    r"|(?P<this>trong (?:tháng|quý|tuần|kỳ|năm)(?! \d| [ivx]+(?!\w)| trước| tới| sau| qua)"
    r"|(?:tháng|quý|tuần|kỳ|năm) (?:này|nay))"
    r"|(?P<year>(?:ước )?cả năm(?! \d))"
    r"|(?P<other>(?:tháng|quý|tuần|kỳ|năm|năm học|vụ) (?:trước|tới|sau|ngoái)|thời gian tới|cùng kỳ)"
    r")(?!\w)"
)


#: A heading of another time than the report's ("4.1. Năm trước", "Công tác tuần tới").
_OTHER = re.compile(r"(?<!\w)(?:tháng|quý|tuần|kỳ|năm) (?:trước|tới|sau)(?!\w)")


#: "tuần 11 năm 2025": the year of a week, not the time of a weekly report.
_YEAR_OF_WEEK = re.compile(r"(?<!\w)tuần (?:thứ )?(?:\d{1,2}|[ivxl]{1,6})(?: ?[,/-])? $")
#: What a value rose or fell from: "giảm từ 6,8% năm 2025 xuống 5,5%".
_FROM = re.compile(r"(?<!\w)từ \d[\d.,]*\s?[^,;:()\d]{0,24}$")
_MOVED_TO = re.compile(r"(?<!\w)(?:lên|xuống|còn)(?!\w)")
_PLAN_OF = re.compile(r"(?<!\w)(?:chỉ tiêu|kế hoạch|dự toán) $")
_EXCEEDS = re.compile(r"(?<!\w)(?:hơn|bằng|tăng|giảm|vượt) $")


class When(NamedTuple):
    """Where a measure stands: its line (where it starts, folded) and, in the line, the sentence, the evidence, the number."""

    line: int
    low: str
    opens: int
    start: int
    end: int
    number: int
    behind: int  #: where the quantity ends

    @property
    def statement(self) -> Span:
        """The evidence in the text."""
        return Span(self.line + self.start, self.line + self.end)


class Periods:
    """The dates of one text that can say what time a measure is for; ``title`` is the stretch that holds the title.

    ``looks_ahead``: the document is a plan, so its title does not say when a result in it was reached; ``looks_back``: it is
    a report, whose one time is not that of its aims.
    """

    def __init__(
        self, text: str, dates: Sequence[DateMention], title: Span, *, looks_ahead: bool = False, looks_back: bool = False
    ) -> None:
        kept = (d for d in dates if d.role not in _NOT_FOR and not _AGAINST.search(text, max(0, d.start - 56), d.start))
        self._dates = sorted(filter(_is_stretch, kept), key=lambda d: d.start)
        self._starts = [d.start for d in self._dates]
        self._title = _told_once(text, self._within(title))
        self._text = text
        self._looks_ahead, self._looks_back = looks_ahead, looks_back
        self._issued = next((d.from_ for d in dates if d.role == "issued"), "")

    def named(self, when: When, *, ahead: bool = False) -> tuple[bool, Period | None]:
        """Whether the words of a measure name its time, and which period that is (None where nothing tells)."""
        behind = _YEAR_BEHIND.match(when.low, when.behind)
        if behind:
            year = behind.group(1) or behind.group(2)
            return True, (year, year)
        dated, relative = self._near(when), _relative(when)
        if relative is not None and (dated is None or relative.start() + when.line > dated.start):
            return True, self._told(relative, ahead)
        return dated is not None, (dated.from_, dated.to) if dated else None

    def around(self, heads: Sequence[Span], *, ahead: bool = False) -> Period | None:
        """The period that ``heads`` (headings from the innermost out) or the title give to all that stands below them.

        ``ahead``: of what is still to be reached; of two times in the title ("… năm 2024, phương hướng năm 2025") the last.
        """
        for head in heads:
            within = self._within(head)
            if within:
                return within[-1].from_, within[-1].to
            if _OTHER.search(self._text[head.start : head.end].lower()):
                return None
        if ahead and self._looks_back and len({(d.from_, d.to) for d in self._title}) < 2:
            return None  # the one time that a report names is behind it
        return None if self._looks_ahead and not ahead else self._own(ahead)

    def is_past(self, period: Period | None) -> bool:
        """Whether a period was over when the document was issued: nothing is to be reached in it any more."""
        last = period[1] if period else ""
        return bool(last and self._issued) and last < self._issued[: len(last)]

    def is_ahead(self, period: Period | None) -> bool:
        """Whether a period begins after the document was issued: nothing was reached in it yet."""
        first = period[0] if period else ""
        return bool(first and self._issued) and first[: len(self._issued)] > self._issued[: len(first)]

    def _own(self, ahead: bool) -> Period | None:
        if not self._title:
            return None
        named = self._title[-1 if ahead else 0]
        return named.from_, named.to

    def _told(self, relative: re.Match[str], ahead: bool) -> Period | None:
        """The period that words such as "lũy kế từ đầu năm" name, from that of the title; None where that does not tell."""
        own = self._own(ahead)
        if own is None or relative["other"] or (self._looks_ahead and not ahead):
            return None
        last = own[1]
        if relative["this"] or not last[:4].isdigit():
            return own
        if relative["now"]:
            return "", last
        if relative["since"]:
            return last[:4] + "-01-01"[: len(last) - 4], last
        return (last[:4], last[:4]) if relative["year"] else _of_months(relative, last)

    def _near(self, when: When) -> DateMention | None:
        """The time named nearest to the number: right behind it, before it, or where its sentence opens."""
        at = bisect_left(self._starts, when.line + when.number)
        held = (d for d in reversed(self._dates[max(0, at - _TRIED) : at]) if d.start >= when.statement.start)
        told = (d for d in held if not _came_from(when, d))
        before = next((d for d in told if not _OF_A_BRACKET.match(when.low, d.end - when.line, when.number)), None)
        behind = next((d for d in self._dates[at : at + 1] if d.end <= when.statement.end), None)
        if behind is not None and not _is_anothers(when, behind):
            apart = before is None or _PARTED.search(when.low[max(0, before.end - when.line) : when.number])
            return behind if apart else before
        if before is not None or when.opens >= when.start:
            return before
        opens = when.line + when.opens
        opening = self._within(Span(opens, min(opens + _LONGEST, when.line + when.start)))
        return opening[0] if opening and opening[0].start - opens <= _OPENING else None

    def _within(self, span: Span) -> list[DateMention]:
        """The dates in ``span``."""
        first = last = bisect_left(self._starts, span.start)
        while last < len(self._dates) and self._dates[last].end <= span.end:
            last += 1
        return self._dates[first:last]


def _is_stretch(found: DateMention) -> bool:
    """Whether a date is a stretch of time or an end, not a single day."""
    return found.precision != "day" or not found.from_ or not found.to


def _told_once(text: str, title: Sequence[DateMention]) -> list[DateMention]:
    """The times of a title without the year that only says of which year its week, or the days that follow in brackets, are."""
    return [d for d, then in zip(title, [*title[1:], None], strict=False) if not _only_dates(text, d, then)]


def _only_dates(text: str, found: DateMention, then: DateMention | None) -> bool:
    if found.precision != "year":
        return False
    week = _YEAR_OF_WEEK.search(text[max(0, found.start - 24) : found.start].lower())
    closer = then is not None and then.precision == "range" and len(then.from_) == 10 and then.from_.startswith(found.from_)
    return week is not None or (closer and then is not None and text[found.end : then.start].strip() == "(")


def _came_from(when: When, found: DateMention) -> bool:
    """Whether a time before the number is that of the value it rose or fell from."""
    at, end = found.start - when.line, found.end - when.line
    return _MOVED_TO.search(when.low, end, when.number) is not None and _FROM.search(when.low, max(0, at - 48), at) is not None


def _of_months(relative: re.Match[str], last: str) -> Period | None:
    """The first months of the year, which cannot be more than it has had at ``last``; a bare "10 tháng" must be all of them."""
    months = int(next(filter(None, relative.group("count", "sum", "done", "part")), 0))
    most = int(last[5:7]) if last[5:7].isdigit() else 12
    if not 0 < months <= most or (relative["part"] and months != most):
        return None
    return f"{last[:4]}-01-01", f"{last[:4]}-{months:02}-{monthrange(int(last[:4]), months)[1]}"


def _relative(when: When) -> re.Match[str] | None:
    """The last relative time before the number that is not compared with."""
    last = None
    for match in _RELATIVE.finditer(when.low, max(when.opens, when.number - 300), when.number):
        against = _AGAINST.search(when.low, max(0, match.start() - 56), match.start())
        if against is None and match["year"]:
            against = _PLAN_OF.search(when.low, max(0, match.start() - 12), match.start())
        if against is None and match["other"] == "cùng kỳ":
            against = _EXCEEDS.search(when.low, max(0, match.start() - 8), match.start())
        lasts = match["part"] and _LASTS.search(when.low, max(0, match.start() - 8), match.start())
        if not against and not lasts and not _OF_A_BRACKET.match(when.low, match.end(), when.number):
            last = match
    return last


def _is_anothers(when: When, found: DateMention) -> bool:
    """Whether a time behind the number is another's: something parts them, and it is no end that the clause adds."""
    between = when.low[when.behind : found.start - when.line].removeprefix(")")  # the number's own bracket
    parted = _PARTED.search(between)
    if _COMPARED.search(between):
        return True
    if parted is None:
        return len(between) > _BEHIND
    if _COMPLETED.match(between, parted.start()):
        return False
    return found.from_ != "" or re.search(r"\d", between[parted.start() :]) is not None
