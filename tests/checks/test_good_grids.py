"""What the checks are trusted for: sound grids of every kind get no error and no warning, and each trap is told once.

The grids are as varied as those that small hosts print: what is unlike the others in one of them is on purpose.
"""

from collections.abc import Callable

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import beyond, offer, option, project, rate, term
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import (
    CapacityPrice,
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
from offerdesigner.model.costs import CostLine, PaidAmount, StepCost
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.forecast import Scenario
from offerdesigner.model.offers import Audience, Range, RangeKind, TaxMode, Term, Trial
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Contact, Membership, MembershipRule, Structure, Vat, VatKind
from tests.checks.rule_findings import TODAY, D

TROUBLE = (Severity.ERROR, Severity.WARNING)


def trouble(sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.severity in TROUBLE]


def host(**changes) -> Structure:
    contact = Contact(phone="02 61 91 24 60", email="bonjour@example.org")
    vat = changes.pop("vat", Vat(mention="TVA non applicable, art. 293 B du CGI"))
    return Structure(id="structure", name="Nuage", contact=contact, vat=vat, **changes)


def yearly(price: str) -> tuple[Term, ...]:
    return (term(1), term(12, price=D(price)))


def whom(**said) -> tuple[Range, ...]:
    return (Range(**{"id": "associations", "name": "Nuage", "public": "les associations", **said}),)


def solidarity() -> Project:
    """Three levels, a reduced list for those who have less, and a price of support for those who have more."""
    fair = PriceList(id="solidaire", name="Tarif solidaire", condition="associations sans salarié", percent_off=D(40))
    support = PriceList(id="soutien", name="Tarif de soutien", condition="qui veut aider les autres", percent_off=None)
    return project(
        offer("essentielle", "12", "people=5", "space=20", "files", terms=yearly("120")),
        offer("active", "24", "people=15", "space=60", "files", "office", terms=yearly("240")),
        offer("federation", "60", "people=50", "space=300", "files", "office", "meetings", terms=yearly("600")),
        price_lists=(fair, support),
        structure=host(membership=Membership(amount=D(15))),
    )


def cooperative() -> Project:
    """A cooperative that sells to companies, without tax, with a setup and options, by the month and by the year."""

    def priced(name: str, price: str, year: str, *gives: str):
        line = rate(price, tax=TaxMode.HT)
        setup = {"setup_fee": FlatPrice(amount=D(150)), "setup_tax": TaxMode.HT}
        return offer(name, None, *gives, public="", rates=(line,), terms=yearly(year), **setup)

    visio = evolve(option("visio", "8", "meetings", available_for=("atelier",)), rates=(rate("8", tax=TaxMode.HT),))
    return project(
        priced("atelier", "29", "290", "people=5", "space=50", "files"),
        priced("bureau", "59", "590", "people=20", "space=200", "files", "office", "meetings"),
        options=(visio,),
        structure=host(vat=Vat(kind=VatKind.STANDARD, rate=D(20))),
        ranges=whom(name="Coopérative", public="les entreprises", audience=Audience.BUSINESSES),
    )


def all_units() -> Project:
    """Every person at the price of the tier reached: each price meets the next one where it begins."""
    tiers = (("10", "3.00"), ("50", "2.80"), (None, "2.75"))
    charge = VolumePrice(
        tiers=tuple(
            Tier(id=f"t{n}", up_to=None if top is None else D(top), unit_price=D(each))
            for n, (top, each) in enumerate(tiers)
        )
    )
    return project(offer("active", None, "files", "office", rates=(rate(charge, metric="users"),), terms=(term(12),)))


def one_offer() -> Project:
    """One offer for everybody, membership included, by the year, with what is beyond."""
    line = rate("50", period_months=12)
    return project(
        offer("nuage", None, "people=10", "space=40", "files", "meetings", rates=(line,), membership="included"),
        options=(option("espace", "1", "space=10", when_needed=True),),
        structure=host(membership=Membership(amount=D(15))),
    )


def free_services() -> Project:
    """Services open to all for nothing, and one that members pay for what it costs."""
    return project(
        offer("ouverts", "0", "office", "meetings", membership=MembershipRule.NONE),
        offer("membres", "6", "people=3", "space=20", "files", "office", "meetings", terms=yearly("66")),
        structure=host(membership=Membership(amount=D(10))),
    )


def top_on_quote() -> Project:
    """Two offers with a price and one that depends on each network, with steps that end on quote too."""
    steps = tuple(Step(id=f"s{top}", up_to=D(top), price=D(price)) for top, price in ((5, 10), (15, 25), (40, 60)))
    return project(
        offer("essentielle", None, "files", rates=(rate(StairstepPrice(steps=steps), metric="users"),)),
        offer("active", "80", "people=60", "files", "office", terms=yearly("800")),
        offer("reseau", OnQuote(), "people=200", "files", "office", "meetings", setup_fee=OnQuote()),
    )


def pay_what_you_want() -> Project:
    """A free price with what we advise, the least that it takes, and a month to try."""
    return project(
        offer("petite", FreePrice(advised=D(8), minimum=D(2)), "people=5", "files", trial=Trial(duration=1)),
        offer("grande", FreePrice(advised=D(25), minimum=D(8)), "people=20", "files", "office"),
        structure=host(membership=Membership(name="Adhésion à prix libre", amount=D(0))),
    )


def by_person() -> Project:
    """By the person with the first ones free, and dearer as one uses more, on purpose."""
    tiers = ((10, "0.50"), (100, "0.60"), (None, "0.80"))
    sober = GraduatedPrice(
        tiers=tuple(
            Tier(id=f"t{n}", up_to=None if top is None else D(top), unit_price=D(each))
            for n, (top, each) in enumerate(tiers)
        )
    )
    people = rate(UnitPrice(unit_price=D(2), free_units=D(3)), metric="users")
    space = evolve(rate(sober, metric="storage"), id="space")
    return project(offer("active", None, "files", "office", rates=(people, space), terms=(term(1), term(12))))


def by_packs() -> Project:
    """A base, packs by need that one adds to it, packs of space, and two typical clients."""
    space = evolve(option("espace", "3"), rates=(rate(PackagePrice(package_price=D(3), size=D(50)), metric="storage"),))
    clients = tuple(
        UsageProfile(
            id=f"usage-{count}",
            name=f"{count} personnes",
            services=needs,
            quantities=(ProfileQuantity(id="people", metric="users", quantity=D(count)),),
        )
        for needs, count in ((("files",), 4), (("files", "meetings"), 9))
    )
    return project(
        offer("base", CapacityPrice(amount=D(10), included=D(5), unit_price=D(8), size=D(5)), "files"),
        offer("reunions", "6", "meetings"),
        offer("ecriture", "4", "office"),
        options=(option("visio", "5", "meetings", available_for=("base",)), space),
        profiles=clients,
        ranges=whom(name="Packs", kind=RangeKind.PACKS),
    )


def member_or_not() -> Project:
    """The same offer for members, who have joined, and for the others, a little dearer; beyond, by the person."""
    members = PriceList(
        id="membres", name="Adhérents", condition="à jour de cotisation", percent_off=D(20), membership="required"
    )
    small, large = (
        offer(name, None, *gives, rates=(rate(price), beyond(more)), membership=MembershipRule.NONE)
        for name, price, more, gives in (
            ("petite", "10", "2", ("people=5", "files")),
            ("grande", "22", "1.50", ("people=15", "files", "office")),
        )
    )
    return project(small, large, price_lists=(members,), structure=host(membership=Membership(amount=D(20))))


GOOD: dict[str, Callable[[], Project]] = {
    build.__name__: build
    for build in (
        solidarity,
        cooperative,
        all_units,
        one_offer,
        free_services,
        top_on_quote,
        pay_what_you_want,
        by_person,
        by_packs,
        member_or_not,
    )
}


@pytest.mark.parametrize("build", GOOD.values(), ids=GOOD.keys())
def test_a_good_grid_gets_no_error_and_no_warning(build):
    assert [(finding.rule, finding.message) for finding in trouble(build())] == []


# Traps


def option_above_the_next_offer() -> Project:
    small = offer("petite", "10", "people=5", "files")
    large = offer("grande", "20", "people=10", "files", "meetings")
    return project(small, large, options=(option("visio", "15", "meetings", available_for=("petite",)),))


def hundred_and_one() -> Project:
    charge = VolumePrice(
        tiers=(
            Tier(id="few", up_to=D(100), unit_price=D("2.10")),
            Tier(id="many", unit_price=D("1.00")),
        )
    )
    return project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))


