"""An ellipsis between the words of two speakers."""

from __future__ import annotations

import pytest

from briefgen.matching.speakers import changes
from tests.matching.test_omissions import only


@pytest.mark.parametrize(
    "text",
    [
        "“We shut it,” Ebb said. Tide replied: “We left.”",
        "Ebb said: “We shut it.” Tide said: “We left.”",
        "“We shut it,” said Mayor Ebb. “No,” said Tide, “We left.”",
        '"We shut it," Ebb, the mayor, said. "We left," Tide said.',
    ],
)
def test_words_of_two_speakers(text: str) -> None:
    assert changes(only("We shut it … We left", text)) == [("Ebb", "Tide")]


@pytest.mark.parametrize(
    "text",
    [
        "“We shut it,” Ebb said. “We left,” he added.",
        "“We shut it,” said Mayor Ebb. “So it is,” Ebb added, “We left.”",
        "“We shut it,” Ebb said. The Mayor added: “We left.”",
        "“We shut it,” Ebb said Monday. “We left,” he told Tide.",
        "“We shut it,” Ebb said. Ebb said Tide was there. “We left.”",
        "“We shut it, as Tide said. We left,” said Ebb",
    ],
)
def test_words_of_one_speaker(text: str) -> None:
    assert changes(only("We shut it … We left", text)) == []
