"""Lengths of time and rates as a person reads them."""

from __future__ import annotations

from extractor.messages import say


def duration(seconds: float) -> str:
    """Hours, minutes and seconds: 3:05:09, 5:09."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def left(seconds: float | None) -> list[str]:
    """How long it still takes, where that is known and not nought."""
    return [say("progress_left", time=duration(seconds))] if seconds else []


def rates(files: float | None, pages: float | None) -> list[str]:
    """Files and pages a second, those that are known and not nought."""
    found = (("progress_file_rate", files), ("progress_page_rate", pages))
    return [say(code, rate=_number(rate)) for code, rate in found if rate]


def _number(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}" if rate >= 0.1 else f"{rate:.2g}"
