"""What one says of oneself, and how it looks: words, strengths, colours and letters, for every document at once.

The name, the presentation, the accent and the logo are those of `Project.structure`.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, field_validator

from offerdesigner.model.base import Identified, Line, Model, Text, check_ids
from offerdesigner.model.structure import Colour
from offerdesigner.text import _


class FontPair(StrEnum):
    """Letters of the titles, then of the text."""

    BRICOLAGE_SOURCE = "bricolage_source"
    SOURCE = "source"
    BRICOLAGE = "bricolage"


class Tone(StrEnum):
    """How one speaks: it chooses among the words that are proposed, and changes none that were typed."""

    PLAIN = "plain"
    WARM = "warm"
    COMMITTED = "committed"


class StrengthKind(StrEnum):
    """What a strength rests on; a limit said plainly is one."""

    VALUES = "values"
    LOCAL = "local"
    NON_PROFIT = "non_profit"
    LIMIT = "limit"
    OTHER = "other"


class Strength(Identified):
    """A reason to choose us, in one's own words; only those that are `told` go on paper."""

    kind: StrengthKind = Field(StrengthKind.OTHER, title=_("Sujet"))
    title: Line = Field("", title=_("Point fort"))
    text: Text = Field("", title=_("En une ou deux phrases"))
    told: bool = Field(True, title=_("Sur le papier"))


class Identity(Model):
    """Identité: `ground` is behind large titles (`None`: the accent of the structure)."""

    ground: Colour | None = Field(None, title=_("Couleur des grands fonds"))
    fonts: FontPair = Field(FontPair.BRICOLAGE_SOURCE, title=_("Caractères"))
    tone: Tone = Field(Tone.PLAIN, title=_("Ton"))
    audience_note: Text = Field("", title=_("À qui l'on parle"), description=_("Pour vous : ne s'imprime pas."))
    promise: Text = Field("", title=_("Promesse"), description=_("Ce qui change pour la personne qui lit."))
    proof: Text = Field("", title=_("Preuve"), description=_("Pourquoi vous croire : depuis quand, pour qui, combien."))
    action: Line = Field(
        "", title=_("Ce qu'il faut faire"), description=_("« Passez nous voir », « Demandez un devis ».")
    )
    strengths: tuple[Strength, ...] = Field((), title=_("Points forts"), max_length=30)

    @field_validator("strengths")
    @classmethod
    def _own_ids(cls, strengths: tuple[Strength, ...]) -> tuple[Strength, ...]:
        check_ids(strengths)
        return strengths
