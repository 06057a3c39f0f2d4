"""The letterhead and the closing block of a sample, as lines left and right: every format prints the same ones."""

from __future__ import annotations

from typing import NamedTuple

from corpus.builder.spec import Spec


class Columns(NamedTuple):
    """Two columns of lines."""

    left: list[str]
    right: list[str]


def head(spec: Spec) -> Columns:
    """The block above the title: issuer and number left; quốc hiệu (or the Party's name), place and date right."""
    head_, printed = spec.letterhead, spec.printed
    if printed.get("no_header_block"):
        return Columns([f"Số: {head_['number']}"], [printed["place_date"]])
    left = [
        line
        for line in (printed.get("parent_issuer", head_.get("parent_issuer")), printed.get("issuer", head_["issuer"]))
        if line
    ]
    left = [line.upper() for line in left]
    if printed.get("party"):
        left.append("*")
    left.append(printed.get("number", f"Số: {head_['number']}"))
    left += printed.get("under_number", [])
    motto = (
        ["ĐẢNG CỘNG SẢN VIỆT NAM"]
        if printed.get("party")
        else ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    )
    right = [*motto, printed["place_date"]]
    return Columns(left, right)


def title(spec: Spec) -> list[str]:
    """Type and subject as printed, empty for a công văn (its subject stands under the number)."""
    name = spec.printed.get("title", spec.letterhead.get("doc_type_name", "").upper())
    if not name:
        return spec.printed.get("addressed_to", [])
    subject = spec.printed.get("subject", [spec.letterhead.get("subject", "")])
    return [name, *[line for line in subject if line], *spec.printed.get("addressed_to", [])]


def closing(spec: Spec) -> Columns:
    """Nơi nhận left, who signs right."""
    left = [spec.printed.get("recipients_heading", "Nơi nhận:")]
    left += spec.printed.get("recipients") or [_recipient(r) for r in spec.letterhead["recipients"]]
    right: list[str] = []
    for signer in spec.letterhead["signers"]:
        right += signer_lines(signer, spec.printed.get("authority_lines", {}))
    return Columns(left if spec.letterhead["recipients"] else [], right)


def signer_lines(signer: dict[str, str | None], extra: dict[str, str]) -> list[str]:
    """Authority, title and name, one a line; ``extra`` is how an authority is printed ("TM." → "TM. ỦY BAN NHÂN DÂN")."""
    authority = signer["authority"]
    lines = [extra.get(authority, authority)] if authority else []
    return [*lines, *[value for value in (signer["title"], "", signer["name"]) if value is not None]]


def _recipient(recipient: dict[str, str | None]) -> str:
    note = f" ({recipient['note']})" if recipient["note"] else ""
    return f"- {recipient['name']}{note};"
