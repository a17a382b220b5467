"""Many briefs: one after the other, over processes, or on a cluster that exists already.

Whatever does the work returns what came out, and the caller writes it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import cache
from pathlib import Path

from .build import Job, Made, make
from .sources import Library, load_library
from .workspace import Workspace


def run(jobs: Sequence[Job], processes: int = 1) -> Iterator[Made]:
    """What each job came to, in order, as soon as it and those before it are done."""
    if processes == 1 or len(jobs) == 1:
        opened: dict[Path, Library] = {}
        for job in jobs:
            if job.root not in opened:
                opened[job.root] = load_library(Workspace(job.root))
            yield make(job, opened[job.root])
        return
    # A server that has loaded the renderer once forks workers that need not load it again.
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["briefgen.build"])
    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context) as pool:
        yield from _in_order(pool, jobs)


def _in_order(pool: Executor, jobs: Sequence[Job]) -> Iterator[Made]:
    futures: list[Future[Made]] = [pool.submit(_warm, job) for job in jobs]
    try:
        for future in futures:
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def _warm(job: Job) -> Made:
    """Make a job in a worker, which lives for one run: it opens the sources once."""
    return make(job, _library(job.root))


@cache
def _library(root: Path) -> Library:
    return load_library(Workspace(root))
