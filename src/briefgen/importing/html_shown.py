"""Which elements of a web page are not shown, as far as its own markup and style sheets say it:
`display: none`, `visibility: hidden`, no size, no opacity, or cut off (CSS 2.2, CSS Masking 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2

# A property, and the values of it that hide.
_HIDES = {
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "content-visibility": re.compile(r"hidden"),
    "opacity": re.compile(r"0*\.?0+%?"),
    "font-size": re.compile(r"0*\.?0+[a-z%]*"),
    "text-indent": re.compile(r"-\d{3,}(?:\.\d+)?[a-z]+"),
    "clip": re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)"),
    "clip-path": re.compile(r"inset\((?:5\d|[6-9]\d|100)%\)"),
}
_SCREEN = re.compile(r"\s*(?:(?:only\s+)?(?:all|screen))?\s*", re.I)
_MOST_RULES = 5_000


def hidden_elements(root: ET.Element) -> set[ET.Element]:
    """The elements below `root` that hide all that is in them."""
    matcher = cssselect2.Matcher()
    rules = 0
    for style in root.iter("style"):
        if _SCREEN.fullmatch(style.get("media", "")):
            for prelude, declared in _rules(style.text or ""):
                rules += 1
                if rules <= _MOST_RULES:
                    _add(matcher, prelude, declared)
    hidden = set()
    if rules:
        for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            matched = (one[-1] for one in matcher.match(wrapper) if one[2] is None)
            if _hides(wrapper.etree_element, (one for declared in matched for one in declared)):
                hidden.add(wrapper.etree_element)
    else:
        hidden.update(element for element in root.iter() if _hides(element, ()))
    return hidden


def _add(matcher: Any, prelude: list[Any], declared: list[Any]) -> None:
    try:
        for selector in cssselect2.compile_selector_list(prelude):
            matcher.add_selector(selector, declared)
    except cssselect2.SelectorError:
        return


def _rules(text: str) -> Iterator[tuple[list[Any], list[Any]]]:
    """Selectors, and those declarations that could hide or show, as a screen applies them."""
    waiting = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)[::-1]
    while waiting:
        rule = waiting.pop()
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "layer"):
            named = tinycss2.serialize(rule.prelude)
            if rule.lower_at_keyword == "layer" or _SCREEN.fullmatch(named):
                waiting += tinycss2.parse_rule_list(rule.content, True, True)[::-1]
        elif rule.type == "qualified-rule":
            declared = _declared(rule.content)
            if declared:
                yield rule.prelude, declared


def _declared(content: Any) -> list[Any]:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True)
    return [one for one in parsed if one.type == "declaration" and one.lower_name in _HIDES]


def _hides(element: ET.Element, declared: Iterable[Any]) -> bool:
    """Whether the last declaration of any property hides; important ones are the last."""
    own = element.get("style")
    every = [*declared, *(_declared(own) if own else ())]
    value = {"display": "none"} if element.get("hidden") is not None else {}
    if not every:
        return bool(value)
    for one in sorted(every, key=lambda one: bool(one.important)):
        value[one.lower_name] = tinycss2.serialize(one.value).strip().lower()
    return any(_HIDES[name].fullmatch(text) for name, text in value.items())
