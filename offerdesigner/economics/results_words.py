"""What the figures say, in the very same words on the page, in the panel and on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from offerdesigner.economics.forecast import Month
from offerdesigner.economics.kinds import AID, KIND_WORDS
from offerdesigner.economics.results import Outlook, Results
from offerdesigner.economics.threshold import Never, Threshold, sales_needed
from offerdesigner.economics.today import Today
from offerdesigner.economics.values import Unknown, Value, clients_words, euros, percent
from offerdesigner.model.project import Project
from offerdesigner.text import _, listed, month, number, plural

NONE = "—"
"""Where nothing is known."""


def amount_words(value: Value, *, cents: bool | None = None) -> str:
    """Say an amount as `euros` does, « — » where it is not known."""
    return NONE if isinstance(value, Unknown) else euros(value, cents=cents)


def rate_words(value: Value) -> str:
    """Say a rate in percents, « — » where it is not known."""
    return NONE if isinstance(value, Unknown) else percent(value)


# Today


def gap_words(today: Today) -> str:
    """Say what clients alone leave: « Avec 30 clients, il manque 300 € par mois. »."""
    if not today.clients:
        return _("Pas encore de client.")
    left = today.result_alone
    words = _("Avec {clients}, il manque {amount} par mois{untold}.")
    if left >= 0:
        words = _("Avec {clients}, il reste {amount} par mois{untold}.")
    if not left and not today.untold:
        words = _("Avec {clients}, les coûts sont juste couverts.")
    untold = f", {untold_words(today)}" if today.untold else ""
    return words.format(clients=clients_words(today.clients), amount=euros(abs(left)), untold=untold)


def untold_words(today: Today) -> str:
    """Say whose price is not known: « sans compter 5 clients sur devis »; "" where all are."""
    if not today.untold:
        return ""
    words = plural(
        today.untold,
        _("sans compter {n} client dont le prix n'est pas connu"),
        _("sans compter {n} clients dont le prix n'est pas connu"),
    )
    return words.format(n=number(today.untold))


def others_words(today: Today) -> str:
    """Say what comes beside the clients: « 300 € d'aides : subventions 200 € et dons 100 € »."""
    kinds = {kind: amount for kind, amount in today.others.items() if amount}
    words = _("{amount} d'autres recettes : {kinds}")
    if all(kind in AID for kind in kinds):
        words = _("{amount} d'aides : {kinds}")
    told = (f"{name.lower()} {euros(kinds[kind])}" for kind, name in KIND_WORDS.items() if kind in kinds)
    return words.format(amount=euros(today.from_others), kinds=listed(told))


def result_words(today: Today) -> str:
    """Say what is lacking or left, all that is certain being counted: « Il manque 100 € par mois, même avec… »."""
    with_aid = today.from_others > 0
    if today.result < 0:
        words = _("Il manque {amount} par mois, même avec {others}.") if with_aid else _("Il manque {amount} par mois.")
    else:
        words = _("Il reste {amount} par mois avec {others}.") if with_aid else _("Il reste {amount} par mois.")
    said = words.format(amount=euros(abs(today.result)), others=others_words(today) if with_aid else "")
    if not today.untold:
        return said
    return _("{said}, {untold}.").format(said=said.removesuffix("."), untold=untold_words(today))


def hoped_words(today: Today) -> str:
    """Say that what is hoped for is not there; "" where nothing is."""
    if not today.hoped:
        return ""
    words = _(
        "Les {amount} par mois seulement espérés ne comptent que dans les scénarios où la case « Revenus espérés » est "
        "cochée."
    )
    return words.format(amount=euros(today.hoped))


# Threshold


def threshold_words(outlook: Outlook) -> str:
    """Say how many clients the threshold takes: « 50 », « jamais »; what is not known is « — »."""
    threshold = outlook.threshold
    if isinstance(threshold, Threshold):
        return number(threshold.clients)
    return NONE if type(threshold) is Unknown else _("jamais")


def to_find_words(outlook: Outlook) -> str:
    """Say how many clients are to be found, for a cell: « 20 »; what is not known is « — »."""
    finding = outlook.to_find
    return number(finding.clients) if isinstance(finding, Threshold) else NONE


def gap_to_find_words(found: Results, outlook: Outlook) -> str:
    """Say why those to find are not the threshold less those of today; "" where they are, or nothing is known."""
    reached, finding, now = outlook.threshold, outlook.to_find, found.today.clients
    if not isinstance(reached, Threshold) or not isinstance(finding, Threshold):
        return ""
    if not now or finding.clients == reached.clients - now:
        return ""
    needed = _("il en manque {n}").format(n=number(finding.clients)) if finding.clients else _("il n'en manque aucun")
    naive = _(", et non {n}").format(n=number(reached.clients - now)) if reached.clients > now else ""
    return _("{why} : {needed}{naive}.").format(why=_why_apart(outlook, reached, now), needed=needed, naive=naive)


def _why_apart(outlook: Outlook, reached: Threshold, now: int) -> str:
    """Say what makes clients of today count otherwise than those of the threshold: their offers, or the rounding."""
    if outlook.is_todays_mix:
        words = _("Le seuil de {n} clients et les clients à trouver sont arrondis chacun au client entier, par offre")
        return words.format(n=number(reached.clients))
    words = plural(
        now,
        _("Le seuil de {n} clients suit la répartition du scénario, qui n'est pas celle de votre client d'aujourd'hui"),
        _("Le seuil de {n} clients suit la répartition du scénario, qui n'est pas celle de vos {now} clients"),
    )
    return words.format(n=number(reached.clients), now=number(now))


