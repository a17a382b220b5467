"""The language server, asked over standard input and output by a real client."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types
from lsprotocol.converters import get_converter as converter
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient
from pygls.uris import to_fs_path

from briefgen.editing.json_schema import brief_schema
from tests.harbour import CATALOGUE, write_workspace

pytestmark = pytest.mark.slow

REPORT = """\
Harbour closed
The harbour was closed on Monday, the council said. It stays closed until Friday.
𓀀 “We heard of it from the press,” a spokesman said.
"""
# 𓀀 is one character and two units of UTF-16.
BRIEF = """\
title: The harbour
date: 2026-11-20
sources: [report]
passages:
  monday:
    source: report
    quote: closed on Monday
  press:
    source: report
    quote: heard of it from the press
key_points:
  - "𓀀 It was closed [@monday] and “heard of it” [@A3]. [!closing]"
claims:
  - id: closing
    claim: The harbour was closed.
    positions:
      - {stance: asserts, by: The council, cite: monday}
      - {stance: denies, by: unattributed, cite: press}
"""
ENCODINGS = [types.PositionEncodingKind.Utf16, types.PositionEncodingKind.Utf32]


# Seconds after which an answer will not come any more.
PATIENCE = 60


class Editor:
    """An editor with one brief open, which it types into."""

    folder: Path
    uri: str

    def __init__(self, client: LanguageClient, encoding: str) -> None:
        self.client = client
        self.text = ""
        self._encoding = encoding
        self._version = 0
        self._opened: set[str] = set()
        self.registered: asyncio.Queue[types.RegistrationParams] = asyncio.Queue()
        self._told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def told(params: types.PublishDiagnosticsParams) -> None:
            self._told.put_nowait(params)

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def registered(params: types.RegistrationParams) -> None:
            self.registered.put_nowait(params)

    def turn_to(self, folder: Path) -> None:
        """Work in the workspace in `folder` from now on."""
        self.folder = folder
        self.uri = (folder / "briefs" / "harbour.yaml").as_uri()

    def close(self) -> None:
        """Close what was opened."""
        for uri in self._opened:
            closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
            self.client.text_document_did_close(closed)
        self._opened.clear()

    async def open(self, text: str = BRIEF) -> None:
        """Open the brief, which the disk does not hold."""
        self.text = text
        self._opened.add(self.uri)
        item = types.TextDocumentItem(self.uri, "yaml", 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def type(self, text: str) -> None:
        """Type until the brief is `text`."""
        self.text = text
        self._version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self._version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def marked(self, uri: str = "") -> list[types.Diagnostic]:
        """What is marked in the brief, or another file, once the server says so."""
        while True:
            told = await asyncio.wait_for(self._told.get(), PATIENCE)
            if told.uri == (uri or self.uri):
                return list(told.diagnostics)

    def asked(self, words: str, offset: int = 0) -> dict[str, Any]:
        """A question about `offset` characters behind the start of `words`."""
        before = self.text[: self.text.index(words) + offset]
        position = types.Position(before.count("\n"), self._units(before.rpartition("\n")[2]))
        return {"text_document": types.TextDocumentIdentifier(self.uri), "position": position}

    def words(self, range_: types.Range, text: str = "") -> str:
        """What a range of the brief, or of another text, covers; it is on one line."""
        assert range_.start.line == range_.end.line
        line = (text or self.text).split("\n")[range_.start.line]
        units = [self._units(line[:n]) for n in range(len(line) + 1)]
        return line[units.index(range_.start.character) : units.index(range_.end.character)]

    def _units(self, text: str) -> int:
        return len(text) if self._encoding == "utf-32" else len(text.encode("utf-16-le")) // 2


async def started(encoding: types.PositionEncodingKind) -> Editor:
    """An editor that has started the server."""
    client = LanguageClient("editor", "1")
    editor = Editor(client, encoding.value)
    await client.start_io(sys.executable, "-m", "briefgen", "lsp")
    general = types.GeneralClientCapabilities(position_encodings=[encoding])
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    folder_wide = types.WorkspaceClientCapabilities(did_change_watched_files=watching)
    capabilities = types.ClientCapabilities(general=general, workspace=folder_wide)
    answer = await client.initialize_async(types.InitializeParams(capabilities=capabilities))
    assert answer.capabilities.position_encoding == encoding
    client.initialized(types.InitializedParams())
    return editor


async def ended(editor: Editor) -> None:
    await editor.client.shutdown_async(None)
    editor.client.exit(None)
    await editor.client.stop()  # type: ignore[no-untyped-call]


Scenario = Callable[[Editor], Awaitable[None]]


class Editors:
    """An editor for each way to count columns, with a server that all tests share."""

    def __init__(self, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._started: dict[str, Editor] = {}

    def run(self, scenario: Scenario, folder: Path, encoding: types.PositionEncodingKind) -> None:
        """Run a scenario in an editor, which is given a workspace in `folder`."""
        write_workspace(folder, report=REPORT).unlink()
        self._runner.run(self._run(scenario, folder, encoding))

    async def _run(
        self, scenario: Scenario, folder: Path, encoding: types.PositionEncodingKind
    ) -> None:
        if encoding not in self._started:
            self._started[encoding] = await started(encoding)
        editor = self._started[encoding]
        editor.turn_to(folder)
        try:
            await asyncio.wait_for(scenario(editor), PATIENCE)
        finally:
            editor.close()

    def end(self) -> None:
        for editor in self._started.values():
            self._runner.run(ended(editor))


@pytest.fixture(scope="module")
def editors() -> Iterator[Editors]:
    with asyncio.Runner() as runner:
        made = Editors(runner)
        yield made
        made.end()


Test = Callable[[Editors, Path, types.PositionEncodingKind], None]


def in_an_editor(*encodings: types.PositionEncodingKind) -> Callable[[Scenario], Test]:
    """A test that runs a scenario in an editor, once for each of its ways to count columns."""

    def decorate(scenario: Scenario) -> Test:
        @pytest.mark.parametrize("encoding", encodings or ENCODINGS[:1], ids=lambda one: one.value)
        def test(editors: Editors, tmp_path: Path, encoding: types.PositionEncodingKind) -> None:
            editors.run(scenario, tmp_path, encoding)

        return test

    return decorate


@in_an_editor(*ENCODINGS)
async def test_findings_are_marked_as_the_brief_is_typed(editor: Editor) -> None:
    await editor.open()
    assert await editor.marked() == []
    await editor.type(BRIEF.replace("heard of it”", "heard of them”"))
    [found] = await editor.marked()
    assert found.code == "quotation-not-in-citation"
    assert found.severity == types.DiagnosticSeverity.Error
    assert editor.words(found.range) == "heard of them"
    await editor.type(BRIEF)
    assert await editor.marked() == []


@in_an_editor()
async def test_a_source_that_changes_on_the_disk_is_read_again(editor: Editor) -> None:
    await editor.open()
    assert await editor.marked() == []
    changed = REPORT.replace("Monday", "Tuesday")
    (editor.folder / "seeds" / "report.txt").write_text(changed, encoding="utf-8")
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
    assert "quote-not-in-source" in [one.code for one in await editor.marked()]


@in_an_editor()
async def test_what_is_wrong_in_the_catalogue_is_marked_there(editor: Editor) -> None:
    catalogue = editor.folder / "seeds" / "sources.yaml"
    catalogue.write_text(CATALOGUE.replace("title:", "titel:"), encoding="utf-8")
    await editor.open()
    [found] = await editor.marked(catalogue.as_uri())
    assert found.code == "source-unknown-key"
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
    assert await editor.marked(catalogue.as_uri()) == []


@in_an_editor()
async def test_hover_shows_the_passage(editor: Editor) -> None:
    await editor.open()
    for asked, place, words in (
        (editor.asked("@monday", 3), "report ¶2", "closed on Monday"),
        (editor.asked("@A3", 1), "report ¶3", "heard of it"),
        (editor.asked("monday:", 1), "report ¶2", "closed on Monday"),
    ):
        answer = await editor.client.text_document_hover_async(types.HoverParams(**asked))
        assert answer is not None
        assert isinstance(answer.contents, types.MarkupContent)
        assert f"**{place}** · Harbour closed" in answer.contents.value
        assert f"> {words}" in answer.contents.value.split("\n")
    asked = editor.asked("It was")
    assert await editor.client.text_document_hover_async(types.HoverParams(**asked)) is None


@in_an_editor(*ENCODINGS)
async def test_hover_marks_the_key(editor: Editor) -> None:
    await editor.open()
    asked = editor.asked("@A3", 1)
    answer = await editor.client.text_document_hover_async(types.HoverParams(**asked))
    assert answer is not None
    assert answer.range is not None
    assert editor.words(answer.range) == "@A3"


@in_an_editor(*ENCODINGS)
async def test_passage_and_source_ids_are_offered_while_a_citation_is_typed(
    editor: Editor,
) -> None:
    await editor.open()
    # Nothing is closed yet: the brief is broken while its editor types.
    await editor.type(BRIEF.replace("[@monday]", "[see @mo"))
    asked = editor.asked("[see @mo", 8)
    answer = await editor.client.text_document_completion_async(types.CompletionParams(**asked))
    assert isinstance(answer, list)
    assert [item.label for item in answer] == ["monday", "press", "report"]
    edit = answer[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert (editor.words(edit.range), edit.new_text) == ("mo", "monday")
    assert answer[0].documentation == "closed on Monday"


@in_an_editor()
async def test_claim_ids_are_offered_in_a_mark(editor: Editor) -> None:
    await editor.open()
    asked = editor.asked("[!closing", 2)
    answer = await editor.client.text_document_completion_async(types.CompletionParams(**asked))
    assert isinstance(answer, list)
    assert [item.label for item in answer] == ["closing"]


@in_an_editor()
async def test_nothing_is_offered_in_prose(editor: Editor) -> None:
    await editor.open()
    asked = editor.asked("closed [@", 6)
    answer = await editor.client.text_document_completion_async(types.CompletionParams(**asked))
    assert not answer


@in_an_editor(*ENCODINGS)
async def test_a_citation_leads_to_its_passage_and_that_to_its_source(editor: Editor) -> None:
    await editor.open()
    source = (editor.folder / "seeds" / "report.txt").as_uri()

    async def leads(words: str, offset: int) -> tuple[str, str]:
        asked = types.DefinitionParams(**editor.asked(words, offset))
        answer = await editor.client.text_document_definition_async(asked)
        assert isinstance(answer, list)
        [location] = answer
        assert isinstance(location, types.Location)
        text = REPORT if location.uri == source else editor.text
        return location.uri, editor.words(location.range, text)

    assert await leads("@monday", 2) == (editor.uri, "monday")
    assert await leads("monday:", 2) == (source, "closed on Monday")
    assert await leads("@A3", 2) == (source, "heard of it")
    assert await leads("[!closing]", 3) == (editor.uri, "closing")


@in_an_editor()
async def test_a_citation_leads_straight_to_the_words(editor: Editor) -> None:
    await editor.open()
    asked = types.ImplementationParams(**editor.asked("@monday", 2))
    answer = await editor.client.text_document_implementation_async(asked)
    assert isinstance(answer, list)
    [location] = answer
    assert isinstance(location, types.Location)
    assert editor.words(location.range, REPORT) == "closed on Monday"


async def offered(editor: Editor, text: str, words: str) -> list[types.CompletionItem]:
    """What is offered behind `words`, once the brief is `text`."""
    await editor.type(text)
    asked = editor.asked(words, len(words))
    answer = await editor.client.text_document_completion_async(types.CompletionParams(**asked))
    assert isinstance(answer, list)
    return answer


@in_an_editor(*ENCODINGS)
async def test_paragraphs_are_offered_by_their_letter(editor: Editor) -> None:
    await editor.open()
    items = await offered(editor, BRIEF.replace("[@A3]", "[@A"), "of it” [@A")
    assert [item.label for item in items[:3]] == ["A1", "A2", "A3"]
    assert items[1].detail is not None
    assert items[1].detail.startswith("The harbour was closed")


@in_an_editor()
async def test_values_are_offered(editor: Editor) -> None:
    await editor.open()
    for changed, words, wanted in (
        (
            ("source: report\n    quote: closed", "source: r\n    quote: closed"),
            "source: r",
            "report",
        ),
        (("cite: monday}", "cite: m}"), "cite: m", "monday"),
        (("title:", "theme: p\ntitle:"), "theme: p", "policy-brief"),
    ):
        items = await offered(editor, BRIEF.replace(*changed), words)
        assert wanted in [item.label for item in items]


@in_an_editor()
async def test_the_words_of_which_a_key_takes_one_are_offered(editor: Editor) -> None:
    """Each of the form, with the words that `check` takes, and nothing beside it."""
    await editor.open()
    schema = json.loads(brief_schema())
    choices = {
        (key, name): [word for word in takes["enum"] if word]
        for name, form in [("", schema), *schema["$defs"].items()]
        for key, takes in form["properties"].items()
        if "enum" in takes
    }
    choices["room_column", ""] = ["true", "false"]
    assert {"stance", "paper", "figures", "appendix", "rule"} <= {key for key, _ in choices}
    for (key, form), wanted in choices.items():
        typed = f"\n  - {key}: " if form else f"\n{key}: "
        items = await offered(editor, BRIEF + typed, typed)
        assert [item.label for item in items] == wanted
    typed = BRIEF.replace("stance: denies", "by: x, stance: d")
    items = await offered(editor, typed, "by: x, stance: d")
    assert [item.label for item in items] == choices["stance", "StanceForm"]
    edit = items[1].text_edit
    assert isinstance(edit, types.TextEdit)
    assert editor.words(edit.range) == "d"
    prose = "\nsummary: |\n  paper: l"
    assert await offered(editor, BRIEF + prose, prose) == []


@in_an_editor(*ENCODINGS)
async def test_the_words_of_the_source_are_offered_inside_a_quotation(editor: Editor) -> None:
    await editor.open()
    items = await offered(editor, BRIEF.replace("closed on Monday", "closed o"), "quote: closed o")
    edit = items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert edit.new_text.startswith("n Monday, the council said.")
    open_ = BRIEF.replace("“heard of it” [@A3]. [!closing]", "“heard of")
    items = await offered(editor, open_, "“heard of")
    assert items[0].detail == "report ¶3"


@in_an_editor()
async def test_the_words_go_on_over_the_ends_of_lines(editor: Editor) -> None:
    await editor.open()
    folded = ">-\n      The harbour was\n      closed on"
    items = await offered(editor, BRIEF.replace("closed on Monday", folded), "closed on")
    assert items[0].detail == "report ¶2"
    edit = items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert edit.new_text.startswith(" Monday, the council said.")
    points = "key_points:\n  - |\n    It was “closed on\n    Monday, the"
    items = await offered(editor, BRIEF.replace("key_points:", points), "Monday, the")
    edit = items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    assert edit.new_text.startswith(" council said.")


@in_an_editor(*ENCODINGS)
async def test_an_id_is_found_and_renamed_wherever_it_is(editor: Editor) -> None:
    await editor.open()
    for words, offset, name, count in (("@monday", 3, "monday", 3), ("[!closing", 4, "closing", 2)):
        context = types.ReferenceContext(include_declaration=True)
        asked = types.ReferenceParams(context=context, **editor.asked(words, offset))
        found = await editor.client.text_document_references_async(asked)
        assert found is not None
        assert [editor.words(one.range) for one in found] == [name] * count
        renaming = types.RenameParams(new_name="day-one", **editor.asked(words, offset))
        edit = await editor.client.text_document_rename_async(renaming)
        assert edit is not None
        assert edit.changes is not None
        [edits] = edit.changes.values()
        assert [(editor.words(one.range), one.new_text) for one in edits] == [
            (name, "day-one")
        ] * count
    for name in ("press", "report", "Day One"):
        renaming = types.RenameParams(new_name=name, **editor.asked("@monday", 3))
        with pytest.raises(JsonRpcException, match=f"“{name}” is"):
            await editor.client.text_document_rename_async(renaming)


@in_an_editor(*ENCODINGS)
async def test_what_would_be_renamed_is_shown_before(editor: Editor) -> None:
    await editor.open()
    asked = types.PrepareRenameParams(**editor.asked("@monday", 3))
    answer = await editor.client.text_document_prepare_rename_async(asked)
    assert isinstance(answer, types.Range)
    assert editor.words(answer) == "monday"
    asked = types.PrepareRenameParams(**editor.asked("It was", 1))
    assert await editor.client.text_document_prepare_rename_async(asked) is None


@in_an_editor()
async def test_the_client_is_asked_to_watch_sources_briefs_and_themes(editor: Editor) -> None:
    registered = await asyncio.wait_for(editor.registered.get(), PATIENCE)
    [one] = registered.registrations
    assert one.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    globs = [watcher["globPattern"] for watcher in _plain(one.register_options)["watchers"]]
    assert "**/seeds/**" in globs
    assert any("briefs" in glob for glob in globs)
    assert any("templates" in glob for glob in globs)


@in_an_editor()
async def test_a_finding_leads_to_the_page_of_its_rule(editor: Editor) -> None:
    await editor.open(BRIEF.replace("[!closing]", "[!opening]"))
    found = next(one for one in await editor.marked() if one.code == "unknown-reference")
    assert editor.words(found.range) == "[!opening]"
    assert found.code_description
    address, _, rule = found.code_description.href.partition("#")
    assert rule == "unknown-reference"
    # The packaged file, where nobody said where the repository is on the web.
    if address.startswith("file:"):
        assert "## unknown-reference\n" in Path(to_fs_path(address) or "").read_text("utf-8")


def _plain(options: Any) -> Any:
    """Options as JSON has them, whichever form the client library gives them."""
    return options if isinstance(options, dict) else converter().unstructure(options)


@in_an_editor()
async def test_the_outline_and_the_folds(editor: Editor) -> None:
    await editor.open()
    asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(editor.uri))
    symbols = await editor.client.text_document_document_symbol_async(asked)
    assert symbols is not None
    named = {one.name: one for one in symbols if isinstance(one, types.DocumentSymbol)}
    assert list(named) == ["title", "date", "sources", "passages", "key_points", "claims"]
    assert [one.name for one in named["passages"].children or ()] == ["monday", "press"]
    [claim] = named["claims"].children or ()
    assert claim.name == "The harbour was closed."
    assert [one.name for one in claim.children or ()] == ["The council", "unattributed"]
    folding = types.FoldingRangeParams(types.TextDocumentIdentifier(editor.uri))
    folds = await editor.client.text_document_folding_range_async(folding)
    assert folds is not None
    assert (3, 9) in [(one.start_line, one.end_line) for one in folds]


@in_an_editor(*ENCODINGS)
async def test_citations_marks_and_quotations_have_a_colour(editor: Editor) -> None:
    await editor.open()
    asked = types.SemanticTokensParams(types.TextDocumentIdentifier(editor.uri))
    answer = await editor.client.text_document_semantic_tokens_full_async(asked)
    assert answer is not None
    kinds, line, start = {}, 0, 0
    for at in range(0, len(answer.data), 5):
        down, right, length, kind, _ = answer.data[at : at + 5]
        line, start = line + down, right + (0 if down else start)
        ends = types.Position(line, start), types.Position(line, start + length)
        kinds[editor.words(types.Range(*ends))] = ("variable", "macro", "string")[kind]
    assert kinds == {
        "@monday": "variable", "heard of it": "string", "@A3": "variable", "[!closing]": "macro",
        "monday": "variable", "press": "variable",
    }  # fmt: skip


@in_an_editor()
async def test_a_hint_shows_the_first_words_of_what_is_cited(editor: Editor) -> None:
    await editor.open()
    ends = types.Position(0, 0), types.Position(editor.text.count("\n"), 0)
    asked = types.InlayHintParams(types.TextDocumentIdentifier(editor.uri), types.Range(*ends))
    hints = await editor.client.text_document_inlay_hint_async(asked)
    assert hints is not None
    assert "“closed on Monday”" in [hint.label for hint in hints]


@in_an_editor()
async def test_a_finding_leads_to_the_line_of_the_source(editor: Editor) -> None:
    await editor.open(BRIEF.replace("quote: closed on Monday", "quote: closed on Tuesday"))
    found = next(one for one in await editor.marked() if one.code == "quote-not-in-source")
    assert found.related_information
    [related] = found.related_information
    assert related.location.uri == (editor.folder / "seeds" / "report.txt").as_uri()
    assert related.location.range.start.line == 1


def test_hostile_headers_end_it_without_a_traceback() -> None:
    for sent in (
        b"Content-Length: many\r\n\r\n{}",
        b"Content-Length: -5\r\n\r\n{}",
        b"\xff\r\n\r\n",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 9\r\n\r\nnot JSON!",
        b"Content-Length: 99999999999999999999\r\n\r\n{}",
        b'Content-Length: 24\r\n\r\n{"jsonrpc":"2.0","id":1}',
        b'Content-Length: 49\r\n\r\n{"jsonrpc":"1.0","id":1,"method":"x","params":{}}',
        b'Content-Length: 55\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"shutdown","params":1}',
    ):
        done = subprocess.run(
            [sys.executable, "-m", "briefgen", "lsp"], input=sent, capture_output=True, check=False
        )
        assert b"Traceback" not in done.stderr, sent


@in_an_editor()
async def test_other_yaml_is_left_alone(editor: Editor) -> None:
    editor.uri = (editor.folder / "seeds" / "other.yaml").as_uri()
    await editor.open("some: thing\n")
    asked = types.HoverParams(**editor.asked("some", 1))
    assert await editor.client.text_document_hover_async(asked) is None
    editor.uri = (editor.folder / "briefs" / "harbour.yaml").as_uri()
    await editor.open("some: thing\n")
    assert "invalid-brief" in [one.code for one in await editor.marked()]


# --- Fixes ------------------------------------------------------------------------


def typed(text: str, edits: list[types.TextEdit], units: Callable[[str], int]) -> str:
    """A text with a client's edits."""
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        line = lines[position.line]
        column = next(n for n in range(len(line) + 1) if units(line[:n]) == position.character)
        return sum(len(one) + 1 for one in lines[: position.line]) + column

    for edit in sorted(edits, key=lambda one: -offset(one.range.start)):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def mended(
    editor: Editor, words: str, only: list[types.CodeActionKind | str] | None = None
) -> dict[str, str]:
    """The titles of what is offered at `words`, each with the text that it makes."""
    place = editor.asked(words, 1)["position"]
    answer = await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(editor.uri),
            types.Range(place, place),
            types.CodeActionContext([], only),
        )
    )
    made = {}
    for action in answer or []:
        assert isinstance(action, types.CodeAction)
        assert action.edit
        assert action.edit.changes
        made[action.title] = typed(
            editor.text, list(action.edit.changes[editor.uri]), editor._units
        )
    return made


@in_an_editor(*ENCODINGS)
async def test_a_finding_is_mended(editor: Editor) -> None:
    await editor.open()
    await editor.type(BRIEF.replace("[@monday] and", "[@mondy] and"))
    offers = await mended(editor, "@mondy")
    assert set(offers.values()) == {BRIEF}
    assert await mended(editor, "title:") == {}


@in_an_editor(*ENCODINGS)
async def test_all_that_is_safe_is_mended_at_once(editor: Editor) -> None:
    await editor.open()
    ignored = "ignore:\n  - {rule: source-unused, reason: It will be.}\n"
    broken = BRIEF.replace("[@monday] and", "[@mondy] and").replace("[!closing]", "[!closng]")
    await editor.type(broken + ignored)
    offers = await mended(editor, "title:", ["source.fixAll"])
    [(title, text)] = offers.items()
    assert title == "Fix 3 problems of this brief safely."
    assert text.rstrip("\n").removesuffix("ignore:").rstrip() == BRIEF.rstrip()


@in_an_editor()
async def test_what_would_not_mend_is_not_offered(editor: Editor) -> None:
    await editor.open()
    await editor.type(BRIEF.replace("closed on Monday", "closed on Tuesday"))
    assert await mended(editor, "closed on Tuesday") == {}
