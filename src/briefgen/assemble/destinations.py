"""Where links into the brief lead in print: `#what-happened` to ¶ 7, `#claim-order` to claim 3.

Each kind of name has anchors of its own: a heading's begin with `heading-`, a claim's with
`claim-`, and no other anchor of a document begins like either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.model.markup import Block, BlockQuote, Heading, ListBlock, Paragraph, Place
from briefgen.resolve.result import ResolvedBrief


def heading_anchor(slug: str) -> str:
    """The anchor of the heading with this slug."""
    return f"heading-{slug}"


def claim_anchor(id: str) -> str:
    """The anchor of a claim's row."""
    return f"claim-{id}"


def destinations(
    brief: ResolvedBrief, parts: Sequence[str], labels: Mapping[str, str]
) -> dict[str, Place]:
    """For each `href` into the brief that leads to something printed: the place there.

    A heading's place is the first paragraph after it in its section. A claim's name wins
    over a heading's, because it is typed in full.
    """
    found: dict[str, Place] = {}
    if "sections" in parts:
        number = 0
        for ordinal, section in enumerate(brief.sections, 1):
            waiting = [section.slug]
            for step in _steps(section.blocks):
                if isinstance(step, str):
                    waiting.append(step)
                else:
                    number += 1
                    label = f"¶\N{NO-BREAK SPACE}{number}"
                    for slug in waiting:
                        found[f"#{slug}"] = Place(label, heading_anchor(slug))
                    waiting = []
            for slug in waiting:  # no paragraph follows
                label = labels["in_section"].format(number=ordinal)
                found[f"#{slug}"] = Place(label, heading_anchor(slug))
    if "claims" in parts:
        for number, claim in enumerate(brief.claims, 1):
            label = labels["claims_one"].format(number=number)
            id = claim.claim.id.value
            found[f"#{claim_anchor(id)}"] = Place(label, claim_anchor(id))
    return found


def _steps(blocks: Sequence[Block]) -> Iterator[str | None]:
    """The slugs of the headings in `blocks`, and None for each paragraph that is numbered."""
    for block in blocks:
        match block:
            case Paragraph():
                yield None
            case _:
                yield from _slugs(block)


def _slugs(block: Block) -> Iterator[str]:
    match block:
        case Heading(slug=slug):
            yield slug
        case ListBlock(items=items):
            for item in items:
                for inner in item:
                    yield from _slugs(inner)
        case BlockQuote(blocks=blocks):
            for inner in blocks:
                yield from _slugs(inner)
        case _:
            pass
