"""``models/section_kinds.toml``: the words that say what a section is about, and the words that labels are made of.

Validated on load: a phrase under two kinds or an empty one is an error of the data, found by the tests and not by a user.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.resources import model_path
from extractor.text.fold import fold, fold_ascii

#: Short words that mean something else without their tones: "cần" is not "cán (bộ)", "bị" not "bí (thư)", "bản" not "ban".
_WITH_TONES = frozenset({"verbs", "predicates", "lead_ins", "annex_openers"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases folded without diacritics unless said otherwise."""

    kinds: tuple[str, ...]  #: the contract's kinds; a test holds that the two lists are one
    phrases: Mapping[str, str]  #: phrase → kind
    anywhere: frozenset[str]  #: phrases that decide wherever they stand in a heading
    papers: frozenset[str]  #: heads of headings in which no such phrase decides ("Báo cáo tổng kết …")
    pairs: Mapping[frozenset[str], str]  #: two kinds named side by side → the kind of both
    skipped: frozenset[str]  #: words that do not count as the head of a heading ("một số", "các")
    not_printed: frozenset[str]  #: spellings with their diacritics that look like a phrase and are another word ("chi tiêu")
    verbs: tuple[str, ...]  #: words that begin a task rather than a heading, with their tones
    predicates: tuple[str, ...]  #: words that make a sentence of it, with their tones
    lead_ins: tuple[str, ...]  #: last words before a colon that announce a list, with their tones
    steps: tuple[str, ...]  #: words that count steps ("Bước 1")
    forms_of_annex: tuple[str, ...]  #: words that number forms and models ("Mẫu số 01")
    referred: tuple[str, ...]  #: what stands behind a reference ("Điều 5 Luật …")
    annex_openers: tuple[str, ...]  #: first words of an annex that has no number ("DANH SÁCH …")
    issued: tuple[str, ...]  #: first words of a text issued with a decision that are no type of document ("ĐIỀU LỆ …")
    legal_basis: tuple[str, ...]  #: first words of a line that says on what the document rests
    closings: tuple[str, ...]  #: first words of the sentence that ends the document
    no_headings: tuple[str, ...]  #: lines in capitals that are no headings ("QUYẾT ĐỊNH")


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once."""
    data = tomllib.loads(model_path("section_kinds.toml").read_text(encoding="utf-8"))
    words = {name: _folded(name, entries) for name, entries in data["words"].items()}
    return Lexicon(
        kinds=tuple(data["kinds"]),
        phrases=_phrases(data["kinds"]),
        anywhere=frozenset(fold_ascii(w) for w in data["reading"]["anywhere"]),
        papers=frozenset(fold_ascii(w) for w in data["reading"]["papers"]),
        pairs={frozenset((first, second)): both for first, second, both in data["reading"]["pairs"]},
        skipped=frozenset(fold_ascii(w) for w in data["reading"]["skipped"]),
        not_printed=frozenset(fold(w) for w in data["reading"]["not_printed"]),
        **words,
    )


def _folded(name: str, entries: list[str]) -> tuple[str, ...]:
    return tuple((fold if name in _WITH_TONES else fold_ascii)(entry) for entry in entries)


def _phrases(kinds: Mapping[str, list[str]]) -> dict[str, str]:
    phrases: dict[str, str] = {}
    for kind, entries in kinds.items():
        for entry in entries:
            phrase = fold_ascii(entry)
            if not phrase or phrases.get(phrase, kind) != kind:
                raise ValueError(f"section_kinds.toml: {entry!r} is empty or stands under two kinds")
            phrases[phrase] = kind
    return phrases
