"""What the command line changes about a build."""

from __future__ import annotations

from msgspec import Struct

from .brief import Paper


class Options(Struct, frozen=True):
    """The options that decide how a brief comes out; None leaves it to the brief.

    `since` names the edition that is replaced: a brief, a PDF, or `REV:path` in git.
    """

    paper: Paper | None = None
    theme: str | None = None
    html: bool = False
    large_print: bool = False
    draft: bool = False
    since: str | None = None
