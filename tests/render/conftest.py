"""The sample's PDF, rendered once for all tests that only read it."""

from __future__ import annotations

import pytest

from briefgen.render.layout import Rendered, render_pdf
from briefgen.render.theme import Theme, load_theme

from .sample import document


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("policy-brief", workspace_templates=None)


@pytest.fixture(scope="session")
def rendered(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return render_pdf(document(), theme, files=tmp_path_factory.mktemp("workspace"))
