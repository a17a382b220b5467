"""What a client may not ask, or not now, sent to the language server as it comes over a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from tests.harbour import write_workspace

pytestmark = pytest.mark.slow

NOT_INITIALIZED, INVALID_REQUEST, UNKNOWN, INVALID_PARAMS = -32002, -32600, -32601, -32602


def request(id_: str, method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": id_, "method": method, "params": params}


def notification(method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params}


def answers(*messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What a server says to `messages` until it ends, which it does without a word of trouble."""
    bodies = [json.dumps(message).encode() for message in (*messages, notification("exit"))]
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "lsp"],
        input=b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 1}  # the latter without `shutdown`
    # Each is a header, an empty line and a body, which has no line end.
    parts = done.stdout.split(b"Content-Length: ")[1:]
    return [json.loads(part.partition(b"\r\n\r\n")[2]) for part in parts]


INITIALIZE = request("begin", "initialize", processId=None, rootUri=None, capabilities={})
SHUTDOWN = {"jsonrpc": "2.0", "id": "end", "method": "shutdown"}


def errors(said: list[dict[str, Any]]) -> dict[str, tuple[int, str]]:
    """Code and words of every error; none has anything else to tell."""
    assert not any("data" in one.get("error", {}) for one in said)
    return {
        one["id"]: (one["error"]["code"], one["error"]["message"]) for one in said if "error" in one
    }


def hover(uri: str, id_: str = "hover", line: Any = 0) -> dict[str, Any]:
    at = {"line": line, "character": 1}
    return request(id_, "textDocument/hover", textDocument={"uri": uri}, position=at)


def test_requests_with_other_parameters_and_of_unknown_methods_are_answered(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    brief = (tmp_path / "briefs" / "harbour.yaml").as_uri()
    missing = (tmp_path / "briefs" / "missing.yaml").as_uri()
    said = answers(
        request("bad beginning", "initialize", capabilities=5),
        INITIALIZE,
        request("begin again", "initialize", capabilities={}),
        request("no parameters", "textDocument/hover"),
        hover(brief, "a word for a number", line="first"),
        hover(brief, "below zero", line=-1),
        {**hover(brief, "no object"), "params": 5},
        hover(missing, "no such file"),
        request("unknown", "textDocument/guess"),
        {"jsonrpc": "2.0", "id": "unknown and bare", "method": "textDocument/guess"},
        request("no request", "textDocument/didOpen"),
        {**hover(brief, "old"), "jsonrpc": "1.0"},
        hover(brief, "good"),
        SHUTDOWN,
    )
    found = errors(said)
    assert {id_: code for id_, (code, _) in found.items()} == {
        "bad beginning": INVALID_PARAMS,
        "begin again": INVALID_REQUEST,
        "no parameters": INVALID_PARAMS,
        "a word for a number": INVALID_PARAMS,
        "below zero": INVALID_PARAMS,
        "no object": INVALID_PARAMS,
        "no such file": INVALID_PARAMS,
        "unknown": UNKNOWN,
        "unknown and bare": UNKNOWN,
        "no request": UNKNOWN,
        "old": INVALID_REQUEST,
    }
    assert "textDocument/hover" in found["no parameters"][1]
    assert [one["id"] for one in said if "result" in one] == ["begin", "good", "end"]


def test_nothing_is_served_before_the_beginning_and_after_the_end(tmp_path: Path) -> None:
    brief = write_workspace(tmp_path).as_uri()
    opened = {"uri": brief, "languageId": "yaml", "version": 0, "text": "title: Harbour\n"}
    open_ = notification("textDocument/didOpen", textDocument=opened)
    asked = (open_, hover(brief), request("bad", "textDocument/hover"), request("unknown", "x"))
    said = answers(*asked)
    assert [one["id"] for one in said] == ["hover", "bad", "unknown"]  # and nothing is marked
    assert {code for code, _ in errors(said).values()} == {NOT_INITIALIZED}
    said = answers(INITIALIZE, SHUTDOWN, *asked, {**SHUTDOWN, "id": "again"})
    assert [one["id"] for one in said] == ["begin", "end", "hover", "bad", "unknown", "again"]
    assert {code for code, _ in errors(said).values()} == {INVALID_REQUEST}


def test_notifications_that_cannot_be_taken_are_ignored(tmp_path: Path) -> None:
    brief = write_workspace(tmp_path).as_uri()
    said = answers(
        INITIALIZE,
        notification("textDocument/didOpen"),
        notification("textDocument/didChange", textDocument={"uri": brief}),
        notification("$/cancelRequest"),
        notification("textDocument/guess"),
        {"jsonrpc": "2.0", "method": "textDocument/guess"},
        notification("textDocument/hover"),
        hover(brief),
        SHUTDOWN,
    )
    assert [one.get("id") for one in said] == ["begin", "hover", "end"]
    assert not errors(said)
