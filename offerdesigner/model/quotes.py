"""Devis: what is proposed to one client, its life, and what is kept of it once it is sent.

Plain data; `offerdesigner.pricing.quotes` computes the printed rows of a draft (`QuoteContent`), and a quote that was
sent keeps those that it was sent with: nothing that changes later in the project changes it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from offerdesigner.model.base import (
    Amount,
    Id,
    Identified,
    Line,
    Model,
    Months,
    Percent,
    Quantity,
    SignedAmount,
    SignedUnitAmount,
    Text,
    check_ids,
)
from offerdesigner.model.clients import Client, Headcount
from offerdesigner.model.offers import TaxMode
from offerdesigner.model.profiles import ProfileQuantity
from offerdesigner.model.structure import Structure
from offerdesigner.text import _

Days = Annotated[int, Field(ge=0, le=3660)]


class QuoteStatus(StrEnum):
    """Where a quote stands. `EXPIRED` is never stored: the date of validity says it."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


class QuoteStep(Identified):
    """A step in the life of a quote, and the day it took place."""

    status: QuoteStatus
    on: date


class Taking(StrEnum):
    """Whether a line is in the totals, or proposed beside them with a box to tick."""

    INCLUDED = "included"
    PROPOSED = "proposed"


class OptionChoice(Identified):
    """An option taken or proposed, so many times."""

    option: Id
    taking: Taking = Taking.INCLUDED
    count: int = Field(1, title=_("Nombre"), ge=1, le=999)


class QuoteChoice(Model):
    """The offer of a quote, for a usage and a commitment in `months`.

    `alternatives` are offers shown beside it for the same usage, of which the client chooses one.
    """

    offer: Id | None = Field(None, title=_("Offre"))
    price_list: Id | None = Field(None, title=_("Grille de prix"))
    quantities: tuple[ProfileQuantity, ...] = Field((), title=_("Usage"), max_length=100)
    options: tuple[OptionChoice, ...] = Field((), title=_("Options"), max_length=200)
    months: Months = Field(12, title=_("S'engage pour"))
    alternatives: tuple[Id, ...] = Field((), title=_("Variantes au choix"), max_length=3)

    @model_validator(mode="after")
    def _each_once(self) -> QuoteChoice:
        check_ids(self.quantities)
        check_ids(self.options)
        if len({item.metric for item in self.quantities}) != len(self.quantities):
            raise ValueError(_("Un devis compte deux fois la même chose."))
        if len({item.option for item in self.options}) != len(self.options):
            raise ValueError(_("Un devis propose deux fois la même option."))
        return self


class QuoteLine(Identified):
    """Ligne libre: `quantity` × `unit_price` (€, as entered: `tax`) every `period_months` (`None`: once).

    `vat_rate` in % (`None`: that of who delivers it); `provider`: `None` is ours. A client may choose a quantity
    from `least` to `most` where these are given.
    """

    kind: Literal["line"] = "line"
    label: Line = Field("", title=_("Ligne"))
    detail: Text = Field("", title=_("Précision"))
    quantity: Quantity = Field(Decimal(1), title=_("Qté"))
    unit: Line = Field("", title=_("Unité"))
    unit_price: SignedUnitAmount = Field(Decimal(0), title=_("Prix"))
    tax: TaxMode = Field(TaxMode.TTC, title=_("HT ou TTC"))
    vat_rate: Percent | None = Field(None, title=_("TVA"))
    period_months: Months | None = Field(None, title=_("Cadence"))
    taking: Taking = Field(Taking.INCLUDED, title=_("Dans le total"))
    provider: Id | None = Field(None, title=_("Fournie par"))
    least: Quantity | None = Field(None, title=_("De"))
    most: Quantity | None = Field(None, title=_("À"))

    @model_validator(mode="after")
    def _bounds_in_order(self) -> QuoteLine:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(_("La quantité au choix va du plus petit nombre au plus grand."))
        return self


class QuoteSection(Identified):
    """A heading: the free lines after it have their own subtotal."""

    kind: Literal["section"] = "section"
    title: Line = Field("", title=_("Titre"))


class QuoteComment(Identified):
    """A sentence between two lines."""

    kind: Literal["comment"] = "comment"
    text: Text = Field("", title=_("Commentaire"))


