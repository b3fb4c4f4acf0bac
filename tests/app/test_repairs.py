"""Before and after a repair: the part of the sheet that it changes, and no other, on both documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.app.excerpts import Excerpt, picture_of
from offerdesigner.app.live import draw
from offerdesigner.app.repairs import RepairsJob, applicable, repaired
from offerdesigner.app.sheet_parts import width_of
from offerdesigner.checks.engine import run
from offerdesigner.checks.registry import rule_of
from offerdesigner.model import address as addresses
from offerdesigner.model.base import evolve
from offerdesigner.model.edits import Edit, remove, set_value
from offerdesigner.model.finding import Finding, Fix
from offerdesigner.model.project import Project
from offerdesigner.model.typed import Refused
from offerdesigner.storage.examples import open_copy
from tests.plain import plain
from tests.strategies import projects

TODAY = date(2026, 11, 23)
WIDEST = 340
"""Points: the conditions stand in lines of 327 at the most, and no column of offers is as wide."""


def findings(project: Project) -> tuple[Finding, ...]:
    return run(project, today=TODAY, misfits=draw(project, "auto", TODAY).findings).findings


def first(project: Project, rule: str) -> Finding:
    return next(finding for finding in findings(project) if finding.rule == rule)


def both(project: Project, fix: Fix) -> tuple[Excerpt, Excerpt]:
    found = repaired(project, fix, "auto", TODAY)
    assert found is not None
    return found


def seen(excerpt: Excerpt) -> set[str]:
    """Return the addresses of the texts that are whole on the picture."""
    places = (place for place in excerpt.document.places if place.page == excerpt.page)
    return {place.address for place in places if any(part.shows(place) for part in excerpt.parts)}


@pytest.fixture
def dear() -> Project:
    """Three offers, the year of the last one dearer than twelve months."""
    project = open_copy("nuage-commun")
    year = addresses.get(project, "offers/federation/terms/year")
    dearer = evolve(year, price=Decimal(780), months_offered=None)
    return set_value("offers/federation/terms/year", dearer, "Changer un prix").apply(project)


class TestOneFix:
    def test_a_price_is_shown_with_its_offer_alone(self, qapp, dear: Project):
        finding = first(dear, "longer_term_dearer")
        before, after = both(dear, finding.fixes[0])
        assert plain(before.words) == "780 € par an · soit 60 € de plus"
        assert plain(after.words) == "600 € par an · soit 120 € de moins"
        for excerpt in (before, after):
            on_picture = seen(excerpt)
            assert {address.split("/")[1] for address in on_picture} == {"federation"}
            assert {"offers/federation/name", "offers/federation/rates/price/charge/amount"} <= on_picture
            assert width_of(excerpt.parts) < 120

    def test_each_fix_has_its_own_result(self, qapp, dear: Project):
        fixes = first(dear, "longer_term_dearer").fixes
        drawn = RepairsJob(dear, fixes, "auto", TODAY)()
        assert drawn.asked == fixes
        assert [plain(shown.after.words) for shown in drawn.shown if shown] == [
            "600 € par an · soit 120 € de moins",
            "720 € par an",
        ]

    def test_a_need_is_shown_with_its_label_alone(self, qapp):
        project = open_copy("marmule")
        before, after = both(project, first(project, "software_before_need").fixes[0])
        assert (before.words, after.words) == (
            "Nextcloud et Collabora",
            "Partager vos fichiers · Nextcloud et Collabora",
        )
        assert all(address.startswith("services/nextcloud/") for address in seen(before) | seen(after))

    def test_what_is_added_is_marked_after_alone(self, qapp):
        project = open_copy("marmule")
        before, after = both(project, first(project, "hidden_compulsory_cost").fixes[0])
        assert not before.marked
        assert plain(after.words) == "120 € par an"
        assert "Marmule" in before.words

    def test_a_service_is_shown_with_its_row_and_the_offer_that_gets_it(self, qapp):
        project = rule_of("service_in_middle_offer").bad().project
        before, after = both(project, first(project, "service_in_middle_offer").fixes[0])
        assert plain(before.words) == "Partager vos fichiers : non"
        assert plain(after.words) == "Partager vos fichiers : oui"
        for excerpt in (before, after):
            assert {"services/files/need", "offers/grande/name"} <= seen(excerpt)
            assert "offers/petite/name" not in seen(excerpt)

    def test_an_offer_that_goes_is_shown_among_the_names_of_the_others(self, qapp):
        project = rule_of("twin_offers").bad().project
        before, after = both(project, first(project, "twin_offers").fixes[0])
        assert {"offers/petite/name", "offers/grande/name"} <= seen(before)
        assert "offers/petite/name" in seen(after)
        assert not any("/inclusions/" in address for address in seen(before))

    def test_a_row_that_goes_leaves_nothing_to_show(self, qapp):
        project = rule_of("free_membership").bad().project
        before, after = both(project, first(project, "free_membership").fixes[0])
        assert "structure/membership/name" in seen(before)
        assert not after.parts
        assert picture_of(after).image.isNull()

    def test_a_total_alone_is_shown_where_nothing_else_differs(self, qapp):
        project = open_copy("nuage-commun")
        offer = project.offers[0]
        fix = Fix("", set_value(f"offers/{offer.id}/setup_fee", evolve(offer.setup_fee, amount=Decimal(75)), ""))
        before, after = both(project, fix)
        assert (plain(before.words), plain(after.words)) == ("60 €", "75 €")
        assert f"offers/{offer.id}" not in seen(after)

    @pytest.mark.parametrize(("option", "height"), [("more-people", 55), ("more-space", 30)])
    def test_an_option_is_shown_under_the_heading_of_all_if_that_stands_above_it(
        self, qapp, option: str, height: float
    ):
        project = open_copy("nuage-commun")
        before, after = both(project, Fix("", set_value(f"options/{option}/name", "Rubis", "")))
        assert after.words == "Rubis"
        for excerpt in (before, after):
            assert {address.split("/")[1] for address in seen(excerpt)} == {option}
            assert sum(part.height for part in excerpt.parts) == pytest.approx(height, abs=8)

    def test_what_is_added_to_the_conditions_is_shown_with_all_of_them_and_nothing_else(self, qapp):
        project = open_copy("marmule")
        more = f"{project.conditions} Devis gratuit sur demande."
        for excerpt in both(project, Fix("", set_value("conditions", more, ""))):
            assert seen(excerpt) == {"conditions"}
            assert width_of(excerpt.parts) <= WIDEST

    def test_the_page_of_what_changes_is_shown(self, qapp):
        project = open_copy("nuage-commun")
        other = evolve(project.ranges[0], id="other", name="Familles", title="Pour les familles", public="les familles")
        moved = evolve(project.offers[2], range="other", terms=())
        project = evolve(project, ranges=(*project.ranges, other), offers=(*project.offers[:2], moved))
        fix = Fix("", set_value(f"offers/{moved.id}/name", "Foyer", ""))
        before, after = both(project, fix)
        assert (before.page, after.page) == (1, 1)
        assert (before.words, after.words) == ("Fédération", "Foyer")

    def test_the_layout_of_the_preview_is_kept(self, qapp, dear: Project):
        fix = first(dear, "longer_term_dearer").fixes[0]
        found = repaired(dear, fix, "landscape", TODAY)
        assert found is not None
        assert found[0].document == draw(dear, "landscape", TODAY)


def _refuse(_project: Project) -> Project:
    raise Refused("Ce devis est envoyé.")


class TestNothingToShow:
    def test_a_fix_that_changes_nothing_on_the_sheet(self, qapp):
        project = rule_of("unused_waiver").bad().project
        finding = first(project, "unused_waiver")
        assert repaired(project, finding.fixes[0], "auto", TODAY) is None
        assert RepairsJob(project, finding.fixes, "auto", TODAY)().shown == (None,)

    @pytest.mark.parametrize(
        "edit",
        [
            set_value("offers/gone/name", "Rubis", ""),
            remove("offers/gone", ""),
            set_value("offers/active/name", "x" * 5000, ""),
            Edit("", _refuse),
        ],
        ids=["no such place", "nothing to remove", "not valid", "refused"],
    )
    def test_a_fix_that_cannot_be_made(self, qapp, edit: Edit):
        project = open_copy("nuage-commun")
        fix = Fix("Impossible", edit)
        assert repaired(project, fix, "auto", TODAY) is None
        assert applicable(project, (fix,)) == ()

    def test_the_others_are_still_offered(self, qapp, dear: Project):
        good = first(dear, "longer_term_dearer").fixes
        bad = Fix("Impossible", set_value("offers/gone/name", "Rubis", ""))
        assert applicable(dear, (good[0], bad, good[1])) == good


def _repairs(project: Project) -> Iterator[tuple[Fix, tuple[Excerpt, Excerpt]]]:
    for finding in findings(project):
        for fix in finding.fixes:
            found = repaired(project, fix, "auto", TODAY)
            if found is not None:
                yield fix, found


@pytest.mark.parametrize("name", ["ksuite", "proton", "marmule", "paquerette", "marsnet", "sleto", "nuage-commun"])
def test_every_repair_of_the_examples_is_small_and_said(qapp, name: str):
    for fix, found in _repairs(open_copy(name)):
        assert found[0].words != found[1].words, fix.title
        for excerpt in found:
            assert width_of(excerpt.parts) <= WIDEST, fix.title


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects())
def test_whatever_the_project_what_differs_is_inside_the_picture(project: Project):
    for fix, found in _repairs(project):
        for excerpt in found:
            assert all(any(part.shows(place) for part in excerpt.parts) for place in excerpt.marked), fix.title
            if excerpt.parts:
                width = width_of(excerpt.parts)
                assert all(
                    part.width > 0 and part.height > 0 and part.left + part.width <= width for part in excerpt.parts
                )
