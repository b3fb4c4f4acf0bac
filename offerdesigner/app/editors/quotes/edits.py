"""What the page « Devis » does beyond putting a value at an address."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import chain
from typing import Any

from offerdesigner.model import address as addresses
from offerdesigner.model.address import Address, at
from offerdesigner.model.base import Id, evolve, new_id
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.clients import Client
from offerdesigner.model.edits import Edit, insert, remove, set_value, together
from offerdesigner.model.offers import Offer, Option
from offerdesigner.model.profiles import ProfileQuantity
from offerdesigner.model.project import Project
from offerdesigner.model.quotes import Clause, OptionChoice, Quote, QuoteChoice, QuoteEntry, QuoteTerms, Taking
from offerdesigner.pricing.offers import commitments
from offerdesigner.pricing.usage import included_usage
from offerdesigner.text import _

_YEAR = 12


def quote_at(project: Project, quote_id: Id) -> Quote:
    """Return a quote.

    Raises `NoSuchAddress` when it is gone.
    """
    return addresses.get(project, at("quotes", quote_id))  # type: ignore[no-any-return]


def new_quote(project: Project, quote_id: Id, client: Id | None = None) -> Edit:
    """Add a draft for `client`, which begins with the first offer that has a price and the texts kept for all."""
    priced = (offer for offer in project.offers if _has_price(offer))
    offer = next(chain(priced, project.offers), None)
    made = Quote(
        id=quote_id,
        client=client,
        valid_days=project.quoting.valid_days,
        choice=QuoteChoice() if offer is None else _choice_of(project, offer),
        terms=QuoteTerms(clauses=tuple(own_copy(clause) for clause in project.quoting.clauses)),
    )
    return insert("quotes", made, _("ajouter un devis"), 0)


def _has_price(offer: Offer) -> bool:
    """Tell whether an offer has a price of its own to pay: neither free, nor a trial, nor on quote."""
    lead = offer.lead_rate
    if lead is None or lead.charge.kind in ("free", "on_quote"):
        return False
    return not (isinstance(lead.charge, FlatPrice) and not lead.charge.amount)


def _choice_of(project: Project, offer: Offer) -> QuoteChoice:
    """Return the choice of an offer for the usage that its price covers."""
    usage = included_usage(project, offer)
    quantities = tuple(
        ProfileQuantity(id=metric.id, metric=metric.id, quantity=usage[metric.id])
        for metric in metrics_of(project)
        if usage.get(metric.id)
    )
    return QuoteChoice(offer=offer.id, quantities=quantities, months=_usual_length(offer))


def _usual_length(offer: Offer) -> int:
    """Return a year, or where the offer is not to be had for one what it is to be had for."""
    lengths = commitments(offer)
    return _YEAR if not lengths or _YEAR in lengths else lengths[0]


def metrics_of(project: Project) -> tuple[Any, ...]:
    """Return the metrics that a quote asks for: those that some price or some content counts."""
    holders: tuple[Offer | Option, ...] = (*project.offers, *project.options)
    counted = {rate.metric for holder in holders for rate in holder.rates}
    counted |= {service.metric for service in project.services}
    return tuple(metric for metric in project.metrics if metric.id in counted)


def add_client(quote_id: Id, client: Client) -> Edit:
    """Add a client, for which the quote is from now on."""

    def apply(project: Project) -> Project:
        known = evolve(project, clients=(*project.clients, client))
        return addresses.put(known, at("quotes", quote_id, "client"), client.id)

    return Edit(_("ajouter un client"), apply, at("quotes", quote_id, "client"))


def _change_choice(quote_id: Id, label: str, change: Callable[[Project, QuoteChoice], QuoteChoice], field: str) -> Edit:
    address = at("quotes", quote_id, "choice")

    def apply(project: Project) -> Project:
        return addresses.put(project, address, change(project, addresses.get(project, address)))

    return Edit(label, apply, at(address, field), key=(label, address, field))


def choose_offer(quote_id: Id, offer_id: Id) -> Edit:
    """Propose another offer for the same usage; options that do not go with it leave."""

    def change(project: Project, choice: QuoteChoice) -> QuoteChoice:
        offer: Any = project.find("offers", offer_id)
        possible = {option.id for option in project.options_for(offer)}
        lengths = commitments(offer)
        return evolve(
            choice,
            offer=offer_id,
            options=tuple(item for item in choice.options if item.option in possible),
            alternatives=tuple(other for other in choice.alternatives if other != offer_id),
            months=choice.months if choice.months >= min(lengths, default=0) else _usual_length(offer),
            quantities=choice.quantities or _choice_of(project, offer).quantities,
        )

    return _change_choice(quote_id, _("choisir l'offre d'un devis"), change, "offer")


def use_quantity(quote_id: Id, metric: Id, quantity: Decimal | None) -> Edit:
    """Have the client use so much of a metric; `None`: what the offer includes."""

    def change(project: Project, choice: QuoteChoice) -> QuoteChoice:
        if any(item.metric == metric for item in choice.quantities):
            kept = tuple(
                evolve(item, quantity=quantity) if item.metric == metric else item
                for item in choice.quantities
                if item.metric != metric or quantity is not None
            )
            return evolve(choice, quantities=kept)
        added = () if quantity is None else (ProfileQuantity(id=metric, metric=metric, quantity=quantity),)
        return evolve(choice, quantities=(*choice.quantities, *added))

    return _change_choice(quote_id, _("changer l'usage d'un devis"), change, at("quantities", metric))


def take_option(quote_id: Id, option: Id, taking: Taking | None) -> Edit:
    """Include an option in a quote, propose it beside, or neither (`None`)."""

    def change(project: Project, choice: QuoteChoice) -> QuoteChoice:
        others = tuple(item for item in choice.options if item.option != option)
        if taking is None:
            return evolve(choice, options=others)
        held = next((item for item in choice.options if item.option == option), None)
        if held is None:
            return evolve(choice, options=(*others, OptionChoice(id=option, option=option, taking=taking)))
        changed = evolve(held, taking=taking)
        return evolve(choice, options=tuple(changed if item is held else item for item in choice.options))

    labels = {
        None: _("retirer une option d'un devis"),
        Taking.PROPOSED: _("proposer une option"),
        Taking.INCLUDED: _("inclure une option"),
    }
    return _change_choice(quote_id, labels[taking], change, at("options", option))


def count_option(quote_id: Id, option: Id, count: int) -> Edit:
    """Take an option so many times."""

    def change(project: Project, choice: QuoteChoice) -> QuoteChoice:
        taken = (evolve(item, count=count) if item.option == option else item for item in choice.options)
        return evolve(choice, options=tuple(taken))

    return _change_choice(quote_id, _("changer le nombre d'une option"), change, at("options", option))


def toggle_alternative(quote_id: Id, offer: Id) -> Edit:
    """Show an offer beside the one proposed, or no longer."""

    def change(project: Project, choice: QuoteChoice) -> QuoteChoice:
        shown = set(choice.alternatives) ^ {offer}
        return evolve(choice, alternatives=tuple(one.id for one in project.offers if one.id in shown))

    return _change_choice(quote_id, _("choisir les variantes d'un devis"), change, "alternatives")


def ask_deposit(quote_id: Id, amount: Decimal | None, *, in_percent: bool) -> Edit:
    """Ask for a deposit in % of the first year or in €, never both; `None`: none."""
    address = at("quotes", quote_id, "terms")

    def apply(project: Project) -> Project:
        terms = evolve(
            addresses.get(project, address),
            deposit_percent=amount if in_percent else None,
            deposit_amount=None if in_percent else amount,
        )
        return addresses.put(project, address, terms)

    return Edit(_("changer l'acompte d'un devis"), apply, at(address, "deposit_percent"), key=("deposit", address))


def own_copy(clause: Clause) -> Clause:
    """Return a clause under an id of its own."""
    return evolve(clause, id=new_id())


def add_clause(holder: Address, clause: Clause) -> Edit:
    """Add a text at the end of those at `holder`."""
    return insert(holder, own_copy(clause), _("ajouter un texte aux conditions"))


def keep_clause(project: Project, clause: Clause) -> Edit:
    """Have the next quotes begin with this text: it takes the place of the one of the same title, if any."""
    same = next((held for held in project.quoting.clauses if held.title == clause.title and clause.title), None)
    if same is None:
        return insert("quoting/clauses", own_copy(clause), _("garder un texte pour les prochains devis"))
    renewed = evolve(clause, id=same.id)
    return set_value(at("quoting/clauses", same.id), renewed, _("garder un texte pour les prochains devis"))


def entry_address(quote_id: Id, entry: Id = "") -> Address:
    """Return where a free line of a quote stands, or all of them."""
    return at("quotes", quote_id, "entries", entry)


def remove_entry(quote: Quote, entry: QuoteEntry, row: Id | None) -> Edit:
    """Remove a free line with the discounts on `row`, which it prints (`None`: nothing)."""
    gone = (at("quotes", quote.id, "discounts", one.id) for one in quote.discounts if one.line == row)
    whole = (*gone, entry_address(quote.id, entry.id))
    label = _("retirer une ligne libre")
    return together(label, (remove(address, label) for address in whole), at("quotes", quote.id, "entries"))


def change_discount(address: Address, value: Decimal, *, in_percent: bool, period_months: int | None) -> Edit:
    """Have a discount be of so many % or €; one in % that becomes one in € bears on what is due at `period_months`."""

    def apply(project: Project) -> Project:
        held = addresses.get(project, address)
        if in_percent:
            changed = evolve(held, percent=value, amount=None, period_months=None)
        else:
            period = held.period_months if held.percent is None else period_months
            changed = evolve(held, percent=None, amount=value, period_months=period)
        return addresses.put(project, address, changed)

    return Edit(_("changer une remise"), apply, address)
