"""Who sells: the structure, its identifiers, its VAT situation and how it looks on paper."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from offerdesigner.model.base import Amount, Identified, Line, Model, Months, Percent, Text
from offerdesigner.text import _

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
ContentHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class VatKind(StrEnum):
    """Whether VAT is charged. Rates and wording live in `resources/legal/vat.json`, dated."""

    FRANCHISE = "franchise"
    NON_PROFIT = "non_profit"
    STANDARD = "standard"
    OVERSEAS = "overseas"
    NOT_APPLICABLE = "not_applicable"
    OTHER = "other"


class Vat(Model):
    """The VAT situation: `rate` is in %, 0 when none is charged; `mention` is printed as it stands."""

    kind: VatKind = Field(VatKind.FRANCHISE, title=_("Situation"))
    rate: Percent = Field(Decimal(0), title=_("Taux de TVA"))
    mention: Line = Field("", title=_("Mention imprimée"), description=_("À vérifier avec votre comptable."))


class Identifiers(Model):
    """Official numbers, as typed; `checks` says when one looks wrong, nothing blocks."""

    rna: Line = Field("", title=_("RNA"), description=_("W et neuf chiffres, pour une association."))
    siren: Line = Field("", title=_("SIREN"))
    siret: Line = Field("", title=_("SIRET"))
    vat_number: Line = Field("", title=_("Numéro de TVA"))


class Contact(Model):
    """How to reach the structure."""

    person: Line = Field("", title=_("Interlocutrice ou interlocuteur"))
    street: Line = Field("", title=_("Rue"))
    postcode: Line = Field("", title=_("Code postal"))
    town: Line = Field("", title=_("Ville"))
    phone: Line = Field("", title=_("Téléphone"))
    email: Line = Field("", title=_("Courriel"))
    website: Line = Field("", title=_("Site"))


class Brand(Model):
    """The look: one accent colour (the rest is derived from it) and a logo kept in the project."""

    accent: Colour = Field("#1F36C7", title=_("Couleur"))
    logo: ContentHash | None = Field(None, title=_("Logo"))


class MembershipRule(StrEnum):
    """How the structure's membership bears on an offer."""

    REQUIRED = "required"
    INCLUDED = "included"
    NONE = "none"


class Membership(Model):
    """The structure's membership, due beside the subscription. No VAT applies to it."""

    name: Line = Field(_("Adhésion"), title=_("Nom"))
    amount: Amount = Field(title=_("Montant"))
    period_months: Months = Field(12, title=_("Pour"))


class Structure(Identified):
    """A host: ours, or a partner that delivers some of the services."""

    name: Line = Field("", title=_("Nom"))
    legal_form: Line = Field("", title=_("Forme juridique"), description=_("Association loi 1901, SCIC, SAS…"))
    identifiers: Identifiers = Identifiers()
    contact: Contact = Contact()
    vat: Vat = Vat()
    brand: Brand = Brand()
    membership: Membership | None = Field(None, title=_("Adhésion obligatoire"))
    presentation: Text = Field("", title=_("Présentation"), description=_("Qui vous êtes, en une ou deux phrases."))
