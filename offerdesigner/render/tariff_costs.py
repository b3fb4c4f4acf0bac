"""What one pays for the offers of a tariff sheet beside the leading price, and in all, in every price list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerdesigner.model.address import Address, at
from offerdesigner.model.offers import Offer
from offerdesigner.model.project import Project
from offerdesigner.pricing.wording import price as price_words
from offerdesigner.render import tariff_prices as prices
from offerdesigner.render.tariff_lists import Sold, Told, list_label, list_price, rate_notes, reduced_too, setup_notes
from offerdesigner.render.tariff_rows import DASH, WORDS, Cell, Row, words_cell
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, every, listed, plural


def costs(project: Project, offers: Sequence[Offer], lists: Sequence[Sold] = ()) -> Iterator[Row]:
    """Yield what is paid beside the leading price: in the other lists, further lines, trial, setup, membership."""
    yield from (_list_row(sold, offers) for sold in lists)
    yield from _further_rates(project, offers, lists)
    trials = [offer for offer in offers if offer.trial is not None and offer.lead_rate is not None]
    if any(prices.figure(project, offer).after != _trial_figure(offer) for offer in trials):
        cells = tuple(words_cell(_trial(offer), at("offers", offer.id, "trial")) for offer in offers)
        yield Row(((Words(_("Essai"), "strong"),),), cells)
    yield from _setups(project, offers, lists)
    yield from _memberships(project, offers)


def _list_row(sold: Sold, offers: Sequence[Offer]) -> Row:
    """Return the row of a price list: for whom it is, and what each offer costs there."""
    priced = ((at("offers", offer.id), list_price(sold, offer)) for offer in offers)
    cells = tuple(Cell(WORDS if said else DASH, said, address) for address, said in priced)
    return Row(list_label(sold, offers), cells)


def _setups(project: Project, offers: Sequence[Offer], lists: Sequence[Sold]) -> Iterator[Row]:
    cells = []
    for offer in offers:
        said = prices.setup(project, offer)
        cells.append(words_cell(said, at("offers", offer.id, "setup_fee"), *setup_notes(lists, offer, said)))
    if any(cell.said for cell in cells):
        label = (Words(_("Mise en service"), "strong"), Words(" · ", "break"), Words(_("une fois"), "soft"))
        yield Row((label,), tuple(cells))


def _trial_figure(offer: Offer) -> str:
    return _("pendant {length}").format(length=prices.trial_length(offer))


def _trial(offer: Offer) -> str:
    if offer.trial is None:
        return ""
    length = prices.trial_length(offer)
    if not offer.trial.price:
        free = plural(offer.trial.duration, _("gratuit"), _("gratuits"))
        return _("{length} {free}").format(length=length, free=free)
    return _("{length} à {price}").format(length=length, price=price_words(offer.trial.price))


def _memberships(project: Project, offers: Sequence[Offer]) -> Iterator[Row]:
    due = project.structure.membership
    said = [prices.membership(project, offer) for offer in offers]
    if due is None or not any(said):
        return
    compulsory = _("obligatoire") not in due.name.lower()
    name = _("{name} obligatoire").format(name=due.name) if compulsory else due.name
    label = (
        Words(name, "strong", "structure/membership/name"),
        Words(" · ", "break"),
        Words(every(due.period_months), "soft", "structure/membership/period_months"),
    )
    cells = tuple(
        words_cell(
            words, "structure/membership/amount" if words != _("comprise") else at("offers", offer.id, "membership")
        )
        for offer, words in zip(offers, said, strict=True)
    )
    yield Row((label,), cells)


def _further_rates(project: Project, offers: Sequence[Offer], lists: Sequence[Sold]) -> Iterator[Row]:
    """Yield one row for each name of price line beside the leading one."""
    names: dict[str, None] = {}
    for offer in offers:
        names.update((_rate_name(project, rate), None) for rate in offer.rates if rate is not offer.lead_rate)
    for name in names:
        cells: list[Cell] = []
        label_address = ""
        for offer in offers:
            said: list[Said] = []
            for rate in offer.rates:
                if rate is offer.lead_rate or _rate_name(project, rate) != name:
                    continue
                address = at("offers", offer.id, "rates", rate.id)
                label_address = label_address or at(address, "name")
                text, notes = prices.rate_words(project, offer, rate)
                said.append((Words(text, "ink", prices.rate_address(offer, rate)),))
                said += [(Words(note, "soft", at(address, "charge")),) for note in notes]
                said += [(words,) for words in rate_notes(lists, offer, rate)]
            cells.append(Cell(WORDS if said else DASH, tuple(said), at("offers", offer.id, "rates")))
        yield Row(((Words(name, "strong", label_address),),), tuple(cells))


def _rate_name(project: Project, rate: object) -> str:
    name = getattr(rate, "name", "")
    metric = next((item for item in project.metrics if item.id == getattr(rate, "metric", None)), None)
    return name or (metric.name if metric else _("En plus"))


def totals(project: Project, offers: Sequence[Offer], lists: Sequence[Sold] = ()) -> Iterator[Row]:
    """Yield the first year, then each year, each followed by it in the lists where it is another; one row if same."""
    standard = [prices.totals(project, offer) for offer in offers]
    if not any(character.isdigit() for total in standard for character in total.first + total.then):
        return
    others = [] if any(sold.told is Told.OWN for sold in lists) else _other_totals(standard, offers, lists)
    priced = [*standard, *(total for _sold, totals in others for total in totals)]
    same = all(total.first == total.then or not total.then for total in priced)
    notes = {total.note for total in standard}
    common = notes.pop() if len(notes) == 1 else ""
    note = common or ("" if _stands_beside(others) else _("tout compris"))
    said = [Words(_("Chaque année") if same else _("La première année"), "name"), Words(f" {note}".rstrip(), "soft")]
    under = [
        [] if common or not total.note else [Words(total.note, "soft", _home(offer))]
        for total, offer in zip(standard, offers, strict=True)
    ]
    yield from _year(tuple(words for words in said if words.text), offers, standard, others, not same, under)
    if not same:
        yield from _year((Words(_("Ensuite, chaque année"), "name"),), offers, standard, others, False)


_Priced = tuple[Sold, list[prices.Totals]]


def _stands_beside(others: Sequence[_Priced]) -> bool:
    """Tell whether the costs in another list stand on the line of the standard ones: in a tight sheet, if it is one."""
    return len(others) == 1 and others[0][0].told is not Told.ALL


def _year(
    label: Said,
    offers: Sequence[Offer],
    standard: list[prices.Totals],
    others: Sequence[_Priced],
    first: bool,
    notes: Sequence[Sequence[Words]] = (),
) -> Iterator[Row]:
    """Yield what a year costs and, smaller, what it costs in the other lists: under it, or beside it when tight."""
    cells = _amounts(offers, standard, first, notes)
    if _stands_beside(others):
        sold, totals = others[0]
        if first:
            label = (*label, Words(" · ", "break"), Words(sold.name, "soft", at(sold.address, "name")))
        cells = tuple(_beside(cell, other) for cell, other in zip(cells, _amounts(offers, totals, first), strict=True))
        others = ()
    yield Row((label,), cells)
    for sold, totals in others:
        name = (Words(sold.name, "soft", at(sold.address, "name")),)
        yield Row((name,), _amounts(offers, totals, first), is_minor=True)


def _beside(cell: Cell, other: Cell) -> Cell:
    """Return a cell with the amount of another after its own."""
    if not (cell.said and other.said):
        return cell
    more = (Words(" · ", "soft"), *(replace(words, role="soft") for words in other.said[0]))
    return replace(cell, said=((*cell.said[0], *more), *cell.said[1:]))


def _amounts(
    offers: Sequence[Offer], totals: list[prices.Totals], first: bool, notes: Sequence[Sequence[Words]] = ()
) -> tuple[Cell, ...]:
    values = [total.first if first else total.then for total in totals]
    each = zip(offers, values, notes or [()] * len(values), strict=True)
    return tuple(words_cell(value, _home(offer), *more) for offer, value, more in each)


def _home(offer: Offer) -> Address:
    return at("offers", offer.id)


def _other_totals(standard: list[prices.Totals], offers: Sequence[Offer], lists: Sequence[Sold]) -> list[_Priced]:
    """Return the yearly costs in the lists where they are not the standard ones."""
    priced = ((sold, [prices.totals(sold.project, sold.offer(offer)) for offer in offers]) for sold in lists)
    return [(sold, totals) for sold, totals in priced if totals != standard]


def lists_said(project: Project, offers: Sequence[Offer], lists: Sequence[Sold]) -> Iterator[Said]:
    """Yield in sentences, one paragraph a list, what has no room beside the standard prices."""
    standard = [prices.totals(project, offer) for offer in offers]
    for sold in lists:
        yearly = _other_totals(standard, offers, (sold,)) if sold.told is Told.OWN else []
        said = (reduced_too(sold, offers), *(_yearly_said(offers, totals) for _sold, totals in yearly))
        sentences = " ; ".join(filter(None, said))
        if sentences:
            text = _("{list} : {sentences}.").format(list=sold.name, sentences=sentences)
            yield (Words(text, "ink", sold.address),)


def _yearly_said(offers: Sequence[Offer], totals: list[prices.Totals]) -> str:
    same = all(total.first == total.then or not total.then for total in totals)
    words = _("{offer} {first}") if same else _("{offer} {first} puis {then}")
    amounts = (
        words.format(offer=offer.name, first=total.first, then=total.then or "–")
        for offer, total in zip(offers, totals, strict=True)
    )
    years = _("chaque année") if same else _("la première année puis chaque année")
    return _("{years}, {amounts}").format(years=years, amounts=listed(amounts))
