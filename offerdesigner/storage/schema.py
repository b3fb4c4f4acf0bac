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
        places = schema["decimal_places"]
        sign = "" if {"ge", "gt"} & schema.keys() else "-?"
        pattern = rf"^{sign}\d{{1,{schema['max_digits'] - places}}}(\.\d{{1,{places}}})?$"
        bounds = {keyword: schema[name] for name, keyword in _BOUNDS.items() if name in schema}  # type: ignore[literal-required]
        return {"anyOf": [{"type": "string", "pattern": pattern}, {"type": "integer", **bounds}]}


_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def schema_text() -> str:
    """Return the schema of the whole file, as text."""
    return json.dumps(_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> dict[str, Any]:
    project = Project.model_json_schema(schema_generator=_Schema, ref_template="#/$defs/{model}")
    definitions = project.pop("$defs")
    for definition in (*definitions.values(), project):
        _tell_kind(definition)
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
