"""The rows of the grid, and what its cells show of a project."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_columns import Cell
from offerdesigner.app.models.grid_rows import RowKind, rows_of
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, FreePrice, GraduatedPrice, PackagePrice, Tier, UnitPrice
from offerdesigner.model.offers import Offer, Range, RateCard, Term
from offerdesigner.model.project import Project
from offerdesigner.text import money
from tests.app.small_grid import EXAMPLES, PROJECT, example, offer_of, row_of, shown, typed


class TestRows:
    def test_prices_capacity_groups_then_for_whom(self):
        groups = [row.label for row in rows_of(PROJECT, "r") if row.kind is RowKind.GROUP]
        assert groups == ["Prix TTC", "Capacité", "Travailler", "Autres services", "Pour qui"]

    def test_a_row_for_each_length_that_some_offer_has(self):
        assert [row.label for row in rows_of(PROJECT, "r") if row.kind is RowKind.PRICE] == [
            "Par mois",
            "Par an",
            "Deux ans",
        ]

    def test_a_price_once_has_its_own_row(self):
        labels = [row.label for row in rows_of(example("sleto"), "structures") if row.kind is RowKind.PRICE]
        assert labels[-1] == "Une fois"

    def test_a_line_beyond_what_is_included_stands_under_it(self):
        ids = [row.id for row in rows_of(PROJECT, "r")]
        assert ids[ids.index("service:users") + 1] == "rate:0:personne en plus"

    def test_a_length_about_to_be_typed_has_a_row(self):
        assert "price:6" in [row.id for row in rows_of(PROJECT, "r", {6})]

    def test_ids_are_unique_in_every_example(self):
        for name in EXAMPLES:
            project = example(name)
            for sold in project.ranges:
                ids = [row.id for row in rows_of(project, sold.id)]
                assert len(set(ids)) == len(ids)


class TestCells:
    def test_savings_of_the_course(self):
        assert shown(PROJECT, "price:1", "small") == ("", money(Decimal(10), cents=True))
        assert shown(PROJECT, "price:12", "small") == (
            f"{money(Decimal(20))} économisés",
            money(Decimal(100), cents=True),
        )
        assert shown(PROJECT, "price:24", "small") == (
            f"{money(Decimal(60))} économisés",
            money(Decimal(180), cents=True),
        )

    def test_a_dearer_year_says_so(self):
        dearer = typed(PROJECT, "price:12", "small", "780")
        assert shown(dearer, "price:12", "small")[0] == f"{money(Decimal(660))} de plus"

    def test_savings_of_proton(self):
        notes = [shown(example("proton"), f"price:{months}", "family")[0] for months in (12, 24)]
        assert notes == [f"{money(Decimal(72))} économisés", f"{money(Decimal(240))} économisés"]

    def test_the_price_of_a_term_is_in_the_unit_of_the_ordinary_price(self):
        tiers = (Tier(id="a", up_to=Decimal(10), unit_price=Decimal(3)), Tier(id="b", unit_price=Decimal(2)))
        for charge, row, year in (
            (GraduatedPrice(tiers=tiers), "3 € puis 2 €", "30 € puis 20 €"),
            (PackagePrice(package_price=Decimal(15), size=Decimal(5)), "15 € les 5", "150 € les 5"),
            (FreePrice(advised=Decimal(30)), "libre, 30 € conseillés", "libre, 300 € conseillés"),
            (UnitPrice(unit_price=Decimal("1.25")), "1,25 €", "12,50 €"),
        ):
            rate = RateCard(id="r", charge=charge, metric="users")
            term = Term(id="y", months=12, months_offered=Decimal(2))
            offer = evolve(offer_of(PROJECT, "new"), rates=(rate,), terms=(term,))
            project = evolve(PROJECT, offers=(*PROJECT.offers[:2], offer))
            texts = [shown(project, f"price:{months}", "new")[1].replace("\u00a0", " ") for months in (1, 12)]
            assert texts == [row, year]

    def test_a_term_of_a_tiered_price_says_its_rule_or_else_its_unit(self):
        rate = RateCard(id="r", charge=GraduatedPrice(tiers=(Tier(id="a", unit_price=Decimal(3)),)), metric="users")
        for rule, note in (({"months_offered": Decimal(2)}, "2 mois offerts"), ({}, "par utilisatrice")):
            offer = evolve(offer_of(PROJECT, "new"), rates=(rate,), terms=(Term(id="y", months=12, **rule),))
            project = evolve(PROJECT, offers=(*PROJECT.offers[:2], offer))
            assert shown(project, "price:12", "new")[0] == note

    def test_a_price_too_large_for_a_term_is_not_said(self):
        rate = RateCard(id="r", charge=FlatPrice(amount=Decimal("9999999999")))
        offer = evolve(offer_of(PROJECT, "new"), rates=(rate,), terms=(Term(id="y", months=12),))
        assert shown(evolve(PROJECT, offers=(*PROJECT.offers[:2], offer)), "price:12", "new")[1] == "—"

    def test_unknown_and_free_are_words(self):
        assert shown(PROJECT, "setup", "small") == ("", "offerte")
        assert shown(PROJECT, "setup", "big") == ("", "sur devis")
        assert shown(PROJECT, "setup", "new") == ("", "—")

    def test_an_option_says_what_it_costs(self):
        assert shown(PROJECT, "service:video", "small")[1].startswith("en option, +")
        assert shown(PROJECT, "service:video", "new")[1] == "—"

    def test_an_inherited_service_is_muted_and_says_from_whom(self):
        cell = cell_of(PROJECT, row_of(PROJECT, "service:files"), offer_of(PROJECT, "big"))
        assert cell.is_check and cell.is_muted and cell.giver == "Essentielle"

    def test_a_price_by_unit_says_so(self):
        assert shown(PROJECT, "price:1", "big") == ("par utilisatrice", money(Decimal("1.5")))


class TestBaseByTheYear:
    """Sold by the year: the price of the year is the one that may be dearer than twelve months."""

    @staticmethod
    def cells(month: str) -> tuple[Cell, Cell]:
        rate = RateCard(id="p", charge=FlatPrice(amount=Decimal(75)), period_months=12)
        offer = Offer(
            id="opale", range="r", name="Opale", rates=(rate,), terms=(Term(id="m", months=1, price=Decimal(month)),)
        )
        of = Project(ranges=(Range(id="r", name="Structures"),), offers=(offer,))
        rows = {row.id: row for row in rows_of(of, "r")}
        return cell_of(of, rows["price:1"], offer), cell_of(of, rows["price:12"], offer)

    def test_the_year_is_the_one_that_costs_more(self):
        month, year = self.cells("5")
        assert (month.note, month.is_dearer) == ("", False)
        assert (year.note, year.is_dearer) == ("15\u00a0€ de plus", True)

    def test_the_year_says_what_it_saves(self):
        month, year = self.cells("7")
        assert (month.note, month.is_dearer) == ("", False)
        assert (year.note, year.is_dearer) == ("9\u00a0€ économisés", False)

    def test_a_twelfth_is_the_same_price(self):
        assert [cell.note for cell in self.cells("6.25")] == ["", ""]
