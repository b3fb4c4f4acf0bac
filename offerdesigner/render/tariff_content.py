"""What stands on a tariff sheet, as plain rows of words: the project read once, before any measure is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.inheritance import lessened, sources
from offerdesigner.model.offers import Granted, Included, Inclusion, Offer, Unlimited, Worded
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.pricing.wording import counted, on_quote
from offerdesigner.render import tariff_costs as costs
from offerdesigner.render import tariff_prices as prices
from offerdesigner.render import tariff_words as sentences
from offerdesigner.render.tariff_lists import Sold, Told, lists_of, option_notes
from offerdesigner.render.tariff_rows import CHECK, DASH, WORDS, Cell, Column, Group, OptionCard, Row, Sheet, words_cell
from offerdesigner.render.words import Said, Words, paragraphs
from offerdesigner.text import _, listed, number


def sheet_of(project: Project, range_id: Id, offers: Sequence[Offer], count: int, told: Told = Told.ALL) -> Sheet:
    """Return what stands on the sheet of `offers`, some of the `count` offers of a range.

    As much of the other price lists as is `told` stands beside the standard prices, the rest in the conditions.
    """
    of = next(item for item in project.ranges if item.id == range_id)
    address = at("ranges", of.id)
    title = Words(of.title or sentences.default_title(count, of.public), "ink", at(address, "title"))
    lead = paragraphs(of.lead, "ink", at(address, "lead"))
    if not lead:
        lead = paragraphs(project.structure.presentation, "ink", "structure/presentation")
    siblings = project.offers_of(range_id)
    lists = lists_of(project, siblings, told)
    totals = tuple(costs.totals(project, offers, lists))
    star = "*" if totals and not _uses_star(project) else ""
    conditions = sentences.conditions(project, siblings, bool(totals), star)
    for said in costs.lists_said(project, offers, lists):
        # After the last sentence rather than under it: there is little room.
        last = (*conditions[-1], Words(" "), *said) if conditions else said
        conditions = (*conditions[:-1], last)
    legal = sentences.legal(project.structure)
    if star and conditions and conditions[0][0].text.startswith(star):
        # The note says what the first year comprises: the setup fee is not due again.
        totals = (replace(totals[0], label=_starred(totals[0].label)), *totals[1:])
    return Sheet(
        range=of.id,
        title=title,
        lead=lead,
        price_notes=tuple(sentences.price_notes(project, siblings)),
        columns=tuple(_column(project, offer, siblings.index(offer) + 1) for offer in offers),
        costs=tuple(costs.costs(project, offers, lists)),
        totals=totals,
        groups=tuple(_groups(project, offers)),
        options_title=_options_title(project, siblings),
        options=tuple(_options(project, siblings, lists)),
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
    if below is not None:
        said = _("Comme\u00a0{offer}, sauf…") if lessened(project, offer) else _("Tout\u00a0{offer}, plus…")
        under.append((Words(said.format(offer=below.name), "strong", at(address, "inherits")),))
    details = (*prices.details(project, offer), *paragraphs(offer.promise, "soft", at(address, "promise")))
    name = Words(offer.name or _("Offre sans nom"), "ink", at(address, "name"))
    return Column(rank, offer.id, name, tuple(under), prices.figure(project, offer), details)


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
            return words_cell(text or _("oui"), at(address, "text"))
        case Unlimited():
            return words_cell(_("illimité"), address)
        case Granted(quantity=quantity, per=per):
            return words_cell(_quantity(project, service, metric, quantity, per), at(address, "quantity"))
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


def _options(project: Project, offers: Sequence[Offer], lists: Sequence[Sold]) -> Iterator[OptionCard]:
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
        said += [(words,) for words in option_notes(lists, option, reach)]
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
