"""The page « Structure », with real keys and clicks."""

from __future__ import annotations

import base64
import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.editors.form import Mnemonics
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.structure import edits as special
from offerdesigner.app.editors.structure.page import StructurePage
from offerdesigner.app.fields import Field, PictureField
from offerdesigner.app.fields.picture import encode_picture
from offerdesigner.checks.engine import run
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.edits import Edit
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Inclusion, Offer, Range
from offerdesigner.model.project import Picture, Project
from offerdesigner.model.structure import Brand, Contact, Membership, Structure, VatKind
from offerdesigner.text import NBSP, typeset
from tests.gui.showing import show


@pytest.fixture
def document() -> Document:
    return Document(
        Project(
            structure=Structure(
                id="structure",
                name="Nuage Commun",
                contact=Contact(email="bonjour@nuage-commun.example"),
                membership=Membership(amount=Decimal(20)),
            ),
            metrics=(Metric(id="users", name="Personnes", singular="personne", plural="personnes"),),
            groups=(ServiceGroup(id="work", name="Travailler"),),
            services=(
                Service(id="files", need="Partager des fichiers", software="Nextcloud", group="work"),
                Service(id="mail", need="Recevoir <b>du courrier</b> & plus", metric="users"),
            ),
        )
    )


@pytest.fixture
def page(qtbot, document):
    return show(qtbot, StructurePage(document), height=700)


def focused_address(page, qtbot, address):
    with qtbot.waitSignal(page.address_focused) as announced:
        assert page.go_to(address)
    return announced.args[0]


def type_over(qtbot, text):
    widget = QApplication.focusWidget()
    widget.selectAll()
    qtbot.keyClicks(widget, text)
    return widget


FIELDS = [
    "structure/legal_form", "structure/presentation", "structure/identifiers/rna", "structure/identifiers/siren",
    "structure/identifiers/siret", "structure/identifiers/vat_number", "structure/contact/person",
    "structure/contact/email", "structure/contact/phone", "structure/contact/website", "structure/contact/street",
    "structure/contact/postcode", "structure/contact/town", "structure/vat/kind", "structure/vat/rate",
    "structure/vat/mention", "structure/membership", "structure/membership/name", "structure/membership/amount",
    "structure/membership/period_months", "structure/brand/accent", "structure/brand/logo", "conditions",
    "end_of_contract", "valid_from", "metrics/users/plural", "groups/work/name", "services/files/software",
]  # fmt: skip


@pytest.mark.parametrize("address", FIELDS)
def test_each_address_leads_to_a_field_in_sight(qtbot, page, address):
    assert focused_address(page, qtbot, address) == address
    widget = QApplication.focusWidget()
    area = page.findChild(QScrollArea)
    place = widget.mapTo(area.viewport(), widget.rect().topLeft())
    assert -1 <= place.y() < area.viewport().height()


def test_an_address_of_another_page_is_not_taken(page):
    for address in ("offers/active/name", "options", "structures/name", "nowhere"):
        assert not page.go_to(address)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("structure", "structure/name"),
        ("structure/contact", "structure/contact/person"),
        ("structure/vat", "structure/vat/kind"),
    ],
)
def test_the_address_of_a_whole_leads_to_its_first_part(qtbot, page, whole, part):
    page.go_to("valid_from")
    assert focused_address(page, qtbot, whole) == part


def test_the_fields_follow_one_another_with_tab(qtbot, page, document):
    page.go_to("structure/legal_form")
    reached = []
    page.address_focused.connect(reached.append)
    for _key in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert reached == ["structure/presentation", "structure/identifiers/rna", "structure/identifiers/siren"]


def test_each_control_has_a_name_for_those_who_do_not_see_it(page):
    unnamed = [field for field in page.findChildren(Field) if not field.control.accessibleName()]
    assert not unnamed


def test_a_label_leads_to_its_field_by_its_letter(qtbot, page):
    name = next(label for label in page.findChildren(QLabel) if label.text() == "&Nom")
    assert name.buddy() is not None
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is name.buddy()


def test_letters_are_used_once_and_ampersands_shown():
    letters = Mnemonics()
    assert letters.label("Nom") == "&Nom"
    assert letters.label("Nom") == "No&m"
    assert letters.label("A & B") == "A && &B"
    assert letters.label("é") == "é"


def test_typing_a_name_names_the_undo(qtbot, page, document):
    page.go_to("structure/name")
    type_over(qtbot, "Framanuage")
    assert document.project.structure.name == "Framanuage"
    assert document.undo_label == "changer le nom"


