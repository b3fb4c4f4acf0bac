"""An offer that is never the cheapest: told when it is so for every quantity, term, price list and usage type."""

from datetime import date
from decimal import Decimal

import pytest

from offerdesigner.checks import cheapest
from offerdesigner.checks.engine import run
from offerdesigner.checks.registry import rule_of
from offerdesigner.checks.samples import beyond, offer, option, project, rate, term
from offerdesigner.checks.waivers import waive
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import RateCard
from offerdesigner.model.price_lists import ListedCharge, PriceList
from offerdesigner.model.project import Project
from offerdesigner.pricing.range_map import range_map

TODAY = date(2026, 11, 23)


def sold(middle: str = "36", *services: str, **changes) -> Project:
    """10 € for 5 people then 2 €, `middle` € for 15 then 1,50 €, 40 € for 50 then 2 €."""
    parts = {key: changes.pop(key) for key in ("terms", "rates", "setup_fee", "trial") if key in changes}
    return project(
        offer("petite", "10", "people=5", rates=(rate("10"), beyond("2")), terms=(term(1),)),
        offer(
            "moyenne",
            middle,
            "people=15",
            *services,
            **{"rates": (rate(middle), beyond("1.5")), "terms": (term(1),)} | parts,
        ),
        offer("grande", "40", "people=50", rates=(rate("40"), beyond("2")), terms=(term(1),)),
        **changes,
    )


def found(sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.rule == "never_the_best"]


def test_an_offer_between_two_others_that_are_cheaper_is_told_with_its_own_figures():
    (finding,) = found(sold())
    assert finding.address == "offers/moyenne/rates" and finding.related == ("offers/petite",)
    assert finding.message == (
        "« Moyenne » n’est jamais la moins chère : pour 15\u00a0personnes, elle coûte 432\u00a0€ par an, "
        "et « Petite », qui donne autant, 360\u00a0€."
    ).replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")
    assert rule_of("never_the_best").figures_of(finding.data)[1] == (
        "« Moyenne », par an".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
        "432\u00a0€",
    )


@pytest.mark.parametrize("price", ["25", "29.99", "30"])
def test_one_that_is_the_cheapest_for_somebody_is_not(price):
    assert not found(sold(price))


def test_it_must_be_beaten_everywhere_not_only_where_it_is_full():
    # At 15 people 30 € against 31 €; at 17, 34 € against 32 €; at 50, 48,50 € against 40 €.
    assert not found(sold("31", rates=(rate("31"), beyond("0.5"))))


@pytest.mark.parametrize(
    "changed",
    [
        sold("36", "files"),
        sold("36", rates=(RateCard(charge=OnQuote()),)),
        sold("36", rates=(RateCard(charge=OnQuote()), beyond("1"))),
        sold("36", trial={"duration": 1}),
        sold("36", options=(option("visio", "4", "meetings", available_for=("moyenne",)),)),
        sold("36", terms=(term(1), term(12, percent_off=Decimal(60)))),
    ],
    ids=["gives more", "on quote", "partly on quote", "has a trial", "alone has an option", "cheaper by the year"],
)
def test_what_one_cannot_have_elsewhere_keeps_an_offer_out(changed):
    assert not found(changed)


def test_another_price_list_may_make_it_the_cheapest():
    lists = (PriceList(id="low", name="Solidaire"),)
    cheap = ListedCharge(price_list="low", charge=FlatPrice(amount=Decimal(5)))
    listed = evolve(rate("36"), listed=(cheap,))
    assert not found(sold("36", rates=(listed, beyond("1.5")), price_lists=lists))
    assert found(sold("36", price_lists=(PriceList(id="low", name="Solidaire", percent_off=Decimal(10)),)))


def test_options_may_make_it_the_cheapest():
    packs = option("cinq", "1", "people=5", when_needed=True, available_for=("moyenne", "petite", "grande"))
    flat = project(
        offer("petite", "10", "people=5", rates=(rate("10"), beyond("2")), terms=(term(1),)),
        offer("moyenne", "36", "people=15", terms=(term(1),)),
        offer("grande", "40", "people=20", rates=(rate("40"), beyond("2")), terms=(term(1),)),
        options=(packs,),
    )
    assert not found(flat)  # 30 people: 39 € with packs, 60 € for the large one


def test_two_offers_or_a_crowd_are_not_looked_at():
    three = sold()
    assert not found(evolve(three, offers=three.offers[:2]))
    crowd = tuple(
        offer(f"o{n}", str(50 + n), f"people={60 + n}", rates=(rate(str(50 + n)), beyond("2"))) for n in range(10)
    )
    assert not found(evolve(three, offers=(*three.offers, *crowd)))


def test_it_can_be_ignored_with_a_reason():
    (finding,) = found(sold())
    assert not found(waive(finding, "Elle sert de repère.", TODAY).apply(sold()))


def test_no_map_is_drawn_of_an_offer_that_a_few_quantities_show_to_be_the_cheapest(monkeypatch):
    """The checks run at each key: a map of all the quantities takes a thousand times longer."""
    drawn = []
    monkeypatch.setattr(cheapest, "range_map", lambda *asked: drawn.append(asked) or range_map(*asked))
    assert not found(sold("31", rates=(rate("31"), beyond("0.5"))))
    assert not drawn
    assert found(sold())
    assert drawn
