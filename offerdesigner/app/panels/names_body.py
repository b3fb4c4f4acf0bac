"""What « Nommer » shows of one name, live while it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.fields import LineField, bind
from offerdesigner.app.panels.names_family import FamilyPart
from offerdesigner.app.panels.names_lines import AspectsPart, NeighboursPart
from offerdesigner.app.panels.why_words import line, words
from offerdesigner.checks.naming.advice import aspects, neighbours
from offerdesigner.checks.naming.families import members_of, renaming
from offerdesigner.model.address import Address, at, get
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.offers import Offer, Range
from offerdesigner.model.project import Project
from offerdesigner.text import _, typeset

_LABELS = {"offers": _("renommer l'offre"), "options": _("renommer l'option"), "ranges": _("renommer la gamme")}


class NameBody(QWidget):
    """The field of a name, and all that is told about it."""

    def __init__(self, document: Document, subject: Address, parent: QWidget) -> None:
        """`subject` is the address of an offer, an option or a range."""
        super().__init__(parent)
        self._document, self.subject = document, subject
        self._where = words("", self, muted=True)
        self.field = LineField(self)
        self.field.control.setAccessibleName(_("Nom"))
        self._binding = bind(document, self.field, at(subject, "name"), "", edit=self._rename)
        self.aspects = AspectsPart(self)
        self.neighbours = NeighboursPart(self)
        self._rule = line(self)
        self.family = FamilyPart(self)
        self.family.names_asked.connect(self._name_family)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        title = words(_("Choisir un nom"), self)
        title.setFont(theme.font(theme.TITLE, bold=True))
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.addRow(_("Nom"), self.field)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self._where)
        column.addLayout(form)
        for widget in (self.aspects, self.neighbours, self._rule, self.family):
            column.addWidget(widget)
        column.addStretch(1)

    def show_subject(self, subject: Address) -> None:
        """Show the name of another offer, option or range."""
        self.subject = subject
        self._binding.point_to(at(subject, "name"))
        self.refresh()

    def refresh(self) -> None:
        """Tell about the name as it stands now."""
        project = self._document.project
        item: Any = get(project, self.subject)
        names, place = _family_names(project, item)
        self._where.setText(typeset(_place(project, item)))
        self.aspects.show_aspects(aspects(names, place, project.structure.name))
        self.neighbours.show_neighbours(neighbours(project, self.subject))
        range_id = _range_of(item)
        self._rule.setVisible(bool(range_id))
        self.family.setVisible(bool(range_id))
        if range_id:
            sold: Any = project.find("ranges", range_id)
            self.family.show_members(sold.name, members_of(project, range_id))
        told = (*self.aspects.lines, *self.neighbours.cautions.sentences)
        self.field.control.setAccessibleDescription("\n".join(told))

    def _rename(self, name: str) -> Edit:
        kind = self.subject.partition("/")[0]
        return set_value(at(self.subject, "name"), name, _LABELS[kind])

    def _name_family(self, names: tuple[str, ...]) -> None:
        project = self._document.project
        range_id = _range_of(get(project, self.subject))
        self._document.apply(renaming(project, range_id, names), self)


def _family_names(project: Project, item: Any) -> tuple[tuple[str, ...], int]:
    """Return the names among which that of `item` must stay distinct, and its place among them."""
    if isinstance(item, Offer):
        items: tuple[Any, ...] = project.offers_of(item.range)
    else:
        items = project.ranges if isinstance(item, Range) else project.options
    return tuple(other.name for other in items), next(place for place, other in enumerate(items) if other.id == item.id)


def _range_of(item: Any) -> Id:
    """Return the range whose offers are named with `item`, or ""."""
    if isinstance(item, Offer):
        return item.range
    return item.id if isinstance(item, Range) else ""


def _place(project: Project, item: Any) -> str:
    if isinstance(item, Offer):
        sold: Any = project.find("ranges", item.range)
        return _("Offre de la gamme « {name} »").format(name=sold.name)
    return _("Gamme") if isinstance(item, Range) else _("Option")
