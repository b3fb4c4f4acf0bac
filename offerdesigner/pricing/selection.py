"""What a client takes: the options chosen, those that the usage calls for, and what nothing covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.offers import Inclusion, Offer, Option, RateCard
from offerdesigner.model.project import Project, includes_option
from offerdesigner.pricing.charges import started_packs
from offerdesigner.pricing.usage import UNLIMITED, Usage, allowance, offer_lines
from offerdesigner.text import _


class PricingError(ValueError):
    """The question makes no sense for this offer; the message is a French sentence."""


@dataclass(frozen=True)
class Selection:
    """An offer with so many of each option, for a usage."""

    project: Project
    offer: Offer
    usage: Usage
    counts: Mapping[Id, int]

    @property
    def options(self) -> Iterator[tuple[Option, int]]:
        """The options taken, in the project's order, with their number."""
        return ((option, self.counts[option.id]) for option in self.project.options if self.counts.get(option.id))

    @cached_property
    def metrics(self) -> dict[Id, Metric]:
        """What is counted in the project, by id."""
        return {metric.id: metric for metric in self.project.metrics}

    @cached_property
    def lines(self) -> tuple[tuple[Inclusion, int], ...]:
        """What the offer and the options taken say of services, each line so many times."""
        added = tuple((line, count) for option, count in self.options for line in option.adds)
        return offer_lines(self.project, self.offer) + added

    def allowance(self, metric: Id) -> Decimal | None:
        """Return how much of `metric` is covered: `UNLIMITED`, or `None` when nothing speaks of it."""
        return allowance(self.project, self.lines, metric, self.usage)

    def charged_quantity(self, rate: RateCard) -> Decimal:
        """Return how many units `rate` charges."""
        if rate.metric is None:
            return Decimal(1)
        wanted = self.usage.get(rate.metric)
        if wanted is not None and not rate.beyond_included:
            return wanted
        return charged(rate, self.allowance(rate.metric), wanted)

    @cached_property
    def uncovered(self) -> dict[Id, Decimal]:
        """What the usage asks beyond what is covered or charged, by metric: its price is unknown."""
        metered = {rate.metric for rate in self.offer.rates}
        beyond = {}
        for metric, wanted in self.usage.items():
            covered = self.allowance(metric) if metric not in metered else None
            if covered is not None and wanted > covered:
                beyond[metric] = wanted - covered
        return beyond


def charged(rate: RateCard, covered: Decimal | None, wanted: Decimal | None) -> Decimal:
    """Return how many units `rate` charges where `covered` are included and `wanted` are used (`None`: unsaid)."""
    if rate.beyond_included:
        if covered == UNLIMITED:
            return Decimal(0)
        covered = covered or Decimal(0)
        return max(Decimal(0), (covered if wanted is None else wanted) - covered)
    if wanted is not None:
        return wanted
    return covered if covered and covered != UNLIMITED else Decimal(1)


def select(project: Project, offer: Offer, usage: Usage, wanted: Counter[Id]) -> Selection:
    """Return `offer` with the options `wanted` and those that add themselves for `usage`.

    Raises `PricingError` when a metric is unknown, or an option cannot be taken.
    """
    known = {metric.id for metric in project.metrics}
    for metric in usage:
        if metric not in known:
            raise PricingError(_("« {metric} » n'est pas compté dans ce projet.").format(metric=metric))
    _check_options(project, offer, wanted)
    selection = Selection(project, offer, usage, wanted)
    for option in project.options_for(offer):
        if not option.when_needed or not selection.uncovered:
            continue
        count = _packs_needed(selection, option)
        total = selection.counts.get(option.id, 0) + count
        if count and total <= (option.max_quantity or total) and _goes_with(option, selection):
            selection = Selection(project, offer, usage, {**selection.counts, option.id: total})
    return selection


def _packs_needed(selection: Selection, option: Option) -> int:
    """Return how many of `option` the usage calls for."""
    lines = [(line, 1) for line in option.adds]
    packs = 0
    for metric, excess in selection.uncovered.items():
        gives = allowance(selection.project, lines, metric, selection.usage)
        if gives == UNLIMITED:
            packs = max(packs, 1)
        elif gives:
            packs = max(packs, int(started_packs(excess, gives)))
    return packs


def _goes_with(option: Option, selection: Selection) -> bool:
    counts, project = selection.counts, selection.project
    known = {other.id: other for other in project.options}
    has_needed = all(
        counts.get(needed) or includes_option(project, selection.offer, known[needed]) for needed in option.needs
    )
    return has_needed and not any(counts.get(excluded) for excluded in option.excludes)


def _check_options(project: Project, offer: Offer, wanted: Counter[Id]) -> None:
    known = {option.id: option for option in project.options}
    for option_id, count in wanted.items():
        option = known.get(option_id)
        if option is None:
            raise PricingError(_("L'option « {name} » n'existe pas.").format(name=option_id))
        reason = _refusal(project, option, count, offer, known, wanted)
        if reason:
            raise PricingError(reason)


def refusals(project: Project, offer: Offer, wanted: Counter[Id]) -> dict[Id, str]:
    """Say why each of the options `wanted`, which exist, cannot be taken; what is left can be, together."""
    known = {option.id: option for option in project.options}
    refused: dict[Id, str] = {}
    while True:
        kept = Counter({option: count for option, count in wanted.items() if option not in refused})
        reasons = ((option, _refusal(project, known[option], kept[option], offer, known, kept)) for option in kept)
        found = {option: reason for option, reason in reasons if reason}
        if not found:
            return refused
        refused |= found


def _refusal(
    project: Project, option: Option, count: int, offer: Offer, known: Mapping[Id, Option], wanted: Counter[Id]
) -> str | None:
    """Say why `option` cannot be taken so many times, or `None`."""
    if not option.is_available_for(offer):
        said = _("L'option « {option} » n'est pas proposée avec « {offer} ».")
        return said.format(option=option.name, offer=offer.name)
    if option.max_quantity is not None and count > option.max_quantity:
        said = _("L'option « {option} » se prend {n} fois au plus.")
        return said.format(option=option.name, n=option.max_quantity)
    for needed in option.needs:
        if needed not in wanted and not includes_option(project, offer, known[needed]):
            said = _("L'option « {option} » demande aussi « {other} ».")
            return said.format(option=option.name, other=known[needed].name)
    for excluded in option.excludes:
        if excluded in wanted:
            said = _("L'option « {option} » ne va pas avec « {other} ».")
            return said.format(option=option.name, other=known[excluded].name)
    return None
