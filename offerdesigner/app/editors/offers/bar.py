"""What stands around the grid of offers: the bar of ranges and commands above it, and what an empty range says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from offerdesigner.app import icons, theme
from offerdesigner.app.editors.offers.commands import OfferCommands
from offerdesigner.app.editors.offers.ranges import RangeTabs
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.text import _

MARGIN, GAP = 8, 4
TABS_SHARE = 3
"""What part of the bar the tabs have at least, where they need it: one in so many."""


class OfferBar(QWidget):
    """The tabs of the ranges, and the buttons of what one does to an offer."""

    def __init__(self, tabs: RangeTabs, commands: OfferCommands, parent: QWidget) -> None:
        super().__init__(parent)
        # The bar never widens the page: its buttons lose their words first.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tabs = tabs
        across = QHBoxLayout(self)
        across.setContentsMargins(MARGIN, 4, MARGIN, 0)
        across.setSpacing(GAP)
        across.addWidget(tabs, 0, Qt.AlignmentFlag.AlignBottom)
        self.add_range_button = self._tool("add", _("Ajouter une gamme…"), tabs.ask)
        across.addWidget(self.add_range_button, 0, Qt.AlignmentFlag.AlignBottom)
        across.addStretch(1)
        self.add_button = self._tool("add", _("Ajouter une offre"), commands.add, key="Inser")
        self._of_offer = [
            self._tool("left", _("Déplacer l'offre à gauche"), commands.move_left, key="Alt+←"),
            self._tool("right", _("Déplacer l'offre à droite"), commands.move_right, key="Alt+→"),
            self._tool("duplicate", _("Dupliquer l'offre"), commands.duplicate, key="Ctrl+D"),
            self._tool("trash", _("Supprimer l'offre"), commands.remove_offer),
        ]
        self.detail_button = self._tool("price", _("Détail du prix"), None, key=_("Ctrl+Entrée"))
        self.lists_button = self._tool("price-lists", _("Grilles de prix"), None)
        self.header_button = self._tool("document", _("Titre de la fiche"), None)
        self._worded = (self.add_button, self.detail_button, self.lists_button, self.header_button)
        for button in (self.lists_button, self.header_button):
            button.setCheckable(True)
        self.lists_button.setToolTip(plain_tooltip(_("Grilles de prix : tarif solidaire, adhérents et non-adhérents…")))
        for button in (self.add_button, *self._of_offer, *self._worded[1:]):
            across.addWidget(button)

    def _tool(self, icon: str, words: str, command: Callable[[], object] | None, key: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setText(words)
        button.setToolTip(plain_tooltip(f"{words} ({key})" if key else words))
        button.setAccessibleName(words)
        if command is not None:
            button.clicked.connect(command)
        return button

    def enable(self, *, adding: bool, offers: bool, header: bool) -> None:
        """Enable the buttons that add an offer, that need one, and that opens the words of the range."""
        self.add_button.setEnabled(adding)
        for button in (*self._of_offer, self.detail_button):
            button.setEnabled(offers)
        self.header_button.setEnabled(header)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words of the main buttons while there is room: those of the last ones go first."""
        super().resizeEvent(event)
        room = event.size().width() - min(self._tabs.sizeHint().width(), event.size().width() // TABS_SHARE)
        wide, narrow = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for count in range(len(self._worded), -1, -1):
            for place, button in enumerate(self._worded):
                button.setToolButtonStyle(wide if place < count else narrow)
            buttons = (self.add_range_button, *self._of_offer, *self._worded)
            if sum(button.sizeHint().width() + GAP for button in buttons) + 2 * MARGIN <= room:
                return


class EmptyRange(QWidget):
    """One sentence, and two ways to begin."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        words = QLabel(_("Aucune offre ici pour l'instant : à qui vous adressez-vous, et avec quoi ?"), self)
        words.setFont(theme.font(theme.TITLE))
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.template_button = QPushButton(_("Partir d'un modèle"), self)
        theme.mark(self.template_button, "primary", True)
        self.create_button = QPushButton(_("Créer une offre"), self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.template_button)
        buttons.addWidget(self.create_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(words)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addStretch(3)
