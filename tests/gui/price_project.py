"""A project with one offer of every kind of price line, for the tests of the price panel."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import FlatPrice, PackagePrice, Tier, VolumePrice
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard, Term, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure

OFFER = "offers/essentielle"
SUBSCRIPTION = f"{OFFER}/rates/subscription"
USERS = f"{OFFER}/rates/users"
STORAGE = f"{OFFER}/rates/storage"
OPTION = "options/domain/rates/domain"


def project() -> Project:
    users = Metric(id="users", name="Utilisateurs", singular="utilisateur", plural="utilisateurs")
    storage = Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True)
    tiers = (
        Tier(id="first", up_to=Decimal(10), unit_price=Decimal(2)),
        Tier(id="second", up_to=Decimal(15), unit_price=Decimal(1)),
    )
    rates = (
        RateCard(id="subscription", name="Abonnement", charge=FlatPrice(amount=Decimal(10))),
        RateCard(
            id="users",
            name="Utilisateur en plus",
            charge=VolumePrice(tiers=tiers),
            metric="users",
            beyond_included=True,
        ),
        RateCard(
            id="storage",
            name="Stockage en plus",
            charge=PackagePrice(package_price=Decimal(2), size=Decimal(10)),
            metric="storage",
            beyond_included=True,
        ),
    )
    offer = Offer(
        id="essentielle",
        range="all",
        name="Essentielle",
        inclusions=(
            Inclusion(id="people", service="people", grant=Granted(quantity=Decimal(5))),
            Inclusion(id="space", service="space", grant=Granted(quantity=Decimal(20))),
        ),
        rates=rates,
        terms=(
            Term(id="month", months=1),
            Term(id="year", months=12, price=Decimal(100)),
            Term(id="years", months=24, price=Decimal(180)),
        ),
        setup_fee=FlatPrice(amount=Decimal(0)),
        trial=Trial(duration=30, unit="days"),
    )
    return Project(
        structure=Structure(id="structure", membership=Membership(amount=Decimal(20))),
        metrics=(users, storage),
        services=(Service(id="people", metric="users"), Service(id="space", metric="storage")),
        ranges=(Range(id="all", name="Associations"),),
        offers=(offer,),
        options=(
            Option(
                id="domain",
                name="Nom de domaine",
                rates=(RateCard(id="domain", charge=FlatPrice(amount=Decimal(15)), period_months=12),),
            ),
        ),
    )