def priced_for_a_year(month: str, year: str) -> Callable[[], Project]:
    return lambda: project(offer("active", month, "people=10", "files", terms=yearly(year)))


def lost_at_the_top() -> Project:
    return project(
        offer("petite", "10", "people=5", "files"),
        offer("moyenne", "20", "people=10", "files", "meetings"),
        offer("grande", "30", "people=20", "files", "office"),
    )


def skipped_in_the_middle() -> Project:
    return project(
        offer("petite", "10", "people=5", "files", "office"),
        offer("moyenne", "20", "people=10", "files"),
        offer("grande", "30", "people=20", "files", "office"),
    )


def fewer_for_more() -> Project:
    return project(
        offer("petite", "10", "space=50", "files"), offer("grande", "20", "space=40", "files", "office", "meetings")
    )


def names_the_other_way_round() -> Project:
    return project(offer("a", "10", "files", name="XL"), offer("b", "20", "office", name="S"))


def three_months_to_leave() -> Project:
    leaving = "Vos fichiers vous sont rendus. Un préavis de trois mois est demandé."
    return project(offer("active", "10", "files"), end_of_contract=leaving)


def companies_pay_less() -> Project:
    ranges = (*whom(name="Associations"), Range(id="pros", name="Pros", public="les entreprises"))
    return project(
        offer("active", "25", "people=30", "files"),
        offer("atelier", "20", "people=30", "files", range="pros"),
        ranges=ranges,
    )


