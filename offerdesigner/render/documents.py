"""The kinds of documents that can be drawn, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, Protocol

from offerdesigner.model.base import Id
from offerdesigner.model.project import Project
from offerdesigner.render import (
    board_sheet,
    focus_group_guide,
    partner_statement,
    quote,
    tariff_sheet,
    viability_report,
)
from offerdesigner.render.document import Document
from offerdesigner.text import _


class Draw(Protocol):
    """What draws a document."""

    def __call__(
        self,
        project: Project,
        subject: Id | None = None,
        /,
        *,
        layout: Literal["auto", "portrait", "landscape"] = "auto",
        today: date,
    ) -> Document:
        """Draw the document of one range or of one quote, as the kind is about one or the other.

        Without it: of every range that has offers; of the newest quote.
        """
        ...


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its name on the command line, its title for people, what draws it, and what it is about."""

    name: str
    title: str
    draw: Draw
    about: Literal["ranges", "quotes"] = "ranges"


KINDS: Mapping[str, DocumentKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            DocumentKind("tariff-sheet", _("Fiche tarifaire"), tariff_sheet.draw),
            DocumentKind("partner-statement", _("Relevé par structure"), partner_statement.draw),
            DocumentKind("focus-group-guide", _("Guide de discussion"), focus_group_guide.draw),
            DocumentKind("viability-report", _("Rapport de viabilité"), viability_report.draw),
            DocumentKind("quote", _("Devis"), quote.draw, "quotes"),
            DocumentKind("board-sheet", _("Fiche de décision"), board_sheet.draw, "quotes"),
        )
    }
)
