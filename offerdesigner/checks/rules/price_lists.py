"""Price lists beside the standard one: who may have them, and whether they are what they say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerdesigner.checks.context import Context
from offerdesigner.checks.registry import course, found, rule
from offerdesigner.checks.samples import offer, project, shows
from offerdesigner.model.address import Address, at
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.edits import remove
from offerdesigner.model.finding import Finding, Fix, Severity
from offerdesigner.model.offers import Offer, RateCard
from offerdesigner.model.price_lists import ListedCharge, PriceList
from offerdesigner.model.project import Project
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.price_lists import under
from offerdesigner.text import _, money

_FAIR = PriceList(
    id="solidaire", name="Tarif solidaire", condition="associations sans salarié", percent_off=Decimal(40)
)
_SILENT = PriceList(id="solidaire", name="Tarif solidaire", percent_off=Decimal(40))


def _with_list(price_list: PriceList, in_it: str | None = None) -> Project:
    """Return one offer at 10 € a month with a list, in which it may have a price of its own."""
    own = () if in_it is None else (_listed(price_list, in_it),)
    sold = RateCard(id="price", charge=FlatPrice(amount=Decimal(10)), listed=own)
    return project(offer("active", None, "files", rates=(sold,)), price_lists=(price_list,))


def _listed(price_list: PriceList, price: str) -> ListedCharge:
    return ListedCharge(id="own", price_list=price_list.id, charge=FlatPrice(amount=Decimal(price)))


@rule(
    "list_dearer",
    Severity.WARNING,
    message=_(
        "« {list} » est plus cher que le prix ordinaire pour « {offer} » : {dear} contre {usual} la première année."
    ),
    source=_("Cohérence des prix"),
    bad=shows(lambda: _with_list(_FAIR, "12")),
    good=shows(lambda: _with_list(_FAIR, "6")),
)
def list_dearer(ctx: Context) -> Iterator[Finding]:
    """Un tarif réduit coûte plus que le prix ordinaire.

    Pourquoi : qui a droit à ce tarif paierait davantage. C'est presque toujours une faute de frappe, ou un prix
    ordinaire que l'on a baissé sans penser aux autres grilles.

    Que faire : redonnez à l'offre le prix de la réduction, ou un prix plus bas que le prix ordinaire.
    """
    for price_list in ctx.project.price_lists:
        if price_list.membership is not None:  # members or not: the two prices are not for the same thing
            continue
        priced = under(ctx.project, price_list.id)
        for usual_offer, offer_there in zip(ctx.project.offers, priced.offers, strict=True):
            usual = price_offer(ctx.project, usual_offer).first_year
            dear = price_offer(priced, offer_there).first_year
            if usual is not None and dear is not None and dear > usual:
                address, fixes = _own_price(usual_offer, price_list)
                yield found(
                    address,
                    fixes=fixes,
                    list=price_list.name,
                    offer=usual_offer.name,
                    usual=money(usual),
                    dear=money(dear),
                )


def _own_price(sold: Offer, price_list: PriceList) -> tuple[Address, tuple[Fix, ...]]:
    """Return where the price of an offer in a list stands, and how to give it back to the reduction."""
    here = at("offers", sold.id)
    for rate in sold.rates:
        for own in rate.listed:
            if own.price_list == price_list.id:
                address = at(here, "rates", rate.id, "listed", own.id)
                edit = remove(address, _("Suivre la réduction"))
                return address, (Fix(_("Suivre la réduction de la grille"), edit),)
    return here, ()


@rule(
    "list_without_condition",
    Severity.ADVICE,
    message=_("« {list} » ne dit pas à qui ce tarif s'adresse."),
    source=course("7.1.3"),
    bad=shows(lambda: _with_list(_SILENT)),
    good=shows(lambda: _with_list(_FAIR)),
)
def list_without_condition(ctx: Context) -> Iterator[Finding]:
    """On ne sait pas qui peut demander un tarif.

    Pourquoi : sans condition écrite, qui en aurait besoin n'ose pas le demander, et chacun le comprend à sa façon.

    Que faire : dites-la en peu de mots, sans demander de preuve gênante : « associations sans salarié ».
    """
    for price_list in ctx.project.price_lists:
        if not price_list.condition:
            yield found(at("price_lists", price_list.id, "condition"), list=price_list.name)


@rule(
    "solidarity_list",
    Severity.STRENGTH,
    message=_("« {list} » ouvre vos offres à d'autres : {condition}."),
    source=course("7.1.2"),
    waivable=False,
    bad=shows(lambda: _with_list(_FAIR)),
    good=shows(lambda: _with_list(_SILENT)),
)
def solidarity_list(ctx: Context) -> Iterator[Finding]:
    """Un tarif réduit dit clairement pour qui il est.

    Pourquoi : un prix selon les moyens, écrit à côté de l'autre, fait partie de ce que l'on vient chercher chez vous.

    Que faire : gardez-le visible sur la fiche, et redites-le à voix haute.
    """
    for price_list in ctx.project.price_lists:
        if price_list.condition and price_list.percent_off:
            address = at("price_lists", price_list.id)
            yield found(address, list=price_list.name, condition=price_list.condition)
