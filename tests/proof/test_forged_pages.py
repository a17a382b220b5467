"""What is forged by chance on the pages of a PDF and around them, digests and all, is refused."""

from __future__ import annotations

import pytest

from briefgen.proof.verify import verify
from tests.proof.forged_pages import AROUND, CONTENT, apart, drawn, forged, is_refused, is_same
from tests.proof.test_verify import built, workspace_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(workspace_of(tmp_path_factory.mktemp("forged")))


def test_what_is_written_in_another_way_is_verified(pdf):
    assert verify(forged(pdf, lambda *_: None, 0)).differs == ()


@pytest.mark.parametrize("name", CONTENT)
def test_nothing_forged_that_shows_is_verified(name, pdf):
    file = forged(pdf, CONTENT[name], len(name))
    assert is_refused(file) or not apart(drawn(file), drawn(pdf))


@pytest.mark.parametrize("name", AROUND)
def test_nothing_forged_around_the_pages_is_verified(name, pdf):
    file = forged(pdf, AROUND[name], len(name))
    assert is_refused(file) or is_same(file, pdf)