def never_enough() -> Project:
    step = CostLine(id="help", name="Aide", source=PaidAmount(amount=D(15)), behaviour=StepCost(size=D(1)))
    return project(
        offer("active", "12", "people=30", "files"),
        costs=(CostLine(id="rent", name="Loyer", source=PaidAmount(amount=D(200))), step),
        sales=(Sale(id="sale", offer="active", clients=4),),
        scenarios=(Scenario(id="expected", name="Réaliste"),),
    )


TRAPS = {
    "an option dearer than the next offer": (
        option_above_the_next_offer,
        "option_dearer_than_next_offer",
        {"total": 300, "price": 240, "excess": 60, "smaller": "Petite", "bigger": "Grande"},
    ),
    "a hundred dearer than a hundred and one": (
        hundred_and_one,
        "price_cliff",
        {"higher": 210, "lower": 101, "end": "100", "next": "101", "zone": "De 49 à 100"},
    ),
    "a year in the box of a month": (
        priced_for_a_year("300", "300"),
        "term_price_slip",
        {"price": 300, "ordinary": 3600, "length": 12},
    ),
    "a year twelve times over": (
        priced_for_a_year("25", "3600"),
        "term_price_slip",
        {"price": 3600, "ordinary": 300, "length": 12},
    ),
    "a service that the top offer lacks": (
        lost_at_the_top,
        "service_in_middle_offer",
        {"service": "Se réunir à distance", "offer": "Moyenne", "dearer": ("Grande",)},
    ),
    "a service that skips the middle offer": (
        skipped_in_the_middle,
        "missing_from_dearer",
        {"services": ("Écrire à plusieurs",), "offer": "Petite", "above": "Grande", "dearer": ("Moyenne",)},
    ),
    "less space for more money": (
        fewer_for_more,
        "dearer_gives_less",
        {"offer": "Petite", "dearer": "Grande", "less": "40 Go", "more": "50 Go"},
    ),
    "names that say the contrary of prices": (
        names_the_other_way_round,
        "names_against_prices",
        {"cheap": "XL", "dear": "S", "low": 120, "high": 240},
    ),
    "three months to leave": (three_months_to_leave, "long_notice", {"words": "préavis de trois mois"}),
    "companies that pay less than associations": (
        companies_pay_less,
        "dearer_than_companies",
        {"offer": "Active", "other": "Atelier", "price": 300, "less": 240},
    ),
    "clients who never pay what they cost": (
        never_enough,
        "never_breaks_even",
        {"who": "Avec le scénario « Réaliste »"},
    ),
}


@pytest.mark.parametrize(("build", "rule", "numbers"), TRAPS.values(), ids=TRAPS.keys())
def test_a_trap_is_told_once_by_one_rule_with_its_numbers(build, rule, numbers):
    [finding] = trouble(build())
    assert finding.rule == rule
    assert {name: finding.data[name] for name in numbers} == numbers
