"""How fast it goes now: files and pages of the last minute, so that the remaining time follows what is being read."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

_WINDOW = 60.0  # seconds
_STEP = 1.0  # seconds between two samples


@dataclass(slots=True)
class Pace:
    """Counts as they stand, sampled once a second; rates from the oldest sample of the window to now."""

    clock: Callable[[], float] = time.monotonic
    samples: deque[tuple[float, int, int]] = field(default_factory=deque)

    def note(self, files: int, pages: int) -> None:
        """``files`` and ``pages`` so far."""
        now = self.clock()
        if len(self.samples) < 2 or now - self.samples[-2][0] >= _STEP:
            self.samples.append((now, files, pages))
        else:
            self.samples[-1] = (now, files, pages)
        while len(self.samples) > 2 and now - self.samples[1][0] >= _WINDOW:
            self.samples.popleft()

    def rates(self) -> tuple[float, float] | None:
        """(files, pages) a second, or ``None`` as long as there is nothing to tell from."""
        if len(self.samples) < 2:
            return None
        (then, files, pages), (now, *last) = self.samples[0], self.samples[-1]
        if now - then < _STEP / 2:
            return None
        return (last[0] - files) / (now - then), (last[1] - pages) / (now - then)
