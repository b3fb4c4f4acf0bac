"""Do the rows of a draft say what they cost, in amounts that one can believe?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.drafts import Draft, contents, drafts
from offerdesigner.checks.quote_samples import CLIENT, draft, drafted, line
from offerdesigner.checks.registry import found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.model.address import Address, at, contains
from offerdesigner.model.base import Id
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.edits import set_value
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Discount, QuoteChoice, QuoteContent, QuoteLine, QuoteRow
from offerdesigner.pricing.quote_totals import PRICED
from offerdesigner.text import _, money

_HUGE = Decimal(100_000)
_COHERENT = _("Cohérence du devis")
_MOST_NAMED = 3


def _quoting(chosen: Id) -> Project:
    """Return a host with an offer at a price and one on quote, and a draft about one of them."""
    offers = offer("active", "10", "files"), offer("sur-mesure", OnQuote(), "files", "office")
    return project(*offers, clients=(CLIENT,), quotes=(draft(choice=QuoteChoice(offer=chosen)),))


@rule(
    "quote_unknown_amount",
    Severity.WARNING,
    message=_("{quote} : {names:listed} sur devis, donc pas de total."),
    source=_COHERENT,
    document="",
    bad=shows(lambda: _quoting("sur-mesure")),
    good=shows(lambda: _quoting("active")),
)
def quote_unknown_amount(ctx: Context) -> Iterator[Finding]:
    """Un devis ne dit pas tous ses prix.

    Pourquoi : c'est le devis qui doit dire le prix. Une seule ligne « sur devis » rend le total inconnu, et le conseil
    ne peut pas voter.

    Que faire : remplacez cette ligne par une ligne libre avec son prix, ou proposez-la comme une option, à part.
    """
    for one, content in _priced(ctx):
        unknown = [row for row in content.rows if row.kind in PRICED and row.amount is None]
        if unknown and one.client is not None:
            names = tuple(dict.fromkeys(row.label for row in unknown))[:_MOST_NAMED]
            yield found(_place(one, unknown), quote=one.named, names=names)


def _place(one: Draft, rows: list[QuoteRow]) -> Address:
    """Return where the first of `rows` is mended in the quote itself: its own line, or the choice of the offer."""
    own = (row.origin for row in rows if contains(one.at(), row.origin))
    return next(own, one.at("choice", "offer"))


@rule(
    "quote_discount_bounded",
    Severity.ADVICE,
    message=_("{quote} : la remise « {label} » de {asked:money} ne retire que {given:money}."),
    source=_COHERENT,
    document="",
    bad=shows(lambda: drafted(discounts=(_off("500"),))),
    good=shows(lambda: drafted(discounts=(_off("5"),))),
)
def quote_discount_bounded(ctx: Context) -> Iterator[Finding]:
    """Une remise dépasse ce sur quoi elle porte.

    Pourquoi : un devis ne doit rien au client : la remise s'arrête à ce qui est dû à cette cadence, ou ne retire rien
    si rien n'est dû. Le client compte sur le montant que vous lui avez dit.

    Que faire : baissez-la, ou faites-la porter sur une autre ligne ou une autre cadence.
    """
    asked = [(one, content, off) for one, content in _priced(ctx) for off in one.quote.discounts if off.amount]
    for one, content, off in asked:
        origin = one.at("discounts", off.id)
        rows = [row for row in content.rows if row.origin == origin]
        if any(row.amount is None for row in rows):
            continue
        given = -sum((row.amount or Decimal(0) for row in rows), Decimal(0))
        if off.amount is not None and given < off.amount:
            yield found(
                at(origin, "amount"),
                fixes=_bounded(at(origin, "amount"), given),
                quote=one.named,
                label=off.label,
                asked=off.amount,
                given=given,
            )


def _bounded(address: Address, given: Decimal) -> tuple[Fix, ...]:
    if not given:
        return ()
    edit = set_value(address, given, _("ramener une remise à ce qui est dû"))
    return (Fix(_("Mettre {amount}").format(amount=money(given)), edit),)


def _off(amount: str) -> Discount:
    return Discount(id="welcome", label="Bienvenue", amount=Decimal(amount), period_months=1)


@rule(
    "quote_line_zero",
    Severity.ADVICE,
    message=_("{quote} : « {label} » est à 0 €."),
    source=_COHERENT,
    document="",
    bad=shows(lambda: drafted(entries=(line("0"),))),
    good=shows(lambda: drafted(entries=(line("75"),))),
)
def quote_line_zero(ctx: Context) -> Iterator[Finding]:
    """Une ligne du devis ne coûte rien.

    Pourquoi : une ligne à 0 € est un cadeau, ou un prix que l'on a oublié d'écrire. Une fois le devis signé, c'est un
    cadeau.

    Que faire : écrivez le prix et la quantité. Si c'est offert, dites-le dans la précision et ignorez ce conseil.
    """
    for one, entry in _lines(ctx):
        if entry.label and not entry.unit_price * entry.quantity:
            field = "quantity" if entry.unit_price else "unit_price"
            yield found(one.at("entries", entry.id, field), quote=one.named, label=entry.label)


@rule(
    "quote_line_huge",
    Severity.WARNING,
    message=_("{quote} : « {label} » compte pour {amount:money}."),
    source=_COHERENT,
    document="",
    bad=shows(lambda: drafted(entries=(line("150000"),))),
    good=shows(lambda: drafted(entries=(line("1500"),))),
)
def quote_line_huge(ctx: Context) -> Iterator[Finding]:
    """Une ligne du devis est démesurée.

    Pourquoi : à plus de 100 000 €, c'est presque toujours une virgule oubliée ou une quantité tapée deux fois. Signé,
    un devis engage les deux.

    Que faire : relisez la quantité et le prix.
    """
    for one, entry in _lines(ctx):
        amount = entry.unit_price * entry.quantity
        if abs(amount) >= _HUGE:
            yield found(one.at("entries", entry.id, "unit_price"), quote=one.named, label=entry.label, amount=amount)


def _priced(ctx: Context) -> Iterator[tuple[Draft, QuoteContent]]:
    priced = contents(ctx)
    return ((one, priced[one.quote.id]) for one in drafts(ctx) if one.quote.id in priced)


def _lines(ctx: Context) -> Iterator[tuple[Draft, QuoteLine]]:
    for one in drafts(ctx):
        for entry in one.quote.entries:
            if isinstance(entry, QuoteLine):
                yield one, entry
