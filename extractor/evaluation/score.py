"""Precision, recall and F1 per field: what gold asks against what was found, as multisets of values.

Matching is by value, not by offset, so that gold can be written without counting characters. A field is a function from a
record to the values it stands for; both sides go through the same function, so that nothing is compared but like with like.
Words are compared folded (case, tone placement, spacing), numbers as numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.text.fold import fold

Record = dict[str, Any]
Values = Iterable[tuple[Hashable, ...]]
BULLETS = frozenset("-+*•☞–")


class Count(NamedTuple):
    """True positives, predicted, asked."""

    hits: int
    found: int
    asked: int

    def plus(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.asked if self.asked else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.asked) if self.found + self.asked else 1.0


@dataclass(frozen=True, slots=True)
class Field:
    """One figure of the report. ``needs`` are the keys gold must spell out for the field to be scored."""

    name: str
    part: str
    values: Callable[[Record], Values]
    needs: tuple[str, ...] = ()

    def asked_by(self, gold: Record) -> bool:
        """Whether this gold record says anything of the field."""
        if self.part not in gold:
            return False
        part = gold[self.part]
        rows = [part] if isinstance(part, dict) else part
        return not rows or all(any(need in row for row in rows) for need in self.needs)


def _words(value: object) -> Hashable:
    return fold(value).strip(" .:;,") if isinstance(value, str) else value


def _pick(row: Record, keys: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(_words(row.get(key)) for key in keys)


def _header(key: str) -> Callable[[Record], Values]:
    def values(record: Record) -> Iterator[tuple[Hashable, ...]]:
        value = record["header"].get(key)
        if isinstance(value, list):
            yield from (tuple(sorted((k, _words(v)) for k, v in row.items())) for row in value)
        elif value is not None:
            yield (_words(value),)

    return values


def _each(part: str, *keys: str, keep: Callable[[Record], bool] = lambda row: True) -> Callable[[Record], Values]:
    return lambda record: (_pick(row, keys) for row in record[part] if keep(row))


def _labelled(row: Record) -> bool:
    """Numbered nodes: bullets and unlabelled parts are not asked for."""
    return bool(row.get("label")) and row["label"] not in BULLETS


def _prose(row: Record) -> bool:
    return row.get("table") is None


def _in_table(row: Record) -> bool:
    return not _prose(row)


def _words_of(key: str) -> Callable[[Record], Values]:
    """The words of ``key`` beside each measure; a measure whose words gold leaves open is not compared (``comparable``)."""
    return lambda record: (
        (*_pick(row, _MEASURE), _words(row[key])) for row in record["targets"] if _prose(row) and row.get(key) is not None
    )


_MEASURE = ("op", "low", "high")
_VALUE = ("role", "op", "low", "high", "unit")


def _titled(row: Record) -> bool:
    return _labelled(row) and row.get("title") is not None


def _tree(record: Record) -> Iterator[tuple[Hashable, ...]]:
    rows = {row.get("id"): row for row in record["sections"]}
    for row in record["sections"]:
        if _labelled(row):
            parent = rows.get(row.get("parent_id")) if row.get("parent_id") else None
            yield (*_pick(row, ("label", "title", "depth")), _words(parent.get("label")) if parent else None)


def _nesting(record: Record) -> Iterator[tuple[Hashable, ...]]:
    rows = {row.get("id"): row for row in record["targets"]}
    for row in record["targets"]:
        parent = rows.get(row.get("parent_id")) if row.get("parent_id") else None
        if parent:
            yield (*_pick(row, _VALUE), *_pick(parent, _VALUE))


def _period(record: Record) -> Iterator[tuple[Hashable, ...]]:
    for row in record["targets"]:
        if _prose(row) and row.get("period"):
            yield (*_pick(row, _VALUE), row["period"]["from"], row["period"]["to"])


def _pinpoints(record: Record) -> Iterator[tuple[Hashable, ...]]:
    for row in record["citations"]:
        for point in row.get("pinpoint") or ():
            yield (_words(row.get("key")), point.get("dieu"), point.get("khoan"), point.get("diem"))


def _attached(record: Record) -> Iterator[tuple[Hashable, ...]]:
    for row in record["attachments"]:
        yield (*_pick(row, ("kind", "title")), *_pick(row["header"], ("number", "doc_type")))


def _cells(record: Record) -> Iterator[tuple[Hashable, ...]]:
    for t, table in enumerate(record["tables"]):
        for r, row in enumerate(table["rows"]):
            for c, cell in enumerate(row):
                if cell:
                    yield (t, r, c, _words(cell))


_HEADER_KEYS = (
    "number", "doc_type", "issuer", "parent_issuer", "place", "issued_on", "subject", "signers", "recipients", "secrecy",
    "urgency",
)  # fmt: skip

FIELDS: tuple[Field, ...] = (
    *(Field(f"header.{key}", "header", _header(key), (key,)) for key in _HEADER_KEYS),
    Field("sections.nodes", "sections", _each("sections", "label", "title", keep=_labelled)),
    Field("sections.kinds", "sections", _each("sections", "label", "title", "kind", keep=_titled), ("kind",)),
    Field("sections.tree", "sections", _tree, ("depth",)),
    Field("targets.values", "targets", _each("targets", *_VALUE, keep=_prose)),
    Field("targets.subjects", "targets", _words_of("subject"), ("subject",)),
    Field("targets.indicators", "targets", _words_of("indicator"), ("indicator",)),
    Field("targets.bases", "targets", _each("targets", *_VALUE, "base", keep=_prose), ("base",)),
    Field("targets.periods", "targets", _period, ("period",)),
    Field("targets.nesting", "targets", _nesting, ("parent_id",)),
    Field("targets.table_rows", "targets", _each("targets", *_VALUE, "indicator", keep=_in_table), ("table",)),
    Field("dates.intervals", "dates", _each("dates", "from", "to", keep=lambda row: row.get("role") != "recurrence")),
    Field("dates.roles", "dates", _each("dates", "from", "to", "role"), ("role",)),
    Field("citations.keys", "citations", _each("citations", "key")),
    Field("citations.types", "citations", _each("citations", "key", "doc_type_name"), ("doc_type_name",)),
    Field("citations.issued_on", "citations", _each("citations", "key", "issued_on"), ("issued_on",)),
    Field("citations.issuers", "citations", _each("citations", "key", "issuer"), ("issuer",)),
    Field("citations.relations", "citations", _each("citations", "key", "relation"), ("relation",)),
    Field("citations.pinpoints", "citations", _pinpoints, ("pinpoint",)),
    Field("tables.cells", "tables", _cells),
    Field("attachments", "attachments", _attached),
)


def comparable(field: Field, gold: Record, found: Record) -> Record:
    """``found`` without the measures whose words gold leaves open: what is debatable is neither asked nor counted wrong."""
    if field.name not in ("targets.subjects", "targets.indicators"):
        return found
    key = field.needs[0]
    stated = {_pick(row, _MEASURE) for row in gold["targets"] if row.get(key) is not None}
    return {**found, "targets": [row for row in found["targets"] if _pick(row, _MEASURE) in stated]}


@dataclass(frozen=True, slots=True)
class Score:
    """One field of one document: the count, and what was missed and what was wrong."""

    count: Count
    missed: Counter[tuple[Hashable, ...]]
    wrong: Counter[tuple[Hashable, ...]]


def score(gold: Record, found: Record) -> dict[str, Score]:
    """Every field that ``gold`` asks for, by name."""
    out = {}
    for field in FIELDS:
        if field.asked_by(gold):
            asked, have = Counter(field.values(gold)), Counter(field.values(comparable(field, gold, found)))
            count = Count(sum((asked & have).values()), sum(have.values()), sum(asked.values()))
            out[field.name] = Score(count, asked - have, have - asked)
    return out
