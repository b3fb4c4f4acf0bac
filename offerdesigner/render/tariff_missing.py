"""The page that stands for a tariff sheet while there is no offer: it says what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.model.project import Project
from offerdesigner.render.missing import paint_list
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import Palette
from offerdesigner.text import _


def paint_missing(painter: Painter, project: Project, palette: Palette) -> None:
    """Paint one A4 page that lists what a tariff sheet still needs."""
    intro = _("Elle se dessine ici à mesure que vous écrivez. Il manque encore :")
    paint_list(painter, palette, _("Fiche tarifaire"), _("Votre fiche tarifaire"), intro, _missing(project))


def _missing(project: Project) -> Iterator[tuple[str, str, str]]:
    contact = project.structure.contact
    if not project.structure.name:
        yield _("Le nom de votre structure"), _("pour que l'on sache qui propose"), "structure/name"
    if not project.ranges:
        yield _("Une gamme"), _("le public à qui vous vous adressez"), "ranges"
    yield _("Une offre"), _("un nom, un prix, ce qu'elle comprend"), "offers"
    if not project.services:
        yield _("Des services"), _("ce que l'on pourra faire, dit en commençant par un verbe"), "services"
    if not (contact.phone or contact.email or contact.website):
        yield _("Un moyen de vous joindre"), _("téléphone, courriel ou site"), "structure/contact"
    if not project.end_of_contract:
        yield _("La fin de contrat"), _("comment l'on part, et avec quelles données"), "end_of_contract"
