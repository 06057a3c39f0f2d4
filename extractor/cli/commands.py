"""The table of contents: every command, and where it is. A command's file is imported when the command is called."""

from __future__ import annotations

from importlib import import_module

import click

from extractor.cli.said import Command, Option, help_option, language_option, write_help
from extractor.errors import WrongUseError
from extractor.messages import say
from extractor.queries.names import QUERY_MODULES

#: command → module below ``extractor.cli`` that holds it as ``COMMAND``
FILES = {
    "extract": "extract",
    "show": "show",
    "import": "importing",
    "status": "status",
    "retry": "retry",
    "check": "check",
    "backup": "backup",
    "export": "export",
    "serve": "serve",
    "doctor": "doctor",
    "eval": "eval",
}
#: the order of ``vanban --help``: from a file to the store, from the store to answers, the rest
ORDER = ("extract", "show", "import", "status", "retry", *QUERY_MODULES, "export", "check", "backup", "serve", "doctor", "eval")


class Commands(click.Group):
    """The group ``vanban``; its short helps are messages, so that showing them imports no command."""

    code = "command_vanban"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ORDER)

    def get_command(self, ctx: click.Context, name: str) -> Command | None:
        if name in FILES:
            found = import_module(f"extractor.cli.{FILES[name]}").COMMAND
            assert isinstance(found, Command)
            return found
        if name in QUERY_MODULES:
            from extractor.cli.asking import command_for

            return command_for(name)
        return None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        found = self.get_command(ctx, args[0])
        if found is None:
            raise WrongUseError("usage_no_such_command", name=args[0], allowed=", ".join(ORDER))
        return args[0], found, args[1:]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(self, ctx, formatter)
        formatter.write_paragraph()
        formatter.write_heading(say("help_commands"))
        with formatter.indentation():
            formatter.write_dl([(name, say(short_help(name))) for name in ORDER])


def short_help(name: str) -> str:
    """The message code that describes the command."""
    return f"query_{name}" if name in QUERY_MODULES else f"command_{name}"


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from extractor import __version__

        click.echo(f"vanban {__version__}")
        ctx.exit()


GROUP = Commands(
    "vanban",
    params=[
        Option(["--version"], "option_version", is_flag=True, is_eager=True, expose_value=False, callback=_version),
        language_option(),
        help_option(),
    ],
    add_help_option=False,
    no_args_is_help=False,
)
