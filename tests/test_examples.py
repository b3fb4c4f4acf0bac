"""The examples carry every figure of the offers that the course reviews, and give back what was computed from them."""

import json
from datetime import date
from decimal import Decimal

import pytest

from offerdesigner import resources
from offerdesigner.economics.results import results
from offerdesigner.model.charges import UnitPrice
from offerdesigner.model.offers import Granted, Trial
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.structure import VatKind
from offerdesigner.pricing.offers import OfferPrice, price_offer
from offerdesigner.pricing.wording import headline
from offerdesigner.render.documents import KINDS
from offerdesigner.storage.examples import examples, open_copy, templates
from offerdesigner.storage.format import dump
from tests.render.reading import page_texts

NAMES = [example.name for example in examples()]
TEMPLATES = [template.name for template in templates()]


def price(example: str, offer: str, months: int = 12, **usage: object) -> OfferPrice:
    project = open_copy(example)
    [sold] = [one for one in project.offers if one.name == offer]
    return price_offer(project, sold, {metric: Decimal(str(n)) for metric, n in usage.items()}, months=months)


def granted(example: str, offer_id: str, service: str) -> Decimal:
    project = open_copy(example)
    grant = inclusions_of(project, project.find("offers", offer_id))[service].grant
    assert isinstance(grant, Granted)
    return grant.quantity


def test_the_seven_examples_and_the_templates_are_there():
    assert set(NAMES) == {"ksuite", "proton", "marmule", "paquerette", "marsnet", "sleto", "nuage-commun"}
    assert {"trois-niveaux", "par-packs", "page-blanche"} <= set(TEMPLATES)
    verdicts = {example.name: example.verdict for example in examples()}
    assert verdicts["marsnet"] == "bad" and verdicts["marmule"] == verdicts["paquerette"] == "rework"
    assert all(example.title and example.summary.endswith(".") and example.host for example in examples())


@pytest.mark.parametrize("name", NAMES + TEMPLATES)
def test_a_file_is_byte_for_byte_what_the_program_saves(name):
    folder = "examples" if name in NAMES else "templates"
    written = resources.path(folder, f"{name}.offre").read_bytes()
    assert written == dump(open_copy(name)).encode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_people_and_storage_are_counted_under_the_same_names(name):
    project = open_copy(name)
    metrics = {metric.id: metric for metric in project.metrics}
    assert "users" in metrics or name in ("paquerette", "marsnet", "sleto")
    assert "storage" not in metrics or metrics["storage"].singular == "Go"


@pytest.mark.parametrize(
    ("users", "go", "monthly", "first", "following"),
    [
        (5, 20, 10, 190, 140),
        (6, 20, 15, 250, 200),
        (10, 30, 20, 310, 260),
        (11, 35, 30, 430, 380),
        (50, 100, 95, 1210, 1160),
    ],
)
def test_marmule(users, go, monthly, first, following):
    answer = price("marmule", "Marmule", users=users, storage=go)
    assert (answer.monthly, answer.first_year, answer.next_year) == (monthly, first, following)


@pytest.mark.parametrize(
    ("months", "paid", "saving", "monthly"),
    [(1, "29.99", 0, "29.99"), (12, "287.88", 72, "23.99"), (24, "479.76", 240, "19.99")],
)
def test_proton(months, paid, saving, monthly):
    answer = price("proton", "Proton Family", months)
    assert (answer.for_the_term, answer.saving, answer.monthly) == (Decimal(paid), saving, Decimal(monthly))


def test_proton_gives_six_accounts_and_three_terabytes():
    assert granted("proton", "family", "accounts") == 6
    assert granted("proton", "family", "space") == 3000


def test_ksuite():
    assert price("ksuite", "kSuite Standard", 1, users=1).monthly == 0
    assert price("ksuite", "kSuite Standard", users=5).monthly == Decimal("6.32")
    assert [price("ksuite", name, 12, users=1).for_the_term for name in ("kSuite Pro", "kSuite Entreprise")] == [
        Decimal("39.48"),
        Decimal("74.52"),
    ]
    assert [price("ksuite", name, 12, users=1).monthly for name in ("kSuite Pro", "kSuite Entreprise")] == [
        Decimal("3.29"),
        Decimal("6.21"),
    ]
    given = [
        (granted("ksuite", offer, "mail"), granted("ksuite", offer, "drive"))
        for offer in ("standard", "pro", "entreprise")
    ]
    assert given == [(2, 15), (5, 3000), (10, 6000)]


def test_the_sheet_of_ksuite_says_that_the_first_user_is_free():
    project = open_copy("ksuite")
    standard = project.find("offers", "standard")
    assert isinstance(standard.rates[0].charge, UnitPrice)
    assert headline(project, standard).notes == ("1re utilisatrice gratuite",)


