"""The options several commands share."""

from __future__ import annotations

from extractor.cli.said import Choice, Option

FORMATS = ("table", "json", "csv")


def db() -> Option:
    """``--db FILE``, or the environment's ``VANBAN_DB``."""
    return Option(["--db"], "option_db", placeholder="FILE", required=True, envvar="VANBAN_DB")


def output_format() -> Option:
    """``--format``; table on a terminal, json elsewhere."""
    return Option(["--format"], "option_format", type=Choice(FORMATS))
