"""Why a value is refused, in one French sentence: for an edit, and for a file, where it also says where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from offerdesigner.model.address import NoSuchAddress
from offerdesigner.model.base import Model
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.text import _

REFUSALS = (ValidationError, Refused, NoSuchAddress, KeyError)
"""What an edit raises when it cannot be made: its values are not valid, or what it changes is gone."""


def why_refused(error: Exception) -> str:
    """Return in one French sentence why an edit raised one of `REFUSALS`."""
    if isinstance(error, ValidationError):
        return reason(error)
    return str(error) if isinstance(error, Refused) else _("Ce que vous modifiez vient d'être supprimé.")


def reason(error: ValidationError) -> str:
    """Return the first reason why an edit is refused: « « Remise en % » doit valoir au plus 100. »."""
    said = _what(error.errors(include_url=False)[0], _model_named(error.title))
    return f"{said[:1].upper()}{said[1:]}."


def explain(error: ValidationError, project: Any) -> str:
    """Return why `project` (JSON, as read) is refused: where, what, and how many more reasons there are."""
    problems = error.errors(include_url=False)
    first = problems[0]
    where = _where(first["loc"], project)
    what = _what(first, Project)
    sentence = f"{where}, {what}" if where else what
    others = len(problems) - 1
    if others:
        more = _("une autre erreur") if others == 1 else _("{n} autres erreurs").format(n=others)
        sentence += _(" (et {more})").format(more=more)
    return f"{sentence}."


_KINDS: dict[str, Callable[[], str]] = {
    "partners": lambda: _("dans le partenaire {name}"),
    "metrics": lambda: _("dans la mesure {name}"),
    "groups": lambda: _("dans le groupe {name}"),
    "services": lambda: _("dans le service {name}"),
    "ranges": lambda: _("dans la gamme {name}"),
    "offers": lambda: _("dans l'offre {name}"),
    "options": lambda: _("dans l'option {name}"),
    "price_lists": lambda: _("dans la grille {name}"),
    "profiles": lambda: _("dans l'usage type {name}"),
    "sharing": lambda: _("dans la règle de partage {name}"),
    "sales": lambda: _("dans la vente prévue {name}"),
    "cost_groups": lambda: _("dans la sous-famille de coûts {name}"),
    "costs": lambda: _("dans le poste de coût {name}"),
    "pictures": lambda: _("dans l'image {name}"),
    "waivers": lambda: _("dans l'alerte ignorée {name}"),
}


def _where(loc: tuple[int | str, ...], project: Any) -> str:
    """Say which object of the project holds the place `loc`, by its name when it has one."""
    match loc:
        case (str(kind), int(index), *_rest) if kind in _KINDS:
            items = project.get(kind) if isinstance(project, Mapping) else None
            item = items[index] if isinstance(items, list) and index < len(items) else None
            return _KINDS[kind]().format(name=_name(item, index))
        case ("structure", *_rest):
            return _("dans la structure")
        case _:
            return ""


def _name(item: Any, index: int) -> str:
    if isinstance(item, Mapping):
        for field in ("name", "need", "software", "rule"):
            if isinstance(item.get(field), str) and item[field].strip():
                return _("« {name} »").format(name=_short(item[field].strip()))
    return _("n° {n}").format(n=index + 1)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _model_named(name: str) -> type[BaseModel]:
    """Return the model that a refusal is about (pydantic gives its name)."""
    waiting: list[type[BaseModel]] = [Model]
    while waiting:
        model = waiting.pop()
        if model.__name__ == name:
            return model
        waiting.extend(model.__subclasses__())
    return Project


def _what(problem: ErrorDetails, root: type[BaseModel]) -> str:
    """Say what is wrong with one value of a `root`."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "value_error":
        said = str(context["error"]).rstrip(".")
        return f"{said[:1].lower()}{said[1:]}"
    return _REASONS.get(kind, _not_valid)().format(field=_title(problem["loc"], root), **context)


def _title(loc: tuple[int | str, ...], root: type[BaseModel]) -> str:
    """Return the title of the field at the end of `loc`, from `root`, or its raw name when it has none."""
    title = _("le projet")
    models: set[type[BaseModel]] = {root}
    for part in loc:
        if not isinstance(part, str):
            continue
        tagged = {model for model in models if _kind(model) == part}
        fields = [model.model_fields[part] for model in models if part in model.model_fields]
        if tagged and len(models) > 1:  # pydantic names the kind chosen in a union
            models = tagged
        elif fields:
            title = fields[0].title or part
            models = {found for field in fields for found in _models_in(field.annotation)}
        else:
            title = part
    return _short(title)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation (a union, a tuple, an annotated type) allows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _kind(model: type[BaseModel]) -> Any:
    field = model.model_fields.get("kind")
    return field.default if field else None


def _not_valid() -> str:
    return _("« {field} » n'a pas une valeur possible")


def _not_a_number() -> str:
    return _("« {field} » n'est pas un nombre")


_REASONS: dict[str, Callable[[], str]] = {
    "missing": lambda: _("il manque « {field} »"),
    "extra_forbidden": lambda: _("« {field} » est inconnu de cette version"),
    "greater_than_equal": lambda: _("« {field} » doit valoir au moins {ge}"),
    "greater_than": lambda: _("« {field} » doit dépasser {gt}"),
    "less_than_equal": lambda: _("« {field} » doit valoir au plus {le}"),
    "less_than": lambda: _("« {field} » doit rester sous {lt}"),
    "string_too_long": lambda: _("« {field} » est trop long ({max_length} signes au plus)"),
    "string_too_short": lambda: _("« {field} » est vide"),
    "too_long": lambda: _("« {field} » est trop long"),
    "bytes_too_long": lambda: _("« {field} » est trop long"),
    "decimal_parsing": _not_a_number,
    "decimal_type": _not_a_number,
    "finite_number": _not_a_number,
    "int_parsing": _not_a_number,
    "int_type": _not_a_number,
    "int_from_float": lambda: _("« {field} » n'est pas un nombre entier"),
    "decimal_max_places": lambda: _("« {field} » a trop de décimales ({decimal_places} au plus)"),
    "decimal_max_digits": lambda: _("« {field} » est trop grand"),
    "decimal_whole_digits": lambda: _("« {field} » est trop grand"),
    "date_from_datetime_parsing": lambda: _("« {field} » n'est pas une date"),
    "date_type": lambda: _("« {field} » n'est pas une date"),
    "string_type": lambda: _("« {field} » n'est pas un texte"),
    "model_type": lambda: _("« {field} » n'a pas la forme attendue"),
    "tuple_type": lambda: _("« {field} » n'est pas une liste"),
    "base64_decode": lambda: _("« {field} » est abîmé"),
}
