"""The words of the sheet: those that each rule must find, and those that only look like them."""

import pytest

from offerdesigner.checks.samples import METRICS, offer, option, project
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.offers import Inclusion, Worded
from offerdesigner.model.project import Project
from tests.checks.rule_findings import found, one


def saying(words: str, **changes) -> Project:
    return project(offer("active", "10", "files", promise=words), **changes)


def needing(need: str, **changes) -> Project:
    return project(offer("active", "10", "files"), services=(Service(id="files", need=need, **changes),))


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Un VPS rien que pour vous.", "un serveur pour vous seul"),
        ("Votre instance Nextcloud.", "votre propre espace"),
        ("Sur un hébergement mutualisé.", "partagé avec d’autres structures"),
        ("Sans quota.", "place comprise"),
        ("Un accès SFTP.", "dépôt de fichiers à distance"),
        ("Un CMS pour tous (10 € par mois).", "de quoi tenir votre site à jour"),
        ("Un ERP pour les associations.", "gestion de votre structure"),
        ("Une instance mutualisée.", "partagé avec d’autres structures"),
    ],
)
def test_jargon_is_told_with_plain_words(said, plain):
    assert f"«\u00a0{plain}\u00a0»" in one("jargon", saying(said)).message


@pytest.mark.parametrize(
    "said",
    [
        "Pour les instances de votre association.",
        "Un poste mutualisé entre trois associations.",
        "Le raid des jeunes.",
        "Un serveur pour vous seul (VPS).",
        "VPS : un serveur pour vous seul.",
        "Un VPS (un serveur pour vous seul).",
        "Le CMS de votre choix (de quoi tenir votre site à jour).",
        "Une salle aux normes ERP.",
        "Le Secours populaire (SPF), et le SPF de Rennes.",
    ],
)
def test_words_of_associations_and_words_explained_are_no_jargon(said):
    assert not found("jargon", saying(said))


def test_the_technical_name_comes_second_without_a_word():
    assert not found("jargon", needing("Faire vivre un site", software="PHP, MySQL"))
    assert not found("jargon", needing("Base MySQL"))


def test_a_word_said_in_many_places_is_told_once_with_its_places():
    many = project(*(offer(name, "10", "files", promise="Avec backup.") for name in ("petite", "moyenne", "grande")))
    finding = one("english_word", many)
    assert finding.address == "offers/petite/promise"
    assert finding.related == ("offers/moyenne/promise", "offers/grande/promise")
    assert finding.message == "«\u00a0backup\u00a0» se dit «\u00a0sauvegarde\u00a0»."


def test_units_are_written_in_french_wherever_they_stand():
    worded = Inclusion(id="files", service="files", grant=Worded(text="20GB par personne"))
    sold = project(
        offer("active", "10", "people=5", inclusions=(worded,), promise="10 GB, puis 500 MB."),
        metrics=(METRICS[0], evolve(METRICS[1], singular="GB", plural="GB")),
    )
    findings = found("english_unit", sold)
    assert {finding.data["unit"] for finding in findings} == {"GB"}
    [fix] = findings[0].fixes
    mended = fix.edit.apply(sold)
    assert mended.metrics[1].plural == mended.metrics[1].singular == "Go"
    assert mended.offers[0].promise == "10 Go, puis 500 Mo."
    assert mended.offers[0].inclusions[0].grant == Worded(text="20Go par personne")
    assert not found("english_unit", mended)


@pytest.mark.parametrize(("said", "safe"), [("10 GB", True), ("500 MB", True), ("10 Gb", False), ("500 Mb", False)])
def test_a_bit_may_be_meant_and_its_repair_is_left_to_who_knows(said, safe):
    [fix] = one("english_unit", saying(f"{said} pour vos fichiers.")).fixes
    assert fix.safe is safe


def test_what_is_safe_touches_no_bit():
    sold = saying("10 GB, puis 5 Gb.")
    [fix] = one("english_unit", sold).fixes
    assert fix.safe and fix.edit.apply(sold).offers[0].promise == "10 Go, puis 5 Gb."
    sold = saying("10 GB de fichiers, sur un réseau à 5 Gb.")
    [fix] = one("english_unit", sold).fixes
    assert not found("english_unit", fix.edit.apply(sold))


@pytest.mark.parametrize(
    "said",
    [
        "100 Mb/s en Bretagne.",
        "100 Mb par seconde.",
        "Un réseau 10 Gb.",
        "Une connexion de 1 Gb.",
        "La fibre : 1 Gb.",
        "Un débit de 500 Mb.",
        "Un lien 10 Gb entre nos deux locaux.",
        "GB News",
        "Un site de 10 pages.",
        "3 GBU",
    ],
)
def test_a_speed_or_letters_are_no_unit(said):
    assert not found("english_unit", saying(said))


def test_a_long_sentence_is_counted_and_a_long_text_is_not():
    words = " ".join(["mot"] * 31)
    assert one("long_sentence", saying(f"{words}. Fin.")).data["count"] == 31
    assert not found("long_sentence", saying(f"{' '.join(['mot'] * 30)}."))
    assert not found("long_sentence", saying("Une phrase courte. " * 20))
    assert not found("long_sentence", saying("\n".join(["une ligne sans point"] * 12)))


def test_an_asterisk_needs_a_note():
    assert one("unexplained_asterisk", needing("Être aidé *")).data["words"] == "Être aidé *"
    assert not found("unexplained_asterisk", evolve(needing("Être aidé*"), conditions="* Une heure par mois."))
    assert not found("unexplained_asterisk", evolve(needing("Être aidé*"), conditions="TTC. * Une heure par mois."))
    for said in ("**Important**", "2 * 50 Go pour vos fichiers.", "Chaque adhérent*e est bienvenu*e."):
        assert not found("unexplained_asterisk", saying(said))


def test_one_software_is_spelled_one_way_everywhere():
    sold = project(
        offer("active", "10", "files", promise="Avec NextCloud ou nextcloud, voyez nextcloud.org."),
        services=(Service(id="files", need="Partager vos fichiers", software="Nextcloud"),),
        options=(option("talk", "3", "files", description="Avec Next Cloud Talk"),),
    )
    finding = one("two_spellings", sold)
    assert set(finding.data["names"]) == {"Nextcloud", "NextCloud", "nextcloud", "Next Cloud"}
    [fix] = finding.fixes
    mended = fix.edit.apply(sold)
    assert mended.offers[0].promise == "Avec Nextcloud ou Nextcloud, voyez nextcloud.org."
    assert mended.options[0].description == "Avec Nextcloud Talk"
    assert not found("two_spellings", mended)


def test_two_words_for_one_thing_are_told_without_a_choice_made():
    sold = saying("Un e-mail suffit.", conditions="Par courriel.")
    finding = one("two_spellings", sold)
    assert finding.data["names"] == ("courriel", "e-mail") and not finding.fixes


@pytest.mark.parametrize(
    "said", ["Des e-mails, un e-mail.", "C'est sympa, avec Sympa.", "Un site internet et des sites internet."]
)
def test_one_word_in_two_numbers_is_one_word(said):
    assert not found("two_spellings", saying(said))


def test_an_unused_unit_is_no_reason_to_fail():
    metrics = (*METRICS, Metric(id="gb", name="Autre", singular="", plural=""))
    assert not found("english_unit", project(offer("active", "10", "files"), metrics=metrics))
