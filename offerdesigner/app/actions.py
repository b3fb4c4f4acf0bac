"""The commands of the window: one table gives menus, keys and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from offerdesigner.app import icons
from offerdesigner.app.edit_menu import EditMenu
from offerdesigner.app.pages import PAGES
from offerdesigner.app.plain import bare, caption, plain_tooltip
from offerdesigner.app.text_size import SIZES
from offerdesigner.text import _, typeset

_DIGITS = 9
NAMING_MS = 40
"""How long after a change undo and redo take its name: a moment that nobody sees."""


@dataclass(frozen=True)
class Command:
    """A command: its key in the program, its word in the menu, its keys, its icon; `always` works on the start page."""

    key: str
    word: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    always: bool = False
    checkable: bool = False
    data: object = None
    """What its slot finds in the action."""
    here: QKeyCombination | None = None
    """The keys that it presses where the keyboard is; they are shown, and are no shortcut of the window."""


def _page_keys(place: int) -> tuple[str, ...]:
    return (f"Ctrl+{place + 1}",) if place < _DIGITS else ()


_HERE = (
    ("cut", _("&Couper"), QKeyCombination(Qt.Modifier.CTRL, Qt.Key.Key_X)),
    ("copy", _("Co&pier"), QKeyCombination(Qt.Modifier.CTRL, Qt.Key.Key_C)),
    ("paste", _("C&oller"), QKeyCombination(Qt.Modifier.CTRL, Qt.Key.Key_V)),
    ("clear", _("&Vider"), QKeyCombination(Qt.Key.Key_Delete)),
)
"""What is done to the cells or in the field with the keyboard."""

MENUS: tuple[tuple[str, tuple[Command | None, ...]], ...] = (
    (
        _("&Fichier"),
        (
            Command("new", _("&Nouvelle offre"), ("Ctrl+N",), "new", always=True),
            Command("open", _("&Ouvrir…"), ("Ctrl+O",), "open", always=True),
            Command("import", _("I&mporter une grille…"), ("Ctrl+I",), "offers", always=True),
            Command("home", _("&Accueil"), ("Ctrl+W",), "home"),
            None,
            Command("save", _("&Enregistrer"), ("Ctrl+S",), "save"),
            Command("save_as", _("Enregistrer &sous…"), ("Ctrl+Shift+S",), "save-as"),
            None,
            Command("export", _("E&xporter…"), ("Ctrl+E",), "export"),
            Command("export_report", _("Exporter le &rapport de viabilité…"), icon="forecast"),
            Command("print", _("&Imprimer…"), ("Ctrl+P",), "print"),
            None,
            Command("quit", _("&Quitter"), ("Ctrl+Q",), always=True),
        ),
    ),
    (
        _("&Édition"),
        (
            Command("undo", _("&Annuler"), ("Ctrl+Z",), "undo"),
            Command("redo", _("&Rétablir"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
            None,
            *(Command(key, word, here=keys) for key, word, keys in _HERE),
            None,
            Command("find", _("Rec&hercher dans la grille"), ("Ctrl+F",), "search"),
            Command("name", _("Choisir le &nom…"), ("Ctrl+F2",), "edit"),
        ),
    ),
    (
        _("&Affichage"),
        (
            *(
                Command(
                    f"page_{place}", _("Page {title}").format(title=page.word), _page_keys(place), page.icon, data=place
                )
                for place, page in enumerate(PAGES)
            ),
            Command("go_to", _("All&er à…"), ("Ctrl+K",), "search"),
            None,
            Command("prices_ttc", _("Prix affichés &TTC"), checkable=True, data="ttc"),
            Command("prices_ht", _("Prix affichés &HT"), checkable=True, data="ht"),
            None,
            Command("side", _("&Aperçu"), ("F9",), "preview", checkable=True),
            None,
            Command("zoom_in", _("A&grandir l'aperçu"), ("Ctrl++", "Ctrl+="), "zoom-in"),
            Command("zoom_out", _("&Réduire l'aperçu"), ("Ctrl+-",), "zoom-out"),
            Command("zoom_width", _("Aperçu à la &largeur"), ("Ctrl+0",)),
            None,
            Command("next_region", _("Région s&uivante"), ("F6",)),
            Command("previous_region", _("Région pré&cédente"), ("Shift+F6",)),
        ),
    ),
    (
        _("&Problèmes"),
        (
            Command("problems", _("&Liste des problèmes"), ("F7",), "warning", checkable=True),
            None,
            Command("next_problem", _("Problème &suivant"), ("F8",), "down"),
            Command("previous_problem", _("Problème &précédent"), ("Shift+F8",), "up"),
            Command("fix", _("&Correction proposée"), ("Ctrl+.",), "fix"),
            Command("fix_safe", _("Toutes les corrections s&ûres"), icon="fix"),
            Command("copy_problems", _("Co&pier la liste des problèmes"), icon="duplicate"),
            Command("why", _("P&ourquoi ?"), ("Alt+Enter", "Alt+Return"), "help"),
        ),
    ),
    (
        _("A&ide"),
        (
            Command("shortcuts", _("&Raccourcis et signes"), ("F1", "Ctrl+?"), "help", always=True),
            Command("rules", _("&Livre des règles"), always=True),
            Command("about", _("&À propos"), always=True),
        ),
    ),
)

SIDES = ("ttc", "ht")
"""On which sides prices may show."""

THEMES = (("system", _("Comme le &système")), ("light", _("&Clair")), ("dark", _("&Sombre")))
TEXT_SIZES = tuple((size, typeset(_("{n} %").format(n=size))) for size in SIZES)


class Actions:
    """The actions of a window, by key; and its menus."""

    def __init__(self, window: QMainWindow, slots: Mapping[str, Callable[..., object]]) -> None:
        self._window = window
        self._by_key: dict[str, QAction] = {}
        self._commands: dict[str, Command] = {}
        self._named: tuple[str | None, str | None] | None = None
        self._naming = QTimer(window, singleShot=True, interval=NAMING_MS)
        self._naming.timeout.connect(self._write_names)
        self.menus: dict[str, QMenu] = {}
        for title, commands in MENUS:
            menu = self.menus[title] = window.menuBar().addMenu(title)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._make(command, slots.get(command.key)))
        self.menus[_("&Édition")].aboutToShow.connect(self._write_names)
        self._edit_menu = EditMenu(self.menus[_("&Édition")], [self[key] for key, *_rest in _HERE], window)
        self.recents = QMenu(_("&Récents"), window)
        self.menus[_("&Fichier")].insertMenu(self["home"], self.recents)
        self._sides = QActionGroup(window)
        for side in SIDES:
            self._sides.addAction(self[f"prices_{side}"])
        self.menus[_("&Affichage")].addSeparator()
        self.text_sizes = self._choices(_("&Taille du texte"), TEXT_SIZES)
        self.themes = self._choices(_("Thè&me"), THEMES)

    def __getitem__(self, key: str) -> QAction:
        return self._by_key[key]

    def listed(self) -> list[tuple[str, str]]:
        """Return every command that has keys, as its word and its keys."""
        return [
            (
                bare(self._by_key[key].text()),
                _(" ou ").join(dict.fromkeys(spelt(sequence) for sequence in self._by_key[key].shortcuts())),
            )
            for key, command in self._commands.items()
            if command.keys
        ]

    def enable_document(self, opened: bool) -> None:
        """Enable what needs an open document, or only what does not; nothing can be undone yet."""
        for key, command in self._commands.items():
            self._by_key[key].setEnabled(command.always or (opened and key not in ("undo", "redo")))
        self._named = None
        self._edit_menu.is_open = opened

    def free_ht(self, is_free: bool) -> None:
        """Let prices show HT, or say why they cannot."""
        action = self["prices_ht"]
        action.setEnabled(is_free)
        reason = _("Votre structure ne facture pas de TVA : le prix TTC est aussi le prix HT.")
        action.setToolTip(plain_tooltip(typeset(_("Prix affichés HT") if is_free else reason)))

    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """Carry the names of what would be taken back and made again."""
        if (undo, redo) == self._named:
            return
        self._named = undo, redo
        for key, label in (("undo", undo), ("redo", redo)):
            if label is not None:
                self[key].setEnabled(True)
        self._naming.start()

    def _write_names(self) -> None:
        """Write the names in the menu and the tooltips; the buttons keep their word, and the tool bar its places."""
        if self._named is None:
            return
        undo, redo = self._named
        for key, word, label in (("undo", _("Annuler"), undo), ("redo", _("Rétablir"), redo)):
            action = self[key]
            action.setEnabled(label is not None)
            full = _("{word} : {label}").format(word=word, label=_lower_first(label)) if label else word
            action.setText("&" + caption(full))
            action.setIconText(word)
            action.setToolTip(plain_tooltip(f"{full} ({spelt(action.shortcut())})"))

    def _make(self, command: Command, slot: Callable[..., object] | None) -> QAction:
        shown = f"\t{spelt(QKeySequence(command.here))}" if command.here is not None else ""
        action = QAction(typeset(command.word) + shown, self._window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.icon:
            action.setIcon(icons.icon(command.icon, "text"))
        action.setCheckable(command.checkable)
        action.setData(command.data if command.here is None else command.here)
        if slot is not None:
            action.triggered.connect(slot)
        keys = spelt(action.shortcut())
        word = bare(command.word)
        action.setToolTip(plain_tooltip(f"{word} ({keys})" if keys else word))
        self._by_key[command.key] = action
        self._commands[command.key] = command
        return action

    def _choices(self, title: str, choices: Sequence[tuple[object, str]]) -> QActionGroup:
        """Add a menu of which one choice is ticked to « Affichage »."""
        menu = QMenu(title, self._window)
        self.menus[_("&Affichage")].addMenu(menu)
        group = QActionGroup(self._window)
        for value, word in choices:
            action = QAction(word, group)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)
        return group


def spelt(keys: QKeySequence) -> str:
    """Return the keys in French; both keys of that name are « Entrée »."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace(_("Retour"), _("Entrée"))


def _lower_first(label: str) -> str:
    return label[:1].lower() + label[1:]
