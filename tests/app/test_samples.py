"""The two pictures beside « Pourquoi ? »: they differ, and one can tell what they show."""

from datetime import date

import pytest

from offerdesigner.app.excerpts import Excerpt
from offerdesigner.app.samples import SamplesJob, shown
from offerdesigner.app.sheet_parts import SCALE, width_of
from offerdesigner.checks.registry import Rule, all_rules, rule_of
from offerdesigner.model.finding import Severity

TODAY = date(2026, 11, 23)
RULES = [rule for rule in all_rules() if rule.document]


def seen(sample: Excerpt) -> set[str]:
    """Return the addresses of the texts that are whole on the picture."""
    places = (place for place in sample.document.places if place.page == sample.page)
    return {place.address for place in places if any(part.shows(place) for part in sample.parts)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_pictures_differ_and_are_small(qapp, rule: Rule):
    drawn = SamplesJob(rule.id, TODAY)()
    assert drawn.bad.image != drawn.good.image and drawn.said
    for picture in (drawn.bad, drawn.good):
        assert picture.width <= 450
        assert picture.image.height() <= 210 * SCALE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_differs_is_marked_and_said(qapp, rule: Rule):
    drawn = SamplesJob(rule.id, TODAY)()
    assert drawn.bad.words != drawn.good.words or rule.id == "picture_cannot_be_read"
    assert drawn.bad.marks or drawn.good.marks or rule.id == "picture_cannot_be_read"
    for picture in (drawn.bad, drawn.good):
        for mark in picture.marks:
            assert mark.left() >= 0 and mark.right() <= picture.width


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_row_is_shown_with_its_label_and_every_column_with_its_name(qapp, rule: Rule):
    for sample in shown(rule, TODAY)[:2]:
        on_picture = seen(sample)
        services = {address.split("/")[3] for address in on_picture if "/inclusions/" in address}
        offers = {address.split("/")[1] for address in on_picture if address.startswith("offers/")}
        labels = {address.split("/")[1] for address in on_picture if address.startswith("services/")}
        assert services <= labels
        assert {f"offers/{offer}/name" for offer in offers} <= on_picture


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_text_is_cut_at_the_side_of_a_picture(qapp, rule: Rule):
    for sample in shown(rule, TODAY)[:2]:
        for place in sample.document.places:
            for part in sample.parts:
                on_line = part.y <= place.y and place.y + place.height <= part.y + part.height
                if on_line and place.page == sample.page and part.x < place.x < part.x + part.width:
                    assert place.x + place.width <= part.x + part.width + 0.5, place


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("dominated_offer", "offers/petite/rates/price/charge/amount"),
        ("dominated_offer", "offers/grande/inclusions/people/grant/quantity"),
        ("beaten_by_options", "options/cinq/rates/price/charge/amount"),
        ("clear_ladder", "offers/petite/rates/price/charge/amount"),
        ("service_in_middle_offer", "offers/moyenne/inclusions/files/grant"),
        ("hidden_compulsory_cost", "offers/pack/setup_fee"),
        ("hidden_compulsory_cost", "structure/membership/amount"),
        ("free_membership", "structure/membership/amount"),
        ("contact_looks_wrong", "structure/contact/email"),
        ("identifier_looks_wrong", "structure/identifiers/rna"),
        ("no_option_name", "options/visio/name"),
        ("no_structure_name", "structure/name"),
        ("end_of_contract_without_data", "end_of_contract"),
    ],
)
def test_what_the_rule_is_about_is_on_both_pictures(qapp, rule: str, address: str):
    for sample in shown(rule_of(rule), TODAY)[:2]:
        assert address in seen(sample)


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("software_before_need", "offers/active/rates/price/charge/amount"),
        ("longer_term_dearer", "services/files/need"),
        ("longer_term_dearer", "offers/active/public"),
        ("no_option_name", "offers/active/name"),
    ],
)
def test_nothing_beside_the_point_is_shown(qapp, rule: str, address: str):
    for sample in shown(rule_of(rule), TODAY)[:2]:
        assert address not in seen(sample)


@pytest.mark.parametrize("rule", ["no_contact", "no_end_of_contract", "option_unreachable"])
def test_what_is_missing_is_no_picture(qapp, rule: str):
    drawn = SamplesJob(rule, TODAY)()
    assert drawn.bad.image.isNull() and not drawn.bad.words
    assert not drawn.good.image.isNull() and drawn.good.words


def test_parts_never_cover_one_another_and_stay_in_the_picture(qapp):
    for rule in RULES:
        for sample in shown(rule, TODAY)[:2]:
            width = width_of(sample.parts)
            for place, one in enumerate(sample.parts):
                assert one.width > 0 and one.height > 0 and one.left + one.width <= width
                for other in sample.parts[place + 1 :]:
                    beside = one.left + one.width <= other.left + 0.01 or other.left + other.width <= one.left + 0.01
                    assert beside or one.top + one.height <= other.top + 0.01, rule.id


def test_what_a_strength_praises_is_the_clearer_one(qapp):
    praised = SamplesJob("clear_ladder", TODAY)()
    assert rule_of("clear_ladder").severity is Severity.STRENGTH
    spoken_of, other, _said = shown(rule_of("clear_ladder"), TODAY)
    assert "offers/grande/inclusions/office/grant" in seen(spoken_of) - seen(other)
    assert praised.good.image.height() > praised.bad.image.height()
