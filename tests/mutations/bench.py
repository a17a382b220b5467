"""A workspace in which altered briefs, sources and catalogues are checked, one after the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from briefgen.checking.engine import Checked, check_brief
from briefgen.load.library import Library, load_library
from briefgen.workspace.workspace import find_workspace

from .quoted import Case


class Bench:
    """A copy of a case's workspace in `folder`; its sources are read only once."""

    def __init__(self, case: Case, folder: Path):
        shutil.copytree(case.root / "seeds", folder / "seeds")
        self.folder = folder
        self.brief = folder / "brief.yaml"
        self._library: Library | None = None

    def check(self, brief: dict[str, Any] | str | bytes) -> Checked:
        """Check a brief: its bytes, its text, or its data, written as JSON, which is YAML."""
        if isinstance(brief, dict):
            brief = json.dumps(brief, ensure_ascii=False)
        self.brief.write_bytes(brief if isinstance(brief, bytes) else brief.encode())
        workspace = find_workspace(self.brief)
        if self._library is None:
            self._library = load_library(workspace)
        return check_brief(workspace, self.brief, self._library)

    def source(self, file: str) -> Path:
        """A file of `seeds/`, about to be altered."""
        self._library = None
        return self.folder / "seeds" / file


def errors(checked: Checked) -> list[str]:
    return [finding.rule for finding in checked.findings if finding.severity == "error"]


def proved(checked: Checked) -> int:
    """How many quotations were found where they are cited."""
    assert checked.resolved
    named = sum(1 for passage in checked.resolved.passages.values() if passage.words)
    return named + sum(1 for quotation in checked.resolved.quotations if quotation.match)
