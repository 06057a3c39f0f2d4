"""What the room hands over: one node of the section tree, with its place."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.text import Note, Span


@dataclass(frozen=True, slots=True)
class Section:
    """A section as a reader sees it.

    ``label`` is what is printed, without its closing mark ("I", "2.1", "a", "Phần thứ nhất", "Điều 5", "-"); None for a heading
    without a number. ``title`` is None where the item is a paragraph. ``depth`` counts from 1, the outermost numbered level;
    ``parent`` is an index into the list that holds this section. ``[start, end)`` is the whole section with its children,
    ``head`` the label and the title (both in code points of ``Text.text``).
    """

    label: str | None
    title: str | None
    kind: str
    depth: int
    parent: int | None
    start: int
    end: int
    head: Span
    notes: tuple[Note, ...] = ()
    annex: bool = False  #: opened as an annex ("PHỤ LỤC I", "(Kèm theo …)"), not only named like one by its heading
