"""What is sold: ranges, offers, what they include, their price lines and terms, and options."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from offerdesigner.model.base import (
    Amount,
    Id,
    Identified,
    Line,
    Model,
    Months,
    Percent,
    Quantity,
    Text,
    check_ids,
    evolve,
)
from offerdesigner.model.charges import LEAD_FIELDS, Charge, FlatPrice, OnQuote
from offerdesigner.model.price_lists import L, ListedAmount, ListedCharge
from offerdesigner.model.structure import MembershipRule
from offerdesigner.text import _


class TaxMode(StrEnum):
    """How an amount was entered: the other side is derived from it, once."""

    TTC = "ttc"
    HT = "ht"


class Included(Model):
    """The service is there, without a count."""

    kind: Literal["included"] = "included"


class Granted(Model):
    """A quantity in the service's metric, in all or `per` unit of another metric (15 Go per person)."""

    kind: Literal["quantity"] = "quantity"
    quantity: Quantity = Field(title=_("Quantité"))
    per: Id | None = Field(None, title=_("Par"))


class Unlimited(Model):
    """As much as one wants."""

    kind: Literal["unlimited"] = "unlimited"


class Worded(Model):
    """Said in words that are not counted (« sous 3 jours ouvrés »)."""

    kind: Literal["text"] = "text"
    text: Line = Field(title=_("Texte"))


class NotIncluded(Model):
    """Expressly absent, even when the offer inherits from one that has it."""

    kind: Literal["none"] = "none"


Grant = Annotated[Included | Granted | Unlimited | Worded | NotIncluded, Field(discriminator="kind")]


class Inclusion(Identified):
    """What an offer (or an option) gives of one service."""

    service: Id
    grant: Grant = Included()
    note: Line = Field("", title=_("Note"), description=_("Une précision, imprimée sous la valeur."))


def _one_a_list(listed: tuple[L, ...]) -> tuple[L, ...]:
    if len({item.price_list for item in listed}) != len(listed):
        raise ValueError(_("Une grille donne deux prix au même endroit."))
    check_ids(listed)
    return listed


class RateCard(Identified):
    """Ligne tarifaire: one priced line of an offer or an option.

    `period_months` is what the price is for (1: a month, 12: a year, `None`: once).
    With `beyond_included`, only what exceeds the quantity granted by the offer is charged.
    """

    name: Line = Field("", title=_("Nom de la ligne"))
    charge: Charge
    metric: Id | None = Field(None, title=_("Compté en"))
    beyond_included: bool = Field(False, title=_("Seulement au-delà de ce qui est compris"))
    period_months: Months | None = Field(1, title=_("Pour"), description=_("La durée que ce prix couvre."))
    tax: TaxMode = Field(TaxMode.TTC, title=_("Prix saisi"))
    minimum_amount: Amount | None = Field(None, title=_("Minimum"))
    maximum_amount: Amount | None = Field(None, title=_("Plafond"))
    follows_terms: bool = Field(True, title=_("Suit les remises des échéances"))
    provider: Id | None = Field(None, title=_("Encaissé par"), description=_("Le partenaire, si ce n'est pas vous."))
    listed: tuple[ListedCharge, ...] = Field((), title=_("Prix dans les autres grilles"), max_length=20)

    @field_validator("listed")
    @classmethod
    def _one_charge_a_list(cls, listed: tuple[ListedCharge, ...]) -> tuple[ListedCharge, ...]:
        return _one_a_list(listed)

    @model_validator(mode="after")
    def _maximum_above_minimum(self) -> RateCard:
        low, high = self.minimum_amount, self.maximum_amount
        if low is not None and high is not None and high < low:
            raise ValueError(_("Le plafond est plus bas que le minimum."))
        return self


