"""Bindings: a field tied to an address of the document, in both directions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from offerdesigner.app.fields.base import Field
from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, NoSuchAddress
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.finding import Finding
from offerdesigner.model.project import Project

if TYPE_CHECKING:
    from offerdesigner.app.document import Change, Document

Read = Callable[[Project], Any]
MakeEdit = Callable[[Any], Edit]


class Binding(QObject):
    """Shows the value at `address` in `field` and puts there what is typed in it.

    `label` names the edit in the menu (« changer le nom »). A refused edit leaves what was typed,
    with the document's sentence beneath it. `read` and `edit` serve the fields whose value is not
    just what stands at the address: they give the value to show, and the edit for a new one.
    """

    entered = Signal(str)
    """The cursor entered the field; carries its address."""

    def __init__(
        self,
        document: Document,
        field: Field,
        address: Address,
        label: str,
        *,
        read: Read | None = None,
        edit: MakeEdit | None = None,
    ) -> None:
        super().__init__(field)
        self._document = document
        self.field = field
        self.address = address
        self._label = label
        self._read = read
        self._edit = edit
        self._refusal = ""
        document.changed.connect(self._follow)
        document.refused.connect(self._note_refusal)
        field.committed.connect(self._apply)
        field.focused.connect(self._announce)
        self.refresh()

    def point_to(self, address: Address) -> None:
        """Tie the field to another address of the same kind (the detail of another row)."""
        if address != self.address:
            self.address = address
            self.field.forget()
            self.refresh()

    def refresh(self) -> None:
        """Show what the project holds; where nothing stands, the field is disabled."""
        try:
            value = self._held()
        except NoSuchAddress:
            self.field.setEnabled(False)
            return
        self.field.setEnabled(True)
        self.field.show(value)

    def _held(self) -> Any:
        project = self._document.project
        return self._read(project) if self._read else addresses.get(project, self.address)

    def _follow(self, change: Change) -> None:
        if change.origin is self.field:
            self.field.settle(self._held())
        else:
            self.refresh()

    def _apply(self, value: Any) -> None:
        self._refusal = ""
        edit = self._edit(value) if self._edit else set_value(self.address, value, self._label)
        if self._document.apply(edit, self.field):
            return
        self.field.settle(self._held())
        if self._refusal:
            self.field.refuse(self._refusal)

    def _note_refusal(self, sentence: str) -> None:
        self._refusal = sentence

    def _announce(self) -> None:
        self.entered.emit(self.address)

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the field with those of `findings` that are at its address or below."""
        self.field.mark([finding for finding in findings if addresses.contains(self.address, finding.address)])


def bind(
    document: Document,
    field: Field,
    address: Address,
    label: str,
    *,
    read: Read | None = None,
    edit: MakeEdit | None = None,
) -> Binding:
    """Tie `field` to `address`; `label` names its edits (« changer le nom »). See `Binding` for the rest."""
    return Binding(document, field, address, label, read=read, edit=edit)
