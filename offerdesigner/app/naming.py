"""What the window calls things: places (« Fédération · Prix par an »), counts of findings, the side of prices."""

from __future__ import annotations

from offerdesigner import text
from offerdesigner.model.finding import SEVERITY_WORDS, Severity
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.places import SEPARATOR, place
from offerdesigner.model.structure import Vat
from offerdesigner.text import NNBSP, _

__all__ = ["SEPARATOR", "TONES", "counted", "place", "vat_mention"]

TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice", Severity.STRENGTH: "ok"}
"""For each severity, the tone of a frame about it."""


def counted(count: int, severity: Severity) -> str:
    """Return « 3 alertes »."""
    return f"{count} {text.plural(count, *SEVERITY_WORDS[severity])}"


def vat_mention(vat: Vat, side: TaxMode) -> str:
    """Say the VAT situation, and on which side prices show: « TVA à 20 % · prix affichés HT »."""
    if not vat.rate:
        return _("{mention} : prix TTC = prix HT").format(mention=vat.mention or _("Sans TVA"))
    mention = vat.mention or _("TVA à {rate}").format(rate=f"{text.number(vat.rate)}{NNBSP}%")
    return SEPARATOR.join((mention, _("prix affichés {side}").format(side=side.upper())))
