"""The viability report: what it tells a board, how it breaks, for a worked host and for any project."""

from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.costs import CostGroup, UnitCost
from offerdesigner.model.forecast import Plan, RevenueKind, RevenueSource, SpreadKey
from offerdesigner.model.offers import RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.render.document import Document
from offerdesigner.render.documents import KINDS
from offerdesigner.storage.examples import open_copy
from tests.economics.hosts import cost, host, scenario
from tests.render.projects import ENDLESS, ODD
from tests.render.reading import outside, overlapping, page_texts
from tests.render.viability import whole_economy
from tests.strategies import projects

TODAY = date(2026, 11, 23)
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def drawn(project: Project, **choices: object) -> Document:
    return KINDS["viability-report"].draw(project, today=TODAY, **choices)  # type: ignore[arg-type]


def told(project: Project) -> str:
    return " ".join(page_texts(drawn(project)))


def outline(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(document.pdf)
    titles = [mark.get_title() for mark in pdf.get_toc()]
    pdf.close()
    return titles


def priced(project: Project, charge: FlatPrice | OnQuote) -> Project:
    rates = (RateCard(id="price", charge=charge),)
    return evolve(project, offers=tuple(evolve(offer, rates=rates, terms=()) for offer in project.offers))


class TestWhatItTells:
    def test_it_begins_with_whether_it_holds_from_how_many_clients_and_what_is_left(self) -> None:
        first = page_texts(drawn(host()))[0]
        assert "L’activité tient aujourd’hui, grâce aux aides. Les clients (30) apportent 585 € par mois" in first
        assert "pour 885 € à payer ; les 300 € qui manquent viennent de 300 € d’aides : subventions 200 €" in first
        assert "Il faut 50 clients (30 Essentielle, 15 Active et 5 Fédération)" in first
        assert "soit 20 clients à trouver : à 2 nouveaux clients par mois, c’est le cas dès sept. 2027." in first
        assert "À quoi il servira n’est pas encore dit." in first

    def test_it_says_what_the_surplus_is_for(self) -> None:
        assert "Il servira à ceci : Payer\u00a0 une salariée".replace("\u00a0 ", " ") in told(
            evolve(host(), plan=evolve(host().plan, surplus_use="Payer\nune salariée"))
        )

    def test_without_aid_it_says_what_is_missing(self) -> None:
        text = told(host(revenues=()))
        assert "L’activité ne tient pas encore. Les clients (30) apportent 585 € par mois, pour 885 € à payer" in text
        assert "à payer : il manque 300 €." in text

    def test_clients_whose_price_is_not_known_are_told_apart(self) -> None:
        text = told(priced(host(revenues=()), OnQuote()))
        assert "On ne sait pas encore si l’activité tient." in text
        assert "sans compter 30 clients dont le prix n’est pas connu" in text

    def test_both_totals_are_there(self) -> None:
        text = told(host())
        assert "À payer 885,00 € 10 620,00 €" in text
        assert "À payer, temps bénévole valorisé compris 1 473,00 € 17 676,00 €" in text
        assert "(588,00 €)" in text

    def test_margins_have_both_rates_by_their_names(self) -> None:
        text = told(host())
        assert "Taux de marge : marge sur coûts propres. Taux de marque : marge sur prix." in text
        assert "10,00 € 0,90 € 9,10 € 1 011 % 91 %" in text

    @pytest.mark.parametrize(
        ("spread", "said"),
        [
            (SpreadKey.CLIENTS, "partagés à parts égales entre les clients"),
            (SpreadKey.REVENUE, "partagés en proportion de ce que paie chaque client"),
            (SpreadKey.METRIC, "partagés en proportion de ce que chaque client utilise (Go)"),
        ],
    )
    def test_the_key_of_the_cost_price_is_stated(self, spread: SpreadKey, said: str) -> None:
        plan = evolve(host().plan, spread=spread, spread_metric="storage")
        assert said in told(host(plan=plan))

    def test_scenarios_stand_side_by_side(self) -> None:
        text = told(host())
        assert "realistic · suivi" in text and "6 Essentielle, 3 Active, 1 Fédération" in text
        assert "2 0 % 50 20 17,40 € sept. 2027" in text
        assert "2 0 % 75 29 11,86 €" in text

    def test_results_and_clients_of_each_offer_add_up(self) -> None:
        text = told(host())
        assert "Résultat cumulé. realistic : au plus bas 34,80 € (déc. 2026)" in text
        assert "Clients de chaque offre Aujourd’hui Fin de nov. 2027" in text
        assert "Essentielle 18 32 47 61" in text and "Tous 30 54 78 102" in text

    def test_quarters_and_years_of_the_scenario_that_is_followed(self) -> None:
        text = told(host())
        assert "Prévisions du scénario « realistic »" in text
        assert text.count("Année") == 3
        assert "déc. 2026 à févr. 2027 36" in text

    def test_months_are_numbered_where_no_date_is_known(self) -> None:
        assert "mois 1 à mois 3" in told(host(plan=Plan()))

    def test_competitors_and_surveys_are_told_where_there_are_some(self) -> None:
        text = told(whole_economy())
        assert "Potager numérique" in text and "Stratégie tenue" in text
        assert "Forum des associations · Essentielle · pour 8 personnes" in text
        assert "La concurrence" not in told(host()) and "accepteraient" not in told(host())


class TestRisks:
    def test_a_sale_at_a_loss_is_said_by_its_name(self) -> None:
        text = told(priced(host(), FlatPrice(amount=Decimal("0.5"))))
        assert "à perte" in text
        assert "Vente à perte : chaque client d’Essentielle coûte 0,40 € de plus par mois qu’il ne paie." in text
        assert "Jamais atteint" in text

    def test_a_till_under_zero(self) -> None:
        assert "Trésorerie sous zéro : dans le scénario « prudent », il manque jusqu’à" in told(host(revenues=()))
        rich = evolve(host().plan, opening_cash=Decimal(100_000))
        assert "Trésorerie sous zéro" not in told(host(revenues=(), plan=rich))

    def test_hoped_revenue_that_is_counted(self) -> None:
        hoped = RevenueSource(id="call", name="Appel", kind=RevenueKind.CALLS, amount=1200, certainty="hoped")
        counting = scenario("realistic", 6, 3, 1, counts_hoped=True)
        assert "compte 100 € par mois que personne n’a encore promis (Appel)" in told(
            host(revenues=(hoped,), scenarios=(counting,))
        )
        assert "promis" not in told(host(revenues=(hoped,)))

    def test_aid_that_ends_and_aid_that_weighs(self) -> None:
        grant = RevenueSource(id="g", name="Ville", amount=500, period_months=1, lasts_months=12)
        text = told(host(revenues=(grant,)))
        assert "« Ville » s’arrête après nov. 2027 : 500 € de moins par mois." in text
        assert "Dépendance aux aides : 46 % des recettes d’aujourd’hui sont données (subventions 46 %)" in text
        assert "sans elles, il manque 300 € par mois." in text

    def test_small_aid_that_a_month_needs_is_told_and_not_that_it_could_do_without(self) -> None:
        small = (RevenueSource(id="g", kind=RevenueKind.DONATIONS, amount=20, period_months=1),)
        assert "Dépendance aux aides : 3 % des recettes" in told(host(revenues=small))
        cheap = told(host(revenues=small, costs=(cost("rent", "100"),)))
        assert "Dépendance aux aides" not in cheap
        assert "Dépendance aux aides" not in told(host(revenues=()))

    def test_departures_are_counted_or_said_to_be_none(self) -> None:
        assert "Départs : aucun n’est prévu" in told(host())
        leaving = scenario("realistic", 6, 3, 1, departures=10)
        assert "10 % des clients par an, soit" in told(host(scenarios=(leaving,)))

    def test_a_step_of_costs_that_comes_soon(self) -> None:
        assert "Pas de coûts proche" not in told(host())
        sales = tuple(evolve(sale, clients=sale.clients + 3) for sale in host().sales)
        assert "Pas de coûts proche : dès 41 clients, les coûts montent de 25 € par mois." in told(host(sales=sales))

    def test_the_franchise_of_vat_when_it_is_near(self) -> None:
        franchise = Structure(id="structure", vat=Vat(kind=VatKind.FRANCHISE))
        assert "Franchise de TVA :" not in told(host(structure=franchise))
        sales = tuple(evolve(sale, clients=sale.clients * 10) for sale in host().sales)
        assert "Franchise de TVA : Le seuil de" in told(host(structure=franchise, sales=sales))


class TestHowItIsMade:
    def test_the_example_takes_three_to_six_pages(self) -> None:
        for project in (open_copy("nuage-commun"), whole_economy(), host()):
            document = drawn(project)
            assert 3 <= document.page_count <= 6
            assert not document.findings and not outside(document) and not overlapping(document)
            for number, text in enumerate(page_texts(document), start=1):
                assert f"page {number} / {document.page_count}" in text

    def test_the_outline_leads_to_each_part(self) -> None:
        assert outline(drawn(whole_economy())) == [
            "Rapport de viabilité",
            "En bref",
            "Le modèle économique",
            "Ce que cela coûte, pour 30\u00a0clients",
            "Les offres",
            "Seuil de rentabilité",
            "Scénarios côte à côte",
            "Prévisions du scénario «\u00a0Réaliste\u00a0»",
            "La concurrence",
            "Prix que les personnes accepteraient",
            "Les risques",
            "Hypothèses et conventions",
        ]

    def test_many_costs_repeat_their_heads_and_leave_no_total_alone(self) -> None:
        lines = tuple(evolve(cost(f"c{place}", "1.5"), name=f"Poste {place}") for place in range(200))
        texts = page_texts(drawn(host(costs=lines)))
        for text in texts:
            if "Poste 1" in text:
                assert text.count("Comment il est compté") == 1
            if "À payer 300,00 €" in text:
                assert "Poste 199" in text

    def test_it_says_on_one_page_what_it_waits_for(self) -> None:
        (said,) = page_texts(drawn(Project()))
        assert "Des coûts" in said and "Une offre" in said and "Des clients" in said
        (said,) = page_texts(drawn(host(costs=())))
        assert "Des coûts" in said and "Une offre" not in said

    def test_a_price_on_quote_is_told_and_breaks_nothing(self) -> None:
        text = told(priced(host(), OnQuote()))
        assert "sur devis" in text and "Seuil de rentabilité inconnu" in text and "jamais" not in text

    def test_the_range_changes_nothing(self) -> None:
        assert drawn(host(), range_id="all").pdf == drawn(host()).pdf
        with pytest.raises(KeyError):
            drawn(host(), range_id="nowhere")

    def test_names_without_end_stay_on_the_page(self) -> None:
        base = whole_economy()
        hostile = evolve(
            base,
            name=ODD[:200],
            structure=evolve(base.structure, name=ODD[:200]),
            offers=tuple(evolve(one, name=ENDLESS[:200]) for one in base.offers),
            cost_groups=(CostGroup(id="group", name=ENDLESS[:200]),),
            costs=tuple(evolve(one, name=ENDLESS[:200], group="group") for one in base.costs),
            scenarios=tuple(evolve(one, name=ODD[:200], note=ENDLESS[:900]) for one in base.scenarios),
            revenues=tuple(evolve(one, name=ENDLESS[:200]) for one in base.revenues),
            competitors=tuple(evolve(one, name=ENDLESS[:200], kind=ODD[:200]) for one in base.competitors),
            surveys=tuple(evolve(one, name=ENDLESS[:200], usage=ODD[:200]) for one in base.surveys),
        )
        document = drawn(hostile)
        assert not outside(document)
        assert not overlapping(document)
        assert document.findings


def completed(project: Project) -> Project:
    """Return a random project with costs and clients, if it has something to sell."""
    some = project.costs or (cost("server", "79"), cost("debits", "0.3", behaviour=UnitCost()))
    first = tuple(Sale(id="first", offer=offer.id, clients=3) for offer in project.offers[:1])
    return evolve(project, costs=some, sales=project.sales or first)


@SLOW
@given(projects(economy=True).map(completed))
def test_any_report_holds_on_its_pages(project: Project) -> None:
    document = drawn(project)
    assert document.pdf == drawn(project).pdf
    assert not outside(document)
    for place in document.places:
        assert address.exists(project, place.address), place.address
    assert project.offers or document.page_count == 1