class QuoteBreak(Identified):
    """A page begins here."""

    kind: Literal["break"] = "break"


QuoteEntry = Annotated[QuoteLine | QuoteSection | QuoteComment | QuoteBreak, Field(discriminator="kind")]


class Discount(Identified):
    """Remise in % or in € (as the quote is printed), on the row whose id is `line`, or on the whole (`""`).

    One in € on the whole bears on one cadence, `period_months` (`None`: what is due once).
    """

    label: Line = Field(_("Remise"), title=_("Remise"))
    percent: Percent | None = Field(None, title=_("En %"))
    amount: Amount | None = Field(None, title=_("En €"))
    line: Line = Field("", title=_("Sur"))
    period_months: Months | None = Field(None, title=_("Cadence"))

    @model_validator(mode="after")
    def _one_of_two(self) -> Discount:
        if (self.percent is None) == (self.amount is None):
            raise ValueError(_("Une remise est en pourcentage ou en euros : l'un des deux."))
        return self


class Renewal(StrEnum):
    """What happens at the end of the term."""

    NONE = "none"
    TACIT = "tacit"
    AGREED = "agreed"


class ClauseKind(StrEnum):
    """What a text of the conditions is about."""

    LEAVING = "leaving"
    CHANGING = "changing"
    EXPORT = "export"
    DATA = "data"
    HELP = "help"
    PAYMENT = "payment"
    PENALTIES = "penalties"
    MEDIATOR = "mediator"
    OTHER = "other"


class Clause(Identified):
    """A text of the conditions, in one's own words."""

    kind: ClauseKind = Field(ClauseKind.OTHER, title=_("Sujet"))
    title: Line = Field("", title=_("Titre"))
    text: Text = Field("", title=_("Texte"))


