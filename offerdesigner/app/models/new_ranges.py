"""A new range: for whom, and from what (nothing, a template, a copy of another with its prices changed)."""

from __future__ import annotations

from offerdesigner.app.models.grid_edits import free_name
from offerdesigner.model.address import at
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.edits import Edit
from offerdesigner.model.offers import Audience, Range, RangeKind
from offerdesigner.model.project import Project
from offerdesigner.model.ranges import copied_range, joined_range, with_range
from offerdesigner.pricing.price_rule import PriceRule, under_rule
from offerdesigner.text import _, fold

PUBLICS = {
    Audience.ASSOCIATIONS: (_("Associations"), _("les associations")),
    Audience.LOCAL_AUTHORITIES: (_("Collectivités"), _("les collectivités")),
    Audience.BUSINESSES: (_("Entreprises"), _("les entreprises")),
    Audience.INDIVIDUALS: (_("Particuliers"), _("les particuliers")),
}
"""For each audience, the name of its range and how the public is written."""


KINDS = {
    RangeKind.LEVELS: _("des niveaux"),
    RangeKind.PACKS: _("des packs par besoin"),
    RangeKind.MIXED: _("niveaux et packs"),
    RangeKind.BESPOKE: _("sur mesure"),
}
"""For each kind of range, how its offers stand to one another."""


def audiences() -> list[tuple[Audience, str]]:
    """Return each audience with its name."""
    return [(audience, name) for audience, (name, _public) in PUBLICS.items()]


def likely_audience(project: Project) -> Audience | None:
    """Return the first audience that no range speaks to yet, or `None` when each has one."""
    taken = {sold.audience for sold in project.ranges}
    words = {fold(sold.public) for sold in project.ranges}
    return next(
        (one for one, (_name, public) in PUBLICS.items() if one not in taken and fold(public) not in words), None
    )


def new_range(project: Project, audience: Audience | None, name: str, public: str) -> Range:
    """Return a range of that name, numbered when another bears it."""
    wanted = free_name(name.strip() or _("Nouvelle gamme"), (sold.name for sold in project.ranges))
    return Range(id=new_id(), name=wanted, audience=audience, public=public.strip())


def add_empty(sold: Range) -> Edit:
    """Add a range without an offer."""
    return Edit(_label(sold), lambda project: with_range(project, sold), at("ranges", sold.id))


def add_from(template: Project, sold: Range) -> Edit:
    """Add the range of a template, addressed to another public."""
    ranged = _addressed(template.ranges[0], sold)
    return Edit(_label(sold), lambda project: joined_range(project, template, ranged), at("ranges", sold.id))


def add_copy(source: Range, sold: Range, rule: PriceRule) -> Edit:
    """Add a copy of a range, addressed to another public, with every price under `rule`."""
    ranged = _addressed(source, sold)
    label = _("copier la gamme « {source} » en « {name} »").format(source=source.name, name=sold.name)

    def apply(project: Project) -> Project:
        return copied_range(project, source.id, ranged, lambda offer: under_rule(offer, rule))

    return Edit(label, apply, at("ranges", sold.id))


def _label(sold: Range) -> str:
    return _("ajouter la gamme « {name} »").format(name=sold.name)


def _addressed(model: Range, sold: Range) -> Range:
    """Return `model` under the name of `sold`, its words speaking to the public of `sold`."""

    def spoken(text: str, longest: int) -> str:
        return text.replace(model.public, sold.public)[:longest] if model.public and sold.public else text

    return evolve(
        model,
        id=sold.id,
        name=sold.name,
        audience=sold.audience,
        public=sold.public,
        title=spoken(model.title, 200),
        lead=spoken(model.lead, 4000),
    )


def offered(project: Project) -> tuple[Range, ...]:
    """Return the ranges that have offers to copy."""
    sold: set[Id] = {offer.range for offer in project.offers}
    return tuple(one for one in project.ranges if one.id in sold)
