"""What a change removed, in a sentence: a deletion asks nothing, it can be undone from the status bar."""

from __future__ import annotations

from typing import Any

from offerdesigner.model.project import Project
from offerdesigner.text import _

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
    "scenarios": _("Scénario supprimé."),
    "revenues": _("Revenu supprimé."),
    "sales": _("Vente supprimée."),
    "rates": _("Ligne de prix supprimée."),
    "terms": _("Échéance supprimée."),
}
_INNER = ("rates", "terms")


def removal(before: Project, after: Project) -> str:
    """Return « Offre supprimée. » when `after` lacks something that `before` had, else ""."""
    for kind, sentence in _SENTENCES.items():
        if kind not in _INNER and _gone(getattr(before, kind), getattr(after, kind)):
            return sentence
    for kind in _INNER:
        for old, new in _pairs(before, after):
            if _gone(getattr(old, kind, ()), getattr(new, kind, ())):
                return _SENTENCES[kind]
    return ""


def _gone(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    return before is not after and len(after) < len(before)


def _pairs(before: Project, after: Project) -> list[tuple[Any, Any]]:
    """Return the offers, options and competitors that changed, as they were and as they are."""
    olds = {item.id: item for item in (*before.offers, *before.options, *before.competitors)}
    return [
        (olds[item.id], item)
        for item in (*after.offers, *after.options, *after.competitors)
        if item.id in olds and olds[item.id] is not item
    ]
