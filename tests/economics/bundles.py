"""A bundle that four structures share, with prices worked out by hand.

Ours bills 100 € a month. Of each client, Bois and Cuivre first take 20 € and 10 € of costs a month;
of what is left, Bois, Cuivre and Lin take 30, 20 and 10 %, and the rest is ours. Workshops are Lin's own.

Sale one: ten clients for a year, 12 000 €. Costs: 2 400 and 1 200. Left: 8 400, so 2 520, 1 680, 840; ours 3 360.
Sale two: three clients with a workshop at 90 € once: 3 600 € shared (720, 360; 2 520 left: 756, 504, 252;
ours 1 008), and 270 € for Lin alone. The third sale is on quote: nobody can count it.
"""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Included, Inclusion, Offer, Option, Range, RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import Contact, Identifiers, MembershipRule, Structure

TOTALS: dict[str | None, Decimal] = {
    None: Decimal(3360 + 1008),
    "bois": Decimal(2400 + 2520 + 720 + 756),
    "cuivre": Decimal(1200 + 1680 + 360 + 504),
    "lin": Decimal(840 + 252 + 270),
}
REVENUE = Decimal(12000 + 3600 + 270)


def four_structures() -> Project:
    """Return the bundle."""
    return Project(
        name="Bouquet commun",
        structure=_structure("structure", "Le Sel", "Association loi 1901"),
        partners=(
            _structure("bois", "Bois", "SCIC"),
            _structure("cuivre", "Cuivre", "Association loi 1901"),
            _structure("lin", "Lin", "SAS"),
        ),
        services=(
            Service(id="files", need="Partager des fichiers", software="Nextcloud", provider="bois"),
            Service(id="mail", need="Écrire des courriels", software="Dovecot", provider="cuivre"),
            Service(id="web", need="Publier un site", software="WordPress", provider="lin"),
            Service(id="help", need="Être aidé"),
        ),
        ranges=(Range(id="asso", name="Associations", public="les associations"),),
        offers=(_offer("pack", "Bouquet", "100"), _offer("large", "Bouquet sur mesure", None)),
        options=(
            Option(
                id="workshop",
                name="Atelier",
                provider="lin",
                rates=(RateCard(id="fee", charge=FlatPrice(amount=Decimal(90)), period_months=None),),
            ),
        ),
        sharing=(
            SharingRule(
                id="rule",
                name="Bouquets",
                kind=SharingKind.COSTS_FIRST,
                shares=(
                    PartnerShare(id="s1", partner="bois", percent=Decimal(30), amount=Decimal(20)),
                    PartnerShare(id="s2", partner="cuivre", percent=Decimal(20), amount=Decimal(10)),
                    PartnerShare(id="s3", partner="lin", percent=Decimal(10)),
                ),
            ),
        ),
        sales=(
            Sale(id="ten", offer="pack", clients=10),
            Sale(id="three", offer="pack", clients=3, options=("workshop",)),
            Sale(id="quoted", offer="large", clients=1),
        ),
    )


def many_sales() -> Project:
    """Return the bundle sold sixty times, one sale in two with a workshop: it takes several pages."""
    sales = tuple(
        Sale(id=f"s{place}", offer="pack", clients=place + 1, options=("workshop",) if place % 2 else ())
        for place in range(60)
    )
    return evolve(four_structures(), sales=sales)


def _structure(name: str, shown: str, form: str) -> Structure:
    return Structure(
        id=name,
        name=shown,
        legal_form=form,
        identifiers=Identifiers(siren="732829320"),
        contact=Contact(
            person="Zoé Martin", street="4 rue des Tanneurs", postcode="44000", town="Nantes",
            email=f"bonjour@{name}.example",
        ),
    )  # fmt: skip


def _offer(name: str, shown: str, price: str | None) -> Offer:
    charge = OnQuote() if price is None else FlatPrice(amount=Decimal(price))
    services = ("files", "mail", "web", "help")
    return Offer(
        id=name,
        range="asso",
        name=shown,
        public="petites et grandes",
        inclusions=tuple(Inclusion(id=service, service=service, grant=Included()) for service in services),
        rates=(RateCard(id="sub", charge=charge),),
        membership=MembershipRule.NONE,
    )
