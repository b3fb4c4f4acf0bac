"""The rules about honesty, one by one: the words that each must find, and those that only look like them."""

from decimal import Decimal

import pytest

from offerdesigner.checks.samples import offer, project, rate, term
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import Tier, VolumePrice
from offerdesigner.model.costs import CostFamily, CostLine, Salary
from offerdesigner.model.offers import Range
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.text import typeset
from tests.checks.rule_findings import found, one


def saying(words: str, **changes) -> Project:
    return project(offer("active", "10", "files", promise=words, **changes))


def paying(*gross: str) -> Project:
    costs = tuple(
        CostLine(id=f"post-{n}", name=pay, family=CostFamily.WORK, source=Salary(gross=Decimal(pay)))
        for n, pay in enumerate(gross)
    )
    return project(offer("active", "10", "files"), costs=costs)


def words_of(rule: str, words: str) -> list[str]:
    return [finding.data["words"] for finding in found(rule, saying(words))]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Plus que 3 places !", "Plus que 3 places"),
        ("PLUS QUE TROIS PLACES à ce prix", "PLUS QUE TROIS PLACES"),
        ("Dernière chance de nous rejoindre.", "Dernière chance"),
        ("Offre limitée.", "Offre limitée"),
        ("Offre limitée dans le temps.", "Offre limitée"),
        ("Un mois offert jusqu’à ce soir.", "jusqu’à ce soir"),
        ("Dépêchez-vous", "Dépêchez-vous"),
        ("Vente flash", "Vente flash"),
        ("Plus que 3 places à ce prix, formation comprise.", "Plus que 3 places"),
        ("Formation offerte, dernière chance !", "dernière chance"),
        ("Ne tardez pas à nous rejoindre.", "Ne tardez pas"),
        ("N'attendez plus pour vous inscrire.", "N'attendez plus"),
        ("Bonjour. De\u0301pe\u0302chez-vous", "Dépêchez-vous"),
        (typeset("Simple. Plus que 12 jours !"), "Plus que 12\u00a0jours"),
    ],
)
def test_pressure_is_told_in_the_words_of_the_sheet(said, told):
    [words] = words_of("false_urgency", said)
    assert words.replace("\u00a0", " ") == told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "said",
    [
        "Offre limitée à 5 comptes.",
        "Offres limitées aux associations.",
        "Sauvegarde des 30 derniers jours.",
        "Une réponse en pas plus que 2 jours.",
        "On vous répond jusqu'à 18 h.",
        "Nous ne disons jamais : dernière chance.",
        "Un accompagnement d'urgence.",
        "Atelier de samedi : plus que deux places.",
        "Les dernières places de notre serveur sont prises : nous en préparons un autre.",
        "Les dernières places de la formation sont gratuites.",
        "Ne tardez pas à nous écrire si un fichier manque.",
        "N'attendez plus des heures au téléphone.",
    ],
)
def test_a_limit_of_the_contents_is_no_pressure(said):
    assert not words_of("false_urgency", said)


def test_pressure_is_found_wherever_the_sheet_speaks():
    pressed = "Dernière chance"
    item = Range(id="associations", name="A", public="les associations", lead=pressed, title=pressed)
    service = Service(id="files", need="Partager", description=pressed)
    sold = project(
        offer("active", "10", "files", "help:offre flash", public=pressed),
        ranges=(item,),
        services=(service, Service(id="help", need="Aide")),
        conditions=pressed,
    )
    assert {finding.address for finding in found("false_urgency", sold)} == {
        "ranges/associations/title",
        "ranges/associations/lead",
        "services/files/description",
        "offers/active/public",
        "offers/active/inclusions/help/grant",
        "conditions",
    }


def test_what_is_not_printed_presses_nobody():
    kept = Service(id="files", need="Partager", description="Dernière chance", on_sheet=False)
    assert not found("false_urgency", project(offer("active", "10", "files"), services=(kept,)))


@pytest.mark.parametrize(
    "said",
    [
        "10 € au lieu de 20 €",
        "Prix barré : 20 €",
        "Profitez de -50 %",
        "En promo",
        "-20 % de remise.",
        "10 € au lieu de 12 € aux 20 premières.",
        "-50 % pour les 10 premières.",
        "−50 % pour toutes.",
        "-30 % aux 10 premières associations.",
    ],
)
def test_a_reduction_that_no_price_explains_is_told(said):
    assert one("struck_price_without_history", saying(said)).address == "offers/active/promise"


@pytest.mark.parametrize(
    "said",
    [
        "Un seul outil au lieu de 3.",
        "10-20 % de votre temps",
        "Jamais de prix barré.",
        "100 % libre",
        "En promotion",
        "−50 % pour les associations de moins d'un an.",
        "-20 %, si vous êtes plusieurs.",
        "−20 % aux associations sans salarié.",
        "10 € au lieu de 12 € pour les adhérents.",
        "−40 % d'énergie depuis 2020.",
        "-30 % de papier.",
    ],
)
def test_a_figure_that_is_no_reduction_is_left_alone(said):
    assert not found("struck_price_without_history", saying(said))


