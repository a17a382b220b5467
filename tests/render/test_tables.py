from __future__ import annotations

import pytest

from briefgen.model.markup import Flow, Str, TableBlock
from briefgen.render.tables import table_shape


def table(*columns: tuple[str, str]) -> TableBlock:
    """A table of two rows, head and body, by its columns."""
    head, row = (
        tuple(Flow((Str(cell),)) for cell in cells) for cells in zip(*columns, strict=True)
    )
    return TableBlock(("",) * len(columns), head, (row,))


@pytest.mark.parametrize(
    ("columns", "large", "whole"),
    [
        ([("Day", "Tuesday"), ("Gate", "north"), *[("No", "2.1")] * 5], True, "Tuesday"),
        ([("Day", "Tuesday"), *[("Number", "2.1")] * 6], False, "Tuesday"),
        ([("Key", "k" * 40), ("Value", "42")], False, "k" * 40),
    ],
)
def test_a_word_stays_whole_where_the_other_columns_have_room(
    columns: list[tuple[str, str]], large: bool, whole: str
) -> None:
    assert table_shape(table(*columns), large=large).longest_word >= len(whole)


def test_only_the_longest_words_are_broken_where_no_line_holds_all() -> None:
    shape = table_shape(table(("Key", "k" * 90), ("Harbour", "pilots")), large=False)
    assert len("Harbour") < shape.longest_word < 90


def test_short_words_have_smaller_type_rather_than_breaks() -> None:
    columns = [*[("2020", "9 500 000")] * 3, *[("Source", "Harbour")] * 4]
    shape = table_shape(table(*columns), large=True)
    assert "dense" in shape.classes
    assert shape.longest_word >= len("Harbour")


def test_long_words_have_the_gutter_too() -> None:
    word = "Gebührenverordnungsänderung"
    shape = table_shape(table((word, "a"), (word, "b"), ("Tag", word)), large=False)
    assert (shape.classes, shape.longest_word) == ("data wide", len(word))
    assert table_shape(table((word, "a"), ("Tag", "b")), large=False).classes == "data"
    assert table_shape(table(*[(word, "a")] * 3), large=True).classes == "data"


@pytest.mark.parametrize(
    ("figure", "columns", "large", "classes", "is_broken"),
    [
        ("9 500 000 000", 3, False, "data", False),
        ("9 500 000 000", 5, False, "data wide", False),
        ("9 500 000 000", 8, False, "data wide dense", False),
        ("9 500 000 000", 12, False, "data wide dense", True),
        ("9 500 000 000", 4, True, "data", False),
        ("9 500 000 000", 5, True, "data wide dense", False),
        ("9 500 000 000", 6, True, "data wide dense", True),
    ],
)
def test_figures_have_room_or_smaller_type(
    figure: str, columns: int, large: bool, classes: str, is_broken: bool
) -> None:
    shape = table_shape(table(("Gate", "Lock"), *[("2020", figure)] * columns), large=large)
    assert (shape.classes, shape.breaks_figures) == (classes, is_broken)
