"""What the structure spends: lines of cost in four families, each with a cadence and what it depends on.

Plain data; `offerdesigner.economics.costs` computes with it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from offerdesigner.model.base import (
    Amount,
    ChargeRate,
    Id,
    Identified,
    Line,
    Model,
    Months,
    Percent,
    Quantity,
    Text,
    UnitAmount,
)
from offerdesigner.model.offers import TaxMode
from offerdesigner.text import _


class CostFamily(StrEnum):
    """The four families of « coûts de structure »."""

    INFRASTRUCTURE = "infrastructure"
    WORK = "work"
    RUNNING = "running"
    SAVINGS = "savings"


class CostGroup(Identified):
    """A sub-family of one's own (« Serveurs », « Déplacements »)."""

    name: Line = Field(title=_("Sous-famille"))
    family: CostFamily = Field(CostFamily.INFRASTRUCTURE, title=_("Famille"))


class PaidAmount(Model):
    """An amount in € as it is paid, `count` times (2 × 79 €)."""

    kind: Literal["amount"] = "amount"
    amount: UnitAmount = Field(title=_("Montant"))
    count: Quantity = Field(Decimal(1), title=_("Nombre"))


class WorkDays(Model):
    """Days of work at what one day costs, charges included."""

    kind: Literal["days"] = "days"
    days: Quantity = Field(title=_("Jours"))
    day_cost: Amount = Field(title=_("Coût d'un jour"), description=_("Avec les cotisations."))


class Salary(Model):
    """A post: gross pay in € a month, paid `months` times a year, `share` % of a full-time post.

    The employer's part comes from the dated table of the project, or is `charges` % of the gross pay.
    `extras` are in € a year for the whole post: meals, phone, training.
    """

    kind: Literal["salary"] = "salary"
    gross: Amount = Field(title=_("Brut par mois, à temps plein"))
    months: Quantity = Field(Decimal(12), title=_("Mois de paie par an"), ge=1, le=16)
    share: Percent = Field(Decimal(100), title=_("Part d'un temps plein"))
    charges: ChargeRate | None = Field(
        None, title=_("Cotisations de l'employeur"), description=_("En % du brut ; sans rien, selon le barème.")
    )
    extras: Amount = Field(Decimal(0), title=_("Frais du poste par an"))


class Equipment(Model):
    """A purchase that serves for some years: its cadence is that life, in months."""

    kind: Literal["equipment"] = "equipment"
    price: Amount = Field(title=_("Prix d'achat"))
    count: Quantity = Field(Decimal(1), title=_("Nombre"))
    second_hand: bool = Field(False, title=_("D'occasion"))


CostSource = Annotated[PaidAmount | WorkDays | Salary | Equipment, Field(discriminator="kind")]


class Basis(StrEnum):
    """What a cost is counted by: the clients, the new clients of a month, or a metric of the project."""

    CLIENT = "client"
    SALE = "sale"
    METRIC = "metric"


class _Counted(Model):
    basis: Basis = Field(Basis.CLIENT, title=_("Dépend de"))
    metric: Id | None = Field(None, title=_("Unité"))

    @model_validator(mode="after")
    def _metric_when_counted_by_it(self) -> _Counted:
        if (self.basis is Basis.METRIC) is (self.metric is None):
            raise ValueError(_("Un coût compté dans une unité dit laquelle."))
        return self


class FixedCost(Model):
    """The same whatever is sold."""

    kind: Literal["fixed"] = "fixed"


class UnitCost(_Counted):
    """Due for each client, new client, or unit of a metric that clients use."""

    kind: Literal["unit"] = "unit"


class StepCost(_Counted):
    """Due for each started step of `size` units beyond the first `free` ones."""

    kind: Literal["step"] = "step"
    size: Quantity = Field(title=_("Par pas de"), gt=0)
    free: Quantity = Field(Decimal(0), title=_("Les premiers, sans frais"))


Behaviour = Annotated[FixedCost | UnitCost | StepCost, Field(discriminator="kind")]


class CostLine(Identified):
    """Poste de coût. `period_months` is what the source pays for: 1, 3, 12, or the life of a purchase.

    With `unpaid`, it is volunteer work: valued in the fair cost, absent from what is to pay.
    `provider` is the partner that pays (`None`: ours). VAT is recovered by structures that charge it; without
    `vat_rate` it is the usual one of what is bought (`offerdesigner.economics.costs.vat_rate`).
    """

    name: Line = Field("", title=_("Poste"))
    family: CostFamily = Field(CostFamily.INFRASTRUCTURE, title=_("Famille"))
    group: Id | None = Field(None, title=_("Sous-famille"))
    source: CostSource = Field(title=_("Montant"))
    period_months: Months = Field(1, title=_("Cadence"))
    behaviour: Behaviour = Field(FixedCost(), title=_("Dépend de"))
    tax: TaxMode = Field(TaxMode.TTC, title=_("Montant saisi"))
    vat_rate: Percent | None = Field(
        None, title=_("TVA de l'achat"), description=_("Sans rien : 20 %, et 0 % pour des jours ou de l'épargne.")
    )
    unpaid: bool = Field(False, title=_("Bénévole : valorisé, non payé"))
    provider: Id | None = Field(None, title=_("Payé par"))
    note: Text = Field("", title=_("Note"))
