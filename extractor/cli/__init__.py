"""The command line: one file per command, texts from models/messages.toml, nothing heavy imported before it is used."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``vanban`` with ``arguments`` (the process's own when ``None``); the exit code of the contract."""
    from extractor.cli.running import run

    return run(arguments)
