"""Text into the old encodings, from the tables that decode it, and the characters a Western program shows for the bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.legacy.tables import encoding


def encoded(text: str, name: str) -> bytes:
    """``text`` as a typist of the time would have stored it."""
    written = encoding(name).written
    return b"".join(written.get(c) or c.encode("cp1252") for c in text)


@pytest.fixture
def typed() -> Callable[[str, str], str]:
    """What ``text`` in the encoding ``name`` looks like where nobody knew: its bytes as Latin-1."""
    return lambda text, name: encoded(text, name).decode("latin-1")


@pytest.fixture
def stored() -> Callable[[str, str], bytes]:
    """The bytes of ``text`` in the encoding ``name``."""
    return encoded
