"""The list of what makes the price of an offer: its price lines, setup, trial, membership and terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from offerdesigner.app.models.grid_sides import derived
from offerdesigner.economics.competition import offer_of
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    UnitPrice,
)
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.market import Competitor
from offerdesigner.model.offers import Offer, Option, RateCard, TaxMode, Trial
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.offers import commitments
from offerdesigner.pricing.sides import on_side
from offerdesigner.pricing.usage import granted
from offerdesigner.pricing.wording import counted, price, short
from offerdesigner.text import _, every, listed, months, number, plural, typeset

Holder = Offer | Option | Competitor
"""What holds price lines. Those of a competitor show as they were entered: another VAT than ours bears on them."""


class Part(StrEnum):
    """What a line of the list is about."""

    RATE = "rate"
    SETUP = "setup_fee"
    TRIAL = "trial"
    MEMBERSHIP = "membership"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A line of the list: its address, and three short texts."""

    address: Address
    part: Part
    title: str
    price: str
    counted: str
    severity: Severity | None = None

    @property
    def id(self) -> str:
        """Lines are known by their address."""
        return self.address


def price_lines(
    project: Project, holder_address: Address, findings: Sequence[Finding] = (), side: TaxMode = TaxMode.TTC
) -> tuple[PriceLine, ...]:
    """Return the lines of an offer, or of what has price lines only, with their prices on `side`."""
    kept: Any = addresses.get(project, holder_address)
    holder: Holder = kept if isinstance(kept, Competitor) else on_side(kept, side, project.structure.vat)
    metrics = {metric.id: metric for metric in project.metrics}
    found = [
        _rate_line(project, holder, holder_address, rate, metrics, derived(was, rate))
        for was, rate in zip(kept.rates, holder.rates, strict=True)
    ]
    if isinstance(holder, Offer):
        said = side.upper() if holder.setup_fee != kept.setup_fee else ""
        found += _offer_lines(project, holder, holder_address, said)
    if isinstance(holder, Competitor):
        found.append(_terms_line(offer_of(holder), holder_address))
    return tuple(_marked(line, findings) for line in found)


def _marked(line: PriceLine, findings: Sequence[Finding]) -> PriceLine:
    inside = {finding.severity for finding in findings if contains(line.address, finding.address)}
    worst = next((severity for severity in Severity if severity in inside), None)
    if worst is None or worst == Severity.STRENGTH:
        return line
    return PriceLine(line.address, line.part, line.title, line.price, line.counted, worst)


def rate_name(holder: Holder, rate: RateCard) -> str:
    """Return the name to show for a price line: its own, or that of what holds it."""
    return rate.name or holder.name or _("Sans nom")


def _rate_line(
    project: Project, holder: Holder, holder_address: Address, rate: RateCard, metrics: dict[Id, Metric], side: str
) -> PriceLine:
    metric = metrics.get(rate.metric) if rate.metric else None
    asked = short(rate.charge, metric)
    if not isinstance(rate.charge, OnQuote) and rate.charge != FlatPrice(amount=Decimal(0)):
        asked = " ".join(filter(None, (asked, side, every(rate.period_months))))
    return PriceLine(
        at(holder_address, "rates", rate.id),
        Part.RATE,
        rate_name(holder, rate),
        typeset(asked),
        typeset(_counted_in(project, holder, rate, metric)),
    )


def _counted_in(project: Project, holder: Holder, rate: RateCard, metric: Metric | None) -> str:
    """Say what one price is for; a price that does not follow the quantity never reads « par personne »."""
    charge = rate.charge
    if metric is None or isinstance(charge, FlatPrice | FreePrice | OnQuote):
        included = _included(project, holder) if isinstance(holder, Offer) and rate is holder.lead_rate else ""
        return included or _whole(charge)
    match charge:
        case StairstepPrice():
            return _("un prix par palier")
        case CapacityPrice():
            more = metric.singular if charge.size == 1 else counted(charge.size, metric)
            return _("{quantity}, puis par {more}").format(quantity=counted(charge.included, metric), more=more)
        case PackagePrice():
            each = _("par lot de {quantity}").format(quantity=counted(charge.size, metric))
        case _:
            each = _("par {unit}").format(unit=metric.singular)
    if not rate.beyond_included:
        return each
    allowance = granted(project, holder, metric.id, {}) if isinstance(holder, Offer) else None
    if allowance is None:
        return _("{each} en plus").format(each=each)
    return _("{each} au-delà de {n}").format(each=each, n=number(allowance))


