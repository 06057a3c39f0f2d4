"""One run of ``vanban``: the language, the streams, and what an error becomes.

Every error is one line on standard error that says what to do, and an exit code of the contract: 0 done, 1 some files were
held back, 2 wrong use, 3 nothing could be done. ``VANBAN_DEBUG=1`` shows the traceback of an unexpected one.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from extractor.cli.commands import GROUP
from extractor.cli.unread import give_up
from extractor.errors import VanbanError, WrongUseError
from extractor.messages import LANGUAGES, say, set_language

INTERRUPTED = 130  # 128 + SIGINT, as shells expect


def run(arguments: Sequence[str] | None = None) -> int:
    """Run with ``arguments``; never raises but for ``VANBAN_DEBUG``."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _use_utf8()
    set_language(chosen_language(words))
    try:
        code = _invoke(words)
        sys.stdout.flush()
        return code
    except VanbanError as error:
        return fail(error)
    except KeyboardInterrupt:
        complain(say("interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except Exception as error:
        if os.environ.get("VANBAN_DEBUG"):
            raise
        complain(say("unexpected_error", kind=type(error).__name__, error=one_line(str(error))))
        return 3


def _invoke(words: list[str]) -> int:
    if os.environ.get("_VANBAN_COMPLETE"):  # a shell asks for completions, click's own protocol
        GROUP.main(words, prog_name="vanban")
    if not words:
        raise WrongUseError("usage_no_command")
    try:
        # Not GROUP.main, which ends the process itself when a pipe breaks, with exit code 1.
        with GROUP.make_context("vanban", words) as context:
            return int(GROUP.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.UsageError as error:
        raise in_our_words(error) from error


def chosen_language(words: Sequence[str]) -> str:
    """The language the line asks for, wherever ``--lang`` stands in it, else ``VANBAN_LANG``, else Vietnamese.

    Read before parsing, because the parser's own complaints are said in it; a value that is no language is left for the
    parser to refuse.
    """
    language = os.environ.get("VANBAN_LANG", "")
    for word, after in zip(words, [*words[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            language = after
        elif word.startswith("--lang="):
            language = word.removeprefix("--lang=")
    return language if language in LANGUAGES else LANGUAGES[0]


def in_our_words(error: click.exceptions.UsageError) -> WrongUseError:
    """click's complaint as one of ours."""
    command = error.ctx.command_path if error.ctx else "vanban"
    match error:
        case click.exceptions.NoSuchOption():
            return WrongUseError("usage_no_such_option", name=error.option_name, command=command)
        case click.exceptions.MissingParameter():
            return WrongUseError("usage_missing", name=_name(error.param), command=command)
        case click.exceptions.BadOptionUsage():
            return WrongUseError("usage_option_value", name=error.option_name, command=command)
        case click.exceptions.BadParameter():
            return WrongUseError("usage_bad_value", name=_name(error.param), command=command)
    return WrongUseError("usage_other", command=command)


def _name(param: click.Parameter | None) -> str:
    from extractor.cli.said import Argument

    if isinstance(param, Argument):
        return say(param.placeholder)
    return param.opts[0] if param else "?"


def fail(error: VanbanError) -> int:
    """Say the error on one line; its exit code."""
    complain(str(error))
    return error.exit_code


def complain(words: str) -> None:
    """One line on standard error, where anybody takes it; the exit code tells all the same."""
    try:
        print(f"vanban: {one_line(words)}", file=sys.stderr)
    except OSError:
        give_up(sys.stderr)


def one_line(words: str) -> str:
    """``words`` without line ends and control characters (a file's name may hold either)."""
    return "".join(c if c.isprintable() else " " for c in words)


def _use_utf8() -> None:
    """Vietnamese output whatever the locale says; what cannot be encoded (a broken file name) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _reader_left() -> int:
    """``vanban … | head`` has read enough: no complaint, and none from the interpreter when it flushes at exit."""
    give_up(sys.stdout)
    return 0
