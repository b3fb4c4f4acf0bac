"""On the offers that the course reviews, the findings are what the course says, for its reasons."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.storage.examples import examples, open_copy

TODAY = date(2026, 11, 23)
TROUBLE = (Severity.ERROR, Severity.WARNING)


def findings(example: str | Project) -> tuple[Finding, ...]:
    return run(open_copy(example) if isinstance(example, str) else example, today=TODAY).findings


def trouble(example: str | Project) -> Counter:
    return Counter(finding.rule for finding in findings(example) if finding.severity in TROUBLE)


def strengths(example: str) -> set[str]:
    return {finding.rule for finding in findings(example) if finding.severity == Severity.STRENGTH}


def only(example: str, rule: str) -> Finding:
    [finding] = [finding for finding in findings(example) if finding.rule == rule]
    return finding


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_a_good_offer_has_no_warning_and_the_others_have_some(example):
    assert bool(trouble(example.name)) == (example.verdict != "good")


def test_ksuite_is_praised_for_its_segments_and_its_comparable_terms():
    assert {"clear_ladder", "targeted_offers", "savings_shown"} <= strengths("ksuite")
    advice = {finding.rule for finding in findings("ksuite") if finding.severity == Severity.ADVICE}
    assert advice == {"no_end_of_contract", "no_contact"}


def test_proton_is_praised_for_putting_all_in_one_and_showing_what_is_saved():
    assert {"all_in_one", "savings_shown"} <= strengths("proton")
    saved = only("proton", "savings_shown")
    assert (saved.data["saving"], saved.data["length"]) == (240, 24)
    assert "2\u00a0ans" in saved.message and "240\u00a0€" in saved.message


def test_sleto_is_praised_for_naming_its_publics_and_saying_the_function_first():
    assert {"targeted_offers", "need_first", "clear_ladder"} <= strengths("sleto")
    assert "«\u00a0Pour essayer\u00a0»" in only("sleto", "targeted_offers").message


def test_marmule_names_its_software_first_and_hides_compulsory_costs():
    assert trouble("marmule") == {"software_before_need": 3, "hidden_compulsory_cost": 1}
    hidden = only("marmule", "hidden_compulsory_cost")
    assert (hidden.data["shown"], hidden.data["real"]) == (10, Decimal("15.83"))
    assert (hidden.data["first_year"], hidden.data["next_year"]) == (190, 140)
    assert "20\u00a0€" in hidden.message and "50\u00a0€" in hidden.message
    assert not strengths("marmule")


def test_every_repair_of_marmule_leaves_a_good_offer():
    project = open_copy("marmule")
    while repairs := [one.fixes[0] for one in findings(project) if one.severity in TROUBLE and one.fixes]:
        project = repairs[0].edit.apply(project)
    assert not trouble(project)
    assert [service.need for service in project.services][2:] == [
        "Partager vos fichiers",
        "Gérer vos adhérents, leurs cotisations et votre comptabilité",
        "Publier votre site",
    ]
    assert project.services[2].software == "Nextcloud et Collabora"


def test_paquerette_names_its_software_first_and_gives_no_price():
    assert trouble("paquerette") == {"software_before_need": 4, "no_price": 1, "no_public": 1}
    assert not strengths("paquerette")


def test_marsnet_has_too_many_offers_counts_without_needs_and_an_offer_beaten_by_supplements():
    assert trouble("marsnet") == {
        "too_many_offers": 1,
        "quantity_without_need": 5,
        "beaten_by_options": 1,
        "no_public": 1,
    }
    assert only("marsnet", "too_many_offers").data["count"] == 6
    beaten = only("marsnet", "beaten_by_options")
    assert beaten.address == "offers/xxl/rates" and beaten.data["smaller"] == "XL"
    assert (beaten.data["price"], beaten.data["total"], beaten.data["option_count"]) == (300, 288, 9)
    assert "300\u00a0€" in beaten.message and "288\u00a0€" in beaten.message
    assert not strengths("marsnet")


def test_the_repair_of_the_beaten_offer_meets_the_price_of_the_supplements():
    [fix] = only("marsnet", "beaten_by_options").fixes
    assert fix.title == "Mettre 288\u00a0€ par an"
    mended = fix.edit.apply(open_copy("marsnet"))
    assert "beaten_by_options" not in trouble(mended)


def test_nuage_commun_has_only_strengths_a_few_euros_to_find_and_an_answer_to_ask_for():
    others = [finding for finding in findings("nuage-commun") if finding.severity is not Severity.STRENGTH]
    assert {finding.rule for finding in others} == {"month_not_paid", "quote_expires_soon"}
    assert {finding.severity for finding in others} == {Severity.ADVICE}
    assert {"clear_ladder", "need_first", "exit_explained", "targeted_offers", "savings_shown"} == strengths(
        "nuage-commun"
    )


@pytest.mark.parametrize("name", ["trois-niveaux", "par-packs", "sur-mesure", "groupement"])
def test_templates_start_with_nothing_to_say_but_that_the_structure_has_no_name_yet(name):
    assert trouble(name) == {"no_structure_name": 1}


def test_the_blank_page_asks_for_a_structure_a_public_and_a_price():
    assert trouble("page-blanche") == {"no_structure_name": 1, "no_public": 1, "no_price": 1}
