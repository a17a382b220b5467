"""A web edition is verified from itself alone; an altered one is not, by a line that says why."""

from __future__ import annotations

import pytest

from briefgen.api import verify
from briefgen.proof.verify_web import verify_web
from tests.proof.web_alterations import (
    BY_DIGEST,
    IN_THE_EVIDENCE,
    ON_THE_PAGE,
    built,
    forged,
    workspace_of,
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(workspace_of(tmp_path_factory.mktemp("web")))


def differs(page: str) -> tuple[str, ...]:
    return verify_web(page.encode()).differs


def test_what_build_makes_is_verified(page):
    proof = verify_web(page.encode())
    assert proof.differs == proof.marks == ()
    assert proof.verdict == "verified"
    assert "looks: the style sheets are the theme's" in proof.proved
    assert verify(page.encode(), rebuild=True).is_rebuilt


def test_an_altered_page_is_not_verified(page):
    alter, said = ON_THE_PAGE["a word changed"]
    assert any(said in line for line in differs(alter(page)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ON_THE_PAGE)
def test_nor_is_one_whose_digest_in_the_manifest_was_made_anew(name, page):
    alter, said = ON_THE_PAGE[name]
    lines = differs(forged(alter)(page))
    assert any(said in line for line in lines), lines


@pytest.mark.parametrize("name", BY_DIGEST)
def test_whatever_else_is_altered_changes_the_digest(name, page):
    altered = BY_DIGEST[name](page)
    assert altered != page
    assert "digest" in "".join(differs(altered))


@pytest.mark.parametrize("name", IN_THE_EVIDENCE)
def test_altered_evidence_is_not_verified(name, page):
    alter, said = IN_THE_EVIDENCE[name]
    lines = differs(alter(page))
    assert any(said in line for line in lines), lines
