"""The preview ends at once, whatever is being read."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra preview is not installed")

from briefgen.preview.live import Live
from briefgen.workspace.workspace import find_workspace

from .conftest import PATIENCE


def test_a_brief_that_is_still_read_is_not_waited_for(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, over = threading.Event(), threading.Event()
    read: list[bool] = []

    def slow(*_: object) -> None:
        begun.set()
        read.append(over.wait(PATIENCE))

    monkeypatch.setattr("briefgen.preview.live.read_saved", slow)
    monkeypatch.setattr("briefgen.preview.live.active_children", list)
    path = workspace / "briefs" / "harbour.yaml"
    live = Live(find_workspace(path), path, tmp_path)

    async def interrupted() -> None:
        async with live.running():
            assert await asyncio.to_thread(begun.wait, PATIENCE)

    try:
        asyncio.run(interrupted())
        assert not read
    finally:
        over.set()
