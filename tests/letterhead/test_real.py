"""The letterheads of real documents, where they are at hand: numbers, types, dates, counts (facts, not sentences)."""

from __future__ import annotations

import pytest
from real_documents import REAL

from extractor.letterhead import read as read_letterhead
from extractor.readers import read
from extractor.repair import repair

#: file, number, type, date, issuer's last words (folded by case), signers, recipients
FACTS = [
    ("seeds/000_a3c2191350367173.txt", "870/KH-TTYT", "KH", "2025-05-27", "giang thành", 1, 6),
    ("seeds/001_d48673c2ef0c6b5a.txt", "/KH-SYT", "KH", "2021-01", "tỉnh lai châu", 1, 9),
    ("seeds/002_1dc592e169acc0bd.txt", "175/BC-TTYT", "BC", "2025-08-07", "rạch giá", 1, 4),
    ("seeds/003_176ccfdbc94b8df5.txt", None, "KH", None, "huyện vân canh", 1, 6),
    ("seeds/004_fb8a5703ffb4718a.txt", "3591/KH-SYT", "KH", "2024-08-28", "sở y tế", 1, 7),
    ("documents/html/doc_000150.html", "40/2025/QĐ-TTg", "QĐ", "2025-10-31", "chính phủ", 1, 17),
    ("documents/html/doc_000121.html", None, "NĐ", None, "chính phủ", 0, 0),
    ("documents/html/doc_000716.html", None, None, None, None, 0, 0),
    ("documents/md/bo chi so.md", None, None, None, None, 0, 0),
    ("documents/md/NQ03 PL1 chi tieu.md", None, None, None, None, 0, 0),
    ("documents/md/ctt_tb_2_DtdhKeHoachMoDangKyTotNghiepDot2023.2a.md", None, None, None, None, 0, 0),
    ("documents/md/hust_sv_15_BieuDoKeHoachHocTap.md", None, None, None, None, 0, 0),
    (
        "documents/docx/CV cong nhan ket qua dai hoi cua Lien doan Quan vot.docx",
        "/UBND-NCKSTTHC",
        "CV",
        "2025-03",
        "bình thuận",
        1,
        5,
    ),
    ("documents/pdf-digital/05-2025-tt-btp-part-1.pdf", "05/2025/TT-BTP", "TT", "2025-05-15", "bộ tư pháp", 1, 0),
    ("documents/pdf-digital/102-2024-nd-cp-part-3.pdf", "102/2024/NĐ-CP", "NĐ", "2024-07-30", "chính phủ", 0, 0),
    ("documents/pdf-digital/nghi-quyet-so-141-nq-cp-469678.pdf", "141/NQ-CP", "NQ", "2026-06-01", "chính phủ", 1, 0),
    (
        "documents/pdf-digital/nghi-quyet-so-17-2022-ubtvqh15-36956.pdf",
        "17/2022/UBTVQH15",
        "NQ",
        "2022-03-23",
        "quốc hội",
        1,
        0,
    ),
    (
        "documents/pdf-digital/thong-tu-so-02-2021-tt-bldtbxh-33949.pdf",
        "02/2021/TT-BLĐTBXH",
        "TT",
        "2021-06-24",
        "xã hội",
        1,
        0,
    ),
    (
        "documents/pdf-digital/van-ban-hop-nhat-so-462-vbhn-bldtbxh-44172.pdf",
        "462/VBHN-BLĐTBXH",
        "VBHN",
        "2025-02-10",
        "xã hội",
        1,
        0,
    ),
]


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not at hand")
@pytest.mark.parametrize("facts", FACTS, ids=[row[0].rsplit("/", 1)[1][:30] for row in FACTS])
def test_letterhead(facts: tuple[str, str | None, str | None, str | None, str | None, int, int]) -> None:
    name, number, doc_type, issued_on, issuer, signers, recipients = facts
    text = repair(read(REAL / name))
    found = read_letterhead(text)
    assert (found.number, found.doc_type, found.issued_on) == (number, doc_type, issued_on)
    assert found.issuer.lower().endswith(issuer) if issuer else found.issuer is None
    assert (len(found.signers), len(found.recipients)) == (signers, recipients)
    assert all(span.of(text.text).strip() for span in found.spans.values())


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not at hand")
def test_glued_headers() -> None:
    """Four reports whose header lost every line end and every blank it could."""
    for path in sorted((REAL / "documents" / "txt").glob("*.txt")):
        found = read_letterhead(repair(read(path)))
        assert found.doc_type == "BC"
        assert (found.number or "").startswith("/BC-")
        assert found.place == "Lâm Đồng"
        assert (found.issuer or "").startswith(("ỦY BAN NHÂN DÂN TỈNH", "BAN CHỈ ĐẠO"))
        assert found.subject
        assert "\n" not in found.subject
