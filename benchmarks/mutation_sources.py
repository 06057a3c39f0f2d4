"""What ``mutations.py`` starts from: whole documents of every format that is read, small ones: a run is about damage."""

from __future__ import annotations

import io
import runpy
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[1]
#: Formats whose bytes are looked at by OCR, which is slow.
PICTURES = ("png", "jpg", "tiff")
_LARGEST = 400_000  #: bytes; larger real documents are left out, their time is their own

TEXT = """\
ỦY BAN NHÂN DÂN TỈNH NINH KHÊ
SỞ Y TẾ
Số: 45/KH-SYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ninh Khê, ngày 14 tháng 02 năm 2031
KẾ HOẠCH
Triển khai phong trào thi đua năm 2031
Kính gửi: Các phòng, ban.
Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ quy định chi tiết;
I. MỤC ĐÍCH, YÊU CẦU
1. Đẩy mạnh các phong trào thi đua ở mỗi cơ quan, tổ chức từ tháng 01 năm 2031 đến 31/12/2031.
a) Bảo đảm thiết thực, hiệu quả theo khoản 2 Điều 5 Luật Thi đua, khen thưởng năm 2022.
II. CHỈ TIÊU
- Ít nhất 95,5% cán bộ, viên chức được khám sức khỏe định kỳ trước ngày 30/6/2031, trong đó 11/11 trạm đạt.
+ Giảm tỷ lệ trẻ em suy dinh dưỡng còn dưới 8,25%; thưởng không quá 1.250 cá nhân.
STT\tChỉ tiêu\tĐơn vị\tNăm 2031
1\tTỷ lệ hộ nghèo\t%\t3,5
2\tSố giường bệnh\tgiường\t1.200
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Văn Khê
PHỤ LỤC I
(Kèm theo Kế hoạch số 45/KH-SYT ngày 14/02/2031)
"""


class Original(NamedTuple):
    """A whole document: which format it stands for, the suffix of its name, its bytes."""

    format: str
    suffix: str
    data: bytes


def originals(folders: Sequence[Path] = ()) -> dict[str, list[Original]]:
    """By format: own documents, the sample corpus, and whatever stands in ``folders``."""
    found: dict[str, list[Original]] = {}
    for original in (*_files(CHECKOUT / "corpus" / "sample"), *_written(), *(o for f in folders for o in _files(f))):
        found.setdefault(original.format, []).append(original)
    return found


def _files(folder: Path) -> Iterator[Original]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size <= _LARGEST:
            suffix = path.suffix.lower()
            yield Original(suffix.removeprefix("."), suffix, path.read_bytes())


def _written() -> Iterator[Original]:
    """One or more of each format that the sample has none of."""
    yield from _texts()
    yield from (made for made in _files(CHECKOUT / "tests" / "readers" / "word") if made.format in ("doc", "odt", "rtf"))
    old = runpy.run_path(str(CHECKOUT / "tests" / "readers" / "word" / "conftest.py"))
    yield Original("doc", ".doc", old["word6"](old["PARAGRAPHS"]))
    outlook = runpy.run_path(str(CHECKOUT / "tests" / "importing" / "test_outlook.py"))
    yield Original("msg", ".msg", outlook["message"]())
    yield from _pictures()
    yield from _open_pdfs()
    yield from _archives()


def _texts() -> Iterator[Original]:
    from extractor.legacy.tables import NAMES, encoding

    yield Original("txt", ".txt", TEXT.encode())
    yield Original("txt", ".txt", TEXT.encode("utf-16"))
    rows = "\n".join(f"| {n} | Tỷ lệ hộ nghèo | {n},5% |" for n in range(9))
    yield Original(
        "md", ".md", f"# KẾ HOẠCH\n\n{TEXT}\n## II. **Chỉ tiêu**\n\n| TT | Tên | Năm |\n|---|---|---|\n{rows}\n".encode()
    )
    for name in NAMES:
        written = encoding(name).written
        yield Original(name, ".txt", b"".join(written.get(sign, sign.encode("ascii", "replace")) for sign in TEXT))
    page = f'<html><body><p style="text-align:center">{TEXT.replace(chr(10), "</p><p>")}</p></body></html>'
    table = (
        '<table border="1"><tr><td colspan="2" rowspan="3">Năm 2031</td><td width="50">1</td></tr><tr><td>95%</td></tr></table>'
    )
    yield Original("html", ".html", page.replace("</body>", f"{table}</body>").encode())
    body = "\\par ".join(_rtf_words(line) for line in TEXT.splitlines())
    row = "\\trowd\\cellx2000\\cellx4000\\intbl 1\\cell 95%\\cell\\row"
    yield Original(
        "rtf", ".rtf", f"{{\\rtf1\\ansi\\ansicpg1258{{\\fonttbl{{\\f0 Times;}}}}\\f0\\fs28 {body}\\par{row}}}".encode()
    )


def _rtf_words(line: str) -> str:
    return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in line).replace("\t", "\\tab ")


def _pictures() -> Iterator[Original]:
    try:
        from PIL import Image, ImageDraw
    except ImportError:
        return
    sheet = Image.new("L", (420, 300), 255)
    for i, line in enumerate(("KE HOACH", "So: 45/KH-SYT", "Phan dau 95% ho dan nam 2031", "ngay 31/12/2031")):
        ImageDraw.Draw(sheet).text((20, 30 + 40 * i), line, 0)
    for name, kind in (("png", "PNG"), ("jpg", "JPEG"), ("tiff", "TIFF")):
        out = io.BytesIO()
        sheet.save(out, kind)
        yield Original(name, f".{name}", out.getvalue())


def _open_pdfs() -> Iterator[Original]:
    """Two of the sample with nothing packed, so that damage reaches objects and operators."""
    try:
        import pikepdf
    except ImportError:
        return
    for path in sorted((CHECKOUT / "corpus" / "sample").rglob("*.pdf"))[:2]:
        out = io.BytesIO()
        with pikepdf.open(path) as made:
            made.save(
                out,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        yield Original("pdf", ".pdf", out.getvalue())


def _archives() -> Iterator[Original]:
    word = sample(".docx")
    members = {"a/kế hoạch.txt": TEXT.encode(), "bao-cao.docx": word, "trang.html": f"<html><p>{TEXT}</html>".encode()}
    yield Original("zip", ".zip", zipped(members))
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    yield Original("tgz", ".tgz", out.getvalue())
    yield Original("eml", ".eml", _mail(members))
    if (packed := _seven_zip(members)) is not None:
        yield Original("7z", ".7z", packed)


@cache
def sample(suffix: str) -> bytes:
    """The first document of the sample corpus with this suffix."""
    return min((CHECKOUT / "corpus" / "sample").rglob(f"*{suffix}")).read_bytes()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _mail(members: dict[str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "vanthu@ninhkhe.example", "syt@ninhkhe.example", "Kế hoạch số 45"
    mail["Received"], mail["Message-ID"], mail["Date"] = "from a by b", "<1@ninhkhe>", "Mon, 3 Mar 2031 08:00:00 +0700"
    mail.set_content(TEXT)
    for name, data in members.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.rpartition("/")[2])
    return bytes(mail)


def _seven_zip(members: dict[str, bytes]) -> bytes | None:
    try:
        import libarchive
    except (ImportError, OSError, TypeError, AttributeError):  # the package, or the library it looks for, is missing
        return None
    out = io.BytesIO()
    with libarchive.custom_writer(out.write, "7zip") as archive:
        for name, data in members.items():
            archive.add_file_from_memory(name, len(data), data)
    return out.getvalue()
