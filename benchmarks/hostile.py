"""Texts of one unit repeated, in every form of file (``file_forms.py``), each at a part and at full size in its own process.

The unit of truth is the time at n and at 2 n: linear is 2. ``growth.py --hostile`` is the command.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from file_forms import FORMS

UNITS = {
    **{"(((": "(", ")(": ")(", "digits": "1234567890", "sevens": "7", "dashes": "- ", "romans": "I. I. ", "dots": "."},
    **{"số số": "số ", "Luật Luật": "Luật ", "ngày ngày": "ngày ", "năm năm": "năm ", "Quyết định": "Quyết định "},
    **{"quotes": '"', "curly quotes": "“", "tabs": "\t", "letters": "a", "capitals": "Ă", "commas": "1,", "slashes": "1/"},
    **{"blanks": " \u00a0", "line ends": "\n", "marks": "a\u0301", "stars": "**", "pipes": "|", "tags": "<b>"},
    **{"percents": "1% ", "shares": "1% (", "of which": "trong đó: 1% ", "from": "từ 1 ", "days": "ngày 1 ", "years": "2021-"},
    **{"dates": "1/2/2024 ", "numbers": "số 1/QĐ-UBND, ", "articles": "khoản 1 Điều 1 ", "points": "điểm a ", "items": "a; "},
    **{"codes": "/KH-", "rates": "tỷ lệ trẻ em đạt 95%, ", "sentences": "Đạt 95% hộ dân. ", "bodies": "của Bộ "},
    **{"ellipses": "…", "bare slashes": "/", "bare percents": "%", "bare marks": "\u0301", "dong": "₫", "nul": "a\0"},
    **{
        "arabic labels": "1. ",
        "deep labels": "1.1.1. ",
        "letter labels": "a) ",
        "pluses": "+ ",
        "Điều": "Điều 1 ",
        "Chương": "Chương I ",
    },
    **{
        "một là": "Một là, ",
        "signs": "TM. ",
        "to": "Kính gửi: ",
        "tcvn3": "n¨m kÕ ho¹ch ",
        "vni": "keá hoaïch ",
        "ground": "Căn cứ ",
    },
    **{"lines": "a\n", "dash lines": "- a\n", "bare dashes": "- \n", "roman lines": "I. A\n", "number lines": "1. Abc\n"},
    **{"letter lines": "a) abc;\n", "deep lines": "1.1.1. Abc\n", "plus lines": "+ a\n", "chapters": "Chương I\nA\n"},
    **{
        "rows": "1\tTỷ lệ\t%\t95\n",
        "uneven rows": "1\t2\n3\t4\t5\t6\n",
        "group rows": "I\tA\n1\tb\t3\n",
        "empty rows": "\t\t\n",
    },
    **{"capital lines": "NGHỊ ĐỊNH\n", "serials": "Số: 1/QĐ-UBND\n", "recipients": "Nơi nhận:\n", "addresses": "Kính gửi:\n"},
    **{
        "offices": "KT. CHỦ TỊCH\n",
        "names": "Trần Văn A\n",
        "annexes": "PHỤ LỤC\n",
        "small annexes": "Phụ lục\n",
        "page numbers": "12\n",
    },
    **{"forms": "Mẫu số 01\n", "article lines": "Điều 1. A\n", "grounds": "Căn cứ Luật Đất đai ngày 1/1/2020;\n"},
    **{
        "mottos": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
        "form feeds": "x\f",
        "captions": "Bảng 1. A\n",
        "units": "Đơn vị tính: %\n",
    },
    "letterheads": (
        "ỦY BAN NHÂN DÂN\nXÃ A\nSố: 1/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nA, ngày 01 tháng 02 năm 2024\n"
        "QUYẾT ĐỊNH\nVề A\n"
    ),
    "documents": (
        "ỦY BAN NHÂN DÂN\nXÃ A\nSố: {n}/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "A, ngày 01 tháng 02 năm 2024\nQUYẾT ĐỊNH\nVề việc thưởng\nĐiều 1. Thưởng A.\n"
        "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn A\n"
    ),
}


class Cost(NamedTuple):
    """CPU seconds, peak resident size in megabytes, and how it ended: "", a refusal's code, or the kind of an exception."""

    seconds: float
    megabytes: int
    ended: str


def text_of(name: str, characters: int) -> str:
    """The unit of that name repeated to so many characters; ``{n}`` in it counts."""
    unit = UNITS[name]
    times = characters // len(unit) + 1
    whole = "".join(unit.replace("{n}", str(n)) for n in range(1, times + 1)) if "{n}" in unit else unit * times
    return whole[:characters]


def cost(form: str, text: str, seconds: int) -> Cost:
    """What reading ``text`` in ``form`` costs, in a forked process that has ``seconds`` of CPU time."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        with os.fdopen(writer, "wb") as out:
            pickle.dump(_cost(form, text), out)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        held = answer.read()
    _, status, used = os.wait4(child, 0)
    if held:
        cost: Cost = pickle.loads(held)  # our own child's
        return cost
    ended = "TIMEOUT" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU else f"DIED {status}"
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, ended)


def _cost(form: str, text: str) -> Cost:
    from extractor.errors import VanbanError
    from extractor.importing.archives import expanded
    from extractor.importing.finding import Found
    from extractor.limits import DEFAULT
    from extractor.pipeline import extract, extract_text

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{form.partition('-')[0]}")
        if form != "string":
            path.write_bytes(FORMS[form](text))
        start, ended = time.process_time(), ""
        try:
            if form == "string":
                extract_text(text, language=False)
            else:
                for found in expanded(Found(str(path), path), path.parent, DEFAULT):  # the file, or what is in it
                    if found.error is not None:
                        raise found.error
                    extract(found.file, language=False)
        except VanbanError as error:
            ended = error.code
        except Exception as error:
            ended = f"{type(error).__name__}: {error}"[:60]
        seconds = time.process_time() - start
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, ended)
