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


@pytest.mark.parametrize(
    "said",
    [
        "Si nous fermons, nous vous laissons un préavis de six mois.",
        "Nous vous avertissons avec 90 jours de préavis si nous changeons un prix.",
        "Nous nous engageons à un préavis de six mois avant toute hausse.",
        "Toute hausse est annoncée avec un préavis de trois mois.",
        "En cas de fermeture de notre part, préavis de six mois.",
        "Si l'association s'arrête, un préavis de six mois vous est donné.",
        "Nous pouvons résilier avec six mois de préavis.",
    ],
)
def test_a_long_notice_that_the_host_gives_is_good_news(said):
    assert not found("long_notice", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "Nous vous demandons un préavis de trois mois.",
        "Un préavis de trois mois est demandé, et nous vous rendons vos fichiers.",
        "En cas de hausse, vous pouvez partir avec un préavis de trois mois.",
        "Nous vous laissons six mois de préavis si nous fermons. Pour partir, préavis de trois mois.",
        "Nous vous prions de respecter un préavis de trois mois.",
    ],
)
def test_a_long_notice_that_the_client_owes_is_told_whatever_stands_beside(said):
    [fix] = one("long_notice", leaving(said)).fixes
    assert "deux mois" in fix.edit.apply(leaving(said)).end_of_contract


@pytest.mark.parametrize(
    "said",
    [
        "La récupération de vos données Google est facturée.",
        "Export gratuit. Au-delà, récupération par nos soins sur devis.",
        "Récupération de vos courriels : 90 €.",
        "Frais de récupération de vos anciens fichiers : 90 €.",
        "L'export depuis votre ancien hébergeur est facturé.",
        "L'export se fait en un clic ; une formation à l'export coûte 40 €.",
    ],
)
def test_moving_in_may_be_paid(said):
    assert not found("export_fee", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "La récupération de vos données à votre départ est facturée.",
        "À la fin du contrat, récupération des fichiers : 50 €.",
        "Si vous partez, la récupération de vos données est sur devis.",
        "Sans frais cachés. L'export de vos données est facturé.",
    ],
)
def test_taking_back_what_is_yours_may_not(said):
    assert found("export_fee", leaving(said))


def test_an_option_that_brings_data_in_is_no_way_out():
    def with_option(**words: str) -> Project:
        return leaving("", options=(evolve(option("reprise", "90"), **words),))

    assert not found("export_fee", with_option(name="Récupération de vos données"))
    assert not found("export_fee", with_option(name="Récupération de vos fichiers", description="Depuis Google."))
    assert found("export_fee", with_option(name="Récupération de vos données", description="À la fin du contrat."))
    assert found("export_fee", with_option(name="Restitution de vos données"))


@pytest.mark.parametrize(
    "said",
    [
        "Aucun remboursement des dons.",
        "Les sommes ne sont pas remboursées pour le mois en cours.",
        "Le mois commencé reste dû même si vous partez.",
        "Le prix reste dû jusqu'à la fin du mois.",
        "L'adhésion n'est pas due deux fois ; aucun remboursement de l'adhésion.",
        "Les noms de domaine déposés ne sont pas remboursés.",
        "Vos données sont effacées de façon irrévocable.",
        "Vos données sont irrévocablement effacées.",
    ],
)
def test_what_is_fairly_kept_holds_nobody(said):
    assert not found("cannot_leave", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "Aucun remboursement de l'adhésion ni de l'abonnement.",
        "Les dons ne sont pas remboursés. L'abonnement d'un an n'est pas résiliable.",
        "L'année commencée reste due même si vous partez.",
        "Votre choix est irrévocable.",
    ],
)
def test_what_holds_a_client_is_told_whatever_stands_beside(said):
    assert found("cannot_leave", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "Le contrat se renouvelle chaque mois automatiquement, et vous arrêtez quand vous voulez.",
        "Reconduit automatiquement de mois en mois.",
        "Le contrat se renouvelle automatiquement. Vous pouvez l'arrêter à tout moment.",
        "Tacite reconduction, résiliable à tout moment.",
        "Votre nom de domaine est renouvelé automatiquement chaque année.",
        "Sans engagement : il se renouvelle de manière automatique.",
    ],
)
def test_a_contract_that_one_stops_at_will_is_no_trap(said):
    assert not found("silent_renewal", leaving(said))


@pytest.mark.parametrize(
    "said",
    [
        "La facture part chaque mois. Le contrat d'un an est à tacite reconduction.",
        "Vous partagez vos fichiers quand vous voulez. Contrat à tacite reconduction.",
    ],
)
def test_a_year_that_begins_again_is_told_whatever_stands_beside(said):
    assert found("silent_renewal", leaving(said))
