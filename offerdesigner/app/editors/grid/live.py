"""Typing that the project follows key by key, and that Escape gives back."""

from __future__ import annotations

from dataclasses import replace

from offerdesigner.app.document import Document
from offerdesigner.model.address import Address, exists, get, put
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.text import _


class LiveTyping:
    """One spell of typing in one place: its edits join in the history, and can be taken back together."""

    def __init__(self, document: Document, origin: object, address: Address) -> None:
        self._document = document
        self._origin = origin
        self._address = address
        self._before: Project = document.project
        self._steps = 0

    def apply(self, edit: Edit, *, is_typing: bool = False) -> bool:
        """Make an edit of this spell; False when the document refuses it."""
        present = self._document.project
        # The spell is in the key: typing in the same place later is another step of the history.
        own = replace(edit, key=(edit.key, id(self)))
        accepted = self._document.apply(own, self._origin, is_typing=is_typing)
        self._steps += self._document.project is not present
        return accepted

    def follow(self, edit: Edit) -> bool:
        """Make an edit of this spell while one types on: the window follows once the sheet is drawn."""
        return self.apply(edit, is_typing=True)

    def give_back(self) -> None:
        """Bring the project back to what it was before the first key."""
        for _step in range(self._steps):
            if self._document.project is self._before:
                return
            self._document.undo()
        if self._steps and self._document.project is not self._before and exists(self._before, self._address):
            # The history dropped the way back: put the value itself again.
            was = get(self._before, self._address)
            self._document.apply(Edit(_("reprendre la valeur"), lambda now: put(now, self._address, was)))
        self._steps = 0
