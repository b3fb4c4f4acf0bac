"""What the page « Partage » does beyond putting a value at an address."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from offerdesigner.model.address import NoSuchAddress, at
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingRule
from offerdesigner.text import _


def rule_named(project: Project, rule: Id) -> SharingRule:
    """Return a rule.

    Raises `NoSuchAddress` when it is gone.
    """
    for held in project.sharing:
        if held.id == rule:
            return held
    raise NoSuchAddress(at("sharing", rule))


def part_of(rule: Id, partner: Id | None, field: str) -> Callable[[Project], Decimal]:
    """Return what reads the part (`percent`, or `amount`) of a structure in a rule, 0 when it has none."""

    def read(project: Project) -> Decimal:
        shares = rule_named(project, rule).shares
        return next((getattr(share, field) for share in shares if share.partner == partner), Decimal(0))

    return read


def give_part(rule: Id, partner: Id | None, field: str, label: str) -> Callable[[Decimal], Edit]:
    """Return what makes the edit that gives a structure its part; one that gets nothing leaves the rule."""

    def edit(value: Decimal) -> Edit:
        def apply(project: Project) -> Project:
            held = rule_named(project, rule)
            if any(share.partner == partner for share in held.shares):
                made = [evolve(one, **{field: value}) if one.partner == partner else one for one in held.shares]
            else:
                made = [*held.shares, evolve(PartnerShare(id=new_id(), partner=partner), **{field: value})]
            kept = tuple(share for share in made if share.percent or share.amount)
            return _with_rule(project, evolve(held, shares=kept))

        key = ("part", rule, partner, field)
        return Edit(label, apply, at("sharing", rule, "shares"), key)

    return edit


def _with_rule(project: Project, rule: SharingRule) -> Project:
    return evolve(project, sharing=tuple(rule if held.id == rule.id else held for held in project.sharing))


def share_every_offer(rule: Id) -> Edit:
    """Make a rule one for all the offers that no other rule names."""
    return set_value(at("sharing", rule, "offers"), None, _("choisir les offres d'une règle"))


def toggle_offer(project: Project, rule: Id, offer: Id) -> Edit:
    """Put an offer under a rule, or take it away; the rule is then for chosen offers."""
    chosen = _toggled(project.offers, rule_named(project, rule).offers or (), offer)
    return set_value(at("sharing", rule, "offers"), chosen, _("choisir les offres d'une règle"))


def toggle_option(project: Project, sale: Id, option: Id) -> Edit:
    """Take an option with an expected sale, or no longer."""
    held: Sale = project.find("sales", sale)  # type: ignore[assignment]
    chosen = _toggled(project.options, held.options, option)
    return set_value(at("sales", sale, "options"), chosen, _("choisir les options d'une vente"))


def _toggled(items: tuple[Any, ...], chosen: tuple[Id, ...], wanted: Id) -> tuple[Id, ...]:
    """Return the ids chosen among `items`, in their order, with `wanted` changed."""
    now = set(chosen) ^ {wanted}
    return tuple(item.id for item in items if item.id in now)