def cash_apart(outlook: Outlook) -> list[str]:
    """Name what comes to the bank otherwise than month after month; nothing where all does."""
    months = outlook.forecast.months
    once = [_("les frais payés une seule fois")] if any(month.once for month in months) else []
    ahead = [_("les mois payés d'avance")] if any(month.cash_flow != month.result for month in months) else []
    return once + ahead


def cash_words(outlook: Outlook) -> str:
    """Say what makes the bank rise otherwise than what comes back each month; "" where nothing does."""
    months = outlook.forecast.months
    said = []
    if any(month.once for month in months):
        said.append(_("Ce qui est payé une seule fois est dans le résultat de son mois, mais pas dans le seuil."))
    if any(month.cash_flow != month.result for month in months):
        said.append(_("Ce qui est payé d'avance est en banque tout de suite, et dans le résultat mois par mois."))
    return " ".join(said)


def has_memberships(outlooks: Iterable[Outlook]) -> bool:
    """Tell whether the mean margin of some scenario has a membership in it."""
    return any(sold.membership for outlook in outlooks for sold, weight in outlook.mix if weight)


def average_title(outlooks: Iterable[Outlook]) -> str:
    """Name what one client leaves on average: « Marge moyenne », with the membership where there is one."""
    return _("Marge moyenne, adhésion comprise") if has_memberships(outlooks) else _("Marge moyenne")


def counts_words(reached: Threshold) -> str:
    """Say so many clients sale by sale: « 50 clients (30 Essentielle + 15 Active + 5 Fédération) »."""
    told = [(number(count), sold.offer.name or _("Sans nom")) for sold, count in reached.counts if count]
    if not told:
        return clients_words(reached.clients)
    by_sale = " + ".join(f"{count} {name}" for count, name in told)
    return _("{clients} ({by_sale})").format(clients=clients_words(reached.clients), by_sale=by_sale)


def alone_words(outlook: Outlook) -> str:
    """Say from how many clients on what they pay is enough, or why it never is."""
    reached = outlook.threshold
    if not isinstance(reached, Threshold):
        return reached.why
    counts = [number(count) for _sold, count in reached.counts if count]
    words = _("Autonome à {clients} ({counts}) : {revenue} de recettes, {costs} de coûts.")
    if len(counts) < 2:
        words = _("Autonome à {clients} : {revenue} de recettes, {costs} de coûts.")
    return words.format(
        clients=clients_words(reached.clients),
        counts=" + ".join(counts),
        revenue=euros(reached.revenue),
        costs=euros(reached.costs),
    )


def welcome_words(outlook: Outlook) -> str:
    """Say that those who arrive pay for their own welcome; "" where they pay nothing of it."""
    if not outlook.welcomed:
        return ""
    words = _("Ce que les nouveaux clients paient en arrivant paie leur accueil ({amount} par mois), et rien d'autre.")
    return words.format(amount=euros(outlook.welcomed))


def sales_words(project: Project, yearly: Fraction, price: Fraction) -> str:
    """Say how many sales at `price` pay `yearly` € of costs: « À 50 € pièce, il faudrait 213 ventes par an »."""
    needed = sales_needed(yearly, price)
    if isinstance(needed, Never):
        return needed.why
    words = plural(
        needed,
        _("À {price} pièce{tax}, il faudrait {n} vente par an pour payer {costs} de coûts."),
        _("À {price} pièce{tax}, il faudrait {n} ventes par an pour payer {costs} de coûts."),
    )
    tax = _(" hors taxes") if project.structure.vat.rate else ""
    return words.format(price=euros(price), tax=tax, n=number(needed), costs=euros(yearly))


# Months


def arrivals_words(outlook: Outlook) -> str:
    """Say how many new clients a scenario has each month, for a cell: « 2 »."""
    return number(outlook.scenario.arrivals)


def month_words(one: Month) -> str:
    """Name a month, by its number where the plan does not say when it starts: « sept. 2027 », « mois 10 »."""
    return month(one.first_day) if one.first_day is not None else _("mois {n}").format(n=one.place)


def in_month(one: Month) -> str:
    """Say when: « en sept. 2027 », « au mois 10 »."""
    words = _("au {month}") if one.first_day is None else _("en {month}")
    return words.format(month=month_words(one))


def from_month(one: Month) -> str:
    """Say from when on: « dès sept. 2027 », « dès le mois 10 »."""
    words = _("dès le {month}") if one.first_day is None else _("dès {month}")
    return words.format(month=month_words(one))


def reached_words(found: Month | None, outlook: Outlook) -> str:
    """Say in which month something is reached: « sept. 2027 », « mois 10 », « pas avant 36 mois »."""
    if found is None:
        return _("pas avant {n} mois").format(n=len(outlook.forecast.months))
    return month_words(found)


def threshold_month_words(outlook: Outlook) -> str:
    """Say in which month a scenario holds by its clients alone, « — » where no number of them is enough."""
    return reached_words(outlook.at_threshold, outlook) if isinstance(outlook.threshold, Threshold) else NONE


def pace_words(outlook: Outlook) -> str:
    """Say how many new clients a scenario has: « à 2 nouveaux clients par mois »."""
    arrivals = outlook.scenario.arrivals
    if not arrivals:
        return _("sans nouveau client")
    words = plural(arrivals, _("à {n} nouveau client par mois"), _("à {n} nouveaux clients par mois"))
    return words.format(n=number(arrivals))
