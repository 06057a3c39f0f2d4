"""Training of the heading classifier: ``python -m extractor.sections.train OUTPUT_FOLDER``.

Headings are composed from the heads in ``models/heading_kinds/headings.toml`` and the phrases of the lexicon, alone and with a
topic behind them; some lose a letter, as OCR loses it. Everything is drawn from one seed, so a second run gives the same
weights. One head in six is held out: the figures printed are for heads the model has never seen.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.resources import model_path
from extractor.sections.classifier import MODEL, THRESHOLD, features
from extractor.sections.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.language import Language

SEED = 20250
EPOCHS = 10
_BATCH = 64
_PER_HEAD = 14
_PER_NONE = 3_600
_BEFORE = ("", "", "", "một số", "các", "những", "về", "công tác", "phần")

Heading = tuple[str, str]


def compose() -> tuple[list[Heading], list[Heading]]:
    """(heading, kind) for training and for development; no head stands in both."""
    data = tomllib.loads(model_path(MODEL, "headings.toml").read_text(encoding="utf-8"))
    rng = random.Random(SEED)
    train: list[Heading] = []
    held: list[Heading] = []
    for kind, heads in _heads(data).items():
        for i, head in enumerate(heads):
            target = held if i % 6 == 5 else train
            target.extend((words, kind) for words in _dressed(head, data["behind"]["topics"], rng))
    none = list(_none(data["none"], [*data["behind"]["topics"], *lexicon().phrases], rng))
    cut = len(none) * 5 // 6
    train.extend((words, "khac") for words in none[:cut])
    held.extend((words, "khac") for words in none[cut:])
    rng.shuffle(train)
    return train, held


def _heads(data: Mapping[str, Any]) -> dict[str, list[str]]:
    heads: dict[str, list[str]] = {kind: list(own) for kind, own in data["heads"].items()}
    for phrase, kind in lexicon().phrases.items():
        heads.setdefault(kind, []).append(phrase)
    return {kind: sorted(own) for kind, own in sorted(heads.items())}


def _dressed(head: str, topics: Sequence[str], rng: random.Random) -> Iterator[str]:
    yield head
    for _ in range(_PER_HEAD):
        words = f"{rng.choice(_BEFORE)} {head} {rng.choice(['', *topics])}"
        if rng.random() < 0.25:
            words += f" {rng.choice(topics)}"
        yield _slipped(words, rng) if rng.random() < 0.1 else words


def _slipped(words: str, rng: random.Random) -> str:
    at = rng.randrange(len(words))
    return words[:at] + words[at + 1 :]


def _none(none: Mapping[str, Sequence[str]], topics: Sequence[str], rng: random.Random) -> Iterator[str]:
    for _ in range(_PER_NONE):
        draw = rng.random()
        if draw < 0.35:
            yield f"{rng.choice(none['bodies'])} {rng.choice(none['of'])}"
        elif draw < 0.85:
            behind = rng.choice(("", rng.choice(none["things"]), rng.choice(topics)))
            yield f"{rng.choice(none['subjects'])} {rng.choice((*none['things'], *topics))} {behind}"
        else:
            yield rng.choice(none["forms"])


def train(output: Path) -> Language:
    """Train on the composed headings and write the pipeline to ``output``."""
    import spacy
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    nlp = spacy.blank("xx")
    categorizer = nlp.add_pipe(
        "textcat",
        config={
            "model": {
                "@architectures": "spacy.TextCatBOW.v3",
                "exclusive_classes": True,
                "no_output_layer": False,
                "ngram_size": 2,
                "length": 8192,
            }
        },
    )
    for kind in lexicon().kinds:
        categorizer.add_label(kind)  # type: ignore[attr-defined]
    headings, _ = compose()
    examples = [
        Example.from_dict(nlp.make_doc(features(w)), {"cats": {k: float(k == kind) for k in lexicon().kinds}})
        for w, kind in headings
    ]
    optimizer = nlp.initialize(lambda: examples)
    rng = random.Random(SEED)
    for epoch in range(EPOCHS):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for at in range(0, len(examples), _BATCH):
            nlp.update(examples[at : at + _BATCH], sgd=optimizer, losses=losses)
        print(f"epoch {epoch + 1}: loss {losses['textcat']:.3f}")
    nlp.to_disk(output)
    return nlp


def report(nlp: Language, headings: Iterable[Heading], threshold: float = THRESHOLD) -> str:
    """Precision and recall over the kinds other than "khac", for answers above ``threshold``."""
    wanted = [kind for _, kind in headings]
    found = []
    for doc in nlp.pipe(features(words) for words, _ in headings):
        kind = max(doc.cats, key=lambda k: doc.cats[k])
        found.append(kind if doc.cats[kind] >= threshold else "khac")
    right = sum(f == w != "khac" for f, w in zip(found, wanted, strict=True))
    answered = sum(f != "khac" for f in found)
    asked = sum(w != "khac" for w in wanted)
    return (
        f"precision {right / max(answered, 1):.3f} ({right}/{answered}), recall {right / max(asked, 1):.3f} ({right}/{asked})"
    )


def main() -> None:
    """Train, write, and say how the headings that were held out fared."""
    nlp = train(Path(sys.argv[1]) if len(sys.argv) > 1 else model_path(MODEL, "model"))
    print("held-out composed headings:", report(nlp, compose()[1]))


if __name__ == "__main__":
    main()