def test_choosing_a_vat_situation_fills_rate_and_mention_in_one_step(qtbot, page, document):
    page.go_to("structure/vat/kind")
    combo = QApplication.focusWidget()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    vat = document.project.structure.vat
    assert vat.kind is VatKind.NON_PROFIT
    assert (vat.rate, vat.mention) == (0, "TVA non applicable, art. 261-7-1 du CGI")
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert document.project.structure.vat.rate == 20
    document.undo()
    document.undo()
    assert document.project.structure.vat.kind is VatKind.FRANCHISE
    assert combo.currentText() == "Franchise en base"


@pytest.mark.parametrize("kind", list(VatKind))
def test_each_vat_situation_says_that_it_is_to_be_checked(kind):
    assert "À vérifier avec votre comptable" in special.provenance(kind)


def test_the_source_of_a_vat_situation_is_dated(page):
    assert any(f"lue le 22{NBSP}novembre{NBSP}2026" in label.text() for label in page.findChildren(QLabel))


def test_a_missing_mention_is_proposed_and_an_own_one_is_kept(qtbot, page, document):
    button = page._propose_mention
    assert "art. 293 B du CGI" in button.toolTip().replace(NBSP, " ")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.project.structure.vat.mention == "TVA non applicable, art. 293 B du CGI"
    assert not button.isVisible()
    page.go_to("structure/vat/mention")
    type_over(qtbot, "Ma mention")
    assert document.project.structure.vat.mention == "Ma mention"


def test_a_membership_is_asked_for_or_not(qtbot, page, document):
    page.go_to("structure/membership")
    box = QApplication.focusWidget()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert document.project.structure.membership is None
    assert document.undo_label == "ne plus demander d'adhésion"
    assert not page._membership_fields[1].isVisible()
    document.undo()
    assert document.project.structure.membership.amount == 20
    assert page._membership_fields[1].isVisible()
    assert page._membership_fields[1].control.text() == "20,00\u00a0€"


def test_a_wrong_amount_stays_and_changes_nothing(qtbot, page, document):
    page.go_to("structure/membership/amount")
    type_over(qtbot, "vingt")
    page.go_to("structure/name")
    assert document.project.structure.membership.amount == 20
    field = page._membership_fields[1]
    assert field.control.text() == "vingt"
    assert "n'est pas un nombre" in field.refusal


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("rna", "W442000000", "442000000"),
        ("siren", "732 829 320", "732 829 321"),
        ("siret", "73282932000074", "73282932000075"),
        ("vat_number", "FR40303265045", "FR41303265045"),
    ],
)
def test_a_number_that_looks_wrong_is_kept_with_a_gentle_word(qtbot, page, document, name, right, wrong):
    assert special.about_identifier(name, "") == special.about_identifier(name, right) == ""
    page.go_to(f"structure/identifiers/{name}")
    control = type_over(qtbot, wrong)
    page.go_to("structure/name")
    assert getattr(document.project.structure.identifiers, name) == wrong
    field = control.parent()
    assert field.advice == special.about_identifier(name, wrong)
    assert field.advice.startswith("Ce numéro ")
    assert not field.refusal
    findings = run(document.project, today=date(2026, 11, 23)).findings
    [said] = [finding.message for finding in findings if finding.address == f"structure/identifiers/{name}"]
    assert typeset(said).endswith(field.advice.removeprefix("Ce numéro "))


def picture(colour="teal"):
    target = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(target, "PNG")
    return encode_picture(target.getvalue())


def test_a_logo_comes_into_the_project_and_leaves_it_in_one_step(qtbot, page, document, tmp_path):
    Image.new("RGB", (30, 20), "teal").save(tmp_path / "logo.png")
    field = page.findChild(PictureField)
    field.take_file(tmp_path / "logo.png")
    (kept,) = document.project.pictures
    assert document.project.structure.brand.logo == kept.id
    assert document.undo_label == "choisir le logo"
    document.undo()
    assert document.project.pictures == ()
    document.redo()
    page.go_to("structure/brand/logo")
    qtbot.mouseClick(field.remove_button, Qt.MouseButton.LeftButton)
    assert document.project.pictures == ()
    assert document.project.structure.brand.logo is None
    assert document.undo_label == "retirer le logo"


def test_a_picture_of_the_file_is_not_decoded_beyond_bounds(qtbot):
    huge = io.BytesIO()
    Image.new("1", (40_001, 1_000)).save(huge, "PNG")
    data = base64.b64encode(huge.getvalue())
    field = PictureField()
    qtbot.addWidget(field)
    field.show(Picture(id="0" * 64, media_type="image/png", data=data))
    assert field._thumbnail.pixmap().isNull()
    field.show(picture())
    assert not field._thumbnail.pixmap().isNull()


