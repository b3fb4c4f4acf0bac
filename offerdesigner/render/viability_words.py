"""Words that several parts of a viability report share."""

from __future__ import annotations

from offerdesigner.economics.forecast import Month
from offerdesigner.economics.results import Outlook
from offerdesigner.economics.threshold import Threshold
from offerdesigner.model.address import Address, at
from offerdesigner.model.project import Project
from offerdesigner.text import _, month, number, plural


def clients(count: int) -> str:
    """Say a number of clients."""
    return plural(count, _("{n} client"), _("{n} clients")).format(n=number(count))


def when(one: Month) -> str:
    """Name a month: « sept. 2027 », « mois 10 » where no date is known."""
    return month(one.first_day) if one.first_day is not None else _("mois {n}").format(n=one.place)


def reached_in(outlook: Outlook) -> str:
    """Say in which month a scenario has as many clients as its threshold."""
    if not isinstance(outlook.threshold, Threshold):
        return "—"
    if outlook.at_threshold is None:
        return _("pas avant {n} mois").format(n=len(outlook.forecast.months))
    return when(outlook.at_threshold)


def pace(outlook: Outlook) -> str:
    """Say how many new clients a scenario has: « à 2 nouveaux clients par mois »."""
    arrivals = outlook.scenario.arrivals
    if not arrivals:
        return _("sans nouveau client")
    words = plural(arrivals, _("à {n} nouveau client par mois"), _("à {n} nouveaux clients par mois"))
    return words.format(n=number(arrivals))


def scenario_address(project: Project, outlook: Outlook, field: str = "") -> Address:
    """Return where a scenario stands; where scenarios do, while there is none."""
    if not project.scenarios:
        return "scenarios"
    return at("scenarios", outlook.scenario.id, field)