class Term(Identified):
    """Échéance: a length of commitment, with its own price or its own rule, and how often it is billed.

    At most one of `price` (the whole term, for the first price line), `percent_off` and
    `months_offered` is set; with none, the term costs its months at the ordinary price.
    """

    months: Months = Field(title=_("Durée"))
    price: Amount | None = Field(None, title=_("Prix propre"))
    percent_off: Percent | None = Field(None, title=_("Remise en %"))
    months_offered: Quantity | None = Field(None, title=_("Mois offerts"))
    billing_months: Months | None = Field(None, title=_("Payé tous les"))
    listed: tuple[ListedAmount, ...] = Field((), title=_("Prix dans les autres grilles"), max_length=20)

    @property
    def has_rule(self) -> bool:
        """Whether this term has a price or a discount of its own."""
        return any(rule is not None for rule in (self.price, self.percent_off, self.months_offered))

    @field_validator("listed")
    @classmethod
    def _one_price_a_list(cls, listed: tuple[ListedAmount, ...]) -> tuple[ListedAmount, ...]:
        return _one_a_list(listed)

    @model_validator(mode="after")
    def _one_rule(self) -> Term:
        rules = (self.price, self.percent_off, self.months_offered)
        if sum(rule is not None for rule in rules) > 1:
            raise ValueError(_("Une échéance a un prix propre, une remise ou des mois offerts : un seul des trois."))
        if self.months_offered is not None and self.months_offered >= self.months:
            raise ValueError(_("Il faut offrir moins de mois que n'en compte l'échéance."))
        if self.billing_months is not None and self.billing_months > self.months:
            raise ValueError(_("Une échéance se paie au plus tard à son terme."))
        return self


class Trial(Model):
    """Essai before the commitment: how long, and at which price (free by default)."""

    duration: int = Field(title=_("Durée de l'essai"), ge=1, le=365)
    unit: Literal["days", "months"] = Field("months", title=_("Unité"))
    price: Amount = Field(Decimal(0), title=_("Prix de l'essai"))


class Audience(StrEnum):
    """Who a range is for, where the law and the checks tell them apart."""

    ASSOCIATIONS = "associations"
    LOCAL_AUTHORITIES = "local_authorities"
    BUSINESSES = "businesses"
    INDIVIDUALS = "individuals"


class RangeKind(StrEnum):
    """How the offers of a range stand to one another: a ladder of levels, packs by need, both, or made to measure."""

    LEVELS = "levels"
    PACKS = "packs"
    MIXED = "mixed"
    BESPOKE = "bespoke"


class Range(Identified):
    """Gamme: the offers for one public, printed on one sheet. Without an `audience`, `public` alone says who."""

    name: Line = Field(title=_("Gamme"))
    audience: Audience | None = Field(
        None,
        title=_("Genre de clients"),
        description=_("À qui l'on vend : les vérifications en tiennent compte. Cela ne s'imprime pas."),
    )
    kind: RangeKind = Field(
        RangeKind.LEVELS,
        title=_("Composition"),
        description=_(
            "Comment ces offres vont ensemble : de la plus petite à la plus complète, ou des packs au choix."
        ),
    )
    public: Line = Field(
        "",
        title=_("Pour qui, sur la fiche"),
        description=_(
            "Vos mots, imprimés dans le titre : « les associations » donne « Trois offres pour les associations »."
        ),
    )
    title: Line = Field("", title=_("Titre de la fiche"))
    lead: Text = Field("", title=_("Présentation"), description=_("Deux ou trois phrases en tête de la fiche."))


def lead_of(rates: tuple[RateCard, ...]) -> RateCard | None:
    """Return the leading price line of `rates`: the first recurring one, or the first of all."""
    recurring = (rate for rate in rates if rate.period_months is not None)
    return next(recurring, rates[0] if rates else None)


def bears_own_prices(rates: tuple[RateCard, ...]) -> bool:
    """Tell whether terms can have prices of their own: the leading line must have one leading price."""
    lead = lead_of(rates)
    return lead is not None and lead.charge.kind in LEAD_FIELDS


