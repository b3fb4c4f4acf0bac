"""A project is frozen to the bottom, and made of tuples of identified objects."""

import inspect
import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import get_args, get_origin

import pytest
from pydantic import ValidationError

from offerdesigner.model.base import Identified, Model, evolve
from offerdesigner.model.offers import Term
from offerdesigner.model.project import Picture, Project

SCALARS = (str, int, bool, bytes, Decimal, date, type(None))


def walk(model, seen):
    """Yield (model, field name, annotation) for every field reachable from `model`."""
    if model in seen:
        return
    seen.add(model)
    hints = typing.get_type_hints(model)
    for name in model.model_fields:
        yield model, name, hints[name]
        for leaf in leaves(hints[name]):
            if inspect.isclass(leaf) and issubclass(leaf, Model):
                yield from walk(leaf, seen)


def leaves(annotation):
    if get_origin(annotation) is typing.Literal:
        return
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from leaves(argument)


FIELDS = list(walk(Project, set()))


@pytest.mark.parametrize("model, name, annotation", FIELDS, ids=[f"{m.__name__}.{n}" for m, n, _ in FIELDS])
def test_fields_hold_frozen_values_only(model, name, annotation):
    assert model.model_config["frozen"]
    origins = set()

    def visit(part):
        origins.add(get_origin(part))
        for argument in get_args(part):
            visit(argument)

    visit(annotation)
    assert origins <= {None, tuple, types.UnionType, typing.Union, typing.Literal, typing.Annotated}
    for leaf in leaves(annotation):
        assert issubclass(leaf, (*SCALARS, Enum, Model)), leaf


def test_tuples_of_models_hold_identified_ones():
    for _model, _name, annotation in FIELDS:
        if get_origin(annotation) is tuple:
            for leaf in leaves(annotation):
                assert not issubclass(leaf, Model) or issubclass(leaf, (Identified, Picture))


def test_evolve_validates_the_whole():
    term = Term(months=12, price=Decimal(100))
    with pytest.raises(ValidationError):
        evolve(term, percent_off=Decimal(10))
    with pytest.raises(ValidationError):
        evolve(term, price=Decimal(-5))
    with pytest.raises(ValidationError):
        evolve(term, unknown=1)


def test_evolve_keeps_the_identity_of_what_it_does_not_touch():
    project = Project()
    assert evolve(project, name="Autre").structure is project.structure


def test_nothing_can_be_set_in_place():
    with pytest.raises(ValidationError):
        Project().name = "x"


@pytest.mark.parametrize("amount", [1.1, "NaN", "Infinity", "1e308", "-1", "0.001", "deux"])
def test_amounts_refuse_what_is_not_money(amount):
    with pytest.raises(ValidationError):
        Term(months=12, price=amount)
