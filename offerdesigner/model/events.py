"""Événements: a fair, its public, its aims and the kit of documents that goes there; and who prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Base64Bytes, BeforeValidator, Field, model_validator

from offerdesigner.model.base import Amount, Id, Identified, Line, Text, check_ids, no_float
from offerdesigner.text import _

Copies = Annotated[int, Field(ge=0, le=100_000)]
Millimetres = Annotated[
    Decimal, Field(ge=0, le=50, max_digits=4, decimal_places=1, allow_inf_nan=False), BeforeValidator(no_float)
]


class Public(StrEnum):
    """Who comes: the first four are those that ranges are for, the last ones know software already."""

    ASSOCIATIONS = "associations"
    LOCAL_AUTHORITIES = "local_authorities"
    BUSINESSES = "businesses"
    INDIVIDUALS = "individuals"
    FREE_SOFTWARE = "free_software"


class DocumentKind(StrEnum):
    """A document of a kit, named as on the command line."""

    FLYER = "flyer"
    TARIFF_SHEET = "tariff-sheet"
    CONTACT_SLIPS = "contact-slips"
    CONTACT_LIST = "contact-list"
    POSTER = "poster"
    KAKEMONO = "kakemono"
    TABLE_CARD = "table-card"
    WITHDRAWAL_PANEL = "withdrawal-panel"


class FlyerDesign(StrEnum):
    """The compositions: a list of what one can do, people, one question, the offers themselves."""

    INDEX = "index"
    PEOPLE = "people"
    QUESTION = "question"
    OFFERS = "offers"


class FlyerFormat(StrEnum):
    """The sizes of a flyer, closed."""

    A5 = "a5"
    A6 = "a6"
    DL = "dl"
    A4_FOLDED = "a4-3"


class Route(StrEnum):
    """Who prints."""

    HOME = "home"
    SHOP = "shop"


class SheetLayout(StrEnum):
    """How many to a sheet of A4."""

    ONE = "a4-1up"
    TWO = "a4-2up"
    THREE = "a4-3up"
    FOUR = "a4-4up"


class Flip(StrEnum):
    """The edge that the printer turns a sheet on."""

    LONG = "long"
    SHORT = "short"


class OwnWords(Identified):
    """Words of a document that replace the proposed ones at `place` (« title », « question »…)."""

    place: Line
    text: Text = ""


class KitDocument(Identified):
    """A document of the kit: which, how it looks, how many, and who prints it."""

    kind: DocumentKind
    is_wanted: bool = Field(True, title=_("Dans le kit"))
    design: FlyerDesign = Field(FlyerDesign.INDEX, title=_("Composition"))
    format: FlyerFormat = Field(FlyerFormat.A5, title=_("Format"))
    is_two_sided: bool = Field(True, title=_("Recto verso"))
    has_large_type: bool = Field(False, title=_("Grands caractères"))
    saves_ink: bool = Field(False, title=_("Économie d'encre"))
    copies: Copies = Field(1, title=_("Nombre"))
    route: Route = Field(Route.HOME, title=_("Imprimé"))
    sheet: SheetLayout = Field(SheetLayout.ONE, title=_("Par feuille"))
    shop: Id | None = Field(None, title=_("Imprimeur"))
    words: tuple[OwnWords, ...] = Field((), title=_("Textes"), max_length=60)

    @model_validator(mode="after")
    def _each_place_once(self) -> KitDocument:
        check_ids(self.words)
        if len({word.place for word in self.words}) != len(self.words):
            raise ValueError(_("Un document a deux textes à la même place."))
        return self


class AimKind(StrEnum):
    """What is counted: the first three follow one another in the funnel."""

    CONTACTS = "contacts"
    QUOTES = "quotes"
    SIGNATURES = "signatures"
    OTHER = "other"


class Aim(Identified):
    """Visée: how many are wanted, and how many there were (`None`: not counted yet)."""

    kind: AimKind = Field(AimKind.CONTACTS, title=_("Visée"))
    label: Line = Field("", title=_("En mots"))
    wanted: Copies = Field(0, title=_("Visés"))
    reached: Copies | None = Field(None, title=_("Obtenus"))


class Task(Identified):
    """Something to do before the event."""

    text: Line = Field("", title=_("À faire"))
    who: Line = Field("", title=_("Qui"))
    is_done: bool = Field(False, title=_("Fait"))


class Event(Identified):
    """Événement. `range` is what is shown there (`None`: the range for its first public)."""

    name: Line = Field("", title=_("Événement"))
    publics: tuple[Public, ...] = Field((), title=_("Publics"), max_length=5)
    range: Id | None = Field(None, title=_("Gamme"))
    starts: date | None = Field(None, title=_("Du"))
    ends: date | None = Field(None, title=_("Au"))
    hours: Line = Field("", title=_("Horaires"))
    place: Line = Field("", title=_("Lieu"))
    stand: Line = Field("", title=_("Stand"))
    address: Line = Field("", title=_("Adresse courte"), description=_("Celle du code à scanner : « nuage.fr/forum »."))
    visitors: Copies | None = Field(None, title=_("Visiteurs attendus"))
    budget: Amount | None = Field(None, title=_("Budget"))
    retention_months: int = Field(12, title=_("Contacts gardés, en mois"), ge=1, le=36)
    aims: tuple[Aim, ...] = Field((), title=_("Visées"), max_length=20)
    documents: tuple[KitDocument, ...] = Field((), title=_("Documents du kit"), max_length=40)
    tasks: tuple[Task, ...] = Field((), title=_("À faire"), max_length=100)
    flip: Flip = Field(Flip.LONG, title=_("Recto verso, retourner sur"))
    margin: Millimetres = Field(Decimal(5), title=_("Marge de l'imprimante, en mm"))
    has_cut_marks: bool = Field(True, title=_("Traits de coupe"))
    learnt: Text = Field("", title=_("Bilan"))

    @model_validator(mode="after")
    def _own_ids(self) -> Event:
        for items in (self.aims, self.documents, self.tasks):
            check_ids(items)
        if len(set(self.publics)) != len(self.publics):
            raise ValueError(_("Un public est nommé deux fois."))
        if self.starts is not None and self.ends is not None and self.ends < self.starts:
            raise ValueError(_("Un événement finit après avoir commencé."))
        return self


class InkColours(StrEnum):
    """How colours are written for the printer."""

    CMYK = "cmyk"
    RGB = "rgb"


class PrintShop(Identified):
    """Imprimeur: what it asks of a file. `profile` is its own ICC profile, if it gave one."""

    name: Line = Field("", title=_("Imprimeur"))
    bleed: Millimetres = Field(Decimal(3), title=_("Fond perdu, en mm"))
    has_marks: bool = Field(True, title=_("Repères"))
    quiet: Millimetres = Field(Decimal(5), title=_("Rien à lire à moins de, en mm"))
    colours: InkColours = Field(InkColours.CMYK, title=_("Couleurs"))
    most_ink: int = Field(300, title=_("Encre au plus, en %"), ge=200, le=400)
    profile: Base64Bytes | None = Field(None, repr=False, max_length=4_000_000)
