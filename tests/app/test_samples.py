"""The two pictures beside « Pourquoi ? »: they differ, and one can tell what they show."""

from datetime import date

import pytest

from offerdesigner.app.sample_parts import SCALE, width_of
from offerdesigner.app.samples import SamplesJob, Shown, shown
from offerdesigner.checks.registry import Rule, all_rules, rule_of
from offerdesigner.model.finding import Severity

TODAY = date(2026, 11, 23)
RULES = all_rules()


def seen(sample: Shown) -> set[str]:
    """Return the addresses of the texts that are whole on the picture."""
    places = (place for place in sample.document.places if place.page == 0)
    return {place.address for place in places if any(part.shows(place) for part in sample.parts)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_pictures_differ_and_have_the_same_width(qapp, rule: Rule):
    drawn = SamplesJob(rule.id, TODAY)()
    assert drawn.bad != drawn.good and drawn.said
    assert drawn.bad.width() == drawn.good.width() <= 800 * SCALE
    assert max(drawn.bad.height(), drawn.good.height()) <= 260 * SCALE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_both_pictures_name_an_offer_and_a_row(qapp, rule: Rule):
    for sample in shown(rule, TODAY)[:2]:
        on_picture = seen(sample)
        assert any(address.startswith("offers/") and address.endswith("/name") for address in on_picture)
        assert any(address.startswith(("services/", "structure/membership/name")) for address in on_picture)


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
                if on_line and place.page == 0 and part.x < place.x < part.x + part.width:
                    assert place.x + place.width <= part.x + part.width + 0.5, place


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("dominated_offer", "offers/grande/inclusions/people/grant/quantity"),
        ("service_in_middle_offer", "offers/moyenne/inclusions/files/grant"),
        ("hidden_compulsory_cost", "offers/pack"),
        ("free_membership", "structure/membership/amount"),
        ("contact_looks_wrong", "structure/contact/email"),
        ("identifier_looks_wrong", "structure/identifiers/rna"),
        ("no_option_name", "options/visio/name"),
        ("no_structure_name", "structure/name"),
        ("end_of_contract_without_data", "end_of_contract"),
    ],
)
def test_the_place_of_the_finding_is_on_both_pictures(qapp, rule: str, address: str):
    for sample in shown(rule_of(rule), TODAY)[:2]:
        assert address in seen(sample)


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
    assert praised.good.height() > praised.bad.height()
