"""Compiled templates are kept in a folder of the user's, and nothing depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, pass_environment
from jinja2.sandbox import SandboxedEnvironment

from briefgen.render import compiled_templates
from briefgen.render.compiled_templates import CompiledTemplates


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compiled_templates._files.cache_clear()
    yield tmp_path / "briefgen" / "templates"
    compiled_templates._files.cache_clear()


def filled(text: str = "lock {{ 9 }}") -> str:
    """A template filled as a new process would."""
    environment = Environment(
        loader=DictLoader({"page": text}), bytecode_cache=CompiledTemplates(), autoescape=True
    )
    return environment.get_template("page").render()


def test_the_next_process_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled() == "lock 9"
    (kept,) = folder.iterdir()
    assert kept.stat().st_mode & 0o077 == 0

    def compiled(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr(Environment, "compile", compiled)
    assert filled() == "lock 9"


def test_another_text_is_compiled_again(folder: Path) -> None:
    filled()
    assert filled("board {{ 9 }}") == "board 9"


def test_what_a_filter_asks_for_may_change(folder: Path) -> None:
    def with_filter(function: Callable[..., str]) -> str:
        cache, loader = CompiledTemplates(), DictLoader({"page": "{{ 'lock' | shut }}"})
        environment = Environment(loader=loader, bytecode_cache=cache, autoescape=True)
        environment.filters["shut"] = function
        return environment.get_template("page").render()

    assert with_filter(pass_environment(lambda _, word: f"{word} shut")) == "lock shut"
    assert with_filter(lambda word: f"{word} is shut") == "lock is shut"


def test_guarded_code_is_kept_beside_the_other(folder: Path) -> None:
    text = "{{ 'lock'.upper() }}"
    for kind in (Environment, SandboxedEnvironment):
        loader = DictLoader({"page": text})
        environment = kind(loader=loader, bytecode_cache=CompiledTemplates(), autoescape=True)
        assert environment.get_template("page").render() == "LOCK"
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("content", [b"", b"j2", b"no cache at all", None])
def test_a_damaged_file_costs_a_compilation(folder: Path, content: bytes | None) -> None:
    filled()
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-5] if content is None else content)
    assert filled() == "lock 9"


def test_a_folder_that_others_can_write_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert filled() == "lock 9"
    assert not list(folder.iterdir())


def test_no_folder_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert filled() == "lock 9"
