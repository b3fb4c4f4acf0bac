"""A rule of sharing told on a sum: « Sur 100 € : 20 € de frais à Bois, puis 30 % du reste à Bois (24 €)… »."""

from __future__ import annotations

from decimal import Decimal

from offerdesigner.economics.sharing import Given, name_of, rule_for, sale_lines, shared_out, unowned
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale, SharingKind, SharingRule
from offerdesigner.pricing.charges import ZERO, to_cents
from offerdesigner.pricing.offers import PricingError
from offerdesigner.text import _, listed, money

USUAL = Decimal(250)
"""The sum a rule is told on when no price of its offers is known."""


def example_amount(project: Project, rule: SharingRule) -> Decimal:
    """Return what one client of the first offer under `rule` pays each month, on average (€ HT), or a usual sum."""
    for offer in project.offers:
        if rule_for(project, offer.id) is rule:
            sale = Sale(offer=offer.id, clients=1)
            try:
                yearly = sum((line.next_year or ZERO for line in unowned(project, sale_lines(project, sale))), ZERO)
            except PricingError:
                continue
            if yearly:
                return to_cents(yearly / 12)
    return USUAL


def worked(project: Project, rule: SharingRule, amount: Decimal) -> str:
    """Say what `rule` makes of `amount` €, for one client and one month, and what is left to us."""
    start = _("Sur {amount} HT par mois et par client").format(amount=money(amount))
    given = [one for one in shared_out(rule, amount, 1) if one.amount]
    left = amount - sum((one.amount for one in given), ZERO)
    costs = [_cost(project, rule, one) for one in given if one.is_cost]
    parts = [_("{percent} à {name} ({amount})").format(
        percent=one.why, name=name_of(project, one.partner), amount=money(one.amount)
    ) for one in given if not one.is_cost]  # fmt: skip
    said = _(", puis ").join(listed(some) for some in (costs, parts) if some)
    ours = money(left)
    if not said:
        return _("{start} : tout vous revient.").format(start=start)
    if not left:
        return _("{start} : {said}. Il ne vous reste rien d'autre.").format(start=start, said=said)
    return _("{start} : {said}. Il vous reste {left}.").format(start=start, said=said, left=ours)


def _cost(project: Project, rule: SharingRule, one: Given) -> str:
    words = _("{amount} de frais à {name}") if rule.kind is SharingKind.COSTS_FIRST else _("{amount} à {name}")
    return words.format(amount=money(one.amount), name=name_of(project, one.partner))
