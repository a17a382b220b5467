"""A brief to build, and what that came to: what passes between processes. Whoever only asks for
a build, and reports how it ended, loads nothing of what does the work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from briefgen.limits import LAYOUT_SECONDS
from briefgen.model.finding import Finding
from briefgen.model.options import Options
from briefgen.model.summary import Tally


class BuiltFile(Struct, frozen=True):
    """What came out: the file's content, its pages (0 for HTML) and footnotes; and why it
    is not what was meant, if it is not: then only a draft may be kept."""

    content: bytes
    pages: int
    footnotes: int
    problems: tuple[Finding, ...]
    draft: bool = False

    @property
    def may_be_kept(self) -> bool:
        return self.draft or not self.problems


class Job(Struct, frozen=True):
    """A brief to build: the workspace's folder, the brief's file, what was asked for.

    `known` is the fingerprint of the file that is there, where that is intact: a brief
    that would come out with it is not laid out again. `timeout` is in seconds.
    """

    root: Path
    path: Path
    options: Options
    known: str | None = None
    timeout: float = LAYOUT_SECONDS


class Made(Struct, frozen=True):
    """What a job came to. `printed` is None where the brief has errors, and where it is
    `unchanged`; `other_files` are the digests of pictures and of the earlier edition, by path from
    the workspace; `failure` says why work could not go on, if it could not."""

    tally: Tally
    findings: tuple[Finding, ...]
    fingerprint: str | None = None
    printed: BuiltFile | None = None
    unchanged: bool = False
    other_files: Mapping[str, str] = field(default_factory=dict)
    failure: str | None = None
