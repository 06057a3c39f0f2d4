"""Ways of damaging a file. Each takes chance, the bytes, and the bytes of another document, and gives other bytes.

``inside`` damages a part of a zip and packs it anew: without it nearly every damage of a docx ends at the zip's checksum.
Where the part is markup it is damaged as markup too (values swapped and made huge, elements moved) and stays well-formed.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from functools import partial

Mutation = Callable[[random.Random, bytes, bytes], bytes]

_DIGITS = re.compile(rb"\d{1,12}")
_VALUE = re.compile(rb'="[^"<>]{0,80}"')
_ELEMENT = re.compile(rb"<([\w:]{1,30})(?:\s[^<>]{0,400})?(?<!/)>[^<>]{0,400}</\1>")
_TAG = re.compile(rb"</?[\w:]{1,30}[^<>]{0,400}>")
_CONTROL = re.compile(rb"\\[a-z]{1,20}-?\d{0,10}")
_HUGE = (
    *(b"0", b"-1", b"65536", b"2147483647", b"2147483648", b"4294967295", b"-2147483649", b"9223372036854775808"),
    *(b"99999999999999999999", b"1e999", b"1" * 5000, b"0.0000001", b"NaN", "²".encode(), "٣".encode(), b""),
)
_FIELDS = (0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFF, 0x10000, 0xFFFFFFFE, 0, 1, 0xFFFFFF00)
MOST = 300_000  #: bytes that a damage may add; ``--added`` sets it


def flip(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A few bytes are others."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 60, max(len(out) // 50, 1)))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def truncate(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The end is gone, sometimes the beginning."""
    at = chance.randrange(len(data))
    return data[:at] if chance.random() < 0.8 else data[at:]


def splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one, the end of another."""
    return data[: chance.randrange(1, len(data) + 1)] + other[chance.randrange(len(other)) :]


def implant(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A piece of another stands in the middle."""
    at, start = chance.randrange(len(data)), chance.randrange(len(other))
    return data[:at] + other[start : start + chance.randrange(1, 4000)] + data[at:]


def cut_out(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A block is missing, or zeros stand in its place."""
    start = chance.randrange(len(data))
    end = min(start + chance.randrange(1, 6000), len(data))
    return data[:start] + bytes(end - start) * (chance.random() < 0.5) + data[end:]


def repeat(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A short piece stands there again and again."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((1, 7, 60, 900))]
    times = min(chance.choice((2, 50, 3000)), MOST // len(piece))
    return data[:start] + piece * times + data[start:]


def fields(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Numbers of two and four bytes are huge, mostly in the first kilobyte, where headers are."""
    out = bytearray(data)
    if len(out) < 16:
        return data + data
    for _ in range(chance.choice((1, 2, 8))):
        end = min(len(out), 1024) if chance.random() < 0.6 else len(out)
        form = chance.choice(("<I", ">I", "<H"))
        value = chance.choice(_FIELDS) & (0xFFFF if form == "<H" else 0xFFFFFFFF)
        struct.pack_into(form, out, chance.randrange(end - 4) & ~1, value)
    return bytes(out)


def numbers(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Written numbers are huge, negative, or none."""
    return _replaced(chance, data, _DIGITS, lambda found: chance.choice(_HUGE))


def values(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Attributes have the values of others."""
    pool = _VALUE.findall(data) or [b'=""']
    return _replaced(
        chance, data, _VALUE, lambda found: chance.choice((chance.choice(pool), b'="' + chance.choice(_HUGE) + b'"'))
    )


def elements(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Elements stand elsewhere, in one another, many times, or not at all."""
    pool = [found.group() for found in _ELEMENT.finditer(data)] or [b"<p>1</p>"]

    def changed(found: bytes) -> bytes:
        taken = chance.choice(pool)
        return chance.choice((b"", taken, found * chance.choice((2, 300)), _nested(found, taken, chance.choice((1, 30, 400)))))

    return _replaced(chance, data, _ELEMENT, changed)


def _nested(outer: bytes, inner: bytes, times: int) -> bytes:
    at = outer.find(b">") + 1
    end = outer.rfind(b"</")
    return outer[:at] * times + inner + outer[end:] * times


def tags(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Tags of markup and control words of RTF are missing, or others."""
    pattern = _CONTROL if data.startswith(b"{\\rtf") else _TAG
    pool = pattern.findall(data) or [b"<p>"]
    return _replaced(chance, data, pattern, lambda found: chance.choice((b"", chance.choice(pool), found * 200)))


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], change: Callable[[bytes], bytes]) -> bytes:
    """Some matches of ``pattern`` changed: one, a few, or one in ten."""
    places = [found.span() for found in pattern.finditer(data)]
    if not places:
        return flip(chance, data, data)
    count = min(chance.choice((1, 4, max(len(places) // 10, 1))), len(places))
    out, before = [], 0
    for start, end in sorted(chance.sample(places, count)):
        out += [data[before:start], change(data[start:end])]
        before = end
    return b"".join([*out, data[before:]])[: len(data) + MOST]


def inside(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A part of the zip is damaged, the zip itself is sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # damaged before, in whatever way
        return flip(chance, data, other)
    weighed = [name for name in parts for _ in range(1 + 5 * name.endswith((".xml", ".docx", ".txt")))]
    for name in {chance.choice(weighed) for _ in range(chance.choice((1, 1, 3)))}:
        if parts[name]:
            markup = parts[name].lstrip().startswith(b"<")
            parts[name] = chance.choice(MARKUP if markup and chance.random() < 0.8 else BYTES)(
                chance, parts[name], other or b"-"
            )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            archive.writestr(zipfile.ZipInfo(name), held)
    return out.getvalue()


def twice(first: Mutation, second: Mutation, chance: random.Random, data: bytes, other: bytes) -> bytes:
    """One damage upon another."""
    return second(chance, first(chance, data, other) or b"-", other)


BYTES: tuple[Mutation, ...] = (flip, truncate, splice, implant, cut_out, repeat, fields, numbers)
MARKUP: tuple[Mutation, ...] = (numbers, values, elements, tags)
_ZIPPED = (b"PK\3\4",)
_MARKED = (b"<", b"{\\rtf", b"%PDF")


def chosen(chance: random.Random, data: bytes) -> Mutation:
    """A mutation that fits what ``data`` is."""
    kinds: tuple[Mutation, ...] = BYTES
    if data.startswith(_ZIPPED):
        kinds = (*BYTES, *(inside,) * 24)
    elif data.lstrip().startswith(_MARKED):
        kinds = (*BYTES, *MARKUP)
    kind = chance.choice(kinds)
    return partial(twice, kind, chance.choice(kinds)) if chance.random() < 0.15 else kind
