"""The two sides of the amounts of the price panel: those entered, how they show, and going from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from offerdesigner.app import theme
from offerdesigner.app.document import Document
from offerdesigner.app.editors.price.parts import link, muted
from offerdesigner.app.fields import Field
from offerdesigner.model.address import Address, at, get, put
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.offers import Offer, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Vat
from offerdesigner.pricing.offers import price_terms
from offerdesigner.pricing.sides import Sides, amounts_of, home_of, tax_of
from offerdesigner.pricing.tax import converted, other_side
from offerdesigner.pricing.usage import included_usage
from offerdesigner.text import NBSP, _, money, typeset


@dataclass(frozen=True, slots=True)
class View:
    """How amounts entered on one side show on another."""

    entered: TaxMode
    shown: TaxMode
    vat: Vat

    @property
    def differs(self) -> bool:
        """Whether what shows is not what was entered."""
        return bool(self.vat.rate) and self.entered != self.shown

    def amount(self, amount: Decimal, decimals: int = 2) -> Decimal:
        """Return `amount` as it shows."""
        return converted(amount, self.entered, self.shown, self.vat, decimals)

    def beside(self, amount: Decimal | None, decimals: int = 2) -> str:
        """Say beside what was entered how it shows: « 8,33 € HT », or nothing where it is the same."""
        if not amount or not self.differs:
            return ""
        return f"{money(self.amount(amount, decimals), cents=True)}{NBSP}{self.shown.upper()}"

    def titled(self, title: str, side: TaxMode) -> str:
        """Return the title of a column of amounts of a side; the side is said where there are two."""
        return _("{title} {side}").format(title=title, side=side.upper()) if self.vat.rate else title


AS_ENTERED = View(TaxMode.TTC, TaxMode.TTC, Vat())
"""Where there is one side only."""


class OtherSide(QLabel):
    """« soit 8,33 € HT », after the field of an amount that was entered on the other side."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setFont(theme.font(theme.HEADER, figures=True))
        field.row.insertWidget(1, self)
        self.hide()

    def say(self, words: str) -> None:
        """Say an amount, or nothing."""
        self.setText(_("soit {amount}").format(amount=words) if words else "")
        self.setVisible(bool(words))


class EntrySide(QWidget):
    """What became of the amounts of a line that is now entered on the other side, and the other way to do it.

    A line keeps its price: its amounts are converted, and come back to the very ones that were typed. Where
    only the side was wrong, a link keeps the numbers instead.
    """

    def __init__(self, document: Document, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._label = label
        self._sides = Sides()
        self._line: Address = ""
        self._change: tuple[Address, Any, Any] | None = None
        self._words = muted("", self)
        self.keep_link = link(_("Garder plutôt les nombres tapés"), self)
        self.keep_link.clicked.connect(self._keep_numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self.keep_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def words(self) -> str:
        """What is said, or ""."""
        return "" if self.isHidden() else self._words.text()

    def edit(self, side: TaxMode) -> Edit:
        """Return the edit that enters the line shown on `side`."""
        line, sides = self._line, self._sides
        home = at(*line.split("/")[:2])
        if home.startswith("competitors/"):
            return set_value(tax_of(line), side, self._label)  # what they display is not ours to convert

        def apply(project: Project) -> Project:
            vat = project.structure.vat
            return put(project, home, sides.entered_on(get(project, home), line, side, vat))

        project = self._document.project
        try:
            self._change = line, get(project, home), get(apply(project), home)
        except ValidationError:
            self._change = None  # the document says why
        return Edit(self._label, apply, tax_of(line))

    def show_line(self, line: Address) -> None:
        """Show another line, or the same one: what was said of a change goes once it is no longer the last one."""
        self._line = line
        said = ""
        if self._change is not None:
            changed, before, after = self._change
            if changed == line and get(self._document.project, home_of(after)) == after:
                said = self._told(before, after)
        self._words.setText(typeset(said))
        self.setVisible(bool(said))

    def _told(self, before: Any, after: Any) -> str:
        typed = amounts_of(before)
        if typed == amounts_of(after):
            return ""
        side: TaxMode = get(self._document.project, tax_of(self._line))
        words = _("Montants convertis en {side} : le client paie le même prix.")
        was = now = Decimal(0)
        for was, now in self._paid(before, after, other_side(side)):
            if was != now:
                words = _("Montants convertis en {side}. Pour le client, {was} {other} deviennent {now}.")
                break
        return words.format(side=side.upper(), other=other_side(side).upper(), was=money(was), now=money(now))

    def _paid(self, before: Any, after: Any, side: TaxMode) -> Iterator[tuple[Decimal, Decimal]]:
        """Yield what was paid and what is, on the side on which the line was entered: each amount, then each term."""
        project = self._document.project
        back = Sides().entered_on(after, self._line, side, project.structure.vat)
        yield from zip(amounts_of(before).values(), amounts_of(back).values(), strict=True)
        if isinstance(before, Offer):
            terms = (price_terms(project, offer, included_usage(project, offer), tax=side) for offer in (before, after))
            for was, now in zip(*terms, strict=True):
                if was.for_the_term is not None and now.for_the_term is not None:
                    yield was.for_the_term, now.for_the_term

    def _keep_numbers(self) -> None:
        if self._change is None:
            return
        line, before, _after = self._change
        side = get(self._document.project, tax_of(line))

        def apply(project: Project) -> Project:
            return put(put(project, home_of(before), before), tax_of(line), side)

        self._document.apply(Edit(self._label, apply, tax_of(line)), self)
