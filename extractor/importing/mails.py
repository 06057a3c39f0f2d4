"""Mails (.eml): the letter itself as ``@body``, and each attachment under its own name.

People send documents as attachments and say in the letter what they are, or write the whole reply into it; so both are
documents. The formatted body is taken before the plain one: mail programs flatten a table to loose lines in the latter.
Small pictures that the body itself shows (logos, signatures) are no documents of anyone's and are passed over.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from functools import partial
from pathlib import Path

from extractor.errors import TooLargeError, UnreadableError
from extractor.importing.member import Format, Member
from extractor.limits import Limits

BODY = "@body"
_LOGO = 64 * 1024  #: bytes; a page scanned into a body is larger
_FIELD = re.compile(rb"^(received|return-path|delivered-to|message-id|from|to|subject|date|x-[\w-]{1,60}):", re.I | re.M)
_SURE = {b"received", b"return-path", b"delivered-to", b"message-id"}
_WEB_PAGE = re.compile(rb"^from: <saved by|^content-type: multipart/related", re.I | re.M)


def is_mail(head: bytes, path: Path) -> bool:
    """Mail headers on top; a web page saved as one file has some of them too, but was never sent."""
    top = head.lstrip()[:8192].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    fields = {found.lower() for found in _FIELD.findall(top)}
    named = path.suffix.lower() == ".eml"
    if not named and (_WEB_PAGE.search(top) or not top[:40].split(b":")[0].replace(b"-", b"").isalnum()):
        return False
    return len(fields) >= 2 and (named or (b"from" in fields and bool(fields & _SURE)))


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The body, then the attachments in order."""
    check_size(path, limits)
    bodies: dict[str, bytes] = {}
    try:
        with path.open("rb") as file:
            message = email.message_from_binary_file(file, policy=email.policy.compat32)
        attached = list(_attached(message, bodies))
    except RecursionError:
        raise UnreadableError("mail_nested", path=path.name) from None
    for kind, suffix in (("text/html", ".html"), ("text/plain", ".txt")):
        if bodies.get(kind, b"").strip():
            yield member(BODY + suffix, bodies[kind])
            break
    yield from (member(name, data) for name, data in attached)


def check_size(path: Path, limits: Limits) -> None:
    """A mail is taken apart in memory, so it has a limit of its own."""
    if path.stat().st_size > limits.max_mail_bytes:
        raise TooLargeError("file_too_large", path=path.name, limit="max_mail_bytes", value=limits.max_mail_bytes)


def member(name: str, data: bytes) -> Member:
    """A member whose content is at hand."""
    return Member(name, partial(iter, (data,)), len(data))


def _attached(part: Message, bodies: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attachment below ``part``; the first body of each kind goes to ``bodies``."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        if isinstance(inner, Message):
            yield (_name(part) or _words(inner.get("Subject")) or "thu") + ".eml", inner.as_bytes()
    elif part.is_multipart():
        for below in part.get_payload():
            if isinstance(below, Message):
                yield from _attached(below, bodies)
    else:
        data = part.get_payload(decode=True)
        data = data if isinstance(data, bytes) else b""
        name = _name(part)
        if name is None and kind in ("text/plain", "text/html"):
            bodies.setdefault(kind, _in_unicode(data, part.get_content_charset(), kind))
        elif data and not (part.get("Content-ID") and kind.startswith("image/") and len(data) < _LOGO):
            yield name or f"dinh-kem.{kind.rpartition('/')[2][:8]}", data


def _name(part: Message) -> str | None:
    name = part.get_filename()
    return _words(name).replace("/", "_") if name else None


def _words(header: object) -> str:
    """A header in letters, whatever way it is encoded."""
    try:
        return " ".join(str(make_header(decode_header(str(header or "")))).split())
    except (LookupError, ValueError):
        return str(header)


def _in_unicode(data: bytes, charset: str | None, kind: str) -> bytes:
    """A body as marked UTF-8 where its mail says what it is written in; the mark outdoes what a page says of itself."""
    try:
        return data.decode(charset).encode("utf-8-sig") if charset and charset != "us-ascii" else data
    except (LookupError, UnicodeError):
        return data


MAIL = Format("eml", is_mail, members, is_mail)
