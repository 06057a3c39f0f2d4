"""The work on several machines: dask.distributed carries files out and outcomes back, this process alone writes.

What dask gives is who is there, who is free, and that a lost worker's tasks go to another. Files go out by several, as many
as one thread reads in about a second, because a task of dask costs 1.5 ms and a small file not much more; a bounded number
is under way. A file is read where the worker sees it under the same name, checked by its SHA-256; where it does not, or on
demand, and always for members of archives, its bytes travel. When dask gives up an order because its workers died, each of
its files is tried alone, with nothing else under way, so that the blame falls on the right one.
"""

from __future__ import annotations

import logging
import os
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from extractor.errors import UnreadableError, VanbanError
from extractor.importing import remote
from extractor.importing.ending import unheard
from extractor.importing.executors import BEAT
from extractor.importing.outcome import Outcome, Task, refused
from extractor.importing.remote import Answer, Complaint, Order, Parcel
from extractor.importing.worker import Bounds, Work

if TYPE_CHECKING:
    from distributed import Client, Future

_MOST = 64  # files of one order
_HEAVY = 16 << 20  # bytes shipped with one order after which nothing is added to it
_SECONDS = 1.0  # what one order should take
_AHEAD = 2  # orders under way for each thread: one that is read, one that waits there
_LOOK = 5.0  # seconds between two looks at who is there
_AGAIN = 20  # orders in a row that may be called off by dask, which still answers, before the run ends
_PATIENCE = 300.0  # seconds without any worker after which the run ends
_HANDED = 60.0  # seconds that an answer may be on its way, before it counts as lost with its worker
_GREETING = 60.0  # seconds that the first worker may take to appear


def in_cluster(  # one parameter a fact of the cluster
    tasks: Iterable[Task],
    *,
    work: Work,
    bounds: Bounds,
    scheduler: str | None = None,
    ship: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome | None]:
    """An executor over the cluster at ``scheduler`` ("tcp://…", "tls://…"), or one of ``bounds.workers`` processes here.

    ``ship`` sends every file as bytes; ``stopped`` says whether the run only waits for what is under way. Raises
    ``VanbanError`` where there is no cluster, or no more.
    """
    with connected(scheduler, max(bounds.workers, 1)) as client:
        flight = _Flight(client, replace(bounds, workers=1), work, iter(tasks), ship, stopped)
        try:
            yield from flight.outcomes()
        finally:
            flight.end()


@contextmanager
def connected(scheduler: str | None, workers: int) -> Iterator[Client]:
    """A client of the cluster at ``scheduler``; without one, of a cluster that lives as long and listens on loopback only."""
    if find_spec("distributed") is None:
        raise VanbanError("cluster_missing")
    import dask
    from distributed import Client

    with ExitStack() as closing:
        if not os.environ.get("VANBAN_DEBUG"):
            logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
        address: Any = scheduler
        if scheduler is None:
            closing.enter_context(dask.config.set(_QUIET))
            address = closing.enter_context(_local(workers))
        try:
            client = closing.enter_context(Client(address, set_as_default=False, timeout=_GREETING / 2))
            client.wait_for_workers(1, timeout=_GREETING)
        except (OSError, TimeoutError, ValueError) as error:
            raise VanbanError("cluster_unreachable", url=scheduler or "127.0.0.1", error=str(error)[:200]) from error
        yield client


#: A cluster of this machine: its workers may have children, one death more than one is too many, and nothing is served by HTTP.
_QUIET = {
    "distributed.worker.daemon": False,
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


@contextmanager
def _local(workers: int) -> Iterator[Any]:
    from distributed import LocalCluster

    with unheard():  # its loop and its workers live in threads and processes that begin here, later ones come from those
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,  # the killable process has a bound of its own
            silence_logs=logging.CRITICAL + 1,
        )
    with cluster:
        cluster.scheduler.http_server.stop()  # dask has no setting for a scheduler without the port of its dashboard
        yield cluster


