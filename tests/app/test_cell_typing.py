"""What is typed in a cell of the grid becomes an edit, or is refused with a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_rows import rows_of
from offerdesigner.app.models.grid_typing import Refused, edit_for, toggle_edit
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote, UnitPrice
from offerdesigner.model.offers import Granted, Included, Inclusion, NotIncluded, Unlimited, Worded
from offerdesigner.model.project import Project, inclusions_of
from tests.app.small_grid import EXAMPLES, PROJECT, example, offer_of, row_of, shown, typed


class TestTyping:
    @pytest.mark.parametrize("text", ["12,5", "12.50", "12,50 €", " 12,50€", "12,50 € par mois", "12,50 €/mois"])
    def test_a_price_as_people_write_it(self, text):
        assert offer_of(typed(PROJECT, "price:1", "small", text), "small").rates[0].charge.amount == Decimal("12.5")

    def test_only_the_leading_amount_changes(self):
        charge = offer_of(typed(PROJECT, "price:1", "big", "2"), "big").rates[0].charge
        assert charge == UnitPrice(unit_price=Decimal(2), free_units=Decimal(1))

    def test_the_first_price_of_an_offer_is_for_the_length_of_its_row(self):
        rates = offer_of(typed(PROJECT, "price:12", "new", "90"), "new").rates
        assert [(rate.charge, rate.period_months) for rate in rates] == [(FlatPrice(amount=Decimal(90)), 12)]

    def test_a_new_length_becomes_a_term(self):
        terms = offer_of(typed(PROJECT, "price:12", "big", "15"), "big").terms
        assert [(term.months, term.price) for term in terms] == [(12, Decimal(15))]

    @pytest.mark.parametrize(
        ("text", "field", "value"),
        [
            ("-10 %", "percent_off", 10),
            ("10%", "percent_off", 10),
            ("2 mois offerts", "months_offered", 2),
            ("1 mois gratuit", "months_offered", 1),
            ("0", "price", 0),
            ("gratuit", "price", 0),
        ],
    )
    def test_a_term_by_its_rule(self, text, field, value):
        term = offer_of(typed(PROJECT, "price:12", "small", text), "small").terms[0]
        assert (term.id, getattr(term, field)) == ("y", value)

    def test_an_ordinary_term_has_no_rule(self):
        term = offer_of(typed(PROJECT, "price:12", "small", "prix ordinaire"), "small").terms[0]
        assert (term.price, term.percent_off, term.months_offered) == (None, None, None)

    def test_emptied_a_term_goes(self):
        assert [term.months for term in offer_of(typed(PROJECT, "price:12", "small", ""), "small").terms] == [24]

    def test_on_quote_reaches_the_longer_terms(self):
        offer = offer_of(typed(PROJECT, "price:1", "small", "sur devis"), "small")
        assert isinstance(offer.rates[0].charge, OnQuote)
        assert all(term.price is None for term in offer.terms)

    def test_a_setup_fee(self):
        fees = [offer_of(typed(PROJECT, "setup", "new", text), "new").setup_fee for text in ("60", "offerte", "devis")]
        assert fees == [FlatPrice(amount=Decimal(60)), FlatPrice(amount=Decimal(0)), OnQuote()]
        assert offer_of(typed(PROJECT, "setup", "small", "-"), "small").setup_fee is None

    def test_a_neighbours_line_is_taken_up_at_the_price_typed(self):
        rate = offer_of(typed(PROJECT, "rate:0:personne en plus", "big", "1,50"), "big").rates[1]
        assert (rate.name, rate.metric, rate.beyond_included) == ("Personne en plus", "users", True)
        assert rate.charge == UnitPrice(unit_price=Decimal("1.5"))

    @pytest.mark.parametrize(
        ("text", "grant"),
        [
            ("oui", Included()),
            ("x", Included()),
            ("illimité", Unlimited()),
            ("15", Granted(quantity=Decimal(15))),
            ("15 utilisatrices", Granted(quantity=Decimal(15))),
            ("sur demande", Worded(text="sur demande")),
        ],
    )
    def test_a_service(self, text, grant):
        changed = typed(PROJECT, "service:users", "new", text)
        assert inclusions_of(changed, offer_of(changed, "new"))["users"].grant == grant

    def test_a_quantity_each(self):
        changed = typed(PROJECT, "service:space", "new", "15 Go par utilisatrice")
        grant = inclusions_of(changed, offer_of(changed, "new"))["space"].grant
        assert grant == Granted(quantity=Decimal(15), per="users")
        assert changed.find("services", "space").metric == "storage"
        assert shown(changed, "service:space", "new")[1] == "15 Go par utilisatrice"

    def test_words_that_start_with_a_number_stay_words(self):
        changed = typed(PROJECT, "service:files", "new", "2 h en visio")
        assert inclusions_of(changed, offer_of(changed, "new"))["files"].grant == Worded(text="2 h en visio")

    def test_an_inherited_service_can_be_refused_expressly(self):
        changed = typed(PROJECT, "service:files", "big", "")
        assert [line.grant for line in offer_of(changed, "big").inclusions] == [NotIncluded()]
        assert shown(changed, "service:files", "big")[1] == "—"
        again = typed(changed, "service:files", "big", "oui")
        assert shown(again, "service:files", "big")[1] == "oui"

    def test_a_service_emptied_leaves_no_line(self):
        assert [
            line.service for line in offer_of(typed(PROJECT, "service:files", "small", "-"), "small").inclusions
        ] == ["users"]

    def test_space_ticks_and_unticks(self):
        row = row_of(PROJECT, "service:files")
        unticked = toggle_edit(PROJECT, row, offer_of(PROJECT, "small")).apply(PROJECT)
        assert shown(unticked, "service:files", "small")[1] == "—"
        ticked = toggle_edit(unticked, row, offer_of(unticked, "small")).apply(unticked)
        assert shown(ticked, "service:files", "small")[1] == "oui"
        assert toggle_edit(PROJECT, row_of(PROJECT, "service:users"), offer_of(PROJECT, "small")) is None

    def test_inheritance_by_name(self):
        assert offer_of(typed(PROJECT, "inherits", "new", "active"), "new").inherits == "big"
        assert offer_of(typed(PROJECT, "inherits", "big", "—"), "big").inherits is None


REFUSALS = [
    ("price:1", "small", "1.234", "peut se lire"),
    ("price:1", "small", "-3", "négatif"),
    ("price:1", "small", "12,345", "2 chiffres"),
    ("price:1", "small", "beaucoup", "n'est pas un prix"),
    ("price:1", "small", "12 € par an", "par mois"),
    ("price:1", "small", "", "d'autres lignes de prix"),
    ("price:1", "small", "99999999999", "trop grand"),
    ("price:12", "small", "12 mois offerts", "moins de mois"),
    ("price:12", "small", "-120 %", "100"),
    ("price:12", "small", "sur devis", "prix ordinaire"),
    ("rate:0:personne en plus", "small", "3", "tranches"),
    ("rate:0:personne en plus", "new", "3", "prix principal"),
    ("service:users", "small", "5 Go", "se compte en"),
    ("service:users", "small", "1 To", "se compte en"),
    ("service:users", "small", "5 pers", "se compte en"),
    ("service:users", "small", "2,5", "nombre entier"),
    ("service:users", "small", "1.234", "peut se lire"),
    ("inherits", "small", "Nulle part", "Aucune offre"),
    ("inherits", "small", "Active", "se contenir elle-même"),
    ("inherits", "small", "Essentielle", "se contenir elle-même"),
]


@pytest.mark.parametrize(("row_id", "offer_id", "text", "sentence"), REFUSALS)
def test_what_is_refused_says_why(row_id, offer_id, text, sentence):
    with pytest.raises(Refused, match=sentence):
        typed(PROJECT, row_id, offer_id, text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_a_cell_shows_typed_back_changes_nothing(name):
    project = example(name)
    for sold in project.ranges:
        for row in rows_of(project, sold.id):
            for offer in project.offers_of(sold.id):
                if row.has_cells:
                    cell = cell_of(project, row, offer)
                    for text in (cell.typed, cell.text, f"  {cell.typed.upper()} "):
                        assert edit_for(project, row, offer, text).apply(project) == project


amounts = st.decimals(min_value=0, max_value=99999, places=2)


@given(amounts, st.sampled_from(["{}", "{} €", " {}€ ", "{} € par mois"]), st.booleans())
def test_an_amount_written_in_any_way_reads_the_same(amount, pattern, with_comma):
    text = pattern.format(str(amount).replace(".", ",") if with_comma else str(amount))
    changed = typed(PROJECT, "price:1", "small", text)
    assert offer_of(changed, "small").rates[0].charge.amount == amount
    cell = cell_of(changed, row_of(changed, "price:1"), offer_of(changed, "small"))
    copied = typed(PROJECT, "price:1", "small", cell.text)
    assert copied == changed or amount == 10


@given(
    st.one_of(
        st.builds(
            Granted, quantity=st.decimals(min_value=0, max_value=99999, places=2), per=st.sampled_from([None, "users"])
        ),
        st.just(Included()),
        st.just(Unlimited()),
    )
)
def test_a_grant_reads_as_it_is_written(grant):
    project = evolve(
        PROJECT,
        services=tuple(
            evolve(service, metric="storage") if service.id == "space" else service for service in PROJECT.services
        ),
    )
    line = Inclusion(id="x", service="space", grant=grant)
    holder = evolve(offer_of(project, "new"), inclusions=(line,))
    granted = evolve(project, offers=(*project.offers[:2], holder))
    text = shown(granted, "service:space", "new")[1]
    again = typed(project, "service:space", "new", text)
    assert inclusions_of(again, offer_of(again, "new"))["space"].grant == grant


@given(
    st.text(max_size=30) | st.from_regex(r"[-−]?\d{1,6}[ ,.]?\d{0,3} ?(€|%|Go|mois offerts|par an)?", fullmatch=True)
)
def test_whatever_is_typed_is_an_edit_or_a_sentence(text):
    for row in rows_of(PROJECT, "r"):
        for offer in PROJECT.offers:
            try:
                changed = edit_for(PROJECT, row, offer, text).apply(PROJECT)
            except Refused as refusal:
                assert str(refusal)
            except ValidationError:
                pytest.fail(f"{row.id}, {offer.id}: {text!r} leads to an invalid project")
            else:
                assert isinstance(changed, Project)
