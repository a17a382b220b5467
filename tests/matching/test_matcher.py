"""A quotation stands in its source exactly, word by word, or nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.matching.folding import fold
from briefgen.matching.matcher import Extent, Index, Match, find, find_parts
from briefgen.matching.word_boundaries import splits_word
from tests.desk import REPORT, source, stretches, text_source


def found(quote: str, text: str, *, note_markers: bool = False) -> list[str]:
    return [match.words for match in find(quote, stretches(text, note_markers=note_markers))]


def only(quote: str, text: str) -> Match:
    (match,) = find(quote, stretches(text))
    return match


HELD = {
    "as it stands": ("closed on Monday", "The harbour was closed on Monday."),
    "whole paragraph": ("Harbour closed", "Harbour closed"),
    "marks of another kind": ("said 'yes' and", "it said “yes” and left"),
    "full stop moved into the marks": ("the “end.”", "It was the “end”. Then"),
    "dash of another kind": ("closed -- for", "closed -- for now"),
    "dash without spaces": ("closed—for now", "closed – for now"),
    "ellipsis of the source": ("well … no", "He said: well... no."),
    "brackets of the source": ("closed [sic] again", "It was closed [sic] again."),
    "final full stop forgiven": ("closed on Monday.", "closed on Monday, they said"),
    "final full stop before a comma": ("was it closed.", "was it closed, or not?"),
    "final comma of a question": ("Was it closed,", "Was it closed? They left."),
    "question left open": ("Was it closed … left", "Was it closed? They left."),
    "final comma forgiven": ("closed on Monday,", "closed on Monday."),
    "final full stop behind marks forgiven": ("said “yes”.", "It said “yes,” and left."),
    "hyphenated word": ("non-state actors", "the non\u2011state actors"),
    "number": ("9.5 metres", "of 9.5 metres"),
    "number with its sign": ("-5 degrees", "at -5 degrees"),
    "sum of money": ("$9.5 million", "cost $9.5 million"),
    "number before a percent sign": ("5", "some 5% more"),
    "word between em dashes": ("then", "it—then—closed"),
    "soft hyphen in the source": ("harbour", "the har\u00adbour"),
    "decomposed": ("cafe\u0301 opened", "the café opened"),
    "full stop before an ellipsis forgiven": ("It closed. … again", "It closed and opened again."),
    "full stop before an ellipsis held": ("It closed. … again", "It closed. It opened again."),
    "comma before an ellipsis forgiven": ("It closed, […] again", "It closed and opened again."),
    "four dots": ("closed…. Then", "It closed.... Then"),
    "ellipsis with a full stop": ("closed […]. Then", "It closed and opened. Then"),
    "spaced ellipsis": ("closed . . . Then", "It closed and opened. Then"),
    "spaced ellipsis of the source": ("closed ... then", "It closed . . . then"),
    "marks around the whole": ("'It closed.'", "It closed. Then"),
    "marks around the whole, of the source": ("“It closed.”", "He: “It closed.” Then"),
    "a part of a Chinese sentence": ("港口已经", "市长说港口已经关闭。"),
    "a part of a Japanese sentence": ("水門は閉", "その水門は閉鎖された"),
    "a part of a Thai sentence": ("ท่าเรือ", "วันนี้ท่าเรือปิด"),
    "a number and its group": ("to 12 000 in", "to 12\u202f000 in"),
    "a comparison": ("<5 percent", "it was <5 percent"),
    "a negative number": ("–5 degrees", "at \u2212 5 degrees"),
}
NOT_HELD = {
    "letter": ("closed on Munday", "closed on Monday"),
    "case": ("Closed on Monday", "closed on Monday"),
    "digit": ("12 of them", "11 of them"),
    "accent": ("cafe", "the café"),
    "accent, decomposed": ("cafe", "the cafe\u0301"),
    "comma left out": ("lawful precise", "lawful, precise"),
    "comma put in": ("lawful, precise", "lawful precise"),
    "full stop put in": ("closed. on", "closed on"),
    "two final stops": ("Monday..", "on Monday"),
    "comma moved out of the marks": ("the “end”, he said", "the “end,” he said"),
    "final question mark": ("Monday?", "on Monday"),
    "statement of a question": ("Was it closed.", "Was it closed? They left."),
    "statement of an exclamation": ("It closed.", "It closed! They left."),
    "statement of a question in marks": ("was it “closed.”", "He asked: was it “closed?”"),
    "statement of a question before an ellipsis": (
        "Was it closed. … left",
        "Was it closed? All left",
    ),
    "comparison of two signs cut": ("5 percent", "it was >=5 percent"),
    "comparison of two signs cut in two": ("=5 percent", "it was >=5 percent"),
    "negation left out": ("would improve", "would not improve"),
    "cut at its end": ("order", "it was ordered"),
    "cut at its beginning": ("lawful", "it was unlawful"),
    "hyphenated word cut": ("state actors", "non-state actors"),
    "hyphenated word cut at its end": ("post", "the post-strike rules"),
    "possessive cut": ("the council", "the council’s"),
    "contraction cut": ("They do", "They don't"),
    "number cut at the point": ("5 metres", "9.5 metres"),
    "number cut before the point": ("9", "9.5 metres"),
    "number cut at the comma": ("1", "1,000"),
    "number cut at the colon": ("10", "at 10:30"),
    "number cut at the slash": ("24", "24/7"),
    "sign cut": ("5 degrees", "at -5 degrees"),
    "minus sign cut": ("5 degrees", "at \u22125 degrees"),
    "currency cut": ("9.5 million", "cost €9.5 million"),
    "range cut": ("30 people", "10-30 people"),
    "over two paragraphs": ("closed Monday", "It closed\nMonday came"),
    "number cut at its group": ("to 12", "to 12 000 in May"),
    "number cut at its group, no-break": ("000 in May", "to 12\u00a0000 in May"),
    "comparison cut": ("5 percent", "it was ≤5 percent"),
    "negative number cut": ("5 degrees", "at –5 degrees"),
    "negative number cut at its space": ("5 degrees", "at \u2212 5 degrees"),
    "a Thai letter without its vowel": ("ก", "กิ"),
    "Chinese digits": ("1", "共12人"),
    "a mark around the whole left open": ("'It closed.", "It closed. Then"),
    "a full stop before an ellipsis doubled": ("It closed.. … again", "It closed and is again"),
    "five dots": ("closed ..... Then", "It closed and opened. Then"),
    "a sign that is text": ("closed … +", "It closed again"),
}


@pytest.mark.parametrize(("quote", "text"), HELD.values(), ids=HELD)
def test_a_quotation_stands_in_its_source(quote: str, text: str) -> None:
    assert len(found(quote, text)) == 1


@pytest.mark.parametrize(("quote", "text"), NOT_HELD.values(), ids=NOT_HELD)
def test_a_quotation_altered_or_cut_stands_nowhere(quote: str, text: str) -> None:
    assert found(quote, text) == []


def test_every_place_is_found_overlapping_ones_too() -> None:
    assert len(found("so and so", "so and so and so\nand so and so")) == 3


def test_every_paragraph_that_holds_it_is_found() -> None:
    text = "it closed\nit opened\nit closed\nit closed\nand it closed"
    assert [match.paragraph for match in find("it closed", stretches(text))] == [1, 3, 4, 5]


def test_a_word_that_holds_it_hides_no_whole_one_behind() -> None:
    (match,) = find("order", stretches("It was ordered by an order"))
    assert match.extents == (Extent(1, 21, 26),)


def test_paragraphs_are_those_of_the_source() -> None:
    assert [stretch.text for stretch in stretches("One\nTwo\nThree")] == ["One", "Two", "Three"]


# --- What is printed: the source's own characters -------------------------------


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        ("said 'yes,' and", "it said “yes” and", "said “yes” and"),
        ("on Monday.", "on Monday, they", "on Monday"),
        ("closed—", "closed — for", "closed —"),
        ("wait...", "oh, wait… what", "wait…"),
        ("the sick [sic] man", "the sick man", "the sick [sic] man"),
        ("[T]he harbour", "so the harbour", "[T]he harbour"),
        ("The harbour […] on Monday", "The harbour was on Monday", "The harbour […] on Monday"),
        ("... was ... Monday ...", "The harbour was on Monday", "was ... Monday"),
        ("when [the master] came", "when he came", "when [the master] came"),
        ("when [he], came", "when he, came", "when [he], came"),
        ("when [the] master", "when master", "when [the] master"),
        ("when [x], came", "when, came", "when [x], came"),
        ("so ([the master]) came", "so (he) came", "so ([the master]) came"),
        ("he [x] [y] came", "he then came", "he [x] [y] came"),
        ("[t]he harbour", "The harbour", "[t]he harbour"),
        ("the harbour [sic]", "the harbour", "the harbour [sic]"),
        ("[Then] he came", "he came", "[Then] he came"),
        ("he came [late]", "he came", "he came [late]"),
    ],
)
def test_words_are_the_sources_with_the_editors_brackets(quote: str, text: str, words: str) -> None:
    assert found(quote, text) == [words]


def test_note_numbers_are_not_printed_and_part_no_word() -> None:
    text = "It was ‘lawful’1 and “right.”2 So it stays.3"
    assert found("It was ‘lawful’ and “right.” So it stays.", text, note_markers=True) == [
        "It was ‘lawful’ and “right.” So it stays."
    ]
    assert found("lawful", text, note_markers=True) == ["lawful"]
    assert found("So it stays.3", text, note_markers=False) == ["So it stays.3"]
    assert found("was ‘lawful’ and", text, note_markers=False) == []


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("It was closed. Nobody (so they say) saw it", True),
        ("It was closed.1 Nobody (so they say)2 saw it", True),
        ("It was closed.1 Nobody (so they say) saw it", False),
        ("It was closed.2 Nobody", False),
        ("It was closed. Nobody (so they say)22 saw it", False),
        ("under Art.5 it lapsed", True),
        ("under Art. it lapsed", False),
        ("under Art.51 it lapsed", False),
        ("on Sept.3 they left", True),
        ("on Sept. they left", False),
        ("The tide rose.3 All left", False),
        ("1 Nobody (so they say)2 saw it", False),
    ],
)
def test_a_quotation_keeps_all_note_numbers_or_none(quote: str, held: bool) -> None:
    text = (
        "It was closed.1 Nobody (so they say)2 saw it, and under Art.5 it lapsed; on Sept.3 they "
        "left. The tide rose. All left."
    )
    assert len(found(quote, text, note_markers=True)) == held


# --- Lines and paragraphs of the source -------------------------------------------

DIVIDED = """\
The harbour master called the second closure un-
lawful and the lock a co-
operative of COVID-
19 Anglo-
American pilots, not an inter\u00ad
national one. It was shut -
lawful or not, and pre-
and post-war.

