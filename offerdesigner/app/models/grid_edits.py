"""Edits of whole columns and rows: offers, services, groups, price lines, options and ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from offerdesigner.app.models.grid_lists import follow_rule
from offerdesigner.app.models.grid_rows import Row, has_lead, line_of, service_groups
from offerdesigner.model import edits
from offerdesigner.model.address import Address, at, get, index_of, put
from offerdesigner.model.base import Id, Identified, evolve
from offerdesigner.model.catalogue import Service, ServiceGroup
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import Edit
from offerdesigner.model.inheritance import detached, following, without_own
from offerdesigner.model.offers import Grant, Inclusion, Offer, Option, Range, RateCard, TaxMode
from offerdesigner.model.project import Project
from offerdesigner.model.ranges import with_copies_named
from offerdesigner.model.typed import Refused
from offerdesigner.pricing.integration import integrated
from offerdesigner.text import _, plural


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Return `wanted`, numbered when something bears that name."""
    names = {name.casefold() for name in taken}
    found, number = wanted, 2
    while found.casefold() in names:
        found, number = f"{wanted} {number}", number + 1
    return found


# Offers


def add_offer(project: Project, range_id: Id, offer_id: Id, after: Id | None = None) -> Edit:
    """Insert a new offer in a range, after another or at its end."""
    name = free_name(_("Nouvelle offre"), (offer.name for offer in project.offers))
    offer = Offer(id=offer_id, range=range_id, name=name)
    place = None if after is None else index_of(project.offers, after) + 1
    return edits.insert("offers", offer, _("ajouter une offre"), place)


def duplicate_offer(project: Project, offer: Offer, copy_id: Id, range_id: Id | None = None) -> Edit:
    """Insert a copy of an offer after it, or in another range; its options and its rule of sharing come along."""
    name = free_name(_("{name} (copie)").format(name=offer.name), (other.name for other in project.offers))
    label = _("dupliquer « {name} »").format(name=offer.name)
    copied = edits.duplicate(at("offers", offer.id), copy_id, label, name=name, range=range_id or offer.range)

    def name_copy(now: Project) -> Project:
        return with_copies_named(now, {offer.id: copy_id})

    return edits.together(label, (copied, Edit(label, name_copy)), copied.address)


def remove_offer(offer: Offer) -> Edit:
    """Remove an offer."""
    return edits.remove(at("offers", offer.id), _("supprimer l'offre « {name} »").format(name=offer.name))


def follow_offer(offer: Offer, source: Offer) -> Edit:
    """Make an offer inherit all that there is in another: where it says the same, it follows from now on."""
    label = _("inclure tout « {source} » dans « {offer} »").format(offer=offer.name, source=source.name)
    return _inheriting(offer, label, lambda now, present: following(now, present, source))


def detach_offer(offer: Offer) -> Edit:
    """Make an offer inherit nothing any more, and keep all that it gave."""
    return _inheriting(offer, _("détacher « {offer} »").format(offer=offer.name), detached)


def _inheriting(offer: Offer, label: str, change: Callable[[Project, Offer], Offer]) -> Edit:
    address = at("offers", offer.id)
    return Edit(label, lambda now: put(now, address, change(now, get(now, address))), at(address, "inherits"))


def give_back(offers: Sequence[Offer], services: Sequence[Id]) -> Edit | None:
    """Make offers give of services what they inherit, or return `None` when they all do already."""
    changed = [
        offer for offer in offers if offer.inherits and any(line.service in services for line in offer.inclusions)
    ]
    ids = {offer.id for offer in changed}

    def apply(now: Project) -> Project:
        return evolve(now, offers=tuple(without_own(o, services) if o.id in ids else o for o in now.offers))

    if not changed:
        return None
    return Edit(_("reprendre ce que dit l'offre d'avant"), apply, at("offers", changed[0].id, "inclusions"))


def move_offer(project: Project, offer: Offer, to: int) -> Edit | None:
    """Move an offer to place `to` among those of its range, or return `None` when it cannot go there."""
    return _moved_among(project, "offers", offer, project.offers_of(offer.range), to, _offer_moved(offer))


def _offer_moved(offer: Offer) -> str:
    return _("déplacer l'offre « {name} »").format(name=offer.name)


def _moved_among(
    project: Project, kind: str, item: Identified, shown: tuple[Identified, ...], to: int, label: str
) -> Edit | None:
    """Move `item` to place `to` among those `shown`, which may be only some of the tuple named `kind`."""
    if not 0 <= to < len(shown) or shown[to].id == item.id:
        return None
    return edits.move(at(kind, item.id), index_of(getattr(project, kind), shown[to].id), label)


# Services and their groups


def add_service(group: Id | None, service_id: Id) -> Edit:
    """Add a service, still without a name, at the end of a group."""
    return edits.insert("services", Service(id=service_id, group=group or None), _("ajouter un service"))


