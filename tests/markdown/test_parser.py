"""Markdown with citations: what prints, what is quoted, where each thing was typed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefgen.markdown.notices import Notices
from briefgen.markdown.parser import parse_blocks, parse_inline, parse_plain
from briefgen.markdown.slug import slug
from briefgen.model.markup import (
    AuthorNote,
    Block,
    BlockQuote,
    Citation,
    ClaimMark,
    CodeBlock,
    Figure,
    Flow,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Str,
    Styled,
    TableBlock,
    plain_text,
    walk,
)
from briefgen.model.text import Text


def text(value: str) -> Text:
    """`value` as a literal block that begins at line 1, column 1."""
    breaks, offset = [], 0
    for number, line in enumerate(value.split("\n"), 1):
        breaks.append((offset, number, 1))
        offset += len(line) + 1
    return Text(value, "b.yaml", tuple(breaks))


def inline(markdown: str, language: str = "en-US") -> tuple[Flow, Notices]:
    notices = Notices()
    return parse_inline(text(markdown), language, notices), notices


def blocks(markdown: str) -> tuple[Block, ...]:
    return parse_blocks(text(markdown), "en-US", Notices())


def kinds(nodes: tuple[Inline, ...]) -> list[str]:
    return [type(node).__name__ for node in nodes]


def quoted(flow: Flow) -> list[str]:
    return [quotation.text.value for quotation in flow.quotations]


def cited(flow: Flow) -> list[int | None]:
    """The column of the citation that each quotation belongs to."""
    return [q.citation.column if q.citation else None for q in flow.quotations]


# --- Citations ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "keys"),
    [
        ("[@order]", [("", "order", "")]),
        ("[@report, ¶9]", [("", "report", ", ¶9")]),
        ("[@a; @b]", [("", "a", ""), (" ", "b", "")]),
        ("[see @a; but @A7, so]", [("see ", "a", ""), (" but ", "A7", ", so")]),
        ("[@a; and more]", [("", "a", "; and more")]),
        ("[see this; and @a]", [("see this; and ", "a", "")]),
        ("[@a\\; and @b]", [("", "a", "; and @b")]),
        ("[@a\nthere]", [("", "a", " there")]),
        ("[@a, \\[b\\]]", [("", "a", ", [b]")]),
        ("[@a](https://x.org)", [("", "a", "")]),
        ("![@a](x.png)", [("", "a", "")]),
        ("[words @a](https://x.org)", [("words ", "a", "")]),
        ("[words [@a] more](https://x.org)", [("", "a", "")]),
        ("[so [@a]](https://x.org)", [("", "a", "")]),
        ("*so [@a]*", [("", "a", "")]),
        ("[so [@a]][x]", [("", "a", "")]),
    ],
)  # fmt: skip
def test_a_bracket_with_a_key_is_a_citation(
    markdown: str, keys: list[tuple[str, str, str]]
) -> None:
    flow, notices = inline(markdown)
    (citation,) = (node for node in walk(flow.inlines) if isinstance(node, Citation))
    assert [(key.prefix, key.key, key.suffix) for key in citation.keys] == keys
    assert [p.message for p in notices.problems if "within" not in p.message] == []


@pytest.mark.parametrize(
    ("markdown", "printed"),
    [
        ("\\[@a]", "[@a]"),
        ("[\\@a]", "[@a]"),
        ("\\@a", "@a"),
        ("mail me@report.org", "mail me@report.org"),
        ("`[@a]`", "[@a]"),
        ("<b>x</b>", "<b>x</b>"),
        ("[words [@a] more](https://x.org)", "words more"),
        ("H\\~2\\~O costs $5, or $6~7 ^ 8^", "H~2~O costs $5, or $6~7 ^ 8^"),
        ("[@a](https://x.org)", "(https://x.org)"),
        ("![@a](x.png)", "!(x.png)"),
        ("\\“so\\” \\«x\\»", "“so” «x»"),
        ('\\"so\\"', '"so"'),
        ("&ldquo;so&rdquo;", "“so”"),
        ("[ ] and [] and [x]", "[ ] and [] and [x]"),
        ("[^1] and [!]", "[^1] and [!]"),
        ("\\[@ a] [\\@ a] `[@ a]` [at 5 @ home] @ 5", "[@ a] [@ a] [@ a] [at 5 @ home] @ 5"),
    ],
)
def test_what_prints_as_typed(markdown: str, printed: str) -> None:
    flow, notices = inline(markdown)
    assert plain_text(flow.inlines) == printed
    assert not [p for p in notices.problems if "within" not in p.message]


@pytest.mark.parametrize(
    ("markdown", "column"),
    [("so [@a", 4), ("so [@a and [@b]", 4), ("so [@ a", 4), ("so [-@a", 4), ("`[@x` [@a", 7)],
)
def test_a_citation_that_is_never_closed(markdown: str, column: int) -> None:
    (problem,) = inline(markdown)[1].problems
    assert problem.message == "this citation is never closed"
    assert problem.span.column == column


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("so [-@a]", "leaves out an author's name"),
        ("so [see -@a]", "leaves out an author's name"),
        ("so [@a @b]", "a citation within a citation"),
        ("so [@a, [x]]", "a citation within a citation"),
        ("so [@ a]", "“[@ a]” begins like a citation but has no key"),
        ("so [@]", "begins like a citation"),
        ("so [-@ a, ¶5]", "begins like a citation"),
        ("so [@{a}]", "begins like a citation"),
        ("so [@ a](https://x.org)", "begins like a citation"),
        ("so [@a; ]", "stray semicolon"),
        ("so [; @a]", "stray semicolon"),
        ("so [@a; @ b]", "empty citation key: “@ b”"),
        ("so [@; @b]", "empty citation key: “@”"),
        ("so [!a; b]", "is not a claim mark"),
        ("[^[n]](https://x.org)", "the link to “https://x.org” has no words"),
        ("[[@a]](https://x.org)", "has no words"),
        ("[![p](a.png)](https://x.org)", "picture “a.png” is inside a link"),
        ("[**[@a]**](https://x.org)", "has no words"),
        ("[&#8203;](https://x.org)", "has no words"),
        ("[](https://example.org/a)", "the link to “https://example.org/a” has no words"),
        ("[x](other.yaml)", "leads neither to the web nor into this brief"),
        ("[x](javascript:alert(1))", "“javascript:alert(1)” leads neither"),
        ("[x](JavaScript:alert)", "leads neither"),
        ("[x](data:text/html,y)", "leads neither"),
        ("[x](<file:///etc/passwd>)", "leads neither"),
        ("<vbscript:x>", "leads neither"),
        ("[x](//example.org)", "leads neither"),
    ],
)
def test_brackets_that_cannot_be_read(markdown: str, message: str) -> None:
    (problem,) = inline(markdown)[1].problems
    assert message in problem.message


@pytest.mark.parametrize(
    ("markdown", "keys"),
    [
        ("as @report says", [("report", 4)]),
        ("as @A5, and (@B2)", [("A5", 4), ("B2", 14)]),
        ("as [see @report", [("report", 9)]),
        ("\\[@report]", [("report", 3)]),
        ("`@report` me@report \\@report [@report]", []),
        ("^[as @report says]", [("report", 6)]),
    ],
)
def test_keys_outside_brackets_are_noticed(markdown: str, keys: list[tuple[str, int]]) -> None:
    found = inline(markdown)[1].bare_keys
    assert [(bare.key, bare.span.column) for bare in found] == keys


# --- Link definitions and alerts that would swallow text ------------------------------


@pytest.mark.parametrize(
    "markdown",
    [
        "[@denial]: rejected", "[@denial]: https://x.org", "[see @denial]: <https://x.org>",
        "[!order]: contested", "[!order]: https://x.org", "[…]: x", "[order]: rejected",
        "> [!NOTE]\n> words", "[x @a]: #here",
        "[@ denial]: https://x.org", "[-@ denial]: https://x.org",
    ],
)  # fmt: skip
def test_nothing_is_swallowed(markdown: str) -> None:
    (block,) = blocks(markdown)
    inner = block.blocks[0] if isinstance(block, BlockQuote) else block
    assert isinstance(inner, Paragraph)
    assert inner.flow.inlines


def test_a_definition_may_name_a_picture() -> None:
    block = blocks("![The lock][map]\n\n[map]: maps/a.png\n")[0]
    assert isinstance(block, Figure)
    assert block.image.src == "maps/a.png"


def test_a_definition_to_the_web_defines() -> None:
    (block,) = blocks("See [there].\n\n[there]: https://x.org")
    assert isinstance(block, Paragraph)
    assert kinds(block.flow.inlines) == ["Str", "Link", "Str"]


# --- Marks and notes ------------------------------------------------------------------


def test_claim_marks_and_notes() -> None:
    flow, notices = inline("So it was. [!order] ^[Dates [@a] are *theirs*.] [@b][!other]")
    assert kinds(flow.inlines) == [
        "Str", "ClaimMark", "Str", "AuthorNote", "Str", "Citation", "ClaimMark",
    ]  # fmt: skip
    marks = [node for node in flow.inlines if isinstance(node, ClaimMark)]
    assert [(mark.claim, mark.span.column) for mark in marks] == [("order", 12), ("other", 53)]
    (note,) = (node for node in flow.inlines if isinstance(node, AuthorNote))
    assert kinds(note.content.inlines) == ["Str", "Citation", "Str", "Styled", "Str"]
    assert notices == Notices()


# --- Quotations -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "quotations"),
    [
        ("“clo*sed* on **Mon**day” [@a]", ["closed on Monday"]),
        ("*“closed* on” [@a]", ["closed on"]),
        ("[“closed](https://x.org) on” [@a]", ["closed on"]),
        ("“closed\non” [@a]", ["closed on"]),
        ("“closed  \non” [@a]", ["closed on"]),
        ("“closed [@b] on” [@a]", ["closed on"]),
        ("“closed [@b], on” [@a]", ["closed, on"]),
        ("“closed^[so] on” [@a]", ["closed on"]),
        ("“closed [!x] on” [@a]", ["closed on"]),
        ("“a &amp; b” [@a]", ["a & b"]),
        ("“a \\* b” [@a]", ["a * b"]),
        ("&ldquo;closed&rdquo; &quot;on&quot; [@a]", ["closed", "on"]),
        ("“a `b”` c” [@a]", ["a b” c"]),
        ("`“a”` [@a]", []),
        ('\\“a\\” \\"b\\" [@a]', []),
        ("“a \\” b” [@a]", ["a ” b"]),
        ('5" and 7" [@a]', []),
        ("![“alt” x](p.png) [@a]", ["alt"]),
        ("[see “x” @a]", ["x"]),
        ("[@a, who says “x” and “y”]", ["x", "y"]),
    ],
)
def test_quotations_are_found_after_markdown_is_parsed(
    markdown: str, quotations: list[str]
) -> None:
    flow, _ = inline(markdown)
    assert quoted(flow) == quotations
    assert None not in cited(flow)


@pytest.mark.parametrize(
    ("markdown", "columns"),
    [
        ("“x” [@a] and [@b]", [5]),
        ("“x” and “y” [@a]", [13, 13]),
        ("“x” [@a] “y” [@b] “z”", [5, 14, None]),
        ("“x [@a]” [@b]", [10]),
        ("“x [@a]”", [None]),
        ("“x”[@a]", [4]),
        ("“x” ^[so] [!c] [@a]", [16]),
        ("[@a] “x”", [None]),
        ("“x” [@a", [None]),
        ("“x [@a]", [4]),  # never closed: the first citation after the mark
        ("*“x”* **so [@a]**", [12]),
    ],
)
def test_a_quotation_belongs_to_the_first_citation_behind_it(
    markdown: str, columns: list[int | None]
) -> None:
    assert cited(inline(markdown)[0]) == columns


def test_a_note_is_a_block_of_its_own() -> None:
    flow, _ = inline("“x” ^[“y” and “z” [@a]]")
    (note,) = (node for node in flow.inlines if isinstance(node, AuthorNote))
    assert cited(flow) == [None]
    assert cited(note.content) == [19, 19]


def test_each_cell_item_and_paragraph_is_a_block_of_its_own() -> None:
    found = blocks("“a”\n\n[@x]\n\n- “b”\n- [@x]\n\n| “c” | [@x] |\n|---|---|\n| “d” [@x] | |\n")
    assert [q.citation is None for q in every_quotation(found)] == [True, True, True, False]


def every_quotation(found: tuple[Block, ...]) -> list[Quotation]:
    quotations: list[Quotation] = []
    for block in found:
        match block:
            case Paragraph(flow=flow) | Heading(flow=flow):
                quotations += flow.quotations
            case ListBlock(items=items):
                for item in items:
                    quotations += every_quotation(item)
            case TableBlock(head=head, rows=rows):
                for flow in (*head, *(cell for row in rows for cell in row)):
                    quotations += flow.quotations
            case BlockQuote():
                quotations += [q for q in (block.quotation, block.trailing) if q]
                quotations += every_quotation(block.blocks)
            case _:
                pass
    return quotations


@pytest.mark.parametrize(
    ("markdown", "whole", "trailing"),
    [
        ("> closed on\n> Monday [@a]", "closed on Monday", None),
        ("> “closed on Monday” [@a]", "closed on Monday", None),
        ("> closed *on* Monday. [@a][!c]", "closed on Monday.", None),
        ("> closed\n>\n> on Monday [@a]", "closed on Monday", None),
        ("> closed [@b] on Monday [@a]", "closed on Monday", None),
        ("> - closed\n> - on Monday [@a]", "closed on Monday", None),
        ("> closed\nlazily [@a]", "closed lazily", None),
        ("> > closed [@a]", "closed", None),
        ("> closed on Monday [@a], they said", "closed on Monday", ", they said"),
        ("> closed on Monday", "closed on Monday", None),
    ],
)
def test_a_block_quotation_is_one_quotation(
    markdown: str, whole: str, trailing: str | None
) -> None:
    (block,) = blocks(markdown)
    assert isinstance(block, BlockQuote)
    assert block.quotation
    assert block.quotation.text.value == whole
    assert (block.quotation.citation is None) == ("[@a]" not in markdown)
    assert (block.trailing.text.value.strip() if block.trailing else None) == trailing
    assert [q.text.value.strip() for q in every_quotation((block,))] == [
        whole, *([trailing] if trailing else []),
    ]  # fmt: skip


@pytest.mark.parametrize("markdown", ["> [@a]", "> [@a] [!c]", "> [!c] [@a][!d]"])
def test_a_block_quotation_of_one_citation_prints_its_words(markdown: str) -> None:
    (block,) = blocks(markdown)
    assert isinstance(block, BlockQuote)
    assert block.citation is not None
    assert every_quotation((block,)) == []


# --- Places -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markdown",
    [
        "First.\n\nIt was “X” [@a].",
        "- one\n- 😀 two “X” [@a]\n  - three “X” [@a]\n\n    and “X” [@a]",
        "1. a\n\n   > X [@a]\n\n2. “X” [@a]",
        "# A “X” [@a] #\n\nB “X” [@a]\n---",
        "| a | b |\n|--|--|\n| a | b “X” [@a] |\n| “X” [@a] | “X” [@a] |",
        "a | b\n--|--\na \\| “X” [@a] | a\n“X” [@a] | \\| “X” [@a]",
        "| a | b |\n|--|--|\n| | “X” [@a] |",
        "- | a | b |\n  |--|--|\n  | “X” [@a] | X “X” [@a] |",
        "**a *b* “X**” &amp; “X” \\* “X” `“` “X” [@a]",
        "a [b](https://x.org 't') “X” <https://x.org> “X” ![X “X”](p.png) [@a] “X” [@b]",
        "[@a] ^[b [@b] “X” [@c]] [!d] “X” [see “X” @a]",
        "one  \n“X”\\\n“X” [@a]\n   “X” [@b]",
    ],
)
def test_every_quotation_knows_its_place(markdown: str) -> None:
    lines = markdown.split("\n")
    found = every_quotation(blocks(markdown))
    notes = [n for b in blocks(markdown) if isinstance(b, Paragraph) for n in b.flow.inlines]
    found += [q for n in notes if isinstance(n, AuthorNote) for q in n.content.quotations]
    assert found
    for quotation in found:
        word = quotation.text.span()
        assert lines[word.line - 1][word.column - 1 :].startswith("X")
        mark = quotation.span
        assert lines[mark.line - 1][mark.column - 1] in "“X"


def test_links_and_pictures() -> None:
    (flow, notices) = inline("[a *b*](#claim-x) <https://x.org> ![an *alt*](pics/a.png)")
    link, _, auto, _, image = flow.inlines
    assert isinstance(link, Link)
    assert (link.href, plain_text(link.children)) == ("#claim-x", "a b")
    assert isinstance(auto, Link)
    assert isinstance(image, Image)
    assert (image.src, image.alt, image.span.column) == ("pics/a.png", "an alt", 35)
    assert notices == Notices()


@pytest.mark.parametrize(
    ("table", "line", "column"),
    [
        ("| a | b |\n|--|--|\n| 1 | 2 | 3 |", 3, 10),
        ("- a | b\n  --|--\n  1 | 2 | 3", 3, 10),
        ("| a | b |\n|--|--|\n| 1 | 2 | |", None, None),
        ("> x\n\n- | a | b |\n  |--|--|\n  | 1 | 2 |", None, None),
        ("| a | b |\n|--|--|\n| 1 \\| 1 | 2 |", None, None),
    ],
)
def test_a_row_wider_than_its_table(table: str, line: int | None, column: int | None) -> None:
    notices = Notices()
    parse_blocks(text(table), "en-US", notices)
    assert [(p.span.line, p.span.column) for p in notices.problems] == (
        [(line, column)] if line else []
    )


def test_blocks() -> None:
    found = blocks("## A b!\n\n1. x\n2. y\n\n    code\n\n```\nfence “x”\n```\n\n***\n")
    heading, items, fence, _ = found
    assert isinstance(heading, Heading)
    assert (heading.level, heading.slug) == (2, "a-b")
    assert isinstance(items, ListBlock)
    assert (items.ordered, items.start, len(items.items)) == (True, 1, 2)
    assert isinstance(fence, CodeBlock)
    assert every_quotation(found) == []


def test_plain_text_is_no_markdown() -> None:
    flow = parse_plain(text("*a* \\“b\\” “c” [@d]"), "en", Notices())
    assert flow.inlines == (Str("*a* “b” “c” [@d]"),)
    assert quoted(flow) == ["c"]
    assert flow.quotations[0].text.span().column == 12


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What happened", "what-happened"),
        ("Harbour: “closed”?", "harbour-closed"),
        ("Été 2", "été-2"),
        ("E\u0301te\u0301", "été"),
        ("बंदरगाह की समिति", "बंदरगाह-की-समिति"),
        ("القناة ١", "القناة-١"),
        ("港の会議。", "港の会議"),
        ("snake_case & C++", "snake_case--c"),
    ],
)
def test_slugs_are_githubs(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


def test_a_footnote_is_called_by_its_name() -> None:
    notices = Notices()
    source = "The lock[^1] and “the tide” [@a][^the-tide].\n\n[^1]: Its *gate*.\n\n    Its sill.\n"
    source += "\n[^the-tide]: “High” [@b].\n"
    (block,) = parse_blocks(text(source), "en-US", notices)
    assert isinstance(block, Paragraph)
    first, second = (node for node in block.flow.inlines if isinstance(node, AuthorNote))
    assert plain_text(first.content.inlines) == "Its gate. Its sill."
    assert quoted(second.content) == ["High"]
    assert quoted(block.flow) == ["the tide"]
    assert notices == Notices()


@pytest.mark.parametrize(
    ("markdown", "line", "message"),
    [
        ("The lock.\n\n[^1]: Its gate.", 3, "footnote “[^1]” is never referred to"),
        ("The lock[^1].\n\n[^1]: a\n\n[^1]: b", 5, "footnote “[^1]” has two texts"),
        ("The lock[^1].\n\n[^1]: See [^1].", 3, "is called in another footnote"),
        ("The lock[^1].\n\n[^1]: - a list", 1, "footnote “[^1]” holds more than paragraphs"),
        ("The lock\n\n![](a.png)", 3, "picture “a.png”: it has no text"),
        ("![Map](a.png){width=wide}", 1, "width “wide” is not a length"),
        ("![Map](a.png){width=0.0%}", 1, "width “0.0%” is not a length"),
    ],
)
def test_what_would_not_be_printed_is_a_problem(markdown: str, line: int, message: str) -> None:
    notices = Notices()
    parse_blocks(text(markdown), "en-US", notices)
    (problem,) = notices.problems
    assert message in problem.message
    assert problem.span.line == line


def test_a_note_inside_a_note_ends_at_its_own_bracket() -> None:
    flow, _ = inline("Shut ^[so ^[it [is]] says] now")
    (note,) = (node for node in flow.inlines if isinstance(node, AuthorNote))
    (inner,) = (node for node in note.content.inlines if isinstance(node, AuthorNote))
    said = (plain_text(one) for one in (flow.inlines, note.content.inlines, inner.content.inlines))
    assert [*said] == ["Shut now", "so says", "it [is]"]


def test_a_key_point_may_end_with_the_texts_of_its_footnotes() -> None:
    flow, notices = inline("The lock[^1] is shut.\n\n[^1]: Its gate.")
    (note,) = (node for node in flow.inlines if isinstance(node, AuthorNote))
    assert (plain_text(flow.inlines), plain_text(note.content.inlines)) == (
        "The lock is shut.", "Its gate.",
    )  # fmt: skip
    assert notices == Notices()


def test_struck_lowered_and_raised_words() -> None:
    flow, notices = inline("~~shut~~ H~2~O m^2^ x^[a note]")
    assert [(n.style, plain_text(n.children)) for n in flow.inlines if isinstance(n, Styled)] == [
        ("del", "shut"), ("sub", "2"), ("sup", "2"),
    ]  # fmt: skip
    assert isinstance(flow.inlines[-1], AuthorNote)
    assert notices == Notices()


def test_bare_addresses_are_links_and_know_their_place() -> None:
    typed = "See https://x.org/a_(b)?c=%20d, or “so (www.y.org)” (mailto:a@x.org). Not a@x.org."
    flow, notices = inline(typed)
    links = [node for node in flow.inlines if isinstance(node, Link)]
    assert [(link.href, plain_text(link.children)) for link in links] == [
        ("https://x.org/a_(b)?c=%20d", "https://x.org/a_(b)?c=%20d"),
        ("http://www.y.org", "www.y.org"),
        ("mailto:a@x.org", "mailto:a@x.org"),
    ]
    assert [link.span.column for link in links] == [
        typed.index(w) + 1 for w in ("http", "www", "mail")
    ]
    assert quoted(flow) == ["so (www.y.org)"]
    assert flow.quotations[0].text.span().column == typed.index("so (") + 1
    assert plain_text(flow.inlines) == typed
    assert notices == Notices()


def test_a_citation_in_a_link_comes_after_it() -> None:
    flow, notices = inline("So [the “shut” *lock ^[Its gate.]* [@a]](https://x.org) is.")
    _, link, note, citation, rest = flow.inlines
    assert isinstance(link, Link)
    assert (link.href, plain_text(link.children)) == ("https://x.org", "the “shut” lock")
    assert isinstance(note, AuthorNote)
    assert isinstance(citation, Citation)
    assert rest == Str(" is.")
    assert flow.quotations[0].citation == citation.span
    assert notices == Notices()


def test_a_picture_alone_is_a_figure_with_a_caption() -> None:
    notices = Notices()
    typed = "- x\n\n  ![The “shut” lock [@a] ^[Drawn by *her*.]](a%20b.png)"
    typed += '{#l width=60% alt="A \\"gate\\""}'
    ((item,),) = (
        b.items for b in parse_blocks(text(typed), "en-US", notices) if isinstance(b, ListBlock)
    )
    figure = item[1]
    assert isinstance(figure, Figure)
    assert (figure.image.src, figure.image.alt, figure.image.width) == (
        "a b.png",
        'A "gate"',
        "60%",
    )
    assert kinds(figure.caption.inlines) == ["Str", "Citation", "Str", "AuthorNote"]
    (quotation,) = figure.caption.quotations
    assert (quotation.text.value, quotation.text.span().line) == ("shut", 3)
    assert quotation.text.span().column == typed.splitlines()[2].index("shut") + 1
    assert [alternative.value for alternative in notices.alternatives] == ['A "gate"']
    assert replace(notices, alternatives=[]) == Notices()


def test_notes_in_the_text_of_a_picture_in_a_line_come_after_it() -> None:
    flow, _ = inline("See ![the lock [@a]](a.png) here.")
    assert kinds(flow.inlines) == ["Str", "Image", "Citation", "Str"]
    assert isinstance(flow.inlines[1], Image)
    assert flow.inlines[1].alt == "the lock"


def test_a_note_in_a_block_quotation_is_not_quoted() -> None:
    (block,) = blocks("> The lock ^[Its “gate”.] was shut. [@a]")
    assert isinstance(block, BlockQuote)
    assert block.quotation is not None
    assert block.quotation.text.value.split() == ["The", "lock", "was", "shut."]


@pytest.mark.parametrize(
    ("task", "printed"), [("[ ] shut", "☐ shut"), ("[x] shut", "☑ shut"), ("[y] shut", "[y] shut")]
)
def test_tasks_have_boxes(task: str, printed: str) -> None:
    (block,) = blocks(f"- {task}")
    assert isinstance(block, ListBlock)
    ((paragraph,),) = block.items
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.flow.inlines) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "[x]{.smallcaps}",
        "$x$",
        "$$x^2$$",
        "[^lost]",
        "<b>",
        "</b>",
        "==x==",
        "{.lead}",
        "{width=6%}",
    ],
)
def test_markup_of_other_dialects_is_noticed(typed: str) -> None:
    _, notices = inline(f"So {typed} is.")
    assert [(found.typed, found.span.column) for found in notices.unsupported] == [(typed, 4)]
    assert not notices.problems


@pytest.mark.parametrize("typed", ["::: note", ": a gate", "| a line", "+---+", "(@) one"])
def test_what_begins_a_block_of_another_dialect_is_noticed(typed: str) -> None:
    _, notices = inline(f"The lock\n{typed}")
    assert [one.typed for one in notices.unsupported] == [typed]
    _, notices = inline(f"*The lock*{typed}")
    assert notices.unsupported == []


@pytest.mark.parametrize(
    ("typed", "noticed"),
    [
        ("Shut:\n- a\n- b", [("-", 2, "block")]),
        ("Shut:\n\n1. a\n2. b", [("1.", 3, "block")]),
        ("- Shut.", [("-", 1, "block")]),
        ("Shut.\n\nIt rained [@a] all day.", [("It rained [@a] all", 3, "paragraph")]),
        ("Shut.\n\n> It rained.\n> Then not.", [(">", 3, "block")]),
        ("a | b\n--|--\nc | d", [("a | b", 1, "block")]),
        ("# Shut", [("#", 1, "block")]),
        ("5. May 2020 was a Tuesday.", []),
        ("Shut\n5. May, then\n-5 degrees, >5 *boats*.", []),
        ("*Shut*.\n>5 boats.", []),
        ("Shut[^1].\n\n[^1]: At noon.", []),
        ("Shut.\n\\- a\n\\- b", []),
    ],
)
def test_what_only_sections_have_is_noticed(
    typed: str, noticed: list[tuple[str, int, str]]
) -> None:
    _, notices = inline(typed)
    found = [(one.typed, one.span.line, one.kind) for one in notices.unsupported]
    assert found == noticed
    assert blocks(typed)


@pytest.mark.parametrize(
    "typed",
    ["$5 and $6", "US$5/US$6", "`$x$`", "\\$x\\$", "a < b > c", "a == b == c", "{x}", "[x] {y}"],
)
def test_what_only_looks_like_markup(typed: str) -> None:
    assert inline(typed)[1] == Notices()


@pytest.mark.parametrize("typed", ["Order [@a]", "Order ^[so]", "Order [-@a, ¶5]"])
def test_no_citation_or_note_in_plain_text(typed: str) -> None:
    notices = Notices()
    parse_plain(text(typed), "en-US", notices)
    (problem,) = notices.problems
    assert (problem.span.column, "this text is plain" in problem.message) == (7, True)


def test_plain_words_have_no_space_where_a_citation_was() -> None:
    flow, _ = inline("The lock [@a], they say [!x].")
    assert plain_text(flow.inlines) == "The lock, they say."


def test_a_list_keeps_its_first_number() -> None:
    (block,) = blocks("0. zero\n1. one\n\n   7) seven\n")
    assert isinstance(block, ListBlock)
    assert block.start == 0
    inner = block.items[1][1]
    assert isinstance(inner, ListBlock)
    assert inner.start == 7


def test_notes_of_one_word_side_by_side_are_no_superscript():
    flow, _ = inline("It was shut ^[So.]^[Not so.] `c`")
    notes = [plain_text(n.content.inlines) for n in flow.inlines if isinstance(n, AuthorNote)]
    assert notes == ["So.", "Not so."]


def test_tabs_in_code_are_spaces():
    assert parse_blocks(text("```\na\tbcd\te\n```"), "en-US", Notices()) == (
        CodeBlock("a   bcd e\n"),
    )
