"""Killed, interrupted, without room or rights: the old file stays whole, or the new one is."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from briefgen.building import pipeline as build
from briefgen.building.executors import local as workers
from briefgen.proof.verify import verify
from briefgen.sandbox.process import can_be_copied

from .harbour import BRIEF
from .sandbox.forked import Forked, at_step, signalled, without_privileges

pytestmark = [
    pytest.mark.skipif(not can_be_copied(), reason="processes are copied on Linux only"),
    pytest.mark.slow,
]

HARBOUR = "briefs/harbour.yaml"
OTHER = BRIEF.replace("The harbour", "The port")
LONG = BRIEF + "sections:\n  - heading: H\n    body: |\n" + "      Word. [@A2]\n\n" * 3000


class Versions:
    """A brief that is now one text, now another, and what each of them comes to."""

    def __init__(self, workspace: Path, *options: str):
        self.brief, self.options = workspace / HARBOUR, options
        self.output = workspace / "output"
        self.file = self.output / f"harbour.{'html' if '--html' in options else 'pdf'}"
        self.whole = {}
        for text in (OTHER, BRIEF):
            self.write(text)
            assert Forked("build", *options).end().code == 0
            self.whole[text] = self.file.read_bytes()

    def write(self, text: str) -> None:
        self.brief.write_text(text, encoding="utf-8")

    def other(self) -> None:
        """Write the text that is not built."""
        self.write(next(text for text in self.whole if self.whole[text] != self.file.read_bytes()))

    def old_or_new(self) -> bool:
        """Whether the file is whole, and nothing else can be taken for a result."""
        visible = [path for path in self.output.iterdir() if not path.name.startswith(".")]
        return visible == [self.file] and self.file.read_bytes() in self.whole.values()

    def left_behind(self) -> list[Path]:
        return list(self.output.rglob("*.tmp"))

    def mended_by_the_next(self) -> bool:
        """Whether a build without a fault comes to the new text and nothing else."""
        assert Forked("build", "--force", *self.options).end().code == 0
        new = self.whole[self.brief.read_text(encoding="utf-8")]
        return self.file.read_bytes() == new and not self.left_behind()


def is_over(group: int) -> bool:
    """Whether no process of the group is left, some seconds from now at the latest."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# --- Killed and interrupted -------------------------------------------------------


def test_killed_at_any_moment(workspace, tmp_path_factory, monkeypatch):
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    versions = Versions(workspace)
    began = time.monotonic()
    Forked("build", "--force").end()
    took = time.monotonic() - began
    for number in range(8):
        versions.other()
        forked = Forked("build", "--force")
        time.sleep(took * number / 7)
        os.kill(forked.process, (signal.SIGKILL, signal.SIGTERM)[number % 2])
        forked.end()
        assert is_over(forked.process)
        assert versions.old_or_new()
    assert versions.mended_by_the_next()
    assert list(temporary.iterdir()) == []
    assert verify(versions.file.read_bytes()).differs == ()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT])
def test_stopped_at_each_step_of_writing(workspace, by):
    versions = Versions(workspace)
    ended = set()
    for number in count(1):
        versions.other()
        ran = Forked(
            "build", "--force", prepare=at_step(number, versions.output, signalled(by))
        ).end()
        ended.add(ran.code)
        assert versions.old_or_new()
        if by == signal.SIGINT:
            assert "Traceback" not in ran.err
            assert versions.left_behind() == []
        if ran.code == 0:
            break
    assert number > 8  # steps: folder, file, lock, mode, name; and those of its record
    assert ended == {0, 130 if by == signal.SIGINT else -by}
    assert versions.mended_by_the_next()


def test_killed_amid_a_write(workspace, tmp_path_factory, monkeypatch):
    # A PDF is laid out with temporary files, which the limit would meet first, and so it would
    # the templates that another program has compiled otherwise meanwhile.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    versions = Versions(workspace, "--html")
    for size in (0, 4096, min(map(len, versions.whole.values())) - 1):
        versions.other()

        def limit(size: int = size) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        assert Forked("build", "--html", prepare=limit).end().code == -signal.SIGXFSZ
        assert versions.old_or_new()
        assert [path.stat().st_size for path in versions.left_behind()] == [size]
    assert versions.mended_by_the_next()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("how", ["terminal", "process"])
