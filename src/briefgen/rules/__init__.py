"""The rules: one module each, in the order of the command line's contract."""

from __future__ import annotations

from . import (
    bracket_replaces,
    claim_not_contested,
    duplicate_id,
    ellipsis_out_of_order,
    invalid_brief,
    paragraph_out_of_range,
    position_without_citation,
    quotation_not_in_citation,
    quotation_without_citation,
    quote_ambiguous,
    quote_elsewhere,
    quote_not_in_source,
    source_unreadable,
    unknown_reference,
)
from .base import Rule

RULES: tuple[Rule, ...] = (
    source_unreadable.RULE,
    duplicate_id.RULE,
    unknown_reference.RULE,
    paragraph_out_of_range.RULE,
    quote_not_in_source.RULE,
    quote_elsewhere.RULE,
    quote_ambiguous.RULE,
    ellipsis_out_of_order.RULE,
    bracket_replaces.RULE,
    quotation_not_in_citation.RULE,
    quotation_without_citation.RULE,
    position_without_citation.RULE,
    claim_not_contested.RULE,
    invalid_brief.RULE,
)

__all__ = ["RULES", "Rule"]
