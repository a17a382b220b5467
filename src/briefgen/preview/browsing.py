"""What is looked up beside the pages: lines of files, sources, snippets to paste, changes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import Struct, to_builtins
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from briefgen.building.job import Job
from briefgen.building.opening import open_edition
from briefgen.building.pipeline import make
from briefgen.editing.find import search
from briefgen.editing.snippets import passage_lines, passage_name
from briefgen.editions.compare import compare
from briefgen.editions.report import lost_negations, said
from briefgen.errors import BriefgenError
from briefgen.model.options import Options
from briefgen.model.text import Span
from briefgen.workspace.workspace import UnreadableError, Workspace

from .live import Live
from .messages import HAS_ERRORS, file_link
from .saved import Sound


def browsing_routes(
    live: Live, workspace: Workspace, path: Path, since: str | None
) -> list[BaseRoute]:
    """The answers about the brief at `path` that the page asks for beside its pages."""

    async def lines(request: Request) -> Response:
        return JSONResponse(shown_lines(request.query_params, workspace))

    async def library(_: Request) -> Response:
        sound = live.newest
        return JSONResponse(to_builtins(sources_of(sound)) if sound else [])

    async def snippet(request: Request) -> Response:
        sound = live.newest
        made = snippet_of(request.query_params, sound) if sound else None
        return JSONResponse(made) if made else PlainTextResponse("these words are not there", 404)

    async def changed(_: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(changes_since, since, path, workspace))

    async def pdf(_: Request) -> Response:
        made = await asyncio.to_thread(make, Job(workspace.root, path, Options(since=since)))
        if made.printed is None or not made.printed.may_be_kept:
            return PlainTextResponse(made.failure or HAS_ERRORS, 409)
        name = quote(f"{path.stem}.pdf")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(made.printed.content, media_type="application/pdf", headers=headers)

    return [
        Route("/lines", lines),
        Route("/sources", library),
        Route("/snippet", snippet),
        Route("/changes", changed),
        Route("/brief.pdf", pdf),
    ]


class ShownSource(Struct, frozen=True):
    """A source of the brief: how to cite it, and its paragraphs in order."""

    id: str
    letter: str
    title: str
    paragraphs: tuple[str, ...]


def sources_of(sound: Sound) -> tuple[ShownSource, ...]:
    """The sources of a brief by their letters."""
    resolved = sound.resolved
    return tuple(
        ShownSource(
            id,
            letter,
            resolved.sources[id].reference.title,
            tuple(paragraph.value for paragraph in resolved.sources[id].paragraphs),
        )
        for id, letter in resolved.letters.items()
    )


def shown_lines(asked: Mapping[str, str], workspace: Workspace) -> Any:
    """The lines around the place that a request asks for, with its address in an editor."""
    line, column = (
        int(asked[k]) if asked.get(k, "").isdecimal() else 1 for k in ("line", "column")
    )
    try:
        file = workspace.resolve(asked.get("path", ""), workspace.root)
    except UnreadableError:
        return None
    at = dict(file_link(Span(workspace.display(file), max(line, 1), max(column, 1)), workspace))
    # An editor's terminal says whose it is.
    if os.environ.get("TERM_PROGRAM") == "vscode" or "code" in os.environ.get("VISUAL", ""):
        at["open"] = f"vscode://file{quote(file.as_posix())}:{line}:{column}"
    return at


def snippet_of(asked: Mapping[str, str], sound: Sound) -> Mapping[str, str] | None:
    """Words of a source as a quotation with its citation, and as a named passage; None where
    they are not in that paragraph."""
    source = sound.resolved.sources.get(asked.get("source", ""))
    number = int(asked["paragraph"]) if asked.get("paragraph", "").isdecimal() else 0
    words = " ".join(asked.get("words", "").split())
    if source is None or not words or not 1 <= number <= len(source.paragraphs):
        return None
    listed = {text.value for text in sound.resolved.brief.sources}
    letter = sound.resolved.letters[source.id]
    key = f"{letter}{number}" if source.id in listed else f"{source.id}, ¶{number}"
    words = _with_whole_pairs(words, source.paragraphs[number - 1].value)
    found = search(words, [sound.resolved.index(source)])
    hit = next((one for one in found.hits if one.first <= number <= one.last), None)
    if hit is None or not found.exact:
        return None
    taken = {*sound.resolved.sources, *sound.resolved.passages}
    passage = "\n".join(passage_lines(passage_name(hit.words, taken), hit))
    return {"citation": f"“{hit.words}” [@{key}]", "passage": f"{passage}\n"}


def _with_whole_pairs(words: str, text: str) -> str:
    """Words of a text, and those around them up to the other mark of each pair that they have
    one mark of: half a pair would end the quotation that they are put into."""
    start = text.find(words)
    if start < 0:
        return words
    end = start + len(words)
    for opening, closing in ("“”", "«»"):
        opened = closed = 0
        for mark in text[start:end]:
            if mark == opening:
                opened += 1
            elif mark == closing and opened:
                opened -= 1
            elif mark == closing:
                closed += 1
        for _ in range(closed):
            start = max(text.rfind(opening, 0, start), 0)
        for _ in range(opened):
            end = text.find(closing, end) + 1 or len(text)
    return text[start:end]


def changes_since(since: str | None, path: Path, workspace: Workspace) -> Any:
    """What changed in the brief at `path` since the edition `since`, or the last commit."""
    name = since or f"HEAD:{path}"
    try:
        old = open_edition(name, workspace.root)
        new = open_edition(str(path), workspace.root)
    except (BriefgenError, UnreadableError) as error:
        return {"since": since or "the last commit", "failure": error.message, "changes": []}
    changes = [
        {
            "said": said(one),
            "old": one.old,
            "new": one.new,
            "lost": list(lost_negations(one)),
        }
        for one in compare(old.edition, new.edition)
    ]
    return {"since": since or "the last commit", "failure": None, "changes": changes}
