"""Imports go one way: a room may know the rooms before it, never those after it (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "extractor"

#: The floors of the house; a room may import rooms of its own floor's left side and of every floor below.
ORDER = [
    ["resources", "limits", "messages"],
    ["errors", "typed"],
    ["text"],
    ["stamps"],
    ["ocr"],
    ["legacy"],
    ["readers", "repair"],
    ["language"],
    ["registry"],
    ["letterhead", "sections", "tables"],
    ["attachments"],
    ["citations"],
    ["dates"],
    ["targets"],
    ["annotate"],
    ["records"],
    ["pipeline"],
    ["store"],
    ["queries", "importing", "integrity"],
    ["showing", "evaluation"],
    ["cli", "__main__"],
]
FLOOR = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
#: Imported lazily on purpose: an error says itself in the language of the moment; the contract's models depend on nothing.
ALLOWED = {("errors", "messages"), ("readers", "repair")}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "extractor":
                names.update(f"extractor.{alias.name}" for alias in node.names)
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("extractor.")} & FLOOR.keys()


def typing_only(path: Path) -> set[str]:
    """Rooms named only under ``if TYPE_CHECKING``: a type is no dependency at run time."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    out: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom) and inner.module and inner.module.startswith("extractor."):
                    out.add(inner.module.split(".")[1])
    return out


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return  # the package's own verbs, imported when asked for
    assert room in FLOOR, f"{room} is not in the house: give it a floor"
    upward = {
        other
        for other in imported_rooms(path) - typing_only(path) - {room}
        if FLOOR[other] > FLOOR[room] and (room, other) not in ALLOWED
    }
    assert not upward, f"{room} imports {sorted(upward)}, which stand above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_stay_small_and_say_what_they_are_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 300, "a module has one idea and at most 300 lines"
    assert ast.get_docstring(ast.parse(source)), "a module argues for itself in its docstring"
