"""What a range for associations must have: where each rule speaks, and where it keeps silent."""

import pytest

from offerdesigner.checks.samples import SERVICES, beyond, offer, option, project, rate, term
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import FreePrice, OnQuote
from offerdesigner.model.offers import Audience, Granted, Inclusion, Range, Trial, Unlimited
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure
from tests.checks.rule_findings import D, found, one


def for_whom(*offers, public: str = "les associations", audience: Audience | None = None, **changes) -> Project:
    ranges = (Range(id="associations", name="Gamme", public=public, audience=audience),)
    return project(*offers, ranges=ranges, **changes)


# Accounts


def test_the_largest_offer_is_the_one_that_counts():
    sold = for_whom(offer("petite", "10", "people=5", "files"), offer("grande", "20", "people=12", "files"))
    finding = one("too_few_accounts", sold)
    assert finding.address == "offers/grande/inclusions"
    said = finding.message.replace("\u00a0", " ")
    assert "12 personnes" in said and "11 salariés et 15 bénévoles" in said
    assert not found("too_few_accounts", for_whom(offer("grande", "20", "people=26", "files")))


@pytest.mark.parametrize(
    "sold",
    [
        for_whom(offer("a", None, "people=5", "files", rates=(rate("10"), beyond("1")))),
        for_whom(offer("a", "10", "people=5"), offer("b", OnQuote(), "people=20")),
        for_whom(offer("a", "10", "people=5"), options=(option("plus", "2", "people=5"),)),
        for_whom(offer("a", "10", inclusions=(Inclusion(id="people", service="people", grant=Unlimited()),))),
        for_whom(offer("a", "10", "files")),
        for_whom(offer("a", "10", "people=5"), public="les petites associations"),
        for_whom(offer("a", "10", "people=5"), public="les associations sans salarié"),
        for_whom(offer("a", "10", "people=5", public="Une équipe de 3 à 10")),
        for_whom(offer("a", "10", "people=5"), audience=Audience.BUSINESSES),
        for_whom(offer("a", "10", "people=5"), public="les familles"),
        for_whom(
            offer(
                "a", "10", inclusions=(Inclusion(id="s", service="space", grant=Granted(quantity=D(5), per="users")),)
            )
        ),
    ],
)
def test_who_can_have_more_people_or_wants_fewer_is_left_alone(sold):
    assert not found("too_few_accounts", sold)


# Help, a name of one's own


PACK = ("files", "office", "meetings")


def test_tools_alone_lack_help_and_a_name():
    sold = for_whom(offer("a", "10", *PACK))
    assert found("no_help", sold) and found("no_own_name", sold)
    assert not found("no_help", for_whom(offer("a", "10", *PACK), public="les entreprises"))
    assert not found("no_help", for_whom(offer("a", "10", "files", "office")))


@pytest.mark.parametrize(
    "words",
    [
        "Une bénévole vous répond.",
        "Un atelier par an.",
        "Nous vous accompagnons.",
        "Prise en main comprise.",
        "Deux heures de formation.",
    ],
)
def test_help_is_recognised_in_the_words_of_hosts(words):
    assert not found("no_help", for_whom(offer("a", "10", *PACK, promise=words)))


def test_help_in_option_or_by_a_service_counts():
    helped = for_whom(offer("a", "10", *PACK), options=(option("Accompagnement", "40"),))
    assert not found("no_help", helped)
    support = Service(id="support", need="Appeler ou écrire")
    assert not found("no_help", for_whom(offer("a", "10", *PACK, "support"), services=(*SERVICES, support)))


def test_a_site_or_addresses_are_a_name_of_ones_own():
    for words in ("Votre site est compris.", "Des adresses à votre nom.", "Avec votre domaine."):
        assert not found("no_own_name", for_whom(offer("a", "10", *PACK, promise=words)))


# Quote, trial


