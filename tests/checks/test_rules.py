"""Rule by rule: where it must speak, where it must keep silent, and with which numbers."""

import pytest

from offerdesigner.checks.samples import offer, option, project, term
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import FreePrice, OnQuote
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from tests.checks.rule_findings import D, found, one


def sells(service: Service) -> Project:
    return project(offer("active", "10", service.id), services=(service,))


# clarity


def test_six_offers_in_two_ranges_are_not_too_many():
    ranges = tuple(Range(id=name, name=name, public="les associations") for name in ("a", "b"))
    offers = [offer(f"o{n}", str(n + 1), "files", name="Offre", range="ab"[n % 2]) for n in range(6)]
    assert not found("too_many_offers", project(*offers, ranges=ranges))


@pytest.mark.parametrize(
    "service",
    [
        Service(id="s", need="Nextcloud"),
        Service(id="s", need="nextcloud"),
        Service(id="s", need="Rocket chat"),
        Service(id="s", need="Nextcloud et Collabora"),
        Service(id="s", need="WordPress ou Joomla", software="mutualisé"),
        Service(id="s", software="Galene"),
    ],
)
def test_known_software_is_recognised_however_it_is_written(service):
    assert found("software_before_need", sells(service))


@pytest.mark.parametrize(
    "service",
    [
        Service(id="s", need="Partager vos fichiers", software="Nextcloud"),
        Service(id="s", need="Partager vos fichiers avec Nextcloud"),
        Service(id="s", need="Se former à Nextcloud"),
        Service(id="s", software="Support technique"),
        Service(id="s"),
    ],
)
def test_a_need_that_mentions_software_is_a_need(service):
    assert not found("software_before_need", sells(service))


def test_a_service_that_nobody_sells_yet_is_left_alone():
    assert not found("software_before_need", project(offer("a", "1"), services=(Service(id="s", need="Nextcloud"),)))


def test_the_need_goes_in_front_and_nothing_typed_is_lost():
    sold = sells(Service(id="s", need="WordPress", software="mutualisé", description="Publier votre site"))
    [fix] = one("software_before_need", sold).fixes
    assert fix.edit.apply(sold).services == (
        Service(id="s", need="Publier votre site", software="WordPress, mutualisé"),
    )


def test_a_technical_term_in_place_of_the_need_is_seen_too():
    assert not found("quantity_without_need", project(offer("active", "10", "people=5")))
    base = Service(id="s", need="Base de données", metric="users")
    [fix] = one("quantity_without_need", project(offer("active", "10", "s=2"), services=(base,))).fixes
    assert fix.edit.apply(project(offer("active", "10", "s=2"), services=(base,))).services == (
        Service(id="s", need="Faire vivre un site", software="Base de données", metric="users"),
    )


# contents


def test_a_service_of_a_pack_is_no_trap():
    sold = project(offer("courrier", "5", "files", "office"), offer("reunions", "9", "meetings", "people=10"))
    assert not found("service_in_middle_offer", sold)


def test_a_service_lost_on_the_way_up_is_added_to_every_dearer_offer():
    sold = project(
        offer("petite", "10", "people=5", "office", "meetings", "files"),
        offer("moyenne", "20", "people=10", "office", "meetings"),
        offer("grande", "30", "people=20", "office", "meetings"),
    )
    finding = one("service_in_middle_offer", sold)
    assert finding.data["dearer"] == ("Moyenne", "Grande")
    mended = finding.fixes[0].edit.apply(sold)
    assert all("files" in {line.service for line in one.inclusions} for one in mended.offers)


def test_a_service_of_the_dearest_offer_only_is_a_reason_to_pay_more():
    assert not found("service_in_middle_offer", project(offer("a", "10", "files"), offer("b", "20", "files", "office")))


# names


