"""The client of a quote: typed and completed among those that are known, or a new one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

from offerdesigner.app.editors.quotes.words import client_words
from offerdesigner.app.fields import Field
from offerdesigner.app.fields.base import Refused
from offerdesigner.app.fields.line import LINE_LENGTH
from offerdesigner.model.base import Id
from offerdesigner.model.clients import Client
from offerdesigner.text import _, fold, typeset


class ClientField(Field):
    """One of the clients (its id), or `None`. Entrée on a name that nobody bears asks for a new client."""

    control: QComboBox

    new_wanted = Signal(str)
    """A client of this name is to be added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QComboBox(), parent)
        self._clients: tuple[Client, ...] = ()
        self._ids: tuple[Id, ...] = ()
        self._texts: tuple[str, ...] = ()
        control = self.control
        control.setEditable(True)
        control.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        control.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        control.setMinimumContentsLength(14)
        control.setMaxVisibleItems(14)
        control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = self._line = QLineEdit(control)
        control.setLineEdit(line)
        line.setMaxLength(LINE_LENGTH)
        line.returnPressed.connect(self._enter)
        completer = self._completer = QCompleter(control.model(), control)
        control.setCompleter(completer)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        control.activated.connect(self._take_activated)

    def say_where_empty(self, words: str) -> None:
        """Show `words` where no client is chosen."""
        self._line.setPlaceholderText(typeset(words))

    def show_clients(self, clients: tuple[Client, ...]) -> None:
        """Offer these clients; the one shown stays shown."""
        if clients is self._clients:
            return
        # A list made anew shows its first client: what is being typed must not become it.
        typed = (
            self.control.currentText() if self.control.hasFocus() and not self._stands_already(self._value) else None
        )
        self._clients = clients
        self._ids = tuple(client.id for client in clients)
        texts = tuple(client_words(client) for client in clients)
        if texts != self._texts:
            self._texts = texts
            blocker = QSignalBlocker(self.control)
            self.control.clear()
            self.control.addItems(list(texts))
            blocker.unblock()
        self._write(self._value)
        if typed is not None:
            self.control.setEditText(typed)

    def _take_activated(self, _place: int) -> None:
        self.conclude()

    def _display(self, value: Any) -> None:
        place = self._ids.index(value) if value in self._ids else -1
        self.control.setCurrentIndex(place)
        self.control.setEditText(self._texts[place] if place >= 0 else "")
        self._line.setCursorPosition(0)

    def _read(self) -> Id | None:
        typed = fold(self.control.currentText())
        if not typed:
            return None
        found = [place for place, text in enumerate(self._texts) if fold(text) == typed]
        found = found or [place for place, client in enumerate(self._clients) if fold(client.name) == typed]
        if not found:
            sentence = _("Aucun client ne s'appelle « {name} » : Entrée l'ajoute.")
            raise Refused(typeset(sentence.format(name=self.control.currentText().strip())))
        current = self.control.currentIndex()
        return self._ids[current if current in found else found[0]]

    def _enter(self) -> None:
        """Take the client of this name, or ask for it to be added."""
        popup = self._completer.popup()
        if popup is not None and popup.isVisible():
            chosen = popup.currentIndex()
            popup.hide()
            if chosen.isValid():
                self.control.setEditText(str(chosen.data()))
        name = self.control.currentText().strip()
        try:
            self._read()
        except Refused:
            self._refusal.clear()
            self.new_wanted.emit(name)
            if self._value in self._ids:
                self._write(self._value)
            return
        self._normalise()
