"""The words for sides, stances and statuses are the theme's, or it is said that they are not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.assemble.locales import LANGUAGES
from briefgen.load.theme_settings import theme_labels
from briefgen.proof.manifest import Manifest, read_manifest
from briefgen.proof.pdf_reader import read_attachments
from briefgen.proof.telling_words import TELLING, telling_words
from briefgen.proof.verify import verify
from briefgen.workspace.workspace import packaged_templates
from tests.conftest import REPOSITORY
from tests.proof.test_verify import built, edited, remanifested, workspace_of

OWN = b"en: {asserted_by: Yes, denied_by: No}\n"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("telling")))


@pytest.fixture(scope="module")
def manifest(pdf: bytes) -> Manifest:
    found = read_manifest(read_attachments(pdf)["manifest.json"])
    assert found is not None
    return found


def with_words(manifest: Manifest, **words: str) -> Manifest:
    labels: Any = manifest.inputs["labels"]
    return replace(manifest, inputs={**manifest.inputs, "labels": {**labels, **words}})


def sides_exchanged(writer: Any) -> None:
    """What is asserted is denied, by the manifest's words."""

    def change(manifest: dict[str, Any]) -> None:
        labels = manifest["inputs"]["labels"]
        labels["asserted_by"], labels["denied_by"] = labels["denied_by"], labels["asserted_by"]

    remanifested(writer, change)


def test_the_words_of_a_packaged_theme_are_its_own(manifest):
    assert telling_words(manifest, {}).differs == telling_words(manifest, {}).marks == ()


def test_exchanged_words_are_refused(pdf, manifest):
    said = verify(edited(pdf, sides_exchanged)).differs
    assert "the word for “asserted_by” is “Denied by”, which means something else" in said
    [line] = telling_words(with_words(manifest, disputed="asserted only"), {}).differs
    assert "“disputed”" in line


def test_words_of_another_version_are_named(manifest):
    found = telling_words(with_words(manifest, denied_by="Rejected by"), {})
    line = "the word for “denied_by” is “Rejected by”, where this version has “Denied by”"
    assert (found.differs, found.marks) == ((), (line,))


def test_a_theme_of_one_s_own_has_its_words_in_its_file(manifest):
    own = with_words(manifest, asserted_by="Yes", denied_by="No")
    said = telling_words(own, {"theme/labels.yaml": OWN}).differs
    assert not any("asserted_by" in line or "denied_by" in line for line in said)
    exchanged = with_words(manifest, asserted_by="No", denied_by="Yes")
    said = telling_words(exchanged, {"theme/labels.yaml": OWN}).differs
    assert "the word for “asserted_by” is “No”, which the theme does not have" in said
    assert telling_words(own, {"theme/labels.yaml": b"en: ["}).differs


def test_the_page_for_the_browser_knows_the_same_words():
    typed = (REPOSITORY / "verifier/src/telling_words.ts").read_text("utf-8")
    tables = [
        json.loads(re.sub(r",(\s*})", r"\1", re.sub(r"(?m)^  (\w+):", r'"\1":', table)))
        for table in re.findall(r"= (\{.*?^\});", typed, re.DOTALL | re.MULTILINE)
    ]
    raw = (packaged_templates() / "policy-brief/labels.yaml").read_text("utf-8")
    for language, ours in LANGUAGES.items():
        theirs = theme_labels(raw, language, "labels.yaml")
        meant = [
            {name: words[name] for name in TELLING if name in words} for words in (theirs, ours)
        ]
        assert [table[language] for table in tables] == meant
