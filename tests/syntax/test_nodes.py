"""YAML is read as typed, and every character is found where it was typed."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.text import Text
from briefgen.syntax import nodes as yamlspans
from briefgen.syntax.nodes import MappingNode, ScalarNode, find, find_key, parse, plain


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers: which one is there depends on how it was installed."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(yamlspans, "_LOADER", getattr(yaml, request.param))


def value_of(source: str) -> Text:
    """The text under the key `k` of a file that is sound."""
    parsed = parse(source, "b.yaml")
    assert parsed.findings == ()
    assert parsed.root is not None
    node = find(parsed.root, ("k",))
    assert isinstance(node, ScalarNode)
    return node.text


def places(text: Text) -> dict[str, tuple[int, int]]:
    """Line and column of each character that occurs once."""
    return {
        character: (text.span(offset).line, text.span(offset).column)
        for offset, character in enumerate(text.value)
        if not character.isspace()
    }


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("k: no", "no"),
        ("k: 1_000", "1_000"),
        ("k: 2026-11-20", "2026-11-20"),
        ("k: ~", "~"),
        ("k: null", "null"),
        ("k:", ""),
        ("k: 0x10", "0x10"),
        ("k: “lawful” 😀", "“lawful” 😀"),
        ("k: a\n  b\n\n  c", "a b\nc"),
        ("k: a\r\n  b", "a b"),
        ("k: |\r\n  a\r\n  b\r\n", "a\nb\n"),
        ("k: |\r  a\r  b\r", "a\nb\n"),
        ("k: one\u2028two\u0085three", "one\u2028two\u0085three"),
        ("k: |\n  one\u2029two\n  three", "one\u2029two\nthree"),
        ("\ufeffk: a", "a"),
        ("k: a\ufeffb", "a\ufeffb"),
    ],
)
def test_a_scalar_is_the_text_that_was_typed(source: str, value: str) -> None:
    assert value_of(source).value == value


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("k: ab", {"a": (1, 4), "b": (1, 5)}, id="plain"),
        pytest.param("“😀”: 1\nk: 😀b", {"😀": (2, 4), "b": (2, 5)}, id="characters-not-bytes"),
        pytest.param(
            "k: ab c\n   d\n\n    e", {"c": (1, 7), "d": (2, 4), "e": (4, 5)}, id="folded"
        ),
        pytest.param("k: 'a''b\n  c'", {"'": (1, 6), "b": (1, 8), "c": (2, 3)}, id="single"),
        pytest.param('k: "a\\u2019b\\"c"', {"’": (1, 6), "b": (1, 12), '"': (1, 13)}, id="escapes"),
        pytest.param('k: "a\\\n    b\\tc"', {"b": (2, 5), "c": (2, 8)}, id="continued"),
        pytest.param('k: "\\x20 a"', {"a": (1, 10)}, id="escaped-space"),
        pytest.param("k: |\n  a\n\n    b\nc: d", {"a": (2, 3), "b": (4, 5)}, id="literal"),
        pytest.param("k: >- # x\n\n  a\n  b\n", {"a": (3, 3), "b": (4, 3)}, id="folded-block"),
        pytest.param("k: |2+\n    a\n  b\n\n", {"a": (2, 5), "b": (3, 3)}, id="indent-indicator"),
        pytest.param("k: |\r\n  a\r\n  b\r\n", {"a": (2, 3), "b": (3, 3)}, id="crlf"),
        pytest.param("k: x\u2028y\nl: z", {"x": (1, 4), "y": (1, 6)}, id="no-break-at-u2028"),
        pytest.param("k: &name # note\n  a\nl: *name", {"a": (2, 3)}, id="anchored"),
        pytest.param("j: &x ab\nk: *x", {"a": (1, 7), "b": (1, 8)}, id="aliased"),
    ],
)
def test_each_character_is_found_where_it_was_typed(
    source: str, expected: dict[str, tuple[int, int]]
) -> None:
    found = places(value_of(source))
    assert {character: found[character] for character in expected} == expected


def test_indentation_that_a_block_keeps_has_its_own_place() -> None:
    text = value_of("k: |\n  a\n      code\n")
    offset = text.value.index("    code")
    assert (text.span(offset).line, text.span(offset).column) == (3, 3)


def test_a_long_block_needs_one_break_a_line() -> None:
    text = value_of("k: |\n" + "".join(f"  line {n} of many words\n" for n in range(50)))
    assert len(text.breaks) == 50


def test_keys_and_containers_have_places() -> None:
    root = parse("passages:\n  one:\n    quote: x\nlist: [a, b]\n", "b.yaml").root
    assert isinstance(root, MappingNode)
    key = find_key(root, ("passages", "one", "quote"))
    assert key is not None
    assert str(key.span()) == "b.yaml:3:5"
    assert str(find(root, ("list",)).span) == "b.yaml:4:7"  # type: ignore[union-attr]
    assert find(root, ("list", 2)) is None
    assert find(root, ("passages", 0)) is None
    assert plain(root) == {"passages": {"one": {"quote": "x"}}, "list": ["a", "b"]}


def test_an_empty_value_is_known_from_an_empty_text() -> None:
    root = parse("a:\nb: ''\n", "b.yaml").root
    assert root is not None
    nodes = [find(root, (key,)) for key in "ab"]
    assert [isinstance(node, ScalarNode) and node.missing for node in nodes] == [True, False]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("a: 1\ncite: [@A40]\n", "cite: A40"),
        ("cite: @A40\n", "cite: A40"),
        ("cite: [@A40; @A41]\n", "cite: [A40, A41]"),
        ("cite: [A39, @A40] # both\n", "cite: [A39, A40]"),
        ("cite: [@report, ¶5; @A3]\n", 'cite: ["report, ¶5", A3]'),
        ("cite: @report, ¶5\n", "cite: report, ¶5"),
        ("- {cite: @A40, by: Quay}\n", "cite: A40"),
        ("cite:\n  - A4\n  - @A40 # both\n", "- A40"),
    ],
)
def test_a_key_that_is_cited_with_an_at_sign_is_told_without(source: str, meant: str) -> None:
    (found,) = parse(source, "b.yaml").findings
    assert found.hint == f"Leave out the @: {meant}"


@pytest.mark.parametrize("source", ["", "\n# nothing but a comment\n", "---\n"])
def test_an_empty_file_is_nothing_and_no_error(source: str) -> None:
    assert parse(source, "b.yaml") == yamlspans.Parsed(None, ())


@pytest.mark.parametrize(
    ("source", "line", "column", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "`a` occurs twice, first on line 1"),
        ("a:\n  b: 1\n  'b': 2\n", 3, 4, "`b` occurs twice, first on line 2"),
        ("a: !x b\n", 1, 4, "a tag is not allowed: `!x`"),
        ("a: ! b\n", 1, 4, "a tag is not allowed"),
        ("a: !!str {b: c}\n", 1, 4, "a tag is not allowed: `!!str`"),
        ("a: &x {b: c}\nd:\n  <<: *x\n", 3, 3, "merge key"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second YAML document"),
        ("[a, b]: c\n", 1, 1, "a key has to be a word"),
        ("a: {{b}}\n", 1, 5, "a key has to be a word"),
        ("a: *order\n", 1, 4, "nothing before this is named `&order`"),
        ("a: &x [*x]\n", 1, 8, "`*x` is inside of what it repeats"),
        ("a:\n\tb: c\n", 2, 1, "a tab cannot be used to indent"),
        ("a: @A9 says\n", 1, 4, "a text cannot begin with `@`"),
        ("a: `x`\n", 1, 4, "a text cannot begin with"),
        ("a: %x\n", 1, 4, "a text cannot begin with `%`"),
        ("- [@A9] says\n", 1, 4, "a text cannot begin with `@`"),
        ("cite: [A4]\nsays: @A40\n", 2, 7, "a text cannot begin with `@`"),
        ("cite: @\n", 1, 7, "a text cannot begin with `@`"),
        ("- cite: @A9\n", 1, 9, "a key after `cite:` has no @"),
        ("a: he said: no\n", 1, 11, "a colon and a space make a key"),
        ("a: [x] y\n", 1, 8, "unexpected text after what the `[`"),
        ('- "x" y\n', 1, 7, 'unexpected text after the closing `"`'),
        ("a: [x\nb: c\n", 1, 4, "the `[` that opens here is not closed"),
        ("a: {b: c\n  - [d]}\n", 1, 4, "the `{` that opens here is not closed"),
        ("a: {b: It was [sic] so}\n", 1, 15, "a text with `[` needs quotes in a list or mapping"),
        ("a: [b {c}, d]\n", 1, 7, "a text with `{` needs quotes in a list or mapping"),
        ('a: {b: "It was" so, c: d}\n', 1, 17, 'unexpected text after the closing `"`'),
        ("a: {b: [c] and d}\n", 1, 12, "unexpected text after the closing `]`"),
        ("x: y\na: 'x\nb: c\n", 2, 4, "the quotation mark that opens here is never closed"),
        ('a: "\\xZZ"\n', 1, 5, "YAML knows no such escape"),
        ("a: | x\n", 1, 6, "nothing may follow `|`"),
        ("a: - x\n", 1, 4, "a list cannot begin on the line of its key"),
        ("- a\nb: c\n", 2, 1, "not valid YAML"),
        ("a: x\x0cy\n", 1, 5, "U+000C"),
        ('a: "\\ud83d\\ude00"\n', 1, 5, "not a character"),
        ('a: "x\\0"\n', 1, 6, "not a character"),
        ("a: " + "[" * 60 + "]" * 60, 1, 44, "nested more than 40 levels"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_what_is_not_allowed_is_reported_where_it_stands(
    source: str, line: int, column: int, words: str
) -> None:
    (finding, *_) = parse(source, "b.yaml").findings
    assert words in finding.message
    assert (finding.rule, finding.severity) == ("invalid-brief", "error")
    assert (finding.span.line, finding.span.column) == (line, column)


def test_problems_do_not_hide_each_other() -> None:
    parsed = parse("a: 1\na: 2\nb: !t x\nc: {<<: y}\nd: x\x01\n", "b.yaml")
    assert sorted(finding.span.line for finding in parsed.findings) == [2, 3, 4, 5]
    assert parsed.root is not None


def test_aliases_that_multiply_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (finding,) = parse("\n".join(lines), "b.yaml").findings
    assert finding.message == "the aliases repeat more than 50,000 characters"


def test_a_long_text_cannot_be_repeated_without_bound() -> None:
    (finding,) = parse(f"a: &a {'x' * 20_000}\nb: [*a, *a, *a]\n", "b.yaml").findings
    assert (finding.span.line, finding.span.column) == (2, 13)
    assert "50,000" in finding.message


# --- Properties ---------------------------------------------------------------

WORDS = st.text("ab’é😀'\"\\:#-|>[]@`\u00a0\u2028 ", min_size=1, max_size=12)


def styled(style: str) -> st.SearchStrategy[str]:
    """Files whose key `k` holds a text over several lines in one YAML style."""
    lines = st.lists(WORDS, min_size=1, max_size=5)
    ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
    if style == "'":
        return st.builds(
            lambda ws, end: "k: '" + f"{end}  ".join(w.replace("'", "''") for w in ws) + "'\n",
            lines,
            ends,
        )
    if style == '"':
        escapes = st.sampled_from([r"\u2019", r"\t", r"\"", r"\x41", "\\\n  ", r"\ ", r"\_", ""])
        return st.builds(
            lambda ws, end, escape: (
                'k: "'
                + f"{escape}{end}  ".join(w.replace("\\", r"\\").replace('"', r"\"") for w in ws)
                + '"\n'
            ),
            lines,
            ends,
            escapes,
        )
    if style == "plain":
        return st.builds(lambda ws, end: f"k: a{end}  ".join(["", *ws]), lines, ends)
    indicator = st.sampled_from(["", "-", "+", "2", "2-"])
    return st.builds(
        lambda ws, end, mark: f"k: {style}{mark}{end}" + "".join(f"  {w}{end}" for w in ws),
        lines,
        ends,
        indicator,
    )


ESCAPES = {r"\u2019": "’", r"\t": "\t", r"\"": '"', r"\x41": "A", r"\_": "\u00a0", r"\\": "\\"}


@pytest.mark.parametrize("style", ["plain", "'", '"', "|", ">"])
def test_every_character_maps_to_itself_in_the_file(style: str) -> None:
    read = 0

    @given(styled(style))
    def check(source: str) -> None:
        nonlocal read
        parsed = parse(source, "b.yaml")
        node = find(parsed.root, ("k",)) if parsed.root else None
        if parsed.findings or not isinstance(node, ScalarNode):
            return  # some of these are not YAML, or not one text
        read += 1
        lines = re.split(r"\r\n|\r|\n", source)
        for offset, character in enumerate(node.text.value):
            if character in " \t\n":
                continue
            span = node.text.span(offset)
            typed = lines[span.line - 1][span.column - 1 :]
            escape = next((e for e in ESCAPES if typed.startswith(e)), None)
            assert typed.startswith(character) or (escape and ESCAPES[escape] == character)
        if not re.search("[\x85\u2028\u2029]", source):
            expected = yaml.load(source, Loader=yaml.BaseLoader)["k"]  # noqa: S506
            assert node.text.value == expected

    check()
    assert read > 10


@pytest.mark.parametrize(
    "typed", ["*They* left", "**They** left", "*They left", "&they left", "![](a)"]
)
def test_a_text_that_begins_like_an_alias_or_an_anchor_is_told_to_need_quotes(typed: str) -> None:
    (finding,) = parse(f"k:\n  - {typed}\n", "b.yaml").findings
    assert (finding.span.line, finding.span.column) == (2, 5)
    assert finding.message.startswith(f"a text that begins with `{typed[0]}` needs quotes")


def test_an_asterisk_is_told_to_begin_no_list_item() -> None:
    (finding,) = parse("k:\n  * one\n  * two\n", "b.yaml").findings
    assert (finding.span.line, finding.span.column) == (2, 3)
    assert finding.message == "a list item cannot begin with `*`"


def test_a_control_character_is_named_by_what_it_is_in_windows_1252() -> None:
    (finding,) = parse("k: nine \x96 ten\n", "b.yaml").findings
    assert "U+0096 (in Windows-1252 it is “–”)" in finding.message
