"""The detail of a cost under the table: a sentence of fields."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel

from offerdesigner.app.document import Document
from offerdesigner.app.editors.costs.page import CostsPage
from offerdesigner.app.editors.costs.rows import AMOUNT, BEHAVIOUR, MONTH
from offerdesigner.model.base import evolve
from offerdesigner.model.costs import Equipment, PaidAmount, Salary, StepCost, WorkDays
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.storage.examples import open_copy
from tests.gui.costs_page import LEFT, Key, cell, line_of, totals, type_in
from tests.gui.price_keys import choose, type_over
from tests.gui.showing import show
from tests.plain import plain


@pytest.fixture
def document() -> Document:
    return Document(open_copy("nuage-commun"))


@pytest.fixture
def page(qtbot, document):
    return show(qtbot, CostsPage(document))


def test_the_detail_is_a_sentence_of_fields(qtbot, page, document):
    assert page.go_to("costs/reinforcement")
    fields = page.detail.fields
    assert (
        plain(page.detail.told.text())
        == "En une phrase : « 30 clients : 10 au-delà de 20, donc 1 pas × 25 € = 25 € par mois. »"
    )
    type_over(qtbot, fields["size"], "5")
    assert line_of(document, "reinforcement").behaviour == StepCost(size=5, free=20)
    assert "donc 2 pas × 25 € = 50 € par mois" in plain(page.detail.told.text())
    type_over(qtbot, fields["free"], "10")
    choose(qtbot, fields["basis"], "Go")
    assert line_of(document, "reinforcement").behaviour == StepCost(size=5, free=10, basis="metric", metric="storage")
    choose(qtbot, fields["behaviour"], "fixe")
    assert not fields["size"].isVisible()
    assert cell(page, "reinforcement", BEHAVIOUR) == "fixe"


def test_an_amount_becomes_a_salary_by_the_dated_table(qtbot, page, document):
    assert page.go_to("costs/technician")
    fields = page.detail.fields
    choose(qtbot, fields["kind"], "un salaire")
    type_over(qtbot, fields["gross"], "2000")
    type_over(qtbot, fields["share"], "50")
    type_over(qtbot, fields["extras"], "300")
    assert line_of(document, "technician").source == Salary(gross=2000, share=50, extras=300)
    assert "13 644 € par an, soit 1 137 € par mois" in plain(page.detail.told.text())
    assert "22 novembre 2026" in plain(page.detail.source.text()) and page.detail.source.isVisible()
    type_over(qtbot, fields["charges"], "42")
    assert line_of(document, "technician").source.charges == 42  # type: ignore[union-attr]
    assert not page.detail.source.isVisible()


def test_a_purchase_has_a_life_and_may_be_second_hand(qtbot, page, document):
    assert page.go_to("costs/disks")
    choose(qtbot, page.detail.fields["cadence"], "sur 5 ans")
    qtbot.mouseClick(page.detail.fields["second_hand"].control, LEFT, pos=QPoint(8, 10))
    assert line_of(document, "disks").source == Equipment(price=480, second_hand=True)
    assert cell(page, "disks", MONTH) == "8,00 €"


def test_volunteer_work_leaves_what_is_to_pay(qtbot, page, document):
    assert page.go_to("costs/technician")
    qtbot.mouseClick(page.detail.fields["unpaid"].control, LEFT, pos=QPoint(8, 10))
    assert [row[1] for row in totals(page)] == ["465,00 €", "1 473,00 €"]
    assert document.undo_label == "temps bénévole ou payé"


def test_volunteer_time_may_be_valued_at_the_least_wage(qtbot, page, document):
    assert page.go_to("costs/volunteers")
    least = page.detail.least
    assert plain(least.text()) == "au SMIC chargé : 87,65 € par jour"
    least.setFocus()
    qtbot.keyClick(least, Key.Key_Space)
    assert line_of(document, "volunteers").source == WorkDays(days=6, day_cost=Decimal("87.65"))
    assert document.undo_label == "valoriser du temps bénévole au SMIC"
    assert not least.isVisible()
    type_in(qtbot, page, "volunteers", AMOUNT, "12 h × 20")
    assert page.go_to("costs/volunteers")
    qtbot.mouseClick(least, LEFT)
    assert line_of(document, "volunteers").source == PaidAmount(amount=Decimal("12.52"), count=12)
    assert page.go_to("costs/technician")
    assert not least.isVisible(), "this time is paid at its own cost"


def test_a_table_of_pay_that_is_old_is_to_be_checked(qtbot, page):
    assert page.go_to("costs/technician")
    choose(qtbot, page.detail.fields["kind"], "un salaire")
    assert "vérifié le" in plain(page.detail.source.text())
    page.detail.today = lambda: date(2028, 1, 1)
    assert page.go_to("costs/backup") and page.go_to("costs/technician")
    assert plain(page.detail.source.text()).startswith("Barème à vérifier : il date de plus d'un an")


def test_words_are_never_parted_from_their_field(page):
    assert page.go_to("costs/reinforcement")
    free = page.detail.fields["free"]
    words = next(label for label in free.parentWidget().findChildren(QLabel) if plain(label.text()).strip() == "; les")
    for width in range(460, 1000, 10):
        page.resize(width, 900)
        QApplication.processEvents()
        assert abs(words.geometry().center().y() - free.geometry().center().y()) < 10
        assert words.geometry().right() < free.geometry().left()


def test_vat_is_asked_only_where_it_changes_what_is_borne(qtbot, page, document):
    assert page.go_to("costs/backup")
    rate = page.detail.fields["vat_rate"]
    assert not rate.isVisible()
    choose(qtbot, page.detail.fields["tax"], "HT")
    assert line_of(document, "backup").tax is TaxMode.HT
    assert rate.isVisible() and cell(page, "backup", MONTH) == "28,80 €"
    type_over(qtbot, rate, "0")
    assert cell(page, "backup", MONTH) == "24,00 €"


def test_a_structure_that_charges_vat_reads_its_costs_without(qtbot):
    vat = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
    project = open_copy("nuage-commun")
    page = show(qtbot, CostsPage(Document(evolve(project, structure=evolve(project.structure, vat=vat)))))
    assert cell(page, "backup", MONTH) == "20,00 €"
    assert cell(page, "technician", MONTH) == "420,00 €"
    assert page.go_to("costs/technician")
    rate = page.detail.fields["vat_rate"]
    assert rate.isVisible() and rate.control.placeholderText() == "0"
    choose(qtbot, page.detail.fields["kind"], "un montant")
    assert rate.control.placeholderText() == "20"
    assert cell(page, "technician", MONTH) == "116,67 €"
    assert cell(page, "reserve", MONTH) == "50,00 €"
    assert totals(page)[0][0] == "À payer, pour 30 clients, hors taxes"


def test_a_partner_that_pays_is_chosen_once_there_is_one(qtbot, document):
    project = evolve(document.project, partners=(Structure(id="bois", name="Bois"),))
    page = show(qtbot, CostsPage(Document(project)))
    assert page.go_to("costs/backup")
    choose(qtbot, page.detail.fields["provider"], "Bois")
    assert page.document.project.find("costs", "backup").provider == "bois"
    assert cell(page, "backup", MONTH) == "(24,00 €)"
    assert totals(page)[0][1] == "861,00 €"