def test_a_reduction_that_the_sheet_computes_is_explained():
    said = "-20 % à l'année"
    tiers = VolumePrice(tiers=(Tier(id="a", up_to=Decimal(10), unit_price=Decimal(4)), Tier(id="b", unit_price=3)))
    rule = "struck_price_without_history"
    assert found(rule, saying(said, terms=(term(1), term(12))))
    assert not found(rule, saying(said, terms=(term(1), term(12, percent_off=Decimal(20)))))
    by_tier = offer("active", None, "files", promise=said, rates=(rate(tiers, metric="users"),))
    assert not found(rule, project(by_tier))
    lists = (PriceList(id="solidaire", name="Solidaire", percent_off=Decimal(20)),)
    assert not found(rule, project(offer("active", "10", "files", promise=said), price_lists=lists))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Disponibilité : 99,9 %", "8 h 46"),
        ("99.99 % du temps", "53 min"),
        ("99,999 %", "5 min"),
        ("100 % disponible", "0 min"),
        ("Jamais en panne", "0 min"),
    ],
)
def test_a_promise_of_availability_is_told_in_time(said, left):
    finding = one("availability_promise", saying(said))
    assert finding.data["left"].replace("\u00a0", " ") == left
    assert finding.data["left"] in finding.message


@pytest.mark.parametrize(
    "said",
    [
        "Nous ne promettons pas 99,99 %.",
        "99,5 % du temps",
        "99,9 % d'énergie renouvelable",
        "Plutôt que 99,99 %, nous promettons de tout vous dire.",
        "Une panne se dit le jour même.",
        "Disponibilité constatée l'an dernier : 99,95 %.",
        "En 2025 : 99,9 %, pannes racontées sur notre site.",
    ],
)
def test_a_promise_that_is_not_made_is_left_alone(said):
    assert not found("availability_promise", saying(said))


@pytest.mark.parametrize(
    "said",
    [
        "Le meilleur hébergeur",
        "N° 1 en France",
        "L'hébergeur n°1 des associations",
        "Les moins chers du marché",
        "100 % sécurisé",
        "Un hébergement 100 % vert",
        "Leader de l'hébergement libre",
        "RGPD garanti",
        "Un chiffrement militaire",
        "Moins cher que partout ailleurs",
        "Le meilleur hébergeur est chez vous",
        "Le meilleur prix",
    ],
)
def test_a_superlative_is_told(said):
    assert found("claim_without_proof", saying(said))


@pytest.mark.parametrize(
    "said",
    [
        "Nous cherchons avec vous le meilleur outil.",
        "Salle n° 1",
        "Le pack le moins cher suffit souvent.",
        "100 % libre",
        "Ni 100 % sécurisé ni inviolable : honnête.",
        "Pour les anciens militaires",
        "Le meilleur hébergeur est celui que l'on comprend.",
        "Le meilleur hébergeur, c'est celui qui répond.",
        "Nous cherchons le meilleur prix chez nos fournisseurs.",
        "Pour choisir le meilleur hébergeur, venez nous voir.",
        "L'offre d'un an est moins chère que les autres.",
        "Le moins cher de tous nos packs.",
        "Au n° 1 de la rue des Lilas.",
        "Une électricité 100 % verte, achetée à une coopérative.",
        "Pour les leaders de projets associatifs.",
    ],
)
def test_words_that_compare_nothing_with_others_are_no_claim(said):
    assert not found("claim_without_proof", saying(said))


def test_three_commitments_are_a_strength_and_two_are_not():
    rule = "commitments_said"
    assert not found(rule, saying("Des logiciels libres, et une sauvegarde par nuit."))
    praised = one(rule, saying("Des logiciels libres, une sauvegarde par nuit, des serveurs en France."))
    assert praised.data["said"] == ("logiciels libres", "lieu des données", "sauvegardes")
    assert "3\u00a0engagements" in praised.message


@pytest.mark.parametrize("paid", [("490", "2000"), ("490", "1823", "2000"), ("650", "1900", "7600"), ("490", "8000")])
def test_the_allowance_of_an_apprentice_is_no_pay_to_compare_with(paid):
    assert not found("wage_ratio", paying(*paid))


def test_the_lowest_pay_is_the_lowest_of_those_that_reach_the_minimum():
    finding = one("wage_ratio", paying("490", "1900", "8550"))
    assert (finding.data["low"], finding.data["high"]) == ("1900", "8550")
    assert found("wage_ratio", paying("1823", "7400"))
