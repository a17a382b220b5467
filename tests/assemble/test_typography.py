"""Calls, inner marks and spaces, as a language sets them; no word changes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.assemble.typography import narrow_spaces, typeset
from briefgen.model.document import Document, Item
from briefgen.model.markup import Call, Inline, Mark, Note, SourceWords, Str, Styled, plain_text
from tests.render.sample import document

CALL = Call(Note(1, (Str("A5."),)))
OTHER = Call(Note(2, (Str("A6."),)))
MARK = Mark(1, "claim-lock", "mark-1", "disputed", "disputed")


@pytest.fixture(scope="module")
def sample() -> Document:
    return document()


@pytest.fixture
def printed(sample: Document):
    """What a document of a language prints of inline content."""

    def run(language: str, *inlines: Inline) -> tuple[Inline, ...]:
        document = replace(sample, language=language, key_points=(Item(1, "key-point-1", inlines),))
        return typeset(document).key_points[0].content

    return run


@pytest.fixture
def text(printed):
    def run(language: str, *inlines: Inline | str) -> str:
        nodes = (Str(node) if isinstance(node, str) else node for node in inlines)
        return plain_text(printed(language, *nodes))

    return run


def test_in_english_a_call_follows_the_stop(printed):
    assert printed("en-GB", Str("The lock"), CALL, Str(". Then"), MARK) == (
        Str("The lock"), Str("."), CALL, Str(" Then"), MARK,
    )  # fmt: skip
    assert printed("en", Str("The lock"), CALL, Str("."), OTHER) == (
        Str("The lock"), Str("."), CALL, OTHER,
    )  # fmt: skip
    assert printed("en", CALL, OTHER, Str(", and")) == (Str(","), CALL, OTHER, Str(" and"))


@pytest.mark.parametrize("after", ["...", ".5 metres", "; then", " then", "? Then"])
def test_a_call_stays_before_what_is_no_stop(printed, after):
    assert printed("en", Str("The lock"), CALL, Str(after)) == (
        Str("The lock"), CALL, Str(after),
    )  # fmt: skip


def test_in_french_and_german_a_call_stays_where_it_was_typed(printed):
    for language in ("fr", "de"):
        typed = (Str("Écluse"), CALL, Str("."))
        assert printed(language, *typed) == typed


@pytest.mark.parametrize(
    ("language", "typed", "set_as"),
    [
        ("en-US", "“she said “go” twice”", "“she said ‘go’ twice”"),
        ("en-US", "“she said “go.”” “So”", "“she said ‘go.’” “So”"),
        ("en-US", '“she said "go" twice”', "“she said ‘go’ twice”"),
        ("en-US", '“a 5" pipe”', '“a 5" pipe”'),
        ("en-US", '"she said “go” twice"', '"she said “go” twice"'),
        ("en-US", "“one “two “three” two” one”", "“one ‘two “three” two’ one”"),
        ("en-GB", "‘she said “go” twice’", "‘she said “go” twice’"),
        ("de", "„sie sagte „geh“ zweimal“", "„sie sagte ‚geh‘ zweimal“"),
        ("es", "«dijo «ve» dos veces»", "«dijo “ve” dos veces»"),
        ("fr", "« elle dit « va » deux fois »", "«\u202felle dit “va” deux fois\u202f»"),
        ("fr", "“elle dit «\u00a0va\u00a0» deux fois”", "“elle dit «\u202fva\u202f» deux fois”"),
        ("sv", "”hon sa «gå» igen”", "”hon sa ’gå’ igen”"),
    ],
)
def test_marks_inside_a_quotation_are_the_inner_ones(text, language, typed, set_as):
    assert text(language, typed) == set_as


def test_marks_that_do_not_match_stay_as_they_were_typed(text):
    for typed in ("“she said “go twice”", "she said “go” ” “a “b” c”"):
        assert text("en", typed) == typed


def test_marks_are_followed_through_emphasis(printed):
    inside = Styled("em", (Str("said “go"),))
    assert printed("en", Str("“she "), inside, Str("” twice”"))[1:] == (
        Styled("em", (Str("said ‘go"),)),
        Str("’ twice”"),
    )


def test_a_sources_words_may_be_cut_inside_its_own_marks(text):
    assert text("en", "“", SourceWords("to “kill"), "” and so") == "“to ‘kill” and so"
    assert text("en", "“", SourceWords("all” at sea"), "”") == "“all’ at sea”"
    assert text("en", SourceWords("to “go” on")) == "to “go” on"


def test_the_content_of_a_note_is_set(printed):
    note = Call(Note(1, (Str("“"), SourceWords("said “go.”"), Str("”"))))
    (call,) = (node for node in printed("en", Str("Lock"), note) if isinstance(node, Call))
    assert plain_text(call.note.content) == "“said ‘go.’”"


def test_french_has_narrow_spaces_where_there_are_spaces():
    assert narrow_spaces("Qui, et quand ? « Hier »: ici !", "fr-CA") == (
        "Qui, et quand\u202f? «\u202fHier\u202f»: ici\u202f!"
    )
    assert narrow_spaces("Who ?", "en") == "Who ?"


def test_spaces_inside_french_marks_are_narrow_in_every_language():
    assert narrow_spaces("Er sagt « zu », nicht (« auf »).", "de") == (
        "Er sagt «\u202fzu\u202f», nicht («\u202fauf\u202f»)."
    )
    assert narrow_spaces("»Ja« und »Nein«", "de") == "»Ja« und »Nein«"


def test_what_a_source_says_in_the_appendix_stays_as_it_is(sample):
    before = [source.paragraphs for source in sample.appendix]
    assert [source.paragraphs for source in typeset(sample).appendix] == before
