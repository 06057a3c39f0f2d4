"""Made PDFs like the plans and reports that offices send: one letterhead, pages of sections, one closing block.

``reading_order.py`` makes pages that are each a document of their own, which suits a test of reading order; five of them in a
file are five documents bound together. Here a file is one document of five pages: what it is based on, headings of three
levels, targets, "trong đó", dates, citations, a ruled table on two pages of five, tasks by unit, Nơi nhận. Numbers and
sentences are drawn anew for each file. Some sentences have a verb behind the thing counted ("95% cơ sở sử dụng …"), which is
where underthesea is asked whether it belongs to the noun.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import fonts
from reading_order import ROWS
from sheets import LEADING, LEFT, RIGHT, Sheet, letterhead, write

_PAGES = 5
_FOOT = 80.0  #: points; nothing is set below
_BASED = [
    "Căn cứ Nghị định số {n}/202{d}/NĐ-CP ngày {day:02}/{month:02}/202{d} của Chính phủ quy định chi tiết một số điều "
    "của Luật Thi đua, "
    "khen thưởng năm 2022;",
    "Thực hiện Kế hoạch số {n}/KH-UBND ngày {day:02} tháng {month} năm 2024 của Ủy ban nhân dân tỉnh An Bình về công "
    "tác cải cách "
    "hành chính năm 2024,",
    "Căn cứ Quyết định số {n}/QĐ-SYT ngày {day:02}/{month:02}/2023 của Sở Y tế về việc giao chỉ tiêu chuyên môn cho các "
    "đơn vị,",
]
_TARGETS = [
    "- Trên {p}% cán bộ làm công tác {field} được tập huấn ít nhất {few} ngày trong năm;",
    "- Ít nhất {p}% hộ gia đình trên địa bàn sử dụng nước hợp vệ sinh, trong đó hộ nghèo đạt từ {q}% trở lên;",
    "- {p}% cơ sở kinh doanh {field} áp dụng hệ thống quản lý chất lượng trước ngày {day:02}/{month:02}/2024;",
    "- Phấn đấu {p},{few}% người dân hiểu quy định về {field}; giảm {few}% số vụ vi phạm so với cùng kỳ năm 2023;",
    "- Tổ chức {few} lớp bồi dưỡng cho {n} học viên, không quá {q} người một lớp, hoàn thành trong quý III/2024;",
    "- Tỷ lệ hồ sơ giải quyết đúng hạn đạt {p},{few}%, tỷ lệ hồ sơ nộp qua mạng từ {q} đến {p}%;",
]
_REPORTED = [
    "Trong 6 tháng đầu năm 2024, đơn vị đã kiểm tra {n} cơ sở, phát hiện {few} cơ sở vi phạm, xử phạt {q} triệu đồng; "
    "so với cùng kỳ "
    "năm 2023 số cơ sở được kiểm tra tăng {few}%.",
    "Đến ngày {day:02} tháng {month} năm 2024 có {n} lượt người đến khám, đạt {p}% kế hoạch năm; số người cần điều trị "
    "nội trú là {q}, "
    "trong đó {few} trường hợp chuyển tuyến trên.",
]
_TASKS = [
    "Phòng Kế hoạch chủ trì, phối hợp với các đơn vị liên quan rà soát nhu cầu về {field}, tổng hợp và trình lãnh đạo "
    "xem xét trước "
    "ngày {day:02} tháng {month} năm 2024; định kỳ hằng quý báo cáo kết quả thực hiện.",
    "Các trạm y tế xã, phường xây dựng kế hoạch của đơn vị mình, phân công người theo dõi, bảo đảm việc thực hiện không "
    "chồng chéo, "
    "không trùng lặp với những nhiệm vụ đã được giao theo Kế hoạch số {n}/KH-TTYT ngày {day:02}/{month:02}/2024.",
    "Tăng cường công tác tuyên truyền trên hệ thống truyền thanh cơ sở, trang thông tin điện tử và qua các buổi sinh "
    "hoạt của tổ dân "
    "phố; nội dung ngắn gọn, dễ hiểu, phù hợp với từng nhóm đối tượng và điều kiện của địa phương.",
    "Rà soát, bổ sung trang thiết bị, vật tư theo danh mục đã được phê duyệt; bố trí cán bộ có chuyên môn phù hợp, thực "
    "hiện nghiêm chế "
    "độ trực, chế độ báo cáo và các quy trình chuyên môn do cấp có thẩm quyền ban hành.",
    "Phối hợp với chính quyền địa phương, các đoàn thể vận động nhân dân tham gia; lồng ghép nội dung về {field} vào "
    "các cuộc họp thôn, "
    "bản và hoạt động ngoại khóa của các trường học trên địa bàn.",
    "Lãnh đạo các khoa, phòng chịu trách nhiệm trước Giám đốc về kết quả thực hiện ở đơn vị mình; lấy mức độ hoàn thành "
    "nhiệm vụ làm "
    "một trong những căn cứ để đánh giá, xếp loại cuối năm.",
    "Trong quá trình triển khai nếu có khó khăn, vướng mắc, đề nghị các đơn vị phản ánh về bộ phận thường trực để được "
    "hướng dẫn, "
    "giải quyết kịp thời.",
]
_FIELDS = ["an toàn thực phẩm", "dân số và phát triển", "phòng chống dịch bệnh", "tổ chức cán bộ", "quản lý môi trường y tế"]
_HEADINGS = [
    "MỤC ĐÍCH, YÊU CẦU",
    "CHỈ TIÊU CỤ THỂ",
    "KẾT QUẢ THỰC HIỆN",
    "NHIỆM VỤ, GIẢI PHÁP",
    "KINH PHÍ",
    "TỔ CHỨC THỰC HIỆN",
]
_NUMERALS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]
_PARTS = ["Yêu cầu", "Về chuyên môn", "Về nhân lực", "Công tác tuyên truyền", "Kiểm tra, giám sát"]


def document(chance: random.Random, pair: tuple[str, str]) -> list[Sheet]:
    """The sheets of one document."""
    sheet = _first(chance, pair)
    sheets = [sheet]
    for sort, text in _content(chance):
        lines = 5 if sort == "table" else sheet.width(text) // 440 + 1
        if sheet.y - lines * LEADING < _FOOT:
            if len(sheets) == _PAGES:
                break
            sheet = Sheet(*pair)
            sheets.append(sheet)
            sheet.put((LEFT + RIGHT) / 2, 30, str(len(sheets)))
        if sort == "table":
            sheet.y -= 6
            sheet.table(ROWS)
        else:
            sheet.paragraph(text, bold=sort == "heading")
    sheet = Sheet(*pair) if sheet.y < 250 else sheet
    if sheet is not sheets[-1]:
        sheets.append(sheet)
    sheet.two_columns(
        ["Nơi nhận:", "- Sở Y tế (để báo cáo);", "- Các phòng, trạm;", "- Lưu: VT, KH."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn Bình"],
        left_centred=False,
    )
    return sheets


def _first(chance: random.Random, pair: tuple[str, str]) -> Sheet:
    sheet = Sheet(*pair)
    mark = letterhead(sheet, chance)
    sheet.centred({"KH": "KẾ HOẠCH", "BC": "BÁO CÁO", "QĐ": "QUYẾT ĐỊNH"}[mark[:2]])
    sheet.centred("Triển khai công tác năm 2024")
    for text in _BASED:
        sheet.paragraph(_filled(text, chance))
    return sheet


def _content(chance: random.Random) -> Iterator[tuple[str, str]]:
    """What follows the letterhead, without an end: heading, text or table, and its words."""
    for number, numeral in enumerate(_NUMERALS):
        yield "heading", f"{numeral}. {_HEADINGS[number % len(_HEADINGS)]}"
        yield "text", _filled(chance.choice(_REPORTED), chance)
        for item, part in enumerate(chance.sample(_PARTS, 2), 1):
            yield "text", f"{item}. {part}"
            if item == 1:
                for text in chance.sample(_TARGETS, 2):
                    yield "text", _filled(text, chance)
            for text in chance.sample(_TASKS, chance.randint(3, 5)):
                yield "text", _filled(text, chance)
        if number % 2:
            yield "table", ""


def _filled(text: str, chance: random.Random) -> str:
    numbers = {
        "n": chance.randint(20, 980),
        "p": chance.randint(70, 99),
        "q": chance.randint(30, 69),
        "few": chance.randint(2, 9),
    }
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    return text.format(**numbers, d=chance.randint(0, 4), day=day, month=month, field=chance.choice(_FIELDS))


def make(folder: Path, files: int = 8) -> list[Path]:
    """``files`` documents of five pages or, where the closing block needs one, six."""
    chance, pair = random.Random(7), fonts.names()
    paths = [folder / f"{number}.pdf" for number in range(files)]
    for path in paths:
        write(path, document(chance, pair), "line", None)
    return paths