class QuoteTerms(Model):
    """Conditions: from `start`, for the months of the choice; the deposit is in % of the first year or in €."""

    start: date | None = Field(None, title=_("Début"))
    renewal: Renewal = Field(Renewal.AGREED, title=_("Reconduction"))
    notice_months: int = Field(1, title=_("Préavis"), ge=0, le=12)
    trial_days: Days = Field(0, title=_("Essai, en jours"))
    deposit_percent: Percent | None = Field(None, title=_("Acompte, en %"))
    deposit_amount: Amount | None = Field(None, title=_("Acompte, en €"))
    clauses: tuple[Clause, ...] = Field((), title=_("Textes"), max_length=40)

    @field_validator("clauses")
    @classmethod
    def _own_ids(cls, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        check_ids(clauses)
        return clauses


class BoardSheet(Model):
    """Fiche de décision: what the board reads, in its words. What one does today costs `today_first`, then a year."""

    question: Line = Field("", title=_("Question posée"))
    need: Text = Field("", title=_("Le besoin"))
    excluded: Text = Field("", title=_("Ce qui n'est pas compris"))
    helper: Text = Field("", title=_("Qui vous aide"))
    data_place: Text = Field("", title=_("Où sont les données"))
    values: Text = Field("", title=_("Nos valeurs"))
    today: Text = Field("", title=_("Sans rien changer"))
    today_first: Amount | None = Field(None, title=_("Aujourd'hui, la première année"))
    today_yearly: Amount | None = Field(None, title=_("Aujourd'hui, chaque année"))
    members: Headcount | None = Field(None, title=_("Adhérents"))
    decision_on: date | None = Field(None, title=_("Réunion du"))


class RowKind(StrEnum):
    """What a printed row is."""

    LINE = "line"
    DISCOUNT = "discount"
    SECTION = "section"
    COMMENT = "comment"
    BREAK = "break"


class QuoteRow(Identified):
    """A printed row: `amount` = `quantity` × `unit_price` in €, on the side of the quote (`None`: sur devis).

    Its `id` is the same each time the draft is computed: discounts aim at it. A click on paper leads to `origin`.
    """

    kind: RowKind = RowKind.LINE
    origin: Line = ""
    label: Line = ""
    detail: Text = ""
    quantity: Quantity = Decimal(1)
    unit: Line = ""
    unit_price: SignedUnitAmount | None = None
    amount: SignedAmount | None = None
    vat_rate: Percent = Decimal(0)
    period_months: Months | None = None
    taking: Taking = Taking.INCLUDED
    provider: Id | None = None
    least: Quantity | None = None
    most: Quantity | None = None


class QuoteVariant(Identified):
    """One of the offers side by side for the same usage, in € TTC (`None`: sur devis)."""

    offer: Line
    first_year: SignedAmount | None = None
    next_year: SignedAmount | None = None
    is_chosen: bool = False


class QuoteContent(Model):
    """All that a quote prints beyond its own words: parties, rows, variants, account. Totals are sums of rows."""

    seller: Structure
    partners: tuple[Structure, ...] = Field((), max_length=50)
    client: Client = Client(id="client")
    tax: TaxMode = TaxMode.TTC
    offer: Line = ""
    usage: Line = ""
    needs: tuple[Line, ...] = Field((), max_length=200)
    rows: tuple[QuoteRow, ...] = Field((), max_length=1000)
    variants: tuple[QuoteVariant, ...] = Field((), max_length=4)
    iban: Line = ""
    bic: Line = ""


class Quote(Identified):
    """Devis: `number` is given when it is first sent, and kept by its later versions."""

    number: Line = Field("", title=_("Numéro"))
    version: int = Field(1, title=_("Version"), ge=1, le=999)
    client: Id | None = Field(None, title=_("Client"))
    purpose: Line = Field("", title=_("Objet"))
    dated: date | None = Field(None, title=_("Daté du"))
    valid_days: Days = Field(90, title=_("Valable, en jours"))
    tax: TaxMode = Field(TaxMode.TTC, title=_("Prix en"))
    choice: QuoteChoice = QuoteChoice()
    entries: tuple[QuoteEntry, ...] = Field((), title=_("Lignes libres"), max_length=500)
    discounts: tuple[Discount, ...] = Field((), title=_("Remises"), max_length=100)
    terms: QuoteTerms = Field(QuoteTerms(), title=_("Conditions"))
    board: BoardSheet = Field(BoardSheet(), title=_("Fiche de décision"))
    attaches_tariff: bool = Field(False, title=_("Joindre la fiche tarifaire"))
    shows_deposit_code: bool = Field(False, title=_("Code à scanner pour l'acompte"))
    remind_on: date | None = Field(None, title=_("Relancer le"))
    note: Text = Field("", title=_("Notes"), description=_("Pour vous : ne paraît nulle part."))
    steps: tuple[QuoteStep, ...] = Field((), title=_("Vie du devis"), max_length=50)
    content: QuoteContent | None = None
    """What it was sent with; `None` for a draft."""

    @model_validator(mode="after")
    def _own_ids(self) -> Quote:
        for items in (self.entries, self.discounts, self.steps):
            check_ids(items)
        return self

    @property
    def is_frozen(self) -> bool:
        """Whether it was sent: its words and its amounts change no more."""
        return self.content is not None


class Quoting(Model):
    """How this structure quotes: what a new quote starts with, the texts to choose from, where to pay, what to write.

    In `pattern`, `{aaaa}` (or `{aa}`) is the year and `{nnn}` the number, with as many digits as letters.
    """

    pattern: Line = Field("D-{aaaa}-{nnn}", title=_("Numéros de devis"))
    valid_days: Days = Field(90, title=_("Valables, en jours"))
    clauses: tuple[Clause, ...] = Field((), title=_("Textes à choisir"), max_length=200)
    iban: Line = Field("", title=_("IBAN"))
    bic: Line = Field("", title=_("BIC"))
    mail: Text = Field(
        "",
        title=_("Dans le courriel"),
        description=_("Ce que dit le courriel qui porte un devis. Vide : il demande une copie signée."),
    )

    @field_validator("pattern")
    @classmethod
    def _holds_a_number(cls, pattern: str) -> str:
        _head, brace, rest = pattern.partition("{n")
        if not brace or "{n" in rest or not rest.lstrip("n").startswith("}"):
            raise ValueError(_("Le modèle d'un numéro contient {nnn}, une fois : « D-{aaaa}-{nnn} »."))
        return pattern

    @field_validator("clauses")
    @classmethod
    def _own_ids(cls, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        check_ids(clauses)
        return clauses