def in_order(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return `terms`, the shortest first. Raises `ValueError` when two have one length."""
    months = [term.months for term in terms]
    if len(set(months)) != len(months):
        raise ValueError(_("Deux échéances ont la même durée."))
    return terms if months == sorted(months) else tuple(sorted(terms, key=lambda term: term.months))


def check_own_prices(rates: tuple[RateCard, ...], terms: tuple[Term, ...]) -> None:
    """Raise `ValueError` when terms have prices of their own that no line of `rates` can bear."""
    if any(term.price is not None or term.listed for term in terms) and not bears_own_prices(rates):
        raise ValueError(_("Ce mode de calcul n'a pas un prix unique : donnez une remise ou des mois offerts."))


def terms_under(rates: tuple[RateCard, ...], terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return `terms`, without own prices where no line of `rates` can bear them."""
    if bears_own_prices(rates):
        return terms
    return tuple(
        evolve(term, price=None, listed=()) if term.price is not None or term.listed else term for term in terms
    )


class Offer(Identified):
    """Offre: a name, for whom, what it includes and what it costs."""

    range: Id
    name: Line = Field(title=_("Nom de l'offre"))
    public: Line = Field("", title=_("Pour qui"), description=_("Une taille ou une situation : « Une petite équipe »."))
    promise: Text = Field("", title=_("Promesse"))
    inherits: Id | None = Field(None, title=_("Tout ce qu'il y a dans"))
    inclusions: tuple[Inclusion, ...] = Field((), title=_("Contenu"), max_length=1000)
    rates: tuple[RateCard, ...] = Field((), title=_("Lignes de prix"), max_length=50)
    terms: tuple[Term, ...] = Field((), title=_("Échéances"), max_length=20)
    setup_fee: Annotated[FlatPrice | OnQuote, Field(discriminator="kind")] | None = Field(
        None, title=_("Mise en service")
    )
    setup_tax: TaxMode = TaxMode.TTC
    setup_listed: tuple[ListedAmount, ...] = Field((), title=_("Mise en service par grille"), max_length=20)
    membership: MembershipRule = Field(MembershipRule.REQUIRED, title=_("Adhésion"))
    trial: Trial | None = Field(None, title=_("Essai"))

    @property
    def lead_rate(self) -> RateCard | None:
        """The first recurring price line (or the first of all): the one whose price stands large on the sheet."""
        return lead_of(self.rates)

    @field_validator("terms")
    @classmethod
    def _terms_in_order(cls, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return in_order(terms)

    @field_validator("setup_listed")
    @classmethod
    def _one_fee_a_list(cls, listed: tuple[ListedAmount, ...]) -> tuple[ListedAmount, ...]:
        return _one_a_list(listed)

    @model_validator(mode="after")
    def _own_prices_apply(self) -> Offer:
        check_own_prices(self.rates, self.terms)
        return self


def with_rates(offer: Offer, rates: tuple[RateCard, ...]) -> Offer:
    """Return `offer` with other price lines; the own prices of its terms go when nothing bears them any more."""
    return evolve(offer, rates=rates, terms=terms_under(rates, offer.terms))


class Option(Identified):
    """Option: something one may add to an offer, with its rules.

    `adds` gives services or quantities, for each unit taken. `when_needed` options add
    themselves, as many times as the usage asks (« 5 personnes de plus »); the others are chosen.
    """

    name: Line = Field(title=_("Nom de l'option"))
    description: Line = Field("", title=_("Description"))
    rates: tuple[RateCard, ...] = Field((), title=_("Lignes de prix"), max_length=50)
    adds: tuple[Inclusion, ...] = Field((), title=_("Ce qu'elle apporte"), max_length=200)
    when_needed: bool = Field(False, title=_("S'ajoute d'elle-même quand l'usage dépasse ce qui est compris"))
    max_quantity: int | None = Field(None, title=_("Au plus"), ge=1, le=10_000)
    provider: Id | None = Field(None, title=_("Assurée par"), description=_("Le partenaire, si ce n'est pas vous."))
    available_for: tuple[Id, ...] | None = Field(None, title=_("Proposée avec"))
    needs: tuple[Id, ...] = Field((), title=_("Demande aussi"))
    excludes: tuple[Id, ...] = Field((), title=_("Ne va pas avec"))

    @model_validator(mode="after")
    def _stands_alone(self) -> Option:
        if self.id in self.needs or self.id in self.excludes:
            raise ValueError(_("Une option ne peut ni se demander ni s'exclure elle-même."))
        return self

    def is_available_for(self, offer: Offer) -> bool:
        """Tell whether this option can be taken with `offer`."""
        return self.available_for is None or offer.id in self.available_for
