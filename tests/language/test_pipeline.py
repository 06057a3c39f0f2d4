"""The spaCy pipeline of ``models/vi_vanban``: what ``spacy.load`` gives, and that it is what ``annotate.build`` builds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from extractor import annotate, language
from extractor.language.tokenizer import Tokenizer
from extractor.resources import model_path

TEXT = (
    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ.\n"
    "- Trên 95% viên chức, người lao động hoàn thành nhiệm vụ trước ngày 15/12/2025."
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return language.load()(TEXT)


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("citations", [("Nghị định số 98/2023/NĐ-CP ngày 31/12/2023", "Nghị định", "98/2023/NĐ-CP")]),
        (
            "dates",
            [("ngày 31/12/2023", "cited", "2023-12-31/2023-12-31"), ("trước ngày 15/12/2025", "deadline", "/2025-12-15")],
        ),
        ("noun_phrases", [("viên chức", "NP", ""), ("người lao động", "NP", ""), ("nhiệm vụ", "NP", "")]),
    ],
)
def test_span_groups(doc: Doc, group: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(span.text, span.label_, span.kb_id_) for span in doc.spans[group]]
    assert [item for item in found if item in expected] == expected


def test_measures_carry_bound_value_and_unit(doc: Doc) -> None:
    (measure,) = doc.spans["measures"]
    assert (measure.label_, measure.kb_id_) == ("target", "gt 95 %")


def test_tokens_are_whole(doc: Doc) -> None:
    assert {"98/2023/NĐ-CP", "31/12/2023", "95%", "15/12/2025"} <= {token.text for token in doc}


def test_loads_in_a_process_that_never_heard_of_extractor(tmp_path: Path) -> None:
    """The factories are found through entry points, from any folder."""
    code = "import sys, spacy; nlp = spacy.load(sys.argv[1]); print(len(nlp('đạt 95% kế hoạch')), *nlp.pipe_names)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(model_path("vi_vanban"))],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.split() == ["4", *annotate.COMPONENTS]


def test_the_saved_pipeline_is_the_built_one(tmp_path: Path) -> None:
    annotate.main(str(tmp_path / "built"))
    saved, built = model_path("vi_vanban"), tmp_path / "built"
    files = {path.relative_to(saved) for path in saved.rglob("*") if path.is_file()}
    assert files == {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    for name in files - {Path("meta.json")}:
        assert (saved / name).read_bytes() == (built / name).read_bytes(), f"{name}: run python -m extractor.annotate"
    ours, theirs = (json.loads((folder / "meta.json").read_text(encoding="utf-8")) for folder in (saved, built))
    assert ours | {"spacy_git_version": ""} == theirs | {"spacy_git_version": ""}


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_doc_holds_the_text_whole(text: str) -> None:
    assert Tokenizer(spacy.vocab.Vocab())(text).text == text


@pytest.mark.parametrize(
    ("compounds", "expected"),
    [(False, ["người", "lao", "động", "đạt", "63,41", "%"]), (True, ["người", "lao động", "đạt", "63,41", "%"])],
)
def test_compounds_are_joined_when_asked(compounds: bool, expected: list[str]) -> None:
    text = "người lao động đạt 63,41 lần"
    assert [t.text for t in Tokenizer(spacy.vocab.Vocab(), compounds)(text)][:-1] == expected[:-1]


def test_docs_can_be_stored_and_piped(doc: Doc) -> None:
    nlp = language.load()
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert [s.text for s in again.spans["dates"]] == [s.text for s in doc.spans["dates"]]
    assert [d.text for d in nlp.pipe([TEXT, ""])] == [TEXT, ""]
