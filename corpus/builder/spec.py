"""The annotated source of a sample document: what it says and, beside each paragraph, what a careful reader finds in it.

One TOML file a document in ``corpus/source``. Everything but ``body`` is the letterhead and how it is printed; ``body`` is
plain text, one paragraph a line, with three kinds of marked lines:

``@2 1|.|Mục đích|muc_dich|``            a numbered node: depth, label, mark, title, kind, what goes on in the same paragraph
``|TT|Chỉ tiêu|Kế hoạch``                a row of a table; ``|=`` before the first cell says that the row is a header row
``^d 2021..2025 period``                 a finding of the line above: ``^d`` date, ``^c`` citation, ``^t`` target (the last two
``^t {op="ge", low=95.0, unit="%"}``     as TOML inline tables in the contract's words)
``^p 2024``                              the period of the targets below this node that state none themselves; the whole
                                         document's stands in ``letterhead.period``

The expected record is built from the same lines as the document, so the two cannot drift apart; the builder refuses a
finding whose words do not stand in its paragraph.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Block:
    """A paragraph, a numbered node or a table row of the body."""

    text: str  #: as printed, label included; cells separated by tabs
    style: str = "text"  #: text, heading, item, row, header_row, centred
    node: dict[str, Any] | None = None
    dates: list[dict[str, str]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)
    period: dict[str, str] | None = None  #: of the targets below this node


@dataclass(slots=True)
class Spec:
    """One document: how it is printed and what is expected of it."""

    name: str
    path: str  #: under corpus/sample
    letterhead: dict[str, Any]
    printed: dict[str, Any]  #: how the letterhead's parts are printed where that differs from what is expected
    difficulties: list[str]
    renderer: str  #: how it is made, where the name of the file says otherwise (a web page named .doc)
    encoding: str  #: of text files
    body: list[Block]
    after: list[Block]  #: what stands behind the signature: appendices, another document
    attachments: list[dict[str, Any]]  #: what a reader finds there: kind, title, number, doc_type

    def expected(self) -> dict[str, Any]:
        """The gold record."""
        blocks = self.body + self.after
        record = {
            "file": self.path,
            "header": {key: self.letterhead.get(key) for key in HEADER_KEYS},
            "sections": _sections(blocks),
            "targets": _targets(blocks, self.letterhead.get("period")),
            "dates": self.letterhead.get("dates", []) + [d for b in blocks for d in b.dates],
            "citations": self.letterhead.get("citations", []) + [c for b in blocks for c in b.citations],
            "tables": _tables(blocks),
        }
        return record | ({"attachments": self.attachments} if self.attachments else {})


HEADER_KEYS = (
    "number", "doc_type", "issuer", "parent_issuer", "place", "issued_on", "subject", "signers", "recipients", "secrecy",
    "urgency",
)  # fmt: skip
_CITATION_DEFAULTS: dict[str, Any] = {
    "number": None,
    "issued_on": None,
    "issuer": None,
    "pinpoint": [],
    "relation": "dan_chieu",
}
_TARGET_DEFAULTS: dict[str, Any] = {
    "role": "target", "op": None, "low": None, "high": None, "unit": None, "base": None, "subject": None, "indicator": None,
    "period": None, "table": None,
}  # fmt: skip


def load(path: Path) -> Spec:
    """Read one annotated source; ``ValueError`` names the line that is wrong."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    head = data["letterhead"]
    head["dates"] = [_date(entry) for entry in head.get("dates", [])]
    head["citations"] = [_CITATION_DEFAULTS | entry for entry in head.get("citations", [])]
    head["signers"] = [{"authority": None, "title": None, "name": None} | s for s in head.get("signers", [])]
    head["recipients"] = [{"note": None} | r for r in head.get("recipients", [])]
    return Spec(
        name=path.stem,
        path=data["path"],
        letterhead=head,
        printed=data.get("printed", {}),
        difficulties=data.get("difficulties", []),
        renderer=data.get("renderer", Path(data["path"]).suffix.lstrip(".")),
        encoding=data.get("encoding", "utf-8"),
        body=_blocks(data["body"], path.name),
        after=_blocks(data.get("after", ""), path.name),
        attachments=[
            {"kind": a["kind"], "title": a["title"], "header": {k: a.get(k) for k in ("number", "doc_type")}}
            for a in data.get("attachments", [])
        ],
    )


def _blocks(body: str, name: str) -> list[Block]:
    blocks: list[Block] = []
    for number, line in enumerate(body.strip("\n").split("\n"), 1):
        if not line.strip():
            continue
        try:
            mark = line.lstrip()[:2]
            if mark in _FINDINGS:
                _FINDINGS[mark](blocks[-1], line.lstrip()[2:].strip())
            else:
                blocks.append(_block(line))
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{name}, body line {number}: {line!r}: {error}") from error
    return blocks


