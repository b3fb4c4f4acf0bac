"""What stands on a tariff sheet, as plain rows of words: the project read once, before any measure is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.inheritance import denied, sources
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Unlimited, Worded
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.wording import counted, on_quote
from offerdesigner.pricing.wording import price as price_words
from offerdesigner.render import tariff_prices as prices
from offerdesigner.render import tariff_words as sentences
from offerdesigner.render.tariff_prices import Figure
from offerdesigner.render.words import Said, Words, paragraphs
from offerdesigner.text import _, every, listed, number, plural

CHECK, DASH, WORDS = "check", "dash", "words"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offer says in a row: a check mark, a dash, or paragraphs."""

    kind: str
    said: tuple[Said, ...] = ()
    address: Address = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label (paragraphs) and one cell an offer."""

    label: tuple[Said, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title."""

    title: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of an offer."""

    rank: int
    offer: Id
    name: Words
    under_name: tuple[Said, ...]
    figure: Figure
    details: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class OptionCard:
    """An option: its name, then paragraphs (price, description, rules)."""

    name: Words
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet; `totals` are the rows that stand out."""

    range: Id
    title: Words
    lead: tuple[Said, ...]
    price_notes: tuple[Said, ...]
    columns: tuple[Column, ...]
    costs: tuple[Row, ...]
    totals: tuple[Row, ...]
    groups: tuple[Group, ...]
    options_title: str
    options: tuple[OptionCard, ...]
    conditions: tuple[Said, ...]
    leaving: tuple[Said, ...]
    contact: tuple[Said, ...]
    qr: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of costs and of services."""
        return (*self.costs, *(row for group in self.groups for row in group.rows))


def sheet_of(project: Project, range_id: Id, offers: Sequence[Offer], count: int) -> Sheet:
    """Return what stands on the sheet of `offers`, some of the `count` offers of a range."""
    of = next(item for item in project.ranges if item.id == range_id)
    address = at("ranges", of.id)
    title = Words(of.title or sentences.default_title(count, of.public), "ink", at(address, "title"))
    lead = paragraphs(of.lead, "ink", at(address, "lead"))
    if not lead:
        lead = paragraphs(project.structure.presentation, "ink", "structure/presentation")
    siblings = project.offers_of(range_id)
    totals = tuple(_totals(project, offers))
    star = "*" if totals and not _uses_star(project) else ""
    conditions = sentences.conditions(project, siblings, bool(totals), star)
    legal = sentences.legal(project.structure)
    if star and conditions and conditions[0][0].text.startswith(star):
        totals = tuple(Row(_starred(row.label), row.cells) for row in totals)
    return Sheet(
        range=of.id,
        title=title,
        lead=lead,
        price_notes=tuple(sentences.price_notes(project, siblings)),
        columns=tuple(_column(project, offer, siblings.index(offer) + 1) for offer in offers),
        costs=tuple(_costs(project, offers)),
        totals=totals,
        groups=tuple(_groups(project, offers)),
        options_title=_options_title(project, siblings),
        options=tuple(_options(project, siblings)),
        conditions=(*conditions, *((legal,) if legal and conditions else ())),
        leaving=paragraphs(project.end_of_contract, "ink", "end_of_contract"),
        contact=(*sentences.contact(project.structure), *((legal,) if legal and not conditions else ())),
        qr=sentences.qr_content(project.structure),
    )


def _starred(label: tuple[Said, ...]) -> tuple[Said, ...]:
    return ((*label[0], Words("\u00a0*", "soft")), *label[1:])


def _uses_star(project: Project) -> bool:
    """Tell whether the project's own texts already have notes marked by an asterisk."""
    texts = [f"{service.need}{service.software}{service.description}" for service in project.services]
    texts += [f"{option.name}{option.description}" for option in project.options]
    return any("*" in text for text in texts)


def _column(project: Project, offer: Offer, rank: int) -> Column:
    address = at("offers", offer.id)
    under: list[Said] = []
    if offer.public:
        under.append((Words(offer.public, "soft", at(address, "public")),))
    below = next(sources(project, offer), None)
    if below is not None and not denied(project, offer):
        everything = _("Tout\u00a0{offer}, plus…").format(offer=below.name)
        under.append((Words(everything, "strong", at(address, "inherits")),))
    details = (*prices.details(project, offer), *paragraphs(offer.promise, "soft", at(address, "promise")))
    name = Words(offer.name or _("Offre sans nom"), "ink", at(address, "name"))
    return Column(rank, offer.id, name, tuple(under), prices.figure(project, offer), details)


def _words_cell(text: str, address: Address, *more: str) -> Cell:
    if not text:
        return Cell(DASH, (), address)
    return Cell(WORDS, ((Words(text, "ink", address),), *((Words(note, "soft", address),) for note in more)), address)


