"""Price lists (« grilles »): other prices of the same offers, for those who meet a condition.

The standard list is what the price lines themselves say. Another list (solidarity, members) follows one
rule, a reduction in %, except where a line, a term or a setup fee has a price of its own in it.
`offerdesigner.pricing.price_lists` turns a project into what it is under a list.
"""

from __future__ import annotations

from pydantic import Field

from offerdesigner.model.base import Amount, Id, Identified, Line, Percent
from offerdesigner.model.charges import Charge
from offerdesigner.model.structure import MembershipRule
from offerdesigner.text import _


class PriceList(Identified):
    """Grille: the prices for those who meet `condition`; `percent_off` (in %) holds where nothing else is said."""

    name: Line = Field(title=_("Grille"), description=_("Un mot simple : « Tarif solidaire », « Adhérents »."))
    condition: Line = Field("", title=_("Pour qui"), description=_("À qui elle s'applique, sans justificatif gênant."))
    percent_off: Percent | None = Field(None, title=_("Réduction en %"))
    round_to: Amount | None = Field(None, title=_("Arrondi à"), description=_("Le multiple, en €."), gt=0)
    membership: MembershipRule | None = Field(None, title=_("Adhésion"), description=_("Si elle change l'adhésion."))


class ListedCharge(Identified):
    """The charge of one price line in another price list, HT or TTC as the line is."""

    price_list: Id
    charge: Charge


class ListedAmount(Identified):
    """An amount in € in another price list: the own price of a term, or a setup fee."""

    price_list: Id
    amount: Amount = Field(title=_("Prix dans la grille"))
