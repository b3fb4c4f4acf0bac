"""The rules about what associations are told, one by one: where each must speak, and where it must keep silent."""

import pytest

from offerdesigner.checks.samples import offer, option, project, rate
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Range, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from tests.checks.rule_findings import D, found, one


def with_vat(rate_percent: int, public: str, tax: TaxMode) -> Project:
    return project(
        offer("active", None, "files", rates=(rate("10", tax=tax),)),
        structure=Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(rate_percent))),
        ranges=(Range(id="associations", name="Gamme", public=public),),
    )


def test_prices_without_tax_are_for_those_who_recover_it():
    finding = one("ht_for_associations", with_vat(20, "les associations", TaxMode.HT))
    assert finding.fixes[0].title == "Mettre 12\u00a0€ TTC"
    assert not found("ht_for_associations", with_vat(20, "les entreprises", TaxMode.HT))
    assert not found("ht_for_associations", with_vat(0, "les associations", TaxMode.HT))
    assert not found("ht_for_associations", with_vat(20, "les associations", TaxMode.TTC))


@pytest.mark.parametrize(
    ("public", "of_the_range", "is_told"),
    [
        ("Une entreprise", "les associations et les entreprises", False),
        ("Jusqu'à 10 personnes", "les associations", True),
        ("Une fédération", "les associations", True),
        ("Une asso de quartier", "les entreprises", True),
        ("Une petite équipe", "les entreprises", False),
    ],
)
def test_the_public_nearest_to_the_offer_decides(public, of_the_range, is_told):
    host = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    ranges = (Range(id="associations", name="Gamme", public=of_the_range),)
    sold = project(
        offer("active", None, "files", public=public, rates=(rate("10", tax=TaxMode.HT),)),
        structure=host,
        ranges=ranges,
    )
    assert bool(found("ht_for_associations", sold)) is is_told


@pytest.mark.parametrize("charge", [OnQuote(), FlatPrice(amount=D(0))])
def test_a_line_that_tells_no_amount_is_on_no_side(charge):
    host = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    told = rate(charge, tax=TaxMode.HT)
    sold = project(
        offer("active", None, "files", rates=(told,), setup_fee=charge, setup_tax=TaxMode.HT),
        structure=host,
        options=(option("visio", "3", "meetings").model_copy(update={"rates": (told,)}),),
    )
    assert not found("ht_for_associations", sold)


def with_setup(tax: TaxMode, setup_tax: TaxMode) -> Project:
    host = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    fee = FlatPrice(amount=D(50))
    return project(
        offer("active", None, "files", rates=(rate("10", tax=tax),), setup_fee=fee, setup_tax=setup_tax), structure=host
    )


def test_a_setup_fee_without_tax_is_told_with_the_price_or_alone():
    both = one("ht_for_associations", with_setup(TaxMode.HT, TaxMode.HT))
    assert both.address == "offers/active/rates/price/tax" and both.related == ("offers/active/setup_fee/amount",)
    assert "son prix et sa mise en service sont saisis hors taxes." in both.message
    assert both.fixes[0].title == "Mettre 12\u00a0€ et 60\u00a0€ TTC"
    alone = one("ht_for_associations", with_setup(TaxMode.TTC, TaxMode.HT))
    assert alone.address == "offers/active/setup_fee/amount"
    assert alone.message.endswith("et sa mise en service est saisie hors taxes.")
    assert alone.fixes[0].title == "Mettre 60\u00a0€ TTC"
    for finding, tax in ((both, TaxMode.HT), (alone, TaxMode.TTC)):
        mended = finding.fixes[0].edit.apply(with_setup(tax, TaxMode.HT)).offers[0]
        assert mended.setup_fee == FlatPrice(amount=D(60)) and mended.setup_tax == TaxMode.TTC
        assert mended.rates[0].tax == TaxMode.TTC


def with_option(*offers_of_it: str, **changes) -> Project:
    """Two ranges, for associations and for companies, and an option without tax for `offers_of_it` (all: none)."""
    ranges = (
        Range(id="associations", name="A", public="les associations"),
        Range(id="b", name="B", public="les entreprises"),
    )
    visio = option("visio", "3", "meetings", available_for=offers_of_it or None)
    return project(
        offer("active", "10", "files", public=""),
        offer("pro", None, "files", range="b", public="", rates=(rate("10", tax=TaxMode.HT),)),
        structure=Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20))),
        ranges=ranges,
        **{"options": (visio.model_copy(update={"rates": (rate("3", tax=TaxMode.HT),)}),), **changes},
    )


def test_an_option_without_tax_is_told_where_an_association_can_take_it():
    finding = one("ht_for_associations", with_option("active"))
    assert finding.address == "options/visio/rates/price/tax" and finding.related == ("offers/active",)
    assert "«\u00a0Visio\u00a0» se prend avec «\u00a0Active\u00a0», pour qui ne récupère pas la TVA" in finding.message
    assert finding.fixes[0].title == "Mettre 3,60\u00a0€ TTC"
    assert not found("ht_for_associations", finding.fixes[0].edit.apply(with_option("active")))


def test_an_option_for_companies_too_is_told_without_a_repair_that_they_would_read():
    finding = one("ht_for_associations", with_option())
    assert finding.data["offers"] == ("Active",) and finding.fixes == ()


def test_an_option_for_companies_alone_is_without_tax_as_they_wish():
    assert not found("ht_for_associations", with_option("pro"))


def test_an_option_that_associations_cannot_take_for_want_of_what_it_needs_is_left_alone():
    visio = with_option().options[0].model_copy(update={"needs": ("salle",)})
    salle = option("salle", "5", "office", available_for=("pro",))
    assert not found("ht_for_associations", with_option(options=(visio, salle)))


def test_a_public_that_only_looks_like_it_is_not_association():
    assert not found("ht_for_associations", with_vat(20, "les associés d'un cabinet", TaxMode.HT))
