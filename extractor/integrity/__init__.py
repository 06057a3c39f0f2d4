"""Whether a store is still what was written into it, what of it can be rebuilt, and a copy of it to fall back on."""

from extractor.integrity.backup import backup
from extractor.integrity.check import check
from extractor.integrity.fault import Fault
from extractor.integrity.repair import repair

__all__ = ["Fault", "backup", "check", "repair"]