def test_the_quote_is_added_to_the_conditions_that_are_there():
    sold = for_whom(offer("a", "10", "files"), conditions="On paie au mois.")
    [fix] = one("no_quote_for_boards", sold).fixes
    mended = fix.edit.apply(sold)
    assert mended.conditions == "On paie au mois. Devis gratuit sur demande."
    assert not found("no_quote_for_boards", mended)
    assert not found("no_quote_for_boards", for_whom(offer("a", OnQuote(), "files"), conditions=""))
    unreachable = evolve(sold, structure=Structure(id="structure", name="Nuage"))
    assert found("no_contact", unreachable) and not found("no_quote_for_boards", unreachable)
    assert not found("no_quote_for_boards", for_whom(offer("a", "10", "files"), public="les familles", conditions=""))


BY_THE_YEAR = {"rates": (rate("100", period_months=12),)}
SILENT = {"end_of_contract": "Vos fichiers vous sont rendus."}


def test_a_year_can_be_tried_in_one_way_or_another():
    yearly = offer("a", None, "files", **BY_THE_YEAR)
    finding = one("year_without_trial", for_whom(yearly, **SILENT))
    assert "1\u00a0an" in finding.message
    mended = finding.fixes[0].edit.apply(for_whom(yearly, **SILENT))
    assert mended.offers[0].trial == Trial(duration=1, unit="months")
    assert found("year_without_trial", for_whom(offer("a", "10", "files", terms=(term(12),)), **SILENT))
    before_the_end = "Un mois de préavis avant l'échéance."
    assert found("year_without_trial", for_whom(yearly, conditions=before_the_end, **SILENT))
    for other in (
        for_whom(yearly, offer("b", "10", "files"), **SILENT),
        for_whom(yearly, offer("b", None, "files", trial=Trial(duration=10), **BY_THE_YEAR), **SILENT),
        for_whom(yearly, offer("b", "0", "files"), **SILENT),
        for_whom(offer("a", FreePrice(advised=D(10)), "files", terms=(term(12),)), **SILENT),
        for_whom(yearly, conditions="Remboursé le premier mois.", **SILENT),
        for_whom(yearly, conditions="Vous partez avec un mois de préavis.", **SILENT),
    ):
        assert not found("year_without_trial", other)


# Companies


def two_ranges(price: str, other: str, *gives: str, **changes) -> Project:
    ranges = (
        Range(id="associations", name="Associations", public="les associations"),
        Range(id="companies", name="Pros", public="les petites entreprises"),
    )
    return project(
        offer("active", price, "people=30", "files"),
        offer("atelier", other, *(gives or ("people=30", "files")), range="companies"),
        ranges=ranges,
        **changes,
    )


def test_an_association_pays_no_more_than_a_company_for_as_much():
    finding = one("dearer_than_companies", two_ranges("25", "20"))
    assert finding.address == "offers/active/rates"
    assert (finding.data["price"], finding.data["less"]) == (300, 240)
    assert not found("dearer_than_companies", two_ranges("20", "20"))
    assert not found("dearer_than_companies", two_ranges("25", "20", "people=20", "files"))


def test_the_membership_of_an_association_is_no_higher_price():
    def as_members(price: str) -> Project:
        sold = two_ranges(price, "20")
        host = evolve(sold.structure, membership=Membership(amount=D(20)))
        company = evolve(sold.offers[1], membership=MembershipRule.NONE)
        return evolve(sold, structure=host, offers=(sold.offers[0], company))

    assert not found("dearer_than_companies", as_members("20"))
    assert one("dearer_than_companies", as_members("25")).data["price"] == 300


def test_what_has_no_price_is_not_compared():
    sold = two_ranges("25", "20")
    assert not found("dearer_than_companies", evolve(sold, offers=(evolve(sold.offers[0], rates=()), sold.offers[1])))


def test_unprinted_people_are_not_counted():
    hidden = tuple(evolve(service, on_sheet=service.id != "people") for service in SERVICES)
    assert not found("too_few_accounts", for_whom(offer("a", "10", "people=5", "files"), services=hidden))


def test_a_range_for_both_is_not_compared_with_itself():
    sold = two_ranges("25", "20")
    both = evolve(sold, ranges=(sold.ranges[0], evolve(sold.ranges[1], public="les associations et les entreprises")))
    assert not found("dearer_than_companies", both)
