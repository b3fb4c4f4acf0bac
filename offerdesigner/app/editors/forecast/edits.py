"""What the page « Prévisions » does beyond putting a value at an address."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from offerdesigner.economics.payroll import pay_table
from offerdesigner.economics.values import rounded_euros
from offerdesigner.model.address import NoSuchAddress, at
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.edits import Edit, set_value
from offerdesigner.model.forecast import MixShare, RevenueKind, Scenario, SpreadKey, WagePoint, WantedShare
from offerdesigner.model.project import Project
from offerdesigner.text import _

FOLLOWED = "plan/scenario"
_PROPOSED = (
    (_("Prudent"), 1, 10, False),
    (_("Réaliste"), 2, 5, False),
    (_("Ambitieux"), 4, 5, True),
)
"""Name, new clients a month, departures in % a year, and whether what is only hoped for counts."""

_MIDDLE = 1


def find_scenario(project: Project, wanted: Id) -> Scenario | None:
    """Return a scenario, or `None` when it is gone."""
    return next((scenario for scenario in project.scenarios if scenario.id == wanted), None)


def scenario_named(project: Project, wanted: Id) -> Scenario:
    """Return a scenario.

    Raises `NoSuchAddress` when it is gone.
    """
    found = find_scenario(project, wanted)
    if found is None:
        raise NoSuchAddress(at("scenarios", wanted))
    return found


def share_of(project: Project, scenario: Id, sale: Id) -> Decimal:
    """Return the share of the new clients that a sale takes in a scenario, 0 when it takes none."""
    held = find_scenario(project, scenario)
    mix = held.mix if held is not None else ()
    return next((item.share for item in mix if item.sale == sale), Decimal(0))


def give_share(scenario: Id, sale: Id, share: Decimal) -> Edit:
    """Give a sale its share of the new clients of a scenario; without a share it leaves the mix."""

    def apply(project: Project) -> Project:
        held = scenario_named(project, scenario)
        shares = {item.sale: item for item in held.mix}
        known = shares.get(sale) or MixShare(id=new_id(), sale=sale, share=Decimal(0))
        shares[sale] = evolve(known, share=share)
        order = [one.id for one in project.sales]
        kept = sorted((item for item in shares.values() if item.share), key=lambda item: order.index(item.sale))
        made = evolve(held, mix=tuple(kept))
        return evolve(project, scenarios=tuple(made if one.id == scenario else one for one in project.scenarios))

    return Edit(_("répartir les nouveaux clients"), apply, at("scenarios", scenario, "mix"), ("mix", scenario, sale))


def propose_scenarios(ids: tuple[Id, ...]) -> Edit:
    """Add « Prudent », « Réaliste » and « Ambitieux », and follow the second."""

    def apply(project: Project) -> Project:
        made = tuple(
            Scenario(id=one, name=name, arrivals=Decimal(arrivals), departures=Decimal(departures), counts_hoped=hoped)
            for one, (name, arrivals, departures, hoped) in zip(ids, _PROPOSED, strict=True)
        )
        plan = evolve(project.plan, scenario=ids[_MIDDLE])
        return evolve(project, scenarios=(*project.scenarios, *made), plan=plan)

    return Edit(_("partir de trois scénarios"), apply, at("scenarios", ids[_MIDDLE]))


def follow(scenario: Id) -> Edit:
    """Follow a scenario: the key figures and the charts are about it."""
    return set_value(FOLLOWED, scenario, _("suivre un scénario"))


def wanted_of(kind: RevenueKind) -> Callable[[Project], Decimal | None]:
    """Return what reads the share wanted for a kind of revenue, `None` when none is."""

    def read(project: Project) -> Decimal | None:
        return next((one.percent for one in project.wanted_shares if one.kind is kind), None)

    return read


def want(kind: RevenueKind) -> Callable[[Decimal | None], Edit]:
    """Return what makes the edit that wants a share for a kind of revenue, or none any more."""

    def edit(percent: Decimal | None) -> Edit:
        def apply(project: Project) -> Project:
            held = {one.kind: one for one in project.wanted_shares}
            known = held.pop(kind, None)
            if percent is not None:
                held[kind] = evolve(known or WantedShare(id=new_id(), kind=kind, percent=Decimal(0)), percent=percent)
            order = list(RevenueKind)
            return evolve(project, wanted_shares=tuple(sorted(held.values(), key=lambda one: order.index(one.kind))))

        return Edit(_("changer une part voulue"), apply, "wanted_shares", ("wanted", kind))

    return edit


def copy_wages() -> Edit:
    """Copy the published table into the project, where it can be changed."""
    points = tuple(
        WagePoint(gross=rounded_euros(gross), cost=rounded_euros(cost)) for gross, cost in pay_table().points
    )
    return set_value("plan/wages", points, _("reprendre le barème des cotisations"))


def spread_of(project: Project) -> tuple[SpreadKey, Id | None]:
    """Return how fixed costs are shared, and by which metric where it is one."""
    plan = project.plan
    return plan.spread, plan.spread_metric if plan.spread is SpreadKey.METRIC else None


def spread(key: tuple[SpreadKey, Id | None]) -> Edit:
    """Share fixed costs in another way."""

    def apply(project: Project) -> Project:
        return evolve(project, plan=evolve(project.plan, spread=key[0], spread_metric=key[1]))

    return Edit(_("changer le partage des coûts fixes"), apply, "plan/spread", ("set", "plan/spread"))
