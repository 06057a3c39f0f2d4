"""``vanban serve``: the web pages, where they are installed."""

from __future__ import annotations

from importlib.util import find_spec

from extractor.cli.options import db
from extractor.cli.said import Option, command
from extractor.errors import StoreError, VanbanError, WrongUseError


@command(
    "serve",
    db(),
    Option(["--host"], "option_host", placeholder="HOST", default="127.0.0.1"),
    Option(["--port"], "option_port", placeholder="N", default="8000"),
    example="vanban serve --db kho.db",
)
def COMMAND(db: str, host: str, port: str) -> int:
    """Serve until stopped. ``VanbanError`` names the extra to install where the pages are missing."""
    from pathlib import Path

    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise WrongUseError("bad_port", value=port)
    if find_spec("extractor.web") is None:
        raise VanbanError("serve_missing")
    if not Path(db).exists():
        raise StoreError("store_missing", path=db)
    from importlib import import_module

    import_module("extractor.web").serve(Path(db), host=host, port=int(port))
    return 0
