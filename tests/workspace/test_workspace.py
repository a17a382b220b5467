"""A workspace is found, and nothing outside of it is named or read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.workspace.workspace import (
    NotTextError,
    UnreadableError,
    Workspace,
    decode,
    find_workspace,
    read_bytes,
    read_text,
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root = tmp_path / "desk"
    (root / "seeds").mkdir(parents=True)
    (root / "briefs" / "old").mkdir(parents=True)
    return Workspace(root.resolve())


def test_the_nearest_folder_with_seeds_is_the_workspace(workspace: Workspace) -> None:
    inner = workspace.root / "briefs" / "old"
    assert find_workspace(inner / "a.yaml") == workspace
    assert find_workspace(workspace.root) == workspace
    (inner / "seeds").mkdir()
    assert find_workspace(inner / "a.yaml").root == inner


def test_root_overrides_and_is_not_searched_upwards(workspace: Workspace, tmp_path: Path) -> None:
    assert find_workspace(tmp_path, root=workspace.root) == workspace
    with pytest.raises(BriefgenError, match="no folder seeds/"):
        find_workspace(workspace.root, root=workspace.root / "briefs")


def test_briefs_are_listed_in_order_without_hidden_files(workspace: Workspace) -> None:
    for name in ("b.yml", "a.yaml", "old/c.yaml", ".a.yaml", "notes.txt"):
        (workspace.root / "briefs" / name).touch()
    names = [workspace.display(path) for path in workspace.briefs()]
    assert names == ["briefs/a.yaml", "briefs/b.yml", "briefs/old/c.yaml"]
    assert workspace.briefs(workspace.root / "nowhere") == ()


def test_a_brief_that_is_gone_is_missed(workspace: Workspace) -> None:
    link = workspace.root / "briefs" / "gone.yaml"
    link.symlink_to("nowhere.yaml")
    (workspace.root / "briefs" / "folder.yaml").symlink_to(workspace.seeds)
    assert workspace.briefs() == (link,)


def test_a_folder_that_cannot_be_read_is_not_taken_for_empty(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def closed(path: str) -> object:
        if os.fspath(path).endswith("old"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(PermissionError, match="old"):
        workspace.briefs()


@pytest.mark.parametrize("typed", ["../../x.png", "/etc/hosts", "out/x.png"])
def test_a_path_that_leaves_the_workspace_is_refused(
    workspace: Workspace, tmp_path: Path, typed: str
) -> None:
    briefs = workspace.root / "briefs"
    (briefs / "out").symlink_to(tmp_path)
    with pytest.raises(UnreadableError, match=typed):
        workspace.resolve(typed, briefs)


def test_a_path_may_go_up_inside_the_workspace(workspace: Workspace) -> None:
    briefs = workspace.root / "briefs"
    assert workspace.resolve("../seeds/x.txt", briefs) == workspace.seeds / "x.txt"


def test_a_file_outside_has_no_name_in_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "x.yaml"
    outside.touch()
    link = workspace.root / "briefs" / "x.yaml"
    link.symlink_to(outside)
    for path in (outside, link):
        with pytest.raises(BriefgenError, match="outside the workspace"):
            workspace.display(path)


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, reason in [("pipe", "not a file"), (".", "not a file"), ("none", "no such file")]:
        with pytest.raises(UnreadableError, match=reason):
            read_bytes(tmp_path / name)


def test_text_is_utf8_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbf\xe2\x80\x9clawful\xe2\x80\x9d\r\n")
    assert read_text(path) == "“lawful”\r\n"


@pytest.mark.parametrize(
    ("raw", "line", "column", "words"),
    [
        (b"one\r\ntwo \xe2\x80\x93 \xff", 2, 7, "not UTF-8"),
        (b"\xef\xbb\xbfcaf\xe9", 1, 4, "not UTF-8"),
        (b"\xff\xfeo\x00", 1, 1, "UTF-16"),
        ("title: T\na “b”".encode("utf-16-le"), 1, 1, "probably UTF-16"),
        ("title: T\na: b".encode("utf-16-be"), 1, 1, "probably UTF-16"),
        (b"\xed\xa0\xbd", 1, 1, "not UTF-8"),
        (b"one\ntw\x00", 2, 3, "NUL"),
    ],
)
def test_what_is_not_text_says_where(raw: bytes, line: int, column: int, words: str) -> None:
    with pytest.raises(NotTextError, match=words) as caught:
        decode(raw)
    assert (caught.value.line, caught.value.column) == (line, column)
