"""`briefgen preview` as a command and as a server."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

from .conftest import Running


def fetched(address: str, **headers: str) -> tuple[int, str]:
    """The status and the text of an answer."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the preview's own
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_it_ends_on_ctrl_c_while_somebody_looks(preview: Running) -> None:
    with urllib.request.urlopen(preview.address + "events", timeout=30) as events:  # noqa: S310
        assert events.readline() == b"event: saved\n"
        code, error = preview.interrupt()
    assert code == 130
    assert error.strip() == "interrupted"


def test_it_says_where_it_is(preview: Running) -> None:
    assert preview.line.startswith("http://127.0.0.1:")
    assert "briefs/harbour.yaml" in preview.line


def test_it_answers_to_its_own_name_only(preview: Running) -> None:
    assert fetched(preview.address)[0] == 200
    for path in ("", "events", "passage?anchor=A2"):
        status, text = fetched(preview.address + path, Host="example.org")
        assert status == 400
        assert "harbour" not in text


def test_it_serves_pictures_of_the_workspace_and_no_other_file(
    preview: Running, workspace: Path
) -> None:
    (workspace / "briefs" / "map.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    outside = workspace.parent / "outside.svg"
    outside.write_text("<svg/>")
    assert fetched(preview.address + "image/briefs/map.svg")[0] == 200
    assert fetched(preview.address + "image/briefs/harbour.yaml")[0] == 404
    assert fetched(preview.address + "image/%2e%2e/outside.svg")[0] == 404
    assert fetched(preview.address + "font/fontpkg_source_sans_3/__init__.py")[0] == 404


def test_a_port_that_is_taken_is_said(briefgen: Callable[..., Ran], workspace: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = briefgen("preview", "briefs/harbour.yaml", "--port", str(port), "--no-browser")
    assert ran.code == 2
    assert f"port {port} cannot be used" in ran.err
    assert "--port" in ran.err


def test_a_brief_that_is_not_there_is_said(briefgen: Callable[..., Ran], workspace: Path) -> None:
    ran = briefgen("preview", "briefs/harbor.yaml")
    assert ran.code == 2
    assert "there is no such file" in ran.err


@pytest.mark.parametrize("extra", ["preview", "lsp"])
def test_without_its_extra_it_says_what_to_type(
    extra: str, briefgen: Callable[..., Ran], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.extras.find_spec", lambda _: None)
    ran = briefgen(extra, *(["briefs/harbour.yaml"] if extra == "preview" else []))
    assert ran.code == 2
    assert f'-m pip install "briefgen[{extra}]"' in ran.err
