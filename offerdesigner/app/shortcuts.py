"""Two small dialogs of the help menu: every shortcut, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from offerdesigner import __version__
from offerdesigner.app import icons, theme
from offerdesigner.app.editors.grid.delegate import CORNER, paint_corner
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _, typeset

_IN_PLACE = (
    (_("Case suivante, case de dessous"), _("Tab, Entrée")),
    (_("Modifier la case, abandonner"), _("F2, Échap")),
    (_("Déplacer l'offre"), _("Alt+← ou Alt+→")),
    (_("Déplacer la ligne"), _("Alt+↑ ou Alt+↓")),
    (_("Choisir plusieurs cases, toutes"), _("Maj+flèches, Ctrl+A")),
    (_("Copier, couper, coller des cases"), "Ctrl+C, Ctrl+X, Ctrl+V"),
    (_("Recopier à droite, vers le bas"), "Ctrl+R, Ctrl+D"),
    (_("Vider des cases"), _("Suppr")),
    (_("Trouver le suivant, le précédent"), _("F3, Maj+F3")),
    (_("Grouper des lignes"), "Ctrl+G"),
    (_("Replier ou déplier un groupe"), _("Espace, ← ou →")),
    (_("Quitter un tableau"), _("Ctrl+Tab")),
)


_SIGNS = (
    (
        "corner",
        "accent",
        _("Coin de couleur en haut à gauche : la case a changé depuis l'ouverture ; la souris dit ce qu'elle était."),
    ),
    ("corner", "muted", _("Coin gris en haut à droite : une note est imprimée sous la valeur.")),
    ("error", None, _("Une erreur : ce qui est écrit là ne tient pas.")),
    ("warning", None, _("Un point à vérifier.")),
    ("advice", None, _("Un conseil.")),
    ("fix", None, _("Une correction est proposée : Ctrl+. l'applique.")),
)


class HelpDialog(QDialog):
    """A dialog to read: its parts one under the other, and « Fermer »."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(12)

    def finish(self) -> None:
        """Add « Fermer » under all the rest."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class ShortcutsDialog(HelpDialog):
    """Every command that has keys, the keys of tables, then what the signs of the grid mean."""

    def __init__(self, commands: list[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(_("Raccourcis et signes"), parent)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        table = QWidget(area)
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(28)
        grid.setColumnStretch(0, 1)
        for row, (word, keys) in enumerate((*commands, *_IN_PLACE)):
            name, shown = QLabel(word, table), QLabel(keys, table)
            shown.setFont(theme.font(bold=True))
            grid.addWidget(name, row, 0)
            grid.addWidget(shown, row, 1)
        self._explain_signs(grid, table)
        area.setWidget(table)
        self.column.addWidget(area, 1)
        self.finish()
        self.resize(scaled(520), scaled(560))

    def _explain_signs(self, grid: QGridLayout, table: QWidget) -> None:
        title = QLabel(_("Signes de la grille"), table)
        title.setFont(theme.font(bold=True))
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for name, role, words in _SIGNS:
            row = grid.rowCount()
            said, shown = QLabel(typeset(words), table), QLabel(table)
            said.setWordWrap(True)
            shown.setPixmap(self._corner(role) if role else icons.pixmap(name, 16, None, self.devicePixelRatioF()))
            grid.addWidget(said, row, 0)
            grid.addWidget(shown, row, 1)

    def _corner(self, role: str) -> QPixmap:
        """Return a small cell with its corner, as the grid paints it."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(32, 18) * ratio)
        picture.setDevicePixelRatio(ratio)
        cell = QRect(0, 0, 32, 18)
        picture.fill(theme.role("base"))
        painter = QPainter(picture)
        painter.setPen(theme.role("line"))
        painter.drawRect(cell.adjusted(0, 0, -1, -1))
        if role == "accent":
            paint_corner(painter, cell.topLeft(), CORNER, role)
        else:
            paint_corner(painter, cell.topRight(), -CORNER, role)
        painter.end()
        return picture


class AboutDialog(HelpDialog):
    """Name, version, and the promise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("À propos"), parent)
        sign = QLabel(self)
        sign.setPixmap(icons.pixmap("application", 56, None, self.devicePixelRatioF()))
        name = QLabel(_("Offer Designer {version}").format(version=__version__), self)
        name.setFont(theme.font(theme.FIGURE, bold=True))
        promise = QLabel(
            _(
                "Concevoir une offre de services pour les associations : des prix qui tiennent, "
                "une fiche à imprimer. Sans réseau, sans compte ; rien ne quitte cet ordinateur."
            ),
            self,
        )
        promise.setWordWrap(True)
        promise.setMinimumWidth(scaled(380))
        for widget in (sign, name, promise):
            self.column.addWidget(widget)
        self.finish()
