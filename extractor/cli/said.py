"""click with its own words taken out: every text is said from models/messages.toml when it is shown.

click translates through gettext catalogues, chosen at import; here the language is an option that may stand anywhere on the
line, so help and errors are rendered late. Wrong use is a ``WrongUseError`` with a message code, never a click sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from extractor.errors import WrongUseError
from extractor.messages import LANGUAGES, say

Texts = list[tuple[str, str]]


class Choice(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on only
    """One of a closed list; the list may be a function, so that help and parsing wait for it and start-up does not."""

    name = "choice"

    def __init__(self, choices: Sequence[str] | Callable[[], Sequence[str]]) -> None:
        self._choices = choices

    @property
    def choices(self) -> Sequence[str]:
        return self._choices() if callable(self._choices) else self._choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            name = param.opts[0] if param else self.name
            raise WrongUseError("bad_choice", name=name, value=value, allowed=", ".join(self.choices))
        return str(value)


class Option(click.Option):
    """An option whose help is a message code; ``placeholder`` stands for its value."""

    def __init__(self, declarations: Sequence[str], code: str, *, placeholder: str = "", **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.code = code
        self.placeholder = placeholder

    def record(self) -> tuple[str, str]:
        """(how it is typed, what it does)."""
        names = ", ".join(sorted((*self.opts, *self.secondary_opts), key=len))
        if isinstance(self.type, Choice):
            return f"{names} {'|'.join(self.type.choices)}", say(self.code)
        return f"{names} {self.placeholder}".strip(), say(self.code)


class Argument(click.Argument):
    """A positional argument whose help is a message code. ``placeholder`` is a message code too: the word for it."""

    def __init__(self, declarations: Sequence[str], code: str, *, placeholder: str, **settings: Any) -> None:
        super().__init__(declarations, **settings)
        self.code = code
        self.placeholder = placeholder

    def shown(self) -> str:
        word = say(self.placeholder) + (" …" if self.nargs == -1 else "")
        return word if self.required else f"[{word}]"


class Command(click.Command):
    """A command whose texts are message codes: ``code`` for what it does; ``example`` is a whole line."""

    def __init__(self, name: str, code: str, *, example: str = "", params: Sequence[click.Parameter], **more: Any) -> None:
        # Extra arguments are let through by click's parser and refused below, in our words.
        settings = {"allow_extra_args": True}
        every = [*params, language_option(), help_option()]
        super().__init__(name, params=every, add_help_option=False, context_settings=settings, **more)
        self.code = code
        self.example = example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest:
            raise WrongUseError("usage_extra_arguments", words=" ".join(rest), command=ctx.command_path)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self, ctx, formatter)


def write_help(command: Command | click.Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Usage, what the command does, an example, arguments and options, in the language in force."""
    arguments = [p for p in command.params if isinstance(p, Argument)]
    pieces = [say("help_options_word"), *(a.shown() for a in arguments)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("help_usage") + " ")
    formatter.write_paragraph()
    formatter.write_text(say(command.code))  # type: ignore[union-attr]  # both kinds of command have a code
    if example := getattr(command, "example", ""):
        _section(formatter, "help_example", [(example, "")])
    _section(formatter, "help_arguments", [(a.shown(), say(a.code)) for a in arguments])
    _section(formatter, "help_options", [p.record() for p in command.params if isinstance(p, Option)])


def _section(formatter: click.HelpFormatter, title: str, rows: Texts) -> None:
    if rows:
        formatter.write_paragraph()
        formatter.write_heading(say(title))
        with formatter.indentation():
            formatter.write_dl(rows)


def language_option() -> Option:
    """``--lang``: accepted by every command; ``running`` has read it before anything is said."""
    return Option(["--lang"], "option_lang", type=Choice(LANGUAGES), expose_value=False)


def help_option() -> Option:
    """``--help``: eager, so that it works on a line that is otherwise incomplete."""

    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(ctx.get_help())
            ctx.exit()

    return Option(["--help", "-h"], "option_help", is_flag=True, is_eager=True, expose_value=False, callback=show)


def command(name: str, *params: click.Parameter, example: str = "") -> Callable[[Callable[..., int]], Command]:
    """Decorator: the function becomes the command ``name``, described by the message ``command_<name>``."""

    def made(function: Callable[..., int]) -> Command:
        return Command(name, f"command_{name}", params=params, example=example, callback=function)

    return made
