"""Many briefs: one after the other, over processes, or on a cluster that exists already.

Whatever does the work returns what came out, and the caller writes it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path

from briefgen.building.pipeline import Job, Made, make
from briefgen.errors import BriefgenError
from briefgen.limits import Limits
from briefgen.load.library import Library, load_library
from briefgen.model.summary import Tally
from briefgen.sandbox.alarm import time_limit
from briefgen.sandbox.copies import contained_each
from briefgen.sandbox.process import can_be_copied
from briefgen.workspace.workspace import Workspace

_HINT = "Make the brief simpler, or give it more time with --timeout SECONDS."


def run(jobs: Sequence[Job], processes: int = 1) -> Iterator[Made]:
    """What each job came to, in order, as soon as it and those before it are done.

    All have one `timeout`.
    """
    if can_be_copied():
        opened = {root: load_library(Workspace(root)) for root in {job.root for job in jobs}}
        if len(jobs) > 1 and not all(job.options.html for job in jobs):
            import_module("briefgen.render.layout")  # once, and not in each copy
        limits = Limits(jobs[0].timeout, _HINT)
        lanes = [
            contained_each(
                lambda job: make(job, opened[job.root]), jobs[lane::processes], limits, _named
            )
            for lane in range(min(processes, len(jobs)))
        ]
        for number in range(len(jobs)):
            made = next(lanes[number % processes])
            yield Made(Tally(), (), failure=str(made)) if isinstance(made, BriefgenError) else made
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context) as pool:
            yield from _in_order(pool, jobs)


def _named(job: Job) -> str:
    return f"the build of {job.path.name}"


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
    with time_limit(job.timeout, _named(job)):
        return make(job, _library(job.root))


@cache
def _library(root: Path) -> Library:
    return load_library(Workspace(root))
