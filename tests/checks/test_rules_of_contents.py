"""The rules of contents along a ladder: where each must speak, where it must keep silent, and with which numbers."""

from offerdesigner.checks.samples import offer, option, project, term
from offerdesigner.model.base import evolve
from offerdesigner.model.offers import Granted, Inclusion, Range, RangeKind, Unlimited
from offerdesigner.model.project import Project
from tests.checks.rule_findings import D, found, one


def ladder(*middle: str, **changes) -> Project:
    return project(
        offer("petite", "10", "people=5", "files", "office"),
        offer("moyenne", "20", "people=10", *middle),
        offer("grande", "30", "people=20", "files", "office"),
        **changes,
    )


def test_a_quantity_that_goes_down_is_told_where_it_does():
    sold = project(offer("a", "10", "space=50", "files"), offer("b", "20", "space=40", "files", "office"))
    finding = one("dearer_gives_less", sold)
    assert finding.address == "offers/b/inclusions/space"
    assert finding.message.replace("\u00a0", " ").endswith(": 40 Go, contre 50 Go.")
    assert not found("dearer_gives_less", finding.fixes[0].edit.apply(sold))


def test_a_quantity_that_falls_once_is_told_once():
    sold = project(
        offer("a", "10", "space=50", "files"),
        offer("b", "20", "space=10", "files", "office"),
        offer("c", "30", "space=20", "files", "office", "meetings"),
    )
    assert one("dearer_gives_less", sold).data["dearer"] == "B"


def test_from_unlimited_to_counted_is_less():
    unlimited = (
        Inclusion(id="space", service="space", grant=Unlimited()),
        Inclusion(id="files", service="files"),
    )
    sold = project(offer("a", "10", inclusions=unlimited), offer("b", "20", "space=40", "files", "office"))
    assert one("dearer_gives_less", sold).data["more"] == "sans limite"


def test_quantities_that_cannot_be_compared_are_not():
    each = Inclusion(id="space", service="space", grant=Granted(quantity=D(15), per="users"))
    by_person = offer("b", "20", inclusions=(each, Inclusion(id="files", service="files")))
    assert not found("dearer_gives_less", project(offer("a", "10", "space=50", "files"), by_person))


def test_an_offer_that_gives_nothing_more_is_told_as_such_alone():
    sold = project(offer("a", "10", "people=10", "files"), offer("b", "20", "people=5", "files"))
    assert found("dominated_offer", sold) and not found("dearer_gives_less", sold)


def test_a_quantity_that_an_option_brings_is_no_fall():
    sold = project(offer("a", "10", "space=50", "files"), offer("b", "20", "space=40", "files", "office"))
    assert not found("dearer_gives_less", evolve(sold, options=(option("plus", "3", "space=20"),)))


def test_offers_of_other_kinds_are_no_steps():
    sold = project(offer("a", "10", "people=50", "files", "office"), offer("b", "20", "people=5", "meetings"))
    assert not found("dearer_gives_less", sold)


def test_a_service_that_skips_an_offer_is_told_once_and_given_back():
    finding = one("missing_from_dearer", ladder("files"))
    assert (finding.data["offer"], finding.data["above"], finding.data["dearer"]) == ("Petite", "Grande", ("Moyenne",))
    assert not found("service_in_middle_offer", ladder("files"))
    mended = finding.fixes[0].edit.apply(ladder("files"))
    assert mended == evolve(ladder("files", "office")) and not found("missing_from_dearer", mended)


def test_a_service_that_skips_an_offer_may_be_an_option_of_it():
    assert not found("missing_from_dearer", ladder("files", options=(option("ecrire", "3", "office"),)))


def test_packs_have_holes_on_purpose():
    packs = (Range(id="associations", name="Packs", public="les associations", kind=RangeKind.PACKS),)
    assert not found("missing_from_dearer", ladder("files", ranges=packs))


def test_a_service_missing_from_two_offers_is_one_finding():
    sold = project(
        offer("a", "10", "people=5", "files", "office"),
        offer("b", "20", "people=10", "files"),
        offer("c", "30", "people=15", "files"),
        offer("d", "40", "people=20", "files", "office"),
    )
    assert one("missing_from_dearer", sold).data["dearer"] == ("B", "C")


def test_an_offer_that_gives_nothing_more_is_not_told_for_its_holes():
    sold = project(
        offer("a", "10", "people=10", "files", "office"),
        offer("b", "20", "people=10", "files"),
        offer("c", "30", "people=20", "files", "office", "meetings"),
    )
    assert found("dominated_offer", sold) and not found("missing_from_dearer", sold)


def test_what_is_inherited_from_another_range_is_written_in_full():
    ranges = tuple(Range(id=name, name=name.capitalize(), public="les écoles") for name in ("associations", "autres"))
    sold = project(
        offer("petite", "10", "files"),
        offer("grande", "20", "office", range="autres", inherits="petite"),
        ranges=ranges,
    )
    finding = one("inherits_from_elsewhere", sold)
    assert finding.address == "offers/grande/inherits"
    mended = finding.fixes[0].edit.apply(sold)
    assert mended.offers[1].inherits is None
    assert {line.service for line in mended.offers[1].inclusions} == {"files", "office"}
    assert not found("inherits_from_elsewhere", mended)


def test_all_that_falls_from_one_offer_to_the_next_is_one_finding_and_one_repair():
    sold = project(
        offer("a", "10", "people=10", "space=50", "files", "office"),
        offer("b", "20", "people=5", "space=40", "files", "meetings"),
    )
    finding = one("dearer_gives_less", sold)
    said = finding.message.replace("\u00a0", " ")
    assert "« Personnes » (5 personnes, contre 10 personnes) et « Espace » (40 Go, contre 50 Go)." in said
    assert not found("service_in_middle_offer", sold)
    mended = finding.fixes[0].edit.apply(sold)
    assert not found("dearer_gives_less", mended)
    # Once the offer stands where it should, what it still lacks is told.
    assert one("service_in_middle_offer", mended).data["service"] == "Écrire à plusieurs"


def test_a_year_whose_price_is_a_slip_says_nothing_of_the_place_of_its_offer():
    sold = project(
        offer("a", "10", "people=5", "files", terms=(term(1), term(12, price=D(1440)))),
        offer("b", "20", "people=10", "files", "office", terms=(term(1), term(12, price=D(200)))),
    )
    assert found("term_price_slip", sold)
    assert not found("dearer_gives_less", sold) and not found("service_in_middle_offer", sold)


def test_what_an_offer_loses_that_another_makes_useless_is_told_as_such_alone():
    sold = project(offer("a", "10", "office", "meetings", "files"), offer("b", "20", "office", "meetings"))
    assert found("dominated_offer", sold) and not found("service_in_middle_offer", sold)
