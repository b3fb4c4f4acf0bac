"""What the drawing of a document had to say."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.project import Project
from offerdesigner.text import _


def _sample() -> Project:
    return project(offer("active", "10", "files"))


def _told_by_the_drawing(ctx: Context, rule_id: str) -> Iterator[Finding]:
    return (misfit for misfit in ctx.misfits if misfit.rule == rule_id)


@rule(
    "text_does_not_fit",
    Severity.WARNING,
    message=_("« {text} » dépasse de {excess_mm:number} mm la place que lui laisse la fiche."),
    source=_("Documents imprimés"),
    bad=shows(_sample, Finding("text_does_not_fit", "offers/active/name", {"text": "Active", "excess_mm": 4.2})),
    good=shows(_sample),
)
def text_does_not_fit(ctx: Context) -> Iterator[Finding]:
    """Un texte ne tient pas sur le papier.

    Pourquoi : plutôt que de couper un mot ou de rétrécir jusqu'à l'illisible, la fiche le dit ici.

    Que faire : raccourcissez ce texte ou coupez le mot trop long, ou répartissez les offres sur deux gammes.
    """
    yield from _told_by_the_drawing(ctx, "text_does_not_fit")


@rule(
    "character_cannot_be_printed",
    Severity.WARNING,
    message=_("Impossible d'imprimer « {characters} » : les polices des documents ne l'ont pas."),
    source=_("Documents imprimés"),
    bad=shows(_sample, Finding("character_cannot_be_printed", "offers/active/name", {"characters": "\U0001f994"})),
    good=shows(_sample),
)
def character_cannot_be_printed(ctx: Context) -> Iterator[Finding]:
    """Un signe ne peut pas être imprimé.

    Pourquoi : les polices des documents couvrent les langues écrites en lettres latines. Un autre signe
    laisserait un carré vide au milieu de la fiche.

    Que faire : écrivez ce signe en toutes lettres, ou retirez-le.
    """
    yield from _told_by_the_drawing(ctx, "character_cannot_be_printed")


@rule(
    "picture_cannot_be_read",
    Severity.WARNING,
    message=_("Le logo ne peut pas être lu : la fiche paraît sans lui."),
    source=_("Documents imprimés"),
    bad=shows(_sample, Finding("picture_cannot_be_read", "structure/brand/logo", {"reason": "cannot identify image"})),
    good=shows(_sample),
)
def picture_cannot_be_read(ctx: Context) -> Iterator[Finding]:
    """Une image ne peut pas être lue.

    Pourquoi : le fichier est abîmé, ou bien plus grand que ce qu'une feuille peut montrer.

    Que faire : enregistrez l'image de nouveau, en PNG ou en JPEG, et choisissez-la une seconde fois.
    """
    yield from _told_by_the_drawing(ctx, "picture_cannot_be_read")
