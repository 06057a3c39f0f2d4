"""``vanban doctor``: what of the optional parts is installed, and how to get what is not."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.cli.options import output_format
from extractor.cli.said import command
from extractor.messages import say

_COLUMNS = ("part", "state", "version", "needed_for", "install")


@command("doctor", output_format(), example="vanban doctor")
def COMMAND(format: str | None) -> int:
    """Always 0: a missing optional part is no error."""
    from extractor.cli.output import show
    from extractor.queries.query import Answer

    show(Answer(_rows(), _COLUMNS, _COLUMNS), format)
    return 0


def _rows() -> Iterator[dict[str, str | None]]:
    from extractor.cli.parts import PARTS

    for part in PARTS:
        version = part.find()
        yield {
            "part": part.name,
            "state": "missing" if version is None else "present",
            "version": version or None,
            "needed_for": say(part.needed_for),
            "install": None if version is not None else part.install,
        }
