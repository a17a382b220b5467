"""The objects that are written give the digests of those that are read from the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pydyf
import pytest

from briefgen.building.pipeline import document_of
from briefgen.building.prepare import prepare
from briefgen.building.written_objects import OtherObjectError, WrittenObjects
from briefgen.load.library import load_library
from briefgen.proof.page_digest import file_digests
from briefgen.proof.pdf_objects import open_objects
from briefgen.render.layout import render_pdf
from briefgen.workspace.workspace import Workspace
from tests.builds.briefs import write_brief


@pytest.mark.slow
# The last two have pictures.
@pytest.mark.parametrize("seed", [301, 302, 303, 304, 79, 144])
def test_the_digests_are_the_same(seed: int, tmp_path: Path) -> None:
    drawn = write_brief(tmp_path, seed)
    workspace = Workspace(tmp_path)
    _, prepared = prepare(workspace, drawn.path, load_library(workspace), drawn.options)
    assert prepared is not None
    written = render_pdf(document_of(prepared), prepared.theme, files=tmp_path).written
    assert written is not None
    read = file_digests(open_objects(written.content))
    assert file_digests(WrittenObjects(written.plain, written.pdf)) == read
    assert read.around.keys() == {"labels", "outline", "structure", "metadata"}


WITHOUT_PYPDF = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pypdf":
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
from briefgen.cli.main import main
main(["build", "-q"])
"""


@pytest.mark.slow
def test_a_usual_build_can_do_without_pypdf(workspace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PYPDF],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("odd", [b"<</A 1>>", pydyf.String("a\x1fb"), pydyf.String(b"\xfe\xff")])
def test_what_only_a_reader_takes_apart_is_left_to_one(odd: object) -> None:
    pdf = pydyf.PDF()
    pdf.info["Title"] = odd
    with pytest.raises(OtherObjectError):
        WrittenObjects(pdf.objects, pdf)
