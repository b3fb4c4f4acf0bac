"""Projects made for tests of documents: many offers, every kind of price, texts that would break anything."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.model.base import evolve
from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import RateCard
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact

LEVELS = ("Découverte", "Essentielle", "Active", "Fédération", "Réseau", "Région", "Nation")
WIDE_WORD = "W" * 200
ENDLESS = "w" * 4000
LONG_TEXT = ("anticonstitutionnellement <b>&amp; " * 120)[:4000]
ODD = "😀🏳️‍🌈 שלום مرحبا \u202eevil\u202c \x00\x07 <img src='/etc/passwd'> <a href='javascript:1'>ﬁn</a>"

CHARGES: dict[str, Charge] = {
    "flat": FlatPrice(amount=Decimal(12)),
    "unit": UnitPrice(unit_price=Decimal("1.58"), free_units=Decimal(1)),
    "package": PackagePrice(package_price=Decimal(8), size=Decimal(5)),
    "graduated": GraduatedPrice(
        tiers=(Tier(id="a", up_to=Decimal(10), unit_price=Decimal(2)), Tier(id="b", unit_price=Decimal(1)))
    ),
    "volume": VolumePrice(
        tiers=(Tier(id="a", up_to=Decimal(10), unit_price=Decimal(2)), Tier(id="b", unit_price=Decimal(1)))
    ),
    "stairstep": StairstepPrice(
        steps=(Step(id="a", up_to=Decimal(6), price=Decimal(30)), Step(id="b", up_to=Decimal(15), price=Decimal(40)))
    ),
    "capacity": CapacityPrice(amount=Decimal(30), included=Decimal(100), unit_price=Decimal("0.5")),
    "free": FreePrice(advised=Decimal(15), minimum=Decimal(5)),
    "on_quote": OnQuote(),
}


def with_offers(sample: Project, count: int) -> Project:
    """Return the sample with `count` offers under their own names."""
    offers = tuple(
        evolve(sample.offers[min(max(index - 1, 0), 2)], id=f"o{index}", name=LEVELS[index]) for index in range(count)
    )
    return evolve(sample, offers=offers, ranges=(evolve(sample.ranges[0], title=""),))


def with_charge(sample: Project, kind: str) -> Project:
    """Return the sample with its first offer alone, priced by a charge of this kind."""
    counted = {"capacity": "storage", "free": None, "on_quote": None, "flat": None}.get(kind, "users")
    rate = RateCard(id="r", charge=CHARGES[kind], metric=counted)
    first = sample.offers[0]
    kept = tuple(line for line in first.inclusions if line.service != "people")
    return evolve(sample, offers=(evolve(first, rates=(rate,), terms=(), inclusions=kept),), options=())


def all_priced(sample: Project, charge: Charge, metric: str = "users") -> Project:
    """Return the sample with this one price for every offer, which still includes as much as before."""
    rate = RateCard(id="r", charge=charge, metric=metric)
    return evolve(sample, offers=tuple(evolve(offer, rates=(rate,), terms=()) for offer in sample.offers))


def filled_with(sample: Project, line: str, text: str, count: int) -> Project:
    """Return the sample where every text says `line`, or `text` where it may be long."""
    base = with_offers(sample, count)
    structure = base.structure
    contact = Contact(person=line, street=line, postcode=line, town=line, phone=line, email=line, website=line)
    more = RateCard(id="x", name=line, charge=UnitPrice(unit_price=Decimal("9999999.9999")), metric="storage")
    return evolve(
        base,
        structure=evolve(
            structure,
            name=line,
            legal_form=line,
            contact=contact,
            presentation=text,
            vat=evolve(structure.vat, mention=line),
            membership=evolve(structure.membership, name=line) if structure.membership else None,
        ),
        ranges=tuple(evolve(of, name=line, public=line, title=line, lead=text) for of in base.ranges),
        metrics=tuple(evolve(of, name=line, singular=line, plural=line) for of in base.metrics),
        groups=tuple(evolve(of, name=line) for of in base.groups),
        services=tuple(evolve(of, need=line, software=line, description=line) for of in base.services),
        offers=tuple(evolve(of, name=line, public=line, promise=text, rates=(*of.rates, more)) for of in base.offers),
        options=tuple(evolve(of, name=line, description=line) for of in base.options),
        conditions=text,
        end_of_contract=text,
    )


SOLIDARITY = PriceList(
    id="sol",
    name="Tarif solidaire",
    condition="Sans salarié : sur simple demande",
    percent_off=Decimal(40),
    round_to=Decimal(1),
)


def with_solidarity(sample: Project, count: int = 3, *more: PriceList) -> Project:
    """Return the sample with `count` offers, 40 % less rounded to the euro for some, and `more` price lists."""
    return evolve(with_offers(sample, count), price_lists=(SOLIDARITY, *more))
