"""The market: competitors with their prices, what is compared, and where we mean to stand among them.

Plain data; `offerdesigner.economics.competition` computes with it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from offerdesigner.model.base import Amount, Id, Identified, Line, Model, Months, Percent, Text, check_ids, evolve
from offerdesigner.model.offers import RateCard, TaxMode, Term, check_own_prices, in_order, terms_under
from offerdesigner.text import _


class Strategy(StrEnum):
    """Where we mean our price to be."""

    LOWER = "lower"
    ALIGNED = "aligned"
    HIGHER = "higher"


class MarketRow(Identified):
    """A free row of the comparison (« Données en France », « Salariés », « Aide par téléphone »)."""

    name: Line = Field(title=_("Ligne"))


class Fact(Identified):
    """What stands in a free row, for a competitor or for us: words, « oui », « non », a number."""

    row: Id
    text: Line = Field("", title=_("Réponse"))


class Competitor(Identified):
    """Concurrent, or peer: what one of its offers costs, entered with the same price lines as ours.

    `setup_fee` is in €, on the side of `tax`; `membership` is what one must pay a year beside, in €. `vat_rate` (%)
    is its own VAT, which leads from one side to the other.
    """

    name: Line = Field("", title=_("Concurrent"))
    kind: Line = Field("", title=_("Nature"), description=_("Association, coopérative, entreprise…"))
    website: Line = Field("", title=_("Site"))
    seen_on: date | None = Field(None, title=_("Regardé le"))
    offer: Line = Field("", title=_("Offre comparée"))
    rates: tuple[RateCard, ...] = Field((), title=_("Lignes de prix"), max_length=20)
    terms: tuple[Term, ...] = Field((), title=_("Échéances"), max_length=20)
    setup_fee: Amount | None = Field(None, title=_("Mise en service"))
    membership: Amount | None = Field(None, title=_("Adhésion par an"), description=_("Si elle est obligatoire."))
    vat_rate: Percent = Field(Decimal(20), title=_("Sa TVA"), description=_("0 % pour qui n'en facture pas."))
    facts: tuple[Fact, ...] = Field((), title=_("Réponses"), max_length=200)
    note: Text = Field("", title=_("Note"))

    @field_validator("facts")
    @classmethod
    def _each_row_once(cls, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return one_a_row(facts)

    @field_validator("rates", "terms")
    @classmethod
    def _ids_differ(cls, items: tuple[Identified, ...]) -> tuple[Identified, ...]:
        check_ids(items)
        return items

    @field_validator("terms")
    @classmethod
    def _terms_in_order(cls, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return in_order(terms)

    @model_validator(mode="after")
    def _own_prices_apply(self) -> Competitor:
        check_own_prices(self.rates, self.terms)
        return self

    @property
    def tax(self) -> TaxMode:
        """The side of its first price line, on which what has no side of its own was entered; TTC without one."""
        return self.rates[0].tax if self.rates else TaxMode.TTC


def with_their_rates(competitor: Competitor, rates: tuple[RateCard, ...]) -> Competitor:
    """Return `competitor` with other price lines; the own prices of its terms go when nothing bears them any more."""
    return evolve(competitor, rates=rates, terms=terms_under(rates, competitor.terms))


class Market(Model):
    """What is compared: our `offer` and theirs for the usage of `profile`, committing for `months`.

    `tolerance` (%) is how far from the median still counts as aligned; a look is old after `reminder_months`.
    """

    offer: Id | None = Field(None, title=_("Notre offre"))
    profile: Id | None = Field(None, title=_("Même usage pour tous"))
    months: Months = Field(1, title=_("Payé"))
    strategy: Strategy | None = Field(None, title=_("Stratégie choisie"))
    tolerance: Percent = Field(Decimal(15), title=_("Aligné : à moins de"))
    reminder_months: Months = Field(12, title=_("Regarder de nouveau après"))
    facts: tuple[Fact, ...] = Field((), title=_("Nos réponses"), max_length=200)

    @field_validator("facts")
    @classmethod
    def _each_row_once(cls, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return one_a_row(facts)


def one_a_row(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return `facts`. Raises `ValueError` when two of them stand in one row."""
    if len({fact.row for fact in facts}) != len(facts):
        raise ValueError(_("Une ligne de la comparaison a deux réponses au même endroit."))
    check_ids(facts)
    return facts
