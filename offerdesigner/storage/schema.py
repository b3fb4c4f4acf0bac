"""The JSON schema of the `.offre` format, made from the model; `resources/schema/` publishes it."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from offerdesigner.model.project import Project
from offerdesigner.storage.format import FORMAT
from offerdesigner.text import _

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Schema(GenerateJsonSchema):
    """Decimals are texts (or whole numbers): a float would lose cents, and is refused."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, {"type": "integer"}]}


def schema_text() -> str:
    """Return the schema of the whole file, as text."""
    return json.dumps(_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> dict[str, Any]:
    project = Project.model_json_schema(schema_generator=_Schema, ref_template="#/$defs/{model}")
    definitions = project.pop("$defs")
    for definition in (*definitions.values(), project):
        _tell_kind(definition)
        for field in definition.get("properties", {}).values():
            _bound_decimals(field)
    return {
        "$schema": DIALECT,
        "title": _("Fichier .offre, format {n}").format(n=FORMAT),
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "project": {"$ref": "#/$defs/Project"}},
        "required": ["format", "project"],
        "additionalProperties": False,
        "$defs": {**definitions, "Project": project},
    }


def _tell_kind(definition: dict[str, Any]) -> None:
    """Require `kind`, which says which object of a union follows, though it has a default in the model."""
    if "const" in definition.get("properties", {}).get("kind", {}):
        definition["required"] = sorted({"kind", *definition.get("required", ())})


def _bound_decimals(field: dict[str, Any]) -> None:
    """Turn what pydantic says of a decimal, in words of its own, into the words of JSON schema."""
    for inner in field.get("anyOf", ()):
        _bound_decimals(inner)
    if "decimal_places" not in field:
        return
    places = field.pop("decimal_places")
    whole = field.pop("max_digits") - places
    text, integer = field["anyOf"]
    sign = "" if {"ge", "gt"} & field.keys() else "-?"
    text["pattern"] = rf"^{sign}\d{{1,{whole}}}(\.\d{{1,{places}}})?$"
    for name, keyword in _BOUNDS.items():
        if name in field:
            integer[keyword] = field.pop(name)


_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
