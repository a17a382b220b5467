"""A brief that is watched: read again at every save, laid out again when there is time.

`read_saved` answers at once; the layout follows in its own process, always of the newest
sound save. Whoever looks is given the newest message of either kind, never a queue of old
ones.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from typing import ParamSpec, TypeVar

from watchfiles import DefaultFilter, awatch

from briefgen.building.typed_places import typed_places
from briefgen.errors import BriefgenError
from briefgen.load.library import Library, load_library
from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.workspace.workspace import Workspace

from .messages import Message, of_layout, of_save
from .printing import PreviewPages, print_pages, printer, write_job
from .saved import Saved, Sound, place_of, read_saved

P = ParamSpec("P")
T = TypeVar("T")

# Milliseconds of quiet after which what changed is taken as one save, and the longest
# wait for such quiet.
_QUIET, _LONGEST = 20, 200
# Seconds between two looks at whether the server is to stop.
_PATIENCE = 0.5


class Live:
    """What is known of the brief at `path`: the newest save, and the pages last laid out."""

    def __init__(self, workspace: Workspace, path: Path, folder: Path) -> None:
        """`folder` is for the layout's temporary files.

        Raises `BriefgenError` where nothing can be laid out on this system.
        """
        self._workspace = workspace
        self._path = path
        self._folder = folder
        self._printer = printer(folder)
        self._number = 0
        self._saved = Saved()
        self._library: Library | None = None
        self._printed: Sound | None = None
        self._labels: Mapping[str, str] = {}
        self._messages: dict[str, tuple[int, str]] = {}
        self._told = 0
        self._listeners: set[asyncio.Event] = set()
        self._due = asyncio.Event()
        self.pictures: dict[str, bytes] = {}

    @property
    def newest(self) -> Sound | None:
        """The brief as it was last saved, or as its pages show it while it has errors."""
        return self._saved.sound or self._printed

    @property
    def printed(self) -> Sound | None:
        """The brief that the pages show."""
        return self._printed

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Watch and lay out as long as the block runs."""
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._print())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            # A layout under way would be waited for.
            for process in active_children():
                process.terminate()
            self._printer.shutdown(cancel_futures=True)

    async def events(self, is_over: Callable[[], bool]) -> AsyncIterator[str]:
        """The newest message of each kind, and every new one, as server-sent events."""
        seen = 0
        # An event of its own for each who listens: one that leaves amid its wait disturbs nobody.
        news = asyncio.Event()
        self._listeners.add(news)
        try:
            while not is_over():
                news.clear()
                fresh = [(told, kind, data) for kind, (told, data) in self._messages.items()]
                for told, kind, data in sorted(fresh):
                    if told > seen:
                        seen = told
                        yield f"event: {kind}\ndata: {data}\n\n"
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), _PATIENCE)
        finally:
            self._listeners.discard(news)

    async def _watch(self) -> None:
        await self._save()
        while True:
            folders = self._folders()
            ignored = DefaultFilter(ignore_paths=[self._workspace.root / "output"])
            changes = awatch(*folders, watch_filter=ignored, step=_QUIET, debounce=_LONGEST)
            self._library = None
            async for changed in changes:
                if any(Path(name).parent != self._path.parent for _, name in changed):
                    self._library = None  # a source, perhaps
                await self._save()
                if self._folders() != folders:
                    break

    def _folders(self) -> list[Path]:
        """Where everything lies that the brief is made of; `templates/` need not be there."""
        root = self._workspace.root
        folders = (self._path.parent, self._workspace.seeds, root / "templates")
        return [folder for folder in folders if folder.is_dir()]

    async def _save(self) -> None:
        saved = await _apart(read_saved, self._workspace, self._path, self._sources)
        html = None
        if saved.sound:
            try:
                html = await _apart(saved.sound.html, self._labels)
            except BriefgenError as error:  # in a template
                saved = Saved(saved.findings, failure=error)
        self._saved = saved
        self._number += 1
        self._tell("saved", of_save(self._number, saved, html, self._workspace))
        if saved.sound and not _same(saved.sound, self._printed):
            self._due.set()

    def _sources(self) -> Library:
        # To read and fold long sources takes longer than all else.
        self._library = self._library or load_library(self._workspace)
        return self._library

    async def _print(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._due.wait()
            self._due.clear()
            number, sound = self._number, self._saved.sound
            if sound is None:
                continue
            job, root = self._folder / "job", self._workspace.root
            try:
                await _apart(write_job, job, sound.document, sound.theme, root)
                printed = await loop.run_in_executor(self._printer, print_pages, job)
            except BriefgenError as error:
                failure = error
            except BrokenProcessPool:
                self._printer = printer(self._folder)
                failure = BriefgenError("the layout was ended", hint="Save again to try again.")
            except Exception as error:  # noqa: BLE001 - whatever fails there, the preview continues
                failure = BriefgenError(f"the layout failed: {type(error).__name__}: {error}")
            else:
                await self._show(number, sound, printed)
                continue
            self._tell("printed", self._unprinted(number, sound, failure))

    async def _show(self, number: int, sound: Sound, printed: PreviewPages) -> None:
        at = Span(sound.resolved.brief.path, 1, 1)
        problems = [Finding(one.rule, "error", at, one.message) for one in printed.problems]
        if printed.pictures:
            self._printed, self._labels = sound, printed.labels
            self.pictures = {page.name: page.png for page in printed.pictures.pages}
        html = await _apart(sound.html, self._labels)
        shown = printed.pictures
        typed = typed_places(sound.document, sound.resolved)
        message = of_layout(number, html, shown, problems, self._workspace, typed)
        self._tell("printed", message)

    def _unprinted(self, number: int, sound: Sound, failure: BriefgenError) -> Message:
        at = place_of(failure) or Span(sound.resolved.brief.path, 1, 1)
        problem = Finding("pdf-differs", "error", at, failure.message, failure.hint)
        return of_layout(number, "", None, [problem], self._workspace)

    def _tell(self, kind: str, message: Message) -> None:
        self._told += 1
        self._messages[kind] = (self._told, json.dumps(message))
        for news in self._listeners:
            news.set()


async def _apart(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `work` returns, in a thread that Ctrl-C does not wait for: for asyncio's own it does."""
    done: Future[T] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work(*args, **named))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is awaited
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(done)


def _same(sound: Sound, printed: Sound | None) -> bool:
    return (
        printed is not None and sound.document == printed.document and sound.theme == printed.theme
    )
