"""HT and TTC: what is shown is derived once, and what comes back is the very amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model import charges as models
from offerdesigner.model.address import at, get, put
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.edits import set_value
from offerdesigner.model.offers import Offer, Option, RateCard, TaxMode, Term
from offerdesigner.model.price_lists import ListedAmount, ListedCharge
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.pricing.offers import price_terms
from offerdesigner.pricing.sides import DECIMALS, Inexact, Sides, amounts_of, home_of, on_side, tax_of
from offerdesigner.pricing.tax import converted, other_side
from tests.pricing.pricing_strategies import amounts, unit_amounts
from tests.strategies import projects

NORMAL = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
LINE = "offers/active/rates/price"
PRICE = f"{LINE}/charge/amount"
rates_of_vat = st.sampled_from(("20", "8.5", "5.5", "2.1", "100", "0.01")).map(Decimal)
sides = st.sampled_from(TaxMode)


def charging(project: Project, percent: Decimal) -> Project:
    vat = Vat(kind=VatKind.STANDARD, rate=percent)
    return evolve(project, structure=evolve(project.structure, vat=vat))


charged_projects = st.builds(charging, projects(max_offers=2), rates_of_vat)


def money_fields(model: Any) -> set[str]:
    """The fields of a model that are annotated as money, with their decimals (a quantity has three)."""
    found = set()
    for name, field in model.model_fields.items():
        places = next((rule.decimal_places for rule in field.metadata if hasattr(rule, "decimal_places")), None)
        if places in (2, 4):
            found.add((name, places))
    return found


def test_no_amount_of_a_charge_is_forgotten():
    classes = [model for model in vars(models).values() if isinstance(model, type) and hasattr(model, "model_fields")]
    of_charges = set().union(*(money_fields(model) for model in classes))
    assert of_charges == set(DECIMALS.items())


@given(amounts, rates_of_vat)
def test_an_amount_without_tax_comes_back_through_its_amount_with_tax(amount: Decimal, percent: Decimal) -> None:
    vat = Vat(kind=VatKind.STANDARD, rate=percent)
    there = converted(amount, TaxMode.HT, TaxMode.TTC, vat)
    assert converted(there, TaxMode.TTC, TaxMode.HT, vat) == amount


@given(unit_amounts, rates_of_vat)
def test_a_unit_price_without_tax_comes_back_too(amount: Decimal, percent: Decimal) -> None:
    vat = Vat(kind=VatKind.STANDARD, rate=percent)
    there = converted(amount, TaxMode.HT, TaxMode.TTC, vat, 4)
    assert converted(there, TaxMode.TTC, TaxMode.HT, vat, 4) == amount


@given(charged_projects, sides)
def test_all_is_on_the_side_shown(project: Project, side: TaxMode) -> None:
    shown = Sides().project(project, side)
    for holder in (*shown.offers, *shown.options):
        assert all(rate.tax == side for rate in holder.rates)
    assert all(offer.setup_tax == side for offer in shown.offers)
    for kept, seen in zip(project.offers, shown.offers, strict=True):
        assert on_side(kept, side, project.structure.vat) == seen


@given(charged_projects, sides)
def test_what_is_shown_and_not_changed_is_the_project_itself(project: Project, side: TaxMode) -> None:
    known = Sides()
    assert known.back(known.project(project, side), project, side) is project


@given(charged_projects, sides)
def test_a_change_that_is_no_price_leaves_every_price_as_it_was_entered(project: Project, side: TaxMode) -> None:
    known = Sides()
    shown = known.project(project, side)
    renamed = evolve(
        shown,
        offers=tuple(
            evolve(offer, rates=tuple(evolve(rate, name="x") for rate in offer.rates), promise="y")
            for offer in shown.offers
        ),
        options=tuple(
            evolve(option, rates=tuple(evolve(rate, name="x") for rate in option.rates)) for option in shown.options
        ),
    )
    back = known.back(renamed, project, side)
    for holder, kept in zip((*back.offers, *back.options), (*project.offers, *project.options), strict=True):
        assert [evolve(rate, name="") for rate in holder.rates] == [evolve(rate, name="") for rate in kept.rates]
    for offer, kept in zip(back.offers, project.offers, strict=True):
        assert (offer.terms, offer.setup_fee, offer.setup_tax) == (kept.terms, kept.setup_fee, kept.setup_tax)


@given(charged_projects)
def test_a_line_entered_on_the_other_side_and_back_has_the_very_amounts(project: Project) -> None:
    known, vat = Sides(), project.structure.vat
    for holder in (*project.offers, *project.options):
        for rate in holder.rates:
            line = at(home_of(holder), "rates", rate.id)
            there = known.entered_on(holder, line, other_side(rate.tax), vat)
            assert get(put(project, home_of(holder), there), tax_of(line)) != rate.tax
            assert known.entered_on(there, line, rate.tax, vat) == holder
    for offer in project.offers:
        line = at(home_of(offer), "setup_fee")
        there = known.entered_on(offer, line, other_side(offer.setup_tax), vat)
        assert get(put(project, home_of(offer), there), tax_of(line)) != offer.setup_tax
        assert known.entered_on(there, line, offer.setup_tax, vat) == offer


@given(amounts, amounts, sides, rates_of_vat)
def test_what_was_changed_meanwhile_follows_and_the_rest_comes_back(
    monthly: Decimal, yearly: Decimal, side: TaxMode, percent: Decimal
) -> None:
    vat, other, known = Vat(kind=VatKind.STANDARD, rate=percent), other_side(side), Sides()
    offer = sold(monthly, side, yearly)
    there = known.entered_on(offer, LINE, other, vat)
    changed = evolve(there, terms=(evolve(there.terms[0], price=Decimal("12.34")),))
    back = known.entered_on(changed, LINE, side, vat)
    assert back.rates == offer.rates
    assert converted(back.terms[0].price, side, other, vat) == Decimal("12.34") or side is TaxMode.HT
    assert back.terms[0].price in (yearly, converted(Decimal("12.34"), other, side, vat))


def sold(monthly: Decimal, side: TaxMode, yearly: Decimal | None = None) -> Offer:
    return Offer(
        id="active",
        range="all",
        name="Active",
        rates=(RateCard(id="price", charge=FlatPrice(amount=monthly), tax=side),),
        terms=() if yearly is None else (Term(id="year", months=12, price=yearly),),
    )


def project_of(*offers: Offer, vat: Vat = NORMAL) -> Project:
    return Project(structure=Structure(id="structure", vat=vat), ranges=({"id": "all", "name": "Tous"},), offers=offers)


def typed(project: Project, side: TaxMode, amount: str, known: Sides | None = None, place: str = PRICE) -> Project:
    """Type an amount over the price as it shows on a side."""
    known = known or Sides()
    edit = set_value(place, Decimal(amount), "prix")
    return known.back(edit.apply(known.project(project, side)), project, side)


@given(amounts, rates_of_vat)
def test_what_is_typed_without_tax_over_a_price_with_tax_shows_as_it_was_typed(
    amount: Decimal, percent: Decimal
) -> None:
    project = project_of(sold(Decimal(10), TaxMode.TTC), vat=Vat(kind=VatKind.STANDARD, rate=percent))
    changed = typed(project, TaxMode.HT, str(amount))
    assert get(changed, "offers/active/rates/price/tax") is TaxMode.TTC
    assert get(Sides().project(changed, TaxMode.HT), PRICE) == amount


@given(amounts, amounts, rates_of_vat)
def test_typing_again_what_was_shown_brings_back_what_was_entered(
    entered: Decimal, meanwhile: Decimal, percent: Decimal
) -> None:
    project, known = project_of(sold(entered, TaxMode.TTC), vat=Vat(kind=VatKind.STANDARD, rate=percent)), Sides()
    shown = get(known.project(project, TaxMode.HT), PRICE)
    elsewhere = typed(project, TaxMode.HT, str(meanwhile), known)
    assert get(typed(elsewhere, TaxMode.HT, str(shown), known), PRICE) == entered


def test_what_no_amount_without_tax_gives_is_told():
    project = project_of(sold(Decimal("8.33"), TaxMode.HT))
    with pytest.raises(Inexact) as told:
        typed(project, TaxMode.TTC, "9.99")
    assert (told.value.near, told.value.instead) == (Decimal("8.33"), Decimal("10.00"))
    assert get(typed(project, TaxMode.TTC, "12"), PRICE) == 10


def test_a_price_typed_where_there_was_none_is_kept_on_the_side_shown():
    project, known = project_of(evolve(sold(Decimal(10), TaxMode.TTC), setup_fee=OnQuote())), Sides()
    shown = known.project(project, TaxMode.HT)
    more = RateCard(id="more", charge=FlatPrice(amount=Decimal(3)))
    offer = evolve(shown.offers[0], rates=(*shown.offers[0].rates, more), setup_fee=FlatPrice(amount=Decimal(50)))
    back = known.back(evolve(shown, offers=(offer,)), project, TaxMode.HT).offers[0]
    assert [(rate.charge.amount, rate.tax) for rate in back.rates] == [(10, TaxMode.TTC), (3, TaxMode.HT)]
    assert (back.setup_fee.amount, back.setup_tax) == (50, TaxMode.HT)
    typed_over = evolve(
        known.project(evolve(project, offers=(back,)), TaxMode.TTC).offers[0], setup_fee=FlatPrice(amount=Decimal(72))
    )
    kept = evolve(project, offers=(back,))
    again = known.back(evolve(known.project(kept, TaxMode.TTC), offers=(typed_over,)), kept, TaxMode.TTC).offers[0]
    assert (again.setup_fee.amount, again.setup_tax) == (60, TaxMode.HT)


@given(charged_projects, sides)
def test_own_prices_shown_are_those_that_a_client_pays(project: Project, side: TaxMode) -> None:
    """What the table shows of a flat price, the engine says too."""
    vat = project.structure.vat
    for offer in project.offers:
        lead = offer.lead_rate
        if lead is None or lead.charge.kind != "flat" or lead.minimum_amount or lead.maximum_amount is not None:
            continue
        shown = on_side(offer, side, vat)
        for term, price in zip(shown.terms, price_terms(project, offer, tax=side), strict=False):
            line = next(line for line in price.lines if line.address.endswith(f"/rates/{lead.id}"))
            if term.price is not None:
                assert line.amount == term.price


def test_an_amount_too_large_for_the_other_side_is_shown_as_it_was_entered():
    huge = sold(Decimal("9999999999.99"), TaxMode.HT)
    assert on_side(huge, TaxMode.TTC, NORMAL) is huge
    project, known = project_of(huge), Sides()
    assert known.project(project, TaxMode.TTC).offers[0] is huge
    assert get(typed(project, TaxMode.TTC, "12", known), PRICE) == 12


def test_the_limits_of_a_line_go_with_it():
    line = RateCard(
        id="price",
        charge=FlatPrice(amount=Decimal(24)),
        minimum_amount=Decimal(12),
        maximum_amount=Decimal(60),
    )
    offer = evolve(sold(Decimal(24), TaxMode.TTC), rates=(line,))
    there = Sides().entered_on(offer, LINE, TaxMode.HT, NORMAL).rates[0]
    assert (there.charge.amount, there.minimum_amount, there.maximum_amount) == (20, 10, 50)
    assert set(amounts_of(offer)) == {f"{LINE}/charge/amount", f"{LINE}/minimum_amount", f"{LINE}/maximum_amount"}


def test_the_prices_of_other_lists_go_with_the_line_they_are_of():
    line = RateCard(
        id="price",
        charge=FlatPrice(amount=Decimal(24)),
        listed=(ListedCharge(id="l", price_list="low", charge=FlatPrice(amount=Decimal(12))),),
    )
    less = (ListedAmount(id="l", price_list="low", amount=Decimal(60)),)
    offer = evolve(
        sold(Decimal(24), TaxMode.TTC),
        rates=(line,),
        terms=(Term(id="year", months=12, price=Decimal(120), listed=less),),
        setup_fee=FlatPrice(amount=Decimal(120)),
        setup_listed=less,
    )
    shown = on_side(offer, TaxMode.HT, NORMAL)
    assert (shown.rates[0].charge.amount, shown.rates[0].listed[0].charge.amount) == (20, 10)
    assert (shown.terms[0].price, shown.terms[0].listed[0].amount) == (100, 50)
    assert (shown.setup_fee.amount, shown.setup_listed[0].amount) == (100, 50)
    assert len(amounts_of(offer)) == 6
    entered = Sides().entered_on(offer, LINE, TaxMode.HT, NORMAL)
    assert (entered.rates, entered.terms, entered.setup_listed) == (shown.rates, shown.terms, less)


def test_without_vat_nothing_moves():
    option = Option(
        id="o", name="Domaine", rates=(RateCard(id="r", charge=FlatPrice(amount=Decimal(15)), tax=TaxMode.HT),)
    )
    assert on_side(option, TaxMode.TTC, Vat()) is option
    project = project_of(sold(Decimal(10), TaxMode.HT), vat=Vat())
    assert Sides().project(project, TaxMode.TTC) is project
