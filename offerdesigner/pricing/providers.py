"""Who cashes what: the structure that a price line belongs to, and its VAT."""

from __future__ import annotations

from functools import partial

from offerdesigner.model.base import Id
from offerdesigner.model.offers import Offer, Option, RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat
from offerdesigner.pricing.lines import Line, LineKind
from offerdesigner.pricing.offers import Vats


def priced_by(project: Project, line: Line) -> tuple[Offer | Option, RateCard | None] | None:
    """Return the offer or option whose price line gives `line`, and that price line; `None` where none does."""
    kind, holder, _rates, *rest = (*line.address.split("/"), "", "")
    if line.kind not in (LineKind.SUBSCRIPTION, LineKind.OPTION) or kind not in ("offers", "options"):
        return None
    owner: Offer | Option = project.find(kind, holder)  # type: ignore[assignment]
    return owner, next((rate for rate in owner.rates if rate.id == rest[0]), None)


def provider_of(project: Project, line: Line) -> Id | None:
    """Return the structure that a price line belongs to; `None` when to nobody in particular."""
    found = priced_by(project, line)
    if found is None:
        return None
    owner, rate = found
    return (rate.provider if rate else None) or getattr(owner, "provider", None)


def vats_of(project: Project) -> Vats:
    """Return what tells the VAT situation of a partner; `None` is ours."""
    return partial(_vat, project.structure, {partner.id: partner for partner in project.partners})


def _vat(ours: Structure, partners: dict[Id, Structure], provider: Id | None) -> Vat:
    return ours.vat if provider is None else partners[provider].vat
