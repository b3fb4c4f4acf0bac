"""Fields under real keys: each key reaches the project, what is refused stays typed, undo and marks."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from offerdesigner.app.document import Document
from offerdesigner.app.fields import AmountField, ChoiceField, LineField, QuantityField, bind
from offerdesigner.app.fields.info import field_info
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from offerdesigner.text import money, parse_number
from tests.gui.form_of_fields import AMOUNT, NAME, Form, type_in, wheel


@pytest.fixture
def document() -> Document:
    structure = Structure(id="structure", name="Nuage Commun", membership=Membership(amount=Decimal(20)))
    return Document(Project(structure=structure))


def test_each_key_reaches_the_project_and_a_word_is_one_step(qtbot, document):
    field = LineField()
    form = Form(qtbot, field)
    bind(document, field, NAME, "changer le nom")
    type_in(qtbot, field, "Le Nuage")
    assert document.project.structure.name == "Le Nuage"
    form.leave()
    document.undo()
    assert document.project.structure.name == "Nuage Commun"
    assert field.control.text() == "Nuage Commun"


def test_a_space_at_the_end_survives_while_typing_and_goes_on_leaving(qtbot, document):
    field = LineField()
    form = Form(qtbot, field)
    bind(document, field, NAME, "changer le nom")
    type_in(qtbot, field, "Le ")
    assert field.control.text() == "Le "
    qtbot.keyClicks(field.control, "Nuage ")
    form.leave()
    assert field.control.text() == "Le Nuage"
    assert document.project.structure.name == "Le Nuage"


def test_showing_the_same_value_leaves_the_cursor_where_it_is(qtbot, document):
    field = LineField()
    Form(qtbot, field)
    bind(document, field, NAME, "changer le nom")
    field.control.setFocus()
    field.control.setCursorPosition(3)
    document.apply(set_value("structure/legal_form", "SCIC", "forme"))
    field.show("Nuage Commun")
    assert field.control.cursorPosition() == 3


def test_a_change_made_elsewhere_is_shown_without_being_committed_again(qtbot, document):
    field = LineField()
    Form(qtbot, field)
    bind(document, field, NAME, "changer le nom")
    with qtbot.assertNotEmitted(field.committed):
        document.apply(set_value(NAME, "Ailleurs", "nom"))
    assert field.control.text() == "Ailleurs"


def test_an_amount_is_normalised_on_leaving(qtbot, document):
    field = AmountField()
    form = Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    assert field.control.text() == "20,00\u00a0€"
    type_in(qtbot, field, "1234.5")
    assert field.control.text() == "1234.5"
    assert document.project.structure.membership.amount == Decimal("1234.5")
    form.leave()
    assert field.control.text() == "1\u202f234,50\u00a0€"


def test_enter_normalises_too(qtbot, document):
    field = AmountField()
    Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    type_in(qtbot, field, "7,5")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    assert field.control.text() == "7,50\u00a0€"


@pytest.mark.parametrize("typed", ["abc", "-5", "12,345", "1,2,3", "99999999999"])
def test_what_is_not_an_amount_stays_typed_and_changes_nothing(qtbot, document, typed):
    field = AmountField()
    form = Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    form.elsewhere.setFocus()
    before = document.project
    field.control.setFocus()
    field.control.selectAll()
    QApplication.clipboard().setText(typed)
    field.control.paste()
    form.leave()
    assert field.control.text() == typed
    assert field.refusal
    assert field.refusal in field.control.accessibleDescription()
    assert document.project is before


def test_a_thousand_typed_with_a_space_is_never_called_wrong_on_the_way(qtbot, document):
    field = AmountField()
    Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    field.control.setFocus()
    field.control.selectAll()
    for key in "1 234,50":
        qtbot.keyClicks(field.control, key)
        assert not field.refusal
    assert document.project.structure.membership.amount == Decimal("1234.50")


def test_an_emptied_amount_is_refused_only_on_leaving(qtbot, document):
    field = AmountField()
    form = Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    field.control.setFocus()
    field.control.selectAll()
    qtbot.keyClick(field.control, Qt.Key.Key_Backspace)
    assert not field.refusal
    form.leave()
    assert field.refusal
    assert document.project.structure.membership.amount == 20


def test_an_ambiguous_amount_proposes_the_readings_it_could_take(qtbot, document):
    fine = QuantityField(decimals=3)
    Form(qtbot, fine)
    fine.show(Decimal(2))
    type_in(qtbot, fine, "1.234")
    buttons = [button for button in fine.findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in buttons] == ["1,234", "1\u202f234"]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert fine.value == 1234
    assert not fine.refusal
    assert fine.control.text() == "1\u202f234"


def test_an_ambiguous_amount_in_cents_has_one_possible_reading(qtbot, document):
    field = AmountField()
    Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    type_in(qtbot, field, "1.234")
    assert document.project.structure.membership.amount == Decimal("1.23")
    (button,) = [button for button in field.findChildren(QPushButton) if button.isVisible()]
    assert button.text() == "1\u202f234,00\u00a0€"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.project.structure.membership.amount == 1234


def test_an_edit_that_the_document_refuses_stays_typed_under_its_sentence(qtbot, document):
    field = LineField(max_length=1000)
    Form(qtbot, field)
    bind(document, field, NAME, "changer le nom")
    type_in(qtbot, field, "x" * 201)
    assert field.control.text() == "x" * 201
    assert "200" in field.refusal
    assert document.project.structure.name == "x" * 200
    qtbot.keyClick(field.control, Qt.Key.Key_Backspace)
    assert not field.refusal


def test_escape_restores_what_was_there_on_entry(qtbot, document):
    field = AmountField()
    Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    type_in(qtbot, field, "35")
    assert document.project.structure.membership.amount == 35
    qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    assert document.project.structure.membership.amount == 20
    type_in(qtbot, field, "n'importe quoi")
    qtbot.keyClick(field.control, Qt.Key.Key_Escape)
    assert field.control.text() == "20,00\u00a0€"
    assert not field.refusal


def test_undo_belongs_to_the_document_even_in_a_field(qtbot, document):
    field = LineField()
    form = Form(qtbot, field)
    action = QAction(form)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(document.undo)
    form.addAction(action)
    bind(document, field, NAME, "changer le nom")
    type_in(qtbot, field, "Autre")
    qtbot.keyClick(field.control, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.project.structure.name == "Nuage Commun"
    assert field.control.text() == "Nuage Commun"


def test_the_wheel_changes_no_value_and_is_left_to_the_page(qtbot, document):
    choice = ChoiceField(choices=[(kind, kind.value) for kind in VatKind])
    amount, quantity = AmountField(), QuantityField(whole=True)
    Form(qtbot, choice, amount, quantity)
    choice.show(VatKind.STANDARD)
    amount.show(Decimal(5))
    quantity.show(3)
    for field in (choice, amount, quantity):
        field.control.setFocus()
        with qtbot.assertNotEmitted(field.committed):
            event = wheel(field.control)
        assert not event.isAccepted()
    assert choice.control.currentText() == "standard"


def test_a_field_where_nothing_stands_is_disabled(qtbot, document):
    field = AmountField()
    Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    document.apply(set_value("structure/membership", None, "ne plus demander"))
    assert not field.isEnabled()
    document.undo()
    assert field.isEnabled()


HOSTILE = Finding("r", NAME, severity=Severity.ADVICE, message="<b>gras</b> & <img src='file:///etc/passwd'>")


def test_findings_mark_the_field_by_shape_and_words(qtbot, document):
    field = LineField(hint="Aide")
    Form(qtbot, field)
    binding = bind(document, field, NAME, "changer le nom")
    worse = Finding("r", NAME, severity=Severity.ERROR, message="Il manque")
    binding.mark([HOSTILE, worse, Finding("r", AMOUNT, message="ailleurs")])
    (shape,) = [label for label in field.findChildren(QLabel) if label.isVisible() and not label.pixmap().isNull()]
    assert shape.accessibleName() == "Erreur"
    described = field.control.accessibleDescription()
    assert described.startswith("Aide Erreur : Il manque")
    assert "ailleurs" not in described
    assert field.control.property("finding") == "error"
    binding.mark([])
    assert not shape.isVisible()
    assert field.control.accessibleDescription() == "Aide"


def test_hostile_text_is_shown_literally(qtbot, document):
    field = LineField()
    Form(qtbot, field)
    bind(document, field, NAME, "changer le nom").mark([HOSTILE])
    assert "<img" not in field.control.toolTip()
    assert "&lt;img" in field.control.toolTip()
    field.refuse("<b>non</b>")
    sentences = [label for label in field.findChildren(QLabel) if label.text() == "<b>non</b>"]
    assert sentences[0].textFormat() == Qt.TextFormat.PlainText


def test_titles_help_and_limits_come_from_the_model():
    rate = field_info(Vat, "rate")
    assert (rate.title, rate.minimum, rate.maximum, rate.decimals) == ("Taux de TVA", 0, 100, 2)
    assert field_info(Membership, "period_months").maximum == 120
    assert field_info(Structure, "name").max_length == 200
    assert field_info(Structure, "legal_form").help.startswith("Association")
    with pytest.raises(KeyError):
        field_info(Structure, "nothing")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_amount_reads_back_as_it_is_shown(amount):
    assert parse_number(money(amount, cents=True)) == amount
