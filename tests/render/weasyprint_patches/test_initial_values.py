"""A property that nobody set has the value that WeasyPrint would compute."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES

from briefgen.render.weasyprint_patches import initial_values
from briefgen.render.weasyprint_patches.engine import HTML

# No box is asked for a logical property: it acts by way of a physical one.
_NAMES = [name for name in sorted(INITIAL_VALUES) if not {"block", "inline"} & {*name.split("_")}]

_PAGE = """<style>
  :root { --depth: 3mm; font: 12pt serif; letter-spacing: calc(1px + 1px) }
  section { margin-inline: 1em; color: teal; text-decoration: underline; page: wide }
  p { padding: var(--depth); float: left; border: 1pt solid; width: calc(50% - 3px) }
  p::before { content: 'lock' } b { direction: rtl; text-indent: 10% }
  i { position: absolute } u { display: block; page: inherit } s { float: inherit }
  em { position: relative; display: inline-block; text-decoration: none }
</style><section><p>The <b>board <i>waits</i></b> <a href='#x'>here</a>
<u>and <s>there</s></u> <em>or <q>not</q></em></section><p>Ebb"""


def _styles() -> list[dict[Any, str]]:
    """All properties of all elements, each asked for in the order of their names."""
    found = []

    def visit(box: Any) -> None:
        found.append({name: str(box.style[name]) for name in _NAMES})
        for child in getattr(box, "children", ()):
            visit(child)

    for page in HTML(string=_PAGE).render().pages:
        visit(page._page_box)
    return found


def test_every_property_of_every_box_is_the_same() -> None:
    alone = _styles()
    with ExitStack() as stack:
        for patch in initial_values.PATCHES:
            stack.enter_context(patch.applied())
        assert _styles() == alone
