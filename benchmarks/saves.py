"""The preview's page as its reader waits for it: from a save to the words, and to the pages.

Each save changes the subtitle; events are read as the browser reads them, from the server of
a `briefgen preview` of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import BinaryIO


def preview_table(briefgen: Sequence[str], brief: Path, saves: int) -> str:
    """Medians and maxima of `saves` saves of `brief`, in a workspace of its own."""
    text = brief.read_text(encoding="utf-8")
    first, second = _two_texts(text)
    words = [*briefgen, "preview", str(brief), "--no-browser", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            assert server.stdout is not None
            address = re.match(r"\S+", server.stdout.readline())
            assert address is not None
            with urllib.request.urlopen(f"{address[0]}events") as stream:  # noqa: S310
                events = _events(stream)
                _, number = _until(events, "printed", 0)
                waited = []
                for turn in range(saves):
                    began = time.perf_counter()
                    brief.write_text(second if turn % 2 == 0 else first, encoding="utf-8")
                    read, number = _until(events, "saved", number + 1)
                    printed, _ = _until(events, "printed", number)
                    waited.append((read - began, printed - began))
        finally:
            server.terminate()
    lines = ["| from a save to | median s | longest s |", "|---|--:|--:|"]
    for name, taken in zip(("the words", "the pages"), zip(*waited, strict=True), strict=True):
        lines.append(f"| {name} | {median(taken):.2f} | {max(taken):.2f} |")
    return f"{saves} saves\n\n" + "\n".join(lines)


def _two_texts(text: str) -> tuple[str, str]:
    """The brief with its subtitle, and with another one."""
    other, found = re.subn(r"(?m)^(subtitle: .*)$", r"\1, again", text, count=1)
    assert found, "the brief has a subtitle"
    return text, other


def _events(stream: BinaryIO) -> Iterator[tuple[str, int]]:
    """Each event's kind and the number of the save that it is about."""
    kind = ""
    for line in stream:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            yield kind, json.loads(value)["number"]


def _until(events: Iterator[tuple[str, int]], kind: str, number: int) -> tuple[float, int]:
    """When the first event of this kind came that is about this save or a later one."""
    for found, at in events:
        if found == kind and at >= number:
            return time.perf_counter(), at
    raise SystemExit("the preview ended")
