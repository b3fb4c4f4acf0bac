"""Who sells: names, official numbers, addresses, membership and the end of the contract."""

from datetime import date

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.identifiers import doubt
from offerdesigner.checks.samples import offer, option, project
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Range
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Identifiers, Membership, MembershipRule, Structure, Vat, VatKind
from offerdesigner.render.documents import KINDS
from tests.render.reading import page_texts

TODAY = date(2026, 11, 23)


def found(rule: str, sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.rule == rule]


def sold_by(**changes) -> Project:
    return project(offer("active", "10", "files"), structure=Structure(id="structure", name="Nuage", **changes))


def printed(sold: Project) -> str:
    return " ".join(page_texts(KINDS["tariff-sheet"].draw(sold, today=TODAY)))


@pytest.mark.parametrize(
    ("rule", "placeholder", "sold"),
    [
        ("no_offer_name", "Offre sans nom", project(offer("active", "10", "files", name=""))),
        (
            "no_option_name",
            "Option sans nom",
            project(offer("active", "10"), options=(option("visio", "3", "meetings").model_copy(update={"name": ""}),)),
        ),
        (
            "no_service_name",
            "Service sans nom",
            project(
                offer("active", "10", "files"),
                services=(project().services[2].model_copy(update={"need": "", "software": ""}),),
            ),
        ),
        (
            "no_structure_name",
            "Nom de votre structure",
            project(offer("active", "10"), structure=Structure(id="structure")),
        ),
    ],
)
def test_each_placeholder_that_the_sheet_prints_is_told(rule, placeholder, sold):
    [finding] = found(rule, sold)
    assert finding.severity == Severity.WARNING
    assert placeholder in printed(sold) and placeholder in finding.message


def test_unnamed_offers_are_told_apart_by_their_place():
    ranges = tuple(Range(id=name, name=name.upper(), public="tous") for name in ("a", "b"))
    offers = [offer(f"o{n}", str(10 + n), "files", name="", range="aab"[n]) for n in range(3)]
    messages = [finding.message for finding in found("no_offer_name", project(*offers, ranges=ranges))]
    assert [("n°\u00a02" in said, "«\u00a0A\u00a0»" in said) for said in messages] == [
        (False, True), (True, True), (False, False),
    ]  # fmt: skip


def test_other_sentences_about_an_unnamed_offer_can_be_read():
    [finding] = found("no_price", project(offer("active", None, "files", name="")))
    assert finding.message == "«\u00a0Offre sans nom\u00a0» n’a pas de prix."


def test_a_project_that_sells_nothing_yet_is_not_asked_who_sells():
    assert not found("no_structure_name", project(structure=Structure(id="structure")))


def test_a_membership_of_nothing_is_told_only_where_it_is_compulsory():
    due = Membership(amount=0)
    [finding] = found("free_membership", sold_by(membership=due))
    assert finding.address == "structure/membership/amount"
    assert finding.fixes[0].edit.apply(sold_by(membership=due)).structure.membership is None
    host = Structure(id="structure", name="Nuage", membership=due)
    included = project(offer("a", "10", "files", membership=MembershipRule.INCLUDED), structure=host)
    assert not found("free_membership", included)
    assert not found("free_membership", sold_by(membership=Membership(amount=15)))


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("rna", "W442001234"), ("rna", "w 442 001234"), ("rna", "W9R1001234"), ("rna", "W2A1001234"),
        ("rna", "Volume 45, folio 12"), ("siren", "732 829 320"), ("siret", "732 829 320 00074"),
        ("siret", "732.829.320-00074"), ("siret", "356 000 000 00048"), ("vat_number", "FR 40 303265045"),
        ("vat_number", "BE0403170701"), ("vat_number", "CHE-103.167.648 TVA"), ("email", "bonjour@nuage.example"),
        ("email", "zoé@nuage-élan.example"), ("email", "a@b.fr, c@d.fr"), ("email", "Zoé <zoe@nuage.example>"),
        ("website", "nuage.example"), ("website", "https://www.nuage.example/tarifs?de=asso"), ("email", ""),
    ],
)  # fmt: skip
def test_what_is_well_written_raises_no_doubt(kind, typed):
    assert doubt(kind, typed) is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("rna", "442001234"), ("rna", "W44200123"), ("siren", "732 829 321"), ("siren", "12"), ("siren", "SIREN"),
        ("siret", "732 829 320 00075"), ("siret", "732 829 320"), ("siren", "७३२८२९३२०"), ("vat_number", "303265045"),
        ("vat_number", "FR41303265045"), ("email", "zoe@nuage"), ("email", "zoe"), ("email", "@nuage.example"),
        ("email", "zoe@nuage."), ("website", "nuage"), ("website", "zoe@nuage.example"), ("website", "bientôt !"),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_doubted(kind, typed):
    assert doubt(kind, typed)


