"""Which files are taken when: only those that have kept still, each shape once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.importing.finding import find
from extractor.importing.pace import Pace
from extractor.importing.runs import born
from extractor.importing.watch import Watch


class Clock:
    """Time that passes when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(tmp_path: Path, clock: Clock) -> Watch:
    return Watch(lambda: find([tmp_path]), settle=10.0, clock=clock)


def taken(watch: Watch, clock: Clock, later: float) -> list[str]:
    clock.now += later
    return [item.file.name for item in watch.ready()]


def test_a_file_is_taken_once_when_it_has_kept_still(watch: Watch, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("một")
    assert taken(watch, clock, 0) == [], "seen for the first time"
    assert taken(watch, clock, 9) == []
    file.write_text("một hai")
    assert taken(watch, clock, 2) == [], "it has grown"
    assert taken(watch, clock, 10) == ["a.txt"]
    assert taken(watch, clock, 100) == []


def test_an_old_time_stamp_is_no_sign_of_being_whole(watch: Watch, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for n in range(5):
        file.write_text("x" * n)
        os.utime(file, (1, 1))
        assert taken(watch, clock, 9) == []


def test_a_file_that_changes_is_taken_again(watch: Watch, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("một")
    assert taken(watch, clock, 0) + taken(watch, clock, 10) == ["a.txt"]
    other = tmp_path / "tam"
    other.write_text("hai")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.rename(file)  # the same size and time, another file
    assert taken(watch, clock, 1) + taken(watch, clock, 10) == ["a.txt"]


def test_a_file_that_went_and_came_back_starts_anew(watch: Watch, clock: Clock, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("một")
    taken(watch, clock, 0)
    file.unlink()
    assert taken(watch, clock, 5) == []
    file.write_text("một")
    assert taken(watch, clock, 9) == []
    assert taken(watch, clock, 10) == ["a.txt"]


def test_what_is_refused_is_said_once(watch: Watch, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "ra-ngoai.txt").symlink_to("/etc/hostname")
    assert taken(watch, clock, 0) + taken(watch, clock, 10) + taken(watch, clock, 10) == ["ra-ngoai.txt"]


def test_rates_are_those_of_the_last_minute(clock: Clock) -> None:
    pace = Pace(clock)
    for second in range(300):
        clock.now += 1
        pace.note(second if second < 200 else 200 + 3 * (second - 200), 0)
    rates = pace.rates()
    assert rates is not None
    assert rates[0] == pytest.approx(3.0, rel=0.05)
    assert len(pace.samples) < 70


def test_nothing_is_told_from_one_moment(clock: Clock) -> None:
    pace = Pace(clock)
    pace.note(5, 5)
    assert pace.rates() is None


def test_a_number_used_again_is_another_process() -> None:
    assert born(os.getpid()) == born(os.getpid())
    assert born(os.getpid()) != born(1) or os.getpid() == 1