def test_marsnet():
    project = open_copy("marsnet")
    given = {
        offer.name: [
            offer.rates[0].charge.amount,
            *(line.grant.quantity for line in offer.inclusions if line.grant.kind == "quantity"),
        ]
        for offer in project.offers
    }
    assert given == {
        "Formation": [0, Decimal("0.1"), 1, 1, 1],
        "Petit": [36, 1, 1, 2, 2, 1],
        "Moyen": [60, 2, 2, 3, 3, 2],
        "Gros": [120, 4, 3, 5, 5, 3],
        "XL": [180, 7, 4, 10, 8, 4],
        "XXL": [300, 10, 5, 12, 10, 5],
    }
    assert not any(service.need for service in project.services)
    assert price("marsnet", "XXL").monthly == 25


def test_marsnet_supplements_add_themselves_one_unit_at_a_time():
    answer = price("marsnet", "XL", storage=10, domains=5, mails=12, lists=10, databases=5)
    assert answer.next_year == 288


def test_sleto():
    yearly = {name: price("sleto", name).next_year for name in ("Mica", "Opale", "Émeraude", "Ruby")}
    assert yearly == {"Mica": 0, "Opale": 75, "Émeraude": 190, "Ruby": 240}
    assert price("sleto", "Émeraude").monthly == Decimal("15.83")
    project = open_copy("sleto")
    assert project.find("offers", "mica").trial == Trial(duration=1, unit="months")
    ruby = inclusions_of(project, project.find("offers", "ruby"))
    assert {"video", "alias", "nextcloud"} <= ruby.keys() and ruby["support"].grant.quantity == 90
    assert [granted("sleto", "opale", "support"), granted("sleto", "emeraude", "support")] == [30, 60]
    assert granted("sleto", "ruby", "nextcloud-space") == 100


def test_paquerette_has_neither_price_nor_public():
    project = open_copy("paquerette")
    [offer] = project.offers
    assert not offer.rates and not offer.public and not project.ranges[0].public
    assert len(offer.inclusions) == 4


@pytest.mark.parametrize(
    ("offer", "year", "saving", "first", "following"),
    [("Essentielle", 120, 24, 200, 140), ("Active", 250, 50, 390, 270), ("Fédération", 600, 120, 860, 620)],
)
def test_nuage_commun(offer, year, saving, first, following):
    answer = price("nuage-commun", offer)
    assert (answer.for_the_term, answer.saving) == (year, saving)
    assert (answer.first_year, answer.next_year) == (first, following)


def test_nuage_commun_for_a_bigger_usage():
    answer = price("nuage-commun", "Essentielle", users=30, storage=300)
    assert answer.next_year == 120 + 4 * 30 + 5 * 30 + 20


@pytest.mark.parametrize("name", ["trois-niveaux", "par-packs", "groupement"])
def test_templates_start_with_prices_that_can_be_quoted(name):
    project: Project = open_copy(name)
    assert all(price_offer(project, offer).first_year for offer in project.offers)


def test_the_bespoke_template_adds_up_what_one_composes_and_quotes_the_rest():
    answer = price("sur-mesure", "Composer", users=12, storage=45)
    assert (answer.monthly, answer.first_year) == (Decimal("18.75"), Decimal(265))
    assert price("sur-mesure", "Imaginer").first_year is None


def test_the_template_of_several_structures_says_who_delivers_and_who_gets_what():
    project = open_copy("groupement")
    providers = {service.provider for service in project.services}
    assert providers == {None, *(partner.id for partner in project.partners)} and len(providers) == 4
    assert all(partner.name and partner.contact.email for partner in project.partners)
    [rule] = project.sharing
    assert sum(share.percent for share in rule.shares) == 100
    assert {share.partner for share in rule.shares} == providers


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_type_no_price_that_the_sheet_computes(name):
    project = open_copy(name)
    assert "coûte" not in project.conditions
    [text] = page_texts(KINDS["tariff-sheet"].draw(project, today=date(2026, 11, 23)))
    assert text.count("L’année coûte dix mois") == (name in ("trois-niveaux", "par-packs", "groupement"))


def test_every_vat_situation_has_a_dated_entry():
    table = json.loads(resources.path("legal", "vat.json").read_text(encoding="utf-8"))
    assert [entry["kind"] for entry in table["situations"]] == [kind.value for kind in VatKind]
    for entry in table["situations"]:
        assert entry["label"] and entry["verified"] and entry["to_check"] is True
        assert Decimal(entry["rate"]) >= 0
        assert entry["source"] or entry["kind"] == "other"


def test_nuage_commun_holds_with_aid_and_then_alone():
    told = results(open_copy("nuage-commun"))
    assert (told.today.clients, told.today.to_pay, told.today.fair) == (30, 885, 1473)
    # 517,50 € of subscriptions, 50 € of memberships, 300 € of aid.
    assert (told.today.from_clients, told.today.from_others) == (Decimal("567.50"), 300)
    assert [outlook.threshold.clients for outlook in told.outlooks] == [70, 53, 49]
    assert told.current.scenario.name == "Réaliste"
    assert [count for _sold, count in told.current.to_find.counts] == [13, 7, 3]
    assert told.current.at_threshold.first_day == date(2027, 11, 1)
    assert told.current.at_target.first_day == date(2028, 2, 1)
