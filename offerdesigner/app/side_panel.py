"""The right side: « Aperçu », « Pourquoi ? », « Nommer » in tabs, folded to the edge where there is little room.

A page may have one panel more there, that speaks of what it shows: its tab comes and goes with that.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QTabWidget, QToolBar, QToolButton, QWidget

from offerdesigner.app import theme
from offerdesigner.app.panels.beside import Beside
from offerdesigner.app.panels.names import NamesPanel
from offerdesigner.app.panels.preview import PreviewPanel
from offerdesigner.app.panels.why import WhyPanel
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _

_PAD = 10


class SidePanel(QTabWidget):
    """The preview, the explanation and the choice of a name; and what goes with the page."""

    def __init__(self, preview: PreviewPanel, why: WhyPanel, names: NamesPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview, self.why, self.names = preview, why, names
        self.setDocumentMode(True)
        self.addTab(preview, _("Aperçu"))
        self.addTab(why, _("Pourquoi ?"))
        self.addTab(names, _("Nommer"))
        self.tabBar().setAccessibleName(_("Aperçu, explication ou nom"))
        self.setMinimumWidth(300)
        self._beside: Beside | None = None
        self._prefers_beside = True
        self.currentChanged.connect(self._note_choice)

    @property
    def beside(self) -> Beside | None:
        """The panel that goes with what the page shows, if there is one."""
        return self._beside

    def show_beside(self, panel: Beside | None) -> None:
        """Have the tab of `panel` instead of the one of what was shown before; `None`: no such tab.

        It stands in front in place of the preview, unless the person went back to the preview last time.
        """
        former = self._beside
        if panel is former:
            return
        is_usual = self.currentWidget() in (self.preview, former)
        self._beside = None  # nobody chooses while tabs come and go
        if panel is not None:
            self.insertTab(self.indexOf(self.preview) + 1, panel, panel.title)
        if is_usual:
            self.setCurrentWidget(panel if panel is not None and self._prefers_beside else self.preview)
        if former is not None:
            self.removeTab(self.indexOf(former))
            former.go_home()
        self._beside = panel

    def show_usual(self) -> None:
        """Bring to the front what stands there when nobody asks for anything else."""
        self.setCurrentWidget(self._beside if self._beside is not None and self._prefers_beside else self.preview)

    def _note_choice(self, place: int) -> None:
        """Remember which of the two a person wants to see, the preview or the panel that goes with the page."""
        if self._beside is not None and self.widget(place) in (self._beside, self.preview):
            self._prefers_beside = self.widget(place) is self._beside

    def show_why(self) -> None:
        """Bring the explanation to the front."""
        self.setCurrentWidget(self.why)

    def show_names(self) -> None:
        """Bring the choice of a name to the front."""
        self.setCurrentWidget(self.names)

    def take_focus(self) -> None:
        """Put the keyboard on what is in front."""
        for panel in (self.preview, self.why, self.names, self._beside):
            if panel is not None and self.currentWidget() is panel:
                panel.take_focus()


class _EdgeTab(QToolButton):
    """A tab whose word runs from top to bottom."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.height() + _PAD, metrics.horizontalAdvance(self.text()) + 3 * _PAD + 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width(), 0)
        painter.rotate(90)
        painter.setPen(theme.role("text"))
        words = self.rect().transposed()
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class EdgeBar(QToolBar):
    """The folded side panel: one tab on the right edge."""

    toggled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Panneau replié"), parent)
        self.setObjectName("edge")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.tab = _EdgeTab(self)
        self.tab.setText(_("Aperçu"))
        self.tab.setCheckable(True)
        self.tab.setAccessibleName(_("Déplier ou replier l'aperçu"))
        self.tab.setToolTip(plain_tooltip(_("Déplier ou replier l'aperçu (F9)")))
        self.tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tab.clicked.connect(self.toggled)
        self.addWidget(self.tab)
