"""What is counted and what is delivered: metrics, services and their groups."""

from __future__ import annotations

from pydantic import Field

from offerdesigner.model.base import Id, Identified, Line
from offerdesigner.text import _, plural


class Metric(Identified):
    """Something that is counted: people, Go, mail addresses, hours of help…

    Its `id` is the key used in a usage (`users`, `storage`).
    """

    name: Line = Field(title=_("Nom"), description=_("Ce que l'on compte, comme titre : « Personnes », « Espace »."))
    singular: Line = Field(title=_("Au singulier"), description=_("L'unité après le nombre 1 : « adresse », « Go »."))
    plural: Line = Field(title=_("Au pluriel"), description=_("L'unité à partir de 2 : « adresses », « Go »."))
    feminine: bool = Field(False, title=_("Au féminin"), description=_("« une personne », « la 1re gratuite »."))
    decimal: bool = Field(False, title=_("À virgule"), description=_("Cochez si l'on peut en avoir une demie."))

    def unit(self, quantity: object) -> str:
        """Return the unit's name in agreement with `quantity` (plural from 2, as French does)."""
        return plural(quantity, self.singular, self.plural)


class ServiceGroup(Identified):
    """A heading under which services stand in the grid and on the sheet."""

    name: Line = Field(title=_("Groupe"), description=_("Un titre court : « Communiquer », « Être accompagné »."))


class Service(Identified):
    """Something a client gets, said by the need first and the software second."""

    need: Line = Field("", title=_("Besoin"), description=_("Ce que l'on peut faire, en commençant par un verbe."))
    software: Line = Field("", title=_("Logiciel ou précision"), description=_("Le nom du logiciel, écrit plus petit."))
    description: Line = Field("", title=_("Description"), description=_("Une phrase simple, pour qui découvre."))
    group: Id | None = Field(None, title=_("Groupe"))
    metric: Id | None = Field(None, title=_("Compté en"), description=_("L'unité, si ce service se compte."))
    provider: Id | None = Field(None, title=_("Assuré par"), description=_("Le partenaire, si ce n'est pas vous."))
    on_sheet: bool = Field(True, title=_("Sur la fiche"), description=_("Décochez pour ne pas imprimer ce service."))

    @property
    def label(self) -> str:
        """The name to show: the need, or the software when no need is written."""
        return self.need or self.software
