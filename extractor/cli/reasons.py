"""``--reason``: one of the ledger's reason classes."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.cli.said import Choice, Option


def _held() -> Sequence[str]:
    from extractor.importing.outcome import HELD

    return HELD


def _every() -> Sequence[str]:
    from extractor.importing.outcome import REASONS

    return REASONS


def held_reason() -> Option:
    """Reasons for which a file is held back."""
    return Option(["--reason"], "option_reason", type=Choice(_held))


def any_reason() -> Option:
    """Every reason of the ledger."""
    return Option(["--reason"], "option_reason", type=Choice(_every))
