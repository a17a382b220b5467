"""C declarations are parsed once, and nothing depends on the file that keeps them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cffi
import pytest

from briefgen.render.weasyprint_patches.declarations import parsed_once

_DECLARED = "typedef struct { int depth; } lock_t; typedef enum { EBB = 4 } tide; int abs(int);"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "briefgen" / "declarations"


def _depth() -> int:
    """What a declared structure and a declared function say of 9."""
    with parsed_once():
        ffi = cffi.FFI()
    ffi.cdef(_DECLARED)
    lock = ffi.new("lock_t *", {"depth": -9})
    assert ffi.dlopen(None).EBB == 4
    return int(ffi.dlopen(None).abs(lock.depth))


def test_the_next_process_parses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _depth() == 9
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr("briefgen.render.weasyprint_patches.declarations._parsing", None)
    before = cffi.FFI
    assert _depth() == 9
    monkeypatch.setattr(cffi, "FFI", before)


@pytest.mark.parametrize("content", [b"", b"import nothing.there", b"ffi", b"\x00", b"ffi = 9 /"])
def test_a_damaged_file_costs_a_parsing(folder: Path, content: bytes) -> None:
    _depth()
    (kept,) = folder.iterdir()
    kept.write_bytes(content)
    assert _depth() == 9
    assert kept.read_bytes() != content


def test_no_folder_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert _depth() == 9


def test_cffi_is_as_before() -> None:
    before = cffi.FFI
    with parsed_once():
        assert cffi.FFI is not before
    assert cffi.FFI is before


@pytest.mark.slow
def test_the_engine_starts_without_a_parser_of_c() -> None:
    program = (
        "import sys; from briefgen.render.weasyprint_patches import engine;"
        "print('cffi.cparser' in sys.modules)"
    )
    told = [
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
        for _ in range(2)
    ]
    assert [ran.stdout.strip() for ran in told] == ["True", "False"]
