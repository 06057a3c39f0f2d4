"""A row of ``runs`` for people and for programs: what is going on now, or how the last run ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from extractor.cli.durations import left, rates
from extractor.messages import say


def run_facts(run: dict[str, Any]) -> dict[str, Any]:
    """The row as ``vanban status`` gives it to programs, with ``remaining``, seconds at the rate of the last minute."""
    names = ("command", "state", "alive", "pid", "host", "workers", "started_at", "seen_at", "ended_at")
    numbers = ("done", "total", "unchanged", "pages", "file_rate", "page_rate", "counts")
    pace = {name: round(run[name], 2) for name in ("file_rate", "page_rate") if run[name] is not None}
    return {name: run[name] for name in (*names, *numbers)} | pace | {"remaining": remaining(run)}


def remaining(run: dict[str, Any]) -> int | None:
    """Seconds, while it reads and is fast enough to tell."""
    if run["state"] != "running" or not run["file_rate"] or run["total"] is None:
        return None
    return int(max(run["total"] - run["done"], 0) / run["file_rate"])


def run_in_words(run: dict[str, Any]) -> str:
    """One sentence, and for a run that goes on how far and how fast."""
    values = {"command": run["command"], "pid": run["pid"], "since": local(run["started_at"])}
    done = {"done": run["done"], "total": run["total"] if run["total"] is not None else "?"}
    code = f"run_{run['state']}"
    if not run["alive"]:
        return say(code, **values, **done, time=local(run["ended_at"] or run["seen_at"]))
    pace = [*rates(run["file_rate"], run["page_rate"]), *left(remaining(run))]
    return "; ".join((say(code, **values, **done), *pace))


def local(moment: str) -> str:
    """A moment of the store (UTC) in the time of this place."""
    return datetime.fromisoformat(moment).astimezone().strftime("%d/%m/%Y %H:%M:%S")
