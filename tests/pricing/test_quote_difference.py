"""What changes from a version of a quote to the next, in sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from offerdesigner.model import edits
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.model.quote_life import revise, send
from offerdesigner.model.quotes import Clause, OptionChoice, Quote, QuoteTerms, Renewal, Taking
from offerdesigner.pricing.quote_difference import differences
from offerdesigner.pricing.quotes import content_of
from tests.pricing.test_quotes import draft, free, host
from tests.strategies import projects


def revised(quote: Quote, **changes: object) -> list[str]:
    """Return what a version says otherwise than the one before it, with plain spaces."""
    project = evolve(host(), quotes=(quote,))
    project = send("q", content_of(project, quote), date(2026, 11, 23)).apply(project)
    project = revise("q", "again").apply(project)
    for address, value in changes.items():
        project = edits.set_value(f"quotes/again/{address.replace('__', '/')}", value, "").apply(project)
    found = differences(project, project.find("quotes", "q"), project.find("quotes", "again"))  # type: ignore[arg-type]
    return [sentence.replace("\u00a0", " ").replace("\u202f", " ") for sentence in found]


def test_a_version_that_changes_nothing_says_nothing() -> None:
    assert revised(draft(18, OptionChoice(id="o", option="domain"), entries=(free(label="Audit"),))) == []


def test_rows_and_totals_are_told() -> None:
    more = draft(20, OptionChoice(id="o", option="workshop"))
    assert revised(draft(18, OptionChoice(id="d", option="domain")), choice=more.choice) == [
        "Usage : 20 personnes, au lieu de 18 personnes.",
        "Personnes en plus, 5 personnes × 15,00 € = 75,00 € par an, au lieu de 3 personnes × 15,00 € = 45,00 € par an.",
        "En plus : Atelier, 150,00 € une fois.",
        "En moins : Nom de domaine, 15,00 € par an.",
        "La première année : 555,00 €, au lieu de 390,00 €.",
        "Ensuite, chaque année : 345,00 €, au lieu de 330,00 €.",
    ]


def test_what_leaves_the_total_is_told() -> None:
    taken = OptionChoice(id="o", option="domain")
    proposed = draft(15, evolve(taken, taking=Taking.PROPOSED))
    assert revised(draft(15, taken), choice=proposed.choice)[0] == "Nom de domaine : au choix, hors du total."
    assert revised(draft(15, proposed.choice.options[0]), choice=draft(15, taken).choice)[0] == (
        "Nom de domaine : dans le total, et non plus au choix."
    )


def test_a_line_reworded_is_the_same_line() -> None:
    line = free(label="Audit", unit_price=Decimal(100))
    assert revised(Quote(id="q", entries=(line,)), entries=(evolve(line, label="Conseil"),)) == [
        "Conseil, 100,00 € une fois, au lieu de Audit, 100,00 € une fois."
    ]


def test_offers_to_choose_from_are_told() -> None:
    alone, both = draft(15), draft(15)
    both = evolve(both, choice=evolve(both.choice, alternatives=("large",)))
    large = "Offre Large, 620,00 € la première année, puis 620,00 € par an"
    assert revised(alone, choice=both.choice) == [f"Variante en plus : {large}."]
    assert revised(both, choice=alone.choice) == [f"Variante en moins : {large}."]
    dearer = revised(both, entries=(free(label="Audit", unit_price=Decimal(100)),))
    assert dearer[-1] == (
        f"Variante Offre Large, 720,00 € la première année, puis 620,00 € par an, au lieu de {large}."
    )


def test_what_a_client_may_choose_and_what_is_joined_are_told() -> None:
    line = free(label="Atelier", unit_price=Decimal(100))
    before = Quote(id="q", entries=(line,))
    assert revised(before, entries=(evolve(line, least=Decimal(1), most=Decimal(5)),)) == [
        "Atelier, quantité au choix : de 1 à 5, au lieu de rien."
    ]
    bounded = Quote(id="q", entries=(evolve(line, most=Decimal(5)),))
    assert revised(bounded, entries=(evolve(line, least=Decimal(2)),)) == [
        "Atelier, quantité au choix : à partir de 2, au lieu de jusqu'à 5."
    ]
    assert revised(before, attaches_tariff=True) == ["Fiche tarifaire : jointe, au lieu de non jointe."]


def test_a_contract_that_becomes_short_says_what_it_comes_to() -> None:
    before = draft(15, terms=QuoteTerms(renewal=Renewal.NONE))
    assert revised(before, choice__months=3) == [
        "Durée : 3 mois, au lieu de 1 an.",
        "Offre Active, 25,00 € par mois, au lieu de 250,00 € par an.",
        "Pour la durée du contrat : 155,00 €.",
    ]


def test_the_whole_of_a_longer_contract_is_compared() -> None:
    before = draft(15, terms=QuoteTerms(renewal=Renewal.NONE))
    longer = evolve(before, choice=evolve(before.choice, months=24))
    assert "Sur l'engagement de 2 ans : 600,00 €." in revised(before, choice__months=24)
    assert any(
        said.startswith("Sur l'engagement de 2 ans : ") and "au lieu de 600,00" in said
        for said in revised(longer, choice__offer="large")
    )


def test_conditions_are_told() -> None:
    terms = QuoteTerms(start=date(2027, 4, 1), clauses=(Clause(id="a", title="Payer"), Clause(id="b", title="Partir")))
    later = evolve(
        terms, start=None, renewal=Renewal.TACIT, notice_months=2, deposit_percent=Decimal(30),
        clauses=(Clause(id="a", title="Payer", text="À trente jours."), Clause(id="c", title="Données")),
    )  # fmt: skip
    assert revised(draft(15, terms=terms), terms=later, valid_days=60, purpose="Plus court") == [
        "Objet : Plus court, au lieu de rien.",
        "Validité : 60 jours, au lieu de 90 jours.",
        "Début : rien, au lieu de 1er avril 2027.",
        "À la fin, le contrat : se reconduit sans rien faire, au lieu de se reconduit si les deux sont d'accord.",
        "Préavis : 2 mois, au lieu de 1 mois.",
        "Acompte : 30 %, au lieu de rien.",
        "Texte changé : « Payer ».",
        "Texte en plus : « Données ».",
        "Texte en moins : « Partir ».",
    ]


@given(projects(quoted=True))
@settings(max_examples=20)
def test_any_two_quotes_compare_and_none_differs_from_itself(project: Project) -> None:
    for old in project.quotes:
        assert differences(project, old, old) == ()
        for new in project.quotes:
            assert all(sentence.endswith(".") for sentence in differences(project, old, new))
