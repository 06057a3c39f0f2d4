"""Every error is one line that says what to do, in the language asked for, with the contract's exit code."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

#: arguments ({db} a store, {no} a missing one, {bad} a file that is none, {empty} an empty folder), code, vi, en, reason
CASES = [
    ("", 2, "nêu một lệnh", "name a command", "no command"),
    ("khongco", 2, "không có lệnh", "no such command", "unknown command, the commands listed"),
    ("targets", 2, "thiếu --db", "--db is missing", "a required option"),
    ("extract", 2, "thiếu TỆP", "FILE is missing", "a required argument"),
    ("search --db {db}", 2, "thiếu CHỮ", "WORDS is missing", "words to look for"),
    ("targets --db", 2, "--db dùng sai cách", "--db is used wrongly", "an option without its value"),
    ("targets --db {db} --khong", 2, "không có tùy chọn", "has no option", "unknown option"),
    ("targets --db {db} thua", 2, "thừa đối số", "too many arguments", "an extra argument"),
    ("--lang fr doctor", 2, "vi, en", "vi, en", "unknown language"),
    ("targets --db {db} --format xml", 2, "table, json, csv", "table, json, csv", "unknown format"),
    ("targets --db {db} --role x", 2, "target, result", "target, result", "a closed list"),
    ("targets --db {db} --unit kg", 2, "chọn một trong: %", "choose one of: %", "a unit that is not in the store"),
    ("documents --db {db} --type XX", 2, "KH", "KH", "a type there is not"),
    ("documents --db {db} --year 25", 2, "bốn chữ số", "four digits", "a year"),
    ("documents --db {db} --limit x", 2, "số nguyên", "whole number", "a limit"),
    ("documents --db {db} --document x", 2, "không có văn bản", "No document", "a document"),
    ("dates --db {db} --from 31/12/2025", 2, "2025-06-30", "2025-06-30", "a date that is not ISO"),
    ("search ... --db {db}", 2, "không có chữ", "no letters", "nothing to look for"),
    ("extract {bad} --limit x=1", 2, "max_pages", "max_pages", "an unknown limit, the limits listed"),
    ("import {bad} --db {db} --workers x", 2, "số nguyên", "whole number", "workers"),
    ("export --db {db} --format xlsx", 2, "--out", "--out", "a workbook cannot go to standard output"),
    ("export --db {db} --out x.doc", 2, "parquet", "parquet", "a suffix that is no format"),
    ("retry --db {db} --reason X", 2, "NEEDS_OCR", "NEEDS_OCR", "an unknown reason"),
    ("serve --db {db} --port x", 2, "Cổng", "no port", "a port"),
    ("targets --db {no}", 3, "Không có kho dữ liệu", "No such database", "no such database"),
    ("status --db {no}", 3, "Không có kho dữ liệu", "No such database", "no such database"),
    ("retry --db {no}", 3, "Không có kho dữ liệu", "No such database", "no such database"),
    ("export --db {no}", 3, "Không có kho dữ liệu", "No such database", "no such database"),
    ("targets --db {bad}", 3, "không phải là kho dữ liệu", "is not a database", "not a database"),
    ("targets --db {empty}", 3, "là thư mục", "is a folder", "a folder"),
    ("targets --db {foreign}", 3, "chương trình khác", "another program", "another program's database"),
    ("targets --db {newer}", 3, "nâng cấp vanban", "upgrade vanban", "a newer schema"),
    ("import {empty} --db {no}", 3, "không có tệp nào", "no file to import", "a folder without documents"),
    ("import /khong/co --db {no}", 3, "Không tìm thấy tệp", "No such file", "a path that is not there"),
    ("extract /khong/co.txt", 3, "Không tìm thấy tệp", "No such file", "a file that is not there"),
    ("extract {empty}", 3, "là thư mục", "is a folder", "a folder"),
    ("eval /khong/co", 3, "Không có thư mục", "No such folder", "gold that is not there"),
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, store_path: Path) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("cho")
    (root / "rong").mkdir()
    (root / "bad.txt").write_text("khong phai kho", encoding="utf-8")
    with sqlite3.connect(root / "foreign.db") as other:
        other.execute("CREATE TABLE theirs (a)")
    (root / "newer.db").write_bytes(store_path.read_bytes())
    with sqlite3.connect(root / "newer.db") as newer:
        newer.execute("PRAGMA user_version = 999")
    return {
        **{"db": store_path, "no": root / "khong-co.db", "bad": root / "bad.txt", "empty": root / "rong"},
        **{"foreign": root / "foreign.db", "newer": root / "newer.db"},
    }


@pytest.mark.parametrize(("line", "code", "vi", "en", "reason"), CASES, ids=[case[0] or "nothing" for case in CASES])
def test_errors(  # one a column of the table
    line: str, code: int, vi: str, en: str, reason: str, places: dict[str, Path], vanban: Run
) -> None:
    arguments = [word.format(**places) for word in line.split()]
    for language, words in (("vi", vi), ("en", en)):
        ended = vanban(*arguments, VANBAN_LANG=language)
        assert ended.code == code, (reason, ended)
        assert ended.out == "", reason
        assert ended.err.startswith("vanban: "), ended.err
        assert ended.err.count("\n") == 1, ended.err
        assert words in ended.err, reason
    assert not places["no"].exists(), "a failed command makes no store"


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "en", "targets"], ["targets", "--lang", "en"], ["targets", "--lang=en"], ["--lang=en", "targets"]],
    ids=" ".join,
)
def test_the_language_may_stand_anywhere(arguments: list[str], vanban: Run) -> None:
    assert "--db is missing" in vanban(*arguments).err


def test_the_option_goes_before_the_environment(vanban: Run) -> None:
    assert "thiếu" in vanban("targets", "--lang", "vi", VANBAN_LANG="en").err
    assert "thiếu" in vanban("targets", VANBAN_LANG="fr").err, "a language there is not: Vietnamese"


def test_unexpected_errors_are_one_line_unless_asked(vanban: Run, tmp_path: Path) -> None:
    broken = tmp_path / "hong.py"
    broken.write_text("raise RuntimeError('xấu\\nhai dòng')\n", encoding="utf-8")
    # A module of that name before ours on the path breaks the command that imports it.
    (tmp_path / "csv.py").write_text(broken.read_text(encoding="utf-8"), encoding="utf-8")
    ended = vanban("documents", "--db", tmp_path / "x.db", PYTHONPATH=str(tmp_path))
    assert ended.code == 3
    assert ended.err.count("\n") == 1
    shown = vanban("documents", "--db", tmp_path / "x.db", PYTHONPATH=str(tmp_path), VANBAN_DEBUG="1")
    assert "Traceback" in shown.err


def test_the_database_may_come_from_the_environment(vanban: Run, store_path: Path) -> None:
    assert vanban("documents", VANBAN_DB=str(store_path)).code == 0