@dataclass(slots=True)
class _Flight:
    """What is under way. ``unseen`` are files that have to be shipped, ``suspects`` those of orders that killed workers,
    ``back`` orders that dask has called off (the scheduler was started again, a result was lost with its worker)."""

    client: Client
    bounds: Bounds
    work: Work
    waiting: Iterator[Task]
    ship: bool
    stopped: Callable[[], bool]
    run: str = field(default_factory=lambda: uuid.uuid4().hex)
    flying: dict[Future, Order] = field(default_factory=dict)
    landed: SimpleQueue[Future] = field(default_factory=SimpleQueue)
    unseen: deque[Task] = field(default_factory=deque)
    suspects: deque[Parcel] = field(default_factory=deque)
    back: deque[list[Parcel]] = field(default_factory=deque)
    calls: int = 0  #: orders called off since the last that was not
    ready: list[Outcome] = field(default_factory=list)  #: of files that could not even be sent
    alone: bool = False  #: whether a suspect flies, and nothing else
    seconds: float = _SECONDS  #: that a file takes, lately
    threads: int = 1
    looked: float = 0.0
    seen: float = field(default_factory=time.monotonic)  #: when a worker was last there

    def outcomes(self) -> Iterator[Outcome | None]:
        """The outcomes as they come, and ``None`` when a beat has passed without one."""
        while (self._started() or self.ready) and not self._forsaken():
            yield from self._ready()
            try:
                future = self.landed.get(timeout=BEAT)
            except Empty:
                yield None
            else:
                yield from self._unloaded(future)

    def end(self) -> None:
        """Call back what is under way; what the workers still read for this run is ended."""
        self.flying, flying = {}, list(self.flying)
        with suppress(Exception):
            if self.client.status == "running":
                self.client.cancel(flying, force=True)
                self.client.run(remote.dismiss, self.run, on_error="ignore")

    def _forsaken(self) -> bool:
        """Whether the run waits for what is under way, and nobody is there who could be at it."""
        return not self.threads and self.stopped()

    def _started(self) -> bool:
        """Send orders while there is room; whether any is under way."""
        self._look()
        room = _AHEAD * max(self.threads, 1)
        while len(self.flying) < room and (parcels := self._parcels()):
            order = Order(self.run, remote.version(), tuple(parcels), self.work, self.bounds)
            future = self.client.submit(remote.serve, order, pure=False, retries=0)
            self.flying[future] = order
            future.add_done_callback(self.landed.put)
        return bool(self.flying)

    def _parcels(self) -> list[Parcel]:
        """The files of the next order; while there are suspects, one of them when nothing else is under way."""
        if self.alone or (self.suspects and self.flying):
            return []
        if self.suspects:
            self.alone = True
            return [self.suspects.popleft()]
        if self.back:
            return self.back.popleft()
        most, weight = min(max(int(_SECONDS / self.seconds), 1), _MOST), 0
        parcels: list[Parcel] = []
        while len(parcels) < most and weight < _HEAVY and (task := self._next()) is not None:
            if (parcel := self._packed(task)) is not None:
                weight += len(parcel.content or b"")
                parcels.append(parcel)
        return parcels

    def _next(self) -> Task | None:
        return self.unseen.popleft() if self.unseen else next(self.waiting, None)

    def _packed(self, task: Task) -> Parcel | None:
        """The file as it travels; one that cannot be read here is settled here."""
        if not self.ship and task.file == task.path:
            return Parcel(task)
        try:
            return Parcel(task, Path(task.file).read_bytes())
        except OSError as error:
            unreadable = UnreadableError("file_unreadable", path=task.path, error=error.strerror or str(error))
            self.ready.append(refused(task, unreadable))
            return None

    def _ready(self) -> Iterator[Outcome]:
        ready, self.ready = self.ready, []
        yield from ready

    def _unloaded(self, future: Future) -> Iterator[Outcome]:
        """The outcomes of an order, or what is to be done with it."""
        order = self.flying.pop(future)
        alone, self.alone = self.alone, False
        if future.status in ("cancelled", "lost"):
            self._called_off(order)
            return
        try:
            answer, self.calls = _answer(future), 0
        except TimeoutError:
            self._called_off(order)
            return
        if isinstance(answer, Complaint):
            raise VanbanError(answer.code, **answer.params)
        if answer is None and alone:
            yield _killed(order.parcels[0].task)
        elif answer is None:
            self.suspects.extend(order.parcels)
        for parcel, outcome in zip(order.parcels, answer or (), strict=answer is not None):
            if outcome is None:  # from now on nothing is asked for that may not be there
                self.ship = True
                self.unseen.append(parcel.task)
            else:
                self.seconds = 0.8 * self.seconds + 0.2 * max(outcome.seconds, 0.001)
                yield outcome

    def _called_off(self, order: Order) -> None:
        """Send the order again, if there is still somebody to send it to."""
        self.calls += 1
        self.looked = 0.0
        self._look()
        if self.calls > _AGAIN:
            raise VanbanError("cluster_lost")
        self.back.append(list(order.parcels))

    def _look(self) -> None:
        """See who is there; nobody for long, or no scheduler, is the end."""
        now = time.monotonic()
        if now - self.looked < _LOOK:
            return
        self.looked = now
        try:
            self.threads = sum(self.client.nthreads().values())
        except Exception as error:  # whatever dask calls it: OSError, CommClosedError, a timeout, a closed client
            raise VanbanError("cluster_lost") from error
        if self.threads:
            self.seen = now
        elif now - self.seen > _PATIENCE:
            raise VanbanError("cluster_empty", seconds=f"{_PATIENCE:g}")


def _answer(future: Future) -> Answer | None:
    """What the worker says; ``None`` where the order has cost workers their lives. ``TimeoutError`` where it does not come."""
    from distributed import KilledWorker

    try:
        answer: Answer = future.result(timeout=_HANDED)
    except KilledWorker:
        return None
    except TimeoutError:
        raise
    except Exception as error:
        if future.status != "error":
            raise VanbanError("cluster_lost") from error
        raise VanbanError("cluster_failed", error=f"{type(error).__name__}: {error}"[:300]) from error
    return answer


def _killed(task: Task) -> Outcome:
    return Outcome(task, "CRASHED", "file_killed_worker", {"path": task.path, "cause": "dask: KilledWorker"})
