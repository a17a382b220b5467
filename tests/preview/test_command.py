"""`briefgen preview` as a command and as a server."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen.extras import installing
from tests.conftest import Ran

from .conftest import Running

pytestmark = pytest.mark.slow


ROUTES = (
    "", "events", "picture/x.png", "image/briefs/harbour.yaml", "passage?anchor=A2",
    "lines?path=briefs/harbour.yaml", "sources", "snippet?source=report&paragraph=2&words=closed",
    "changes", "brief.pdf", "fonts.css", "font/x.ttf", "page/preview.js",
)  # fmt: skip


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


def test_it_answers_to_its_own_name_only(shared_preview: Running) -> None:
    assert fetched(shared_preview.address)[0] == 200
    for path in ROUTES:
        for host in (
            "example.org",
            f"example.org:{urlsplit(shared_preview.address).port}",
            "localhost",
        ):
            status, text = fetched(shared_preview.address + path, Host=host)
            assert status == 400
            assert "harbour" not in text


def test_it_answers_only_who_holds_the_token(shared_preview: Running) -> None:
    origin = shared_preview.address.rsplit("/", 2)[0]
    for path in ROUTES:
        for before in ("/", f"/{'A' * 22}/"):
            status, text = fetched(origin + before + path)
            assert status == 404
            assert "harbour" not in text
        for foreign in ("http://example.org", "null", "http://localhost"):
            assert fetched(shared_preview.address + path, Origin=foreign)[0] == 403
    assert fetched(shared_preview.address, Origin=origin)[0] == 200


def test_the_browser_is_not_given_the_token_where_others_see_it(
    workspace: Path, tmp_path: Path
) -> None:
    """Whoever is on the machine sees with which words a program was started."""
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\ncat "${{1#file://}}" >"{opened}"\necho "$1" >"{opened}.words"\n'
    )
    browser.chmod(0o755)
    running = Running(workspace / "briefs" / "harbour.yaml", browser=f"{browser} %s")
    try:
        while not Path(f"{opened}.words").exists():
            time.sleep(0.05)  # the test's own time limit is the bound
        page = urlsplit(Path(f"{opened}.words").read_text().strip()).path
        assert running.address.rsplit("/", 2)[1] not in page
        assert f"url={running.address}" in opened.read_text()
        assert Path(page).parent.stat().st_mode & 0o077 == 0
    finally:
        running.stop()


def test_who_leaves_disturbs_nobody(preview: Running) -> None:
    """Hundreds of pages that close at once, at every moment of the server's tick."""
    for wait in (0, 0.25, 0.5):
        streams = []
        for _ in range(100):
            stream = socket.create_connection(("127.0.0.1", urlsplit(preview.address).port or 0))
            path = urlsplit(preview.address).path + "events"
            stream.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            streams.append(stream)
        for stream in streams:
            stream.recv(1)
        time.sleep(wait)
        for stream in streams:
            stream.close()
    with urllib.request.urlopen(preview.address + "events", timeout=30) as events:  # noqa: S310
        told = iter(events.readline, b"")
        next(line for line in told if line.startswith(b"event: saved"))
        preview.brief.write_text(preview.brief.read_text() + "# saved\n", encoding="utf-8")
        next(line for line in told if line.startswith(b'data: {"number": 2'))
    code, error = preview.interrupt()
    assert (code, error.strip()) == (130, "interrupted")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
def test_its_layout_ends_when_it_is_killed(preview: Running) -> None:
    with urllib.request.urlopen(preview.address + "events", timeout=30) as events:  # noqa: S310
        told = iter(events.readline, b"")
        next(line for line in told if line.startswith(b"event: printed"))
    children = Path(f"/proc/{preview.process.pid}/task/{preview.process.pid}/children")
    running = [Path("/proc", number) for number in children.read_text().split()]
    assert running
    preview.process.kill()
    preview.process.wait()
    while any(one.exists() and "Z" not in (one / "stat").read_text() for one in running):
        time.sleep(0.05)  # the test's own time limit is the bound


def test_without_shared_memory_it_says_so_and_no_address(
    briefgen: Callable[..., Ran], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("briefgen.preview.printing.ProcessPoolExecutor", refuse)
    ran = briefgen("preview", "briefs/harbour.yaml", "--no-browser")
    assert ran.code == 2
    assert "shared memory" in ran.err
    assert "http://" not in ran.out


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
    assert "Type: " in ran.err
    assert all(package in ran.err for package in {"preview": ["uvicorn"], "lsp": ["pygls"]}[extra])
    # That name is not ours on the index.
    assert "install briefgen" not in ran.err
    assert "briefgen[" not in ran.err


def test_what_to_type_is_right_for_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by_pipx = tmp_path / "pipx" / "venvs" / "briefgen"
    made_by_pipx.mkdir(parents=True)
    (made_by_pipx / "pipx_metadata.json").touch()
    monkeypatch.setattr("sys.prefix", str(made_by_pipx))
    assert installing("lsp").startswith("pipx inject briefgen ")
    monkeypatch.setattr("sys.prefix", str(tmp_path / "archive-v0" / "x"))
    assert installing("sign").replace("'", "").startswith("uvx --with pyhanko")
    made_by_uv = tmp_path / "tools" / "briefgen"
    made_by_uv.mkdir(parents=True)
    (made_by_uv / "pyvenv.cfg").touch()
    monkeypatch.setattr("sys.prefix", str(made_by_uv))
    monkeypatch.setattr("briefgen.extras.find_spec", lambda _: None)
    assert installing("lsp").startswith("uv pip install --python ")