def test_a_wrong_number_is_advice_at_its_field():
    numbers = Identifiers(siren="732 829 320", siret="356 000 000 00048")
    [finding] = found("identifier_looks_wrong", sold_by(identifiers=numbers))
    assert (finding.address, finding.severity) == ("structure/identifiers/siret", Severity.ADVICE)
    assert finding.message.endswith("ne commence pas par le SIREN.")
    assert not found("identifier_looks_wrong", sold_by(identifiers=Identifiers(siret="73282932000074")))


def test_an_address_without_a_domain_is_advice_at_its_field():
    [finding] = found("contact_looks_wrong", sold_by(contact=Contact(email="zoe@nuage")))
    assert (finding.address, finding.severity) == ("structure/contact/email", Severity.ADVICE)


@pytest.mark.parametrize(
    "said",
    [
        "Vous récupérez tout en quinze jours, sans frais.", "Résiliation par courriel ; vos données vous sont rendues.",
        "DEUX MOIS DE PRÉAVIS, AVEC VOS FICHIERS ET VOTRE COURRIER.", "On vous remet une copie au format OpenDocument.",
        "Préavis d'un mois. Nous vous transférons une archive ZIP.", "Un export est possible à tout moment, sans nous.",
        "Votre boîte en mbox, votre agenda en iCal, puis au revoir.", "Partez quand vous voulez : tout se télécharge.",
        "Départ libre : nous restituons l’ensemble sous un mois.", "Nous migrons vos comptes chez qui vous voulez.",
    ],
)  # fmt: skip
def test_leaving_with_ones_data_is_praised_in_many_words(said):
    sold = project(offer("a", "10", "files"), end_of_contract=said)
    assert found("exit_explained", sold) and not found("end_of_contract_without_data", sold)


@pytest.mark.parametrize(
    "said",
    [
        "Vous partez quand vous voulez, un courriel suffit.",
        "Résiliation à tout moment, avec une remise sur la formation suivante.",
        "Prévenez-nous deux mois avant par courrier ou par téléphone, sans frais.",
    ],
)
def test_leaving_without_a_word_on_data_is_advice_and_no_praise(said):
    sold = project(offer("a", "10", "files"), end_of_contract=said)
    [finding] = found("end_of_contract_without_data", sold)
    assert (finding.address, finding.severity) == ("end_of_contract", Severity.ADVICE)
    assert not found("exit_explained", sold)


def test_saying_that_all_is_erased_is_saying_what_becomes_of_data_but_no_praise():
    sold = project(offer("a", "10", "files"), end_of_contract="Un courriel suffit ; tout est effacé dans le mois.")
    assert not found("end_of_contract_without_data", sold) and not found("exit_explained", sold)


def test_a_priced_sheet_without_a_vat_mention_is_told_at_the_situation():
    [finding] = found("no_vat_mention", sold_by())
    assert (finding.address, finding.severity) == ("structure/vat/kind", Severity.ADVICE)
    assert "TVA" not in printed(sold_by())


@pytest.mark.parametrize("kind", [VatKind.FRANCHISE, VatKind.NON_PROFIT, VatKind.NOT_APPLICABLE])
def test_each_situation_without_vat_asks_for_its_mention(kind):
    assert found("no_vat_mention", sold_by(vat=Vat(kind=kind)))
    assert not found("no_vat_mention", sold_by(vat=Vat(kind=kind, mention="TVA non applicable")))


@pytest.mark.parametrize(
    "vat", [Vat(kind=VatKind.STANDARD, rate=20), Vat(kind=VatKind.OVERSEAS, rate="8.5"), Vat(kind=VatKind.OTHER)]
)
def test_a_situation_that_has_no_mention_is_not_asked_for_one(vat):
    assert not found("no_vat_mention", sold_by(vat=vat))


def test_a_mention_among_the_conditions_is_enough():
    sold = project(offer("a", "10"), structure=Structure(id="structure", name="Nuage"), conditions="TVA : sans objet.")
    assert not found("no_vat_mention", sold)


def test_nobody_is_asked_for_a_mention_before_there_is_a_price():
    assert not found("no_vat_mention", project(offer("a", None), structure=Structure(id="structure", name="Nuage")))
