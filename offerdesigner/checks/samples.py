"""Small projects that show a rule at work: its bad example and its good one.

They are what the program shows beside « Pourquoi ? », and what the tests run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from offerdesigner.checks.registry import Sample
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import Charge, FlatPrice, UnitPrice
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Option, Range, RateCard, Term, Worded
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Structure, Vat

DAY = date(2026, 11, 23)
"""The day on which samples are looked at: what they hold is dated before."""

METRICS = (
    Metric(id="users", name="Personnes", singular="personne", plural="personnes", feminine=True),
    Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True),
)

SERVICES = (
    Service(id="people", need="Personnes", metric="users"),
    Service(id="space", need="Espace", metric="storage"),
    Service(id="files", need="Partager vos fichiers", software="Nextcloud"),
    Service(id="office", need="Écrire à plusieurs", software="Collabora"),
    Service(id="meetings", need="Se réunir à distance", software="BigBlueButton"),
)


def project(*offers: Offer, **changes: Any) -> Project:
    """Return a project that sells `offers` in one range, the way a careful host would, with `changes` made."""
    parts: dict[str, Any] = {
        "structure": Structure(
            id="structure",
            name="Nuage Commun",
            contact=Contact(phone="02 61 91 24 60", email="bonjour@example.org"),
            vat=Vat(mention="TVA non applicable, art. 293 B du CGI"),
            presentation="Une association du quartier garde vos fichiers près de chez vous.",
        ),
        "metrics": METRICS,
        "services": SERVICES,
        "ranges": (Range(id="associations", name="Associations", public="les associations"),),
        "offers": offers,
        "conditions": "Devis gratuit sur demande.",
        "end_of_contract": "Vous partez quand vous voulez, avec vos fichiers, en quinze jours et sans frais.",
    }
    return Project(**{**parts, **changes})


def offer(id: Id, price: str | Charge | None = "10", *services: str, **changes: Any) -> Offer:
    """Return an offer named after its `id`, at `price` a month, with services read by `gives`."""
    parts: dict[str, Any] = {
        "range": "associations",
        "name": id.capitalize(),
        "public": f"Taille {id}",
        "inclusions": tuple(map(gives, services)),
        "rates": () if price is None else (rate(price),),
    }
    return Offer(id=id, **{**parts, **changes})


def option(id: Id, price: str, *services: str, **changes: Any) -> Option:
    """Return an option named after its `id`, at `price` a month."""
    return Option(id=id, name=id.capitalize(), rates=(rate(price),), adds=tuple(map(gives, services)), **changes)


def rate(price: str | Charge, **changes: Any) -> RateCard:
    """Return a price line: `price` € a month, or a charge."""
    charge = FlatPrice(amount=Decimal(price)) if isinstance(price, str) else price
    return RateCard(id="price", charge=charge, **changes)


def beyond(price: str) -> RateCard:
    """Return a price line: `price` € a month for each person more than what the offer includes."""
    charge = UnitPrice(unit_price=Decimal(price))
    return RateCard(id="beyond", charge=charge, metric="users", beyond_included=True)


def gives(told: str) -> Inclusion:
    """Read an inclusion: « files » is there, « space=50 » is counted, « help:2 h » is said in words."""
    service, is_counted, quantity = told.partition("=")
    if is_counted:
        return Inclusion(id=service, service=service, grant=Granted(quantity=Decimal(quantity)))
    service, is_worded, words = told.partition(":")
    return Inclusion(id=service, service=service, grant=Worded(text=words) if is_worded else Included())


def term(months: int, **rule: Any) -> Term:
    """Return a term named after its length."""
    return Term(id=f"months-{months}", months=months, **rule)


def shows(build: Callable[[], Project], *misfits: Finding, today: date | None = None) -> Callable[[], Sample]:
    """Return what builds the sample, so that a rule costs nothing until its example is asked for."""
    return lambda: Sample(build(), misfits, today)
