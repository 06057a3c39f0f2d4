"""Which pages are recorded as unread: what an engine makes of a foreign script must give no records."""

from __future__ import annotations

import pytest

from extractor.ocr import Word
from extractor.readers.scan import _is_readable

LAO = "mm ẽ áo Ốủ ga cSn Sn tu vq ÖQ la tứ nga Jlm"  # what Tesseract makes of Lao: every second word could be Vietnamese
GOOD = "tỷ lệ hồ sơ đúng hạn đạt từ chín mươi phần trăm"


@pytest.mark.parametrize(
    ("text", "sure", "readable"),
    [
        (LAO, 0.15, False),  # low confidence, too few syllables
        (LAO, 0.95, True),  # abbreviations and numbers of a table, read surely
        (GOOD, 0.45, True),  # a bad scan of Vietnamese is read, with its doubts
        (GOOD, 0.95, True),
        ("Xkq Jwz Pfl qrt Bxx zzt Wqk fgh", 0.95, False),  # nothing is a syllable, however sure
        ("Xkq Jwz", 0.1, True),  # too few words to tell
    ],
)
def test_a_page_of_guesses_is_unread(text: str, sure: float, readable: bool) -> None:
    assert _is_readable([Word(word, 0, 0, 9, 9, sure, 0) for word in text.split()]) is readable
