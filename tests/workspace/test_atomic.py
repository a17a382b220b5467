"""Files are written whole or not at all, and what a killed writer left behind goes."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.workspace.atomic import write_whole


def test_a_file_is_written_with_its_folder(tmp_path: Path):
    path = tmp_path / "new" / "folder" / "file.pdf"
    write_whole(path, b"content")
    assert path.read_bytes() == b"content"
    assert list(path.parent.iterdir()) == [path]


def test_the_mode_is_that_of_any_new_file(tmp_path: Path):
    plain = tmp_path / "plain"
    plain.touch()
    write_whole(tmp_path / "whole", b"")
    assert (tmp_path / "whole").stat().st_mode == plain.stat().st_mode


def test_a_file_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "confidential.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_an_older_file_stays_when_writing_fails(tmp_path: Path, monkeypatch, fails):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if fails == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(BriefgenError, match="No space left on device"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_file_stays(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(BriefgenError, match="not a file, and not overwritten"):
            write_whole(tmp_path / name, b"")
    assert (tmp_path / "pipe").is_fifo()


def test_what_a_killed_writer_left_is_removed_and_a_living_ones_is_not(tmp_path: Path):
    left, living = tmp_path / ".file.pdf.abc.tmp", tmp_path / ".file.pdf.def.tmp"
    other, link = tmp_path / ".other.pdf.abc.tmp", tmp_path / ".file.pdf.ghi.tmp"
    for path in (left, living, other):
        path.write_bytes(b"half")
    link.symlink_to(other)
    with living.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_whole(tmp_path / "file.pdf", b"whole")
    assert not left.exists()
    assert living.exists()
    assert other.exists()


def test_a_file_that_is_taken_for_left_behind_is_made_again(tmp_path: Path, monkeypatch):
    """Between making and locking it, another writer may remove it."""
    lock = fcntl.flock
    removed: list[Path] = []

    def remove_first(descriptor: int, how: int) -> None:
        if not removed:
            (made,) = tmp_path.iterdir()
            made.unlink()
            removed.append(made)
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", remove_first)
    write_whole(tmp_path / "file.pdf", b"whole")
    assert removed
    assert (tmp_path / "file.pdf").read_bytes() == b"whole"
