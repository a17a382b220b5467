"""JSON Schema of a brief, for editors that know YAML but not us.

It says what the forms say, as far as JSON Schema can: what a quotation must be, only `check`
knows. Editors give YAML's scalars types, which briefgen does not; each key takes them all.
"""

from __future__ import annotations

import json
from typing import Any

from .rules import RULES
from .schema import BriefForm

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def brief_schema() -> str:
    """The schema (draft 2020-12) as JSON text, the same on every run."""
    schema = _plain(BriefForm.model_json_schema(mode="validation"))
    suppressible = [rule.name for rule in RULES if rule.severity != "error"]
    schema["$defs"]["IgnoreForm"]["properties"]["rule"]["enum"] = suppressible
    return json.dumps({"$schema": _DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"


def _plain(node: Any) -> Any:
    """A schema without what pydantic adds for itself: titles made of keys, empty defaults.

    A key with nothing behind it is as good as absent, so that all but the required ones
    also take null.
    """
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {
        key: _plain(value)
        for key, value in node.items()
        if key != "title" and not (key == "default" and value in (None, [], {}))
    }
    if isinstance(node.get("type"), list) and len(node["type"]) == 1:
        (plain["type"],) = node["type"]
    if "patternProperties" in node:
        plain["additionalProperties"] = False  # a name that is no id
    if "properties" in node:
        required = node.get("required", [])
        plain["properties"] = {
            key: _plain(value) if key in required else _or_nothing(_plain(value))
            for key, value in node["properties"].items()
        }
    return plain


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    alternatives = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if len(alternatives) == 1:
        (only,) = alternatives
        schema = {**only, **{key: value for key, value in schema.items() if key != "anyOf"}}
    elif alternatives:
        return {**schema, "anyOf": [*alternatives, {"type": "null"}]}
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    nothing: dict[str, Any] = {"type": [*types, "null"]}
    if "enum" in schema:
        nothing["enum"] = [*schema["enum"], None]
    return {**schema, **nothing}
