"""The other price lists on a tariff sheet: under the standard prices, or in the conditions where there is no room."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import FlatPrice, UnitPrice
from offerdesigner.model.offers import Inclusion, RateCard, TaxMode
from offerdesigner.model.price_lists import ListedAmount, ListedCharge, PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule, Vat, VatKind
from offerdesigner.render.document import Document
from tests.render.projects import CHARGES, ODD, SOLIDARITY, with_charge, with_solidarity
from tests.render.reading import outside, overlapping, page_texts

Draw = Callable[..., Document]
OTHERS = PriceList(id="others", name="Non-adhérents", membership=MembershipRule.NONE)


@pytest.fixture
def listed(sample: Project) -> Project:
    """The sample, 40 % less rounded to the euro for some."""
    return evolve(sample, price_lists=(SOLIDARITY,))


def text_of(document: Document) -> str:
    return " ".join(page_texts(document))


def crowded(listed: Project, count: int) -> Project:
    """The sample with more services, until nothing but the least holds on its page."""
    more = tuple(Service(id=f"more-{n}", need=f"Service {n}") for n in range(count))
    lines = tuple(Inclusion(service=service.id) for service in more)
    offers = tuple(evolve(offer, inclusions=(*offer.inclusions, *lines)) for offer in listed.offers)
    return evolve(listed, services=(*listed.services, *more), offers=offers)


def leads(document: Document, words: str) -> list[str]:
    return [place.address for place in document.places if words in place.address]


def test_a_list_stands_under_the_prices_with_its_condition_once(draw: Draw, listed: Project) -> None:
    text = text_of(draw(listed))
    assert "Tarif solidaire Sans salarié : sur simple demande 7 € par mois ou 70 € par an 15 € par mois" in text
    assert text.count("Sans salarié") == 1
    assert "60 € Tarif solidaire : 36 € 120 € Tarif solidaire : 72 €" in text
    assert "La première année tout compris * 200 € 390 € 860 € Tarif solidaire 126 € 242 € 524 €" in text
    assert "Ensuite, chaque année 140 € 270 € 620 € Tarif solidaire 90 € 170 € 380 €" in text
    assert "90 €, jusqu’à 100 Go Tarif solidaire : 54 €" in text


def test_a_list_that_changes_nothing_is_not_printed(draw: Draw, sample: Project) -> None:
    silent = evolve(sample, price_lists=(PriceList(id="x", name="Tarif solidaire", condition="personne"),))
    assert draw(silent).pdf == draw(sample).pdf


@pytest.mark.parametrize("count", range(1, 8))
@pytest.mark.parametrize("more", [(), (OTHERS,)])
def test_nothing_is_cut_whatever_the_number_of_offers(
    draw: Draw, sample: Project, count: int, more: tuple[PriceList, ...]
) -> None:
    project = with_solidarity(sample, count, *more)
    document = draw(project)
    assert not document.findings
    assert not overlapping(document)
    assert not outside(document)
    text = text_of(document)
    for words in ("7 € par mois", "Sans salarié : sur simple demande", "126 €", "90 €"):
        assert words in text
    for place in document.places:
        assert address.exists(project, place.address), place.address


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_sheet_with_one_list_holds_on_one_page(draw: Draw, sample: Project, count: int) -> None:
    assert draw(with_solidarity(sample, count)).page_count == 1


def test_what_has_no_room_beside_the_prices_is_in_the_conditions(draw: Draw, listed: Project) -> None:
    reduced = "Tarif solidaire : 40 % de moins aussi sur la mise en service et les options, arrondi à 1 €"
    found = {}
    for count in range(12):
        document = draw(crowded(listed, count))
        text = text_of(document)
        if document.page_count > 1:
            found["pages"] = text
        elif reduced not in text:
            found["whole"] = text
        else:
            found["close"] = text
            assert "Tarif solidaire : 36 €" not in text
            assert "200 € · 126 €" in text or "Essentielle 126 € puis 90 €" in text
    assert set(found) == {"whole", "close", "pages"}
    assert "Tarif solidaire : 36 €" in found["pages"], "next pages have room for everything"


def test_yearly_costs_of_two_lists_go_to_the_conditions_last(draw: Draw, listed: Project) -> None:
    two = evolve(listed, price_lists=(SOLIDARITY, OTHERS))
    said = "la première année puis chaque année, Essentielle 126 € puis 90 €, Active 242 € puis 170 €"
    texts = [text_of(document) for n in range(5) if (document := draw(crowded(two, n))).page_count == 1]
    assert any(said in text for text in texts) or any("Tarif solidaire 126 €" in text for text in texts)


def test_own_prices_and_reductions_lead_to_where_they_are_said(draw: Draw, listed: Project) -> None:
    first, second, third = listed.offers
    lead = first.rates[0]
    own = evolve(
        first,
        rates=(evolve(lead, listed=(ListedCharge(id="c", price_list="sol", charge=FlatPrice(amount=Decimal(5))),)),),
        setup_listed=(ListedAmount(id="s", price_list="sol", amount=Decimal(1)),),
    )
    year = evolve(second.terms[-1], listed=(ListedAmount(id="t", price_list="sol", amount=Decimal(99)),))
    changed = evolve(listed, offers=(own, evolve(second, terms=(*second.terms[:-1], year)), third))
    document = draw(changed)
    text = text_of(document)
    assert "5 € par mois ou 50 € par an 15 € par mois ou 99 € par an" in text
    assert "Tarif solidaire : 1 €" in text
    charge = f"offers/{first.id}/rates/{lead.id}/listed/c/charge/amount"
    assert charge in leads(document, "/listed/")
    assert leads(document, "setup_listed") == [f"offers/{first.id}/setup_listed/s/amount"]
    assert f"offers/{second.id}/terms/{year.id}/listed/t/amount" in leads(document, "/listed/")
    assert leads(document, "percent_off")
    assert {"price_lists/sol/name", "price_lists/sol/condition"} <= set(leads(document, "price_lists"))
    for place in document.places:
        assert address.exists(changed, place.address), place.address


def test_a_list_says_what_becomes_of_the_membership(draw: Draw, sample: Project) -> None:
    for rule, words in {
        MembershipRule.NONE: "sans adhésion",
        MembershipRule.INCLUDED: "adhésion comprise",
    }.items():
        text = text_of(draw(evolve(sample, price_lists=(evolve(OTHERS, membership=rule),))))
        assert f"Non-adhérents {words} 12 € par mois" in text
        assert "200 € 390 € 860 € Non-adhérents 180 € 370 € 840 €" in text


def test_a_further_line_says_its_price_in_the_list(draw: Draw, listed: Project) -> None:
    more = RateCard(id="more", name="Personne en plus", charge=UnitPrice(unit_price=Decimal(2)), metric="users")
    offers = tuple(evolve(offer, rates=(*offer.rates, more)) for offer in listed.offers)
    alone = text_of(draw(evolve(listed, offers=offers[:1])))
    assert "2 € par personne et par mois Tarif solidaire : 1,20 € par personne et par mois" in alone
    # Where the page is full, what only follows the reduction is said once.
    together = text_of(draw(evolve(listed, offers=offers)))
    assert "1,20 €" not in together and "les suppléments" in together


@pytest.mark.parametrize("kind", CHARGES)
def test_every_kind_of_price_is_said_in_a_list(draw: Draw, sample: Project, kind: str) -> None:
    project = evolve(with_charge(sample, kind), price_lists=(evolve(SOLIDARITY, percent_off=50, round_to=None),))
    document = draw(project)
    text = text_of(document)
    half = {
        "flat": "6 € par mois",
        "unit": "0,79 € par personne et par mois",
        "package": "4 € par lot de 5 personnes et par mois",
        "graduated": "1 € par personne et par mois puis 0,50 € au-delà de 10",
        "volume": "1 € par personne et par mois dès 11 : 0,50 € pour toutes",
        "stairstep": "15 € par mois jusqu’à 6 personnes puis 20 € jusqu’à 15",
        "capacity": "15 € par mois 100 Go compris, puis 0,25 € par Go",
        "free": "prix libre par mois conseillé : 7,50 € à partir de 2,50 €",
        "on_quote": "sur devis",
    }[kind]
    assert f"Tarif solidaire Sans salarié : sur simple demande {half}" in text
    assert not overlapping(document)


def test_prices_without_tax_stay_without_tax(draw: Draw, listed: Project) -> None:
    structure = evolve(listed.structure, vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
    offers = tuple(
        evolve(offer, rates=tuple(evolve(rate, tax=TaxMode.HT) for rate in offer.rates)) for offer in listed.offers
    )
    assert "7 € HT par mois ou 70 € HT par an" in text_of(draw(evolve(listed, structure=structure, offers=offers)))


@pytest.mark.parametrize("text", [ODD[:200], "W" * 200, "mot " * 50])
def test_any_name_holds(draw: Draw, listed: Project, text: str) -> None:
    hostile = evolve(SOLIDARITY, name=text, condition=text)
    document = draw(evolve(listed, price_lists=(hostile,)))
    assert not overlapping(document)
    assert not outside(document)
