"""Names beside one another: those that one confuses, and families that hold or do not."""

import pytest

from offerdesigner.checks.samples import offer, project, rate
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import UnitPrice
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from tests.checks.rule_findings import D, found, one


def named(*names: str, **changes) -> Project:
    """Offers of which each costs more and gives something else."""
    gives = ("files", "office", "meetings", "space=5", "people=5")
    offers = (offer(f"o{n}", str(10 + 5 * n), gives[n % 5], name=name) for n, name in enumerate(names))
    return project(*offers, **changes)


@pytest.mark.parametrize("other", ["Active", "ACTIVE", "active", "Activé"])
def test_one_name_for_two_offers_is_told_at_the_second(other):
    finding = one("same_name", named("Active", other))
    assert finding.address == "offers/o1/name" and finding.related == ("offers/o0/name",)
    assert not found("look_alike_names", named("Active", other))


def test_three_of_one_name_are_one_finding():
    assert one("same_name", named("Active", "Active", "Active")).data["count"] == 3


def test_the_same_name_in_two_ranges_is_on_purpose():
    ranges = tuple(Range(id=name, name=name, public="les associations") for name in ("associations", "autres"))
    sold = project(
        offer("a", "10", "files", name="Active"),
        offer("b", "20", "files", name="Active", range="autres"),
        ranges=ranges,
    )
    assert not found("same_name", sold)


def test_offers_that_are_the_same_in_all_are_told_as_twins():
    twins = project(offer("a", "10", "files", name="Active"), offer("b", "10", "files", name="Active"))
    assert found("twin_offers", twins) and not found("same_name", twins)


def test_a_plus_makes_another_name():
    for names in (("Nuage", "Nuage+"), ("Nuage", "Nuage +"), ("Nuage+", "Nuage++")):
        assert not found("same_name", named(*names)) and not found("look_alike_names", named(*names))


def test_names_without_a_letter_or_without_anything_are_not_the_same():
    assert not found("same_name", named("", ""))
    assert not found("same_name", named("★", "♥"))


@pytest.mark.parametrize(("name", "other"), [("Active", "Activa"), ("Solo", "So1o")])
def test_names_that_one_confuses(name, other):
    assert one("look_alike_names", named(name, other)).data["why"]


@pytest.mark.parametrize(
    ("name", "other"),
    [("Pack 1", "Pack 2"), ("XL", "XXL"), ("Niveau II", "Niveau III"), ("Essentielle", "Active"), ("Petite", "Grande")],
)
def test_a_series_or_other_words_are_not_confused(name, other):
    assert not found("look_alike_names", named(name, other))


@pytest.mark.parametrize("names", [("XL", "S"), ("Or", "Bronze"), ("Pack 2", "Pack 1"), ("Grande", "Moyenne")])
def test_names_that_fall_while_prices_rise(names):
    finding = one("names_against_prices", named(*names))
    assert (finding.data["cheap"], finding.data["dear"]) == names
    assert (finding.data["low"], finding.data["high"]) == (120, 180)


def test_names_that_rise_or_are_on_no_scale():
    for names in (("S", "M", "XL"), ("Petite", "Active", "Grande"), ("Or", "Petite"), ("Pack 1", "Pack 10")):
        assert not found("names_against_prices", named(*names))


def test_prices_that_follow_use_contradict_no_name():
    metered = (rate(UnitPrice(unit_price=D(3)), metric="users"),)
    sold = project(offer("a", "10", "files", name="XL"), offer("b", None, "office", name="S", rates=metered))
    assert not found("names_against_prices", sold)


def test_an_offer_that_gives_less_for_more_is_told_as_such():
    sold = project(offer("a", "10", "files", "office", name="Grande"), offer("b", "20", "files", name="Petite"))
    assert found("dominated_offer", sold) and not found("names_against_prices", sold)


def test_a_family_takes_three_and_one_that_is_odd():
    finding = one("odd_name_in_family", named("k-Drive", "k-Mail", "Réunions", "k-Docs"))
    assert (finding.address, finding.data["lead"], finding.data["count"]) == ("offers/o2/name", "k-", 3)
    for names in (
        ("k-Drive", "k-Mail", "Réunions"),
        ("Pack a", "Pack b", "Pack c", "Solo", "Duo"),
        ("a", "b", "c", "d"),
    ):
        assert not found("odd_name_in_family", named(*names))


def test_many_names_that_lack_are_told_at_once():
    assert len(found("no_offer_name", named("", ""))) == 2
    finding = one("no_offer_name", named("", "", "", "Active"))
    assert finding.address == "offers/o0/name" and len(finding.related) == 2
    assert finding.message.startswith("3\u00a0offres de la gamme")
    blank = tuple(Service(id=f"s{n}") for n in range(4))
    sold = project(offer("a", "10", *(service.id for service in blank)), services=blank)
    assert len(one("no_service_name", sold).related) == 3