def _costs(project: Project, offers: Sequence[Offer]) -> Iterator[Row]:
    """Yield what is paid beside the leading price: further lines, trial, setup, membership."""
    yield from _further_rates(project, offers)
    trials = [offer for offer in offers if offer.trial is not None and offer.lead_rate is not None]
    if any(prices.figure(project, offer).after != _trial_figure(offer) for offer in trials):
        cells = tuple(_words_cell(_trial(offer), at("offers", offer.id, "trial")) for offer in offers)
        yield Row(((Words(_("Essai"), "strong"),),), cells)
    setups = [prices.setup(project, offer) for offer in offers]
    if any(setups):
        cells = tuple(
            _words_cell(said, at("offers", offer.id, "setup_fee")) for offer, said in zip(offers, setups, strict=True)
        )
        yield Row(
            ((Words(_("Mise en service"), "strong"), Words(" · ", "break"), Words(_("une fois"), "soft")),), cells
        )
    yield from _memberships(project, offers)


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
        _words_cell(
            words, "structure/membership/amount" if words != _("comprise") else at("offers", offer.id, "membership")
        )
        for offer, words in zip(offers, said, strict=True)
    )
    yield Row((label,), cells)


def _further_rates(project: Project, offers: Sequence[Offer]) -> Iterator[Row]:
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
                words, notes = prices.rate_words(project, offer, rate)
                said.append((Words(words, "ink", prices.rate_address(offer, rate)),))
                said += [(Words(note, "soft", at(address, "charge")),) for note in notes]
            cells.append(Cell(WORDS if said else DASH, tuple(said), at("offers", offer.id, "rates")))
        yield Row(((Words(name, "strong", label_address),),), tuple(cells))


def _rate_name(project: Project, rate: object) -> str:
    name = getattr(rate, "name", "")
    metric = next((item for item in project.metrics if item.id == getattr(rate, "metric", None)), None)
    return name or (metric.name if metric else _("En plus"))


def _totals(project: Project, offers: Sequence[Offer]) -> Iterator[Row]:
    """Yield the first year, then each year; in one row when they are the same."""
    every_total = [prices.totals(project, offer) for offer in offers]
    if not any(character.isdigit() for total in every_total for character in total.first + total.then):
        return
    notes = {total.note for total in every_total}
    common = notes.pop() if len(notes) == 1 else ""

    def cells(values: list[str], *, noted: bool) -> tuple[Cell, ...]:
        return tuple(
            _words_cell(value, at("offers", offer.id), *([total.note] if noted and total.note else []))
            for value, total, offer in zip(values, every_total, offers, strict=True)
        )

    first, then = [total.first for total in every_total], [total.then for total in every_total]
    same = all(value == other or not other for value, other in zip(first, then, strict=True))
    said = common or _("tout compris")
    title = _("Chaque année") if same else _("La première année")
    yield Row(((Words(title, "name"), Words(f" {said}", "soft")),), cells(then if same else first, noted=not common))
    if not same:
        yield Row(((Words(_("Ensuite, chaque année"), "name"),),), cells(then, noted=False))


def _groups(project: Project, offers: Sequence[Offer]) -> Iterator[Group]:
    """Yield the groups of services that at least one of the offers gives."""
    given = {offer.id: inclusions_of(project, offer) for offer in offers}
    printed = [service for service in project.services if service.on_sheet]
    shown = [service for service in printed if any(service.id in lines for lines in given.values())]
    for group in project.groups:
        members = [service for service in shown if service.group == group.id]
        if members:
            title = Words(group.name, "ink", at("groups", group.id, "name"))
            yield Group(title, tuple(_service(project, service, offers, given) for service in members))
    others = [service for service in shown if service.group is None]
    if others:
        title = Words(_("Et aussi") if len(others) < len(shown) else _("Ce qui est compris"))
        yield Group(title, tuple(_service(project, service, offers, given) for service in others))


def _service(project: Project, service: Service, offers: Sequence[Offer], given: dict[Id, dict[Id, Inclusion]]) -> Row:
    metric = next((metric for metric in project.metrics if metric.id == service.metric), None)
    cells = tuple(_grant(project, service, metric, offer, given[offer.id].get(service.id)) for offer in offers)
    return Row(tuple(_service_label(project, service)), cells)


