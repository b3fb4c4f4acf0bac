"""Are the reasons for ignoring a finding still of use?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.model.address import at
from offerdesigner.model.edits import remove
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project, Waiver
from offerdesigner.text import _

_ON_REQUEST = Waiver(
    id="old", rule="no_price", address="offers/active/rates", reason="Au cas par cas", date=date(2026, 1, 1)
)


def _sample(price: str | None) -> Project:
    return project(offer("active", price, "files"), waivers=(_ON_REQUEST,))


@rule(
    "unused_waiver",
    Severity.ADVICE,
    message=_("Un problème ignoré a disparu ; la raison notée (« {reason} ») ne sert plus."),
    source=_("Problèmes ignorés"),
    waivable=False,
    after_waivers=True,
    bad=shows(lambda: _sample("10")),
    good=shows(lambda: _sample(None)),
)
def unused_waiver(ctx: Context) -> Iterator[Finding]:
    """Une raison d'ignorer qui ne sert plus.

    Pourquoi : le problème que vous aviez ignoré n'existe plus. S'il revenait un jour, il serait caché sans que
    personne n'y ait repensé.

    Que faire : retirez la raison.
    """
    for waiver in ctx.unused_waivers:
        address = at("waivers", waiver.id)
        fix = Fix(_("Retirer la raison"), remove(address, _("Retirer une raison d'ignorer")), safe=True)
        yield found(address, fixes=(fix,), rule=waiver.rule, reason=waiver.reason)