def add_group(project: Project, group_id: Id) -> Edit:
    """Add a group of services."""
    name = free_name(_("Nouveau groupe"), (group.name for group in project.groups))
    return edits.insert("groups", ServiceGroup(id=group_id, name=name), _("ajouter un groupe"))


def group_services(project: Project, services: Sequence[Id], group_id: Id) -> Edit:
    """Put services under a new group, which stands where the first of them was."""
    title, _held = next((title, held) for title, held in service_groups(project) if services[0] in _ids(held))
    keys = [group.id for group in project.groups]
    place = keys.index(title.key) + 1 if title.key else 0 if title.id == "group:capacity" else len(keys)
    name = free_name(_("Nouveau groupe"), (group.name for group in project.groups))
    label = plural(len(services), _("grouper {n} ligne"), _("grouper {n} lignes")).format(n=len(services))
    added = edits.insert("groups", ServiceGroup(id=group_id, name=name), label, place)

    def gather(now: Project) -> Project:
        return evolve(now, services=tuple(evolve(s, group=group_id) if s.id in services else s for s in now.services))

    return edits.together(label, (added, Edit(label, gather)), added.address)


def move_services(project: Project, services: Sequence[Id], step: int) -> Edit | None:
    """Move services that follow one another one row up (-1) or down (1); from the edge of a group into the next."""
    groups = [(title.key or None, _ids(held)) for title, held in service_groups(project)]
    number = next(place for place, (_group, held) in enumerate(groups) if services[0] in held)
    group, held = groups[number]
    first = held.index(services[0])
    if held[first : first + len(services)] != list(services):
        return None
    to = first + len(services) if step > 0 else first - 1
    if 0 <= to < len(held):
        return place_services(project, services, beside=held[to], below=step > 0, group=group)
    if not 0 <= number + step < len(groups):
        return None
    near, others = groups[number + step]
    if near is None:
        return None
    beside = (others[0] if step > 0 else others[-1]) if others else None
    return place_services(project, services, beside=beside, below=step < 0, group=near)


def _ids(services: Iterable[Service]) -> list[Id]:
    return [service.id for service in services]


def place_services(
    project: Project, services: Sequence[Id], *, beside: Id | None, below: bool, group: Id | None
) -> Edit:
    """Put services just above or below another, in a group."""
    first: Service = project.find("services", services[0])  # type: ignore[assignment]
    name = _("déplacer « {name} »").format(name=first.label)
    label = name if len(services) == 1 else _("déplacer {n} lignes").format(n=len(services))

    def apply(now: Project) -> Project:
        moved = (evolve(get(now, at("services", wanted)), group=group) for wanted in services)
        others = tuple(other for other in now.services if other.id not in services)
        place = len(others) if beside is None else index_of(others, beside) + below
        return evolve(now, services=(*others[:place], *moved, *others[place:]))

    return Edit(label, apply, at("services", services[0]))


def move_group(project: Project, group_id: Id, step: int) -> Edit | None:
    """Move a group of services up or down."""
    return place_group(project, group_id, index_of(project.groups, group_id) + step)


def place_group(project: Project, group_id: Id, to: int) -> Edit | None:
    """Move a group of services to place `to` among the groups."""
    group: ServiceGroup = project.find("groups", group_id)  # type: ignore[assignment]
    label = _("déplacer le groupe « {name} »").format(name=group.name)
    return _moved_among(project, "groups", group, project.groups, to, label)


def remove_row(project: Project, row: Row, range_id: Id) -> Edit | None:
    """Remove what a row stands for: a service, a group (its services stay), an option, a line or a length.

    The own prices of a price list go: the row stays, and follows its rule.
    """
    if row.price_list:
        return follow_rule(project, row, range_id)
    if row.address:
        return edits.remove(row.address, _("supprimer « {name} »").format(name=row.label))
    kept = {offer.id: _without_row(offer, row) for offer in project.offers_of(range_id)}
    if all(kept[offer.id] is offer for offer in project.offers_of(range_id)):
        return None

    def apply(now: Project) -> Project:
        return evolve(now, offers=tuple(_without_row(o, row) if o.id in kept else o for o in now.offers))

    return Edit(_("supprimer la ligne « {name} »").format(name=row.label), apply, "offers")


def _without_row(offer: Offer, row: Row) -> Offer:
    line = line_of(offer, row) if row.id.startswith("rate:") else None
    if line is not None:
        return evolve(offer, rates=tuple(rate for rate in offer.rates if rate is not line))
    # Where the leading price stands, the term of that length is another row: « Par mois, engagement ».
    has_term = not has_lead(offer, row) and any(term.months == row.months for term in offer.terms)
    if row.id.startswith(("price:", "committed:")) and has_term:
        return evolve(offer, terms=tuple(term for term in offer.terms if term.months != row.months))
    return offer