def test_interrupted_in_a_layout(workspace, jobs, how):
    for name in ("one", "two"):
        (workspace / "briefs" / f"{name}.yaml").write_text(LONG, encoding="utf-8")
    forked = Forked("build", "-j", jobs, "briefs/one.yaml", "briefs/two.yaml")
    while not forked.copies():
        time.sleep(0.05)
    time.sleep(0.5)
    if how == "terminal":  # Ctrl-C reaches all of its processes
        os.killpg(forked.process, signal.SIGINT)
    else:
        os.kill(forked.process, signal.SIGINT)
    ran = forked.end()
    assert (ran.code, ran.err.strip()) == (130, "interrupted")
    assert is_over(forked.process)
    assert not (workspace / "output").exists()


def test_a_layout_that_does_not_end_is_stopped(briefgen, workspace):
    (workspace / "briefs" / "long.yaml").write_text(LONG, encoding="utf-8")
    ran = briefgen("build", "--timeout", "2")
    assert ran.code == 2
    assert "the build of long.yaml did not end within 2 seconds and was stopped" in ran.err
    # The others are built.
    assert [path.name for path in (workspace / "output").glob("*.pdf")] == ["harbour.pdf"]


def test_it_is_stopped_where_a_process_cannot_be_copied(briefgen, workspace, monkeypatch):
    """As on macOS: each worker is a process of its own, which stops itself."""
    (workspace / HARBOUR).write_text(LONG, encoding="utf-8")
    monkeypatch.setattr(workers, "can_be_copied", lambda: False)
    ran = briefgen("build", "--timeout", "2")
    assert ran.code == 2
    assert "the build of harbour.yaml did not end within 2 seconds and was stopped" in ran.err


# --- No room, no rights ----------------------------------------------------------


def test_a_fault_at_each_step_of_writing(workspace):
    versions = Versions(workspace)

    def fail() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    codes = []
    for number in range(1, 25):
        versions.other()
        ran = Forked("build", prepare=at_step(number, versions.output, fail)).end()
        assert versions.old_or_new()
        assert ("Input/output error" in ran.err) == (ran.code == 2)
        assert "Traceback" not in ran.err
        codes.append(ran.code)
    # Where its record cannot be written, that only costs time.
    assert set(codes) == {0, 2}
    assert codes[-1] == 0
    assert versions.mended_by_the_next()


