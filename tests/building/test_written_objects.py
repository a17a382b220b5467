"""The objects that are written give the digests of those that are read from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.building.pipeline import document_of
from briefgen.building.prepare import prepare
from briefgen.building.written_objects import WrittenObjects
from briefgen.load.library import load_library
from briefgen.proof.page_digest import file_digests, open_objects
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
