"""A long run of letters beside one odd byte: words are looked for once, not from every letter on."""

from __future__ import annotations

import time

from extractor.legacy import decode_runs, may_hold


def test_letters_without_end() -> None:
    """At 200,000 letters a square would take a minute."""
    text = "n¨m kÕ ho¹ch " * 5 + "a" * 200_000
    start = time.process_time()
    assert may_hold(text)
    assert decode_runs([(text, None)]).texts[0].startswith("năm kế hoạch")
    assert time.process_time() - start < 10