def _service_label(project: Project, service: Service) -> Iterator[Said]:
    address = at("services", service.id)
    label: list[Words] = []
    if service.need:
        label.append(Words(service.need, "strong", at(address, "need")))
        if service.software:
            label += [Words(" · ", "break"), Words(service.software, "soft", at(address, "software"))]
    elif service.software:
        label.append(Words(service.software, "strong", at(address, "software")))
    if service.provider is not None:
        partner = next(other for other in project.partners if other.id == service.provider)
        name = _("assuré par {partner}").format(partner=partner.name or _("un partenaire"))
        label += [*([Words(" · ", "break")] if label else []), Words(name, "soft", at(address, "provider"))]
    if not label and not service.description:
        label.append(Words(_("Service sans nom"), "soft", at(address, "need")))
    if label:
        yield tuple(label)
    if service.description:
        role = "note" if label else "strong"
        yield (Words(service.description, role, at(address, "description")),)


def _grant(project: Project, service: Service, metric: Metric | None, offer: Offer, line: Inclusion | None) -> Cell:
    if line is None:
        return Cell(DASH, (), at("offers", offer.id, "inclusions"))
    address = at(_holder(project, offer, line), "inclusions", line.id)
    cell = _granted(project, service, metric, line, at(address, "grant"))
    if not line.note:
        return cell
    said = cell.said or ((Words(_("oui"), "ink", cell.address),),)
    return Cell(WORDS, (*said, (Words(line.note, "soft", at(address, "note")),)), cell.address)


def _granted(project: Project, service: Service, metric: Metric | None, line: Inclusion, address: Address) -> Cell:
    match line.grant:
        case Included():
            return Cell(CHECK, (), address)
        case Worded(text=text):
            return _words_cell(text or _("oui"), at(address, "text"))
        case Unlimited():
            return _words_cell(_("illimité"), address)
        case Granted(quantity=quantity, per=per):
            return _words_cell(_quantity(project, service, metric, quantity, per), at(address, "quantity"))
    return Cell(DASH, (), address)


def _holder(project: Project, offer: Offer, line: Inclusion) -> Address:
    """Return the address of the offer, itself or one that it inherits from, that has this line."""
    by_id = {other.id: other for other in project.offers}
    while line not in offer.inclusions and offer.inherits is not None:
        offer = by_id[offer.inherits]
    return at("offers", offer.id)


def _quantity(project: Project, service: Service, metric: Metric | None, quantity: object, per: Id | None) -> str:
    shown = number(quantity) if metric is None else counted(quantity, metric)  # type: ignore[arg-type]
    if per is not None:
        unit = next(item for item in project.metrics if item.id == per)
        return _("{quantity} par {unit}").format(quantity=shown, unit=unit.singular)
    if metric is not None and metric.plural and metric.plural.lower() in service.label.lower():
        return _("jusqu'à {n}").format(n=number(quantity))  # type: ignore[arg-type]
    return shown


def _options_title(project: Project, offers: Sequence[Offer]) -> str:
    """Return the title of the options, which says from which offer on they are all to be had."""
    reach = _common_reach(project, offers)
    if reach and len(reach) < len(offers) and tuple(reach) == tuple(offers[-len(reach) :]):
        return _("En option, dès\u00a0{offer}").format(offer=reach[0].name)
    return _("En option")


def _shown_options(project: Project, offers: Sequence[Offer]) -> list[tuple[Id, tuple[Offer, ...]]]:
    reaches = [(option.id, tuple(o for o in offers if option.is_available_for(o))) for option in project.options]
    return [(option, reach) for option, reach in reaches if reach]


def _common_reach(project: Project, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    reaches = [reach for _option, reach in _shown_options(project, offers)]
    return reaches[0] if reaches and all(reach == reaches[0] for reach in reaches) else ()


def _options(project: Project, offers: Sequence[Offer]) -> Iterator[OptionCard]:
    by_id = {option.id: option for option in project.options}
    titled = _("En option") != _options_title(project, offers)
    for option_id, reach in _shown_options(project, offers):
        option = by_id[option_id]
        address = at("options", option.id)
        said: list[Said] = [
            (Words(words, "ink", where),) for words, where in prices.option_prices(project, option, reach)
        ] or [(Words(on_quote(), "ink", at(address, "rates")),)]
        if option.description:
            described = Words(option.description, "soft", at(address, "description"))
            said[-1] = (*said[-1], Words(", ", "break"), described)
        if len(reach) < len(offers) and not titled:
            names = listed(offer.name for offer in reach)
            said.append((Words(_("avec {offers}").format(offers=names), "soft", at(address, "available_for")),))
        for field_name, words in (
            ("needs", _("demande aussi : {options}")),
            ("excludes", _("ne va pas avec : {options}")),
        ):
            others = [by_id[other].name for other in getattr(option, field_name)]
            if others:
                said.append((Words(words.format(options=listed(others)), "soft", at(address, field_name)),))
        yield OptionCard(Words(option.name or _("Option sans nom"), "strong", at(address, "name")), tuple(said))
