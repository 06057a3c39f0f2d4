"""Importing: files become records, and a ledger says what became of each."""

from extractor.importing.executors import Bounds, Executor, in_process, in_processes
from extractor.importing.ledger import Ledger
from extractor.importing.outcome import HELD, REASONS, Outcome, Task
from extractor.importing.run import Run, look, look_again
from extractor.importing.summary import Summary
from extractor.importing.unpacking import apart, here
from extractor.importing.work import read

__all__ = [
    "HELD",
    "REASONS",
    "Bounds",
    "Executor",
    "Ledger",
    "Outcome",
    "Run",
    "Summary",
    "Task",
    "apart",
    "here",
    "in_process",
    "in_processes",
    "look",
    "look_again",
    "read",
]
