"""The words of the end of a contract: those that hold a client back, and those that only look like them."""

import pytest

from offerdesigner.checks.samples import offer, option, project
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from tests.checks.rule_findings import found, one


def leaving(words: str, **changes) -> Project:
    return project(offer("active", "10", "files"), end_of_contract=words, **changes)


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("Préavis de 3 mois.", "Préavis de deux mois."),
        ("Le préavis est de trois mois avant l'échéance.", "Le préavis est de deux mois avant l'échéance."),
        ("Trois mois de préavis.", "deux mois de préavis."),
        ("Un préavis de 90 jours.", "Un préavis de deux mois."),
        ("On peut résilier six mois avant la fin.", "On peut résilier deux mois avant la fin."),
    ],
)
def test_a_long_notice_is_told_and_shortened(said, mended):
    [fix] = one("long_notice", leaving(said)).fixes
    assert fix.edit.apply(leaving(said)).end_of_contract == mended
    assert not found("long_notice", fix.edit.apply(leaving(said)))


@pytest.mark.parametrize(
    "said",
    [
        "Deux mois de préavis suffisent.",
        "Un préavis de 60 jours.",
        "Un préavis de huit semaines.",
        "Sans préavis.",
        "Vos données sont gardées trois mois après votre départ.",
        "Un devis vaut trois mois.",
    ],
)
def test_a_short_notice_or_another_length_is_no_trouble(said):
    assert not found("long_notice", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "Des frais d'export s'appliquent.",
        "Frais de restitution : 50 €.",
        "L'export de vos données est facturé.",
        "Réversibilité payante.",
        "La restitution des fichiers coûte 80 €.",
    ],
)
def test_a_fee_to_leave_is_told(said):
    assert found("export_fee", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "Sans frais d'export.",
        "Aucuns frais de restitution.",
        "L'export est compris, sans frais de sortie.",
        "Les frais de dossier sont de 10 €.",
        "Vous exportez vos données quand vous voulez.",
        "Un export par mois est compris.",
    ],
)
def test_what_is_free_or_another_fee_is_not(said):
    assert not found("export_fee", leaving(said))


def test_an_option_that_sells_the_way_out_is_told():
    def with_option(name: str, price: str) -> Project:
        return leaving("", options=(evolve(option("sortie", price), name=name),))

    assert one("export_fee", with_option("Export de vos données", "50")).address == "options/sortie/rates/price"
    assert not found("export_fee", with_option("Export de vos données", "0"))
    assert not found("export_fee", with_option("Reprise de vos données", "50"))
    assert not found("export_fee", with_option("Export comptable", "5"))


def test_a_term_that_cannot_be_left_is_told():
    assert found("cannot_leave", leaving("Contrat non résiliable."))
    assert found("cannot_leave", leaving("Les sommes restent dues jusqu'à la fin."))
    assert found("cannot_leave", leaving("Aucun remboursement."))
    assert found("cannot_leave", leaving("Engagement ferme d'un an."))
    for said in (
        "Résiliable à tout moment, les mois payés sont remboursés.",
        "Notre engagement ferme : pas de publicité.",
        "Le contrat ne peut être résilié que par écrit.",
    ):
        assert not found("cannot_leave", leaving(said))


def test_a_silent_renewal_is_told_and_a_warned_one_is_not():
    assert found("silent_renewal", leaving("Renouvelé automatiquement chaque année."))
    assert not found("silent_renewal", leaving("Sans tacite reconduction."))
    assert not found("silent_renewal", leaving("À tacite reconduction : nous vous écrivons un mois avant."))
    assert not found("silent_renewal", leaving("Sauvegarde automatique chaque nuit."))
