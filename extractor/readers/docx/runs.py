"""The inside of a docx paragraph: runs as Word shows them.

Insertions count and deletions do not (tracked changes as accepted), a field shows its result and not its instruction,
hidden text is not there, capitals set by style are capitals. A footnote's mark is left out of the running text, where
"95%" with a raised 1 would read as "95%1"; the note itself follows its paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extractor.readers.docx.package import W
from extractor.readers.docx.styles import RunSetting, Styles, run_setting
from extractor.readers.symbols import raised, symbol, with_symbols

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PAGE_BREAK = "\f"  #: a page break that Word noted on its last rendering; XML text cannot hold this character
FORCED_BREAK = "\v"  #: a page break that the author set

_CONTAINERS = frozenset(
    W + name for name in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
_RUN = W + "r"
_PROPERTIES = W + "rPr"
_TEXT = W + "t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = re.compile("[\t\n\r]+")
_RENDERED = W + "lastRenderedPageBreak"
_ALTERNATE = MC + "AlternateContent"
_FIXED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    _RENDERED: PAGE_BREAK,
}


class Run(NamedTuple):
    """Words set alike."""

    words: str
    setting: RunSetting


@dataclass
class Runs:
    """Reads the runs of one document; ``open_fields`` outlives a paragraph, because a field may span many.

    ``boxes`` and ``notes`` gather the text boxes and note references met in the paragraph; whoever reads it takes them.
    """

    styles: Styles
    open_fields: list[bool] = field(default_factory=list)  #: for each open field whether its result has begun
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)  #: (kind, id, whether it brings its own mark)

    def of(self, paragraph: etree._Element, style: str | None) -> list[Run]:
        """The runs of ``paragraph``, whose paragraph style is ``style``."""
        out: list[Run] = []
        self._walk(paragraph, style, out)
        while self.open_fields and not self.open_fields[-1]:  # an instruction ends with its paragraph
            self.open_fields.pop()
        return out

    def _walk(self, element: etree._Element, style: str | None, out: list[Run]) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, style, out)
            elif tag in _CONTAINERS:
                self._walk(child, style, out)
            elif tag == _ALTERNATE:
                self._walk(chosen(child), style, out)
            elif tag.startswith(M):
                out.append(Run(formula(child), RunSetting()))

    def _run(self, run: etree._Element, style: str | None, out: list[Run]) -> None:
        setting: RunSetting | None = None
        words = ""
        for child in run:
            if child.tag == _PROPERTIES:  # always first (ISO/IEC 29500-1, 17.3.2.25)
                setting = self.styles.shown(style, *run_setting(child))
                continue
            setting = setting or self.styles.shown(style, *run_setting(None))
            words += self._piece(child, setting)
        if not words or setting is None:
            return
        if setting.hidden:
            words = "".join(c for c in words if c in "\f\v")
        elif setting.raised:
            words = raised(words, out[-1].words if out else "")
        out.append(Run(words.upper() if setting.caps else words, setting))

    def _piece(self, element: etree._Element, setting: RunSetting) -> str:
        tag = element.tag
        if tag == _TEXT:
            return with_symbols(_text(element), setting.font) if self._shows() else ""
        if tag in _FIXED:
            return _FIXED[tag] if self._shows() or tag == _RENDERED else ""
        handler = _HANDLERS.get(tag)
        return handler(self, element) if handler else ""

    def _shows(self) -> bool:
        return not self.open_fields or all(self.open_fields)

    def _break(self, element: etree._Element) -> str:
        return FORCED_BREAK if element.get(W + "type") == "page" else "\n"

    def _symbol(self, element: etree._Element) -> str:
        return symbol(element.get(W + "font", ""), element.get(W + "char", "")) if self._shows() else ""

    def _field(self, element: etree._Element) -> str:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.open_fields.append(False)
        elif self.open_fields and kind == "separate":
            self.open_fields[-1] = True
        elif self.open_fields and kind == "end":
            self.open_fields.pop()
        return ""

    def _picture(self, element: etree._Element) -> str:
        self.boxes.extend(text_boxes(element))
        return ""

    def _note(self, element: etree._Element) -> str:
        kind = "footnotes" if element.tag == W + "footnoteReference" else "endnotes"
        own_mark = element.get(W + "customMarkFollows", "0") not in {"0", "false", "off"}
        self.notes.append((kind, element.get(W + "id", ""), own_mark))
        return ""

    def _ruby(self, element: etree._Element) -> str:
        return "".join(t.text or "" for t in element.iterfind(f"{W}rubyBase//{W}t"))


_HANDLERS = {
    W + "br": Runs._break,
    W + "sym": Runs._symbol,
    W + "fldChar": Runs._field,
    W + "drawing": Runs._picture,
    W + "pict": Runs._picture,
    W + "object": Runs._picture,
    MC + "AlternateContent": Runs._picture,
    W + "footnoteReference": Runs._note,
    W + "endnoteReference": Runs._note,
    W + "ruby": Runs._ruby,
}


def _text(element: etree._Element) -> str:
    """The words of a ``w:t``: line ends and tabs are spaces, and without ``xml:space`` the outer ones are not shown."""
    words = element.text or ""
    if not words.isprintable():
        words = _BLANK.sub(" ", words)
    return words if element.get(_SPACE) == "preserve" else words.strip(" ")


def chosen(alternate: etree._Element) -> etree._Element:
    """The branch of ``mc:AlternateContent`` that Word shows: the first choice, never the fallback beside it."""
    first = alternate.find(MC + "Choice")
    fallback = alternate.find(MC + "Fallback")
    return first if first is not None else fallback if fallback is not None else alternate


def text_boxes(element: etree._Element) -> list[etree._Element]:
    """The outermost text boxes in ``element``, each once: drawings keep a second copy for older programs."""
    if element.tag == W + "txbxContent":
        return [element]
    if element.tag == _ALTERNATE:
        element = chosen(element)
    return [box for child in element for box in text_boxes(child)]


def formula(element: etree._Element) -> str:
    """A formula in one line: a fraction as "a/b", the rest as its characters in order."""
    if element.tag == M + "t":
        return element.text or ""
    if element.tag == M + "f":
        return "/".join(formula(child) for child in element if child.tag in {M + "num", M + "den"})
    return "".join(formula(child) for child in element)