def _whole(charge: Charge) -> str:
    if isinstance(charge, OnQuote):
        return ""
    return _("au choix du client") if isinstance(charge, FreePrice) else _("un forfait")


def _included(project: Project, offer: Offer) -> str:
    """Return « 5 personnes, 20 Go compris »: the first two quantities that the offer gives."""
    given = []
    for metric in project.metrics:
        quantity = granted(project, offer, metric.id, {}) if inclusions_of(project, offer) else None
        if quantity:
            given.append(counted(quantity, metric))
    return _("{quantities} compris").format(quantities=", ".join(given[:2])) if given else ""


def _offer_lines(project: Project, offer: Offer, holder_address: Address, side: str) -> list[PriceLine]:
    said = (
        (Part.SETUP, _("Mise en service"), *_setup_words(offer, side)),
        (Part.TRIAL, _("Essai"), *_trial_words(offer.trial)),
        (Part.MEMBERSHIP, _("Adhésion"), *_membership_words(project, offer)),
    )
    lines = [
        PriceLine(at(holder_address, part.value), part, typeset(title), typeset(first), typeset(second))
        for part, title, first, second in said
    ]
    return [*lines, _terms_line(offer, holder_address)]


def _terms_line(offer: Offer, holder_address: Address) -> PriceLine:
    first, second = _terms_words(offer)
    title = typeset(_("Échéances de l'offre"))
    return PriceLine(at(holder_address, Part.TERMS.value), Part.TERMS, title, typeset(first), typeset(second))


def _setup_words(offer: Offer, side: str) -> tuple[str, str]:
    fee = offer.setup_fee
    if fee is None:
        return _("aucune"), ""
    if isinstance(fee, OnQuote):
        return _("sur devis"), _("une fois")
    return (f"{price(fee.amount)} {side}".strip() if fee.amount else _("offerte")), _("une fois")


def _trial_words(trial: Trial | None) -> tuple[str, str]:
    if trial is None:
        return _("aucun"), ""
    unit = plural(trial.duration, _("jour"), _("jours")) if trial.unit == "days" else _("mois")
    return f"{trial.duration} {unit}", price(trial.price) if trial.price else _("sans frais")


def _membership_words(project: Project, offer: Offer) -> tuple[str, str]:
    membership = project.structure.membership
    if offer.membership == MembershipRule.NONE:
        return _("aucune"), ""
    if offer.membership == MembershipRule.INCLUDED:
        return _("comprise"), ""
    if membership is None:
        return _("due"), _("la structure n'en a pas")
    return f"{price(membership.amount)} {every(membership.period_months)}", _("due en plus de l'abonnement")


def _terms_words(offer: Offer) -> tuple[str, str]:
    if not offer.terms:
        return _("aucune"), _("au prix de chaque ligne")
    return listed(map(months, commitments(offer))), ""


def new_rate(project: Project, holder: Holder, side: TaxMode = TaxMode.TTC) -> RateCard:
    """Return the price line that is most likely the next one, to be entered on `side`.

    The subscription, then each thing that is granted.
    """
    if not holder.rates:
        return RateCard(name=_("Abonnement"), charge=FlatPrice(amount=Decimal(0)), tax=side)
    if isinstance(holder, Offer):
        metered = {rate.metric for rate in holder.rates}
        for metric in project.metrics:
            if metric.id not in metered and granted(project, holder, metric.id, {}):
                name = _("{unit} en plus").format(unit=metric.singular)
                charge: Charge = UnitPrice(unit_price=Decimal(0))
                return RateCard(
                    name=_capitalised(name), charge=charge, metric=metric.id, beyond_included=True, tax=side
                )
    return RateCard(name=_("Nouvelle ligne"), charge=FlatPrice(amount=Decimal(0)), tax=side)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def place_of(holder: Holder, line_address: Address) -> int:
    """Return the place of a price line among those of its holder.

    Raises `KeyError` when it is not one of them.
    """
    rates: tuple[Any, ...] = holder.rates
    return addresses.index_of(rates, addresses.last(line_address))