def test_a_picture_that_a_partner_uses_is_kept():
    shared = picture()
    partner = Structure(id="ami", brand=Brand(logo=shared.id))
    project = evolve(Project(), pictures=(shared,), partners=(partner,))
    project = special.change_logo(shared).apply(project)
    assert project.pictures == (shared,)
    other = picture("red")
    project = special.change_logo(other).apply(project)
    assert {held.id for held in project.pictures} == {shared.id, other.id}
    assert special.change_logo(None).apply(project).pictures == (shared,)


def test_the_description_is_that_of_the_chosen_service(qtbot, page, document):
    assert page.go_to("services/mail/description")
    labels = [label for label in page.findChildren(QLabel) if label.text().startswith("Description de")]
    assert labels[0].text().replace(NBSP, " ") == "Description de « Recevoir <b>du courrier</b> && plus »"
    assert labels[0].textFormat() == Qt.TextFormat.PlainText
    type_over(qtbot, "Des adresses")
    assert document.project.services[1].description == "Des adresses"
    assert page.go_to("services/files/description")
    assert QApplication.focusWidget().text() == ""
    type_over(qtbot, "Un espace")
    assert [service.description for service in document.project.services] == ["Un espace", "Des adresses"]


def test_removing_the_chosen_service_empties_its_description(qtbot, page, document):
    page.go_to("services/files")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert document.project.services == ()
    assert not page._description.field.isEnabled()
    document.undo()
    assert page.go_to("services/mail/description")


def test_findings_mark_fields_and_cells(page):
    page.show_findings(
        [
            Finding("r", "structure/name", severity=Severity.WARNING, message="Nom <i>dur</i>"),
            Finding("r", "services/files/need", severity=Severity.ERROR, message="Besoin"),
            Finding("r", "offers/x", severity=Severity.ERROR, message="Ailleurs"),
        ]
    )
    marked = [field for field in page.findChildren(Field) if field.control.property("finding")]
    assert [field.control.accessibleName() for field in marked] == ["Nom"]
    assert "Nom <i>dur</i>" in marked[0].control.accessibleDescription()
    assert page._service_table.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None


def test_every_label_shows_text_literally(page):
    assert not [label.text() for label in page.findChildren(QLabel) if label.textFormat() == Qt.TextFormat.RichText]
    hostile = [label for label in page.findChildren(QLabel) if "<b>" in label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in hostile)


def test_columns_fold_when_there_is_little_room(qtbot, page):
    assert page.columns.is_wide
    page.resize(600, 700)
    qtbot.waitUntil(lambda: not page.columns.is_wide)
    area = page.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    page.resize(1000, 700)
    qtbot.waitUntil(lambda: page.columns.is_wide)


def test_an_empty_project_is_shown_too(qtbot):
    document = Document(Project())
    page = StructurePage(document)
    qtbot.addWidget(page)
    page.show()
    assert page.go_to("metrics")
    assert page.go_to("structure/membership/amount")
    assert QApplication.focusWidget() is None or isinstance(QApplication.focusWidget(), QWidget)


def sold(page: StructurePage) -> None:
    """Put on sale what the project has."""
    offer = Offer(id="one", range="all", name="<b>Une</b>", inclusions=(Inclusion(id="files", service="files"),))
    project = page.document.project
    edit = Edit("vendre", lambda _now: evolve(project, ranges=(Range(id="all", name="Toutes"),), offers=(offer,)))
    assert page.document.apply(edit)


def test_what_gives_the_current_service_is_said_and_follows(page):
    page.go_to("services/files/need")
    assert page.uses.text() == "Dans aucune offre, ni option."
    sold(page)
    assert page.uses.text() == "Compris dans <b>Une</b>."
    page.go_to("services/mail/need")
    assert page.uses.text() == "Dans aucune offre, ni option."


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_service_is_replaced_by_another_everywhere(qtbot, page, document):
    sold(page)
    before = document.project
    page.go_to("services/files/need")
    qtbot.mouseClick(page.replace_button, Qt.MouseButton.LeftButton)
    menu = next(menu for menu in page.findChildren(Menu) if menu.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert [service.id for service in document.project.services] == ["mail"]
    assert document.project.offers[0].inclusions[0].service == "mail"
    assert page.uses.text() == "Compris dans <b>Une</b>."
    document.undo()
    assert document.project == before
