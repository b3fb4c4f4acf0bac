"""Costs read as a volunteer types them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.costs import (
    Basis,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    Salary,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.typed import Refused
from offerdesigner.model.typed_costs import read_behaviour, read_cadence, read_cost_amount, read_named_cost

METRICS = (
    Metric(id="storage", name="Espace", singular="Go", plural="Go"),
    Metric(id="users", name="Personnes", singular="personne", plural="personnes"),
)
PLAIN = CostLine(id="x", source=PaidAmount(amount=10))
BOUGHT = CostLine(id="x", source=Equipment(price=480, second_hand=True), period_months=48)
PAID = CostLine(id="x", source=Salary(gross=2000, months=13, share=50))


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("24", {"source": PaidAmount(amount=24)}),
        ("1 234,50 €", {"source": PaidAmount(amount=Decimal("1234.5"))}),
        ("0,0125", {"source": PaidAmount(amount=Decimal("0.0125"))}),
        ("2 × 79", {"source": PaidAmount(amount=79, count=2)}),
        ("2x79,00 €", {"source": PaidAmount(amount=79, count=2)}),
        ("3 j × 140", {"source": WorkDays(days=3, day_cost=140)}),
        ("1,5 jours à 140 €", {"source": WorkDays(days=Decimal("1.5"), day_cost=140)}),
        ("480 sur 4 ans", {"source": Equipment(price=480), "period_months": 48}),
        ("2 × 480 € une fois, sur 4 ans", {"source": Equipment(price=480, count=2), "period_months": 48}),
        ("36 par an", {"source": PaidAmount(amount=36), "period_months": 12}),
        ("90 €/trimestre", {"source": PaidAmount(amount=90), "period_months": 3}),
        ("15 € par an et par client", {"source": PaidAmount(amount=15), "period_months": 12, "behaviour": UnitCost()}),
        ("15 par client et par an", {"source": PaidAmount(amount=15), "period_months": 12, "behaviour": UnitCost()}),
        ("12 h × 20", {"source": PaidAmount(amount=20, count=12), "vat_rate": 0}),
        ("1,5 heure à 20 € par client",
         {"source": PaidAmount(amount=20, count=Decimal("1.5")), "vat_rate": 0, "behaviour": UnitCost()}),
        ("24 pour 2 ans", {"source": PaidAmount(amount=24), "period_months": 24}),
        ("20 HT", {"source": PaidAmount(amount=20), "tax": TaxMode.HT}),
        (
            "0,03 par Go par mois",
            {"source": PaidAmount(amount=Decimal("0.03")), "period_months": 1,
             "behaviour": UnitCost(basis=Basis.METRIC, metric="storage")},
        ),
        ("25 par pas de 20 clients", {"source": PaidAmount(amount=25), "behaviour": StepCost(size=20)}),
        ("2 000 brut", {"source": Salary(gross=2000)}),
        ("2000 € brut × 13 à 50 %", {"source": Salary(gross=2000, months=13, share=50)}),
    ],
)  # fmt: skip
def test_amounts_with_what_is_said_around_them(typed, changes):
    assert read_cost_amount(PLAIN, typed, METRICS) == changes


def test_a_plain_number_keeps_what_the_line_is():
    assert read_cost_amount(BOUGHT, "500", METRICS) == {"source": Equipment(price=500, second_hand=True)}
    assert read_cost_amount(PAID, "2100", METRICS) == {"source": Salary(gross=2100, months=13, share=50)}
    assert read_cost_amount(BOUGHT, "500 une fois", METRICS) == {"source": Equipment(price=500, second_hand=True)}
    assert read_cost_amount(BOUGHT, "40 par mois", METRICS) == {"source": PaidAmount(amount=40), "period_months": 1}


@pytest.mark.parametrize("typed", ["2 100 € par mois", "2 100 brut par mois", "2100/mois"])
def test_a_salary_that_is_typed_by_the_month_stays_a_salary(typed):
    assert read_cost_amount(PAID, typed, METRICS) == {"source": Salary(gross=2100, months=13, share=50)}


@pytest.mark.parametrize(("line", "typed"), [(PAID, "25 000 par an"), (PLAIN, "25 000 brut par an")])
def test_a_salary_is_not_typed_by_the_year(line, typed):
    with pytest.raises(Refused, match="par mois"):
        read_cost_amount(line, typed, METRICS)


def test_an_invoice_by_the_hour_keeps_its_vat():
    line = evolve(PLAIN, vat_rate=20)
    assert read_cost_amount(line, "12 h × 45", METRICS)["vat_rate"] == 20


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("480 une fois", "dites sur combien de temps"),
        ("2 × 480 €, en une seule fois", "dites sur combien de temps"),
        ("", "Il manque un montant"),
        ("beaucoup", "n'est pas un nombre"),
        ("1.234", "peut se lire"),
        ("2 × 1.234", "peut se lire"),
        ("−5", "positif"),
        ("5,12345", "4 chiffres"),
        ("480 sur 40 ans", "de 1 à 120 mois"),
        ("480 sur 0 mois", "de 1 à 120 mois"),
        ("24 par lune", "ne se compte pas ici"),
        ("9" * 30, "trop grand"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(Refused, match=sentence):
        read_cost_amount(PLAIN, typed, METRICS)


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("Assurance serveurs 240 € par an", {"name": "Assurance serveurs", "period_months": 12, "amount": 240}),
        ("Assurance serveurs : 240 €/an", {"name": "Assurance serveurs", "period_months": 12, "amount": 240}),
        ("Sauvegarde 12,50 €/mois", {"name": "Sauvegarde", "period_months": 1, "amount": Decimal("12.5")}),
        ("12,50 €/mois", {"name": "", "period_months": 1, "amount": Decimal("12.5")}),
        ("Domaines, 3 × 40 € par trimestre", {"name": "Domaines", "period_months": 3, "amount": 40, "count": 3}),
        ("240 € par an assurance serveurs", {"name": "assurance serveurs", "period_months": 12, "amount": 240}),
        ("2 serveurs 79 euros par mois", {"name": "2 serveurs", "period_months": 1, "amount": 79}),
        ("Assurance (240 € par an)", {"name": "Assurance", "period_months": 12, "amount": 240}),
        ("Assurance 240 € par an chez la MAIF", {"name": "Assurance chez la MAIF", "period_months": 12, "amount": 240}),
        ("Domaine 15 par an", {"name": "Domaine", "period_months": 12, "amount": 15}),
        ("Outils 20 € HT", {"name": "Outils", "tax": TaxMode.HT, "amount": 20}),
        ("Location de 2 serveurs", {"name": "Location de 2 serveurs"}),
        ("Forum 2026", {"name": "Forum 2026"}),
        ("  Loyer ", {"name": "Loyer"}),
    ],
)  # fmt: skip
def test_a_cost_is_read_as_one_writes_it_in_a_note(typed, changes):
    amount = changes.pop("amount", None)
    if amount is not None:
        changes["source"] = PaidAmount(amount=amount, count=changes.pop("count", 1))
    assert read_named_cost(PLAIN, typed, METRICS) == changes


def test_a_purchase_and_what_it_is_counted_by_are_read_after_a_name():
    assert read_named_cost(PLAIN, "Serveur 1 200 € TTC sur 3 ans", METRICS) == {
        "name": "Serveur", "source": Equipment(price=1200), "period_months": 36, "tax": TaxMode.TTC,
    }  # fmt: skip
    assert read_named_cost(PLAIN, "Paiement en ligne 0,50 € par client", METRICS)["behaviour"] == UnitCost()
    assert read_named_cost(PLAIN, "Camille 2 000 brut à 50 %", METRICS)["source"] == Salary(gross=2000, share=50)


def test_what_is_bought_once_must_say_for_how_long():
    with pytest.raises(Refused, match="sur combien de temps"):
        read_named_cost(PLAIN, "Serveur 480 € une fois", METRICS)


@given(st.text(max_size=60))
def test_any_name_is_read_or_refused(typed):
    try:
        found = read_named_cost(PLAIN, typed, METRICS)
    except Refused:
        return
    assert found["name"] == found["name"].strip()
    assert "source" in found or found == {"name": typed.strip()}


@pytest.mark.parametrize(
    ("typed", "months"),
    [("par mois", 1), ("mensuel", 1), ("par trimestre", 3), ("trimestrielle", 3), ("/an", 12), ("annuel", 12),
     ("par semestre", 6), ("pour 2 ans", 24), ("tous les 2 ans", 24), ("par 18 mois", 18), ("chaque année", 12)],
)  # fmt: skip
def test_cadences(typed, months):
    assert read_cadence(PLAIN, typed)["period_months"] == months


def test_a_cadence_makes_a_purchase_or_unmakes_it():
    assert read_cadence(PLAIN, "sur 4 ans") == {"source": Equipment(price=10), "period_months": 48}
    assert read_cadence(BOUGHT, "une fois, sur 5 ans")["period_months"] == 60
    assert read_cadence(BOUGHT, "par an")["source"] == PaidAmount(amount=480)
    assert read_cadence(PAID, "12 mois") == {"source": Salary(gross=2000, months=12, share=50)}


@pytest.mark.parametrize(
    ("line", "typed"), [(PLAIN, "une fois"), (PLAIN, "parfois"), (PLAIN, ""), (PAID, "par trimestre")]
)
def test_what_is_no_cadence_is_refused_with_a_sentence(line, typed):
    with pytest.raises(Refused):
        read_cadence(line, typed)


@pytest.mark.parametrize(
    ("typed", "behaviour"),
    [
        ("fixe", FixedCost()),
        ("", FixedCost()),
        ("par client", UnitCost()),
        ("par nouveau client", UnitCost(basis=Basis.SALE)),
        ("par Go", UnitCost(basis=Basis.METRIC, metric="storage")),
        ("par personne", UnitCost(basis=Basis.METRIC, metric="users")),
        ("par utilisatrice", UnitCost(basis=Basis.METRIC, metric="users")),
        ("par pas de 50 comptes", StepCost(size=50, basis=Basis.METRIC, metric="users")),
        ("par personnes", UnitCost(basis=Basis.METRIC, metric="users")),
        ("par pas de 20 clients", StepCost(size=20)),
        ("par pas de 20 clients au-delà de 20", StepCost(size=20, free=20)),
        ("par pas de 20 clients après les 15 premiers", StepCost(size=20, free=15)),
        ("palier de 500 Go", StepCost(size=500, basis=Basis.METRIC, metric="storage")),
    ],
)
def test_what_a_cost_depends_on(typed, behaviour):
    assert read_behaviour(typed, METRICS)["behaviour"] == behaviour


def test_people_are_counted_where_a_unit_counts_them():
    with pytest.raises(Refused, match="Aucune de vos unités ne compte des personnes"):
        read_behaviour("par utilisateur", METRICS[:1])


def test_volunteer_work_is_said_in_a_word():
    assert read_behaviour("bénévole", METRICS)["unpaid"]
    assert read_behaviour("valorisé, non payé", METRICS)["unpaid"]
    assert not read_behaviour("fixe", METRICS)["unpaid"]


@pytest.mark.parametrize("typed", ["par lune", "par pas de 0 clients", "par pas de 20 lunes", "au hasard"])
def test_what_nothing_depends_on_is_refused_with_a_sentence(typed):
    with pytest.raises(Refused):
        read_behaviour(typed, METRICS)


@given(st.text(max_size=60), st.sampled_from((PLAIN, BOUGHT, PAID)))
def test_whatever_is_typed_is_read_or_refused(typed, line):
    readers = (
        lambda: read_cost_amount(line, typed, METRICS),
        lambda: read_cadence(line, typed),
        lambda: read_behaviour(typed, METRICS),
    )
    for read in readers:
        try:
            changes = read()
        except (Refused, ValueError) as refusal:
            assert str(refusal)
        else:
            assert evolve(line, **changes)