@pytest.mark.parametrize(
    "name",
    ["Liibre", "Liiibre", "/e/OS", "Nuage_2", "L33t", "Lib®e#", "Une offre pour toutes les associations de la région"],
)
def test_hard_names(name):
    assert found("hard_name", project(offer("active", "10", "files", name=name)))


@pytest.mark.parametrize(
    "name",
    [
        "kSuite", "kSuite Pro", "Émeraude", "Découverte", "Formation", "XL", "XXL", "Pack III", "Coopérative", "Pack 2",
        "Pack asso hébergement web et mail", "Pack collectivité hébergement web et mail", "Proton Family", "Marmule",
        "L'essentielle", "Nuage & Cie", "Fédération", "Réseau", "Offre n° 1", "",
    ],
)  # fmt: skip
def test_names_that_are_easy(name):
    assert not found("hard_name", project(offer("active", "10", "files", name=name)))


# options


def test_options_that_contradict_each_other_cannot_be_taken():
    a = option("a", "1", "files", needs=("b",))
    b = option("b", "1", "office", excludes=("a",))
    finding = one("option_unreachable", project(offer("active", "10", "people=5"), options=(a, b)))
    assert finding.address == "options/a/excludes"


def test_options_for_different_offers_that_need_each_other_cannot_be_taken():
    a = option("a", "1", "files", needs=("b",), available_for=("petite",))
    b = option("b", "1", "office", available_for=("grande",))
    sold = project(offer("petite", "10", "people=5"), offer("grande", "20", "people=9"), options=(a, b))
    assert one("option_unreachable", sold).address == "options/a/available_for"


def test_an_option_is_withdrawn_only_where_it_adds_nothing():
    sold = project(
        offer("petite", "10", "files"),
        offer("grande", "20", "files", "meetings"),
        options=(option("visio", "3", "meetings"),),
    )
    finding = one("option_adds_nothing", sold)
    assert finding.data["offers"] == ("Grande",)
    assert finding.fixes[0].edit.apply(sold).options[0].available_for == ("petite",)


def test_an_option_without_a_price_is_told_and_beats_no_offer():
    priceless = option("cinq", "5", "people=5").model_copy(update={"rates": ()})
    sold = project(
        offer("petite", "10", "people=5", "space=10"),
        offer("grande", "30", "people=12", "space=10"),
        options=(priceless,),
    )
    finding = one("option_without_price", sold)
    assert finding.address == "options/cinq/rates"
    assert not found("beaten_by_options", sold)
    on_quote, free = (fix.edit.apply(sold) for fix in finding.fixes)
    assert isinstance(on_quote.options[0].rates[0].charge, OnQuote) and not found("beaten_by_options", on_quote)
    assert found("beaten_by_options", free)


def test_more_of_what_is_counted_is_something():
    assert not found(
        "option_adds_nothing", project(offer("a", "10", "space=10"), options=(option("plus", "3", "space=10"),))
    )


# strengths


def test_a_slip_is_not_praised_as_a_saving():
    sold = project(offer("active", "25", "files", terms=(term(12, price=D(25)),)))
    assert found("term_price_slip", sold) and not found("savings_shown", sold)


def test_a_ladder_where_something_goes_down_is_not_clear():
    sold = project(offer("a", "10", "space=50"), offer("b", "20", "space=40", "files"))
    assert not found("clear_ladder", sold)


def test_sentences_agree_and_lists_read_well():
    sold = project(
        offer("a", "10", "files", public="une équipe"), offer("b", "20", "files", "office", public="un réseau")
    )
    assert one("targeted_offers", sold).message.endswith("«\u00a0une équipe\u00a0» et «\u00a0un réseau\u00a0».")


def test_a_free_price_is_a_price():
    sold = project(offer("libre", FreePrice(advised=D(15)), "files"))
    assert not found("no_price", sold)


def test_what_is_given_to_nobody_is_hollow():
    finding = one("hollow_service", project(offer("a", "10", "files", "space=0")))
    assert finding.address == "offers/a/inclusions/space"
