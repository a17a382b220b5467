"""What every test may use: the command line run in-process, and a small workspace."""

from __future__ import annotations

import gc
import json
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from briefgen.cli.main import main

from .chromium import chromium  # noqa: F401 - a fixture
from .harbour import write_workspace
from .shared import Shared

REPOSITORY = Path(__file__).parents[1]
# A workspace need not be in a repository, and a clone may be where git is not.
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
_IS_SLOW = "\npytestmark = pytest.mark.slow\n"

# Who runs the tests in the background has Ctrl-C ignored, by all that they start too.
signal.signal(signal.SIGINT, signal.default_int_handler)

# As rarely as the command line does: a layout makes many objects, and frees few.
gc.set_threshold(300_000)

# The same examples on every run: a test that fails today failed yesterday too.
settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out the tests marked as slow")
    parser.addoption("--shared", metavar="FOLDER", help="with other processes: see tests/__main__")


def pytest_configure(config: pytest.Config) -> None:
    if folder := config.getoption("shared"):
        config.pluginmanager.register(Shared(Path(folder)))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A module that is slow as a whole is not even imported by `--quick`."""
    if not config.getoption("quick") or collection_path.suffix != ".py":
        return None
    return _IS_SLOW in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("quick"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: the collector of a process and its
    copies need not look through it each time."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The scores of `tests/mutations`, whichever process they were made in."""
    for report in terminalreporter.stats.get("", []):
        for name, value in getattr(report, "user_properties", []):
            if name == "score":
                terminalreporter.section(f"mutations: {report.nodeid.partition('::')[2]}")
                terminalreporter.write_line(str(value))


@dataclass(frozen=True)
class Ran:
    """A finished command: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def briefgen(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command line as `briefgen ARGUMENT …`."""

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one source and one sound brief, and the current folder in it."""
    write_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
