"""Plain texts, in any encoding, wrapped or not, with the furniture of pages."""

from __future__ import annotations

import pytest

from briefgen.errors import BriefgenError
from briefgen.importing import ImportOptions, import_document

TEXT = "The lock was closed.\n\nThe pilots said “no” – twice, in Orléans.\n"


def read(text: str | bytes, name: str = "a.txt"):
    raw = text if isinstance(text, bytes) else text.encode()
    return import_document(raw, name, ImportOptions())


def texts(text: str | bytes, name: str = "a.txt") -> list[str]:
    return [paragraph.text for paragraph in read(text, name).paragraphs]


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_any_encoding_becomes_utf_8_and_is_named(codec, named):
    imported = read(TEXT.encode(codec))
    assert [one.text for one in imported.paragraphs] == TEXT.strip().split("\n\n")
    assert imported.encoding == named


def test_a_guessed_encoding_is_in_doubt_where_it_shows_in_a_word():
    first, second = read(TEXT.encode("cp1252")).paragraphs
    assert not first.doubts
    assert [(doubt.what, doubt.words) for doubt in second.doubts] == [("encoding", "Orléans")]


@pytest.mark.parametrize(
    "raw",
    [b"", b" \n", b"\0\1\2\3", b"a\x07b", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0abc", b"\x1f\x8b\x08"],
)
def test_what_is_no_document_is_refused(raw):
    with pytest.raises(BriefgenError):
        read(raw)


def test_wrapped_lines_become_paragraphs():
    text = (
        "The council met on Monday evening in the old harbour hall, and it decided\n"
        "that the lock would stay closed until the spring tides, whatever pilots\n"
        "said of it.\n"
        "    A second paragraph is indented and has no blank line before it, as it\n"
        "was the habit of typists who had to save paper and of some programs now.\n"
    )
    assert len(texts(text)) == 2
    assert texts(text)[0].endswith("whatever pilots said of it.")


def test_short_lines_stay_lines():
    poem = "The lock is closed\nThe tide is out\nNo pilot comes\nNo boat about\n"
    assert len(texts(poem)) == 4


def test_list_items_are_paragraphs():
    text = "They decided:\n\n1. to close the lock\n   at night\n2. to ask the pilots\n\nIt ended.\n"
    assert texts(text) == [
        "They decided:",
        "1. to close the lock at night",
        "2. to ask the pilots",
        "It ended.",
    ]


def page(number: int, body: str) -> str:
    return f"HARBOUR COUNCIL MINUTES\n\n{body}\n\n- {number} -\n"


def test_heads_feet_and_page_numbers_are_left_out_and_kept_as_places():
    text = "\f".join(
        [
            page(41, "The lock was closed by\nthe council, which had not"),
            page(42, "asked the pilots about it.\n\nA new paragraph."),
            page(43, "Another one."),
        ]
    )
    imported = read(text)
    assert [one.text for one in imported.paragraphs] == [
        "The lock was closed by the council, which had not asked the pilots about it.",
        "A new paragraph.",
        "Another one.",
    ]
    places = [(one.place.page, one.place.last_page) for one in imported.paragraphs]
    assert places == [("41", "42"), ("42", "42"), ("43", "43")]
    assert len(imported.left_out) == 6
    assert all("lock" not in one.text for one in imported.left_out)


def test_numbers_alone_that_count_up_are_page_numbers():
    text = "One.\n\n11\n\nTwo.\n\n12\n\nThree.\n\n13\n\nFour.\n"
    assert texts(text) == ["One.", "Two.", "Three.", "Four."]
    assert texts("One.\n\n11\n\nTwo.\n") == ["One.", "11", "Two."]


def test_markdown_stays_as_it_is():
    imported = read("# Head\r\n\r\nIt was **closed**.\r\n", "a.md")
    assert imported.markdown == "# Head\n\nIt was **closed**.\n"
    assert [one.text for one in imported.paragraphs] == ["Head", "It was closed."]
