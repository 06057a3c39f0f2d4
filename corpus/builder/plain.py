"""Samples as text files: one column, with the wraps, blank lines and slips that text taken off a page has."""

from __future__ import annotations

import re
import textwrap
import unicodedata

from corpus.builder import letterhead
from corpus.builder.spec import Block, Spec

#: Grave, acute, tilde, hook above, dot below.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
#: "38/2018/TT-BYT" up to its hyphen: where a narrow column breaks it.
_CODE = re.compile(r"(\d+/\d{4}/\w+-)(?=\w)")


def render(spec: Spec) -> bytes:
    """Text in the spec's encoding. Difficulties: ``wraps`` (78 columns), ``blank_between`` (an empty line after each
    visual line), ``split_code`` (a document number broken at its hyphen)."""
    head, end = letterhead.head(spec), letterhead.closing(spec)
    paragraphs = [*head.left, *head.right, *letterhead.title(spec)]
    body = [*[_line(b) for b in spec.body], *end.left, *end.right, *[_line(b) for b in spec.after]]
    wide = 78 if "wraps" in spec.difficulties else 0
    lines = [piece for p in [*paragraphs, *body] for piece in _wrapped(p, wide)]
    if "split_code" in spec.difficulties:
        lines = [piece for line in lines for piece in _CODE.sub("\\1\n", line, count=1).split("\n")]
    gap = "\n\n" if {"blank_between", "paragraph_gaps"} & set(spec.difficulties) else "\n"
    text = gap.join(lines) + "\n"
    if spec.encoding == "cp1258":
        text = "".join(map(_tone_apart, text))
    return text.encode(spec.encoding)


def _tone_apart(letter: str) -> str:
    """The letter with its tone mark behind it, as cp1258 writes it: the page has ô and ư, but no ồ."""
    apart = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in apart if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES)) + tone


def _line(block: Block) -> str:
    return block.text


def _wrapped(paragraph: str, width: int) -> list[str]:
    if not width or "\t" in paragraph:
        return [paragraph]
    return textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False) or [""]
