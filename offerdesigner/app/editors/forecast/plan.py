"""« Cap »: from when, with what, to which aim; how fixed costs are shared, and what a day of work is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.catalogues import Catalogue
from offerdesigner.app.editors.forecast import edits
from offerdesigner.app.editors.forecast.catalogues import wages
from offerdesigner.app.editors.form import Columns, Mnemonics, Section, align_labels
from offerdesigner.app.editors.page import Page
from offerdesigner.app.editors.price.parts import muted
from offerdesigner.app.editors.table import CatalogueTable
from offerdesigner.app.fields import AmountField, ChoiceField, DateField, Field, QuantityField, TextField
from offerdesigner.app.fields.info import field_info
from offerdesigner.economics.payroll import pay_table
from offerdesigner.model.address import at
from offerdesigner.model.edits import set_value
from offerdesigner.model.forecast import Plan, SpreadKey
from offerdesigner.model.project import Project
from offerdesigner.text import _, day, typeset


class PlanPart(QWidget):
    """The fields of the plan, in two columns, then its own table of wages if it has one."""

    def __init__(self, page: Page, mnemonics: Mnemonics) -> None:
        super().__init__(page)
        self._page, self._document, self._mnemonics = page, page.document, mnemonics
        aim, conventions = self._aim(), self._conventions()
        align_labels((aim,))
        align_labels((conventions,))
        self.wages = WagesTable(page, wages(self._document))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(Columns((aim,), (conventions,), self))
        column.addWidget(self._wages_section())
        self._document.changed.connect(self._follow)
        self._show_dependents()

    def _aim(self) -> Section:
        section = Section(_("Cap"), self._mnemonics)
        self._add(section, "start", DateField(hint=_("Une date de ce mois.")), _("changer le premier mois"))
        self._add(section, "opening_cash", AmountField(minimum=None), _("changer ce qui est en banque"))
        target = QuantityField(unit=_("clients"), whole=True, optional=True, minimum=1, maximum=1_000_000)
        self._add(section, "target_clients", target, _("changer l'objectif de clients"))
        self._add(section, "target_date", DateField(), _("changer la date de l'objectif"))
        most = QuantityField(unit=_("clients"), whole=True, optional=True, minimum=1, maximum=1_000_000)
        self._add(section, "most_clients", most, _("changer ce que l'on peut servir"))
        public = QuantityField(unit=_("structures"), whole=True, optional=True, minimum=1, maximum=10_000_000)
        self._add(section, "public_size", public, _("changer la taille du public"))
        self._add(section, "surplus_use", TextField(lines=2), _("dire à quoi sert l'excédent"))
        return section

    def _conventions(self) -> Section:
        section = Section(_("Conventions"), self._mnemonics)
        self.spread = ChoiceField()
        section.add_field(field_info(Plan, "spread").title, self.spread)
        self._page.bind(
            self.spread, "plan/spread", _("changer le partage des coûts fixes"), read=edits.spread_of, edit=edits.spread
        )
        days = QuantityField(unit=_("jours"), minimum=1, maximum=366)
        self._add(section, "days", days, _("changer les jours travaillés"))
        self._add(section, "hours", QuantityField(unit=_("heures"), maximum=24), _("changer les heures par jour"))
        share = QuantityField(unit="%", decimals=2, maximum=100)
        self._add(section, "productive_share", share, _("changer la part au service des clients"))
        return section

    def _add(self, section: Section, name: str, field: Field, label: str) -> None:
        section.add_field(typeset(field_info(Plan, name).title), field)
        self._page.bind(field, at("plan", name), label)

    def _wages_section(self) -> Section:
        section = Section(_("Barème des cotisations"), self._mnemonics)
        table = pay_table()
        words = _("{label}, vérifié le {day}. {notice}")
        said = words.format(label=table.label, day=day(table.verified), notice=table.notice)
        self.published = muted(said, section)
        self.copy_button = QPushButton(_("Reprendre le barème pour le changer"), section)
        self.copy_button.clicked.connect(self._copy)
        self.drop_button = QPushButton(_("Revenir au barème publié"), section)
        for button, tone in ((self.copy_button, False), (self.drop_button, True)):
            theme.mark(button, "link", tone)
        self.drop_button.clicked.connect(self._drop)
        section.column.addWidget(self.published)
        section.column.addWidget(self.wages)
        for button in (self.copy_button, self.drop_button):
            section.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        return section

    def _copy(self) -> None:
        if self._document.apply(edits.copy_wages(), self._page):
            self.wages.take_keyboard()

    def _drop(self) -> None:
        self._document.apply(set_value("plan/wages", (), _("revenir au barème publié")), self._page)
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, _change: object) -> None:
        self._show_dependents()

    def _show_dependents(self) -> None:
        project = self._document.project
        own = bool(project.plan.wages)
        self.wages.setVisible(own)
        self.drop_button.setVisible(own)
        self.copy_button.setVisible(not own)
        self.published.setVisible(not own)
        self.spread.set_choices(_spreads(project))


class WagesTable(CatalogueTable):
    """The own table of wages, which rises: one adds at its end, and moves nothing."""

    def __init__(self, page: Page, catalogue: Catalogue) -> None:
        super().__init__(page.document, catalogue.holder, catalogue.columns, catalogue.words, catalogue.new_row, page)
        self.view.verticalHeader().hide()

    def _make_actions(self) -> dict[str, QAction]:
        actions = super()._make_actions()
        for name in ("duplicate", "up", "down"):
            self.view.removeAction(actions.pop(name))
        return actions

    def add(self) -> None:
        """Add a larger pay."""
        self.view.setCurrentIndex(self.model.index(self.model.rowCount() - 1, 0))
        super().add()


def _spreads(project: Project) -> list[tuple[Any, str]]:
    named = [
        ((SpreadKey.METRIC, metric.id), _("selon : {name}").format(name=metric.name)) for metric in project.metrics
    ]
    return [
        ((SpreadKey.CLIENTS, None), _("la même part pour chaque client")),
        ((SpreadKey.REVENUE, None), typeset(_("selon ce que chacun paie"))),
        *((value, typeset(words)) for value, words in named),
    ]