def _block(line: str) -> Block:
    if line.startswith("@"):
        return _node(line[1:])
    if line.startswith("|="):
        return Block("\t".join(line[2:].split("|")), "header_row")
    if line.startswith("|"):
        return Block("\t".join(line[1:].split("|")), "row")
    if line.startswith("~"):
        return Block(line[1:].strip(), "centred")
    return Block(line.strip())


def _node(line: str) -> Block:
    depth, rest = line.split(" ", 1)
    label, mark, title, kind, run_on = rest.split("|", 4)
    printed = f"{label}{mark}"
    text = f"{printed} {title}{run_on}" if title else f"{printed} {run_on.strip()}"
    node = {"depth": int(depth), "label": label, "title": title or None, "kind": kind or "khac"}
    return Block(text.strip(), "heading" if title and not run_on else "item", node)


def _date(entry: str) -> dict[str, str]:
    interval, role = entry.split(" ")
    return {**_interval(interval), "role": role}


def _interval(entry: str) -> dict[str, str]:
    start, dots, end = entry.partition("..")
    return {"from": start, "to": end if dots else start}


def _add_date(block: Block, entry: str) -> None:
    block.dates.append(_date(entry))


def _inline(entry: str) -> dict[str, Any]:
    value: dict[str, Any] = tomllib.loads(f"x = {entry}")["x"]
    return value


def _add_citation(block: Block, entry: str) -> None:
    found = _CITATION_DEFAULTS | _inline(entry)
    words = found["number"] or found["key"]
    if not found.pop("unprinted", False) and words.split("/")[0] not in block.text:
        raise ValueError(f"{words} does not stand in the paragraph")
    block.citations.append(found)


def _add_target(block: Block, entry: str) -> None:
    found = _TARGET_DEFAULTS | _inline(entry)
    for words in (found["subject"], found["indicator"]):
        if words and not found["table"] and words not in block.text:
            raise ValueError(f"{words!r} does not stand in the paragraph")
    block.targets.append(found)


def _set_period(block: Block, entry: str) -> None:
    block.period = _interval(entry)


_FINDINGS = {"^p": _set_period, "^d": _add_date, "^c": _add_citation, "^t": _add_target}


def _sections(blocks: list[Block]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    open_nodes: list[tuple[int, str]] = []
    for block in blocks:
        if block.node:
            depth = block.node["depth"]
            open_nodes = [(d, i) for d, i in open_nodes if d < depth]
            node_id = f"n{len(out) + 1}"
            out.append({"id": node_id, "parent_id": open_nodes[-1][1] if open_nodes else None, **block.node})
            open_nodes.append((depth, node_id))
    return out


def _targets(blocks: list[Block], period: str | None) -> list[dict[str, Any]]:
    """Targets with ids; ``parent = true`` makes a target the "trong đó" of the last one without it in its paragraph."""
    out: list[dict[str, Any]] = []
    open_periods: list[tuple[int, dict[str, str] | None]] = [(0, _interval(period) if period else None)]
    for block in blocks:
        whole: str | None = None
        if block.node:
            open_periods = [(d, p) for d, p in open_periods if d < block.node["depth"]]
            open_periods.append((block.node["depth"], block.period or open_periods[-1][1]))
        for found in block.targets:
            nested = found.pop("parent", False)
            row = {"id": f"t{len(out) + 1}", "parent_id": whole if nested else None, **found}
            row["period"] = found["period"] or open_periods[-1][1]
            if not nested:
                whole = row["id"]
            out.append(row)
    return out


def _tables(blocks: list[Block]) -> list[dict[str, Any]]:
    """Runs of rows; header rows are joined as the contract says: each cell the words above it, outermost first."""
    tables: list[list[Block]] = []
    previous = ""
    for block in blocks:
        if block.style in ("row", "header_row"):
            if previous not in ("row", "header_row"):
                tables.append([])
            tables[-1].append(block)
        previous = block.style
    return [{"rows": _joined(rows)} for rows in tables]


def _joined(rows: list[Block]) -> list[list[str]]:
    cells = [block.text.split("\t") for block in rows]
    heads = [c for c, block in zip(cells, rows, strict=True) if block.style == "header_row"]
    data = cells[len(heads) :]
    if not heads:
        return data
    joined = []
    for column in range(max(map(len, heads))):
        words = [_above(row, column, last=row is heads[-1]) for row in heads]
        joined.append(" / ".join(dict.fromkeys(w for w in words if w)))
    return [joined, *data]


def _above(row: list[str], column: int, *, last: bool) -> str:
    """The words over ``column`` in a header row: its own cell, or the spanning cell to its left in a row that has one below."""
    if column < len(row) and row[column]:
        return row[column]
    if last:
        return ""
    return next((row[c] for c in range(min(column, len(row) - 1), -1, -1) if row[c]), "")
