"""What the command line changes about a build."""

from __future__ import annotations

from .brief import Paper
from .frozen import frozen


@frozen
class Options:
    """The options that decide how a brief comes out; None leaves it to the brief."""

    paper: Paper | None = None
    theme: str | None = None
    html: bool = False
    large_print: bool = False
    draft: bool = False