End.
"""


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("closure un-lawful and", ["closure un-lawful and"]),
        ("closure unlawful and", ["closure unlawful and"]),
        ("closure un- lawful and", ["closure un-lawful and"]),
        ("unlawful and the lock a co-operative of", ["unlawful and the lock a co-operative of"]),
        ("an inter-national one", ["an inter-national one"]),
        ("an international one", ["an international one"]),
        ("of COVID-19", ["of COVID-19"]),
        ("Anglo-American pilots", ["Anglo-American pilots"]),
        ("lawful or not", ["lawful or not"]),
        ("shut — lawful", ["shut - lawful"]),
        ("pre- and post-war", ["pre-and post-war"]),
        ("lawful and", []),
        ("closure un", []),
        ("national one", []),
        ("operative of", []),
        ("of COVID19", []),
        ("AngloAmerican pilots", []),
        ("closure un lawful and", []),
        ("closure un—lawful and", []),
    ],
)
def test_a_word_divided_at_a_line_end_is_one_word(quote: str, words: list[str]) -> None:
    assert [m.words for m in find(quote, Index(text_source(DIVIDED)).paragraphs())] == words


def test_the_editors_brackets_know_their_place_after_a_divided_word() -> None:
    index = Index(text_source(DIVIDED))
    for quote in (
        "[c]alled the second closure unlawful [sic] and [T]he lock",
        "closure un-lawful [sic] and [it] the lock",
    ):
        (match,) = find(quote, index.paragraphs())
        assert match.words == quote


REOPENED = "The chair said: “The notice is void.\n“It has no effect,” he went on.\n“No,” they said."


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("The notice is void. It has no effect", True),
        ("The notice is void. “It has no effect", True),
        ("It has no effect,” he went on", True),
        ("he went on. “No,” they said", True),
        ("he went on. No,” they said", False),
        ("The notice is void “It has no effect", False),
    ],
)
def test_a_mark_that_reopens_a_paragraph_may_be_left_out(quote: str, held: bool) -> None:
    places = find(quote, Index(source(REOPENED)).scope(1, 3))
    assert [match.words for match in places] == ([quote] if held else [])


@pytest.mark.parametrize("mark", list("“„«»‹›‘‚「『❝”'\""))
def test_every_mark_that_opens_reopens(mark: str) -> None:
    text = f"{mark}The notice isn't valid.\n{mark}It has no effect."
    (match,) = find("isn't valid. It has", Index(source(text)).scope(1, 2))
    assert [extent.paragraph for extent in match.extents] == [1, 2]


def test_a_place_is_told_in_characters_of_the_file() -> None:
    match = only("closed on Monday", "Harbour\n😀 “It was closed on Monday.”")
    assert match.extents == (Extent(2, 10, 26),)
    assert str(match.span) == "seeds/s.txt:2:11"


def test_named_paragraphs_are_read_as_one_text() -> None:
    index = Index(source("It closed\nMonday came\nand went"))
    (match,) = find("closed Monday came and", index.scope(1, 3))
    assert [extent.paragraph for extent in match.extents] == [1, 2, 3]
    assert find("closed Monday", index.scope(2, 3)) == []
    assert str(match.stretch.span(match.end - 1)) == "seeds/s.txt:3:3"


# --- Leaving out ------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["[…]", "[...]", "…", "...", "[ … ]"])
def test_an_ellipsis_stands_for_any_words(mark: str) -> None:
    match = only(f"harbour {mark} Friday", "The harbour was closed until Friday.")
    assert match.omitted == ("was closed until",)
    assert [(e.start, e.end) for e in match.extents] == [(4, 11), (29, 35)]


def test_the_shortest_run_decides_what_was_left_out() -> None:
    match = only("it … closed", "Then it came, and it was closed, and closed again.")
    assert match.omitted == ("was",)


@pytest.mark.parametrize(
    ("text", "omitted"),
    [
        ("one, or so, two three; one two but never ever three", (", or so,", "")),
        ("one two but three; one, or never so, two three", ("", "but")),
        ("one, no, two but three; one or two or three", ("or", "or")),
        ("So said all: one or two or three; one, no, two but three", ("or", "or")),
        ("one or two no three; one no two or three", ("or", "no")),
        ("two, two, two, three, three: one or two or three", ("or", "or")),
    ],
)
def test_the_shortest_run_of_three_parts(text: str, omitted: tuple[str, ...]) -> None:
    assert only("one … two … three", text).omitted == omitted


def test_an_ellipsis_may_stand_for_nothing() -> None:
    assert only("closed […] (then)", "It closed(then) again").omitted == ("",)


def test_what_was_left_out_begins_behind_what_a_bracket_replaced() -> None:
    assert only("when [x] came […] late", "when he came home too late").omitted == ("home too",)
    match = only("when [x] came to [y] rest […] late", "when he came to his rest, too late")
    assert match.omitted == (", too",)


def test_note_numbers_are_no_part_of_what_was_left_out() -> None:
    (match,) = find(
        "‘lawful’ […] stays",
        stretches("It was ‘lawful’1 and “right.”2 So it stays.3", note_markers=True),
    )
    assert match.omitted == ("and “right.” So it",)


def test_parts_keep_their_order_within_one_paragraph() -> None:
    text = "Monday came.\nThe harbour closed. Friday went."
    assert found("Friday … closed", text) == []
    assert found("Monday … closed", text) == []
    parts = find_parts("Friday … closed.", stretches(text))
    assert parts
    assert [[m.words for m in part] for part in parts] == [["Friday"], ["closed"]]
    assert find_parts("Friday … shut", stretches(text)) is None
    assert find_parts("Friday", stretches(text)) is None


def test_parts_are_read_as_their_source_reads_note_numbers() -> None:
    text = "It was the “end”1 of it. It closed."
    for quote in ("closed … “end” of", "closed … “end”1 of"):
        parts = find_parts(quote, stretches(text, note_markers=True))
        assert parts
        assert [[m.words for m in part] for part in parts] == [["closed"], ["“end” of"]]
    parts = find_parts("closed … “end”1 of", stretches(text))
    assert parts
    assert [[m.words for m in part] for part in parts] == [["closed"], ["“end”1 of"]]
    assert find_parts("closed … “end” of", stretches(text)) is None


def test_parts_do_not_overlap() -> None:
    assert found("so and … and so", "so and so") == []


def test_an_ellipsis_cuts_no_word() -> None:
    assert found("har[…]our was", "The harbour was closed") == []
    assert found("The harb … was", "The harbour was closed") == []


def test_of_two_paragraphs_that_hold_the_parts_both_are_found() -> None:
    assert len(found("it … closed", "it was closed\nit is closed\nit")) == 2


def test_the_source_may_have_an_ellipsis_and_the_editor_another() -> None:
    text = "He said: well... no, never. [sic] Not today."
    assert only("well … no […] Not today", text).omitted == ("...", ", never. [sic]")
    assert only("never. [sic] Not … today", "never. [sic] Not, er, today").omitted == (", er,",)


def test_without_letters_and_digits_nothing_is_quoted() -> None:
    assert found("…", "wait … what") == []
    assert found("[…] — “”", "wait […] — “” what") == []


# --- Brackets ---------------------------------------------------------------------


def replaced(quote: str, text: str) -> list[str | None]:
    return [r.replaced for r in only(quote, text).replacements]


@pytest.mark.parametrize(
    "inert", ["[sic]", "[emphasis added]", "[emphasis in original]", "[translation ours]"]
)
def test_remarks_stand_for_nothing(inert: str) -> None:
    match = only(f"It was closed {inert}, then", "It was closed, then")
    assert match.replacements == ()
    assert match.words == f"It was closed {inert}, then"


@pytest.mark.parametrize(
    ("quote", "text", "held"),
    [
        ("[T]he harbour", "and the harbour", True),
        ("[t]he harbour", "The harbour", True),
        ("and [T]he harbour", "and the harbour", True),
        ("[S]he came", "he came", False),
        ("[t]he harbour", "She harbour", False),
        ("th[e] harbour", "the harbour", False),
        ("[th]e harbour", "The harbour", False),
        ("clos[ed] it", "close it", False),
        ("[un]lawful", "lawful", False),
        ("[é]tat", "État", True),
        ("[e]tat", "État", False),
    ],
)
def test_a_bracketed_letter_changes_its_case_and_nothing_else(
    quote: str, text: str, held: bool
) -> None:
    assert len(found(quote, text)) == held


@pytest.mark.parametrize(
    ("quote", "text", "what"),
    [
        ("when [the master] came", "when he came", ["he"]),
        ("when [the] master came", "when master came", [""]),
        ("when [x] came", "when one two three four came", ["one two three four"]),
        ("that, [x], came", "that, so they say, came", ["so they say"]),
        ("[x] came", "he came", [None]),
        ("he came [x]", "he came late", [None]),
        ("he … [x] came", "he then she came", [None]),
        ("[x] … came", "he came", [None]),
        ("he … [x] … came", "he then she came", [None]),
        ("he [x] [y] came", "he then came", ["then", "then"]),
        ("[x] [y] came", "he came", [None, None]),
        ("he came [x].", "he came.", [""]),
        ("he came … [x].", "he came. They", [None]),
        ("he came … [x].", "he came, they", [None]),
        ("[x]! … came … “[y].”", "he came", [None, None]),
        ("he … [x], … came", "he, then, came", [None]),
        ("a [x] b [y] c", "a one b c", ["one", ""]),
        ("when [x] came", "when nobody left. And when he came", ["he"]),
        ("when [x] came", "when he came-back he came", ["he came-back he"]),
        ("a [x] b [y] c", "a [x] b or c", ["", "or"]),
        ("a [x] [y] b [z] c", "so [x] [y] a [x] [y] b or c", ["", "", "or"]),
    ],
)
def test_what_a_bracket_replaced_is_known(quote: str, text: str, what: list[str | None]) -> None:
    assert replaced(quote, text) == what


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("when [x] came", "when one two three four five came"),
        ("when [x] came", "when one. two came"),
        ("when [x] came", "when why? he came"),
        ("when [x] came", "when no! he came"),
        ("when[x] came", "when he came"),
        ("when [x]came", "when he came"),
        ("[Hegseth]", "he came"),
        ("[…] [x]", "he came"),
        ("[x].", "he came."),
        ("[x].", "he came"),
        ("“[x].”", "“he came.”"),
        ("he … [x], … came", "he then came"),
    ],
)
def test_a_bracket_stands_for_no_more(quote: str, text: str) -> None:
    assert found(quote, text) == []


def test_a_bracket_that_adds_does_not_divide_what_is_quoted() -> None:
    assert only("when [he], came", "when, came").extents == (Extent(1, 0, 10),)
    assert only("a [x] b [y] c", "so a b c").extents == (Extent(1, 3, 8),)
    assert only("a [x] b [y] c", "so a or b c").extents == (Extent(1, 3, 4), Extent(1, 8, 11))


def test_a_bracket_of_the_source_is_quoted_as_it_stands() -> None:
    text = "when [the master] came … late"
    assert replaced("when [the master] came", text) == []
    assert replaced("when [the master] … late", text) == []


# --- A property -------------------------------------------------------------------

WORDS = REPORT.split()


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 12), st.data())
def test_what_is_found_folds_to_what_was_looked_for(
    start: int, length: int, data: st.DataObject
) -> None:
    quote = " ".join(WORDS[start : start + length])
    cut = data.draw(st.integers(0, len(quote)))
    for match in find(quote[:cut], stretches(REPORT)):
        assert fold(match.words).rstrip(".,") == fold(quote[:cut].strip()).rstrip(".,")
        text = match.stretch.text
        assert not splits_word(text, match.start)
        assert not splits_word(text, match.end)


@pytest.mark.parametrize("line", REPORT.splitlines())
def test_one_altered_character_and_nothing_is_found(line: str) -> None:
    everywhere = stretches(REPORT)
    assert find(line, everywhere)
    for position, character in enumerate(line):
        rest = line[position + 1 :]
        if character.isalnum():
            other = character.swapcase() if character.isalpha() else "2"
            changes = [other, "x", "", f"{character}\u0301"]
        elif character in ".," and rest and not rest.startswith("”"):
            changes = ["", ";", f"{character}{character}"]
        else:
            continue
        for change in changes:
            assert not find(f"{line[:position]}{change}{rest}", everywhere)
