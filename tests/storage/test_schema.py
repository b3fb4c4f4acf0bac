from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner import resources
from offerdesigner.model.project import Project
from offerdesigner.storage.format import dump
from offerdesigner.storage.schema import schema_text
from tests.strategies import projects

SCHEMA: dict[str, Any] = json.loads(schema_text())

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """Judge `value` by the part of JSON schema that ours uses."""
    if "$ref" in schema:
        return accepts(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], value)
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema and not any(accepts(inner, value) for inner in schema[keyword]):
            return False
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        return False
    if isinstance(value, str):
        return len(value) <= schema.get("maxLength", len(value)) and bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, list):
        return all(accepts(schema.get("items", {}), item) for item in value)
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        known = all(name in properties for name in value) or schema.get("additionalProperties", True)
        complete = all(name in value for name in schema.get("required", ()))
        return known and complete and all(accepts(properties.get(name, {}), inner) for name, inner in value.items())
    return True


def test_the_published_schema_is_that_of_the_model() -> None:
    published = resources.path("schema", "offre-1.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "renew it: offerdesigner schema > resources/schema/offre-1.schema.json"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects(economy=True, quoted=True, events=True))
def test_what_we_write_follows_it(project: Project) -> None:
    assert accepts(SCHEMA, json.loads(dump(project)))


@pytest.mark.parametrize(
    "content",
    [
        {"format": 2, "project": {}},
        {"format": 1, "project": {"nom": ""}},
        {"format": 1, "project": {"structure": {"membership": {"amount": 12.5}}}},
        {"format": 1, "project": {"structure": {"membership": {"amount": "12,50"}}}},
        {"format": 1, "project": {"offers": [{"id": "a", "range": "b", "name": "c", "setup_fee": {"amount": "1"}}]}},
    ],
)
def test_it_refuses_what_the_model_refuses(content: dict[str, Any]) -> None:
    assert not accepts(SCHEMA, content)
