"""Fields that show the quote in front: they go from one quote to another, and are read only once it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from offerdesigner.app.editors.quotes.edits import quote_at
from offerdesigner.app.fields import Binding, Field
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.edits import Edit
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Quote

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

NOWHERE = "-"
"""The id of no quote: fields that show it are disabled."""

Read = Callable[[Project, Quote], Any]
MakeEdit = Callable[[Id, Any], Edit]


class BoundFields:
    """The fields of one part of the page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._bindings: list[tuple[Binding, Address]] = []
        self.quote_id: Id = NOWHERE

    def bind(
        self, field: Field, path: Address, label: str, *, read: Read | None = None, edit: MakeEdit | None = None
    ) -> Field:
        """Tie `field` to what stands at `path` in the quote in front; `label` names its edits. See `Binding`."""
        reads = None if read is None else _Reader(self, read)
        edits = None if edit is None else _Editor(self, edit)
        binding = self._page.bind(field, at("quotes", NOWHERE, path), label, read=reads, edit=edits)
        self._bindings.append((binding, path))
        return field

    def point_to(self, quote_id: Id) -> None:
        """Show another quote."""
        if quote_id == self.quote_id:
            return
        self.quote_id = quote_id
        for binding, path in self._bindings:
            binding.point_to(at("quotes", quote_id, path))


class _Reader:
    """Reads the quote in front."""

    def __init__(self, fields: BoundFields, read: Read) -> None:
        self._fields, self._read = fields, read

    def __call__(self, project: Project) -> Any:
        return self._read(project, quote_at(project, self._fields.quote_id))


class _Editor:
    """Makes the edit of the quote in front."""

    def __init__(self, fields: BoundFields, edit: MakeEdit) -> None:
        self._fields, self._edit = fields, edit

    def __call__(self, value: Any) -> Edit:
        return self._edit(self._fields.quote_id, value)
