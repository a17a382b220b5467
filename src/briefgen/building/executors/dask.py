"""Briefs on a Dask cluster that exists already, through its `concurrent.futures` interface.

What a brief needs is shipped by content; nothing on a worker but its installed briefgen is
relied on. A brief with errors, or one that is unchanged, is not shipped at all.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from socket import create_connection
from typing import Any
from urllib.parse import urlsplit

from distributed import Client
from msgspec import Struct
from msgspec.structs import replace

from briefgen.building.job import Job, Made
from briefgen.building.pipeline import make
from briefgen.building.prepare import Prepared, prepare
from briefgen.errors import BriefgenError
from briefgen.load.library import CATALOGUE, Library, load_library
from briefgen.model.findings_order import sorted_findings
from briefgen.model.options import Options
from briefgen.model.summary import Tally
from briefgen.workspace.workspace import UnreadableError, Workspace, read_bytes

# So many briefs are at the cluster at a time: it keeps what it built until that is asked for.
_MOST_SENT = 100
# That a scheduler may take to answer.
_SECONDS = 10


class Shipment(Struct, frozen=True):
    """A brief with the files that it needs, by path from the workspace, and how to build it."""

    brief: str
    files: dict[str, bytes]
    options: Options
    timeout: float
    fingerprint: str


def run_on(url: str, jobs: Sequence[Job]) -> Iterator[Made]:
    """What each job came to on the cluster at `url`, `dask://HOST:PORT`, in order.

    Raises `BriefgenError` where the cluster cannot be reached.
    """
    client = _client(url)
    try:
        executor = client.get_executor(pure=False)
        opened: dict[Path, Library] = {}
        sent: deque[tuple[Made, Future[Made] | None]] = deque()
        for job in jobs:
            if len(sent) == _MOST_SENT:
                yield _answer(*sent.popleft())
            if job.root not in opened:
                opened[job.root] = load_library(Workspace(job.root))
            made, shipment = _shipped(job, opened[job.root])
            future = executor.submit(make_shipped, shipment) if shipment else None
            sent.append((made, future))
        while sent:
            yield _answer(*sent.popleft())
    finally:
        client.close()


def make_shipped(shipment: Shipment) -> Made:
    """Build a shipped brief, on a worker."""
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        root = Path(folder).resolve()
        for name, content in shipment.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        job = Job(root, root / shipment.brief, shipment.options, None, shipment.timeout)
        made = make(job)
    if made.fingerprint not in (None, shipment.fingerprint):
        other = f"{shipment.brief}: the worker's briefgen is not the one that is installed here"
        return replace(made, printed=None, failure=other)
    return made


def _client(url: str) -> Any:
    parts = urlsplit(url)
    try:
        # Dask goes on trying until the time is up, also where the port is closed.
        create_connection((parts.hostname, parts.port), _SECONDS).close()
        address = f"tcp://{parts.hostname}:{parts.port}"
        return Client(address, timeout=_SECONDS, set_as_default=False)
    except OSError as error:
        raise BriefgenError(f"no Dask scheduler answers at {url}") from error


def _shipped(job: Job, library: Library) -> tuple[Made, Shipment | None]:
    """What checking a job came to, and what to ship where there is something to lay out."""
    workspace = Workspace(job.root)
    try:
        checked, prepared = prepare(workspace, job.path, library, job.options)
        findings = checked.findings
        if prepared is None:
            return Made(checked.tally, findings), None
        known, pictures = prepared.fingerprint, prepared.inputs["pictures"]
        made = Made(checked.tally, findings, known, None, known == job.known, pictures)
        if made.unchanged:
            return made, None
        files = dict(_files(workspace, prepared))
    except (BriefgenError, UnreadableError) as error:
        return Made(Tally(), (), failure=str(error)), None
    brief = prepared.resolved.brief.path
    return made, Shipment(brief, files, job.options, job.timeout, known)


def _answer(made: Made, future: Future[Made] | None) -> Made:
    """What was found here, with what was printed there; the cluster then forgets it."""
    return _joined(made, future.result()) if future else made


def _joined(made: Made, there: Made) -> Made:
    problems = there.printed.problems if there.printed else ()
    return replace(
        made,
        findings=sorted_findings([*made.findings, *problems]),
        printed=there.printed,
        failure=there.failure,
    )


def _files(workspace: Workspace, prepared: Prepared) -> Iterator[tuple[str, bytes]]:
    brief = prepared.resolved.brief.path
    yield brief, read_bytes(workspace.root / brief)
    catalogue = workspace.root / CATALOGUE
    if catalogue.exists():
        yield CATALOGUE, read_bytes(catalogue)
    for source in prepared.resolved.sources.values():
        yield source.path, source.raw
    for name in prepared.inputs["pictures"]:
        yield name, read_bytes(workspace.root / name)
    templates = workspace.root / "templates"
    for path in sorted(templates.rglob("*")):
        if path.is_file():
            yield path.relative_to(workspace.root).as_posix(), read_bytes(path)
