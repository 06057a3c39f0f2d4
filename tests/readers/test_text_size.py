"""Texts that are no documents are refused before anything is made of them, and what is read takes no deeper stack."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from extractor.errors import TooLargeError
from extractor.limits import Limits
from extractor.pipeline import extract_text
from extractor.readers import read


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "rtf"])
@pytest.mark.parametrize(
    ("text", "limit"),
    [("- a\n" * 200, "max_lines"), ("(" * 900, "max_line_characters"), ("a\n" + "7" * 900, "max_line_characters")],
)
def test_limits_are_named(tmp_path: Path, suffix: str, text: str, limit: str) -> None:
    path = tmp_path / f"a.{suffix}"
    made = {"html": f"<html><p>{text.replace(chr(10), '<p>')}", "rtf": f"{{\\rtf1 {text.replace(chr(10), chr(92) + 'par ')}}}"}
    path.write_text(made.get(suffix, text), encoding="utf-8")
    with pytest.raises(TooLargeError) as caught:
        read(path, Limits(max_lines=100, max_line_characters=800))
    assert caught.value.params["limit"] == limit
    assert read(path).text


@pytest.mark.parametrize("unit", ["- ", "+ ", "I. ", "1. ", "a) ", "(", "- \n", "“", "1.1. "])
def test_no_text_recurses(unit: str) -> None:
    """ "- - - …" once raised RecursionError."""
    assert extract_text(unit * 5_000, language=False).text


@pytest.mark.parametrize(("name", "make"), [("a.html", lambda: b"<html><body>" + b"<p>a" * 120), ("a.docx", lambda: docx(120))])
def test_more_tags_than_a_tree_is_made_of(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(TooLargeError) as caught:
        read(path, Limits(max_tags=100))
    assert "max_tags" in str(caught.value)
    assert read(path, Limits(max_tags=20_000)).text.count("a") == 120


def docx(paragraphs: int) -> bytes:
    out, made = io.BytesIO(), Document()
    for _ in range(paragraphs):
        made.add_paragraph("a")
    made.save(out)
    return out.getvalue()


def test_a_run_longer_than_the_parser_takes_is_too_long_not_broken(tmp_path: Path) -> None:
    out, made = io.BytesIO(), Document()
    made.add_paragraph(random.Random(1).randbytes(6_000_000).hex())  # packs to a half: no bomb
    made.save(out)
    path = tmp_path / "a.docx"
    path.write_bytes(out.getvalue())
    with pytest.raises(TooLargeError) as caught:
        read(path)
    assert "max_line_characters" in str(caught.value)


def test_lines_of_a_word_file_are_counted_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """6 million empty paragraphs took two minutes and 2.5 GB before they were found too many."""
    monkeypatch.setattr("extractor.readers.doc.reading.source_of", lambda *_, **__: pytest.fail("lines were made"))
    with pytest.raises(TooLargeError) as caught:
        read(Path(__file__).parent / "word" / "ke-hoach.doc", Limits(max_lines=5))
    assert caught.value.params["limit"] == "max_lines"
