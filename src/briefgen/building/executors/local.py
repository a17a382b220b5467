"""Many briefs on this machine: one after the other, or over copies of this process.

Whatever does the work returns what came out, and the caller writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from briefgen.building.job import Job, Made
from briefgen.errors import BriefgenError
from briefgen.limits import Limits
from briefgen.model.summary import Tally
from briefgen.sandbox.copies import contained_each
from briefgen.sandbox.process import can_be_copied
from briefgen.workspace.workspace import Workspace

_HINT = "Make the brief simpler, or give it more time with --timeout SECONDS."


def run(jobs: Sequence[Job], processes: int = 1) -> Iterator[Made]:
    """What each job came to, in order, as soon as it and those before it are done.

    All have one `timeout`.
    """
    if can_be_copied():
        work = _work(jobs)
        limits = Limits(jobs[0].timeout, _HINT)
        lanes = [
            contained_each(work, jobs[lane::processes], limits, _named)
            for lane in range(min(processes, len(jobs)))
        ]
        for number in range(len(jobs)):
            made = next(lanes[number % processes])
            yield Made(Tally(), (), failure=str(made)) if isinstance(made, BriefgenError) else made
    else:
        from .pool import run_in_pool  # noqa: PLC0415 - Linux hardly ever needs it

        yield from run_in_pool(jobs, processes)


def _work(jobs: Sequence[Job]) -> Callable[[Job], Made]:
    """What makes a job in a copy of this process. Several share what is imported and opened here;
    of what only one needs, the system would have to copy what it touches."""
    if len(jobs) == 1:
        return _alone
    from briefgen.building.pipeline import make  # noqa: PLC0415 - as above
    from briefgen.load.library import load_library  # noqa: PLC0415

    if not all(job.options.html for job in jobs):
        import_module("briefgen.render.layout")
    opened = {root: load_library(Workspace(root)) for root in {job.root for job in jobs}}
    return lambda job: make(job, opened[job.root])


def _alone(job: Job) -> Made:
    from briefgen.building.pipeline import make  # noqa: PLC0415 - see `_work`

    return make(job)


def _named(job: Job) -> str:
    return f"the build of {job.path.name}"
