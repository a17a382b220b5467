"""Many briefs in processes of their own, where this one cannot be copied."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from pathlib import Path

from briefgen.building.job import Job, Made
from briefgen.building.pipeline import make
from briefgen.load.library import Library, load_library
from briefgen.sandbox.alarm import time_limit
from briefgen.workspace.workspace import Workspace


def run_in_pool(jobs: Sequence[Job], processes: int) -> Iterator[Made]:
    """What each job came to, in order, as soon as it and those before it are done."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=context) as pool:
        futures: list[Future[Made]] = [pool.submit(_warm, job) for job in jobs]
        try:
            for future in futures:
                yield future.result()
        finally:
            for future in futures:
                future.cancel()


def _warm(job: Job) -> Made:
    """Make a job in a worker, which lives for one run: it opens the sources once."""
    with time_limit(job.timeout, f"the build of {job.path.name}"):
        return make(job, _library(job.root))


@cache
def _library(root: Path) -> Library:
    return load_library(Workspace(root))
