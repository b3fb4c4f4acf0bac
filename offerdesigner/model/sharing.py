"""Who gets what of a common revenue, when several structures deliver one offer."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from offerdesigner.model.base import Amount, Id, Identified, Model, Percent
from offerdesigner.text import _


class PercentShare(Model):
    """Pourcentage: a part of the common revenue."""

    kind: Literal["percent"] = "percent"
    percent: Percent = Field(title=_("Part"))


class FixedShare(Model):
    """Montant fixe: so much a year for each client."""

    kind: Literal["fixed"] = "fixed"
    amount: Amount = Field(title=_("Par client et par an"))


class CostsFirst(Model):
    """Les coûts d'abord: its yearly costs are paid before anything is shared, then a part of the rest."""

    kind: Literal["costs_first"] = "costs_first"
    costs: Amount = Field(title=_("Coûts par an"))
    percent: Percent = Field(Decimal(0), title=_("Puis part du reste"))


class Share(Identified):
    """The rule for one partner. What no rule gives goes to the structure itself."""

    partner: Id
    rule: Annotated[PercentShare | FixedShare | CostsFirst, Field(discriminator="kind")]
