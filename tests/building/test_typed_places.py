"""What a finding about a printed note points at."""

from __future__ import annotations

from briefgen.building.pipeline import document_of
from briefgen.building.prepare import prepare
from briefgen.building.typed_places import typed_places
from briefgen.load.library import load_library
from briefgen.model.options import Options
from briefgen.workspace.workspace import Workspace
from tests.harbour import BRIEF, write_workspace

BODY = """\
sections:
  - heading: Tolls
    body: |
      They were high ^[As of March.] and rose [@A3].

      | a |
      |---|
      | so ^[As of March.] |
"""


def test_every_note_has_the_line_of_its_bracket(tmp_path):
    path = write_workspace(tmp_path, BRIEF + BODY)
    workspace = Workspace(tmp_path)
    _, prepared = prepare(workspace, path, load_library(workspace), Options())
    assert prepared is not None
    places = typed_places(document_of(prepared), prepared.resolved)
    lines = [places[f"note-{number}"].line for number in range(1, 5)]
    assert lines == [5, 9, 9, 13]
