"""JSON Schema of a brief, for editors that know YAML but not us.

It says what the forms say, as far as JSON Schema can: what a quotation must be, only `check`
knows. Editors give YAML's scalars types, which briefgen does not; each key takes them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from briefgen.checking.rules import RULES
from briefgen.load.schema import BriefForm, IgnoreForm
from briefgen.syntax.forms import Form, Key

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def brief_schema() -> str:
    """The schema (draft 2020-12) as JSON text, the same on every run."""
    forms = {form.__name__: _form(form) for form in _below(BriefForm)}
    suppressible = [rule.name for rule in RULES if rule.severity != "error"]
    forms[IgnoreForm.__name__]["properties"]["rule"]["enum"] = suppressible
    schema = {"$schema": _DIALECT, **_form(BriefForm), "$defs": forms}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _below(form: type[Form]) -> Iterator[type[Form]]:
    """The forms that a form refers to, and those that they refer to."""
    for key in form.keys.values():
        for inner in key.reader.forms:
            yield inner
            yield from _below(inner)


def _form(form: type[Form]) -> dict[str, Any]:
    required = [name for name, key in form.keys.items() if key.required]
    schema = {"required": required, **form.schema}
    return {
        "description": form.__doc__,
        "type": "object",
        "properties": {
            name: _key(key, may_be_empty=name not in schema["required"])
            for name, key in form.keys.items()
        },
        "additionalProperties": False,
        **schema,
    }


def _key(key: Key[Any], *, may_be_empty: bool) -> dict[str, Any]:
    schema = {"description": key.description, **key.reader.schema}
    if key.examples:
        schema["examples"] = key.examples
    if key.default not in (None, (), {}):
        schema["default"] = key.default
    return _or_nothing(schema) if may_be_empty else schema


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """A key without a value is as good as absent."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    nothing = {**schema, "type": [*types, "null"]}
    if "enum" in schema:
        nothing["enum"] = [*schema["enum"], None]
    return nothing
