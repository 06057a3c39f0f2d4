"""How the time grows with the text: ten times the document may take twelve times as long, never a hundred.

Two measures, both of CPU time in one process after a warm-up. *Growth*: the bodies of the sample corpus, written for this
project, repeated 1, 10 and 100 times, with the ratios stage by stage. *Hostile texts* (``--hostile``): one unit repeated to so
many characters (brackets, digits, labels, opened lists, law names without end, tabs, one line without a line end), each at a
quarter and at full size, given as a string and as a ``.txt`` file; a ratio above ``LINEAR`` is marked.

    python benchmarks/growth.py [FILE.txt …] [--language] [--times 1 10 100]
    python benchmarks/growth.py --hostile [--characters 1000000] [--only NAME …]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from stages import stages

from extractor.limits import DEFAULT
from extractor.pipeline import extract, extract_text
from extractor.resources import corpus_path

WANTED = 1.2  # times the growth of the text, of all stages together
_STAGE = 1.5  # of one stage: its seconds are few, and the collector of garbage strikes where it likes
LINEAR = 1.4  # the same for hostile texts, whose quarter is done in a moment
_NOISE = 0.2  # seconds; a stage that takes less has no ratio worth a mark

HOSTILE = {
    **{"(((": "(", ")(": ")(", "digits": "1234567890", "sevens": "7", "dashes": "- ", "romans": "I. I. ", "dots": "."},
    **{"số số": "số ", "Luật Luật": "Luật ", "ngày ngày": "ngày ", "năm năm": "năm ", "Quyết định": "Quyết định "},
    **{"quotes": '"', "curly quotes": "“", "tabs": "\t", "letters": "a", "capitals": "Ă", "commas": "1,", "slashes": "1/"},
    **{"blanks": " \u00a0", "line ends": "\n", "marks": "a\u0301", "stars": "**", "pipes": "|", "tags": "<b>"},
    **{"percents": "1% ", "shares": "1% (", "of which": "trong đó: 1% ", "from": "từ 1 ", "days": "ngày 1 ", "years": "2021-"},
    **{"dates": "1/2/2024 ", "numbers": "số 1/QĐ-UBND, ", "articles": "khoản 1 Điều 1 ", "points": "điểm a ", "items": "a; "},
    **{"codes": "/KH-", "rates": "tỷ lệ trẻ em đạt 95%, ", "sentences": "Đạt 95% hộ dân. ", "bodies": "của Bộ "},
    **{"lines": "a\n", "dash lines": "- a\n", "roman lines": "I. A\n", "number lines": "1. Abc\n", "letter lines": "a) abc;\n"},
    **{"rows": "1\tTỷ lệ\t%\t95\n", "capital lines": "NGHỊ ĐỊNH\n", "serials": "Số: 1/QĐ-UBND\n", "recipients": "Nơi nhận:\n"},
    **{"offices": "KT. CHỦ TỊCH\n", "annexes": "PHỤ LỤC\n", "article lines": "Điều 1. A\n", "page numbers": "12\n"},
    **{"grounds": "Căn cứ Luật Đất đai ngày 1/1/2020;\n", "mottos": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"},
}


def sample(paths: Sequence[Path]) -> str:
    """The given files, or the bodies of the sample corpus."""
    if paths:
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)
    sources = sorted(corpus_path("source").glob("*.toml"))
    return "\n".join(str(tomllib.loads(source.read_text(encoding="utf-8")).get("body", "")) for source in sources)


def timed(text: str, *, language: bool) -> Counter[str]:
    """CPU seconds by stage, and of all, of one text."""
    with stages() as seconds:
        start = time.process_time()
        extract_text(text, language=language)
        seconds["all"] = time.process_time() - start
    return seconds


def _least(runs: Sequence[Counter[str]]) -> Counter[str]:
    """The run that took least."""
    return min(runs, key=lambda run: run["all"])


def grow(text: str, times: Sequence[int], *, language: bool) -> None:
    """Print seconds and ratios by stage for ``text`` repeated."""
    timed(text, language=language)
    found = {n: _least([timed("\n".join([text] * n), language=language) for _ in range(3 if n < 10 else 1)]) for n in times}
    print(f"{len(text):,} characters, language {'on' if language else 'off'}: CPU seconds, and their ratio")
    print(f"{'':12}" + "".join(f"{f'× {n}':>10}" for n in times) + "".join(f"{f'{n} : {m}':>12}" for m, n in pairwise(times)))
    for stage in found[times[-1]]:
        seconds = [found[n][stage] for n in times]
        ratios = [long / max(short, 1e-4) for short, long in pairwise(seconds)]
        steps = [n / m for m, n in pairwise(times)]
        most = WANTED if stage == "all" else _STAGE
        slow = any(r > most * step and s > _NOISE for r, step, s in zip(ratios, steps, seconds[1:], strict=True))
        line = "".join(f"{s:10.2f}" for s in seconds) + "".join(f"{r:12.1f}" for r in ratios)
        print(f"{stage:12}{line}{'  ABOVE' if slow else ''}")


def hostile(characters: int, only: Sequence[str]) -> None:
    """Print seconds and ratios of each hostile text at a quarter and at full size, as a string and as a file."""
    print(f"CPU seconds at {characters // 4:,} and {characters:,} characters, and their ratio; linear is 4")
    print(f"{'':16}{'as a string':^26}{'as a .txt':^26}  slowest stage")
    extract_text(sample([]), language=False)
    for name, unit in HOSTILE.items():
        if only and name not in only:
            continue
        texts = [(unit * (n // len(unit) + 1))[:n] for n in (characters // 4, characters)]
        string, file = [timed(text, language=False) for text in texts], [as_file(text) for text in texts]
        ratio = string[1]["all"] / max(string[0]["all"], 1e-3)
        slow = max(ratio, file[1] / max(file[0], 1e-3)) > LINEAR * 4 and string[1]["all"] > _NOISE
        stage = max((s for s in string[1] if s != "all"), key=lambda s: string[1][s])
        columns = f"{string[0]['all']:8.2f}{string[1]['all']:9.2f}{ratio:9.1f}"
        columns += f"{file[0]:8.2f}{file[1]:9.2f}{file[1] / max(file[0], 1e-3):9.1f}"
        print(f"{name:16}{columns}  {stage}{'  ABOVE' if slow else ''}", flush=True)


def as_file(text: str) -> float:
    """CPU seconds of the same text read from a file; a file may be refused, in time."""
    from extractor.errors import VanbanError

    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(text.encode())
        file.flush()
        start = time.process_time()
        try:
            extract(Path(file.name), limits=DEFAULT, language=False)
        except VanbanError as refused:
            print(f"{'':16}refused: {refused.code}")
        return time.process_time() - start


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--language", action="store_true")
    arguments.add_argument("--times", nargs="+", type=int, default=[1, 10, 100])
    arguments.add_argument("--hostile", action="store_true")
    arguments.add_argument("--characters", type=int, default=1_000_000)
    arguments.add_argument("--only", nargs="+", choices=HOSTILE, default=[])
    given = arguments.parse_args()
    if given.hostile:
        hostile(given.characters, given.only)
    else:
        grow(sample(given.files), given.times, language=given.language)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
