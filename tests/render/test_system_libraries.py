"""What is said where a library of the system is missing."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest

from briefgen.render import system_libraries
from briefgen.render.layout import _logged

SYSTEMS = {
    'ID=ubuntu\nID_LIKE="debian"\n': (
        "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ),
    'ID="rocky"\nID_LIKE="rhel centos fedora"\n': "sudo dnf install pango harfbuzz",
    "ID=arch\n": "sudo pacman -S pango harfbuzz",
    "ID=alpine\n": "sudo apk add pango harfbuzz-subset",
}


@pytest.mark.skipif(sys.platform == "darwin", reason="Homebrew is named there")
@pytest.mark.parametrize("release", SYSTEMS)
def test_without_pango_the_command_of_this_system_is_named(release, tmp_path, monkeypatch):
    (tmp_path / "os-release").write_text(release, encoding="utf-8")
    monkeypatch.setattr(system_libraries, "_OS_RELEASE", tmp_path / "os-release")
    error = system_libraries.without_pango(OSError("no libpango"))
    assert error.hint == f"Type: {SYSTEMS[release]}"


def test_an_unknown_system_is_told_the_libraries(tmp_path, monkeypatch):
    monkeypatch.setattr(system_libraries, "_OS_RELEASE", tmp_path / "none")
    hint = system_libraries.without_pango(OSError("no libpango")).hint
    assert sys.platform == "darwin" or "Pango, PangoFT2 and HarfBuzz-Subset" in str(hint)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the linker's folders are those of Linux")
def test_a_build_without_pango_ends_in_one_message(workspace, tmp_path_factory):
    """In a process of its own, in which the library of that name is no library."""
    folder = tmp_path_factory.mktemp("libraries")
    (folder / "libpango-1.0.so.0").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "build"],
        cwd=workspace,
        env={**os.environ, "LD_LIBRARY_PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("briefgen: printing needs the library Pango")
    assert len(done.stderr.splitlines()) == 2
    assert done.stdout == ""
    assert not (workspace / "output" / "harbour.pdf").exists()
    # A web edition is laid out by the browser.
    web = subprocess.run(
        [sys.executable, "-m", "briefgen", "build", "--html"],
        cwd=workspace,
        env={**os.environ, "LD_LIBRARY_PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (web.returncode, web.stderr) == (0, "")
    assert (workspace / "output" / "harbour.html").exists()


def test_without_harfbuzz_it_is_said_once_and_nothing_stops(caplog):
    with _logged() as problems:
        for font in ("Source Sans 3", "Source Serif 4"):
            logging.getLogger("weasyprint").warning(
                'Using fontTools instead of HarfBuzz-Subset for font "%s". And so on.', font
            )
    assert problems == []
    told = [record.getMessage() for record in caplog.records if record.name == "briefgen"]
    assert len(told) == 1
    assert "HarfBuzz-Subset is not installed" in told[0]
