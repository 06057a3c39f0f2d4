"""Every message that the program may say exists in both languages, with the placeholders it is given."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

from extractor import errors
from extractor.cli.commands import ORDER, short_help
from extractor.cli.parts import PARTS
from extractor.queries import queries
from extractor.resources import model_path

PACKAGE = Path(__file__).resolve().parents[2] / "extractor"
TEXTS: dict[str, dict[str, str]] = tomllib.loads(model_path("messages.toml").read_text(encoding="utf-8"))
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.VanbanError)}
#: Raised where the file's name is not known; the reader that calls adds it.
COMPLETED_LATER = {("readers/encodings.py", "not_text")}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_with_the_same_placeholders(code: str) -> None:
    assert TEXTS[code].keys() == {"vi", "en"}
    assert placeholders(TEXTS[code]["vi"]) == placeholders(TEXTS[code]["en"])
    assert all(text.strip() == text and text for text in TEXTS[code].values())


def calls() -> list[tuple[str, str, set[str], str]]:
    """(file, code, parameters, callee) of each message said or raised with a constant code."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                callee = ast.unparse(node.func).rsplit(".", 1)[-1]
                code = node.args[0].value
                said = callee == "say" or callee in ERRORS
                spread = any(keyword.arg is None for keyword in node.keywords)
                file = path.relative_to(PACKAGE).as_posix()
                if said and isinstance(code, str) and not spread and (file, code) not in COMPLETED_LATER:
                    names = {str(keyword.arg) for keyword in node.keywords}
                    found.append((file, code, names, callee))
    return found


CALLS = calls()


@pytest.mark.parametrize(("file", "code", "given", "callee"), CALLS, ids=[f"{c[0]}:{c[1]}" for c in CALLS])
def test_what_is_said_is_there_with_its_placeholders(file: str, code: str, given: set[str], callee: str) -> None:
    assert code in TEXTS, f"{file} says {code}"
    assert placeholders(TEXTS[code]["vi"]) <= given, f"{file}: {code} lacks a value"


def test_calls_are_found() -> None:
    assert len({code for _, code, _, _ in CALLS}) > 40, "the walk above sees the program"


def test_codes_of_commands_options_and_columns() -> None:
    asked = queries()
    codes = {
        *map(short_help, ORDER),
        *(p.help for q in asked for p in q.parameters),
        *(q.description for q in asked),
        *(f"column_{name}" for q in asked for name in q.shown if name != "years"),
        *(code for q in asked if q.words for code in (q.words, f"{q.words}_word")),
        *(part.needed_for for part in PARTS),
    }
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        codes |= set(re.findall(r'"((?:option|argument|word|help)_[a-z_]+)"', path.read_text(encoding="utf-8")))
    assert codes - TEXTS.keys() == set()
