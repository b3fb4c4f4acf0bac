"""The options that a grid proposes: what they cost, what they add, and with which offers they go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.offers import Inclusion, Option, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage.exchange.grid_prices import Entry, Prices, said
from offerdesigner.text import _, fold


@dataclass
class _Draft:
    name: str
    rate: RateCard | None = None
    service: Id | None = None
    offers: list[Id] = field(default_factory=list)


class Options:
    """Gathers options line by line; `is_filling` tells that options of these names are the ones to complete."""

    def __init__(self, prices: Prices, fresh: Callable[[], Id], *, is_filling: bool) -> None:
        self._prices, self._fresh, self._is_filling = prices, fresh, is_filling
        self._drafts: list[_Draft] = []

    def __len__(self) -> int:
        return len(self._drafts)

    def propose(self, name: str, service: Id | None, proposed: Iterable[tuple[Id, Entry | None]]) -> None:
        """Propose an option with offers, each with the price that its cell says, if it does.

        It adds `service`, if there is one. All must say one price: another is left out.
        """
        draft = _Draft(name, service=service)
        for offer, entry in proposed:
            if entry is None or self._takes(draft, entry):
                draft.offers.append(offer)
        if draft.offers:
            self._drafts.append(draft)

    def _takes(self, draft: _Draft, entry: Entry) -> bool:
        try:
            rate = self._rate(entry)
        except Refused as refusal:
            self._prices.leave(entry.place, said(refusal))
            return False
        if draft.rate is None:
            draft.rate = rate
        elif not _same_price(draft.rate, rate):
            self._prices.leave(entry.place, _("cette option a déjà un autre prix, et une option n'en a qu'un"))
            return False
        return True

    def _rate(self, entry: Entry) -> RateCard:
        unit = entry.price.unit
        return RateCard(
            id=self._fresh(),
            charge=self._prices.charge(entry),
            metric=None if unit is None else self._prices.metrics(unit),
            period_months=entry.months,
            tax=entry.tax or TaxMode.TTC,
        )

    def written(self, project: Project, offers: Sequence[Id]) -> tuple[Option, ...]:
        """Return the options of a project whose offers will be `offers`, with those that were gathered."""
        options = list(project.options)
        for draft in self._drafts:
            known = next((place for place, option in enumerate(options) if self._is_same(option, draft)), None)
            option = Option(id=self._fresh(), name=draft.name, available_for=()) if known is None else options[known]
            completed = self._completed(option, draft, offers)
            if known is None:
                options.append(completed)
            else:
                options[known] = completed
        return tuple(options)

    def _is_same(self, option: Option, draft: _Draft) -> bool:
        if fold(option.name) != fold(draft.name):
            return False
        if self._is_filling or draft.rate is None:
            return True
        return len(option.rates) == 1 and _same_price(option.rates[0], draft.rate)

    def _completed(self, option: Option, draft: _Draft, offers: Sequence[Id]) -> Option:
        wanted = set(draft.offers) | set(offers if option.available_for is None else option.available_for)
        available = tuple(offer for offer in offers if offer in wanted)
        adds = option.adds
        if draft.service is not None and all(line.service != draft.service for line in adds):
            adds = (*adds, Inclusion(id=self._fresh(), service=draft.service))
        option = option if draft.rate is None else self._prices.with_price(option, draft.rate)
        return evolve(option, adds=adds, available_for=None if available == tuple(offers) else available)


def _same_price(one: RateCard, other: RateCard) -> bool:
    return (one.charge, one.period_months, one.metric, one.tax) == (
        other.charge,
        other.period_months,
        other.metric,
        other.tax,
    )
