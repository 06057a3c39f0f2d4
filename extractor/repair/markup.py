"""Marks of another medium that strayed into the text: Markdown's stars, HTML tags, LaTeX signs of OCR tools.

Only pairs are taken for emphasis (``*…*`` closing in the same paragraph), only known tag names for tags, so that a footnote
star, a product ``3*4``, ``☞`` and the single ``*`` under a Party committee's name stay as printed.
"""

from __future__ import annotations

import re

from extractor.repair.overlap import disjoint
from extractor.text import Edit, Text

RULE = "markup"

_BOLD = re.compile(r"\*\*+(?!\*)")
_WRAPPED_BOLD = re.compile(r"\*\*(?=[^\s*])[^*\n]{1,300}(\n)[^*\n]{1,300}(?<=[^\s*])\*\*")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,3000})(?<=[^\s*])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_\n]{1,500})(?<=[^\s_])\1(?![\w_])")
_TAG = re.compile(
    r"</?(p|br|i|b|u|em|strong|span|div|sup|sub|h[1-6]|font|center|ul|ol|li|table|tr|td|th|thead|tbody)(?:[\s/][^<>\n]{0,300})?>",
    re.IGNORECASE,
)
_BREAKING = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}
_ENTITY = re.compile(r"&(nbsp|amp|lt|gt|quot|apos|#160|#39);", re.IGNORECASE)
_ENTITIES = {"nbsp": " ", "#160": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'"}
_LATEX = re.compile(r"\\(geqslant|geq|ge|leqslant|leq|le|times|pm|rightarrow|to|%|&|_)(?![A-Za-z])")
_SIGNS = {"ge": "≥", "le": "≤", "times": "×", "pm": "±", "rightarrow": "→", "to": "→", "%": "%", "&": "&", "_": "_"}
_MATH = re.compile(r"\$([^$\n]{0,80}\\(?:geq|ge|leq|le|times|pm|%|rightarrow)[^$\n]{0,80})\$")
_ESCAPE = re.compile(r"\\([-.()#+!\[\]*>~|&])")
_HASHES = re.compile(r"(?:^|(?<=\n))#{1,6} +")


def edits(text: Text) -> list[Edit]:
    """Marks removed, signs put in place of their names; one line end inside a bold run becomes a space."""
    words = text.text
    out: list[Edit] = []
    if "*" in words or "_" in words:
        out += _emphasis(words)
    if "<" in words or "&" in words:
        out += _tags(words)
    if "\\" in words or "#" in words:
        out += _escapes(words)
    return disjoint(out)


def _emphasis(words: str) -> list[Edit]:
    out = [Edit(m.start(1), m.end(1), " ", RULE) for m in _WRAPPED_BOLD.finditer(words)]
    out += [Edit(m.start(), m.end(), "", RULE) for m in _BOLD.finditer(words) if not _alone(words, m.start(), m.end())]
    for m in _ITALIC.finditer(words):
        out += [Edit(m.start(), m.start() + 1, "", RULE), Edit(m.end() - 1, m.end(), "", RULE)]
    for m in _UNDERLINED.finditer(words):
        width = len(m.group(1))
        out += [Edit(m.start(), m.start() + width, "", RULE), Edit(m.end() - width, m.end(), "", RULE)]
    return out


def _alone(words: str, start: int, end: int) -> bool:
    """Whether the marks have a line to themselves: a rule between parts, not emphasis."""
    before = words.rfind("\n", max(0, start - 40), start)
    after = words.find("\n", end, end + 40)
    line = words[before + 1 if before >= 0 else max(0, start - 40) : after if after >= 0 else end + 40]
    return not line.strip(" *")


def _tags(words: str) -> list[Edit]:
    out = [Edit(m.start(), m.end(), _ENTITIES[m.group(1).lower()], RULE) for m in _ENTITY.finditer(words)]
    found = list(_TAG.finditer(words))
    for i, m in enumerate(found):
        breaks = m.group(1).lower() in _BREAKING and not _at_line_edge(words, m.start(), m.end())
        again = i > 0 and not words[found[i - 1].end() : m.start()].strip() and out and out[-1].replacement == "\n"
        out.append(Edit(m.start(), m.end(), "\n" if breaks and not again else "", RULE))
    return out


def _at_line_edge(words: str, start: int, end: int) -> bool:
    before = words[max(0, start - 3) : start].strip(" ")
    after = words[end : end + 3].strip(" ")
    return start == 0 or end >= len(words) or before.endswith("\n") or after.startswith("\n")


def _escapes(words: str) -> list[Edit]:
    out = [Edit(m.start(), m.end(), _sign(m.group(1)), RULE) for m in _LATEX.finditer(words)]
    for m in _MATH.finditer(words):
        out += [Edit(m.start(), m.start() + 1, "", RULE), Edit(m.end() - 1, m.end(), "", RULE)]
    out += [Edit(m.start(), m.start() + 1, "", RULE) for m in _ESCAPE.finditer(words)]
    return out + [Edit(m.start(), m.end(), "", RULE) for m in _HASHES.finditer(words)]


def _sign(name: str) -> str:
    return _SIGNS.get(name) or _SIGNS[name[:2]]