def test_a_fault_of_fsync(briefgen, workspace, monkeypatch):
    """The one step of writing that Python tells no audit hook."""
    versions = Versions(workspace)

    def fail(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    versions.other()
    old = versions.file.read_bytes()
    monkeypatch.setattr("os.fsync", fail)
    ran = briefgen("build")
    assert ran.code == 2
    assert f"{versions.file}: cannot be written: Input/output error" in ran.err
    assert versions.file.read_bytes() == old
    assert versions.left_behind() == []


def test_a_limit_on_the_size_of_files(workspace):
    """Any system can be asked for it, and it stops a write in the middle, as a full disk does."""
    versions = Versions(workspace, "--html")
    versions.other()
    old = versions.file.read_bytes()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    ran = Forked("build", "--html", prepare=limit).end()
    assert (ran.code, ran.err) == (
        2,
        f"briefgen: {versions.file}: cannot be written: File too large\n",
    )
    assert versions.file.read_bytes() == old
    assert versions.left_behind() == []
    assert versions.mended_by_the_next()


@pytest.fixture
def small_disk(tmp_path_factory):
    """An empty file system of 1 MB; only root can make one."""
    disk = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("a file system cannot be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)  # noqa: S607


def fill(disk: Path, leave: int) -> None:
    """Leave so many bytes of `disk`."""
    (disk / "filler").write_bytes(b"")
    (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free - leave))


@pytest.mark.parametrize("leave", [0, 8192])
def test_a_full_disk(workspace, small_disk, monkeypatch, leave):
    shutil.copytree(workspace, small_disk, dirs_exist_ok=True)
    monkeypatch.chdir(small_disk)
    versions = Versions(small_disk)
    versions.other()
    old = versions.file.read_bytes()
    fill(small_disk, leave)
    ran = Forked("build").end()
    assert ran.code == 2
    assert f"{versions.file}: cannot be written: No space left on device" in ran.err
    assert versions.file.read_bytes() == old
    assert versions.left_behind() == []
    (small_disk / "filler").unlink()
    assert versions.mended_by_the_next()


def test_no_room_for_temporary_files(briefgen, workspace, small_disk, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    fill(small_disk, 0)
    ran = briefgen("build")
    assert ran.code == 2
    assert ran.err.startswith(f"briefgen: {small_disk}/")
    assert ran.err.endswith(": No space left on device\n")
    assert not (workspace / "output").exists()


def test_a_disk_that_is_only_read(workspace, small_disk, monkeypatch):
    shutil.copytree(workspace, small_disk, dirs_exist_ok=True)
    monkeypatch.chdir(small_disk)
    versions = Versions(small_disk)
    old = versions.file.read_bytes()
    versions.other()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S607
    for command in WRITING:
        ran = Forked(*command).end()
        assert (ran.code, "Read-only file system" in ran.err) == (2, True), ran
    assert Forked("check").end().code == 0
    assert versions.file.read_bytes() == old


WRITING = [
    ("build",), ("build", "--html"), ("stamp",), ("new", "another"), ("init", "below"),
    ("check", "-o", "report.txt"),
]  # fmt: skip


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_no_permission_to_write(workspace, command):
    folders = [workspace, *(path for path in workspace.rglob("*") if path.is_dir())]
    (workspace / "output").mkdir()
    before = {path: path.stat().st_mtime_ns for path in workspace.rglob("*")}
    for folder in [*folders, workspace / "output"]:
        folder.chmod(0o555)
    ran = Forked(*command, prepare=without_privileges).end()
    for folder in [*folders, workspace / "output"]:
        folder.chmod(0o755)
    assert (ran.code, ran.err.count("Permission denied")) == (2, 1), ran
    assert "Traceback" not in ran.err
    assert {path: path.stat().st_mtime_ns for path in workspace.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "code"),
    [("briefs/harbour.yaml", 2), ("seeds/report.txt", 1), ("seeds/sources.yaml", 1)],
)
def test_no_permission_to_read(workspace, name, code):
    (workspace / name).chmod(0)
    for command in ("check", "build"):
        ran = Forked(command, prepare=without_privileges).end()
        assert (ran.code, "Permission denied" in ran.out + ran.err) == (code, True), ran
        assert name in ran.out + ran.err


@pytest.mark.parametrize("name", ["briefs", "seeds"])
def test_no_permission_to_look_into_a_folder(workspace, name):
    (workspace / name).chmod(0)
    for command in ("check", "build"):
        ran = Forked(command, prepare=without_privileges).end()
        assert ran.code == 2, ran
        assert "Traceback" not in ran.err
    (workspace / name).chmod(0o755)


# --- Others at work --------------------------------------------------------------

CHANGES: dict[str, tuple[str, Callable[[str], str], int]] = {
    "a source": ("seeds/report.txt", lambda text: text.replace("Monday", "Sunday"), 1),
    "the brief": (HARBOUR, lambda text: text.replace("Monday", "Sunday"), 1),
    "the catalogue": ("seeds/sources.yaml", lambda text: text.replace("report,", "other,", 1), 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_while_it_is_built(briefgen, workspace, monkeypatch, change):
    name, changed, code = CHANGES[change]
    path, print_brief = workspace / name, build.print_brief

    def change_and_print(*arguments):
        path.write_text(changed(path.read_text(encoding="utf-8")), encoding="utf-8")
        return print_brief(*arguments)

    with monkeypatch.context() as changing:
        changing.setattr(build, "print_brief", change_and_print)
        assert briefgen("build").code == 0
    # What was checked is what was printed and embedded; and the next build sees the change.
    assert verify((workspace / "output" / "harbour.pdf").read_bytes()).differs == ()
    assert briefgen("build").code == code


def test_builds_of_one_brief_at_once(workspace):
    versions = Versions(workspace)
    forked = [Forked("build", "--force") for _ in range(4)]
    for one in forked:
        ran = one.end()
        assert ran.code == 0, ran
    assert versions.old_or_new()
    assert versions.left_behind() == []
    assert verify(versions.file.read_bytes()).differs == ()
