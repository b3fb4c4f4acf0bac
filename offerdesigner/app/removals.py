"""What a change removed, and what it made of costs, in a sentence.

A deletion asks nothing: it can be undone from the status bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from offerdesigner.model.costs import CostLine, FixedCost
from offerdesigner.model.project import Project
from offerdesigner.text import _, plural

_SENTENCES = {
    "ranges": _("Gamme supprimée."),
    "offers": _("Offre supprimée."),
    "options": _("Option supprimée."),
    "services": _("Service supprimé."),
    "groups": _("Groupe supprimé."),
    "metrics": _("Unité supprimée."),
    "partners": _("Partenaire supprimé."),
    "profiles": _("Usage type supprimé."),
    "competitors": _("Concurrent retiré."),
    "market_rows": _("Ligne de comparaison retirée."),
    "clients": _("Client retiré."),
    "quotes": _("Devis retiré."),
    "scenarios": _("Scénario supprimé."),
    "revenues": _("Revenu supprimé."),
    "sales": _("Vente supprimée."),
    "costs": _("Poste retiré."),
    "cost_groups": _("Sous-famille retirée."),
    "rates": _("Ligne de prix supprimée."),
    "terms": _("Échéance supprimée."),
}
_INNER = ("rates", "terms")


def removal(before: Project, after: Project) -> str:
    """Return « Offre supprimée. » when `after` lacks something that `before` had, else "".

    Costs that go on without the partner that paid them, or the unit that counted them, are told too.
    """
    for kind, sentence in _SENTENCES.items():
        if kind not in _INNER and _gone(getattr(before, kind), getattr(after, kind)):
            return " ".join((sentence, *_left_behind(before, after)))
    for kind in _INNER:
        for old, new in _pairs(before, after):
            if _gone(getattr(old, kind, ()), getattr(new, kind, ())):
                return _SENTENCES[kind]
    return ""


def _gone(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    return before is not after and len(after) < len(before)


def _left_behind(before: Project, after: Project) -> Iterator[str]:
    """Yield what became of the costs that referred to what is gone."""
    if after.costs is before.costs:
        return
    held = {line.id: line for line in after.costs}
    kept = [(line, held[line.id]) for line in before.costs if line.id in held]
    ours = sum(1 for old, new in kept if old.provider is not None and new.provider is None and not new.unpaid)
    if ours:
        words = plural(
            ours, _("{n} poste est désormais à votre charge."), _("{n} postes sont désormais à votre charge.")
        )
        yield words.format(n=ours)
    for metric in before.metrics:
        fixed = sum(1 for old, new in kept if _unit(old) == metric.id and isinstance(new.behaviour, FixedCost))
        if fixed:
            words = plural(
                fixed, _("{n} coût « par {unit} » devient fixe."), _("{n} coûts « par {unit} » deviennent fixes.")
            )
            yield words.format(n=fixed, unit=metric.singular)


def _unit(line: CostLine) -> str | None:
    return None if isinstance(line.behaviour, FixedCost) else line.behaviour.metric


def _pairs(before: Project, after: Project) -> list[tuple[Any, Any]]:
    """Return the offers, options and competitors that changed, as they were and as they are."""
    olds = {item.id: item for item in (*before.offers, *before.options, *before.competitors)}
    return [
        (olds[item.id], item)
        for item in (*after.offers, *after.options, *after.competitors)
        if item.id in olds and olds[item.id] is not item
    ]
