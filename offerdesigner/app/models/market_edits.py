"""What the comparison with others changes in the project: competitors, free rows, their answers, the usage compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from offerdesigner.app.models.grid_edits import free_name
from offerdesigner.economics.competition import need_compared, profile_compared
from offerdesigner.economics.competition_typing import with_displayed
from offerdesigner.economics.competition_words import competitor_name
from offerdesigner.model.address import Address, at, get, put
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.edits import Edit, duplicate, insert, move, remove, set_value, together
from offerdesigner.model.market import Competitor, Fact, MarketRow
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.text import _, of, plural

OURS: Address = "market"
"""Where our answers stand."""


def add_competitor(project: Project, competitor: Id, place: int | None = None) -> Edit:
    """Insert a competitor to be named."""
    name = free_name(_("Nouveau concurrent"), (one.name for one in project.competitors))
    return insert("competitors", Competitor(id=competitor, name=name), _("ajouter un concurrent"), place)


def duplicate_competitor(project: Project, competitor: Competitor, copy_id: Id) -> Edit:
    """Insert a copy of a competitor after it."""
    name = free_name(_("{name} (copie)").format(name=competitor.name), (one.name for one in project.competitors))
    label = _("dupliquer « {name} »").format(name=competitor_name(competitor))
    return duplicate(at("competitors", competitor.id), copy_id, label, name=name)


def remove_competitor(competitor: Competitor) -> Edit:
    """Remove a competitor."""
    label = _("retirer le concurrent « {name} »").format(name=competitor_name(competitor))
    return remove(at("competitors", competitor.id), label)


def move_competitor(competitor: Competitor, place: int) -> Edit:
    """Move a competitor among the others."""
    label = _("déplacer « {name} »").format(name=competitor_name(competitor))
    return move(at("competitors", competitor.id), place, label)


def change_prices(project: Project, competitor: Competitor, typed: str, today: date) -> Edit:
    """Give a competitor the prices that were typed as they are displayed; a first one was looked at `today`.

    Raises `Refused` for what cannot be read.
    """
    changed = with_displayed(project, competitor, typed)
    if changed.rates and changed.seen_on is None:
        changed = evolve(changed, seen_on=today)
    label = _("tarif {of_name}").format(of_name=of(competitor_name(competitor)))
    return set_value(at("competitors", competitor.id), changed, label)


def mark_seen(competitors: Iterable[Competitor], today: date) -> Edit:
    """Say that the prices of `competitors` were looked at today."""
    seen = tuple(competitors)
    label = plural(len(seen), _("marquer un tarif vu aujourd'hui"), _("marquer {n} tarifs vus aujourd'hui"))
    edits = [set_value(at("competitors", one.id, "seen_on"), today, label) for one in seen]
    return together(label.format(n=len(seen)), edits, edits[0].address if edits else "")


# Free rows


def add_row(project: Project, row: Id, place: int | None = None, name: str = "") -> Edit:
    """Insert a free row to be named."""
    wanted = name or free_name(_("Nouvelle ligne"), (one.name for one in project.market_rows))
    return insert("market_rows", MarketRow(id=row, name=wanted), _("ajouter une ligne à comparer"), place)


def remove_row(row: MarketRow) -> Edit:
    """Remove a free row with its answers."""
    return remove(at("market_rows", row.id), _("retirer la ligne « {name} »").format(name=row.name))


def move_row(row: MarketRow, place: int) -> Edit:
    """Move a free row among the others."""
    return move(at("market_rows", row.id), place, _("déplacer la ligne « {name} »").format(name=row.name))


def rename_row(row: MarketRow, name: str) -> Edit:
    """Rename a free row."""
    return set_value(at("market_rows", row.id, "name"), name, _("renommer une ligne à comparer"))


def answer(holder: Address, row: MarketRow, text: str) -> Edit:
    """Write what `holder` (a competitor, or `OURS`) answers in a free row; nothing takes the answer away."""

    def apply(project: Project) -> Project:
        facts: tuple[Fact, ...] = get(project, at(holder, "facts"))
        known = next((fact for fact in facts if fact.row == row.id), None)
        if not text:
            changed = tuple(fact for fact in facts if fact.row != row.id)
        elif known is None:
            changed = (*facts, Fact(id=row.id, row=row.id, text=text))
        else:
            changed = tuple(evolve(fact, text=text) if fact is known else fact for fact in facts)
        return put(project, at(holder, "facts"), changed)

    label = _("réponse à « {name} »").format(name=row.name)
    return Edit(label, apply, at("market_rows", row.id), key=("answer", holder, row.id))


# The usage compared


def use(project: Project, metric: Id, quantity: Decimal) -> Edit:
    """Compare for so much of a metric: the usage type compared changes, or is made where there is none yet."""
    profile = profile_compared(project)
    if profile is None:
        return _start_usage(project, metric, quantity)
    known = next((item for item in profile.quantities if item.metric == metric), None)
    item = ProfileQuantity(id=metric, metric=metric, quantity=quantity)
    quantities = (*profile.quantities, item)
    if known is not None:
        changed = evolve(known, quantity=quantity)
        quantities = tuple(changed if one is known else one for one in profile.quantities)
    label = _("changer l'usage type « {name} »").format(name=profile.name)
    return set_value(at("profiles", profile.id, "quantities"), quantities, label)


def _start_usage(project: Project, metric: Id, quantity: Decimal) -> Edit:
    """Make a usage type of what is compared, with so much of a metric, and compare it from now on."""
    usage = {**need_compared(project).usage, metric: quantity}
    made = UsageProfile(
        name=free_name(_("Usage comparé"), (one.name for one in project.profiles)),
        quantities=tuple(ProfileQuantity(id=one, metric=one, quantity=much) for one, much in usage.items()),
        months=project.market.months,
    )
    label = _("comparer pour un autre usage")
    chosen = set_value("market/profile", made.id, label)
    return together(label, (insert("profiles", made, label), chosen), "market/profile")
