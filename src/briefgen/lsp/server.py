"""The language server: what an editor sends, and who answers it."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from briefgen import __version__
from briefgen.errors import BriefgenError
from briefgen.workspace.workspace import UnreadableError, read_text

from . import answers, code_actions, outline, tokens
from .completion import completion_items
from .occurrences import Occurrence, occurrence_at, occurrences_of, refusal
from .protocol import BriefProtocol
from .ranges import LineMap
from .reading import OpenBrief, read, workspace_of

# Seconds without a key pressed after which what was typed is checked.
_QUIET = 0.15


class BriefServer(LanguageServer):
    """Knows the open briefs; whatever else an editor opens is left alone."""

    def __init__(self, root: Path | None) -> None:
        # A brief is short: sent whole, it cannot be put together wrongly.
        full = types.TextDocumentSyncKind.Full
        super().__init__("briefgen", __version__, full, protocol_cls=BriefProtocol)
        self._root = root
        self._readings: dict[str, OpenBrief] = {}
        self._marked: dict[str, frozenset[str]] = {}

    def check(self, uri: str) -> None:
        """Check an open document, if it is a brief, and tell what is wrong."""
        path = Path(to_fs_path(uri) or "")
        workspace = workspace_of(path, self._root)
        if workspace is None:
            return
        text = self.text(uri)
        reading = read(text, path, workspace, self._readings.get(uri))
        self._readings[uri] = reading
        found: dict[str, list[types.Diagnostic]] = defaultdict(list)
        lines = {uri: self.lines(uri)}
        own = workspace.display(path)
        for finding in reading.findings:
            file = workspace.root / finding.span.path
            of = uri if finding.span.path == own else file.as_uri()
            if of not in lines:
                lines[of] = LineMap(_saved(file), self.workspace.position_codec)
            found[of].append(answers.diagnostic(finding, lines[of], workspace.root))
        # What was wrong elsewhere and is not any more must be withdrawn too.
        for of in {uri, *found} | self._marked.get(uri, frozenset()):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(of, found.get(of, []))
            )
        self._marked[uri] = frozenset(found) - {uri}

    async def check_soon(self, uri: str) -> None:
        """Check a document as soon as nobody is typing in it."""
        documents = self.workspace.text_documents
        version = documents[uri].version
        await asyncio.sleep(_QUIET)
        if uri in documents and documents[uri].version == version:
            self.check(uri)

    def check_all(self) -> None:
        """Check every open document again: a source or the catalogue has changed."""
        for uri in tuple(self.workspace.text_documents):
            self.check(uri)

    def forget(self, uri: str) -> None:
        """A document was closed: mark nothing in it any more."""
        self._readings.pop(uri, None)
        for of in {uri} | self._marked.pop(uri, frozenset()):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(of, []))

    def reading(self, uri: str) -> OpenBrief | None:
        """The brief `uri` as it is now; None where it is none."""
        path = Path(to_fs_path(uri) or "")
        if workspace := workspace_of(path, self._root):
            return read(self.text(uri), path, workspace, self._readings.get(uri))
        return None

    def lines(self, uri: str) -> LineMap:
        return LineMap(self.text(uri), self.workspace.position_codec)

    def is_brief(self, uri: str) -> bool:
        return workspace_of(Path(to_fs_path(uri) or ""), self._root) is not None

    def text(self, uri: str) -> str:
        """A document as it is typed; as it is on the disk, where it is not open."""
        try:
            return self.workspace.get_text_document(uri).source.removeprefix("\ufeff")
        except (OSError, UnicodeDecodeError) as error:
            raise JsonRpcInvalidParams(f"{uri} is neither open nor can it be read") from error


def serve(root: Path | None) -> None:
    """Answer an editor over standard input and output until it ends the session.

    Raises `BriefgenError` where what it sends cannot be read any further.
    """
    # What a client sends that is not a message is reported in a line, and not with our own code.
    said = logging.StreamHandler()
    said.setFormatter(_OneLine("briefgen lsp: %(message)s"))
    log = logging.getLogger("pygls")
    log.addHandler(said)
    log.propagate = False
    try:
        server(root).start_io()
    except (MemoryError, OverflowError, ValueError) as error:
        raise BriefgenError(
            "a message of the editor has a length that cannot be read",
            hint="Look at what the editor sends: a header `Content-Length:` with its bytes.",
        ) from error


def server(root: Path | None) -> BriefServer:
    """The server; `root` is the workspace of every brief, where it is given."""
    made = BriefServer(root)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        made.check(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await made.check_soon(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: types.DidSaveTextDocumentParams) -> None:
        made.check_all()

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_: types.DidChangeWatchedFilesParams) -> None:
        made.check_all()

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        made.forget(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        reading = made.reading(uri)
        return answers.hover(reading, made.lines(uri), params.position) if reading else None

    @made.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=["@", "!", " ", "“"]),
    )
    def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        uri = params.text_document.uri
        brief = made.reading(uri)
        return completion_items(brief, made.lines(uri), params.position) if brief else []

    @made.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        uri = params.text_document.uri
        reading = made.reading(uri)
        lines = made.lines(uri)
        return answers.definition(reading, lines, params.position, uri) if reading else []

    @made.feature(types.TEXT_DOCUMENT_IMPLEMENTATION)
    def implementation(params: types.ImplementationParams) -> list[types.Location]:
        uri = params.text_document.uri
        reading = made.reading(uri)
        return answers.in_source(reading, made.lines(uri), params.position) if reading else []

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_actions.KINDS))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        brief = made.reading(uri)
        return code_actions.actions(brief, made.text(uri), made.lines(uri), params) if brief else []

    _navigate(made)
    _show(made)
    return made


def _navigate(made: BriefServer) -> None:
    """Ids over the brief, and its outline."""

    @made.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        uri = params.text_document.uri
        brief, lines = made.reading(uri), made.lines(uri)
        wanted = occurrence_at(brief, *lines.place(params.position)) if brief else None
        return [
            types.Location(uri, _id_range(one, lines))
            for one in (occurrences_of(brief, wanted) if brief and wanted else ())
            if params.context.include_declaration or not one.is_entry
        ]

    @made.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.Range | None:
        uri = params.text_document.uri
        brief, lines = made.reading(uri), made.lines(uri)
        wanted = occurrence_at(brief, *lines.place(params.position)) if brief else None
        return _id_range(wanted, lines) if wanted else None

    @made.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        uri = params.text_document.uri
        brief, lines = made.reading(uri), made.lines(uri)
        wanted = occurrence_at(brief, *lines.place(params.position)) if brief else None
        if brief is None or wanted is None:
            return None
        if why := refusal(brief, wanted, params.new_name):
            raise JsonRpcException(why, types.LSPErrorCodes.RequestFailed.value)
        found = occurrences_of(brief, wanted)
        edits = [types.TextEdit(_id_range(one, lines), params.new_name) for one in found]
        return types.WorkspaceEdit(changes={uri: edits})

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        uri = params.text_document.uri
        return outline.symbols(made.text(uri), made.lines(uri)) if made.is_brief(uri) else []

    @made.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        uri = params.text_document.uri
        return outline.folds(made.text(uri), made.lines(uri)) if made.is_brief(uri) else []


def _show(made: BriefServer) -> None:
    """Colours and hints; and the files that the client is asked to watch."""

    @made.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, tokens.LEGEND)
    def colours(params: types.SemanticTokensParams) -> types.SemanticTokens:
        uri = params.text_document.uri
        brief = made.reading(uri)
        return tokens.semantic_tokens(brief, made.lines(uri)) if brief else types.SemanticTokens([])

    @made.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        uri = params.text_document.uri
        brief = made.reading(uri)
        first, last = params.range.start.line + 1, params.range.end.line + 1
        return tokens.inlay_hints(brief, made.lines(uri), first, last) if brief else []

    @made.feature(types.INITIALIZED)
    async def watch(_: types.InitializedParams) -> None:
        files = made.client_capabilities.workspace
        watched = files.did_change_watched_files if files else None
        if watched is None or not watched.dynamic_registration:
            return
        # What changes outside of the editor: a `git pull`, a text that is put into seeds/.
        globs = ("**/seeds/**", "**/briefs/**/*.{yaml,yml}", "**/templates/**")
        options = types.DidChangeWatchedFilesRegistrationOptions(
            [types.FileSystemWatcher(glob) for glob in globs]
        )
        registration = types.Registration(
            "watched-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
        )
        await made.client_register_capability_async(types.RegistrationParams([registration]))


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # Some of its messages hold a traceback as text.
        said = super().format(record)
        lines = [line for line in said.splitlines() if line.strip(" |+-")]
        return f"{lines[0]}\n  {lines[-1].strip(' |+-')}" if "Traceback" in said else said

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        error = ei[1] if isinstance(ei, tuple) else None
        return f"  {type(error).__name__}: {error}"


def _id_range(one: Occurrence, lines: LineMap) -> types.Range:
    start = one.span.column
    return lines.between(one.span.line, start, start + len(one.id))


def _saved(file: Path) -> str:
    try:
        return read_text(file)
    except UnreadableError:
        return ""