# Price lines


def add_line(project: Project, offer: Offer, side: TaxMode = TaxMode.TTC) -> Edit:
    """Add to an offer a price line of its own, still free, to be entered on `side`."""
    taken = (rate.name for other in project.offers_of(offer.range) for rate in other.rates)
    line = RateCard(name=free_name(_("Nouvelle ligne"), taken), charge=FlatPrice(amount=Decimal(0)), tax=side)
    return edits.insert(at("offers", offer.id, "rates"), line, _("ajouter une ligne de prix"))


def rename_line(project: Project, range_id: Id, row: Row, name: str) -> Edit:
    """Rename a price line in all the offers of a range that have it."""

    def renamed(offer: Offer) -> Offer:
        line = line_of(offer, row) if offer.range == range_id else None
        if line is None:
            return offer
        return evolve(offer, rates=tuple(evolve(rate, name=name) if rate is line else rate for rate in offer.rates))

    def apply(now: Project) -> Project:
        return evolve(now, offers=tuple(renamed(offer) for offer in now.offers))

    return Edit(_("renommer « {name} »").format(name=row.label), apply, "offers")


# Options


def add_option(project: Project, option_id: Id) -> Edit:
    """Add an option, proposed with every offer; it has no price yet: none is not « gratuit »."""
    name = free_name(_("Nouvelle option"), (option.name for option in project.options))
    option = Option(id=option_id, name=name)
    return edits.insert("options", option, _("ajouter une option"))


def move_option(project: Project, option_id: Id, to: int) -> Edit | None:
    """Move an option to place `to`."""
    option: Option = project.find("options", option_id)  # type: ignore[assignment]
    label = _("déplacer l'option « {name} »").format(name=option.name)
    return _moved_among(project, "options", option, project.options, to, label)


def add_to_option(option: Option, service: Id) -> Edit:
    """Make an option give one service more."""
    line = Inclusion(service=service)
    return edits.insert(at("options", option.id, "adds"), line, _("compléter « {name} »").format(name=option.name))


def grant_of_option(line: Address, grant: Grant, metric: Id | None) -> Edit:
    """Say what the line of an option gives of its service, which is counted in `metric` from now on."""

    def apply(project: Project) -> Project:
        added: Inclusion = get(project, line)
        return put(put(project, at("services", added.service, "metric"), metric), at(line, "grant"), grant)

    address = at(line, "grant")
    return Edit(_("ce que donne une option"), apply, address, key=("set", address))


def set_links(project: Project, option: Option, field: str, others: tuple[Id, ...]) -> Edit:
    """Say which options this one needs (`needs`) or excludes (`excludes`).

    Raises `Refused` where two options would need each other, or one would exclude what it needs.
    """
    changed = evolve(option, **{field: others})
    known = {other.id: changed if other.id == option.id else other for other in project.options}
    needed = _needed_by(known, option.id)
    said = ""
    if option.id in needed:
        said = _("Ces options finiraient par se demander l'une l'autre : aucune ne pourrait être prise seule.")
    elif needed & set(changed.excludes):
        said = _("Cette option exclurait celle qu'elle demande : personne ne pourrait la prendre.")
    if said:
        raise Refused(said)
    label = _("règles de « {name} »").format(name=option.name)
    address = at("options", option.id, field)
    return Edit(label, lambda now: put(now, address, others), address)


def _needed_by(known: Mapping[Id, Option], option_id: Id) -> set[Id]:
    """Return the options that one needs, and that those need."""
    needed, waiting = set[Id](), [option_id]
    while waiting:
        new = set(known[waiting.pop()].needs) - needed
        needed |= new
        waiting += new
    return needed


def integrate_option(project: Project, option: Option, offer: Offer, *, with_price: bool) -> Edit:
    """Make an option part of an offer: its content included, its price added or not."""
    label = _("intégrer « {option} » à « {offer} »").format(option=option.name, offer=offer.name)

    def apply(now: Project) -> Project:
        return integrated(now, option.id, offer.id, with_price=with_price)

    return Edit(label, apply, at("offers", offer.id, "rates"))


# Ranges


def add_range(project: Project, range_id: Id) -> Edit:
    """Add a range."""
    name = free_name(_("Nouvelle gamme"), (sold.name for sold in project.ranges))
    return edits.insert("ranges", Range(id=range_id, name=name), _("ajouter une gamme"))


def move_range(project: Project, range_id: Id, to: int) -> Edit | None:
    """Move a range to place `to`."""
    sold: Range = project.find("ranges", range_id)  # type: ignore[assignment]
    label = _("déplacer la gamme « {name} »").format(name=sold.name)
    return _moved_among(project, "ranges", sold, project.ranges, to, label)
