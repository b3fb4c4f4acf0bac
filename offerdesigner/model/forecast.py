"""What the structure expects: revenue beside the offers, scenarios of sales, and the plan they are read against.

Plain data; `offerdesigner.economics` computes with it. The clients of today are `Project.sales`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, field_validator

from offerdesigner.model.base import (
    Amount,
    Id,
    Identified,
    Line,
    Model,
    Months,
    Percent,
    Quantity,
    SignedAmount,
    Text,
    check_ids,
)
from offerdesigner.text import _


class RevenueKind(StrEnum):
    """Where money comes from. Subscriptions come from the offers; the rest is entered."""

    SUBSCRIPTIONS = "subscriptions"
    SALES = "sales"
    MEMBERSHIPS = "memberships"
    CALLS = "calls"
    GRANTS = "grants"
    DONATIONS = "donations"
    SPONSORSHIP = "sponsorship"
    OTHER = "other"


class Certainty(StrEnum):
    """Whether a revenue is signed, or hoped for."""

    CERTAIN = "certain"
    HOPED = "hoped"


class RevenueSource(Identified):
    """Source de revenus beside the offers: `amount` in € for `period_months`, from `first_month` of the plan on.

    `lasts_months` is how long it comes for (`None`: as long as the plan).
    """

    name: Line = Field("", title=_("Source"))
    kind: RevenueKind = Field(RevenueKind.GRANTS, title=_("Nature"))
    amount: Amount = Field(title=_("Montant"))
    period_months: Months = Field(12, title=_("Cadence"))
    certainty: Certainty = Field(Certainty.CERTAIN, title=_("Certaine ou espérée"))
    first_month: Months = Field(1, title=_("À partir du mois"))
    lasts_months: Months | None = Field(None, title=_("Pendant"))


class WantedShare(Identified):
    """The share (in %) that a kind of revenue should have in the economic model."""

    kind: RevenueKind = Field(title=_("Nature"))
    percent: Percent = Field(title=_("Part voulue"))


class MixShare(Identified):
    """How many of the new clients take one expected sale, among those of all the shares of the scenario."""

    sale: Id
    share: Quantity = Field(title=_("Part des nouveaux clients"))


class Scenario(Identified):
    """Scénario: `arrivals` clients begin a month, in the proportions of `mix`; `departures` % leave in a year.

    Those who begin where there is a trial stay for `trial_conversion` %. Without a mix, the clients of today are it.
    """

    name: Line = Field(title=_("Scénario"))
    arrivals: Quantity = Field(Decimal(1), title=_("Nouveaux clients par mois"))
    departures: Percent = Field(Decimal(0), title=_("Départs par an"))
    trial_conversion: Percent = Field(Decimal(100), title=_("Restent après l'essai"))
    counts_hoped: bool = Field(False, title=_("Compte les revenus espérés"))
    mix: tuple[MixShare, ...] = Field((), title=_("Répartition des ventes"), max_length=1000)
    note: Text = Field("", title=_("Hypothèses"))

    @field_validator("mix")
    @classmethod
    def _each_sale_once(cls, mix: tuple[MixShare, ...]) -> tuple[MixShare, ...]:
        if len({item.sale for item in mix}) != len(mix):
            raise ValueError(_("Une vente a deux parts dans le même scénario."))
        check_ids(mix)
        return mix


class SpreadKey(StrEnum):
    """Clé de répartition: how fixed costs are shared among the clients of the different offers."""

    CLIENTS = "clients"
    REVENUE = "revenue"
    METRIC = "metric"


class WagePoint(Identified):
    """One line of a wage table: what the employer pays a month, in €, for a gross pay of `gross` € a month."""

    gross: Amount = Field(title=_("Brut par mois"))
    cost: Amount = Field(title=_("Coût pour l'employeur"))


class Plan(Model):
    """Cap: from when, with what in the bank, to which aim, and by which conventions costs are read.

    `wages` replaces the published table where it is not empty. `days`, `hours` and `productive_share` give
    what a day or an hour of work costs: worked days a year, hours a day, share (%) of a post that serves
    clients (days that are told as such all do). `most_clients` can be served, of the `public_size` that exist.
    """

    start: date | None = Field(None, title=_("Premier mois"))
    opening_cash: SignedAmount = Field(Decimal(0), title=_("En banque au départ"))
    target_clients: int | None = Field(None, title=_("Objectif de clients"), ge=1, le=1_000_000)
    target_date: date | None = Field(None, title=_("À atteindre pour"))
    most_clients: int | None = Field(
        None,
        title=_("Clients au plus"),
        description=_("Ce que l'on peut servir : au-delà, vos serveurs ou vos soirées n'y suffisent plus."),
        ge=1,
        le=1_000_000,
    )
    public_size: int | None = Field(
        None,
        title=_("Taille du public"),
        description=_("Combien existent là où vous vendez : de quoi savoir si l'objectif est possible."),
        ge=1,
        le=10_000_000,
    )
    scenario: Id | None = Field(None, title=_("Scénario suivi"))
    spread: SpreadKey = Field(SpreadKey.CLIENTS, title=_("Partage des coûts fixes"))
    spread_metric: Id | None = Field(None, title=_("Unité du partage"))
    days: Quantity = Field(Decimal(227), title=_("Jours travaillés par an"), gt=0, le=366)
    hours: Quantity = Field(Decimal(7), title=_("Heures par jour"), gt=0, le=24)
    productive_share: Percent = Field(Decimal(70), title=_("Part au service des clients"), gt=0)
    wages: tuple[WagePoint, ...] = Field((), title=_("Barème des cotisations"), max_length=30)
    surplus_use: Text = Field("", title=_("À quoi sert l'excédent"))

    @field_validator("wages")
    @classmethod
    def _gross_rises(cls, wages: tuple[WagePoint, ...]) -> tuple[WagePoint, ...]:
        gross = [point.gross for point in wages]
        if gross != sorted(set(gross)):
            raise ValueError(_("Les salaires d'un barème vont du plus petit au plus grand, chacun une fois."))
        check_ids(wages)
        return wages
