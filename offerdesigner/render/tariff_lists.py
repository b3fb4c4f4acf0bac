"""The price lists beside the standard one (solidarity, members) on a tariff sheet: what each says of an offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from offerdesigner.model.address import Address, at
from offerdesigner.model.offers import Offer, Option, RateCard, Term
from offerdesigner.model.price_lists import PriceList, own_in
from offerdesigner.model.project import Project
from offerdesigner.model.structure import MembershipRule
from offerdesigner.pricing.price_lists import under
from offerdesigner.render import tariff_prices as prices
from offerdesigner.render.words import Said, Words
from offerdesigner.text import _, listed, money, number


class Told(IntEnum):
    """How much of the other lists stands beside the standard prices; the rest is in the conditions."""

    ALL = 0
    TOTALS = 1
    """Their yearly costs, closer, and own prices; not what only follows their reduction."""
    OWN = 2
    """Their own prices alone."""


@dataclass(frozen=True, slots=True)
class Sold:
    """A price list of the project `standard`, and the `project` as it sells it."""

    price_list: PriceList
    standard: Project
    project: Project
    told: Told = Told.ALL

    @property
    def name(self) -> str:
        """The name to print."""
        return self.price_list.name or _("Autre tarif")

    @property
    def address(self) -> Address:
        """Where the list stands."""
        return at("price_lists", self.price_list.id)

    def offer(self, offer: Offer) -> Offer:
        """Return an offer as the list sells it."""
        return self.project.find("offers", offer.id)  # type: ignore[return-value]

    def option(self, option: Option) -> Option:
        """Return an option as the list sells it."""
        return self.project.find("options", option.id)  # type: ignore[return-value]

    def where(self, address: Address) -> Address:
        """Return where the price that the list has at `address` is said: its own price, its reduction, or the price."""
        kind, holder_id, *inside = address.split("/")
        holder: Offer | Option = self.standard.find(kind, holder_id)  # type: ignore[assignment]
        own = self._own(holder, inside)
        if own:
            return at(kind, holder_id, own)
        return at(self.address, "percent_off") if self.price_list.percent_off else address

    def _own(self, holder: Offer | Option, inside: list[str]) -> Address:
        """Return where in an offer or an option the own price of the list stands for a price there; or ""."""
        wanted = self.price_list.id
        if isinstance(holder, Offer) and inside[0] == "setup_fee":
            fee = own_in(holder.setup_listed, wanted)
            return at("setup_listed", fee.id, "amount") if fee is not None else ""
        part, item_id, *rest = inside
        item: RateCard | Term = next(item for item in getattr(holder, part) if item.id == item_id)
        own = next((listed.id for listed in item.listed if listed.price_list == wanted), "")
        if not own:
            lead = holder.lead_rate if isinstance(holder, Offer) and part == "terms" else None
            return "" if lead is None or own_in(lead.listed, wanted) is None else self._own(holder, ["rates", lead.id])
        return at(part, item_id, "listed", own, *(rest if part == "rates" else ["amount"]))

    def is_told(self, address: Address) -> bool:
        """Tell whether a price of the list stands beside the standard one at `address`."""
        return self.told is Told.ALL or self.where(address) != at(self.address, "percent_off")

    def led(self, said: Said) -> Said:
        """Return a paragraph about what the list sells, that leads to where its prices are said."""
        return tuple(replace(words, address=self.where(words.address)) if words.address else words for words in said)

    def noted(self, text: str, address: Address) -> Words:
        """Return « Tarif solidaire : 36 € », to stand under the standard price at `address`."""
        return Words(_("{list} : {price}").format(list=self.name, price=text), "soft", self.where(address))


def lists_of(project: Project, offers: Sequence[Offer], told: Told) -> tuple[Sold, ...]:
    """Return the price lists that change something in what is printed of `offers`, in their order."""
    if not project.price_lists:
        return ()
    standard = list(_printed(project, offers))
    sold = (Sold(price_list, project, under(project, price_list.id), told) for price_list in project.price_lists)
    return tuple(one for one in sold if list(_printed(one.project, tuple(map(one.offer, offers)))) != standard)


def _printed(project: Project, offers: Sequence[Offer]) -> Iterator[object]:
    """Yield the texts of all the prices of `offers`."""
    for offer in offers:
        yield [words.text for said in prices.in_short(project, offer) for words in said]
        yield prices.setup(project, offer), prices.membership(project, offer), prices.totals(project, offer)
        yield [prices.rate_words(project, offer, rate) for rate in offer.rates]
    for option in project.options:
        yield [words for words, _address in prices.option_prices(project, option, tuple(offers))]


def list_label(sold: Sold, offers: Sequence[Offer]) -> tuple[Said, ...]:
    """Return what the row of a list says of it: its name, for whom it is, and what becomes of the membership."""
    label: list[Said] = [(Words(sold.name, "strong", at(sold.address, "name")),)]
    if sold.price_list.condition:
        label.append((Words(sold.price_list.condition, "note", at(sold.address, "condition")),))
    rule = sold.price_list.membership
    changes = any(sold.offer(offer).membership != offer.membership for offer in offers)
    if rule is not None and changes and sold.standard.structure.membership is not None:
        words = {
            MembershipRule.REQUIRED: _("adhésion en plus"),
            MembershipRule.INCLUDED: _("adhésion comprise"),
            MembershipRule.NONE: _("sans adhésion"),
        }
        label.append((Words(words[rule], "note", at(sold.address, "membership")),))
    return tuple(label)


def list_price(sold: Sold, offer: Offer) -> tuple[Said, ...]:
    """Return the price of an offer in a list: « 6 € par mois, ou 60 € par an », then its conditions."""
    return tuple(sold.led(said) for said in prices.in_short(sold.project, sold.offer(offer)))


def setup_notes(lists: Sequence[Sold], offer: Offer, standard: str) -> Iterator[Words]:
    """Yield the setup fee of an offer in each list where it is another."""
    address = at("offers", offer.id, "setup_fee")
    for sold in lists:
        said = prices.setup(sold.project, sold.offer(offer))
        if said and said != standard and sold.is_told(address):
            yield sold.noted(said, address)


def rate_notes(lists: Sequence[Sold], offer: Offer, rate: RateCard) -> Iterator[Words]:
    """Yield a further price line of an offer in each list where it is another."""
    for sold in lists:
        other = sold.offer(offer)
        mine = next(line for line in other.rates if line.id == rate.id)
        was, now = prices.rate_words(sold.standard, offer, rate), prices.rate_words(sold.project, other, mine)
        address = prices.rate_address(other, mine)
        if was != now and sold.is_told(address):
            yield sold.noted(", ".join((now[0], *now[1])), address)


def option_notes(lists: Sequence[Sold], option: Option, offers: tuple[Offer, ...]) -> Iterator[Words]:
    """Yield the prices of an option in each list where they are others."""
    for sold in lists:
        now = list(prices.option_prices(sold.project, sold.option(option), tuple(map(sold.offer, offers))))
        was = list(prices.option_prices(sold.standard, option, offers))
        for (said, address), (before, _address) in zip(now, was, strict=True):
            if said != before and sold.is_told(address):
                yield sold.noted(said, address)


def reduced_too(sold: Sold, offers: Sequence[Offer]) -> str:
    """Say what else follows the reduction of a list, where each price does not say it: « 40 % de moins aussi sur… »."""
    whole = replace(sold, told=Told.ALL)
    named = {
        _("la mise en service"): _setup_notes_of,
        _("les suppléments"): _rate_notes_of,
        _("les options"): _option_notes_of,
    }
    silent = [words for words, notes in named.items() if len(notes(whole, offers)) > len(notes(sold, offers))]
    if not silent:
        return ""
    words = _("{percent} % de moins aussi sur {prices}, arrondi à {step}")
    if sold.price_list.round_to is None:
        words = _("{percent} % de moins aussi sur {prices}")
    step = money(sold.price_list.round_to or Decimal(0))
    return words.format(percent=number(sold.price_list.percent_off or 0), prices=listed(silent), step=step)


def _setup_notes_of(sold: Sold, offers: Sequence[Offer]) -> list[Words]:
    return [note for offer in offers for note in setup_notes((sold,), offer, prices.setup(sold.standard, offer))]


def _rate_notes_of(sold: Sold, offers: Sequence[Offer]) -> list[Words]:
    rates = ((offer, rate) for offer in offers for rate in offer.rates if rate is not offer.lead_rate)
    return [note for offer, rate in rates for note in rate_notes((sold,), offer, rate)]


def _option_notes_of(sold: Sold, offers: Sequence[Offer]) -> list[Words]:
    reached = ((option, tuple(filter(option.is_available_for, offers))) for option in sold.standard.options)
    return [note for option, reach in reached if reach for note in option_notes((sold,), option, reach)]
