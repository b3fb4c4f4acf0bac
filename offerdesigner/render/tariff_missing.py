"""The page that stands for a tariff sheet while there is no offer: it says what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from offerdesigner.model.project import Project
from offerdesigner.render.painter import Painter
from offerdesigner.render.style import INK, INK_2, MM, SEMIBOLD, TEXT, Palette, Run, Style
from offerdesigner.render.tariff_measures import TITLE_STYLE
from offerdesigner.render.tariff_table import paint_lines, set_lines
from offerdesigner.text import _, typeset

_WIDTH, _HEIGHT, _MARGIN = 210 * MM, 297 * MM, 15 * MM


def paint_missing(painter: Painter, project: Project, palette: Palette) -> None:
    """Paint one A4 page that lists what a tariff sheet still needs."""
    painter.begin_page(_WIDTH, _HEIGHT)
    painter.bookmark(_("Fiche tarifaire"), 0, 0)
    inner = _WIDTH - 2 * _MARGIN
    painter.box(_MARGIN, 32 * MM, inner, 0.95 * MM, palette.accent)
    title = set_lines([(Run(_("Votre fiche tarifaire"), TITLE_STYLE),)], inner, 1.02)
    paint_lines(painter, title, _MARGIN, 13 * MM)
    y = 38 * MM
    intro = _("Elle se dessine ici à mesure que vous écrivez. Il manque encore :")
    y = paint_lines(painter, set_lines([(Run(typeset(intro), Style(TEXT, 11.6, INK)),)], inner, 1.27), _MARGIN, y)
    y += 3 * MM
    for name, why, address in _missing(project):
        runs = (
            Run(typeset(name), Style(SEMIBOLD, 10.4, INK), address),
            Run(typeset(f" · {why}"), Style(TEXT, 10.4, INK_2), address),
        )
        y = paint_lines(painter, set_lines([runs], inner, 1.5), _MARGIN, y)


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
