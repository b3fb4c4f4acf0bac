"""What the page says as long as there is no quote: what it needs first, or one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import link, muted
from offerdesigner.model.project import Project
from offerdesigner.text import _, typeset


class EmptyQuotes(QWidget):
    """One sentence, why, one main button, one link."""

    add_asked, offers_asked, template_asked = Signal(), Signal(), Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.said = QLabel(self)
        self.said.setFont(theme.font(theme.TITLE))
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.why = muted("", self)
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add_button = QPushButton(_("Faire un premier devis"), self)
        self.offers_button = QPushButton(_("Créer une offre"), self)
        self.template_link = link(_("Partir d'un modèle"), self)
        for button in (self.add_button, self.offers_button):
            theme.mark(button, "primary", True)
        self.add_button.clicked.connect(self.add_asked)
        self.offers_button.clicked.connect(self.offers_asked)
        self.template_link.clicked.connect(self.template_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.addStretch(2)
        column.addWidget(self.said)
        column.addWidget(self.why)
        column.addSpacing(10)
        for button in (self.add_button, self.offers_button, self.template_link):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_project(self, project: Project) -> None:
        """Say what is missing."""
        has_offers = bool(project.offers)
        self.said.setText(
            typeset(
                _("Une association vous demande un prix ? Faites-lui un devis.")
                if has_offers
                else _("Il faut d'abord une offre : un devis la propose à un client, pour son usage.")
            )
        )
        self.why.setText(
            typeset(
                _("Un client, son usage, des options : les prix se calculent seuls, et le devis se fige à l'envoi.")
                if has_offers
                else _("Vos prix s'y calculent seuls.")
            )
        )
        self.add_button.setVisible(has_offers)
        self.offers_button.setVisible(not has_offers)
        self.template_link.setVisible(not has_offers)

    def take_keyboard(self) -> None:
        """Put the cursor on the main button."""
        target = self.offers_button if self.add_button.isHidden() else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
