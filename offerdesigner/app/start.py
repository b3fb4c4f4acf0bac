"""The start centre: go on with a recent file, start from a model, look at an example of the course.

It imports neither the model nor the checks: the window is usable before they are loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from offerdesigner import resources, text
from offerdesigner.app import icons, theme
from offerdesigner.app.cards import Card, CardList
from offerdesigner.app.plain import plain_tooltip
from offerdesigner.app.settings import Recent, Store
from offerdesigner.app.text_size import scaled
from offerdesigner.text import _

WIDE, NARROW = 1180, 760
"""From these widths on, in pixels for the usual size of text, there are three columns, or two."""
_SHEET_HEIGHT = 330
_VERDICTS = {
    "good": ("ok", _("bon exemple")),
    "rework": ("warning", _("à reprendre")),
    "bad": ("error", _("contre-exemple")),
}
_TEMPLATE_ICONS = {
    "trois-niveaux": "steps",
    "par-packs": "packs",
    "sur-mesure": "option",
    "groupement": "structure",
    "page-blanche": "new",
}
_SHORTCUTS = (
    (_("F8"), _("problème suivant")),
    (_("Ctrl+."), _("correction proposée")),
    (_("Alt+Entrée"), _("pourquoi ce problème ?")),
    (_("Ctrl+1, Ctrl+2…"), _("les pages, dans l'ordre de leur liste")),
    (_("Ctrl+K"), _("aller à une offre, un champ, une commande")),
    (_("Ctrl+E, Ctrl+P"), _("exporter ou imprimer la fiche")),
    (_("F1"), _("tous les raccourcis")),
)


class StartCentre(QScrollArea):
    """What one sees first; each choice is a signal, the window acts."""

    open_asked = Signal()
    import_asked = Signal()
    file_chosen = Signal(str)
    model_chosen = Signal(str)
    """An example or a template was chosen; carries its name."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._columns = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget(self)
        self._build()
        self.setWidget(self._body)
        self.refresh()

    def refresh(self) -> None:
        """Show the recent files as they are now."""
        recents = self._store.settings.recents
        self.recents.show_cards([_recent_card(recent) for recent in recents])
        self.recents.setVisible(bool(recents))
        self._no_recent.setVisible(not recents)
        self.forget_button.setVisible(bool(recents))
        self.pin_button.setVisible(bool(recents))

    def sheet_height(self) -> int:
        """Return how high the sheet of paper is shown, in logical pixels."""
        return _SHEET_HEIGHT

    def show_sheet(self, image: QImage) -> None:
        """Show a sheet of paper, once the worker has drawn it."""
        shown = QPixmap.fromImage(image)
        shown.setDevicePixelRatio(image.height() / _SHEET_HEIGHT)
        self._sheet.setPixmap(shown)
        self._paper.show()

    def take_focus(self) -> None:
        """Put the cursor where the day starts: on the recent files, else on the examples."""
        (self.recents if self.recents.cards else self.examples).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in three columns where there is room, else in two, or one."""
        super().resizeEvent(event)
        width = event.size().width()
        self._arrange(3 if width >= scaled(WIDE) else 2 if width >= scaled(NARROW) else 1)

    def _build(self) -> None:
        self.recents = CardList(_("Fichiers récents"), self._body)
        self.templates = CardList(_("Modèles"), self._body)
        self.examples = CardList(_("Exemples réels, commentés"), self._body)
        self.templates.show_cards([_template_card(item) for item in _index("templates")])
        self.examples.show_cards([_example_card(item) for item in _index("examples")])
        self.recents.chosen.connect(self.file_chosen)
        self.templates.chosen.connect(self.model_chosen)
        self.examples.chosen.connect(self.model_chosen)
        self.recents.delete_asked.connect(self._forget)
        self.recents.pin_asked.connect(self._pin)
        self.recents.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.recents.customContextMenuRequested.connect(self._offer_recent_actions)
        self._no_recent = self._muted(
            _("Rien encore. Ouvrez un exemple, changez un prix : la fiche et les problèmes suivent.")
        )
        outer = QVBoxLayout(self._body)
        outer.setContentsMargins(28, 20, 28, 20)
        outer.setSpacing(18)
        outer.addLayout(self._header())
        across = self._across = QHBoxLayout()
        across.setSpacing(26)
        self._down = [QVBoxLayout() for _column in range(3)]
        for column in self._down:
            column.setSpacing(18)
            across.addLayout(column, 1)
        outer.addLayout(across)
        outer.addStretch(1)
        self._resume = self._section(_("Reprendre"), (self.recents, self._no_recent), self._recent_buttons())
        self._models = self._section(_("Nouvelle offre d'après un modèle"), (self.templates,))
        note = self._muted(
            _(
                "Les commentaires viennent du cours des CHATONS « Designer une offre de service » ; "
                "le panneau Problèmes dit pourquoi."
            )
        )
        copies = self._muted(_("ouverts en copie"))
        self._course = self._section(_("Exemples réels, commentés"), (self.examples, note), copies)
        self._sheet = QLabel(self._body)
        self._sheet.setAccessibleName(_("Une fiche tarifaire, telle que l'imprimante la sort"))
        caption = self._muted(_("La fiche tarifaire d'un exemple, telle que l'imprimante la sort."))
        self._paper = self._section(_("Ce que vous aurez en main"), (self._sheet, caption))
        self._paper.hide()
        self._keys = self._section(_("Raccourcis utiles"), (self._shortcuts(),))
        self.setTabOrder(self.recents, self.pin_button)
        self.setTabOrder(self.pin_button, self.forget_button)
        self.setTabOrder(self.forget_button, self.templates)
        self.setTabOrder(self.templates, self.examples)

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        sign = QLabel(self._body)
        sign.setPixmap(icons.pixmap("application", 44, None, self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        name = QLabel("Offer Designer", self._body)
        name.setFont(theme.font(1.6, bold=True))
        words.addWidget(name)
        words.addWidget(self._muted(_("Vos offres, leurs prix et la fiche tarifaire, sans réseau ni compte.")))
        row.addLayout(words, 1)
        self.import_button = QPushButton(icons.icon("offers"), _("&Importer une grille…"), self._body)
        self.import_button.setToolTip(
            plain_tooltip(_("Commencer par un tableau fait dans un tableur : .ods, .xlsx ou .csv (Ctrl+I)"))
        )
        self.import_button.clicked.connect(self.import_asked)
        row.addWidget(self.import_button)
        self.open_button = QPushButton(icons.icon("open", "on_accent"), _("&Ouvrir…"), self._body)
        theme.mark(self.open_button, "primary", True)
        self.open_button.setToolTip(plain_tooltip(_("Ouvrir une offre de cet ordinateur (Ctrl+O)")))
        self.open_button.clicked.connect(self.open_asked)
        row.addWidget(self.open_button)
        return row

    def _section(self, title: str, widgets: tuple[QWidget, ...], aside: QWidget | None = None) -> QWidget:
        section = QWidget(self._body)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = QHBoxLayout()
        name = QLabel(text.typeset(title), section)
        name.setMinimumHeight(self.open_button.sizeHint().height())
        name.setFont(theme.font(theme.TITLE, bold=True))
        heading.addWidget(name, 1)
        if aside is not None:
            heading.addWidget(aside)
        column.addLayout(heading)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        return section

    def _recent_buttons(self) -> QWidget:
        both = QWidget(self._body)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.pin_button = self._link(_("Épingler"), _("Garder en tête de liste, ou libérer (Espace)"))
        self.pin_button.clicked.connect(self._pin_current)
        self.forget_button = self._link(_("Oublier"), _("Retirer de la liste, sans toucher au fichier (Suppr)"))
        self.forget_button.clicked.connect(self._forget_current)
        row.addWidget(self.pin_button)
        row.addWidget(self.forget_button)
        return both

    def _link(self, word: str, tip: str) -> QPushButton:
        button = QPushButton(word, self._body)
        button.setToolTip(plain_tooltip(tip))
        theme.mark(button, "link", True)
        return button

    def _muted(self, sentence: str) -> QLabel:
        label = QLabel(text.typeset(sentence), self._body)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(len(sentence) > 30)
        label.setFont(theme.font(theme.HEADER))
        theme.mark(label, "tone", "muted")
        return label

    def _shortcuts(self) -> QWidget:
        table = QWidget(self._body)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, (keys, meaning) in enumerate(_SHORTCUTS):
            key = QLabel(keys, table)
            key.setFont(theme.font(theme.HEADER, bold=True))
            grid.addWidget(key, row, 0)
            grid.addWidget(self._muted(meaning), row, 1)
        return table

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        stacks: dict[int, tuple[tuple[QWidget, ...], ...]] = {
            3: ((self._resume, self._keys), (self._models, self._paper), (self._course,)),
            2: ((self._resume, self._models, self._paper), (self._course, self._keys), ()),
            1: ((self._resume, self._models, self._course, self._keys, self._paper), (), ()),
        }
        for place, (column, sections) in enumerate(zip(self._down, stacks[columns], strict=True)):
            while column.takeAt(0) is not None:
                pass
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
            self._across.setStretch(place, 1 if sections else 0)

    def _offer_recent_actions(self, place: QPoint) -> None:
        card = self.recents.current()
        if card is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, slot in ((_("Épingler ou libérer"), self._pin_current), (_("Oublier"), self._forget_current)):
            action = QAction(word, menu)
            action.triggered.connect(slot)
            menu.addAction(action)
        menu.popup(self.recents.mapToGlobal(place))

    def _pin_current(self) -> None:
        if (card := self.recents.current()) is not None:
            self._pin(card.key)

    def _forget_current(self) -> None:
        if (card := self.recents.current()) is not None:
            self._forget(card.key)

    def _pin(self, path: str) -> None:
        self._store.pin(path)
        self.refresh()

    def _forget(self, path: str) -> None:
        self._store.forget(path)
        self.refresh()


def _index(kind: str) -> list[Mapping[str, Any]]:
    """Read the index of the examples or of the templates; none is shown when it cannot be read."""
    try:
        found: list[Mapping[str, Any]] = json.loads(resources.path(kind, "index.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return found


def _template_card(item: Mapping[str, Any]) -> Card:
    note = _("Ctrl+N") if item["name"] == "page-blanche" else ""
    icon = _TEMPLATE_ICONS.get(item["name"], "document")
    return Card(item["name"], item["title"], text.typeset(item["summary"]), icon, note=note)


def _example_card(item: Mapping[str, Any]) -> Card:
    icon, word = _VERDICTS[item["verdict"]]
    host = item["host"] if item["host"] not in item["title"] else ""
    return Card(item["name"], item["title"], text.typeset(item["summary"]), "", host, word, icon)


def _recent_card(recent: Recent) -> Card:
    path = Path(recent.path)
    folder = str(path.parent).replace(str(Path.home()), "~", 1)
    missing = not path.is_file()
    return Card(
        recent.path,
        path.name,
        _("introuvable · {folder}").format(folder=folder) if missing else folder,
        "missing" if missing else "document",
        note=_when(recent.when),
        note_icon="pin" if recent.pinned else "",
        missing=missing,
        help=recent.path,
    )


def _when(moment: str) -> str:
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    days = (datetime.now(UTC).astimezone().date() - then.date()).days
    if days == 0:
        return _("aujourd'hui, {hour}").format(hour=then.strftime("%H:%M"))
    return _("hier") if days == 1 else text.day(then.date())
