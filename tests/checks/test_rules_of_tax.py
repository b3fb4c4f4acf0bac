"""Prices with tax beside prices without: where that is a fault, and where it is the law."""

import pytest

from offerdesigner.checks.samples import offer, option, project, rate
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.offers import Audience, Range, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from tests.checks.rule_findings import D, found, one

TAXED = Structure(id="structure", name="Nuage", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
FIRMS = Range(id="associations", name="Coopératives", audience=Audience.BUSINESSES)


def priced(id: str, price, tax: TaxMode, **changes):
    return offer(id, None, f"people={len(id)}", "files", public="", rates=(rate(price, tax=tax),), **changes)


def sells(*offers, structure: Structure = TAXED, kind: Range = FIRMS, **changes) -> Project:
    return project(*offers, structure=structure, ranges=(kind,), **changes)


MIXED = (priced("un", "10", TaxMode.HT), priced("deux", "15", TaxMode.HT), priced("trois-dix", "24", TaxMode.TTC))


def test_the_price_to_change_is_the_one_that_is_unlike_the_others():
    finding = one("mixed_tax", sells(*MIXED))
    assert finding.address == "offers/trois-dix/rates"
    assert [fix.title for fix in finding.fixes] == ["Mettre tous les prix hors taxes", "Mettre tous les prix TTC"]
    without, taxed = (fix.edit.apply(sells(*MIXED)) for fix in finding.fixes)
    assert [one.rates[0].charge.amount for one in without.offers] == [10, 15, 20]
    assert [one.rates[0].charge.amount for one in taxed.offers] == [12, 18, 24]
    assert not found("mixed_tax", without) and not found("mixed_tax", taxed)


def test_an_option_counts_with_the_offers_that_it_goes_with():
    more = evolve(option("visio", "5", "meetings"), rates=(rate("5", tax=TaxMode.TTC),))
    finding = one("mixed_tax", sells(*MIXED[:2], options=(more,)))
    assert finding.address == "options/visio/rates" and "«\u00a0Visio\u00a0» en TTC" in finding.message


@pytest.mark.parametrize(
    "sold",
    [
        sells(*MIXED, structure=evolve(TAXED, vat=Vat(mention="TVA non applicable, art. 293 B du CGI"))),
        sells(*MIXED[:2], priced("trois-dix", OnQuote(), TaxMode.TTC)),
        sells(*MIXED[:2], priced("gratuite", "0", TaxMode.TTC)),
    ],
    ids=["no tax", "on quote", "free"],
)
def test_an_amount_that_tells_no_tax_mixes_nothing(sold):
    assert not found("mixed_tax", sold)


def test_what_is_told_of_associations_is_not_told_twice():
    sold = sells(*MIXED, kind=evolve(FIRMS, audience=Audience.ASSOCIATIONS))
    assert found("ht_for_associations", sold) and not found("mixed_tax", sold)


def test_each_public_of_a_range_may_read_its_own_side():
    for_all = evolve(FIRMS, audience=None, name="Nuage")
    offers = (
        evolve(MIXED[0], public="Une entreprise"),
        evolve(MIXED[2], public="Une association"),
    )
    assert not found("mixed_tax", sells(*offers, kind=for_all))
