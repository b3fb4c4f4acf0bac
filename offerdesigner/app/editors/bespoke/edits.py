"""What « Sur mesure » changes in the project: the usage types, and an offer made of a usage."""

from __future__ import annotations

from offerdesigner.app.models.grid_edits import free_name
from offerdesigner.model.address import at, index_of
from offerdesigner.model.base import Id, evolve
from offerdesigner.model.edits import Edit, insert, set_value
from offerdesigner.model.profiles import UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.pricing.bespoke import bespoke_offer
from offerdesigner.pricing.choice import Choice, Need
from offerdesigner.pricing.price_lists import under
from offerdesigner.text import _


def renew_profile(profile: UsageProfile, now: UsageProfile) -> Edit:
    """Have `profile` ask what `now` does, under its own name."""
    renewed = evolve(profile, quantities=now.quantities, services=now.services, months=now.months)
    label = _("changer l'usage type « {name} »").format(name=profile.name)
    return set_value(at("profiles", profile.id), renewed, label)


def make_offer(
    project: Project, choice: Choice, need: Need, price_list: Id | None, offer_id: Id, name: str, *, on_quote: bool
) -> Edit:
    """Insert, after the offer of `choice`, one that serves `need` at its price in a list, or on quote."""
    wanted = free_name(name, (offer.name for offer in project.offers))
    made = bespoke_offer(under(project, price_list), choice, need, offer_id, wanted, on_quote=on_quote)
    place = index_of(project.offers, choice.offer.id) + 1
    return insert("offers", made, _("faire une offre sur mesure"), place)
