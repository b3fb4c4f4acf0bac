"""The offer of a quote and the usage that it is for: a sentence of fields, and which offer would be the cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from offerdesigner.app import icons
from offerdesigner.app.editors.grid.menus import Menu
from offerdesigner.app.editors.price.parts import link, muted
from offerdesigner.app.editors.quotes import edits
from offerdesigner.app.editors.quotes.bound import BoundFields
from offerdesigner.app.editors.quotes.rivals import Rival, cheapest, rivals
from offerdesigner.app.fields import ChoiceField, QuantityField
from offerdesigner.app.flow import Flow
from offerdesigner.app.plain import caption
from offerdesigner.app.text_size import scaled
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.quotes import Quote
from offerdesigner.pricing.offers import commitments
from offerdesigner.pricing.quote_words import amount_words
from offerdesigner.pricing.usage import included_usage
from offerdesigner.text import _, listed, months, number, typeset

if TYPE_CHECKING:
    from offerdesigner.app.editors.page import Page

_FIELD, _MOST_RIVALS = 58, 3
_YEARS = (12, 24, 36)


class MetricField(QuantityField):
    """How much of one metric the client uses; empty: what the offer includes."""

    used = Signal(str, object)

    def __init__(self, metric: Metric, parent: QWidget) -> None:
        super().__init__(parent, optional=True, decimals=3 if metric.decimal else 0, maximum=1_000_000)
        self._counted: Id = metric.id
        self.control.setFixedWidth(scaled(_FIELD))
        self.control.setAccessibleName(metric.name)
        self.set_unit(metric.plural or metric.name)
        self.committed.connect(self._tell)

    def _tell(self, quantity: Decimal | None) -> None:
        self.used.emit(self._counted, quantity)


class UsageBox(QFrame):
    """« Active pour 18 utilisateurs, 80 Go »."""

    def __init__(self, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = page.document
        self._quote: Quote | None = None
        self._best: Id = ""
        self.quantities: dict[Id, MetricField] = {}
        self._shown: tuple[Metric, ...] = ()
        self.fields = BoundFields(page)
        self.offer = ChoiceField(self)
        self.term = ChoiceField(self)
        self.price_list = ChoiceField(self)
        self._for = QLabel(_("pour"), self)
        self.icon = QLabel(self)
        self.verdict = QLabel(self)
        self.take_button = link("", self)
        self.others = muted("", self)
        self.variants_button = QPushButton(icons.icon("chevron-down", "muted"), "", self)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        names = ((self.offer, _("Offre")), (self.term, _("S'engage pour")), (self.price_list, _("Grille de prix")))
        for field, name in names:
            field.control.setAccessibleName(name)
            field.control.setMinimumContentsLength(8)
        sentence = QWidget(self)
        self._flow = Flow(sentence, across=7)
        for widget in (self.offer, self._for, self.term, self.price_list):
            self._flow.addWidget(widget)
        self._flow.keep_with_next(self._for)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.variants_button.setAutoDefault(False)
        self._answer = answer = QWidget(self)
        told = Flow(answer)
        for part in (self.icon, self.verdict, self.take_button, self.others, self.variants_button):
            told.addWidget(part)
        told.keep_with_next(self.icon)
        self.others.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(5)
        column.addWidget(sentence)
        column.addWidget(answer)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def _bind(self) -> None:
        self.fields.bind(self.offer, "choice/offer", "", edit=edits.choose_offer)
        self.fields.bind(self.term, "choice/months", _("changer l'engagement d'un devis"))
        self.fields.bind(self.price_list, "choice/price_list", _("choisir la grille de prix d'un devis"))
        self.take_button.clicked.connect(self._take_best)
        self.variants_button.clicked.connect(self._choose_variants)

    # Showing

    def show_quote(self, project: Project, quote: Quote) -> None:
        """Show the offer and the usage of a quote."""
        self._quote = quote
        offers = _named(project)
        self.offer.set_choices(offers)
        sold = quote.content.offer if quote.content is not None else ""
        self.offer.control.setPlaceholderText(sold or _("Choisir une offre"))
        offer = next((one for one in project.offers if one.id == quote.choice.offer), None)
        lengths = _lengths(offer, quote.choice.months)
        self.term.set_choices((length, _length_words(length)) for length in lengths)
        lists = ((None, _("prix ordinaires")), *((one.id, one.name or _("Sans nom")) for one in project.price_lists))
        self.price_list.set_choices(lists)
        self.price_list.setVisible(len(lists) > 1)
        self.fields.point_to(quote.id)
        self._show_quantities(project, quote, offer)
        self._answer.setVisible(not quote.is_frozen)
        if not quote.is_frozen:
            self._show_rivals(rivals(project, quote), quote)
        self._show_variants(project, quote)

    def _show_quantities(self, project: Project, quote: Quote, offer: Offer | None) -> None:
        metrics = counted_metrics(project, quote, offer)
        if metrics != self._shown:
            self._rebuild(metrics)
        used = {item.metric: item.quantity for item in quote.choice.quantities}
        given = included_usage(project, offer, used) if offer is not None else {}
        self._for.setVisible(bool(metrics))
        for metric, field in self.quantities.items():
            field.show(used.get(metric))
            field.control.setPlaceholderText(number(given[metric]) if metric in given else "")

    def _rebuild(self, metrics: tuple[Metric, ...]) -> None:
        """Make the fields of these metrics, after « pour »."""
        kept = [self._flow.takeAt(2) for _item in range(self._flow.count() - 2)]
        for item in kept[: len(self.quantities)]:
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        after = kept[len(self.quantities) :]
        self._shown, self.quantities = metrics, {}
        before: QWidget = self.offer.control
        for metric in metrics:
            field = self.quantities[metric.id] = MetricField(metric, self)
            field.used.connect(self._use)
            self._flow.addWidget(field)
            QWidget.setTabOrder(before, field.control)
            before = field.control
        for item in after:
            if item is not None:
                self._flow.addItem(item)
        QWidget.setTabOrder(before, self.term.control)

    def _show_rivals(self, found: Sequence[Rival], quote: Quote) -> None:
        best = cheapest(tuple(found))
        here = next((rival for rival in found if rival.offer.id == quote.choice.offer), None)
        others = [rival for rival in found if rival is not here]
        is_best = best is None or here is None or here.yearly == best.yearly
        is_sure = is_best and (here is None or here.yearly is not None)
        self._best = "" if is_best or best is None else best.offer.id
        self.icon.setVisible(bool(others))
        self.icon.setPixmap(icons.pixmap("ok" if is_sure else "advice", scaled(16), None, self.devicePixelRatioF()))
        self.verdict.setVisible(bool(others))
        self.verdict.setText(typeset(_verdict(here, None if is_best else best)))
        self.take_button.setVisible(not is_best)
        if best is not None:
            self.take_button.setText(caption(_("Prendre {offer}").format(offer=_name(best.offer))))
        told = [_("{offer} {price}").format(offer=_name(one.offer), price=_price(one)) for one in others]
        self.others.setText(typeset(" · ".join(told[:_MOST_RIVALS])))
        self.others.setVisible(bool(told) and is_best)

    def _show_variants(self, project: Project, quote: Quote) -> None:
        names = [_name(one) for one in project.offers if one.id in quote.choice.alternatives]
        words = _("Variantes : {offers}").format(offers=listed(names)) if names else _("Proposer une variante")
        self.variants_button.setText(caption(words))
        self.variants_button.setVisible(len(project.offers) > 1)

    # What one does

    def _use(self, metric: Id, quantity: Decimal | None) -> None:
        if self._quote is not None:
            self._document.apply(edits.use_quantity(self._quote.id, metric, quantity), self)

    def _take_best(self) -> None:
        if self._quote is not None and self._best:
            self._document.apply(edits.choose_offer(self._quote.id, self._best), self)

    def _choose_variants(self) -> None:
        quote = self._quote
        if quote is None:
            return
        menu = Menu(self)
        for offer in self._document.project.offers:
            if offer.id != quote.choice.offer:
                ticked = offer.id in quote.choice.alternatives
                menu.tick(_name(offer), ticked, self._toggle, quote.id, offer.id)
        menu.open_at(self.variants_button.mapToGlobal(self.variants_button.rect().bottomLeft()))

    def _toggle(self, quote_id: Id, offer: Id) -> None:
        self._document.apply(edits.toggle_alternative(quote_id, offer), self)


def counted_metrics(project: Project, quote: Quote, offer: Offer | None) -> tuple[Metric, ...]:
    """Return what the offer counts, or includes, and what the quote says of others."""
    counted: set[Any] = {item.metric for item in quote.choice.quantities}
    if offer is not None:
        holders: tuple[Offer | Option, ...] = (offer, *project.options_for(offer))
        counted |= {rate.metric for holder in holders for rate in holder.rates}
        services = {service.id: service.metric for service in project.services}
        counted |= {services[service] for service in inclusions_of(project, offer)}
    return tuple(metric for metric in project.metrics if metric.id in counted)


def _lengths(offer: Offer | None, now: int) -> tuple[int, ...]:
    """Return what one may commit to: what the offer lists, and years that it does not: a quote may be for longer."""
    possible = commitments(offer) if offer is not None else ()
    return tuple(sorted({*possible, *(years for years in _YEARS if years > min(possible, default=0)), now}))


def _length_words(length: int) -> str:
    return _("au mois") if length == 1 else _("pour {length}").format(length=months(length))


def _named(project: Project) -> list[tuple[Any, str]]:
    return [(offer.id, _name(offer)) for offer in project.offers]


def _name(offer: Offer) -> str:
    return offer.name or _("Offre sans nom")


def _price(rival: Rival) -> str:
    return amount_words(rival.yearly) if rival.suffices else _("ne suffit pas")


def _verdict(here: Rival | None, better: Rival | None) -> str:
    if here is not None and better is None and here.yearly is None:
        return _("{price} pour cet usage").format(price=_price(here))
    if better is None or here is None:
        return _("la moins chère pour cet usage")
    if here.yearly is None or better.yearly is None:
        return _("{offer} répond à cet usage").format(offer=_name(better.offer))
    saved = amount_words(here.yearly - better.yearly)
    return _("{offer} coûterait {saved} de moins par an").format(offer=_name(better.offer), saved=saved)
