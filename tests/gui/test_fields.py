"""Fields: shown, typed, refused, restored, marked; with real keys and clicks."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app.document import Document
from offerdesigner.app.fields import (
    AmountField,
    CheckField,
    ChoiceField,
    ColourField,
    DateField,
    LineField,
    PictureField,
    QuantityField,
    TextField,
    bind,
)
from offerdesigner.app.fields.base import Refused
from offerdesigner.app.fields.colour import contrast_in_words, contrast_with_white
from offerdesigner.app.fields.date import parse_date
from offerdesigner.app.fields.info import field_info
from offerdesigner.app.fields.picture import MAX_PIXELS, encode_picture, load_picture
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from offerdesigner.text import money, parse_number
from tests.gui.showing import show

AMOUNT = "structure/membership/amount"
NAME = "structure/name"


@pytest.fixture
def document() -> Document:
    structure = Structure(id="structure", name="Nuage Commun", membership=Membership(amount=Decimal(20)))
    return Document(Project(structure=structure))


class Form(QWidget):
    """Two fields and a button, so that the cursor has somewhere to go."""

    def __init__(self, qtbot, *fields):
        super().__init__()
        layout = QVBoxLayout(self)
        for field in fields:
            layout.addWidget(field)
            field.kept_with = self  # a test that names only its field keeps the form too
        self.elsewhere = QPushButton("Ailleurs")
        layout.addWidget(self.elsewhere)
        show(qtbot, self, 400, 200)

    def leave(self):
        self.elsewhere.setFocus()


def type_in(qtbot, field, text):
    field.control.setFocus()
    field.control.selectAll()
    qtbot.keyClicks(field.control, text)


def wheel(widget):
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, QPointF(widget.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


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


def test_a_choice_keeps_its_enumeration(qtbot, document):
    field = ChoiceField(choices=[(kind, kind.value) for kind in VatKind])
    Form(qtbot, field)
    bind(document, field, "structure/vat/kind", "changer la situation")
    field.control.setFocus()
    qtbot.keyClick(field.control, Qt.Key.Key_Down)
    assert document.project.structure.vat.kind is VatKind.NON_PROFIT


def test_new_choices_keep_what_was_chosen(qtbot):
    field = ChoiceField(choices=[("a", "Un"), ("b", "Deux")])
    qtbot.addWidget(field)
    field.show("b")
    with qtbot.assertNotEmitted(field.committed):
        field.set_choices([("c", "Trois"), ("b", "Deux bis")])
    assert field.control.currentText() == "Deux bis"
    assert field.value == "b"


def test_a_box_is_ticked_by_the_space_bar(qtbot):
    field = CheckField("Oui")
    Form(qtbot, field)
    field.show(False)
    with qtbot.waitSignal(field.committed) as committed:
        qtbot.keyClick(field.control, Qt.Key.Key_Space)
    assert committed.args == [True]


def test_a_text_of_several_lines_is_one_step_and_tab_leaves_it(qtbot, document):
    field = TextField()
    form = Form(qtbot, field)
    bind(document, field, "conditions", "changer les conditions")
    field.control.setFocus()
    qtbot.keyClicks(field.control, "Un")
    qtbot.keyClick(field.control, Qt.Key.Key_Return)
    qtbot.keyClicks(field.control, "Deux")
    assert document.project.conditions == "Un\nDeux"
    qtbot.keyClick(field.control, Qt.Key.Key_Tab)
    assert form.elsewhere.hasFocus()
    document.undo()
    assert document.project.conditions == ""


def test_a_text_too_long_is_refused_and_never_cut(qtbot, document):
    field = TextField(max_length=20)
    form = Form(qtbot, field)
    bind(document, field, "conditions", "changer les conditions")
    field.control.setFocus()
    qtbot.keyClicks(field.control, "a" * 25)
    form.leave()
    assert field.control.toPlainText() == "a" * 25
    assert "25" in field.refusal
    assert document.project.conditions == "a" * 20


def test_a_field_where_nothing_stands_is_disabled(qtbot, document):
    field = AmountField()
    Form(qtbot, field)
    bind(document, field, AMOUNT, "changer le montant")
    document.apply(set_value("structure/membership", None, "ne plus demander"))
    assert not field.isEnabled()
    document.undo()
    assert field.isEnabled()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1/12/2026", date(2026, 12, 1)),
        ("01.12.26", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1er décembre 2026", date(2026, 12, 1)),
        ("1er\u00a0décembre\u00a02026", date(2026, 12, 1)),
        ("3 août 2027", date(2027, 8, 3)),
        ("3 Févr. 2027", date(2027, 2, 3)),
        ("29 février 2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, expected):
    assert parse_date(typed) == expected


@pytest.mark.parametrize("typed", ["", "demain", "31/02/2026", "1/13/2026", "12 2026", "3 ma 2027", "29 février 2027"])
def test_what_is_no_date_is_refused_in_french(typed):
    with pytest.raises(Refused):
        parse_date(typed)


def test_a_date_is_shown_in_words_and_may_be_taken_away(qtbot, document):
    field = DateField()
    form = Form(qtbot, field)
    bind(document, field, "valid_from", "changer la date")
    type_in(qtbot, field, "1/12/2026")
    form.leave()
    assert document.project.valid_from == date(2026, 12, 1)
    assert field.control.text() == "1er\u00a0décembre\u00a02026"
    field.control.setFocus()
    field.control.selectAll()
    qtbot.keyClick(field.control, Qt.Key.Key_Backspace)
    form.leave()
    assert document.project.valid_from is None


def test_a_colour_says_its_contrast_and_refuses_what_is_not_one(qtbot, document):
    field = ColourField()
    form = Form(qtbot, field)
    bind(document, field, "structure/brand/accent", "changer la couleur")
    type_in(qtbot, field, "#ffdd00")
    form.leave()
    assert document.project.structure.brand.accent == "#FFDD00"
    assert "Trop pâle" in field.contrast
    type_in(qtbot, field, "bleu")
    form.leave()
    assert field.refusal
    assert field.control.text() == "bleu"
    assert document.project.structure.brand.accent == "#FFDD00"


def test_contrasts_are_those_of_the_web_guidelines():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert "4,4)" in contrast_in_words("#777777")


def png(size=(40, 20), mode="RGB", form="PNG"):
    target = io.BytesIO()
    Image.new(mode, size, "teal").save(target, form)
    return target.getvalue()


def test_a_picture_is_encoded_anew_and_named_by_its_bytes(tmp_path):
    import hashlib

    (tmp_path / "logo.png").write_bytes(png() + b"<script>trailing</script>")
    picture = load_picture(tmp_path / "logo.png")
    assert b"script" not in picture.data
    assert picture.id == hashlib.sha256(picture.data).hexdigest()
    assert encode_picture(png(form="JPEG")).media_type == "image/jpeg"


def test_a_photograph_stays_upright():
    photograph = Image.new("RGB", (40, 20), "teal")
    exif = photograph.getexif()
    exif[0x0112] = 6
    target = io.BytesIO()
    photograph.save(target, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(encode_picture(target.getvalue()).data)).size == (20, 40)


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>", png()[:50], png(form="GIF", mode="P")]
)
def test_what_is_not_a_picture_is_refused(data):
    with pytest.raises(Refused):
        encode_picture(data)


def test_a_picture_too_large_is_refused_before_its_points_are_decoded():
    with pytest.raises(Refused, match="grande"):
        encode_picture(png((MAX_PIXELS // 1000 + 1, 1000), "1"))


def test_a_picture_that_cannot_be_read_says_so_beneath_its_button(qtbot, tmp_path):
    field = PictureField()
    Form(qtbot, field)
    (tmp_path / "logo.png").write_text("du texte")
    with qtbot.assertNotEmitted(field.committed):
        field.take_file(tmp_path / "logo.png")
        field.take_file(tmp_path / "absent.png")
    assert field.refusal


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
