"""The rows of the other price lists in the grid of offers: what they show, and what is typed there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.app.document import Document
from offerdesigner.app.models.grid_batch import Entry
from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_columns import Cell
from offerdesigner.app.models.grid_edits import remove_row
from offerdesigner.app.models.grid_lists import standard, with_list_rows
from offerdesigner.app.models.grid_model import GridModel
from offerdesigner.app.models.grid_rows import PRICED, Row, rows_of
from offerdesigner.app.models.grid_typing import Refused, edit_for
from offerdesigner.model import address as addresses
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, FreePrice, GraduatedPrice, OnQuote, Tier, UnitPrice
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Offer, Range, RateCard, TaxMode, Term
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.pricing.price_lists import under
from tests.plain import plain
from tests.strategies import projects

SOLIDARITY = PriceList(
    id="sol", name="Tarif solidaire", condition="petits budgets", percent_off=Decimal(40), round_to=Decimal(1)
)
MEMBERS = PriceList(id="others", name="Non-adhérents")


def project(**changes) -> Project:
    """10 € a month, 100 € a year, 50 € once; 2 € for each person more; an offer without a price."""
    offer = Offer(
        id="small",
        range="r",
        name="Essentielle",
        rates=(
            RateCard(id="p", charge=FlatPrice(amount=Decimal(10))),
            RateCard(id="more", name="Personne en plus", charge=UnitPrice(unit_price=Decimal(2))),
        ),
        terms=(Term(id="y", months=12, price=Decimal(100)),),
        setup_fee=FlatPrice(amount=Decimal(50)),
    )
    parts = {
        "ranges": (Range(id="r", name="Associations"),),
        "offers": (offer, Offer(id="new", range="r", name="Nouvelle")),
        "price_lists": (SOLIDARITY, MEMBERS),
    }
    return Project(**{**parts, **changes})


PROJECT = project()


def rows(of: Project) -> list[Row]:
    return list(with_list_rows(of, of.offers, rows_of(of, "r")))


def row_of(of: Project, row_id: str) -> Row:
    return next(row for row in rows(of) if row.id == row_id)


def cell(of: Project, row_id: str, offer: str = "small") -> Cell:
    return cell_of(of, row_of(of, row_id), of.find("offers", offer))


def typed(of: Project, row_id: str, text: str, offer: str = "small") -> Project:
    return edit_for(of, row_of(of, row_id), of.find("offers", offer), text).apply(of)


class TestRows:
    def test_each_price_is_followed_by_its_lists(self):
        labels = [row.label for row in rows(PROJECT) if row.kind in PRICED]
        assert labels[:3] == ["Par mois", "Par mois · Tarif solidaire", "Par mois · Non-adhérents"]
        assert labels[3:6] == ["Par an", "Par an · Tarif solidaire", "Par an · Non-adhérents"]
        assert "Mise en service · Tarif solidaire" in labels
        assert "Personne en plus · Tarif solidaire" in labels

    def test_nobody_who_has_no_list_sees_one(self):
        assert rows(project(price_lists=())) == list(rows_of(PROJECT, "r"))

    def test_what_no_offer_asks_has_no_row_in_the_lists(self):
        free = evolve(PROJECT.offers[0], setup_fee=None)
        ids = [row.id for row in rows(project(offers=(free,)))]
        assert "setup" in ids
        assert "setup@sol" not in ids

    def test_names_are_unique_and_not_renamed_here(self):
        ids = [row.id for row in rows(PROJECT)]
        assert len(set(ids)) == len(ids)
        assert not any(row.is_renamable for row in rows(PROJECT) if row.price_list)


class TestCells:
    def test_what_follows_the_rule_is_muted_and_says_it(self):
        month, year = cell(PROJECT, "price:1@sol"), cell(PROJECT, "price:12@sol")
        assert [plain(month.text), plain(year.text)] == ["6,00 €", "60,00 €"]
        assert not month.is_there
        assert plain(month.note) == "\u221240 %"
        assert month.address == "offers/small/rates/p/listed/sol"
        assert (month.typed, year.typed) == ("6", "60")
        assert plain(cell(PROJECT, "setup@sol").text) == "30,00 €"
        assert plain(cell(PROJECT, "rate:0:personne en plus@sol").text) == "1,20 €"
        assert plain(cell(PROJECT, "price:1@others").note) == "prix standard"

    def test_an_offer_without_a_price_has_none_in_a_list(self):
        assert cell(PROJECT, "price:1@sol", "new").text == "—"

    def test_a_term_ruled_by_a_discount_is_typed_as_an_amount(self):
        offer = evolve(PROJECT.offers[0], terms=(Term(id="y", months=12, months_offered=Decimal(2)),))
        found = cell(project(offers=(offer,)), "price:12@sol")
        assert (plain(found.text), found.typed) == ("60,00 €", "60")

    def test_an_own_price_is_plain_and_terms_follow_it_in_proportion(self):
        now = typed(PROJECT, "price:1@sol", "5")
        own, year = cell(now, "price:1@sol"), cell(now, "price:12@sol")
        assert (own.is_there, plain(own.text), own.note) == (True, "5,00 €", "")
        assert (year.is_there, plain(year.text), year.note) == (False, "50,00 €", "en proportion")


class TestTyping:
    def test_a_price_becomes_the_own_one_and_emptying_gives_it_back(self):
        now = typed(PROJECT, "price:1@sol", "5,50 €")
        assert addresses.get(now, "offers/small/rates/p/listed/sol/charge") == FlatPrice(amount=Decimal("5.5"))
        assert typed(now, "price:1@sol", "") == PROJECT
        assert typed(now, "price:1@sol", "—") == PROJECT

    @pytest.mark.parametrize(
        ("row", "address", "field"),
        [
            ("price:12@sol", "offers/small/terms/y/listed/sol", "amount"),
            ("setup@sol", "offers/small/setup_listed/sol", "amount"),
        ],
    )
    def test_terms_and_setup_have_their_own_too(self, row, address, field):
        now = typed(PROJECT, row, "12")
        assert addresses.get(now, f"{address}/{field}") == 12
        assert typed(now, row, "offerte") != now
        assert typed(now, row, "") == PROJECT

    def test_a_list_may_be_on_quote_and_come_back(self):
        now = typed(PROJECT, "price:1@sol", "sur devis")
        assert addresses.get(now, "offers/small/rates/p/listed/sol/charge") == OnQuote()
        assert cell(now, "price:12@sol").text == "sur devis"
        back = typed(now, "price:1@sol", "7")
        assert addresses.get(back, "offers/small/rates/p/listed/sol/charge") == FlatPrice(amount=Decimal(7))

    def test_a_unit_price_stays_one(self):
        now = typed(PROJECT, "rate:0:personne en plus@sol", "0,0125")
        charge = addresses.get(now, "offers/small/rates/more/listed/sol/charge")
        assert charge == UnitPrice(unit_price=Decimal("0.0125"))

    @pytest.mark.parametrize(
        ("row", "text", "said"),
        [
            ("price:1@sol", "peu", "n'est pas un prix"),
            ("price:1@sol", "-3", "jamais négatif"),
            ("price:12@sol", "-10 %", "une échéance a un prix, ou suit la grille"),
            ("price:12@sol", "sur devis", "le prix ordinaire qui est « sur devis »"),
            ("setup@sol", "sur devis", "vaut pour toutes les grilles"),
        ],
    )
    def test_what_makes_no_sense_is_refused_in_french(self, row, text, said):
        with pytest.raises(Refused) as refusal:
            typed(PROJECT, row, text)
        assert said in plain(str(refusal.value))

    def test_an_offer_needs_its_standard_price_first(self):
        with pytest.raises(Refused, match="prix standard"):
            typed(PROJECT, "price:1@sol", "5", "new")
        assert typed(PROJECT, "price:1@sol", "", "new") == PROJECT

    def test_tiers_are_changed_in_the_panel(self):
        tiers = (Tier(id="a", up_to=Decimal(5), unit_price=Decimal(2)), Tier(id="b", unit_price=Decimal(1)))
        offer = evolve(PROJECT.offers[0], rates=(RateCard(id="p", charge=GraduatedPrice(tiers=tiers)),), terms=())
        with pytest.raises(Refused, match="Détail du prix"):
            typed(project(offers=(offer,)), "price:1@sol", "5")

    def test_a_free_price_is_advised(self):
        offer = evolve(PROJECT.offers[0], rates=(RateCard(id="p", charge=FreePrice(advised=Decimal(10))),))
        now = typed(project(offers=(offer,)), "price:1@sol", "4")
        assert addresses.get(now, "offers/small/rates/p/listed/sol/charge") == FreePrice(advised=Decimal(4))

    def test_a_standard_price_typed_again_keeps_what_the_lists_say(self):
        now = typed(typed(PROJECT, "price:12@sol", "55"), "price:12", "110")
        assert addresses.get(now, "offers/small/terms/y/listed/sol/amount") == 55

    @pytest.mark.parametrize(("row", "text"), [("price:1", "sur devis"), ("setup", "")])
    def test_own_prices_go_with_what_bore_them(self, row, text):
        now = typed(typed(typed(PROJECT, "price:12@sol", "55"), "setup@sol", "5"), row, text)
        left = addresses.get(now, "offers/small/terms/y/listed" if row == "price:1" else "offers/small/setup_listed")
        assert left == ()

    def test_a_new_line_does_not_take_the_lists_of_its_neighbour(self):
        priced = typed(PROJECT, "price:1", "20", "new")
        row = row_of(priced, "rate:0:personne en plus")
        own = typed(priced, "rate:0:personne en plus@sol", "1")
        added = edit_for(own, row, own.offers[1], "3").apply(own)
        assert added.offers[1].rates[1].listed == ()

    def test_a_whole_row_follows_its_list_again(self):
        now = typed(PROJECT, "price:1@sol", "5")
        edit = remove_row(now, row_of(now, "price:1@sol"), "r")
        assert edit is not None and edit.apply(now) == PROJECT
        assert remove_row(PROJECT, row_of(PROJECT, "price:1@sol"), "r") is None


def with_vat() -> Project:
    """The prices are entered HT, with 20 % VAT: the list rounds to the euro HT, 6 € of 10 €."""
    offer = PROJECT.offers[0]
    rates = tuple(evolve(rate, tax=TaxMode.HT) for rate in offer.rates)
    vat = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
    return project(
        structure=Structure(id="structure", vat=vat), offers=(evolve(offer, rates=rates, setup_tax=TaxMode.HT),)
    )


class TestModel:
    def test_a_list_is_rounded_as_it_is_entered_then_shown(self, qapp):
        model = GridModel(Document(with_vat()), "r")
        assert plain(model.cell("price:1@sol", "small").text) == "7,20 €"
        assert model.cell("price:1@sol", "small").side == "TTC"
        assert plain(model.cell("price:12@sol", "small").text) == "72,00 €"

    def test_what_is_typed_on_the_shown_side_is_kept_on_the_other(self, qapp):
        of = with_vat()
        model = GridModel(Document(of), "r")
        offer = of.offers[0]
        now = model.edit_for(of, model.every_row[2], offer, "6").apply(of)
        assert model.every_row[2].id == "price:1@sol"
        assert addresses.get(now, "offers/small/rates/p/listed/sol/charge/amount") == 5
        assert model.edit_for(of, model.every_row[2], offer, "7,20").apply(of) is of

    def test_emptying_gives_an_own_price_back_whatever_its_cell_shows(self, qapp):
        of = typed(typed(PROJECT, "price:12@sol", "55"), "price:1@sol", "sur devis")
        model = GridModel(Document(of), "r")
        row, shown = row_of(of, "price:12@sol"), model.cell("price:12@sol", "small")
        assert (shown.text, shown.typed, shown.is_there) == ("sur devis", "55", True)
        for text in ("", "—"):
            now = model.edit_for(of, row, of.offers[0], text).apply(of)
            assert addresses.get(now, "offers/small/terms/y/listed") == ()
            assert model.batch_for([Entry(row, "small", text)], "vider").apply(of) == now
        assert model.edit_for(of, row, of.offers[0], "55").apply(of) == of

    def test_a_block_with_muted_prices_pasted_on_itself_changes_nothing(self, qapp):
        model = GridModel(Document(PROJECT), "r")
        entries = [
            Entry(row, "small", model.cell(row.id, "small").typed) for row in rows(PROJECT) if row.kind in PRICED
        ]
        assert model.batch_for(entries, "coller").apply(PROJECT) == PROJECT

    def test_findings_are_marked_in_the_list_they_are_about(self, qapp):
        now = typed(PROJECT, "price:1@sol", "50")
        model = GridModel(Document(now), "r")
        inside = Finding("r", "offers/small/rates/p/listed/sol/charge", {}, severity=Severity.WARNING)
        around = Finding("r", "offers/small/rates", {}, severity=Severity.WARNING)
        model.show_findings([inside])
        marked = [row.id for row in model.rows if model.look_at(model.index_at(row.id, "small")).findings]
        assert marked == ["price:1@sol"]
        model.show_findings([around])
        marked = [row.id for row in model.rows if model.look_at(model.index_at(row.id, "small")).findings]
        assert "price:1" in marked and "price:1@sol" not in marked

    def test_an_address_leads_to_the_row_of_its_list(self, qapp):
        model = GridModel(Document(PROJECT), "r")
        for address, row in {
            "offers/small/rates/p/listed/sol/charge/amount": "price:1@sol",
            "offers/small/terms/y/listed/others": "price:12@others",
            "offers/small/setup_listed/sol": "setup@sol",
            "offers/small/rates/p/charge/amount": "price:1",
        }.items():
            assert model.row_at(model.index_for(address)).id == row

    def test_the_rows_follow_the_lists(self, qapp):
        document = Document(PROJECT)
        model = GridModel(document, "r")
        model.sync(evolve(PROJECT, price_lists=(evolve(SOLIDARITY, percent_off=Decimal(50)),)))
        assert plain(model.cell("price:1@sol", "small").text) == "5,00 €"
        assert model.row_number("price:1@others") == -1


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(projects())
def test_every_cell_of_a_list_shows_the_price_of_that_list(of):
    for sold in of.ranges:
        found = with_list_rows(of, of.offers_of(sold.id), rows_of(of, sold.id))
        for row in found:
            for offer in of.offers_of(sold.id) if row.price_list else ():
                shown = cell_of(of, row, offer)
                priced = under(of, row.price_list)
                same = cell_of(priced, standard(row), priced.find("offers", offer.id))
                assert shown.text == same.text or shown.text == "—"
