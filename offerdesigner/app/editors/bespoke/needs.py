"""The services that one needs, ticked, under their groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import clear, muted
from offerdesigner.app.plain import caption, plain_tooltip
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Service
from offerdesigner.model.project import Project
from offerdesigner.pricing.usual import needs
from offerdesigner.text import _

_BOX = 26


class ServiceTick(QCheckBox):
    """A service to tick; its words are cut with « … » where there is no room."""

    turned = Signal(str, bool)

    def __init__(self, service: Service, parent: QWidget) -> None:
        super().__init__(parent)
        self.service: Id = service.id
        self._words = service.label or _("Service sans nom")
        self.setAccessibleName(self._words)
        self.setToolTip(plain_tooltip(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(caption(self._words))
        self.clicked.connect(self._tell)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the words give way."""
        return QSize(_BOX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        room = event.size().width() - _BOX
        self.setText(caption(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)))

    def _tell(self, ticked: bool) -> None:
        self.turned.emit(self.service, ticked)


class NeedsBox(QWidget):
    """All the services that one needs or not."""

    turned = Signal(str, bool)
    """A service is needed, or not any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticks: dict[Id, ServiceTick] = {}
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_needs(self, project: Project, needed: Collection[Id]) -> bool:
        """Show the services of `project`, those `needed` ticked; tells whether the boxes are new ones."""
        services = needs(project)
        shown = tuple((service.id, service.label, service.group) for service in services), project.groups
        is_new = shown != self._shown
        if is_new:
            self._shown = shown
            self._rebuild(project, services)
        for service, tick in self.ticks.items():
            blocker = QSignalBlocker(tick)
            tick.setChecked(service in needed)
            blocker.unblock()
        return is_new

    def _rebuild(self, project: Project, services: Sequence[Service]) -> None:
        clear(self._column)
        self.ticks = {}
        for title, members in _grouped(project, services):
            if title:
                self._column.addWidget(_heading(title, self))
            for service in members:
                tick = self.ticks[service.id] = ServiceTick(service, self)
                tick.turned.connect(self.turned)
                self._column.addWidget(tick)
        if not services:
            self._column.addWidget(muted(_("Aucun service n'est à choisir."), self))


def _heading(title: str, parent: QWidget) -> QLabel:
    label = muted(title, parent, wrap=False)
    label.setFont(theme.font(theme.HINT))
    label.setContentsMargins(0, 4, 0, 0)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label


def _grouped(project: Project, services: Sequence[Service]) -> Iterator[tuple[str, list[Service]]]:
    """Yield the groups that have some of `services`, in their order; those without a group come first."""
    for group, title in ((None, ""), *((group.id, group.name) for group in project.groups)):
        members = [service for service in services if service.group == group]
        if members:
            yield title, members
