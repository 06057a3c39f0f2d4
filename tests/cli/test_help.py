"""Help in both languages, complete, documented, and quick because nothing heavy is imported for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from extractor.cli.commands import GROUP, ORDER
from extractor.cli.said import Option

Run = Callable[..., Any]
DOCS = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
CLICKS_OWN = ("Usage:", "Options:", "Commands:", "Arguments:", "Show this message", "[required]", "[OPTIONS]")
HEAVY = ("pydantic", "spacy", "underthesea", "rich", "sqlite_utils", "pandas", "docx", "lxml", "pyarrow", "openpyxl", "numpy")


def options(name: str) -> list[str]:
    command = GROUP.get_command(click.Context(GROUP), name)
    assert command is not None
    return [max(p.opts, key=len) for p in command.params if isinstance(p, Option)]


@pytest.mark.parametrize("name", ORDER)
def test_help_names_every_option(name: str, vanban: Run) -> None:
    told = {language: vanban(name, "--help", "--lang", language) for language in ("vi", "en")}
    for ended in told.values():
        assert (ended.code, ended.err) == (0, "")
        assert [option for option in options(name) if option not in ended.out] == []
    assert told["vi"].out != told["en"].out
    assert [words for words in CLICKS_OWN if words in told["vi"].out] == []


def test_the_groups_help_names_every_command(vanban: Run) -> None:
    ended = vanban("--help")
    assert ended.code == 0
    assert [name for name in ORDER if not re.search(rf"^  {name} ", ended.out, re.MULTILINE)] == []
    assert [words for words in CLICKS_OWN if words in ended.out] == []


@pytest.mark.parametrize("line", [["--help"], ["--version"], ["targets", "--help"], ["import", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(line: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "extractor", *line], capture_output=True, text=True, check=True
    )
    imported = {row.rsplit("|", 1)[-1].strip().split(".")[0] for row in done.stderr.splitlines()}
    allowed = {"pydantic"} if line[0] == "targets" else set()  # its closed lists are the models'
    assert imported & set(HEAVY) <= allowed


@pytest.mark.parametrize("name", ORDER)
def test_every_command_and_option_is_documented(name: str) -> None:
    parts = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    about = [part for part in parts if part.startswith(f"`vanban {name}")]
    assert len(about) == 1, f"docs/commands.md has one part on {name}"
    common = {"--lang", "--help"}
    assert [o for o in options(name) if o not in common and f"`{o}" not in about[0]] == []


def test_the_docs_know_no_command_that_is_not_there() -> None:
    documented = re.findall(r"^## `vanban (\S+?)[ `]", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert documented == list(ORDER)
