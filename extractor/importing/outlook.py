"""Outlook's messages (.msg, [MS-OXMSG]): the letter as ``@body`` and the attachments, read by python-oxmsg (MIT).

extract-msg would know more (bodies kept as compressed RTF only), but is GPL.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.errors import UnreadableError, UnsupportedError, VanbanError
from extractor.importing.mails import BODY, check_size, member
from extractor.importing.member import Format, Member
from extractor.limits import Limits

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MARK = "__properties_version1.0".encode("utf-16-le")
_SHORT_NAME = 0x3704  #: PidTagAttachFilename, the name in eight letters and three
_DIRECTORY = 4  #: sectors of the directory in which the mark is looked for


def is_message(head: bytes, path: Path) -> bool:
    """A compound file whose directory names a message's properties; Word's .doc is one without."""
    if not head.startswith(_OLE) or len(head) < 0x34:
        return False
    if path.suffix.lower() == ".msg":
        return True
    sector = 1 << min(int.from_bytes(head[0x1E:0x20], "little"), 16)
    with path.open("rb") as file:
        file.seek((int.from_bytes(head[0x30:0x34], "little") + 1) * sector)
        return _MARK in file.read(_DIRECTORY * sector)


def members(path: Path, limits: Limits) -> Iterator[Member]:
    """The body, then the attachments in order."""
    from oxmsg import Message

    check_size(path, limits)
    try:
        message = Message.load(str(path))
        html, plain = message.html_body, message.body
        attachments = list(message.attachments)
    except VanbanError:
        raise
    except Exception as error:  # the library raises whatever a broken property leads to
        raise UnreadableError("archive_broken", path=path.name, error=str(error)[:200]) from error
    if html and html.strip():
        yield member(f"{BODY}.html", html.encode("utf-8-sig"))
    elif plain and plain.strip():
        yield member(f"{BODY}.txt", plain.encode("utf-8-sig"))
    for number, attachment in enumerate(attachments, 1):
        yield _member(attachment, number)


def _member(attachment: Any, number: int) -> Member:
    """An attachment; a message inside the message is not kept as a file, and the library does not write it out as one."""
    name = f"dinh-kem-{number}"
    try:
        name = attachment.file_name or attachment.properties.str_prop_value(_SHORT_NAME) or name
        data = attachment.file_bytes
    except Exception as error:
        return Member(name, error=UnreadableError("member_broken", path=name, error=str(error)[:200]))
    if data is None:
        return Member(name, error=UnsupportedError("member_not_inside", path=name))
    return member(name.replace("/", "_"), data)


MESSAGE = Format("msg", is_message, members, is_message)
