"""The options of a quote: each is left out, proposed beside the totals, or included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from offerdesigner.app import theme
from offerdesigner.app.editors.price.parts import ElidedLabel
from offerdesigner.app.editors.quotes import edits
from offerdesigner.app.editors.quotes.tab_order import put_after
from offerdesigner.app.editors.quotes.words import due
from offerdesigner.app.fields import QuantityField
from offerdesigner.app.models.option_rows import option_price
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.offers import Option
from offerdesigner.model.project import Project, includes_option
from offerdesigner.model.quotes import OptionChoice, Quote, QuoteContent, Taking
from offerdesigner.pricing.sides import on_side
from offerdesigner.text import _, typeset

if TYPE_CHECKING:
    from offerdesigner.app.document import Document
    from offerdesigner.app.editors.page import Page

_TAKINGS = (
    (None, _("non"), "left"),
    (Taking.PROPOSED, _("proposée"), "middle"),
    (Taking.INCLUDED, _("incluse"), "right"),
)
_COUNT = 44


class TakingSwitch(QWidget):
    """« non | proposée | incluse »: one of them is pressed; ← and → go from one to the next."""

    taken = Signal(object)
    """`None`, or a `Taking`."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[Taking | None, QToolButton] = {}
        for place, (taking, words, side) in enumerate(_TAKINGS):
            button = self.buttons[taking] = QToolButton(self)
            button.setText(words)
            button.setCheckable(True)
            button.setAccessibleName(f"{name} : {words}")
            theme.mark(button, "segment", side)
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self._tell)
        self.show_taking(None)

    def show_taking(self, taking: Taking | None) -> None:
        """Press one of them; the keyboard comes to this one alone."""
        self.buttons[taking].setChecked(True)
        for value, button in self.buttons.items():
            reached = Qt.FocusPolicy.StrongFocus if value == taking else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(reached)

    @property
    def pressed(self) -> QToolButton:
        """The one that is pressed."""
        return next(button for button in self.buttons.values() if button.isChecked())

    def _tell(self, place: int) -> None:
        self.taken.emit(_TAKINGS[place][0])


class OptionRow:
    """One option: its name, its price, how many, and whether it is taken."""

    def __init__(self, option: Option, place: int, grid: QGridLayout, box: OptionsBox) -> None:
        self._id, self._box = option.id, box
        holder = box.holder
        self.name, self.price = ElidedLabel(holder), QLabel(holder)
        self.price.setTextFormat(Qt.TextFormat.PlainText)
        self.price.setFont(theme.font(figures=True))
        self.price.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        named = option.name or _("Option sans nom")
        self.count = QuantityField(holder, whole=True, minimum=1, maximum=option.max_quantity or 999)
        self.count.control.setFixedWidth(scaled(_COUNT))
        self.count.control.setAccessibleName(_("Nombre de « {name} »").format(name=named))
        self.switch = TakingSwitch(named, holder)
        self.given = QLabel(holder)
        theme.mark(self.given, "tone", "muted")
        self.count.committed.connect(self._count)
        self.switch.taken.connect(self._take)
        grid.addWidget(self.name, place, 0)
        grid.addWidget(self.price, place, 1)
        grid.addWidget(self.count, place, 2)
        grid.addWidget(self.switch, place, 3, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.given, place, 3)

    def show_option(self, option: Option, words: str, held: OptionChoice | None, given_by: str) -> None:
        """Show an option, and how it is taken; `given_by`: the offer that includes it already."""
        self.name.say(typeset(option.name or _("Option sans nom")))
        self.price.setText(_("comprise") if given_by else typeset(words))
        theme.mark(self.price, "tone", "muted" if given_by else "")
        self.given.setText(typeset(_("déjà dans l'offre {offer}").format(offer=given_by)))
        self.given.setVisible(bool(given_by))
        self.switch.setVisible(not given_by)
        self.switch.show_taking(held.taking if held is not None else None)
        self.count.setVisible(held is not None and not given_by and option.max_quantity != 1)
        self.count.show(held.count if held is not None else 1)

    def _take(self, taking: Taking | None) -> None:
        self._box.take(self._id, taking)

    def _count(self, count: int) -> None:
        self._box.count(self._id, count)


class OptionsBox(QFrame):
    """The options that go with the offer of a quote, and those that it gives already."""

    def __init__(self, page: Page, after: QWidget, parent: QWidget) -> None:
        """The keyboard comes here from `after`."""
        super().__init__(parent)
        self._document: Document = page.document
        self._after = after
        self._quote: Quote | None = None
        self.rows: dict[Id, OptionRow] = {}
        self.holder = QWidget(self)
        self._column = QGridLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def show_quote(self, project: Project, quote: Quote, content: QuoteContent) -> None:
        """Show the options of a quote."""
        self._quote = quote
        offer = next((one for one in project.offers if one.id == quote.choice.offer), None)
        given = [one for one in project.options if offer is not None and includes_option(project, offer, one)]
        possible = project.options_for(offer) if offer is not None else ()
        options = tuple(one for one in project.options if one in possible or one in given)
        if [one.id for one in options] != list(self.rows):
            self._rebuild(options)
        self.setVisible(bool(options))
        held = {item.option: item for item in quote.choice.options}
        for option in options:
            name = offer.name if offer is not None and option in given else ""
            words = _price(project, quote, content, option)
            self.rows[option.id].show_option(option, words, held.get(option.id), name)

    def _rebuild(self, options: Sequence[Option]) -> None:
        self._column.removeWidget(self.holder)
        self.holder.hide()
        self.holder.deleteLater()
        self.holder = QWidget(self)
        grid = QGridLayout(self.holder)
        grid.setContentsMargins(10, 5, 8, 5)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        self.rows = {}
        for place, option in enumerate(options):
            self.rows[option.id] = OptionRow(option, place, grid, self)
        self._column.addWidget(self.holder)
        put_after(self._after, self.holder)

    def take(self, option: Id, taking: Taking | None) -> None:
        """Include an option, propose it, or neither."""
        if self._quote is not None:
            self._document.apply(edits.take_option(self._quote.id, option, taking), self)

    def count(self, option: Id, count: int) -> None:
        """Take an option so many times."""
        if self._quote is not None:
            self._document.apply(edits.count_option(self._quote.id, option, count), self)


def _price(project: Project, quote: Quote, content: QuoteContent, option: Option) -> str:
    """Say what an option costs in this quote, or where it is not taken what it costs at all."""
    rows = [row for row in content.rows if row.origin.startswith(f"options/{option.id}/")]
    if rows:
        return " + ".join(due(row.amount, row.period_months) for row in rows)
    return option_price(project, on_side(option, quote.tax, project.structure.vat))
