"""Who asks for a quote: the clients, each used by any number of quotes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from offerdesigner.model.base import Identified, Line, Text
from offerdesigner.model.structure import Contact, Identifiers
from offerdesigner.text import _

Headcount = Annotated[int, Field(ge=0, le=10_000_000)]


class ClientKind(StrEnum):
    """What a client is: some mentions of a quote are for some of them only."""

    ASSOCIATION = "association"
    PUBLIC = "public"
    COMPANY = "company"
    PERSON = "person"
    OTHER = "other"


class Client(Identified):
    """Client: `identifiers` are as typed (checked, never blocking); `contact.person` signs as `capacity`.

    `is_professional` tells whether it buys for a professional activity: an association mostly does not.
    """

    name: Line = Field("", title=_("Client"))
    kind: ClientKind = Field(ClientKind.ASSOCIATION, title=_("Nature"))
    is_professional: bool = Field(False, title=_("Achète pour une activité professionnelle"))
    identifiers: Identifiers = Identifiers()
    contact: Contact = Contact()
    capacity: Line = Field("", title=_("En qualité de"), description=_("Présidente, trésorier, directrice…"))
    people: Headcount | None = Field(None, title=_("Personnes"), description=_("Salariées et bénévoles actives."))
    volunteers: Headcount | None = Field(None, title=_("dont bénévoles"))
    members: Headcount | None = Field(None, title=_("Adhérents"))
    notes: Text = Field("", title=_("Notes"), description=_("Pour vous : ne paraît nulle part."))
