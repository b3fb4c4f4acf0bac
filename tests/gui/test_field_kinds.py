"""Each kind of field: choices, boxes, texts, dates, colours and pictures."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from offerdesigner.app.document import Document
from offerdesigner.app.fields import CheckField, ChoiceField, ColourField, DateField, PictureField, TextField, bind
from offerdesigner.app.fields.base import Refused
from offerdesigner.app.fields.colour import contrast_in_words, contrast_with_white
from offerdesigner.app.fields.date import parse_date
from offerdesigner.app.fields.picture import MAX_PIXELS, encode_picture, load_picture
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, Structure, VatKind
from tests.gui.form_of_fields import Form, type_in


@pytest.fixture
def document() -> Document:
    structure = Structure(id="structure", name="Nuage Commun", membership=Membership(amount=Decimal(20)))
    return Document(Project(structure=structure))


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
