"""A preview that runs, and a browser that looks at it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harbour import write_workspace

pytest.importorskip("uvicorn", reason="the extra preview is not installed")

# Seconds after which what is awaited will not come any more.
PATIENCE = 60

# The number of the newest save that the page knows, and what it says of it.
SAVED = "Number(document.getElementById('pages').dataset.saved ?? 0)"
STATUS = "document.getElementById('status').textContent"


class Running:
    """`briefgen preview` in a process of its own."""

    def __init__(self, brief: Path, browser: str = "", *, shared: bool = False) -> None:
        """`browser` is the command of a browser that it opens; a `shared` one is for many tests."""
        self.brief = brief
        self.shared = shared
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "briefgen",
                "preview",
                str(brief),
                "--port",
                "0",
                *([] if browser else ["--no-browser"]),
            ],
            env={**os.environ, **({"BROWSER": browser} if browser else {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        self.address = self.line.split()[0]

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C: the exit code, and what was said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, error = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, error

    def stop(self) -> None:
        if self.process.poll() is None:
            self.interrupt()


@pytest.fixture
def preview(workspace: Path) -> Iterator[Running]:
    """A preview of the small brief, in a workspace of its own."""
    running = Running(workspace / "briefs" / "harbour.yaml")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def shared_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of the small brief for all tests that change nothing but that: `look` gives it
    back as it was."""
    running = Running(write_workspace(tmp_path_factory.mktemp("preview")), shared=True)
    yield running
    running.stop()


class Looking:
    """A browser that looks at a preview."""

    def __init__(self, driver: Any, running: Running) -> None:
        self.driver = driver
        self.running = running
        self._told = 0
        self._before = running.brief.read_text(encoding="utf-8")

    def js(self, script: str, *arguments: object) -> Any:
        """What an expression comes to in the page."""
        return self.driver.execute_script(f"return {script}", *arguments)

    def until(self, script: str, *arguments: object) -> Any:
        """What an expression comes to as soon as that is true."""
        end = time.monotonic() + PATIENCE
        while not (found := self.js(script, *arguments)):
            assert time.monotonic() < end, f"never: {script}\n{self.status}\n{self.complaints}"
            time.sleep(0.02)
        return found

    def click(self, selector: str) -> None:
        self.driver.find_element("css selector", selector).click()

    def press(self, key: str) -> None:
        self.driver.switch_to.active_element.send_keys(key)

    def save(self, old: str, new: str) -> None:
        """Save the brief with `new` instead of `old`; all else is as at the beginning."""
        assert old in self._before
        self.write(self._before.replace(old, new, 1))

    def write(self, text: str) -> None:
        """Save the brief as `text`."""
        self._told = self.js(SAVED)
        self.running.brief.write_text(text, encoding="utf-8")

    def restore(self) -> None:
        """Save the brief as it was, where the preview is one that goes on."""
        if self.running.shared and self.running.brief.read_text(encoding="utf-8") != self._before:
            self.write(self._before)
            self.printed()

    def printed(self) -> None:
        """Wait until the pages are those of the newest save."""
        self.until(f"{SAVED} > arguments[0] && {STATUS}.includes('as saved')", self._told)

    @property
    def status(self) -> str:
        return str(self.js(STATUS))

    @property
    def findings(self) -> list[str]:
        return list(
            self.js(
                "[...document.querySelectorAll('#findings summary')].map(one => one.textContent)"
            )
        )

    @property
    def complaints(self) -> list[str]:
        """What the browser's console has to complain about, of this preview: an earlier page
        may go on asking for its own, which has ended."""
        said = [str(entry["message"]) for entry in self.driver.get_log("browser")]
        return [m for m in said if self.running.address in m or "http://127." not in m]


@pytest.fixture
def look(chromium: Any) -> Iterator[Callable[[Running], Looking]]:
    """Opens a preview in the browser and waits for its pages."""
    looked: list[Looking] = []

    def opened(running: Running) -> Looking:
        chromium.get_log("browser")
        chromium.get(running.address)
        looking = Looking(chromium, running)
        looking.printed()
        looked.append(looking)
        return looking

    yield opened
    for looking in looked:
        looking.restore()
