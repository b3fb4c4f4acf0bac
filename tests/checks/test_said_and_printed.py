"""What a sentence says of the sheet is what the sheet prints."""

from datetime import date
from decimal import Decimal

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, project, rate, term
from offerdesigner.model.charges import (
    CapacityPrice,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    PackagePrice,
    Tier,
    UnitPrice,
)
from offerdesigner.model.offers import RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.render.documents import KINDS
from tests.render.reading import page_texts

D = Decimal
TODAY = date(2026, 11, 23)


def told(sold: Project, rule: str = "savings_shown") -> str:
    [message] = [finding.message for finding in run(sold, today=TODAY).findings if finding.rule == rule]
    return " ".join(message.replace("\u00a0", " ").replace("\u202f", " ").split())


def printed(sold: Project) -> str:
    return " ".join(page_texts(KINDS["tariff-sheet"].draw(sold, today=TODAY)))


TIERS = GraduatedPrice(tiers=(Tier(id="a", up_to=D(10), unit_price=D(3)), Tier(id="b", unit_price=D(2))))


@pytest.mark.parametrize(
    ("charge", "said", "on_paper"),
    [
        (FlatPrice(amount=D(10)), "24 €,", "soit 24 € de moins"),
        (UnitPrice(unit_price=D(3), free_units=D(1)), "7,20 € par personne,", "soit 7,20 € de moins"),
        (PackagePrice(package_price=D(8), size=D(5)), "19,20 € par lot de 5 personnes,", "soit 19,20 € de moins"),
        (CapacityPrice(amount=D(20), included=D(15), unit_price=D(1)), "48 €,", "soit 48 € de moins"),
        (FreePrice(advised=D(15)), "36 €,", "soit 36 € de moins"),
        (TIERS, "20 %,", "à l’année : 20 % de moins"),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_a_saving_is_told_as_the_sheet_prints_it_however_many_people_are_included(charge, said, on_paper):
    metric = None if isinstance(charge, FlatPrice | FreePrice) else "users"
    terms = (term(1), term(12, percent_off=D(20)))
    sold = project(offer("active", None, "people=15", "files", rates=(rate(charge, metric=metric),), terms=terms))
    assert f"fait économiser {said} et la fiche le dit." in told(sold)
    assert on_paper in printed(sold)


def test_a_saving_on_one_line_among_several_says_which():
    storage = RateCard(id="storage", charge=UnitPrice(unit_price=D(1)), metric="storage")
    rates = (rate("10"), storage)
    terms = (term(1), term(12, months_offered=D(2)))
    sold = project(offer("active", None, "space=50", "files", rates=rates, terms=terms))
    assert "fait économiser 20 € sur le prix principal," in told(sold)
    assert "soit 20 € de moins" in printed(sold)


def test_a_saving_without_tax_says_so():
    host = Structure(id="structure", name="Nuage", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    terms = (term(1), term(12, months_offered=D(2)))
    sold = project(offer("pro", None, "files", rates=(rate("10", tax=TaxMode.HT),), terms=terms), structure=host)
    assert "fait économiser 20 € HT," in told(sold)


def test_months_offered_on_tiers_are_told_as_months():
    terms = (term(1), term(12, months_offered=D(2)))
    sold = project(offer("active", None, "people=15", "files", rates=(rate(TIERS, metric="users"),), terms=terms))
    assert "fait économiser 2 mois," in told(sold) and "2 mois offerts" in printed(sold)
