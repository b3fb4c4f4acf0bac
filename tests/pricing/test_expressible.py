"""What the field sells, each written as it is sold, with its price worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from offerdesigner.economics.sharing import statement
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard, Term
from offerdesigner.model.price_lists import ListedCharge, PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import Membership, MembershipRule, Structure
from offerdesigner.pricing.offers import PricingError, price_offer
from offerdesigner.pricing.price_lists import under
from offerdesigner.storage.format import dump, load

USERS = Metric(id="users", name="Personnes", singular="personne", plural="personnes", feminine=True)
STORAGE = Metric(id="storage", name="Espace", singular="Go", plural="Go")
PEOPLE = Service(id="people", need="Avoir chacun son compte", metric="users")
ROOM = Service(id="room", need="Ranger vos fichiers", metric="storage")
VIDEO = Service(id="video", need="Se réunir à distance")


def sold(*rates: RateCard, **offer: object) -> Project:
    """A project with one offer."""
    structure = offer.pop("structure", Structure(id="structure", name="Nous"))
    changes = {name: offer.pop(name) for name in ("options", "price_lists") if name in offer}
    return Project(
        structure=structure,
        metrics=(USERS, STORAGE),
        services=(PEOPLE, ROOM, VIDEO),
        ranges=(Range(id="asso", name="Associations"),),
        offers=(Offer(id="offer", range="asso", name="Offre", rates=rates, **offer),),
        **changes,
    )


def given(service: str, quantity: int) -> Inclusion:
    return Inclusion(id=service, service=service, grant=Granted(quantity=quantity))


def line(charge: object, line_id: str = "sub", **changes: object) -> RateCard:
    return RateCard(id=line_id, charge=charge, **changes)


@dataclass(frozen=True)
class Paid:
    """Who buys, and what they pay: a month, the first year, each next one (`None`: sur devis)."""

    monthly: str | None
    first_year: str | None
    next_year: str | None
    users: int | None = None
    storage: int | None = None
    months: int = 12
    options: tuple[str, ...] = ()
    price_list: str | None = None

    @property
    def usage(self) -> dict[str, Decimal]:
        counted = {"users": self.users, "storage": self.storage}
        return {metric: Decimal(quantity) for metric, quantity in counted.items() if quantity is not None}


@dataclass(frozen=True)
class Sold:
    """An offer of the field."""

    name: str
    make: Callable[[], Project]
    paid: tuple[Paid, ...] = field(default=())


STEPS = StairstepPrice(steps=(Step(up_to=6, price=30), Step(up_to=15, price=40), Step(up_to=50, price=60)))
TIERS = (Tier(id="a", up_to=10, unit_price=2), Tier(id="b", up_to=25, unit_price="1.5"), Tier(id="c", unit_price=1))

FIELD = (
    Sold(
        "per person, the first one free",
        lambda: sold(line(UnitPrice(unit_price="1.58", free_units=1), metric="users")),
        (Paid("0.00", "0.00", "0.00", users=1), Paid("6.32", "75.84", "75.84", users=5)),
    ),
    Sold(
        "a price for the whole team",
        lambda: sold(line(FlatPrice(amount=45)), inclusions=(Inclusion(id="people", service="people"),)),
        (Paid("45.00", "540.00", "540.00", users=3), Paid("45.00", "540.00", "540.00", users=80)),
    ),
    Sold(
        "steps, then on quote",
        lambda: sold(line(STEPS, metric="users")),
        (
            Paid("30.00", "360.00", "360.00", users=6),
            Paid("40.00", "480.00", "480.00", users=7),
            Paid("60.00", "720.00", "720.00", users=50),
            Paid(None, None, None, users=51),
        ),
    ),
    Sold(
        "a base and packs of five people",
        lambda: sold(
            line(FlatPrice(amount=20)),
            line(PackagePrice(package_price=5, size=5), "packs", metric="users", beyond_included=True),
            inclusions=(given("people", 10),),
        ),
        (Paid("20.00", "240.00", "240.00", users=10), Paid("30.00", "360.00", "360.00", users=16)),
    ),
    Sold(
        "a base and so much a Go",
        lambda: sold(line(CapacityPrice(amount=30, included=100, unit_price="0.5"), metric="storage")),
        (Paid("30.00", "360.00", "360.00", storage=100), Paid("40.00", "480.00", "480.00", storage=120)),
    ),
    Sold(
        "each tier at its own price",
        lambda: sold(line(GraduatedPrice(tiers=TIERS), metric="users")),
        (Paid("20.00", "240.00", "240.00", users=10), Paid("47.50", "570.00", "570.00", users=30)),
    ),
    Sold(
        "everything at the price of the tier reached",
        lambda: sold(line(VolumePrice(tiers=TIERS), metric="users")),
        (Paid("20.00", "240.00", "240.00", users=10), Paid("30.00", "360.00", "360.00", users=30)),
    ),
    Sold(
        "a promise of a year paid by the month",
        lambda: sold(line(FlatPrice(amount=12)), terms=(Term(id="year", months=12, percent_off=25, billing_months=1),)),
        (Paid("9.00", "108.00", "108.00"),),
    ),
    Sold(
        "a price for two years",
        lambda: sold(
            line(FlatPrice(amount=10)),
            terms=(Term(id="year", months=12, price=100), Term(id="two", months=24, price=180)),
        ),
        (Paid("8.33", "100.00", "100.00"), Paid("7.50", "90.00", "90.00", months=24)),
    ),
    Sold(
        "two months free a year",
        lambda: sold(line(FlatPrice(amount=25)), terms=(Term(id="year", months=12, months_offered=2),)),
        (Paid("20.83", "250.00", "250.00"), Paid("20.83", "250.00", "250.00", months=24)),
    ),
    Sold(
        "a setup fee",
        lambda: sold(line(FlatPrice(amount=25)), setup_fee=FlatPrice(amount=60)),
        (Paid("25.00", "360.00", "300.00"),),
    ),
    Sold(
        "a compulsory membership",
        lambda: sold(
            line(FlatPrice(amount=35), period_months=12),
            structure=Structure(id="structure", membership=Membership(amount=15)),
        ),
        (Paid("2.92", "50.00", "50.00"),),
    ),
    Sold(
        "a price for members and another for the others",
        lambda: sold(
            line(
                FlatPrice(amount=35),
                period_months=12,
                listed=(ListedCharge(id="other", price_list="others", charge=FlatPrice(amount=60)),),
            ),
            structure=Structure(id="structure", membership=Membership(amount=15)),
            price_lists=(PriceList(id="others", name="Non-adhérents", membership=MembershipRule.NONE),),
        ),
        (Paid("2.92", "50.00", "50.00"), Paid("5.00", "60.00", "60.00", price_list="others")),
    ),
    Sold(
        "a free price with an advice",
        lambda: sold(line(FreePrice(advised=15, minimum=5), period_months=12)),
        (Paid("1.25", "15.00", "15.00"),),
    ),
    Sold(
        "an option that needs another",
        lambda: sold(
            line(FlatPrice(amount=10)),
            options=(
                Option(id="domain", name="Nom de domaine", rates=(line(FlatPrice(amount=12), period_months=12),)),
                Option(id="mail", name="Adresses à ce nom", rates=(line(FlatPrice(amount=3)),), needs=("domain",)),
            ),
        ),
        (Paid("14.00", "168.00", "168.00", options=("domain", "mail")),),
    ),
)


@pytest.mark.parametrize(
    ("project", "paid"),
    [pytest.param(one.make(), paid, id=f"{one.name} {place}") for one in FIELD for place, paid in enumerate(one.paid)],
)
def test_it_is_priced_as_by_hand(project: Project, paid: Paid) -> None:
    priced = under(project, paid.price_list)
    found = price_offer(priced, priced.offers[0], paid.usage, paid.options, paid.months)
    expected = tuple(
        None if said is None else Decimal(said) for said in (paid.monthly, paid.first_year, paid.next_year)
    )
    assert (found.monthly, found.first_year, found.next_year) == expected


@pytest.mark.parametrize("one", FIELD, ids=lambda one: one.name)
def test_it_is_kept_in_a_file(one: Sold) -> None:
    project = one.make()
    assert load(dump(project)) == project


def test_an_option_is_not_sold_without_the_one_it_needs() -> None:
    project = next(one for one in FIELD if one.name == "an option that needs another").make()
    with pytest.raises(PricingError, match="Nom de domaine"):
        price_offer(project, project.offers[0], {}, ("mail",))


def test_four_structures_share_a_bundle() -> None:
    """100 € a month: the web site's 20 € are Lin's; of the rest, costs first, then thirds for three."""
    names = ("Bois", "Cuivre", "Lin")
    bundle = Offer(
        id="bundle",
        range="asso",
        name="Bouquet",
        rates=(line(FlatPrice(amount=80)), line(FlatPrice(amount=20), "site", name="Site web", provider="lin")),
    )
    rule = SharingRule(
        id="rule",
        kind=SharingKind.COSTS_FIRST,
        shares=(
            PartnerShare(id="us", partner=None, percent="33.33", amount=10),
            PartnerShare(id="bois", partner="bois", percent="33.33", amount=5),
            PartnerShare(id="cuivre", partner="cuivre", percent="33.34", amount=0),
        ),
    )
    told = statement(
        Project(
            structure=Structure(id="structure", name="Nous"),
            partners=tuple(Structure(id=name.lower(), name=name) for name in names),
            ranges=(Range(id="asso", name="Associations"),),
            offers=(bundle,),
            sharing=(rule,),
            sales=(Sale(id="sold", offer="bundle", clients=10),),
        )
    )
    # 9 600 € to share: 1 200 and 600 of costs, then 7 800 €.
    totals = [told.total(partner) for partner in (None, "bois", "cuivre", "lin")]
    assert totals == [Decimal("3799.74"), Decimal("3199.74"), Decimal("2600.52"), Decimal("2400.00")]
    assert sum(totals) == told.revenue == 12_000
